package content

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// callouts turns a paragraph or a quotation of class note, highlight… into a
// box that says in words what it is.
type callouts struct{}

// DefaultCallouts are the callouts of a site that declares none.
func DefaultCallouts() []Callout {
	return []Callout{
		{"note", "À noter"}, {"highlight", "À retenir"}, {"secondary", "En complément"},
		{"important", "Important"}, {"warning", "Attention"}, {"new", "Nouveau"},
	}
}

// Extend implements goldmark.Extender.
func (callouts) Extend(m goldmark.Markdown) {
	withSiteStep(m, stepCallouts, func(root *ast.Document, _ []byte, p *page) {
		declared := p.site.Callouts
		if declared == nil {
			declared = DefaultCallouts()
		}
		for _, n := range nodes[*ast.Paragraph](root) {
			wrapCallout(n, declared)
		}
		for _, n := range nodes[*ast.Blockquote](root) {
			wrapCallout(n, declared)
		}
	})
	withRenderer(m, nodeRenderer{kindCallout: renderCallout})
}

// callout is the box. Its first child is its title.
type callout struct {
	ast.BaseBlock
}

var kindCallout = ast.NewNodeKind("Callout")

// Kind implements ast.Node.
func (*callout) Kind() ast.NodeKind { return kindCallout }

// Dump implements ast.Node.
func (n *callout) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// wrapCallout replaces n by a box if one of its classes asks for it. With the
// class "note-title", the first paragraph is the title.
func wrapCallout(n ast.Node, declared []Callout) {
	for _, kind := range declared {
		class := kind.Name
		own := hasClass(n, class+"-title")
		if !own && !hasClass(n, class) {
			continue
		}
		box := &callout{}
		box.SetAttributeString("class", []byte("encart encart-"+class))
		if id := attribute(n, "id"); id != "" {
			box.SetAttributeString("id", []byte(id))
		}
		parent := n.Parent()
		parent.ReplaceChild(parent, n, box)
		n.RemoveAttributes()
		if n.Kind() == ast.KindParagraph {
			box.AppendChild(box, n)
		} else {
			for c := n.FirstChild(); c != nil; {
				next := c.NextSibling()
				box.AppendChild(box, c)
				c = next
			}
		}
		setCalloutTitle(box, kind.Title, own)
		return
	}
}

func setCalloutTitle(box *callout, word string, own bool) {
	first := box.FirstChild()
	if !own || first == nil || first.Kind() != ast.KindParagraph {
		title := ast.NewParagraph()
		title.AppendChild(title, ast.NewString([]byte(word)))
		if first == nil {
			box.AppendChild(box, title)
		} else {
			box.InsertBefore(box, first, title)
		}
		first = title
	}
	first.SetAttributeString("class", []byte("encart-titre"))
}

func renderCallout(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, err := w.WriteString("</div>\n")
		return ast.WalkContinue, err
	}
	_, _ = w.WriteString(`<div class="` + attribute(n, "class") + `" role="note"`)
	if id := attribute(n, "id"); id != "" {
		_, _ = w.WriteString(` id="` + string(util.EscapeHTML([]byte(id))) + `"`)
	}
	_, err := w.WriteString(">\n")
	return ast.WalkContinue, err
}
