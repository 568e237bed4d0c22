package rues

// dropIslands leaves out the edges of every connected part of the network that
// has fewer than least metres, and returns how many parts that is.
func (n *Network) dropIslands(vertices int, least float64) (dropped int) {
	parts := newParts(vertices)
	for _, e := range n.edges {
		parts.join(e.from, e.to)
	}
	metres := make([]float64, vertices) // by the vertex that stands for its part
	for e, edge := range n.edges {
		metres[parts.of(edge.from)] += groundMetres(n.shapeOf(int32(e)))
	}
	edges, shape := n.edges[:0], n.shape[:0]
	for e, edge := range n.edges {
		if part := &metres[parts.of(edge.from)]; *part < least {
			if *part >= 0 {
				dropped++
				*part = -1 // counted
			}
			continue
		}
		// What is written is never ahead of what is read.
		own := n.shapeOf(int32(e))
		edge.start = int32(len(shape))
		shape, edges = append(shape, own...), append(edges, edge)
	}
	n.edges, n.shape = edges, shape
	return dropped
}

// renumber gives the vertices that are still used numbers without gaps, in the
// same order, and returns how many they are.
func (n *Network) renumber(vertices int) (left int) {
	numbers := make([]int32, vertices)
	for _, e := range n.edges {
		numbers[e.from], numbers[e.to] = 1, 1
	}
	for v, used := range numbers {
		numbers[v] = int32(left)
		left += int(used)
	}
	for i := range n.edges {
		e := &n.edges[i]
		e.from, e.to = numbers[e.from], numbers[e.to]
	}
	return left
}

// parts are disjoint sets of vertices (union-find with path halving).
type parts []int32

func newParts(n int) parts {
	p := make(parts, n)
	for i := range p {
		p[i] = int32(i)
	}
	return p
}

// of returns the vertex that stands for the part of v.
func (p parts) of(v int32) int32 {
	for p[v] != v {
		p[v] = p[p[v]]
		v = p[v]
	}
	return v
}

func (p parts) join(a, b int32) {
	a, b = p.of(a), p.of(b)
	p[max(a, b)] = min(a, b)
}
