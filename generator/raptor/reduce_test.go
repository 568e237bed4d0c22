package raptor_test

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"futurpro/generator/anomalies"
	"futurpro/generator/gtfs"
	"futurpro/generator/gtfs/gtfstest"
	"futurpro/generator/raptor"
)

// TestReducedFeedGivesTheSameJourneys searches random networks before and
// after gtfs.Reduce: every departure, with blocks, rules and stations.
func TestReducedFeedGivesTheSameJourneys(t *testing.T) {
	compared := 0
	for seed := range 50 {
		random := rand.New(rand.NewPCG(uint64(seed), 2026))
		whole := gtfstest.Feed(t, randomNetwork(random))
		var zip bytes.Buffer
		if _, err := gtfs.Reduce(&zip, whole, gtfstest.Tuesday(), func(orb.Point) bool { return true }); err != nil {
			t.Fatal(err)
		}
		reduced, err := gtfs.Open(bytes.NewReader(zip.Bytes()), int64(zip.Len()), "reduced", anomalies.New())
		if err != nil {
			t.Fatal(err)
		}
		before, after := departures(t, whole), departures(t, reduced)
		for key, want := range before {
			if got, ok := after[key]; !ok || got != want {
				t.Fatalf("seed %d, from and to %v: %v (%t), want %v", seed, key, got, ok, want)
			}
		}
		if len(after) != len(before) {
			t.Fatalf("seed %d: %d departures, want %d", seed, len(after), len(before))
		}
		compared += len(before)
	}
	if compared < 1000 {
		t.Errorf("only %d departures compared: they prove little", compared)
	}
}

// departures returns the labels by names of stop and target.
func departures(t *testing.T, feed *gtfs.Feed) map[[2]string]raptor.Label {
	t.Helper()
	tt, err := raptor.NewTimetable([]raptor.Source{{Feed: feed, Date: gtfstest.Tuesday()}}, raptor.DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	search := raptor.NewSearch(tt, raptor.DefaultLimits())
	labels := map[[2]string]raptor.Label{}
	for target := range raptor.StopIdx(tt.NumStops()) {
		search.Run([]raptor.Target{{Stop: target}}, deadline0830)
		for _, stop := range search.Reached() {
			labels[[2]string{tt.Stop(stop).Name, tt.Stop(target).Name}], _ = search.Departure(stop)
		}
	}
	return labels
}
