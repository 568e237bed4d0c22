package content

import (
	"fmt"
	"slices"

	"futurpro/generator/diagnostic"
)

type (
	// Problem is one mistake in the content folder, with its place.
	Problem = diagnostic.Problem
	// Problems are those of one reading, by file and place: the error of [Read].
	Problems = diagnostic.Problems
)

// problemMax bounds the problems told of one file: past it, one more says so.
const problemMax = 200

// problems gathers the mistakes of one reading.
type problems struct {
	list    Problems
	sources map[string]*source
	counts  map[string]int
}

// add records an error. A hinted among the arguments gives its candidates.
func (ps *problems) add(file string, line, column int, format string, args ...any) {
	ps.record(&Problem{File: file, Line: line, Column: column}, format, args)
}

// warn records a warning.
func (ps *problems) warn(file string, line, column int, format string, args ...any) {
	ps.record(&Problem{File: file, Line: line, Column: column, Severity: diagnostic.Warning}, format, args)
}

func (ps *problems) record(p *Problem, format string, args []any) {
	if ps.counts == nil {
		ps.counts = map[string]int{}
	}
	ps.counts[p.File]++
	if n := ps.counts[p.File]; n > problemMax {
		if n == problemMax+1 {
			ps.list = append(ps.list, &Problem{File: p.File, Detail: "has more mistakes than those told: mend these first"})
		}
		return
	}
	p.Detail = fmt.Sprintf(format, args...)
	for _, a := range args {
		if h, ok := a.(hinted); ok {
			p.Candidates = append(p.Candidates, h.candidates...)
		}
	}
	ps.list = append(ps.list, p)
}

// keep remembers the text of a file, to show its lines.
func (ps *problems) keep(s *source) {
	if ps.sources == nil {
		ps.sources = map[string]*source{}
	}
	ps.sources[s.path] = s
}

// sorted returns the problems by file and place, each once, with their lines.
func (ps *problems) sorted() Problems {
	list := slices.Clone(ps.list)
	list.Sort()
	list = slices.CompactFunc(list, func(a, b *Problem) bool {
		return a.File == b.File && a.Line == b.Line && a.Column == b.Column && a.Detail == b.Detail
	})
	for _, p := range list {
		if s := ps.sources[p.File]; s != nil && p.Line > 0 {
			p.Source = s.line(p.Line)
		}
	}
	return list
}
