package raptor_test

import (
	"testing"

	"futurpro/generator/gtfs"
	"futurpro/generator/gtfs/gtfstest"
	"futurpro/generator/raptor"
)

// network is a hand-timed feed, its search, and the last target of it.
type network struct {
	*testing.T
	tt     *raptor.Timetable
	search *raptor.Search
}

func newNetwork(t *testing.T, opts raptor.Options, limits raptor.Limits, texts ...string) *network {
	t.Helper()
	var sources []raptor.Source
	for _, text := range texts {
		sources = append(sources, raptor.Source{Feed: gtfstest.Feed(t, text), Date: gtfstest.Tuesday()})
	}
	tt, err := raptor.NewTimetable(sources, opts)
	if err != nil {
		t.Fatal(err)
	}
	return &network{t, tt, raptor.NewSearch(tt, limits)}
}

// stop finds a stop in the first source that serves it.
func (n *network) stop(id string) raptor.StopIdx {
	n.Helper()
	for s := range n.tt.NumStops() {
		if n.tt.Stop(raptor.StopIdx(s)).ID == id {
			return raptor.StopIdx(s)
		}
	}
	n.Fatalf("stop %s is not served", id)
	return 0
}

// to searches the way to a stop, to be there at a clock time.
func (n *network) to(id, deadline string) *network {
	n.Helper()
	n.search.Run([]raptor.Target{{Stop: n.stop(id)}}, at(n.T, deadline))
	return n
}

// leaves checks the latest departure from a stop and the vehicles taken; ""
// is no departure.
func (n *network) leaves(id, departure string, rides uint8) {
	n.Helper()
	label, ok := n.search.Departure(n.stop(id))
	switch {
	case departure == "" && ok:
		n.Errorf("from %s: leave at %s, want no journey", id, label.Departure)
	case departure != "" && (!ok || label.Departure != at(n.T, departure) || label.Rides != rides):
		n.Errorf("from %s: leave at %s with %d rides (found: %t), want %s with %d", id, label.Departure, label.Rides, ok, departure, rides)
	}
}

func at(t testing.TB, clock string) raptor.Seconds {
	t.Helper()
	s, ok := gtfs.ParseSeconds(clock)
	if !ok {
		t.Fatalf("%q is no clock time", clock)
	}
	return s
}

// plain are options with nothing but vehicles: no slack, no walk, no blocks.
func plain() raptor.Options { return raptor.Options{Walking: raptor.DefaultWalking()} }

// withSlack adds seconds to change vehicles.
func withSlack(s raptor.Seconds) raptor.Options {
	o := plain()
	o.Slack = s
	return o
}

// As in OpenTripPlanner's own tests: walk 30 s, bus 0:01 to 0:05, walk 20 s.
func TestWalkBusWalk(t *testing.T) {
	n := newNetwork(t, plain(), raptor.DefaultLimits(), `
		stops
		B 0 0
		C 5000 0
		trips
		bus: B 0:01:00 | C 0:05:00`)
	deadline := at(t, "0:05:20")
	n.search.Run([]raptor.Target{{Stop: n.stop("C"), Walk: 20}}, deadline)
	n.leaves("B", "0:01:00", 1)
	label, _ := n.search.Departure(n.stop("B"))
	// 0:05:20 - (0:01:00 - 30 s) = 4 min 50 s.
	if took := deadline - (label.Departure - 30); took != 4*60+50 {
		t.Errorf("door to door in %s, want 4 min 50 s", took)
	}
	n.search.Run([]raptor.Target{{Stop: n.stop("C"), Walk: 20}}, deadline-1)
	n.leaves("B", "", 0)
}

// As in OpenTripPlanner's own tests: slacks of 60 s to change, 30 s to board
// and 10 s to alight, 100 s in all, after an arrival at 3:01.
func TestSlackMissesAndCatches(t *testing.T) {
	const text = `
		stops
		A 0 0
		B 5000 0
		C 9000 0
		trips
		first:  A 0:01:00 | B 0:03:01
		second: B `
	n := newNetwork(t, withSlack(100), raptor.DefaultLimits(), text+"0:04:40 | C 0:10:00")
	n.to("C", "0:10:00").leaves("A", "", 0) // 3:01 + 100 s = 4:41 > 4:40
	n = newNetwork(t, withSlack(100), raptor.DefaultLimits(), text+"0:04:41 | C 0:10:00")
	n.to("C", "0:10:00").leaves("A", "0:01:00", 2)
}

