package rues

// contract makes one edge of those that follow one another where nothing else
// meets them and that are used alike: a street is often cut only because its
// name or its surface changes. The vertices in between are left unused.
func (n *Network) contract(vertices int) {
	j := newJoints(n.edges, vertices)
	joined := Network{edges: make([]edge, 0, len(n.edges)), shape: make([]position, 0, len(n.shape))}
	done := make([]bool, len(n.edges))
	for e := range n.edges {
		if done[e] {
			continue
		}
		first := j.begin(course(2 * e))
		whole := first.of(n.edges)
		whole.start, whole.length = int32(len(joined.shape)), 0
		for c := first; ; {
			done[c/2] = true
			piece := c.of(n.edges)
			whole.to = piece.to
			whole.length += piece.length
			joined.extend(n.shapeOf(int32(c/2)), c, c == first)
			if c = j.next(c); c == first || c == none {
				break
			}
		}
		joined.edges = append(joined.edges, whole)
	}
	n.edges, n.shape = joined.edges, joined.shape
}

// extend adds a shape in the direction of c; but for the first one, it begins
// where the last one ended.
func (n *Network) extend(shape []position, c course, first bool) {
	for i := range shape {
		if i == 0 && !first {
			continue
		}
		if c%2 == 1 {
			i = len(shape) - 1 - i
		}
		n.shape = append(n.shape, shape[i])
	}
}

// course is an edge in one direction: 2e for edge e along its shape, 2e+1
// against it.
type course int32

const none course = -1

// reverse returns the course in the other direction.
func (c course) reverse() course { return c ^ 1 }

// of returns the edge as it is seen along the course.
func (c course) of(edges []edge) edge {
	e := edges[c/2]
	if c%2 == 1 {
		e.from, e.to = e.to, e.from
		e.forward, e.backward = e.backward, e.forward
	}
	return e
}

// joints tell which edge continues another.
type joints struct {
	edges  []edge
	leave  [][2]course // by vertex, the first two courses that leave it
	leaves []uint8     // by vertex, how many leave it, 3 for three or more
}

func newJoints(edges []edge, vertices int) joints {
	j := joints{edges, make([][2]course, vertices), make([]uint8, vertices)}
	for c := range course(2 * len(edges)) {
		v := c.of(edges).from
		if j.leaves[v] < 2 {
			j.leave[v][j.leaves[v]] = c
		}
		j.leaves[v] = min(3, j.leaves[v]+1)
	}
	return j
}

// next returns the course that continues c, none if c ends at a vertex.
func (j *joints) next(c course) course {
	before := c.of(j.edges)
	if j.leaves[before.to] != 2 {
		return none
	}
	next := j.leave[before.to][0]
	if next == c.reverse() {
		next = j.leave[before.to][1]
	}
	if next/2 == c/2 || next.of(j.edges).passage != before.passage {
		return none
	}
	return next
}

// begin returns the course with which the street that c is in begins; on a
// ring, c itself.
func (j *joints) begin(c course) course {
	first := c
	for {
		before := j.next(first.reverse())
		if before == none {
			return first
		}
		if first = before.reverse(); first == c {
			return c
		}
	}
}
