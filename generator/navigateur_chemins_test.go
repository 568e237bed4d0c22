package main

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
)

// etapes are the steps told, one line each.
const etapes = `[...document.querySelectorAll(".etapes li")].map((li) => li.innerText.replace(/\s+/g, " "))`

// testChemin goes from a commune to an offre that a vehicle leads to, and opens
// how to go there: on the page of the offre, then of the établissement.
func testChemin(t *testing.T, nav *navigateur, s *siteServi) {
	o := nav.onglet(t)
	o.ecran(360, 740)
	o.ouvrir(pageRennes)
	o.attendre(filtresPrets)
	o.js(`[...document.querySelectorAll(".carte")].find((c) => c.textContent.includes("direct")).querySelector("a").click()`)
	o.attendre(`location.pathname.startsWith("/details/") && document.querySelector(".chemin summary")`)
	if lus := o.chemins(); strings.Contains(strings.Join(lus, " "), "/donnees/chemins-") {
		t.Errorf("the journey is read before anyone asks for it: %v", lus)
	}
	o.tabJusqua(`document.activeElement.matches(".chemin summary")`)
	o.taper(" ")
	o.attendre(`document.querySelectorAll(".etapes li").length > 1`)
	l := valeur[[]string](o, etapes)
	depuis := valeur[string](o, `document.querySelector("#depuis p").innerText.replace(/\s+/g, " ")`)
	depart, _, _ := strings.Cut(l[0], " Marche ")
	_, pour, _ := strings.Cut(l[len(l)-1], ", pour ")
	if !strings.Contains(depuis, "départ "+depart+" pour "+pour+" · direct") {
		t.Errorf("%q is not how to go there: %q", l, depuis)
	}
	if n := strings.Count(strings.Join(l, "\n"), ": monte à "); n != 1 {
		t.Errorf("%d vehicles in %q, want 1", n, l)
	}
	if note := valeur[string](o, `document.querySelector(".chemin [role=status]").innerText`); !strings.Contains(note, "Horaires du ") {
		t.Errorf("the day of the timetables is not said: %q", note)
	}
	if large := valeur[int](o, `document.documentElement.scrollWidth`); large > 360 {
		t.Errorf("the page is %d px wide", large)
	}
	o.axe("trajet ouvert")
	o.js(`document.querySelector(".offre-lieu a").click()`)
	o.attendre(`location.pathname.startsWith("/etablissement/") && document.querySelector(".chemin summary")`)
	o.cliquer(".chemin summary")
	o.attendre(`document.querySelectorAll(".etapes li").length === ` + strconv.Itoa(len(l)))
	o.axe("établissement, trajet ouvert")
	o.sansErreur()
	testCheminAbsent(t, nav, s, valeur[string](o, `location.pathname`))
}

// testCheminAbsent: a journey that cannot be told is not, and the rest of the
// page stays.
func testCheminAbsent(t *testing.T, nav *navigateur, s *siteServi, page string) {
	o := nav.onglet(t)
	o.ouvrir(page)
	o.attendre(`document.readyState === "complete"`)
	if valeur[bool](o, `document.getElementById("depuis").checkVisibility()`) {
		t.Error("a journey is told to somebody who comes from nowhere")
	}
	dire := func(avant, contient string) {
		t.Helper()
		o.ouvrir(pageRennes)
		o.attendre(filtresPrets)
		o.js(avant)
		o.ouvrir(page)
		o.cliquer(".chemin summary")
		o.attendre(`document.querySelector(".chemin [role=status]").innerText.includes("` + contient + `")`)
		if n := valeur[int](o, `document.querySelectorAll(".etapes li").length`); n != 0 {
			t.Errorf("%d steps of a journey that is not known", n)
		}
	}
	memoire := func(change string) string {
		return `const m = JSON.parse(localStorage.getItem("futurpro.commune")); ` + change + `; localStorage.setItem("futurpro.commune", JSON.stringify(m))`
	}
	dire(memoire(`m.code = "99999"`), "horaires ont changé")
	dire(memoire(`m.acces = m.acces.map((f) => f?.map((l) => l.with(1, l[1] + 1)))`), "horaires ont changé")
	s.statutChemins.Store(http.StatusNotFound)
	defer s.statutChemins.Store(0)
	dire("", "horaires ont changé")
	s.statutChemins.Store(http.StatusServiceUnavailable)
	dire("", "pas pu être chargé")
	s.statutChemins.Store(0)
	o.cliquer(".chemin summary")
	o.cliquer(".chemin summary")
	o.attendre(`document.querySelectorAll(".etapes li").length > 1`)
	o.ouvrir(pageRennes)
	o.attendre(filtresPrets)
	o.js(memoire(`delete m.code`))
	o.ouvrir(page)
	o.attendre(`document.getElementById("depuis").checkVisibility()`)
	if valeur[bool](o, `document.querySelector(".chemin") !== null`) {
		t.Error("a memory of an older page has no code, and promises a journey")
	}
}
