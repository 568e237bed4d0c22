package raptor

// seatedTrips remembers the trips ridden by riders who stay seated into
// another one, apart from other rides: who may be in a trip because it goes on
// cannot be in the earlier trips of its pattern, which may end there.
type seatedTrips struct {
	aboard aboard
	search uint32   // the number of the search; marks of others do not count
	ridden []uint32 // marks the trips ridden
}

func newSeatedTrips(tt *Timetable) seatedTrips {
	return seatedTrips{aboard: newAboard(tt), ridden: make([]uint32, tt.NumTrips())}
}

func (s *seatedTrips) reset() {
	s.aboard.reset()
	s.search++
	if s.search == 0 { // after four billion searches, old marks would count
		clear(s.ridden)
		s.search = 1
	}
}

// staySeated rides the trips that become a trip of p later than known and no
// later than latest, which is in hand at its first stop. Those before the one
// in hand count too: theirs may come from elsewhere.
func (s *Search) staySeated(p *pattern, known, latest int32, round uint8) {
	for t := latest; t > known && s.tt.departuresOf(p, t)[0] >= s.earliest; t-- {
		for _, seat := range s.tt.seats.into(p.firstTrip + TripIdx(t)) {
			s.rideSeated(seat.before, round)
		}
	}
}

// rideSeated rides a trip upstream from its last stop, down to where a later
// one was, then those that become it.
func (s *Search) rideSeated(t TripIdx, round uint8) {
	if s.seated.ridden[t] == s.seated.search {
		return
	}
	s.seated.ridden[t] = s.seated.search
	tt := s.tt
	idx := tt.seats.pattern[t]
	p := &tt.patterns[idx]
	n := int32(t - p.firstTrip)
	latest, departures := s.seated.aboard.of(idx), tt.departuresOf(p, n)
	for i := p.stops - 1; i >= 0 && latest[i] < n && departures[i] >= s.earliest; i-- {
		latest[i] = n
		if tt.rights[p.firstCall+i]&mayBoard != 0 {
			s.improveBoard(tt.patternStops[p.firstCall+i], departures[i], round)
		}
	}
	for _, seat := range tt.seats.into(t) {
		s.rideSeated(seat.before, round)
	}
}
