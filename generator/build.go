package main

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"net/url"
	"os"
	"path"
	"strings"

	"futurpro/generator/anomalies"
	"futurpro/generator/assemblage"
	"futurpro/generator/content"
	"futurpro/generator/pages"
	"futurpro/generator/publish"
	"futurpro/generator/render"
	"futurpro/generator/resultats"
	"futurpro/generator/sources"
)

const nomSite = "Futur Pro"

// options are those of the build command.
type options struct {
	data, gtfs, content, layouts, sources, out, baseURL string
}

// build makes the site: read, assemble, travel times, results, pages, publish.
// Work not visible from here does not happen.
func build(ctx context.Context, o options, c *console) error {
	base, basePath, err := parseBaseURL(o.baseURL)
	if err != nil {
		return err
	}
	// A folder that cannot be replaced is said now, not after the computing.
	if _, err := publish.Destination(o.out); err != nil {
		return err
	}
	j, r := anomalies.New(), newRapport()

	// Words and looks first: an editor's mistake shows in a second.
	c.etape("Reading the pages of " + o.content)
	corpus, err := content.Read(os.DirFS(o.content), content.Site{Title: nomSite, BaseURL: basePath})
	if err != nil {
		return err
	}
	for _, w := range corpus.Warnings {
		fmt.Fprintf(c.err, "warning: %v\n", w)
	}
	minifier := publish.NewMinifier()
	layouts, err := render.Load(os.DirFS(o.layouts), basePath, minifier.Bytes)
	if err != nil {
		return err
	}
	r.fin("pages and layouts read", compteur{"Markdown pages", len(corpus.Articles)})

	c.etape("Reading the data of " + o.data)
	src, err := readSources(o, j, c)
	if err != nil {
		return err
	}
	r.fin("sources read", compteur{"communes", len(src.Communes)}, compteur{"constat rows", len(src.Constats)}, compteur{"Affelnet rows", len(src.Voeux)})

	c.etape("Assembling the catalogue")
	ref, cat, err := assemblage.Assemble(src, j)
	if err != nil {
		return err
	}
	r.fin("catalogue assembled", compteur{"formations", len(cat.Formations)}, compteur{"établissements", len(cat.Etablissements)}, compteur{"offres", len(cat.Offres)})

	c.etape("Reading the timetables of " + o.dossierGTFS())
	reseaux, err := readReseaux(os.DirFS(o.dossierGTFS()), ref, src, j)
	if err != nil {
		return err
	}
	r.fin("timetables read", compteur{"feeds", len(reseaux.liste)}, compteur{"stops", reseaux.public.NumStops() + reseaux.scolaire.NumStops()},
		compteur{"trips", reseaux.public.NumTrips() + reseaux.scolaire.NumTrips()})

	c.etape("Computing the travel times")
	transport, scolaire, err := reseaux.matrices(ctx, ref, cat, c)
	if err != nil {
		return err
	}
	r.fin("travel times computed", compteur{"journeys", transport.Len()})

	// Nothing is published from data past their thresholds.
	if err := j.Verdict(); err != nil {
		return fmt.Errorf("the data are too broken to publish:\n%w", err)
	}

	c.etape("Writing the pages to " + o.out)
	all, err := pages.All(pages.Entrees{
		Nom: nomSite, BaseURL: base, BasePath: basePath, Ref: ref, Cat: cat,
		Moteur: resultats.New(ref, cat, transport, scolaire), Corpus: corpus,
		Ressource: func(source string) ([]byte, error) { return os.ReadFile(path.Join(o.content, source)) },
		Sources:   src, Reseaux: reseaux.liste, Constats: constats(j),
	})
	if err != nil {
		return err
	}
	progres := c.progres("pages", attendues(ref, cat, corpus))
	bilan, err := publish.Write(ctx, o.out, minifier, fichiers(all, layouts), progres.plus)
	progres.fin()
	if err != nil {
		return err
	}
	r.fin("site written", compteur{"files", bilan.Fichiers}, compteur{"kB", int(bilan.Octets / 1000)})
	r.print(c.out, o, j, src)
	return nil
}

// parseBaseURL splits the address of the site: without final slash, and its
// path alone.
func parseBaseURL(s string) (base, basePath string, err error) {
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return "", "", usageError{fmt.Errorf("--base-url %q: give an absolute http(s) address without query, such as https://futurpro.example", s)}
	}
	basePath = strings.TrimRight(u.Path, "/")
	return strings.TrimRight(u.Scheme+"://"+u.Host+u.EscapedPath(), "/"), basePath, nil
}

// readSources reads the data folder; what it lacks and is the same everywhere
// (the school calendar) comes from the folder of sources.yaml.
func readSources(o options, j *anomalies.Journal, c *console) (*sources.Sources, error) {
	info, err := os.Stat(o.data)
	if err != nil || !info.IsDir() {
		return nil, fmt.Errorf("the data folder %s cannot be read; give one with --data, or make the sample with 'generator sample'", o.data)
	}
	dossier, fichier := path.Split(path.Clean(o.sources))
	complements := os.DirFS(path.Clean(dossier))
	manifeste, err := sources.ReadManifeste(complements, fichier)
	if err != nil {
		return nil, err
	}
	src, err := sources.Read(os.DirFS(o.data), complements, manifeste, j, c.detail)
	if err != nil {
		return nil, fmt.Errorf("data folder %s:\n%w", o.data, err)
	}
	return src, nil
}

// dossierGTFS is where the timetables are.
func (o options) dossierGTFS() string {
	if o.gtfs != "" {
		return o.gtfs
	}
	return path.Join(o.data, "gtfs")
}

// fichiers turns pages and assets into files: render prints the pages.
func fichiers(all iter.Seq2[pages.Page, error], layouts *render.Layouts) iter.Seq2[publish.Fichier, error] {
	return func(yield func(publish.Fichier, error) bool) {
		for _, a := range layouts.Assets() {
			// Assets are minified already: their names are hashes of what they hold.
			if !yield(publish.Fichier{Chemin: strings.TrimPrefix(a.Path, "/"), Corps: func() ([]byte, error) { return a.Body, nil }}, nil) {
				return
			}
		}
		for p, err := range all {
			if !yield(fichier(p, layouts), err) {
				return
			}
		}
	}
}

func fichier(p pages.Page, layouts *render.Layouts) publish.Fichier {
	chemin := strings.TrimPrefix(p.Chemin, "/")
	if p.Vue == nil {
		return publish.Fichier{Chemin: chemin, Type: p.Type, Corps: func() ([]byte, error) { return p.Brut, nil }}
	}
	if chemin == "" || strings.HasSuffix(chemin, "/") {
		chemin += "index.html"
	}
	return publish.Fichier{Chemin: chemin, Type: "text/html", Corps: func() ([]byte, error) {
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
