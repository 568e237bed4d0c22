package trajets

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/paulmach/orb"
)

// Merge joins the parts of one computation, each once, in any order. The
// result is the same as that of one run. Noms are what errors call the parts,
// such as the names of their files.
func Merge(noms []string, parts []*Calcul) (*Calcul, error) {
	if len(parts) == 0 {
		return nil, errors.New("merging travel times: no part")
	}
	first := parts[0]
	byIndex := make(map[int]int, len(parts))
	for i, p := range parts {
		if p.part.Total != first.part.Total {
			return nil, fmt.Errorf("merging travel times: %s is part %s and %s is part %s: cut all in the same number", noms[0], first.part, noms[i], p.part)
		}
		if p.cle != first.cle || len(p.grilles) != len(first.grilles) {
			return nil, fmt.Errorf("merging travel times: %s and %s were computed from other data, or by other rules: compute all parts from the same", noms[0], noms[i])
		}
		if j, twice := byIndex[p.part.Index]; twice {
			return nil, fmt.Errorf("merging travel times: %s and %s are both part %s", noms[j], noms[i], p.part)
		}
		byIndex[p.part.Index] = i
	}
	for i := range first.part.Total {
		if _, ok := byIndex[i]; !ok {
			return nil, fmt.Errorf("merging travel times: part %s is missing", Part{i, first.part.Total})
		}
	}
	whole := &Calcul{base: first.base, cle: first.cle, part: Whole(), total: first.total, origines: first.origines, destinations: make([]orb.Point, first.total)}
	sorted := slices.SortedFunc(slices.Values(parts), func(a, b *Calcul) int { return cmp.Compare(a.part.Index, b.part.Index) })
	for n := range first.grilles {
		columns, colonnes := make([]column, first.total), make([]colonne, first.total)
		for _, p := range sorted {
			for i, column := range p.grilles[n].matrice.columns() {
				at := i*p.part.Total + p.part.Index
				whole.destinations[at] = p.destinations[i]
				columns[at], colonnes[at] = column, p.grilles[n].colonnes[i]
			}
		}
		whole.grilles = append(whole.grilles, grille{colonnes, newMatrice(first.origines, columns)})
	}
	return whole, nil
}
