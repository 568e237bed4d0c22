package assemblage_test

import (
	"slices"
	"testing"

	"futurpro/generator/sources"
)

// TestTheSeatOfACommuneNouvelleKeepsItsFormerName: it has kept its code, and
// its name is no longer that of the commune; that of another is unchanged.
func TestTheSeatOfACommuneNouvelleKeepsItsFormerName(t *testing.T) {
	src := monde()
	src.Constats = []sources.Constat{{Rentree: "2020", UAI: "0350001A", MEF11: "23210022137"}}
	src.AnciennesCommunes = []sources.AncienneCommune{
		{Code: "35001", Nom: "Vieux-Bourg", ChefLieu: "35001"}, {Code: "35091", Nom: "Petit-Village", ChefLieu: "35001"},
		{Code: "35002", Nom: "Bourgneuf", ChefLieu: "35002"},
	}
	ref, _, _ := assemble(t, src)
	for code, want := range map[string][]string{"35001": {"Petit-Village", "Vieux-Bourg"}, "35002": {}} {
		c, _ := ref.Commune(code)
		if got := ref.Communes[c].AnciensNoms; !slices.Equal(got, want) {
			t.Errorf("former names of %s: %v, want %v", code, got, want)
		}
	}
}

// TestClippertonHasTheAcademieOfItsAdministration, and a commune of an unknown
// département none.
func TestClippertonHasTheAcademieOfItsAdministration(t *testing.T) {
	src := monde()
	src.Constats = []sources.Constat{{Rentree: "2020", UAI: "0350001A", MEF11: "23210022137"}}
	src.Departements = append(src.Departements, sources.Departement{Code: "987", Nom: "Polynésie française", Academie: "41", NomAcademie: "Polynésie française", Region: "00"})
	src.Communes = append(src.Communes, sources.Commune{Code: "98901", Nom: "Île de Clipperton", Departement: "989", Centre: &[2]float64{-109.2, 10.3}},
		sources.Commune{Code: "98415", Nom: "Terre-Adélie", Departement: "984"})
	ref, _, _ := assemble(t, src)
	if _, ok := ref.Commune("98901"); !ok {
		t.Error("no Clipperton")
	}
	if d, ok := ref.Departement("989"); !ok || d.Academie != "41" || d.Nom != "Île de Clipperton" {
		t.Errorf("its département is %+v", d)
	}
	if _, ok := ref.Commune("98415"); ok {
		t.Error("a commune of no académie is listed")
	}
}
