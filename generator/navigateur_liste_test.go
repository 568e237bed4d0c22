package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const pageListe = "/ma-liste/"

// clesGardees lists what is stored, in order.
const clesGardees = `JSON.parse(localStorage.getItem("futurpro.liste") ?? '{"offres":[]}').offres.map((o) => o.cle)`

// clesMontrees lists the wishes shown, in order.
const clesMontrees = `[...document.querySelectorAll(".voeu")].map((li) => li.dataset.cle)`

func testMaListe(t *testing.T, nav *navigateur, s *siteServi) {
	for _, test := range []struct {
		nom string
		run func(*testing.T, *navigateur, *siteServi)
	}{
		{"garder d'une carte et d'une page", testGarder},
		{"deux onglets", testDeuxOnglets},
		{"ranger, annoter, retirer", testRanger},
		{"comparer", testComparer},
		{"partager", testPartager},
		{"liens périmés ou abîmés", testLiensAbimes},
		{"formations disparues, fichiers illisibles", testDisparues},
		{"mémoire refusée, mémoire abîmée", testMemoire},
		{"tout effacer", testToutEffacer},
		{"changer de commune", testLieuDesTrajets},
		{"imprimer", testImprimer},
		{"télécharger", testCSV},
		{"sans JavaScript", testListeSansScript},
	} {
		t.Run("ma liste, "+test.nom, func(t *testing.T) { test.run(t, nav, s) })
	}
}

// garder keeps the first n offres of a commune, and returns their keys.
func (o *onglet) garder(n int) []string {
	o.t.Helper()
	o.ouvrir(pageRennes)
	o.attendre(`document.querySelectorAll(".garder:not([hidden])").length > ` + fmt.Sprint(n))
	o.js(fmt.Sprintf(`[...document.querySelectorAll(".garder")].slice(0, %d).forEach((b) => b.click())`, n))
	cles := valeur[[]string](o, clesGardees)
	if len(cles) != n {
		o.t.Fatalf("%d kept, want %d", len(cles), n)
	}
	return cles
}

// ouvrirListe opens the list and waits until n wishes are shown.
func (o *onglet) ouvrirListe(n int) {
	o.t.Helper()
	o.ouvrir(pageListe)
	o.attendre(fmt.Sprintf(`document.readyState === "complete" && document.querySelectorAll(".voeu").length === %d`, n))
}

// etatAccessible looks at a state at its narrowest, then as wide as before.
func (o *onglet) etatAccessible(etat string) {
	o.t.Helper()
	for largeur, schema := range map[int64]string{320: "dark", 1280: "light"} {
		o.couleurs(schema)
		o.ecran(largeur, 800)
		if large := valeur[int](o, `document.documentElement.scrollWidth`); large > int(largeur) {
			o.t.Errorf("%s: at %d px the page is %d px wide: %s", etat, largeur, large, valeur[string](o, tropLarges))
		}
		o.axe(etat + ", " + schema)
	}
	o.ecran(1280, 900)
}

func testGarder(t *testing.T, nav *navigateur, _ *siteServi) {
	o := nav.onglet(t)
	o.ouvrir(pageRennes)
	o.attendre(`document.querySelectorAll(".garder:not([hidden])").length > 10`)
	if texte := valeur[string](o, `document.querySelector(".vers-liste").textContent`); texte != "Ma liste" {
		t.Errorf("the header counts before anything is kept: %q", texte)
	}
	// One stop more, after the link of the card.
	o.tabJusqua(`document.activeElement.closest(".carte") !== null`)
	titre := valeur[string](o, `document.activeElement.textContent`)
	o.taper(kb.Tab)
	o.attendre(`document.activeElement.matches(".carte .garder") && document.activeElement.getAttribute("aria-pressed") === "false"`)
	o.taper(" ")
	o.attendre(`document.activeElement.getAttribute("aria-pressed") === "true" && document.activeElement.textContent === "Gardée"`)
	if nom := valeur[string](o, `document.activeElement.getAttribute("aria-label")`); !strings.HasPrefix(nom, "Gardée") || !strings.Contains(nom, titre) {
		t.Errorf("the button of %q is called %q", titre, nom)
	}
	o.attendre(`document.querySelector(".vers-liste").textContent === "Ma liste (1)" && location.pathname === "` + pageRennes + `"`)
	o.taper(kb.Tab)
	o.attendre(`document.activeElement.matches(".carte a")`)
	cle := valeur[[]string](o, clesGardees)[0]

	// Drawn again by the script, the card says the same.
	o.js(`document.querySelector('#groupe-proche [data-champ="plus"]').click()`)
	o.attendre(`document.querySelectorAll(".carte").length > 20 && !document.querySelector(".garder[hidden]")`)
	if kept := valeur[[]string](o, `[...document.querySelectorAll('.garder[aria-pressed="true"]')].map((b) => b.closest(".carte").querySelector("a").pathname)`); !slices.Equal(kept, []string{"/details/" + cle + "/"}) {
		t.Errorf("kept on the cards: %q", kept)
	}
	o.ouvrir("/details/" + cle + "/")
	o.attendre(`document.querySelector('.offre-tete .garder[aria-pressed="true"]')`)
	o.cliquer(".offre-tete .garder")
	o.attendre(clesGardees + `.length === 0 && document.querySelector(".vers-liste").textContent === "Ma liste"`)
	o.cliquer(".offre-tete .garder")
	o.recharger()
	o.attendre(`document.querySelector('.offre-tete .garder[aria-pressed="true"]') && document.querySelector(".vers-liste").textContent === "Ma liste (1)"`)
	if v := valeur[string](o, `JSON.stringify(JSON.parse(localStorage.getItem("futurpro.liste")).offres[0])`); strings.Contains(v, `""`) && !strings.Contains(v, `"note":""`) || !strings.Contains(v, titre) {
		t.Errorf("kept from its page: %s", v)
	}
	o.ouvrir("/plan-du-site/") // a page without a script of its own
	o.attendre(`document.querySelector(".vers-liste").textContent === "Ma liste (1)"`)
	o.sansErreur()
}

