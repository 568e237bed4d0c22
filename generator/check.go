package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"futurpro/generator/content"
	"futurpro/generator/contrat"
	"futurpro/generator/diagnostic"
	"futurpro/generator/externes"
	"futurpro/generator/pages"
	"futurpro/generator/verification"
)

// checkOptions are those of the check command.
type checkOptions struct {
	dir, baseURL string
	// strict makes warnings fail too.
	strict bool
	// external has other sites asked whether the links to them still lead
	// somewhere.
	external bool
	// weights prints what each kind of pages costs at most, and what all files weigh.
	weights bool
}

// problemesMontres is how many mistakes check prints in full.
const problemesMontres = 200

// trouvaille is what check found in a folder.
type trouvaille struct {
	problemes diagnostic.Problems
	externes  []verification.Externe
	couts     []verification.CoutGenre // of a site
	poids     []verification.Poids     // of a site, where they were asked for
	resume    string                   // what was read
}

// check reads a built site, or a folder of Markdown pages, and fails if
// anything in it is wrong.
func check(ctx context.Context, o checkOptions, c *console) error {
	c.etape("Checking " + o.dir)
	lire := checkSite
	if isContent(o.dir) {
		lire = checkContent
	}
	trouve, err := lire(ctx, o, c)
	if err != nil {
		return fmt.Errorf("checking %s: %w", o.dir, err)
	}
	if o.external {
		if err := trouve.checkExternes(ctx, c); err != nil {
			return fmt.Errorf("checking the links of %s to other sites: %w", o.dir, err)
		}
	}
	montres := trouve.problemes[:min(problemesMontres, len(trouve.problemes))]
	printProblems(c.out, montres)
	if reste := len(trouve.problemes) - len(montres); reste > 0 {
		fmt.Fprintf(c.out, "and %d more, once these are mended\n", reste)
	}
	if o.weights {
		if err := errors.Join(printCouts(c.out, trouve.couts), printPoids(c.out, trouve.poids)); err != nil {
			return err
		}
	}
	erreurs, alertes := len(trouve.problemes.Only(diagnostic.Error)), len(trouve.problemes.Only(diagnostic.Warning))
	fmt.Fprintf(c.out, "%s: %s, %s\n", trouve.resume, pluriel(erreurs, "error"), pluriel(alertes, "warning"))
	switch {
	case erreurs > 0:
		return fmt.Errorf("%s: %s, listed above", o.dir, pluriel(erreurs, "error"))
	case alertes > 0 && o.strict:
		return fmt.Errorf("%s: %s, listed above, and --strict is given", o.dir, pluriel(alertes, "warning"))
	}
	return nil
}

// isContent reports whether a folder holds Markdown pages rather than a site.
func isContent(dir string) bool {
	if _, err := os.Stat(filepath.Join(dir, "index.html")); err == nil {
		return false
	}
	trouvee := false
	// A folder that cannot be read is told by the check.
	_ = fs.WalkDir(os.DirFS(dir), ".", func(chemin string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(chemin, ".md") {
			trouvee = true
			return fs.SkipAll
		}
		return err
	})
	return trouvee
}

func checkSite(ctx context.Context, o checkOptions, c *console) (trouvaille, error) {
	const longue = 5000 // pages that take more than a moment
	var progres *progression
	var debut sync.Once
	donnees, err := contrat.New()
	if err != nil {
		return trouvaille{}, err
	}
	bilan, err := verification.Check(ctx, os.DirFS(o.dir), verification.Options{BaseURL: o.baseURL, Externes: o.external, Limites: limites(), Donnee: donnees.Check, Bloc: donnees.CheckPage, Lue: func(total int) {
		if total < longue {
			return
		}
		debut.Do(func() { progres = c.progres("pages", total) })
		progres.plus()
	}})
	if progres != nil {
		progres.fin()
	}
	if err != nil {
		return trouvaille{}, err
	}
	resume := fmt.Sprintf("%s, %s, %s", pluriel(bilan.Pages, "page"), pluriel(bilan.Liens, "link"), pluriel(bilan.Fichiers, "file"))
	t := trouvaille{problemes: bilan.Problemes, externes: bilan.Externes, couts: bilan.Couts, resume: resume}
	if o.weights {
		t.poids, err = verification.Peser(ctx, os.DirFS(o.dir), genre)
	}
	return t, err
}

// checkContent reads Markdown pages alone, without data. A link to a page made
// from data is left to the check of the built site.
func checkContent(_ context.Context, o checkOptions, _ *console) (trouvaille, error) {
	var basePath string
	if o.baseURL != "" {
		var err error
		if _, basePath, err = parseBaseURL(o.baseURL); err != nil {
			return trouvaille{}, err
		}
	}
	corpus, problemes, err := content.Check(os.DirFS(o.dir), siteContent(basePath))
	if err != nil {
		return trouvaille{}, err
	}
	aVoir := 0
	for _, a := range corpus.Articles {
		for _, l := range a.Links {
			if l.Internal() && pages.Generee(l.Path) {
				aVoir++
			}
		}
	}
	resume := pluriel(len(corpus.Articles), "page")
	if aVoir > 0 {
		resume += fmt.Sprintf(", %s to generated pages that only the check of the built site can follow", pluriel(aVoir, "link"))
	}
	return trouvaille{problemes: problemes, externes: externesDuCorpus(corpus), resume: resume}, nil
}

// externesDuCorpus lists the addresses of other sites, with the first link to
// each.
func externesDuCorpus(corpus *content.Corpus) []verification.Externe {
	var l []verification.Externe
	rangs, derniers := map[string]int{}, map[string]*content.Article{}
	for _, a := range corpus.Articles {
		for _, lien := range a.Links {
			if !strings.HasPrefix(lien.Dest, "http:") && !strings.HasPrefix(lien.Dest, "https:") {
				continue
			}
			switch derniers[lien.Dest] {
			case a: // counted already
			case nil:
				rangs[lien.Dest] = len(l)
				l = append(l, verification.Externe{URL: lien.Dest, Lien: diagnostic.Problem{File: a.Source, Line: lien.Line, Column: lien.Column, Source: a.Line(lien.Line)}})
			default:
				l[rangs[lien.Dest]].Lien.Others++
			}
			derniers[lien.Dest] = a
		}
	}
	return l
}

// checkExternes adds what other sites answer.
func (t *trouvaille) checkExternes(ctx context.Context, c *console) error {
	var adresses []string
	for _, e := range t.externes {
		adresses = append(adresses, e.URL)
	}
	c.etape(fmt.Sprintf("Asking other sites for %s", pluriel(len(adresses), "page")))
	progres := c.progres("links to other sites", len(adresses))
	verdicts, err := externes.Check(ctx, adresses, externes.Options{Fait: progres.plus})
	progres.fin()
	if err != nil {
		return err
	}
	for _, e := range t.externes {
		if v, ok := verdicts[e.URL]; ok {
			p := e.Lien
			p.Severity, p.Detail = v.Gravite, v.Detail
			t.problemes = append(t.problemes, &p)
		}
	}
	t.problemes.Sort()
	t.resume += ", " + pluriel(len(adresses), "link") + " to other sites"
	return nil
}

// pluriel counts in English.
func pluriel(n int, mot string) string {
	if n == 1 {
		return "1 " + mot
	}
	return fmt.Sprintf("%d %ss", n, mot)
}
