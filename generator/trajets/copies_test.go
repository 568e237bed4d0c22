package trajets_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"futurpro/generator/gtfs"
	"futurpro/generator/gtfs/gtfstest"
	"futurpro/generator/raptor"
	"futurpro/generator/trajets"
)

// merged merges feeds, all on the same day.
func merged(tb testing.TB, feeds ...*gtfs.Feed) *raptor.Timetable {
	tb.Helper()
	m := raptor.NewMerger(raptor.DefaultOptions())
	for _, feed := range feeds {
		day, err := feed.Day(gtfstest.Tuesday())
		if err != nil {
			tb.Fatal(err)
		}
		m.Add(raptor.Source{Feed: feed, Date: gtfstest.Tuesday()}, day)
	}
	return m.Timetable()
}

const ville = `
	stops
	A     0    0
	B  5000    0
	C 10000    0
	D 10300    0
	E 16000    0
	F  5000 4000
	trips
	b1: A 6:50 | B 7:05 | C 7:20
	b2: A 7:20 | B 7:35 | C 7:50
	b3: A 7:40 | B 8:05 | C 8:20
	d1: D 7:30 | E 7:45
	d2: D 8:05 | E 8:20
	f1: F 7:10 | B 7:25
	t:  F 5:00 | B 5:20
	frequencies.txt
	trip_id,start_time,end_time,headway_secs
	t,7:30:00,8:40:00,1200`

// places are a grid around the stops of ville, east and north of them.
func places(east, north float64) []orb.Point {
	var all []orb.Point
	for x := -500.0; x <= 16_500; x += 700 {
		for y := -400.0; y <= 4400; y += 800 {
			all = append(all, gtfstest.Point(east+x, north+y))
		}
	}
	return all
}

// cells are all the journeys of a matrix.
func cells(m *trajets.Matrice, origines, destinations int) map[[2]int]trajets.Trajet {
	found := map[[2]int]trajets.Trajet{}
	for o := range origines {
		for d := range destinations {
			if t, ok := m.Trajet(o, d); ok {
				found[[2]int{o, d}] = t
			}
		}
	}
	return found
}

// A network that comes under two names, or with an older version of itself
// that has fewer trips, is searched as if it came alone.
func TestANetworkTwiceGivesTheSameAnswers(t *testing.T) {
	const older = `
	stops
	A     0    0
	B  5000    0
	C 10000    0
	trips
	b1: A 6:50 | B 7:05 | C 7:20
	b3: A 7:40 | B 8:05 | C 8:20`
	grid := places(0, 0)
	want := cells(compute(t, merged(t, gtfstest.Feed(t, ville)), grid, grid), len(grid), len(grid))
	for name, feeds := range map[string][]*gtfs.Feed{
		"a copy before": {gtfstest.Feed(t, ville), gtfstest.Feed(t, ville)},
		"older first":   {gtfstest.Feed(t, older), gtfstest.Feed(t, ville)},
		"older last":    {gtfstest.Feed(t, ville), gtfstest.Feed(t, older)},
	} {
		got := cells(compute(t, merged(t, feeds...), grid, grid), len(grid), len(grid))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-alone +together):\n%s", name, diff)
		}
	}
	byBus := 0
	for _, trajet := range want {
		if trajet.Rides > 0 {
			byBus++
		}
	}
	if byBus < 100 {
		t.Fatalf("only %d journeys by bus: the test compares too little", byBus)
	}
}

// Networks with a sea between them are searched together as if each came
// alone, and no journey goes from one to the other.
func TestNetworksAcrossTheSeaDoNotMeet(t *testing.T) {
	const far = 5_000_000 // metres
	here, there := places(0, 0), places(0, far)
	island := `
	stops
	A     0 5000000
	B  5000 5000000
	C 10000 5000000
	trips
	b1: A 7:00 | B 7:15 | C 7:30
	b2: A 7:30 | B 7:45 | C 8:20`
	grid := append(places(0, 0), there...)
	got := cells(compute(t, merged(t, gtfstest.Feed(t, ville), gtfstest.Feed(t, island)), grid, grid), len(grid), len(grid))

	want := cells(compute(t, merged(t, gtfstest.Feed(t, ville)), here, here), len(here), len(here))
	for cell, trajet := range cells(compute(t, merged(t, gtfstest.Feed(t, island)), there, there), len(there), len(there)) {
		want[[2]int{cell[0] + len(here), cell[1] + len(here)}] = trajet
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-each alone +together):\n%s", diff)
	}
}
