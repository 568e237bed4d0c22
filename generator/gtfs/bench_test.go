package gtfs_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

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
		content, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(filepath.Base(path), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				feed, err := gtfs.Open(bytes.NewReader(content), int64(len(content)), "bench", anomalies.New())
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
			}
		})
	}
}
