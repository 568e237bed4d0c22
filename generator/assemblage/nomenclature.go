package assemblage

import (
	"slices"

	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
)

// nomenclature indexes the BCN tables.
type nomenclature struct {
	parMEF11 map[string]sources.MEF
	parCFD   map[string][]sources.MEF
	diplomes map[string]sources.Diplome
}

func newNomenclature(src *sources.Sources) *nomenclature {
	n := &nomenclature{map[string]sources.MEF{}, map[string][]sources.MEF{}, map[string]sources.Diplome{}}
	for _, m := range src.MEFs {
		// Several MEF may share a MEFSTAT11, then of the same year and CFD
		// but for a handful; the first in file order stands for all.
		if _, ok := n.parMEF11[m.MEF11]; !ok {
			n.parMEF11[m.MEF11] = m
		}
		n.parCFD[m.CFD] = append(n.parCFD[m.CFD], m)
	}
	for _, d := range src.Diplomes {
		vu, ok := n.diplomes[d.CFD]
		if !ok {
			n.diplomes[d.CFD] = d
			continue
		}
		// Both tables describe the diploma; only one of them has its
		// continuum, and the first one read has the better date.
		if len(vu.Anciens) == 0 {
			vu.Anciens = d.Anciens
		}
		if len(vu.Nouveaux) == 0 {
			vu.Nouveaux = d.Nouveaux
		}
		n.diplomes[d.CFD] = vu
	}
	return n
}

// groupe returns the diploma group of a CFD.
func (n *nomenclature) groupe(cfd string) catalogue.Groupe {
	return catalogue.GroupeDe(cfd, n.diplomes[cfd].LibelleCourt)
}

// isAnneeCommune reports whether every MEF of the CFD is a first year: the
// mark of a 2de commune. CAP in one year end with their first year and are
// told apart by their duration.
func (n *nomenclature) isAnneeCommune(cfd string) bool {
	mefs := n.parCFD[cfd]
	for _, m := range mefs {
		if m.Annee != 1 || m.Duree == 1 {
			return false
		}
	}
	return len(mefs) > 0
}

// dernierMEF returns the MEFSTAT11 of the last year of the dispositif and its
// duration in years; "" and 0 when the BCN has none.
func (n *nomenclature) dernierMEF(cfd, dispositif string) (mef11 string, duree int) {
	annee := 0
	for _, m := range n.parCFD[cfd] {
		if m.Dispositif != dispositif {
			continue
		}
		duree = max(duree, m.Duree)
		if m.Annee > annee {
			annee, mef11 = m.Annee, m.MEF11
		}
	}
	return mef11, duree
}

// continuum returns the CFD, then its older codes while each has exactly one
// predecessor, then its newer ones while each has exactly one successor.
func (n *nomenclature) continuum(cfd string) []string {
	chaine := n.follow([]string{cfd}, func(d sources.Diplome) []string { return d.Anciens })
	return append(chaine, n.successeurs(cfd)...)
}

// successeurs returns the newer codes of a CFD while each has exactly one
// successor.
func (n *nomenclature) successeurs(cfd string) []string {
	return n.follow([]string{cfd}, func(d sources.Diplome) []string { return d.Nouveaux })[1:]
}

// follow lengthens a chain of codes from its last one.
func (n *nomenclature) follow(chaine []string, suivants func(sources.Diplome) []string) []string {
	for {
		s := suivants(n.diplomes[chaine[len(chaine)-1]])
		if len(s) != 1 || slices.Contains(chaine, s[0]) {
			return chaine
		}
		chaine = append(chaine, s[0])
	}
}