// Footpaths are not transitive. S can be left on board at 8:05, or on foot at
// 8:09:12 to catch the better bus of N: 8:20 less 600 m x 1.5 / (5/3.6 m/s) =
// 648 s. R is 600 m from S and too far from N, so only the departure on board
// of S helps: the bus from Q, in R at 7:50, is in time for 8:05 - 648 s =
// 7:54:12.
func TestOnBoardSurvivesBetterOnFoot(t *testing.T) {
	opts := plain()
	opts.MaxWalk = 1000
	n := newNetwork(t, opts, raptor.DefaultLimits(), `
		stops
		N    0 0
		S  600 0
		R 1200 0
		Q 9000 0
		T 0 9000
		trips
		better: N 8:20 | T 8:40
		direct: S 8:05 | T 8:40
		feeder: Q 7:30 | R 7:50`)
	n.to("T", "8:40")
	n.leaves("S", "8:05", 1)
	n.leaves("Q", "7:30", 2)
	if got, want := n.search.OnFoot(nil)[n.stop("S")], (raptor.Label{Departure: at(t, "8:09:12"), Rides: 1}); got != want {
		t.Errorf("standing at S: %v, want %v", got, want)
	}
}

// R5's grid in small: a block takes 30 s and buses come every 20 min. 20
// blocks (10 min), 11 min to wait at the corner, 20 blocks: 31 min, plus 0 to
// 20 min of waiting for the deadline.
func TestHeadwayGrid(t *testing.T) {
	n := newNetwork(t, plain(), raptor.DefaultLimits(), `
		stops
		A 0 0
		X 8000 0
		B 8000 8000
		trips
		east:  A 0:00 | X 0:10
		north: X 0:00 | B 0:10
		frequencies.txt
		trip_id, start_time, end_time, headway_secs
		east,    6:00,       10:00,    1200
		north,   6:01,       10:00,    1200`)
	for minute := raptor.Seconds(0); minute < 60; minute++ {
		deadline := at(t, "8:11") + 60*minute
		n.search.Run([]raptor.Target{{Stop: n.stop("B")}}, deadline)
		label, ok := n.search.Departure(n.stop("A"))
		// East leaves at 7:40, in X at 7:50, north at 8:01, in B at 8:11.
		want := 31*60 + (60*minute)%1200
		if got := deadline - label.Departure; !ok || got != want || label.Rides != 2 {
			t.Errorf("by %s: %s with %d rides, want %s with 2", deadline, got, label.Rides, want)
		}
	}
}

// The facts of GraphHopper's own tests, on a feed of ours: the bus of 6:44 is
// in NANAA at 6:49, and the faster one of Saturdays does not run on weekdays.
func TestCalendarIsRespectedBackwards(t *testing.T) {
	n := newNetwork(t, plain(), raptor.DefaultLimits(), `
		stops
		NADAV 0 0
		NANAA 2000 0
		trips
		week service=WEEK:    NADAV 6:44 | NANAA 6:49
		saturday service=SAT: NADAV 6:47 | NANAA 6:49
		calendar.txt
		service_id, monday, tuesday, wednesday, thursday, friday, saturday, sunday, start_date, end_date
		WEEK, 1, 1, 1, 1, 1, 0, 0, 20260101, 20261231
		SAT,  0, 0, 0, 0, 0, 1, 0, 20260101, 20261231`)
	n.to("NANAA", "6:49").leaves("NADAV", "6:44", 1) // 0:05
	n.to("NANAA", "6:50").leaves("NADAV", "6:44", 1) // 0:06
	n.to("NANAA", "6:48:59").leaves("NADAV", "", 0)
}

func TestRightsToBoardAndAlight(t *testing.T) {
	n := newNetwork(t, plain(), raptor.DefaultLimits(), `
		stops
		A 0 0
		B 5000 0
		C 9000 0
		D 15000 0
		trips
		t: A 8:00 | B 8:10 pickup=1 | C 8:20 dropoff=1 pickup=2 | D 8:30 pickup=1`)
	n.to("D", "8:30")
	n.leaves("A", "8:00", 1)
	n.leaves("B", "", 0)
	n.leaves("C", "", 0)                     // on demand only
	n.to("C", "9:00").leaves("A", "", 0)     // never lets off at C
	n.to("B", "9:00").leaves("A", "8:00", 1) // but does at B
}

