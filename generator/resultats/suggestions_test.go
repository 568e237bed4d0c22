package resultats_test

import (
	"slices"
	"testing"

	"futurpro/generator/catalogue"
	"futurpro/generator/resultats"
)

// mondeProche is monde with an établissement in the commune whose CAP has
// similar diplomas, given here and there:
//
//	40000001 at 0350005E (out of reach) alone
//	40000002 at 0350002B (9 min, private) and 0350004D (11 min, public)
//	40000003 at 0440006F (out of reach, other académie) alone
//	40000004 at 0440007G (20 min, other académie)
//	40000005 at 0350008H (no position) and 0350005E (50 km)
func mondeProche(t *testing.T, proches ...string) (*catalogue.Catalogue, *resultats.Moteur) {
	t.Helper()
	ref, cat := monde()
	cat.Formations[0].Proches = proches
	for cfd, uais := range map[string][]string{"40000001": {"0350005E"}, "40000002": {"0350002B", "0350004D"}, "40000003": {"0440006F"},
		"40000004": {"0440007G"}, "40000005": {"0350008H", "0350005E"}} {
		cat.Formations = append(cat.Formations, catalogue.Formation{CFD: cfd, Famille: catalogue.SansFamille})
		for i, e := range cat.Etablissements {
			if slices.Contains(uais, e.UAI) {
				cat.Offres = append(cat.Offres, catalogue.Offre{Formation: catalogue.FormationIdx(len(cat.Formations) - 1), Etablissement: catalogue.EtablissementIdx(i)})
			}
		}
	}
	return cat, resultats.New(ref, cat, matrice(t, ref, cat, ""), nil, nil)
}

func TestSuggestions(t *testing.T) {
	tests := map[string]struct {
		proches []string
		n       int
		want    []string
	}{
		"reachable first, then the académie, each in order": {[]string{"40000001", "40000004", "40000005", "40000002"}, 12,
			[]string{"40000004 0440007G", "40000002 0350004D", "40000001 0350005E", "40000005 0350005E"}},
		"never another académie out of reach": {[]string{"40000003"}, 12, nil},
		"never the same diploma":              {[]string{"50022137", "40000002"}, 12, []string{"40000002 0350004D"}},
		"a diploma nobody gives":              {[]string{"40999999"}, 12, nil},
		"no more than asked":                  {[]string{"40000001", "40000004", "40000002"}, 2, []string{"40000004 0440007G", "40000002 0350004D"}},
		"none":                                {nil, 12, nil},
	}
	for nom, tt := range tests {
		t.Run(nom, func(t *testing.T) {
			cat, m := mondeProche(t, tt.proches...)
			var got []string
			for _, r := range m.Suggestions(0, tt.n) {
				o := cat.Offres[r.Offre]
				got = append(got, cat.Formations[o.Formation].CFD+" "+cat.Etablissements[o.Etablissement].UAI)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("suggestions %v, want %v", got, tt.want)
			}
		})
	}
}

func TestNoSuggestionWithoutACommune(t *testing.T) {
	cat, m := mondeProche(t, "40000002")
	cat.Etablissements[0].Commune = catalogue.SansCommune
	if got := m.Suggestions(0, 12); got != nil {
		t.Errorf("suggestions %v from nowhere", got)
	}
}
