package raptor_test

import (
	"fmt"
	"strings"
	"testing"

	"futurpro/generator/raptor"
)

// R5's grid, whole: 21 streets each way, a block takes 30 s, and on each
// street a bus every 20 min goes east or north. Streets have phases of their
// own, so that closed forms are all different.
const (
	gridStreets = 21
	block       = raptor.Seconds(30)
	headway     = raptor.Seconds(1200)
)

// eastPhase and northPhase are when a bus is at the start of a street, modulo
// the headway.
func eastPhase(street int) raptor.Seconds  { return raptor.Seconds(street*420) % headway }
func northPhase(street int) raptor.Seconds { return raptor.Seconds(660+street*540) % headway }

// lastAt returns the latest time, by t, when a bus of some phase is a number
// of blocks after the start of its street.
func lastAt(phase raptor.Seconds, blocks int, t raptor.Seconds) raptor.Seconds {
	first := phase + block*raptor.Seconds(blocks)
	return t - (t-first)%headway
}

// gridDeparture is the closed form: from (x, y) to the far corner by t, with
// at most two buses and no time to change; false if one stands there.
func gridDeparture(x, y int, t raptor.Seconds) (label raptor.Label, ok bool) {
	const end = gridStreets - 1
	east := func(street, from, to int, t raptor.Seconds) raptor.Seconds {
		return lastAt(eastPhase(street), to, t) - block*raptor.Seconds(to-from)
	}
	north := func(street, from, to int, t raptor.Seconds) raptor.Seconds {
		return lastAt(northPhase(street), to, t) - block*raptor.Seconds(to-from)
	}
	switch {
	case x == end && y == end:
		return label, false
	case y == end:
		return raptor.Label{Departure: east(y, x, end, t), Rides: 1}, true
	case x == end:
		return raptor.Label{Departure: north(x, y, end, t), Rides: 1}, true
	}
	byEast := east(y, x, end, north(end, y, end, t))
	byNorth := north(x, y, end, east(end, x, end, t))
	return raptor.Label{Departure: max(byEast, byNorth), Rides: 2}, true
}

func TestGridByClosedForm(t *testing.T) {
	var stops, trips, frequencies strings.Builder
	for x := range gridStreets {
		for y := range gridStreets {
			fmt.Fprintf(&stops, "%d-%d %d %d\n", x, y, 400*x, 400*y)
		}
	}
	for street := range gridStreets {
		var east, north []string
		for i := range gridStreets {
			at := block * raptor.Seconds(i)
			east = append(east, fmt.Sprintf("%d-%d %s", i, street, at))
			north = append(north, fmt.Sprintf("%d-%d %s", street, i, at))
		}
		fmt.Fprintf(&trips, "east%d: %s\nnorth%d: %s\n", street, strings.Join(east, " | "), street, strings.Join(north, " | "))
		start := at(t, "5:00")
		fmt.Fprintf(&frequencies, "east%d,%s,11:00,1200\nnorth%d,%s,11:00,1200\n", street, start+eastPhase(street), street, start+northPhase(street))
	}
	n := newNetwork(t, plain(), raptor.Limits{MaxDuration: 3 * 3600, MaxRides: 2},
		"stops\n"+stops.String()+"trips\n"+trips.String()+"frequencies.txt\ntrip_id,start_time,end_time,headway_secs\n"+frequencies.String())
	least, most := raptor.Seconds(1<<30), raptor.Seconds(0)
	for minute := range raptor.Seconds(60) {
		deadline := at(t, "8:30") + 60*minute + 7
		n.search.Run([]raptor.Target{{Stop: n.stop("20-20")}}, deadline)
		for x := range gridStreets {
			for y := range gridStreets {
				want, wantOK := gridDeparture(x, y, deadline)
				if got, ok := n.search.Departure(n.stop(fmt.Sprintf("%d-%d", x, y))); ok != wantOK || ok && got != want {
					t.Fatalf("from %d-%d by %s: %v (%t), want %v", x, y, deadline, got, ok, want)
				}
			}
		}
		corner, _ := n.search.Departure(n.stop("0-0"))
		least, most = min(least, deadline-corner.Departure), max(most, deadline-corner.Departure)
	}
	// 20 + 20 blocks are 20 min; changing and the gate take up to 20 min each.
	if least < 20*60 || most >= 60*60 {
		t.Errorf("from corner to corner: %s to %s, want 20 to 60 min", least, most)
	}
}
