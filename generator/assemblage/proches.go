package assemblage

import (
	"slices"

	"futurpro/generator/catalogue"
)

// addProches gives each formation the diplomas similar to it that the
// catalogue has, nearest first. The published list names codes of its own
// year: each is followed along its continuum to the one that the catalogue
// lists, and the diploma itself, under any of its codes, is none of them. A
// 2de commune has those of its bac pros, one of each in turn.
func (a *assembleur) addProches() {
	listes := map[string][]string{}
	for _, s := range a.src.Similaires {
		listes[s.CFD] = s.Proches
	}
	actuel := a.codesDuCatalogue()
	parFamille := map[catalogue.FamilleIdx][][]string{}
	for i := range a.cat.Formations {
		f := &a.cat.Formations[i]
		siens := a.nom.continuum(f.CFD)
		for _, cfd := range siens {
			if l, ok := listes[cfd]; ok {
				f.Proches = proches(l, siens, actuel)
				break
			}
		}
		if f.Role == catalogue.Specialite {
			parFamille[f.Famille] = append(parFamille[f.Famille], f.Proches)
		}
	}
	for i := range a.cat.Formations {
		f := &a.cat.Formations[i]
		if f.Role == catalogue.AnneeCommune && f.Famille != catalogue.SansFamille && len(f.Proches) == 0 {
			f.Proches = proches(entrelacer(parFamille[f.Famille]), a.codesFamille(f.Famille), actuel)
		}
	}
}

// codesFamille returns the CFD of a famille, which its 2de commune leads to
// already.
func (a *assembleur) codesFamille(famille catalogue.FamilleIdx) []string {
	var codes []string
	for _, f := range a.cat.Formations {
		if f.Famille == famille {
			codes = append(codes, f.CFD)
		}
	}
	return codes
}

// codesDuCatalogue finds the CFD under which the catalogue lists a diploma.
func (a *assembleur) codesDuCatalogue() func(cfd string) string {
	listes, trouves := map[string]bool{}, map[string]string{}
	for _, f := range a.cat.Formations {
		listes[f.CFD] = true
	}
	return func(cfd string) string {
		code, vu := trouves[cfd]
		if !vu {
			chaine := a.nom.continuum(cfd)
			if i := slices.IndexFunc(chaine, func(c string) bool { return listes[c] }); i >= 0 {
				code = chaine[i]
			}
			trouves[cfd] = code
		}
		return code
	}
}

// proches keeps the codes that the catalogue has, once each, without the
// formation's own.
func proches(liste, siens []string, actuel func(string) string) []string {
	var l []string
	for _, cfd := range liste {
		code := actuel(cfd)
		if code != "" && !slices.Contains(siens, cfd) && !slices.Contains(siens, code) && !slices.Contains(l, code) {
			l = append(l, code)
		}
	}
	return l
}

// entrelacer takes the first of each list, then the second of each…
func entrelacer(listes [][]string) []string {
	var l []string
	for rang, reste := 0, true; reste; rang++ {
		reste = false
		for _, liste := range listes {
			if rang < len(liste) {
				l, reste = append(l, liste[rang]), true
			}
		}
	}
	return l
}
