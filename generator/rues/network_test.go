package rues_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"futurpro/generator/rues"
	"futurpro/generator/rues/ruestest"
)

// block is the unit in which tests place their nodes, in degrees. Around the
// equator it is as long in both directions.
const block = 0.001

// side is the length of a block in metres, on the sphere of orb.
const side = 6378137 * math.Pi / 180 * block

func readText(t *testing.T, m rues.Mode, text string) (*rues.Network, rues.Counts) {
	t.Helper()
	n, counts, err := rues.Read(t.Context(), bytes.NewReader(ruestest.PBF(t, at, text)), "test.osm.pbf", rues.Options{Mode: m})
	if err != nil {
		t.Fatal(err)
	}
	return n, counts
}

// at returns the point of a column and a row.
func at(column, row float64) orb.Point { return orb.Point{column * block, row * block} }

// metres returns the distance from a to b, false if there is none.
func metres(t *testing.T, n *rues.Network, a, b orb.Point, most float64) (float64, bool) {
	t.Helper()
	from, ok := n.Snap(a, 100)
	if !ok {
		t.Fatalf("%v is near no street", a)
	}
	to, ok := n.Snap(b, 100)
	if !ok {
		t.Fatalf("%v is near no street", b)
	}
	there := rues.NewSearch(n).Distances(from, most, n.NewTargets(slices.All([]rues.Spot{to})))
	// The same way, looked for from its other end.
	back := rues.NewSearch(n).DistancesTowards(to, most, n.NewTargets(slices.All([]rues.Spot{from})))
	if !slices.Equal(there, back) {
		t.Errorf("from %v to %v: %v; searched from the end: %v", a, b, there, back)
	}
	for _, r := range there {
		return r.Metres, true
	}
	return 0, false
}

// square is four by four crossings, the one of column c and row r being
// 10r+c+1, joined by a street per row and per column.
func square() string {
	var b strings.Builder
	for r := range 4 {
		for c := range 4 {
			fmt.Fprintf(&b, "node %d %d %d\n", 10*r+c+1, c, r)
		}
	}
	for i := range 4 {
		fmt.Fprintf(&b, "way %d %d,%d,%d,%d highway=residential\n", 100+i, 10*i+1, 10*i+2, 10*i+3, 10*i+4)
		fmt.Fprintf(&b, "way %d %d,%d,%d,%d highway=residential\n", 200+i, i+1, i+11, i+21, i+31)
	}
	return b.String()
}

