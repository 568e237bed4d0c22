package trajets

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"futurpro/generator/raptor"
)

// worker computes columns of the matrix, one at a time.
type worker struct {
	*computation
	traceur *traceur
	walker  *raptor.Walker
	search  *raptor.Search
	targets []raptor.Target
	// best are the journeys by deadline, then point of an origine; the zero
	// value, whose minutes cannot be, is none.
	best    [][]journey
	reach   orb.Bound
	touched []int32  // points with a journey, in no order
	isIn    []bool   // whether a point is in touched
	memes   []depuis // of the points of one origine
}

// journey is the best one from a point for one deadline. A journey to a
// deadline takes at least a second, hence a minute: 0 minutes is no journey,
// and one that takes no time counts as a minute.
type journey struct {
	minutes, rides uint8
	depart         raptor.Seconds
}

// compare orders journeys to the same deadline, the best first.
func (j journey) compare(k journey) int {
	return cmp.Or(cmp.Compare(j.minutes, k.minutes), cmp.Compare(j.rides, k.rides), cmp.Compare(k.depart, j.depart))
}

func newWorker(c *computation) *worker {
	t := newTraceur(c)
	w := &worker{
		computation: c,
		traceur:     t,
		walker:      c.opts.Walking.NewWalker(),
		search:      t.search.Search,
		best:        make([][]journey, len(c.deadlines)),
		isIn:        make([]bool, len(c.lieux.points)),
	}
	for d := range w.best {
		w.best[d] = make([]journey, len(c.lieux.points))
	}
	return w
}

// column returns the journeys to one destination.
func (w *worker) column(destination orb.Point) column {
	if !known(destination) {
		return column{}
	}
	w.reach = destination.Bound()
	w.walkAllTheWay(destination)
	w.targets = w.targets[:0]
	for stop, metres := range w.walker.Towards(destination, w.opts.MaxStopWalk, w.stops) {
		w.targets = append(w.targets, raptor.Target{Stop: raptor.StopIdx(stop), Walk: w.walker.Duration(metres)})
	}
	if len(w.targets) > 0 {
		for d := range w.deadlines {
			w.ride(d)
		}
	}
	c := column{arrivals: w.collect(), reach: w.reach}
	var suites []suite
	suites, c.branches = w.traceur.trace(w.targets)
	for i := range c.arrivals {
		c.arrivals[i].suite = suites[i]
	}
	return c
}

// walkAllTheWay offers the journeys on foot.
func (w *worker) walkAllTheWay(destination orb.Point) {
	// A second too far, for durations are rounded: they decide.
	for lieu, metres := range w.walker.Towards(destination, float64(w.opts.MaxWalk+1)*w.walker.Speed, w.homes) {
		walk := w.walker.Duration(metres)
		if walk > w.opts.MaxWalk {
			continue
		}
		for d := range w.deadlines {
			w.offer(d, int32(lieu), w.deadlines[d].at-walk, 0)
		}
	}
}

// ride offers the journeys by vehicle to the destination of the targets.
func (w *worker) ride(d int) {
	w.search.Run(w.targets, w.deadlines[d].at)
	for _, stop := range w.search.Reached() {
		w.reach = extend(w.reach, w.tt.Stop(stop).Position)
		doors := w.doors.near(stop)
		if len(doors) == 0 {
			continue
		}
		label, _ := w.search.Departure(stop)
		for _, door := range doors {
			depart := label.Departure - door.walk
			if w.deadlines[d].at-depart <= w.opts.Limits.MaxDuration {
				w.offer(d, door.lieu, depart, label.Rides)
			}
		}
	}
}

// offer notes a journey, if it is the best so far.
func (w *worker) offer(d int, lieu int32, depart raptor.Seconds, rides uint8) {
	j := journey{uint8(max(1, minutes(w.deadlines[d].at-depart))), rides, depart}
	if best := &w.best[d][lieu]; best.minutes == 0 || j.compare(*best) < 0 {
		*best = j
	}
	if !w.isIn[lieu] {
		w.isIn[lieu] = true
		w.touched = append(w.touched, lieu)
	}
}

// collect returns the journeys offered and forgets them.
func (w *worker) collect() []arrival {
	slices.Sort(w.touched)
	w.traceur.reset()
	var column []arrival
	for i, lieu := range w.touched {
		origine := w.lieux.origine[lieu]
		if trajet, choix, ok := w.trajet(lieu); ok {
			w.memes = append(w.memes, depuis{int(lieu - w.lieux.start[origine]), trajet, choix})
		}
		for d := range w.best {
			w.best[d][lieu] = journey{}
		}
		w.isIn[lieu] = false
		last := i+1 == len(w.touched) || w.lieux.origine[w.touched[i+1]] != origine
		if last && len(w.memes) > 0 {
			publie := publier(w.memes, w.lieux.connus[origine])
			column = append(column, arrival{commune: origine, trajet: publie.Trajet})
			w.traceur.publish(publie.choix)
			w.memes = w.memes[:0]
		}
	}
	w.touched = w.touched[:0]
	return column
}

// trajet returns the best journey of a point over the published deadlines,
// the earliest deadline on ties, and the median of the others.
func (w *worker) trajet(lieu int32) (Trajet, choix, bool) {
	best := choix{lieu: lieu}
	fenetre := make([]uint8, 0, 16)
	for d, deadline := range w.deadlines {
		j := w.best[d][lieu]
		if deadline.fenetre {
			fenetre = append(fenetre, orInaccessible(j.minutes))
		}
		if !deadline.published || j.minutes == 0 {
			continue
		}
		if best.minutes == 0 || cmp.Or(cmp.Compare(j.minutes, best.minutes), cmp.Compare(j.rides, best.rides)) < 0 {
			best.journey, best.deadline = j, d
		}
	}
	if best.minutes == 0 {
		return Trajet{}, choix{}, false
	}
	slices.Sort(fenetre)
	return Trajet{Minutes: best.minutes, Rides: best.rides, Depart: best.depart, Mediane: fenetre[len(fenetre)/2]}, best, true
}

func orInaccessible(minutes uint8) uint8 {
	if minutes == 0 {
		return Inaccessible
	}
	return minutes
}

// extend returns the bound with a point in it, if its position is known.
func extend(b orb.Bound, p orb.Point) orb.Bound {
	if math.IsNaN(p[0]) || math.IsNaN(p[1]) {
		return b
	}
	return b.Extend(p)
}
