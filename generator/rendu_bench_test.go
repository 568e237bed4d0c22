package main

import (
	"os"
	"runtime"
	"strings"
	"testing"

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
			octets := 0
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
		})
	}
}
