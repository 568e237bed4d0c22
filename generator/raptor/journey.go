package raptor

import "slices"

// Journey is the way from a stop to the destination: one leg after the other.
type Journey struct {
	Legs    []Leg
	Arrival Seconds // at the destination
}

// Leg is a trip ridden, and what the rider does after getting off.
type Leg struct {
	Trip               TripIdx
	From, To           StopIdx
	Departure, Arrival Seconds
	// Seated tells that the rider of the leg before has not left the vehicle:
	// this leg is no other ride.
	Seated bool
	// Change is the least time from Arrival to the departure of the next ride,
	// of which Walk is on foot; both are the walk to the destination after the
	// last leg, and 0 before a seated one.
	Change, Walk Seconds
}

// Rides returns the number of vehicles taken.
func (j Journey) Rides() int {
	n := 0
	for _, leg := range j.Legs {
		if !leg.Seated {
			n++
		}
	}
	return n
}

// Tracer is a [Search] that remembers by which way each departure reaches the
// destination. It costs more time and memory than the labels alone, so that it
// is for the few searches of which the journeys are told.
type Tracer struct {
	*Search
	boardings stopCalls
	after     map[TripIdx][]TripIdx // trips that riders of a trip stay seated into
	endings   map[StopIdx][]ending  // of the last Run
}

// ending is a way on from a stop where a vehicle is left.
type ending struct {
	by           Seconds // the latest arrival
	rides        uint8   // vehicles to take from there
	next         StopIdx // where the next one is boarded; no meaning without
	change, walk Seconds
}

// NewTracer returns a Tracer on tt.
func NewTracer(tt *Timetable, limits Limits) *Tracer {
	t := &Tracer{
		Search: NewSearch(tt, limits), boardings: tt.indexCalls(mayBoard),
		after: map[TripIdx][]TripIdx{}, endings: map[StopIdx][]ending{},
	}
	for _, seat := range tt.seats.list {
		t.after[seat.before] = append(t.after[seat.before], seat.after)
	}
	return t
}

// Run does what [Search.Run] does, with the same labels.
func (t *Tracer) Run(targets []Target, deadline Seconds) {
	t.start(targets, deadline)
	clear(t.endings)
	for _, d := range t.doors {
		t.note(d.Stop, ending{by: deadline - d.Walk, change: d.Walk, walk: d.Walk})
	}
	for round := 1; t.ride(round); round++ {
		for _, to := range t.improved {
			for _, c := range t.tt.changes[t.tt.changeStart[to]:t.tt.changeStart[to+1]] {
				t.note(c.from, ending{by: t.board[to] - c.total, rides: uint8(round), next: to, change: c.total, walk: c.walk})
			}
		}
		t.changeVehicles()
	}
}

func (t *Tracer) note(stop StopIdx, e ending) {
	if e.by >= t.earliest {
		t.endings[stop] = append(t.endings[stop], e)
	}
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
		best := t.leave(stop, departure, rides-1)
		if best.legs == nil {
			// The label was made by such a ride.
			panic("raptor: a departure without a trip")
		}
		j.Legs = append(j.Legs, best.legs...)
		last := &j.Legs[len(j.Legs)-1]
		last.Change, last.Walk = best.change, best.walk
		j.Arrival = last.Arrival + best.walk
		stop, departure, rides = best.next, best.by+best.change, best.rides
	}
	return j, true
}

// tracedRide is a ride, the way on from where it ends, and the trips already
// looked at for a better one.
type tracedRide struct {
	legs []Leg // one and its seated ones; nil for no ride
	ending
	seen map[TripIdx]bool
}

// leave returns the best ride that leaves stop at a time, with a number of
// rides to take afterwards.
func (t *Tracer) leave(stop StopIdx, departure Seconds, rides uint8) *tracedRide {
	best := &tracedRide{seen: map[TripIdx]bool{}}
	for _, c := range t.boardings.at(stop) {
		p := &t.tt.patterns[c.pattern]
		row := p.firstTime + int(c.position*p.trips)
		first, _ := slices.BinarySearch(t.tt.departures[row:row+int(p.trips)], departure)
		for n := first; n < int(p.trips) && t.tt.departures[row+n] == departure; n++ {
			leg := Leg{Trip: p.firstTrip + TripIdx(n), From: stop, Departure: departure}
			t.follow(p, c.position+1, []Leg{leg}, rides, best)
		}
	}
	return best
}

// follow looks for where to end a ride, whose last leg is on a trip of p, from
// position on; then stays seated.
func (t *Tracer) follow(p *pattern, position int32, legs []Leg, rides uint8, best *tracedRide) {
	tt, leg := t.tt, &legs[len(legs)-1]
	for ; position < p.stops; position++ {
		leg.To = tt.patternStops[p.firstCall+position]
		leg.Arrival = tt.arrivals[p.firstTime+int(position*p.trips)+int(leg.Trip-p.firstTrip)]
		if tt.rights[p.firstCall+position]&mayAlight == 0 {
			continue
		}
		for _, e := range t.endings[leg.To] {
			if e.rides <= rides && e.by >= leg.Arrival && best.beatenBy(e, leg.Arrival) {
				best.legs, best.ending = slices.Clone(legs), e
			}
		}
	}
	// Who boards where the trip ends is seated in it all the same.
	leg.To = tt.patternStops[p.firstCall+p.stops-1]
	leg.Arrival = max(leg.Departure, tt.arrivals[p.firstTime+int((p.stops-1)*p.trips)+int(leg.Trip-p.firstTrip)])
	for _, next := range t.after[leg.Trip] {
		if best.seen[next] {
			continue
		}
		best.seen[next] = true
		p := &tt.patterns[tt.seats.pattern[next]]
		first := Leg{Trip: next, From: tt.patternStops[p.firstCall], Departure: tt.departures[p.firstTime+int(next-p.firstTrip)], Seated: true}
		t.follow(p, 0, append(slices.Clone(legs), first), rides, best)
	}
}

// beatenBy reports whether it is better to arrive at a time and go on by e.
func (r *tracedRide) beatenBy(e ending, arrival Seconds) bool {
	if r.legs == nil {
		return true
	}
	spare, margin := e.by-arrival, r.by-r.legs[len(r.legs)-1].Arrival
	if e.rides > 0 && e.walk != r.walk {
		return e.walk < r.walk
	}
	return spare > margin
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