func TestDistances(t *testing.T) {
	t.Parallel()
	// ladder is a street along the x axis, from 0 to 2, and a way round over
	// row 1, with what the test says in the middle.
	ladder := func(middle, tags string) string {
		return "node 1 0 0\nnode 2 1 0 " + middle + "\nnode 3 2 0\nnode 4 0 1\nnode 5 2 1\n" +
			"way 10 1,2,3 " + tags + "\nway 11 1,4,5,3 highway=footway bicycle=yes\n"
	}
	const street = "highway=residential"
	tests := []struct {
		name  string
		mode  rues.Mode
		text  string
		a, b  orb.Point
		sides float64 // -1 for no way
	}{
		{"opposite corners", rues.Foot, square(), at(0, 0), at(3, 3), 6},
		{"the same spot", rues.Foot, square(), at(1, 1), at(1, 1), 0},
		{"two places of one street", rues.Foot, square(), at(0.2, 0), at(0.7, 0), 0.5},
		{"middles of two streets", rues.Foot, square(), at(0.5, 0), at(1, 1.5), 2},
		{"both snap distances are paid", rues.Foot, square(), at(0.5, 0.1), at(2.5, -0.2), 2.3},
		{"around one block the shorter side counts", rues.Foot, square(), at(0.3, 0), at(0.3, 1), 1.6},
		{"an open gate", rues.Foot, ladder("barrier=gate", street), at(0, 0), at(2, 0), 2},
		{"a locked gate", rues.Foot, ladder("barrier=gate locked=yes", street), at(0, 0), at(2, 0), 4},
		{"up to a locked gate", rues.Foot, ladder("barrier=gate locked=yes", street), at(0, 0), at(0.9, 0), 0.9},
		{"behind a locked gate", rues.Foot, ladder("barrier=gate locked=yes", street), at(0, 0), at(1.1, 0), 4.9},
		{"stairs count twice", rues.Foot, ladder("", "highway=steps"), at(0, 0), at(1.5, 0), 3},
		{"down the stairs too", rues.Foot, ladder("", "highway=steps"), at(1.5, 0), at(0, 0), 3},
		{"no ferry", rues.Foot, ladder("", "route=ferry foot=yes"), at(0, 0), at(2, 0), 4},
		{"no stairs by bicycle", rues.Bicycle, ladder("", "highway=steps"), at(0, 0), at(2, 0), 4},
		{"oneway along", rues.Bicycle, ladder("", street+" oneway=yes"), at(0, 0), at(2, 0), 2},
		{"oneway against", rues.Bicycle, ladder("", street+" oneway=yes"), at(2, 0), at(0, 0), 4},
		{"oneway against, within the street", rues.Bicycle, ladder("", street+" oneway=yes"), at(1.5, 0), at(0.5, 0), 5},
		{"oneway backwards", rues.Bicycle, ladder("", street+" oneway=-1"), at(2, 0), at(0, 0), 2},
		{"oneway, but for bicycles", rues.Bicycle, ladder("", street+" oneway=yes oneway:bicycle=no"), at(2, 0), at(0, 0), 2},
		{"oneway is nothing on foot", rues.Foot, ladder("", street+" oneway=yes"), at(2, 0), at(0, 0), 2},
		{"pushed for one block", rues.Bicycle, ladder("", "highway=pedestrian"), at(0, 0), at(1, 0), 3},
		{"rode around rather than pushed", rues.Bicycle, ladder("", "highway=pedestrian"), at(0, 0), at(2, 0), 4},
		{"around an area", rues.Foot, "node 1 0 0\nnode 2 1 0\nnode 3 1 1\nnode 4 0 1\n" +
			"way 1 1,2,3,4,1 highway=pedestrian area=yes", at(0.5, 0), at(0.5, 1), 2},
		{"streets that do not meet", rues.Foot, "node 1 0 0\nnode 2 1 0\nnode 3 0 1\nnode 4 1 1\n" +
			"way 1 1,2 highway=path\nway 2 3,4 highway=path", at(0, 0), at(0, 1), -1},
		{"ways that cross without a common node do not meet", rues.Foot, "node 1 0 0\nnode 2 2 0\nnode 3 1 -1\nnode 4 1 1\n" +
			"way 1 1,2 highway=path\nway 2 3,4 highway=path", at(0, 0), at(1, 1), -1},
		{"two nodes at one place", rues.Foot, "node 1 0 0\nnode 2 1 0\nnode 3 1 0\nnode 4 2 0\n" +
			"way 1 1,2 highway=path\nway 2 2,3,4 highway=path", at(0, 0), at(2, 0), 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			n, _ := readText(t, test.mode, test.text)
			got, ok := metres(t, n, test.a, test.b, 10*side)
			if !ok {
				got = -side
			}
			if math.Abs(got-test.sides*side) > 0.05 {
				t.Errorf("%.2f m, %.3f sides; expected %g sides", got, got/side, test.sides)
			}
		})
	}
}

func TestDistancesStopAtTheMost(t *testing.T) {
	t.Parallel()
	n, _ := readText(t, rues.Foot, square())
	if _, ok := metres(t, n, at(0, 0), at(3, 3), 6*side-1); ok {
		t.Error("six sides found within less")
	}
	if _, ok := metres(t, n, at(0, 0), at(3, 3), 6*side+1); !ok {
		t.Error("six sides not found within more")
	}
}

// One search after another, from everywhere to everywhere: what a run leaves
// behind would show, and a walk is as long in both directions.
func TestSearchForgetsAndIsSymmetricOnFoot(t *testing.T) {
	t.Parallel()
	n, _ := readText(t, rues.Foot, square())
	var spots []rues.Spot
	var points []orb.Point
	for i := range 12 {
		p := at(float64(i)/4, float64(i*i%7)/2)
		spot, ok := n.Snap(p, 100)
		if !ok {
			t.Fatalf("%v is near no street", p)
		}
		spots, points = append(spots, spot), append(points, p)
	}
	targets := n.NewTargets(slices.All(spots))
	search := rues.NewSearch(n)
	matrix := make([][]rues.Reached, len(spots))
	for i, spot := range spots {
		matrix[i] = slices.Clone(search.Distances(spot, 2*side*float64(1+i), targets))
	}
	for i, row := range matrix {
		for _, r := range row {
			if alone, ok := metres(t, n, points[r.Target], points[i], 100*side); !ok || alone != r.Metres {
				t.Errorf("from %d to %d: %.2f m; back: %.2f, %t", i, r.Target, r.Metres, alone, ok)
			}
		}
	}
	if len(matrix[11]) != len(spots) {
		t.Errorf("%d targets within reach of everything, expected %d", len(matrix[11]), len(spots))
	}
}

