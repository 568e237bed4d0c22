package assemblage_test

import (
	"testing"

	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
)

func inser(millesime, uai, mef11 string, change func(*sources.InserFormation)) sources.InserFormation {
	f := sources.InserFormation{Fichier: "inserjeunes/formations-1.json", Millesime: millesime, UAI: uai, Voie: "scolaire", MEF11: mef11}
	change(&f)
	return f
}

// TestOwnRatesOfAnOffre: the API gives 9 in employment of 21 who left, 42.9 %,
// written 43 as in the other files, and shares of 18 and 60 %, so 22 % do
// neither. Under the secrecy threshold nothing is computed.
func TestOwnRatesOfAnOffre(t *testing.T) {
	src := monde()
	src.Constats = []sources.Constat{constat("0350001A", "23210022137"), constat("0350002B", "23210022137")}
	src.InserFormations = []sources.InserFormation{
		inser("2021_2022", "0350001A", "23220022137", func(f *sources.InserFormation) {
			f.PartEmploi6Mois, f.TauxFormation, f.NbEmploi6Mois, f.NbSortant = reel(18), reel(60), reel(9), reel(21)
		}),
		inser("2020_2021", "0350001A", "23220022137", func(f *sources.InserFormation) { f.TauxFormation, f.TauxEmploi6Mois = reel(50), reel(40) }),
		inser("2021_2022", "0350002B", "23220022137", func(f *sources.InserFormation) { f.NbEmploi6Mois, f.NbSortant = reel(1), reel(2) }),
	}
	_, cat, _ := assemble(t, src)
	p := cat.Offres[0].Poursuites
	if len(p) != 2 || p[0].Millesime != "2020_2021" || *p[0].TauxEmploi6Mois != 40 || p[0].PartEmploi6Mois != nil {
		t.Fatalf("Poursuites %+v", p)
	}
	if d := p[1]; *d.TauxEmploi6Mois != 43 || *d.PartEmploi6Mois != 18 || *d.TauxFormation != 60 || *d.PartAutres6Mois != 22 || !d.Propre {
		t.Errorf("latest: %+v", d)
	}
	if len(cat.Offres[1].Poursuites) != 0 {
		t.Errorf("under the threshold: %+v", cat.Offres[1].Poursuites)
	}
}

// TestRatesFollowTheContinuum: those of the older code where the newer one has
// none; a copy by the producer gives way to its own; both say where they come
// from.
func TestRatesFollowTheContinuum(t *testing.T) {
	src := monde()
	src.Constats = []sources.Constat{constat("0350001A", "23810022707"), constat("0350002B", "23810022707")}
	src.InserFormations = []sources.InserFormation{
		inser("2021_2022", "0350001A", "23830022703", func(f *sources.InserFormation) { f.TauxFormation = reel(30) }),
		inser("2021_2022", "0350002B", "23830022703", func(f *sources.InserFormation) { f.TauxFormation = reel(99) }),
		inser("2021_2022", "0350002B", "23830022707", func(f *sources.InserFormation) { f.TauxFormation, f.CopieDe = reel(98), "23830022703" }),
		inser("2020_2021", "0350002B", "23830022707", func(f *sources.InserFormation) { f.TauxFormation, f.CopieDe = reel(98), "23830022703" }),
		inser("2020_2021", "0350002B", "23830022707", func(f *sources.InserFormation) { f.TauxFormation = reel(40) }),
	}
	_, cat, _ := assemble(t, src)
	ancien := cat.Offres[0].Poursuites
	if len(ancien) != 1 || *ancien[0].TauxFormation != 30 || ancien[0].Propre || ancien[0].CFDSource != "40022703" {
		t.Errorf("of the older code: %+v", ancien)
	}
	copies := cat.Offres[1].Poursuites
	if len(copies) != 2 || *copies[0].TauxFormation != 40 || !copies[0].Propre || *copies[1].TauxFormation != 98 || copies[1].Propre || copies[1].CFDSource != "40022703" {
		t.Errorf("of the newer code: %+v", copies)
	}
}

func TestRegionalFigureOfItsOwnComesBeforeACopy(t *testing.T) {
	src := monde()
	src.Constats = []sources.Constat{constat("0350001A", "23210022137")}
	region := func(taux float64, copieDe string) sources.InserRegion {
		return sources.InserRegion{Fichier: "inserjeunes/regionales.json", Millesime: "2021_2022", Region: "53", Voie: "scolaire", MEF11: "23220022137", TauxPoursuite: &taux, CopieDe: copieDe}
	}
	src.InserRegions = []sources.InserRegion{region(70, "23220022101"), region(60, "")}
	_, cat, _ := assemble(t, src)
	inds := cat.Regionaux[catalogue.CleRegionale{Formation: 0, Region: "53"}]
	if len(inds) != 1 || *inds[0].TauxFormation != 60 || !inds[0].Propre {
		t.Errorf("regional figures %+v", inds)
	}
}

// TestPlacesLibres: 24 places, 20 pupils given one: 4 are left. A full class,
// or a figure not published, leaves none to announce.
func TestPlacesLibres(t *testing.T) {
	for nom, tt := range map[string]struct{ capacite, affectes, veut *int }{
		"some left":      {entier(24), entier(20), entier(4)},
		"full":           {entier(24), entier(24), nil},
		"overfull":       {entier(24), entier(25), nil},
		"pupils unknown": {entier(24), nil, nil},
		"places unknown": {nil, entier(3), nil},
	} {
		got := catalogue.IndicateurEntree{Capacite: tt.capacite, Affectes: tt.affectes}.PlacesLibres()
		if (got == nil) != (tt.veut == nil) || got != nil && *got != *tt.veut {
			t.Errorf("%s: %v", nom, got)
		}
	}
}
