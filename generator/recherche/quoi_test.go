package recherche

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"futurpro/generator/anomalies"
	"futurpro/generator/assemblage"
	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
	"futurpro/generator/territoire"
)

// diplomes answers queries with Node.js, as the page does: the CFD found, the
// best first.
func diplomes(tb testing.TB, index []byte, requetes []string) [][]string {
	tb.Helper()
	fichier := filepath.Join(tb.TempDir(), "index.json")
	if err := os.WriteFile(fichier, index, 0o644); err != nil {
		tb.Fatal(err)
	}
	var reponses [][]string
	repondre(tb, "testdata/quoi.mjs", fichier, requetes, &reponses, "quoi/quoi.js")
	return reponses
}

func index(tb testing.TB, cat *catalogue.Catalogue) []byte {
	tb.Helper()
	b, err := Formations(cat)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// petitCatalogue has six diplomas, one of them in both voies.
func petitCatalogue() *catalogue.Catalogue {
	return &catalogue.Catalogue{Formations: []catalogue.Formation{
		{CFD: "50022137", Libelle: "Boulanger", Groupe: catalogue.CAP, Famille: catalogue.SansFamille, Metiers: []catalogue.Metier{{Libelle: "boulanger / boulangère"}}, Domaines: []string{"hôtellerie-restauration, tourisme"}},
		{CFD: "50022137", Voie: catalogue.Apprentissage, Libelle: "Boulanger", Groupe: catalogue.CAP, Famille: catalogue.SansFamille},
		{CFD: "50022139", Libelle: "Cuisine", Groupe: catalogue.CAP, Famille: catalogue.SansFamille, Domaines: []string{"hôtellerie-restauration, tourisme"}, MotsCles: []catalogue.MotCle{{Mot: "restaurant", Poids: .6}}},
		{CFD: "40025515", Libelle: "Métiers de l'électricité", Groupe: catalogue.BacPro, Famille: 0, Role: catalogue.Specialite},
		{CFD: "40025500", Libelle: "Métiers des transitions", Groupe: catalogue.BacPro, Famille: 0, Role: catalogue.AnneeCommune},
		{CFD: "50021001", Libelle: "Lad-cavalier", Groupe: catalogue.CAP, Famille: catalogue.SansFamille, Domaines: []string{"agriculture, animaux"}, MotsCles: []catalogue.MotCle{{Mot: "cheval", Poids: .7}}},
		{CFD: "40030001", Libelle: "Animation, enfance", Groupe: catalogue.BacPro, Famille: catalogue.SansFamille},
	}}
}

func TestIndexOfDiplomas(t *testing.T) {
	var j FormationsJSON
	if err := json.Unmarshal(index(t, petitCatalogue()), &j); err != nil {
		t.Fatal(err)
	}
	if want := []string{"40025500", "40025515", "40030001", "50021001", "50022137", "50022139"}; !slices.Equal(j.CFD, want) {
		t.Errorf("diplomas %v, want %v", j.CFD, want)
	}
	lignes := strings.Split(j.Mots, "\n")
	if !slices.IsSorted(lignes[:len(lignes)-1]) || slices.ContainsFunc(lignes, func(l string) bool { return strings.HasPrefix(l, "metie") || strings.HasPrefix(l, "de ") }) {
		t.Errorf("words %q", lignes)
	}
	// The 2de commune answers for its bac pro: 14, before the 18 of its name.
	if !slices.Contains(lignes, "electricit 0N1R") {
		t.Errorf("electricité in %q", lignes)
	}
	if empty := index(t, &catalogue.Catalogue{}); string(empty) != `{"version":1,"cfd":[],"mots":""}` {
		t.Errorf("an empty catalogue: %s", empty)
	}
}

func TestWhatPeopleTypeFindsDiplomas(t *testing.T) {
	cas := []struct {
		requete string
		veut    []string
	}{
		{"boulanger", []string{"50022137"}}, {"boulangère", []string{"50022137"}}, {"boulangé", []string{"50022137"}}, {"BOULANGERIE", []string{"50022137"}},
		{"boulan", []string{"50022137"}}, {"boulnager", []string{"50022137"}},
		{"cap cuisine", []string{"50022139"}}, {"devenir cuisinier", []string{"50022139"}}, {"restaurants", []string{"50022139"}},
		{"electricité", []string{"40025515", "40025500"}}, {"électricien", []string{"40025515", "40025500"}}, {"bac pro metiers de l'electricite", []string{"40025515", "40025500"}},
		{"travailler avec les animaux", []string{"50021001"}}, {"chevaux", []string{"50021001"}},
		{"xyzzy", nil}, {"bac pro", nil}, {"", nil}, {"   ", nil}, {"cap", nil},
	}
	var requetes []string
	for _, c := range cas {
		requetes = append(requetes, c.requete)
	}
	for i, got := range diplomes(t, index(t, petitCatalogue()), requetes) {
		if !slices.Equal(got, cas[i].veut) {
			t.Errorf("%q finds %v, want %v", cas[i].requete, got, cas[i].veut)
		}
	}
}

// TestReferenceQueries: of what people type, each query finds a diploma that
// answers it among its first five, in the whole country; and the index with its
// code is small.
func TestReferenceQueries(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the whole national set")
	}
	partage := cmp.Or(os.Getenv("FUTURPRO_SHARED"), "../../../shared")
	b, err := os.ReadFile(filepath.Join(partage, "reference", "recherche", "requetes.json"))
	if err != nil {
		t.Skipf("no reference in %s: set FUTURPRO_SHARED to the folder that holds reference/recherche", partage)
	}
	var cas []struct{ Genre, Requete, Attendu string }
	if err := json.Unmarshal(b, &cas); err != nil {
		t.Fatal(err)
	}
	cat := national(t, filepath.Join(partage, "data", "national"))
	par := map[string][]string{}
	for _, f := range cat.Formations {
		texte := []string{territoire.Plier(f.Groupe.String() + " " + f.Libelle)}
		for _, m := range f.MotsCles {
			texte = append(texte, m.Mot)
		}
		par[f.CFD] = texte
	}
	corps := index(t, cat)
	var requetes []string
	for _, c := range cas {
		requetes = append(requetes, c.Requete)
	}
	for i, got := range diplomes(t, corps, requetes) {
		attendu := regexp.MustCompile(cas[i].Attendu)
		if !slices.ContainsFunc(got[:min(5, len(got))], func(cfd string) bool { return slices.ContainsFunc(par[cfd], attendu.MatchString) }) {
			t.Errorf("%s: %q finds %v", cas[i].Genre, cas[i].Requete, got[:min(5, len(got))])
		}
	}
	var z bytes.Buffer
	g := gzip.NewWriter(&z)
	for _, p := range []string{"quoi/quoi.js", "recherche-documentation/racines.js", "pliage/pliage.js"} {
		code, err := os.ReadFile("../../layouts/composants/" + p)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = g.Write(code)
	}
	_, _ = g.Write(corps)
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("index of %d diplomas: %d bytes, %d with its code in gzip", len(par), len(corps), z.Len())
	if z.Len() > 35_000 {
		t.Errorf("the index and its code are %d bytes in gzip, over 35 kB", z.Len())
	}
}

// national assembles the national set.
func national(tb testing.TB, dossier string) *catalogue.Catalogue {
	tb.Helper()
	depot := os.DirFS("../../data")
	m, err := sources.ReadManifeste(depot, "sources.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	j := anomalies.New()
	src, err := sources.Read(os.DirFS(dossier), depot, m, j, nil)
	if err != nil {
		tb.Fatal(err)
	}
	_, cat, err := assemblage.Assemble(src, j)
	if err != nil {
		tb.Fatal(err)
	}
	return cat
}
