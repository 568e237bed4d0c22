package trajets_test

import (
	"testing"

	"github.com/paulmach/orb"

	"futurpro/generator/gtfs/gtfstest"
	"futurpro/generator/raptor"
	"futurpro/generator/rues"
	"futurpro/generator/rues/ruestest"
	"futurpro/generator/trajets"
)

// rides computes the rides from points to one destination, as a network beside
// another.
func rides(tb testing.TB, velo trajets.Velo, origines []trajets.Origine, destination orb.Point) *trajets.Matrice {
	tb.Helper()
	d := demande(trajets.Reseau{}, trajets.Reseau{Velo: &velo})
	d.Origines, d.Destinations = origines, []orb.Point{destination}
	file, _ := bytesOf(tb, d, trajets.Whole(), nil)
	return read(tb, file).Matrices()[1]
}

// Without streets, 15 km/h over 1.3 times the straight line is 0.312 s a metre.
func TestByBicycle(t *testing.T) {
	school := gtfstest.Point(0, 0)
	homes := []orb.Point{gtfstest.Point(1000, 0), gtfstest.Point(0, 8653), gtfstest.Point(8655, 0), school, {}}
	m := rides(t, trajets.DefaultVelo(), trajets.Origines(homes), school)
	for i, want := range []uint8{6, 45, 0, 1, 0} { // 312 s, 2,699.7, 2,700.4, 0, unknown
		got, ok := m.Trajet(i, 0)
		if ok != (want > 0) || ok && got != alone(trajets.Trajet{Minutes: want, Mediane: want}) {
			t.Errorf("home %d: %+v (%t), want %d min", i, got, ok, want)
		}
	}
	if it, ok := m.Itineraire(0, 0); !ok || len(it.Troncons) != 0 || it.Marche != 6*60 || it.Arrivee-it.Depart != it.Marche {
		t.Errorf("journey %+v (%t), want 6 min without a vehicle", it, ok)
	}
	// A commune of several places counts from the median one, and tells the best.
	m = rides(t, trajets.DefaultVelo(), []trajets.Origine{{gtfstest.Point(5000, 0), gtfstest.Point(1000, 0), gtfstest.Point(3000, 0)}}, school)
	if got, _ := m.Trajet(0, 0); got != (trajets.Trajet{Minutes: 16, Mediane: 16, Meilleur: 6, Part: 100, Lieu: 2}) { // 936 s
		t.Errorf("three places: %+v, want 16 min from the third, 6 at best", got)
	}
}

// The way there counts, not the way back: a street of 1 km is one way towards
// the school, and 4 km lead back around.
func TestByBicycleTowardsTheSchool(t *testing.T) {
	const round = `
		node 1 0 0
		node 2 1000 0
		node 3 1000 -1500
		node 4 0 -1500
		way 1 1,2 highway=residential oneway=yes
		way 2 2,3,4,1 highway=residential`
	velo := trajets.DefaultVelo()
	velo.Riding.Streets = ruestest.Streets(t, rues.Bicycle, gtfstest.Point, round)
	west, east := gtfstest.Point(10, 0), gtfstest.Point(990, 0)
	for _, test := range []struct {
		name         string
		home, school orb.Point
		minutes      uint8 // 0.24 s per metre
	}{
		{"along", west, east, 4},    // 980 m, 235 s
		{"against", east, west, 17}, // 4,020 m, 965 s
		{"where there is no street", gtfstest.Point(-2000, 0), gtfstest.Point(-3000, 0), 6}, // 312 s
		{"from where there is no street", gtfstest.Point(-1000, 0), west, 6},                // 1,010 x 0.312 = 315 s
	} {
		got, ok := rides(t, velo, trajets.Origines([]orb.Point{test.home}), test.school).Trajet(0, 0)
		if !ok || got.Minutes != test.minutes {
			t.Errorf("%s: %+v (%t), want %d min", test.name, got, ok, test.minutes)
		}
	}
}

// What was ridden holds until the rules, the streets, the commune or the
// établissement change, whatever the timetables do; and is not taken for a walk.
func TestRidesAreKept(t *testing.T) {
	velo := trajets.DefaultVelo()
	ask := func(v *trajets.Velo, feeds ...string) trajets.Demande {
		d := demande(reseau(t, feeds...), trajets.Reseau{Velo: v})
		d.Origines = trajets.Origines([]orb.Point{gtfstest.Point(0, 0), gtfstest.Point(20_000, 0)})
		d.Destinations = []orb.Point{gtfstest.Point(3000, 0)}
		return d
	}
	file, _ := bytesOf(t, ask(&velo, bus("w", 0, 3)), trajets.Whole(), nil)
	previous := read(t, file)
	faster, streets := velo, velo
	faster.Riding.Speed *= 2
	streets.Riding.Streets = ruestest.Streets(t, rues.Bicycle, gtfstest.Point, "node 1 0 0\nnode 2 3000 0\nway 1 1,2 highway=path")
	near := ask(&velo, bus("w", 0, 3))
	near.Origines[1] = append(near.Origines[1], gtfstest.Point(10_000, 0)) // within 45 min of the school
	walk := ask(nil, bus("w", 0, 3))
	for _, test := range []struct {
		name   string
		d      trajets.Demande
		reused int
	}{
		{"nothing changed", ask(&velo, bus("w", 0, 3)), 2},
		{"another line", ask(&velo, bus("w", 1, 3)), 1},
		{"a faster bicycle", ask(&faster, bus("w", 0, 3)), 1},
		{"streets", ask(&streets, bus("w", 0, 3)), 1},
		{"a commune has another place, too far to walk from", near, 1},
		{"on foot instead", walk, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			checkReuse(t, test.d, previous, test.reused)
		})
	}
}

func TestRidesThatMinutesCannotHoldAreRefused(t *testing.T) {
	for name, spoil := range map[string]func(*trajets.Velo){
		"too long":     func(v *trajets.Velo) { v.MaxDuration = 255 * 60 },
		"nobody rides": func(v *trajets.Velo) { v.Riding = raptor.Walking{} },
	} {
		velo := trajets.DefaultVelo()
		spoil(&velo)
		d := demande(trajets.Reseau{Velo: &velo})
		if _, _, err := d.Compute(t.Context(), trajets.Whole(), nil, nil); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
