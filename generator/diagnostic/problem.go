// Package diagnostic owns how a mistake is told to the one who can mend it: its
// place, the line with a caret under the column, what was most likely meant,
// and how many other files have the same. It leaves to others (packages
// content and verification) what a mistake is.
package diagnostic

import (
	"fmt"
	"slices"
	"strings"
)

// Severity tells what must be mended from what should be looked at.
type Severity int

const (
	// Error is a mistake that leaves the page wrong.
	Error Severity = iota
	// Warning is something to look at: it stops nothing.
	Warning
	// Hint is something to know, which is not wrong.
	Hint
)

// Problem is one mistake in a file, with its place.
type Problem struct {
	// File is the path in the folder that was read.
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
	// Others counts the other files that have the same mistake.
	Others int
}

// Error writes the problem as file:line:column: detail.
func (p *Problem) Error() string {
	var kind string
	switch p.Severity {
	case Warning:
		kind = "warning: "
	case Hint:
		kind = "hint: "
	}
	return p.place() + ": " + kind + p.Detail
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
// with a caret under the column, the candidates, and how many other pages have
// the same. A long line is shown around the column only.
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
	switch p.Others {
	case 0:
	case 1:
		b.WriteString("      = and on 1 other page\n")
	default:
		fmt.Fprintf(&b, "      = and on %d other pages\n", p.Others)
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

// Problems are those of one reading, by file and place.
type Problems []*Problem

// Error writes one line for each error.
func (ps Problems) Error() string {
	var lines []string
	for _, p := range ps {
		if p.Severity == Error {
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

// Err is the problems as an error where there is an error among them, else nil.
func (ps Problems) Err() error {
	if len(ps.Only(Error)) == 0 {
		return nil
	}
	return ps
}

// Only returns the problems of one severity, in the same order.
func (ps Problems) Only(s Severity) Problems {
	return slices.DeleteFunc(slices.Clone(ps), func(p *Problem) bool { return p.Severity != s })
}

// Sort orders the problems by file and place; those of one place keep their
// order.
func (ps Problems) Sort() {
	slices.SortStableFunc(ps, func(a, b *Problem) int {
		if c := strings.Compare(a.File, b.File); c != 0 {
			return c
		}
		if c := a.Line - b.Line; c != 0 {
			return c
		}
		return a.Column - b.Column
	})
}
