package sources

// readMEF reads bcn/n_mef.csv, one row per year of a formation.
func readMEF(f *fichier, s *Sources) error {
	t, err := f.newTable("MEF", "DISPOSITIF_FORMATION", "FORMATION_DIPLOME", "DUREE_DISPOSITIF", "ANNEE_DISPOSITIF", "MEF_STAT_11")
	if err != nil {
		return err
	}
	vues := cles{}
	for t.next() {
		m := MEF{
			Ligne:      t.ligne,
			MEF:        t.code("MEF", MEFMalForme, isMEF),
			Dispositif: t.code("DISPOSITIF_FORMATION", MEFMalForme, isDispositif),
			CFD:        t.cfd("FORMATION_DIPLOME"),
			Duree:      t.rank("DUREE_DISPOSITIF"),
			Annee:      t.rank("ANNEE_DISPOSITIF"),
			MEF11:      t.mef11("MEF_STAT_11"),
		}
		if !t.mauvaise && vues.first(f, t.ligne, m.MEF, t.content()) {
			s.MEFs = append(s.MEFs, m)
		}
	}
	return t.end()
}

// isDispositif reports whether s is three digits.
func isDispositif(s string) bool { return len(s) == 3 && digits(s) }

// rank returns a number of years; 0 when it is absent or cannot be read.
func (t *table) rank(colonne string) int {
	if n := t.count(colonne); n != nil {
		return *n
	}
	return 0
}
