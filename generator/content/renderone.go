package content

import (
	"fmt"
	"strings"
)

// RenderOptions say how [RenderOne] writes a page.
type RenderOptions struct {
	// Site is what the page may name.
	Site Site
	// Plain leaves out what the site adds to kramdown's HTML: callouts, anchors
	// of headings, boxes of tables, French no-break spaces. It keeps comments,
	// and the alignment of cells as a style.
	Plain bool
}

// RenderOne returns the HTML of the body of one Markdown file alone, with the
// problems found in it, warnings too. Links are kept as they are: only their
// scheme is looked at. The front matter may be missing. What is refused is not
// in the HTML, which is empty where the file cannot be read.
func RenderOne(name string, src []byte, o RenderOptions) (string, Problems) {
	var ps problems
	if len(src) > fileMax {
		ps.add(name, 0, 0, "is more than %d MB large: cut it", fileMax>>20)
		return "", ps.sorted()
	}
	s := newSource(name, src, &ps)
	if s == nil {
		return "", ps.sorted()
	}
	m, body := &matter{fields: map[string]field{}}, 0
	if hasMatter(s) {
		var ok bool
		if m, body, ok = readMatter(s, &ps); !ok {
			return "", ps.sorted()
		}
	}
	a := &Article{Source: name, Title: m.text("title"), Description: m.text("description"), Layout: "article", matter: m, page: s}
	p := &page{article: a, site: o.Site, problems: &ps, plain: o.Plain}
	p.expansion = p.liquid().expand(s, body)
	md := newSiteMarkdown()
	if o.Plain {
		md = newPlainMarkdown()
	}
	out, err := render(md, p)
	if err != nil {
		ps.list = append(ps.list, &Problem{File: name, Detail: fmt.Sprintf("cannot be rendered: %v", err)})
		return "", ps.sorted()
	}
	return string(out), ps.sorted()
}

// hasMatter reports whether a file starts with front matter, rather than with
// a rule: its first line is ---, the next looks like a key, and it is closed.
func hasMatter(s *source) bool {
	first, closing := fences(s)
	if first != 0 || closing < 0 {
		return false
	}
	next := strings.TrimSpace(s.line(2))
	return next == "---" || strings.Contains(next, ":") || strings.HasPrefix(next, "#")
}
