package main

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// pageDoc is a page of the documentation, which has the search field.
const pageDoc = "/documentation/mode-emploi/"

// messageDoc is what the search says.
const messageDoc = `document.querySelector(".recherche-doc [role=status]").textContent`

// chercherDoc puts a query in the field of the documentation, all at once: no
// answer to its beginning comes in between.
func (o *onglet) chercherDoc(texte string) {
	o.t.Helper()
	o.attendre(`document.getElementById("doc")?.getAttribute("role") === "combobox"`)
	o.js(`document.getElementById("doc").focus(); document.getElementById("doc").select()`)
	_, err := chromedp.Call(o.ctx, input.InsertText, input.InsertTextParams{Text: texte})
	o.sans(err)
}

// enfoncer presses a key as a keyboard does: what the page makes of the key
// decides whether a character follows.
func (o *onglet) enfoncer(touche input.DispatchKeyEventParams) {
	o.t.Helper()
	for _, genre := range []input.DispatchKeyEventType{"keyDown", "keyUp"} {
		touche.Type = genre
		_, err := chromedp.Call(o.ctx, input.DispatchKeyEvent, touche)
		o.sans(err)
	}
}

func (o *onglet) entrer() {
	o.t.Helper()
	o.enfoncer(input.DispatchKeyEventParams{Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 13, Text: "\r"})
}

// premierResultat waits until the first result leads to a place.
func (o *onglet) premierResultat(adresse string) {
	o.t.Helper()
	o.attendre(fmt.Sprintf(`!document.getElementById("doc-liste").hidden && decodeURI(document.querySelector("#doc-liste [role=option]").getAttribute("href")) === %q`, adresse))
}

func testRecherche(t *testing.T, o *onglet) {
	lus := func() int {
		return len(slices.DeleteFunc(o.chemins(), func(c string) bool { return !strings.HasPrefix(c, "/donnees/documentation/") }))
	}
	o.ouvrir(pageDoc)
	o.attendre(`document.getElementById("doc").getAttribute("role") === "combobox"`)
	if n := lus(); n != 0 {
		t.Errorf("%d files of the index are read before the field has the focus", n)
	}
	// By the shortcut, then with arrows; the page scrolls to the section.
	o.enfoncer(input.DispatchKeyEventParams{Modifiers: 2, Key: "k", Code: "KeyK", WindowsVirtualKeyCode: 75})
	o.attendre(`document.activeElement.id === "doc"`)
	o.taper("ce que dit internat") // key by key
	o.premierResultat("/documentation/internat/#ce-que-dit-la-mention")
	if marques := valeur[[]string](o, `[...document.querySelectorAll("#doc-option-0 mark")].map((m) => m.textContent.toLowerCase())`); !slices.Contains(marques, "internat") {
		t.Errorf("marked: %q", marques)
	}
	if message := valeur[string](o, messageDoc); !strings.Contains(message, "trouvé") {
		t.Errorf("announced: %q", message)
	}
	o.taper(kb.ArrowDown)
	o.attendre(`document.activeElement.getAttribute("aria-activedescendant") === "doc-option-0" && document.getElementById("doc-option-0").getAttribute("aria-selected") === "true"`)
	o.entrer()
	o.attendre(`location.pathname === "/documentation/internat/" && location.hash === "#ce-que-dit-la-mention"`)
	o.attendre(`Math.abs(document.getElementById("ce-que-dit-la-mention").getBoundingClientRect().top) < innerHeight / 2`)

	// A slip, no accents: said, and found. Enter alone offers the first result.
	o.chercherDoc("taux de presion")
	o.premierResultat("/documentation/taux-de-pression/")
	o.attendre(messageDoc + `.includes("approchée pour «\u202fpresion\u202f»")`)
	o.chercherDoc("éleves")
	o.entrer()
	o.attendre(`document.activeElement.getAttribute("aria-activedescendant") === "doc-option-0"`)
	if texte := valeur[string](o, `document.querySelector("#doc-liste mark").textContent`); !strings.HasPrefix(strings.ToLower(texte), "élève") {
		t.Errorf("éleves marks %q", texte)
	}
	if chemin := valeur[string](o, "location.pathname"); chemin != "/documentation/internat/" {
		t.Fatalf("Enter opened %s by itself", chemin)
	}
	o.taper(kb.Escape)
	o.attendre(`document.getElementById("doc-liste").hidden && document.getElementById("doc").value === "éleves"`)
	o.taper(kb.Escape)
	o.attendre(`document.getElementById("doc").value === "" && !document.querySelector("#doc-liste [role=option]") && ` + messageDoc + ` === ""`)

	// With a pointer, to another section of the page where one is.
	o.chercherDoc("faire un voeu internat")
	o.premierResultat("/documentation/internat/#avant-den-faire-un-vœu")
	o.cliquer("#doc-option-0")
	o.attendre(`decodeURI(location.hash) === "#avant-den-faire-un-vœu" && document.getElementById("doc-liste").hidden`)
	o.sansErreur()
}

func testSuiteRecherche(t *testing.T, o *onglet) {
	const resultats = `document.querySelectorAll("#doc-liste .resultat")`
	o.ouvrir(pageDoc)
	o.chercherDoc("formation")
	o.attendre(resultats + `.length === 8 && document.querySelector("#doc-liste .resultats-suite")?.textContent.startsWith("Afficher la suite (8 sur ")`)
	// Upwards from the field is the last line.
	o.taper(kb.ArrowUp)
	o.entrer()
	o.attendre(resultats + `.length === 16 && document.activeElement.getAttribute("aria-activedescendant") === "doc-option-8"`)
	if adresses := valeur[[]string](o, `[...`+resultats+`].map((a) => a.href)`); len(slices.Compact(slices.Sorted(slices.Values(adresses)))) != 16 {
		t.Errorf("a section is listed twice: %q", adresses)
	}
	o.sansErreur()
}

// testPanneRecherche: files that cannot be read, and an index that another one
// has replaced, each say what to do; what could not be read is asked for again.
func testPanneRecherche(t *testing.T, nav *navigateur, s *siteServi) {
	defer s.statutRecherche.Store(0)
	for statut, conseil := range map[int]string{http.StatusServiceUnavailable: "Vérifiez votre connexion", http.StatusNotFound: "Rechargez la page"} {
		o := nav.onglet(t)
		o.ouvrir(pageDoc)
		s.statutRecherche.Store(int32(statut))
		o.chercherDoc("internat")
		o.attendre(messageDoc + fmt.Sprintf(`.includes(%q)`, conseil))
		s.statutRecherche.Store(0)
		if statut == http.StatusServiceUnavailable {
			o.taper("s")
			o.premierResultat("/documentation/internat/")
		}
	}
}
