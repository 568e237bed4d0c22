package content

import (
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// buildNav ties the pages together: parents, breadcrumbs, children, neighbours
// and the tree.
func (c *Corpus) buildNav(ps *problems) {
	byTitle := map[string][]*Article{}
	for _, a := range c.Articles {
		byTitle[a.Title] = append(byTitle[a.Title], a)
	}
	for _, a := range c.Articles {
		if a.matter.text("parent") != "" {
			a.Parent = a.findParent(byTitle, ps)
		}
	}
	if c.hasCycle(ps) {
		return
	}
	for _, a := range c.Articles {
		a.Breadcrumbs = nil
		for p := a.Parent; p != nil; p = p.Parent {
			a.Breadcrumbs = append(a.Breadcrumbs, p)
		}
		slices.Reverse(a.Breadcrumbs)
		if a.Parent != nil {
			a.Parent.Enfants = append(a.Parent.Enfants, a)
		}
	}
	var top []*Article
	for _, a := range c.Articles {
		sortArticles(a.Enfants)
		if a.Parent == nil {
			top = append(top, a)
		}
	}
	sortArticles(top)
	c.Nav = navNodes(top)
	var last *Article
	link(c.Nav, &last)
}

// findParent finds the page that a names as its parent. The title may be that
// of several: grand_parent and ancestor then choose.
func (a *Article) findParent(byTitle map[string][]*Article, ps *problems) *Article {
	f := a.matter.fields["parent"]
	title := strings.TrimSpace(f.value)
	grand, ancestor := a.matter.text("grand_parent"), a.matter.text("ancestor")
	all := byTitle[title]
	var found []*Article
	for _, p := range all {
		if (grand == "" || p.matter.text("parent") == grand) && (ancestor == "" || p.under(ancestor, byTitle)) {
			found = append(found, p)
		}
	}
	switch {
	case len(all) == 0:
		ps.add(a.Source, f.line, f.column, "parent %q is the title of no page%s", title,
			hint(title, sortedKeys(byTitle), ": write the title of a page"))
	case len(found) == 0:
		ps.add(a.Source, f.line, f.column, "parent %q is not under grand_parent %q and ancestor %q", title, grand, ancestor)
	case len(found) > 1:
		ps.add(a.Source, f.line, f.column, "parent %q is the title of %s and of %s: add grand_parent or ancestor", title, found[0].Source, found[1].Source)
	default:
		return found[0]
	}
	return nil
}

// under reports whether a page is, by its parents' titles, under a title.
func (a *Article) under(title string, byTitle map[string][]*Article) bool {
	seen := map[*Article]bool{}
	var up func(*Article) bool
	up = func(p *Article) bool {
		if seen[p] {
			return false
		}
		seen[p] = true
		parent := p.matter.text("parent")
		return parent != "" && (parent == title || slices.ContainsFunc(byTitle[parent], up))
	}
	return up(a)
}

// hasCycle records the pages that are above themselves.
func (c *Corpus) hasCycle(ps *problems) bool {
	found := false
	for _, a := range c.Articles {
		steps := 0
		for p := a.Parent; p != nil && steps <= len(c.Articles); p = p.Parent {
			steps++
			if p == a {
				f := a.matter.fields["parent"]
				ps.add(a.Source, f.line, f.column, "parent %q leads back to this page: choose a page above", a.Parent.Title)
				found = true
				break
			}
		}
		found = found || steps > len(c.Articles)
	}
	return found
}

// sortArticles orders pages by nav_order, then by title as in a French
// dictionary, then by path.
func sortArticles(list []*Article) {
	french := collate.New(language.French)
	slices.SortFunc(list, func(a, b *Article) int {
		if c := a.NavOrder.Compare(b.NavOrder); c != 0 {
			return c
		}
		if c := french.CompareString(a.Title, b.Title); c != 0 {
			return c
		}
		return strings.Compare(a.Source, b.Source)
	})
}

// navNodes are the nodes of pages and of those under them, without the
// excluded ones.
func navNodes(list []*Article) []*Nav {
	var out []*Nav
	for _, a := range list {
		if !a.NavExclude {
			n := &Nav{Article: a}
			if a.matter.text("has_children") != "false" {
				n.Enfants = navNodes(a.Enfants)
			}
			out = append(out, n)
		}
	}
	return out
}

// link sets the neighbours in reading order.
func link(list []*Nav, last **Article) {
	for _, n := range list {
		if *last != nil {
			n.Article.Precedent = *last
			(*last).Suivant = n.Article
		}
		*last = n.Article
		link(n.Enfants, last)
	}
}
