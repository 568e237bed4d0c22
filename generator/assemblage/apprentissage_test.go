package assemblage_test

import (
	"slices"
	"testing"

	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
)

func apprentissage(change func(*sources.FormationApprentissage)) sources.FormationApprentissage {
	f := sources.FormationApprentissage{Ligne: 1, Fichier: "apprentissage/formations-1.json", CFD: "50022137", UAI: "0350001A", Publiee: true,
		Annee: "1", Duree: 2, Diplome: "CERTIFICAT D'APTITUDE PROFESSIONNELLE", Rentrees: []string{"2025"}}
	change(&f)
	return f
}

func TestApprentissageIsWhatAPupilOf3eMayEnter(t *testing.T) {
	for nom, tt := range map[string]struct {
		change func(*sources.FormationApprentissage)
		garde  bool
	}{
		"CAP":             {func(*sources.FormationApprentissage) {}, true},
		"CAP in one year": {func(f *sources.FormationApprentissage) { f.Duree = 1 }, true},
		"not published":   {func(f *sources.FormationApprentissage) { f.Publiee = false }, false},
		"second year":     {func(f *sources.FormationApprentissage) { f.Annee = "2" }, false},
		"year unknown":    {func(f *sources.FormationApprentissage) { f.Annee = "" }, false},
		"CS3":             {func(f *sources.FormationApprentissage) { f.CFD = "56133102" }, false},
		"bac pro in 3 years": {func(f *sources.FormationApprentissage) {
			f.CFD, f.Diplome, f.Duree = "40025214", "BAC PROFESSIONNEL", 3
		}, true},
		"bac pro in 2 years": {func(f *sources.FormationApprentissage) {
			f.CFD, f.Diplome, f.Duree = "40025214", "BAC PROFESSIONNEL", 2
		}, false},
		"BP": {func(f *sources.FormationApprentissage) { f.CFD, f.Diplome = "45022137", "BREVET PROFESSIONNEL" }, false},
		"BP agricole": {func(f *sources.FormationApprentissage) {
			f.CFD, f.Diplome = "55321001", "BREVET PROFESSIONNEL AGRICOLE DE NIVEAU V"
		}, true},
		"diploma not named": {func(f *sources.FormationApprentissage) { f.Diplome = "" }, true},
		"unknown place":     {func(f *sources.FormationApprentissage) { f.UAI = "0990001Z" }, false},
	} {
		t.Run(nom, func(t *testing.T) {
			src := monde()
			src.Constats = []sources.Constat{constat("0350002B", "23210022137")}
			f := apprentissage(tt.change)
			src.Apprentissages = []sources.FormationApprentissage{f}
			_, cat, j := assemble(t, src)
			if garde := slices.Contains(cles(cat), f.CFD+"--"+f.UAI+"-apprentissage"); garde != tt.garde {
				t.Errorf("kept: %v, want %v (%v)", garde, tt.garde, cles(cat))
			}
			if n := compte(j, "apprentissage-ecarte") + compte(j, "apprentissage-sans-etablissement"); (n == 0) != tt.garde {
				t.Errorf("%d counted as left out: %v", n, j.Resumes())
			}
		})
	}
}

// TestApprentissageIsOneOffrePerDiplomaAndPlace: sessions are joined, the
// duration is that of the offre, no famille, no dispositif.
func TestApprentissageIsOneOffrePerDiplomaAndPlace(t *testing.T) {
	src := monde()
	src.Constats = []sources.Constat{constat("0350001A", "23820025214")}
	bacPro := func(uai string, rentrees ...string) sources.FormationApprentissage {
		return apprentissage(func(f *sources.FormationApprentissage) {
			f.CFD, f.Diplome, f.Duree, f.UAI, f.Rentrees = "40025214", "BAC PROFESSIONNEL", 3, uai, rentrees
		})
	}
	src.Apprentissages = []sources.FormationApprentissage{
		bacPro("0350001A", "2025"), bacPro("0350001A", "2024", "2025"),
		apprentissage(func(*sources.FormationApprentissage) {}), apprentissage(func(f *sources.FormationApprentissage) { f.UAI, f.Duree = "0350002B", 1 }),
	}
	_, cat, _ := assemble(t, src)
	veut := []string{"40025214--0350001A-apprentissage", "40025214-247-0350001A-scolaire", "50022137--0350001A-apprentissage", "50022137--0350002B-apprentissage"}
	if got := cles(cat); !slices.Equal(got, veut) {
		t.Fatalf("offres %v, want %v", got, veut)
	}
	for _, o := range cat.Offres {
		f := cat.Formations[o.Formation]
		switch cat.Cle(o) {
		case veut[0]:
			if f.Voie != catalogue.Apprentissage || f.Duree != 3 || o.Duree != 3 || f.Famille != catalogue.SansFamille || f.Role != catalogue.HorsFamille || !slices.Equal(o.Rentrees, []string{"2024", "2025"}) {
				t.Errorf("bac pro: %+v %+v", f, o)
			}
		case veut[1]:
			if f.Role != catalogue.Specialite {
				t.Errorf("the voie scolaire lost its famille: %+v", f)
			}
		case veut[3]: // one year here, two there: the formation has no duration of its own
			if f.Duree != 0 || o.Duree != 1 {
				t.Errorf("CAP: %+v %+v", f, o)
			}
		}
	}
}
