package raptor

import (
	"cmp"
	"slices"
)

// Tracer is a [Search] that remembers by which way each departure reaches the
// destination. The journeys of one search form a forest: what follows a
// departure is looked for once, whoever catches it.
type Tracer struct {
	*Search
	boardings stopCalls
	after     [][]TripIdx // by trip, those that its riders stay seated into; nil without seats

	// Of the last Run.
	endings stopLists[ending]
	onward  stopLists[onward]
	legs    []Leg // of onward, side by side

	riding []Leg     // the ride being looked at: a leg and its seated ones
	seen   []TripIdx // the trips stayed seated into for the same departure
}

// ending is a way on from a stop where a vehicle is left.
type ending struct {
	by           Seconds // the latest arrival
	change, walk Seconds
	next         StopIdx // where the next vehicle is boarded; no meaning without
	rides        uint8   // vehicles to take from there
}

// onward is the best ride of a departure and the way on from where it ends.
type onward struct {
	departure       Seconds
	firstLeg, noLeg int32 // legs[firstLeg:noLeg]
	ending
}

// NewTracer returns a Tracer on tt.
func NewTracer(tt *Timetable, limits Limits) *Tracer {
	t := &Tracer{
		Search: NewSearch(tt, limits), boardings: tt.indexCalls(mayBoard),
		endings: newStopLists[ending](len(tt.stops)), onward: newStopLists[onward](len(tt.stops)),
	}
	if len(tt.seats.list) > 0 {
		t.after = make([][]TripIdx, tt.NumTrips())
	}
	for _, seat := range tt.seats.list {
		t.after[seat.before] = append(t.after[seat.before], seat.after)
	}
	return t
}

// Run does what [Search.Run] does, with the same labels.
func (t *Tracer) Run(targets []Target, deadline Seconds) {
	t.endings.reset()
	t.onward.reset()
	t.legs = t.legs[:0]
	t.start(targets, deadline)
	for _, d := range t.doors {
		t.note(d.Stop, ending{by: deadline - d.Walk, change: d.Walk, walk: d.Walk})
	}
	for round := 1; t.ride(round); round++ {
		for _, to := range t.improved {
			for _, c := range t.tt.changes[t.tt.changeStart[to]:t.tt.changeStart[to+1]] {
				// Where a vehicle may be left as late for fewer rides, nobody
				// goes on by this one.
				if by := t.board[to] - c.total; by > t.alight[c.from] {
					t.note(c.from, ending{by: by, rides: uint8(round), next: to, change: c.total, walk: c.walk})
				}
			}
		}
		t.changeVehicles()
	}
}

// note adds an ending of the round, unless one is as good for any arrival.
func (t *Tracer) note(stop StopIdx, e ending) {
	if e.by < t.earliest {
		return
	}
	for known := range t.endings.at(stop) {
		if known.rides != e.rides {
			break // the rounds before
		}
		if known.by >= e.by && known.walk <= e.walk && !t.named(e, *known) {
			return
		}
		if e.by >= known.by && e.walk <= known.walk {
			*known = e
			return
		}
	}
	t.endings.add(stop, e)
}

// named reports whether two endings differ only by where they lead, and the
// identifier of the first stop comes first: the order of the stops in the
// timetable depends on feeds that nobody rides.
func (t *Tracer) named(e, f ending) bool {
	return e.by == f.by && e.walk == f.walk && e.rides > 0 &&
		cmp.Or(cmp.Compare(t.tt.stops[e.next].ID, t.tt.stops[f.next].ID), cmp.Compare(e.next, f.next)) < 0
}

// Journey returns the journey of a stop's label ([Search.Departure]); false if
// there is none. Of several, it is the one that walks least between vehicles,
// then leaves most time to change, and at the end arrives first.
func (t *Tracer) Journey(stop StopIdx) (Journey, bool) {
	label, ok := t.Departure(stop)
	if !ok {
		return Journey{}, false
	}
	var j Journey
	for departure, rides := label.Departure, label.Rides; rides > 0; {
		o := t.leave(stop, departure, rides-1)
		j.Legs = append(j.Legs, t.legs[o.firstLeg:o.noLeg]...)
		stop, departure, rides = o.next, o.by+o.change, o.rides
	}
	last := j.Legs[len(j.Legs)-1]
	j.Arrival = last.Arrival + last.Walk
	return j, true
}

