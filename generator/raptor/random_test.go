package raptor_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"futurpro/generator/gtfs"
	"futurpro/generator/gtfs/gtfstest"
	"futurpro/generator/raptor"
)

// randomCase is a random network and what is asked of it. The same seed gives
// the same case.
type randomCase struct {
	*rand.Rand
	text   string
	feed   *gtfs.Feed
	opts   raptor.Options
	limits raptor.Limits
	// first is the earliest departure: in the morning, or in the evening of
	// trips that go on past midnight.
	first raptor.Seconds
}

func newRandomCase(t *testing.T, seed uint64) *randomCase {
	t.Helper()
	c := &randomCase{Rand: rand.New(rand.NewPCG(seed, 2012)), first: 6 * gtfs.Hour}
	if c.IntN(3) == 0 {
		c.first = 22*gtfs.Hour + 30*60
	}
	c.text = randomNetworkFrom(c.Rand, c.first)
	c.feed = gtfstest.Feed(t, c.text)
	c.opts = raptor.Options{
		Slack:   raptor.Seconds(c.IntN(4) * 60),
		Walking: raptor.DefaultWalking(),
		MaxWalk: float64(c.IntN(4)) * 500,
		InSeat:  c.IntN(2) == 0,
	}
	c.limits = raptor.Limits{MaxDuration: raptor.Seconds(60+c.IntN(150)) * 60, MaxRides: c.IntN(5)}
	return c
}

// deadline returns a time to be there.
func (c *randomCase) deadline() raptor.Seconds {
	return c.first + 2*gtfs.Hour + raptor.Seconds(c.IntN(5400))
}

// targets returns a few stops to arrive at, and their walks. The first two of
// the network are stations.
func (c *randomCase) targets() map[gtfs.StopIdx]raptor.Seconds {
	targets := map[gtfs.StopIdx]raptor.Seconds{}
	for range 1 + c.IntN(4) {
		targets[gtfs.StopIdx(2+c.IntN(len(c.feed.Stops)-2))] = raptor.Seconds(c.IntN(600))
	}
	return targets
}

func (c *randomCase) String() string {
	return fmt.Sprintf("%+v, %+v\n%s", c.opts, c.limits, c.text)
}

// timetable merges feeds on the day of tests.
func timetable(t *testing.T, opts raptor.Options, feeds ...*gtfs.Feed) *raptor.Timetable {
	t.Helper()
	var sources []raptor.Source
	for _, feed := range feeds {
		sources = append(sources, raptor.Source{Feed: feed, Date: gtfstest.Tuesday()})
	}
	tt, err := raptor.NewTimetable(sources, opts)
	if err != nil {
		t.Fatal(err)
	}
	return tt
}

// served returns the targets that the timetable knows, those of its source.
func served(tt *raptor.Timetable, source int, feed *gtfs.Feed, targets map[gtfs.StopIdx]raptor.Seconds) []raptor.Target {
	var known []raptor.Target
	for stop, walk := range targets {
		if s, ok := tt.StopByID(source, feed.Stops[stop].ID); ok {
			known = append(known, raptor.Target{Stop: s, Walk: walk})
		}
	}
	return known
}

// manyCases does something with each of n seeds, on all processors; with one
// in twenty of them in a short run. It returns how many there were.
func manyCases(t *testing.T, n int, do func(t *testing.T, seed uint64)) int {
	t.Helper()
	if testing.Short() {
		n /= 20
	}
	parts := runtime.GOMAXPROCS(0)
	t.Run("seeds", func(t *testing.T) {
		for part := range parts {
			t.Run(fmt.Sprintf("part %d", part), func(t *testing.T) {
				t.Parallel()
				for seed := part; seed < n; seed += parts {
					do(t, uint64(seed))
				}
			})
		}
	})
	return n
}

// randomNetwork writes a network of a morning.
func randomNetwork(random *rand.Rand) string { return randomNetworkFrom(random, 6*gtfs.Hour) }

