package raptor_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"futurpro/generator/anomalies"
	"futurpro/generator/gtfs"
	"futurpro/generator/raptor"
)

// shared returns the path of a reference file, and skips the test if the
// folder of references is not at hand.
func shared(tb testing.TB, path string) string {
	tb.Helper()
	dir := os.Getenv("FUTURPRO_SHARED")
	if dir == "" {
		dir = "../../../shared"
	}
	file := filepath.Join(dir, path)
	if _, err := os.Stat(file); err != nil {
		tb.Skipf("reference data not found (%v): set FUTURPRO_SHARED to their folder", err)
	}
	return file
}

// rigaSources reads the feed of Riga on Tuesday 14 April 2020.
func rigaSources(tb testing.TB) []raptor.Source {
	tb.Helper()
	content, err := os.ReadFile(shared(tb, "reference/transit/riga-2020.zip"))
	if err != nil {
		tb.Fatal(err)
	}
	feed, err := gtfs.Open(bytes.NewReader(content), int64(len(content)), "riga", anomalies.New())
	if err != nil {
		tb.Fatal(err)
	}
	return []raptor.Source{{Feed: feed, Date: gtfs.NewDate(2020, time.April, 14)}}
}

// rigaReference returns the seconds from the latest boarding to 8:30, by
// destination then stop, as GraphHopper 9.1 computed them.
func rigaReference(tb testing.TB) map[string]map[string]raptor.Seconds {
	tb.Helper()
	file, err := os.Open(shared(tb, "reference/transit/riga-arriveby0830-20200414.tsv.gz"))
	if err != nil {
		tb.Fatal(err)
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		tb.Fatal(err)
	}
	reference := map[string]map[string]raptor.Seconds{}
	lines := bufio.NewScanner(unzipped)
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		seconds, err := strconv.Atoi(fields[2])
		if err != nil {
			tb.Fatal(err)
		}
		if reference[fields[0]] == nil {
			reference[fields[0]] = map[string]raptor.Seconds{}
		}
		reference[fields[0]][strings.TrimPrefix(fields[1], "gtfs_0|")] = raptor.Seconds(seconds)
	}
	if err := lines.Err(); err != nil {
		tb.Fatal(err)
	}
	return reference
}

// rigaLimits are those of the reference: 90 minutes, any number of rides.
var rigaLimits = raptor.Limits{MaxDuration: 90 * 60}

const deadline0830 raptor.Seconds = 8*3600 + 30*60

// TestRigaAgreesWithGraphHopper compares every pair of an independent engine:
// arrive by 8:30, no walking, no slack, blocks ignored, latest boarding.
func TestRigaAgreesWithGraphHopper(t *testing.T) {
	reference := rigaReference(t)
	tt, err := raptor.NewTimetable(rigaSources(t), raptor.Options{Walking: raptor.DefaultWalking()})
	if err != nil {
		t.Fatal(err)
	}
	search := raptor.NewSearch(tt, rigaLimits)
	var labels []raptor.Label
	compared := 0
	for destination, expected := range reference {
		target, ok := tt.StopByID(0, destination)
		if !ok {
			t.Fatalf("stop %s is not served", destination)
		}
		search.Run([]raptor.Target{{Stop: target}}, deadline0830)
		// Without walks, OnFoot only adds that who is there need not leave.
		labels = search.OnFoot(labels)
		for id, want := range expected {
			stop, ok := tt.StopByID(0, id)
			if got := deadline0830 - labels[stop].Departure; !ok || got != want {
				t.Errorf("from %s to %s: %d s before 8:30 (served: %t), want %d", id, destination, got, ok, want)
			}
			compared++
		}
		if got := countReached(labels); got != len(expected) {
			t.Errorf("to %s: %d stops reached, want %d", destination, got, len(expected))
		}
	}
	if compared != 47_571 {
		t.Errorf("%d pairs compared, want 47571", compared)
	}
}

func countReached(labels []raptor.Label) int {
	n := 0
	for _, l := range labels {
		if l.Departure != raptor.Never {
			n++
		}
	}
	return n
}

// BenchmarkRiga measures one search, one destination and one deadline, over
// the destinations of the reference in turn.
func BenchmarkRiga(b *testing.B) {
	reference := rigaReference(b)
	for _, bench := range []struct {
		name    string
		options raptor.Options
		limits  raptor.Limits
	}{
		{"as the reference", raptor.Options{Walking: raptor.DefaultWalking()}, rigaLimits},
		{"as published", raptor.DefaultOptions(), raptor.DefaultLimits()},
	} {
		tt, err := raptor.NewTimetable(rigaSources(b), bench.options)
		if err != nil {
			b.Fatal(err)
		}
		var targets [][]raptor.Target
		for _, destination := range slices.Sorted(maps.Keys(reference)) {
			stop, _ := tt.StopByID(0, destination)
			targets = append(targets, []raptor.Target{{Stop: stop}})
		}
		search := raptor.NewSearch(tt, bench.limits)
		for _, target := range targets { // the arrays grow to their size once
			search.Run(target, deadline0830)
		}
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for i := range b.N {
				search.Run(targets[i%len(targets)], deadline0830)
			}
		})
	}
}
