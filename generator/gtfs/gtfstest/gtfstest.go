// Package gtfstest builds small GTFS feeds from text written in a test.
//
// It owns a short way of writing networks, and the tables that a test has
// nothing to say about. It leaves the reading to gtfs: what it builds is a
// real archive.
//
// A text is made of sections. A section named after a table holds it as
// published, spaces around fields being free:
//
//	transfers.txt
//	from_stop_id, to_stop_id, transfer_type
//	A,            B,          3
//
// Two sections are shorter. In "stops", each line is a stop, with its position
// in metres east and north of an origin on the equator (see [Point]), then the
// station it belongs to, if any. In "trips", each line is a trip, with its
// block_id and route_id if any, then its stops, each with the time of arrival,
// that of departure if another, and pickup= and dropoff= types:
//
//	stops
//	A   0 0
//	B 600 0 parent=S
//
//	trips
//	t1 block=1 route=R: A 8:00 | B 8:10 8:12 | C 8:20 pickup=1
//
// Tables left out are made up: one agency, bus routes named in trips (R if
// none), a service S that runs on every day of 2026, and one trip of it per
// trip_id of stop_times.txt.
package gtfstest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"futurpro/generator/anomalies"
	"futurpro/generator/gtfs"
)

// Tuesday returns a day of service of the made-up calendar.
func Tuesday() gtfs.Date { return gtfs.NewDate(2026, time.March, 3) }

// Point returns the position east and north, in metres, of an origin on the
// equator, where both are the same share of a degree on the sphere of orb.
func Point(east, north float64) orb.Point {
	const metresPerDegree = 111_319.490793 // of a sphere of 6,378,137 m
	return orb.Point{10 + east/metresPerDegree, north / metresPerDegree}
}

// Feed builds a feed from text and opens it. A feed with any anomaly fails the
// test: write those with [Zip].
func Feed(tb testing.TB, text string) *gtfs.Feed {
	tb.Helper()
	j := anomalies.New()
	content := Zip(tb, text)
	feed, err := gtfs.Open(bytes.NewReader(content), int64(len(content)), "test", j)
	if err != nil {
		tb.Fatal(err)
	}
	for _, r := range j.Resumes() {
		tb.Fatalf("the feed of the test has %d %s: %s", r.Nombre, r.Code.Nom, r.Exemple)
	}
	return feed
}

// Zip builds the archive of a feed from text.
func Zip(tb testing.TB, text string) []byte {
	tb.Helper()
	tables, err := tables(text)
	if err != nil {
		tb.Fatal(err)
	}
	var names []string
	for name := range tables {
		names = append(names, name)
	}
	slices.Sort(names)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range names {
		// Stored as it is: compressing would take longer than most tests.
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := w.Write([]byte(tables[name])); err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

// tables returns the content of each table of the text, and of those made up.
func tables(text string) (map[string]string, error) {
	sections := map[string][]string{}
	current := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
		case line == "stops" || line == "trips" || strings.HasSuffix(line, ".txt") && !strings.Contains(line, ","):
			current = line
			sections[current] = []string{}
		case current == "":
			return nil, fmt.Errorf("the line %q comes before any section", line)
		default:
			sections[current] = append(sections[current], line)
		}
	}
	tables := map[string]string{}
	for name, lines := range sections {
		if strings.HasSuffix(name, ".txt") {
			tables[name] = strings.Join(lines, "\n") + "\n"
		}
	}
	if lines, ok := sections["stops"]; ok {
		stops, err := stops(lines)
		if err != nil {
			return nil, err
		}
		tables["stops.txt"] = stops
	}
	if lines, ok := sections["trips"]; ok {
		if err := trips(lines, tables); err != nil {
			return nil, err
		}
	}
	makeUp(tables)
	return tables, nil
}

func stops(lines []string) (string, error) {
	var out strings.Builder
	out.WriteString("stop_id,stop_name,stop_lat,stop_lon,parent_station,location_type\n")
	for _, line := range lines {
		fields := strings.Fields(line)
		if len(fields) < 3 {
			return "", fmt.Errorf("stop %q: want a name, metres east and metres north", line)
		}
		east, errEast := strconv.ParseFloat(fields[1], 64)
		north, errNorth := strconv.ParseFloat(fields[2], 64)
		if errEast != nil || errNorth != nil {
			return "", fmt.Errorf("stop %q: metres east or north are no number", line)
		}
		p := Point(east, north)
		parent, kind := "", "0"
		for _, f := range fields[3:] {
			if value, ok := strings.CutPrefix(f, "parent="); ok {
				parent = value
			} else if f == "station" {
				kind = "1"
			} else {
				return "", fmt.Errorf("stop %q: %q is neither station nor parent=", line, f)
			}
		}
		fmt.Fprintf(&out, "%s,%s,%v,%v,%s,%s\n", fields[0], fields[0], p[1], p[0], parent, kind)
	}
	return out.String(), nil
}

