package raptor_test

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sort"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"futurpro/generator/anomalies"
	"futurpro/generator/gtfs"
	"futurpro/generator/raptor"
)

// BenchmarkNational searches an array of the size of France: 500,000 stops and
// 11 million events. Trains are the real ones, once; the cities and the rural
// networks at hand are laid over the country again and again.
func BenchmarkNational(b *testing.B) {
	var sources []raptor.Source
	for _, name := range []string{"sncf-ter-2025-01", "sncf-voyages-tgv-2025-07"} {
		sources = append(sources, openSource(b, "transport/"+name))
	}
	var copies []raptor.Source // the school network last
	for _, c := range []struct {
		name  string
		times int
	}{
		{"transport/star-rennes-2012-06-18", 42},
		{"transport/tam-montpellier-2026", 42},
		{"transport/libellus-castres-2024", 42},
		{"transport/fablio-chateau-thierry-2024", 42},
		{"transport/dinamo-dinan-2022", 42},
		{"scolaire/tcl-lyon-scolaire-2025-09", 171},
	} {
		copies = append(copies, slices.Repeat([]raptor.Source{openSource(b, c.name)}, c.times)...)
	}
	// A grid of 20 by 20 between Brest and Strasbourg, Perpignan and Lille;
	// 167 cells apart, neighbours are not copies of one network.
	for i, c := range copies {
		cell := i * 167 % 400
		at := orb.Point{-4 + 11*float64(cell%20)/19, 43 + 7.5*float64(cell/20)/19}
		sources = append(sources, movedTo(c, at))
	}
	benchmarkLarge(b, sources, len(sources)-171)
}

// BenchmarkParis searches a dense city: copies of Rennes, 4 km from one to the
// next. Île-de-France has 33,500 stops and 4.3 million events on a day: 26
// copies have as many stops and a quarter fewer events, 35 as many events and a
// third more stops.
func BenchmarkParis(b *testing.B) {
	rennes := openSource(b, "transport/star-rennes-2012-06-18")
	for _, copies := range []int{26, 35} {
		b.Run(fmt.Sprintf("%d copies", copies), func(b *testing.B) {
			var sources []raptor.Source
			for i := range copies {
				const step = 0.036 // degrees of latitude
				at := orb.Point{2.35 + 1.5*step*float64(i%6), 48.85 + step*float64(i/6)}
				sources = append(sources, movedTo(rennes, at))
			}
			benchmarkLarge(b, sources, len(sources))
		})
	}
}

// openSource opens a real feed on its reference day.
func openSource(b *testing.B, name string) raptor.Source {
	b.Helper()
	if testing.Short() {
		b.Skip("a large network takes a minute")
	}
	content, err := os.ReadFile(shared(b, filepath.Join("data/gtfs", name+".zip")))
	if err != nil {
		b.Fatal(err)
	}
	feed, err := gtfs.Open(bytes.NewReader(content), int64(len(content)), name, anomalies.New())
	if err != nil {
		b.Fatal(err)
	}
	day, err := feed.ReferenceDay(nil)
	if err != nil {
		b.Fatal(err)
	}
	return raptor.Source{Feed: feed, Date: day}
}

// movedTo returns a copy of the feed around another place.
func movedTo(s raptor.Source, at orb.Point) raptor.Source {
	var middle orb.Point
	n := 0.0
	for p := range s.Feed.Positions() {
		middle[0], middle[1], n = middle[0]+p[0], middle[1]+p[1], n+1
	}
	moved := *s.Feed
	moved.Stops = slices.Clone(moved.Stops)
	for i := range moved.Stops {
		p := &moved.Stops[i].Position
		// Degrees of longitude are kept as long in metres.
		shrink := math.Cos(middle[1]/n*math.Pi/180) / math.Cos(at[1]*math.Pi/180)
		p[0], p[1] = at[0]+(p[0]-middle[0]/n)*shrink, at[1]+p[1]-middle[1]/n
	}
	s.Feed = &moved
	return s
}

// benchmarkLarge builds the timetable, and searches the ways to places all over
// its public sources, which come first: with the rules of the site, by 8:30.
func benchmarkLarge(b *testing.B, sources []raptor.Source, public int) {
	before := heap()
	start := time.Now()
	tt, err := raptor.NewTimetable(sources, raptor.DefaultOptions())
	if err != nil {
		b.Fatal(err)
	}
	built := time.Since(start)
	timetable := heap() - before
	search := raptor.NewSearch(tt, raptor.DefaultLimits())
	stops := sort.Search(tt.NumStops(), func(s int) bool { return tt.Stop(raptor.StopIdx(s)).Source >= public })
	var destinations [][]raptor.Target
	const places = 200
	for n := range places {
		place := tt.Stop(raptor.StopIdx(n * stops / places)).Position
		var targets []raptor.Target
		walking := raptor.DefaultWalking()
		for stop, metres := range tt.StopsNear(place, walking.Crow(2000)) {
			targets = append(targets, raptor.Target{Stop: stop, Walk: walking.Seconds(metres)})
		}
		destinations = append(destinations, targets)
	}
	var took []float64
	reached := 0
	for _, targets := range slices.Concat(destinations, destinations) { // the first time, arrays grow
		start := time.Now()
		search.Run(targets, deadline0830)
		took = append(took, float64(time.Since(start).Microseconds())/1000)
		reached += len(search.Reached())
	}
	took = took[places:]
	slices.Sort(took)
	searches := heap() - before - timetable
	b.Run("search", func(b *testing.B) {
		for i := range b.N {
			search.Run(destinations[i%places], deadline0830)
		}
		b.ReportMetric(float64(tt.NumStops()), "stops")
		b.ReportMetric(float64(reached)/(2*places), "reached/op")
		b.ReportMetric(took[places/2], "median-ms")
		b.ReportMetric(took[places*95/100], "p95-ms")
		b.ReportMetric(built.Seconds(), "build-s")
		b.ReportMetric(timetable, "timetable-MB")
		b.ReportMetric(searches, "search-MB")
	})
	runtime.KeepAlive(sources)
}

// heap returns the megabytes in use.
func heap() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / 1e6
}
