package gtfs

import (
	"fmt"
	"math"

	"github.com/paulmach/orb/geo"

	"futurpro/generator/anomalies"
)

// stopTimes turns the rows of a trip, in the order of travel, into stop times
// that can be travelled. It returns nil, and says so in the journal, for a
// trip that cannot: it has fewer than two stops, or goes back in time.
func (f *Feed) stopTimes(trip *tripRow, rows []passing) []StopTime {
	rows = f.withoutRepeats(rows)
	rows = f.withTimes(rows)
	if len(rows) < 2 {
		f.anomalie(codeCourseEcartee, "trips.txt", trip.ligne, fmt.Sprintf("trip %q has %d usable stop times", trip.id, len(rows)))
		return nil
	}
	stopTimes := make([]StopTime, len(rows))
	previous := rows[0].arrival
	for i, r := range rows {
		if r.arrival < previous || r.departure < r.arrival {
			f.anomalie(codeCourseEcartee, "stop_times.txt", r.ligne, fmt.Sprintf("trip %q goes back in time: after %s, in %s, out %s",
				trip.id, previous, r.arrival, r.departure))
			return nil
		}
		previous = r.departure
		stopTimes[i] = StopTime{Stop: r.stop, Arrival: r.arrival, Departure: r.departure, Pickup: r.pickup, DropOff: r.dropOff}
	}
	return stopTimes
}

// withoutRepeats removes the rows that repeat a stop_sequence.
func (f *Feed) withoutRepeats(rows []passing) []passing {
	kept := rows[:0]
	for _, r := range rows {
		if n := len(kept); n > 0 && kept[n-1].sequence == r.sequence {
			f.anomalie(codeDoublon, "stop_times.txt", r.ligne, fmt.Sprintf("stop_sequence %d twice", r.sequence))
			continue
		}
		kept = append(kept, r)
	}
	return kept
}

// withTimes gives a time to the rows that have none. Between two known times,
// the format has them estimated: here in proportion to the distance as the
// crow flies. Rows before the first known time are removed, since a departure
// that was never published must not be relied on. Rows after the last one go
// on at the trip's pace: the terminus of a bus is too often the school.
func (f *Feed) withTimes(rows []passing) []passing {
	blanks := 0
	for i := range rows {
		r := &rows[i]
		switch {
		case r.arrival == noTime && r.departure == noTime:
			blanks++
		case r.arrival == noTime:
			r.arrival = r.departure
		case r.departure == noTime:
			r.departure = r.arrival
		}
	}
	switch blanks {
	case 0:
		return rows
	case len(rows):
		return nil
	}
	known := make([]int, 0, len(rows)-blanks)
	for i, r := range rows {
		if r.arrival != noTime {
			known = append(known, i)
		}
	}
	first, last := known[0], known[len(known)-1]
	for _, r := range rows[:first] {
		f.anomalie(codeHoraireIllisible, "stop_times.txt", r.ligne, "no time before it: the stop is left out of the trip")
	}
	along := f.distances(rows)
	for k := 1; k < len(known); k++ {
		interpolate(rows, along, known[k-1], known[k])
	}
	end := f.extrapolate(rows, along, first, last)
	return rows[first:end]
}

// distances returns the metres travelled from the first row to each, as the
// crow flies from stop to stop. A leg to or from an unknown position counts
// for nothing.
func (f *Feed) distances(rows []passing) []float64 {
	along := make([]float64, len(rows))
	for i := 1; i < len(rows); i++ {
		from, to := f.Stops[rows[i-1].stop], f.Stops[rows[i].stop]
		along[i] = along[i-1]
		if from.HasPosition() && to.HasPosition() {
			along[i] += geo.DistanceHaversine(from.Position, to.Position)
		}
	}
	return along
}

// interpolate fills the rows strictly between a and b, whose times are known,
// evenly if they are all at one place.
func interpolate(rows []passing, along []float64, a, b int) {
	start, span := rows[a].departure, rows[b].arrival-rows[a].departure
	for i := a + 1; i < b; i++ {
		share := float64(i-a) / float64(b-a)
		if length := along[b] - along[a]; length > 0 {
			share = (along[i] - along[a]) / length
		}
		at := min(max(start, wholeMinute(start, share*float64(span))), rows[b].arrival)
		rows[i].arrival, rows[i].departure = at, at
	}
}

// wholeMinute returns the minute nearest to some seconds after start: an
// estimate to the second would look published.
func wholeMinute(start Seconds, after float64) Seconds {
	return Seconds(math.Round((float64(start)+after)/float64(Minute))) * Minute
}

// extrapolate fills the rows after last at the pace of the trip from first to
// last, and returns the end of the rows that have a time: without a pace, the
// stops after last are left out of the trip.
func (f *Feed) extrapolate(rows []passing, along []float64, first, last int) int {
	length, span := along[last]-along[first], rows[last].arrival-rows[first].departure
	if length <= 0 || span <= 0 {
		for _, r := range rows[last+1:] {
			f.anomalie(codeHoraireIllisible, "stop_times.txt", r.ligne, "no time after it and no pace: the stop is left out of the trip")
		}
		return last + 1
	}
	start := rows[last].departure
	for i := last + 1; i < len(rows); i++ {
		at := max(start, wholeMinute(start, (along[i]-along[last])/length*float64(span)))
		rows[i].arrival, rows[i].departure = at, at
		f.anomalie(codeHoraireEstime, "stop_times.txt", rows[i].ligne, fmt.Sprintf("estimated at %s", at))
	}
	return len(rows)
}

// anomalie records a problem of a row of a table read before.
func (f *Feed) anomalie(code anomalies.Code, table string, ligne int32, detail string) {
	f.journal.Add(anomalies.Anomalie{Code: code, Fichier: f.Nom + "/" + table, Ligne: int(ligne), Detail: detail})
}
