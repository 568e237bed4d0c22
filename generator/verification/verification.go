// Package verification reads a built site as its visitors will and lists what
// is wrong: links and anchors that lead nowhere, ids used twice, titles shared
// by two pages, pages missing from the sitemap. It knows nothing of how the
// site was made.
package verification

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/sync/errgroup"
)

// Probleme is one thing to mend.
type Probleme struct {
	Page   string // path of the file in the site
	Detail string
}

// String gives "page: detail".
func (p Probleme) String() string { return p.Page + ": " + p.Detail }

// Bilan is what was read.
type Bilan struct {
	Pages, Liens, Fichiers int
	Problemes              []Probleme // sorted
}

// page is what one HTML file says.
type page struct {
	chemin    string
	titre     string
	canonique string
	noindex   bool
	ids       map[string]bool
	liens     []string
	problemes []string
}

// Check reads every file of the site. baseURL is the address it was built for;
// "" means that of its sitemap. The error is about reading, not about what is
// found.
func Check(site fs.FS, baseURL string) (*Bilan, error) {
	fichiers, err := listFiles(site)
	if err != nil {
		return nil, err
	}
	plan, err := readSitemap(site, "sitemap.xml")
	if err != nil {
		return nil, err
	}
	if baseURL == "" && len(plan) > 0 {
		baseURL = strings.TrimRight(plan[0], "/")
	}
	pages, err := readPages(site, fichiers)
	if err != nil {
		return nil, err
	}
	base, err := url.Parse(baseURL)
	if err != nil {
		return nil, fmt.Errorf("base URL %q: %w", baseURL, err)
	}
	v := &verification{fichiers: fichiers, pages: map[string]*page{}, base: base, baseURL: strings.TrimRight(baseURL, "/")}
	for _, p := range pages {
		v.pages[p.chemin] = p
	}
	bilan := &Bilan{Pages: len(pages), Fichiers: len(fichiers)}
	for _, p := range pages {
		bilan.Liens += len(p.liens)
		v.checkPage(p)
	}
	v.checkTitres(pages)
	v.checkPlan(plan, pages)
	bilan.Problemes = v.problemes
	slices.SortFunc(bilan.Problemes, func(x, y Probleme) int { return cmp.Or(cmp.Compare(x.Page, y.Page), cmp.Compare(x.Detail, y.Detail)) })
	return bilan, nil
}

type verification struct {
	fichiers  map[string]bool
	pages     map[string]*page
	base      *url.URL
	baseURL   string
	problemes []Probleme
}

func (v *verification) add(page, format string, args ...any) {
	v.problemes = append(v.problemes, Probleme{page, fmt.Sprintf(format, args...)})
}

