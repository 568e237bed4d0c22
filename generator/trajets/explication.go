package trajets

import (
	"cmp"
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geo"

	"futurpro/generator/raptor"
)

// Explication says what the best journey to one deadline is, and what stands
// in the way of a better one.
type Explication struct {
	Deadline raptor.Seconds
	Chemin   *Chemin // nil if there is none under the caps
	// SansLimite is, where Chemin is nil, the journey that takes more time or
	// more vehicles than the caps allow; nil if even that does not exist.
	SansLimite *Chemin
	// APied is the walk all the way, even one that is over the cap; infinite
	// if no street leads there within 50 km.
	APied Marche
	// Depart and Arrivee are the stops around both doors.
	Depart, Arrivee Arrets
	// Manque is the next vehicle of the line that Chemin takes first; nil if
	// there is none, or if the rider stays seated when that line becomes
	// another. It comes too late by Retard for what follows.
	Manque *raptor.Leg
	Retard raptor.Seconds
}

// Chemin is a journey from door to door.
type Chemin struct {
	Depart, Arrivee raptor.Seconds // at the doors
	Minutes, Rides  int            // as in a Trajet
	Premiere        Marche         // to the first stop, or all the way
	raptor.Journey                 // without legs, on foot all the way
	Derniere        Marche         // from the last stop
}

// Marche is a walk.
type Marche struct {
	Metres float64 // walked
	Duree  raptor.Seconds
}

// Arrets are the stops served on the day around a door.
type Arrets struct {
	Nombre int // within the longest walk to a stop
	// Proche is the nearest one, within that walk or not, and Marche the way
	// there. They have no meaning unless Trouve: a stop is within 100 km.
	Proche raptor.StopIdx
	Marche Marche
	Trouve bool
}

// Guide explains journeys in one timetable.
type Guide struct {
	tt             *raptor.Timetable
	opts           Options
	stops          *raptor.Places
	walker         *raptor.Walker
	search, beyond *raptor.Tracer
}

// dayLong bounds a journey that is told for being over the cap.
const dayLong = 12 * 3600

// walkLong bounds, in metres, a walk along streets that is told for being over
// the cap.
const walkLong = 50_000

// NewGuide returns a Guide; tt may be nil, for journeys on foot only. Streets
// must have been loaded, as [Compute] does.
func NewGuide(tt *raptor.Timetable, opts Options) (*Guide, error) {
	if err := opts.check(); err != nil {
		return nil, err
	}
	if tt == nil {
		tt = &raptor.Timetable{}
	}
	return &Guide{
		tt: tt, opts: opts,
		stops:  tt.Places(opts.Walking.Streets),
		walker: opts.Walking.NewWalker(),
		search: raptor.NewTracer(tt, opts.Limits),
		beyond: raptor.NewTracer(tt, raptor.Limits{MaxDuration: dayLong}),
	}, nil
}

// Explain returns the best journey to a deadline, the one that [Compute] keeps
// for that deadline alone. The positions must be known.
func (g *Guide) Explain(origine, destination orb.Point, deadline raptor.Seconds) Explication {
	e := Explication{
		Deadline: deadline,
		APied:    g.aPied(origine, destination),
		Depart:   g.arrets(origine), Arrivee: g.arrets(destination),
	}
	var best *Chemin
	if e.APied.Duree <= g.opts.MaxWalk {
		best = g.chemin(deadline, deadline-e.APied.Duree, 0)
		best.Premiere, best.Arrivee = e.APied, deadline
	}
	if ride := g.ride(g.search, origine, destination, deadline, g.opts.Limits.MaxDuration); ride != nil && (best == nil || ride.compare(best) < 0) {
		best = ride
	}
	if e.Chemin = best; best == nil {
		e.SansLimite = g.ride(g.beyond, origine, destination, deadline, dayLong)
		return e
	}
	if len(best.Legs) > 0 {
		e.Manque, e.Retard = g.following(best, deadline)
	}
	return e
}

// chemin returns a journey with its figures and no way yet.
func (g *Guide) chemin(deadline, depart raptor.Seconds, rides int) *Chemin {
	return &Chemin{Depart: depart, Minutes: max(1, minutes(deadline-depart)), Rides: rides}
}

