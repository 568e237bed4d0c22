package gtfs_test

import (
	"archive/zip"
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"syscall"
	"testing"
	"time"

	"github.com/klauspost/compress/flate"

	"futurpro/generator/anomalies"
	"futurpro/generator/gtfs"
)

// BenchmarkRead measures the reading of each real feed, in full: tables,
// choice of the day, stop times of the day.
func BenchmarkRead(b *testing.B) {
	paths, err := filepath.Glob(filepath.Join(shared(b, "data/gtfs"), "*", "*.zip"))
	if err != nil {
		b.Fatal(err)
	}
	for _, path := range append(paths, shared(b, "reference/transit/riga-2020.zip")) {
		b.Run(filepath.Base(path), func(b *testing.B) { benchmarkRead(b, path) })
	}
}

// BenchmarkStopTimes measures the reading of stop_times.txt alone, on the day,
// of the feeds at hand with the most rows.
func BenchmarkStopTimes(b *testing.B) {
	for _, name := range []string{"tam-montpellier-2026", "sncf-ter-2025-01", "star-rennes-2012-06-18"} {
		b.Run(name, func(b *testing.B) {
			file, err := os.Open(shared(b, "data/gtfs/transport/"+name+".zip"))
			if err != nil {
				b.Fatal(err)
			}
			defer file.Close()
			info, err := file.Stat()
			if err != nil {
				b.Fatal(err)
			}
			j := anomalies.New()
			feed, err := gtfs.Open(file, info.Size(), "bench", j)
			if err != nil {
				b.Fatal(err)
			}
			day, err := feed.ReferenceDay(nil)
			if err != nil {
				b.Fatal(err)
			}
			before := cpuTime(b)
			for b.Loop() {
				if _, err := feed.Day(day); err != nil {
					b.Fatal(err)
				}
			}
			rows := float64(j.Lignes("bench/stop_times.txt"))
			b.ReportMetric(rows/b.Elapsed().Seconds()/1e6, "Mrows/s")
			b.ReportMetric(rows/(cpuTime(b)-before).Seconds()/1e6, "Mrows/cpu-s")
		})
	}
}

// BenchmarkReadIleDeFrance measures the reading of a feed of the size of the
// largest of France, a quarter of whose trips run on the day.
func BenchmarkReadIleDeFrance(b *testing.B) {
	path := filepath.Join(b.TempDir(), "ile-de-france.zip")
	file, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	if err := writeLargeFeed(file, 53_450, 496_429, 11_065_718); err != nil {
		b.Fatal(err)
	}
	if err := file.Close(); err != nil {
		b.Fatal(err)
	}
	b.Run("read", func(b *testing.B) { benchmarkRead(b, path) })
}

// benchmarkRead also gives the rows of stop_times.txt read in a second, of the
// clock and of a core, and the most memory in use at once.
func benchmarkRead(b *testing.B, path string) {
	file, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		b.Fatal(err)
	}
	runtime.GC()
	peak := peakHeap()
	b.ReportAllocs()
	rows, before := 0, cpuTime(b)
	for b.Loop() {
		j := anomalies.New()
		feed, err := gtfs.Open(file, info.Size(), "bench", j)
		if err != nil {
			b.Fatal(err)
		}
		day, err := feed.ReferenceDay(nil)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := feed.Day(day); err != nil {
			b.Fatal(err)
		}
		rows += j.Lignes("bench/stop_times.txt")
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds()/1e6, "Mrows/s")
	b.ReportMetric(float64(rows)/(cpuTime(b)-before).Seconds()/1e6, "Mrows/cpu-s")
	b.ReportMetric(float64(peak())/1e6, "peak-MB")
}

