package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// testQuoi looks for formations by words, as the page of a commune offers it.
func testQuoi(t *testing.T, nav *navigateur, s *siteServi) {
	o := nav.onglet(t)
	o.ouvrir(pageRennes)
	o.attendre(`!document.getElementById("filtres").hidden`)
	if lus := o.chemins(); slices.ContainsFunc(lus, func(c string) bool { return strings.Contains(c, "/quoi.") }) {
		t.Errorf("the index is read before anyone looks for words: %v", lus)
	}
	total := valeur[string](o, `document.getElementById("compte").textContent`)
	o.tabJusqua(`document.activeElement.id === "quoi"`)
	o.taper("boulange")
	o.attendre(`location.search === "?recherche=boulange"`)
	o.attendre(`document.getElementById("compte").textContent.includes(" sur ")`)
	cartes := valeur[[]string](o, `[...document.querySelectorAll(".groupe:not([hidden]) .carte")].map((c) => c.innerText.toLowerCase())`)
	if len(cartes) == 0 || !slices.ContainsFunc(cartes, func(c string) bool { return strings.Contains(c, "boulanger") }) {
		t.Errorf("boulange finds %q", cartes)
	}
	if c := valeur[string](o, `document.activeElement.id`); c != "quoi" {
		t.Errorf("the focus went to %q while typing", c)
	}
	// By relevance: what has the word in its name comes first.
	o.js(`const tri = document.getElementById("tri"); tri.value = "pertinence"; tri.dispatchEvent(new Event("change"))`)
	o.attendre(`new URLSearchParams(location.search).get("tri") === "pertinence"`)
	o.attendre(`document.querySelector(".groupe:not([hidden]) .carte").innerText.toLowerCase().includes("boulang")`)
	// The words combine with filters, and come back with the address.
	o.js(`document.querySelector('input[value="CAP"]').click()`)
	o.attendre(`new URLSearchParams(location.search).get("diplome") === "CAP"`)
	compte := valeur[string](o, `document.getElementById("compte").textContent`)
	o.recharger()
	o.attendre(`document.getElementById("compte")?.textContent === ` + fmt.Sprintf("%q", compte) + ` && document.getElementById("quoi").value === "boulange"`)
	o.axe("recherche par mots")
	// A chip takes the words away, and the sort that needs them.
	o.cliquer("#actifs button")
	o.attendre(`location.search === "?diplome=CAP" && document.getElementById("quoi").value === "" && document.getElementById("tri").value === "trajet"`)
	o.cliquer("#actifs button:last-of-type")
	o.attendre(`document.getElementById("compte").textContent === ` + fmt.Sprintf("%q", total))

	// A slip is said; a word of no formation leads out.
	o.ouvrir(pageRennes + "?recherche=bolanger")
	o.attendre(`document.querySelector("[data-champ=quoi]").textContent.includes("plus proche") && document.querySelectorAll(".groupe:not([hidden]) .carte").length > 0`)
	o.ouvrir(pageRennes + "?recherche=xyzzyx&diplome=CAP")
	o.attendre(`!document.getElementById("vide").hidden && document.querySelector("[data-champ=conseil]").textContent.includes("sans les mots")`)
	o.axe("aucun mot trouvé")
	o.sansErreur()

	// Without the index the list stays, and says why it is not searched.
	p := nav.onglet(t)
	p.ouvrir(pageRennes)
	p.attendre(filtresPrets)
	s.enPanne.Store(true)
	defer s.enPanne.Store(false)
	p.tabJusqua(`document.activeElement.id === "quoi"`)
	p.taper("boulanger", kb.Enter)
	p.attendre(`document.getElementById("message").textContent.includes("n’ont pas pu être chargées")`)
	if n := valeur[int](p, `document.querySelectorAll(".carte").length`); n == 0 {
		t.Error("the printed list is gone")
	}
}