// randomNetworkFrom writes a network of a few lines over a square of 3 km,
// with everything that makes a search go wrong: trips that overtake, loops,
// rights, stations, rules of all types, blocks. Its trips begin in the two and
// a half hours after first.
func randomNetworkFrom(random *rand.Rand, first raptor.Seconds) string {
	var text strings.Builder
	stops := 4 + random.IntN(7)
	text.WriteString("stops\nG 1500 1500 station\nH 500 500 station\n")
	for s := range stops {
		parent := ""
		if random.IntN(3) == 0 {
			parent = " parent=" + string("GH"[random.IntN(2)])
		}
		fmt.Fprintf(&text, "S%d %d %d%s\n", s, random.IntN(3000), random.IntN(3000), parent)
	}
	text.WriteString("trips\n")
	w := tripWriter{Builder: &text, Rand: random, starts: map[[2]int]bool{}}
	for range 3 + random.IntN(5) {
		line := make([]int, 3+random.IntN(4))
		for i := range line {
			line[i] = random.IntN(stops)
		}
		w.newRights(len(line))
		for range 2 + random.IntN(4) {
			if random.IntN(4) == 0 { // a pattern of its own
				w.newRights(len(line))
			}
			block := random.IntN(8)
			end := w.write(line, block, first+raptor.Seconds(60*random.IntN(150)))
			if block < 4 && random.IntN(3) == 0 { // the vehicle comes back
				slices.Reverse(line)
				w.write(line, block, end+raptor.Seconds(60*random.IntN(4)))
				slices.Reverse(line)
				w.returns = append(w.returns, w.trips-1)
			}
		}
	}
	w.writeTransfers(stops)
	return text.String()
}

// tripWriter writes random trips.
type tripWriter struct {
	*strings.Builder
	*rand.Rand
	trips   int
	starts  map[[2]int]bool // block and time of those that have a block
	returns []int           // trips that should continue the one before
	rights  []string        // at the stops of most trips of a line
}

// newRights draws who may board and alight, by position.
func (w *tripWriter) newRights(stops int) {
	w.rights = make([]string, stops)
	for i := range w.rights {
		for _, right := range []string{"pickup", "dropoff"} {
			if w.IntN(6) == 0 {
				w.rights[i] += fmt.Sprintf(" %s=%d", right, 1+w.IntN(3))
			}
		}
	}
}

// write writes a trip over the stops of a line, which leaves the first one at
// a time, in one of four blocks if any. It returns the time at the end.
func (w *tripWriter) write(line []int, block int, at raptor.Seconds) raptor.Seconds {
	fmt.Fprintf(w, "t%d", w.trips)
	w.trips++
	// Of two trips of a block that begin at once, nothing says which is next.
	if key := [2]int{block, int(at)}; block < 4 && !w.starts[key] {
		w.starts[key] = true
		fmt.Fprintf(w, " block=%d", block)
	}
	separator := ": "
	for i, s := range line {
		out := at
		if i > 0 {
			out += raptor.Seconds(60 * w.IntN(2))
		}
		fmt.Fprintf(w, "%sS%d %s %s%s", separator, s, at, out, w.rights[i])
		separator, at = " | ", out+raptor.Seconds(60+60*w.IntN(10))
	}
	w.WriteString("\n")
	return at
}

// writeTransfers writes rules between stops and stations, then between trips.
func (w *tripWriter) writeTransfers(stops int) {
	w.WriteString("transfers.txt\nfrom_stop_id,to_stop_id,transfer_type,min_transfer_time,from_trip_id,to_trip_id\n")
	place := func() string {
		if w.IntN(6) == 0 {
			return string("GH"[w.IntN(2)])
		}
		return fmt.Sprintf("S%d", w.IntN(stops))
	}
	for range w.IntN(24) {
		fmt.Fprintf(w, "%s,%s,%d,%d,,\n", place(), place(), w.IntN(4), w.IntN(900))
	}
	for range w.IntN(8) {
		fmt.Fprintf(w, ",,4,,t%d,t%d\n", w.IntN(w.trips), w.IntN(w.trips))
	}
	for _, t := range w.returns {
		if w.IntN(4) == 0 {
			fmt.Fprintf(w, ",,5,,t%d,t%d\n", t-1, t)
		}
	}
}
