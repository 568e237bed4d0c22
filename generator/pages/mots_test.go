package pages

import (
	"encoding/json"
	"github.com/paulmach/orb"
	"os"
	"slices"
	"strings"
	"testing"

	"futurpro/generator/catalogue"
	"futurpro/generator/territoire"
)

func TestWords(t *testing.T) {
	for _, c := range []struct{ nom, got, veut string }{
		{"thousands", nombre(1126), "1\u202f126"},
		{"millions", nombre(35014000), "35\u202f014\u202f000"},
		{"small", nombre(999), "999"},
		{"singular", compte(1, "place", "places"), "1 place"},
		{"zero is singular", compte(0, "place", "places"), "0 place"},
		{"plural", compte(2, "place", "places"), "2 places"},
		{"minutes", duree(59), "59\u00a0min"},
		{"an hour", duree(60), "1\u00a0h"},
		{"more", duree(65), "1\u00a0h\u00a005"},
		{"clock", heure(7*60 + 2), "7\u00a0h\u00a002"},
		{"clock on the hour", heure(9 * 60), "9\u00a0h"},
		{"far", kilometres(41_600), "à 42\u00a0km"},
		{"near", kilometres(400), "à moins de 1\u00a0km"},
		{"decimal", decimal(1.3333), "1,33"},
		{"decimal zero", decimal(0), "0"},
		{"decimal whole", decimal(2), "2"},
		{"percent", pourCent(17.5), "18 %"},
		{"promotions", promotions("2021_2022"), "2021 et 2022"},
		{"date", dateLongue("2025-08-31"), "31 août 2025"},
		{"first of the month", dateLongue("2024-07-01"), "1er juillet 2024"},
		{"no date", dateLongue(""), ""},
		{"years", etendue([]string{"2021", "2020", "2022"}), "2020–2022"},
		{"one year", etendue([]string{"2020", "2020"}), "2020"},
	} {
		if c.got != c.veut {
			t.Errorf("%s: %q, want %q", c.nom, c.got, c.veut)
		}
	}
}

func TestPointsSur100(t *testing.T) {
	for _, c := range []struct {
		nom   string
		parts []float64
		veut  []int
	}{
		// 17.3, 60, 22.7: floors 17, 60, 22; the point left goes to .7.
		{"largest remainder", []float64{900.0 / 52, 60, 40 - 900.0/52}, []int{17, 60, 23}},
		{"thirds: the first of equals", []float64{1, 1, 1}, []int{34, 33, 33}},
		{"whole", []float64{20, 70, 10}, []int{20, 70, 10}},
		{"published shares that add up to 99", []float64{33, 33, 33}, []int{34, 33, 33}},
		{"nothing", []float64{0, 0, 0}, []int{0, 0, 0}},
	} {
		if got := pointsSur100(c.parts...); !slices.Equal(got, c.veut) {
			t.Errorf("%s: %v, want %v", c.nom, got, c.veut)
		}
	}
}

// TestADevenirIsDrawnOnlyFromPublishedFigures: nothing is deduced from a
// missing one.
func TestADevenirIsDrawnOnlyFromPublishedFigures(t *testing.T) {
	x := func(f float64) *float64 { return &f }
	if _, ok := newDevenir("", catalogue.IndicateurPoursuite{Millesime: "2021_2022"}); ok {
		t.Error("drawn from nothing")
	}
	d, ok := newDevenir("", catalogue.IndicateurPoursuite{TauxFormation: x(60)})
	if !ok || d.Parts != nil || d.Points != nil || !strings.Contains(d.Phrase, "60 %") {
		t.Errorf("one share: %+v", d)
	}
	d, ok = newDevenir("", catalogue.IndicateurPoursuite{PartEmploi6Mois: x(20), TauxFormation: x(70), PartAutres6Mois: x(10), TauxEmploi6Mois: x(66.7)})
	if !ok || len(d.Points) != 100 || d.Points[19] != "emploi" || d.Points[20] != "formation" || d.Points[99] != "autres" {
		t.Errorf("all shares: %+v", d)
	}
	if !strings.HasPrefix(d.Taux, "67 % ") {
		t.Errorf("taux %q", d.Taux)
	}
}

// TestFoldingAgreesWithTheScript reads the cases that the script's own test
// reads.
func TestFoldingAgreesWithTheScript(t *testing.T) {
	b, err := os.ReadFile("../../layouts/composants/recherche-commune/cas.json")
	if err != nil {
		t.Fatal(err)
	}
	var cas []struct{ Texte, Plie, Cle string }
	if err := json.Unmarshal(b, &cas); err != nil {
		t.Fatal(err)
	}
	if len(cas) < 20 {
		t.Fatalf("only %d cases", len(cas))
	}
	for _, c := range cas {
		if got := territoire.Plier(c.Texte); got != c.Plie {
			t.Errorf("Plier(%q) = %q, want %q", c.Texte, got, c.Plie)
		}
		if got := CleFragment(c.Texte); got != c.Cle {
			t.Errorf("CleFragment(%q) = %q, want %q", c.Texte, got, c.Cle)
		}
	}
}

