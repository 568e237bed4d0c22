package sources

// readConstat reads education/constat-rentree-*.csv: the pupils of one year of
// a formation at one établissement.
func readConstat(f *fichier, s *Sources) error {
	t, err := f.newTable("Rentrée scolaire", "UAI", "Mef Bcp 11", "Nombre d'élèves : Total")
	if err != nil {
		return err
	}
	vues := cles{}
	for t.next() {
		c := Constat{
			Ligne:   t.ligne,
			Rentree: t.code("Rentrée scolaire", DateIllisible, isYear),
			UAI:     t.uai("UAI"),
			MEF11:   t.mef11("Mef Bcp 11"),
			Eleves:  t.count("Nombre d'élèves : Total"),
		}
		if t.mauvaise {
			continue
		}
		if vues.first(f, t.ligne, c.Rentree+" "+c.UAI+" "+c.MEF11, t.text("Nombre d'élèves : Total")) {
			s.Constats = append(s.Constats, c)
		}
	}
	return t.end()
}

// isYear reports whether s is four digits.
func isYear(s string) bool { return len(s) == 4 && digits(s) }