// compare orders journeys to the same deadline as journey.compare does, then
// by the shortest walk from the door.
func (c *Chemin) compare(d *Chemin) int {
	return cmp.Or(cmp.Compare(c.Minutes, d.Minutes), cmp.Compare(c.Rides, d.Rides), cmp.Compare(d.Depart, c.Depart),
		cmp.Compare(c.Premiere.Duree, d.Premiere.Duree))
}

// ride returns the best journey by vehicle, nil if there is none.
func (g *Guide) ride(search *raptor.Tracer, origine, destination orb.Point, deadline, longest raptor.Seconds) *Chemin {
	var targets []raptor.Target
	metresFrom := map[raptor.StopIdx]float64{}
	for stop, metres := range g.walker.Towards(destination, g.opts.MaxStopWalk, g.stops) {
		targets = append(targets, raptor.Target{Stop: raptor.StopIdx(stop), Walk: g.walker.Duration(metres)})
		metresFrom[raptor.StopIdx(stop)] = metres
	}
	search.Run(targets, deadline)
	var best *Chemin
	var from raptor.StopIdx
	for n, metres := range g.walker.From(origine, g.opts.MaxStopWalk, g.stops) {
		stop := raptor.StopIdx(n)
		label, ok := search.Departure(stop)
		if !ok {
			continue
		}
		walk := g.marche(metres)
		c := g.chemin(deadline, label.Departure-walk.Duree, int(label.Rides))
		c.Premiere = walk
		if deadline-c.Depart <= longest && (best == nil || c.compare(best) < 0) {
			best, from = c, stop
		}
	}
	if best == nil {
		return nil
	}
	best.Journey, _ = search.Journey(from)
	best.Arrivee = best.Journey.Arrival
	last := best.Legs[len(best.Legs)-1]
	best.Derniere = g.marche(metresFrom[last.To])
	return best
}

// following returns the vehicle after the first one of a journey, and how long
// it arrives after the last moment that still leads to the deadline.
func (g *Guide) following(c *Chemin, deadline raptor.Seconds) (*raptor.Leg, raptor.Seconds) {
	first, latest := c.Legs[0], deadline
	if len(c.Legs) > 1 {
		if c.Legs[1].Seated {
			return nil, 0
		}
		latest = c.Legs[1].Departure
	}
	next, ok := g.search.Following(first)
	if !ok {
		return nil, 0
	}
	return &next, next.Arrival + first.Change - latest
}

// marche is the walk of some metres.
func (g *Guide) marche(metres float64) Marche {
	return Marche{Metres: metres, Duree: g.walker.Duration(metres)}
}

// aPied is the walk all the way.
func (g *Guide) aPied(origine, destination orb.Point) Marche {
	if g.walker.Streets == nil {
		return g.marche(g.walker.Metres(geo.DistanceHaversine(origine, destination)))
	}
	for _, metres := range g.walker.From(origine, walkLong, raptor.NewPlaces([]orb.Point{destination}, g.walker.Streets)) {
		return g.marche(metres)
	}
	return Marche{Metres: math.Inf(1), Duree: math.MaxInt32}
}

// arrets looks around a door; where no stop is within a walk, further and
// further until there is one, in a straight line and its detour.
func (g *Guide) arrets(p orb.Point) Arrets {
	var a Arrets
	least := math.Inf(1)
	keep := func(stop raptor.StopIdx, metres float64) {
		if metres < least {
			a.Proche, least, a.Trouve = stop, metres, true
		}
	}
	for stop, metres := range g.walker.From(p, g.opts.MaxStopWalk, g.stops) {
		a.Nombre++
		keep(raptor.StopIdx(stop), metres)
	}
	for _, radius := range []float64{10_000, 100_000} {
		if a.Trouve {
			break
		}
		for stop, crow := range g.tt.StopsNear(p, radius) {
			keep(stop, g.walker.Metres(crow))
		}
	}
	if a.Trouve {
		a.Marche = g.marche(least)
	}
	return a
}
