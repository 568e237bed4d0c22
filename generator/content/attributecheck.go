package content

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// attributeCheck refuses the attributes of attribute lists that could run
// code, load a file or change the page's look beyond its style sheets.
type attributeCheck struct{}

// Extend implements goldmark.Extender.
func (attributeCheck) Extend(m goldmark.Markdown) {
	withSiteStep(m, stepAttributeCheck, func(root *ast.Document, _ []byte, p *page) {
		for _, n := range nodes[ast.Node](root) {
			checkAttributes(n, p)
		}
	})
}

func checkAttributes(n ast.Node, p *page) {
	allowed := []string{"id", "class", "title", "lang", "width", "height", "rel", "target", "colspan", "rowspan", "scope"}
	attributes := slices.Clone(n.Attributes())
	n.RemoveAttributes()
	for _, a := range attributes {
		name := string(a.Name)
		value, _ := a.Value.([]byte)
		switch {
		case name[0] == '{':
			// A mark of our own, never written.
		case name == "style" && n.Kind() == east.KindTableCell && isAlignment(string(value)):
			// Set by tableCells; tableWraps makes a class of it.
		case p.plain && (name == "display" || strings.HasPrefix(name, "data-")):
			// Harmless, and kept to compare; on the site they do nothing good.
		case name == "display":
			p.warnAt(position(n), "attribute display does nothing: remove it")
			continue
		case !slices.Contains(allowed, name):
			p.problem(n, "attribute %s is not allowed: the attributes are %s", name, "id, class, title, lang, width, height")
			continue
		}
		n.SetAttribute(a.Name, a.Value)
	}
}
