package main

import "testing"

// testRienNeBouge compares where things are when the scripts have not come and
// when they have: what they show had its place kept.
func testRienNeBouge(t *testing.T, nav *navigateur, s *siteServi) {
	defer s.sansScripts.Store(false)
	for _, p := range []struct{ chemin, repere, signe string }{
		{"/", "#departements", ".recherche-ici"}, {pageRennes, "#groupe-proche", "#filtres"}, {"/commune/29083-ile-de-sein/", ".groupe", "#filtres"},
		{"/etablissement/0351878B/", "footer", ".garder"}, {"/details/40020104-247-0350793X-scolaire/", "footer", ".garder"},
	} {
		o := nav.onglet(t)
		haut := `document.querySelector("` + p.repere + `").getBoundingClientRect().top + scrollY`
		signe := `document.querySelector("` + p.signe + `").hidden`
		for _, largeur := range []int64{320, 412, 768} {
			o.ecran(largeur, 800)
			s.sansScripts.Store(true)
			o.ouvrir(p.chemin)
			o.attendre(`document.readyState === "complete"`)
			if !valeur[bool](o, signe) {
				t.Fatalf("%s: the script was let through", p.chemin)
			}
			avant := valeur[float64](o, haut)
			s.sansScripts.Store(false)
			o.ouvrir(p.chemin)
			o.attendre("!" + signe)
			if apres := valeur[float64](o, haut); apres != avant {
				t.Errorf("%s at %d px: %s moves from %.0f to %.0f px", p.chemin, largeur, p.repere, avant, apres)
			}
		}
	}
}
