package gtfs_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"futurpro/generator/anomalies"
	"futurpro/generator/gtfs"
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

func openFile(tb testing.TB, path string, j *anomalies.Journal) (*gtfs.Feed, error) {
	tb.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	return gtfs.Open(bytes.NewReader(content), int64(len(content)), strings.TrimSuffix(filepath.Base(path), ".zip"), j)
}

func openBytes(tb testing.TB, content []byte) (*gtfs.Feed, *anomalies.Journal) {
	tb.Helper()
	j := anomalies.New()
	feed, err := gtfs.Open(bytes.NewReader(content), int64(len(content)), "test", j)
	if err != nil {
		tb.Fatal(err)
	}
	return feed, j
}

// rides returns every ride that a day offers, from a stop where one may board
// to a later one where one may get off, on demand or not.
func rides(tb testing.TB, feed *gtfs.Feed, date gtfs.Date) []string {
	tb.Helper()
	day, err := feed.Day(date)
	if err != nil {
		tb.Fatal(err)
	}
	name := func(s gtfs.StopIdx) string {
		return fmt.Sprintf("%s %v", feed.Stops[s].Name, feed.Stops[s].Position)
	}
	var all []string
	for _, trip := range day.Trips {
		for i, from := range trip.StopTimes {
			for _, to := range trip.StopTimes[i+1:] {
				if from.Pickup != gtfs.NoBoarding && to.DropOff != gtfs.NoBoarding {
					all = append(all, fmt.Sprintf("%s %s (%d) - %s %s (%d)",
						name(from.Stop), from.Departure, from.Pickup, name(to.Stop), to.Arrival, to.DropOff))
				}
			}
		}
	}
	slices.Sort(all)
	return all
}

// codes returns the codes met and how often.
func codes(j *anomalies.Journal) map[string]int {
	met := map[string]int{}
	for _, r := range j.Resumes() {
		met[r.Code.Nom] = r.Nombre
	}
	return met
}

func TestDirtyFeeds(t *testing.T) {
	// Trip T1 of the clean twin leaves X at 7:00 and reaches Z at 25:10; Y is
	// half-way, hence at 7:00 + 18:10 / 2 = 16:05.
	const x, y, z = "X [2.1 48.1]", "Y [2.2 48.2]", "Z [2.3 48.3]"
	asTheClean := []string{
		x + " 07:00:00 (0) - " + y + " 16:05:00 (0)",
		x + " 07:00:00 (0) - " + z + " 25:10:00 (0)",
		y + " 16:05:00 (0) - " + z + " 25:10:00 (0)",
	}
	// Two of them have 7:05 at Y and 7:10 at Z: one as published, in H:MM; the
	// other has no time at Z, as far from Y as Y is from X.
	fiveMinutesALeg := []string{
		x + " 07:00:00 (0) - " + y + " 07:05:00 (0)",
		x + " 07:00:00 (0) - " + z + " 07:10:00 (0)",
		y + " 07:05:00 (0) - " + z + " 07:10:00 (0)",
	}
	renamed := func(rides []string, name string) []string {
		var out []string
		for _, r := range rides {
			out = append(out, strings.Replace(r, "X [", name+" [", 1))
		}
		slices.Sort(out)
		return out
	}
	for _, test := range []struct {
		name  string
		rides []string
		codes map[string]int
	}{
		{"d_ok", asTheClean, nil},
		{"d_bom", asTheClean, nil},
		{"d_caldates_only", asTheClean, nil},
		{"d_crlf_quotes", renamed(asTheClean, `X "q", y`), nil},
		{"d_decimalcomma", asTheClean, nil},
		{"d_emptytransfer", asTheClean, nil},
		{"d_latin1", renamed(asTheClean, "Gare d'été"), nil},
		{"d_nullparent", asTheClean, map[string]int{"gtfs-parent-inconnu": 1}},
		{"d_plus", asTheClean, nil},
		{"d_semicolon", asTheClean, nil},
		{"d_unsorted", asTheClean, nil},
		{"d_upper", asTheClean, nil},
		{"d_zipinzip", asTheClean, nil},
		{"d_hm", fiveMinutesALeg, nil},
		{"d_blanklast", fiveMinutesALeg, map[string]int{"gtfs-horaire-estime": 1}},
		{"d_orphanstop", asTheClean[1:2], map[string]int{"gtfs-reference-inconnue": 1}},
	} {
		t.Run(test.name, func(t *testing.T) {
			j := anomalies.New()
			feed, err := openFile(t, shared(t, "reference/transit/dirty/"+test.name+".zip"), j)
			if err != nil {
				t.Fatal(err)
			}
			day, err := feed.ReferenceDay(nil)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.rides, rides(t, feed, day)); diff != "" {
				t.Errorf("rides (-want +got):\n%s", diff)
			}
			want := test.codes
			if want == nil {
				want = map[string]int{}
			}
			if diff := cmp.Diff(want, codes(j)); diff != "" {
				t.Errorf("anomalies (-want +got):\n%s", diff)
			}
		})
	}
}

func TestFeedWithoutCalendarIsRefused(t *testing.T) {
	_, err := openFile(t, shared(t, "reference/transit/dirty/d_nocal_at_all.zip"), anomalies.New())
	if err == nil || !strings.Contains(err.Error(), "neither calendar.txt nor calendar_dates.txt") {
		t.Errorf("error %v, want one about calendars", err)
	}
}

// TestPublishedFeeds reads the real feeds at hand: none has a dangling
// identifier, and each has a reference day inside its validity with trips.
func TestPublishedFeeds(t *testing.T) {
	for _, test := range []struct {
		path         string
		stops, trips int // in the feed; the trips over all days
	}{
		{"transport/sncf-ter-2025-01", 9196, 33280},
		{"transport/sncf-voyages-tgv-2025-07", 514, 6672},
		{"transport/star-rennes-2012-06-18", 1267, 6860},
		{"transport/tam-montpellier-2026", 2098, 15883},
		{"transport/dinamo-dinan-2022", 220, 242},
		{"transport/libellus-castres-2024", 428, 596},
		{"transport/fablio-chateau-thierry-2024", 164, 567},
		{"scolaire/tcl-lyon-scolaire-2025-09", 3183, 1165},
	} {
		t.Run(test.path, func(t *testing.T) {
			j := anomalies.New()
			start := time.Now()
			feed, err := openFile(t, shared(t, "data/gtfs/"+test.path+".zip"), j)
			if err != nil {
				t.Fatal(err)
			}
			day, err := feed.ReferenceDay(nil)
			if err != nil {
				t.Fatal(err)
			}
			service, err := feed.Day(day)
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("read in %s; reference day %s %s: %d trips",
				time.Since(start).Round(time.Millisecond), day.Weekday(), day, len(service.Trips))
			if len(feed.Stops) != test.stops {
				t.Errorf("%d stops, want %d", len(feed.Stops), test.stops)
			}
			if len(service.Trips) == 0 || len(service.Trips) > test.trips {
				t.Errorf("%d trips on %s, want 1 to %d", len(service.Trips), day, test.trips)
			}
			first, last, _ := feed.Validity()
			if day < first || day > last {
				t.Errorf("reference day %s outside %s to %s", day, first, last)
			}
			for _, r := range j.Resumes() {
				t.Logf("%d %s: %s", r.Nombre, r.Code.Nom, r.Exemple)
			}
			if n := codes(j)["gtfs-reference-inconnue"]; n > 0 {
				t.Errorf("%d dangling identifiers, want none", n)
			}
		})
	}
}
