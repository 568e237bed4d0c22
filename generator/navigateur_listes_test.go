package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// toutAfficher opens every group to its end.
const toutAfficher = `document.querySelectorAll(".groupe:not([hidden]) .suite:not([hidden]) [data-champ=tout]").forEach((b) => b.click())`

// testRegrouper shows the list by établissement and by formation, with the same
// offres as the plain one.
func testRegrouper(t *testing.T, o *onglet) {
	offres := `[...new Set([...document.querySelectorAll(".cartes li a")].map((a) => a.getAttribute("href")).filter((h) => h.startsWith("/details/")))].sort()`
	fini := `![...document.querySelectorAll(".groupe:not([hidden]) .suite")].some((s) => !s.hidden)`
	o.ouvrir(pageRennes + "?diplome=CAP")
	o.attendre(`!document.getElementById("actifs").hidden`)
	o.js(toutAfficher)
	o.attendre(fini)
	simple := valeur[[]string](o, offres)
	compte := valeur[string](o, `document.getElementById("compte").textContent`)

	o.ouvrir(pageRennes + "?diplome=CAP")
	o.attendre(`!document.getElementById("actifs").hidden`)
	o.tabJusqua(`document.activeElement.name === "groupe"`)
	for _, par := range []string{"etablissement", "formation"} {
		o.js(`document.querySelector("[name=groupe]:checked").focus()`)
		o.taper(kb.ArrowRight)
		o.attendre(`new URLSearchParams(location.search).get("groupe") === "` + par + `" && document.querySelector(".bloc-liste")`)
		if actif := valeur[string](o, `document.activeElement.value`); actif != par {
			t.Errorf("the focus is on %q after choosing %s", actif, par)
		}
		// What is not drawn until it is seen has no place for axe.
		o.axe("par " + par)
		o.js(toutAfficher)
		o.attendre(fini)
		if got := valeur[[]string](o, offres); !slices.Equal(got, simple) {
			t.Errorf("by %s: %d offres, %d in the plain list", par, len(got), len(simple))
		}
		if got := valeur[string](o, `document.getElementById("compte").textContent`); got != compte {
			t.Errorf("by %s: %q, want %q", par, got, compte)
		}
		if double := valeur[[]string](o, `[...document.querySelectorAll("#groupe-proche .bloc-liste")].map((b) => b.querySelector("h3").textContent + "|" + b.querySelector("p").textContent)
			.filter((c, i, tous) => tous.indexOf(c) !== i)`); len(double) > 0 {
			t.Errorf("by %s: blocks that are there twice: %q", par, double)
		}
		for _, largeur := range []int64{320, 768, 1280} {
			o.ecran(largeur, 800)
			if large := valeur[int](o, `document.documentElement.scrollWidth`); large > int(largeur) {
				t.Errorf("by %s, at %d px the page is %d px wide", par, largeur, large)
			}
		}
	}
	// The address brings it back, and Back leaves it.
	o.recharger()
	o.attendre(`document.querySelector("[name=groupe][value=formation]").checked && document.querySelector(".bloc-liste")`)
	o.js(`history.back()`)
	o.attendre(`location.search === "?diplome=CAP" && document.querySelector("[name=groupe][value='']").checked && document.querySelector(".carte")`)
	o.sansErreur()
}

// testModes filters by the way there, and by boarding.
func testModes(t *testing.T, o *onglet) {
	o.ouvrir(pageRennes)
	o.attendre(`!document.getElementById("filtres").hidden`)
	const transports, velo = `document.querySelector("input[name=mode][value=transports]")`, `document.querySelector("input[name=mode][value=velo]")`
	annonce := valeur[string](o, transports+`.closest("label").querySelector(".option-nombre").textContent`)
	o.js(transports + `.click()`)
	o.attendre(`location.search === "?mode=transports"`)
	if compte := valeur[string](o, `document.querySelector("#compte strong").textContent`); compte != annonce {
		t.Errorf("%s by public transport, %s announced", compte, annonce)
	}
	autres := `[...document.querySelectorAll(".groupe .carte")].map((c) => c.innerText)`
	if cartes := valeur[[]string](o, autres); len(cartes) == 0 || slices.ContainsFunc(cartes, func(c string) bool { return !strings.Contains(c, "départ ") }) {
		t.Errorf("not by public transport: %q", cartes)
	}
	// Either; then neither, by the chips.
	o.js(velo + `.click()`)
	o.attendre(`location.search.includes("velo") && !document.getElementById("groupe-velo").hidden`)
	o.js(`document.querySelector("#actifs li:last-child button").click()`)
	o.attendre(`location.search === "" && !` + transports + `.checked`)
	o.js(`document.querySelector("input[name=internat]").click()`)
	o.attendre(`location.search === "?internat=oui" && document.getElementById("actifs").innerText.includes("Établissement avec internat")`)
	cartes := valeur[[]string](o, `[...document.querySelectorAll(".groupe:not([hidden]) .carte .labels")].map((c) => c.innerText)`)
	if len(cartes) == 0 || slices.ContainsFunc(cartes, func(c string) bool { return !strings.Contains(c, "Internat") }) {
		t.Errorf("without boarding: %q", cartes)
	}
	o.sansErreur()
}

