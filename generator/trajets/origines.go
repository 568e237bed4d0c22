package trajets

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// Origine is where people leave from in one commune: one point, or several
// spread over a large one. What is published is the journey of the median
// point; see the package comment.
type Origine []orb.Point

// Origines returns one Origine for each point.
func Origines(points []orb.Point) []Origine {
	origines := make([]Origine, len(points))
	for i := range points {
		origines[i] = points[i : i+1 : i+1]
	}
	return origines
}

// lieux are the points of all origines, one after the other.
type lieux struct {
	points  []orb.Point // NaN where unknown, so that nothing is near
	origine []int32     // by point
	start   []int32     // the points of origine o are points[start[o]:start[o+1]]
	connus  []int32     // by origine, how many of its points are known
}

func newLieux(origines []Origine) lieux {
	l := lieux{start: make([]int32, 1, len(origines)+1), connus: make([]int32, len(origines))}
	for o, points := range origines {
		for _, p := range points {
			if known(p) {
				l.connus[o]++
			} else {
				p = orb.Point{math.NaN(), math.NaN()}
			}
			l.points, l.origine = append(l.points, p), append(l.origine, int32(o))
		}
		l.start = append(l.start, int32(len(l.points)))
	}
	return l
}

// depuis is the journey from one point of an origine.
type depuis struct {
	lieu int // position in the Origine
	Trajet
	choix choix // the journey behind it
}

// publier returns what is published of an origine with n known points, from
// the journeys of those that have one, at least one: that of the median point,
// or of the best one where fewer than half of the points have a journey.
func publier(trajets []depuis, n int32) depuis {
	slices.SortFunc(trajets, func(a, b depuis) int {
		return cmp.Or(cmp.Compare(a.Minutes, b.Minutes), cmp.Compare(a.Rides, b.Rides), cmp.Compare(a.lieu, b.lieu))
	})
	t := trajets[0]
	if part := 100 * len(trajets) / int(n); part >= 50 {
		// Points without a journey come after all others.
		t = trajets[(n-1)/2]
		t.Part = uint8(part)
	} else {
		t.Part = uint8(max(1, part))
	}
	t.Meilleur, t.Lieu = trajets[0].Minutes, uint16(t.lieu)
	return t
}
