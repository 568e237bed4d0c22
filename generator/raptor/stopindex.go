package raptor

import (
	"iter"
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geo"
	"github.com/paulmach/orb/quadtree"
)

// stopIndex finds the stops near a point. Its zero value holds none.
type stopIndex struct {
	tree *quadtree.Quadtree
}

// indexedStop is a stop as the tree holds it.
type indexedStop struct {
	idx      StopIdx
	position orb.Point
}

// Point implements orb.Pointer.
func (s indexedStop) Point() orb.Point { return s.position }

func newStopIndex(stops []Stop) stopIndex {
	bound := orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}
	index := stopIndex{tree: quadtree.New(bound)}
	for i, s := range stops {
		if math.IsNaN(s.Position[0]) {
			continue
		}
		if err := index.tree.Add(indexedStop{StopIdx(i), s.Position}); err != nil {
			panic(err) // gtfs lets no position out of the globe pass
		}
	}
	return index
}

// near iterates over the stops at most radius metres from p as the crow flies.
func (x stopIndex) near(p orb.Point, radius float64) iter.Seq2[StopIdx, float64] {
	return func(yield func(StopIdx, float64) bool) {
		if x.tree == nil || math.IsNaN(p[0]) || math.IsNaN(p[1]) {
			return
		}
		// A little more than the radius: the bound is made on a rounder Earth.
		bound := geo.NewBoundAroundPoint(p, 1.01*radius+1)
		for _, found := range x.tree.InBound(nil, bound) {
			stop := found.(indexedStop)
			if d := geo.DistanceHaversine(p, stop.position); d <= radius && !yield(stop.idx, d) {
				return
			}
		}
	}
}
