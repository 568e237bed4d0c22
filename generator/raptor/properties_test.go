package raptor_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"testing"

	"futurpro/generator/anomalies"
	"futurpro/generator/gtfs"
	"futurpro/generator/gtfs/gtfstest"
	"futurpro/generator/raptor"
)

// labels returns the label of each stop that has one, by source and id.
func labels(tt *raptor.Timetable, limits raptor.Limits, targets []raptor.Target, deadline raptor.Seconds) map[string]raptor.Label {
	search := raptor.NewSearch(tt, limits)
	search.Run(targets, deadline)
	found := map[string]raptor.Label{}
	for _, stop := range search.Reached() {
		s := tt.Stop(stop)
		found[fmt.Sprintf("%d %s", s.Source, s.ID)], _ = search.Departure(stop)
	}
	return found
}

// worse returns a stop whose departure before is lost or earlier after, "" if
// none is, and how many are later or new.
func worse(before, after map[string]raptor.Label) (stop string, better int) {
	for id, label := range before {
		if l, ok := after[id]; !ok || l.Departure < label.Departure {
			stop = id
		}
	}
	for id, label := range after {
		if b, ok := before[id]; !ok || b.Departure < label.Departure {
			better++
		}
	}
	return stop, better
}

// The cap on the duration follows the deadline, so that it is lifted here.
func TestLaterDeadlineIsNeverWorse(t *testing.T) {
	var better atomic.Int64
	n := manyCases(t, 1000, func(t *testing.T, seed uint64) {
		c := newRandomCase(t, seed)
		tt := timetable(t, c.opts, c.feed)
		targets := served(tt, 0, c.feed, c.targets())
		for rides := range 4 {
			limits := raptor.Limits{MaxDuration: 24 * gtfs.Hour, MaxRides: rides}
			deadline := c.deadline()
			before := labels(tt, limits, targets, deadline)
			later := deadline + 1 + raptor.Seconds(c.IntN(1800))
			stop, gain := worse(before, labels(tt, limits, targets, later))
			if stop != "" {
				t.Fatalf("seed %d, %d rides, by %s rather than %s: worse from %s\n%s", seed, rides, later, deadline, stop, c)
			}
			better.Add(int64(gain))
		}
	})
	if better.Load() < int64(n) {
		t.Errorf("a later deadline makes only %d departures better in %d networks", better.Load(), n)
	}
}

// More rides are never worse, and the rides of a label are the fewest: capped
// to them, the departure is the same; to one less, it is earlier or none.
func TestMoreRidesAreNeverWorse(t *testing.T) {
	var better atomic.Int64
	n := manyCases(t, 1000, func(t *testing.T, seed uint64) {
		c := newRandomCase(t, seed)
		tt := timetable(t, c.opts, c.feed)
		targets, deadline := served(tt, 0, c.feed, c.targets()), c.deadline()
		before := map[string]raptor.Label{}
		for rides := 1; rides <= 5; rides++ {
			c.limits.MaxRides = rides
			after := labels(tt, c.limits, targets, deadline)
			stop, gain := worse(before, after)
			if stop != "" {
				t.Fatalf("seed %d, with %d rides: worse from %s\n%s", seed, rides, stop, c)
			}
			for id, label := range after {
				if b, ok := before[id]; int(label.Rides) > rides || (!ok || b.Departure < label.Departure) != (int(label.Rides) == rides) {
					t.Fatalf("seed %d, from %s with at most %d rides: %v, with one less %v\n%s", seed, id, rides, label, b, c)
				}
			}
			if rides > 1 {
				better.Add(int64(gain))
			}
			before = after
		}
		c.limits.MaxRides = 0
		if stop, _ := worse(before, labels(tt, c.limits, targets, deadline)); stop != "" {
			t.Fatalf("seed %d, with any number of rides: worse from %s\n%s", seed, stop, c)
		}
	})
	if better.Load() < int64(n)/10 {
		t.Errorf("more rides make only %d departures better in %d networks", better.Load(), n)
	}
}

