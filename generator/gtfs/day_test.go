package gtfs_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"futurpro/generator/gtfs"
	"futurpro/generator/gtfs/gtfstest"
)

// Rows of a trip that does not run on the day are passed over, not forgotten:
// they are counted, and one with a field too many is still said.
func TestRowsOfTripsThatDoNotRunAreCounted(t *testing.T) {
	content := valid()
	content["calendar.txt"] += "N,0,0,0,0,0,0,1,20260101,20261231\n"
	content["trips.txt"] += "R,N,Sunday\n"
	content["stop_times.txt"] = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n" +
		"Sunday,8:00:00,8:00:00,X,1\nSunday,8:10:00,8:10:00,Y,2\nT,8:00:00,8:00:00,X,1\nSunday,8:20:00,8:20:00,a name, cut,3\n" +
		"\n\"Sunday\",8:25:00,8:25:00,Y,4\nSunday,8:30:00,8:30:00,X,5\nT,8:10:00,8:10:00,Y,2\n"
	feed, j := openBytes(t, files(t, content))
	if diff := cmp.Diff(validRides, rides(t, feed, gtfstest.Tuesday())); diff != "" {
		t.Errorf("rides (-want +got):\n%s", diff)
	}
	if got := codes(j); !maps.Equal(got, map[string]int{"gtfs-ligne-illisible": 1}) {
		t.Errorf("anomalies %v, want one row with a field too many", got)
	}
	for _, r := range j.Resumes() {
		if !strings.Contains(r.Exemple.String(), "stop_times.txt:5") {
			t.Errorf("the row is at line 5, not %s", r.Exemple)
		}
	}
	if n := j.Lignes("test/stop_times.txt"); n != 7 {
		t.Errorf("%d rows counted, want 7", n)
	}
}

// Many more rows than are kept side by side, those of a trip apart from each
// other or not: each trip has its own.
func TestRowsOfManyTripsAreNotMixed(t *testing.T) {
	const trips, calls = 3001, 5
	for _, together := range []bool{true, false} {
		content := valid()
		var tripTable, times strings.Builder
		tripTable.WriteString("route_id,service_id,trip_id\n")
		times.WriteString("trip_id,arrival_time,departure_time,stop_id,stop_sequence\n")
		row := func(trip, call int) {
			at := gtfs.Seconds(trip + 60*call)
			fmt.Fprintf(&times, "%d,%s,%s,%s,%d\n", trip, at, at, []string{"X", "Y"}[call%2], call)
		}
		for trip := range trips {
			fmt.Fprintf(&tripTable, "R,S,%d\n", trip)
		}
		for i := range trips * calls {
			if together {
				row(i/calls, i%calls)
			} else {
				row(i%trips, calls-1-i/trips)
			}
		}
		content["trips.txt"], content["stop_times.txt"] = tripTable.String(), times.String()
		feed, _ := openBytes(t, files(t, content))
		day, err := feed.Day(gtfstest.Tuesday())
		if err != nil {
			t.Fatal(err)
		}
		if len(day.Trips) != trips {
			t.Fatalf("%d trips, want %d", len(day.Trips), trips)
		}
		for i, trip := range day.Trips {
			if trip.ID != fmt.Sprint(i) || len(trip.StopTimes) != calls || trip.StopTimes[calls-1].Arrival != gtfs.Seconds(i+60*(calls-1)) {
				t.Fatalf("trip %d is %+v", i, trip)
			}
		}
	}
}
