package trajets_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"futurpro/generator/gtfs/gtfstest"
	"futurpro/generator/raptor"
	"futurpro/generator/trajets"
)

// reseau is a network of feeds given as text, each identified by its text.
func reseau(tb testing.TB, feeds ...string) trajets.Reseau {
	tb.Helper()
	var sources []raptor.Source
	var r trajets.Reseau
	for _, text := range feeds {
		sources = append(sources, raptor.Source{Feed: gtfstest.Feed(tb, text), Date: gtfstest.Tuesday()})
		r.Sources = append(r.Sources, sha256.Sum256([]byte(text)))
	}
	var err error
	if r.Timetable, err = raptor.NewTimetable(sources, raptor.DefaultOptions()); err != nil {
		tb.Fatal(err)
	}
	return r
}

// bus is a feed of one line, leaving at 7:20 for a place 25 min further,
// given in kilometres.
func bus(id string, fromX, toX int) string {
	return fmt.Sprintf("stops\nA%s %d000 0\nB%s %d000 0\ntrips\n%s: A%s 7:20 | B%s 7:45", id, fromX, id, toX, id, id, id)
}

func demande(reseaux ...trajets.Reseau) trajets.Demande {
	return trajets.Demande{Options: trajets.DefaultOptions(), Changes: raptor.DefaultOptions(), Reseaux: reseaux}
}

