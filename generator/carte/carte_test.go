package carte

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geo"

	"futurpro/generator/sources"
)

// grille is a country of square communes of a tenth of a degree, six rows of
// twelve from 1° E and 47° N; the département is the column divided by four.
// Each side has nine vertices that wander by 30 m, which no map can show, and
// belong to both neighbours.
func grille() []sources.Contour {
	const pas, parCote = 0.1, 10
	sommet := func(x, y int) orb.Point { // in tenths of a side
		trou := rand.New(rand.NewPCG(uint64(x), uint64(y)))
		wander := 0.0003
		if x%parCote == 0 && y%parCote == 0 {
			wander = 0
		}
		return orb.Point{1 + float64(x)*pas/parCote + wander*trou.Float64(), 47 + float64(y)*pas/parCote + wander*trou.Float64()}
	}
	var all []sources.Contour
	for row := range 6 {
		for column := range 12 {
			var r orb.Ring
			x, y := column*parCote, row*parCote
			for i := range parCote {
				r = append(r, sommet(x+i, y))
			}
			for i := range parCote {
				r = append(r, sommet(x+parCote, y+i))
			}
			for i := range parCote {
				r = append(r, sommet(x+parCote-i, y+parCote))
			}
			for i := range parCote {
				r = append(r, sommet(x, y+parCote-i))
			}
			r = append(r, r[0])
			all = append(all, sources.Contour{Code: fmt.Sprintf("%02d%03d", 1+column/4, 100*row+column), Polygones: orb.MultiPolygon{{r}}})
		}
	}
	return all
}

func read(t *testing.T, all []sources.Contour) *Fonds {
	t.Helper()
	return Read(slices.Values(all), func(code string) string { return code[:2] })
}

// A département of this country is a rectangle: its communes go away, four
// corners stay, and one point more where the line that is simplified ends
// opposite to a side.
func TestCommunesDissolveIntoDepartements(t *testing.T) {
	f := read(t, grille())
	if len(f.departements) != 3 {
		t.Fatalf("%d départements", len(f.departements))
	}
	for d, polygones := range f.departements {
		if len(polygones) != 1 || len(polygones[0][0]) < 5 || len(polygones[0][0]) > 6 {
			t.Errorf("département %s: %v, want one rectangle", d, polygones)
		}
	}
	// The border of 01 and 02 is in both, point for point, whatever the order
	// of the communes.
	melange := grille()
	rand.New(rand.NewPCG(3, 4)).Shuffle(len(melange), func(i, j int) { melange[i], melange[j] = melange[j], melange[i] })
	for d, p := range read(t, melange).departements {
		if !slices.EqualFunc(p[0][0], f.departements[d][0][0], func(a, b orb.Point) bool { return a == b }) {
			t.Errorf("département %s: %v in another order, %v", d, p, f.departements[d])
		}
	}
	east := func(r orb.Ring, x float64) (n int) {
		for _, p := range r[1:] {
			if math.Abs(p[0]-x) < 1 {
				n++
			}
		}
		return n
	}
	x := f.departements["02"][0][0].Bound().Min[0]
	if a, b := east(f.departements["01"][0][0], x), east(f.departements["02"][0][0], x); a != 2 || b != 2 {
		t.Errorf("%d and %d points on the border, want 2 and 2", a, b)
	}
}

func TestFondIsWhatIsAround(t *testing.T) {
	f := read(t, grille())
	fond := f.Fond("01")
	if n := strings.Count(fond.Trace, "M"); n != 3 || strings.Count(fond.Trace, "z") != n {
		t.Errorf("%d outlines in %s", n, fond.Trace)
	}
	if len(fond.Trace) > 200 {
		t.Errorf("%d bytes for three rectangles: %s", len(fond.Trace), fond.Trace)
	}
	if f.Fond("99").Trace != "" || (&Fonds{}).Fond("01").Trace != "" {
		t.Error("an outline for an unknown département")
	}
}

// lieu is so many metres east and north of 2° E, 48° N.
func lieu(east, north float64) orb.Point {
	const metresPerDegree = math.Pi / 180 * orb.EarthRadius
	return orb.Point{2 + east/metresPerDegree/math.Cos(48*math.Pi/180), 48 + north/metresPerDegree}
}