func testDeuxOnglets(t *testing.T, nav *navigateur, _ *siteServi) {
	a := nav.onglet(t)
	cles := a.garder(2)
	b := a.voisin()
	b.ouvrirListe(2)
	a.js(`document.querySelectorAll(".garder")[2].click()`)
	b.attendre(`document.querySelectorAll(".voeu").length === 3`)
	// A note that is being written stays while the other tab changes the list.
	b.tabJusqua(`document.activeElement.matches("textarea")`)
	b.taper("ab")
	a.js(`document.querySelectorAll(".garder")[1].click()`)
	b.attendre(`document.querySelectorAll(".voeu").length === 2 && document.activeElement.value === "ab"`)
	b.taper("c")
	b.attendre(`JSON.parse(localStorage.getItem("futurpro.liste")).offres[0].note === "abc"`)
	if got := valeur[[]string](a, clesGardees); len(got) != 2 || got[0] != cles[0] || slices.Contains(got, cles[1]) {
		t.Errorf("after both tabs: %q", got)
	}
	b.js(`document.querySelector("[data-geste=retirer]").click()`)
	a.attendre(`document.querySelectorAll('.garder[aria-pressed="true"]').length === 1 && document.querySelector(".vers-liste").textContent === "Ma liste (1)"`)
	a.sansErreur()
	b.sansErreur()
}

func testRanger(t *testing.T, nav *navigateur, _ *siteServi) {
	o := nav.onglet(t)
	cles := o.garder(3)
	o.ouvrirListe(3)
	if texte := valeur[string](o, `document.querySelector(".voeu").innerText`); !strings.Contains(texte, "Trajet depuis Rennes") || !strings.Contains(texte, "Taux de pression") {
		t.Errorf("a wish says %q", texte)
	}
	o.etatAccessible("liste")
	o.tabJusqua(`document.activeElement.dataset.geste === "descendre"`)
	for i, ordre := range [][]string{{cles[1], cles[0], cles[2]}, {cles[1], cles[2], cles[0]}, {cles[1], cles[2], cles[0]}} {
		o.taper(kb.Enter)
		o.attendre(fmt.Sprintf(`document.activeElement.dataset.geste === "descendre" && document.activeElement.closest("li").dataset.cle === %q`, cles[0]))
		if got := valeur[[]string](o, clesMontrees); !slices.Equal(got, ordre) || !slices.Equal(valeur[[]string](o, clesGardees), ordre) {
			t.Errorf("after %d presses: %q, want %q", i+1, got, ordre)
		}
	}
	o.attendre(`document.getElementById("annonce").textContent.endsWith("vœu 3 sur 3.") && document.activeElement.getAttribute("aria-disabled") === "true"`)

	o.js(`document.querySelectorAll(".voeu textarea")[1].focus()`)
	o.taper("Visite ; samedi", kb.Enter, "é")
	o.recharger()
	o.attendre(`document.querySelectorAll(".voeu textarea")[1]?.value === "Visite ; samedi\né"`)

	o.cliquer(".voeu:nth-child(2) [data-geste=retirer]")
	o.attendre(`document.activeElement.closest(".trace") && document.querySelectorAll(".voeu").length === 2`)
	o.etatAccessible("formation retirée")
	o.taper(kb.Enter)
	o.attendre(`document.querySelectorAll(".voeu").length === 3 && document.querySelectorAll(".voeu textarea")[1].value === "Visite ; samedi\né" && document.activeElement.closest(".voeu")`)
	if got := valeur[[]string](o, clesGardees); !slices.Equal(got, []string{cles[1], cles[2], cles[0]}) {
		t.Errorf("after undoing: %q", got)
	}
	o.sansErreur()
}

