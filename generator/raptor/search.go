package raptor

import (
	"math"
	"slices"
)

// Limits bounds the journeys of a [Search].
type Limits struct {
	// MaxDuration is the longest time from boarding to the deadline.
	MaxDuration Seconds
	// MaxRides is the largest number of vehicles; 0 for no limit. Trips joined
	// by an in-seat continuation count as one.
	MaxRides int
}

// DefaultLimits returns the limits of the published site: 90 minutes, 5 rides.
func DefaultLimits() Limits { return Limits{MaxDuration: 90 * 60, MaxRides: 5} }

// Target is a stop from which the destination can be walked to.
type Target struct {
	Stop StopIdx
	Walk Seconds
}

// Label is the best journey from a stop.
type Label struct {
	Departure Seconds // the latest one
	Rides     uint8   // the fewest vehicles for it
}

// Never is the departure of a journey that does not exist.
const Never Seconds = math.MinInt32

// manyRides stands for no limit: no journey needs as many.
const manyRides = 255

// Search is a backward RAPTOR search and its memory, for one goroutine at a
// time. Once it has met the largest search, [Search.Run] allocates nothing.
type Search struct {
	tt     *Timetable
	limits Limits

	doors    []Target // of the last Run
	deadline Seconds
	earliest Seconds // no departure counts before

	// By stop. The two are kept apart because footpaths are not transitive:
	// alight comes from walking or changing, board from vehicles, and only
	// board is walked from.
	alight []Seconds // latest time to get off a vehicle there; Never if none
	board  []Seconds // latest departure on board of a vehicle; never if none
	rides  []uint8   // vehicles taken from board; no meaning where it is Never

	reached  []StopIdx // stops with a board
	targets  []StopIdx // stops with an alight
	marked   []StopIdx // stops whose alight improved in this round
	isMarked []bool
	improved []StopIdx // stops whose board improved in this round
	isBetter []bool

	queue []PatternIdx // patterns to scan in this round
	marks []interval   // by pattern, the positions at marked stops are in it

	aboard aboard
	seated seatedTrips
}

// NewSearch returns a Search on tt.
func NewSearch(tt *Timetable, limits Limits) *Search {
	if limits.MaxRides <= 0 || limits.MaxRides > manyRides {
		limits.MaxRides = manyRides
	}
	stops := len(tt.stops)
	s := &Search{
		tt: tt, limits: limits,
		alight:   slices.Repeat([]Seconds{Never}, stops),
		board:    slices.Repeat([]Seconds{Never}, stops),
		rides:    make([]uint8, stops),
		isMarked: make([]bool, stops),
		isBetter: make([]bool, stops),
		aboard:   newAboard(tt),
		marks:    slices.Repeat([]interval{notQueued}, len(tt.patterns)),
	}
	if len(tt.seats.list) > 0 {
		s.seated = newSeatedTrips(tt)
	}
	return s
}

// Run finds, for every stop, the latest departure on board of a vehicle that
// reaches the destination by the deadline, by way of one of the targets. It
// forgets the previous search.
func (s *Search) Run(targets []Target, deadline Seconds) {
	s.start(targets, deadline)
	for round := 1; s.ride(round); round++ {
		s.changeVehicles()
	}
}

// start forgets the previous search and opens the doors of the next one.
func (s *Search) start(targets []Target, deadline Seconds) {
	s.reset()
	s.doors = append(s.doors[:0], targets...)
	s.deadline, s.earliest = deadline, deadline-s.limits.MaxDuration
	for _, t := range targets {
		s.improveAlight(t.Stop, deadline-t.Walk)
	}
}

// ride takes one more vehicle; false when no journey is left to improve.
func (s *Search) ride(round int) bool {
	if round > s.limits.MaxRides || len(s.marked) == 0 {
		return false
	}
	s.queuePatterns()
	for _, p := range s.queue {
		s.scan(p, uint8(round))
		s.marks[p] = notQueued
	}
	s.forgetMarks()
	return true
}

