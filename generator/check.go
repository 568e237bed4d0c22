package main

import (
	"fmt"
	"os"

	"futurpro/generator/verification"
)

// problemesMontres is how many problems check prints in full.
const problemesMontres = 50

// check reads a built site and fails if anything in it is broken.
func check(dir, baseURL string, c *console) error {
	c.etape("Checking " + dir)
	bilan, err := verification.Check(os.DirFS(dir), baseURL)
	if err != nil {
		return fmt.Errorf("checking %s: %w", dir, err)
	}
	fmt.Fprintf(c.out, "%d pages, %d links, %d files read\n", bilan.Pages, bilan.Liens, bilan.Fichiers)
	for i, p := range bilan.Problemes {
		if i == problemesMontres {
			fmt.Fprintf(c.out, "  and %d more\n", len(bilan.Problemes)-i)
			break
		}
		fmt.Fprintf(c.out, "  %s\n", p)
	}
	if n := len(bilan.Problemes); n > 0 {
		return fmt.Errorf("%s: %d problems, listed above", dir, n)
	}
	return nil
}
