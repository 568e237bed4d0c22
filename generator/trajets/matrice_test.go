package trajets_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCommunesOfACopyReachItsEtablissements(t *testing.T) {
	origines, destinations := places(0, 0), places(300, 100)
	m := compute(t, timetable(t, ville), origines, destinations)
	if m.Len() == 0 {
		t.Fatal("no journey to copy")
	}
	const copies = 3
	r := m.Repeat(copies)
	if r.Communes() != copies*m.Communes() || r.Etablissements() != copies*m.Etablissements() || r.Len() != copies*m.Len() {
		t.Fatalf("%d communes, %d établissements, %d journeys", r.Communes(), r.Etablissements(), r.Len())
	}
	vehicles := 0
	for c := range r.Communes() {
		copie, commune := c/m.Communes(), c%m.Communes()
		for e, trajet := range r.Accessibles(c) {
			if e/m.Etablissements() != copie {
				t.Fatalf("commune %d of copy %d reaches établissement %d", commune, copie, e)
			}
			etablissement := e % m.Etablissements()
			if want, ok := m.Trajet(commune, etablissement); !ok || trajet != want {
				t.Errorf("copy %d: %+v, want %+v", copie, trajet, want)
			}
			got, _ := r.Itineraire(c, e)
			want, _ := m.Itineraire(commune, etablissement)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("copy %d: the journey %s", copie, diff)
			}
			vehicles += len(got.Troncons)
		}
	}
	if vehicles == 0 {
		t.Error("no journey takes a vehicle")
	}
}
