package content

import (
	"fmt"
	"slices"
	"strings"
)

// Problem is one mistake in the content folder, with its place.
type Problem struct {
	// File is the path in the content folder.
	File string
	// Line and Column count from 1, the column in characters; 0 where unknown.
	Line, Column int
	// Detail says what is wrong and what to do.
	Detail string
}

// Error writes the problem as file:line:column: detail.
func (p *Problem) Error() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
		if p.Column > 0 {
			fmt.Fprintf(&b, ":%d", p.Column)
		}
	}
	b.WriteString(": ")
	b.WriteString(p.Detail)
	return b.String()
}

// problems gathers the mistakes of one reading.
type problems struct {
	list []*Problem
	// warnings stop nothing.
	warnings []*Problem
}

func (ps *problems) add(file string, line, column int, format string, args ...any) {
	ps.list = append(ps.list, &Problem{file, line, column, fmt.Sprintf(format, args...)})
}

func (ps *problems) warn(file string, line, column int, format string, args ...any) {
	ps.warnings = append(ps.warnings, &Problem{file, line, column, fmt.Sprintf(format, args...)})
}

// sorted returns the problems by file and place, each once.
func (ps *problems) sorted() []error {
	list := slices.Clone(ps.list)
	slices.SortStableFunc(list, func(a, b *Problem) int {
		if c := strings.Compare(a.File, b.File); c != 0 {
			return c
		}
		if c := a.Line - b.Line; c != 0 {
			return c
		}
		return a.Column - b.Column
	})
	list = slices.CompactFunc(list, func(a, b *Problem) bool { return *a == *b })
	errs := make([]error, len(list))
	for i, p := range list {
		errs[i] = p
	}
	return errs
}

// nearest returns the candidate closest to s, or "" when none is close enough
// to be what the author meant.
func nearest(s string, candidates []string) string {
	best, bestDistance := "", len([]rune(s))/2+2
	for _, c := range candidates {
		if d := distance(strings.ToLower(s), strings.ToLower(c)); d < bestDistance {
			best, bestDistance = c, d
		}
	}
	return best
}

// hint is ": did you mean X?" or, when nothing is near, the alternative.
func hint(s string, candidates []string, otherwise string) string {
	if n := nearest(s, candidates); n != "" {
		return ": did you mean " + n + "?"
	}
	return otherwise
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
