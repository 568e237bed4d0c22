package raptor_test

import (
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"futurpro/generator/gtfs/gtfstest"
	"futurpro/generator/raptor"
	"futurpro/generator/rues"
	"futurpro/generator/rues/ruestest"
)

// walking returns the walks along the streets of a text, in metres.
func walking(tb testing.TB, text string) raptor.Walking {
	tb.Helper()
	w := raptor.DefaultWalking()
	w.Streets = ruestest.Streets(tb, rues.Foot, gtfstest.Point, text)
	return w
}

// river has a street on each bank, 200 m apart, and one bridge, 300 m east: from
// west to west it is 300 + 200 + 300 m.
const river = `
	node 1 0 0
	node 2 300 0
	node 3 300 200
	node 4 0 200
	way 1 1,2 highway=residential
	way 2 2,3 highway=footway bridge=yes
	way 3 3,4 highway=residential`

func TestWalksFollowTheStreets(t *testing.T) {
	w := walking(t, river)
	points := []orb.Point{gtfstest.Point(0, 0), gtfstest.Point(0, 200), gtfstest.Point(100, 0), gtfstest.Point(-900, 0), gtfstest.Point(0, 220)}
	for _, test := range []struct {
		name    string
		walking raptor.Walking
		from    orb.Point
		metres  []float64 // to each point, 0 where it is not found
	}{
		// Within 1,000 m.
		{"straight lines", raptor.DefaultWalking(), points[0], []float64{1e-9, 300, 150, 0, 330}},
		{"over the bridge", w, points[0], []float64{1e-9, 800, 100, 0, 820}},
		{"along one bank", w, points[2], []float64{100, 700, 1e-9, 0, 720}},
		{"far from any street", w, points[3], []float64{0, 0, 0, 1e-9, 0}},
		{"the last metres are straight", w, gtfstest.Point(0, -20), []float64{20, 820, 120, 0, 840}},
		// 400 m from the nearest street: 500 x 1.5, 566 x 1.5 m.
		{"from far from any street", w, gtfstest.Point(-400, 0), []float64{600, 670.8, 750, 750, 684.7}},
	} {
		t.Run(test.name, func(t *testing.T) {
			places := raptor.NewPlaces(points, test.walking.Streets)
			got := make([]float64, len(points))
			for i, metres := range test.walking.NewWalker().From(test.from, 1000, places) {
				got[i] = max(metres, 1e-9)
			}
			for i, want := range test.metres {
				if math.Abs(got[i]-want) > 0.2 || (got[i] == 0) != (want == 0) {
					t.Errorf("to point %d: %.1f m, want %.1f", i, got[i], want)
				}
			}
		})
	}
}

// What goroutines find together is what one finds alone, in the order of the
// points, whatever their number.
func TestNeighboursAreThoseOfEachPoint(t *testing.T) {
	var points []orb.Point
	for i := range 5000 {
		points = append(points, gtfstest.Point(float64(i%100)*20, float64(i/100)*20))
	}
	points[7] = orb.Point{math.NaN(), math.NaN()}
	for _, w := range []raptor.Walking{raptor.DefaultWalking(), walking(t, river)} {
		places := raptor.NewPlaces(points, w.Streets)
		walker, next := w.NewWalker(), 0
		for i, near := range w.Neighbours(points, 100, places) {
			var alone []raptor.Neighbour
			for place, metres := range walker.From(points[i], 100, places) {
				alone = append(alone, raptor.Neighbour{Place: place, Metres: metres})
			}
			if i != next || !slices.Equal(near, alone) {
				t.Fatalf("point %d, expected %d: %v, alone %v", i, next, near, alone)
			}
			next++
		}
		if next != len(points) {
			t.Errorf("%d points of %d", next, len(points))
		}
	}
}

// As in [changing], with A and B on the two banks of the river, in no station.
func TestChangesFollowTheStreets(t *testing.T) {
	const stops = `
		stops
		O 9000 0
		A 0 0
		B 0 200
		D -9000 0`
	trips := func(departure string) string {
		return stops + "\ntrips\nto: O 7:50 | A 8:10\nfrom: B " + departure + " | D 8:40\n"
	}
	const station = "stops\nO 9000 0\nA 0 0 parent=S\nB 0 200 parent=S\nS 0 0 station\nD -9000 0\n"
	streets := raptor.DefaultOptions()
	streets.Walking = walking(t, river)
	far := raptor.DefaultOptions()
	far.Walking = walking(t, "node 1 5000 5000\nnode 2 6000 5000\nway 1 1,2 highway=path")
	inStation := func(departure string) string {
		return station + "trips\nto: O 7:50 | A 8:10\nfrom: B " + departure + " | D 8:40\n"
	}
	ruled := func(departure string) string {
		return trips(departure) + "transfers.txt\nfrom_stop_id,to_stop_id,transfer_type,min_transfer_time\nA,B,2,400\n"
	}
	for _, test := range []struct {
		name  string
		opts  raptor.Options
		text  func(departure string) string
		least string
	}{
		// 5/3.6 m/s, and 120 s to change.
		{"a straight line, 300 m, 216 s", raptor.DefaultOptions(), trips, "8:15:36"},
		{"over the bridge, 800 m, 576 s", streets, trips, "8:21:36"},
		{"no street near the stops: the straight line", far, trips, "8:15:36"},
		{"in one station: the straight line", streets, inStation, "8:15:36"},
		{"a rule keeps its time, 400 s", streets, ruled, "8:16:40"},
	} {
		t.Run(test.name, func(t *testing.T) {
			// Lengths along streets are rounded up, to a centimetre an edge.
			for offset, caught := range map[raptor.Seconds]bool{-1: false, 1: true} {
				n := newNetwork(t, test.opts, raptor.DefaultLimits(), test.text((at(t, test.least) + offset).String()))
				departure, rides := "", uint8(0)
				if caught {
					departure, rides = "7:50", 2
				}
				n.to("D", "8:40").leaves("O", departure, rides)
			}
		})
	}
}

// BenchmarkNeighbours looks for the stops within 1 km of each stop of a city,
// one every 160 m.
func BenchmarkNeighbours(b *testing.B) {
	var stops []orb.Point
	for r := range 50 {
		for c := range 50 {
			stops = append(stops, gtfstest.Point(float64(c)*160+17, float64(r)*160))
		}
	}
	for name, w := range map[string]raptor.Walking{"straight": raptor.DefaultWalking(), "streets": walking(b, ruestest.Grid(100, 80))} {
		b.Run(name, func(b *testing.B) {
			places := raptor.NewPlaces(stops, w.Streets)
			found := 0
			for b.Loop() {
				found = 0
				for _, near := range w.Neighbours(stops, 1000, places) {
					found += len(near)
				}
			}
			b.ReportMetric(float64(found)/float64(len(stops)), "neighbours/stop")
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(stops)), "µs/stop")
		})
	}
}