func testComparer(t *testing.T, nav *navigateur, _ *siteServi) {
	o := nav.onglet(t)
	o.garder(6)
	o.ouvrirListe(6)
	choisir := func(i int) { o.js(fmt.Sprintf(`document.querySelectorAll("[data-geste=choisir]")[%d].click()`, i)) }
	choisir(0)
	o.attendre(`!document.getElementById("barre").hidden && document.querySelector("#barre button").hidden && document.getElementById("choisies").textContent.includes("choisis-en une autre")`)
	choisir(5)
	o.etatAccessible("formations choisies")
	o.cliquer("#barre button")
	o.attendre(`document.activeElement.id === "comparaison-titre" && document.querySelectorAll("#comparaison thead th").length === 2`)
	// What is marked is what differs, and the mark is a word.
	if faux := valeur[[]string](o, `[...document.querySelectorAll("#comparaison tbody tr")].filter((tr) => (new Set([...tr.querySelectorAll("td")].map((td) => td.textContent)).size > 1) !== tr.textContent.includes("diffère")).map((tr) => tr.innerText)`); len(faux) > 0 {
		t.Errorf("rows wrongly marked: %q", faux)
	}
	if n := valeur[int](o, `document.querySelectorAll("#comparaison .ligne-differe").length`); n == 0 {
		t.Error("nothing differs between two offres")
	}
	choisir(1)
	choisir(2)
	o.attendre(`document.querySelectorAll("#comparaison thead th").length === 4 && document.querySelectorAll("[data-geste=choisir]:disabled").length === 2`)
	o.etatAccessible("comparaison")
	o.ecran(360, 740)
	o.js(`document.querySelector("#comparaison [role=region]").focus()`)
	o.attendre(`document.activeElement.getAttribute("role") === "region" && document.activeElement.scrollWidth > document.activeElement.clientWidth`)
	if large := valeur[int](o, `document.documentElement.scrollWidth`); large > 360 {
		t.Errorf("the comparison makes the page %d px wide", large)
	}
	o.js(`document.querySelector("[data-geste=fermer]").click()`)
	o.attendre(`document.getElementById("comparaison").hidden && document.activeElement.closest("#barre")`)
	o.sansErreur()
}

func testDisparues(t *testing.T, nav *navigateur, s *siteServi) {
	o := nav.onglet(t)
	o.garder(1)
	o.js(`const l = JSON.parse(localStorage.getItem("futurpro.liste")); l.offres.push({cle: "60099999-300-0350001A-scolaire", libelle: "Sellerie", diplome: "CAP", etablissement: "Lycée d’avant", ville: "Redon", note: "y penser"});
		localStorage.setItem("futurpro.liste", JSON.stringify(l))`)
	o.ouvrirListe(2)
	if texte := valeur[string](o, `document.querySelectorAll(".voeu")[1].innerText`); !strings.Contains(texte, "Sellerie") || !strings.Contains(texte, "Lycée d’avant · Redon") || !strings.Contains(texte, "n’est plus sur le site") {
		t.Errorf("an offre that has gone: %q", texte)
	}
	if valeur[bool](o, `document.querySelectorAll(".voeu a")[1].hasAttribute("href") || document.querySelectorAll(".voeu")[0].innerText.includes("plus sur le site")`) {
		t.Error("a link to a page that has gone, or a page that is there said to have gone")
	}
	o.etatAccessible("formation disparue")
	o.sansErreur()
	s.enPanne.Store(true)
	defer s.enPanne.Store(false)
	o.ouvrirListe(2)
	o.attendre(`[...document.querySelectorAll(".voeu")].every((li) => li.innerText.includes("pas pu être chargé")) && !document.getElementById("voeux").innerText.includes("plus sur le site")`)
}

