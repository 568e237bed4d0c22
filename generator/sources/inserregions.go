package sources

import "strings"

// readInserRegions reads inserjeunes/regions.csv: outcomes by region and
// diploma, keyed by CFD in apprentissage and by MEFSTAT11 in voie scolaire.
func readInserRegions(f *fichier, s *Sources) error {
	t, err := f.newTable("millesime", "code_region", "voie", "cfd", "mefstat11", "nb_annee_term", "nb_en_emploi_6_mois",
		"nb_poursuite_etudes", "nb_sortant", "taux_emploi_6_mois", "taux_poursuite_etudes")
	if err != nil {
		return err
	}
	vues := cles{}
	for t.next() {
		r := InserRegion{
			Ligne:     t.ligne,
			Fichier:   f.chemin,
			Millesime: t.code("millesime", DateIllisible, isMillesime),
			Region:    t.code("code_region", ValeurInattendue, isRegion),
			Voie:      t.code("voie", ValeurInattendue, isVoie),
		}
		if r.Voie == "apprentissage" {
			r.CFD = t.cfd("cfd")
		} else if r.Voie == "scolaire" {
			r.MEF11 = t.mef11("mefstat11")
		}
		if t.mauvaise || !vues.first(f, t.ligne, strings.Join([]string{r.Millesime, r.Region, r.CFD, r.MEF11}, " "), t.content()) {
			continue
		}
		const pupils = 10_000_000
		r.NbAnneeTerm = t.number("nb_annee_term", 0, pupils)
		r.NbEmploi6Mois = t.number("nb_en_emploi_6_mois", 0, pupils)
		r.NbPoursuite = t.number("nb_poursuite_etudes", 0, pupils)
		r.NbSortant = t.number("nb_sortant", 0, pupils)
		r.TauxEmploi6Mois = t.percent("taux_emploi_6_mois")
		r.TauxPoursuite = t.percent("taux_poursuite_etudes")
		s.InserRegions = append(s.InserRegions, r)
	}
	return t.end()
}

// isMillesime reports whether s is two years, as in "2021_2022".
func isMillesime(s string) bool {
	return len(s) == 9 && isYear(s[:4]) && s[4] == '_' && isYear(s[5:])
}

// isRegion reports whether s is two digits.
func isRegion(s string) bool { return len(s) == 2 && digits(s) }

// isVoie reports whether s is a voie in the words of InserJeunes.
func isVoie(s string) bool { return s == "scolaire" || s == "apprentissage" }
