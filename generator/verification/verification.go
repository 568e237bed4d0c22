// Package verification reads a built site as its visitors will and lists what
// is wrong: links, anchors, images and references that lead nowhere, pages that
// nothing leads to, headings, titles and ids, redirections, the sitemap, first
// views that are too heavy. It knows nothing of how the site was made: it asks its
// caller about the data, and leaves to package externes what other sites answer.
//
// The site may have tens of thousands of pages: each is read once, by one
// goroutine per core, and only its title, its ids and the pages it leads to are
// kept. A mistake that many pages share is kept once, with their number; the
// place of those that are told is found by reading their page again.
package verification

import (
	"context"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"futurpro/generator/diagnostic"
)

// Options say how to read a site.
type Options struct {
	// BaseURL is the address that the site was built for; "" means that of its
	// sitemap.
	BaseURL string
	// Externes asks for the links to other sites.
	Externes bool
	// Limites are what the first view of a page may cost; nil to weigh nothing.
	Limites *Limites
	// Donnee tells what is wrong with a file of data, *.json, by its path, from any
	// goroutine; nil to look at none.
	Donnee func(chemin string, b []byte) error
	// Bloc is the same for the data in pages, application/json, each by the file of
	// its page: all of them after the last Donnee.
	Bloc func(chemin string, b []byte) error
	// Lue is told of each page read, by any goroutine, with the number of pages;
	// may be nil.
	Lue func(total int)
}

// Bilan is what was read, and what is wrong.
type Bilan struct {
	Pages, Liens, Fichiers int
	// Octets is the size of the pages.
	Octets int64
	// Problemes are the errors and the warnings, by file and place. One that
	// several pages share is told once.
	Problemes diagnostic.Problems
	// Externes are the addresses of other sites that pages lead to, in order,
	// where they were asked for.
	Externes []Externe
	// Couts are what the kinds of pages cost, where there are limits.
	Couts []CoutGenre
}

// Externe is the address of another site, with the first of its links.
type Externe struct {
	URL  string
	Lien diagnostic.Problem // without detail
}

// site is what is known before any page is read.
type site struct {
	fsys     fs.FS
	fichiers []string         // paths, sorted
	index    map[string]int32 // path → index in fichiers
	base     *url.URL
	prefixe  string // path of base, with a final slash
}

// page is what is kept of an HTML file.
type page struct {
	fichier     int32
	titre       string
	description string
	canonique   string
	noindex     bool
	// Offsets of the tags of those and of the redirection.
	titreA, descriptionA, canoniqueA, redirigeA int32
	// redirige is the file that the page redirects to: aucun for a plain page,
	// perdu where it cannot be found.
	redirige int32
	cout     Cout // where there are limits
	ids      []string
	vers     []int32 // files that a visitor can go to from here, each once
}

// Values of page.redirige that are no file.
const (
	aucun int32 = -1
	perdu int32 = -2
)

// Check reads every file of the site. The error is about reading, not about
// what is found.
func Check(ctx context.Context, fsys fs.FS, o Options) (*Bilan, error) {
	s, err := newSite(fsys)
	if err != nil {
		return nil, err
	}
	plan, err := readPlan(fsys)
	if err != nil {
		return nil, err
	}
	baseURL := strings.TrimRight(o.BaseURL, "/")
	if baseURL == "" && len(plan) > 0 {
		baseURL = strings.TrimRight(plan[0].url, "/")
	}
	if s.base, err = url.Parse(baseURL + "/"); err != nil {
		return nil, fmt.Errorf("base URL %q: %w", baseURL, err)
	}
	s.prefixe = s.base.Path
	fautes, err := s.readDonnees(ctx, o.Donnee)
	if err != nil {
		return nil, err
	}
	v, err := s.readPages(ctx, o)
	if err != nil {
		return nil, err
	}
	v.addDonnees(fautes)
	v.checkAncres()
	v.checkRedirections()
	v.checkOrphelines()
	v.checkTextesUniques()
	v.checkPlan(plan, baseURL)
	if err := v.checkAssets(); err != nil {
		return nil, err
	}
	bilan := &Bilan{Pages: len(v.pages), Liens: v.liens, Fichiers: len(s.fichiers), Octets: v.octets, Couts: v.checkCouts(o.Limites)}
	if bilan.Problemes, err = v.problemes(); err != nil {
		return nil, err
	}
	if o.Externes {
		bilan.Externes, err = v.adressesExternes()
	}
	return bilan, err
}

