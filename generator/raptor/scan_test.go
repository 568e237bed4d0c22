package raptor_test

import (
	"cmp"
	"regexp"
	"slices"
	"sync/atomic"
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
	next    map[int][]int // the trips that riders of a trip stay seated into
	change  [][]change    // by the stop boarded at
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
	s := &scanner{feed: feed, trips: day.Trips, opts: opts, limits: limits, next: map[int][]int{}}
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
// enough, and to those that a rule of type 4 names; a rule of either type
// speaks for its two trips alone. In any case, the next trip starts late enough.
func (s *scanner) findSeats() {
	for i, a := range s.trips {
		last := a.StopTimes[len(a.StopTimes)-1]
		follower := s.follower(i)
		for j, b := range s.trips {
			first := b.StopTimes[0]
			seated := j == follower && s.metres(last.Stop, first.Stop) <= 200
			for _, rule := range s.feed.Transfers {
				if rule.FromTrip == a.ID && rule.ToTrip == b.ID && rule.Type == gtfs.TransferReboard {
					seated = false
				}
			}
			for _, rule := range s.feed.Transfers {
				if rule.FromTrip == a.ID && rule.ToTrip == b.ID && rule.Type == gtfs.TransferInSeat {
					seated = true
				}
			}
			if seated && last.Departure <= first.Departure {
				s.next[i] = append(s.next[i], j)
			}
		}
	}
}

// follower returns the next trip of the block, -1 if there is none.
func (s *scanner) follower(i int) int {
	next, a := -1, s.trips[i]
	for j, b := range s.trips {
		start := b.StopTimes[0].Departure
		if a.Block != "" && a.Block == b.Block && start > a.StopTimes[0].Departure &&
			(next < 0 || start < s.trips[next].StopTimes[0].Departure) {
			next = j
		}
	}
	return next
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
	} else {
		for _, next := range s.next[l.trip] {
			onTime = onTime || mayLeave(s.at(leg{next, 0})) || s.aboard[rides][[2]int{next, 0}]
		}
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
	var reached, overnight atomic.Int64
	networks := manyCases(t, 10_000, func(t *testing.T, seed uint64) {
		c := newRandomCase(t, seed)
		tt := timetable(t, c.opts, c.feed)
		scan := newScanner(t, c.feed, c.opts, c.limits)
		search := raptor.NewSearch(tt, c.limits)
		for range 3 { // the same Search again and again: it must forget
			targets, deadline := c.targets(), c.deadline()
			scan.run(targets, deadline)
			search.Run(served(tt, 0, c.feed, targets), deadline)
			for stop, s := range c.feed.Stops {
				want, wantOK := scan.departure(gtfs.StopIdx(stop))
				got, ok := departureByID(tt, search, 0, s.ID)
				if ok != wantOK || ok && got != want {
					t.Fatalf("seed %d, to %v by %s, from %s: %s with %d rides (%t), the scan says %s with %d (%t)\n%s",
						seed, targets, deadline, s.ID, got.Departure, got.Rides, ok, want.Departure, want.Rides, wantOK, c)
				}
				if ok {
					reached.Add(1)
				}
				if ok && got.Departure >= 24*gtfs.Hour {
					overnight.Add(1)
				}
			}
		}
	})
	t.Logf("%d departures over %d networks, %d of them after midnight", reached.Load(), networks, overnight.Load())
	if reached.Load() < int64(10*networks) || overnight.Load() < int64(networks) {
		t.Errorf("only %d departures over %d networks, %d of them after midnight: they prove little", reached.Load(), networks, overnight.Load())
	}
}

// departureByID returns the label of a stop named as its feed does.
func departureByID(tt *raptor.Timetable, search *raptor.Search, source int, id string) (raptor.Label, bool) {
	stop, ok := tt.StopByID(source, id)
	if !ok {
		return raptor.Label{}, false
	}
	return search.Departure(stop)
}

// TestEachFeatureMatters leaves one thing out of the scan at a time: it must
// disagree then, or the agreement above would prove nothing of that thing.
func TestEachFeatureMatters(t *testing.T) {
	if testing.Short() {
		t.Skip("thirteen scans of 500 networks")
	}
	without := func(kind gtfs.TransferType) func(*randomCase) {
		return func(c *randomCase) {
			c.feed.Transfers = slices.DeleteFunc(slices.Clone(c.feed.Transfers), func(t gtfs.Transfer) bool { return t.Type == kind })
		}
	}
	features := map[string]func(c *randomCase){
		"recommended transfers": without(gtfs.TransferRecommended),
		"timed transfers":       without(gtfs.TransferTimed),
		"least transfer times":  without(gtfs.TransferMinTime),
		"forbidden transfers":   without(gtfs.TransferForbidden),
		"in-seat transfers":     without(gtfs.TransferInSeat),
		"re-boarding transfers": without(gtfs.TransferReboard),
		"blocks":                func(c *randomCase) { c.opts.InSeat = false },
		"walks":                 func(c *randomCase) { c.opts.MaxWalk = 0 },
		"slack":                 func(c *randomCase) { c.opts.Slack = 0 },
		"rides cap":             func(c *randomCase) { c.limits.MaxRides = 0 },
		"duration cap":          func(c *randomCase) { c.limits.MaxDuration = 24 * gtfs.Hour },
		"stations": func(c *randomCase) {
			c.feed.Stops = slices.Clone(c.feed.Stops)
			for s := range c.feed.Stops {
				c.feed.Stops[s].Parent = gtfs.NoStop
			}
		},
		"rights to board and alight": func(c *randomCase) {
			*c.feed = *gtfstest.Feed(t, regexp.MustCompile(` (pickup|dropoff)=\d`).ReplaceAllString(c.text, ""))
		},
	}
	needed, compared := map[string]int{}, 0
	for seed := range uint64(500) {
		c := newRandomCase(t, seed)
		tt := timetable(t, c.opts, c.feed)
		search := raptor.NewSearch(tt, c.limits)
		targets, deadline := c.targets(), c.deadline()
		search.Run(served(tt, 0, c.feed, targets), deadline)
		compared += len(search.Reached())
		for name, leaveOut := range features {
			less, feed := *c, *c.feed
			less.feed = &feed
			leaveOut(&less)
			scan := newScanner(t, less.feed, less.opts, less.limits)
			scan.run(targets, deadline)
			for stop, s := range c.feed.Stops {
				want, wantOK := scan.departure(gtfs.StopIdx(stop))
				if got, ok := departureByID(tt, search, 0, s.ID); ok != wantOK || ok && got != want {
					needed[name]++
				}
			}
		}
	}
	t.Logf("of %d departures: %v", compared, needed)
	for name := range features {
		if needed[name] < 5 {
			t.Errorf("without %s, only %d departures of %d are others", name, needed[name], compared)
		}
	}
}
