package trajets

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"io"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geo"

	"futurpro/generator/raptor"
)

// VersionRegles is part of every key: raise it with each change of this
// package, of raptor, of rues or of gtfs that changes a travel time, so that what
// was computed before is computed again.
const VersionRegles = 2

// Empreinte is the SHA-256 of something that travel times depend on.
type Empreinte [sha256.Size]byte

// Base is the key of what every column depends on: the rules, the streets, which
// are part of what [raptor.Walking] tells, and the origines, by their first
// points.
func (d Demande) Base() Empreinte {
	h := sha256.New()
	fmt.Fprintf(h, "rules %d format %d\n%+v\n%+v\n%d origines\n", VersionRegles, versionFormat, d.Options, d.Changes, len(d.Origines))
	for _, o := range d.Origines {
		writePoint(h, o.premier())
	}
	return sum(h)
}

// cle is the key of the whole Demande: parts with another one are of another
// computation.
func (d Demande) cle() Empreinte {
	h := sha256.New()
	base := d.Base()
	h.Write(base[:])
	fmt.Fprintf(h, "%d destinations\n", len(d.Destinations))
	for _, p := range d.Destinations {
		writePoint(h, placed(p))
	}
	for i, o := range d.Origines {
		o.write(h, i)
	}
	for _, r := range d.Reseaux {
		fmt.Fprintf(h, "%d feeds\n", len(r.Sources))
		for _, s := range r.Sources {
			h.Write(s[:])
		}
		if r.Velo != nil {
			fmt.Fprintf(h, "bicycle %+v\n", *r.Velo)
		}
	}
	return sum(h)
}

// keys makes the keys of the columns of a network.
type keys struct {
	base   Empreinte
	reseau int
	velo   *Velo   // nil for a network of timetables
	margin float64 // metres within which a search may enter a feed
	doors  float64 // metres within which it may reach a door
	feeds  []feedPlaces
	// etendues are the origines of several points.
	etendues []etendue
}

// etendue is an origine, and where it is.
type etendue struct {
	rang    int
	origine Origine
	bound   orb.Bound
}

// feedPlaces is where a feed has stops.
type feedPlaces struct {
	id    Empreinte
	bound orb.Bound
	stops []orb.Point
}

func (d Demande) newKeys(base Empreinte, reseau int) keys {
	r := d.Reseaux[reseau]
	k := keys{base: base, reseau: reseau, velo: r.Velo, feeds: make([]feedPlaces, len(r.Sources))}
	// The pad of a bound is a little short of the distance that searches use.
	walking := d.Options.Walking
	k.margin = 1.01*max(walking.Radius(d.Options.MaxStopWalk), d.Changes.Walking.Radius(d.Changes.MaxWalk)) + 1
	k.doors = 1.01*walking.Radius(max(d.Options.MaxStopWalk, float64(d.Options.MaxWalk)*walking.Speed)) + 1
	if r.Velo != nil {
		k.doors = 1.01*r.Velo.Riding.Radius(r.Velo.metres()) + 1
	}
	for i, o := range d.Origines {
		if len(o) > 1 {
			k.etendues = append(k.etendues, etendue{i, o, o.bound()})
		}
	}
	for i, id := range r.Sources {
		k.feeds[i].id = id
	}
	if r.Timetable == nil {
		return k
	}
	for s := range r.Timetable.NumStops() {
		stop := r.Timetable.Stop(raptor.StopIdx(s))
		if math.IsNaN(stop.Position[0]) || math.IsNaN(stop.Position[1]) {
			continue // nobody walks there
		}
		f := &k.feeds[stop.Source]
		if len(f.stops) == 0 {
			f.bound = stop.Position.Bound()
		}
		f.bound = f.bound.Extend(stop.Position)
		f.stops = append(f.stops, stop.Position)
	}
	// So that the name of a file, which decides of the order, does not matter.
	slices.SortFunc(k.feeds, func(a, b feedPlaces) int { return slices.Compare(a.id[:], b.id[:]) })
	return k
}

// key returns the key of the column of a destination with that reach.
func (k keys) key(destination orb.Point, reach orb.Bound) Empreinte {
	h := sha256.New()
	h.Write(k.base[:])
	if k.velo != nil {
		fmt.Fprintf(h, "bicycle %+v\n", *k.velo)
	} else {
		fmt.Fprintf(h, "network %d\n", k.reseau)
	}
	for _, p := range []orb.Point{destination, reach.Min, reach.Max} {
		writePoint(h, p)
	}
	around := geo.BoundPad(reach, k.margin)
	for _, f := range k.feeds {
		if len(f.stops) > 0 && f.bound.Intersects(around) && slices.ContainsFunc(f.stops, around.Contains) {
			h.Write(f.id[:])
		}
	}
	around = geo.BoundPad(reach, k.doors)
	for _, e := range k.etendues {
		if e.bound.Intersects(around) {
			e.origine.write(h, e.rang)
		}
	}
	return sum(h)
}

// held returns the columns of a previous computation that still hold, by
// destination.
func (k keys) held(previous *Calcul) map[orb.Point]column {
	if previous == nil || previous.base != k.base || k.reseau >= len(previous.grilles) {
		return nil
	}
	held := map[orb.Point]column{}
	g := previous.grilles[k.reseau]
	columns := g.matrice.columns()
	for i, c := range g.colonnes {
		if p := previous.destinations[i]; k.key(p, c.reach) == c.cle {
			columns[i].reach, columns[i].cle = c.reach, c.cle
			held[p] = columns[i]
		}
	}
	return held
}

// premier is the first point, zero for none or one of unknown position.
func (o Origine) premier() orb.Point {
	if len(o) == 0 {
		return orb.Point{}
	}
	return placed(o[0])
}

// write writes the points of the origine of that rank.
func (o Origine) write(w io.Writer, rang int) {
	_, _ = fmt.Fprintf(w, "origine %d: %d points\n", rang, len(o))
	for _, p := range o {
		writePoint(w, placed(p))
	}
}

// bound holds the known points.
func (o Origine) bound() orb.Bound {
	var known orb.MultiPoint
	for _, p := range o {
		if placed(p) != (orb.Point{}) {
			known = append(known, p)
		}
	}
	return known.Bound()
}

// placed returns the point zero for a place of unknown position.
func placed(p orb.Point) orb.Point {
	if !known(p) {
		return orb.Point{}
	}
	return p
}

// numSources returns the number of feeds that a timetable was made of.
func numSources(tt *raptor.Timetable) int {
	if tt == nil {
		return 0
	}
	return tt.NumSources()
}

func writePoint(w io.Writer, p orb.Point) {
	b := binary.LittleEndian.AppendUint64(nil, math.Float64bits(p[0]))
	// What is written to is a hash, which never fails.
	_, _ = w.Write(binary.LittleEndian.AppendUint64(b, math.Float64bits(p[1])))
}

func sum(h hash.Hash) (e Empreinte) {
	h.Sum(e[:0])
	return e
}