func newSite(fsys fs.FS) (*site, error) {
	s := &site{fsys: fsys, index: map[string]int32{}}
	err := fs.WalkDir(fsys, ".", func(chemin string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			s.fichiers = append(s.fichiers, chemin)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("listing the site: %w; give the folder of a built site", err)
	}
	slices.Sort(s.fichiers)
	for i, f := range s.fichiers {
		s.index[f] = int32(i)
	}
	if _, ok := s.index["index.html"]; !ok {
		return nil, fmt.Errorf("no index.html: this folder holds no site; build one first")
	}
	return s, nil
}

// verification is what the pages say, once all are read.
type verification struct {
	*site
	registre
	pages   []*page // in order of path
	parPage map[int32]*page
	vus     []bool // by file: something leads to it
	liens   int
	octets  int64
}

// readPages reads every HTML file, in parallel.
func (s *site) readPages(ctx context.Context, o Options) (*verification, error) {
	var html []int32
	for i, f := range s.fichiers {
		if path.Ext(f) == ".html" {
			html = append(html, int32(i))
		}
	}
	v := &verification{site: s, registre: newRegistre(), pages: make([]*page, len(html)), parPage: map[int32]*page{}, vus: make([]bool, len(s.fichiers))}
	lecteurs := make([]*lecteur, runtime.GOMAXPROCS(0))
	var suivante atomic.Int64
	g, ctx := errgroup.WithContext(ctx)
	for i := range lecteurs {
		l := newLecteur(s)
		l.bloc = o.Bloc
		lecteurs[i] = l
		if o.Limites != nil {
			var err error
			if l.pesee, err = newPesee(s); err != nil {
				return nil, err
			}
		}
		g.Go(func() error {
			for {
				n := int(suivante.Add(1)) - 1
				if n >= len(html) {
					return nil
				}
				if err := ctx.Err(); err != nil {
					return err
				}
				b, err := fs.ReadFile(s.fsys, s.fichiers[html[n]])
				if err != nil {
					return fmt.Errorf("reading %s: %w", s.fichiers[html[n]], err)
				}
				if v.pages[n], err = l.read(html[n], b); err != nil {
					return err
				}
				if o.Lue != nil {
					o.Lue(len(html))
				}
			}
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	for _, l := range lecteurs {
		v.merge(&l.registre)
		v.liens += l.liens
		v.octets += l.octets
		for i, vu := range l.vus {
			v.vus[i] = v.vus[i] || vu
		}
	}
	for _, p := range v.pages {
		v.parPage[p.fichier] = p
	}
	return v, nil
}

// checkTextesUniques wants no two pages to index with one title, nor with one
// description.
func (v *verification) checkTextesUniques() {
	titres, descriptions := map[string]*page{}, map[string]*page{}
	for _, p := range v.pages {
		if p.noindex || p.redirige != aucun {
			continue
		}
		v.unique(p, p.titre, titres, "title", diagnostic.Error, place{p.fichier, p.titreA, ""})
		v.unique(p, p.description, descriptions, "description", diagnostic.Warning, place{p.fichier, p.descriptionA, "content"})
	}
}

func (v *verification) unique(p *page, texte string, premieres map[string]*page, quoi string, gravite diagnostic.Severity, ou place) {
	if texte == "" {
		return
	}
	if autre := premieres[texte]; autre != nil {
		v.add(constat{gravite: gravite, detail: fmt.Sprintf("this %s is that of %s too", quoi, v.adresse(autre.fichier))}, ou)
		return
	}
	premieres[texte] = p
}

// adresse is the site path of a file.
func (s *site) adresse(fichier int32) string {
	return "/" + strings.TrimSuffix(s.fichiers[fichier], "index.html")
}
