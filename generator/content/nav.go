package content

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// buildNav ties the pages together: parents, breadcrumbs, children, neighbours
// and the tree.
func (c *Corpus) buildNav(ps *problems) {
	titles := newTitleIndex(c.Articles)
	for _, a := range c.Articles {
		if a.matter.text("parent") != "" {
			a.parents = a.findParents(titles, ps)
		}
		if len(a.parents) > 0 {
			a.Parent = a.parents[0]
		}
	}
	if c.hasCycle(ps) {
		return
	}
	var top []*Article
	for _, a := range c.Articles {
		a.Breadcrumbs = nil
		for p := a.Parent; p != nil; p = p.Parent {
			a.Breadcrumbs = append(a.Breadcrumbs, p)
		}
		slices.Reverse(a.Breadcrumbs)
		for _, p := range a.parents {
			p.Enfants = append(p.Enfants, a)
		}
		if a.Parent == nil {
			top = append(top, a)
		}
	}
	for _, a := range c.Articles {
		sortArticles(a.Enfants)
		tellTies(a.Enfants, ps)
		if reversed := a.matter.text("child_nav_order"); reversed == "desc" || reversed == "reversed" {
			slices.Reverse(a.Enfants)
		}
	}
	sortArticles(top)
	tellTies(top, ps)
	budget := navMax
	c.Nav = navNodes(top, nil, &budget)
	if budget <= 0 {
		ps.add(top[0].Source, 0, 0, "pages of one title under pages of one title make more than %d entries in the menu: add grand_parent", navMax)
	}
	seen := map[*Article]bool{}
	var last *Article
	link(c.Nav, &last, seen)
}

// navMax bounds the entries of the navigation tree, in which a page stands
// under each of its parents.
const navMax = 100_000

// findParents finds the pages that a names as its parent. The title may be that
// of several: grand_parent and ancestor then choose, else the page stands under
// each, as in the theme.
func (a *Article) findParents(titles *titleIndex, ps *problems) []*Article {
	f := a.matter.fields["parent"]
	title := strings.TrimSpace(f.value)
	grand, ancestor := a.matter.text("grand_parent"), a.matter.text("ancestor")
	all, alike := titles.find(title)
	if len(all) > 1 {
		all = slices.DeleteFunc(slices.Clone(all), func(p *Article) bool { return p == a })
	}
	var found []*Article
	for _, p := range all {
		if (grand == "" || sameTitle(p.matter.text("parent"), grand)) && (ancestor == "" || p.under(ancestor, titles)) {
			found = append(found, p)
		}
	}
	// A parent at the top hides those of its title further down.
	if tops := slices.DeleteFunc(slices.Clone(found), func(p *Article) bool { return p.matter.text("parent") != "" }); len(tops) > 0 {
		found = tops
	}
	switch {
	case len(all) == 0:
		ps.add(a.Source, f.valueLine, f.valueColumn, "parent %q is the title of no page%s", title,
			hint(title, sortedKeys(titles.exact), ": write the title of a page"))
	case len(found) == 0:
		ps.add(a.Source, f.valueLine, f.valueColumn, "parent %q is not under grand_parent %q and ancestor %q", title, grand, ancestor)
	case len(found) > 1:
		ps.warn(a.Source, f.valueLine, f.valueColumn, "parent %q is the title of %s and of %s: the page stands under each; add grand_parent or ancestor to choose",
			title, found[0].Source, found[1].Source)
	}
	if alike && len(found) > 0 {
		ps.warn(a.Source, f.valueLine, f.valueColumn, "parent %q is the title of %s but for characters that do not show: %s here, %s there; copy the title",
			title, found[0].Source, codePoints(title), codePoints(found[0].Title))
	}
	return found
}