// trips writes trips.txt, stop_times.txt and, unless the text has them,
// routes.txt.
func trips(lines []string, tables map[string]string) error {
	var tripTable, timeTable strings.Builder
	tripTable.WriteString("route_id,service_id,trip_id,block_id\n")
	timeTable.WriteString("trip_id,stop_id,arrival_time,departure_time,stop_sequence,pickup_type,drop_off_type\n")
	routes := []string{}
	for _, line := range lines {
		head, tail, ok := strings.Cut(line, ": ")
		fields := strings.Fields(head)
		if !ok || len(fields) == 0 {
			return fmt.Errorf("trip %q: want \"name: stop time | stop time\"", line)
		}
		trip := map[string]string{"route": "R", "service": "S"}
		if err := options(fields[1:], trip, "route", "service", "block"); err != nil {
			return fmt.Errorf("trip %q: %w", line, err)
		}
		fmt.Fprintf(&tripTable, "%s,%s,%s,%s\n", trip["route"], trip["service"], fields[0], trip["block"])
		if !slices.Contains(routes, trip["route"]) {
			routes = append(routes, trip["route"])
		}
		for i, passing := range strings.Split(tail, "|") {
			if err := stopTime(&timeTable, fields[0], i, strings.Fields(passing)); err != nil {
				return fmt.Errorf("trip %q: %w", line, err)
			}
		}
	}
	tables["trips.txt"], tables["stop_times.txt"] = tripTable.String(), timeTable.String()
	if tables["routes.txt"] == "" {
		tables["routes.txt"] = "route_id,route_short_name,route_type\n"
		for _, r := range routes {
			tables["routes.txt"] += fmt.Sprintf("%s,%s,3\n", r, r)
		}
	}
	return nil
}

// stopTime writes a row from "stop arrival [departure] [pickup=n] [dropoff=n]".
func stopTime(out *strings.Builder, trip string, sequence int, fields []string) error {
	if len(fields) < 2 {
		return fmt.Errorf("%q: want a stop and a time", fields)
	}
	stop, arrival, departure, rest := fields[0], fields[1], fields[1], fields[2:]
	if len(rest) > 0 && !strings.Contains(rest[0], "=") {
		departure, rest = rest[0], rest[1:]
	}
	types := map[string]string{}
	if err := options(rest, types, "pickup", "dropoff"); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s,%s,%s,%s,%d,%s,%s\n", trip, stop, arrival, departure, sequence, types["pickup"], types["dropoff"])
	return nil
}

// options reads name=value fields.
func options(fields []string, into map[string]string, names ...string) error {
	for _, f := range fields {
		name, value, ok := strings.Cut(f, "=")
		if !ok || !slices.Contains(names, name) {
			return fmt.Errorf("%q is none of %v", f, names)
		}
		into[name] = value
	}
	return nil
}

// makeUp adds the tables that the text leaves out.
func makeUp(tables map[string]string) {
	add := func(name, content string) {
		if _, there := tables[name]; !there {
			tables[name] = content
		}
	}
	add("agency.txt", "agency_id,agency_name,agency_timezone\nA,Agency,Europe/Paris\n")
	add("routes.txt", "route_id,route_short_name,route_type\nR,R,3\n")
	if _, dated := tables["calendar_dates.txt"]; !dated {
		add("calendar.txt", "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"+
			"S,1,1,1,1,1,1,1,20260101,20261231\n")
	}
	add("trips.txt", tripsOf(tables["stop_times.txt"]))
}

// tripsOf returns a trips.txt for the trips of a stop_times.txt whose first
// column is trip_id.
func tripsOf(stopTimes string) string {
	out := "route_id,service_id,trip_id\n"
	seen := map[string]bool{}
	for i, line := range strings.Split(strings.TrimSpace(stopTimes), "\n") {
		id, _, _ := strings.Cut(line, ",")
		if i > 0 && !seen[id] {
			seen[id] = true
			out += "R,S," + id + "\n"
		}
	}
	return out
}
