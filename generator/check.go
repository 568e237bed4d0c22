package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"futurpro/generator/content"
	"futurpro/generator/diagnostic"
	"futurpro/generator/pages"
	"futurpro/generator/verification"
)

// checkOptions are those of the check command.
type checkOptions struct {
	dir, baseURL string
	// strict makes warnings fail too.
	strict bool
}

// problemesMontres is how many mistakes check prints in full.
const problemesMontres = 200

// trouvaille is what check found in a folder.
type trouvaille struct {
	problemes diagnostic.Problems
	resume    string // what was read
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
	montres := trouve.problemes[:min(problemesMontres, len(trouve.problemes))]
	printProblems(c.out, montres)
	if reste := len(trouve.problemes) - len(montres); reste > 0 {
		fmt.Fprintf(c.out, "and %d more, once these are mended\n", reste)
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
	for _, niveau := range []string{"*.md", "*/*.md"} {
		if pages, err := filepath.Glob(filepath.Join(dir, niveau)); err == nil && len(pages) > 0 {
			return true
		}
	}
	return false
}

func checkSite(ctx context.Context, o checkOptions, c *console) (trouvaille, error) {
	const longue = 5000 // pages that take more than a moment
	var progres *progression
	var debut sync.Once
	bilan, err := verification.Check(ctx, os.DirFS(o.dir), verification.Options{BaseURL: o.baseURL, Lue: func(total int) {
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
	return trouvaille{bilan.Problemes, fmt.Sprintf("%s, %d links, %d files", pluriel(bilan.Pages, "page"), bilan.Liens, bilan.Fichiers)}, nil
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
	return trouvaille{problemes, resume}, nil
}

// pluriel counts in English.
func pluriel(n int, mot string) string {
	if n == 1 {
		return "1 " + mot
	}
	return fmt.Sprintf("%d %ss", n, mot)
}
