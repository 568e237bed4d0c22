package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestNavigateur looks at the built site of the embedded sample with a real
// browser, as visitors do: by keyboard, on a small screen, without scripts. The
// site is served with the strict policy that it is meant for, so that an inline
// script or style would be an error on the console.
func TestNavigateur(t *testing.T) {
	s := newSiteServi(t)
	nav := newNavigateur(t, s.url)
	types := typesDePages(t, s.dossier)
	t.Run("une commune, des filtres et une formation au clavier", func(t *testing.T) { testParcours(t, nav.onglet(t)) })
	t.Run("jamais une commune choisie en silence", func(t *testing.T) { testSaisie(t, nav.onglet(t)) })
	t.Run("la liste du script est la liste imprimée", func(t *testing.T) { testListes(t, nav, types["commune à vélo"]) })
	t.Run("à vélo", func(t *testing.T) { testVelo(t, nav.onglet(t), types["commune à vélo"]) })
	t.Run("afficher plus, revenir", func(t *testing.T) { testSuite(t, nav.onglet(t)) })
	t.Run("données absentes", func(t *testing.T) { testPanne(t, nav.onglet(t), s) })
	t.Run("comment y aller", func(t *testing.T) { testChemin(t, nav, s) })
	t.Run("chercher dans la documentation", func(t *testing.T) { testRecherche(t, nav.onglet(t)) })
	t.Run("la suite des résultats", func(t *testing.T) { testSuiteRecherche(t, nav.onglet(t)) })
	t.Run("recherche absente", func(t *testing.T) { testPanneRecherche(t, nav, s) })
	t.Run("sans JavaScript", func(t *testing.T) { testSansScript(t, nav.onglet(t)) })
	t.Run("chercher par mots", func(t *testing.T) { testQuoi(t, nav, s) })
	t.Run("rien ne bouge", func(t *testing.T) { testRienNeBouge(t, nav, s) })
	t.Run("regrouper", func(t *testing.T) { testRegrouper(t, nav.onglet(t)) })
	t.Run("filtrer par mode et internat", func(t *testing.T) { testModes(t, nav.onglet(t)) })
	t.Run("juste à côté", func(t *testing.T) { testDehors(t, nav.onglet(t)) })
	t.Run("plus loin, avec internat", func(t *testing.T) { testInternat(t) })
	t.Run("mille formations", func(t *testing.T) { testMille(t, nav) })
	t.Run("autour de moi", func(t *testing.T) { testAutour(t, nav.onglet(t)) })
	t.Run("position refusée", func(t *testing.T) { testPositionRefusee(t, nav.onglet(t)) })
	t.Run("dernières communes", func(t *testing.T) { testRecentes(t, nav.onglet(t)) })
	t.Run("anciens liens", func(t *testing.T) { testAnciensLiens(t, nav.onglet(t)) })
	t.Run("la carte et la liste", func(t *testing.T) { testCarte(t, nav.onglet(t)) })
	t.Run("les départements d'un diplôme", func(t *testing.T) { testDepartements(t, nav.onglet(t), types["formation de famille"]) })
	testMaListe(t, nav, s)
	t.Run("des entretiens à la suite", func(t *testing.T) { testEntretiens(t, nav) })
	t.Run("la comparaison sur papier", func(t *testing.T) { testComparaisonImprimee(t, nav) })
	t.Run("garder depuis un établissement", func(t *testing.T) { testGarderEtablissement(t, nav) })
	t.Run("revenir à sa place", func(t *testing.T) { testRetour(t, nav.onglet(t)) })
	t.Run("carte détaillée", func(t *testing.T) { testCarteDetaillee(t, nav, s) })
	t.Run("fiche sur papier", func(t *testing.T) { testFichePapier(t, nav) })
	t.Run("widget", func(t *testing.T) { testWidget(t, nav, s) })
	t.Run("hors ligne", func(t *testing.T) { testHorsLigne(t, s) })
	precedent := ""
	for _, nom := range slices.Sorted(maps.Keys(types)) {
		t.Run("page "+nom, func(t *testing.T) { testPage(t, nav, s, types[nom]) })
		t.Run("accès "+nom, func(t *testing.T) { testAcces(t, nav.onglet(t), types[nom]) })
		// Pages of one kind are walked through in the same way.
		if genre, _, _ := strings.Cut(nom, " "); genre != precedent {
			t.Run("foyer "+nom, func(t *testing.T) { testFoyers(t, nav.onglet(t), types[nom]) })
			precedent = genre
		}
	}
	for _, nom := range slices.Sorted(maps.Keys(types)) {
		t.Run("sans JavaScript, "+nom, func(t *testing.T) { testPageSansScript(t, nav, types[nom]) })
		if nom != "cadre" { // a frame of others, not a page
			t.Run("sur papier, "+nom, func(t *testing.T) { testPapier(t, nav, nom, types[nom]) })
		}
	}
	t.Run("accès ma liste remplie", func(t *testing.T) { testListeRemplie(t, nav.onglet(t)) })
	t.Run("foyer jamais perdu", func(t *testing.T) { testFoyerGarde(t, nav.onglet(t)) })
	for _, chemin := range []string{"/", pageRennes, pageDoc, pageListe, types["details avec points"]} {
		t.Run("sans mouvement "+chemin, func(t *testing.T) { testSansMouvement(t, nav.onglet(t), chemin) })
	}
	t.Run("couleurs imposées", func(t *testing.T) { testCouleursImposees(t, nav.onglet(t)) })
	t.Run("axe dans les états ouverts", func(t *testing.T) { testEtatsOuverts(t, nav) })
}

