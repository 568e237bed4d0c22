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
	withStep(m, stepAttributes, func(root *ast.Document, source []byte, pc parser.Context) {
		p, _ := pc.Get(pageKey).(*page)
		for _, t := range nodes[*ast.Text](root) {
			if t.Parent().Kind() != ast.KindCodeSpan && !t.IsRaw() {
				dropEmptyEmphasis(t, source, p)
			}
		}
	})
}

// dropEmptyEmphasis cuts a text at **** that nothing closes: kramdown takes the
// first two stars for an emphasis that holds nothing, and leaves two.
func dropEmptyEmphasis(t *ast.Text, source []byte, p *page) {
	value := t.Segment.Value(source)
	at := bytes.Index(value, []byte("****"))
	if at < 0 || t.Segment.Padding > 0 || bytes.HasPrefix(value[at+4:], []byte("*")) {
		return
	}
	if p != nil {
		p.warnAt(t.Segment.Start+at, "**** opens what nothing closes: write ** before and after the words")
	}
	start := t.Segment.Start
	parent := t.Parent()
	parent.InsertBefore(parent, t, ast.NewTextSegment(text.NewSegment(start, start+at)))
	parent.InsertBefore(parent, t, ast.NewEmphasis(1))
	t.Segment = t.Segment.WithStart(start + at + 2)
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
