package content

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// tableOfContents replaces the first list marked {:toc} by the headings of the
// page, those of class no_toc left out.
type tableOfContents struct{}

// tocMark is the attribute that {:toc} leaves on its list. It is never written:
// only names that HTML knows are.
var tocMark = []byte("{:toc}")

// Extend implements goldmark.Extender.
func (tableOfContents) Extend(m goldmark.Markdown) {
	withStep(m, stepTOC, func(root *ast.Document, source []byte, pc parser.Context) {
		levels, _ := pc.Get(tocLevelsKey).(map[int]bool)
		tree := tocTree(root, levels)
		placed, tocID := false, ""
		for _, l := range nodes[*ast.List](root) {
			if _, marked := l.Attribute(tocMark); marked && !placed {
				placed = true
				tocID = replaceByTOC(l, tree, source)
			}
		}
		if p, ok := pc.Get(pageKey).(*page); ok {
			p.setHeadings(root, source)
			p.article.TOCInPage = placed && len(tree) > 0
			p.article.tocID = tocID
		}
	})
}

// tocNode is a heading with those under it.
type tocNode struct {
	heading  *ast.Heading
	children []*tocNode
}

// tocTree nests the headings of the given levels, nil for all; a skipped level
// nests one deep.
func tocTree(root ast.Node, levels map[int]bool) []*tocNode {
	top := &tocNode{}
	path := []*tocNode{top}
	for _, h := range nodes[*ast.Heading](root) {
		if hasClass(h, "no_toc") || levels != nil && !levels[h.Level] {
			continue
		}
		for len(path) > 1 && path[len(path)-1].heading.Level >= h.Level {
			path = path[:len(path)-1]
		}
		n := &tocNode{heading: h}
		above := path[len(path)-1]
		above.children = append(above.children, n)
		path = append(path, n)
	}
	return top.children
}

// replaceByTOC returns the id of the list that it writes, empty for none.
func replaceByTOC(l *ast.List, tree []*tocNode, source []byte) string {
	parent := l.Parent()
	if len(tree) == 0 {
		parent.RemoveChild(parent, l)
		return ""
	}
	id := attribute(l, "id")
	if id == "" {
		id = "markdown-toc"
	}
	toc := tocList(tree, l.Marker, id, source)
	toc.SetAttributeString("id", []byte(id))
	if class := attribute(l, "class"); class != "" {
		toc.SetAttributeString("class", []byte(class))
	}
	toc.SetPos(l.Pos())
	parent.ReplaceChild(parent, l, toc)
	return id
}

func tocList(tree []*tocNode, marker byte, prefix string, source []byte) *ast.List {
	list := ast.NewList(marker)
	list.Start = 1
	for _, n := range tree {
		item := ast.NewListItem(0)
		id := attribute(n.heading, "id")
		link := ast.NewLink()
		link.Destination = []byte("#" + id)
		link.SetPos(n.heading.Pos())
		if id != "" {
			link.SetAttributeString("id", []byte(prefix+"-"+id))
		}
		copyInlines(link, n.heading, source)
		entry := ast.NewTextBlock()
		entry.AppendChild(entry, link)
		item.AppendChild(item, entry)
		if len(n.children) > 0 {
			item.AppendChild(item, tocList(n.children, marker, prefix, source))
		}
		list.AppendChild(list, item)
	}
	return list
}

// copyInlines appends copies of the children of from to to, links unwrapped
// and footnote marks left out.
func copyInlines(to, from ast.Node, source []byte) {
	for c := from.FirstChild(); c != nil; c = c.NextSibling() {
		var copied ast.Node
		switch c := c.(type) {
		case *ast.Text:
			text := *c
			text.BaseInline = ast.BaseInline{}
			copied = &text
		case *ast.String:
			s := ast.NewString(c.Value)
			s.SetCode(c.IsCode())
			s.SetRaw(c.IsRaw())
			copied = s
		case *ast.AutoLink:
			copied = ast.NewString(util.EscapeHTML(c.Label(source)))
			copied.(*ast.String).SetCode(true)
		case *ast.CodeSpan:
			copied = ast.NewCodeSpan()
		case *ast.Emphasis:
			copied = ast.NewEmphasis(c.Level)
		case *east.Strikethrough:
			copied = east.NewStrikethrough()
		case *ast.Image:
			image := ast.NewLink()
			image.Destination, image.Title = c.Destination, c.Title
			copied = ast.NewImage(image)
			copied.(*ast.Image).SetPos(c.Pos())
		case *ast.RawHTML:
			raw := ast.NewRawHTML()
			raw.Segments = c.Segments
			raw.SetPos(c.Pos())
			copied = raw
		case *mathSpan:
			copied = &mathSpan{}
		case *abbreviation:
			copied = &abbreviation{}
		case *east.FootnoteLink:
			continue
		default:
			copyInlines(to, c, source)
			continue
		}
		for _, a := range c.Attributes() {
			if string(a.Name) != "id" {
				copied.SetAttribute(a.Name, a.Value)
			}
		}
		to.AppendChild(to, copied)
		copyInlines(copied, c, source)
	}
}
