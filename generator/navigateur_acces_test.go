package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// mesurer puts in the page what measures it.
func (o *onglet) mesurer() {
	o.t.Helper()
	source, err := os.ReadFile("testdata/acces/mesures.js")
	o.sans(err)
	o.js(string(source))
}

// medias emulates preferences of the visitor: name, value, name, value…
func (o *onglet) medias(preferences ...string) {
	o.t.Helper()
	var p emulation.SetEmulatedMediaParams
	for i := 0; i < len(preferences); i += 2 {
		p.Features = append(p.Features, &emulation.MediaFeature{Name: preferences[i], Value: preferences[i+1]})
	}
	_, err := chromedp.Call(o.ctx, emulation.SetEmulatedMedia, p)
	o.sans(err)
}

// tailleDuTexte is what a visitor sets in the browser, 16 px where nothing is.
func (o *onglet) tailleDuTexte(px int64) {
	o.t.Helper()
	_, err := chromedp.Call(o.ctx, page.SetFontSizes, page.SetFontSizesParams{FontSizes: &page.FontSizes{Standard: px}})
	o.sans(err)
}

// testAcces measures one page as it opens, its boxes open.
func testAcces(t *testing.T, o *onglet, chemin string) {
	o.ouvrirPrete(chemin)
	o.js(`document.querySelectorAll("details").forEach((d) => d.open = true)`)
	o.mesurer()
	testContrastes(t, o)
	testAgrandie(t, o)
	testNoms(t, o)
}

// testContrastes computes the contrast of every text, and of every shape that
// tells something, with what is behind.
func testContrastes(t *testing.T, o *onglet) {
	type paire struct {
		Paire, Ou        string
		Contraste, Voulu float64
	}
	for _, schema := range []string{"light", "dark"} {
		o.couleurs(schema)
		for _, quoi := range []string{"textes", "formes"} {
			paires := valeur[[]paire](o, "acces."+quoi+"()")
			if len(paires) == 0 {
				if quoi == "textes" {
					t.Fatalf("%s: no text was measured", schema)
				}
				continue // a page of texts alone
			}
			t.Logf("%s, %s: %d pairs, the worst %.2f, %s: %s", schema, quoi, len(paires), paires[0].Contraste, paires[0].Paire, paires[0].Ou)
			for _, p := range paires {
				if p.Contraste < p.Voulu {
					t.Errorf("%s: contrast %.2f of %s, %.1f wanted: %s", schema, p.Contraste, p.Paire, p.Voulu, p.Ou)
				}
			}
		}
	}
	o.couleurs("light")
}

// testAgrandie looks for what is cut, covered or too small to press on narrow
// windows, with large texts and with the spacing of WCAG 1.4.12.
func testAgrandie(t *testing.T, o *onglet) {
	const espacement = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }`
	for _, vue := range []struct {
		nom                      string
		largeur, hauteur, taille int64
		style                    string
	}{
		{"1280×1024 at 400 %", 320, 256, 16, ""},
		{"texts at 200 %", 1280, 800, 32, ""},
		{"texts at 200 % on a phone", 360, 780, 32, ""},
		{"spaced texts", 1280, 800, 16, espacement},
		{"spaced texts on a phone", 320, 640, 16, espacement},
	} {
		o.ecran(vue.largeur, vue.hauteur)
		o.tailleDuTexte(vue.taille)
		o.js(fmt.Sprintf("const s = new CSSStyleSheet(); s.replaceSync(%q); document.adoptedStyleSheets = [s]", vue.style))
		if large := valeur[int](o, `document.documentElement.scrollWidth`); large > int(vue.largeur) {
			t.Errorf("%s: the page is %d px wide: %s", vue.nom, large, valeur[string](o, tropLarges))
		}
		for _, defaut := range []string{"coupes", "couverts", "melees", "petites"} {
			if l := valeur[[]string](o, "acces."+defaut+"()"); len(l) > 0 {
				t.Errorf("%s: %s, %d times:\n%s", vue.nom, defaut, len(l), strings.Join(l[:min(len(l), 5)], "\n"))
			}
		}
	}
	o.tailleDuTexte(16)
	o.js(`document.adoptedStyleSheets = []`)
}

// foyer is where the focus is.
type foyer struct {
	Ou, Texte     string
	Anneau        float64 // contrast of its ring, 0 without one
	Vu            bool    // it can be seen, at least in part
	X, Y, Hauteur float64
	Fixe          bool // in a bar that stays at the foot of the window
}

// ouvrirPrete opens a page and waits for what it shows at once; the widget reads
// its commune first.
func (o *onglet) ouvrirPrete(chemin string) {
	o.ouvrir(chemin)
	o.attendre(`document.readyState === "complete" && (!location.search.includes("commune=") || !document.getElementById("resultat")?.hidden)`)
}

// testFoyers walks through a page with Tab: the way to skip comes first, the
// focus is always seen, and in one column it only goes down.
func testFoyers(t *testing.T, o *onglet, chemin string) {
	const pas = 60
	for schema, vue := range map[string][2]int64{"light": {1280, 720}, "dark": {320, 256}} {
		o.ecran(vue[0], vue[1])
		o.medias("prefers-color-scheme", schema, "prefers-reduced-motion", "reduce")
		o.ouvrirPrete(chemin)
		o.mesurer()
		var avant *foyer
		for i := range pas {
			o.taper(kb.Tab)
			f := valeur[*foyer](o, "acces.foyer()")
			if f == nil {
				if i == 0 {
					t.Error("nothing takes the focus")
				}
				break // past the last one
			}
			if i == 0 && f.Texte != "Aller au contenu" && !strings.Contains(chemin, "/cadre/") {
				t.Errorf("the first stop is %s, %q", f.Ou, f.Texte)
			}
			if f.Anneau < 3 {
				t.Errorf("%d px, %s: the ring of %s, %q has a contrast of %.2f", vue[0], schema, f.Ou, f.Texte, f.Anneau)
			}
			if !f.Vu {
				t.Errorf("%d×%d: the focus is hidden on %s, %q", vue[0], vue[1], f.Ou, f.Texte)
			}
			// The button of a card stands beside its head.
			if avant != nil && vue[0] == 320 && !f.Fixe && !strings.Contains(f.Ou, ".garder") && f.Y+f.Hauteur < avant.Y-1 {
				t.Errorf("Tab goes up from %s, %q to %s, %q", avant.Ou, avant.Texte, f.Ou, f.Texte)
			}
			if !f.Fixe {
				avant = f
			}
		}
	}
}

// testListeRemplie measures the list of wishes with several of them kept.
func testListeRemplie(t *testing.T, o *onglet) {
	o.garder(3)
	o.ouvrirListe(3)
	testAcces(t, o, pageListe)
	testFoyers(t, o, pageListe)
	// The page was read again: what was measured is what it draws then.
	o.attendre(`document.querySelectorAll(".voeu").length === 3`)
}
