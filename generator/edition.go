package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"strings"
	"sync"

	"futurpro/generator/content"
	"futurpro/generator/pages"
	"futurpro/generator/publish"
	"futurpro/generator/render"
)

// partie is a part of what a site is made of, that can be read again alone.
type partie int

const (
	partieContent partie = 1 << iota
	partieLayouts
	partieData
	toutes = partieContent | partieLayouts | partieData
)

// edition is a site in the making, kept in memory for an editor: what changed
// is read again, pages are printed when they are asked for, and the last good
// site stays while a mistake stands.
type edition struct {
	o              options
	base, basePath string
	c              *console

	perimees partie // parts changed and not read again with success

	mu sync.RWMutex // of what follows
	matiere
	// bonnes holds the last good print of each page, for when a template
	// breaks on one of them.
	bonnes  map[string][]byte
	version int
	erreur  string // of the last reading, "" when all is well
	abonnes map[chan struct{}]bool
}

// matiere is a site as last read with success.
type matiere struct {
	corpus  *content.Corpus
	layouts *render.Layouts
	atelier *pages.Atelier
	pages   map[string]pages.Page // by site path; none is printed yet
	assets  map[string]render.Asset
}

func newEdition(o options, c *console) (*edition, error) {
	base, basePath, err := parseBaseURL(o.baseURL)
	if err != nil {
		return nil, err
	}
	return &edition{o: o, base: base, basePath: basePath, c: c, perimees: toutes,
		bonnes: map[string][]byte{}, abonnes: map[chan struct{}]bool{}}, nil
}

// refresh reads again the parts that changed, and those that an earlier
// mistake left behind, then tells the browsers. On a mistake the last good
// site is kept, and the mistake is shown over it. It is called by one
// goroutine; pages are answered meanwhile.
func (e *edition) refresh(ctx context.Context, changees partie) {
	e.perimees |= changees
	nouveau, err := e.read(ctx)
	e.mu.Lock()
	defer e.mu.Unlock()
	e.version++
	e.erreur = ""
	if err != nil {
		e.erreur = strings.TrimSpace(describe(err))
		fmt.Fprintln(e.c.err, e.erreur)
	} else {
		e.matiere, e.perimees = nouveau, 0
	}
	for a := range e.abonnes {
		select {
		case a <- struct{}{}:
		default: // it has not yet read the previous one
		}
	}
}

// read returns the site with every part up to date.
func (e *edition) read(ctx context.Context) (matiere, error) {
	m := e.matiere
	var errs []error
	var err error
	if e.perimees&partieContent != 0 {
		if m.corpus, err = content.Read(os.DirFS(e.o.content), siteContent(e.basePath)); err != nil {
			errs = append(errs, err)
		}
	}
	if e.perimees&partieLayouts != 0 {
		if m.layouts, err = render.Load(os.DirFS(e.o.layouts), e.basePath, assetsSeuls(publish.NewMinifier())); err != nil {
			errs = append(errs, err)
		}
	}
	if e.perimees&partieData != 0 {
		d, err := computeDonnees(ctx, e.o, e.c, newRapport())
		if err == nil {
			m.atelier, err = d.atelier(e.o, e.base)
		}
		if err != nil {
			errs = append(errs, err)
		}
	}
	if len(errs) > 0 {
		return matiere{}, errors.Join(errs...)
	}
	m.assets = map[string]render.Asset{}
	for _, a := range m.layouts.Assets() {
		m.assets[a.Path] = a
	}
	m.pages, err = m.index()
	return m, err
}

// index lists the pages by path; none is printed yet.
func (m matiere) index() (map[string]pages.Page, error) {
	index := map[string]pages.Page{}
	for p, err := range m.atelier.All(m.corpus, m.layouts.Part) {
		if err != nil {
			return nil, err
		}
		if _, double := index[p.Chemin]; double {
			return nil, fmt.Errorf("two pages claim %s", p.Chemin)
		}
		index[p.Chemin] = p
	}
	return index, nil
}

// arretServiceWorker takes the place of the service worker while the site is
// edited: what a browser keeps of it would be old at once.
const arretServiceWorker = "/sw-arret.js"

