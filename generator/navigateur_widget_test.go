package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// testWidget puts the frame in the page of another site, and looks into it.
func testWidget(t *testing.T, nav *navigateur, s *siteServi) {
	if poids := s.poids(t, "/widget.js"); poids > 2000 {
		t.Errorf("the script of the widget is %d bytes", poids)
	}
	t.Run("chez un autre", func(t *testing.T) { testHote(t, nav, s) })
	t.Run("le cadre", func(t *testing.T) { testCadre(t, nav.onglet(t)) })
	t.Run("le code à copier", func(t *testing.T) { testCode(t, nav.onglet(t)) })
}

// testHote: the script makes frames that have a name and a size, and that other
// pages of the site refuse to be.
func testHote(t *testing.T, nav *navigateur, s *siteServi) {
	hote := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, `<!doctype html><title>Collège</title><div style="width:280px"><div data-futurpro="35238"></div></div><div data-futurpro="" data-titre="Nos formations"></div>
			<iframe id="refuse" src="%s%s"></iframe><script async src="%s/widget.js"></script>`, s.url, pageRennes, s.url)
	}))
	t.Cleanup(hote.Close)
	o := nav.onglet(t)
	o.sans(chromedp.Do(o.ctx, chromedp.Navigate(hote.URL)))
	o.attendre(`document.querySelectorAll("[data-futurpro] iframe").length === 2`)
	cadres := valeur[[]string](o, `[...document.querySelectorAll("[data-futurpro] iframe")].map((f) => f.title + " " + new URL(f.src).pathname + new URL(f.src).search)`)
	if cadres[0] != "Formations pro accessibles depuis chez toi, avec Futur Pro /widget/cadre/?commune=35238" || cadres[1] != "Nos formations /widget/cadre/" {
		t.Errorf("frames %q", cadres)
	}
	// The frames have run, each in its own width: they have told their heights.
	o.attendre(`[...document.querySelectorAll("[data-futurpro] iframe")].every((f) => f.style.height.endsWith("px"))`)
	if l := valeur[int](o, `document.querySelector("iframe").clientWidth`); l != 280 {
		t.Errorf("a frame of %d px in a column of 280", l)
	}
	if c := valeur[string](o, `document.cookie + JSON.stringify(localStorage)`); c != "{}" {
		t.Errorf("kept on the host's page: %s", c)
	}
	// A commune's page is not for frames: the browser shows its own error.
	o.attendre(`(() => { try { return document.getElementById("refuse").contentDocument === null; } catch { return true; } })()`)
	if n := len(o.ailleurs()); n == 0 {
		t.Error("the host asked nothing of the site")
	}
}

func testCadre(t *testing.T, o *onglet) {
	o.ecran(280, 500)
	o.ouvrir("/widget/cadre/?commune=35238")
	o.attendre(`!document.getElementById("resultat").hidden`)
	compte := valeur[string](o, `document.querySelector("#resultat a").textContent`)
	tranches := valeur[[]string](o, `[...document.querySelectorAll(".cadre-tranches li")].map((e) => e.textContent)`)
	if len(tranches) == 0 || valeur[string](o, `document.querySelector("#resultat a").target + document.querySelector("#resultat a").rel`) != "_blanknoopener" {
		t.Errorf("lines %q", tranches)
	}
	if large := valeur[int](o, `document.documentElement.scrollWidth`); large > 280 {
		t.Errorf("the frame is %d px wide", large)
	}
	o.axe("cadre")
	if g := valeur[int](o, `localStorage.length`); g != 0 {
		t.Errorf("%d things kept", g)
	}
	// Another commune, by keyboard, stays in the frame.
	o.cliquer("#resultat button")
	o.attendre(`document.activeElement.id === "commune"`)
	o.taper("lorient")
	o.attendre(`document.querySelectorAll("#commune-liste [role=option]").length > 0 && !document.getElementById("commune-liste").hidden`)
	o.axe("cadre, liste ouverte")
	o.taper(kb.ArrowDown, kb.Enter)
	o.attendre(`document.getElementById("titre").textContent.includes("depuis Lorient") && document.activeElement.id === "resultat"`)
	if valeur[string](o, "location.pathname") != "/widget/cadre/" {
		t.Error("the frame has left")
	}
	o.ouvrir("/widget/cadre/?commune=35999")
	o.attendre(`document.getElementById("commune").checkVisibility()`)
	o.sansErreur()

	o.ouvrir(pageRennes)
	o.attendre(`document.readyState === "complete"`)
	total := valeur[string](o, `document.querySelector("#groupe-proche [data-champ=total]").textContent`)
	if !strings.Contains(compte, "les "+total+" formations") {
		t.Errorf("the frame says %q, the page %s", compte, total)
	}
}

func testCode(t *testing.T, o *onglet) {
	o.ouvrir("/widget/")
	o.attendre(`!document.getElementById("choix").hidden`)
	o.js(`document.getElementById("commune").focus()`)
	o.taper("rennes")
	o.attendre(`document.querySelectorAll("#commune-liste [role=option]").length > 0 && !document.getElementById("commune-liste").hidden`)
	o.taper(kb.ArrowDown, kb.Enter)
	o.attendre(`document.getElementById("code-script").textContent.includes('data-futurpro="35238"') && document.getElementById("code-cadre").textContent.includes("?commune=35238")`)
	o.attendre(`document.querySelector(".apercu").contentDocument.getElementById("titre")?.textContent.includes("depuis Rennes")`)
	o.sansErreur()
}
