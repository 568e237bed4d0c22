package content

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// headingAnchors ends each heading below the first level with a link to
// itself, to be copied with the mouse. It is hidden from assistive technology
// and from the keyboard, for which the table of contents has the same links:
// the heading's name stays its text.
type headingAnchors struct{}

// Extend implements goldmark.Extender.
func (headingAnchors) Extend(m goldmark.Markdown) {
	withSiteStep(m, stepAnchors, func(root *ast.Document, _ []byte, _ *page) {
		for _, h := range nodes[*ast.Heading](root) {
			if id := attribute(h, "id"); id != "" && h.Level > 1 && !hasClass(h, "no_anchor") {
				h.AppendChild(h, &headingAnchor{id: id})
			}
		}
	})
	withRenderer(m, nodeRenderer{kindHeadingAnchor: renderHeadingAnchor})
}

type headingAnchor struct {
	ast.BaseInline
	id string
}

var kindHeadingAnchor = ast.NewNodeKind("HeadingAnchor")

// Kind implements ast.Node.
func (*headingAnchor) Kind() ast.NodeKind { return kindHeadingAnchor }

// Dump implements ast.Node.
func (n *headingAnchor) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

func renderHeadingAnchor(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	id := string(util.EscapeHTML([]byte(n.(*headingAnchor).id)))
	_, err := w.WriteString(` <a class="ancre" href="#` + id + `" aria-hidden="true" tabindex="-1">#</a>`)
	return ast.WalkContinue, err
}
