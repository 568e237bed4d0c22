package gtfs

import (
	"fmt"
	"strconv"
)

// frequency is a row of frequencies.txt: a trip leaves its first stop at
// first, then every headway, strictly before end.
type frequency struct {
	first, end, headway Seconds
}

// runs returns how many times the trip leaves on a day of its service.
func (t *tripRow) runs() int {
	if len(t.frequencies) == 0 {
		return 1
	}
	n := 0
	for _, f := range t.frequencies {
		n += int((f.end - f.first + f.headway - 1) / f.headway)
	}
	return n
}

// readFrequencies reads frequencies.txt. Both kinds of frequencies are read as
// a grid of departures, exact or not (exact_times): a trip that comes "every
// 10 minutes" is waited for as if it came at :00, :10, :20.
func (f *Feed) readFrequencies() error {
	if !f.archive.has("frequencies.txt") {
		return nil
	}
	t, err := f.open("frequencies.txt")
	if err != nil {
		return err
	}
	id, start, end := t.require("trip_id"), t.require("start_time"), t.require("end_time")
	headway := t.require("headway_secs")
	for t.next() {
		idx, known := f.tripByID[string(t.bytes(id))]
		if !known {
			t.anomalie(codeReferenceInconnue, fmt.Sprintf("trip %q", t.field(id)))
			continue
		}
		first, okFirst := ParseSeconds(t.field(start))
		last, okLast := ParseSeconds(t.field(end))
		every, err := strconv.ParseInt(t.field(headway), 10, 32)
		if !okFirst || !okLast || err != nil || every <= 0 || last <= first {
			t.anomalie(codeRegleIgnoree, fmt.Sprintf("trip %q from %q to %q every %q s",
				t.field(id), t.field(start), t.field(end), t.field(headway)))
			continue
		}
		trip := &f.trips[idx]
		trip.frequencies = append(trip.frequencies, frequency{first, last, Seconds(every)})
	}
	return t.close()
}

// expand appends one trip per departure of the frequencies of the model, whose
// own times only say how long each leg takes; the model if there are none.
func (t *tripRow) expand(trips []Trip, model Trip) []Trip {
	if len(t.frequencies) == 0 {
		return append(trips, model)
	}
	for _, f := range t.frequencies {
		for start := f.first; start < f.end; start += f.headway {
			trips = append(trips, model.startingAt(start))
		}
	}
	return trips
}

// startingAt returns the trip moved to leave its first stop at start.
func (t Trip) startingAt(start Seconds) Trip {
	shift := start - t.StopTimes[0].Departure
	moved := make([]StopTime, len(t.StopTimes))
	for i, st := range t.StopTimes {
		st.Arrival += shift
		st.Departure += shift
		moved[i] = st
	}
	t.StopTimes = moved
	t.Frequency = true
	return t
}
