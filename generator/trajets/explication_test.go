package trajets_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"futurpro/generator/gtfs/gtfstest"
	"futurpro/generator/raptor"
	"futurpro/generator/trajets"
)

func guide(tb testing.TB, tt *raptor.Timetable) *trajets.Guide {
	tb.Helper()
	g, err := trajets.NewGuide(tt, trajets.DefaultOptions())
	if err != nil {
		tb.Fatal(err)
	}
	return g
}

// The bus of 7:20 is in B at 7:45, that of 7:35 at 8:00. The door is 400 m
// from A (600 m walked, 432 s), the school 200 m from B (300 m, 216 s).
func TestExplainTellsTheDoorsAndTheBusMissed(t *testing.T) {
	tt := timetable(t, oneBus+`
		next: A 7:35 | B 8:00`)
	e := guide(t, tt).Explain(gtfstest.Point(0, 400), gtfstest.Point(40000, 200), at(t, "8:00"))
	c := e.Chemin
	if c == nil || c.Depart != at(t, "7:12:48") || c.Arrivee != at(t, "7:48:36") || c.Minutes != 48 || c.Rides != 1 || len(c.Legs) != 1 {
		t.Fatalf("%+v, want to leave at 7:12:48 and be there at 7:48:36 by one bus", c)
	}
	if fmt.Sprintf("%.0f %d %.0f %d", c.Premiere.Metres, c.Premiere.Duree, c.Derniere.Metres, c.Derniere.Duree) != "600 432 300 216" {
		t.Errorf("walks of %+v and %+v, want 600 m in 432 s and 300 m in 216 s", c.Premiere, c.Derniere)
	}
	// In B at 8:00, the bus of 7:35 is 216 s late for 8:00.
	if e.Manque == nil || tt.Trip(e.Manque.Trip).ID != "next" || e.Manque.Departure != at(t, "7:35") || e.Manque.Arrival != at(t, "8:00") || e.Retard != 216 {
		t.Errorf("missed %+v by %s, want the bus of 7:35, by 3 min 36 s", e.Manque, e.Retard)
	}
	if e.Depart.Nombre != 1 || tt.Stop(e.Depart.Proche).ID != "A" || tt.Stop(e.Arrivee.Proche).ID != "B" {
		t.Errorf("stops %+v and %+v, want A and B", e.Depart, e.Arrivee)
	}
}

func TestExplainTellsWhyThereIsNone(t *testing.T) {
	tt := timetable(t, `
		stops
		A 0 0
		B 40000 0
		C 80000 0
		trips
		slow:  A 6:00 | B 7:45
		other: C 7:00 | A 7:30`)
	g := guide(t, tt)
	for _, test := range []struct {
		name            string
		home, school    orb.Point
		beyond          int    // minutes of the journey over the cap, 0 for none
		nearHome        int    // stops within 2 km
		metresToNearest string // walked
	}{
		// 8:00 - 6:00 = 120 min.
		{"over 90 min", gtfstest.Point(0, 0), gtfstest.Point(40000, 0), 120, 1, "0"},
		{"no bus that way", gtfstest.Point(40000, 0), gtfstest.Point(0, 0), 0, 1, "0"},
		// 5,000 m as the crow flies are 7,500 walked.
		{"no stop near the door", gtfstest.Point(0, 5000), gtfstest.Point(40000, 0), 0, 0, "7500"},
	} {
		t.Run(test.name, func(t *testing.T) {
			e := g.Explain(test.home, test.school, at(t, "8:00"))
			beyond := 0
			if e.SansLimite != nil {
				beyond = e.SansLimite.Minutes
			}
			if e.Chemin != nil || beyond != test.beyond || e.Depart.Nombre != test.nearHome || fmt.Sprintf("%.0f", e.Depart.Marche.Metres) != test.metresToNearest {
				t.Errorf("%+v, want no journey, %d min beyond the cap, %d stops near, the nearest at %s m", e, test.beyond, test.nearHome, test.metresToNearest)
			}
		})
	}
	if e := guide(t, nil).Explain(gtfstest.Point(0, 0), gtfstest.Point(9000, 0), at(t, "8:00")); e.Chemin != nil || e.SansLimite != nil || e.Depart.Trouve {
		t.Errorf("%+v without a timetable, want nothing", e)
	}
}

