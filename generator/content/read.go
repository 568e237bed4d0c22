package content

import (
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
)

// Read reads every page of the folder, that is every file whose name ends in
// .md; the others are assets. Names that start with "." or "_" are left out,
// but for _config.yml, which may name the site and its callouts, and the folder
// _includes of the partials.
// The error is the [Problems] found in any of the pages, warnings too; the
// corpus is then nil. Without any error, the warnings are in the corpus.
func Read(fsys fs.FS, site Site) (*Corpus, error) {
	corpus, all, err := Check(fsys, site)
	if err == nil {
		err = all.Err()
	}
	if err != nil {
		return nil, err
	}
	corpus.Warnings = all
	return corpus, nil
}

// Check reads the folder as [Read] does. It returns every problem, and the
// pages as far as they can be read: with an error among the problems they are
// not to be published.
func Check(fsys fs.FS, site Site) (*Corpus, Problems, error) {
	var ps problems
	corpus := &Corpus{}
	if err := corpus.list(fsys, &ps); err != nil {
		return nil, nil, fmt.Errorf("reading the content folder: %w", err)
	}
	if site.BaseURL != "" && (!strings.HasPrefix(site.BaseURL, "/") || strings.HasSuffix(site.BaseURL, "/")) {
		return nil, nil, fmt.Errorf("base URL %q must be empty or of the form /prefixe", site.BaseURL)
	}
	site = readConfig(fsys, site, &ps)
	var err error
	if site.partials, err = readPartials(fsys, &ps); err != nil {
		return nil, nil, err
	}
	corpus.Site = site
	files := newFiles(corpus, site, &ps)
	corpus.redirect(files, site, &ps)
	corpus.render(site, files, &ps)
	corpus.checkFragments(&ps)
	corpus.buildNav(&ps)
	corpus.warnings(site, &ps)
	return corpus, ps.sorted(), nil
}

// render turns the Markdown of every page into HTML, on all cores.
func (c *Corpus) render(site Site, files *files, ps *problems) {
	md := newSiteMarkdown()
	found := make([]problems, len(c.Articles))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, a := range c.Articles {
		g.Go(func() error {
			p := &page{article: a, site: site, files: files, problems: &found[i]}
			p.expansion = p.liquid().expand(a.page, a.body)
			out, err := render(md, p)
			if err != nil {
				p.problems.add(a.Source, 0, 0, "cannot be rendered: %v", err)
				return nil
			}
			a.takeTitle(p.problems)
			a.HTML = template.HTML(out) // cleanHTML and attributeCheck make it so
			return nil
		})
	}
	_ = g.Wait() // what is wrong is a problem of a page, not an error
	for i := range found {
		ps.list = append(ps.list, found[i].list...)
	}
}

// list finds the pages and the assets, and reads the pages' front matter.
func (c *Corpus) list(fsys fs.FS, ps *problems) error {
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch base := d.Name(); {
		case name != "." && (base[0] == '.' || base[0] == '_'):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		case !d.Type().IsRegular():
			ps.add(name, 0, 0, "is a symbolic link or another special file: put the file itself here")
			return nil
		case !strings.HasSuffix(name, ".md"):
			if isSmall(name, d, ps) {
				c.addAsset(name, ps)
			}
			return nil
		}
		b, err := readFile(fsys, name, d, ps)
		if b == nil {
			return err
		}
		if a := newArticle(name, b, ps); a != nil && a.matter.text("published") != "false" {
			c.Articles = append(c.Articles, a)
		}
		return nil
	})
	slices.SortFunc(c.Articles, func(a, b *Article) int { return strings.Compare(a.URL+"\x00"+a.Source, b.URL+"\x00"+b.Source) })
	slices.SortFunc(c.Assets, func(a, b Asset) int { return strings.Compare(a.URL, b.URL) })
	return err
}

// fileMax bounds a file of the content folder, in bytes.
const fileMax = 10 << 20