func TestSnap(t *testing.T) {
	t.Parallel()
	n, _ := readText(t, rues.Foot, square())
	tests := []struct {
		name   string
		p      orb.Point
		within float64
		sides  float64 // -1 for no street
	}{
		{"on a crossing", at(1, 1), 0, 0},
		{"beside a street", at(1.5, 1.1), 100, 0.1},
		{"past the last crossing", at(3.3, 3.4), 100, 0.5},
		{"too far", at(3.3, 3.4), 0.5*side - 1, -1},
		{"just near enough", at(3.3, 3.4), 0.5*side + 1, 0.5},
		{"in another country", at(500, 500), 1000, -1},
		{"several cells away", at(13, 3), 11 * side, 10},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			spot, ok := n.Snap(test.p, test.within)
			got := spot.Metres()
			if !ok {
				got = -side
			}
			if math.Abs(got-test.sides*side) > 0.05 {
				t.Errorf("%.2f m, expected %g sides", got, test.sides)
			}
		})
	}
}

func TestReadCounts(t *testing.T) {
	t.Parallel()
	n, counts := readText(t, rues.Foot, `
		node 1 0 0
		node 2 1 0 barrier=wall
		node 3 2 0
		node 5 4 0
		node 6 5 0
		node 7 9 9 barrier=wall
		way 1 1,2,3,4,5,6 highway=path
		way 2 1 highway=path
		way 3 6,7 building=yes`)
	if expected := (rues.Counts{Ways: 1, Nodes: 6, MissingNodes: 1, ShortWays: 1, Barriers: 1}); counts != expected {
		t.Errorf("%+v, expected %+v", counts, expected)
	}
	// 1-2 and 2-3, apart because of the wall, and 5-6.
	if n.NumEdges() != 3 || n.NumVertices() != 6 || math.Abs(n.Metres()-3*side) > 0.05 {
		t.Errorf("%d edges, %d vertices, %.2f m; expected 3, 6, three sides", n.NumEdges(), n.NumVertices(), n.Metres())
	}
}

// A point is snapped to a street that leads somewhere, even if another, such as
// a path on a roof, is nearer.
func TestReadLeavesSmallIslandsOut(t *testing.T) {
	t.Parallel()
	file := ruestest.PBF(t, at, square()+`
		node 91 1.1 1.5
		node 92 1.9 1.5
		node 93 5 0
		node 94 5 9
		way 91 91,92 highway=footway
		way 93 93,94 highway=footway`)
	tests := []struct {
		least   float64
		islands int
		snapped float64 // from the middle of the roof, in sides
		edges   int
	}{
		{0, 0, 0, 22}, // 24 sides, of which those at a corner make one street, and two paths
		{0.8*side + 1, 1, 0.5, 21},
		{9*side + 1, 2, 0.5, 20},
	}
	for _, test := range tests {
		n, counts, err := rues.Read(t.Context(), bytes.NewReader(file), "x", rues.Options{MinIsland: test.least})
		if err != nil {
			t.Fatal(err)
		}
		spot, ok := n.Snap(at(1.5, 1.5), 100)
		if !ok || counts.Islands != test.islands || n.NumEdges() != test.edges || math.Abs(spot.Metres()-test.snapped*side) > 0.05 {
			t.Errorf("islands of %.0f m: %d left out, %d edges, snapped at %.2f m; expected %+v",
				test.least, counts.Islands, n.NumEdges(), spot.Metres(), test)
		}
		if got, ok := metres(t, n, at(0, 0), at(3, 3), 9*side); !ok || math.Abs(got-6*side) > 0.05 {
			t.Errorf("islands of %.0f m: corners %.2f m apart, expected six sides", test.least, got)
		}
	}
	_, _, err := rues.Read(t.Context(), bytes.NewReader(file), "x", rues.DefaultOptions(rues.Foot))
	if err != nil {
		t.Errorf("a network of 24 sides, more than 2 km: %v", err)
	}
	_, _, err = rues.Read(t.Context(), bytes.NewReader(file), "x", rues.Options{MinIsland: 99 * side})
	if !errors.Is(err, rues.ErrNoStreet) {
		t.Errorf("error %v, expected that nothing is left", err)
	}
}

