package sources

// LieuAffelnet is where an établissement stands. Files
// affelnet/offre-formation-*.csv.
type LieuAffelnet struct {
	Ligne      Ligne
	Fichier    string
	UAI        string
	Type       string // "LYCEE PROFESSIONNEL", "CENTRE DE FORMATION D APPRENTIS"
	Commune    string // INSEE code
	CodePostal string
	Ville      string // "DIGNE LES BAINS", "MARSEILLE CEDEX 08"
}

// readLieuxAffelnet reads one affelnet/offre-formation-YYYY.csv, the export of
// 2020, whose cells are padded with spaces: one row per formation, of which
// only the place of the établissement is taken. The formations are not: their
// rows do not say which voie they are of.
func readLieuxAffelnet(f *fichier, s *Sources) error {
	t, err := f.newTable("UAI", "COMMUNE", "TYPE_ETABLISSEMENT", "CODE_COMMUNE_INSEE", "CODE_POSTAL")
	if err != nil {
		return err
	}
	vus := map[string]bool{}
	for t.next() {
		l := LieuAffelnet{
			Ligne:      t.ligne,
			Fichier:    f.chemin,
			UAI:        t.uai("UAI"),
			Type:       t.text("TYPE_ETABLISSEMENT"),
			Commune:    t.optional("CODE_COMMUNE_INSEE", CommuneMalFormee, isCommune),
			CodePostal: t.text("CODE_POSTAL"),
			Ville:      t.text("COMMUNE"),
		}
		if !t.mauvaise && !vus[l.UAI] && (l.Commune != "" || l.Ville != "") {
			vus[l.UAI] = true
			s.LieuxAffelnet = append(s.LieuxAffelnet, l)
		}
	}
	return t.end()
}
