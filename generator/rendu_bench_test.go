package main

import (
	"os"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"futurpro/generator/content"
	"futurpro/generator/pages"
)

// BenchmarkRendu makes in memory the pages of each kind of the embedded sample,
// on both cores: what a build does but for reading and writing.
func BenchmarkRendu(b *testing.B) {
	skipWithoutSample(b)
	atelier, layouts, minifier := prepare(b)
	corpus, err := content.Read(os.DirFS("../content"), siteContent(""))
	if err != nil {
		b.Fatal(err)
	}
	parGenre := map[string][]pages.Page{}
	for p, err := range atelier.All(corpus, layouts.Part) {
		if err != nil {
			b.Fatal(err)
		}
		if genre, _, ok := strings.Cut(strings.TrimPrefix(p.Chemin, "/"), "/"); ok && p.Vue != nil {
			parGenre[genre] = append(parGenre[genre], p)
		}
	}
	for _, genre := range []string{"commune", "details", "etablissement", "formation"} {
		b.Run(genre, func(b *testing.B) {
			b.ReportAllocs()
			octets, debut := 0, processeur(b)
			for b.Loop() {
				var g errgroup.Group
				g.SetLimit(runtime.GOMAXPROCS(0))
				tailles := make([]int, len(parGenre[genre]))
				for i, p := range parGenre[genre] {
					g.Go(func() error {
						f := fichier(p, layouts)
						corps, err := f.Corps()
						if err == nil {
							corps, err = minifier.Bytes(f.Type, corps)
						}
						tailles[i] = len(corps)
						return err
					})
				}
				if err := g.Wait(); err != nil {
					b.Fatal(err)
				}
				octets = 0
				for _, n := range tailles {
					octets += n
				}
			}
			n := len(parGenre[genre])
			b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "pages/s")
			b.ReportMetric(float64(octets)/float64(n), "B/page")
			// Time of the processors, which a busy machine changes less.
			b.ReportMetric(float64((processeur(b)-debut).Microseconds())/float64(n*b.N), "cpu-µs/page")
		})
	}
}

// processeur is the time that this process has spent on processors.
func processeur(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