func listFiles(site fs.FS) (map[string]bool, error) {
	fichiers := map[string]bool{}
	err := fs.WalkDir(site, ".", func(chemin string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			fichiers[chemin] = true
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("listing the site: %w; give the folder of a built site", err)
	}
	if !fichiers["index.html"] {
		return nil, fmt.Errorf("no index.html: this folder holds no site; build one first")
	}
	return fichiers, nil
}

// readPages parses every HTML file, in parallel, in path order.
func readPages(site fs.FS, fichiers map[string]bool) ([]*page, error) {
	var chemins []string
	for f := range fichiers {
		if path.Ext(f) == ".html" {
			chemins = append(chemins, f)
		}
	}
	slices.Sort(chemins)
	pages := make([]*page, len(chemins))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, chemin := range chemins {
		g.Go(func() error {
			b, err := fs.ReadFile(site, chemin)
			if err != nil {
				return fmt.Errorf("reading %s: %w", chemin, err)
			}
			pages[i] = readPage(chemin, b)
			return nil
		})
	}
	return pages, g.Wait()
}

// checkPage resolves the links of a page.
func (v *verification) checkPage(p *page) {
	for _, d := range p.problemes {
		v.add(p.chemin, "%s", d)
	}
	ici := *v.base
	ici.Path = v.base.Path + adresse(p.chemin)
	for _, lien := range slices.Compact(slices.Sorted(slices.Values(p.liens))) {
		u, err := ici.Parse(lien)
		if err != nil {
			v.add(p.chemin, "link %q cannot be read: %v", lien, err)
			continue
		}
		if u.Host != v.base.Host || (u.Scheme != "http" && u.Scheme != "https") {
			continue
		}
		relatif, sousBase := strings.CutPrefix(u.Path, strings.TrimRight(v.base.Path, "/")+"/")
		if !sousBase {
			v.add(p.chemin, "link %q leaves the base path %q", lien, v.base.Path)
			continue
		}
		fichier := relatif
		if fichier == "" || strings.HasSuffix(fichier, "/") {
			fichier += "index.html"
		}
		if !v.fichiers[fichier] {
			v.add(p.chemin, "link %q leads to no file", lien)
			continue
		}
		if cible := v.pages[fichier]; cible != nil && u.Fragment != "" && !cible.ids[u.Fragment] {
			v.add(p.chemin, "link %q: no such anchor", lien)
		}
	}
}

// checkTitres wants a title on every page, and two pages never to share one.
func (v *verification) checkTitres(pages []*page) {
	premiers := map[string]string{}
	for _, p := range pages {
		switch autre := premiers[p.titre]; {
		case p.titre == "":
			v.add(p.chemin, "no <title>")
		case autre != "" && !p.noindex:
			v.add(p.chemin, "same title as %s: %q", autre, p.titre)
		case !p.noindex:
			premiers[p.titre] = p.chemin
		}
	}
}

// checkPlan wants the sitemap to list exactly the pages to index, each under
// its canonical address.
func (v *verification) checkPlan(plan []string, pages []*page) {
	dansPlan := map[string]bool{}
	for _, u := range plan {
		if dansPlan[u] {
			v.add("sitemap.xml", "%s is listed twice", u)
		}
		dansPlan[u] = true
	}
	for _, p := range pages {
		if p.noindex {
			continue
		}
		attendue := v.baseURL + adresse(p.chemin)
		if p.canonique != attendue {
			v.add(p.chemin, "canonical address %q, expected %q", p.canonique, attendue)
		}
		if !dansPlan[attendue] {
			v.add("sitemap.xml", "%s is missing", attendue)
		}
		delete(dansPlan, attendue)
	}
	for u := range dansPlan {
		v.add("sitemap.xml", "%s is no page to index", u)
	}
}

// adresse is the site path of a file.
func adresse(chemin string) string {
	return "/" + strings.TrimSuffix(chemin, "index.html")
}

// planXML is a sitemap or an index of sitemaps.
type planXML struct {
	URLs []struct {
		Loc string `xml:"loc"`
	} `xml:"url"`
	Plans []struct {
		Loc string `xml:"loc"`
	} `xml:"sitemap"`
}

// readSitemap returns the addresses of a sitemap and of those it refers to.
func readSitemap(site fs.FS, chemin string) ([]string, error) {
	b, err := fs.ReadFile(site, chemin)
	if err != nil {
		return nil, fmt.Errorf("reading the sitemap: %w", err)
	}
	var p planXML
	if err := xml.NewDecoder(bytes.NewReader(b)).Decode(&p); err != nil {
		return nil, fmt.Errorf("reading %s: %w", chemin, err)
	}
	var urls []string
	for _, u := range p.URLs {
		urls = append(urls, u.Loc)
	}
	for _, s := range p.Plans {
		suite, err := readSitemap(site, path.Base(s.Loc))
		if err != nil {
			return nil, err
		}
		urls = append(urls, suite...)
	}
	return urls, nil
}

// readPage walks a document.
func readPage(chemin string, b []byte) *page {
	p := &page{chemin: chemin, ids: map[string]bool{}}
	doc, err := html.Parse(bytes.NewReader(b))
	if err != nil {
		p.problemes = append(p.problemes, "cannot be parsed: "+err.Error())
		return p
	}
	for _, trace := range []string{"<no value>", "&lt;no value&gt;", "&amp;amp;", "ZgotmplZ", "%!"} {
		if bytes.Contains(b, []byte(trace)) {
			p.problemes = append(p.problemes, "holds "+trace+", the trace of a template's mistake")
		}
	}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			p.readElement(n)
		}
	}
	return p
}

func (p *page) readElement(n *html.Node) {
	attrs := map[string]string{}
	for _, a := range n.Attr {
		attrs[a.Key] = a.Val
		if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
			p.problemes = append(p.problemes, fmt.Sprintf("<%s> has an inline %s, which the security policy forbids", n.Data, a.Key))
		}
	}
	if id, ok := attrs["id"]; ok {
		if p.ids[id] {
			p.problemes = append(p.problemes, fmt.Sprintf("id %q is used twice", id))
		}
		p.ids[id] = true
	}
	switch n.Data {
	case "title":
		if p.titre == "" && n.FirstChild != nil && n.Namespace == "" {
			p.titre = strings.TrimSpace(n.FirstChild.Data)
		}
	case "meta":
		if attrs["name"] == "robots" && strings.Contains(attrs["content"], "noindex") {
			p.noindex = true
		}
	case "link":
		if attrs["rel"] == "canonical" {
			p.canonique = attrs["href"]
		}
	case "script":
		if attrs["src"] == "" && !strings.HasSuffix(attrs["type"], "json") {
			p.problemes = append(p.problemes, "inline script, which the security policy forbids")
		}
	}
	for _, cle := range []string{"href", "src", "action"} {
		if lien, ok := attrs[cle]; ok && attrs["rel"] != "canonical" {
			p.liens = append(p.liens, lien)
		}
	}
}