// pageRennes is a commune of the sample within reach of many établissements.
const pageRennes = "/commune/35238-rennes/"

// typesDePages gives one page of each kind, and details of several shapes.
func typesDePages(t *testing.T, dossier string) map[string]string {
	t.Helper()
	pages := map[string]string{
		"accueil": "/", "commune": pageRennes, "commune isolée": "/commune/29083-ile-de-sein/", "departement": "/departement/35-ille-et-vilaine/",
		"article": "/documentation/mode-emploi/", "section": "/documentation/", "legale": "/mentions-legales/", "erreur": "/404.html", "plan": "/plan-du-site/", "recherche": "/recherche/", "liste": pageListe, "donnees": "/donnees/", "widget": "/widget/", "hors-ligne": "/hors-ligne/", "cadre": "/widget/cadre/?commune=35238",
	}
	for nom, marque := range map[string]string{
		"details avec points": `class="cent"`, "details avec barres": `class="barres"`, "details de 2de commune": ">2de commune<",
	} {
		pages[nom] = premierePage(t, dossier, "details", marque)
	}
	pages["commune à vélo"] = premierePage(t, dossier, "commune", "à vélo, estimation")
	pages["formations"], pages["domaine"] = "/formations/", "/domaine/mecanique/"
	pages["formation de famille"] = premierePage(t, dossier, "formation", "Sa famille de métiers")
	pages["formation de deux voies"] = premierePage(t, dossier, "formation", "Sans autre mention")
	pages["etablissement"] = premierePage(t, dossier, "etablissement", `class="offres"`)
	return pages
}

