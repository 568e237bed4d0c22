package content

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
)

// address is the URL of a page: its permalink, else its path.
func (a *Article) address(ps *problems) string {
	if f, ok := a.matter.fields["permalink"]; ok {
		if err := checkAddress(f.value); err != nil {
			ps.add(a.Source, f.valueLine, f.valueColumn, "permalink %q %v", f.value, err)
		}
		if !strings.HasSuffix(f.value, ".html") {
			return strings.TrimSuffix(f.value, "/") + "/"
		}
		return f.value
	}
	name := strings.TrimSuffix(a.Source, ".md")
	if err := checkAddress("/" + name); err != nil {
		ps.add(a.Source, 0, 0, "its address would be /%s/, which %v: rename the file", name, err)
	}
	if path.Base(name) == "index" {
		name = path.Dir(name)
	}
	if name == "." {
		return "/"
	}
	return "/" + name + "/"
}

// oldAddresses are the addresses that lead to the page by a redirection.
func (a *Article) oldAddresses(ps *problems) []string {
	f, ok := a.matter.fields["redirect_from"]
	if !ok {
		return nil
	}
	list := f.list
	if !f.isList {
		list = []string{f.value}
	}
	for i, old := range list {
		if err := checkAddress(old); err != nil {
			line, column := f.item(i)
			ps.add(a.Source, line, column, "redirect_from %q %v", old, err)
		}
	}
	return list
}

// item is the place of one of the values.
func (f field) item(i int) (line, column int) {
	if f.isList {
		return f.items[i].line, f.items[i].column
	}
	return f.valueLine, f.valueColumn
}

// checkAddress says what is wrong with an address of the site.
func checkAddress(address string) error {
	if !strings.HasPrefix(address, "/") {
		return fmt.Errorf("must start with /")
	}
	for _, r := range address {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("/-_.", r)) {
			return fmt.Errorf("holds %q: keep to unaccented letters, digits, dots, - and _", r)
		}
	}
	for i, part := range strings.Split(strings.TrimSuffix(address, "/"), "/") {
		if part == ".." || part == "." || (part == "" && i > 0) {
			return fmt.Errorf("must not hold .. nor . nor // anywhere")
		}
	}
	return nil
}

// addAsset lists a file beside the pages.
func (c *Corpus) addAsset(name string, ps *problems) {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm", ".xhtml", ".js", ".mjs", ".css":
		ps.add(name, 0, 0, "does not belong in the content folder: put it in layouts")
		return
	}
	u := url.URL{Path: "/" + name}
	c.Assets = append(c.Assets, Asset{Source: name, URL: u.String()})
}

// files is what the content folder holds, by path and by address.
type files struct {
	byPath map[string]string
	byURL  map[string]bool
	// old are the addresses that redirect, with the pages they lead to.
	old map[string]*Article
}

// newFiles indexes the corpus. Two pages at one address are a problem, and so
// are two that differ by case only, which some disks take for one.
func newFiles(c *Corpus, site Site, ps *problems) *files {
	f := &files{byPath: map[string]string{}, byURL: map[string]bool{}, old: map[string]*Article{}}
	taken := map[string]string{}
	for _, a := range c.Articles {
		f.byPath[a.Source] = a.URL
		f.byURL[a.URL] = true
		permalink := a.matter.fields["permalink"]
		if site.isGenerated(a.URL) {
			ps.add(a.Source, permalink.valueLine, permalink.valueColumn, "the address %s belongs to the generated pages: choose another permalink or place", a.URL)
		}
		key := strings.ToLower(a.URL)
		if other, ok := taken[key]; ok {
			ps.add(a.Source, permalink.valueLine, permalink.valueColumn, "has the address %s of %s: change its permalink or its name", a.URL, other)
			continue
		}
		taken[key] = a.Source
	}
	for _, asset := range c.Assets {
		// Links name the path as it is; the address is written percent-encoded.
		f.byPath[asset.Source] = "/" + asset.Source
		f.byURL["/"+asset.Source] = true
		if site.isGenerated("/" + asset.Source) {
			ps.add(asset.Source, 0, 0, "the address /%s belongs to the generated pages: put the file elsewhere", asset.Source)
		}
	}
	return f
}

// isGenerated reports whether an address is known to be that of a generated page.
func (s Site) isGenerated(address string) bool { return s.Generated != nil && s.Generated(address) }

// address is the address of a file of the folder, percent-decoded.
func (f *files) address(name string) (string, bool) {
	a, ok := f.byPath[name]
	return a, ok
}

// likely are the paths that a link or an image may have meant.
func (f *files) likely(image bool) []string {
	return slices.DeleteFunc(f.paths(), func(name string) bool {
		return image && strings.HasSuffix(name, ".md")
	})
}

func (f *files) paths() []string {
	return sortedKeys(f.byPath)
}

func (f *files) urls() []string {
	return sortedKeys(f.byURL)
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// redirect lists the old addresses. One that is in use is a problem.
func (c *Corpus) redirect(f *files, site Site, ps *problems) {
	taken := map[string]string{}
	for _, a := range c.Articles {
		for i, from := range a.RedirectFrom {
			line, column := a.matter.fields["redirect_from"].item(i)
			switch {
			case site.isGenerated(from):
				ps.add(a.Source, line, column, "redirect_from %s belongs to the generated pages: remove it", from)
			case f.byURL[from] || f.byURL[from+"/"]:
				ps.add(a.Source, line, column, "redirect_from %s is the address of a page", from)
			case taken[from] != "":
				ps.add(a.Source, line, column, "redirect_from %s is given by %s too", from, taken[from])
			}
			taken[from] = a.Source
			f.old[from] = a
			c.Redirects = append(c.Redirects, Redirect{From: from, To: a})
		}
	}
	slices.SortFunc(c.Redirects, func(a, b Redirect) int { return strings.Compare(a.From, b.From) })
}
