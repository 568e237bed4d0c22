package rues_test

import (
	"context"
	"errors"
	"io"
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"futurpro/generator/rues"
	"futurpro/generator/rues/ruestest"
)

// league is farther than a street may be from a point.
const league = 10 * side

// far returns the point of a column and a row, in leagues.
func far(column, row float64) orb.Point { return at(10*column, 10*row) }

func load(tb testing.TB, extracts ...rues.Extract) *rues.Streets {
	tb.Helper()
	streets := rues.NewStreets(extracts)
	if err := streets.Load(tb.Context()); err != nil {
		tb.Fatal(err)
	}
	return streets
}

func extract(t *testing.T, text string) rues.Extract {
	t.Helper()
	return ruestest.Extract(t, far, rues.Options{Mode: rues.Bicycle}, text)
}

// Two extracts: the west one has a street from 0 to 3; the east one has one from
// 2 to 3 and 4, but from 2 to 3 it goes a long way round.
func TestStreetsOfSeveralExtracts(t *testing.T) {
	t.Parallel()
	const ways = " highway=residential\n"
	west := extract(t, "node 1 0 0\nnode 4 3 0\nway 1 1,4"+ways)
	east := extract(t, "node 2 2 0\nnode 3 2 -3\nnode 4 3 -3\nnode 5 3 0\nnode 6 4 0\nway 2 2,3,4,5,6"+ways)
	streets := load(t, west, east)
	points := []orb.Point{far(0, 0), far(2, 0), far(3, 0), far(4, 0), far(0, 20), {math.NaN(), 0}}
	places := streets.NewPlaces(points)
	finder := streets.NewFinder()
	const no = -1
	tests := []struct {
		name  string
		from  orb.Point
		sides []float64 // to each point, no if not found
		onMap []bool
	}{
		{"west end", far(0, 0), []float64{0, 2, 3, no, no, no}, []bool{true, true, true, false, false, false}},
		{"in both: the shortest way", far(2, 0), []float64{2, 0, 1, 8, no, no}, []bool{true, true, true, true, false, false}},
		{"east end", far(4, 0), []float64{no, 8, 1, 0, no, no}, []bool{false, true, true, true, false, false}},
		{"off the map", far(0, 20), []float64{no, no, no, no, no, no}, make([]bool, 6)},
		{"nowhere", orb.Point{0, math.NaN()}, []float64{no, no, no, no, no, no}, make([]bool, 6)},
	}
	for _, test := range tests {
		for name, around := range map[string]rues.Around{
			"from":    finder.From(test.from, 20*league, places),
			"towards": streets.NewFinder().Towards(test.from, 20*league, places),
		} {
			got := slices.Repeat([]float64{no}, len(points))
			for _, r := range around.Reached {
				got[r.Target] = math.Round(r.Metres/league*100) / 100
			}
			if !slices.Equal(got, test.sides) {
				t.Errorf("%s, %s: %v leagues, expected %v", test.name, name, got, test.sides)
			}
			for i, on := range test.onMap {
				if around.OnMap(i) != on {
					t.Errorf("%s, %s: point %d on the map: %t", test.name, name, i, !on)
				}
			}
		}
	}
}

func TestStreetsFollowOneWayStreets(t *testing.T) {
	t.Parallel()
	streets := load(t, extract(t, `
		node 1 0 0
		node 2 2 0
		node 3 2 3
		node 4 0 3
		way 1 1,2 highway=residential oneway=yes
		way 2 2,3,4,1 highway=residential`))
	places := streets.NewPlaces([]orb.Point{far(2, 0)})
	finder := streets.NewFinder()
	if r := finder.From(far(0, 0), 9*league, places).Reached; len(r) != 1 || math.Abs(r[0].Metres-2*league) > 0.05 {
		t.Errorf("along: %v, expected two leagues", r)
	}
	if r := finder.Towards(far(0, 0), 9*league, places).Reached; len(r) != 1 || math.Abs(r[0].Metres-8*league) > 0.05 {
		t.Errorf("back: %v, expected eight leagues", r)
	}
	if r := finder.Towards(far(0, 0), 7*league, places).Reached; len(r) != 0 {
		t.Errorf("back within seven leagues: %v", r)
	}
}

func TestStreetsAreNamedByWhatTheyAreMadeOf(t *testing.T) {
	t.Parallel()
	a := extract(t, "node 1 0 0\nnode 2 1 0\nway 1 1,2 highway=path")
	b := a
	b.SHA256[0]++
	c := a
	c.Options.MinIsland = 7
	name := func(extracts ...rues.Extract) string { return rues.NewStreets(extracts).String() }
	if name(a, b) != name(b, a) {
		t.Error("the order of extracts changes their name")
	}
	names := []string{name(a), name(b), name(c), name(a, b), (*rues.Streets)(nil).String()}
	slices.Sort(names)
	if len(slices.Compact(names)) != 5 {
		t.Errorf("other files or rules, the same name: %q", names)
	}
}

// What is not needed is not read; what cannot be read can be tried again.
func TestStreetsAreReadOnce(t *testing.T) {
	t.Parallel()
	good := extract(t, "node 1 0 0\nnode 2 1 0\nway 1 1,2 highway=path")
	reads, fails := 0, true
	flaky := good
	flaky.Read = func(ctx context.Context) (*rues.Network, error) {
		if reads++; fails {
			return nil, io.ErrUnexpectedEOF
		}
		return good.Read(ctx)
	}
	streets := rues.NewStreets([]rues.Extract{flaky, extract(t, "node 1 0 0\nnode 2 1 0\nway 1 1,2 highway=steps")})
	if streets.Loaded() || reads > 0 {
		t.Error("read before they are asked for")
	}
	if err := streets.Load(t.Context()); !errors.Is(err, io.ErrUnexpectedEOF) || streets.Loaded() {
		t.Errorf("error %v, loaded: %t", err, streets.Loaded())
	}
	fails = false
	for range 2 {
		// Stairs alone are no street for a bicycle: the other extract still is.
		if err := streets.Load(t.Context()); err != nil || !streets.Loaded() {
			t.Errorf("error %v, loaded: %t", err, streets.Loaded())
		}
	}
	if reads != 2 {
		t.Errorf("%d times read, expected once to fail and once more", reads)
	}
	places := streets.NewPlaces([]orb.Point{far(1, 0)})
	if r := streets.NewFinder().From(far(0, 0), 2*league, places).Reached; len(r) != 1 {
		t.Errorf("%v, expected the other end of the path", r)
	}
	houses := ruestest.Extract(t, far, rues.Options{}, "node 1 0 0\nnode 2 1 0\nway 1 1,2 building=yes")
	if err := rues.NewStreets([]rues.Extract{houses}).Load(t.Context()); !errors.Is(err, rues.ErrNoStreet) {
		t.Errorf("a map without any street on foot: error %v", err)
	}
	if !(*rues.Streets)(nil).Loaded() || (*rues.Streets)(nil).Load(t.Context()) != nil {
		t.Error("no streets have something to read")
	}
}