// testDehors shows what a longer journey would lead to where nothing is left.
func testDehors(t *testing.T, o *onglet) {
	o.ouvrir(pageRennes + "?temps=15&diplome=CAP&statut=public")
	o.attendre(`!document.getElementById("vide").hidden && document.querySelectorAll("#vide .carte").length === 3`)
	minutes := valeur[[]string](o, `[...document.querySelectorAll("#vide .carte")].map((c) => c.innerText)`)
	for _, c := range minutes {
		if !strings.Contains(c, "CAP") || !strings.Contains(c, "Public") || !strings.Contains(c, "min") {
			t.Errorf("not what was asked for, farther: %q", c)
		}
	}
	o.axe("juste à côté")
	o.cliquer(`#vide [data-champ="effacer"]`)
	o.attendre(`location.search === "" && document.querySelectorAll("#vide .carte").length === 0 && document.activeElement.id === "compte"`)
	o.sansErreur()
}

// testInternat looks at the sample as if one of its départements were of
// another académie: that one has boarding schools.
func testInternat(t *testing.T) {
	donnees := filepath.Join(t.TempDir(), "donnees")
	if err := os.CopyFS(donnees, os.DirFS(dossierExemple)); err != nil {
		t.Fatal(err)
	}
	table := filepath.Join(donnees, "education", "departements_academies_regions.csv")
	b, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	autre := strings.Replace(string(b), "Bretagne;14;53;035;Rennes;", "Bretagne;17;53;035;Nantes;", 1)
	if autre == string(b) {
		t.Fatalf("%s does not say the académie of 035 as it did", table)
	}
	if err := os.WriteFile(table, []byte(autre), 0o644); err != nil {
		t.Fatal(err)
	}
	s := servirSite(t, donnees)
	nav := newNavigateur(t, s.url)
	o := nav.onglet(t)
	const page, section = "/commune/56121-lorient/", `document.getElementById("groupe-internat")`
	o.ouvrir(page)
	o.attendre(`!document.getElementById("filtres").hidden`)
	if lus := strings.Join(o.chemins(), " "); strings.Contains(lus, "/donnees/internat-") {
		t.Errorf("read before anyone asks for it: %s", lus)
	}
	total := valeur[int](o, `Number(document.querySelector("#compte strong").textContent)`)
	annonce := valeur[int](o, section+`.innerText.match(/(\d+) formations/)[1] - 0`)
	o.axe("internat, fermé")
	o.js(`document.querySelector("#groupe-academie [data-champ=tout]").focus()`)
	o.tabJusqua(`document.activeElement.dataset.champ === "ouvrir"`)
	o.taper(kb.Enter)
	o.attendre(`location.search === "?loin=1" && document.querySelectorAll("#groupe-internat :is(.carte, .ligne)").length === 20`)
	o.attendre(fmt.Sprintf(`Number(document.querySelector("#compte strong").textContent) === %d`, total+annonce))
	if champ := valeur[string](o, `document.activeElement.dataset.champ`); champ != "ouvrir" {
		t.Errorf("the focus went to %q", champ)
	}
	cartes := valeur[[]string](o, `[...document.querySelectorAll("#groupe-internat .carte")].map((c) => c.innerText)`)
	if slices.ContainsFunc(cartes, func(c string) bool { return !strings.Contains(c, "Internat") || !strings.Contains(c, "\u00a0km") }) {
		t.Errorf("without boarding, or without distance: %q", cartes)
	}
	o.axe("internat, ouvert")
	// The page of one of them knows where the visitor comes from.
	o.cliquer("#groupe-internat .carte a")
	o.attendre(`location.pathname.startsWith("/details/") && document.querySelector("#depuis").innerText.startsWith("Depuis Lorient")`)
	if texte := valeur[string](o, `document.querySelector("#depuis").innerText`); !strings.Contains(texte, "\u00a0km en ligne droite") {
		t.Errorf("of a boarding school far away: %q", texte)
	}
	o.js(`document.querySelector("#depuis a").click()`)
	o.attendre(`location.pathname === "` + page + `" && document.querySelector("#groupe-internat .carte")`)
	// They follow the filters; a chip closes them, and Back opens them again.
	o.js(`document.querySelector("input[name=diplome][value=CAP]").click()`)
	o.attendre(`location.search === "?diplome=CAP&loin=1"`)
	o.recharger()
	o.attendre(`document.querySelector("#groupe-internat .carte")`)
	if autres := valeur[[]string](o, `[...document.querySelectorAll("#groupe-internat .carte")].map((c) => c.innerText).filter((c) => !c.includes("CAP"))`); len(autres) > 0 {
		t.Errorf("not filtered: %q", autres)
	}
	o.js(`[...document.querySelectorAll("#actifs button")].find((b) => b.textContent.includes("internat")).click()`)
	o.attendre(`location.search === "?diplome=CAP" && !document.querySelector("#groupe-internat .carte")`)
	// Nothing here, something there: it is proposed.
	o.ouvrir(page + "?internat=oui&temps=15")
	o.attendre(`document.querySelectorAll("#vide .carte").length === 3`)
	o.sansErreur()

	p := nav.onglet(t)
	p.sansScript()
	p.ouvrir(page)
	if valeur[bool](p, `document.querySelector("#groupe-internat button").checkVisibility()`) || !valeur[bool](p, section+`.querySelector("a[href^='/departement/35-']").checkVisibility()`) {
		t.Error("without scripts: a button that does nothing, or no way to the boarding schools")
	}
}

// valeurAttendue evaluates a promise in the page.
func valeurAttendue[T any](o *onglet, expression string) T {
	o.t.Helper()
	v, err := chromedp.Run(o.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		o.t.Fatalf("%s: %v", expression, err)
	}
	return v
}