// TestExplainAgreesWithCompute asks both, on a city and on random networks.
func TestExplainAgreesWithCompute(t *testing.T) {
	compared, rode := 0, 0
	agree := func(tt *raptor.Timetable, homes, schools []orb.Point, deadline raptor.Seconds) {
		opts := trajets.DefaultOptions()
		opts.Deadlines, opts.Fenetre = []raptor.Seconds{deadline}, []raptor.Seconds{deadline}
		m, err := trajets.Compute(context.Background(), tt, opts, trajets.Origines(homes), schools, nil)
		if err != nil {
			t.Fatal(err)
		}
		g := guide(t, tt)
		for h, home := range homes {
			for s, school := range schools {
				want, ok := m.Trajet(h, s)
				e := g.Explain(home, school, deadline)
				c := e.Chemin
				if ok != (c != nil) {
					t.Fatalf("from %v to %v by %s: %+v, Compute says %+v (%t)", home, school, deadline, c, want, ok)
				}
				if !ok {
					continue
				}
				compared++
				if c.Minutes != int(want.Minutes) || c.Rides != int(want.Rides) || c.Depart != want.Depart {
					t.Fatalf("from %v to %v by %s: %+v, Compute says %+v", home, school, deadline, c, want)
				}
				if c.Journey.Rides() != c.Rides || c.Arrivee > deadline {
					t.Fatalf("from %v to %v by %s: %+v is not so", home, school, deadline, c)
				}
				if e.Manque != nil && (e.Retard <= 0 || e.Manque.Departure <= c.Legs[0].Departure) {
					t.Fatalf("%+v: the next vehicle is in time, or no later", e)
				}
				if c.Rides > 0 {
					rode++
					if first := c.Legs[0]; first.Departure-c.Premiere.Duree != c.Depart {
						t.Fatalf("%+v: the walk does not lead to the first departure", c)
					}
					if last := c.Legs[len(c.Legs)-1]; last.Arrival+c.Derniere.Duree != c.Arrivee || last.Walk != c.Derniere.Duree {
						t.Fatalf("%+v: the walk does not lead to the door", c)
					}
				}
			}
		}
	}
	tt, homes, schools := grid(t)
	agree(tt, homes[:12], schools[:12], at(t, "8:30"))
	for seed := range 60 {
		random := rand.New(rand.NewPCG(uint64(seed), 56))
		place := func() orb.Point { return gtfstest.Point(random.Float64()*20000, random.Float64()*20000) }
		agree(timetable(t, randomLines(random, 20_000)), []orb.Point{place(), place(), place(), place()}, []orb.Point{place(), place(), place()},
			raptor.Seconds(8*3600+60*random.IntN(60)))
	}
	if compared < 200 || rode < 100 {
		t.Errorf("%d journeys compared, %d by vehicle: they prove little", compared, rode)
	}
}

// randomLines are a few lines over a square, of a side in metres. Every other
// one starts where the one before it ended: its riders may stay seated.
func randomLines(random *rand.Rand, side int) string {
	text := "stops\n"
	const stops = 60
	for s := range stops {
		text += fmt.Sprintf("S%d %d %d\n", s, random.IntN(side), random.IntN(side))
	}
	text += "trips\n"
	var ends [8]raptor.Seconds // of the line before, by trip
	last := 0
	for line := range 14 {
		way := random.Perm(stops)[:6]
		if line%2 == 1 {
			way[0] = last
		}
		last = way[5]
		for trip := range ends {
			text += fmt.Sprintf("t%d-%d block=%d-%d route=%d: ", line, trip, line/2, trip, line)
			at := raptor.Seconds(6*3600 + 900*trip + random.IntN(900))
			if line%2 == 1 {
				at = ends[trip] + raptor.Seconds(random.IntN(120))
			}
			for i, s := range way {
				if i > 0 {
					text += " | "
				}
				text += fmt.Sprintf("S%d %s", s, at)
				ends[trip] = at
				at += raptor.Seconds(120 + random.IntN(300))
			}
			text += "\n"
		}
	}
	return text
}
