package sources

// readDepartements reads education/departements_academies_regions.csv.
func readDepartements(f *fichier, s *Sources) error {
	t, err := f.newTable("libelleRegion", "codeAcademie", "codeRegion", "codeDepartement", "libelleAcademie", "libelleDepartement")
	if err != nil {
		return err
	}
	vues := cles{}
	for t.next() {
		publie := t.text("codeDepartement")
		d := Departement{
			Ligne:       t.ligne,
			Code:        departement(publie),
			Nom:         t.text("libelleDepartement"),
			Academie:    t.text("codeAcademie"),
			NomAcademie: t.text("libelleAcademie"),
			Region:      t.text("codeRegion"),
			NomRegion:   t.text("libelleRegion"),
		}
		if publie == "" {
			t.add(PasUnDepartement, t.ligne, "%q has no codeDepartement: left out", d.Nom)
			continue
		}
		if len(publie) != 3 || !alphanumeric(publie) || d.Academie == "" || d.Region == "" {
			t.add(ValeurInattendue, t.ligne, "codeDepartement %q, codeAcademie %q, codeRegion %q", publie, d.Academie, d.Region)
			continue
		}
		if vues.first(f, t.ligne, d.Code, t.content()) {
			s.Departements = append(s.Departements, d)
		}
	}
	return t.end()
}