// isSmall reports whether a file is within fileMax; another is a problem.
func isSmall(name string, d fs.DirEntry, ps *problems) bool {
	info, err := d.Info()
	if err == nil && info.Size() <= fileMax {
		return true
	}
	if err != nil {
		ps.add(name, 0, 0, "cannot be read: %v", err)
		return false
	}
	ps.add(name, 0, 0, "is %d MB large, more than %d MB: cut it, or make it smaller", info.Size()>>20, fileMax>>20)
	return false
}

// readFile reads a page; nil where it cannot be, which is then a problem.
func readFile(fsys fs.FS, name string, d fs.DirEntry, ps *problems) ([]byte, error) {
	if !isSmall(name, d, ps) {
		return nil, nil
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, fileMax+1))
	switch {
	case err != nil:
		return nil, err
	case len(b) > fileMax:
		ps.add(name, 0, 0, "is more than %d MB large: cut it", fileMax>>20)
		return nil, nil
	case b == nil:
		b = []byte{}
	}
	return b, nil
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
		Source:         name,
		Title:          m.text("title"),
		Description:    m.text("description"),
		Layout:         m.layout(name, ps),
		NavExclude:     m.text("nav_exclude") == "true",
		ListEnfants:    m.text("has_toc") != "false" && m.text("has_children") != "false",
		SearchExclude:  m.text("search_exclude") == "true",
		SitemapExclude: m.text("sitemap") == "false",
		Bare:           m.text("nav_enabled") == "false" || m.text("layout") == "minimal" && m.text("nav_enabled") != "true",
		Summary:        m.text("summary"),
		LastModified:   m.text("last_modified"),
		matter:         m,
		page:           s,
		body:           body,
	}
	if date := m.text("last_modified_date"); a.LastModified == "" && date != "" {
		a.LastModified = date[:min(len(date), 10)]
	}
	a.NavOrder = ParseNavOrder(m.text("nav_order"))
	a.URL = a.address(ps)
	a.RedirectFrom = a.oldAddresses(ps)
	return a
}

// takeTitle gives a page without title its first heading, of level 3 at most.
func (a *Article) takeTitle(ps *problems) {
	for _, h := range a.Headings {
		if a.Title == "" && h.Level <= 3 {
			a.Title = h.Text
		}
	}
	if a.Title == "" && !slices.Contains(a.matter.meant, "title") {
		ps.add(a.Source, max(a.matter.fields["title"].line, 1), 0, "has no title: add a line title: to the front matter")
	}
}

// layout is the layout of a page: there is one for pages of words. The names
// that the former theme gave to its plain layouts mean it too; another name is
// a mistake.
func (m *matter) layout(name string, ps *problems) string {
	known := []string{"article", "default", "page", "post", "about", "home", "minimal"}
	f := m.fields["layout"]
	if l := m.text("layout"); l != "" && !slices.Contains(known, l) {
		ps.add(name, f.valueLine, f.valueColumn, "layout %q is not known%s", l, hint(l, known, ": leave the key out, or write article"))
	}
	return "article"
}

// liquid is what Liquid may name in the page.
func (p *page) liquid() *liquid {
	a := p.article
	l := &liquid{
		variables: map[string]string{
			"site.title":       p.site.Title,
			"site.description": p.site.Description,
			"site.baseurl":     p.site.BaseURL,
			"page.title":       a.Title,
			"page.description": a.Description,
			"page.url":         a.URL,
			"page.path":        a.Source,
			"page.layout":      a.Layout,
		},
		partials: p.site.partials,
		problems: p.problems,
	}
	for name, value := range p.site.Variables {
		l.variables["site."+name] = value
	}
	for key, f := range a.matter.fields {
		if name := "page." + key; l.variables[name] == "" && !f.isList {
			l.variables[name] = f.value
		}
	}
	if p.files != nil {
		l.paths = p.files.paths
		l.link = func(name string) (string, bool) { return p.files.address(strings.TrimPrefix(name, "/")) }
	}
	return l
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
			column := l.Column
			if line := []rune(a.page.line(l.Line)); column <= len(line) {
				column += max(slices.Index(line[column-1:], '#'), 0)
			}
			ps.add(a.Source, l.Line, column, "link to #%s, which is not in %s%s", l.Fragment, to.Source, hint(l.Fragment, ids, ""))
		}
	}
}
