package rues

// dropIslands leaves out the edges of every connected part of the network that
// has fewer than least metres, and returns how many parts that is. It numbers
// the vertices anew and returns how many are left.
func (n *Network) dropIslands(vertices int, least float64) (left, dropped int) {
	parts := newParts(vertices)
	for _, e := range n.edges {
		parts.join(e.from, e.to)
	}
	metres := make([]float64, vertices) // by the vertex that stands for its part
	for e, edge := range n.edges {
		metres[parts.of(edge.from)] += groundMetres(n.shapeOf(int32(e)))
	}
	numbers := make([]int32, vertices)
	for v := range int32(vertices) {
		numbers[v] = int32(left)
		if part := parts.of(v); metres[part] >= least {
			left++
		} else if part == v {
			dropped++
		}
	}
	edges, shape := n.edges[:0], n.shape[:0]
	for e, edge := range n.edges {
		if metres[parts.of(edge.from)] < least {
			continue
		}
		// What is written is never ahead of what is read.
		own := n.shapeOf(int32(e))
		edge.from, edge.to, edge.start = numbers[edge.from], numbers[edge.to], int32(len(shape))
		shape, edges = append(shape, own...), append(edges, edge)
	}
	n.edges, n.shape = edges, shape
	return left, dropped
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
