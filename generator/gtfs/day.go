package gtfs

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
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
	running, runs := make([]bool, len(f.trips)), 0
	for i := range f.trips {
		if trip := &f.trips[i]; f.services[trip.service].runs(date) {
			running[i] = true
			runs += trip.runs()
		}
	}
	byTrip, err := f.readStopTimes(running)
	if err != nil {
		return nil, err
	}
	day := &Day{Date: date, Trips: make([]Trip, 0, runs)}
	for i, rows := range byTrip {
		if !running[i] {
			continue
		}
		byTrip[i] = nil
		trip := &f.trips[i]
		stopTimes := f.stopTimes(trip, rows)
		if len(stopTimes) < 2 {
			continue // said by stopTimes
		}
		model := Trip{ID: trip.id, Route: trip.route, Block: trip.block, StopTimes: stopTimes}
		day.Trips = trip.expand(day.Trips, model)
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
// run, by trip in the order of travel.
func (f *Feed) readStopTimes(running []bool) ([][]passing, error) {
	t, err := f.open("stop_times.txt")
	if err != nil {
		return nil, err
	}
	c := stopTimeColumns{
		trip: t.require("trip_id"), stop: t.require("stop_id"), sequence: t.require("stop_sequence"),
		arrival: t.require("arrival_time"), departure: t.require("departure_time"),
		pickup: t.column("pickup_type"), dropOff: t.column("drop_off_type"),
	}
	rows := tripRows{byTrip: make([][]passing, len(f.trips))}
	// Rows of a trip mostly follow each other: one look-up serves them all.
	var lastID []byte
	lastTrip, lastKnown := tripIdx(0), false
	for t.next() {
		if id := t.bytes(c.trip); !lastKnown || !bytes.Equal(id, lastID) {
			lastTrip, lastKnown = f.tripNamed(id, lastTrip+1)
			lastID = append(lastID[:0], id...)
		}
		if !lastKnown {
			t.anomalie(codeReferenceInconnue, fmt.Sprintf("trip %q", lastID))
			continue
		}
		if !running[lastTrip] {
			if c.trip == 0 {
				t.skipSame()
			}
			continue
		}
		if p, ok := f.passing(t, c, lastTrip); ok {
			rows.add(p)
		}
	}
	return rows.sorted(), t.close()
}

// tripNamed finds a trip. The guess spares a search: most producers write both
// tables in the same order.
func (f *Feed) tripNamed(id []byte, guess tripIdx) (tripIdx, bool) {
	if int(guess) < len(f.trips) && f.trips[guess].id == string(id) {
		return guess, true
	}
	trip, known := f.tripByID[string(id)]
	return trip, known
}

type stopTimeColumns struct {
	trip, stop, sequence, arrival, departure, pickup, dropOff column
}

// passing reads the row of t, and reports whether it can be used.
func (f *Feed) passing(t *table, c stopTimeColumns, trip tripIdx) (passing, bool) {
	stop, known := f.stopByID[string(t.bytes(c.stop))]
	if !known {
		t.anomalie(codeReferenceInconnue, fmt.Sprintf("stop %q", t.field(c.stop)))
		return passing{}, false
	}
	sequence, err := strconv.ParseInt(string(t.bytes(c.sequence)), 10, 32)
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
	s := t.bytes(c)
	if len(s) == 0 {
		return noTime
	}
	v, ok := ParseSeconds(string(s))
	if !ok {
		t.anomalie(codeHoraireIllisible, fmt.Sprintf("%s %q", t.header[c], s))
		return noTime
	}
	return v
}

// tripRows groups rows by trip. Rows of a trip that follow each other stay
// where they were read, in arrays that many trips share.
type tripRows struct {
	byTrip [][]passing
	chunk  []passing // being filled
	start  int       // of the last trip's rows in chunk
}

// rowsPerChunk is how many rows share an array.
const rowsPerChunk = 4096

func (r *tripRows) add(p passing) {
	if n := len(r.chunk); n == cap(r.chunk) || n > r.start && r.chunk[n-1].trip != p.trip {
		r.flush()
	}
	if len(r.chunk) == cap(r.chunk) {
		r.chunk, r.start = make([]passing, 0, rowsPerChunk), 0
	}
	r.chunk = append(r.chunk, p)
}

// flush gives the rows since start to their trip, after those it has already.
func (r *tripRows) flush() {
	rows := slices.Clip(r.chunk[r.start:])
	r.start = len(r.chunk)
	if len(rows) == 0 {
		return
	}
	trip := rows[0].trip
	if r.byTrip[trip] == nil {
		r.byTrip[trip] = rows
		return
	}
	r.byTrip[trip] = append(r.byTrip[trip], rows...)
}

// sorted gives the rows of each trip in the order of travel.
func (r *tripRows) sorted() [][]passing {
	r.flush()
	bySequence := func(a, b passing) int { return cmp.Compare(a.sequence, b.sequence) }
	for _, rows := range r.byTrip {
		if !slices.IsSortedFunc(rows, bySequence) {
			slices.SortStableFunc(rows, bySequence)
		}
	}
	return r.byTrip
}
