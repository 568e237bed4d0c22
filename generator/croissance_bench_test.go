package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"futurpro/generator/carte"
	"futurpro/generator/content"
	"futurpro/generator/publish"
	"futurpro/generator/render"
	"futurpro/generator/trajets"
)

// BenchmarkCroissance makes and writes the site of 1, 2 and 4 countries side by
// side, each with as many communes, établissements and offres as the data: the
// embedded sample, or the national set where DATA and GTFS lead to it, with the
// travel times kept in CACHE. Reading, travel times and copying are not counted; the memory
// is that of the whole process from there on. Run it with -benchtime 1x.
func BenchmarkCroissance(b *testing.B) {
	o := options{data: dossierExemple, sources: "../data/sources.yaml", content: "../content", layouts: "../layouts", cache: os.Getenv("CACHE")}
	if data := os.Getenv("DATA"); data != "" {
		o.data, o.gtfs = data, os.Getenv("GTFS")
	} else {
		skipWithoutSample(b)
	}
	for _, n := range []int{1, 2, 4} {
		b.Run(strconv.Itoa(n)+"x", func(b *testing.B) { benchmarkPays(b, o, n) })
	}
}

func benchmarkPays(b *testing.B, o options, n int) {
	const base = "https://futurpro.example"
	d := lirePays(b, o, n)
	minifier := publish.NewMinifier()
	layouts, err := render.Load(os.DirFS(o.layouts), "", minifier.Bytes)
	if err != nil {
		b.Fatal(err)
	}
	corpus, err := content.Read(os.DirFS(o.content), siteContent(""))
	if err != nil {
		b.Fatal(err)
	}
	var bilan publish.Bilan
	var pages int
	oublierMemoire(b)
	debut := processeur(b)
	fin, tas := make(chan struct{}), make(chan uint64)
	go func() { tas <- pointeDuTas(fin) }()
	dir := filepath.Join(b.TempDir(), "public")
	for b.Loop() {
		atelier, err := d.atelier(o, base)
		if err != nil {
			b.Fatal(err)
		}
		site, err := publish.Open(b.Context(), dir, func() {})
		if err != nil {
			b.Fatal(err)
		}
		pages = 0
		compter := func(p publish.Fichier) {
			if strings.HasSuffix(p.Chemin, ".html") {
				pages++
			}
		}
		bilan, err = site.Write(b.Context(), minifier, publish.Cles{}, vus(fichiers(atelier.All(corpus, layouts.Part), layouts, atelier.Donnees()), compter), func() {})
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if err := cmp.Or(site.Close(), os.RemoveAll(dir)); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	close(fin)
	secondes := b.Elapsed().Seconds() / float64(b.N)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric((processeur(b)-debut).Seconds()/float64(b.N), "cpu-s")
	b.ReportMetric(secondes, "s")
	b.ReportMetric(float64(bilan.Fichiers), "files")
	b.ReportMetric(float64(pages)/secondes, "pages/s")
	b.ReportMetric(float64(bilan.Octets)/1e6, "MB")
	b.ReportMetric(float64(<-tas)/1e6, "heap-MB")
	if kB := pointeDuProcessus(b); kB > 0 {
		b.ReportMetric(float64(kB)*1024/1e6, "process-MB")
	}
	b.ReportMetric(float64(len(d.cat.Offres)), "offres")
}

// lirePays reads the data anew, so that nothing of another size stays in memory,
// and makes n countries of them. What was read is forgotten, as in a build.
func lirePays(b testing.TB, o options, n int) *donnees {
	b.Helper()
	c := newConsole(io.Discard, io.Discard)
	d, err := readDonnees(o, c, newRapport())
	if err != nil {
		b.Fatal(err)
	}
	calcul, _, err := calculerTrajets(context.Background(), d.reseaux.demande(d.origines, d.cat), trajets.Whole(), o.cache, c)
	if err != nil {
		b.Fatal(err)
	}
	matrices := calcul.Matrices()
	if n > 1 {
		for i, m := range matrices {
			matrices[i] = m.Repeat(n)
		}
	}
	un := d.ref
	d.ref, d.cat, d.origines = copierReferentiel(d.ref, n), copierCatalogue(d.cat, len(d.ref.Communes), n), slices.Repeat(d.origines, n)
	d.moteur = newMoteur(d.ref, d.cat, matrices)
	contours := d.contours
	d.contours = nil
	d.fonds = sync.OnceValue(func() *carte.Fonds { return carte.Read(contoursDesPays(contours, n), departementDesPays(un, n)) })
	d.fonds()
	return d
}

// vus shows each file that is asked for.
func vus(l iter.Seq2[publish.Fichier, error], voir func(publish.Fichier)) iter.Seq2[publish.Fichier, error] {
	return func(yield func(publish.Fichier, error) bool) {
		for f, err := range l {
			voir(f)
			if !yield(f, err) {
				return
			}
		}
	}
}

// oublierMemoire gives back what no one holds, and has the system measure the
// most that this process will have held from now.
func oublierMemoire(b *testing.B) {
	b.Helper()
	debug.FreeOSMemory()
	// Where there is no such file, nothing is measured by it either.
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0o200); err != nil {
		b.Log("the most that the process has held includes what came before:", err)
	}
}

// pointeDuProcessus returns the most that the process has held, in kB, 0 where
// the system does not tell.
func pointeDuProcessus(b *testing.B) int {
	b.Helper()
	etat, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	var kB int
	if i := bytes.Index(etat, []byte("VmHWM:")); i >= 0 {
		if _, err := fmt.Sscanf(string(etat[i:]), "VmHWM: %d kB", &kB); err != nil {
			b.Fatal(err)
		}
	}
	return kB
}

// pointeDuTas returns the most bytes of objects, dead or alive, seen until fin.
func pointeDuTas(fin <-chan struct{}) (octets uint64) {
	tas := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	for {
		metrics.Read(tas)
		octets = max(octets, tas[0].Value.Uint64())
		select {
		case <-fin:
			return octets
		case <-time.After(20 * time.Millisecond):
		}
	}
}
