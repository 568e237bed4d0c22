package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// permission lets the page know where the visitor is, or not.
func permission(o *onglet, reglage browser.PermissionSetting) {
	o.t.Helper()
	_, err := chromedp.Call(o.ctx, browser.SetPermission, browser.SetPermissionParams{
		BrowserContextID: chromedp.FromContext(o.ctx).BrowserContextID, Permission: &browser.PermissionDescriptor{Name: "geolocation"}, Setting: reglage})
	o.sans(err)
}

// testAutour finds the commune of a visitor by the position of the browser.
func testAutour(t *testing.T, o *onglet) {
	permission(o, browser.PermissionSettingGranted)
	lat, lon, precision := 48.02, -1.75, 10.0 // 10 km south-west of Rennes
	_, err := chromedp.Call(o.ctx, emulation.SetGeolocationOverride, emulation.SetGeolocationOverrideParams{Latitude: &lat, Longitude: &lon, Accuracy: &precision})
	o.sans(err)
	o.ouvrir("/")
	if lus := o.chemins(); slices.ContainsFunc(lus, func(c string) bool { return strings.Contains(c, "/autour") }) {
		t.Errorf("files for a button that was not pressed: %v", lus)
	}
	o.attendre(`!document.querySelector(".recherche-ici").hidden`)
	o.cliquer(".recherche-ici")
	o.attendre(`document.getElementById("commune-message").textContent.includes("parmi les plus proches")`)
	proches := valeur[[]string](o, `[...document.querySelectorAll("#commune-liste [role=option]")].map((e) => e.innerText)`)
	if len(proches) != 5 || !strings.HasPrefix(proches[0], "Bruz") && !strings.HasPrefix(proches[0], "Laillé") {
		t.Errorf("around Bruz: %q", proches)
	}
	if valeur[string](o, "location.pathname") != "/" {
		t.Error("a commune was chosen for the visitor")
	}
	o.taper(kb.ArrowDown, kb.Enter)
	o.attendre(`location.pathname.startsWith("/commune/35") && document.readyState === "complete"`)
	o.sansErreur()
}

// testPositionRefusee says what to do instead.
func testPositionRefusee(t *testing.T, o *onglet) {
	permission(o, browser.PermissionSettingDenied)
	o.ouvrir("/")
	o.cliquer(".recherche-ici")
	o.attendre(`document.getElementById("commune-message").textContent.includes("Écris le nom de ta commune")`)
	if valeur[bool](o, `document.querySelector(".recherche-ici").disabled`) {
		t.Error("the button cannot be tried again")
	}
}

// testRecentes keeps the communes looked at, on the device, until told not to.
func testRecentes(t *testing.T, o *onglet) {
	o.ouvrir("/")
	if valeur[bool](o, `!document.getElementById("recentes").hidden`) {
		t.Error("communes before any was seen")
	}
	for _, p := range []string{pageRennes, "/commune/35288-saint-malo/", pageRennes} {
		o.ouvrir(p)
		o.attendre(`document.readyState === "complete" && localStorage.getItem("futurpro.recentes")?.includes(location.pathname)`)
	}
	o.ouvrir("/?voie=scolaire")
	o.attendre(`!document.getElementById("recentes").hidden`)
	if noms := valeur[[]string](o, `[...document.querySelectorAll("#recentes a")].map((a) => a.textContent + a.search)`); !slices.Equal(noms, []string{"Rennes?voie=scolaire", "Saint-Malo?voie=scolaire"}) {
		t.Errorf("last communes %q", noms)
	}
	o.axe("dernières communes")
	// What somebody else wrote there is no address of the site.
	o.js(`localStorage.setItem("futurpro.recentes", JSON.stringify([{nom: "Ailleurs", url: "//exemple.fr/"}, {nom: "Script", url: "javascript:alert(1)"}, 3]))`)
	o.recharger()
	o.attendre(`document.readyState === "complete"`)
	if valeur[bool](o, `!document.getElementById("recentes").hidden`) {
		t.Error("addresses of another site are offered")
	}
	o.ouvrir(pageRennes)
	o.ouvrir("/")
	o.cliquer("#recentes button")
	o.attendre(`document.getElementById("recentes").hidden && document.activeElement.id === "commune" && !localStorage.getItem("futurpro.recentes")`)
	o.sansErreur()
}

// testAnciensLiens follows the links made for the service before this one.
func testAnciensLiens(t *testing.T, o *onglet) {
	o.ouvrir("/recherche/?address=29+rue+du+Port+35400+Saint-Malo&voie=scolaire&diplome=CAP&minWeight=101")
	o.attendre(`location.pathname === "/commune/35288-saint-malo/" && location.search === "?voie=scolaire&diplome=CAP"`)
	o.attendre(`document.getElementById("actifs").innerText.includes("CAP")`)
	o.ouvrir("/recherche/?address=Saint-Ma&diplome=CAP")
	o.attendre(`document.activeElement.id === "commune" && !document.getElementById("commune-liste").hidden`)
	o.axe("ancien lien ambigu")
	o.taper(kb.ArrowDown, kb.Enter)
	o.attendre(`location.pathname.startsWith("/commune/35") && location.search === "?diplome=CAP"`)
	o.ouvrir("/recherche/")
	o.attendre(`document.readyState === "complete"`)
	if valeur[string](o, "location.pathname") != "/recherche/" {
		t.Error("no address leads somewhere")
	}
	o.sansErreur()
}

// testCarte links the map and the list.
func testCarte(t *testing.T, o *onglet) {
	o.ouvrir(pageRennes)
	o.attendre(`document.querySelector(".plan.actif")`)
	o.tabJusqua(`document.activeElement.closest(".carte") !== null`)
	o.attendre(`document.querySelectorAll(".plan .vise").length === 1`)
	if uai := valeur[string](o, `document.querySelector(".plan .vise").dataset.etablissement.slice(4)`); !strings.Contains(valeur[string](o, `document.activeElement.pathname`), uai) {
		t.Errorf("the disc shown is %s, which is not that of the card", uai)
	}
	// What the filters leave out fades.
	o.js(`document.querySelector('input[value="prive-sous-contrat"]').click()`)
	o.attendre(`document.querySelectorAll(".plan .eteint").length > 0`)
	restent := valeur[[]string](o, `[...document.querySelectorAll(".plan circle:not(.eteint)")].map((c) => c.dataset.etablissement.slice(4))`)
	for _, u := range valeur[[]string](o, `[...document.querySelectorAll("#groupe-proche .carte a")].map((a) => a.pathname)`) {
		if !slices.ContainsFunc(restent, func(uai string) bool { return strings.Contains(u, uai) }) {
			t.Errorf("the disc of %s has faded", u)
		}
	}
	// A press on a disc leads to its first card.
	o.js(`document.querySelector(".plan circle:not(.eteint)").dispatchEvent(new MouseEvent("click", {bubbles: true}))`)
	o.attendre(`document.activeElement.closest(".carte") && document.activeElement.pathname.includes(document.querySelector(".plan .vise").dataset.etablissement.slice(4))`)
	o.sansErreur()
}
