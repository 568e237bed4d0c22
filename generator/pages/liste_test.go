package pages

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"futurpro/generator/catalogue"
)

// The key of an offre holds its UAI, and the UAI says which files to read, even
// where a département has an établissement numbered by its neighbour.
func TestListeFindsTheFilesOfAnUAI(t *testing.T) {
	a := petitAtelier(t)
	a.Cat.Etablissements = append(a.Cat.Etablissements, catalogue.Etablissement{UAI: "0350009Z", Nom: "Lycée du bord", Departement: "44"},
		catalogue.Etablissement{UAI: "9990001A", Nom: "Lycée sans département"})
	a.listees = append(a.listees, nil, nil)
	a.fichiers = nil
	if err := a.addFichiersDepartements(); err != nil {
		t.Fatal(err)
	}
	fichiers := a.vueListe().Fichiers
	if got := slices.Sorted(maps.Keys(fichiers)); !slices.Equal(got, []string{"035", "044"}) {
		t.Fatalf("prefixes %q, want those of the établissements that are in a file", got)
	}
	for prefixe, veut := range map[string][]string{"035": {"35", "44"}, "044": {"44"}} {
		var codes []string
		for _, f := range fichiers[prefixe] {
			code, _, _ := strings.Cut(strings.TrimPrefix(f, "/donnees/offres-"), ".")
			codes = append(codes, code)
		}
		if !slices.Equal(codes, veut) {
			t.Errorf("%s is read in %q, want the files of %q", prefixe, fichiers[prefixe], veut)
		}
	}
}
