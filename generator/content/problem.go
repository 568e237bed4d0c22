package content

import (
	"fmt"
	"slices"
	"strings"
)

// Severity tells what stops a build from what does not.
type Severity int

const (
	// SeverityError is a mistake that leaves the page wrong: nothing is built.
	SeverityError Severity = iota
	// SeverityWarning is something to look at: the page is built.
	SeverityWarning
)

// Problem is one mistake in the content folder, with its place.
type Problem struct {
	// File is the path in the content folder.
	File string
	// Line and Column count from 1, the column in characters; 0 where unknown.
	Line, Column int
	// Detail says what is wrong and what to do.
	Detail string
	// Severity is that of an error or of a warning.
	Severity Severity
	// Source is the text of the line; empty where unknown.
	Source string
	// Candidates are what the author may have meant, the nearest first, three
	// at most.
	Candidates []string
}

// Error writes the problem as file:line:column: detail.
func (p *Problem) Error() string {
	detail := p.Detail
	if p.Severity == SeverityWarning {
		detail = "warning: " + detail
	}
	return p.place() + ": " + detail
}

func (p *Problem) place() string {
	place := p.File
	if p.Line > 0 {
		place += fmt.Sprintf(":%d", p.Line)
		if p.Column > 0 {
			place += fmt.Sprintf(":%d", p.Column)
		}
	}
	return place
}

// reportWidth bounds the line shown by [Problem.Report], in characters.
const reportWidth = 100

// Report writes the problem over several lines: what Error writes, the line
// with a caret under the column, and the candidates. A long line is shown
// around the column only.
func (p *Problem) Report() string {
	var b strings.Builder
	b.WriteString(p.Error() + "\n")
	if p.Source != "" {
		line, caret := []rune(p.Source), max(p.Column-1, 0)
		number := fmt.Sprintf("%5d | ", p.Line)
		if start := caret - reportWidth/2; start > 0 && len(line) > reportWidth {
			line, caret = append([]rune("…"), line[min(start, len(line)):]...), caret-start+1
		}
		if len(line) > reportWidth {
			line = append(line[:reportWidth:reportWidth], '…')
		}
		b.WriteString(number + printable(line) + "\n")
		if p.Column > 0 {
			b.WriteString("      | " + strings.Repeat(" ", caret) + "^\n")
		}
	}
	if len(p.Candidates) > 1 {
		b.WriteString("      = near: " + strings.Join(p.Candidates, ", ") + "\n")
	}
	return b.String()
}

// printable is a line of one column per character: tabs and control characters
// become spaces, so that the caret stands where it should.
func printable(line []rune) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F {
			return ' '
		}
		return r
	}, string(line))
}

// Problems are those of one reading, by file and place: the error of [Read].
type Problems []*Problem

// Error writes one line for each error.
func (ps Problems) Error() string {
	var lines []string
	for _, p := range ps {
		if p.Severity == SeverityError {
			lines = append(lines, p.Error())
		}
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives the problems to errors.As.
func (ps Problems) Unwrap() []error {
	errs := make([]error, len(ps))
	for i, p := range ps {
		errs[i] = p
	}
	return errs
}

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
	ps.record(&Problem{File: file, Line: line, Column: column, Severity: SeverityWarning}, format, args)
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
	slices.SortStableFunc(list, func(a, b *Problem) int {
		if c := strings.Compare(a.File, b.File); c != 0 {
			return c
		}
		if c := a.Line - b.Line; c != 0 {
			return c
		}
		return a.Column - b.Column
	})
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

// errorsAndWarnings parts a list in two.
func errorsAndWarnings(list Problems) (errs, warnings Problems) {
	for _, p := range list {
		if p.Severity == SeverityError {
			errs = append(errs, p)
		} else {
			warnings = append(warnings, p)
		}
	}
	return errs, warnings
}
