package main

import (
	"bytes"
	"cmp"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/fstest"

	"golang.org/x/sync/errgroup"

	"futurpro/generator/content"
	"futurpro/generator/pages"
	"futurpro/generator/publish"
	"futurpro/generator/render"
	"futurpro/generator/verification"
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

// BenchmarkDocumentation reads the 47 pages of the reference and prints them
// with their layout, minified, in memory. The rest of the site is ready.
func BenchmarkDocumentation(b *testing.B) {
	skipWithoutSample(b)
	fsys := documentationDeReference(b)
	atelier, layouts, minifier := prepare(b)
	for b.Loop() {
		corpus, err := content.Read(fsys, content.Site{Title: nomSite})
		if err != nil {
			b.Fatal(err)
		}
		var printed atomic.Int32
		var g errgroup.Group
		g.SetLimit(runtime.GOMAXPROCS(0))
		for p, err := range atelier.All(corpus, layouts.Part) {
			if err != nil {
				b.Fatal(err)
			}
			if p.Chemin == "/" || p.Vue == nil {
				continue
			}
			if strings.HasPrefix(p.Chemin, "/commune/") {
				break // after the Markdown pages
			}
			g.Go(func() error {
				page, err := fichier(p, layouts).Corps()
				if err == nil {
					_, err = minifier.Bytes("text/html", page)
				}
				printed.Add(1)
				return err
			})
		}
		if err := g.Wait(); err != nil || printed.Load() != 47 {
			b.Fatal(err, printed.Load())
		}
	}
}

// BenchmarkLayouts reads the templates, and minifies what they load.
func BenchmarkLayouts(b *testing.B) {
	for b.Loop() {
		if _, err := render.Load(os.DirFS("../layouts"), "", publish.NewMinifier().Bytes); err != nil {
			b.Fatal(err)
		}
	}
}

// prepare goes through all that comes before the pages of the embedded sample.
func prepare(b *testing.B) (*pages.Atelier, *render.Layouts, *publish.Minifier) {
	b.Helper()
	o := options{data: "../data/bretagne", sources: "../data/sources.yaml", content: "../content"}
	d, err := computeDonnees(b.Context(), o, newConsole(io.Discard, io.Discard), newRapport())
	if err != nil {
		b.Fatal(err)
	}
	atelier, err := d.atelier(o, "http://localhost:8080")
	if err != nil {
		b.Fatal(err)
	}
	minifier := publish.NewMinifier()
	layouts, err := render.Load(os.DirFS("../layouts"), "", minifier.Bytes)
	if err != nil {
		b.Fatal(err)
	}
	return atelier, layouts, minifier
}

// documentationDeReference is the source of the 47 pages: its four broken links
// mended, its home page elsewhere than ours, its images empty.
func documentationDeReference(b *testing.B) fs.FS {
	dir := cmp.Or(os.Getenv("FUTURPRO_SHARED"), "../../shared")
	src := os.DirFS(filepath.Join(dir, "reference/documentation/futur-pro/src"))
	if _, err := fs.Stat(src, "index.md"); err != nil {
		b.Skip("no reference files (set FUTURPRO_SHARED to their folder)")
	}
	fsys := fstest.MapFS{}
	err := fs.WalkDir(src, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".md" {
			return err
		}
		text, err := fs.ReadFile(src, name)
		text = bytes.ReplaceAll(text, []byte("]({% link"), []byte("]({{ site.baseurl }}{% link"))
		text = bytes.ReplaceAll(text, []byte("permalink: /\n"), []byte("permalink: /accueil/\n"))
		fsys[name] = &fstest.MapFile{Data: text}
		for _, piece := range strings.Split(string(text), "](")[1:] {
			if image, _, _ := strings.Cut(piece, ")"); strings.HasSuffix(image, ".png") {
				fsys[path.Join(path.Dir(name), image)] = &fstest.MapFile{}
			}
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return fsys
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

// BenchmarkCheck reads the built sample as generator check does.
func BenchmarkCheck(b *testing.B) {
	skipWithoutSample(b)
	dir := filepath.Join(b.TempDir(), "public")
	if err := buildSample(dir, false); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	var pages int
	for b.Loop() {
		bilan, err := verification.Check(b.Context(), os.DirFS(dir), verification.Options{BaseURL: "https://futurpro.example"})
		if err != nil {
			b.Fatal(err)
		}
		pages = bilan.Pages
		b.SetBytes(bilan.Octets)
	}
	b.ReportMetric(float64(pages*b.N)/b.Elapsed().Seconds(), "pages/s")
}
