package pages

import (
	"testing"

	"futurpro/generator/sources"
)

// TestASourceIsNamedInFewWordsWhereItHasThem, with its vintage.
func TestASourceIsNamedInFewWordsWhereItHasThem(t *testing.T) {
	a := &Atelier{Entrees: Entrees{Sources: &sources.Sources{Manifeste: &sources.Manifeste{Sources: []sources.Source{
		{ID: "un", Producteur: "Ministère", Nom: "Vœux et capacités", Abrege: "Ministère, Vœux", Millesime: "2025"},
		{ID: "deux", Producteur: "Onisep", Nom: "Fiches", Millesime: "2024"},
	}}}}}
	l := a.citer("un", "deux")
	if len(l) != 2 || l[0].Texte != "Ministère, Vœux (2025)" || l[1].Texte != "Onisep, Fiches (2024)" {
		t.Errorf("%+v", l)
	}
}
