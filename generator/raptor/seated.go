package raptor

// seatedTrips remembers the trips ridden up to their first stop, so that the
// trips that they continue are ridden once in a search.
type seatedTrips struct {
	search uint32 // the number of the search; marks of others do not count
	// first marks the trips whose continuations were all followed, along with
	// those of every earlier trip of their pattern.
	first []uint32
	// ridden marks the trips ridden from their last stop by a rider who stays
	// seated into another one.
	ridden []uint32
}

func newSeatedTrips(trips int) seatedTrips {
	return seatedTrips{first: make([]uint32, trips), ridden: make([]uint32, trips)}
}

func (s *seatedTrips) reset() {
	s.search++
	if s.search == 0 { // after four billion searches, old marks would count
		clear(s.first)
		clear(s.ridden)
		s.search = 1
	}
}

// staySeated rides upstream the trips that become a trip of p no later than
// trip, in hand at its first stop. Earlier trips count too: theirs may come
// from elsewhere.
func (s *Search) staySeated(p *pattern, trip int, round uint8) {
	for t := trip; t >= 0; t-- {
		after := p.firstTrip + TripIdx(t)
		if s.seated.first[after] == s.seated.search || s.tt.departures[p.firstTime+t] < s.earliest {
			return
		}
		s.seated.first[after] = s.seated.search
		for _, seat := range s.tt.seats.into(after) {
			s.rideSeated(seat.before, round)
		}
	}
}

// rideSeated rides a whole trip upstream from its last stop, and those that
// become it.
func (s *Search) rideSeated(t TripIdx, round uint8) {
	if s.seated.ridden[t] == s.seated.search {
		return
	}
	s.seated.ridden[t] = s.seated.search
	tt := s.tt
	p := &tt.patterns[tt.seats.pattern[t]]
	row := p.firstTime + int(p.stops-1)*int(p.trips) + int(t-p.firstTrip)
	for i := p.stops - 1; i >= 0; i-- {
		if tt.rights[p.firstCall+i]&mayBoard != 0 {
			s.improveBoard(tt.patternStops[p.firstCall+i], tt.departures[row], round)
		}
		row -= int(p.trips)
	}
	for _, seat := range tt.seats.into(t) {
		s.rideSeated(seat.before, round)
	}
}
