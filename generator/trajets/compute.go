package trajets

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"futurpro/generator/raptor"
)

// Compute returns the journeys from every origine (row) to every destination
// (column) in the timetable; tt may be nil, for journeys on foot only. A point
// that is zero or NaN is a place of unknown position: nothing leads from or to
// it, and it does not count among those of its origine. Progress, if not nil, is told how many destinations are done, never by
// two goroutines at once.
//
// Destinations are shared among GOMAXPROCS goroutines; the result does not
// depend on how.
func Compute(ctx context.Context, tt *raptor.Timetable, opts Options,
	origines []Origine, destinations []orb.Point, progress func(done, total int)) (*Matrice, error) {
	columns, err := computeColumns(ctx, Reseau{Timetable: tt, Sources: make([]Empreinte, numSources(tt))}, opts, origines, destinations, progress)
	if err != nil {
		return nil, err
	}
	return newMatrice(len(origines), columns), nil
}

// column is what is found for one destination.
type column struct {
	arrivals []arrival // by increasing origine
	// reach holds the destination and every stop from which a vehicle leads to
	// it, for any deadline: all that the search has looked at and used.
	reach    orb.Bound
	branches branches
	// cle is the key of one that a previous computation holds, else zero.
	cle Empreinte
}

func computeColumns(ctx context.Context, r Reseau, opts Options,
	origines []Origine, destinations []orb.Point, progress func(done, total int)) ([]column, error) {
	if r.Velo != nil {
		return r.Velo.columns(ctx, origines, destinations, progress)
	}
	if err := opts.check(); err != nil {
		return nil, err
	}
	if len(destinations) == 0 {
		return nil, nil // and nobody's door is looked for
	}
	tt := r.Timetable
	if tt == nil {
		tt = &raptor.Timetable{}
	}
	if err := opts.Walking.Streets.Load(ctx); err != nil {
		return nil, err
	}
	if err := tt.Link(ctx); err != nil {
		return nil, err
	}
	c := &computation{
		tt: tt, flux: r.Sources, opts: opts, lieux: newLieux(origines),
		deadlines: allDeadlines(opts),
		stops:     tt.Places(opts.Walking.Streets),
	}
	c.homes = raptor.NewPlaces(c.lieux.points, opts.Walking.Streets)
	c.doors = newDoors(tt.NumStops(), c.stops, opts, c.lieux.points)
	return share(ctx, destinations, progress, func() func(orb.Point) column { return newWorker(c).column })
}

// share has the destinations computed by GOMAXPROCS goroutines, each with a
// column function of its own.
func share(ctx context.Context, destinations []orb.Point, progress func(done, total int), newColumn func() func(orb.Point) column) ([]column, error) {
	columns := make([]column, len(destinations))
	next := counter{total: len(destinations), progress: progress}
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(destinations)) {
		workers.Go(func() {
			column := newColumn()
			for d := next.take(); d >= 0 && ctx.Err() == nil; d = next.take() {
				columns[d] = column(destinations[d])
				next.tick()
			}
		})
	}
	workers.Wait()
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("computing travel times: %w", err)
	}
	return columns, nil
}

// counter hands out the destinations and counts those done.
type counter struct {
	mu                 sync.Mutex
	taken, done, total int
	progress           func(done, total int)
}

// take returns the next destination, -1 if none is left.
func (c *counter) take() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.taken == c.total {
		return -1
	}
	c.taken++
	return c.taken - 1
}

func (c *counter) tick() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.done++
	if c.progress != nil {
		c.progress(c.done, c.total)
	}
}

// computation is what the workers share and do not modify.
type computation struct {
	tt        *raptor.Timetable
	flux      []Empreinte // of the sources of tt
	opts      Options
	lieux     lieux
	deadlines []deadline
	stops     *raptor.Places
	homes     *raptor.Places // the points of lieux
	doors     doors
}

// deadline is a clock time to be on time for, and what it is asked for.
type deadline struct {
	at                 raptor.Seconds
	published, fenetre bool
}

// allDeadlines returns each clock time once, the earliest first.
func allDeadlines(opts Options) []deadline {
	var all []deadline
	for _, at := range slices.Concat(opts.Deadlines, opts.Fenetre) {
		all = append(all, deadline{at, slices.Contains(opts.Deadlines, at), slices.Contains(opts.Fenetre, at)})
	}
	slices.SortFunc(all, func(a, b deadline) int { return int(a.at - b.at) })
	return slices.Compact(all)
}

// known reports whether a point is the position of something. The point zero,
// in the Gulf of Guinea, is what a position that was never set looks like.
func known(p orb.Point) bool {
	return p != orb.Point{} && !math.IsNaN(p[0]) && !math.IsNaN(p[1])
}

// doors are the points of origines within a walk of each stop.
type doors struct {
	start []int32 // by stop: list[start[s]:start[s+1]]
	list  []door
}

type door struct {
	lieu int32
	walk raptor.Seconds
}

// near returns the doors near a stop.
func (d *doors) near(s raptor.StopIdx) []door { return d.list[d.start[s]:d.start[s+1]] }

func newDoors(stops int, places *raptor.Places, opts Options, points []orb.Point) doors {
	byStop := make([][]door, stops)
	n := 0
	// A walk is as long in both directions.
	for lieu, near := range opts.Walking.Neighbours(points, opts.MaxStopWalk, places) {
		for _, stop := range near {
			byStop[stop.Place] = append(byStop[stop.Place], door{int32(lieu), opts.Walking.Duration(stop.Metres)})
			n++
		}
	}
	d := doors{start: make([]int32, 1, len(byStop)+1), list: make([]door, 0, n)}
	for _, list := range byStop {
		d.list = append(d.list, list...)
		d.start = append(d.start, int32(len(d.list)))
	}
	return d
}
