package sources

// readInserCFA reads inserjeunes/fr-en-inserjeunes-cfa*.csv, the official
// export per CFA: every millésime in one file, all formations of a CFA
// together.
func readInserCFA(f *fichier, s *Sources) error {
	const poursuite = "DEVENIR Part poursuite études"
	t, err := f.newTable("Année", "UAI", "Libellé", poursuite, "DEVENIR Part en emploi 6 mois", "DEVENIR Part autre situation 6 mois",
		"Taux poursuite études", "Taux emploi 6 mois")
	if err != nil {
		return err
	}
	vues := cles{}
	for t.next() {
		e := InserEtablissement{
			Ligne:           t.ligne,
			Fichier:         f.chemin,
			Millesime:       t.millesime("Année"),
			UAI:             t.uai("UAI"),
			Nom:             t.text("Libellé"),
			Apprentissage:   true,
			CFA:             true,
			PartPoursuite:   t.percent(poursuite),
			PartEmploi6Mois: t.percent("DEVENIR Part en emploi 6 mois"),
			PartAutres:      t.percent("DEVENIR Part autre situation 6 mois"),
			TauxEmploi6Mois: t.percent("Taux emploi 6 mois"),
		}
		if t.mauvaise || !vues.first(f, t.ligne, e.Millesime+" "+e.UAI, t.content()) {
			continue
		}
		if e.PartPoursuite == nil {
			e.PartPoursuite = t.percent("Taux poursuite études") // the same share, published more often
		}
		s.InserEtablissements = append(s.InserEtablissements, e)
	}
	return t.end()
}
