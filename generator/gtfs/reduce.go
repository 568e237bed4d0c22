package gtfs

import (
	"cmp"
	"io"
	"slices"

	"github.com/paulmach/orb"
)

// ReduceStats counts the rows that [Reduce] wrote.
type ReduceStats struct {
	Stops, Routes, Trips, StopTimes, Transfers int
}

// Reduce writes to w a small feed, good for one day: what runs on day between
// the stops that keep accepts, given their position. It holds no prose, no web
// address, and short identifiers of its own. The same feed gives the same
// bytes.
//
// Every ride between two kept stops is in it, at the same times. A trip that
// leaves the area and comes back is still one trip, without the stops outside,
// since its riders stay seated. What needs a stop outside is lost: changing
// there, or staying seated from one trip to the next there. Departures made
// from frequencies are written one by one.
func Reduce(w io.Writer, feed *Feed, day Date, keep func(orb.Point) bool) (ReduceStats, error) {
	service, err := feed.Day(day)
	if err != nil {
		return ReduceStats{}, err
	}
	r := newReduction(feed)
	r.cutTrips(service.Trips, keep)
	r.numberStops()
	r.breakBlocks(service.Trips)
	return r.write(w, day)
}

// reduction is what is kept of a feed.
type reduction struct {
	feed  *Feed
	trips []cutTrip
	stops []StopIdx // kept, in the order of the feed; its position is the new identifier
	// By their index in the feed: the new identifier, notKept if none.
	stopID, routeID []int
	routes          []RouteIdx
	block           []int          // by trip, 0 for none
	tripID          map[string]int // by identifier in the feed
}

const notKept = -1

// cutTrip is a trip reduced to the stops kept.
type cutTrip struct {
	Trip
	number           int  // its position in the trips of the day
	cutStart, cutEnd bool // whether its first and last stops were left out
}

func newReduction(feed *Feed) *reduction {
	return &reduction{
		feed:    feed,
		stopID:  slices.Repeat([]int{notKept}, len(feed.Stops)),
		routeID: slices.Repeat([]int{notKept}, len(feed.Routes)),
		tripID:  map[string]int{},
	}
}

// cutTrips keeps the trips with at least two stops kept, in the order of the
// feed.
func (r *reduction) cutTrips(trips []Trip, keep func(orb.Point) bool) {
	inside := make([]bool, len(r.feed.Stops))
	for i, s := range r.feed.Stops {
		inside[i] = s.HasPosition() && keep(s.Position)
	}
	for n, t := range trips {
		kept := make([]StopTime, 0, len(t.StopTimes))
		for _, st := range t.StopTimes {
			if inside[st.Stop] {
				kept = append(kept, st)
			}
		}
		if len(kept) < 2 {
			continue
		}
		last := len(t.StopTimes) - 1
		cut := cutTrip{
			Trip: t, number: n,
			cutStart: !inside[t.StopTimes[0].Stop], cutEnd: !inside[t.StopTimes[last].Stop],
		}
		cut.StopTimes = kept
		r.trips = append(r.trips, cut)
	}
	for i, t := range r.trips {
		r.tripID[t.ID] = i
		r.routeID[t.Route] = 0
	}
}

// numberStops numbers what the trips kept use: stops with their stations,
// routes.
func (r *reduction) numberStops() {
	used := make([]bool, len(r.feed.Stops))
	for _, t := range r.trips {
		for _, st := range t.StopTimes {
			used[st.Stop] = true
			if parent := r.feed.Stops[st.Stop].Parent; parent != NoStop {
				used[parent] = true
			}
		}
	}
	for s := range used {
		if used[s] {
			r.stopID[s] = len(r.stops)
			r.stops = append(r.stops, StopIdx(s))
		}
	}
	for route := range r.routeID {
		if r.routeID[route] != notKept {
			r.routeID[route] = len(r.routes)
			r.routes = append(r.routes, RouteIdx(route))
		}
	}
}

// breakBlocks numbers the blocks, and starts a new one wherever a trip was cut
// or left out: one cannot stay seated between two trips that meet outside.
func (r *reduction) breakBlocks(trips []Trip) {
	position := slices.Repeat([]int{notKept}, len(trips)) // in r.trips
	for i, t := range r.trips {
		position[t.number] = i
	}
	var byDeparture []int
	for n, t := range trips {
		if t.Block != "" && !t.Frequency {
			byDeparture = append(byDeparture, n)
		}
	}
	slices.SortStableFunc(byDeparture, func(a, b int) int {
		return cmp.Compare(trips[a].StopTimes[0].Departure, trips[b].StopTimes[0].Departure)
	})
	r.block = make([]int, len(r.trips))
	current := map[string]int{} // 0 where a new block must start
	last := 0
	for _, n := range byDeparture {
		block, i := trips[n].Block, position[n]
		if i == notKept {
			current[block] = 0
			continue
		}
		if r.trips[i].cutStart || current[block] == 0 {
			last++
			current[block] = last
		}
		r.block[i] = current[block]
		if r.trips[i].cutEnd {
			current[block] = 0
		}
	}
	r.forgetLoneBlocks(last)
}

// forgetLoneBlocks removes the blocks of one trip, which say nothing.
func (r *reduction) forgetLoneBlocks(last int) {
	trips := make([]int, last+1)
	for _, b := range r.block {
		trips[b]++
	}
	for i, b := range r.block {
		if trips[b] == 1 {
			r.block[i] = 0
		}
	}
}
