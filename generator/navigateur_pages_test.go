package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// tropLarges shows what passes the right edge of the screen.
const tropLarges = `[...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !e.closest(".tableau, pre, .lu")).slice(0, 3).map((e) => e.outerHTML.slice(0, 120)).join("\n")`

// fichierDe is the file of a page of the site.
func fichierDe(chemin string) string {
	chemin, _, _ = strings.Cut(strings.TrimPrefix(chemin, "/"), "?")
	if chemin == "" || strings.HasSuffix(chemin, "/") {
		chemin += "index.html"
	}
	return chemin
}

// testPage checks one page as it opens: weight, size, width, colours, rules of
// accessibility, and nothing asked of others.
func testPage(t *testing.T, nav *navigateur, s *siteServi, chemin string) {
	o := nav.onglet(t)
	o.ouvrir(chemin)
	o.attendre(`document.readyState === "complete"`)
	total, scripts := 0, 0
	for _, c := range o.chemins() {
		total += s.poids(t, c)
		if strings.HasSuffix(c, ".js") {
			scripts += s.poids(t, c)
		}
	}
	if scripts > octetsScripts {
		t.Errorf("%d bytes of scripts in gzip before any click, budget %d", scripts, octetsScripts)
	}
	if budget := limites().Budget(fichierDe(chemin)).Octets; total > budget {
		t.Errorf("%d bytes in gzip for %v, budget %d", total, o.chemins(), budget)
	}
	t.Logf("%d bytes in gzip, %d of scripts, %d requests, %d elements", total, scripts, len(o.chemins()), valeur[int](o, `document.querySelectorAll("*").length`))
	if n := valeur[int](o, `document.querySelectorAll("*").length`); n > nombreNoeuds {
		t.Errorf("%d elements", n)
	}
	if n := valeur[int](o, `document.querySelectorAll("h1").length`); n != 1 {
		t.Errorf("%d headings of first level", n)
	}
	// Colours do not depend on width: each is looked at once or twice.
	for largeur, schema := range map[int64]string{1280: "light", 768: "light", 320: "dark"} {
		o.ecran(largeur, 640)
		if large := valeur[int](o, `document.documentElement.scrollWidth`); large > int(largeur) {
			t.Errorf("at %d px the page is %d px wide: %s", largeur, large,
				valeur[string](o, tropLarges))
		}
		o.couleurs(schema)
		o.axe(schema)
	}
	o.sansErreur()
}

// testPageSansScript looks at a page without JavaScript: no wider than the
// screen, and without a control that does nothing.
func testPageSansScript(t *testing.T, nav *navigateur, chemin string) {
	o := nav.onglet(t)
	o.sansScript()
	o.ouvrir(chemin)
	for _, largeur := range []int64{320, 768, 1280} {
		o.ecran(largeur, 640)
		if large := valeur[int](o, `document.documentElement.scrollWidth`); large > int(largeur) {
			t.Errorf("at %d px the page is %d px wide: %s", largeur, large, valeur[string](o, tropLarges))
		}
		if vains := valeur[[]string](o, `[...document.querySelectorAll("button, input, select, textarea")].filter((e) => e.checkVisibility({visibilityProperty: true}) && !e.closest("form[action]")).map((e) => e.outerHTML.slice(0, 100))`); len(vains) > 0 {
			t.Errorf("at %d px, controls that do nothing: %q", largeur, vains)
		}
	}
	if !valeur[bool](o, `document.querySelector("h1")?.checkVisibility() && document.querySelector("main").innerText.length > 100`) {
		t.Error("nothing is to be read")
	}
}

// testEtatsOuverts runs the same rules where something has been opened.
func testEtatsOuverts(t *testing.T, nav *navigateur) {
	for _, schema := range []string{"light", "dark"} {
		o := nav.onglet(t)
		o.couleurs(schema)
		o.ecran(360, 740)
		o.ouvrir("/")
		o.tabJusqua(`document.activeElement.id === "commune"`)
		o.taper("saint")
		o.attendre(`document.querySelectorAll("#commune-liste [role=option]").length > 1`)
		o.js(`document.getElementById("commune").dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowDown"}))`)
		o.axe(schema + ", communes proposées")

		o.ouvrir(pageDoc)
		o.chercherDoc("calcul rgpd")
		o.attendre(`document.querySelectorAll("#doc-liste [role=option]").length > 1`)
		o.taper(kb.ArrowDown)
		o.axe(schema + ", passages trouvés")
		if large := valeur[int](o, `document.documentElement.scrollWidth`); large > 360 {
			t.Errorf("the results make the page %d px wide", large)
		}
		o.ouvrir(pageDoc)
		o.chercherDoc("zzzz")
		o.attendre(messageDoc + `.startsWith("Rien")`)
		o.axe(schema + ", rien trouvé")

		o.ouvrir(pageRennes + "?diplome=CAP&temps=60")
		o.attendre(`!document.getElementById("actifs").hidden`)
		o.js(`document.querySelector(".filtres-boite").open = true`)
		o.axe(schema + ", filtres ouverts")
		if large := valeur[int](o, `document.documentElement.scrollWidth`); large > 360 {
			t.Errorf("the filters make the page %d px wide", large)
		}

		o.ouvrir(pageRennes + "?temps=15&diplome=BAC_PRO&tag=faible_taux_pression&statut=prive-sous-contrat")
		o.attendre(`!document.getElementById("vide").hidden`)
		o.axe(schema + ", aucune formation")
		o.sansErreur()
	}
}
