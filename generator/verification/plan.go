package verification

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"futurpro/generator/diagnostic"
)

// entreePlan is an address of the sitemap.
type entreePlan struct {
	url     string
	fichier string // of the sitemap
	debut   int32  // offset in it
}

// readPlan returns the addresses of the sitemap and of those it refers to.
func readPlan(fsys fs.FS) ([]entreePlan, error) {
	return readSitemap(fsys, "sitemap.xml", map[string]bool{})
}

func readSitemap(fsys fs.FS, chemin string, lus map[string]bool) ([]entreePlan, error) {
	if lus[chemin] {
		return nil, fmt.Errorf("the sitemap %s refers to itself", chemin)
	}
	lus[chemin] = true
	b, err := fs.ReadFile(fsys, chemin)
	if err != nil {
		return nil, fmt.Errorf("reading the sitemap: %w", err)
	}
	var plan []entreePlan
	var loc strings.Builder
	var debut int64
	dedans, dansIndex := false, false
	for d := xml.NewDecoder(bytes.NewReader(b)); ; {
		t, err := d.Token()
		if err == io.EOF {
			return plan, nil
		}
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", chemin, err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			dansIndex = dansIndex || t.Name.Local == "sitemapindex"
			if t.Name.Local == "loc" {
				dedans, debut = true, d.InputOffset()
				loc.Reset()
			}
		case xml.CharData:
			if dedans {
				loc.Write(t)
			}
		case xml.EndElement:
			if t.Name.Local != "loc" {
				continue
			}
			dedans = false
			u := strings.TrimSpace(loc.String())
			if !dansIndex {
				plan = append(plan, entreePlan{u, chemin, int32(debut)})
				continue
			}
			suite, err := readSitemap(fsys, path.Base(u), lus)
			if err != nil {
				return nil, err
			}
			plan = append(plan, suite...)
		}
	}
}

// checkPlan wants the sitemap to list exactly the pages to index, each under
// its canonical address.
func (v *verification) checkPlan(plan []entreePlan, baseURL string) {
	erreur := func(ou place, format string, args ...any) {
		v.add(constat{gravite: diagnostic.Error, detail: fmt.Sprintf(format, args...)}, ou)
	}
	dansPlan := map[string]bool{}
	aIndexer := map[string]bool{}
	for _, p := range v.pages {
		if !p.noindex && p.redirige == aucun {
			aIndexer[baseURL+v.adresse(p.fichier)] = true
		}
	}
	for _, e := range plan {
		ici := place{fichier: v.index[e.fichier], debut: e.debut}
		switch {
		case dansPlan[e.url]:
			erreur(ici, "%s is listed twice", e.url)
		case !aIndexer[e.url]:
			erreur(ici, "%s is no page to index", e.url)
		}
		dansPlan[e.url] = true
	}
	for _, p := range v.pages {
		if p.noindex || p.redirige != aucun {
			continue
		}
		attendue := baseURL + v.adresse(p.fichier)
		switch p.canonique {
		case attendue:
		case "":
			erreur(entier(p.fichier), "no canonical address: <link rel=canonical href=%q> is missing", attendue)
		default:
			erreur(place{p.fichier, p.canoniqueA, "href"}, "canonical address %q, expected %q", p.canonique, attendue)
		}
		if !dansPlan[attendue] {
			erreur(entier(p.fichier), "the page is missing from the sitemap")
		}
	}
}
