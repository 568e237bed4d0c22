package sources

import (
	"slices"
	"strings"
)

// formationIdeo is an element of the Onisep search API, data set Idéo
// formations initiales.
type formationIdeo struct {
	CodeScolarite string `json:"code_scolarite"`
	Libelle       string `json:"libelle_formation_principal"`
	CodeRNCP      string `json:"code_rncp"`
	URL           string `json:"url_et_id_onisep"`
	Domaines      string `json:"domainesous-domaine"`
}

// readOnisepFormations reads onisep/ideo-formations-initiales.json. Formations
// without a CFD are kept, with CFD "".
func readOnisepFormations(f *fichier, s *Sources) error {
	n := 0
	total, err := readArray(f, "results", func(rang Ligne, e *formationIdeo) {
		n++
		s.OnisepFormations = append(s.OnisepFormations, OnisepFormation{
			Ligne: rang, CFD: f.optionalCFD(rang, e.CodeScolarite), Libelle: f.clean(rang, e.Libelle), CodeRNCP: f.clean(rang, e.CodeRNCP),
			OnisepID: formationOnisep.FindString(e.URL), Domaines: domaines(f.clean(rang, e.Domaines)),
		})
	})
	return f.complete(total, n, err)
}

// domaines returns the first level of "domaine/sous-domaine | domaine/…", in
// order, without repetition.
func domaines(s string) []string {
	var noms []string
	for paire := range strings.SplitSeq(s, "|") {
		nom, _, _ := strings.Cut(paire, "/")
		if nom = strings.TrimSpace(nom); nom != "" && !slices.Contains(noms, nom) {
			noms = append(noms, nom)
		}
	}
	return noms
}
