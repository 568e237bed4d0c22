package sources

import "time"

// readVacances reads calendrier/vacances-scolaires.csv, written by us from the
// official calendars: days off, both ends included.
func readVacances(f *fichier, s *Sources) error {
	t, err := f.newTable("zone", "libelle", "debut", "fin")
	if err != nil {
		return err
	}
	for t.next() {
		v := Vacances{
			Ligne: t.ligne,
			Zone:  t.code("zone", ValeurInattendue, isZone),
			Debut: t.code("debut", DateIllisible, isISODate),
			Fin:   t.code("fin", DateIllisible, isISODate),
		}
		if t.mauvaise {
			continue
		}
		if v.Fin < v.Debut {
			t.add(DateIllisible, t.ligne, "fin %s is before debut %s", v.Fin, v.Debut)
			continue
		}
		s.Vacances = append(s.Vacances, v)
	}
	return t.end()
}

// isZone reports whether s is a zone of the school calendar.
func isZone(s string) bool { return s == "A" || s == "B" || s == "C" }

// isISODate reports whether s is a day as yyyy-mm-dd.
func isISODate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}
