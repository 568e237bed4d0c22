package assemblage_test

import (
	"testing"

	"futurpro/generator/sources"
)

// On a meridian, a degree of latitude of the sphere is 111.3 km: 0.26° are
// 28.9 km, 0.28° are 31.2 km.
func TestPositionFarFromTheCommuneGivesWayToItsCentre(t *testing.T) {
	for nom, tt := range map[string]struct {
		departement string
		latitude    float64 // of an établissement due north of a centre at 48.1
		loin        bool
	}{
		"28.9 km":           {"35", 48.36, false},
		"31.2 km":           {"35", 48.38, true},
		"31.2 km in Guyane": {"973", 48.38, false},
	} {
		t.Run(nom, func(t *testing.T) {
			src := monde()
			src.Constats = []sources.Constat{constat("0350001A", "23210022137")}
			src.Departements[0].Code = tt.departement
			for i := range src.Communes {
				src.Communes[i].Departement = tt.departement
			}
			src.Etablissements[0].Position = &[2]float64{-1.7, tt.latitude}
			ref, cat, j := assemble(t, src)
			e := cat.Etablissements[0]
			if loin := compte(j, "position-loin-de-la-commune") == 1; loin != tt.loin || e.Approchee != tt.loin || !e.Place {
				t.Errorf("anomaly %v, %+v; want %v", loin, e, tt.loin)
			}
			if centre := e.Position == ref.Communes[e.Commune].Centre; centre != tt.loin {
				t.Errorf("at the centre of the commune: %v, want %v", centre, tt.loin)
			}
		})
	}
}
