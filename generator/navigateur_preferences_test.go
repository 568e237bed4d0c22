package main

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// testFoyerGarde: a change of the list never loses the focus of the keyboard.
func testFoyerGarde(t *testing.T, o *onglet) {
	const quelquePart = `document.activeElement !== document.body && document.activeElement.checkVisibility()`
	o.ouvrir(pageRennes + "?diplome=CAP&temps=60")
	o.attendre(`document.querySelectorAll("#actifs .retirer").length === 2`)
	o.tabJusqua(`document.activeElement.matches("#actifs .retirer")`)
	o.taper(kb.Enter)
	o.attendre(`document.querySelectorAll("#actifs .retirer").length === 1`)
	o.attendre(quelquePart)
	o.tabJusqua(`document.activeElement.matches("#actifs .retirer")`)
	o.taper(kb.Enter)
	o.attendre(`document.getElementById("actifs").hidden && location.search === ""`)
	o.attendre(quelquePart)

	// Back and forward change the form, not the place of the visitor.
	o.tabJusqua(`document.activeElement.id === "tri"`)
	o.js(`history.back()`)
	o.attendre(`!document.getElementById("actifs").hidden && document.activeElement.id === "tri"`)
	o.js(`history.forward()`)
	o.attendre(`document.getElementById("actifs").hidden && document.activeElement.id === "tri"`)

	// A box keeps the focus on what opens and closes it.
	o.ouvrir(pageDoc)
	o.tabJusqua(`document.activeElement.matches("summary")`)
	ouverte := valeur[bool](o, `document.activeElement.parentElement.open`)
	for range 2 {
		ouverte = !ouverte
		o.taper(kb.Enter)
		if valeur[bool](o, `document.activeElement.parentElement.open`) != ouverte || !valeur[bool](o, `document.activeElement.matches("summary")`) {
			t.Error("the box did not turn, or lost the focus")
		}
	}
	o.sansErreur()
}

// testSansMouvement: nothing moves for a visitor who asks so, even while what
// is open is closed and the list drawn again.
func testSansMouvement(t *testing.T, o *onglet, chemin string) {
	const mouvements = `[...document.getAnimations().map((a) => a.effect?.target?.outerHTML.slice(0, 80)),
		...[...document.querySelectorAll("*")].filter((e) => { const s = getComputedStyle(e);
			return s.scrollBehavior === "smooth" || s.animationName !== "none" || s.transitionDuration.split(", ").some((d) => parseFloat(d) > 0); }).map((e) => e.outerHTML.slice(0, 80))]`
	o.medias("prefers-reduced-motion", "reduce")
	o.ouvrir(chemin)
	o.attendre(`document.readyState === "complete"`)
	o.js(`document.querySelectorAll("details").forEach((d) => d.open = !d.open); document.querySelector("#tri, .garder")?.click()`)
	if l := valeur[[]string](o, mouvements); len(l) > 0 {
		t.Errorf("%d things move: %q", len(l), l[:min(len(l), 3)])
	}
}

// testCouleursImposees: in the colours of the visitor's system, what is chosen
// still differs from what is not, and the discs of the map keep theirs.
func testCouleursImposees(t *testing.T, o *onglet) {
	const aspect = `(e) => { const s = getComputedStyle(e); return [s.backgroundColor, s.borderBottomWidth, s.borderTopWidth, s.outlineStyle, getComputedStyle(e, "::before").content].join(" "); }`
	differe := func(quoi, choisi, autre string) {
		t.Helper()
		if valeur[string](o, "("+aspect+")("+choisi+")") == valeur[string](o, "("+aspect+")("+autre+")") {
			t.Errorf("%s: what is chosen looks like what is not", quoi)
		}
	}
	for _, schema := range []string{"light", "dark"} {
		o.medias("forced-colors", "active", "prefers-color-scheme", schema)
		o.ouvrir(pageRennes)
		o.attendre(`!document.getElementById("filtres").hidden && !document.querySelector(".garder").hidden`)
		differe("regrouper", `document.querySelector(".regroupement :checked + span")`, `document.querySelector(".regroupement :not(:checked) + span")`)
		o.js(`document.querySelector(".garder[aria-pressed=false]").click()`)
		o.attendre(`document.querySelector(".garder[aria-pressed=true]")`)
		differe("garder", `document.querySelector(".garder[aria-pressed=true]")`, `document.querySelector(".garder[aria-pressed=false]")`)
		if n := valeur[int](o, `new Set([...document.querySelectorAll(".plan-legende li")].map((l) => getComputedStyle(l, "::before").backgroundColor)).size`); n != valeur[int](o, `document.querySelectorAll(".plan-legende li").length`) {
			t.Errorf("%s: %d colours in the legend of the map", schema, n)
		}
		o.ouvrir("/")
		differe("menu", `document.querySelector(".menu [aria-current]")`, `document.querySelector(".menu a:not([aria-current])")`)
		o.tabJusqua(`document.activeElement.id === "commune"`)
		o.taper("saint")
		o.attendre(`document.querySelectorAll("#commune-liste [role=option]").length > 1`)
		o.taper(kb.ArrowDown)
		o.attendre(`document.querySelector("#commune-liste [aria-selected=true]")`)
		differe("communes", `document.querySelector("#commune-liste [aria-selected=true]")`, `document.querySelector("#commune-liste [aria-selected=false], #commune-liste [role=option]:not([aria-selected])")`)
		o.sansErreur()
	}
}
