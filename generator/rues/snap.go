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
	best := Spot{edge: -1}
	nearest := within
	// Cells hold edges in their order, but an edge may be in several: the
	// least number wins among edges as near.
	n.grid.near(p, within, func(e int32) {
		metres, along := n.project(p, e)
		if metres < nearest || metres == nearest && (best.edge < 0 || e < best.edge) {
			nearest = metres
			best = Spot{e, min(roundUp(along*float64(n.edges[e].pace)), n.edges[e].length), roundUp(metres)}
		}
	})
	return best, best.edge >= 0
}

// project returns the metres from p to the nearest place of an edge, and from
// the start of the edge to there. On the few hundred metres that matter, the
// Earth is flat.
func (n *Network) project(p orb.Point, e int32) (metres, along float64) {
	shape := n.shapeOf(e)
	shrink := math.Cos(p.Lat() * math.Pi / 180)
	square, segment, share := math.Inf(1), 0, 0.0
	for i := 1; i < len(shape); i++ {
		a, b := shape[i-1].point(), shape[i].point()
		ax, ay := (a[0]-p[0])*shrink, a[1]-p[1]
		dx, dy := (b[0]-a[0])*shrink, b[1]-a[1]
		t := 0.0
		if length := dx*dx + dy*dy; length > 0 { // two nodes may be at one place
			t = max(0, min(1, -(ax*dx+ay*dy)/length))
		}
		x, y := ax+t*dx, ay+t*dy
		if d := x*x + y*y; d < square {
			square, segment, share = d, i, t
		}
	}
	a, b := shape[segment-1].point(), shape[segment].point()
	q := orb.Point{a[0] + share*(b[0]-a[0]), a[1] + share*(b[1]-a[1])}
	return geo.DistanceHaversine(p, q), groundMetres(shape[:segment]) + geo.DistanceHaversine(a, q)
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
