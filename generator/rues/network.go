package rues

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geo"
)

// Network is the streets of one mode: edges between the places where one may
// turn, with their shape. It is not modified once read and may be shared.
type Network struct {
	edges []edge
	shape []position // of all edges, one after the other
	// The arcs at vertex v are arcs[first[v]:first[v+1]], whichever way one may
	// use them: an edge has one at each end.
	first  []int32
	arcs   []arc
	oneway bool // some edge may be used one way only
	grid   grid
}

// edge is a street between two vertices, whose shape begins at shape[start].
type edge struct {
	from, to int32
	start    int32
	length   centimetres
	passage
}

// arc is an edge as it is seen from one of its ends.
type arc struct {
	to     int32
	length centimetres
	course course
}

// centimetres are metres at the usual pace, exact to a hundredth.
type centimetres uint32

func (c centimetres) metres() float64 { return float64(c) / 100 }

// position is a longitude and a latitude in ten-millionths of a degree.
type position struct{ lon, lat int32 }

func positionOf(p orb.Point) position {
	return position{int32(math.Round(p[0] * 1e7)), int32(math.Round(p[1] * 1e7))}
}

func (p position) point() orb.Point { return orb.Point{float64(p.lon) / 1e7, float64(p.lat) / 1e7} }

// NumEdges returns the number of edges.
func (n *Network) NumEdges() int { return len(n.edges) }

// NumVertices returns the number of places where edges meet or end.
func (n *Network) NumVertices() int { return len(n.first) - 1 }

// Metres returns the length of all edges, in metres on the ground.
func (n *Network) Metres() float64 {
	var sum float64
	for e := range n.edges {
		sum += groundMetres(n.shapeOf(int32(e)))
	}
	return sum
}

// Bytes returns the memory that the network holds.
func (n *Network) Bytes() int {
	return 20*cap(n.edges) + 8*cap(n.shape) + 4*cap(n.first) + 12*cap(n.arcs) +
		8*cap(n.grid.cells) + 4*cap(n.grid.first) + 4*cap(n.grid.edges)
}

func (n *Network) shapeOf(e int32) []position {
	if int(e)+1 == len(n.edges) {
		return n.shape[n.edges[e].start:]
	}
	return n.shape[n.edges[e].start:n.edges[e+1].start]
}

func groundMetres(shape []position) float64 {
	var sum float64
	for i := 1; i < len(shape); i++ {
		sum += geo.DistanceHaversine(shape[i-1].point(), shape[i].point())
	}
	return sum
}

// roundUp returns metres as centimetres, never fewer.
func roundUp(metres float64) centimetres { return centimetres(math.Ceil(metres * 100)) }

// network cuts the ways where they meet and links the pieces.
func (d *draft) network(minIsland float64) *Network {
	for w := range d.ways {
		nodes := d.nodesOf(w)
		for _, number := range nodes {
			d.nodes[number].uses = min(2, d.nodes[number].uses+1)
		}
		d.nodes[nodes[0]].uses, d.nodes[nodes[len(nodes)-1]].uses = 2, 2
	}
	cuts := 0
	for _, number := range d.runs {
		if d.nodes[number].cuts() {
			cuts++
		}
	}
	c := cutter{draft: d, vertices: make([]int32, len(d.nodes))}
	// Both ends of a way are among its cuts; a node between two edges is in both.
	c.n = &Network{
		edges: make([]edge, 0, cuts-len(d.ways)),
		shape: make([]position, 0, len(d.runs)+cuts-2*len(d.ways)),
	}
	for i := range c.vertices {
		c.vertices[i] = -1
	}
	for w := range d.ways {
		c.cut(w)
	}
	vertices := int(c.count)
	c.n.contract(vertices)
	d.counts.Islands = c.n.dropIslands(vertices, minIsland)
	c.n.link(c.n.renumber(vertices))
	c.n.grid = newGrid(c.n)
	return c.n
}

// cuts reports whether ways are cut at a node.
func (n draftNode) cuts() bool { return n.uses == 2 || n.closed || !n.known }

// cutter makes the edges of ways.
type cutter struct {
	*draft
	n        *Network
	vertices []int32 // by node; -1 for none so far
	count    int32
	run      []int32 // the nodes since the last vertex
}

// cut adds the edges of a way: it is cut at its vertices, at barriers, and
// where a node is missing.
func (c *cutter) cut(way int) {
	c.run = c.run[:0]
	for _, number := range c.nodesOf(way) {
		node := c.nodes[number]
		switch last := len(c.run) - 1; {
		case !node.known:
			c.addEdge(c.ways[way].passage)
			c.run = c.run[:0]
			continue
		case last >= 0 && c.run[last] == number:
			continue // named twice in a row
		}
		c.run = append(c.run, number)
		if node.cuts() {
			c.addEdge(c.ways[way].passage)
			c.run = append(c.run[:0], number)
		}
	}
	c.addEdge(c.ways[way].passage)
}

// addEdge adds the nodes of the run as an edge, if they are two or more.
func (c *cutter) addEdge(p passage) {
	if len(c.run) < 2 {
		return
	}
	start := len(c.n.shape)
	for _, number := range c.run {
		c.n.shape = append(c.n.shape, c.nodes[number].at)
	}
	c.n.edges = append(c.n.edges, edge{
		from: c.vertex(c.run[0]), to: c.vertex(c.run[len(c.run)-1]), start: int32(start),
		length: roundUp(groundMetres(c.n.shape[start:]) * float64(p.pace)), passage: p,
	})
}

// vertex returns the vertex of a node. At a barrier each edge ends on its own.
func (c *cutter) vertex(number int32) int32 {
	if c.vertices[number] < 0 || c.nodes[number].closed {
		c.vertices[number] = c.count
		c.count++
	}
	return c.vertices[number]
}

// link fills the arcs of every vertex, in the order of the edges.
func (n *Network) link(vertices int) {
	n.first = make([]int32, vertices+1)
	for _, e := range n.edges {
		n.first[e.from+1]++
		n.first[e.to+1]++
		n.oneway = n.oneway || e.forward != e.backward
	}
	for v := range vertices {
		n.first[v+1] += n.first[v]
	}
	n.arcs = make([]arc, n.first[vertices])
	next := append([]int32(nil), n.first...)
	for c := range course(2 * len(n.edges)) {
		e := c.of(n.edges)
		n.arcs[next[e.from]] = arc{e.to, e.length, c}
		next[e.from]++
	}
}
