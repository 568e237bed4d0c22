package content

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// linkRendering writes links and images with their destination as it is in the
// tree, and with every attribute that a list gives them.
type linkRendering struct{}

// resolvedMark is the attribute of a link whose destination was checked and
// resolved: it is written as it is.
var resolvedMark = []byte("{resolved}")

// Extend implements goldmark.Extender.
func (linkRendering) Extend(m goldmark.Markdown) {
	withRenderer(m, nodeRenderer{ast.KindLink: renderLink, ast.KindImage: renderImage})
}

// address is the destination to write in an attribute.
func address(n ast.Node, destination []byte) []byte {
	if _, ok := n.Attribute(resolvedMark); !ok {
		destination = util.URLEscape(destination, true)
	}
	return util.EscapeHTML(destination)
}

func renderLink(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	link := n.(*ast.Link)
	if !entering {
		_, err := w.WriteString("</a>")
		return ast.WalkContinue, err
	}
	_, _ = w.WriteString(`<a href="`)
	_, _ = w.Write(address(n, link.Destination))
	_ = w.WriteByte('"')
	writeTitle(w, link.Title)
	writeAttributes(w, n)
	err := w.WriteByte('>')
	return ast.WalkContinue, err
}

func renderImage(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	image := n.(*ast.Image)
	_, _ = w.WriteString(`<img src="`)
	_, _ = w.Write(address(n, image.Destination))
	_, _ = w.WriteString(`" alt="`)
	_, _ = w.Write(util.EscapeHTML([]byte(imageText(image, source))))
	_ = w.WriteByte('"')
	writeTitle(w, image.Title)
	writeAttributes(w, n)
	_, err := w.WriteString(" />")
	return ast.WalkSkipChildren, err
}

// imageText is the alternative of an image, as typed: kramdown leaves straight
// quotes there alone.
func imageText(image *ast.Image, source []byte) string {
	var b bytes.Buffer
	for _, s := range nodes[*ast.String](image) {
		if typed, ok := s.Attribute(typedMark); ok {
			s.Value = typed.([]byte)
		}
	}
	appendText(&b, image, source)
	return b.String()
}

func writeTitle(w util.BufWriter, title []byte) {
	if title == nil {
		return
	}
	_, _ = w.WriteString(` title="`)
	_, _ = w.Write(util.EscapeHTML(unescape(title)))
	_ = w.WriteByte('"')
}

// writeAttributes writes all the attributes but our own marks. On the site's
// pages attributeCheck has removed those that are not allowed.
func writeAttributes(w util.BufWriter, n ast.Node) {
	if n.Attributes() != nil {
		html.RenderAttributes(w, writable{n}, nil)
	}
}

// writable is a node without the marks that are only for us.
type writable struct{ ast.Node }

// Attributes implements ast.Node.
func (n writable) Attributes() []ast.Attribute {
	var kept []ast.Attribute
	for _, a := range n.Node.Attributes() {
		if a.Name[0] != '{' {
			kept = append(kept, a)
		}
	}
	return kept
}