// reponse is what to answer for a path.
type reponse struct {
	corps  []byte
	media  string
	statut int
	// immuable is true of a file whose name changes with its content.
	immuable bool
	// erreur is the mistake in printing this very page, "" when it is fresh.
	erreur string
}

// get prints the page of a site path. A page that cannot be printed is
// answered by its last good print.
func (e *edition) get(chemin string) reponse {
	e.mu.RLock()
	if chemin == serviceWorker {
		chemin = arretServiceWorker
	}
	a, estAsset := e.assets[chemin]
	p, ok := e.pages[chemin]
	layouts, statut := e.layouts, 200
	if !ok {
		p, ok = e.pages["/404.html"]
		statut = 404
	}
	dossier, dansDossier := e.pages[path.Dir(chemin)+"/"]
	e.mu.RUnlock()
	if dansDossier && dossier.Dossier != nil {
		return getFichier(dossier, chemin)
	}
	switch {
	case estAsset:
		return reponse{corps: a.Body, media: a.ContentType, statut: 200, immuable: strings.HasPrefix(a.Path, "/assets/")}
	case !ok:
		return reponse{statut: 503} // nothing good has been read yet
	case p.Vue == nil:
		corps, err := p.Corps()
		if err != nil {
			return reponse{statut: 500, erreur: err.Error()}
		}
		return reponse{corps: corps, media: publish.ContentType(p.Chemin), statut: statut}
	}
	corps, err := printPage(p, layouts)
	e.mu.Lock()
	defer e.mu.Unlock()
	r := reponse{corps: corps, media: "text/html; charset=utf-8", statut: statut}
	if err != nil {
		r.corps, r.erreur = e.bonnes[p.Chemin], err.Error()
		return r
	}
	e.bonnes[p.Chemin] = corps
	return r
}

// getFichier answers a file of a folder, which is made at the first request.
func getFichier(dossier pages.Page, chemin string) reponse {
	fichiers, err := dossier.Dossier()
	if err != nil {
		return reponse{statut: 500, erreur: err.Error()}
	}
	for _, f := range fichiers {
		if f.Chemin != chemin {
			continue
		}
		corps, err := f.Corps()
		if err != nil {
			return reponse{statut: 500, erreur: err.Error()}
		}
		return reponse{corps: corps, media: publish.ContentType(f.Chemin), statut: 200, immuable: true}
	}
	return reponse{statut: 404}
}

// printPage renders a page, not minified: an editor may read its source.
func printPage(p pages.Page, layouts *render.Layouts) ([]byte, error) {
	vue, err := p.Vue()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := layouts.Render(&b, vue, vue.Page.Layout); err != nil {
		return nil, fmt.Errorf("%s: %w", p.Chemin, err)
	}
	return b.Bytes(), nil
}

// assetsSeuls minifies all but templates: an editor may read the source of a page.
func assetsSeuls(m *publish.Minifier) render.Minify {
	return func(mediatype string, b []byte) ([]byte, error) {
		if mediatype == "text/x-go-template" {
			return b, nil
		}
		return m.Bytes(mediatype, b)
	}
}

// etat is what browsers are told: the version, and the mistake that stands.
func (e *edition) etat() (version int, erreur string) {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return e.version, e.erreur
}

// subscribe returns a channel that receives at each new version, and what to
// call when it is no longer listened to.
func (e *edition) subscribe() (<-chan struct{}, func()) {
	a := make(chan struct{}, 1)
	e.mu.Lock()
	e.abonnes[a] = true
	e.mu.Unlock()
	return a, func() {
		e.mu.Lock()
		delete(e.abonnes, a)
		e.mu.Unlock()
	}
}

// siteChemin is the site path of a URL path: without the base path, and with
// the slash that a folder ends with.
func (e *edition) siteChemin(chemin string) string {
	chemin, ok := strings.CutPrefix(chemin, e.basePath)
	if !ok || chemin == "" {
		return "/"
	}
	e.mu.RLock()
	defer e.mu.RUnlock()
	if _, ok := e.pages[chemin]; !ok {
		if _, ok := e.pages[chemin+"/"]; ok {
			return chemin + "/"
		}
	}
	return chemin
}
