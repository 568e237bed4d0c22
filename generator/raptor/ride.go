package raptor

// aboard remembers the trips ridden in a search, so that no part of a pattern
// is ridden again for nothing.
type aboard struct {
	tt *Timetable
	// latest is, by call, the latest trip that one may be in on arriving there,
	// as a position in its pattern; noTrip if none. No trip overtakes another:
	// an earlier one leaves no later from any of the stops before.
	latest   []int32
	patterns []PatternIdx // those with a latest
	isRidden []bool       // by pattern
}

// noTrip comes before the first trip of a pattern.
const noTrip = -1

func newAboard(tt *Timetable) aboard {
	a := aboard{tt: tt, latest: make([]int32, len(tt.patternStops)), isRidden: make([]bool, len(tt.patterns))}
	for c := range a.latest {
		a.latest[c] = noTrip
	}
	return a
}

func (a *aboard) reset() {
	for _, idx := range a.patterns {
		latest := a.of(idx)
		for i := range latest {
			latest[i] = noTrip
		}
		a.isRidden[idx] = false
	}
	a.patterns = a.patterns[:0]
}

// of returns the part of latest of a pattern to be ridden, by position.
func (a *aboard) of(idx PatternIdx) []int32 {
	if !a.isRidden[idx] {
		a.isRidden[idx] = true
		a.patterns = append(a.patterns, idx)
	}
	p := &a.tt.patterns[idx]
	return a.latest[p.firstCall : p.firstCall+p.stops]
}

// interval is the positions of a pattern between two, both included.
type interval struct{ first, last int32 }

// notQueued is the interval of a pattern out of the queue.
var notQueued = interval{-1, -1}

// queuePatterns lists the patterns that let one off where alight improved, and
// between which positions of each.
func (s *Search) queuePatterns() {
	s.queue = s.queue[:0]
	for _, stop := range s.marked {
		for _, c := range s.tt.alightings.at(stop) {
			if in := &s.marks[c.pattern]; *in == notQueued {
				s.queue = append(s.queue, c.pattern)
				*in = interval{c.position, c.position}
			} else {
				in.first, in.last = min(in.first, c.position), max(in.last, c.position)
			}
		}
	}
}

// scan rides the pattern upstream, on the latest trip that lets the rider off
// in time where alight improved; as far as it is a later one than before.
// Alight is not written to by scans, so that what is read is always the
// previous round's.
func (s *Search) scan(idx PatternIdx, round uint8) {
	tt := s.tt
	p := &tt.patterns[idx]
	stops := tt.patternStops[p.firstCall : p.firstCall+p.stops]
	rights := tt.rights[p.firstCall : p.firstCall+p.stops]
	latest := s.aboard.of(idx)
	known := latest[0]
	marks := s.marks[idx]
	inHand := int32(noTrip)
	var departures []Seconds // of the trip in hand
	for i := marks.last; i >= 0; i-- {
		stop := stops[i]
		if inHand != noTrip {
			if rights[i]&mayBoard != 0 {
				s.improveBoard(stop, departures[i], round)
			}
			if latest[i] >= inHand || departures[i] < s.earliest {
				inHand = noTrip
			} else {
				latest[i] = inHand
			}
		} else if i < marks.first {
			break
		}
		if s.isMarked[stop] && rights[i]&mayAlight != 0 {
			arrivals := tt.arrivalsAt(p, i)
			next := int(latest[i]) + 1
			if off := s.alight[stop]; next < len(arrivals) && arrivals[next] <= off {
				inHand = int32(lastInTime(arrivals, next, off))
				latest[i] = inHand
				departures = tt.departuresOf(p, inHand)
			}
		}
	}
	if len(tt.seats.list) > 0 {
		s.staySeated(p, known, latest[0], round)
	}
}

// lastInTime returns the last of the trips that arrives by off, known to be
// one of those that do.
func lastInTime(arrivals []Seconds, known int, off Seconds) int {
	low, high := known, len(arrivals) // arrivals[low] <= off < arrivals[high]
	for high-low > 1 {
		if middle := int(uint(low+high) >> 1); arrivals[middle] <= off {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}
