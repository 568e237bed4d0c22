package carte

import (
	"cmp"
	"iter"
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/project"
	"github.com/paulmach/orb/simplify"

	"futurpro/generator/sources"
)

const (
	// tolerance is how far a simplified border may be from the true one, in
	// metres of the projection: a few units of most windows.
	tolerance = 900
	// toleranceCommune is that of the outline of a commune.
	toleranceCommune = 250
	// ilot is the area below which an island is left out, in square metres of
	// the projection.
	ilot = 12_000_000
	// pas is the unit of the paths of a Fond, in metres of the projection.
	pas = 100
	// voisinage is how far around a département its neighbours are drawn, in
	// metres of the projection: as far as the pages of its communes look.
	voisinage = 110_000
)

// Fonds are the outlines of the départements and communes of a build. The zero
// value has none.
type Fonds struct {
	departements map[string]orb.MultiPolygon // projected, simplified, one ring each
	communes     map[string]orb.MultiPolygon
}

// sommet is a vertex as published: two communes that touch share it exactly.
type sommet = orb.Point

type arete struct{ de, a sommet }

// Read makes the Fonds of the outlines of communes. Departement gives the
// département of a commune by its INSEE code, "" to leave it out.
func Read(contours iter.Seq[sources.Contour], departement func(code string) string) *Fonds {
	f := &Fonds{departements: map[string]orb.MultiPolygon{}, communes: map[string]orb.MultiPolygon{}}
	bords := map[string]map[arete]bool{}
	for c := range contours {
		d := departement(c.Code)
		if d == "" {
			continue
		}
		if bords[d] == nil {
			bords[d] = map[arete]bool{}
		}
		for _, polygone := range c.Polygones {
			for _, anneau := range polygone {
				addBord(bords[d], anneau)
			}
		}
		f.communes[c.Code] = simplifierCommune(c.Polygones)
	}
	coins := newCoins(bords)
	for d, aretes := range bords {
		f.departements[d] = coins.anneaux(aretes)
	}
	return f
}

// addBord adds the edges of a ring, but takes away those that a neighbour has
// added the other way round.
func addBord(bord map[arete]bool, anneau orb.Ring) {
	for i := 1; i < len(anneau); i++ {
		e := arete{anneau[i-1], anneau[i]}
		switch inverse := (arete{e.a, e.de}); {
		case e.de == e.a:
		case bord[inverse]:
			delete(bord, inverse)
		default:
			bord[e] = true
		}
	}
}

// coins are the vertices where borders of three départements meet, or where
// one leaves the sea: simplified borders must keep them.
type coins map[sommet]bool

func newCoins(bords map[string]map[arete]bool) coins {
	// The first two neighbours of a vertex are enough to know a third.
	type voisins struct {
		un, deux sommet
		nombre   int
	}
	vus := map[sommet]voisins{}
	c := coins{}
	add := func(a, b sommet) {
		v := vus[a]
		switch {
		case v.nombre == 0:
			vus[a] = voisins{un: b, nombre: 1}
		case b == v.un:
		case v.nombre == 1:
			vus[a] = voisins{v.un, b, 2}
		case b != v.deux:
			c[a] = true
		}
	}
	for _, aretes := range bords {
		for e := range aretes {
			add(e.de, e.a)
			add(e.a, e.de)
		}
	}
	return c
}

// anneaux chains the edges of a département into rings, simplified.
func (c coins) anneaux(aretes map[arete]bool) orb.MultiPolygon {
	suivants := map[sommet][]sommet{}
	for e := range aretes {
		suivants[e.de] = append(suivants[e.de], e.a)
	}
	departs := slices.SortedFunc(maps.Keys(suivants), compare)
	for _, d := range departs {
		slices.SortFunc(suivants[d], compare)
	}
	var polygones orb.MultiPolygon
	for _, d := range departs {
		for len(suivants[d]) > 0 {
			anneau := orb.Ring{d}
			for s := d; len(suivants[s]) > 0; {
				s, suivants[s] = suivants[s][0], suivants[s][1:]
				anneau = append(anneau, s)
			}
			if r := c.simplifier(anneau); len(r) > 3 && math.Abs(aire(r)) >= ilot {
				polygones = append(polygones, orb.Polygon{r})
			}
		}
	}
	return polygones
}

func compare(a, b sommet) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) }

// simplifier projects a ring and simplifies it between its corners, each piece
// in the same direction whichever département asks for it.
func (c coins) simplifier(anneau orb.Ring) orb.Ring {
	if len(anneau) < 4 {
		return nil
	}
	anneau = anneau[:len(anneau)-1] // its end is its beginning
	debut := slices.IndexFunc(anneau, func(s sommet) bool { return c[s] })
	if debut < 0 {
		debut = slices.IndexFunc(anneau, func(s sommet) bool { return s == slices.MinFunc(anneau, compare) })
	}
	anneau = slices.Concat(anneau[debut:], anneau[:debut+1])
	var r orb.Ring
	for i := 0; i < len(anneau)-1; {
		fin := i + 1
		for fin < len(anneau)-1 && !c[anneau[fin]] {
			fin++
		}
		morceau := projeter(orb.LineString(anneau[i : fin+1]))
		r = append(r, simplifierLigne(morceau, tolerance)...)
		r = r[:len(r)-1]
		i = fin
	}
	if len(r) > 0 {
		r = append(r, r[0])
	}
	return r
}

