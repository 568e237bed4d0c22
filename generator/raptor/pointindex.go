package raptor

import (
	"iter"
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geo"
	"github.com/paulmach/orb/quadtree"
)

// pointIndex finds the points near another one. Its zero value holds none.
type pointIndex struct {
	tree *quadtree.Quadtree
}

// indexedPoint is a point as the tree holds it.
type indexedPoint struct {
	number   int
	position orb.Point
}

// Point implements orb.Pointer.
func (p indexedPoint) Point() orb.Point { return p.position }

// newPointIndex holds points but for those that are NaN.
func newPointIndex(points []orb.Point) pointIndex {
	bound := orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}
	index := pointIndex{tree: quadtree.New(bound)}
	for i, p := range points {
		if math.IsNaN(p[0]) {
			continue
		}
		if err := index.tree.Add(indexedPoint{i, p}); err != nil {
			panic(err) // gtfs lets no position out of the globe pass
		}
	}
	return index
}

// near iterates over the points at most radius metres from p as the crow flies.
func (x pointIndex) near(p orb.Point, radius float64) iter.Seq2[int, float64] {
	return func(yield func(int, float64) bool) {
		if x.tree == nil || math.IsNaN(p[0]) || math.IsNaN(p[1]) {
			return
		}
		// A little more than the radius: the bound is made on a rounder Earth.
		bound := geo.NewBoundAroundPoint(p, 1.01*radius+1)
		for _, found := range x.tree.InBound(nil, bound) {
			point := found.(indexedPoint)
			if d := geo.DistanceHaversine(p, point.position); d <= radius && !yield(point.number, d) {
				return
			}
		}
	}
}
