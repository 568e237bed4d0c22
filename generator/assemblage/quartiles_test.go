package assemblage

import (
	"testing"

	"futurpro/generator/catalogue"
	"futurpro/generator/territoire"
)

// TestQuartilesAreThoseOfTheLatestMillesime: five CAP of one région, both
// voies together; a sixth in another région and a bac pro do not count.
func TestQuartilesAreThoseOfTheLatestMillesime(t *testing.T) {
	ref := &territoire.Referentiel{Departements: []territoire.Departement{{Code: "35", Region: "53"}, {Code: "75", Region: "11"}}}
	cat := &catalogue.Catalogue{
		Formations: []catalogue.Formation{
			{CFD: "50022137", Groupe: catalogue.CAP}, {CFD: "50022137", Voie: catalogue.Apprentissage, Groupe: catalogue.CAP},
			{CFD: "40025214", Groupe: catalogue.BacPro},
		},
		Etablissements: []catalogue.Etablissement{{Departement: "35"}, {Departement: "75"}},
	}
	add := func(f catalogue.FormationIdx, e catalogue.EtablissementIdx, millesime string, etudes, emploi float64) {
		ind := catalogue.IndicateurPoursuite{Millesime: millesime, TauxFormation: &etudes, TauxEmploi6Mois: &emploi}
		cat.Offres = append(cat.Offres, catalogue.Offre{Formation: f, Etablissement: e, Poursuites: []catalogue.IndicateurPoursuite{ind}})
	}
	add(0, 0, "2022_2023", 10, 50)
	add(0, 0, "2022_2023", 20, 60)
	add(1, 0, "2022_2023", 30, 70)
	add(0, 0, "2022_2023", 40, 80)
	add(0, 0, "2022_2023", 50, 90)
	add(0, 0, "2021_2022", 99, 99) // an older millésime
	add(0, 1, "2022_2023", 99, 99) // another région
	add(2, 0, "2022_2023", 99, 99) // another group
	a := &assembleur{ref: ref, cat: cat}
	computeQuartiles(cat, ref)
	q := cat.Quartiles[catalogue.CleQuartiles{Region: "53", Groupe: catalogue.CAP}]
	// Five values: ranks 0.25*4 = 1 and 0.75*4 = 3.
	if q.Millesime != "2022_2023" || *q.Formation.Q1 != 20 || *q.Formation.Q3 != 40 || *q.Emploi.Q1 != 60 || *q.Emploi.Q3 != 80 {
		t.Errorf("quartiles %s: études %v-%v, emploi %v-%v", q.Millesime, *q.Formation.Q1, *q.Formation.Q3, *q.Emploi.Q1, *q.Emploi.Q3)
	}
	a.computeEtiquettes()
	for i, veut := range []bool{false, false, false, true, true, false} {
		if got := cat.Offres[i].Etiquettes&catalogue.TravaillerRapidement != 0; got != veut {
			t.Errorf("offre %d: étiquette emploi %v, want %v (the older millésime is not compared)", i, got, veut)
		}
	}
}
