package raptor

import (
	"context"
	"iter"

	"github.com/paulmach/orb"

	"futurpro/generator/gtfs"
	"futurpro/generator/rues"
)

// Seconds is a clock time or a duration; see [gtfs.Seconds].
type Seconds = gtfs.Seconds

// StopIdx is the position of a stop in a [Timetable].
type StopIdx int32

// PatternIdx is the position of a pattern in a [Timetable].
type PatternIdx int32

// TripIdx is the position of a trip in a [Timetable]. The trips of a pattern
// follow each other.
type TripIdx int32

// Source is a feed on the service day on which it is read.
type Source struct {
	Feed *gtfs.Feed
	Date gtfs.Date
	// Keep chooses the routes to load; nil loads all of them.
	Keep func(gtfs.Route) bool
}

// Stop is a stop served on the day.
type Stop struct {
	Source   int // position of its source in the arguments of NewTimetable
	ID, Name string
	Position orb.Point // two NaN if unknown
}

// Timetable is one service day of several feeds, merged, as flat arrays. It is
// not modified once built: any number of searches may share it.
type Timetable struct {
	stops    []Stop
	stopByID []map[string]StopIdx // by source
	places   *Places              // the stops; nil for none
	// What is left to do once the streets are loaded, nil if nothing.
	unlinked func()
	streets  *rues.Streets

	patterns []pattern
	// By pattern, then position in it.
	patternStops []StopIdx
	rights       []right
	// By pattern, then position, then trip: the times of all trips at one
	// stop are side by side, since that is where a trip is looked for.
	arrivals, departures []Seconds

	// By pattern, then trip, then position: a search rides a trip along its
	// stops, and leaves departures to tracers.
	tripDepartures []Seconds

	trips  []tripName
	routes []routeName

	alightings stopCalls // where one may get off, by stop

	// What one may do before boarding at each stop, by stop:
	// changes[changeStart[s]:changeStart[s+1]].
	changeStart []int32
	changes     []change

	seats seats
}

// pattern is a set of trips that make the same stops with the same rights to
// get on and off, none of which overtakes another. They are ordered by time.
type pattern struct {
	firstCall int32 // in patternStops and rights
	stops     int32
	firstTrip TripIdx
	trips     int32
	firstTime int // in arrivals and departures
}

// arrivalsAt returns the arrivals of all trips of p at a position.
func (tt *Timetable) arrivalsAt(p *pattern, position int32) []Seconds {
	first := p.firstTime + int(position)*int(p.trips)
	return tt.arrivals[first : first+int(p.trips)]
}

// departuresOf returns the departures of the n-th trip of p, by position.
func (tt *Timetable) departuresOf(p *pattern, n int32) []Seconds {
	first := p.firstTime + int(n)*int(p.stops)
	return tt.tripDepartures[first : first+int(p.stops)]
}

// right tells what a rider may do where a pattern stops.
type right uint8

const (
	mayBoard right = 1 << iota
	mayAlight
)

// tripName and routeName lead back to what the feeds say.
type tripName struct {
	id    string
	route int32
}

type routeName struct {
	source int
	route  gtfs.Route
}

// call is a position of a pattern at a stop.
type call struct {
	pattern  PatternIdx
	position int32
}

// stopCalls are calls by stop: calls[start[s]:start[s+1]].
type stopCalls struct {
	start []int32
	calls []call
}

func (c *stopCalls) at(s StopIdx) []call { return c.calls[c.start[s]:c.start[s+1]] }

// change is a way of boarding at a stop after getting off at from.
type change struct {
	from  StopIdx
	total Seconds // from getting off to boarding, slack included
	walk  Seconds // of which on foot
}

// NumStops returns the number of stops served.
func (tt *Timetable) NumStops() int { return len(tt.stops) }

// NumSources returns the number of sources that were merged.
func (tt *Timetable) NumSources() int { return len(tt.stopByID) }

// NumTrips returns the number of trips.
func (tt *Timetable) NumTrips() int { return len(tt.trips) }

// Trip is a trip as its feed names it.
type Trip struct {
	Source int    // position of its source in the arguments of NewTimetable
	ID     string // shared by the departures that frequencies.txt makes of it
	Route  gtfs.Route
}

// Trip returns what is known of a trip.
func (tt *Timetable) Trip(t TripIdx) Trip {
	name := tt.trips[t]
	route := tt.routes[name.route]
	return Trip{Source: route.source, ID: name.id, Route: route.route}
}

