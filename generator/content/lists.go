package content

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
)

// kramdownLists decides paragraph by paragraph, as kramdown does, which item of
// a list is loose: CommonMark decides for the whole list.
type kramdownLists struct{}

// Extend implements goldmark.Extender.
func (kramdownLists) Extend(m goldmark.Markdown) {
	withStep(m, stepLists, func(root *ast.Document, source []byte, _ parser.Context) {
		for _, l := range nodes[*ast.List](root) {
			loosen(l, source)
		}
	})
}

// loosen makes the first text of an item bare, without paragraph, where no
// blank line follows it. The last item, which nothing follows, is bare where
// it is the only one or where one before it is. Later texts are paragraphs.
func loosen(l *ast.List, source []byte) {
	anyBare := false
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		first := item.FirstChild()
		if first == nil {
			continue
		}
		isText := first.Kind() == ast.KindTextBlock || first.Kind() == ast.KindParagraph
		last := item.NextSibling() == nil
		bare := isText && !blankAfter(first, item, source) && (!last || item.PreviousSibling() == nil || anyBare)
		for c := first; c != nil; {
			next := c.NextSibling()
			setParagraph(item, c, !(bare && c == first))
			c = next
		}
		anyBare = anyBare || bare || !isText
	}
	l.IsTight = true // each item has its own form now
	l.Start = 1      // kramdown numbers from 1, whatever is typed
}

// blankAfter reports whether a blank line follows the first block of an item.
func blankAfter(first, item ast.Node, source []byte) bool {
	if next := first.NextSibling(); next != nil {
		return blankBefore(next, source)
	}
	next := item.NextSibling()
	return next != nil && next.HasBlankPreviousLines()
}

// blankBefore reports whether a blank line stands above a block. A table does
// not know: it was a paragraph, whose mark goldmark does not hand down.
func blankBefore(n ast.Node, source []byte) bool {
	if n.Kind() != east.KindTable {
		return n.HasBlankPreviousLines()
	}
	above := source[:min(max(n.Pos(), 0), len(source))]
	above = above[:bytes.LastIndexByte(above, '\n')+1]
	return len(above) >= 2 && len(bytes.TrimSpace(above[bytes.LastIndexByte(above[:len(above)-1], '\n')+1:])) == 0
}

// setParagraph turns a bare text into a paragraph or back.
func setParagraph(parent, n ast.Node, paragraph bool) {
	var other ast.Node
	switch {
	case paragraph && n.Kind() == ast.KindTextBlock:
		other = ast.NewParagraph()
	case !paragraph && n.Kind() == ast.KindParagraph:
		other = ast.NewTextBlock()
	default:
		return
	}
	other.SetLines(n.Lines())
	other.SetBlankPreviousLines(n.HasBlankPreviousLines())
	for _, a := range n.Attributes() {
		other.SetAttribute(a.Name, a.Value)
	}
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		other.AppendChild(other, c)
		c = next
	}
	parent.ReplaceChild(parent, n, other)
}
