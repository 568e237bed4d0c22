package trajets_test

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geo"

	"futurpro/generator/gtfs"
	"futurpro/generator/gtfs/gtfstest"
	"futurpro/generator/raptor"
	"futurpro/generator/trajets"
)

// The bus of 7:20 is in B at 7:45. The door is 400 m from A (432 s), the school
// 200 m from B (216 s), and 1,000 m from the second door (1,080 s).
func TestJourneyBehindAFigure(t *testing.T) {
	d := demande(reseau(t, oneBus))
	d.Origines = trajets.Origines([]orb.Point{gtfstest.Point(0, 400), gtfstest.Point(40000, 1200), gtfstest.Point(0, 90000)})
	d.Destinations = []orb.Point{gtfstest.Point(40000, 200)}
	file, _ := bytesOf(t, d, trajets.Whole(), nil)
	m := read(t, file).Matrices()[0]
	for commune, want := range []*trajets.Itineraire{
		{Depart: at(t, "7:12:48"), Marche: 432, Arrivee: at(t, "7:48:36"), Deadline: at(t, "8:00"), Troncons: []trajets.Troncon{{
			Ligne: trajets.Ligne{Flux: d.Reseaux[0].Sources[0], Nom: "R", Mode: 3},
			De:    "A", Depart: at(t, "7:20"), A: "B", Arrivee: at(t, "7:45"), Marche: 216,
		}}},
		{Depart: at(t, "7:42"), Marche: 1080, Arrivee: at(t, "8:00"), Deadline: at(t, "8:00")},
		nil,
	} {
		got, ok := m.Itineraire(commune, 0)
		if ok != (want != nil) {
			t.Fatalf("commune %d: %+v (%t)", commune, got, ok)
		}
		if want == nil {
			continue
		}
		if diff := gocmp.Diff(*want, got); diff != "" {
			t.Errorf("commune %d (-want +got):\n%s", commune, diff)
		}
	}
}

// TestJourneysBehindFiguresAreReal takes the journeys of random networks, as a
// file gives them, and follows each in the feed: it must run, and take what is
// published. Explain must tell the same one.
func TestJourneysBehindFiguresAreReal(t *testing.T) {
	vehicles, changes, seated, walks := 0, 0, 0, 0
	for seed := range 80 {
		random := rand.New(rand.NewPCG(uint64(seed), 90))
		side := 4_000 + 2_000*(seed%8)
		place := func() orb.Point {
			return gtfstest.Point(random.Float64()*float64(side), random.Float64()*float64(side))
		}
		text := randomLines(random, side)
		d := demande(reseau(t, text))
		for range 20 {
			// The second half of the communes have five places.
			d.Origines = append(d.Origines, trajets.Origine{place(), place(), place(), place(), place()}[:1+4*(len(d.Origines)/10)])
		}
		d.Destinations = []orb.Point{place(), place(), place()}
		file, _ := bytesOf(t, d, trajets.Whole(), nil)
		m := read(t, file).Matrices()[0]
		f := follower{feed: gtfstest.Feed(t, text)}
		day, err := f.feed.Day(gtfstest.Tuesday())
		if err != nil {
			t.Fatal(err)
		}
		f.trips = day.Trips
		g := guide(t, d.Reseaux[0].Timetable)
		for o, places := range d.Origines {
			for e, school := range d.Destinations {
				it, ok := m.Itineraire(o, e)
				published, exists := m.Trajet(o, e)
				if ok != exists {
					t.Fatalf("seed %d: figure %t, journey %t", seed, exists, ok)
				}
				if !ok {
					continue
				}
				home := places[published.Lieu]
				if wrong := f.wrong(it, published, home, school); wrong != "" {
					t.Fatalf("seed %d, from %d to %d, %+v, %+v: %s\n%s", seed, o, e, published, it, wrong, text)
				}
				if diff := gocmp.Diff(told(d.Reseaux[0], g.Explain(home, school, it.Deadline)), it); diff != "" {
					t.Fatalf("seed %d, from %d to %d, (-explained +kept):\n%s", seed, o, e, diff)
				}
				vehicles += len(it.Troncons)
				for i, troncon := range it.Troncons {
					switch {
					case i == 0:
					case troncon.Assis:
						seated++
					case it.Troncons[i-1].Marche > 0:
						walks++
					default:
						changes++
					}
				}
			}
		}
	}
	if vehicles < 1000 || changes < 50 || seated < 50 || walks < 50 {
		t.Errorf("%d vehicles, %d changes at a stop, %d seated, %d on foot: they prove little", vehicles, changes, seated, walks)
	}
}