// simplifierLigne gives the same points for a line and for its reverse. A loop
// is cut at the point farthest from its ends, which would otherwise be all that
// is left of it.
func simplifierLigne(l orb.LineString, tolerance float64) orb.LineString {
	if l[0] == l[len(l)-1] && len(l) > 3 {
		loin := 0
		for i, p := range l {
			if carre(p, l[0]) > carre(l[loin], l[0]) {
				loin = i
			}
		}
		debut := simplifierLigne(slices.Clone(l[:loin+1]), tolerance)
		return append(debut, simplifierLigne(slices.Clone(l[loin:]), tolerance)[1:]...)
	}
	inverse := compare(l[len(l)-1], l[0]) < 0
	if inverse {
		slices.Reverse(l)
	}
	l = simplify.DouglasPeucker(tolerance).LineString(l)
	if inverse {
		slices.Reverse(l)
	}
	return l
}

func carre(a, b orb.Point) float64 { return (a[0]-b[0])*(a[0]-b[0]) + (a[1]-b[1])*(a[1]-b[1]) }

// projeter returns the line in metres of the projection, a copy.
func projeter(l orb.LineString) orb.LineString {
	return project.LineString(l.Clone(), project.WGS84.ToMercator)
}

func simplifierCommune(polygones orb.MultiPolygon) orb.MultiPolygon {
	var simples orb.MultiPolygon
	for _, p := range polygones {
		if len(p) == 0 || len(p[0]) < 4 {
			continue
		}
		l := simplifierLigne(projeter(orb.LineString(p[0])), toleranceCommune)
		if len(l) > 3 {
			// The simplifier leaves its points at the beginning of all those it was given.
			simples = append(simples, orb.Polygon{orb.Ring(slices.Clone(l))})
		}
	}
	return simples
}

// aire is the signed area of a closed ring.
func aire(r orb.Ring) float64 {
	var somme float64
	for i := 1; i < len(r); i++ {
		somme += (r[i-1][0]-r[0][0])*(r[i][1]-r[0][1]) - (r[i][0]-r[0][0])*(r[i-1][1]-r[0][1])
	}
	return somme / 2
}

// Fond is what is drawn behind the maps of the communes of a département.
type Fond struct {
	// Trace is the d of a path, in units of [Fond.Transform]; "" without any
	// outline.
	Trace   string
	origine orb.Point
}

// Fond returns the outlines of a département and of those around it.
func (f *Fonds) Fond(departement string) Fond {
	sien := f.departements[departement]
	if len(sien) == 0 {
		return Fond{}
	}
	autour := sien.Bound().Pad(voisinage)
	fond := Fond{origine: orb.Point{autour.Min[0], autour.Max[1]}}
	var b []byte
	for _, d := range slices.Sorted(maps.Keys(f.departements)) {
		for _, p := range f.departements[d] {
			if p.Bound().Intersects(autour) {
				b = appendTrace(b, p[0], func(p orb.Point) (x, y int) {
					return int(math.Round((p[0] - fond.origine[0]) / pas)), int(math.Round((fond.origine[1] - p[1]) / pas))
				})
			}
		}
	}
	fond.Trace = string(b)
	return fond
}

// appendTrace appends a closed subpath, each point relative to the one before
// it, but for those that rounding has merged.
func appendTrace(b []byte, anneau orb.Ring, place func(orb.Point) (x, y int)) []byte {
	debut := len(b)
	n, x, y := 0, 0, 0
	for i, p := range anneau[:len(anneau)-1] {
		px, py := place(p)
		if i > 0 && px == x && py == y {
			continue
		}
		if i == 0 {
			b = append(b, 'M')
			b = strconv.AppendInt(b, int64(px), 10)
			b = appendNombre(b, py)
		} else {
			if n == 1 {
				b = append(b, 'l')
				b = strconv.AppendInt(b, int64(px-x), 10)
			} else {
				b = appendNombre(b, px-x)
			}
			b = appendNombre(b, py-y)
		}
		n, x, y = n+1, px, py
	}
	if n < 3 {
		return b[:debut]
	}
	return append(b, 'z')
}

// appendNombre appends a number after another: a minus is separator enough.
func appendNombre(b []byte, n int) []byte {
	if n >= 0 {
		b = append(b, ' ')
	}
	return strconv.AppendInt(b, int64(n), 10)
}
