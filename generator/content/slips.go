package content

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
)

// slips warns of what kramdown takes for text where the author most likely
// meant more: a table or a rule right under a text, a fence that is no fence.
type slips struct{}

// slip is a place and what to say of it.
type slip struct {
	at     int
	detail string
}

// slipKey is where parsers keep the first slip that they meet.
var slipKey = parser.NewContextKey()

// Extend implements goldmark.Extender.
func (slips) Extend(m goldmark.Markdown) {
	withStep(m, stepSlips, func(root *ast.Document, source []byte, pc parser.Context) {
		p, ok := pc.Get(pageKey).(*page)
		if !ok || p.plain {
			return
		}
		if s, ok := pc.Get(slipKey).(slip); ok {
			p.warnAt(s.at, "%s", s.detail)
		}
		for _, n := range nodes[*ast.Paragraph](root) {
			if at, ok := n.Attribute(gluedTable); ok {
				p.warnAt(at.(int), "table right under a text, which is shown as text: put a blank line before it")
			}
			for i := 1; i < n.Lines().Len(); i++ {
				line := n.Lines().At(i)
				if isRule(line.Value(source)) {
					p.warnAt(line.Start, "rule right under a text, which is shown as text: put a blank line before it")
				}
			}
		}
	})
}

// isRule reports whether a line would be a rule under a blank line.
func isRule(line []byte) bool {
	line = bytes.ReplaceAll(bytes.TrimSpace(line), []byte(" "), nil)
	return len(line) >= 3 && (line[0] == '*' || line[0] == '_') && fenceLength(line, line[0]) == len(line)
}

// keepSlip keeps a slip, if it is the first.
func keepSlip(pc parser.Context, at int, detail string) {
	if _, ok := pc.Get(slipKey).(slip); !ok {
		pc.Set(slipKey, slip{at, detail})
	}
}
