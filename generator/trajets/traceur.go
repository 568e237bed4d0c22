package trajets

import (
	"cmp"

	"futurpro/generator/raptor"
)

// traceur finds the journeys behind the figures of a worker's columns.
type traceur struct {
	*computation
	search *raptor.Tracer

	// The words of all columns so far, and where they are.
	tables *tables
	lignes map[Ligne]uint32
	textes map[string]uint32

	// Of the column in hand.
	choix    []choix
	position map[int32]int // of a point in choix
	troncons []troncon
	known    map[troncon]suite // where they are
}

// choix is the journey that is published for a point.
type choix struct {
	lieu     int32
	deadline int // in computation.deadlines
	journey
	// Where the first vehicle is boarded: among the stops that give these very
	// figures, that of the shortest walk.
	stop  raptor.StopIdx
	walk  raptor.Seconds
	found bool
}

func newTraceur(c *computation) *traceur {
	return &traceur{
		computation: c, search: raptor.NewTracer(c.tt, c.opts.Limits),
		tables: &tables{flux: c.flux}, lignes: map[Ligne]uint32{}, textes: map[string]uint32{},
		position: map[int32]int{}, known: map[troncon]suite{},
	}
}

// reset forgets the column before.
func (t *traceur) reset() {
	t.choix, t.troncons = t.choix[:0], nil
	clear(t.position)
	clear(t.known)
}

// publish notes the journey that is published for a point.
func (t *traceur) publish(c choix) {
	t.position[c.lieu] = len(t.choix)
	t.choix = append(t.choix, c)
}

// trace returns how each of the published journeys goes, in the order in which
// they were given, and their branches.
func (t *traceur) trace(targets []raptor.Target) ([]suite, branches) {
	suites := make([]suite, len(t.choix))
	byDeadline := make([][]int, len(t.deadlines))
	for i, c := range t.choix {
		if c.rides == 0 {
			suites[i] = endFor(t.deadlines[c.deadline].at)
			continue
		}
		byDeadline[c.deadline] = append(byDeadline[c.deadline], i)
	}
	for d, published := range byDeadline {
		if len(published) == 0 {
			continue
		}
		t.search.Run(targets, t.deadlines[d].at)
		t.findStops(d)
		for _, i := range published {
			suites[i] = t.branch(t.choix[i])
		}
	}
	return suites, branches{t.tables, t.troncons}
}

// findStops finds where the journeys published for a deadline begin.
func (t *traceur) findStops(d int) {
	for _, stop := range t.search.Reached() {
		for _, door := range t.doors.near(stop) {
			i, ok := t.position[door.lieu]
			if !ok {
				continue
			}
			c := &t.choix[i]
			label, _ := t.search.Departure(stop)
			if c.deadline != d || c.rides != label.Rides || c.depart != label.Departure-door.walk {
				continue
			}
			if !c.found || cmp.Or(cmp.Compare(door.walk, c.walk), cmp.Compare(t.tt.Stop(stop).ID, t.tt.Stop(c.stop).ID), cmp.Compare(stop, c.stop)) < 0 {
				c.stop, c.walk, c.found = stop, door.walk, true
			}
		}
	}
}

// branch adds the troncons of a journey that are not there yet.
func (t *traceur) branch(c choix) suite {
	journey, ok := t.search.Journey(c.stop)
	if !c.found || !ok {
		// The figure was found from such a stop.
		panic("trajets: a published journey that cannot be found again")
	}
	next := endFor(t.deadlines[c.deadline].at)
	for i := len(journey.Legs) - 1; i >= 0; i-- {
		leg := journey.Legs[i]
		added := troncon{
			ligne: t.ligne(leg.Trip), de: t.texte(t.tt.Stop(leg.From).Name), a: t.texte(t.tt.Stop(leg.To).Name),
			depart: leg.Departure, arrivee: leg.Arrival, marche: uint16(leg.Walk), assis: leg.Seated, suite: next,
		}
		at, ok := t.known[added]
		if !ok {
			at = suite(len(t.troncons))
			t.known[added] = at
			t.troncons = append(t.troncons, added)
		}
		next = at
	}
	return next
}

func (t *traceur) ligne(trip raptor.TripIdx) uint32 {
	of := t.tt.Trip(trip)
	l := Ligne{Nom: cmp.Or(of.Route.ShortName, of.Route.LongName), Mode: of.Route.Type, Flux: t.flux[of.Source]}
	i, ok := t.lignes[l]
	if !ok {
		i = uint32(len(t.tables.lignes))
		t.lignes[l] = i
		t.tables.lignes = append(t.tables.lignes, ligne{uint32(of.Source), int32(l.Mode), t.texte(l.Nom)})
	}
	return i
}

func (t *traceur) texte(s string) uint32 {
	i, ok := t.textes[s]
	if !ok {
		i = uint32(len(t.tables.textes))
		t.textes[s] = i
		t.tables.textes = append(t.tables.textes, s)
	}
	return i
}
