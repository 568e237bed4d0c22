package raptor

import (
	"cmp"
	"slices"

	"futurpro/generator/gtfs"
)

// maxSeatGap is how far, in metres as the crow flies, the last stop of a trip
// may be from the first of the next one for riders to stay seated.
const maxSeatGap = 200

// seat lets riders of trip before stay seated into trip after.
type seat struct {
	after, before TripIdx
}

// seats are the in-seat continuations of a timetable.
type seats struct {
	list []seat // sorted by after, then before
	// start gives the seats into a trip: list[start[t]:start[t+1]]; empty if
	// there are no seats at all.
	start []int32
	// pattern is the pattern of each trip.
	pattern []PatternIdx
}

// into returns the seats into trip t.
func (s *seats) into(t TripIdx) []seat { return s.list[s.start[t]:s.start[t+1]] }

// addSeats finds the in-seat continuations of the source: consecutive trips
// of a block, plus those of transfers.txt type 4, less those of type 5.
// Departures made from frequencies have none: nothing says which of them
// follow each other.
func (b *sourceBuilder) addSeats(trips []gtfs.Trip) {
	byID := map[string]int{}
	for i, t := range trips {
		if !t.Frequency && b.placed[i] != notLoaded {
			byID[t.ID] = i
		}
	}
	ruled := map[[2]int]bool{} // pairs of trips that transfers.txt speaks of
	for _, tr := range b.source.Feed.Transfers {
		before, okBefore := byID[tr.FromTrip]
		after, okAfter := byID[tr.ToTrip]
		if tr.Type < gtfs.TransferInSeat || !okBefore || !okAfter {
			continue
		}
		ruled[[2]int{before, after}] = true
		if tr.Type == gtfs.TransferInSeat {
			b.addSeat(trips, before, after)
		}
	}
	for _, block := range b.blocks(trips) {
		for n := 1; n < len(block); n++ {
			before, after := block[n-1], block[n]
			if !ruled[[2]int{before, after}] && b.meet(trips[before], trips[after]) {
				b.addSeat(trips, before, after)
			}
		}
	}
}

// blocks returns the trips of each block, in order of departure.
func (b *sourceBuilder) blocks(trips []gtfs.Trip) [][]int {
	var blocks [][]int
	byName := map[string]int{}
	for i, t := range trips {
		if t.Block == "" || t.Frequency || b.placed[i] == notLoaded {
			continue
		}
		n, seen := byName[t.Block]
		if !seen {
			n = len(blocks)
			byName[t.Block] = n
			blocks = append(blocks, nil)
		}
		blocks[n] = append(blocks[n], i)
	}
	for _, block := range blocks {
		slices.SortStableFunc(block, func(x, y int) int {
			return cmp.Compare(trips[x].StopTimes[0].Departure, trips[y].StopTimes[0].Departure)
		})
	}
	return blocks
}

// addSeat adds a continuation, unless the trip after leaves before the other
// has left its last stop.
func (b *sourceBuilder) addSeat(trips []gtfs.Trip, before, after int) {
	if lastTime(trips[before]).Departure <= trips[after].StopTimes[0].Departure {
		b.tt.seats.list = append(b.tt.seats.list, seat{after: b.placed[after], before: b.placed[before]})
	}
}

// meet reports whether a trip starts where the one before it ended.
func (b *sourceBuilder) meet(before, after gtfs.Trip) bool {
	last, first := lastTime(before).Stop, after.StopTimes[0].Stop
	if last == first {
		return true
	}
	from, to := b.source.Feed.Stops[last], b.source.Feed.Stops[first]
	return from.HasPosition() && to.HasPosition() && crowFlies(from.Position, to.Position) <= maxSeatGap
}

func lastTime(t gtfs.Trip) gtfs.StopTime { return t.StopTimes[len(t.StopTimes)-1] }

// index prepares into, once all sources are added.
func (s *seats) index(tt *Timetable) {
	if len(s.list) == 0 {
		return
	}
	slices.SortFunc(s.list, func(a, b seat) int {
		return cmp.Or(cmp.Compare(a.after, b.after), cmp.Compare(a.before, b.before))
	})
	s.list = slices.Compact(s.list)
	s.start = make([]int32, tt.NumTrips()+1)
	for _, seat := range s.list {
		s.start[seat.after+1]++
	}
	for t := 1; t < len(s.start); t++ {
		s.start[t] += s.start[t-1]
	}
	s.pattern = make([]PatternIdx, tt.NumTrips())
	for p, pat := range tt.patterns {
		for t := range pat.trips {
			s.pattern[pat.firstTrip+TripIdx(t)] = PatternIdx(p)
		}
	}
}
