package catalogue_test

import (
	"math"
	"testing"

	"futurpro/generator/catalogue"
)

func entier(n int) *int       { return &n }
func reel(x float64) *float64 { return &x }
func egal(a, b *float64) bool {
	if a == nil || b == nil {
		return a == b
	}
	return math.Abs(*a-*b) < 1e-12
}

func TestTauxPressionDe(t *testing.T) {
	for _, c := range []struct {
		nom             string
		statut          catalogue.Statut
		capacite, voeux *int
		veut            *float64
	}{
		{"public, 18 voeux for 12 places", catalogue.Public, entier(12), entier(18), reel(1.5)},
		{"as many as places", catalogue.Public, entier(24), entier(24), reel(1)},
		{"no voeu is a taux of zero", catalogue.Public, entier(15), entier(0), reel(0)},
		{"six places are enough", catalogue.Public, entier(6), entier(3), reel(0.5)},
		{"five places are too few", catalogue.Public, entier(5), entier(3), nil},
		{"private", catalogue.PriveSousContrat, entier(12), entier(18), nil},
		{"unknown status", catalogue.StatutInconnu, entier(12), entier(18), nil},
		{"capacity not published", catalogue.Public, nil, entier(18), nil},
		{"voeux not published", catalogue.Public, entier(12), nil, nil},
	} {
		if got := catalogue.TauxPressionDe(c.statut, c.capacite, c.voeux); !egal(got, c.veut) {
			t.Errorf("%s: got %v, want %v", c.nom, got, c.veut)
		}
	}
}

func TestPressionDe(t *testing.T) {
	for _, c := range []struct {
		nom      string
		taux, q3 *float64
		veut     catalogue.Pression
	}{
		{"just under 1", reel(0.999), reel(1.4), catalogue.PressionFaible},
		{"exactly 1 is no longer faible", reel(1), reel(1.4), catalogue.PressionModeree},
		{"just under Q3", reel(1.399), reel(1.4), catalogue.PressionModeree},
		{"exactly Q3 is élevé", reel(1.4), reel(1.4), catalogue.PressionElevee},
		{"zero", reel(0), reel(1.4), catalogue.PressionFaible},
		{"no taux", nil, reel(1.4), catalogue.PressionInconnue},
		{"faible needs no Q3", reel(0.5), nil, catalogue.PressionFaible},
		{"no guess without Q3", reel(1.2), nil, catalogue.PressionInconnue},
		{"Q3 below 1: faible still stops at 1", reel(0.9), reel(0.8), catalogue.PressionFaible},
		{"Q3 below 1: élevé from 1", reel(1), reel(0.8), catalogue.PressionElevee},
	} {
		if got := catalogue.PressionDe(c.taux, c.q3); got != c.veut {
			t.Errorf("%s: got %d, want %d", c.nom, got, c.veut)
		}
	}
}

// TestQuartile: rank p(n-1) in the sorted values, interpolated.
func TestQuartile(t *testing.T) {
	for _, c := range []struct {
		nom    string
		values []float64
		p      float64
		veut   *float64
	}{
		{"none", nil, 0.75, nil},
		{"one value is every quartile", []float64{42}, 0.25, reel(42)},
		{"rank 0.75*4 = 3 falls on a value", []float64{50, 10, 40, 20, 30}, 0.75, reel(40)},
		{"rank 0.75*3 = 2.25: 30 + 0.25*(40-30)", []float64{10, 20, 30, 40}, 0.75, reel(32.5)},
		{"rank 0.25*3 = 0.75: 10 + 0.75*(20-10)", []float64{10, 20, 30, 40}, 0.25, reel(17.5)},
		{"rank 0.25*1 = 0.25", []float64{0, 100}, 0.25, reel(25)},
		{"maximum", []float64{1, 2, 3}, 1, reel(3)},
	} {
		if got := catalogue.Quartile(c.values, c.p); !egal(got, c.veut) {
			t.Errorf("%s: got %v, want %v", c.nom, got, c.veut)
		}
	}
	values := []float64{3, 1, 2}
	catalogue.Quartile(values, 0.5)
	if values[0] != 3 {
		t.Error("Quartile sorted its argument")
	}
}

func TestPositionDe(t *testing.T) {
	q := catalogue.Q13{Q1: reel(30), Q3: reel(60)}
	for _, c := range []struct {
		nom      string
		taux     *float64
		q        catalogue.Q13
		regional bool
		veut     catalogue.Position
	}{
		{"at Q3", reel(60), q, false, catalogue.DernierQuart},
		{"under Q3", reel(59), q, false, catalogue.Milieu},
		{"above Q1", reel(31), q, false, catalogue.Milieu},
		{"at Q1", reel(30), q, false, catalogue.PremierQuart},
		{"no rate, a regional figure", nil, q, true, catalogue.ConsulterRegional},
		{"no rate, no regional figure", nil, q, false, catalogue.PositionInconnue},
		{"a rate without reference is not compared", reel(50), catalogue.Q13{}, true, catalogue.ConsulterRegional},
	} {
		if got := catalogue.PositionDe(c.taux, c.q, c.regional); got != c.veut {
			t.Errorf("%s: got %d, want %d", c.nom, got, c.veut)
		}
	}
}

func TestGroupeDe(t *testing.T) {
	for _, c := range []struct {
		cfd, court string
		veut       catalogue.Groupe
	}{
		{"50022137", "CAP", catalogue.CAP},
		{"50321235", "CAPA", catalogue.CAP},
		{"40025214", "BAC PRO", catalogue.BacPro},
		{"40321405", "BAC PRO AG", catalogue.BacPro},
		{"45033404", "BP", catalogue.BrevetPro},
		{"55321001", "BPA", catalogue.BrevetPro},
		{"42033401", "BT", catalogue.BrevetTechnicien},
		{"44633501", "BP JEPS", catalogue.BPJEPS},
		{"56J33502", "CPJEPS", catalogue.CPJEPS},
		{"56033501", "CPJEPS", catalogue.CPJEPS},
		{"56033207", "DIV-5", catalogue.DiplomeEtat},
		{"01022001", "MC4", catalogue.HorsPerimetre},
		{"56133401", "CS3", catalogue.HorsPerimetre},
		{"", "", catalogue.HorsPerimetre},
	} {
		if got := catalogue.GroupeDe(c.cfd, c.court); got != c.veut {
			t.Errorf("GroupeDe(%q, %q) = %v, want %v", c.cfd, c.court, got, c.veut)
		}
	}
}