// told is what Explain says, as it would be kept.
func told(r trajets.Reseau, e trajets.Explication) trajets.Itineraire {
	c := e.Chemin
	it := trajets.Itineraire{Depart: c.Depart, Arrivee: c.Arrivee, Deadline: e.Deadline, Marche: c.Premiere.Duree}
	for _, leg := range c.Legs {
		trip := r.Timetable.Trip(leg.Trip)
		it.Troncons = append(it.Troncons, trajets.Troncon{
			Ligne: trajets.Ligne{Flux: r.Sources[trip.Source], Nom: trip.Route.ShortName, Mode: trip.Route.Type},
			De:    r.Timetable.Stop(leg.From).Name, A: r.Timetable.Stop(leg.To).Name,
			Depart: leg.Departure, Arrivee: leg.Arrival, Assis: leg.Seated, Marche: leg.Walk,
		})
	}
	return it
}

// follower knows the feed, and nothing of how a journey was found.
type follower struct {
	feed  *gtfs.Feed
	trips []gtfs.Trip
}

// wrong says what in a journey is not so, or not what is published; "" if all
// is.
func (f follower) wrong(it trajets.Itineraire, published trajets.Trajet, home, school orb.Point) string {
	rides := 0
	here, now := home, it.Depart
	for i, troncon := range it.Troncons {
		from := f.stop(troncon.De).Position
		walk := it.Marche
		if i > 0 {
			walk = it.Troncons[i-1].Marche
		}
		switch {
		case troncon.Assis:
			if here != from || walk != 0 || troncon.Depart < now {
				return "nobody stays seated there"
			}
		case walk != walkFor(here, from):
			return "a walk is too short, or too long"
		case i == 0 && now+walk != troncon.Depart, i > 0 && now+walk+120 > troncon.Depart:
			return "a departure is missed"
		}
		if !troncon.Assis {
			rides++
		}
		if !f.runs(troncon) {
			return "a vehicle does not run"
		}
		here, now = f.stop(troncon.A).Position, troncon.Arrivee
	}
	last := it.Marche
	if n := len(it.Troncons); n > 0 {
		last = it.Troncons[n-1].Marche
	}
	switch minutes := int(math.Ceil(float64(it.Deadline-it.Depart) / 60)); {
	case last != walkFor(here, school) || now+last != it.Arrivee || it.Arrivee > it.Deadline:
		return "it does not end at the door, in time"
	case !slices.Contains(trajets.DefaultOptions().Deadlines, it.Deadline):
		return "nobody asked for that deadline"
	case it.Depart != published.Depart || rides != int(published.Rides) || cmp.Or(minutes, 1) != int(published.Minutes):
		return "other figures are published"
	}
	return ""
}

// walkFor is the time of a walk: 1.08 s per metre as the crow flies.
func walkFor(a, b orb.Point) raptor.Seconds {
	return raptor.Seconds(math.Ceil(geo.DistanceHaversine(a, b)*1.08 - 1e-6))
}

func (f follower) stop(name string) gtfs.Stop {
	return f.feed.Stops[slices.IndexFunc(f.feed.Stops, func(s gtfs.Stop) bool { return s.Name == name })]
}

// runs reports whether a trip of the line goes from one stop to the other at
// these times.
func (f follower) runs(troncon trajets.Troncon) bool {
	return slices.ContainsFunc(f.trips, func(trip gtfs.Trip) bool {
		at := func(stop string, match func(gtfs.StopTime) bool) int {
			return slices.IndexFunc(trip.StopTimes, func(st gtfs.StopTime) bool { return f.feed.Stops[st.Stop].Name == stop && match(st) })
		}
		on := at(troncon.De, func(st gtfs.StopTime) bool { return st.Departure == troncon.Depart })
		off := at(troncon.A, func(st gtfs.StopTime) bool { return st.Arrival == troncon.Arrivee })
		return f.feed.Routes[trip.Route].ShortName == troncon.Ligne.Nom && on >= 0 && off >= on
	})
}
