package rues_test

import (
	"bytes"
	"cmp"
	"context"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geo"

	"futurpro/generator/rues"
)

// monaco returns the extract of Monaco, the one real network at hand.
func monaco(tb testing.TB) []byte {
	tb.Helper()
	file := filepath.Join(cmp.Or(os.Getenv("FUTURPRO_SHARED"), "../../../shared"), "data", "osm", "monaco-latest.osm.pbf")
	b, err := os.ReadFile(file)
	if err != nil {
		tb.Skip("no extract of Monaco: set FUTURPRO_SHARED to the folder that holds data/osm")
	}
	return b
}

func readMonaco(tb testing.TB, m rues.Mode) (*rues.Network, rues.Counts) {
	tb.Helper()
	n, counts, err := rues.Read(tb.Context(), bytes.NewReader(monaco(tb)), "monaco", rues.DefaultOptions(m))
	if err != nil {
		tb.Fatal(err)
	}
	return n, counts
}

// lattice returns points every 0.001 degree over Monaco, the sea included,
// and those that are near a street.
func lattice(n *rues.Network, within float64) (points []orb.Point, spots []rues.Spot) {
	for lon := 7.410; lon < 7.440; lon += 0.001 {
		for lat := 43.724; lat < 43.752; lat += 0.001 {
			if spot, ok := n.Snap(orb.Point{lon, lat}, within); ok {
				points, spots = append(points, orb.Point{lon, lat}), append(spots, spot)
			}
		}
	}
	return points, spots
}

// No walk is shorter than the straight line; walks in a town on a slope are
// longer by half or so, and nearly all places reach one another.
func TestMonacoWalksArePlausible(t *testing.T) {
	t.Parallel()
	n, counts := readMonaco(t, rues.Foot)
	t.Logf("%+v, %d edges, %d vertices, %.0f km, %d bytes", counts, n.NumEdges(), n.NumVertices(), n.Metres()/1000, n.Bytes())
	points, spots := lattice(n, 100)
	targets := n.NewTargets(slices.All(spots))
	search := rues.NewSearch(n)
	var ratios []float64
	pairs := 0
	for i, spot := range spots {
		for j := range points {
			if crow := geo.DistanceHaversine(points[i], points[j]); crow > 300 && crow < 1000 {
				pairs++
			}
		}
		for _, r := range search.Distances(spot, 5000, targets) {
			crow := geo.DistanceHaversine(points[i], points[r.Target])
			if r.Metres < crow-0.05 {
				t.Fatalf("%v to %v: %.2f m walked, %.2f in a straight line", points[i], points[r.Target], r.Metres, crow)
			}
			if crow > 300 && crow < 1000 {
				ratios = append(ratios, r.Metres/crow)
			}
		}
	}
	slices.Sort(ratios)
	median := ratios[len(ratios)/2]
	t.Logf("%d points, %d of %d pairs linked, detours: first decile %.2f, median %.2f, last decile %.2f", len(points), len(ratios), pairs,
		ratios[len(ratios)/10], median, ratios[len(ratios)*9/10])
	if median < 1.2 || median > 2 {
		t.Errorf("the median detour is %.2f, expected between 1.2 and 2", median)
	}
	if len(ratios) < pairs*9/10 {
		t.Errorf("%d of %d pairs are linked, expected nine in ten", len(ratios), pairs)
	}
}

// Walks that a map shows: the station, the palace on its rock, the casino
// across the harbour.
func TestMonacoLandmarks(t *testing.T) {
	t.Parallel()
	n, _ := readMonaco(t, rues.Foot)
	var (
		palais = orb.Point{7.4201, 43.7313}
		casino = orb.Point{7.4279, 43.7393}
		darse  = orb.Point{7.4205, 43.7350}
	)
	tests := []struct {
		name        string
		a, b        orb.Point
		least, most float64
	}{
		{"palace to the head of the harbour", palais, darse, 420, 1000},
		{"head of the harbour to casino", darse, casino, 770, 1600},
		{"palace to casino", palais, casino, 1080, 2400},
	}
	for _, test := range tests {
		if got, ok := metres(t, n, test.a, test.b, 5000); !ok || got < test.least || got > test.most {
			t.Errorf("%s: %.0f m, %t; expected %g to %g", test.name, got, ok, test.least, test.most)
		} else {
			t.Logf("%s: %.0f m, %.0f in a straight line", test.name, got, geo.DistanceHaversine(test.a, test.b))
		}
	}
}

func TestMonacoReadsTheSameTwice(t *testing.T) {
	t.Parallel()
	for _, m := range []rues.Mode{rues.Foot, rues.Bicycle} {
		n, counts := readMonaco(t, m)
		again, countsAgain := readMonaco(t, m)
		if counts != countsAgain || n.NumEdges() != again.NumEdges() || n.Metres() != again.Metres() {
			t.Errorf("by %s: %+v then %+v", m, counts, countsAgain)
		}
		t.Logf("by %s: %+v, %d edges, %.0f km", m, counts, n.NumEdges(), n.Metres()/1000)
	}
}

func BenchmarkMonaco(b *testing.B) {
	file := monaco(b)
	b.SetBytes(int64(len(file)))
	for b.Loop() {
		n, counts, err := rues.Read(b.Context(), bytes.NewReader(file), "monaco", rues.DefaultOptions(rues.Foot))
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(n.Bytes())/(n.Metres()/1000), "B/km")
		b.ReportMetric(float64(n.Bytes())/float64(counts.Nodes), "B/node")
	}
}

func BenchmarkSnap(b *testing.B) {
	n, _ := readMonaco(b, rues.Foot)
	for b.Loop() {
		n.Snap(orb.Point{7.4253, 43.7386}, 200)
	}
}

// BenchmarkDistances is from a door to what is within 2 km.
func BenchmarkDistances(b *testing.B) {
	n, _ := readMonaco(b, rues.Foot)
	_, spots := lattice(n, 100)
	targets := n.NewTargets(slices.All(spots))
	search := rues.NewSearch(n)
	search.Distances(spots[len(spots)/2], 2000, targets)
	runtime.GC()
	b.ReportAllocs()
	found := math.MaxInt
	for b.Loop() {
		found = len(search.Distances(spots[len(spots)/2], 2000, targets))
	}
	b.ReportMetric(float64(found), "targets")
}

// BenchmarkPlaces snaps points all over Monaco, and prepares them.
func BenchmarkPlaces(b *testing.B) {
	n, _ := readMonaco(b, rues.Foot)
	streets := load(b, rues.Extract{Read: func(context.Context) (*rues.Network, error) { return n, nil }})
	points, _ := lattice(n, 100)
	for b.Loop() {
		streets.NewPlaces(points)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(points)), "ns/point")
}
