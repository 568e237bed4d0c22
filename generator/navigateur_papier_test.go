package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// pagesA4 prints the page on A4 sheets and counts them; nom, if any, is that of
// the file left in FUTURPRO_IMPRESSIONS.
func (o *onglet) pagesA4(nom ...string) int {
	o.t.Helper()
	tagged := false
	r, err := chromedp.Call(o.ctx, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: 8.27, PaperHeight: 11.69, GenerateTaggedPDF: &tagged})
	o.sans(err)
	if dossier := os.Getenv("FUTURPRO_IMPRESSIONS"); dossier != "" && len(nom) > 0 {
		o.sans(os.WriteFile(filepath.Join(dossier, strings.ReplaceAll(nom[0], " ", "-")+".pdf"), r.Data, 0o644))
	}
	return len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(r.Data, -1))
}

// testPapier prints a page as the browser does: short, and without anything that
// only a screen can use. With FUTURPRO_IMPRESSIONS, a folder, it is left there
// to be looked at.
func testPapier(t *testing.T, nav *navigateur, nom, chemin string) {
	o := nav.onglet(t)
	o.ouvrir(chemin)
	o.attendre(`document.readyState === "complete"`)
	if n := o.pagesA4(nom); n < 1 || n > feuillesMax && nom != "donnees" { // a table of all sources
		t.Errorf("%d sheets", n)
	}
	_, err := chromedp.Call(o.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	o.sans(err)
	if montres := valeur[[]string](o, `[...document.querySelectorAll(`+ecranSeul+`)].filter((e) => e.checkVisibility()).map((e) => e.outerHTML.slice(0, 80))`); len(montres) > 0 {
		t.Errorf("printed: %q", montres)
	}
	if !valeur[bool](o, `document.querySelector("h1").checkVisibility() && document.querySelector(".pied")?.innerText.includes(document.querySelector("link[rel=canonical]").href)`) {
		t.Error("the paper does not say what it is, or where it comes from")
	}
	// Ink on paper, also for who reads in the dark.
	_, err = chromedp.Call(o.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print",
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}})
	o.sans(err)
	if c := valeur[string](o, `getComputedStyle(document.querySelector("h1")).color`); c != "rgb(0, 0, 0)" {
		t.Errorf("the heading is printed in %s", c)
	}
}

// ecranSeul selects what only a screen can use; a summary of links is a summary.
const ecranSeul = `"button, input, select, textarea, iframe, nav:not(.resume), .vers-liste"`

// feuillesMax is what a counsellor can hand to a family of a large city.
const feuillesMax = 8

// testFichePapier prints the sheet of a commune: all that the list holds, by
// tranche then établissement, with the filters in use.
func testFichePapier(t *testing.T, nav *navigateur) {
	o := nav.onglet(t)
	o.ouvrir(pageRennes)
	o.attendre(`!document.getElementById("imprimer").hidden`)
	if n := o.pagesA4(); n < 1 || n > feuillesMax {
		t.Errorf("the browser's own print takes %d pages", n)
	}
	o.js(`window.print = () => { window.imprimees = (window.imprimees ?? 0) + 1; }`)
	o.cliquer("#imprimer button")
	o.attendre(`window.imprimees === 1`)
	if valeur[bool](o, `document.querySelector(".fiche-papier").checkVisibility()`) {
		t.Error("the sheet is on the screen")
	}
	if n := o.pagesA4(); n < 2 || n > feuillesMax {
		t.Errorf("the sheet takes %d pages", n)
	}
	if n := valeur[int](o, lignesFiche); n != 150 {
		t.Errorf("%d rows on the sheet, want as many as it holds", n)
	}
	if texte := valeur[string](o, `document.querySelector(".fiche-papier").textContent`); !strings.Contains(texte, "formations plus loin ne sont pas imprimées") || !strings.Contains(texte, "sans filtre") {
		t.Errorf("the sheet does not say what it leaves out: %s", texte[:200])
	}
	minutes := valeur[[]int](o, `[...document.querySelectorAll(".fiche-etablissement tr:first-child")]
		.map((e) => /(?:(\d+)\sh)?\s?(?:(\d+)(?:\smin)?)?\s·\s(?:départ|à pied)/.exec(e.textContent))
		.filter(Boolean).map((m) => Number(m[1] ?? 0) * 60 + Number(m[2] ?? 0))`)
	if len(minutes) < 10 || !slices.IsSorted(minutes) {
		t.Errorf("établissements are not by increasing time: %v", minutes)
	}

	if texte := valeur[string](o, `document.querySelector(".fiche-papier").textContent`); !regexp.MustCompile(`· départ \d+\x{a0}h(\x{a0}\d+)? pour \d`).MatchString(texte) {
		t.Error("no departure is on the sheet")
	}

	// Filters chosen later are on the sheet, also when the browser prints.
	o.js(`document.querySelector('input[value="CAP"]').click()`)
	o.attendre(`location.search === "?diplome=CAP"`)
	o.pagesA4()
	compte := valeur[string](o, `document.getElementById("compte").textContent`)
	texte := valeur[string](o, `document.querySelector(".fiche-papier").textContent`)
	if !strings.Contains(texte, compte+", avec les filtres\u202f: CAP.") {
		t.Errorf("the count is %q, the sheet says %s", compte, texte[:200])
	}
	if autres := valeur[[]string](o, `[...document.querySelectorAll(".fiche-etablissement td:nth-child(2)")].map((e) => e.textContent).filter((d) => !d.startsWith("CAP"))`); len(autres) > 0 {
		t.Errorf("not CAP: %q", autres)
	}
	// By formation, as on the screen.
	o.js(`document.querySelector("[name=groupe][value=formation]").click()`)
	o.attendre(`location.search === "?diplome=CAP&groupe=formation"`)
	// A row has the name of an établissement there, which often takes two lines.
	if n := o.pagesA4(); n < 1 || n > 2*feuillesMax {
		t.Errorf("by formation, the sheet takes %d pages", n)
	}
	ecran := valeur[[]string](o, `[...document.querySelectorAll("#groupe-proche .bloc-liste")].map((b) => b.querySelector("h3").textContent + " · " + b.querySelector("p").textContent)`)
	feuille := valeur[[]string](o, `[...document.querySelectorAll(".fiche-etablissement tr:first-child")].map((e) => e.textContent)`)
	if len(ecran) < 5 || len(feuille) < len(ecran) || !slices.Equal(ecran, feuille[:len(ecran)]) {
		t.Errorf("by formation, the screen has\n%q\nand the sheet\n%q", ecran, feuille)
	}
	o.sansErreur()

	// A list that was never asked for on paper still names its filters.
	o = nav.onglet(t)
	o.ouvrir(pageRennes + "?diplome=CAP")
	o.attendre(`document.getElementById("filtres-papier").textContent === "Filtres\u202f: CAP."`)
	if n := o.pagesA4(); n < 1 || n > feuillesMax {
		t.Errorf("the filtered list takes %d pages", n)
	}

	o = nav.onglet(t)
	o.sansScript()
	o.ouvrir(pageRennes)
	if n := o.pagesA4(); n < 1 || n > feuillesMax {
		t.Errorf("without JavaScript the print takes %d pages", n)
	}
	if valeur[bool](o, `document.getElementById("imprimer").checkVisibility()`) {
		t.Error("without JavaScript the button is shown, and can do nothing")
	}
}

const lignesFiche = `document.querySelectorAll(".fiche-etablissement td:first-child").length`
