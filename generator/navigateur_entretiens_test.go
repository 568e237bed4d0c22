package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// testEntretiens does what a counsellor does who prepares two interviews on one
// computer: each list leaves by a link, and comes back with its commune.
func testEntretiens(t *testing.T, nav *navigateur) {
	o := nav.onglet(t)
	const eleves = 2
	communes := [eleves]string{"/commune/35115-fougeres/", "/commune/35288-saint-malo/"}
	noms := [eleves]string{"Fougères", "Saint-Malo"}
	var liens [eleves]string
	var cles [eleves][]string
	for i, commune := range communes {
		o.garderDe(commune, 2+i)
		cles[i] = valeur[[]string](o, clesGardees)
		o.ouvrirListe(2 + i)
		o.cliquer(".partager:not([id]) summary")
		o.js(`document.getElementById("eleve").focus()`)
		o.taper("Camille")
		o.attendre(`document.title.startsWith("Camille – ") && document.getElementById("nom-papier").textContent === "Camille"`)
		liens[i] = valeur[string](o, `document.getElementById("lien").value`)
		if strings.Contains(liens[i], "Camille") || valeur[bool](o, `JSON.stringify(localStorage).includes("Camille")`) {
			t.Error("the name of a pupil is kept or put in the link")
		}
		o.cliquer("[data-geste=effacer]")
		o.cliquer("#confirmer button[value=oui]")
		o.attendre(`!document.getElementById("vide").hidden && document.getElementById("eleve").value === "" && !document.title.includes("Camille")`)
	}

	// The first one comes back: with its order, and its times.
	o.ouvrir(strings.TrimPrefix(liens[0], o.url))
	o.recharger()
	const recue = `!document.getElementById("partagee").hidden && document.querySelector("#partagee li")`
	o.attendre(recue)
	o.cliquer("[data-geste=ajouter]")
	o.attendre(`document.querySelector(".voeu")?.innerText.includes("Trajet depuis ` + noms[0] + `")`)
	if got := valeur[[]string](o, clesGardees); !slices.Equal(got, cles[0]) {
		t.Errorf("the first list comes back as %q, want %q", got, cles[0])
	}
	// The second one by mistake beside it: the two are told apart again.
	fragment := fmt.Sprintf("location.hash = %q", liens[1][strings.Index(liens[1], "#"):])
	o.js(fragment)
	o.attendre(recue)
	o.cliquer("[data-geste=ajouter]")
	o.attendre(clesGardees + `.length > 2 && document.getElementById("message").innerText.includes("de plus")`)
	o.cliquer("#message button")
	o.attendre(clesGardees + `.length === 2`)
	o.js(fragment)
	o.attendre(recue)
	o.cliquer("[data-geste=remplacer]")
	o.attendre(clesGardees + `.length === 3 && document.querySelector(".voeu")?.innerText.includes("Trajet depuis ` + noms[1] + `")`)
	o.cliquer("#message button")
	o.attendre(clesGardees + `.length === 2 && document.querySelector(".voeu")?.innerText.includes("Trajet depuis ` + noms[0] + `")`)

	// Without the commune, for who does not want it known.
	o.js(`document.getElementById("partager").open = true`)
	o.cliquer("#avec-lieu")
	o.attendre(`!document.getElementById("lien").value.includes("fougeres")`)
	o.sansErreur()
}

// garderDe keeps the first n offres of a commune.
func (o *onglet) garderDe(commune string, n int) {
	o.t.Helper()
	o.ouvrir(commune)
	o.attendre(fmt.Sprintf(`document.querySelectorAll(".garder:not([hidden])").length > %d`, n))
	o.js(fmt.Sprintf(`[...document.querySelectorAll(".garder")].slice(0, %d).forEach((b) => b.click())`, n))
}

// testComparaisonImprimee: what is compared is on the paper, no wider than it.
func testComparaisonImprimee(t *testing.T, nav *navigateur) {
	o := nav.onglet(t)
	o.garder(4)
	o.ouvrirListe(4)
	imprimer := func(oui bool) bool {
		media := ""
		if oui {
			media = "print"
		}
		_, err := chromedp.Call(o.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media})
		o.sans(err)
		return valeur[bool](o, `document.getElementById("comparaison").checkVisibility()`)
	}
	if imprimer(true) {
		t.Error("an empty comparison is printed")
	}
	imprimer(false)
	o.js(`document.querySelectorAll("[data-geste=choisir]").forEach((b) => b.click())`)
	o.cliquer("#barre button")
	if n := o.pagesA4(); n > 3 {
		t.Errorf("4 wishes and their comparison take %d pages", n)
	}
	o.ecran(688, 900) // what an A4 sheet leaves between its margins
	if !imprimer(true) {
		t.Fatal("the comparison is not printed")
	}
	if large := valeur[int](o, `document.querySelector("#comparaison table").scrollWidth`); large > 688 {
		t.Errorf("the comparison is %d px wide on paper", large)
	}
	if montres := valeur[int](o, `[...document.querySelectorAll("#comparaison button")].filter((e) => e.checkVisibility()).length`); montres > 0 {
		t.Error("buttons are printed")
	}
	o.sansErreur()
}

