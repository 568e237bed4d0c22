package sources

import (
	"fmt"
	"regexp"
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
	onisep := regexp.MustCompile(`FOR\.\d+`)
	n := 0
	total, err := readArray(f, "results", func(rang Ligne, e *formationIdeo) {
		n++
		cfd := strings.TrimSpace(e.CodeScolarite)
		if cfd != "" && !isCFD(cfd) {
			f.add(CFDMalForme, rang, "code_scolarite %q, left out", cfd)
			cfd = ""
		}
		s.OnisepFormations = append(s.OnisepFormations, OnisepFormation{
			Ligne: rang, CFD: cfd, Libelle: strings.TrimSpace(e.Libelle), CodeRNCP: strings.TrimSpace(e.CodeRNCP),
			OnisepID: onisep.FindString(e.URL), Domaines: domaines(strings.TrimSpace(e.Domaines)),
		})
	})
	if err == nil && total > n {
		err = fmt.Errorf("reading %s: %d elements of the %d announced by \"total\"; fetch every page", f.chemin, n, total)
	}
	return err
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
