package gtfs

import (
	"fmt"
	"io"
	"iter"
	"math"

	"github.com/paulmach/orb"

	"futurpro/generator/anomalies"
)

// StopIdx is the position of a stop in [Feed.Stops].
type StopIdx int32

// RouteIdx is the position of a route in [Feed.Routes].
type RouteIdx int32

// NoStop stands for the absence of a stop.
const NoStop StopIdx = -1

// Feed is an opened GTFS archive: all of its tables but the stop times, which
// [Feed.Day] reads. It is not modified once opened, but every reading of the
// archive adds to the journal.
type Feed struct {
	Nom       string // as given to Open; names the feed in errors and in the journal
	Agencies  []Agency
	Stops     []Stop
	Routes    []Route
	Transfers []Transfer

	archive  *archive
	journal  *anomalies.Journal
	services []service
	trips    []tripRow

	stopByID    map[string]StopIdx
	routeByID   map[string]RouteIdx
	serviceByID map[string]serviceIdx
	tripByID    map[string]tripIdx
}

// Agency is an operator (agency.txt).
type Agency struct {
	ID, Name, Timezone string
}

// Stop is a stop, a platform or a station (stops.txt).
type Stop struct {
	ID, Name string
	// Position is the stop's own, or else its station's; see [Stop.HasPosition].
	Position orb.Point
	// Parent is the station that the stop belongs to, NoStop if none.
	Parent StopIdx
	// LocationType is 0 for a stop or platform, 1 for a station, 2 for an
	// entrance, 3 for a generic node, 4 for a boarding area.
	LocationType uint8
}

// HasPosition reports whether the stop's position is known. An unknown
// position is made of two NaN, so that every comparison of a distance to it
// fails.
func (s Stop) HasPosition() bool { return !math.IsNaN(s.Position[0]) }

// unknownPosition is the position of a stop that has none.
func unknownPosition() orb.Point { return orb.Point{math.NaN(), math.NaN()} }

// Route is a line (routes.txt).
type Route struct {
	ID, AgencyID        string
	ShortName, LongName string
	Color, TextColor    string // six hexadecimal digits, or empty
	Type                int    // GTFS or extended (HVT) route type: 3 bus, 2 rail, 712 school bus…
}

// School reports whether the route is for pupils: extended types 712 (school
// bus) and 713 (school and public service bus).
func (r Route) School() bool { return r.Type == 712 || r.Type == 713 }

// Open reads a feed from the zip r of size bytes, all tables but stop_times.txt.
// Nom names the feed in errors and in j, where rows that cannot be used are
// counted. A table that is missing or cannot be read is an error.
//
// The feed reads from r as long as it is used.
func Open(r io.ReaderAt, size int64, nom string, j *anomalies.Journal) (*Feed, error) {
	a, err := openArchive(r, size, nom)
	if err != nil {
		return nil, err
	}
	if !a.has("calendar.txt") && !a.has("calendar_dates.txt") {
		return nil, fmt.Errorf("reading feed %s: neither calendar.txt nor calendar_dates.txt: "+
			"nothing says on which days its trips run; remove it from the list or ask its producer", nom)
	}
	if !a.has("stop_times.txt") {
		return nil, fmt.Errorf("reading feed %s: stop_times.txt is missing or empty: the feed has no timetable", nom)
	}
	f := &Feed{Nom: nom, archive: a, journal: j}
	for _, read := range []func() error{
		f.readAgencies, f.readStops, f.readRoutes, f.readServices,
		f.readTrips, f.readFrequencies, f.readTransfers,
	} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// Positions iterates over the known positions of the feed's stops, stations
// and entrances.
func (f *Feed) Positions() iter.Seq[orb.Point] {
	return func(yield func(orb.Point) bool) {
		for _, s := range f.Stops {
			if s.HasPosition() && !yield(s.Position) {
				return
			}
		}
	}
}

// open starts reading one of the feed's tables.
func (f *Feed) open(table string) (*table, error) { return f.archive.open(table, f.journal) }
