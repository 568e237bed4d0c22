package content

import (
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"slices"
	"strings"
)

// Read reads every page of the folder, that is every file whose name ends in
// .md; the others are assets. Names that start with "." or "_" are left out.
// The error joins a [Problem] for each mistake found in any of the pages; the
// corpus is then nil.
func Read(fsys fs.FS, site Site) (*Corpus, error) {
	var ps problems
	corpus := &Corpus{}
	if err := corpus.list(fsys, &ps); err != nil {
		return nil, fmt.Errorf("reading the content folder: %w", err)
	}
	if site.BaseURL != "" && (!strings.HasPrefix(site.BaseURL, "/") || strings.HasSuffix(site.BaseURL, "/")) {
		return nil, fmt.Errorf("base URL %q must be empty or of the form /prefixe", site.BaseURL)
	}
	files := newFiles(corpus, &ps)
	corpus.redirect(files, &ps)
	md := newSiteMarkdown()
	for _, a := range corpus.Articles {
		p := &page{article: a, source: a.page, site: site, files: files, problems: &ps}
		p.expansion = p.liquid().expand(a.page, a.body)
		out, err := render(md, p)
		if err != nil {
			return nil, fmt.Errorf("rendering %s: %w", a.Source, err)
		}
		a.HTML = template.HTML(out) // refusedHTML and attributeCheck make it so
	}
	corpus.checkFragments(&ps)
	corpus.buildNav(&ps)
	if len(ps.list) > 0 {
		return nil, errors.Join(ps.sorted()...)
	}
	corpus.Warnings = ps.warnings
	return corpus, nil
}

// list finds the pages and the assets, and reads the pages' front matter.
func (c *Corpus) list(fsys fs.FS, ps *problems) error {
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch base := d.Name(); {
		case err != nil:
			return err
		case name != "." && (base[0] == '.' || base[0] == '_'):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		case !d.Type().IsRegular():
			ps.add(name, 0, 0, "is not a file of this folder (symbolic link?): put the file itself here")
			return nil
		case !strings.HasSuffix(name, ".md"):
			c.addAsset(name, ps)
			return nil
		}
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		if a := newArticle(name, b, ps); a != nil {
			c.Articles = append(c.Articles, a)
		}
		return nil
	})
	slices.SortFunc(c.Articles, func(a, b *Article) int { return strings.Compare(a.URL+"\x00"+a.Source, b.URL+"\x00"+b.Source) })
	slices.SortFunc(c.Assets, func(a, b Asset) int { return strings.Compare(a.URL, b.URL) })
	return err
}

// newArticle reads the front matter of a page; nil where it cannot be.
func newArticle(name string, b []byte, ps *problems) *Article {
	s := newSource(name, b, ps)
	if s == nil {
		return nil
	}
	m, body, ok := readMatter(s, ps)
	if !ok {
		return nil
	}
	a := &Article{
		Source:        name,
		Title:         m.text("title"),
		Description:   m.text("description"),
		Layout:        m.layout(name, ps),
		NavExclude:    m.text("nav_exclude") == "true",
		ListEnfants:   m.text("has_toc") != "false" && m.text("has_children") != "false",
		SearchExclude: m.text("search_exclude") == "true",
		LastModified:  m.text("last_modified"),
		matter:        m,
		page:          s,
		body:          body,
	}
	if f, ok := m.fields["nav_order"]; ok {
		a.NavOrder, _ = ParseNavOrder(f.value) // already checked
	}
	a.URL = a.address(ps)
	a.RedirectFrom = a.oldAddresses(ps)
	return a
}

// layout is the layout of a page: there is one for pages of words. The names
// that the former theme gave to its plain layouts mean it too; another name is
// a mistake.
func (m *matter) layout(name string, ps *problems) string {
	known := []string{"article", "default", "page", "post", "about", "home", "minimal"}
	f := m.fields["layout"]
	if l := m.text("layout"); l != "" && !slices.Contains(known, l) {
		ps.add(name, f.line, f.column, "layout %q is not known%s", l, hint(l, known, ": leave the key out, or write article"))
	}
	return "article"
}

// liquid is what Liquid may name in the page.
func (p *page) liquid() *liquid {
	return &liquid{
		variables: map[string]string{
			"site.title":   p.site.Title,
			"site.baseurl": p.site.BaseURL,
			"page.title":   p.article.Title,
		},
		link: func(name string) (string, bool) {
			return p.files.address(strings.TrimPrefix(name, "/"))
		},
		paths:    p.files.paths,
		problems: p.problems,
	}
}

// checkFragments checks the links with a fragment to a page of the folder.
func (c *Corpus) checkFragments(ps *problems) {
	byURL := map[string]*Article{}
	for _, a := range c.Articles {
		byURL[a.URL] = a
	}
	for _, a := range c.Articles {
		for _, l := range a.Links {
			to := byURL[l.Path]
			if to == nil || l.Fragment == "" || l.Fragment == "top" || to.ids[l.Fragment] {
				continue
			}
			var ids []string
			for _, h := range to.Headings {
				ids = append(ids, h.ID)
			}
			ps.add(a.Source, l.Line, l.Column, "link to #%s, which is not in %s%s", l.Fragment, to.Source, hint(l.Fragment, ids, ""))
		}
	}
}
