package content

import (
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// page is one article while its Markdown is being turned into HTML.
type page struct {
	article   *Article
	source    *source
	expansion *expansion
	site      Site
	files     *files
	problems  *problems
}

// problem records a problem where a node stands.
func (p *page) problem(n ast.Node, format string, args ...any) {
	p.expansion.problem(p.problems, position(n), "%s", fmt.Sprintf(format, args...))
}

// setHeadings fills the article's headings and table of contents.
func (p *page) setHeadings(root ast.Node, source []byte) {
	a := p.article
	a.ids = map[string]bool{}
	path := []*TOCEntry{{}}
	for i, h := range nodes[*ast.Heading](root) {
		line, _ := p.source.place(p.expansion.origin(position(h)))
		heading := Heading{
			Level: h.Level,
			ID:    attribute(h, "id"),
			Text:  strings.TrimSpace(plainText(h, source)),
			NoTOC: hasClass(h, "no_toc"),
			Line:  line,
		}
		a.Headings = append(a.Headings, heading)
		isTitle := i == 0 && heading.Level == 1
		if heading.NoTOC || isTitle {
			continue
		}
		for len(path) > 1 && path[len(path)-1].Level >= heading.Level {
			path = path[:len(path)-1]
		}
		entry := &TOCEntry{Heading: heading}
		above := path[len(path)-1]
		above.Enfants = append(above.Enfants, entry)
		path = append(path, entry)
	}
	a.TOC = path[0].Enfants
	for _, n := range nodes[ast.Node](root) {
		id := attribute(n, "id")
		if a.ids[id] && id != "" {
			p.problem(n, "the id %s is given twice in the page: change the heading's text, or end it with {#another-id}", id)
		}
		a.ids[id] = true
	}
}

// HasH1 reports whether the body holds a first-level heading: a layout that
// prints the title itself must not then.
func (a *Article) HasH1() bool {
	return slices.ContainsFunc(a.Headings, func(h Heading) bool { return h.Level == 1 })
}
