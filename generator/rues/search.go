package rues

import (
	"iter"
	"math"
	"slices"
)

// Targets are points to look for, prepared for a network.
type Targets struct {
	// The targets on edge e are list[first[e]:first[e+1]].
	first []int32
	list  []target
	size  int
}

type target struct {
	number int32
	spot   Spot
}

// NewTargets prepares spots, each with the number under which a search tells
// of it, such as its index in a slice of the caller; those that could not be
// snapped are left out by not being there.
func (n *Network) NewTargets(spots iter.Seq2[int, Spot]) *Targets {
	t := &Targets{first: make([]int32, len(n.edges)+1)}
	for number, spot := range spots {
		t.list = append(t.list, target{int32(number), spot})
		t.first[spot.edge+1]++
		t.size = max(t.size, number+1)
	}
	for e := range n.edges {
		t.first[e+1] += t.first[e]
	}
	slices.SortStableFunc(t.list, func(a, b target) int { return int(a.spot.edge - b.spot.edge) })
	return t
}

// on returns the targets on an edge.
func (t *Targets) on(edge int32) []target { return t.list[t.first[edge]:t.first[edge+1]] }

// Reached is a target and the way to it, in metres at the usual pace.
type Reached struct {
	Target int
	Metres float64
}

const unreached centimetres = math.MaxUint32

// Search finds the shortest ways of a network (Dijkstra 1959) and keeps its
// memory from one run to the next. It is for one goroutine.
type Search struct {
	n         *Network
	best      []centimetres // by vertex
	touched   []int32       // vertices with a distance
	queue     queue
	toTarget  []centimetres // by target
	found     []int32       // targets with a distance
	reached   []Reached
	farthest  centimetres
	searching *Targets
	towards   bool // against the traffic
}

// NewSearch returns a Search over n.
func NewSearch(n *Network) *Search {
	s := &Search{n: n, best: make([]centimetres, n.NumVertices())}
	for v := range s.best {
		s.best[v] = unreached
	}
	return s
}

// Distances returns the targets at most metres away from a spot, both snap
// distances included, by number. The result is good until the next call.
func (s *Search) Distances(from Spot, metres float64, targets *Targets) []Reached {
	return s.run(from, metres, targets, false)
}

// DistancesTowards returns the targets from which a spot is at most metres
// away, as Distances does: where streets are one way, the way there is not the
// way back.
func (s *Search) DistancesTowards(to Spot, metres float64, targets *Targets) []Reached {
	return s.run(to, metres, targets, true)
}

func (s *Search) run(from Spot, metres float64, targets *Targets, towards bool) []Reached {
	s.searching, s.towards = targets, towards
	s.farthest = centimetres(min(metres*100, float64(unreached)/2))
	for len(s.toTarget) < targets.size {
		s.toTarget = append(s.toTarget, unreached)
	}
	s.start(from)
	for len(s.queue) > 0 {
		distance, v := s.queue.pop()
		if distance > s.best[v] {
			continue // a shorter way was found since
		}
		for _, a := range s.n.arcs[s.n.first[v]:s.n.first[v+1]] {
			if s.n.oneway && !s.open(a.course) {
				continue
			}
			s.look(a, distance)
			s.offer(a.to, distance+a.length)
		}
	}
	return s.collect()
}

// start offers both ends of the street of a spot, and the targets on it.
func (s *Search) start(from Spot) {
	e := s.n.edges[from.edge]
	along, against := s.open(course(2*from.edge)), s.open(course(2*from.edge+1))
	if along {
		s.offer(e.to, from.off+e.length-from.along)
	}
	if against {
		s.offer(e.from, from.off+from.along)
	}
	for _, t := range s.searching.on(from.edge) {
		if t.spot.along >= from.along && along {
			s.find(t, from.off+t.spot.along-from.along)
		}
		if t.spot.along <= from.along && against {
			s.find(t, from.off+from.along-t.spot.along)
		}
	}
}

// open reports whether the search may follow a course: one goes that way, or,
// of a search towards a spot, one comes from there.
func (s *Search) open(c course) bool {
	if s.towards {
		c = c.reverse()
	}
	e := &s.n.edges[c/2]
	if c%2 == 0 {
		return e.forward
	}
	return e.backward
}

// look finds the targets along an arc that begins at distance.
func (s *Search) look(a arc, distance centimetres) {
	for _, t := range s.searching.on(int32(a.course / 2)) {
		if a.course%2 == 0 {
			s.find(t, distance+t.spot.along)
		} else {
			s.find(t, distance+a.length-t.spot.along)
		}
	}
}

func (s *Search) offer(v int32, distance centimetres) {
	if distance > s.farthest || distance >= s.best[v] {
		return
	}
	if s.best[v] == unreached {
		s.touched = append(s.touched, v)
	}
	s.best[v] = distance
	s.queue.push(distance, v)
}

// find notes a way to a target, whose street is reached at distance.
func (s *Search) find(t target, distance centimetres) {
	distance += t.spot.off
	if distance > s.farthest || distance >= s.toTarget[t.number] {
		return
	}
	if s.toTarget[t.number] == unreached {
		s.found = append(s.found, t.number)
	}
	s.toTarget[t.number] = distance
}

// collect returns the targets found and forgets the run.
func (s *Search) collect() []Reached {
	slices.Sort(s.found)
	s.reached = s.reached[:0]
	for _, number := range s.found {
		s.reached = append(s.reached, Reached{int(number), s.toTarget[number].metres()})
		s.toTarget[number] = unreached
	}
	for _, v := range s.touched {
		s.best[v] = unreached
	}
	s.found, s.touched = s.found[:0], s.touched[:0]
	return s.reached
}

// queue is a binary heap of vertices, the nearest first. Unlike
// container/heap, it allocates nothing per element.
type queue []queued

type queued struct {
	distance centimetres
	vertex   int32
}

func (q *queue) push(distance centimetres, vertex int32) {
	*q = append(*q, queued{distance, vertex})
	h := *q
	for i := len(h) - 1; i > 0; {
		parent := (i - 1) / 2
		if h[parent].distance <= h[i].distance {
			break
		}
		h[parent], h[i] = h[i], h[parent]
		i = parent
	}
}

func (q *queue) pop() (centimetres, int32) {
	h := *q
	top := h[0]
	h[0] = h[len(h)-1]
	h = h[:len(h)-1]
	for i := 0; ; {
		least := 2*i + 1
		if least >= len(h) {
			break
		}
		if least+1 < len(h) && h[least+1].distance < h[least].distance {
			least++
		}
		if h[i].distance <= h[least].distance {
			break
		}
		h[i], h[least] = h[least], h[i]
		i = least
	}
	*q = h
	return top.distance, top.vertex
}
