package gtfs_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"futurpro/generator/anomalies"
	"futurpro/generator/gtfs"
	"futurpro/generator/gtfs/gtfstest"
)

// reduce reduces a feed, twice, and reads the result back.
func reduce(t *testing.T, feed *gtfs.Feed, day gtfs.Date, keep func(orb.Point) bool) (*gtfs.Feed, gtfs.ReduceStats, int) {
	t.Helper()
	var first, second bytes.Buffer
	stats, err := gtfs.Reduce(&first, feed, day, keep)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := gtfs.Reduce(&second, feed, day, keep); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("two reductions of a feed differ")
	}
	j := anomalies.New()
	reduced, err := gtfs.Open(bytes.NewReader(first.Bytes()), int64(first.Len()), "reduced", j)
	if err != nil {
		t.Fatal(err)
	}
	if got := codes(j); len(got) > 0 {
		t.Errorf("the reduced feed has anomalies: %v", got)
	}
	return reduced, stats, first.Len()
}

// runs returns what each trip of a day does at the stops that keep accepts, if
// there are at least two. Trips of the same runs give the same rides.
func runs(t *testing.T, feed *gtfs.Feed, date gtfs.Date, keep func(orb.Point) bool) []string {
	t.Helper()
	day, err := feed.Day(date)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, trip := range day.Trips {
		var run []byte
		stops := 0
		for _, st := range trip.StopTimes {
			if stop := feed.Stops[st.Stop]; keep(stop.Position) {
				stops++
				run = fmt.Appendf(run, "%s %v %d %d %d %d|", stop.Name, stop.Position, st.Arrival, st.Departure, st.Pickup, st.DropOff)
			}
		}
		if stops >= 2 {
			all = append(all, string(run))
		}
	}
	slices.Sort(all)
	return all
}

func TestReduceKeepsWhatIsInside(t *testing.T) {
	feed := gtfstest.Feed(t, `
		stops
		A 0 0 parent=S
		B 1000 0 parent=S
		OUT 50000 0
		C 2000 0
		D 3000 0
		FAR 60000 0
		S 500 0 station
		trips
		through route=R1: A 8:00 | B 8:02 8:03 pickup=2 | OUT 8:40 | C 9:20 dropoff=1 | D 9:25
		leaving route=R1: A 8:00 | OUT 8:40 | FAR 9:00
		outside route=R2: OUT 8:00 | FAR 8:20
		sunday service=SUN: A 8:00 | B 8:02
		often route=R3: C 0:00 | D 0:05
		frequencies.txt
		trip_id, start_time, end_time, headway_secs
		often, 7:00:00, 7:20:00, 600
		calendar.txt
		service_id, monday, tuesday, wednesday, thursday, friday, saturday, sunday, start_date, end_date
		S,   1, 1, 1, 1, 1, 0, 0, 20260101, 20261231
		SUN, 0, 0, 0, 0, 0, 0, 1, 20260101, 20261231
		transfers.txt
		from_stop_id, to_stop_id, transfer_type, min_transfer_time
		A, B,   2, 240
		B, OUT, 2, 300
		S, S,   3,`)
	inside := func(p orb.Point) bool { return p[0] < gtfstest.Point(10000, 0)[0] }
	reduced, stats, _ := reduce(t, feed, gtfstest.Tuesday(), inside)

	var want []string
	for _, ride := range rides(t, feed, gtfstest.Tuesday()) {
		if !strings.Contains(ride, "OUT") && !strings.Contains(ride, "FAR") {
			want = append(want, ride)
		}
	}
	// A-B, A-D, B-D, C-D of "through", and twice C-D of "often".
	if len(want) != 6 {
		t.Fatalf("%d rides inside the feed, want 6: %q", len(want), want)
	}
	if diff := cmp.Diff(want, rides(t, reduced, gtfstest.Tuesday())); diff != "" {
		t.Errorf("rides (-want +got):\n%s", diff)
	}
	if want := (gtfs.ReduceStats{Stops: 5, Routes: 2, Trips: 3, StopTimes: 4 + 2 + 2, Transfers: 2}); stats != want {
		t.Errorf("%+v, want %+v", stats, want)
	}
	first, last, _ := reduced.Validity()
	if first != gtfstest.Tuesday() || last != first {
		t.Errorf("valid from %s to %s, want %s alone", first, last, gtfstest.Tuesday())
	}
	if a := reduced.Stops[0]; a.Name != "A" || reduced.Stops[a.Parent].Name != "S" {
		t.Errorf("stop %+v, want A in station S", a)
	}
	station := reduced.Stops[0].Parent
	wantTransfers := []gtfs.Transfer{
		{From: 0, To: 1, Type: gtfs.TransferMinTime, MinTime: 240},
		{From: station, To: station, Type: gtfs.TransferForbidden},
	}
	if diff := cmp.Diff(wantTransfers, reduced.Transfers); diff != "" {
		t.Errorf("transfers (-want +got):\n%s", diff)
	}
}