// The fast trip leaves later and arrives earlier: it overtakes.
func TestOvertakingTrips(t *testing.T) {
	n := newNetwork(t, plain(), raptor.DefaultLimits(), `
		stops
		A 0 0
		B 5000 0
		C 9000 0
		trips
		slow: A 8:00 | B 8:30 | C 8:50
		fast: A 8:10 | B 8:20 | C 8:40`)
	n.to("C", "8:45").leaves("A", "8:10", 1)
	n.to("C", "8:55").leaves("A", "8:10", 1)
	n.to("C", "8:55").leaves("B", "8:30", 1)
	n.to("B", "8:25").leaves("A", "8:10", 1)
}

func TestLimits(t *testing.T) {
	const text = `
		stops
		A 0 0
		B 5000 0
		C 9000 0
		trips
		one: A 7:30 | B 7:50
		two: B 8:00 | C 9:00`
	n := newNetwork(t, plain(), raptor.Limits{MaxDuration: 90 * 60, MaxRides: 1}, text)
	n.to("C", "9:00").leaves("B", "8:00", 1)
	n.leaves("A", "", 0) // would take two
	n = newNetwork(t, plain(), raptor.Limits{MaxDuration: 90 * 60}, text)
	n.to("C", "9:00").leaves("A", "7:30", 2) // 90 min to the second
	n.to("C", "9:00:01").leaves("A", "", 0)  // one more
	n.leaves("B", "8:00", 1)
}

func TestNothingIsFoundBeyondTheTargets(t *testing.T) {
	n := newNetwork(t, plain(), raptor.DefaultLimits(), `
		stops
		A 0 0
		B 5000 0
		trips
		t: A 8:00 | B 8:10`)
	n.to("A", "9:00").leaves("A", "", 0)
	n.leaves("B", "", 0)
	n.search.Run(nil, at(t, "9:00"))
	n.leaves("A", "", 0)
}

// Two feeds meet at a square: 200 m x 1.5 / (5/3.6 m/s) = 216 s, and 120 s.
func TestFeedsAreJoinedOnFoot(t *testing.T) {
	tram := `
		stops
		A 0 0
		SQUARE 5000 0
		trips
		tram: A 8:00 | SQUARE 8:10`
	bus := func(departure string) string {
		return `
		stops
		SQUARE 5200 0
		C 9000 0
		trips
		bus: SQUARE ` + departure + ` | C 8:40`
	}
	// 8:10 + 336 s = 8:15:36.
	n := newNetwork(t, raptor.DefaultOptions(), raptor.DefaultLimits(), tram, bus("8:15:36"))
	n.to("C", "8:40").leaves("A", "8:00", 2)
	n = newNetwork(t, raptor.DefaultOptions(), raptor.DefaultLimits(), tram, bus("8:15:35"))
	n.to("C", "8:40").leaves("A", "", 0)
}

// Keep is how school transport is set apart.
func TestKeepChoosesRoutes(t *testing.T) {
	feed := gtfstest.Feed(t, `
		stops
		A 0 0
		B 5000 0
		trips
		public route=P: A 8:00 | B 8:10
		school route=E: A 8:05 | B 8:10
		routes.txt
		route_id, route_type
		P, 3
		E, 712`)
	for _, test := range []struct {
		keep func(gtfs.Route) bool
		want string
	}{
		{nil, "8:05"},
		{gtfs.Route.School, "8:05"},
		{func(r gtfs.Route) bool { return !r.School() }, "8:00"},
	} {
		tt, err := raptor.NewTimetable([]raptor.Source{{Feed: feed, Date: gtfstest.Tuesday(), Keep: test.keep}}, plain())
		if err != nil {
			t.Fatal(err)
		}
		n := &network{t, tt, raptor.NewSearch(tt, raptor.DefaultLimits())}
		n.to("B", "8:30").leaves("A", test.want, 1)
	}
}

func TestSearchAllocatesNothing(t *testing.T) {
	n := newNetwork(t, raptor.DefaultOptions(), raptor.DefaultLimits(), `
		stops
		A 0 0
		B 5000 0
		C 9000 0
		trips
		one block=1: A 8:00 | B 8:10
		two block=1: B 8:15 | C 8:20`)
	targets := []raptor.Target{{Stop: n.stop("C")}}
	if allocs := testing.AllocsPerRun(10, func() { n.search.Run(targets, 9*3600) }); allocs != 0 {
		t.Errorf("%v allocations a search, want none", allocs)
	}
}