// TestEveryCommuneIsFoundByItsOwnName: the fragment that the script asks for
// when a name, a former name or a code is typed holds the commune.
func TestEveryCommuneIsFoundByItsOwnName(t *testing.T) {
	ref := &territoire.Referentiel{Communes: []territoire.Commune{
		{Code: "22278", Nom: "Saint-Brieuc", CodesPostaux: []string{"22000"}},
		{Code: "2A004", Nom: "Ajaccio", CodesPostaux: []string{"20000", "20090"}},
		{Code: "35051", Nom: "Cesson-Sévigné", CodesPostaux: []string{"35510"}},
		{Code: "56260", Nom: "Vannes", CodesPostaux: []string{"56000"}, AnciensNoms: []string{"Meucon", "Meurville"}},
		{Code: "75113", Nom: "Paris 13e Arrondissement", CodesPostaux: []string{"75013"}},
		{Code: "91692", Nom: "Les Ulis", CodesPostaux: []string{"91940"}},
	}}
	dossier, fragments, err := indexCommunes(ref)
	if err != nil {
		t.Fatal(err)
	}
	contenu := map[string][]CommuneJSON{}
	for _, f := range fragments {
		var lignes []CommuneJSON
		if err := json.Unmarshal(corpsDe(t, f), &lignes); err != nil {
			t.Fatal(err)
		}
		contenu[f.Chemin] = lignes
	}
	for _, c := range ref.Communes {
		for _, texte := range slices.Concat([]string{c.Nom, strings.ToUpper(c.Nom), c.Code}, c.CodesPostaux, c.AnciensNoms) {
			lignes := contenu[dossier+CleFragment(texte)+".json"]
			if !slices.ContainsFunc(lignes, func(l CommuneJSON) bool { return l[0] == c.Code }) {
				t.Errorf("%q typed: fragment %q has no %s", texte, CleFragment(texte), c.Nom)
			}
		}
	}
	if l := contenu[dossier+"me.json"]; len(l) != 2 || l[0][5] != "Meucon" || l[1][5] != "Meurville" {
		t.Errorf("former name: %v", l)
	}
}

// Half a degree around a place is 28 km and more: whoever stands at the edge of
// a square finds the communes on the other side.
func TestCommunesAround(t *testing.T) {
	ref := &territoire.Referentiel{Communes: []territoire.Commune{
		{Code: "35238", Nom: "Rennes", Centre: orb.Point{-1.68187, 48.11168}, Place: true},
		{Code: "35281", Nom: "Saint-Jacques-de-la-Lande", Centre: orb.Point{-1.72, 48.07}, Place: true},
		{Code: "44001", Nom: "De l'autre côté", Centre: orb.Point{-1.6, 47.9}, Place: true}, // 0.1° under the edge of 48°
		{Code: "75056", Nom: "Paris", Centre: orb.Point{2.35, 48.86}, Place: true},
		{Code: "75101", Nom: "Paris 1er", Centre: orb.Point{2.33, 48.86}, Place: true, Parente: "75056"},
		{Code: "98401", Nom: "Nulle part"},
	}}
	fragments, err := fragmentsAutour(ref, slugsCommunes(ref))
	if err != nil {
		t.Fatal(err)
	}
	contenu := map[string]string{}
	for _, f := range fragments {
		contenu[f.Chemin] = string(corpsDe(t, f))
	}
	const rennes = `[["35238","Rennes","rennes",-1.682,48.112],["35281","Saint-Jacques-de-la-Lande","saint-jacques-de-la-lande",-1.72,48.07],["44001","De l’autre côté","de-l-autre-cote",-1.6,47.9]]`
	if got := contenu["autour-96_-4.json"]; got != rennes {
		t.Errorf("around Rennes: %s", got)
	}
	if got := contenu["autour-97_4.json"]; got != `[["75101","Paris 1er","paris-1er",2.33,48.86]]` {
		t.Errorf("around Paris: %s", got)
	}
}

func TestASitemapIsSplitPast50000Pages(t *testing.T) {
	var s sitemap
	for range urlsParPlan + 1 {
		s.add(Page{Chemin: "/x/", Vue: func() (*Vue, error) { return nil, nil }})
	}
	s.add(Page{Chemin: "/404.html", Vue: func() (*Vue, error) { return nil, nil }, NonIndexee: true})
	s.add(Page{Chemin: "/donnees/x.json", Corps: octets([]byte("{}"))})
	pages := s.pages("https://exemple.fr/a&b")
	var chemins []string
	for _, p := range pages {
		chemins = append(chemins, p.Chemin)
	}
	if veut := []string{"/robots.txt", "/sitemap-1.xml", "/sitemap-2.xml", "/sitemap.xml"}; !slices.Equal(chemins, veut) {
		t.Fatalf("files %v, want %v", chemins, veut)
	}
	if n := strings.Count(string(corpsDe(t, pages[1])), "<loc>"); n != urlsParPlan {
		t.Errorf("%d addresses in the first part", n)
	}
	if n := strings.Count(string(corpsDe(t, pages[2])), "<loc>https://exemple.fr/a&amp;b/x/</loc>"); n != 1 {
		t.Errorf("second part: %s", corpsDe(t, pages[2]))
	}
}

func corpsDe(t *testing.T, p Page) []byte {
	t.Helper()
	b, err := p.Corps()
	if err != nil {
		t.Fatal(err)
	}
	return b
}
