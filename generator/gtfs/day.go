package gtfs

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Boarding says how one gets on or off at a stop (pickup_type, drop_off_type).
type Boarding uint8

// The ways of getting on or off. The last two are on demand.
const (
	Regular     Boarding = 0
	NoBoarding  Boarding = 1
	PhoneAgency Boarding = 2
	AskDriver   Boarding = 3
)

// StopTime is the passing of a trip at a stop.
type StopTime struct {
	Stop               StopIdx
	Arrival, Departure Seconds // clock times; never before the previous stop's
	Pickup, DropOff    Boarding
}

// Trip is a trip of one service day.
type Trip struct {
	ID    string
	Route RouteIdx
	// Block is shared by the trips that one vehicle runs in a row; empty if
	// not published.
	Block string
	// Frequency tells that the trip is one of the departures that
	// frequencies.txt makes of the trip ID; they all have the same ID.
	Frequency bool
	// StopTimes are in the order of travel, at least two.
	StopTimes []StopTime
}

// Day is what runs on one service day.
type Day struct {
	Date Date
	// Trips are in the order of trips.txt, then of frequencies.txt.
	Trips []Trip
}

// Day reads the trips that run on date, with their stop times. A day without
// service has no trips. Every call reads stop_times.txt again.
func (f *Feed) Day(date Date) (*Day, error) {
	running := make([]bool, len(f.trips))
	for i, trip := range f.trips {
		running[i] = f.services[trip.service].runs(date)
	}
	passings, err := f.readStopTimes(running)
	if err != nil {
		return nil, err
	}
	day := &Day{Date: date}
	for i, rows := range byTrip(passings, len(f.trips)) {
		if !running[i] {
			continue
		}
		trip := &f.trips[i]
		stopTimes := f.stopTimes(trip, rows)
		if len(stopTimes) < 2 {
			continue // said by stopTimes
		}
		model := Trip{ID: trip.id, Route: trip.route, Block: trip.block, StopTimes: stopTimes}
		day.Trips = append(day.Trips, trip.expand(model)...)
	}
	return day, nil
}

// noTime is a blank or unreadable time.
const noTime Seconds = -1

// passing is a row of stop_times.txt.
type passing struct {
	trip               tripIdx
	sequence           int32
	stop               StopIdx
	arrival, departure Seconds // noTime if blank
	pickup, dropOff    Boarding
	ligne              int32
}

// readStopTimes streams stop_times.txt and keeps the rows of the trips that
// run, in the order of the file.
func (f *Feed) readStopTimes(running []bool) ([]passing, error) {
	t, err := f.open("stop_times.txt")
	if err != nil {
		return nil, err
	}
	c := stopTimeColumns{
		trip: t.require("trip_id"), stop: t.require("stop_id"), sequence: t.require("stop_sequence"),
		arrival: t.require("arrival_time"), departure: t.require("departure_time"),
		pickup: t.column("pickup_type"), dropOff: t.column("drop_off_type"),
	}
	var rows []passing
	// Rows of a trip mostly follow each other: one look-up serves them all.
	var lastID string
	lastTrip, lastKnown := tripIdx(0), false
	for t.next() {
		if id := t.field(c.trip); id != lastID || !lastKnown {
			lastTrip, lastKnown = f.tripByID[id]
			lastID = strings.Clone(id)
		}
		if !lastKnown {
			t.anomalie(codeReferenceInconnue, fmt.Sprintf("trip %q", lastID))
			continue
		}
		if !running[lastTrip] {
			continue
		}
		if p, ok := f.passing(t, c, lastTrip); ok {
			rows = append(rows, p)
		}
	}
	return rows, t.close()
}

type stopTimeColumns struct {
	trip, stop, sequence, arrival, departure, pickup, dropOff column
}

// passing reads the row of t, and reports whether it can be used.
func (f *Feed) passing(t *table, c stopTimeColumns, trip tripIdx) (passing, bool) {
	stop, known := f.stopByID[t.field(c.stop)]
	if !known {
		t.anomalie(codeReferenceInconnue, fmt.Sprintf("stop %q", t.field(c.stop)))
		return passing{}, false
	}
	sequence, err := strconv.ParseInt(t.field(c.sequence), 10, 32)
	if err != nil {
		t.anomalie(codeLigneIllisible, fmt.Sprintf("stop_sequence %q", t.field(c.sequence)))
		return passing{}, false
	}
	return passing{
		trip: trip, sequence: int32(sequence), stop: stop,
		arrival: clockTime(t, c.arrival), departure: clockTime(t, c.departure),
		pickup:  Boarding(t.enum(c.pickup, uint8(AskDriver))),
		dropOff: Boarding(t.enum(c.dropOff, uint8(AskDriver))),
		ligne:   int32(t.ligne()),
	}, true
}

// clockTime reads a time of the row, noTime if it is blank or unreadable.
func clockTime(t *table, c column) Seconds {
	s := t.field(c)
	if s == "" {
		return noTime
	}
	v, ok := ParseSeconds(s)
	if !ok {
		t.anomalie(codeHoraireIllisible, fmt.Sprintf("%s %q", t.header[c], s))
		return noTime
	}
	return v
}

// byTrip groups rows by trip, in the order of travel; the groups share one
// array.
func byTrip(rows []passing, trips int) [][]passing {
	counts := make([]int, trips)
	for _, r := range rows {
		counts[r.trip]++
	}
	sorted := make([]passing, len(rows))
	groups := make([][]passing, trips)
	start := 0
	for trip, n := range counts {
		groups[trip] = sorted[start : start : start+n]
		start += n
	}
	for _, r := range rows {
		groups[r.trip] = append(groups[r.trip], r)
	}
	bySequence := func(a, b passing) int { return cmp.Compare(a.sequence, b.sequence) }
	for _, group := range groups {
		if !slices.IsSortedFunc(group, bySequence) {
			slices.SortStableFunc(group, bySequence)
		}
	}
	return groups
}
