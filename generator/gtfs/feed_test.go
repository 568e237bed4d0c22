package gtfs_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"futurpro/generator/anomalies"
	"futurpro/generator/gtfs"
	"futurpro/generator/gtfs/gtfstest"
)

// files zips files as they are.
func files(t *testing.T, content map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(content)) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(content[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// valid returns the tables of the smallest feed.
func valid() map[string]string {
	return map[string]string{
		"agency.txt":     "agency_id,agency_name,agency_timezone\nA,A,Europe/Paris\n",
		"stops.txt":      "stop_id,stop_name,stop_lat,stop_lon\nX,X,48.1,2.1\nY,Y,48.2,2.2\n",
		"routes.txt":     "route_id,route_type\nR,3\n",
		"calendar.txt":   "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\nS,1,1,1,1,1,0,0,20260101,20261231\n",
		"trips.txt":      "route_id,service_id,trip_id\nR,S,T\n",
		"stop_times.txt": "trip_id,arrival_time,departure_time,stop_id,stop_sequence\nT,8:00:00,8:00:00,X,1\nT,8:10:00,8:10:00,Y,2\n",
	}
}

// renamed returns the files of the feed under other names.
func renamed(content map[string]string, rename func(string) string) map[string]string {
	out := map[string]string{}
	for name, text := range content {
		out[rename(name)] = text
	}
	return out
}

var validRides = []string{"X [2.1 48.1] 08:00:00 (0) - Y [2.2 48.2] 08:10:00 (0)"}

func TestArchives(t *testing.T) {
	beside := func(name, text string) map[string]string {
		all := valid()
		all[name] = text
		return all
	}
	inner := string(files(t, valid()))
	for name, content := range map[string]map[string]string{
		"at the root":                  valid(),
		"in a folder":                  renamed(valid(), func(n string) string { return "gtfs/" + n }),
		"in a Windows folder":          renamed(valid(), func(n string) string { return `export\gtfs\` + n }),
		"in capitals":                  renamed(valid(), strings.ToUpper),
		"beside what macOS leaves":     beside("__MACOSX/._stops.txt", "\x00\x05\x16\x07"),
		"beside hidden files":          beside("._stops.txt", "\x00\x05\x16\x07"),
		"beside a lone stops.txt":      beside("old/stops.txt", "stop_id\n"),
		"in a zip":                     {"feed.zip": inner},
		"in a zip in a zip":            {"a/b.ZIP": string(files(t, map[string]string{"feed.zip": inner}))},
		"with an empty optional table": beside("transfers.txt", ""),
		"with a BOM alone":             beside("frequencies.txt", "\xef\xbb\xbf"),
		"with tabs":                    renamedContent(valid(), func(s string) string { return strings.ReplaceAll(s, ",", "\t") }),
		"with Windows lines":           renamedContent(valid(), func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }),
		"with spaces":                  renamedContent(valid(), func(s string) string { return strings.ReplaceAll(s, ",", " , ") }),
		"with commas at the end":       renamedContent(valid(), func(s string) string { return strings.ReplaceAll(s, "\n", ",\n") }),
	} {
		t.Run(name, func(t *testing.T) {
			feed, j := openBytes(t, files(t, content))
			if diff := cmp.Diff(validRides, rides(t, feed, gtfstest.Tuesday())); diff != "" {
				t.Errorf("rides (-want +got):\n%s", diff)
			}
			if len(codes(j)) > 0 {
				t.Errorf("anomalies %v, want none", codes(j))
			}
		})
	}
}

func renamedContent(content map[string]string, rewrite func(string) string) map[string]string {
	for name, text := range content {
		content[name] = rewrite(text)
	}
	return content
}

func TestBrokenFeedsAreErrors(t *testing.T) {
	with := func(name, text string) map[string]string {
		all := valid()
		all[name] = text
		return all
	}
	without := func(name string) map[string]string {
		all := valid()
		delete(all, name)
		return all
	}
	inner := string(files(t, valid()))
	for _, test := range []struct {
		name    string
		content map[string]string
		want    string
	}{
		{"no stops", without("stops.txt"), "reading feed test: no stops.txt"},
		{"no routes", without("routes.txt"), "test/routes.txt: the table is missing"},
		{"no trips", without("trips.txt"), "test/trips.txt: the table is missing"},
		{"no stop times", without("stop_times.txt"), "stop_times.txt is missing or empty"},
		{"empty stop times", with("stop_times.txt", ""), "stop_times.txt is missing or empty"},
		{"no calendar", without("calendar.txt"), "neither calendar.txt nor calendar_dates.txt"},
		{"no column stop_id", with("stops.txt", "id,stop_lat,stop_lon\nX,48,2\n"), "test/stops.txt: no column stop_id (its columns: id, stop_lat, stop_lon)"},
		{"a page instead of a table", with("routes.txt", "<html>\n"), "test/routes.txt: no column route_id"},
		{"UTF-16", with("routes.txt", "\xff\xfer\x00o\x00"), "test/routes.txt: it is not text in UTF-8"},
		{"two feeds", map[string]string{"a.zip": inner, "b.zip": inner}, "it holds 2 feeds (a.zip, b.zip…)"},
		{"a broken inner zip", map[string]string{"a.zip": "PK"}, "reading feed test: zip"},
	} {
		t.Run(test.name, func(t *testing.T) {
			content := files(t, test.content)
			_, err := gtfs.Open(bytes.NewReader(content), int64(len(content)), "test", anomalies.New())
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want %q in it", err, test.want)
			}
		})
	}
	if _, err := gtfs.Open(strings.NewReader("no zip"), 6, "test", anomalies.New()); err == nil || !strings.Contains(err.Error(), "reading feed test") {
		t.Errorf("error %v, want one that names the feed", err)
	}
}

// A truncated table is not the end of the table.
func TestTruncatedTableIsAnError(t *testing.T) {
	content := files(t, valid())
	// The sum of the last file written, trips.txt, no longer agrees.
	at := bytes.Index(content, []byte("trips.txt")) + len("trips.txt")
	content[at+3] ^= 0xff
	_, err := gtfs.Open(bytes.NewReader(content), int64(len(content)), "test", anomalies.New())
	if err == nil || !strings.Contains(err.Error(), "test/trips.txt") {
		t.Errorf("error %v, want one about trips.txt", err)
	}
}

func TestBadRowsAreCountedAndLocated(t *testing.T) {
	for _, test := range []struct {
		name, table, text string
		code, at          string // the only anomaly, and where
	}{
		{"a stop twice", "stops.txt", "stop_id,stop_name,stop_lat,stop_lon\nX,X,48.1,2.1\nY,Y,48.2,2.2\nX,Z,49,3\n",
			"gtfs-doublon", "test/stops.txt:4"},
		{"a stop without identifier", "stops.txt", "stop_id,stop_name,stop_lat,stop_lon\n,Z,49,3\nX,X,48.1,2.1\nY,Y,48.2,2.2\n",
			"gtfs-ligne-illisible", "test/stops.txt:2"},
		{"a comma in a name", "stops.txt", "stop_id,stop_name,stop_lat,stop_lon\nX,X,48.1,2.1\nZ,Place, la grande,48.1,2.1\nY,Y,48.2,2.2\n",
			"gtfs-ligne-illisible", "test/stops.txt:3"},
		{"a name on two lines", "stops.txt", "stop_id,stop_name,stop_lat,stop_lon\nX,X,48.1,2.1\nZ,\"Place\nde la gare\",48.1,2.1\nY,Y,48.2,2.2\n",
			"gtfs-saut-de-ligne", "test/stops.txt:3"},
		{"a stop at 0, 0", "stops.txt", "stop_id,stop_name,stop_lat,stop_lon\nX,X,48.1,2.1\nY,Y,48.2,2.2\nZ,Z,0,0\n",
			"gtfs-position-absente", "test/stops.txt:4"},
		{"a stop out of the globe", "stops.txt", "stop_id,stop_name,stop_lat,stop_lon\nX,X,48.1,2.1\nY,Y,48.2,2.2\nZ,Z,480.1,2\n",
			"gtfs-position-absente", "test/stops.txt:4"},
		{"an unknown location type", "stops.txt", "stop_id,stop_name,stop_lat,stop_lon,location_type\nX,X,48.1,2.1,9\nY,Y,48.2,2.2,\n",
			"gtfs-valeur-inconnue", "test/stops.txt:2"},
		{"a stop that is its own station", "stops.txt", "stop_id,stop_name,stop_lat,stop_lon,parent_station\nX,X,48.1,2.1,X\nY,Y,48.2,2.2,\n",
			"gtfs-parent-inconnu", "test/stops.txt:2"},
		{"a route without type", "routes.txt", "route_id,route_type\nR,\n",
			"gtfs-valeur-inconnue", "test/routes.txt:2"},
		{"a trip of no route", "trips.txt", "route_id,service_id,trip_id\nR,S,T\nQ,S,U\n",
			"gtfs-reference-inconnue", "test/trips.txt:3"},
		{"a trip without stop times", "trips.txt", "route_id,service_id,trip_id\nR,S,T\nR,S,U\n",
			"gtfs-course-ecartee", "test/trips.txt:3"},
		{"a transfer from nowhere", "transfers.txt", "from_stop_id,to_stop_id,transfer_type\nX,Y,0\nZ,Y,0\n",
			"gtfs-reference-inconnue", "test/transfers.txt:3"},
		{"a transfer for one route", "transfers.txt", "from_stop_id,to_stop_id,transfer_type,from_route_id\nX,Y,3,R\n",
			"gtfs-regle-ignoree", "test/transfers.txt:2"},
		{"an in-seat transfer to no trip", "transfers.txt", "from_stop_id,to_stop_id,transfer_type,from_trip_id,to_trip_id\nX,Y,4,T,U\n",
			"gtfs-reference-inconnue", "test/transfers.txt:2"},
		{"a negative headway", "frequencies.txt", "trip_id,start_time,end_time,headway_secs\nT,8:00:00,9:00:00,-60\n",
			"gtfs-regle-ignoree", "test/frequencies.txt:2"},
		{"a frequency of no trip", "frequencies.txt", "trip_id,start_time,end_time,headway_secs\nU,8:00:00,9:00:00,60\n",
			"gtfs-reference-inconnue", "test/frequencies.txt:2"},
		{"stop times of no trip", "stop_times.txt", valid()["stop_times.txt"] + "U,8:00:00,8:00:00,X,1\n",
			"gtfs-reference-inconnue", "test/stop_times.txt:4"},
		{"no sequence", "stop_times.txt", valid()["stop_times.txt"] + "T,8:20:00,8:20:00,X,last\n",
			"gtfs-ligne-illisible", "test/stop_times.txt:4"},
		{"a sequence twice", "stop_times.txt", valid()["stop_times.txt"] + "T,8:20:00,8:20:00,X,2\n",
			"gtfs-doublon", "test/stop_times.txt:4"},
		{"an unknown way to board", "stop_times.txt", strings.ReplaceAll(valid()["stop_times.txt"], "stop_sequence\nT,8:00:00,8:00:00,X,1", "stop_sequence,pickup_type\nT,8:00:00,8:00:00,X,1,7"),
			"gtfs-valeur-inconnue", "test/stop_times.txt:2"},
	} {
		t.Run(test.name, func(t *testing.T) {
			content := valid()
			content[test.table] = test.text
			feed, j := openBytes(t, files(t, content))
			got := rides(t, feed, gtfstest.Tuesday())
			if diff := cmp.Diff(validRides, got); diff != "" {
				t.Errorf("rides (-want +got):\n%s", diff)
			}
			all := j.Resumes()
			if len(all) != 1 || all[0].Nombre != 1 || all[0].Code.Nom != test.code {
				t.Fatalf("anomalies %+v, want one %s", all, test.code)
			}
			if where := fmt.Sprintf("%s:%d", all[0].Exemple.Fichier, all[0].Exemple.Ligne); where != test.at {
				t.Errorf("located at %s, want %s", where, test.at)
			}
		})
	}
}

// The quote opened at X swallows Y: both are lost, and the journal says where.
func TestOpenQuoteIsNotSilent(t *testing.T) {
	content := valid()
	content["stops.txt"] = "stop_id,stop_name,stop_lat,stop_lon\nX,\"Bourg,48.1,2.1\nY,Y,48.2,2.2\n"
	feed, j := openBytes(t, files(t, content))
	if got := rides(t, feed, gtfstest.Tuesday()); len(got) > 0 {
		t.Errorf("rides %q, want none", got)
	}
	want := map[string]int{
		"gtfs-saut-de-ligne":      1, // stops.txt:2
		"gtfs-position-absente":   1, // X
		"gtfs-reference-inconnue": 1, // Y in stop_times.txt
		"gtfs-course-ecartee":     1, // T, with one stop left
	}
	if got := codes(j); !maps.Equal(got, want) {
		t.Errorf("anomalies %v, want %v", got, want)
	}
}

func TestStopTimesAreRepaired(t *testing.T) {
	// A, B, C and D are 1 km apart, then E 3 km further.
	const stops = `
		stops
		A 0 0
		B 1000 0
		C 2000 0
		D 3000 0
		E 6000 0
		stop_times.txt
		trip_id, stop_sequence, stop_id, arrival_time, departure_time
	`
	for _, test := range []struct {
		name, rows string
		want       string // stop arrival/departure
		code       string
	}{
		{"in proportion to distance", `
			t, 1, A, 8:00:00, 8:00:00
			t, 2, B,        ,
			t, 3, D,        ,
			t, 4, E, 8:12:00, 8:12:00`, "A 08:00:00/08:00:00, B 08:02:00/08:02:00, D 08:06:00/08:06:00, E 08:12:00/08:12:00", ""},
		{"from departure to arrival", `
			t, 1, A, 8:00:00, 8:10:00
			t, 2, B,        ,
			t, 3, C, 8:20:00, 8:30:00`, "A 08:00:00/08:10:00, B 08:15:00/08:15:00, C 08:20:00/08:30:00", ""},
		{"evenly at one place", `
			t, 1, A, 8:00:00, 8:00:00
			t, 2, A,        ,
			t, 3, A, 8:10:00, 8:10:00`, "A 08:00:00/08:00:00, A 08:05:00/08:05:00, A 08:10:00/08:10:00", ""},
		{"never past what is published", `
			t, 1, A, 8:00:50, 8:00:50
			t, 2, B,        ,
			t, 3, C, 8:00:58, 8:00:58`, "A 08:00:50/08:00:50, B 08:00:58/08:00:58, C 08:00:58/08:00:58", ""},
		{"one time stands for both", `
			t, 1, A,        , 8:00:00
			t, 2, B, 8:05:00,`, "A 08:00:00/08:00:00, B 08:05:00/08:05:00", ""},
		{"a blank end goes on at the same pace", `
			t, 1, A, 8:00:00, 8:00:00
			t, 2, B, 8:02:00, 8:03:00
			t, 3, C,        ,
			t, 4, E,        ,`, "A 08:00:00/08:00:00, B 08:02:00/08:03:00, C 08:05:00/08:05:00, E 08:13:00/08:13:00", "gtfs-horaire-estime"},
		{"a blank start is left out", `
			t, 1, A,        ,
			t, 2, B, 8:02:00, 8:02:00
			t, 3, C, 8:04:00, 8:04:00`, "B 08:02:00/08:02:00, C 08:04:00/08:04:00", "gtfs-horaire-illisible"},
		{"an unreadable time is as good as blank", `
			t, 1, A, 8:00:00, 8:00:00
			t, 2, B, 8h02, 8:62:00
			t, 3, C, 8:04:00, 8:04:00`, "A 08:00:00/08:00:00, B 08:02:00/08:02:00, C 08:04:00/08:04:00", "gtfs-horaire-illisible"},
		{"rows in disorder", `
			t, 30, C, 8:04:00, 8:04:00
			t, 10, A, 8:00:00, 8:00:00
			t, 20, B, 8:02:00, 8:02:00`, "A 08:00:00/08:00:00, B 08:02:00/08:02:00, C 08:04:00/08:04:00", ""},
		{"no time at all", `
			t, 1, A, ,
			t, 2, B, ,`, "", "gtfs-course-ecartee"},
		{"a single stop", `
			t, 1, A, 8:00:00, 8:00:00`, "", "gtfs-course-ecartee"},
		{"back in time", `
			t, 1, A, 23:59:00, 23:59:00
			t, 2, B,  0:01:00,  0:01:00`, "", "gtfs-course-ecartee"},
		{"gone before it came", `
			t, 1, A, 8:00:00, 8:00:00
			t, 2, B, 8:05:00, 8:04:00
			t, 3, C, 8:10:00, 8:10:00`, "", "gtfs-course-ecartee"},
	} {
		t.Run(test.name, func(t *testing.T) {
			feed, j := openBytes(t, gtfstest.Zip(t, stops+test.rows))
			day, err := feed.Day(gtfstest.Tuesday())
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, trip := range day.Trips {
				for _, st := range trip.StopTimes {
					got = append(got, fmt.Sprintf("%s %s/%s", feed.Stops[st.Stop].Name, st.Arrival, st.Departure))
				}
			}
			if strings.Join(got, ", ") != test.want {
				t.Errorf("stop times %s\nwant %s", strings.Join(got, ", "), test.want)
			}
			met := slices.Collect(maps.Keys(codes(j)))
			if want := test.code; strings.Join(met, " ") != want {
				t.Errorf("anomalies %v, want %q", met, want)
			}
		})
	}
}

func TestFrequencies(t *testing.T) {
	feed := gtfstest.Feed(t, stopsAB+`
		trips
		t: A 5:00 5:01 | B 5:06
		frequencies.txt
		trip_id, start_time, end_time, headway_secs, exact_times
		t, 7:00:00, 7:30:00, 900, 0
		t, 8:00:00, 8:00:01, 600, 1`)
	// 7:00 and 7:15, not 7:30; then 8:00. The ride takes 5 min.
	want := []string{
		fmt.Sprintf("A %v 07:00:00 (0) - B %v 07:05:00 (0)", feed.Stops[0].Position, feed.Stops[1].Position),
		fmt.Sprintf("A %v 07:15:00 (0) - B %v 07:20:00 (0)", feed.Stops[0].Position, feed.Stops[1].Position),
		fmt.Sprintf("A %v 08:00:00 (0) - B %v 08:05:00 (0)", feed.Stops[0].Position, feed.Stops[1].Position),
	}
	if diff := cmp.Diff(want, rides(t, feed, gtfstest.Tuesday())); diff != "" {
		t.Errorf("rides (-want +got):\n%s", diff)
	}
}

func TestStopWithoutPositionTakesItsStations(t *testing.T) {
	content := valid()
	content["stops.txt"] = "stop_id,stop_name,stop_lat,stop_lon,parent_station,location_type\n" +
		"X,X,,,G,0\nY,Y,48.2,2.2,,\nG,G,48.1,2.1,,1\nE,E,,,,2\n"
	feed, j := openBytes(t, files(t, content))
	if diff := cmp.Diff(validRides, rides(t, feed, gtfstest.Tuesday())); diff != "" {
		t.Errorf("rides (-want +got):\n%s", diff)
	}
	if got := codes(j); !maps.Equal(got, map[string]int{"gtfs-position-absente": 1}) { // E
		t.Errorf("anomalies %v, want one stop without position", got)
	}
	positions := slices.Collect(feed.Positions())
	if diff := cmp.Diff([]orb.Point{{2.1, 48.1}, {2.2, 48.2}, {2.1, 48.1}}, positions); diff != "" {
		t.Errorf("positions (-want +got):\n%s", diff)
	}
}

func TestSchoolRoutes(t *testing.T) {
	for kind, want := range map[int]bool{3: false, 700: false, 712: true, 713: true, 714: false} {
		if got := (gtfs.Route{Type: kind}).School(); got != want {
			t.Errorf("route_type %d is for pupils: %t, want %t", kind, got, want)
		}
	}
}

func TestMixedEncodingsReadTheSame(t *testing.T) {
	content := valid()
	// The stop é is in UTF-8 in one table and in Latin-1 in the other; œ and
	// € only exist in Windows-1252.
	content["stops.txt"] = "stop_id,stop_name,stop_lat,stop_lon\né,C\x9cur \x80,48.1,2.1\nY,Cœur €,48.2,2.2\n"
	content["stop_times.txt"] = strings.ReplaceAll(content["stop_times.txt"], ",X,", ",\xe9,")
	feed, j := openBytes(t, files(t, content))
	want := []string{"Cœur € [2.1 48.1] 08:00:00 (0) - Cœur € [2.2 48.2] 08:10:00 (0)"}
	if diff := cmp.Diff(want, rides(t, feed, gtfstest.Tuesday())); diff != "" {
		t.Errorf("rides (-want +got):\n%s", diff)
	}
	if len(codes(j)) > 0 {
		t.Errorf("anomalies %v, want none", codes(j))
	}
}
