package main

import "testing"

// testRienNeBouge compares where things are when the scripts have not come and
// when they have: what they show had its place kept.
func testRienNeBouge(t *testing.T, nav *navigateur, s *siteServi) {
	defer s.sansScripts.Store(false)
	for chemin, repere := range map[string]string{
		"/": "#departements", pageRennes: "#groupe-proche", "/commune/29083-ile-de-sein/": ".groupe",
	} {
		o := nav.onglet(t)
		haut := `document.querySelector("` + repere + `").getBoundingClientRect().top + scrollY`
		for _, largeur := range []int64{320, 412, 768} {
			o.ecran(largeur, 800)
			s.sansScripts.Store(true)
			o.ouvrir(chemin)
			o.attendre(`document.readyState === "complete"`)
			if !valeur[bool](o, `document.querySelector("#filtres, .recherche-ici").hidden`) {
				t.Fatalf("%s: the script was let through", chemin)
			}
			avant := valeur[float64](o, haut)
			s.sansScripts.Store(false)
			o.ouvrir(chemin)
			o.attendre(`!document.querySelector("#filtres, .recherche-ici").hidden`)
			if apres := valeur[float64](o, haut); apres != avant {
				t.Errorf("%s at %d px: %s moves from %.0f to %.0f px", chemin, largeur, repere, avant, apres)
			}
		}
	}
}
