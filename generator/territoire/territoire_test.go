package territoire_test

import (
	"slices"
	"testing"

	"futurpro/generator/territoire"
)

func TestSlug(t *testing.T) {
	for nom, veut := range map[string]string{
		"Lorient":                  "lorient",
		"L'Haÿ-les-Roses":          "l-hay-les-roses",
		"Saint-Malo":               "saint-malo",
		"Œuilly":                   "oeuilly",
		"Belle-Île-en-Mer":         "belle-ile-en-mer",
		"Paris 1er Arrondissement": "paris-1er-arrondissement",
		"St Brieuc":                "saint-brieuc",
		"Ste-Anne":                 "sainte-anne",
		"Y":                        "y",
	} {
		if got := territoire.Slug(nom); got != veut {
			t.Errorf("Slug(%q) = %q, want %q", nom, got, veut)
		}
	}
}

func TestDe(t *testing.T) {
	for nom, veut := range map[string]string{
		"Lorient": "de Lorient", "Auray": "d'Auray", "Étel": "d'Étel", "Le Mans": "du Mans", "Les Ulis": "des Ulis",
		"La Gacilly": "de La Gacilly", "Yvetot": "d'Yvetot", "Hennebont": "de Hennebont", "L'Haÿ-les-Roses": "de L'Haÿ-les-Roses",
	} {
		if got := territoire.De(nom); got != veut {
			t.Errorf("De(%q) = %q, want %q", nom, got, veut)
		}
	}
	if got := (territoire.Academie{Nom: "Orléans-Tours"}).De(); got != "d'Orléans-Tours" {
		t.Errorf("académie %q", got)
	}
}

func TestLookups(t *testing.T) {
	ref := &territoire.Referentiel{
		Communes: []territoire.Commune{{Code: "2A004"}, {Code: "69123"}, {Code: "69381", Parente: "69123"}, {Code: "69382", Parente: "69123"}},
	}
	if i, ok := ref.Commune("69123"); !ok || i != 1 {
		t.Errorf("Commune(69123) = %d, %v", i, ok)
	}
	if _, ok := ref.Commune("99999"); ok {
		t.Error("an unknown commune was found")
	}
	if got := ref.Arrondissements(); len(got) != 1 || !slices.Equal(got["69123"], []territoire.CommuneIdx{2, 3}) {
		t.Errorf("arrondissements, of Lyon alone: %v", got)
	}
	if _, ok := ref.Departement("2A"); ok {
		t.Error("an unknown département was found")
	}
}
