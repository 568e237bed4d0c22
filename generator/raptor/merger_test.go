package raptor_test

import (
	"runtime"
	"testing"
	"weak"

	"futurpro/generator/gtfs"
	"futurpro/generator/gtfs/gtfstest"
	"futurpro/generator/raptor"
)

// The feeds of France do not fit in memory together: each is forgotten once
// it is added.
func TestAMergedFeedIsForgotten(t *testing.T) {
	m := raptor.NewMerger(raptor.DefaultOptions())
	add := func() (weak.Pointer[gtfs.Feed], weak.Pointer[gtfs.Day]) {
		feed := gtfstest.Feed(t, `
			stops
			A    0 0
			B 5000 0
			trips
			t1 block=1: A 8:00 | B 8:10
			t2 block=1: B 8:10 | A 8:20`)
		day, err := feed.Day(gtfstest.Tuesday())
		if err != nil {
			t.Fatal(err)
		}
		m.Add(raptor.Source{Feed: feed, Date: gtfstest.Tuesday()}, day)
		return weak.Make(feed), weak.Make(day)
	}
	feed, day := add()
	for range 2 {
		runtime.GC()
	}
	if feed.Value() != nil || day.Value() != nil {
		t.Error("the feed is still in memory after it was added")
	}
	if tt := m.Timetable(); tt.NumTrips() != 2 {
		t.Errorf("%d trips, want 2", tt.NumTrips())
	}
}
