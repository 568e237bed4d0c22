package raptor_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb/geo"

	"futurpro/generator/gtfs"
	"futurpro/generator/gtfs/gtfstest"
	"futurpro/generator/raptor"
)

// scanner is a connection scan (J. Dibbelt et al., "Connection Scan
// Algorithm", JEA 2018), made to be obvious rather than fast: connections are
// scanned by decreasing departure, again and again until nothing changes. It
// shares nothing with the package but the feed.
type scanner struct {
	feed    *gtfs.Feed
	trips   []gtfs.Trip
	opts    raptor.Options
	limits  raptor.Limits
	next    map[int]int // the trip that riders of a trip stay seated into
	change  [][]change  // by the stop boarded at
	legs    []leg
	earlier raptor.Seconds
	// By number of rides: latest departure by stop, latest time to get off by
	// stop, and whether somebody seated in a leg of a trip is on time.
	board, alight [][]raptor.Seconds
	aboard        []map[[2]int]bool
}

type change struct {
	from  gtfs.StopIdx
	total raptor.Seconds
}

// leg is a trip from its stop i to the next one; from its last stop, it is
// staying seated into the next trip.
type leg struct{ trip, i int }

func newScanner(t *testing.T, feed *gtfs.Feed, opts raptor.Options, limits raptor.Limits) *scanner {
	t.Helper()
	day, err := feed.Day(gtfstest.Tuesday())
	if err != nil {
		t.Fatal(err)
	}
	s := &scanner{feed: feed, trips: day.Trips, opts: opts, limits: limits, next: map[int]int{}}
	if s.limits.MaxRides == 0 {
		s.limits.MaxRides = len(s.trips)
	}
	if opts.InSeat {
		s.findSeats()
	}
	for to := range feed.Stops {
		var changes []change
		for from := range feed.Stops {
			if total, ok := s.changeTime(gtfs.StopIdx(from), gtfs.StopIdx(to)); ok {
				changes = append(changes, change{gtfs.StopIdx(from), total})
			}
		}
		s.change = append(s.change, changes)
	}
	for trip := range s.trips {
		for i := range s.trips[trip].StopTimes {
			s.legs = append(s.legs, leg{trip, i})
		}
	}
	slices.SortStableFunc(s.legs, func(a, b leg) int { return cmp.Compare(s.at(b).Departure, s.at(a).Departure) })
	return s
}

func (s *scanner) at(l leg) gtfs.StopTime { return s.trips[l.trip].StopTimes[l.i] }

func (s *scanner) metres(a, b gtfs.StopIdx) float64 {
	return geo.DistanceHaversine(s.feed.Stops[a].Position, s.feed.Stops[b].Position)
}

// findSeats joins each trip to the next one of its block, if it starts near
// enough and late enough.
func (s *scanner) findSeats() {
	for i, a := range s.trips {
		next := -1
		for j, b := range s.trips {
			start, best := b.StopTimes[0].Departure, raptor.Seconds(0)
			if next >= 0 {
				best = s.trips[next].StopTimes[0].Departure
			}
			after := start > a.StopTimes[0].Departure || start == a.StopTimes[0].Departure && j > i
			if a.Block != "" && a.Block == b.Block && i != j && after && (next < 0 || start < best) {
				next = j
			}
		}
		if next < 0 {
			continue
		}
		last, first := a.StopTimes[len(a.StopTimes)-1], s.trips[next].StopTimes[0]
		if last.Departure <= first.Departure && s.metres(last.Stop, first.Stop) <= 200 {
			s.next[i] = next
		}
	}
}

// changeTime reads the rules as the specification says them, for one pair.
func (s *scanner) changeTime(from, to gtfs.StopIdx) (raptor.Seconds, bool) {
	metres := s.metres(from, to)
	walk := raptor.Seconds(metres*1.5/(5/3.6) + 0.999999)
	a, b := s.feed.Stops[from], s.feed.Stops[to]
	type ends [2]gtfs.StopIdx
	for _, asSpecific := range [][]ends{{{from, to}}, {{from, b.Parent}, {a.Parent, to}}, {{a.Parent, b.Parent}}} {
		for _, rule := range slices.Backward(s.feed.Transfers) {
			if !slices.Contains(asSpecific, ends{rule.From, rule.To}) {
				continue
			}
			switch rule.Type {
			case gtfs.TransferRecommended:
				return walk + s.opts.Slack, true
			case gtfs.TransferTimed:
				return walk, true
			case gtfs.TransferMinTime:
				return max(rule.MinTime, raptor.Seconds(metres/1.5+0.999999)+s.opts.Slack), true
			case gtfs.TransferForbidden:
				return 0, false
			}
		}
	}
	sameStation := a.Parent != gtfs.NoStop && a.Parent == b.Parent
	if from == to || sameStation || metres*1.5 <= s.opts.MaxWalk {
		return walk + s.opts.Slack, true
	}
	return 0, false
}

