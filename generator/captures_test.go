package main

import (
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// hauteurCapture bounds an image, in pixels: what follows is more of the same.
const hauteurCapture = 4000

// TestCaptures takes the images of one page of each kind, narrow and wide, light
// and dark, with scripts and without, for a person to look at: 'make captures'.
// They go to the folder that FUTURPRO_CAPTURES names; without it, nothing is done.
func TestCaptures(t *testing.T) {
	dossier := os.Getenv("FUTURPRO_CAPTURES")
	if dossier == "" {
		t.Skip("no FUTURPRO_CAPTURES: 'make captures' gives one")
	}
	if err := os.MkdirAll(dossier, 0o755); err != nil {
		t.Fatal(err)
	}
	s := newSiteServi(t)
	nav := newNavigateur(t, s.url)
	types := typesDePages(t, s.dossier)
	for _, nom := range slices.Sorted(maps.Keys(types)) {
		for _, largeur := range []int64{360, 1280} {
			for _, schema := range []string{"light", "dark"} {
				capturer(nav.onglet(t), types[nom], dossier, nom, largeur, schema, true)
			}
			capturer(nav.onglet(t), types[nom], dossier, nom, largeur, "light", false)
		}
	}
}

// capturer writes the image of a page as it opens.
func capturer(o *onglet, chemin, dossier, nom string, largeur int64, schema string, scripts bool) {
	o.t.Helper()
	nom = fmt.Sprintf("%s-%d-%s", strings.ReplaceAll(nom, " ", "-"), largeur, schema)
	if !scripts {
		nom += "-sans-script"
		o.sansScript()
	}
	o.couleurs(schema)
	o.ecran(largeur, 900)
	o.ouvrir(chemin)
	o.attendre(`document.readyState === "complete"`)
	// The whole page is the screen, so that nothing waits to be scrolled to.
	hauteur := math.Min(valeur[float64](o, `document.documentElement.scrollHeight`), hauteurCapture)
	o.ecran(largeur, int64(hauteur))
	image, err := chromedp.Run(o.ctx, chromedp.CaptureScreenshot())
	o.sans(err)
	if len(image) == 0 {
		o.t.Fatalf("%s: an empty image", nom)
	}
	o.sans(os.WriteFile(filepath.Join(dossier, nom+".png"), image, 0o644))
}
