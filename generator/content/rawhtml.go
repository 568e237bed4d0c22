package content

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
)

// refusedHTML keeps HTML written in Markdown out of the pages: it becomes text,
// and a problem. Comments are left out without a word: they are for editors.
type refusedHTML struct{}

// Extend implements goldmark.Extender.
func (refusedHTML) Extend(m goldmark.Markdown) {
	withSiteStep(m, stepRawHTML, func(root *ast.Document, source []byte, p *page) {
		for _, n := range nodes[*ast.RawHTML](root) {
			p.refuse(n, n.Segments.Value(source))
		}
		for _, n := range nodes[*ast.HTMLBlock](root) {
			value := bytes.Clone(n.Lines().Value(source))
			if n.HasClosure() {
				value = append(value, n.ClosureLine.Value(source)...)
			}
			p.refuse(n, value)
		}
	})
}

// refuse replaces a node of HTML by its text.
func (p *page) refuse(n ast.Node, value []byte) {
	parent := n.Parent()
	if isComment(value) {
		parent.RemoveChild(parent, n)
		return
	}
	p.problem(n, "HTML in a page is not allowed (%.40q): use Markdown, or write it as `code`", bytes.TrimSpace(value))
	shown := ast.NewString(bytes.Clone(value))
	if n.Type() == ast.TypeInline {
		parent.ReplaceChild(parent, n, shown)
		return
	}
	block := ast.NewParagraph()
	block.AppendChild(block, shown)
	parent.ReplaceChild(parent, n, block)
}

// isComment reports whether the whole of the text is one HTML comment.
func isComment(b []byte) bool {
	b = bytes.TrimSpace(b)
	end := bytes.Index(b, []byte("-->"))
	return bytes.HasPrefix(b, []byte("<!--")) && end == len(b)-3 && end >= 4
}
