package content

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// emphases are kramdown's where goldmark's differ: ***a*** is strong around
// emphasis, and a deletion takes two tildes.
type emphases struct{}

// Extend implements goldmark.Extender.
func (emphases) Extend(m goldmark.Markdown) {
	extension.Strikethrough.Extend(m)
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(singleTilde{}, 400)))
	withStep(m, stepAttributes, func(root *ast.Document, _ []byte, _ parser.Context) {
		for _, outer := range nodes[*ast.Emphasis](root) {
			inner, ok := outer.FirstChild().(*ast.Emphasis)
			if ok && outer.ChildCount() == 1 && outer.Level == 1 && inner.Level == 2 {
				outer.Level, inner.Level = 2, 1
			}
		}
	})
}

// singleTilde reads a tilde that stands alone as itself.
type singleTilde struct{}

// Trigger implements parser.InlineParser.
func (singleTilde) Trigger() []byte { return []byte{'~'} }

// Parse implements parser.InlineParser.
func (singleTilde) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if bytes.HasPrefix(line, []byte("~~")) || block.PrecendingCharacter() == '~' {
		return nil
	}
	block.Advance(1)
	return ast.NewTextSegment(segment.WithStop(segment.Start + 1))
}
