package diagnostic

import (
	"slices"
	"strings"
)

// nearestMax bounds the text that is compared, in bytes.
const nearestMax = 300

// Nearest returns the candidates, three at most, close enough to s to be what
// the author meant, the closest first; those at one distance keep their order.
func Nearest(s string, candidates []string) []string {
	type scored struct {
		candidate string
		distance  int
	}
	var best []scored
	x := []rune(strings.ToLower(s[:min(len(s), nearestMax)]))
	// Of a short word half may be wrong, of a long address less.
	limit := max(min(len(x)/2, len(x)/4+3), 2) + 1
	for _, c := range candidates {
		if len(c) > nearestMax {
			continue
		}
		d := distance(x, []rune(strings.ToLower(c)), limit)
		if d >= limit {
			continue
		}
		at := len(best)
		for at > 0 && best[at-1].distance > d {
			at--
		}
		best = slices.Insert(best, at, scored{c, d})
		if len(best) > 3 {
			best = best[:3]
			limit = best[2].distance // what is no nearer than the third is of no use
		}
	}
	var out []string
	for _, b := range best {
		if b.distance <= 2*best[0].distance+1 { // another is far beside the nearest
			out = append(out, b.candidate)
		}
	}
	return out
}

// DidYouMean is the end of a sentence that proposes the nearest candidate; ""
// where there is none.
func DidYouMean(near []string) string {
	if len(near) == 0 {
		return ""
	}
	return ": did you mean " + near[0] + "?"
}

// distance is the optimal string alignment distance, in characters: insertion,
// deletion, substitution and exchange of neighbours cost 1. It is not looked
// for past limit, and is then limit.
func distance(x, y []rune, limit int) int {
	if len(x)-len(y) >= limit || len(y)-len(x) >= limit {
		return limit
	}
	rows := make([]int, 3*(len(y)+1))
	before, last, row := rows[:len(y)+1], rows[len(y)+1:2*len(y)+2], rows[2*len(y)+2:]
	for j := range last {
		last[j] = j
	}
	for i := range x {
		row[0] = i + 1
		least := row[0]
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			row[j+1] = min(row[j]+1, last[j+1]+1, last[j]+cost)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
			least = min(least, row[j+1])
		}
		if least >= limit {
			return limit
		}
		before, last, row = last, row, before
	}
	return min(last[len(y)], limit)
}
