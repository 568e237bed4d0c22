package sources

// readIPS reads education/fr-en-ips-lycees-*.csv, for the sector of lycées.
func readIPS(f *fichier, s *Sources) error {
	t, err := f.newTable("uai|UAI", "secteur|Secteur", "code_insee_de_la_commune|Code INSEE de la commune")
	if err != nil {
		return err
	}
	vues := cles{}
	t.alias("nom", "nom_de_l_etablissment|nom_de_l_etablissement|Nom de l'établissment|Nom de l'établissement") // misspelt as published
	for t.next() {
		secteur := Secteur{
			Ligne:   t.ligne,
			UAI:     t.uai("uai"),
			Nom:     t.text("nom"),
			Secteur: t.text("secteur"),
			Commune: t.optional("code_insee_de_la_commune", CommuneMalFormee, isCommune),
		}
		if t.mauvaise {
			continue
		}
		// The file also gives one row per year, or repeats some: one sector
		// is enough.
		if vues.first(f, t.ligne, secteur.UAI, secteur.Secteur) {
			s.Secteurs = append(s.Secteurs, secteur)
		}
	}
	return t.end()
}