// bytesOf computes and writes.
func bytesOf(tb testing.TB, d trajets.Demande, part trajets.Part, previous *trajets.Calcul) (file []byte, reused int) {
	tb.Helper()
	c, reused, err := d.Compute(context.Background(), part, previous, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return written(tb, c), reused
}

func written(tb testing.TB, c *trajets.Calcul) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := c.Write(&b); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func read(tb testing.TB, file []byte) *trajets.Calcul {
	tb.Helper()
	c, err := trajets.Read(file)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// city is a Demande over the grid and a network on foot.
func city(tb testing.TB) trajets.Demande {
	tb.Helper()
	tt, homes, schools := grid(tb)
	d := demande(trajets.Reseau{Timetable: tt, Sources: []trajets.Empreinte{{1}}}, trajets.Reseau{})
	d.Origines, d.Destinations = trajets.Origines(homes), append(schools, orb.Point{}, orb.Point{math.NaN(), 0})
	return d
}

func TestFileHoldsWhatWasComputed(t *testing.T) {
	d := city(t)
	file, _ := bytesOf(t, d, trajets.Whole(), nil)
	c := read(t, file)
	computed, _, err := d.Compute(context.Background(), trajets.Whole(), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for n, got := range c.Matrices() {
		if diff := cmp.Diff(computed.Matrices()[n], got, cmp.Exporter(func(reflect.Type) bool { return true })); diff != "" {
			t.Errorf("network %d (-computed +read):\n%s", n, diff)
		}
	}
	if !bytes.Equal(written(t, c), file) {
		t.Error("what was read is written with other bytes")
	}
	if c.Base() != d.Base() || c.Part() != trajets.Whole() {
		t.Errorf("base %x, part %s: not those computed", c.Base(), c.Part())
	}
}

// TestKeysFollowTheRules fails when a change of the program changes the times
// of the grid: raise VersionRegles then, so that no cache keeps the old ones,
// and put the new sum here.
func TestKeysFollowTheRules(t *testing.T) {
	d := city(t)
	file, _ := bytesOf(t, d, trajets.Whole(), nil)
	m := read(t, file).Matrices()[0]
	h := sha256.New()
	for c := range m.Communes() {
		for e, trajet := range m.Accessibles(c) {
			fmt.Fprintln(h, c, e, trajet)
		}
	}
	const sums = "2 1e4a52e1a01d4395"
	if got := fmt.Sprintf("%d %x", trajets.VersionRegles, h.Sum(nil)[:8]); got != sums {
		t.Errorf("version and sum of the times: %s, expected %s", got, sums)
	}
}

func TestPartsGiveTheBytesOfOneRun(t *testing.T) {
	d := city(t)
	whole, _ := bytesOf(t, d, trajets.Whole(), nil)
	random := rand.New(rand.NewPCG(3, 4))
	for _, total := range []int{1, 2, 3, 7, 100} {
		var noms []string
		var parts []*trajets.Calcul
		for _, i := range random.Perm(total) {
			part := trajets.Part{Index: i, Total: total}
			file, _ := bytesOf(t, d, part, nil)
			noms, parts = append(noms, part.String()), append(parts, read(t, file))
		}
		merged, err := trajets.Merge(noms, parts)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(written(t, merged), whole) {
			t.Errorf("%d parts merged have other bytes than one run", total)
		}
	}
}

func TestMergeRefusesWhatIsNotEachPartOnce(t *testing.T) {
	d := city(t)
	part := func(d trajets.Demande, i, total int) *trajets.Calcul {
		file, _ := bytesOf(t, d, trajets.Part{Index: i, Total: total}, nil)
		return read(t, file)
	}
	one, two, three := part(d, 0, 3), part(d, 1, 3), part(d, 2, 3)
	moved := d
	moved.Destinations = append(slices.Clone(d.Destinations[:1]), d.Destinations...)
	other := d
	other.Reseaux = []trajets.Reseau{{Timetable: d.Reseaux[0].Timetable, Sources: []trajets.Empreinte{{2}}}, {}}
	slower := d
	slower.Options.Walking.Speed /= 2
	for _, test := range []struct {
		name, want string
		parts      []*trajets.Calcul
	}{
		{"none", "no part", nil},
		{"one is missing", "part 2/3 is missing", []*trajets.Calcul{one, three}},
		{"one is there twice", "file0 and file2 are both part 1/3", []*trajets.Calcul{one, two, one, three}},
		{"another cut", "file1 is part 2/2: cut all in the same number", []*trajets.Calcul{one, part(d, 1, 2)}},
		{"another feed", "file0 and file2 were computed from other data", []*trajets.Calcul{one, two, part(other, 2, 3)}},
		{"another établissement", "file0 and file2 were computed from other data", []*trajets.Calcul{one, two, part(moved, 2, 3)}},
		{"other rules", "file0 and file2 were computed from other data", []*trajets.Calcul{one, two, part(slower, 2, 3)}},
	} {
		noms := []string{"file0", "file1", "file2", "file3"}
		if _, err := trajets.Merge(noms[:len(test.parts)], test.parts); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", test.name, err, test.want)
		}
	}
	for _, p := range []trajets.Part{{}, {0, -1}, {3, 3}, {-1, 3}} {
		if _, _, err := d.Compute(context.Background(), p, nil, nil); err == nil {
			t.Errorf("part %s: no error", p)
		}
	}
}

// Two lines, 300 km from each other, each with a school at its end.
func TestChangedFeedRecomputesOnlyWhatItReaches(t *testing.T) {
	west, east := bus("w", 0, 40), bus("e", 300, 340)
	ask := func(feeds ...string) trajets.Demande {
		d := demande(reseau(t, feeds...))
		for _, x := range []float64{0, 300_000, 20_000} {
			d.Origines = append(d.Origines, trajets.Origine{gtfstest.Point(x, 0)})
		}
		for _, x := range []float64{40_000, 340_000} {
			d.Destinations = append(d.Destinations, gtfstest.Point(x, 0))
		}
		return d
	}
	file, reused := bytesOf(t, ask(west, east), trajets.Whole(), nil)
	if reused != 0 {
		t.Fatalf("%d columns reused from nothing", reused)
	}
	previous := read(t, file)
	moved := ask(west, east)
	moved.Destinations[0] = gtfstest.Point(40_010, 0)
	further := ask(west, east)
	further.Origines = append(further.Origines, trajets.Origine{gtfstest.Point(1000, 0)})
	for _, test := range []struct {
		name   string
		d      trajets.Demande
		reused int
	}{
		{"nothing changed", ask(west, east), 2},
		{"the order of the feeds", ask(east, west), 2},
		{"the east runs elsewhere", ask(west, bus("e", 310, 340)), 1},
		{"the east is gone", ask(west), 1},
		{"both are gone", ask(), 0},
		{"a line far from both", ask(west, east, bus("n", 600, 640)), 2},
		{"a line that leads to the west's first stop", ask(west, east, bus("n", -40, 0)), 1},
		{"a line that passes between its stops, in the same box", ask(west, east, bus("n", 20, 21)), 1},
		// A walk to a stop is at most 2,000 / 1.5 = 1,333 m as the crow flies.
		{"a line that ends within a walk of the western school", ask(west, east, bus("n", 80, 41)), 1},
		{"a line that ends out of a walk of it", ask(west, east, bus("n", 80, 42)), 2},
		{"an établissement moved", moved, 1},
		{"a commune more", further, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			checkReuse(t, test.d, previous, test.reused)
		})
	}
}

// checkReuse wants that many columns of a former computation to hold, and the
// bytes of a computation without it.
func checkReuse(t *testing.T, d trajets.Demande, previous *trajets.Calcul, columns int) {
	t.Helper()
	want, _ := bytesOf(t, d, trajets.Whole(), nil)
	got, reused := bytesOf(t, d, trajets.Whole(), previous)
	if reused != columns {
		t.Errorf("%d columns reused, want %d", reused, columns)
	}
	if !bytes.Equal(got, want) {
		t.Error("other bytes than without reuse")
	}
}

// In random networks of small feeds, what is reused is what would have been
// computed, whatever feed is added, changed or taken away.
func TestReuseNeverChangesTheResult(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	feed := func(n int) string {
		stops, trips := "stops\n", "trips\n"
		lines := make([]string, 5) // the same one, each 15 minutes
		x, y, at := random.IntN(40_000), random.IntN(40_000), 6*60+random.IntN(60)
		for i := range 2 + random.IntN(4) {
			stops += fmt.Sprintf("F%d-%d %d %d\n", n, i, x, y)
			for l := range lines {
				lines[l] += fmt.Sprintf(" | F%d-%d %d:%02d", n, i, (at+15*l)/60, (at+15*l)%60)
			}
			x, y, at = x+random.IntN(12_000)-6000, y+random.IntN(12_000)-6000, at+3+random.IntN(9)
		}
		for l, line := range lines {
			trips += fmt.Sprintf("t%d: %s\n", l, strings.TrimPrefix(line, " | "))
		}
		return stops + trips
	}
	var origines []trajets.Origine
	var destinations []orb.Point
	// One commune in six has several points, up to 3 km from its centre, which
	// change with the feeds.
	spread := func(o trajets.Origine) trajets.Origine {
		centre := o[0]
		o = trajets.Origine{centre}
		for range random.IntN(6) {
			p := gtfstest.Point(float64(random.IntN(6000)-3000), float64(random.IntN(6000)-3000))
			o = append(o, orb.Point{centre[0] + p[0] - 10, centre[1] + p[1]})
		}
		return o
	}
	for i := range 400 {
		o := trajets.Origine{gtfstest.Point(float64(random.IntN(40_000)), float64(random.IntN(40_000)))}
		if i%6 == 0 {
			o = spread(o)
		}
		origines = append(origines, o)
	}
	for range 60 {
		destinations = append(destinations, gtfstest.Point(float64(random.IntN(40_000)), float64(random.IntN(40_000))))
	}
	feeds := make([]string, 80)
	for i := range feeds {
		feeds[i] = feed(i)
	}
	ask := func() trajets.Demande {
		d := demande(reseau(t, feeds...))
		d.Origines, d.Destinations = origines, destinations
		return d
	}
	file, _ := bytesOf(t, ask(), trajets.Whole(), nil)
	kept, changed := 0, 0
	for round := range 30 {
		switch i := random.IntN(len(feeds)); round % 3 {
		case 0:
			feeds[i] = feed(i)
		case 1:
			feeds = append(feeds, feed(1000+round))
		case 2:
			feeds = slices.Delete(feeds, i, i+1)
		}
		for range 3 {
			i := 6 * random.IntN(len(origines)/6)
			origines[i] = spread(origines[i])
		}
		d := ask()
		want, _ := bytesOf(t, d, trajets.Whole(), nil)
		got, reused := bytesOf(t, d, trajets.Whole(), read(t, file))
		if !bytes.Equal(got, want) {
			t.Fatalf("round %d: %d columns reused, other bytes than without", round, reused)
		}
		kept, changed, file = kept+reused, changed+len(destinations)-reused, got
	}
	if kept == 0 || changed == 0 {
		t.Errorf("%d columns kept, %d computed again: the rounds prove little", kept, changed)
	}
	t.Logf("%d columns kept, %d computed again", kept, changed)
}

func TestFeedsAndKeysMustMatch(t *testing.T) {
	d := demande(reseau(t, oneBus))
	d.Reseaux[0].Sources = nil
	if _, _, err := d.Compute(context.Background(), trajets.Whole(), nil, nil); err == nil {
		t.Error("a feed without key: no error")
	}
}
