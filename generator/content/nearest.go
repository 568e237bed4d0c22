package content

import (
	"slices"
	"strings"
)

// hinted is the end of a problem's detail, with what the author may have meant.
type hinted struct {
	text       string
	candidates []string
}

// String is the text.
func (h hinted) String() string { return h.text }

// hint is ": did you mean X?" or, when nothing is near, the alternative.
func hint(s string, candidates []string, otherwise string) hinted {
	near := nearest(s, candidates)
	if len(near) == 0 {
		return hinted{text: otherwise}
	}
	return hinted{": did you mean " + near[0] + "?", near}
}

// nearestMax bounds the text that is compared, in bytes.
const nearestMax = 300

// nearest returns the candidates, three at most, close enough to s to be what
// the author meant, the closest first.
func nearest(s string, candidates []string) []string {
	type scored struct {
		candidate string
		distance  int
	}
	var close []scored
	s = strings.ToLower(s[:min(len(s), nearestMax)])
	limit := len([]rune(s))/2 + 2
	for _, c := range candidates {
		if len(c)-len(s) > 4*limit || len(s)-len(c) > 4*limit || len(c) > nearestMax {
			continue
		}
		if d := distance(s, strings.ToLower(c)); d < limit {
			close = append(close, scored{c, d})
		}
	}
	slices.SortStableFunc(close, func(a, b scored) int { return a.distance - b.distance })
	var out []string
	for _, c := range close[:min(len(close), 3)] {
		out = append(out, c.candidate)
	}
	return out
}

// distance is the optimal string alignment distance, in characters:
// insertion, deletion, substitution and exchange of neighbours cost 1.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, last := []int(nil), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := range x {
		row := make([]int, len(y)+1)
		row[0] = i + 1
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			row[j+1] = min(row[j]+1, last[j+1]+1, last[j]+cost)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last = last, row
	}
	return last[len(y)]
}
