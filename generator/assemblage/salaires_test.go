package assemblage_test

import (
	"math"
	"testing"

	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
)

func salaire(millesime, mef11 string, quartiles ...*int) sources.Salaire {
	return sources.Salaire{Fichier: "inserjeunes/certifications.json", Millesime: millesime, Voie: "scolaire", MEF11: mef11, Q1: quartiles[0], Q2: quartiles[1], Q3: quartiles[2]}
}

func TestSalaireIsOfTheLatestMillesimeWithItsThreeFigures(t *testing.T) {
	const cap, ancien = "23220022137", "23830022703"
	for nom, tt := range map[string]struct {
		salaires []sources.Salaire
		cfd      string
		veut     *catalogue.Salaire
	}{
		"latest": {[]sources.Salaire{salaire("2020_2021", cap, entier(1200), entier(1300), entier(1450)), salaire("2018_2019", cap, entier(1), entier(2), entier(3))},
			"50022137", &catalogue.Salaire{Millesime: "2020_2021", Q1: 1200, Mediane: 1300, Q3: 1450, Propre: true, CFDSource: "50022137"}},
		"a later one without figures": {[]sources.Salaire{salaire("2018_2019", cap, entier(1200), entier(1300), entier(1450)), salaire("2020_2021", cap, nil, nil, nil)},
			"50022137", &catalogue.Salaire{Millesime: "2018_2019", Q1: 1200, Mediane: 1300, Q3: 1450, Propre: true, CFDSource: "50022137"}},
		"a later one with the first quartile alone": {[]sources.Salaire{salaire("2018_2019", cap, entier(1200), entier(1300), entier(1450)), salaire("2020_2021", cap, entier(1210), nil, nil)},
			"50022137", nil},
		"quartiles that decrease": {[]sources.Salaire{salaire("2020_2021", cap, entier(1400), entier(1300), entier(1450))}, "50022137", nil},
		"older code": {[]sources.Salaire{salaire("2020_2021", ancien, entier(1300), entier(1400), entier(1500))},
			"40022707", &catalogue.Salaire{Millesime: "2020_2021", Q1: 1300, Mediane: 1400, Q3: 1500, CFDSource: "40022703"}},
		"another voie": {[]sources.Salaire{{Millesime: "2020_2021", Voie: "apprentissage", CFD: "50022137", Q1: entier(1), Q2: entier(2), Q3: entier(3)}}, "50022137", nil},
	} {
		t.Run(nom, func(t *testing.T) {
			src := monde()
			src.Constats = []sources.Constat{constat("0350001A", "23210022137"), constat("0350001A", "23810022707")}
			src.Salaires = tt.salaires
			_, cat, _ := assemble(t, src)
			for i, f := range cat.Formations {
				got, ok := cat.Salaires[catalogue.FormationIdx(i)]
				switch {
				case f.CFD != tt.cfd && ok:
					t.Errorf("%s has a salary: %+v", f.CFD, got)
				case f.CFD == tt.cfd && ok != (tt.veut != nil), f.CFD == tt.cfd && ok && got != *tt.veut:
					t.Errorf("%+v (%v), want %+v", got, ok, tt.veut)
				}
			}
		})
	}
}

// TestEchelleGoesFromTheLeastToTheNinthDecileOfMedians: of the CAP of the
// latest millésime, both voies; four medians, 1000, 1100, 1200 and 1500: rank
// 0.9 x 3 = 2.7, 1200 + 0.7 x 300 = 1410.
func TestEchelleGoesFromTheLeastToTheNinthDecileOfMedians(t *testing.T) {
	src := monde()
	src.Constats = []sources.Constat{constat("0350001A", "23210022137")}
	apprenti := func(millesime, cfd string, mediane int) sources.Salaire {
		return sources.Salaire{Millesime: millesime, Voie: "apprentissage", CFD: cfd, Q2: entier(mediane)}
	}
	src.Salaires = []sources.Salaire{
		salaire("2020_2021", "23220022137", nil, entier(1200), nil),
		apprenti("2020_2021", "50022101", 1500), apprenti("2020_2021", "50022102", 1000), apprenti("2020_2021", "50322103", 1100),
		apprenti("2018_2019", "50022101", 5), apprenti("2020_2021", "40022101", 9000),
	}
	_, cat, _ := assemble(t, src)
	e := cat.Echelles[catalogue.CAP]
	if e.Millesime != "2020_2021" || e.Min != 1000 || math.Abs(e.P90-1410) > 1e-9 || e.Diplomes != 4 {
		t.Errorf("scale %+v", e)
	}
}
