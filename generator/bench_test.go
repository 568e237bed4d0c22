package main

import (
	"cmp"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
)

// BenchmarkBuild builds the embedded sample. It reports pages per second, and
// the most memory that this process has ever held: run it alone.
func BenchmarkBuild(b *testing.B) {
	skipWithoutSample(b)
	dir := filepath.Join(b.TempDir(), "public")
	for b.Loop() {
		if err := buildSample(dir, false); err != nil {
			b.Fatal(err)
		}
	}
	elapsed := b.Elapsed()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	pages, err := filepath.Glob(filepath.Join(dir, "*", "*", "index.html"))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(len(pages)*b.N)/elapsed.Seconds(), "pages/s")
	b.ReportMetric(float64(usage.Maxrss)/1024, "peak-MB") // Maxrss is in kB on Linux
}

// BenchmarkPremiereVue reports the bytes after gzip of first views: the page
// and every file that it refers to.
func BenchmarkPremiereVue(b *testing.B) {
	skipWithoutSample(b)
	dir := filepath.Join(b.TempDir(), "public")
	if err := buildSample(dir, false); err != nil {
		b.Fatal(err)
	}
	var s *site
	for b.Loop() {
		var err error
		if s, err = readSite(dir); err != nil {
			b.Fatal(err)
		}
	}
	bySize := func(prefix string) []*pageRead {
		l := s.under(prefix)
		slices.SortFunc(l, func(x, y *pageRead) int { return cmp.Compare(s.firstView(x), s.firstView(y)) })
		return l
	}
	communes, details := bySize("commune/"), bySize("details/")
	b.ReportMetric(float64(s.firstView(s.pages["index.html"])), "home-B")
	b.ReportMetric(float64(s.firstView(communes[len(communes)/2])), "median-commune-B")
	b.ReportMetric(float64(s.firstView(communes[len(communes)-1])), "heaviest-commune-B")
	b.ReportMetric(float64(s.firstView(details[len(details)-1])), "heaviest-detail-B")
}
