package assemblage_test

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"

	"futurpro/generator/anomalies"
	"futurpro/generator/assemblage"
	"futurpro/generator/sources"
)

// readNational reads the national set beside the project, or skips.
func readNational(tb testing.TB, j *anomalies.Journal) *sources.Sources {
	tb.Helper()
	dossier := filepath.Join(cmp.Or(os.Getenv("FUTURPRO_SHARED"), "../../../shared"), "data", "national")
	if _, err := os.Stat(dossier); err != nil {
		tb.Skipf("no national data in %s: set FUTURPRO_SHARED to the folder that holds data/national", dossier)
	}
	depot := os.DirFS("../../data")
	m, err := sources.ReadManifeste(depot, "sources.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	s, err := sources.Read(os.DirFS(dossier), depot, m, j, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// TestNationalJoinLosesNothingInSilence: a plain join through N_MEF gives
// 27,113 pairs at 3,017 UAI, of which 25,005 have a position. Every pair is
// listed, under its code or that which has replaced it, but those of a diploma
// that has closed without a single successor: 2de communes above all, whose
// bac pros are listed. Those left out apart, more pairs have a place.
func TestNationalJoinLosesNothingInSilence(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the whole national set")
	}
	j := anomalies.New()
	src := readNational(t, j)
	ref, cat, err := assemblage.Assemble(src, j)
	if err != nil {
		t.Fatal(err)
	}
	c := assemblage.CouvertureDe(src, ref, cat)
	if c.Jointure.Paires != 27_113 || c.Jointure.UAI != 3_017 || c.Jointure.PairesPlacees != 25_005 {
		t.Errorf("plain join: %+v", c.Jointure)
	}
	if n := c.Jointure.Listees + c.Jointure.Reunies + c.Jointure.Fermees; n != c.Jointure.Paires || c.Jointure.SansEtab != 0 || c.Jointure.Fermees > 1_200 {
		t.Errorf("%d of %d pairs accounted for: %+v", n, c.Jointure.Paires, c.Jointure)
	}
	if c.Jointure.ListeesSituees+c.Jointure.Fermees < c.Jointure.PairesPlacees+200 {
		t.Errorf("fewer pairs have a place than a plain join and the names give: %+v", c.Jointure)
	}
	if want := (assemblage.CouvertureCommunes{Total: 35_014, Placees: 35_009, Ecartees: 5}); c.Communes != want {
		t.Errorf("communes %+v, want all but the 5 islands of the TAAF and Clipperton", c.Communes)
	}
	if c.Etablissements.Total < 3_010 || c.Offres.Total < 21_300 || c.Offres.TauxRegional < 13_500 {
		t.Errorf("%+v %+v", c.Etablissements, c.Offres)
	}
	if err := j.Verdict(); err != nil {
		t.Error(err)
	}
}

// BenchmarkCatalogueNational reads and assembles the national set, and ten
// times its rows. It reports the most memory that this process has ever held:
// run each alone.
func BenchmarkCatalogueNational(b *testing.B) {
	b.Run("once", func(b *testing.B) {
		for b.Loop() {
			benchAssemble(b, readNational(b, anomalies.New()))
		}
		reportPeak(b)
	})
	b.Run("assemble", func(b *testing.B) {
		src := readNational(b, anomalies.New())
		for b.Loop() {
			benchAssemble(b, src)
		}
		reportPeak(b)
	})
	b.Run("assemble-x10", func(b *testing.B) {
		src := tenfold(readNational(b, anomalies.New()))
		for b.Loop() {
			benchAssemble(b, src)
		}
		reportPeak(b)
	})
}

func benchAssemble(b *testing.B, src *sources.Sources) {
	if _, _, err := assemblage.Assemble(src, anomalies.New()); err != nil {
		b.Fatal(err)
	}
}

func reportPeak(b *testing.B) {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(usage.Maxrss)/1024, "peak-MB") // Maxrss is in kB on Linux
}

// tenfold gives each établissement, and what it gives, nine copies of another
// number: the last letter changes, the département stays.
func tenfold(s *sources.Sources) *sources.Sources {
	x := *s
	for lettre := range byte(9) {
		copie := func(uai string) string { return uai[:7] + string(rune('a'+lettre)) + uai[7:] }
		for _, e := range s.Etablissements {
			e.UAI = copie(e.UAI)
			x.Etablissements = append(x.Etablissements, e)
		}
		for _, c := range s.Constats {
			c.UAI = copie(c.UAI)
			x.Constats = append(x.Constats, c)
		}
		for _, v := range s.Voeux {
			v.UAI = copie(v.UAI)
			x.Voeux = append(x.Voeux, v)
		}
		for _, r := range s.InserEtablissements {
			r.UAI = copie(r.UAI)
			x.InserEtablissements = append(x.InserEtablissements, r)
		}
		x.InserRegions = slices.Concat(x.InserRegions, s.InserRegions)
	}
	return &x
}
