package origines_test

import (
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geo"

	"futurpro/generator/origines"
	"futurpro/generator/sources"
	"futurpro/generator/territoire"
	"futurpro/generator/trajets"
)

// at is a point that many metres east and north of one where a square of a
// kilometre has its corner: on the equator, and all of its squares are alike.
func at(east, north float64) orb.Point {
	const metresPerDegree = 111_319.490793
	return orb.Point{east / metresPerDegree, north / metresPerDegree}
}

// block is a rectangle.
func block(west, south, east, north float64) orb.Polygon {
	return orb.Polygon{{at(west, south), at(east, south), at(east, north), at(west, north), at(west, south)}}
}

func choose(t *testing.T, communes []territoire.Commune, contours []sources.Contour, reperes ...orb.Point) []trajets.Origine {
	t.Helper()
	return origines.Choose(&territoire.Referentiel{Communes: communes}, contours, slices.Values(reperes))
}

// same reports whether two lists of points are, to a decimetre.
func same(a, b trajets.Origine) bool {
	return slices.EqualFunc(a, b, func(p, q orb.Point) bool { return geo.Distance(p, q) < 0.1 })
}

func town(code string, population int, centre orb.Point) territoire.Commune {
	return territoire.Commune{Code: code, Population: population, Centre: centre, Place: true}
}

func TestOnePlaceForEachSquareWithAStop(t *testing.T) {
	reperes := []orb.Point{
		at(500, 600), at(100, 100), // the square of the centre
		at(3200, 200), at(3400, 400), at(3400, 400), // twice the same
		at(1010, 500),                 // 510 m from the centre, another square
		at(1005, 900), at(4900, 4900), // another square, alone; outside
		at(2500, 2500),                              // in the hole
		{math.NaN(), math.NaN()}, {0, 0}, {200, 95}, // nowhere
	}
	outline := block(0, 0, 4000, 4000)
	outline = append(outline, block(2400, 2400, 2600, 2600)[0])
	contours := []sources.Contour{{Code: "35001", Polygones: orb.MultiPolygon{outline}}}
	centre := at(500, 500)
	want := trajets.Origine{centre, at(1500, 500), at(3500, 500)}
	got := choose(t, []territoire.Commune{town("35001", 5000, centre)}, contours, reperes...)
	if len(got) != 1 || !same(got[0], want) {
		t.Errorf("%v, want %v", got, want)
	}
	// The order of the stops is that of the feeds: it must not matter.
	slices.Reverse(reperes)
	if again := choose(t, []territoire.Commune{town("35001", 5000, centre)}, contours, reperes...); !slices.Equal(again[0], got[0]) {
		t.Errorf("%v in another order, %v", again, got)
	}
}

func TestNearTheCentreItSpeaksForItself(t *testing.T) {
	contours := []sources.Contour{{Code: "35001", Polygones: orb.MultiPolygon{block(0, 0, 4000, 4000)}}}
	for _, test := range []struct {
		east float64
		n    int
	}{{999, 2}, {1001, 1}, {1999, 1}, {2001, 2}} { // the stop's square has its middle at 1500
		if got := choose(t, []territoire.Commune{town("35001", 9000, at(test.east, 500))}, contours, at(1900, 900)); len(got[0]) != test.n {
			t.Errorf("%g m from the middle of the square: %d places, want %d", test.east-1500, len(got[0]), test.n)
		}
	}
}

// The shore runs through the square: its middle is in the sea.
func TestMiddleOutOfTheCommune(t *testing.T) {
	contours := []sources.Contour{{Code: "35001", Polygones: orb.MultiPolygon{block(0, 0, 4000, 300)}}}
	got := choose(t, []territoire.Commune{town("35001", 9000, at(500, 100))}, contours, at(3200, 100), at(3400, 200))
	if want := (trajets.Origine{at(500, 100), at(3300, 150)}); !same(got[0], want) {
		t.Errorf("%v, want %v", got[0], want)
	}
}

func TestCentreAlone(t *testing.T) {
	contours := []sources.Contour{{Code: "35001", Polygones: orb.MultiPolygon{block(0, 0, 4000, 4000)}}}
	centre := at(500, 500)
	unknown := territoire.Commune{Code: "35001", Population: 9000}
	for name, test := range map[string]struct {
		commune territoire.Commune
		want    int
	}{
		"a village":       {town("35001", 4999, centre), 1},
		"no outline":      {town("35002", 9000, centre), 1},
		"no position":     {unknown, 0},
		"a town, to tell": {town("35001", 5000, centre), 2},
	} {
		if got := choose(t, []territoire.Commune{test.commune}, contours, at(3500, 3500)); len(got) != 1 || len(got[0]) != test.want {
			t.Errorf("%s: %v, want %d places", name, got, test.want)
		}
	}
}

// Two arrondissements, of which only the city has an outline.
func TestArrondissementsShareTheOutlineOfTheirCity(t *testing.T) {
	west, east := town("75101", 9000, at(500, 500)), town("75102", 9000, at(6500, 500))
	west.Parente, east.Parente = "75056", "75056"
	city := town("75056", 18_000, at(3500, 500))
	contours := []sources.Contour{{Code: "75056", Polygones: orb.MultiPolygon{block(0, 0, 7000, 1000)}}}
	got := choose(t, []territoire.Commune{city, west, east}, contours, at(2500, 300), at(5500, 300))
	for i, want := range []trajets.Origine{
		{city.Centre, at(2500, 500), at(5500, 500)}, {west.Centre, at(2500, 500)}, {east.Centre, at(5500, 500)},
	} {
		if !same(got[i], want) {
			t.Errorf("%d: %v, want %v", i, got[i], want)
		}
	}
}