// run fills board for the targets and the deadline.
func (s *scanner) run(targets map[gtfs.StopIdx]raptor.Seconds, deadline raptor.Seconds) {
	s.earlier = deadline - s.limits.MaxDuration
	s.board, s.alight, s.aboard = nil, nil, nil
	for range s.limits.MaxRides + 1 {
		s.board = append(s.board, slices.Repeat([]raptor.Seconds{raptor.Never}, len(s.feed.Stops)))
		s.alight = append(s.alight, slices.Repeat([]raptor.Seconds{raptor.Never}, len(s.feed.Stops)))
		s.aboard = append(s.aboard, map[[2]int]bool{})
	}
	for stop, walk := range targets {
		if deadline-walk >= s.earlier {
			s.alight[0][stop] = deadline - walk
		}
	}
	for changed := true; changed; {
		changed = false
		for rides := 1; rides <= s.limits.MaxRides; rides++ {
			for _, l := range s.legs {
				changed = s.scan(l, rides) || changed
			}
		}
	}
}

// scan reports whether it changed anything.
func (s *scanner) scan(l leg, rides int) bool {
	key := [2]int{l.trip, l.i}
	onTime := s.aboard[rides][key]
	mayLeave := func(st gtfs.StopTime) bool {
		return st.DropOff == gtfs.Regular && s.alight[rides-1][st.Stop] >= st.Arrival
	}
	if last := len(s.trips[l.trip].StopTimes) - 1; l.i < last {
		onTime = onTime || mayLeave(s.at(leg{l.trip, l.i + 1})) || s.aboard[rides][[2]int{l.trip, l.i + 1}]
	} else if next, ok := s.next[l.trip]; ok {
		onTime = onTime || mayLeave(s.at(leg{next, 0})) || s.aboard[rides][[2]int{next, 0}]
	}
	if !onTime {
		return false
	}
	changed := !s.aboard[rides][key]
	s.aboard[rides][key] = true
	st := s.at(l)
	if st.Pickup != gtfs.Regular || st.Departure < s.earlier || st.Departure <= s.board[rides][st.Stop] {
		return changed
	}
	s.board[rides][st.Stop] = st.Departure
	for _, c := range s.change[st.Stop] {
		if t := st.Departure - c.total; t >= s.earlier {
			s.alight[rides][c.from] = max(s.alight[rides][c.from], t)
		}
	}
	return true
}

// departure returns the latest departure of a stop, with the fewest rides.
func (s *scanner) departure(stop gtfs.StopIdx) (raptor.Label, bool) {
	best := raptor.Label{Departure: raptor.Never}
	for rides := 1; rides <= s.limits.MaxRides; rides++ {
		if t := s.board[rides][stop]; t > best.Departure {
			best = raptor.Label{Departure: t, Rides: uint8(rides)}
		}
	}
	return best, best.Departure != raptor.Never
}