// In block x, one stays seated from one to two at B, and from two to three at
// OUT, which is lost. In block z, away leaves for outside: six does not follow
// five.
func TestReduceBreaksBlocksWhereItCuts(t *testing.T) {
	feed := gtfstest.Feed(t, `
		stops
		A 0 0
		B 1000 0
		OUT 50000 0
		FAR 60000 0
		trips
		one   block=x: A 8:00 | B 8:10
		two   block=x: B 8:15 | A 8:25 | OUT 9:00
		three block=x: OUT 9:05 | B 9:40 | A 9:50
		four  block=x: A 9:55 | B 10:05
		lone  block=y: A 8:00 | B 8:10
		five  block=z: A 11:00 | B 11:10
		away  block=z: OUT 11:15 | FAR 11:20
		six   block=z: B 11:25 | A 11:35`)
	reduced, _, _ := reduce(t, feed, gtfstest.Tuesday(), func(p orb.Point) bool { return p[0] < gtfstest.Point(10000, 0)[0] })
	day, err := reduced.Day(gtfstest.Tuesday())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, trip := range day.Trips {
		got = append(got, trip.StopTimes[0].Departure.String()+" block "+trip.Block)
	}
	slices.Sort(got)
	want := []string{
		"08:00:00 block ", "08:00:00 block 1", "08:15:00 block 1",
		"09:40:00 block 3", "09:55:00 block 3",
		"11:00:00 block ", "11:25:00 block ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
}

func TestReduceKeepsInSeatTransfers(t *testing.T) {
	feed := gtfstest.Feed(t, `
		stops
		A 0 0
		B 1000 0
		OUT 50000 0
		trips
		one: A 8:00 | B 8:10
		two: B 8:15 | A 8:25 | OUT 9:00
		three: OUT 9:05 | B 9:40 | A 9:50
		transfers.txt
		from_trip_id, to_trip_id, transfer_type
		one, two, 4
		two, three, 4`)
	reduced, stats, _ := reduce(t, feed, gtfstest.Tuesday(), func(p orb.Point) bool { return p[0] < gtfstest.Point(10000, 0)[0] })
	if stats.Transfers != 1 || len(reduced.Transfers) != 1 || reduced.Transfers[0].Type != gtfs.TransferInSeat {
		t.Errorf("transfers %+v, want the first one only", reduced.Transfers)
	}
}

func TestReduceNothing(t *testing.T) {
	feed := gtfstest.Feed(t, stopsAB+"trips\nt: A 8:00 | B 8:10")
	reduced, stats, _ := reduce(t, feed, gtfstest.Tuesday(), func(orb.Point) bool { return false })
	if stats != (gtfs.ReduceStats{}) || len(reduced.Stops) != 0 {
		t.Errorf("%+v, %d stops; want nothing", stats, len(reduced.Stops))
	}
}

// TestReducePublishedFeed cuts Brittany out of the regional trains of France.
func TestReducePublishedFeed(t *testing.T) {
	brittany := orb.Bound{Min: orb.Point{-5.2, 47.2}, Max: orb.Point{-1, 48.9}}
	feed, err := openFile(t, shared(t, "data/gtfs/transport/sncf-ter-2025-01.zip"), anomalies.New())
	if err != nil {
		t.Fatal(err)
	}
	day := gtfs.NewDate(2025, time.March, 6) // a Thursday
	reduced, stats, size := reduce(t, feed, day, brittany.Contains)
	t.Logf("%d bytes, %+v", size, stats)
	want := runs(t, feed, day, brittany.Contains)
	if got := runs(t, reduced, day, brittany.Contains); len(want) == 0 || !slices.Equal(want, got) {
		t.Errorf("%d trips after reduction, want the same %d as before", len(got), len(want))
	}
	if size > 100_000 {
		t.Errorf("%d bytes, want at most 100,000", size)
	}
}
