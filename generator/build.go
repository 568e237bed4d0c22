package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"os"
	"runtime"
	"runtime/debug"
	"strings"

	"futurpro/generator/content"
	"futurpro/generator/diagnostic"
	"futurpro/generator/pages"
	"futurpro/generator/publish"
	"futurpro/generator/render"
)

// nomSite is the name of a site whose content folder gives none.
const nomSite = "Futur Pro"

// build makes the site: read the words and the looks, read the data, assemble,
// travel times, pages, publish. Work not visible from here does not happen.
func build(ctx context.Context, o options, c *console) error {
	base, basePath, err := parseBaseURL(o.baseURL)
	if err != nil {
		return err
	}
	if err := o.checkEntrees(); err != nil {
		return err
	}
	site, err := publish.Open(ctx, o.out, func() { c.etape("Waiting for the build that is writing to " + o.out) })
	if err != nil {
		return err
	}
	// What holds the lock ends with the process anyway.
	defer site.Close()
	if o.cache, err = cacheHors(site.Dir(), o.cache); err != nil {
		return err
	}
	r := newRapport()

	// Words and looks first: an editor's mistake shows in a second.
	minifier := publish.NewMinifier()
	t, err := readTextes(o, basePath, minifier, c)
	if err != nil {
		return err
	}
	r.fin("pages and layouts read", compteur{"Markdown pages", len(t.corpus.Articles)})

	cles, err := o.cles(base, t)
	if err != nil {
		return err
	}
	if site.Intact(ctx, cles.Tout) {
		fmt.Fprintf(c.out, "Nothing has changed since the last build: the %d files of %s were read again, none was written.\n", len(site.Manifeste().Fichiers), o.out)
		return nil
	}

	d, err := computeDonnees(ctx, o, c, r)
	if err != nil {
		return err
	}

	c.etape("Writing the pages to " + o.out)
	atelier, err := d.atelier(o, base)
	if err != nil {
		return err
	}
	espacerCollectes()
	progres := c.progres("pages", attendues(d.ref, d.cat, t.corpus))
	bilan, err := site.Write(ctx, minifier, cles, fichiers(atelier.All(t.corpus, t.layouts.Part), t.layouts, atelier.Donnees()), progres.plus)
	progres.fin()
	if err != nil {
		return err
	}
	r.fin("site written", compteur{"files", bilan.Fichiers}, compteur{"kB", int(bilan.Octets / 1000)}, compteur{"written", bilan.Ecrits}, compteur{"taken away", bilan.Retires})
	r.print(c.out, o, d.journal, d.src, atelier.Diffusion.Etat.Couverture)
	return nil
}

// textes are the words and the looks of a site.
type textes struct {
	corpus                   *content.Corpus
	layouts                  *render.Layouts
	hashContent, hashLayouts []byte
}

// readTextes reads the Markdown pages and the layouts, and tells the mistakes of
// both at once.
func readTextes(o options, basePath string, minifier *publish.Minifier, c *console) (t *textes, err error) {
	t = &textes{}
	if t.hashContent, err = o.empreinte(partieContent); err != nil {
		return nil, err
	}
	if t.hashLayouts, err = o.empreinte(partieLayouts); err != nil {
		return nil, err
	}
	c.etape("Reading the pages of " + o.content)
	var mistakes diagnostic.Problems
	if t.corpus, mistakes, err = content.Check(os.DirFS(o.content), siteContent(basePath)); err != nil {
		return nil, err
	}
	printProblems(c.err, mistakes.Only(diagnostic.Warning))
	t.layouts, err = render.Load(os.DirFS(o.layouts), basePath, minifier.Bytes)
	return t, errors.Join(mistakes.Err(), err)
}

// espacerCollectes collects what pages leave when the memory has grown to four times
// what the data take, and at least to memoireMin: a page leaves much and keeps
// nothing, so that doing it less often is as good. GOGC and GOMEMLIMIT are obeyed.
func espacerCollectes() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	const memoireMin, fois = 512 << 20, 4
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	debug.SetGCPercent(100 * fois)
	debug.SetMemoryLimit(max(memoireMin, int64(fois*m.HeapAlloc)))
}

// siteContent is what the Markdown pages are told of the site around them.
func siteContent(basePath string) content.Site {
	return content.Site{Title: nomSite, BaseURL: basePath, Reached: pages.AdressesMenus(), Generated: pages.Generee}
}

// serviceWorker is the script of the root that keeps pages for when there is no
// network, and versionServiceWorker what stands in it for the version.
const (
	serviceWorker        = "/sw.js"
	versionServiceWorker = "version-du-site"
)

// versionner writes in the service worker the hash of what the site holds: the
// names of its assets and of its data, which change with their content. Browsers
// then see that there is a new one, and forget what the one before it kept.
func versionner(sw []byte, layouts *render.Layouts, donnees []string) []byte {
	h := sha256.New()
	for _, a := range layouts.Assets() {
		fmt.Fprintln(h, a.Path)
	}
	for _, d := range donnees {
		fmt.Fprintln(h, d)
	}
	return bytes.ReplaceAll(sw, []byte(versionServiceWorker), hex.AppendEncode(nil, h.Sum(nil)[:8]))
}

// fichiers turns pages and assets into files: render prints the pages. donnees
// names the files of data.
func fichiers(all iter.Seq2[pages.Page, error], layouts *render.Layouts, donnees []string) iter.Seq2[publish.Fichier, error] {
	return func(yield func(publish.Fichier, error) bool) {
		for _, a := range layouts.Assets() {
			// Assets are minified already: their names are hashes of what they hold.
			if a.Path == serviceWorker {
				a.Body = versionner(a.Body, layouts, donnees)
			}
			if !yield(publish.Fichier{Chemin: strings.TrimPrefix(a.Path, "/"), Corps: func() ([]byte, error) { return a.Body, nil }}, nil) {
				return
			}
		}
		for p, err := range all {
			contenu := []pages.Page{p}
			if err == nil && p.Dossier != nil {
				if contenu, err = p.Dossier(); err != nil {
					yield(publish.Fichier{}, err)
					return
				}
			}
			for _, p := range contenu {
				if !yield(fichier(p, layouts), err) {
					return
				}
			}
		}
	}
}

func fichier(p pages.Page, layouts *render.Layouts) publish.Fichier {
	chemin, lot := strings.TrimPrefix(p.Chemin, "/"), ""
	if p.DesDonnees {
		lot = lotDonnees
	}
	if p.Vue == nil {
		return publish.Fichier{Chemin: chemin, Lot: lot, Type: publish.ContentType(chemin), Corps: p.Corps}
	}
	if chemin == "" || strings.HasSuffix(chemin, "/") {
		chemin += "index.html"
	}
	// The templates are minified already; not the words of the corpus.
	genre := "text/html"
	if p.DesDonnees {
		genre = ""
	}
	return publish.Fichier{Chemin: chemin, Lot: lot, Type: genre, Corps: func() ([]byte, error) {
		vue, err := p.Vue()
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		if err := layouts.Render(&b, vue, vue.Page.Layout); err != nil {
			return nil, err
		}
		return b.Bytes(), nil
	}}
}
