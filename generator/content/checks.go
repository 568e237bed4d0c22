package content

// warnings looks at the whole corpus for what may be a mistake and stops
// nothing.
func (c *Corpus) warnings(site Site, ps *problems) {
	c.duplicates("title", func(a *Article) string { return a.Title }, ps)
	c.duplicates("description", func(a *Article) string { return a.Description }, ps)
	c.orphans(site, ps)
}

// duplicates tells the pages that have one title, or one description, for a
// reader who finds both in a menu or a search.
func (c *Corpus) duplicates(key string, text func(*Article) string, ps *problems) {
	first := map[string]*Article{}
	for _, a := range c.Articles {
		folded := foldTitle(text(a))
		if other := first[folded]; other != nil && folded != "" {
			f := a.matter.fields[key]
			ps.warn(a.Source, max(f.valueLine, 1), f.valueColumn, "%s %q is that of %s too", key, text(a), other.Source)
			continue
		}
		first[folded] = a
	}
}

// orphans tells the pages that no menu and no link leads to.
func (c *Corpus) orphans(site Site, ps *problems) {
	reached := map[string]bool{"/": true, "/404.html": true, "/404/": true}
	for _, address := range site.Reached {
		reached[address] = true
	}
	var walk func(nav []*Nav)
	walk = func(nav []*Nav) {
		for _, n := range nav {
			reached[n.Article.URL] = true
			walk(n.Enfants)
		}
	}
	walk(c.Nav)
	for _, a := range c.Articles {
		for _, l := range a.Links {
			if l.Path != a.URL {
				reached[l.Path] = true
			}
		}
		if a.ListEnfants {
			for _, e := range a.Enfants {
				reached[e.URL] = true
			}
		}
	}
	for _, a := range c.Articles {
		if !reached[a.URL] {
			ps.warn(a.Source, 1, 0, "no menu and no page leads here: link to it, or remove nav_exclude")
		}
	}
}

// headingJump tells a heading that skips a level, which readers who go from
// heading to heading take for a missing part.
func (p *page) headingJump(at, before, level int) {
	if before > 0 && level > before+1 {
		p.warnAt(at, "heading of level %d right after one of level %d: write %d #", level, before, before+1)
	}
}