func TestWindowHoldsAllPins(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		spread := 100 + random.Float64()*120_000
		var epingles []Epingle
		for i := range random.IntN(80) {
			epingles = append(epingles, Epingle{lieu(spread*(random.Float64()-.5), spread*(random.Float64()-.5)), 1 + random.IntN(30), fmt.Sprintf("Ville-%d", i%30), "45 min"})
		}
		d := (&Fonds{}).Dessiner("01001", lieu(0, 0), Fond{}, epingles)
		for _, disque := range d.Disques {
			if b := autour(disque.Point, disque.Rayon); b.x1 < 0 || b.y1 < 0 || b.x2 > Largeur || b.y2 > Hauteur {
				t.Fatalf("a disc out of the window: %+v", disque)
			}
		}
		if len(d.Disques) != len(epingles) || !slices.IsSortedFunc(d.Disques, func(a, b Disque) int { return int(b.Rayon*10) - int(a.Rayon*10) }) {
			t.Fatal("the small discs are not above the large ones")
		}
		checkNames(t, d)
		// A kilometre is what the distance between two discs says it is.
		if len(epingles) > 1 {
			a, b := d.Disques[0], d.Disques[1]
			metres := geo.DistanceHaversine(epingles[a.Epingle].Position, epingles[b.Epingle].Position)
			units := math.Hypot(a.X-b.X, a.Y-b.Y)
			if want := metres / 1000 / float64(d.Kilometres) * d.Echelle; math.Abs(units-want) > 0.5+want/50 { // the scale changes with the latitude
				t.Errorf("%.0f m are %.1f units, %.1f by the scale of %d km", metres, units, want, d.Kilometres)
			}
		}
		if d.Echelle <= 0 || d.Echelle > Largeur/3 && d.Kilometres > 1 {
			t.Errorf("a bar of %g units for %d km", d.Echelle, d.Kilometres)
		}
	}
}

func checkNames(t *testing.T, d Dessin) {
	t.Helper()
	seen := map[string]bool{}
	for i, n := range d.Noms {
		if seen[n.Texte] {
			t.Fatalf("%s is written twice", n.Texte)
		}
		seen[n.Texte] = true
		for _, m := range d.Noms[:i] {
			if n.boite.touche(m.boite) {
				t.Fatalf("%+v over %+v", n, m)
			}
		}
		for _, disque := range d.Disques {
			if n.boite.touche(autour(disque.Point, disque.Rayon)) {
				t.Fatalf("%+v over a disc", n)
			}
		}
		if n.boite.x1 < 0 || n.boite.y1 < 0 || n.boite.x2 > Largeur || n.boite.y2 > Hauteur {
			t.Fatalf("%+v is cut", n)
		}
	}
}

func TestFirstPinsAreNamedFirst(t *testing.T) {
	var epingles []Epingle
	for i := range 40 { // all in one place: there is room for few names
		epingles = append(epingles, Epingle{lieu(float64(i), 0), 1, fmt.Sprintf("Ville-%d", i), ""})
	}
	d := (&Fonds{}).Dessiner("01001", lieu(0, 0), Fond{}, epingles)
	if len(d.Noms) == 0 || d.Noms[0].Texte != "Ville-0" {
		t.Errorf("names %+v", d.Noms)
	}
}

func TestAlone(t *testing.T) {
	f := read(t, grille())
	centre := orb.Point{1.15, 47.15}
	fond := f.Fond("01")
	d := f.Dessiner("01101", centre, fond, nil)
	if d.Centre != (Point{Largeur / 2, Hauteur / 2}) || len(d.Disques)+len(d.Noms) != 0 {
		t.Errorf("%+v", d)
	}
	if !strings.HasPrefix(d.Contour, "M") || !strings.HasSuffix(d.Contour, "z") {
		t.Errorf("outline %q", d.Contour)
	}
	// The transform brings the corner of département 01, at 1° E and 47.6° N,
	// to where the window has it.
	var a, e, x, y float64
	if _, err := fmt.Sscanf(d.Transform, "matrix(%g 0 0 %g %g %g)", &a, &e, &x, &y); err != nil {
		t.Fatal(err)
	}
	c := newCadre(centre, nil)
	want := c.place(orb.Point{1, 47.6})
	// So does what the page says of its window, on the sphere of web maps.
	var gauche, haut, metres float64
	if _, err := fmt.Sscanf(d.Fenetre, "%g,%g,%g", &gauche, &haut, &metres); err != nil {
		t.Fatal(err)
	}
	const rayon = 6378137
	north := math.Atan(math.Sinh((haut-want.Y*metres)/rayon)) * 180 / math.Pi
	east := (gauche + want.X*metres) / rayon * 180 / math.Pi
	if math.Abs(east-1) > 0.001 || math.Abs(north-47.6) > 0.001 { // 100 m, more than a tenth of a unit of 62 m
		t.Errorf("the window %s puts the corner at %g, %g", d.Fenetre, east, north)
	}
	p := f.departements["01"][0][0].Bound()
	got := Point{a*(p.Min[0]-fond.origine[0])/pas + x, e*(fond.origine[1]-p.Max[1])/pas + y}
	if math.Hypot(got.X-want.X, got.Y-want.Y) > 1 {
		t.Errorf("the corner is at %v, want %v", got, want)
	}
}

func TestBrokenOutlines(t *testing.T) {
	// Rings that are none: a point, a line, an empty polygon.
	p := lieu(0, 0)
	f := read(t, []sources.Contour{{Code: "01001", Polygones: orb.MultiPolygon{{}, {{p, p}}, {{p, lieu(1000, 0), p}}}}})
	if d := f.Dessiner("01001", p, f.Fond("01"), nil); d.Contour != "" || d.Transform != "" {
		t.Errorf("outlines of nothing: %+v", d)
	}
}
