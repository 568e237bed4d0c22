package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// lenteur is how much slower than this machine a cheap phone is.
const lenteur = 4

// Bounds far above what is aimed at, 200 ms to the next picture and 100 ms to
// the first results: BenchmarkGestes has the figures, and a busy machine must
// not fail the test.
const (
	imageMax     = 800  // ms
	resultatsMax = 1500 // ms
)

// geste is one thing that visitors do to a list.
type geste struct {
	nom       string
	requete   string // of the address
	froid     bool   // nothing is read before
	avant     string // JavaScript that brings the page to where it is done
	selecteur string // what is pressed
	touches   []string
	fini      string // JavaScript, true when the list has followed
	liste     bool   // the list changes
}

// gestes are the kinds of interactions of the page of a commune, one of each,
// on a phone.
var gestes = []geste{
	{nom: "ouvrir les filtres", selecteur: ".filtres-ouvrir", fini: `document.querySelector(".filtres-boite").open`},
	{nom: "premier filtre", froid: true, avant: ouvrirFiltres, selecteur: `[name="diplome"][value="CAP"]`, fini: `location.search === "?diplome=CAP"`, liste: true},
	{nom: "cocher un filtre", avant: ouvrirFiltres, selecteur: `[name="diplome"][value="CAP"]`, fini: `location.search === "?diplome=CAP"`, liste: true},
	{nom: "temps maximum", avant: ouvrirFiltres, selecteur: `[name="temps"][value="45"]`, fini: `location.search === "?temps=45"`, liste: true},
	{nom: "voir les formations", requete: "?diplome=CAP", avant: ouvrirFiltres, selecteur: `[data-champ="voir"]`, fini: `!document.querySelector(".filtres-boite").open`},
	{nom: "retirer un filtre", requete: "?diplome=CAP%7CBAC_PRO", selecteur: "#actifs .retirer", fini: `!location.search.includes("%7C")`, liste: true},
	{nom: "tout effacer", requete: "?diplome=CAP&voie=scolaire", selecteur: "#actifs li:last-child button", fini: `location.search === ""`, liste: true},
	{nom: "trier", selecteur: "#tri", touches: []string{"D"}, fini: `location.search === "?tri=distance"`, liste: true},
	{nom: "chercher", selecteur: "#quoi", touches: []string{"b", "o", "i", "s"}, fini: `location.search.includes("recherche=bois")`, liste: true},
	{nom: "ne plus chercher", requete: "?recherche=bois", selecteur: "#quoi", touches: []string{kb.End, kb.Backspace, kb.Backspace, kb.Backspace, kb.Backspace},
		fini: `location.search === ""`, liste: true},
	{nom: "par établissement", selecteur: `[name="groupe"][value="etablissement"]`, fini: `location.search.includes("groupe=")`, liste: true},
	{nom: "par formation", selecteur: `[name="groupe"][value="formation"]`, fini: `location.search.includes("groupe=")`, liste: true},
	{nom: "20 de plus", selecteur: `#groupe-proche [data-champ="plus"]`, fini: `document.querySelectorAll("#groupe-proche .cartes > li").length > 20`, liste: true},
	toutAfficherGeste(""), toutAfficherGeste("etablissement"), toutAfficherGeste("formation"),
	{nom: "garder", avant: `document.querySelector(".carte .garder[aria-pressed=true]")?.click()`, selecteur: ".carte .garder", fini: `document.querySelector(".carte .garder").ariaPressed === "true"`},
	{nom: "revenir", avant: ouvrirFiltres + `document.querySelector("[name=voie][value=scolaire]").click()`, fini: `location.search === ""`, liste: true},
}

const ouvrirFiltres = `document.querySelector(".filtres-boite").open = true;`

// toutAfficherGeste opens the last group of a list whose others are open.
func toutAfficherGeste(par string) geste {
	g := geste{nom: "tout afficher " + par, selecteur: `#groupe-academie [data-champ="tout"]`, fini: `document.querySelector("#groupe-academie .suite").hidden`, liste: true,
		avant: `document.querySelector("#groupe-proche .suite:not([hidden]) [data-champ=tout]")?.click()`}
	if par != "" {
		g.requete = "?groupe=" + par
	}
	return g
}

// mesure is what a visitor waits for after a gesture, in ms.
type mesure struct {
	Image     float64 // to the next picture, as INP counts it
	Resultats float64 // to the picture of the first results
	Tout      float64 // to the picture of the last ones
	Tache     float64 // the longest task, 0 under 50
}

// mesures is the script that makes a thousand offres of those of the sample,
// and times what follows an event.
const mesures = `(() => {
	const lire = window.fetch;
	window.fetch = async (url, ...suite) => {
		const r = await lire(url, ...suite);
		if (!String(url).includes("/donnees/offres-")) return r;
		const j = await r.json();
		return new Response(JSON.stringify({...j, offres: j.offres.concat(j.offres.slice(0, Math.ceil(j.offres.length * 0.54)))}));
	};
	let debut = 0;
	let m = window.mesure = {Image: 0, Resultats: 0, Tout: 0, Tache: 0};
	window.mesurer = () => { debut = 0; m = window.mesure = {Image: 0, Resultats: 0, Tout: 0, Tache: 0}; };
	for (const type of ["click", "keydown", "popstate"]) addEventListener(type, (e) => { if (e.isTrusted && !m.Resultats) debut = e.timeStamp; }, true);
	const image = (suite) => requestAnimationFrame(() => scheduler.postTask(suite, {priority: "user-blocking"}));
	new MutationObserver((l) => {
		if (!debut || !l.some((c) => c.target.nodeType === 1 && c.target.matches(".cartes, #compte"))) return;
		const celle = m;
		image(() => { celle.Tout = performance.now() - debut; celle.Resultats ||= celle.Tout; });
	}).observe(document, {childList: true, subtree: true});
	new PerformanceObserver((l) => l.getEntries().forEach((e) => { if (e.startTime + e.duration > debut) m.Tache = Math.max(m.Tache, e.duration); })).observe({type: "longtask"});
	new PerformanceObserver((l) => l.getEntries().forEach((e) => { if (e.interactionId) m.Image = Math.max(m.Image, e.duration); })).observe({type: "event", durationThreshold: 16});
})()`

