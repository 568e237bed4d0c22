package raptor

import (
	"fmt"
	"iter"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/paulmach/orb"

	"futurpro/generator/rues"
)

// Walking is how one goes from door to stop, between stops and from door to
// door: on foot, or by bicycle. Without streets, a walk is a straight line and
// its detour; with streets, so is the walk between two points of which one has no
// street near, or that no extract covers both.
type Walking struct {
	Speed   float64       // metres walked per second
	Detour  float64       // metres walked per metre as the crow flies, without streets
	Streets *rues.Streets // nil for straight lines
}

// DefaultWalking returns 5 km/h and a detour of 1.5.
func DefaultWalking() Walking { return Walking{Speed: 5 / 3.6, Detour: 1.5} }

// String tells all that a walk depends on.
func (w Walking) String() string {
	if w.Streets == nil {
		return fmt.Sprintf("{Speed:%v Detour:%v}", w.Speed, w.Detour)
	}
	return fmt.Sprintf("{Speed:%v Detour:%v Streets:%v}", w.Speed, w.Detour, w.Streets)
}

// Metres returns the metres walked over a distance as the crow flies, without
// streets.
func (w Walking) Metres(crow float64) float64 { return crow * w.Detour }

// Crow returns the metres as the crow flies of a distance walked without
// streets.
func (w Walking) Crow(metres float64) float64 { return metres / w.Detour }

// Radius returns how far, as the crow flies, a walk of some metres may lead: a
// street may be straight.
func (w Walking) Radius(metres float64) float64 {
	if w.Streets != nil {
		return metres
	}
	return w.Crow(metres)
}

// Seconds returns the duration, rounded up, of the walk over a distance as
// the crow flies in metres, without streets.
func (w Walking) Seconds(crow float64) Seconds { return w.Duration(w.Metres(crow)) }

// Duration returns how long it takes, rounded up, to walk some metres.
func (w Walking) Duration(metres float64) Seconds { return roundUp(metres / w.Speed) }

// Places are points prepared to be walked to, or from.
type Places struct {
	index   pointIndex
	along   *rues.Streets
	streets *rues.Places // nil for straight lines
}

// NewPlaces prepares points for walks along streets, which may be nil; a point
// that is NaN is never found.
func NewPlaces(points []orb.Point, streets *rues.Streets) *Places {
	p := &Places{index: newPointIndex(points), along: streets}
	if streets != nil {
		p.streets = streets.NewPlaces(points)
	}
	return p
}

// of reports whether the places were prepared for these streets.
func (p *Places) of(streets *rues.Streets) bool { return p.along == streets }

// Walker looks for the places around points. It is for one goroutine.
type Walker struct {
	Walking
	finder *rues.Finder // nil for straight lines
}

// NewWalker returns a Walker.
func (w Walking) NewWalker() *Walker {
	walker := &Walker{Walking: w}
	if w.Streets != nil {
		walker.finder = w.Streets.NewFinder()
	}
	return walker
}

// From iterates over the places at most metres away from p, with the metres to
// walk, in no order in particular but always the same one. The places must
// have been prepared for the streets of the Walker.
func (w *Walker) From(p orb.Point, metres float64, places *Places) iter.Seq2[int, float64] {
	return w.look(p, metres, places, (*rues.Finder).From)
}

// Towards iterates over the places from which p is at most metres away, as
// From does.
func (w *Walker) Towards(p orb.Point, metres float64, places *Places) iter.Seq2[int, float64] {
	return w.look(p, metres, places, (*rues.Finder).Towards)
}

func (w *Walker) look(p orb.Point, metres float64, places *Places,
	along func(*rues.Finder, orb.Point, float64, *rues.Places) rues.Around) iter.Seq2[int, float64] {
	return func(yield func(int, float64) bool) {
		var around rues.Around // where there is no street
		if w.finder != nil {
			around = along(w.finder, p, metres, places.streets)
			for _, r := range around.Reached {
				if !yield(r.Target, r.Metres) {
					return
				}
			}
		}
		for i, crow := range places.index.near(p, w.Crow(metres)) {
			if !around.OnMap(i) && !yield(i, w.Metres(crow)) {
				return
			}
		}
	}
}

// Neighbour is a place and the metres to walk there.
type Neighbour struct {
	Place  int
	Metres float64
}

// Neighbours iterates over points, in their order, with the places at most
// metres away from each. A list is good until the next one. GOMAXPROCS
// goroutines look, a block of points at a time.
func (w Walking) Neighbours(points []orb.Point, metres float64, places *Places) iter.Seq2[int, []Neighbour] {
	const block = 4096
	return func(yield func(int, []Neighbour) bool) {
		walkers := make([]*Walker, min(runtime.GOMAXPROCS(0), len(points)))
		for i := range walkers {
			walkers[i] = w.NewWalker()
		}
		lists := make([][]Neighbour, min(block, len(points)))
		for begin := 0; begin < len(points); begin += block {
			end := min(begin+block, len(points))
			next := atomic.Int64{}
			var group sync.WaitGroup
			for _, walker := range walkers {
				group.Go(func() {
					for i := int(next.Add(1)) - 1; begin+i < end; i = int(next.Add(1)) - 1 {
						lists[i] = lists[i][:0]
						for place, metres := range walker.From(points[begin+i], metres, places) {
							lists[i] = append(lists[i], Neighbour{place, metres})
						}
					}
				})
			}
			group.Wait()
			for i := begin; i < end; i++ {
				if !yield(i, lists[i-begin]) {
					return
				}
			}
		}
	}
}
