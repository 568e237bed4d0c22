package trajets_test

import (
	"testing"

	"github.com/paulmach/orb"

	"futurpro/generator/gtfs/gtfstest"
	"futurpro/generator/trajets"
)

// A commune along a road to a school at 0. 5 km/h over 1.5 times the distance:
// 1,000 m as the crow flies are 18 minutes. At 500, 1,000, 1,500 and 2,000 m:
// 9, 18, 27 and 36; the hour ends at 3,333 m.
func TestSeveralPointsOfACommune(t *testing.T) {
	at := func(metres ...float64) trajets.Origine {
		var o trajets.Origine
		for _, m := range metres {
			o = append(o, gtfstest.Point(m, 0))
		}
		return o
	}
	for _, test := range []struct {
		name                    string
		origine                 trajets.Origine
		minutes, meilleur, lieu int
		part                    int
		partiel                 bool
	}{
		{"one point", at(500), 9, 9, 0, 100, false},
		{"the median of three", at(1500, 500, 1000), 18, 9, 2, 100, false},
		{"the lower median of four", at(1500, 500, 2000, 1000), 18, 9, 3, 100, false},
		{"a point out of reach comes after all others", at(5000, 1000, 500), 18, 9, 1, 66, false},
		{"half of the points are enough", at(5000, 500, 1000, 6000), 18, 9, 2, 50, false},
		{"below half, the best one", at(5000, 1000, 500, 6000, 7000), 9, 9, 2, 40, true},
		{"unknown points do not count", append(at(5000, 1000, 500), orb.Point{}, orb.Point{}), 18, 9, 1, 66, false},
		{"of equal ones, the first", at(1000, 1000, 1000), 18, 18, 1, 100, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			m, err := trajets.Compute(t.Context(), nil, trajets.DefaultOptions(), []trajets.Origine{at(9000), test.origine}, []orb.Point{gtfstest.Point(0, 0)}, nil)
			if err != nil {
				t.Fatal(err)
			}
			got, ok := m.Trajet(1, 0)
			if !ok || int(got.Minutes) != test.minutes || int(got.Meilleur) != test.meilleur || int(got.Lieu) != test.lieu ||
				int(got.Part) != test.part || got.Partiel() != test.partiel {
				t.Errorf("%+v %v, want %+v", got, ok, test)
			}
			if _, ok := m.Trajet(0, 0); ok {
				t.Error("a journey of 9 km on foot")
			}
		})
	}
}

// The share of a point among many is never said to be none.
func TestOnePointAmongMany(t *testing.T) {
	origine := trajets.Origine{gtfstest.Point(500, 0)}
	for range 299 {
		origine = append(origine, gtfstest.Point(9000, 0))
	}
	m, err := trajets.Compute(t.Context(), nil, trajets.DefaultOptions(), []trajets.Origine{origine}, []orb.Point{gtfstest.Point(0, 0)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := m.Trajet(0, 0); !ok || got.Part != 1 || got.Minutes != 9 || !got.Partiel() {
		t.Errorf("%+v %v, want 9 minutes from 1 %% of the points", got, ok)
	}
}

// The bus leaves the eastern district alone: the journey published is that of
// the median point, with its own departure and vehicles.
func TestMedianPointKeepsItsOwnJourney(t *testing.T) {
	tt := timetable(t, `
stops
East 20000 0
School 0 0
trips
b: East 7:30 | School 7:58
`)
	centre, east, further := gtfstest.Point(20_000, 1000), gtfstest.Point(20_000, 0), gtfstest.Point(20_000, -1300)
	m, err := trajets.Compute(t.Context(), tt, trajets.DefaultOptions(), []trajets.Origine{{centre, east, further}}, []orb.Point{gtfstest.Point(0, 0)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	// From the stop itself, 30 minutes before 8:00; the centre walks 1,080 s
	// more: 48 minutes, leaving at 7:12.
	got, ok := m.Trajet(0, 0)
	if !ok || got.Minutes != 48 || got.Meilleur != 30 || got.Lieu != 0 || got.Rides != 1 || got.Depart != 7*3600+12*60 {
		t.Errorf("%+v %v", got, ok)
	}
}
