package rues

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geo"
)

// Spot is a place on a street, with the way from the point that it stands for.
type Spot struct {
	edge  int32
	along centimetres // from the start of the edge
	off   centimetres // from the point to the street
}

// Metres returns the distance from the point to its street.
func (s Spot) Metres() float64 { return s.off.metres() }

// Snap returns the nearest place on a street, at most within metres from p in
// a straight line; false if there is none.
func (n *Network) Snap(p orb.Point, within float64) (Spot, bool) {
	// Cells hold edges in their order, but an edge may be in several: the
	// least number wins among edges as near.
	nearest, best := place{square: math.Inf(1)}, int32(-1)
	shrink := math.Cos(p.Lat() * math.Pi / 180)
	n.grid.near(p, within, func(e int32) {
		if q := project(p, shrink, n.shapeOf(e)); q.square < nearest.square || q.square == nearest.square && e < best {
			nearest, best = q, e
		}
	})
	if best < 0 {
		return Spot{}, false
	}
	edge, shape := n.edges[best], n.shapeOf(best)
	a, b := shape[nearest.segment-1].point(), shape[nearest.segment].point()
	q := orb.Point{a[0] + nearest.share*(b[0]-a[0]), a[1] + nearest.share*(b[1]-a[1])}
	along := groundMetres(shape[:nearest.segment]) + geo.DistanceHaversine(a, q)
	off := geo.DistanceHaversine(p, q)
	return Spot{best, min(roundUp(along*float64(edge.pace)), edge.length), roundUp(off)}, off <= within
}

// place is where a shape is the nearest to a point: a share of the segment
// that ends at position segment, and the square of the distance.
type place struct {
	square  float64
	segment int
	share   float64
}

// project returns the place of a shape that is the nearest to p. On the few
// hundred metres that matter, the Earth is flat, and degrees of longitude shrink
// alike.
func project(p orb.Point, shrink float64, shape []position) place {
	flat := func(q position) (x, y float64) {
		return (float64(q.lon)/1e7 - p[0]) * shrink, float64(q.lat)/1e7 - p[1]
	}
	nearest := place{square: math.Inf(1)}
	ax, ay := flat(shape[0])
	for i := 1; i < len(shape); i++ {
		bx, by := flat(shape[i])
		dx, dy, t := bx-ax, by-ay, 0.0
		if length := dx*dx + dy*dy; length > 0 { // two nodes may be at one place
			t = max(0, min(1, -(ax*dx+ay*dy)/length))
		}
		x, y := ax+t*dx, ay+t*dy
		if square := x*x + y*y; square < nearest.square {
			nearest = place{square, i, t}
		}
		ax, ay = bx, by
	}
	return nearest
}

// cellSize is that of the cells of a grid, in ten-millionths of a degree:
// about 220 m from south to north.
const cellSize = 20_000

// grid finds the edges near a point. Cells without any edge take no memory, so
// that islands on two oceans may be in one network.
type grid struct {
	cells []uint64 // ascending
	first []int32  // by cell: edges[first[i]:first[i+1]]
	edges []int32
}

// cellOf returns the column and the row of a position.
func cellOf(p position) (column, row int32) {
	return int32(math.Floor(float64(p.lon) / cellSize)), int32(math.Floor(float64(p.lat) / cellSize))
}

// cellKey orders cells by row, then by column.
func cellKey(column, row int32) uint64 {
	const shift = 1 << 20 // makes both positive
	return uint64(row+shift)<<32 | uint64(column+shift)
}

func newGrid(n *Network) grid {
	type entry struct {
		cell uint64
		edge int32
	}
	var entries []entry
	for e := range n.edges {
		begin := len(entries)
		shape := n.shapeOf(int32(e))
		for i := 1; i < len(shape); i++ {
			a, b := shape[i-1], shape[i]
			west, south := cellOf(position{min(a.lon, b.lon), min(a.lat, b.lat)})
			east, north := cellOf(position{max(a.lon, b.lon), max(a.lat, b.lat)})
			for row := south; row <= north; row++ {
				for column := west; column <= east; column++ {
					entry := entry{cellKey(column, row), int32(e)}
					if !slices.Contains(entries[begin:], entry) {
						entries = append(entries, entry)
					}
				}
			}
		}
	}
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.cell, b.cell), cmp.Compare(a.edge, b.edge))
	})
	g := grid{edges: make([]int32, len(entries))}
	for i, entry := range entries {
		if i == 0 || entry.cell != entries[i-1].cell {
			g.cells, g.first = append(g.cells, entry.cell), append(g.first, int32(i))
		}
		g.edges[i] = entry.edge
	}
	g.first = append(g.first, int32(len(entries)))
	return g
}

// near calls each with every edge that may be at most within metres from p,
// some of them more than once.
func (g *grid) near(p orb.Point, within float64, each func(edge int32)) {
	bound := geo.NewBoundAroundPoint(p, 1.01*within+1)
	west, south := cellOf(positionOf(bound.Min))
	east, north := cellOf(positionOf(bound.Max))
	for row := south; row <= north; row++ {
		i, _ := slices.BinarySearch(g.cells, cellKey(west, row))
		for last := cellKey(east, row); i < len(g.cells) && g.cells[i] <= last; i++ {
			for _, e := range g.edges[g.first[i]:g.first[i+1]] {
				each(e)
			}
		}
	}
}