// premierePage finds a page of a folder that holds some markup.
func premierePage(t *testing.T, dossier, sous, marque string) string {
	t.Helper()
	fichiers, err := filepath.Glob(filepath.Join(dossier, sous, "*", "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range fichiers {
		if b, err := os.ReadFile(f); err == nil && strings.Contains(string(b), marque) {
			return "/" + sous + "/" + filepath.Base(filepath.Dir(f)) + "/"
		}
	}
	t.Fatalf("no page of %s holds %s", sous, marque)
	return ""
}

// liensCartes lists the addresses of the cards shown, in order.
const liensCartes = `[...document.querySelectorAll(".groupe:not([hidden]) .carte a")].map((a) => a.getAttribute("href"))`

// liensListe also lists those of the lines that follow the cards.
const liensListe = `[...document.querySelectorAll(".groupe:not([hidden]) .cartes > li a")].map((a) => a.getAttribute("href"))`

func testParcours(t *testing.T, o *onglet) {
	o.ouvrir("/")
	o.tabJusqua(`document.activeElement.id === "commune"`)
	o.taper("rennes")
	o.attendre(`document.querySelectorAll("#commune-liste [role=option]").length > 0 && !document.getElementById("commune-liste").hidden`)
	o.taper(kb.ArrowDown)
	o.attendre(`document.activeElement.getAttribute("aria-activedescendant") === "commune-option-0"`)
	o.taper(kb.Enter)
	o.attendre(`location.pathname === "` + pageRennes + `" && document.readyState === "complete"`)
	o.attendre(filtresPrets)

	o.tabJusqua(`document.activeElement.value === "CAP"`)
	o.taper(" ")
	o.attendre(`location.search === "?diplome=CAP"`)
	o.tabJusqua(`document.activeElement.value === "faible_taux_pression"`)
	o.taper(" ")
	o.attendre(`location.search === "?diplome=CAP&tag=faible_taux_pression"`)
	for _, carte := range valeur[[]string](o, `[...document.querySelectorAll(".groupe:not([hidden]) .carte")].map((c) => c.innerText)`) {
		if !strings.Contains(carte, "CAP") || !strings.Contains(carte, "Taux de pression faible") {
			t.Errorf("a card is not what was asked for: %q", carte)
		}
	}
	avant := valeur[[]string](o, liensCartes)
	compte := valeur[string](o, `document.getElementById("compte").textContent`)
	if len(avant) == 0 || !strings.Contains(compte, " sur ") {
		t.Fatalf("%d cards, count %q", len(avant), compte)
	}
	o.recharger()
	o.attendre(`document.getElementById("compte").textContent === ` + fmt.Sprintf("%q", compte))
	// The list comes back, piece by piece.
	o.attendre(fmt.Sprintf(`%s.join(" ") === %q`, liensCartes, strings.Join(avant, " ")))

	o.tabJusqua(`document.activeElement.closest(".carte") !== null`)
	if bout := valeur[string](o, `document.activeElement.getAttribute("href")`); bout != avant[0] {
		t.Errorf("the first card reached is %s, want %s", bout, avant[0])
	}
	o.taper(kb.Enter)
	o.attendre(`location.pathname === "` + avant[0] + `" && document.readyState === "complete"`)
	o.attendre(`document.getElementById("depuis")?.innerText.includes("Depuis Rennes")`)
	if texte := valeur[string](o, `document.getElementById("depuis").innerText`); !strings.Contains(texte, "min") && !strings.Contains(texte, "1\u00a0h") {
		t.Errorf("no duration in %q", texte)
	}
	o.tabJusqua(`document.activeElement.textContent === "Revenir aux résultats"`)
	o.taper(kb.Enter)
	o.attendre(`document.getElementById("compte")?.textContent === ` + fmt.Sprintf("%q", compte))
	o.sansErreur()
}

func testSaisie(t *testing.T, o *onglet) {
	message := func(contient string) {
		t.Helper()
		o.attendre(`document.getElementById("commune-message").textContent.includes(` + fmt.Sprintf("%q", contient) + `)`)
	}
	o.ouvrir("/")
	o.tabJusqua(`document.activeElement.id === "commune"`)
	o.taper(kb.Enter)
	message("Écris au moins deux lettres")
	o.taper("st malo")
	o.attendre(`document.querySelector("#commune-liste [role=option]")?.innerText.startsWith("Saint-Malo")`)
	o.taper(kb.Enter)
	message("Choisis ta commune dans la liste")
	if chemin := valeur[string](o, "location.pathname"); chemin != "/" {
		t.Fatalf("Enter chose %s by itself", chemin)
	}
	o.taper(kb.Escape)
	o.attendre(`document.getElementById("commune-liste").hidden`)
	o.taper(kb.Escape)
	o.attendre(`document.getElementById("commune").value === ""`)
	o.taper("lorinet")
	message("Voici les noms les plus proches")
	o.attendre(`document.querySelector("#commune-liste [role=option]").innerText.startsWith("Lorient")`)
	o.taper(kb.Escape, kb.Escape, "56100")
	o.attendre(`document.querySelector("#commune-liste [role=option]")?.innerText.startsWith("Lorient")`)
	o.sansErreur()
}

// testListes compares, on several communes, what Go printed with what the
// script draws without any filter.
func testListes(t *testing.T, nav *navigateur, aVelo string) {
	const cartes = `[...document.querySelectorAll(".groupe .carte")].map((c) => c.dataset.tranche + " " +
		c.querySelector("a").getAttribute("href") + " " + [...c.querySelectorAll("[data-champ]")].map((e) => e.dataset.champ + "=" + e.textContent).join(" "))`
	for _, chemin := range []string{pageRennes, "/commune/56121-lorient/", "/commune/22050-dinan/", "/commune/29083-ile-de-sein/", aVelo} {
		o := nav.onglet(t)
		o.ouvrir(chemin)
		imprimees := valeur[[]string](o, cartes)
		// The script keeps the printed cards that it finds.
		o.js(`document.querySelectorAll(".groupe .carte").forEach((c) => c.remove())`)
		o.js(`document.getElementById("tri").value = "pression"; document.getElementById("tri").dispatchEvent(new Event("change", {bubbles: true}))`)
		o.attendre(`location.search === "?tri=pression"`)
		triees := valeur[[]string](o, cartes)
		o.js(`document.getElementById("tri").value = "trajet"; document.getElementById("tri").dispatchEvent(new Event("change", {bubbles: true}))`)
		o.attendre(`location.search === ""`)
		dessinees := valeur[[]string](o, cartes)
		if len(imprimees) == 0 || slices.Equal(imprimees, triees) {
			t.Errorf("%s: %d cards printed, the sort changes nothing", chemin, len(imprimees))
		}
		for i := range max(len(imprimees), len(dessinees)) {
			if i >= len(imprimees) || i >= len(dessinees) || imprimees[i] != dessinees[i] {
				t.Errorf("%s: card %d:\nprinted %v\ndrawn   %v", chemin, i, at(imprimees, i), at(dessinees, i))
				break
			}
		}
		o.sansErreur()
	}
}

// testVelo: the group by bicycle stands between the two others, counts in the
// longest time, and its journey is said as an estimate on the page of an offre.
func testVelo(t *testing.T, o *onglet, chemin string) {
	o.ouvrir(chemin)
	if cles := valeur[[]string](o, `[...document.querySelectorAll(".groupe")].map((g) => g.dataset.cle)`); !slices.Equal(cles, []string{"proche", "velo", "academie"}) {
		t.Errorf("groups %v", cles)
	}
	carte := `document.querySelector("#groupe-velo .carte")`
	if texte := valeur[string](o, `document.getElementById("groupe-velo").innerText`); !strings.Contains(texte, "Temps estimés à 15 km/h") {
		t.Errorf("nothing says that it is an estimate: %q", texte)
	}
	o.attendre(filtresPrets)
	o.js(`document.querySelector(".plan").dispatchEvent(new PointerEvent("pointerenter"))`)
	o.attendre(`[...document.querySelectorAll(".plan circle title")].some((c) => c.textContent.endsWith("à vélo"))`)
	o.js(`document.querySelector("input[name=temps][value='45']").click()`)
	o.attendre(`location.search === "?temps=45" && document.getElementById("groupe-academie").hidden`)
	o.attendre(carte + `.innerText.includes("à vélo, estimation")`)
	lien := valeur[string](o, carte+`.querySelector("a").getAttribute("href")`)
	o.cliquer("#groupe-velo .carte a")
	o.attendre(`location.pathname === "` + lien + `" && document.readyState === "complete"`)
	o.attendre(`document.getElementById("depuis")?.innerText.includes("à vélo, estimation")`)
	o.sansErreur()
}

func at(l []string, i int) string {
	if i < len(l) {
		return l[i]
	}
	return "(none)"
}

// filtresPrets is true once the script of a commune has what it draws with.
const filtresPrets = `!document.getElementById("filtres").hidden`

func testSuite(t *testing.T, o *onglet) {
	o.ouvrir(pageRennes)
	o.attendre(filtresPrets)
	n := `document.querySelectorAll("#groupe-proche .cartes > li").length`
	o.js(`document.querySelector("#groupe-proche [data-champ=plus]").click()`)
	o.attendre(n + ` === 32`)
	o.attendre(`document.activeElement === document.querySelectorAll("#groupe-proche .carte a")[12]`)
	o.js(`document.querySelector("#groupe-proche [data-champ=tout]").click()`)
	o.attendre(n + ` === Number(document.querySelector("#groupe-proche [data-champ=total]").textContent)`)
	if cles := valeur[[]string](o, liensListe); len(slices.Compact(slices.Sorted(slices.Values(cles)))) != len(cles) {
		t.Error("an offre is listed twice")
	}

	// Back leaves the filters before it leaves the page.
	o.js(`document.querySelector("input[value=CAP]").click()`)
	o.attendre(`location.search === "?diplome=CAP"`)
	o.js(`document.querySelector("input[value=BAC_PRO]").click()`)
	o.attendre(`location.search.includes("BAC_PRO")`)
	o.js(`history.back()`)
	o.attendre(`location.search === "" && !document.querySelector("input[value=CAP]").checked`)
	o.attendre(n + ` > 12`)

	// A step says how many it adds, before the script has drawn anything.
	o.ouvrir("/commune/22050-dinan/")
	o.attendre(filtresPrets)
	for _, g := range valeur[[]string](o, `[...document.querySelectorAll(".groupe")].filter((g) => !g.querySelector(".suite").hidden).map((g) =>
		[g.querySelector(".suite").dataset.reste, g.querySelector("[data-champ=plus]").textContent.replace(/\D/g, ""), g.querySelector("[data-champ=tout]").hidden].join(" "))`) {
		var reste, pas int
		var seul bool
		if _, err := fmt.Sscan(g, &reste, &pas, &seul); err != nil || pas != min(20, reste) || seul != (reste <= 20) {
			t.Errorf("what is left, the step, whether it is the last: %q (%v)", g, err)
		}
	}

	// A filter that leaves nothing says what to relax.
	o.ouvrir(pageRennes + "?temps=15&diplome=BAC_PRO&tag=faible_taux_pression&statut=prive-sous-contrat&inconnu=1")
	o.attendre(`!document.getElementById("vide").hidden`)
	if conseil := valeur[string](o, `document.querySelector("#vide [data-champ=conseil]").textContent`); !strings.Contains(conseil, "Enlève") {
		t.Errorf("advice %q", conseil)
	}
	o.js(`document.querySelector("#vide [data-champ=effacer]").click()`)
	o.attendre(`location.search === "?inconnu=1" && document.querySelectorAll(".carte").length === 12`)
	o.sansErreur()
}

// testPanne: when the shared files cannot be read, the page says so and keeps
// its list.
func testPanne(t *testing.T, o *onglet, s *siteServi) {
	o.ouvrir(pageRennes)
	o.attendre(filtresPrets)
	s.enPanne.Store(true)
	defer s.enPanne.Store(false)
	o.js(`document.querySelector("input[value=CAP]").click()`)
	o.attendre(`document.getElementById("message").innerText.includes("pas pu être chargées")`)
	if valeur[int](o, `document.querySelectorAll(".carte").length`) != 12 || valeur[bool](o, `document.querySelector("input[value=CAP]").checked`) {
		t.Error("the printed list or the form changed")
	}
	s.enPanne.Store(false)
	o.js(`document.querySelector("input[value=CAP]").click()`)
	o.attendre(`location.search === "?diplome=CAP" && document.getElementById("message").innerText === ""`)
	// Nor the filters: there are none, and the page says so.
	s.enPanne.Store(true)
	o.ouvrir("/commune/22050-dinan/")
	o.attendre(`document.getElementById("message").innerText.includes("filtres n’ont pas pu être chargés")`)
	if valeur[bool](o, `document.getElementById("filtres").checkVisibility({visibilityProperty: true})`) || valeur[int](o, `document.querySelectorAll(".carte").length`) != 12 {
		t.Error("a form without filters is shown, or the printed list changed")
	}
}

func testSansScript(t *testing.T, o *onglet) {
	o.sansScript()
	o.ouvrir("/")
	if valeur[bool](o, `document.querySelector(".recherche").checkVisibility()`) {
		t.Error("the commune field is shown, and can do nothing")
	}
	o.cliquer(`#departements a[href*="35-"]`)
	o.attendre(`location.pathname.startsWith("/departement/35-") && document.readyState === "complete"`)
	o.cliquer(`a[href="` + pageRennes + `"]`)
	o.attendre(`location.pathname === "` + pageRennes + `" && document.readyState === "complete"`)
	if valeur[bool](o, `document.getElementById("filtres").checkVisibility()`) {
		t.Error("the filters are shown, and can do nothing")
	}
	o.ecran(1280, 900)
	if vide := valeur[float64](o, `document.querySelector(".liste").getBoundingClientRect().x - document.querySelector("h1").getBoundingClientRect().x`); vide != 0 {
		t.Errorf("%.0f px are left for the filters that are not there", vide)
	}
	if n := valeur[int](o, `document.querySelectorAll(".carte").length`); n != 12 {
		t.Errorf("%d cards", n)
	}
	if !valeur[bool](o, `[...document.querySelectorAll(".suite a")].some((a) => a.checkVisibility())`) {
		t.Error("no way beyond the cards printed")
	}
	o.cliquer(".carte a")
	o.attendre(`location.pathname.startsWith("/details/") && document.readyState === "complete"`)
	if !valeur[bool](o, `document.querySelector("#l-admission").checkVisibility()`) || valeur[bool](o, `document.querySelector("#depuis").checkVisibility()`) {
		t.Error("the detail page is not complete, or shows an empty journey")
	}
	o.cliquer(`a[href^="/formation/"]`)
	o.attendre(`location.pathname.startsWith("/formation/") && document.readyState === "complete"`)
	o.cliquer(`.departements a`)
	o.attendre(`location.hash.startsWith("#d-")`)
	if !valeur[bool](o, `document.querySelector(location.hash + " a[href^='/details/']").checkVisibility()`) {
		t.Error("the places of a département are not shown")
	}
	o.ouvrir(pageDoc)
	if valeur[bool](o, `document.querySelector(".recherche-doc").checkVisibility()`) {
		t.Error("the search of the documentation is shown, and can do nothing")
	}
}