// The added trip is of no block: it would come between two trips that follow
// each other.
func TestAnotherTripIsNeverWorse(t *testing.T) {
	var better atomic.Int64
	n := manyCases(t, 1000, func(t *testing.T, seed uint64) {
		c := newRandomCase(t, seed)
		tt := timetable(t, c.opts, c.feed)
		targets, deadline := c.targets(), c.deadline()
		before := labels(tt, c.limits, served(tt, 0, c.feed, targets), deadline)
		var extra strings.Builder
		w := tripWriter{Builder: &extra, Rand: c.Rand, trips: 1000}
		const noBlock = 4
		w.newRights(3)
		w.write([]int{c.IntN(4), c.IntN(4), c.IntN(4)}, noBlock, deadline-raptor.Seconds(60*c.IntN(90)))
		feed := gtfstest.Feed(t, strings.Replace(c.text, "trips\n", "trips\n"+extra.String(), 1))
		tt = timetable(t, c.opts, feed)
		stop, gain := worse(before, labels(tt, c.limits, served(tt, 0, feed, targets), deadline))
		if stop != "" {
			t.Fatalf("seed %d, with %s: worse from %s\n%s", seed, &extra, stop, c)
		}
		better.Add(int64(gain))
	})
	if better.Load() < int64(n)/10 {
		t.Errorf("another trip makes only %d departures better in %d networks", better.Load(), n)
	}
}

// Two feeds of the same place, their rows shuffled, and in the other order:
// the same labels. Rules are not shuffled, as the last of two is the one that
// counts.
func TestOrderOfInputDoesNotMatter(t *testing.T) {
	var compared atomic.Int64
	n := manyCases(t, 600, func(t *testing.T, seed uint64) {
		c, d := newRandomCase(t, seed), newRandomCase(t, seed+1_000_000)
		d.text = randomNetworkFrom(d.Rand, c.first)
		d.feed = gtfstest.Feed(t, d.text)
		targets, others, deadline := c.targets(), d.targets(), c.deadline()
		find := func(one, other *gtfs.Feed, swapped int) map[string]raptor.Label {
			feeds := []*gtfs.Feed{one, other}
			if swapped == 1 {
				feeds = []*gtfs.Feed{other, one}
			}
			tt := timetable(t, c.opts, feeds...)
			all := append(served(tt, swapped, c.feed, targets), served(tt, 1-swapped, d.feed, others)...)
			found := labels(tt, c.limits, all, deadline)
			if swapped == 0 {
				return found
			}
			renamed := map[string]raptor.Label{}
			for id, label := range found {
				renamed[string('0'+'1'-id[0])+id[1:]] = label
			}
			return renamed
		}
		one, other := gtfstest.Zip(t, c.text), gtfstest.Zip(t, d.text)
		want := find(open(t, one), open(t, other), 0)
		got := find(open(t, shuffled(t, c.Rand, one)), open(t, shuffled(t, c.Rand, other)), 1)
		for id, label := range want {
			if got[id] != label {
				t.Fatalf("seed %d, from %s: %v, and %v when shuffled\n%s\n%s", seed, id, label, got[id], c, d.text)
			}
		}
		if len(got) != len(want) {
			t.Fatalf("seed %d: %d departures, and %d when shuffled\n%s\n%s", seed, len(want), len(got), c, d.text)
		}
		compared.Add(int64(len(want)))
	})
	if compared.Load() < int64(n) {
		t.Errorf("only %d departures in %d networks", compared.Load(), n)
	}
}

func open(t *testing.T, content []byte) *gtfs.Feed {
	t.Helper()
	feed, err := gtfs.Open(bytes.NewReader(content), int64(len(content)), "random", anomalies.New())
	if err != nil {
		t.Fatal(err)
	}
	return feed
}

// shuffled returns a feed with the rows of its tables in another order.
func shuffled(t *testing.T, random *rand.Rand, content []byte) []byte {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, file := range from.File {
		r, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		table, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		rows := strings.Split(strings.TrimSpace(string(table)), "\n")
		if file.Name != "transfers.txt" {
			random.Shuffle(len(rows)-1, func(i, j int) { rows[i+1], rows[j+1] = rows[j+1], rows[i+1] })
		}
		w, err := to.CreateHeader(&zip.FileHeader{Name: file.Name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, strings.Join(rows, "\n")+"\n"); err != nil {
			t.Fatal(err)
		}
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