// cpuTime returns what the process has used of all cores: a wall clock says
// little of the work of one core on a machine that does something else beside.
func cpuTime(b *testing.B) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// peakHeap watches the heap until the function it returns is called, which
// gives the most it held at once, garbage included.
func peakHeap() func() uint64 {
	stop, peak := make(chan struct{}), make(chan uint64)
	go func() {
		most := uint64(0)
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		for {
			metrics.Read(sample)
			most = max(most, sample[0].Value.Uint64())
			select {
			case <-stop:
				peak <- most
				return
			case <-time.After(2 * time.Millisecond):
			}
		}
	}()
	return func() uint64 {
		close(stop)
		return <-peak
	}
}

// writeLargeFeed writes a feed of that many stops, trips and stop times, the
// same at every call. Its services run one day in four of the week, and its
// identifiers are as long as those of the largest feeds.
func writeLargeFeed(out io.Writer, stops, trips, stopTimes int) error {
	const routes, services = 1900, 2000
	z := zip.NewWriter(out)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, 6) })
	table := func(name string, write func(w *bufio.Writer)) error {
		f, err := z.Create(name)
		if err != nil {
			return err
		}
		w := bufio.NewWriterSize(f, 1<<20) // keeps its first error
		write(w)
		return w.Flush()
	}
	random := rand.New(rand.NewPCG(1, 2))
	tripID := func(t int) string { return fmt.Sprintf("IDFM:RATP:%d-C0%d-%08d", 60_000+t%7919, 1000+t%routes, t) }
	for _, t := range []struct {
		name  string
		write func(w *bufio.Writer)
	}{
		{"stops.txt", func(w *bufio.Writer) {
			fmt.Fprintln(w, "stop_id,stop_name,stop_lon,stop_lat,location_type,parent_station,wheelchair_boarding")
			for s := range stops {
				fmt.Fprintf(w, "IDFM:%d,Mairie n° %d,%f,%f,0,,1\n", 10_000+s, s, 1.5+random.Float64()*2, 48.2+random.Float64())
			}
		}},
		{"routes.txt", func(w *bufio.Writer) {
			fmt.Fprintln(w, "route_id,route_short_name,route_type")
			for r := range routes {
				fmt.Fprintf(w, "IDFM:C0%d,%d,3\n", 1000+r, r)
			}
		}},
		{"calendar.txt", func(w *bufio.Writer) {
			fmt.Fprintln(w, "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date")
			for s := range services {
				days := [4]string{"0,1,0,0,0,0,0", "0,0,0,1,0,0,0", "1,0,1,0,1,0,0", "0,0,0,0,0,1,1"}[s%4]
				fmt.Fprintf(w, "IDFM:%d,%s,20260105,20260308\n", s, days)
			}
		}},
		{"trips.txt", func(w *bufio.Writer) {
			fmt.Fprintln(w, "route_id,service_id,trip_id,trip_headsign,direction_id,wheelchair_accessible")
			for t := range trips {
				fmt.Fprintf(w, "IDFM:C0%d,IDFM:%d,%s,Gare de Lyon,%d,1\n", 1000+t%routes, t%services, tripID(t), t%2)
			}
		}},
		{"stop_times.txt", func(w *bufio.Writer) {
			fmt.Fprintln(w, "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type,local_zone_id,stop_headsign,timepoint")
			for t := range trips {
				// Shared out evenly, the remainder among the first trips.
				n := stopTimes / trips
				if t < stopTimes%trips {
					n++
				}
				// The trips of a line follow each other over the same stops, a
				// little slower or faster with the hour.
				line := t / 130
				id, at, stop := tripID(t), 5*3600+t%130*500+random.IntN(120), line*7919%stops
				for i := range n {
					fmt.Fprintf(w, "%s,%s,%[2]s,IDFM:%d,%d,0,0,,,1\n", id, gtfs.Seconds(at), 10_000+(stop+i*31)%stops, i)
					at += 40 + (line+i)%5*20
				}
			}
		}},
	} {
		if err := table(t.name, t.write); err != nil {
			return err
		}
	}
	return z.Close()
}