func testMemoire(t *testing.T, nav *navigateur, _ *siteServi) {
	refus := nav.onglet(t)
	_, err := chromedp.Call(refus.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
		Source: `for (const f of ["getItem", "setItem", "removeItem"]) Storage.prototype[f] = () => { throw new DOMException("refused", "SecurityError"); };`})
	refus.sans(err)
	refus.ouvrir(pageRennes)
	refus.attendre(`!document.querySelector(".garder").hidden`)
	refus.cliquer(".garder")
	refus.attendre(`document.querySelector(".garder-avis")?.textContent.includes("refuse") && document.querySelector(".garder").getAttribute("aria-pressed") === "true" && document.querySelector(".vers-liste").textContent === "Ma liste (1)"`)
	refus.etatAccessible("mémoire refusée")
	refus.cliquer(".garder")
	refus.attendre(`document.querySelector(".garder").getAttribute("aria-pressed") === "false"`)
	refus.ouvrir(pageListe)
	refus.attendre(`!document.getElementById("vide").hidden`)
	refus.sansErreur()

	abimee := nav.onglet(t)
	cles := abimee.garder(1)
	abimee.js(`const l = JSON.parse(localStorage.getItem("futurpro.liste")); l.offres.unshift({cle: "<b>"}); localStorage.setItem("futurpro.liste", JSON.stringify(l))`)
	abimee.ouvrirListe(1)
	abimee.attendre(`document.getElementById("message").textContent.includes("abîmée") && localStorage.getItem("futurpro.liste.abimee").includes("<b>")`)
	if got := valeur[[]string](abimee, clesGardees); !slices.Equal(got, cles) {
		t.Errorf("kept of a damaged list: %q", got)
	}
	abimee.etatAccessible("mémoire abîmée")
	abimee.cliquer("#message button")
	abimee.attendre(`localStorage.getItem("futurpro.liste.abimee") === null && document.getElementById("message").textContent === ""`)
	abimee.sansErreur()
}

func testToutEffacer(t *testing.T, nav *navigateur, _ *siteServi) {
	o := nav.onglet(t)
	o.garder(2)
	o.ouvrirListe(2)
	o.cliquer("[data-geste=effacer]")
	o.attendre(`document.getElementById("confirmer").open && document.activeElement.value === "non"`)
	o.etatAccessible("confirmation")
	o.taper(kb.Escape)
	o.attendre(`!document.getElementById("confirmer").open && document.activeElement.dataset.geste === "effacer"`)
	o.taper(kb.Enter, kb.Enter) // the safe answer has the focus
	o.attendre(`!document.getElementById("confirmer").open`)
	if n := len(valeur[[]string](o, clesGardees)); n != 2 {
		t.Fatalf("%d left without having said yes", n)
	}
	o.cliquer("[data-geste=effacer]")
	o.cliquer("#confirmer button[value=oui]")
	o.attendre(`!document.getElementById("vide").hidden && document.getElementById("mienne").hidden && localStorage.getItem("futurpro.liste") === null`)
	o.attendre(`document.querySelector(".vers-liste").textContent === "Ma liste"`)
	o.etatAccessible("liste vide")
	o.sansErreur()
}

// testLieuDesTrajets counts journeys from another recent commune, and again
// when the memory is of another build.
func testLieuDesTrajets(t *testing.T, nav *navigateur, _ *siteServi) {
	const trajets = `document.querySelector(".voeu").innerText`
	o := nav.onglet(t)
	o.ouvrir("/commune/35288-saint-malo/")
	o.attendre(`localStorage.getItem("futurpro.recentes")`)
	o.garder(1)
	o.ouvrirListe(1)
	depuisRennes := valeur[string](o, trajets)
	o.js(`const s = document.getElementById("depuis"); s.value = "/commune/35288-saint-malo/"; s.dispatchEvent(new Event("change", {bubbles: true}))`)
	o.attendre(trajets + `.includes("Trajet depuis Saint-Malo")`)
	if depuisRennes == valeur[string](o, trajets) || !strings.Contains(depuisRennes, "Trajet depuis Rennes") {
		t.Errorf("from Rennes %q", depuisRennes)
	}
	o.js(`const m = JSON.parse(localStorage.getItem("futurpro.commune")); m.fichiers[0] = "/donnees/offres-35.00000000.json"; m.acces[0] = []; localStorage.setItem("futurpro.commune", JSON.stringify(m))`)
	o.js(`const s = JSON.parse(localStorage.getItem("futurpro.recentes")); localStorage.setItem("futurpro.recentes", JSON.stringify(s.reverse()))`)
	o.ouvrirListe(1)
	o.attendre(trajets + `.includes("Trajet depuis Saint-Malo") && !localStorage.getItem("futurpro.commune").includes("00000000")`)
	o.sansErreur()
}

func testListeSansScript(t *testing.T, nav *navigateur, _ *siteServi) {
	o := nav.onglet(t)
	o.sansScript()
	o.ouvrir(pageRennes)
	if valeur[bool](o, `[...document.querySelectorAll(".garder")].some((b) => b.checkVisibility({visibilityProperty: true}))`) {
		t.Error("buttons are shown, and can do nothing")
	}
	o.cliquer(".vers-liste")
	o.attendre(`location.pathname === "` + pageListe + `" && document.readyState === "complete"`)
	if !valeur[bool](o, `document.querySelector('noscript, .avis').innerText.includes("Sans JavaScript") && !!document.querySelector('main a[href*="/departement/35-"]')`) {
		t.Error("the page does not say what is missing, or leads nowhere")
	}
	if valeur[bool](o, `["mienne", "vide", "partagee"].some((id) => document.getElementById(id).checkVisibility())`) {
		t.Error("an empty list is shown")
	}
}