// Streets cut for their names are one again, and as long as before; what is
// used differently, or one way in opposite directions, is not.
func TestReadJoinsWaysEndToEnd(t *testing.T) {
	t.Parallel()
	const nodes = "node 1 0 0\nnode 2 1 0\nnode 3 2 0\nnode 4 2 1\nnode 5 0 1\n"
	tests := []struct {
		name            string
		mode            rues.Mode
		ways            string
		edges, vertices int
		a, b            orb.Point
		sides           float64
	}{
		{"one after the other", rues.Foot, "way 1 1,2 highway=path\nway 2 2,3 highway=track\nway 3 3,4 highway=path", 1, 2, at(0.5, 0), at(2, 0.5), 2},
		{"drawn in opposite directions", rues.Foot, "way 1 2,1 highway=path\nway 2 2,3 highway=path\nway 3 4,3 highway=path", 1, 2, at(0.25, 0), at(2, 0.5), 2.25},
		{"a ring", rues.Foot, "way 1 1,2,3 highway=path\nway 2 4,3 highway=path\nway 3 4,5,1 highway=path", 1, 1, at(0.5, 0), at(0.5, 1), 2},
		{"stairs stay apart", rues.Foot, "way 1 1,2 highway=path\nway 2 2,3 highway=steps\nway 3 3,4 highway=path", 3, 4, at(0.5, 0), at(2, 0.5), 3},
		{"one way, one after the other", rues.Bicycle, "way 1 1,2 highway=road oneway=yes\nway 2 3,2 highway=road oneway=-1", 1, 2, at(0.5, 0), at(1.5, 0), 1},
		{"one way, head to head", rues.Bicycle, "way 1 1,2 highway=road oneway=yes\nway 2 3,2 highway=road oneway=yes", 2, 3, at(0.5, 0), at(1, 0), 0.5},
		{"three meet", rues.Foot, "way 1 1,2 highway=path\nway 2 2,3 highway=path\nway 3 2,5 highway=path", 3, 4, at(0, 0), at(2, 0), 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			n, _ := readText(t, test.mode, nodes+test.ways)
			if n.NumEdges() != test.edges || n.NumVertices() != test.vertices {
				t.Errorf("%d edges, %d vertices; expected %d, %d", n.NumEdges(), n.NumVertices(), test.edges, test.vertices)
			}
			if got, ok := metres(t, n, test.a, test.b, 10*side); !ok || math.Abs(got-test.sides*side) > 0.05 {
				t.Errorf("%.3f sides, %t; expected %g", got/side, ok, test.sides)
			}
		})
	}
}

func TestReadRefusesWhatIsNoNetwork(t *testing.T) {
	t.Parallel()
	good := ruestest.PBF(t, at, square())
	header := len(ruestest.Header("OsmSchema-V0.6"))
	tests := []struct {
		name string
		file []byte
		says string
	}{
		{"empty", nil, "empty"},
		{"not a PBF", []byte("<?xml version='1.0'?><osm></osm>"), "not an OpenStreetMap PBF"},
		{"short text", []byte("no"), "not an OpenStreetMap PBF"},
		{"cut in the header", good[:header-3], "cut short"},
		{"cut after the size of a block", good[:header+4], "cut short"},
		{"cut in the header of a block", good[:header+9], "cut short"},
		{"cut before the data of a block", good[:header+4+int(good[header+3])], "cut short"},
		{"cut in a block", good[:len(good)-7], "cut short"},
		{"no header", good[header:], "does not begin with a header"},
		{"a feature that is not known", ruestest.Header("Future"), "Future"},
		{"header alone", good[:header], "no street of this mode (foot)"},
		{"buildings only", ruestest.PBF(t, at, "node 1 0 0\nnode 2 1 0\nway 1 1,2 building=yes"), "no street of this mode (foot)"},
		{"no node placed", ruestest.PBF(t, at, "node 9 0 0\nway 1 1,2 highway=path"), "no nodes that are placed"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, _, err := rues.Read(t.Context(), bytes.NewReader(test.file), "osm/x.osm.pbf", rues.Options{})
			if err == nil || !strings.HasPrefix(err.Error(), "osm/x.osm.pbf: ") || !strings.Contains(err.Error(), test.says) {
				t.Errorf("error %v, expected the path and %q", err, test.says)
			}
		})
	}
	if _, _, err := rues.Read(t.Context(), failingSeeker{}, "osm/x.osm.pbf", rues.Options{}); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("error %v, expected the one of the reader", err)
	}
}

// failingSeeker is a file that was closed.
type failingSeeker struct{ io.Reader }

func (failingSeeker) Seek(int64, int) (int64, error) { return 0, io.ErrClosedPipe }

func TestReadCanBeCancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := rues.Read(ctx, bytes.NewReader(ruestest.PBF(t, at, square())), "x", rues.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, expected a cancellation", err)
	}
}
