package content

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// page is one article while its Markdown is being turned into HTML.
type page struct {
	article   *Article
	expansion *expansion
	site      Site
	files     *files
	problems  *problems
	// plain is true for kramdown's HTML, without what the site adds.
	plain bool
}

// problem records a problem where a node stands.
func (p *page) problem(n ast.Node, format string, args ...any) {
	p.problemAt(position(n), format, args...)
}

// problemAt records a problem at an offset of the expanded text.
func (p *page) problemAt(at int, format string, args ...any) {
	s, offset := p.expansion.origin(at)
	s.problem(p.problems, offset, format, args...)
}

// warnAt records a warning at an offset of the expanded text.
func (p *page) warnAt(at int, format string, args ...any) {
	s, offset := p.expansion.origin(at)
	line, column := s.place(offset)
	p.problems.warn(s.path, line, column, format, args...)
}

// place is the line and the column in the page's file of an offset of the
// expanded text.
func (p *page) place(at int) (line, column int) {
	s, offset := p.expansion.origin(at)
	return s.place(offset)
}

// takeID keeps an id of the page, which must be its only use.
func (p *page) takeID(id string, at int) {
	if p.article.ids[id] && id != "" {
		p.problemAt(at, "the id %s is given twice in the page: change the heading's text, or end it with {#another-id}", id)
	}
	p.article.ids[id] = true
}

// setHeadings fills the article's headings and table of contents.
func (p *page) setHeadings(root ast.Node, source []byte) {
	a := p.article
	a.ids = map[string]bool{}
	path := []*TOCEntry{{}}
	for i, h := range nodes[*ast.Heading](root) {
		line, _ := p.place(position(h))
		heading := Heading{
			Level: h.Level,
			ID:    attribute(h, "id"),
			Text:  spaceNumbers(strings.TrimSpace(plainText(h, source))),
			NoTOC: hasClass(h, "no_toc"),
			Line:  line,
		}
		if i > 0 {
			p.headingJump(position(h), a.Headings[i-1].Level, h.Level)
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
		p.takeID(attribute(n, "id"), position(n))
	}
}

// HasH1 reports whether the body holds a first-level heading: a layout that
// prints the title itself must not then.
func (a *Article) HasH1() bool {
	return slices.ContainsFunc(a.Headings, func(h Heading) bool { return h.Level == 1 })
}
