package content

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// tableCells writes the alignment of cells, and a no-break space in the empty
// ones, as kramdown does.
type tableCells struct{}

// Extend implements goldmark.Extender.
func (tableCells) Extend(m goldmark.Markdown) {
	withStep(m, stepTables, func(root *ast.Document, _ []byte, _ parser.Context) {
		for _, c := range nodes[*east.TableCell](root) {
			if c.Alignment != east.AlignNone {
				c.SetAttributeString("style", []byte(alignmentStyle+c.Alignment.String()))
			}
			if c.FirstChild() == nil {
				c.AppendChild(c, ast.NewString([]byte("\u00a0")))
			}
		}
	})
}

// alignmentStyle starts the style of an aligned cell.
const alignmentStyle = "text-align: "

func isAlignment(style string) bool {
	side, ok := strings.CutPrefix(style, alignmentStyle)
	return ok && slices.Contains([]string{"left", "right", "center"}, side)
}

// tableWraps puts each table of a page in a box that scrolls sideways, named
// and reachable by keyboard, so that a wide table never widens the page. The
// alignment of cells becomes a class: a strict content policy refuses styles.
type tableWraps struct{}

// Extend implements goldmark.Extender.
func (tableWraps) Extend(m goldmark.Markdown) {
	withSiteStep(m, stepTableWraps, func(root *ast.Document, _ []byte, _ *page) {
		for i, t := range nodes[*east.Table](root) {
			wrap := &tableWrap{number: i + 1}
			parent := t.Parent()
			parent.ReplaceChild(parent, t, wrap)
			wrap.AppendChild(wrap, t)
		}
		for _, c := range nodes[*east.TableCell](root) {
			if style := attribute(c, "style"); style != "" {
				attributes := c.Attributes()
				c.RemoveAttributes()
				for _, a := range attributes {
					if string(a.Name) != "style" {
						c.SetAttribute(a.Name, a.Value)
					}
				}
				(&attributeList{classes: []string{"texte-" + style[len(alignmentStyle):]}}).apply(c, nil)
			}
		}
	})
	withRenderer(m, nodeRenderer{kindTableWrap: renderTableWrap})
}

type tableWrap struct {
	ast.BaseBlock
	number int
}

var kindTableWrap = ast.NewNodeKind("TableWrap")

// Kind implements ast.Node.
func (*tableWrap) Kind() ast.NodeKind { return kindTableWrap }

// Dump implements ast.Node.
func (n *tableWrap) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

func renderTableWrap(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	var err error
	if entering {
		_, err = w.WriteString(`<div class="tableau" role="region" aria-label="Tableau ` + itoa(n.(*tableWrap).number) + `" tabindex="0">` + "\n")
	} else {
		_, err = w.WriteString("</div>\n")
	}
	return ast.WalkContinue, err
}