// leave returns the best ride that leaves stop at a time, with a number of
// rides to take afterwards.
func (t *Tracer) leave(stop StopIdx, departure Seconds, rides uint8) onward {
	for known := range t.onward.at(stop) {
		if known.departure == departure {
			return *known
		}
	}
	best := onward{departure: departure, firstLeg: int32(len(t.legs))}
	best.noLeg = best.firstLeg
	t.seen = t.seen[:0]
	for _, c := range t.boardings.at(stop) {
		p := &t.tt.patterns[c.pattern]
		row := p.firstTime + int(c.position*p.trips)
		first, _ := slices.BinarySearch(t.tt.departures[row:row+int(p.trips)], departure)
		for n := first; n < int(p.trips) && t.tt.departures[row+n] == departure; n++ {
			t.riding = append(t.riding[:0], Leg{Trip: p.firstTrip + TripIdx(n), From: stop, Departure: departure})
			t.follow(p, c.position+1, rides, &best)
		}
	}
	if best.noLeg == best.firstLeg {
		// The departure was found by such a ride.
		panic("raptor: a departure without a trip")
	}
	last := &t.legs[best.noLeg-1]
	last.Change, last.Walk = best.change, best.walk
	t.onward.add(stop, best)
	return best
}

// follow looks for where to end the ride in hand, whose last leg is on a trip
// of p, from position on; then stays seated.
func (t *Tracer) follow(p *pattern, position int32, rides uint8, best *onward) {
	tt, n := t.tt, len(t.riding)
	leg := &t.riding[n-1]
	trip := int(leg.Trip - p.firstTrip)
	for ; position < p.stops; position++ {
		leg.To = tt.patternStops[p.firstCall+position]
		leg.Arrival = tt.arrivals[p.firstTime+int(position*p.trips)+trip]
		if leg.Arrival > t.deadline {
			return // a trip never goes back in time, nor what it becomes
		}
		if tt.rights[p.firstCall+position]&mayAlight == 0 {
			continue
		}
		for e := range t.endings.at(leg.To) {
			if e.rides == rides && e.by >= leg.Arrival && t.better(*e, best) {
				t.legs = append(t.legs[:best.firstLeg], t.riding...)
				best.ending, best.noLeg = *e, int32(len(t.legs))
			}
		}
	}
	if t.after == nil {
		return
	}
	// Who boards where the trip ends is seated in it all the same.
	leg.To = tt.patternStops[p.firstCall+p.stops-1]
	leg.Arrival = max(leg.Departure, tt.arrivals[p.firstTime+int((p.stops-1)*p.trips)+trip])
	for _, next := range t.after[leg.Trip] {
		if slices.Contains(t.seen, next) {
			continue
		}
		t.seen = append(t.seen, next)
		p := &tt.patterns[tt.seats.pattern[next]]
		first := Leg{Trip: next, From: tt.patternStops[p.firstCall], Departure: tt.departures[p.firstTime+int(next-p.firstTrip)], Seated: true}
		t.riding = append(t.riding[:n], first)
		t.follow(p, 0, rides, best)
	}
	t.riding = t.riding[:n]
}

// better reports whether it is better to end the ride in hand by e.
func (t *Tracer) better(e ending, best *onward) bool {
	if best.noLeg == best.firstLeg {
		return true
	}
	if e.rides > 0 && e.walk != best.walk {
		return e.walk < best.walk
	}
	return e.by-t.riding[len(t.riding)-1].Arrival > best.by-t.legs[best.noLeg-1].Arrival
}

// Following returns the next departure, later than that of the leg, of a
// vehicle of the same route that goes from the same stop to the same stop;
// false if there is none that day.
func (t *Tracer) Following(leg Leg) (Leg, bool) {
	tt := t.tt
	best, found := Leg{}, false
	for _, c := range t.boardings.at(leg.From) {
		p := &tt.patterns[c.pattern]
		trips := int(p.trips)
		row := p.firstTime + int(c.position)*trips
		for n := range trips {
			departure := tt.departures[row+n]
			if departure <= leg.Departure || found && departure > best.Departure ||
				tt.trips[p.firstTrip+TripIdx(n)].route != tt.trips[leg.Trip].route {
				continue
			}
			for i := c.position + 1; i < p.stops; i++ {
				if tt.patternStops[p.firstCall+i] != leg.To || tt.rights[p.firstCall+i]&mayAlight == 0 {
					continue
				}
				arrival := tt.arrivals[p.firstTime+int(i)*trips+n]
				if !found || departure < best.Departure || arrival < best.Arrival {
					best = Leg{Trip: p.firstTrip + TripIdx(n), From: leg.From, To: leg.To, Departure: departure, Arrival: arrival}
					found = true
				}
				break
			}
		}
	}
	return best, found
}
