package raptor

import (
	"cmp"
	"encoding/binary"
	"slices"

	"futurpro/generator/gtfs"
)

// sourceBuilder adds the trips of one source to a timetable. Patterns never
// mix sources.
type sourceBuilder struct {
	tt     *Timetable
	number int // of the source
	source Source
	// firstRoute is where the routes of the source begin in the timetable's.
	firstRoute int32
	stops      []StopIdx // by gtfs.StopIdx; notServed if no trip stops there
	placed     []TripIdx // by position in the day's trips; notLoaded if left out
}

const (
	notServed StopIdx = -1
	notLoaded TripIdx = -1
)

func newSourceBuilder(tt *Timetable, number int, source Source) *sourceBuilder {
	b := &sourceBuilder{tt: tt, number: number, source: source, firstRoute: int32(len(tt.routes)), stops: make([]StopIdx, len(source.Feed.Stops))}
	for _, route := range source.Feed.Routes {
		tt.routes = append(tt.routes, routeName{number, route})
	}
	for i := range b.stops {
		b.stops[i] = notServed
	}
	tt.stopByID = append(tt.stopByID, map[string]StopIdx{})
	return b
}

// stop returns the timetable's stop, added at its first use.
func (b *sourceBuilder) stop(s gtfs.StopIdx) StopIdx {
	if b.stops[s] == notServed {
		b.stops[s] = StopIdx(len(b.tt.stops))
		stop := b.source.Feed.Stops[s]
		b.tt.stops = append(b.tt.stops, Stop{Source: b.number, ID: stop.ID, Name: stop.Name, Position: stop.Position})
		b.tt.stopByID[b.number][stop.ID] = b.stops[s]
	}
	return b.stops[s]
}

// addTrips groups the trips into patterns and adds these to the timetable.
func (b *sourceBuilder) addTrips(trips []gtfs.Trip) {
	b.placed = make([]TripIdx, len(trips))
	groups := map[string]int{}
	var byGroup [][]int // positions in trips, by group in order of first use
	var key []byte
	for i, trip := range trips {
		b.placed[i] = notLoaded
		if b.source.Keep != nil && !b.source.Keep(b.source.Feed.Routes[trip.Route]) {
			continue
		}
		key = appendPatternKey(key[:0], trip)
		g, seen := groups[string(key)]
		if !seen {
			g = len(byGroup)
			groups[string(key)] = g
			byGroup = append(byGroup, nil)
		}
		byGroup[g] = append(byGroup[g], i)
	}
	for _, group := range byGroup {
		for _, chain := range withoutOvertaking(trips, group) {
			b.addPattern(trips, chain)
		}
	}
}

// appendPatternKey writes what the trips of a pattern share: stops and rights.
func appendPatternKey(key []byte, trip gtfs.Trip) []byte {
	for _, st := range trip.StopTimes {
		key = binary.LittleEndian.AppendUint32(key, uint32(st.Stop))
		key = append(key, byte(rightOf(st)))
	}
	return key
}

// rightOf forgets the stops on demand; see the package comment.
func rightOf(st gtfs.StopTime) right {
	var r right
	if st.Pickup == gtfs.Regular {
		r |= mayBoard
	}
	if st.DropOff == gtfs.Regular {
		r |= mayAlight
	}
	return r
}

// withoutOvertaking splits the trips of a group into chains where each trip
// is, at every stop, no earlier than the one before it. The search relies on
// it: the latest trip that can be caught at a stop is then the best one
// everywhere before.
func withoutOvertaking(trips []gtfs.Trip, group []int) [][]int {
	slices.SortStableFunc(group, func(a, b int) int { return compareTimes(trips[a], trips[b]) })
	var chains [][]int
next:
	for _, i := range group {
		for c, chain := range chains {
			if follows(trips[i], trips[chain[len(chain)-1]]) {
				chains[c] = append(chain, i)
				continue next
			}
		}
		chains = append(chains, []int{i})
	}
	return chains
}

func compareTimes(a, b gtfs.Trip) int {
	for i := range a.StopTimes {
		order := cmp.Or(
			cmp.Compare(a.StopTimes[i].Departure, b.StopTimes[i].Departure),
			cmp.Compare(a.StopTimes[i].Arrival, b.StopTimes[i].Arrival),
		)
		if order != 0 {
			return order
		}
	}
	return 0
}

func follows(later, earlier gtfs.Trip) bool {
	for i, st := range earlier.StopTimes {
		if later.StopTimes[i].Arrival < st.Arrival || later.StopTimes[i].Departure < st.Departure {
			return false
		}
	}
	return true
}

// addPattern adds the trips of a chain, which has at least one.
func (b *sourceBuilder) addPattern(trips []gtfs.Trip, chain []int) {
	tt := b.tt
	model := trips[chain[0]].StopTimes
	p := pattern{
		firstCall: int32(len(tt.patternStops)), stops: int32(len(model)),
		firstTrip: TripIdx(tt.NumTrips()), trips: int32(len(chain)),
		firstTime: len(tt.arrivals),
	}
	for i, st := range model {
		tt.patternStops = append(tt.patternStops, b.stop(st.Stop))
		tt.rights = append(tt.rights, rightOf(st))
		for _, t := range chain {
			tt.arrivals = append(tt.arrivals, trips[t].StopTimes[i].Arrival)
			tt.departures = append(tt.departures, trips[t].StopTimes[i].Departure)
		}
	}
	for n, t := range chain {
		for _, st := range trips[t].StopTimes {
			tt.tripDepartures = append(tt.tripDepartures, st.Departure)
		}
		b.placed[t] = p.firstTrip + TripIdx(n)
		tt.trips = append(tt.trips, tripName{trips[t].ID, b.firstRoute + int32(trips[t].Route)})
	}
	tt.patterns = append(tt.patterns, p)
}