// calme waits until what was asked for is drawn, and told to the observers.
const calme = `new Promise((fin) => setTimeout(() => requestAnimationFrame(() => setTimeout(() => fin(true), 200)), 100))`

// ouvrirMille opens the page of Rennes on a phone, with a thousand offres.
func ouvrirMille(t testing.TB, nav *navigateur) *onglet {
	o := nav.onglet(t)
	o.ecran(360, 780)
	_, err := chromedp.Call(o.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: mesures})
	o.sans(err)
	return o
}

// ralentir makes the tab slower, 1 for as fast as the machine.
func (o *onglet) ralentir(fois float64) {
	o.t.Helper()
	_, err := chromedp.Call(o.ctx, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: fois})
	o.sans(err)
}

// preparer opens the page where a gesture is done, and slows it down.
func (o *onglet) preparer(g geste) {
	o.t.Helper()
	o.ralentir(1)
	o.ouvrir("/hors-ligne/") // a page opened again would be as it was left
	o.ouvrir(pageRennes + g.requete)
	o.attendre(`!document.getElementById("filtres").hidden`)
	if !g.froid {
		o.js(`document.getElementById("filtres").dispatchEvent(new Event("focusin")); document.getElementById("quoi").dispatchEvent(new Event("focus"))`)
		o.attendre(`["offres-", "quoi."].every((n) => performance.getEntriesByType("resource").some((r) => r.name.includes("/donnees/" + n) && r.responseEnd))`)
	}
	valeurAttendue[bool](o, calme)
	o.js(g.avant)
	if g.selecteur != "" {
		o.js(fmt.Sprintf(`const e = document.querySelector(%q); e.scrollIntoView({block: "center", behavior: "instant"}); e.focus({preventScroll: true})`, g.selecteur))
	}
	valeurAttendue[bool](o, calme)
	o.ralentir(lenteur)
	valeurAttendue[bool](o, calme)
}

// executer does a gesture where it was prepared, and measures it.
func (o *onglet) executer(g geste) mesure {
	o.t.Helper()
	o.js(`window.mesurer()`)
	switch {
	case len(g.touches) > 0:
		o.taper(g.touches...)
	case g.selecteur != "":
		o.cliquer(g.selecteur)
	default:
		o.js(`history.back()`)
	}
	o.attendre(g.fini)
	if g.liste {
		o.attendre(`window.mesure.Resultats`)
	}
	valeurAttendue[bool](o, calme)
	return valeur[mesure](o, `window.mesure`)
}

// testMille does what visitors do, with a thousand offres on a slow phone:
// nothing is far too slow, nor has too many elements.
func testMille(t *testing.T, nav *navigateur) {
	o := ouvrirMille(t, nav)
	for _, g := range gestes {
		o.preparer(g)
		m := o.executer(g)
		t.Logf("%s: %.0f", g.nom, m)
		if m.Image > imageMax || m.Resultats > resultatsMax {
			t.Errorf("%s: %.0f ms to the next picture, %.0f to the results", g.nom, m.Image, m.Resultats)
		}
		if !strings.HasPrefix(g.nom, "tout afficher") {
			continue
		}
		if n := valeur[int](o, `document.querySelectorAll("*").length`); n > nombreNoeuds {
			t.Errorf("%s: %d elements", g.nom, n)
		}
		if n := valeur[int](o, `document.querySelectorAll(".cartes li > a, .carte a").length`); n < 1000 {
			t.Errorf("%s: %d offres, want a thousand", g.nom, n)
		}
	}
	o.sansErreur()
}

// BenchmarkGestes times each gesture with a thousand offres, four times slower
// than this machine: medians, and the worst. Run it with -benchtime 5x.
func BenchmarkGestes(b *testing.B) {
	skipWithoutSample(b)
	nav := newNavigateur(b, newSiteServi(b).url)
	for _, g := range gestes {
		b.Run(g.nom, func(b *testing.B) {
			o := ouvrirMille(b, nav)
			var image, resultats, tout, tache []float64
			for b.Loop() {
				o.preparer(g)
				m := o.executer(g)
				image, resultats = append(image, m.Image), append(resultats, m.Resultats)
				tout, tache = append(tout, m.Tout), append(tache, m.Tache)
			}
			b.ReportMetric(0, "ns/op")
			for _, s := range []struct {
				nom     string
				valeurs []float64
			}{{"1-image", image}, {"2-résultats", resultats}, {"3-tout", tout}, {"4-tâche", tache}} {
				slices.Sort(s.valeurs)
				b.ReportMetric(s.valeurs[len(s.valeurs)/2], s.nom+"-ms")
				b.ReportMetric(s.valeurs[len(s.valeurs)-1], s.nom+"-max")
			}
		})
	}
}