// TestAgreesWithConnectionScan compares both searches on random networks, on
// every stop: departures and rides.
func TestAgreesWithConnectionScan(t *testing.T) {
	networks := 300
	if testing.Short() {
		networks = 50
	}
	reached := 0
	for seed := range networks {
		random := rand.New(rand.NewPCG(uint64(seed), 2012))
		text := randomNetwork(random)
		feed := gtfstest.Feed(t, text)
		opts := raptor.Options{
			Slack:   raptor.Seconds(random.IntN(4) * 60),
			Walking: raptor.DefaultWalking(),
			MaxWalk: float64(random.IntN(4)) * 500,
			InSeat:  random.IntN(2) == 0,
		}
		limits := raptor.Limits{MaxDuration: raptor.Seconds(30+random.IntN(180)) * 60, MaxRides: random.IntN(5)}
		tt, err := raptor.NewTimetable([]raptor.Source{{Feed: feed, Date: gtfstest.Tuesday()}}, opts)
		if err != nil {
			t.Fatal(err)
		}
		scan := newScanner(t, feed, opts, limits)
		search := raptor.NewSearch(tt, limits)
		for range 4 { // the same Search again and again: it must forget
			targets := map[gtfs.StopIdx]raptor.Seconds{}
			var served []raptor.Target
			for range 1 + random.IntN(4) {
				stop, walk := gtfs.StopIdx(random.IntN(len(feed.Stops))), raptor.Seconds(random.IntN(600))
				targets[stop] = walk
			}
			for stop, walk := range targets {
				if s, ok := tt.StopByID(0, feed.Stops[stop].ID); ok {
					served = append(served, raptor.Target{Stop: s, Walk: walk})
				}
			}
			deadline := raptor.Seconds(8*3600 + random.IntN(5400))
			scan.run(targets, deadline)
			search.Run(served, deadline)
			for stop, s := range feed.Stops {
				want, wantOK := scan.departure(gtfs.StopIdx(stop))
				var got raptor.Label
				idx, ok := tt.StopByID(0, s.ID)
				if ok {
					got, ok = search.Departure(idx)
				}
				if ok != wantOK || ok && got != want {
					t.Fatalf("seed %d, %+v, %+v, to %v by %s, from %s: %s with %d rides (%t), the scan says %s with %d (%t)\n%s",
						seed, opts, limits, targets, deadline, s.ID, got.Departure, got.Rides, ok,
						want.Departure, want.Rides, wantOK, text)
				}
				if ok {
					reached++
				}
			}
		}
	}
	if reached < 10*networks {
		t.Errorf("only %d departures compared over %d networks: they prove little", reached, networks)
	}
}

// randomNetwork writes a network of a few lines over a square of 3 km, with
// everything that makes a search go wrong: trips that overtake, loops, rights,
// stations, rules, blocks.
func randomNetwork(random *rand.Rand) string {
	var text strings.Builder
	stops := 5 + random.IntN(10)
	text.WriteString("stops\nG 1500 1500 station\nH 500 500 station\n")
	for s := range stops {
		parent := ""
		if random.IntN(3) == 0 {
			parent = " parent=" + string("GH"[random.IntN(2)])
		}
		fmt.Fprintf(&text, "S%d %d %d%s\n", s, random.IntN(3000), random.IntN(3000), parent)
	}
	text.WriteString("trips\n")
	right := func(name string) string {
		if random.IntN(6) > 0 {
			return ""
		}
		return fmt.Sprintf(" %s=%d", name, 1+random.IntN(3))
	}
	trip := 0
	for range 2 + random.IntN(6) {
		line := make([]int, 2+random.IntN(5))
		for i := range line {
			line[i] = random.IntN(stops)
		}
		for range 2 + random.IntN(8) {
			block := ""
			if random.IntN(2) == 0 {
				block = fmt.Sprintf(" block=%d", 1+random.IntN(4))
			}
			fmt.Fprintf(&text, "t%d%s: ", trip, block)
			trip++
			at := raptor.Seconds(6*3600 + 60*random.IntN(150))
			for i, s := range line {
				if i > 0 {
					text.WriteString(" | ")
				}
				out := at + raptor.Seconds(60*random.IntN(2))
				fmt.Fprintf(&text, "S%d %s %s%s%s", s, at, out, right("pickup"), right("dropoff"))
				at = out + raptor.Seconds(60+60*random.IntN(10))
			}
			text.WriteString("\n")
		}
	}
	text.WriteString("transfers.txt\nfrom_stop_id,to_stop_id,transfer_type,min_transfer_time\n")
	place := func() string {
		if random.IntN(6) == 0 {
			return string("GH"[random.IntN(2)])
		}
		return fmt.Sprintf("S%d", random.IntN(stops))
	}
	for range random.IntN(12) {
		fmt.Fprintf(&text, "%s,%s,%d,%d\n", place(), place(), random.IntN(4), random.IntN(900))
	}
	return text.String()
}
