package sources

import (
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geo"

	"futurpro/generator/anomalies"
)

// TestProjections: each point is known without computing a projection. The
// origin of Lambert-93 is at 3° E, 46.5° N; the école of Baulon is published
// in both systems. In UTM, the equator meets the meridian 3° from that of a
// zone at 166,021.443 m east; along the meridian of a zone, the 10,001,965.729
// m of a quarter of GRS80 are shortened by 0.9996.
func TestProjections(t *testing.T) {
	const quart = 10_001_965.729 * 0.9996
	tests := map[string]struct {
		departement string
		x, y        float64
		lon, lat    float64
	}{
		"origin of Lambert-93":              {"035", 700_000, 6_600_000, 3, 46.5},
		"Baulon":                            {"035", 332_503.4, 6_776_558.9, -1.9294895, 47.9861449},
		"Guadeloupe, edge of zone 20":       {"971", 166_021.443, 0, -66, 0},
		"Martinique, meridian of zone 20":   {"972", 500_000, quart, -63, 90},
		"Saint-Martin, other edge":          {"978", 1_000_000 - 166_021.443, 0, -60, 0},
		"Guyane, zone 22":                   {"973", 166_021.443, 0, -54, 0},
		"La Réunion, zone 40 south":         {"974", 166_021.443, 10_000_000, 54, 0},
		"La Réunion, meridian":              {"974", 500_000, 10_000_000 - quart, 57, -90},
		"Saint-Pierre-et-Miquelon, zone 21": {"975", 166_021.443, 0, -60, 0},
		"Mayotte, zone 38 south":            {"976", 166_021.443, 10_000_000, 42, 0},
		"Mayotte, older code":               {"985", 500_000, 10_000_000, 45, 0},
	}
	for nom, tt := range tests {
		t.Run(nom, func(t *testing.T) {
			lon, lat := projectionDe(tt.departement)(tt.x, tt.y)
			if math.Abs(tt.lat) == 90 {
				lon = tt.lon // has no meaning at a pole
			}
			if d := geo.DistanceHaversine(orb.Point{lon, lat}, orb.Point{tt.lon, tt.lat}); !(d < 0.2) {
				t.Errorf("%v, %v: %.3f m from %v, %v", lon, lat, d, tt.lon, tt.lat)
			}
		})
	}
}

// TestUTMAgreesWithSnyder compares the inverse with another series, Snyder's
// direct one (Map Projections, a Working Manual, 1987, equations 8-9, 8-10 and
// 3-21), where the lycées of each territory are.
func TestUTMAgreesWithSnyder(t *testing.T) {
	for nom, p := range map[string]struct {
		fuseau int
		orb.Point
	}{
		"Pointe-à-Pitre": {20, orb.Point{-61.53, 16.24}}, "Saint-Laurent-du-Maroni": {22, orb.Point{-54.03, 5.50}},
		"Saint-Denis": {40, orb.Point{55.45, -20.88}}, "Saint-Pierre": {21, orb.Point{-56.18, 46.78}}, "Mamoudzou": {38, orb.Point{45.23, -12.78}},
	} {
		x, y := directUTM(p.fuseau, p.Point)
		lon, lat := inverseUTM(p.fuseau, x, y)
		if d := geo.DistanceHaversine(orb.Point{lon, lat}, p.Point); !(d < 0.01) {
			t.Errorf("%s: %.4f m apart", nom, d)
		}
	}
}

func directUTM(fuseau int, p orb.Point) (x, y float64) {
	const e2, k0 = aplatissement * (2 - aplatissement), 0.9996
	rad := math.Pi / 180
	phi := p.Lat() * rad
	ep2 := e2 / (1 - e2)
	nu := demiGrandAxe / math.Sqrt(1-e2*math.Sin(phi)*math.Sin(phi))
	t := math.Tan(phi) * math.Tan(phi)
	c := ep2 * math.Cos(phi) * math.Cos(phi)
	a := (p.Lon() - float64(6*fuseau-183)) * rad * math.Cos(phi)
	e4, e6 := e2*e2, e2*e2*e2
	m := demiGrandAxe * ((1-e2/4-3*e4/64-5*e6/256)*phi - (3*e2/8+3*e4/32+45*e6/1024)*math.Sin(2*phi) +
		(15*e4/256+45*e6/1024)*math.Sin(4*phi) - 35*e6/3072*math.Sin(6*phi))
	x = 500_000 + k0*nu*(a+(1-t+c)*math.Pow(a, 3)/6+(5-18*t+t*t+72*c-58*ep2)*math.Pow(a, 5)/120)
	y = k0 * (m + nu*math.Tan(phi)*(a*a/2+(5-t+9*c+4*c*c)*math.Pow(a, 4)/24+(61-58*t+t*t+600*c-330*ep2)*math.Pow(a, 6)/720))
	return x, y
}

// TestLambert93AgreesWithTheAnnuaire: the official extract gives both systems
// for every établissement of a département.
func TestLambert93AgreesWithTheAnnuaire(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(partage(t), "formats", "annuaire-education-35-2023.csv"))
	if err != nil {
		t.Fatal(err)
	}
	f, err := newFichier("annuaire", data, anomalies.New())
	if err != nil {
		t.Fatal(err)
	}
	table, err := f.newTable("coordonnee_X", "coordonnee_Y", "longitude", "latitude", "epsg")
	if err != nil {
		t.Fatal(err)
	}
	n, pire := 0, 0.0
	for table.next() {
		x, y := table.number("coordonnee_X", 0, 1e7), table.number("coordonnee_Y", 0, 1e7)
		p := table.position("longitude", "latitude")
		if x == nil || y == nil || p == nil || table.text("epsg") != "EPSG:2154" {
			continue
		}
		n++
		lon, lat := inverseLambert93(*x, *y)
		pire = max(pire, geo.DistanceHaversine(orb.Point{lon, lat}, *p))
	}
	if n < 500 || pire > 1 {
		t.Errorf("%d places, the worst %.2f m apart", n, pire)
	}
}
