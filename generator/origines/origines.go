// Package origines chooses where people leave from in each commune.
//
// A commune is left from its centre, which is its mairie where the source
// gives it. In a large one that is far from saying everything: its centre may
// be an hour's walk from the station, and half of its people elsewhere. So a
// commune of at least [PopulationEtendue] inhabitants is left from several
// places, one for each square of a kilometre where a stop or an établissement
// shows that people live or work. No map of the population is needed, and the
// timetables that make a commune reachable are those that say where.
//
// What is done with several journeys is up to trajets.
package origines

import (
	"cmp"
	"iter"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geo"
	"github.com/paulmach/orb/planar"
	"github.com/paulmach/orb/quadtree"

	"futurpro/generator/sources"
	"futurpro/generator/territoire"
	"futurpro/generator/trajets"
)

// PopulationEtendue is the number of inhabitants from which a commune is left
// from several places.
const PopulationEtendue = 5000

// cote is the side of a square, in metres.
const cote = 1000

// Choose returns the places of each commune, its centre first; none for a
// commune of unknown position. Reperes are the stops and établissements, in
// any order, any number of times, some of them of unknown position. A commune
// without outline has its centre alone; arrondissements share the outline of
// their city, each point going to the nearest centre.
func Choose(ref *territoire.Referentiel, contours []sources.Contour, reperes iter.Seq[orb.Point]) []trajets.Origine {
	origines := make([]trajets.Origine, len(ref.Communes))
	etendues := map[string][]territoire.CommuneIdx{} // by code of their outline
	for i, c := range ref.Communes {
		if !c.Place {
			continue
		}
		origines[i] = trajets.Origine{c.Centre}
		if c.Population >= PopulationEtendue {
			etendues[c.Code] = append(etendues[c.Code], territoire.CommuneIdx(i))
			if c.Parente != "" {
				etendues[c.Parente] = append(etendues[c.Parente], territoire.CommuneIdx(i))
			}
		}
	}
	index := newIndex(reperes)
	faits := make([]bool, len(origines))
	for _, contour := range contours {
		if len(etendues[contour.Code]) == 0 {
			continue
		}
		dedans := index.within(contour.Polygones)
		for _, i := range etendues[contour.Code] {
			c := ref.Communes[i]
			siens := dedans
			if c.Code != contour.Code {
				siens = nearestTo(c, dedans, ref, etendues[contour.Code])
			}
			if !faits[i] { // its own outline, or that of its city: the first is enough
				origines[i], faits[i] = places(c.Centre, siens, contour.Polygones), true
			}
		}
	}
	return origines
}

// index finds the reperes of an outline.
type index struct{ tree *quadtree.Quadtree }

func newIndex(reperes iter.Seq[orb.Point]) index {
	x := index{quadtree.New(orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}})}
	vus := map[orb.Point]bool{}
	for p := range reperes {
		if math.IsNaN(p[0]) || math.IsNaN(p[1]) || p == (orb.Point{}) || vus[p] {
			continue
		}
		vus[p] = true
		// The error is a point outside the whole Earth, which is in no commune.
		_ = x.tree.Add(p)
	}
	return x
}

// within returns the reperes inside an outline, from west to east.
func (x index) within(polygones orb.MultiPolygon) []orb.Point {
	var dedans []orb.Point
	for _, polygone := range polygones {
		for _, found := range x.tree.InBound(nil, polygone.Bound()) {
			if p := found.Point(); planar.PolygonContains(polygone, p) {
				dedans = append(dedans, p)
			}
		}
	}
	slices.SortFunc(dedans, func(a, b orb.Point) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return slices.Compact(dedans)
}

// nearestTo keeps the points of which c, an arrondissement, is the nearest of
// its city's.
func nearestTo(c territoire.Commune, points []orb.Point, ref *territoire.Referentiel, voisins []territoire.CommuneIdx) []orb.Point {
	var siens []orb.Point
	for _, p := range points {
		a := geo.Distance(c.Centre, p)
		if !slices.ContainsFunc(voisins, func(v territoire.CommuneIdx) bool {
			voisin := ref.Communes[v]
			return voisin.Parente == c.Parente && geo.Distance(voisin.Centre, p) < a
		}) {
			siens = append(siens, p)
		}
	}
	return siens
}

// places returns the centre, then one point for each square with reperes: its
// middle, since people live around a stop or a school, not at it; or, where
// that is outside the commune, the middle of its reperes. The centre stands for
// its own square, and for what is nearer to it than half a side.
func places(centre orb.Point, reperes []orb.Point, commune orb.MultiPolygon) trajets.Origine {
	parCarre := map[carre]orb.MultiPoint{}
	for _, p := range reperes {
		parCarre[carreDe(p)] = append(parCarre[carreDe(p)], p)
	}
	delete(parCarre, carreDe(centre))
	o := trajets.Origine{centre}
	for c, points := range parCarre {
		milieu := c.milieu()
		if !planar.MultiPolygonContains(commune, milieu) {
			milieu, _ = planar.CentroidArea(points)
		}
		if geo.Distance(milieu, centre) >= cote/2 {
			o = append(o, milieu)
		}
	}
	slices.SortFunc(o[1:], func(a, b orb.Point) int { return cmp.Or(cmp.Compare(a[1], b[1]), cmp.Compare(a[0], b[0])) })
	return o
}

// carre is a square of a grid whose rows follow the parallels, counted from
// the equator and from Greenwich.
type carre struct{ ligne, colonne int }

// metresParDegre is the length of a degree of latitude.
const metresParDegre = math.Pi / 180 * orb.EarthRadius

func carreDe(p orb.Point) carre {
	c := carre{ligne: int(math.Floor(p[1] * metresParDegre / cote))}
	c.colonne = int(math.Floor(p[0] * c.metresParDegre() / cote))
	return c
}

// milieu is the middle of the square.
func (c carre) milieu() orb.Point {
	return orb.Point{(float64(c.colonne) + 0.5) * cote / c.metresParDegre(), (float64(c.ligne) + 0.5) * cote / metresParDegre}
}

// metresParDegre is the length of a degree of longitude along the row.
func (c carre) metresParDegre() float64 {
	return metresParDegre * math.Cos((float64(c.ligne)+0.5)*cote/orb.EarthRadius)
}
