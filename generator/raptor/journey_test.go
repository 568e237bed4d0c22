package raptor_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"futurpro/generator/gtfs"
	"futurpro/generator/gtfs/gtfstest"
	"futurpro/generator/raptor"
)

// A change of 300 m, 324 s on foot and 120 s of slack, then a bus that goes on
// as another line.
func TestJourneyIsToldLegByLeg(t *testing.T) {
	tt, err := raptor.NewTimetable([]raptor.Source{{Feed: gtfstest.Feed(t, `
		stops
		O 9000 0
		A 0 0
		B 300 0
		C -5000 0
		D -9000 0
		trips
		early route=1:        O 7:40 | A 8:00
		to route=1:           O 7:50 | A 8:10
		from block=1 route=2: B 8:18 | C 8:30
		on block=1 route=3:   C 8:31 | D 8:40`), Date: gtfstest.Tuesday()}}, raptor.DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	stop := func(id string) raptor.StopIdx { s, _ := tt.StopByID(0, id); return s }
	tracer := raptor.NewTracer(tt, raptor.DefaultLimits())
	tracer.Run([]raptor.Target{{Stop: stop("D"), Walk: 60}}, at(t, "8:45"))
	journey, ok := tracer.Journey(stop("O"))
	if !ok || journey.Rides() != 2 || journey.Arrival != at(t, "8:41") {
		t.Fatalf("%+v (%t), want 2 rides and to be there at 8:41", journey, ok)
	}
	want := []struct {
		route, trip, from, departure, to, arrival string
		seated                                    bool
		change, walk                              raptor.Seconds
	}{
		{"1", "to", "O", "7:50", "A", "8:10", false, 444, 324},
		{"2", "from", "B", "8:18", "C", "8:30", false, 0, 0},
		{"3", "on", "C", "8:31", "D", "8:40", true, 60, 60},
	}
	for i, leg := range journey.Legs {
		w, trip := want[i], tt.Trip(leg.Trip)
		if trip.ID != w.trip || trip.Route.ID != w.route || trip.Source != 0 {
			t.Errorf("leg %d is on %+v, want trip %s of route %s", i, trip, w.trip, w.route)
		}
		if (leg != raptor.Leg{Trip: leg.Trip, From: stop(w.from), To: stop(w.to), Departure: at(t, w.departure), Arrival: at(t, w.arrival),
			Seated: w.seated, Change: w.change, Walk: w.walk}) {
			t.Errorf("leg %d is %+v, want %+v", i, leg, w)
		}
	}
	if _, ok := tracer.Journey(stop("D")); ok {
		t.Error("a journey by vehicle from the last stop")
	}
}

// TestJourneysHoldInTheTimetable traces every label of random networks, and
// checks each leg against the feed and the rules of the scanner.
func TestJourneysHoldInTheTimetable(t *testing.T) {
	traced, seated := 0, 0
	for seed := range 200 {
		random := rand.New(rand.NewPCG(uint64(seed), 2025))
		text := randomNetwork(random)
		feed := gtfstest.Feed(t, text)
		opts := raptor.DefaultOptions()
		opts.Slack = raptor.Seconds(random.IntN(4) * 60)
		limits := raptor.Limits{MaxDuration: 2 * 3600, MaxRides: random.IntN(5)}
		tt, err := raptor.NewTimetable([]raptor.Source{{Feed: feed, Date: gtfstest.Tuesday()}}, opts)
		if err != nil {
			t.Fatal(err)
		}
		check := journeyCheck{T: t, tt: tt, scan: newScanner(t, feed, opts, limits)}
		plain, tracer := raptor.NewSearch(tt, limits), raptor.NewTracer(tt, limits)
		for range 4 {
			check.walks = map[raptor.StopIdx]raptor.Seconds{}
			var targets []raptor.Target
			for range 1 + random.IntN(3) {
				stop, walk := raptor.StopIdx(random.IntN(tt.NumStops())), raptor.Seconds(random.IntN(600))
				if _, twice := check.walks[stop]; !twice {
					check.walks[stop] = walk
					targets = append(targets, raptor.Target{Stop: stop, Walk: walk})
				}
			}
			check.deadline = raptor.Seconds(8*3600 + random.IntN(5400))
			plain.Run(targets, check.deadline)
			tracer.Run(targets, check.deadline)
			for s := range raptor.StopIdx(tt.NumStops()) {
				label, ok := plain.Departure(s)
				journey, found := tracer.Journey(s)
				if ok != found {
					t.Fatalf("seed %d: label %t, journey %t\n%s", seed, ok, found, text)
				}
				if !ok {
					continue
				}
				if first := journey.Legs[0]; first.From != s || first.Departure != label.Departure || first.Seated || journey.Rides() != int(label.Rides) {
					t.Fatalf("seed %d: %+v is not the journey of %+v\n%s", seed, journey, label, text)
				}
				if wrong := check.wrong(journey); wrong != "" {
					t.Fatalf("seed %d, %+v: %s\n%s", seed, journey, wrong, text)
				}
				traced++
				if slices.ContainsFunc(journey.Legs, func(l raptor.Leg) bool { return l.Seated }) {
					seated++
				}
			}
		}
	}
	if traced < 2000 || seated < 20 {
		t.Errorf("only %d journeys, %d with a seated leg: they prove little", traced, seated)
	}
}

// journeyCheck knows the feed, and nothing of how a journey was found.
type journeyCheck struct {
	*testing.T
	tt       *raptor.Timetable
	scan     *scanner
	walks    map[raptor.StopIdx]raptor.Seconds
	deadline raptor.Seconds
}

// wrong says what in a journey is not so; "" if all is.
func (c journeyCheck) wrong(j raptor.Journey) string {
	for i, leg := range j.Legs {
		if !c.runs(leg) {
			return "a leg is not in the timetable"
		}
		if i == len(j.Legs)-1 {
			walk, target := c.walks[leg.To]
			if !target || leg.Walk != walk || j.Arrival != leg.Arrival+walk || j.Arrival > c.deadline {
				return "it does not end at the destination, in time"
			}
			continue
		}
		next := j.Legs[i+1]
		if next.Seated {
			if !slices.Contains(c.scan.next[c.trip(leg)], c.trip(next)) || leg.Change != 0 {
				return "nobody stays seated there"
			}
			continue
		}
		total, ok := c.scan.changeTime(c.stop(leg.To), c.stop(next.From))
		if !ok || leg.Change != total || leg.Arrival+total > next.Departure || leg.Walk > total {
			return "a change is not allowed, or missed"
		}
	}
	return ""
}

func (c journeyCheck) stop(s raptor.StopIdx) gtfs.StopIdx {
	return gtfs.StopIdx(slices.IndexFunc(c.scan.feed.Stops, func(stop gtfs.Stop) bool { return stop.ID == c.tt.Stop(s).ID }))
}

func (c journeyCheck) trip(l raptor.Leg) int {
	return slices.IndexFunc(c.scan.trips, func(t gtfs.Trip) bool { return t.ID == c.tt.Trip(l.Trip).ID })
}

// runs reports whether the trip lets on and off where the leg says; one who
// stays seated needs no right to.
func (c journeyCheck) runs(leg raptor.Leg) bool {
	times := c.scan.trips[c.trip(leg)].StopTimes
	for on, st := range times {
		if st.Stop != c.stop(leg.From) || st.Departure != leg.Departure || !leg.Seated && st.Pickup != gtfs.Regular {
			continue
		}
		for off, st := range times[on:] {
			arrived := st.Stop == c.stop(leg.To) && (st.Arrival == leg.Arrival || off == 0 && leg.Arrival == leg.Departure)
			through := leg.Change == 0 && leg.Walk == 0 && on+off == len(times)-1
			if arrived && (off > 0 || leg.Seated || through) && (st.DropOff == gtfs.Regular || through) {
				return true
			}
		}
	}
	return false
}

// BenchmarkTracer measures one search of Riga and the journeys of all stops
// that it reaches.
func BenchmarkTracer(b *testing.B) {
	tt, err := raptor.NewTimetable(rigaSources(b), raptor.DefaultOptions())
	if err != nil {
		b.Fatal(err)
	}
	var targets []raptor.Target
	for s := range raptor.StopIdx(tt.NumStops()) {
		if s%16 == 0 {
			targets = append(targets, raptor.Target{Stop: s})
		}
	}
	tracer := raptor.NewTracer(tt, raptor.DefaultLimits())
	b.ReportAllocs()
	journeys := 0
	for i := range b.N {
		tracer.Run(targets[i%len(targets):][:1], deadline0830)
		for _, s := range tracer.Reached() {
			tracer.Journey(s)
			journeys++
		}
	}
	b.ReportMetric(float64(journeys)/float64(b.N), "journeys/op")
}
