package gtfs

import (
	"archive/zip"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"time"
)

// The only service of a reduced feed.
const reducedService = "0"

// write writes the tables, in alphabetical order.
func (r *reduction) write(w io.Writer, day Date) (ReduceStats, error) {
	stats := ReduceStats{Stops: len(r.stops), Routes: len(r.routes), Trips: len(r.trips)}
	transfers := r.transferRows()
	stats.Transfers = len(transfers) - 1
	stopTimes := r.stopTimeRows()
	stats.StopTimes = len(stopTimes) - 1

	z := zip.NewWriter(w)
	for _, table := range []struct {
		name string
		rows [][]string // the header first
	}{
		{"agency.txt", r.agencyRows()},
		{"calendar_dates.txt", [][]string{{"service_id", "date", "exception_type"}, {reducedService, day.compact(), "1"}}},
		{"routes.txt", r.routeRows()},
		{"stop_times.txt", stopTimes},
		{"stops.txt", r.stopRows()},
		{"transfers.txt", transfers},
		{"trips.txt", r.tripRows()},
	} {
		if len(table.rows) == 1 && table.name == "transfers.txt" {
			continue
		}
		if err := writeTable(z, table.name, table.rows); err != nil {
			return ReduceStats{}, fmt.Errorf("writing %s of the reduced feed %s: %w", table.name, r.feed.Nom, err)
		}
	}
	if err := z.Close(); err != nil {
		return ReduceStats{}, fmt.Errorf("writing the reduced feed %s: %w", r.feed.Nom, err)
	}
	return stats, nil
}

func writeTable(z *zip.Writer, name string, rows [][]string) error {
	file, err := z.CreateHeader(&zip.FileHeader{
		Name: name, Method: zip.Deflate,
		Modified: time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC),
	})
	if err != nil {
		return err
	}
	return csv.NewWriter(file).WriteAll(rows)
}

// agencyRows keeps every agency: they are few, and routes name them.
func (r *reduction) agencyRows() [][]string {
	rows := [][]string{{"agency_id", "agency_name", "agency_timezone"}}
	for _, a := range r.feed.Agencies {
		rows = append(rows, []string{a.ID, a.Name, a.Timezone})
	}
	return rows
}

func (r *reduction) routeRows() [][]string {
	rows := [][]string{{"route_id", "agency_id", "route_short_name", "route_long_name", "route_type", "route_color", "route_text_color"}}
	for i, idx := range r.routes {
		route := r.feed.Routes[idx]
		rows = append(rows, []string{strconv.Itoa(i), route.AgencyID, route.ShortName, route.LongName,
			strconv.Itoa(route.Type), route.Color, route.TextColor})
	}
	return rows
}

// stopRows keeps positions to the last digit: walks must not change by a
// second.
func (r *reduction) stopRows() [][]string {
	rows := [][]string{{"stop_id", "stop_name", "stop_lat", "stop_lon", "location_type", "parent_station"}}
	degrees := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	for i, idx := range r.stops {
		stop := r.feed.Stops[idx]
		row := []string{strconv.Itoa(i), stop.Name, "", "", orEmpty(int(stop.LocationType)), ""}
		if stop.HasPosition() {
			row[2], row[3] = degrees(stop.Position[1]), degrees(stop.Position[0])
		}
		if stop.Parent != NoStop && r.stopID[stop.Parent] != notKept {
			row[5] = strconv.Itoa(r.stopID[stop.Parent])
		}
		rows = append(rows, row)
	}
	return rows
}

func (r *reduction) tripRows() [][]string {
	rows := [][]string{{"route_id", "service_id", "trip_id", "block_id"}}
	for i, t := range r.trips {
		rows = append(rows, []string{strconv.Itoa(r.routeID[t.Route]), reducedService, strconv.Itoa(i), orEmpty(r.block[i])})
	}
	return rows
}

func (r *reduction) stopTimeRows() [][]string {
	rows := [][]string{{"trip_id", "stop_sequence", "stop_id", "arrival_time", "departure_time", "pickup_type", "drop_off_type"}}
	for i, t := range r.trips {
		id := strconv.Itoa(i)
		for n, st := range t.StopTimes {
			rows = append(rows, []string{id, strconv.Itoa(n), strconv.Itoa(r.stopID[st.Stop]),
				st.Arrival.String(), st.Departure.String(), orEmpty(int(st.Pickup)), orEmpty(int(st.DropOff))})
		}
	}
	return rows
}

// transferRows keeps the rules between kept stops and between kept trips. A
// rule about a trip made of frequencies, or cut where riders stay seated, is
// left out.
func (r *reduction) transferRows() [][]string {
	rows := [][]string{{"from_stop_id", "to_stop_id", "transfer_type", "min_transfer_time", "from_trip_id", "to_trip_id"}}
	for _, t := range r.feed.Transfers {
		row := []string{"", "", orEmpty(int(t.Type)), "", "", ""}
		if t.Type >= TransferInSeat {
			from, okFrom := r.tripID[t.FromTrip]
			to, okTo := r.tripID[t.ToTrip]
			if !okFrom || !okTo || r.trips[from].Frequency || r.trips[to].Frequency || r.trips[from].cutEnd || r.trips[to].cutStart {
				continue
			}
			row[4], row[5] = strconv.Itoa(from), strconv.Itoa(to)
		} else {
			from, to := r.stopID[t.From], r.stopID[t.To]
			if from == notKept || to == notKept {
				continue
			}
			row[0], row[1], row[3] = strconv.Itoa(from), strconv.Itoa(to), orEmpty(int(t.MinTime))
		}
		rows = append(rows, row)
	}
	return rows
}

// orEmpty writes a number whose absence means 0.
func orEmpty(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
