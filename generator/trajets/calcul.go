package trajets

import (
	"context"
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"futurpro/generator/raptor"
)

// Reseau is a network to compute the journeys of.
type Reseau struct {
	Timetable *raptor.Timetable // nil for journeys on foot only
	// Sources identify the feeds of the timetable, in the order in which they
	// were given to it: what each holds, its day, the routes kept.
	Sources []Empreinte
	// Velo makes this the ride by bicycle all the way, without timetable; nil
	// for journeys on foot and by public transport.
	Velo *Velo
}

// Demande is all that the journeys depend on.
type Demande struct {
	Options      Options
	Changes      raptor.Options // those that the timetables were built with
	Origines     []Origine
	Destinations []orb.Point
	Reseaux      []Reseau
}

// Part is a share of the destinations: those whose position, divided by Total,
// leaves Index. Neighbours in the list, which are neighbours on the map and
// cost the same, are thus spread. The whole is Part{0, 1}.
type Part struct{ Index, Total int }

// Whole is all of the destinations.
func Whole() Part { return Part{0, 1} }

// String counts from 1, as people do: "2/7".
func (p Part) String() string { return fmt.Sprintf("%d/%d", p.Index+1, p.Total) }

// of returns the share of n things.
func (p Part) of(n int) int { return (n - p.Index + p.Total - 1) / p.Total }

func (p Part) check() error {
	if p.Total < 1 || p.Total > math.MaxInt32 || p.Index < 0 || p.Index >= p.Total {
		return fmt.Errorf("travel times: there is no part %s: the first is 1/n, the last n/n", p)
	}
	return nil
}

// Calcul is what a Demande gives, for a part of its destinations. Each column
// has a key, so that a later Demande finds what still holds.
type Calcul struct {
	base, cle    Empreinte
	part         Part
	total        int         // destinations of all parts
	origines     int         // number of rows
	destinations []orb.Point // of this part
	grilles      []grille    // by network
}

// grille is the result for one network.
type grille struct {
	colonnes []colonne
	matrice  *Matrice
}

// colonne tells what a column was computed from.
type colonne struct {
	reach orb.Bound
	cle   Empreinte
}

// Part returns the share of the destinations that was computed.
func (c *Calcul) Part() Part { return c.part }

// Base is the key of what every column depends on: it names a file that later
// computations may reuse columns of.
func (c *Calcul) Base() Empreinte { return c.base }

// Matrices returns the journeys of each network, to the destinations of the
// part.
func (c *Calcul) Matrices() []*Matrice {
	matrices := make([]*Matrice, len(c.grilles))
	for i, g := range c.grilles {
		matrices[i] = g.matrice
	}
	return matrices
}

// Compute answers a part of the Demande. The columns of previous, which may be
// nil, that still hold are kept; reused counts them. The result is the same
// without previous. Progress, if not nil, is told how many columns of a
// network are done, among those to compute.
//
// # What still holds
//
// A search goes from stop to stop: it enters a feed on foot only, from the
// destination or from a stop of another feed where a vehicle was boarded. All
// of these are in the reach of the column. So as long as the feeds with a stop
// in it, or within a walk of it, are the same ones, the search meets nothing
// new and finds the same: the key of a column is made of these feeds, with the
// rules, the first point of every origine, all points of those with one within
// a walk, and the destination. A feed may change elsewhere, and with it the
// points of the communes there.
func (d Demande) Compute(ctx context.Context, part Part, previous *Calcul, progress func(reseau, done, total int)) (c *Calcul, reused int, err error) {
	if err := part.check(); err != nil {
		return nil, 0, err
	}
	c = &Calcul{base: d.Base(), cle: d.cle(), part: part, total: len(d.Destinations), origines: len(d.Origines)}
	for i, p := range d.Destinations {
		if i%part.Total == part.Index {
			c.destinations = append(c.destinations, placed(p))
		}
	}
	for n, r := range d.Reseaux {
		if len(r.Sources) != numSources(r.Timetable) {
			return nil, 0, fmt.Errorf("travel times: %d keys for the %d feeds of a network", len(r.Sources), numSources(r.Timetable))
		}
		var tell func(done, total int)
		if progress != nil {
			tell = func(done, total int) { progress(n, done, total) }
		}
		k := d.newKeys(c.base, n)
		columns, held, err := d.columns(ctx, n, c.destinations, k.held(previous), tell)
		if err != nil {
			return nil, 0, err
		}
		g := grille{colonnes: make([]colonne, len(columns)), matrice: newMatrice(len(d.Origines), columns)}
		for i, column := range columns {
			g.colonnes[i] = colonne{column.reach, column.cle}
			if column.cle == (Empreinte{}) {
				g.colonnes[i].cle = k.key(c.destinations[i], column.reach)
			}
		}
		c.grilles = append(c.grilles, g)
		reused += held
	}
	return c, reused, nil
}

// columns returns the columns of a network: those held as they are, counted,
// and the others computed.
func (d Demande) columns(ctx context.Context, reseau int, destinations []orb.Point, held map[orb.Point]column,
	progress func(done, total int)) (columns []column, reused int, err error) {
	columns = make([]column, len(destinations))
	var missing []int
	var todo []orb.Point
	for i, p := range destinations {
		if h, ok := held[p]; ok {
			columns[i] = h
			continue
		}
		missing, todo = append(missing, i), append(todo, p)
	}
	computed, err := computeColumns(ctx, d.Reseaux[reseau], d.Options, d.Origines, todo, progress)
	if err != nil {
		return nil, 0, err
	}
	for i, column := range computed {
		columns[missing[i]] = column
	}
	return columns, len(destinations) - len(missing), nil
}
