package main

import (
	"cmp"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"

	"futurpro/generator/trajets"
)

// BenchmarkTrajetsNational computes the travel times of all the communes to
// 7,000 établissements, those of the catalogue first, by all the timetables at
// hand: for the three deadlines that are published, then with the window of
// the median too.
func BenchmarkTrajetsNational(b *testing.B) {
	data := filepath.Join(cmp.Or(os.Getenv("FUTURPRO_SHARED"), "../../shared"), "data")
	if _, err := os.Stat(data); err != nil {
		b.Skip("no reference files (set FUTURPRO_SHARED to their folder)")
	}
	o := options{data: filepath.Join(data, "national"), gtfs: filepath.Join(data, "gtfs"), sources: "../data/sources.yaml"}
	d, err := readDonnees(o, newConsole(io.Discard, io.Discard), newRapport())
	if err != nil {
		b.Fatal(err)
	}
	published := d.reseaux.demande(d.origines, d.cat)
	const etablissements = 7000
	for _, e := range d.src.Etablissements {
		if e.Position != nil && len(published.Destinations) < etablissements {
			published.Destinations = append(published.Destinations, orb.Point(*e.Position))
		}
	}
	published.Options.Fenetre = published.Options.Deadlines
	window := published
	window.Options.Fenetre = trajets.DefaultOptions().Fenetre
	for _, bench := range []struct {
		name    string
		demande trajets.Demande
	}{{"3 deadlines", published}, {"13 deadlines", window}} {
		b.Run(bench.name, func(b *testing.B) {
			journeys := 0
			for b.Loop() {
				calcul, _, err := bench.demande.Compute(b.Context(), trajets.Whole(), nil, nil)
				if err != nil {
					b.Fatal(err)
				}
				for _, m := range calcul.Matrices() {
					journeys += m.Len()
				}
			}
			b.ReportMetric(b.Elapsed().Minutes()/float64(b.N), "min/op")
			b.ReportMetric(float64(len(bench.demande.Destinations)), "établissements")
			b.ReportMetric(float64(len(bench.demande.Origines)), "origines")
			b.ReportMetric(float64(journeys)/float64(b.N), "journeys")
		})
	}
}