// reset costs what the previous search touched, not the size of the network.
func (s *Search) reset() {
	for _, stop := range s.reached {
		s.board[stop] = Never
	}
	for _, stop := range s.targets {
		s.alight[stop] = Never
	}
	s.forgetMarks()
	s.reached, s.targets = s.reached[:0], s.targets[:0]
	s.aboard.reset()
	s.seated.reset()
}

// forgetMarks is for when the rides from the marked stops are over, or will
// not be taken.
func (s *Search) forgetMarks() {
	for _, stop := range s.marked {
		s.isMarked[stop] = false
	}
	s.marked = s.marked[:0]
}

// improveAlight notes that one may get off at stop as late as t.
func (s *Search) improveAlight(stop StopIdx, t Seconds) {
	if t <= s.alight[stop] || t < s.earliest {
		return
	}
	if s.alight[stop] == Never {
		s.targets = append(s.targets, stop)
	}
	s.alight[stop] = t
	if !s.isMarked[stop] {
		s.isMarked[stop] = true
		s.marked = append(s.marked, stop)
	}
}

// improveBoard notes that one may leave stop on board as late as t. Local
// pruning: a departure no later than one with fewer rides is of no use.
func (s *Search) improveBoard(stop StopIdx, t Seconds, round uint8) {
	if t <= s.board[stop] || t < s.earliest {
		return
	}
	if s.board[stop] == Never {
		s.reached = append(s.reached, stop)
	}
	s.board[stop], s.rides[stop] = t, round
	if !s.isBetter[stop] {
		s.isBetter[stop] = true
		s.improved = append(s.improved, stop)
	}
}

// changeVehicles spreads the departures improved in this round to where one
// may get off another vehicle to catch them.
func (s *Search) changeVehicles() {
	alight := s.alight
	for _, to := range s.improved {
		s.isBetter[to] = false
		departure := s.board[to]
		for _, c := range s.tt.changes[s.tt.changeStart[to]:s.tt.changeStart[to+1]] {
			// Most changes improve nothing: no call for these.
			if t := departure - c.total; t > alight[c.from] {
				s.improveAlight(c.from, t)
			}
		}
	}
	s.improved = s.improved[:0]
}

// Reached returns the stops from which a vehicle leads to the destination, in
// no order in particular but always the same one. It is valid until the next
// Run.
func (s *Search) Reached() []StopIdx { return s.reached }

// Departure returns the latest departure on board of a vehicle at stop; false
// if there is none.
func (s *Search) Departure(stop StopIdx) (Label, bool) {
	if s.board[stop] == Never {
		return Label{}, false
	}
	return Label{s.board[stop], s.rides[stop]}, true
}

// OnFoot returns, by stop, the latest departure of somebody who stands there
// and may walk first, to the destination (0 rides) or to a stop where a
// vehicle is boarded, without slack; Never if there is none. The labels are
// written over those of dst, if it is long enough.
func (s *Search) OnFoot(dst []Label) []Label {
	dst = slices.Grow(dst[:0], len(s.board))[:len(s.board)]
	for stop, departure := range s.board {
		dst[stop] = Label{departure, s.rides[stop]}
	}
	offer := func(stop StopIdx, l Label) {
		best := &dst[stop]
		if l.Departure >= s.earliest &&
			(l.Departure > best.Departure || l.Departure == best.Departure && l.Rides < best.Rides) {
			*best = l
		}
	}
	for _, to := range s.reached {
		for _, c := range s.tt.changes[s.tt.changeStart[to]:s.tt.changeStart[to+1]] {
			offer(c.from, Label{s.board[to] - c.walk, s.rides[to]})
		}
	}
	for _, d := range s.doors {
		offer(d.Stop, Label{s.deadline - d.Walk, 0})
	}
	return dst
}
