package raptor

import (
	"iter"
	"slices"
)

// stopLists holds a list of values by stop, in one array that is kept from one
// search to the next.
type stopLists[T any] struct {
	last  []int32 // by stop, in nodes; none for an empty list
	nodes []listNode[T]
}

type listNode[T any] struct {
	value  T
	stop   StopIdx
	before int32 // in nodes; none for the first of its stop
}

const none = -1

func newStopLists[T any](stops int) stopLists[T] {
	return stopLists[T]{last: slices.Repeat([]int32{none}, stops)}
}

// reset costs what the lists hold, not the number of stops.
func (l *stopLists[T]) reset() {
	for i := range l.nodes {
		l.last[l.nodes[i].stop] = none
	}
	l.nodes = l.nodes[:0]
}

func (l *stopLists[T]) add(s StopIdx, value T) {
	l.nodes = append(l.nodes, listNode[T]{value, s, l.last[s]})
	l.last[s] = int32(len(l.nodes) - 1)
}

// at iterates over the list of a stop, the last added first. The values may be
// written to, until the next one is added.
func (l *stopLists[T]) at(s StopIdx) iter.Seq[*T] {
	return func(yield func(*T) bool) {
		for n := l.last[s]; n != none && yield(&l.nodes[n].value); n = l.nodes[n].before {
		}
	}
}