// Stop returns what is known of a stop.
func (tt *Timetable) Stop(s StopIdx) Stop { return tt.stops[s] }

// StopByID finds a stop by its source and identifier there; false if it is not
// served on the day.
func (tt *Timetable) StopByID(source int, id string) (StopIdx, bool) {
	s, ok := tt.stopByID[source][id]
	return s, ok
}

// StopsNear iterates over the stops at most radius metres from p as the crow
// flies, with their distance in metres, in no order in particular but always
// the same one.
func (tt *Timetable) StopsNear(p orb.Point, radius float64) iter.Seq2[StopIdx, float64] {
	return func(yield func(StopIdx, float64) bool) {
		if tt.places == nil {
			return
		}
		for s, metres := range tt.places.index.near(p, radius) {
			if !yield(StopIdx(s), metres) {
				return
			}
		}
	}
}

// Places returns the stops, by number, for walks along streets; nil is for
// straight lines.
func (tt *Timetable) Places(streets *rues.Streets) *Places {
	if tt.places != nil && tt.places.of(streets) {
		return tt.places
	}
	return NewPlaces(tt.positions(), streets)
}

// positions returns those of the stops.
func (tt *Timetable) positions() []orb.Point {
	positions := make([]orb.Point, len(tt.stops))
	for i, s := range tt.stops {
		positions[i] = s.Position
	}
	return positions
}

// NewTimetable reads each source on its day and merges them. Stops of
// different sources are never the same one, however close; one walks between
// them.
func NewTimetable(sources []Source, opts Options) (*Timetable, error) {
	m := NewMerger(opts)
	for _, source := range sources {
		day, err := source.Feed.Day(source.Date)
		if err != nil {
			return nil, err
		}
		m.Add(source, day)
	}
	return m.Timetable(), nil
}

// Merger makes a timetable of sources that come one at a time. It keeps
// nothing of a feed but its stops, routes and trips of the day: the feeds need
// not be in memory together.
type Merger struct {
	opts     Options
	tt       *Timetable
	rules    []rule
	stations []stationMember
}

// NewMerger returns a merger without sources.
func NewMerger(opts Options) *Merger { return &Merger{opts: opts, tt: &Timetable{}} }

// Add adds a source, of which day is what its feed says of its date.
func (m *Merger) Add(source Source, day *gtfs.Day) {
	b := newSourceBuilder(m.tt, len(m.tt.stopByID), source)
	b.addTrips(day.Trips)
	if m.opts.InSeat {
		b.addSeats(day.Trips)
	}
	m.rules = append(m.rules, b.rules()...)
	m.stations = append(m.stations, b.members()...)
}

// Timetable returns the timetable of the sources added, and ends the merging.
func (m *Merger) Timetable() *Timetable {
	tt := m.tt
	tt.alightings = tt.indexCalls(mayAlight)
	tt.seats.index(tt)
	m.tt = nil
	streets := m.opts.Walking.Streets
	link := func() {
		tt.places = NewPlaces(tt.positions(), streets)
		tt.linkStops(m.opts, m.rules, m.stations)
	}
	if streets.Loaded() {
		link()
	} else {
		tt.places, tt.unlinked, tt.streets = NewPlaces(tt.positions(), nil), link, streets
	}
	return tt
}

// Link loads the streets of the walks and finds those between stops: before the
// first search, and not by two goroutines. Without streets, or with streets that
// were loaded, it was done from the start.
func (tt *Timetable) Link(ctx context.Context) error {
	if tt.unlinked == nil {
		return nil
	}
	if err := tt.streets.Load(ctx); err != nil {
		return err
	}
	tt.unlinked()
	tt.unlinked = nil
	return nil
}

// indexCalls returns the calls that give a right, by stop.
func (tt *Timetable) indexCalls(wanted right) stopCalls {
	c := stopCalls{start: make([]int32, len(tt.stops)+1)}
	each := func(do func(s StopIdx, c call)) {
		for p, pat := range tt.patterns {
			for i := range pat.stops {
				if tt.rights[pat.firstCall+i]&wanted != 0 {
					do(tt.patternStops[pat.firstCall+i], call{PatternIdx(p), i})
				}
			}
		}
	}
	each(func(s StopIdx, _ call) { c.start[s+1]++ })
	for s := range tt.stops {
		c.start[s+1] += c.start[s]
	}
	c.calls = make([]call, c.start[len(tt.stops)])
	next := append([]int32(nil), c.start...)
	each(func(s StopIdx, found call) {
		c.calls[next[s]] = found
		next[s]++
	})
	return c
}