// under reports whether a page is, by its parents' titles, under a title.
func (a *Article) under(title string, titles *titleIndex) bool {
	seen := map[*Article]bool{}
	var up func(*Article) bool
	up = func(p *Article) bool {
		if seen[p] {
			return false
		}
		seen[p] = true
		parent := p.matter.text("parent")
		above, _ := titles.find(parent)
		return parent != "" && (sameTitle(parent, title) || slices.ContainsFunc(above, up))
	}
	return up(a)
}

// hasCycle records the pages that are above themselves.
func (c *Corpus) hasCycle(ps *problems) bool {
	const open, done = 1, 2
	state := map[*Article]int{}
	found := false
	var visit func(a *Article)
	visit = func(a *Article) {
		state[a] = open
		for _, p := range a.parents {
			switch {
			case state[p] == open:
				f := a.matter.fields["parent"]
				ps.add(a.Source, f.valueLine, f.valueColumn, "parent %q leads back to this page: choose a page above", p.Title)
				found = true
			case state[p] == 0:
				visit(p)
			}
		}
		state[a] = done
	}
	for _, a := range c.Articles {
		if state[a] == 0 {
			visit(a)
		}
	}
	return found
}

// sortArticles orders pages by nav_order, then by title, those that are numbers
// first, the others as in a French dictionary, then by path.
func sortArticles(list []*Article) {
	french := collate.New(language.French)
	slices.SortFunc(list, func(a, b *Article) int {
		if c := a.NavOrder.Compare(b.NavOrder); c != 0 {
			return c
		}
		x, errX := strconv.ParseFloat(a.Title, 64)
		y, errY := strconv.ParseFloat(b.Title, 64)
		switch {
		case errX == nil && errY == nil && x != y:
			return cmp.Compare(x, y)
		case errX == nil && errY != nil:
			return -1
		case errX != nil && errY == nil:
			return 1
		}
		if c := french.CompareString(a.Title, b.Title); c != 0 {
			return c
		}
		return strings.Compare(a.Source, b.Source)
	})
}

// tellTies warns of neighbours with one nav_order, which the theme may show in
// any order.
func tellTies(list []*Article, ps *problems) {
	for i, a := range list {
		if i > 0 && a.NavOrder.Text != "" && a.NavOrder.Compare(list[i-1].NavOrder) == 0 {
			f := a.matter.fields["nav_order"]
			ps.warn(a.Source, f.valueLine, f.valueColumn, "nav_order %s is that of %s too: the titles decide", a.NavOrder.Text, list[i-1].Source)
		}
	}
}

// navNodes are the nodes of pages and of those under them, without the
// excluded ones. path are the pages above.
func navNodes(list, path []*Article, budget *int) []*Nav {
	var out []*Nav
	for _, a := range list {
		if *budget--; *budget > 0 && !a.NavExclude && a.belongs(path) {
			n := &Nav{Article: a}
			if a.matter.text("has_children") != "false" {
				n.Enfants = navNodes(a.Enfants, append(slices.Clone(path), a), budget)
			}
			out = append(out, n)
		}
	}
	return out
}

// belongs reports whether the pages above are those that grand_parent and
// ancestor ask for: a parent may itself stand at several places.
func (a *Article) belongs(path []*Article) bool {
	grand, ancestor := a.matter.text("grand_parent"), a.matter.text("ancestor")
	if grand != "" && (len(path) < 2 || !sameTitle(path[len(path)-2].Title, grand)) {
		return false
	}
	return ancestor == "" || slices.ContainsFunc(path, func(p *Article) bool { return sameTitle(p.Title, ancestor) })
}

// link sets the neighbours in reading order. A page that stands twice counts
// where it comes first.
func link(list []*Nav, last **Article, seen map[*Article]bool) {
	for _, n := range list {
		if seen[n.Article] {
			continue
		}
		seen[n.Article] = true
		if *last != nil {
			n.Article.Precedent = *last
			(*last).Suivant = n.Article
		}
		*last = n.Article
		link(n.Enfants, last, seen)
	}
}
