package content

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// footnotes are goldmark's, written with kramdown's ids and classes.
type footnotes struct{}

// Extend implements goldmark.Extender.
func (footnotes) Extend(m goldmark.Markdown) {
	extension.Footnote.Extend(m)
	withRenderer(m, nodeRenderer{
		east.KindFootnoteLink:     renderFootnoteLink,
		east.KindFootnoteBacklink: renderFootnoteBacklink,
		east.KindFootnote:         renderFootnote,
		east.KindFootnoteList:     renderFootnoteList,
	})
}

// footnoteName is the name of the footnote of an index, as in [^name].
func footnoteName(n ast.Node, index int) string {
	for _, f := range nodes[*east.Footnote](n.OwnerDocument()) {
		if f.Index == index {
			return string(util.EscapeHTML(f.Ref))
		}
	}
	return itoa(index)
}

// footnoteRef is the id of the nth mark of a footnote, n from 0.
func footnoteRef(name string, nth int) string {
	if nth > 0 {
		return "fnref:" + name + ":" + itoa(nth)
	}
	return "fnref:" + name
}

func renderFootnoteLink(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	link := n.(*east.FootnoteLink)
	name := footnoteName(n, link.Index)
	_, err := w.WriteString(`<sup id="` + footnoteRef(name, link.RefIndex) + `" role="doc-noteref"><a href="#fn:` + name +
		`" class="footnote" rel="footnote">` + itoa(link.Index) + `</a></sup>`)
	return ast.WalkContinue, err
}

func renderFootnoteBacklink(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	link := n.(*east.FootnoteBacklink)
	mark := "&#8617;"
	if link.RefIndex > 0 {
		mark += "<sup>" + itoa(link.RefIndex+1) + "</sup>"
	}
	_, err := w.WriteString("\u00a0" + `<a href="#` + footnoteRef(footnoteName(n, link.Index), link.RefIndex) +
		`" class="reversefootnote" role="doc-backlink">` + mark + `</a>`)
	return ast.WalkContinue, err
}

func renderFootnote(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	var err error
	if entering {
		_, err = w.WriteString(`<li id="fn:` + string(util.EscapeHTML(n.(*east.Footnote).Ref)) + `" role="doc-endnote">` + "\n")
	} else {
		_, err = w.WriteString("</li>\n")
	}
	return ast.WalkContinue, err
}

func renderFootnoteList(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	var err error
	if entering {
		_, err = w.WriteString(`<div class="footnotes" role="doc-endnotes">` + "\n<ol>\n")
	} else {
		_, err = w.WriteString("</ol>\n</div>\n")
	}
	return ast.WalkContinue, err
}