// testGarderEtablissement keeps two formations from the page of their
// établissement.
func testGarderEtablissement(t *testing.T, nav *navigateur) {
	o := nav.onglet(t)
	o.ouvrir(pageRennes)
	o.cliquer(".carte a")
	o.attendre(`location.pathname.startsWith("/details/")`)
	o.cliquer(".offre-lieu a")
	o.attendre(`document.querySelectorAll(".offre .garder:not([hidden])").length > 1`)
	o.tabJusqua(`document.activeElement.matches(".offre .garder")`)
	o.taper(" ")
	o.attendre(`document.activeElement.getAttribute("aria-pressed") === "true" && document.querySelector(".vers-liste").textContent === "Ma liste (1)"`)
	o.js(`document.querySelectorAll(".offre .garder")[1].click()`)
	offres := valeur[[]string](o, `[...document.querySelectorAll(".offre a")].slice(0, 2).map((a) => a.textContent)`)
	ou := valeur[string](o, `document.querySelector("h1").textContent`)
	if gardees := valeur[[]string](o, `JSON.parse(localStorage.getItem("futurpro.liste")).offres.map((o) => o.libelle + "|" + o.etablissement + "|" + !!o.diplome + !!o.ville)`); !slices.Equal(gardees, []string{offres[0] + "|" + ou + "|truetrue", offres[1] + "|" + ou + "|truetrue"}) {
		t.Errorf("kept %q of %q, %s", gardees, offres, ou)
	}
	o.etatAccessible("établissement, formation gardée")
	o.ouvrirListe(2)
	o.attendre(`![...document.querySelectorAll(".voeu")].some((li) => li.innerText.includes("plus sur le site"))`)
	o.sansErreur()
}

// testRetour goes from deep in a list to an offre and back: by the browser, and
// by the link of the page.
func testRetour(t *testing.T, o *onglet) {
	o.ecran(360, 780)
	o.ouvrir(pageRennes)
	o.attendre(`!document.getElementById("filtres").hidden`)
	o.js(`document.getElementById("quoi").focus()`)
	o.taper("bac pro")
	o.attendre(`location.search === "?recherche=bac+pro"`)
	// The field is left by a slow press, which must not draw the list again.
	o.presser("#groupe-proche .carte:nth-child(2) a")
	o.attendre(`location.pathname.startsWith("/details/") && document.readyState === "complete"`)
	o.js(`setTimeout(() => history.back())`)
	o.attendre(`location.pathname === "` + pageRennes + `" && document.getElementById("quoi").value === "bac pro"`)

	o.attendre(`document.querySelectorAll("#groupe-proche .cartes > li").length === 12 && location.search === "?recherche=bac+pro"`)
	// The list may still be going back to its place: a press by coordinates would
	// miss the button.
	o.js(`document.querySelector("#groupe-proche [data-champ=plus]").click()`)
	entree := `document.querySelectorAll("#groupe-proche .cartes > li")[30]`
	o.attendre(entree)
	for nom, revenir := range map[string]func(){
		"Back": func() { o.js(`setTimeout(() => history.back())`) },
		"le lien": func() {
			o.js(`[...document.querySelectorAll("#depuis a")].find((a) => a.textContent.startsWith("Revenir")).click()`)
		},
	} {
		o.presser("#groupe-proche .cartes > li:nth-child(31) a")
		o.attendre(`location.pathname.startsWith("/details/") && document.readyState === "complete" && document.querySelector("#depuis a")`)
		revenir()
		o.attendre(`location.pathname === "` + pageRennes + `" && location.search === "?recherche=bac+pro" && ` + entree)
		// The server of the tests forbids the browser to set the page aside: all is
		// drawn again.
		o.attendre(`document.activeElement === ` + entree + `.querySelector("a")`)
		// Its title: the card of a 2de commune may be higher than a phone.
		o.attendre(`(() => { const { top, bottom } = ` + entree + `.querySelector("a").getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; })()`)
		t.Logf("back by %s", nom)
	}
	// Forward finds again what Back has left.
	o.ouvrir("/commune/22050-dinan/")
	o.attendre(`!document.getElementById("filtres").hidden`)
	o.js(`document.querySelector("input[value=CAP]").click()`)
	o.attendre(`location.search === "?diplome=CAP"`)
	compte := valeur[string](o, `document.getElementById("compte").textContent`)
	o.js(`setTimeout(() => history.back())`)
	o.attendre(`location.search === "" && !document.querySelector("input[value=CAP]").checked`)
	o.js(`history.forward()`)
	o.attendre(`location.search === "?diplome=CAP" && document.querySelector("input[value=CAP]").checked && document.getElementById("compte").textContent === ` + fmt.Sprintf("%q", compte))
	o.sansErreur()
}

// presser holds the button of the mouse as long as a person does.
func (o *onglet) presser(selecteur string) {
	o.t.Helper()
	point := valeur[[]float64](o, fmt.Sprintf(`(() => { const e = document.querySelector(%q); e.scrollIntoView({block: "center", behavior: "instant"});
		const r = e.getClientRects()[0]; return [r.x + r.width / 2, r.y + r.height / 2]; })()`, selecteur))
	for _, geste := range []input.DispatchMouseEventType{"mousePressed", "mouseReleased"} {
		_, err := chromedp.Call(o.ctx, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: geste, X: point[0], Y: point[1], Button: "left", ClickCount: 1})
		o.sans(err)
		time.Sleep(150 * time.Millisecond)
	}
}
