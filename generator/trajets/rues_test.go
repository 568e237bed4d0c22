package trajets_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"futurpro/generator/gtfs/gtfstest"
	"futurpro/generator/raptor"
	"futurpro/generator/rues"
	"futurpro/generator/rues/ruestest"
	"futurpro/generator/trajets"
)

// alongStreets is a Demande on the feeds given as text, where walks follow the
// streets of a text.
func alongStreets(tb testing.TB, streets string, feeds ...string) trajets.Demande {
	tb.Helper()
	d := demande()
	d.Changes.Walking.Streets = ruestest.Streets(tb, rues.Foot, gtfstest.Point, streets)
	d.Options.Walking.Streets = d.Changes.Walking.Streets
	r := reseau(tb, feeds...)
	var sources []raptor.Source
	for _, text := range feeds {
		sources = append(sources, raptor.Source{Feed: gtfstest.Feed(tb, text), Date: gtfstest.Tuesday()})
	}
	var err error
	if r.Timetable, err = raptor.NewTimetable(sources, d.Changes); err != nil {
		tb.Fatal(err)
	}
	d.Reseaux = []trajets.Reseau{r}
	return d
}

// river has a street on each bank, 200 m apart, and one bridge 950 m east.
const river = `
	node 1 0 0
	node 2 950 0
	node 3 950 200
	node 4 0 200
	way 1 1,2 highway=residential
	way 2 2,3 highway=footway bridge=yes
	way 3 3,4 highway=residential`

// Walking takes 0.72 s per metre.
func TestDoorToDoorFollowsTheStreets(t *testing.T) {
	for _, test := range []struct {
		name            string
		streets, feed   string
		home, school    orb.Point
		straight, along uint8 // minutes, 0 for no journey
	}{
		// 200 x 1.5 x 0.72 = 216 s; 2,100 x 0.72 = 1,512 s.
		{"a school over the river", river, "", gtfstest.Point(0, 0), gtfstest.Point(0, 200), 4, 26},
		// 800 x 1.5 x 0.72 = 864 s; 800 x 0.72 = 576 s.
		{"a straight street is no detour", river, "", gtfstest.Point(0, 0), gtfstest.Point(800, 0), 15, 10},
		// 400 m from any street: 1,200 x 1.5 x 0.72 = 1,296 s.
		{"a farm without streets", river, "", gtfstest.Point(-400, 0), gtfstest.Point(800, 0), 22, 22},
		// 180 x 1.5 x 0.72 = 195 s before 7:20; 360 x 0.72 = 260 s, for stairs count twice.
		{"stairs to the stop", "node 1 0 0\nnode 2 180 0\nnode 3 40000 0\nway 1 1,2 highway=steps\nway 2 2,3 highway=track", bus("n", 0, 40),
			gtfstest.Point(180, 0), gtfstest.Point(40_000, 0), 44, 45},
	} {
		t.Run(test.name, func(t *testing.T) {
			feeds := []string{}
			if test.feed != "" {
				feeds = append(feeds, test.feed)
			}
			d := alongStreets(t, test.streets, feeds...)
			for _, walk := range []struct {
				opts trajets.Options
				want uint8
			}{{trajets.DefaultOptions(), test.straight}, {d.Options, test.along}} {
				m, err := trajets.Compute(t.Context(), d.Reseaux[0].Timetable, walk.opts, trajets.Origines([]orb.Point{test.home}), []orb.Point{test.school}, nil)
				if err != nil {
					t.Fatal(err)
				}
				if got, ok := m.Trajet(0, 0); got.Minutes != walk.want || ok != (walk.want > 0) {
					t.Errorf("%+v (%t), want %d min", got, ok, walk.want)
				}
			}
		})
	}
}

// A walk of 2 km to a stop leads farther along a straight street than without:
// what a feed does there still counts.
func TestKeysReachAsFarAsAStraightStreet(t *testing.T) {
	const street = "node 1 0 0\nnode 2 90000 0\nway 1 1,2 highway=residential"
	ask := func(streets string, feeds ...string) trajets.Demande {
		d := alongStreets(t, streets, feeds...)
		d.Origines = trajets.Origines([]orb.Point{gtfstest.Point(0, 0), gtfstest.Point(80_000, 0)})
		d.Destinations = []orb.Point{gtfstest.Point(40_000, 0)}
		return d
	}
	file, _ := bytesOf(t, ask(street, bus("w", 0, 40)), trajets.Whole(), nil)
	previous := read(t, file)
	// To 1.9 km from the school, and past 2 km.
	near := "stops\nAn 80000 0\nBn 41900 0\ntrips\nn: An 7:20 | Bn 7:35"
	far := "stops\nAn 80000 0\nBn 42100 0\ntrips\nn: An 7:20 | Bn 7:35"
	for _, test := range []struct {
		name   string
		d      trajets.Demande
		reused int
		leads  bool // from the origine in the east
	}{
		{"nothing changed", ask(street, bus("w", 0, 40)), 1, false},
		{"a line that ends within a walk", ask(street, bus("w", 0, 40), near), 0, true},
		{"a line that ends out of a walk", ask(street, bus("w", 0, 40), far), 1, false},
		{"another map", ask(street+" surface=asphalt", bus("w", 0, 40)), 0, false},
		{"no map", func() trajets.Demande {
			d := ask(street, bus("w", 0, 40))
			d.Options = trajets.DefaultOptions()
			return d
		}(), 0, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			want, _ := bytesOf(t, test.d, trajets.Whole(), nil)
			got, reused := bytesOf(t, test.d, trajets.Whole(), previous)
			if reused != test.reused {
				t.Errorf("%d columns reused, want %d", reused, test.reused)
			}
			if !bytes.Equal(got, want) {
				t.Error("other bytes than without reuse")
			}
			if _, leads := read(t, got).Matrices()[0].Trajet(1, 0); leads != test.leads {
				t.Errorf("a journey from the east: %t", leads)
			}
		})
	}
}

// Streets are read for what has to be computed, once; a file that cannot be read
// is an error then.
func TestStreetsAreReadWhenTheyAreNeeded(t *testing.T) {
	reads, broken := 0, error(nil)
	ask := func() trajets.Demande {
		x := ruestest.Extract(t, gtfstest.Point, rues.Options{}, river)
		read := x.Read
		x.Read = func(ctx context.Context) (*rues.Network, error) {
			if reads++; broken != nil {
				return nil, broken
			}
			return read(ctx)
		}
		streets := rues.NewStreets([]rues.Extract{x})
		d := demande()
		d.Changes.Walking.Streets, d.Options.Walking.Streets = streets, streets
		feed := gtfstest.Feed(t, bus("w", 0, 40))
		tt, err := raptor.NewTimetable([]raptor.Source{{Feed: feed, Date: gtfstest.Tuesday()}}, d.Changes)
		if err != nil {
			t.Fatal(err)
		}
		d.Reseaux = []trajets.Reseau{{Timetable: tt, Sources: []trajets.Empreinte{{1}}}, {}}
		d.Origines = trajets.Origines([]orb.Point{gtfstest.Point(0, 0)})
		d.Destinations = []orb.Point{gtfstest.Point(40_000, 0), gtfstest.Point(0, 200)}
		return d
	}
	file, _ := bytesOf(t, ask(), trajets.Whole(), nil)
	if reads != 1 {
		t.Errorf("read %d times, want once", reads)
	}
	if got, ok := read(t, file).Matrices()[1].Trajet(0, 1); !ok || got.Minutes != 26 {
		t.Errorf("%+v (%t), want 26 min over the bridge", got, ok)
	}
	again, reused := bytesOf(t, ask(), trajets.Whole(), read(t, file))
	if reads != 1 || reused != 4 || !bytes.Equal(again, file) {
		t.Errorf("read %d times, %d columns reused: want no more reading, and all", reads, reused)
	}
	broken = io.ErrUnexpectedEOF
	if _, _, err := ask().Compute(t.Context(), trajets.Whole(), nil, nil); !errors.Is(err, broken) {
		t.Errorf("error %v, want the one of the file", err)
	}
}

// A journey is told as it is computed, along streets too.
func TestExplainFollowsTheStreets(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	streets := ""
	const size = 6 // streets every 700 m each way, one in five missing
	for r := range size {
		for c := range size {
			streets += fmt.Sprintf("node %d %d %d\n", r*size+c+1, c*700, r*700)
		}
	}
	way := 0
	for v := 1; v <= size*size; v++ {
		for _, next := range []int{v + 1, v + size} {
			if next <= size*size && (next == v+size || v%size != 0) && random.IntN(5) > 0 {
				way++
				streets += fmt.Sprintf("way %d %d,%d highway=residential\n", way, v, next)
			}
		}
	}
	place := func() orb.Point { return gtfstest.Point(random.Float64()*4500-500, random.Float64()*4500-500) }
	feed := "stops\nA 100 100\nB 1500 1500\nC 3400 3400\ntrips\n"
	for i := range 9 {
		at := func(minute int) string { return fmt.Sprintf("%d:%02d", 7+(10*i+minute)/60, (10*i+minute)%60) }
		feed += fmt.Sprintf("u%d: A %s | B %s | C %s\nd%d: C %s | B %s | A %s\n", i, at(20), at(23), at(27), i, at(21), at(25), at(28))
	}
	d := alongStreets(t, streets, feed)
	guide, err := trajets.NewGuide(d.Reseaux[0].Timetable, d.Options)
	if err != nil {
		t.Fatal(err)
	}
	rides, walks, none := 0, 0, 0
	for range 300 {
		home, school := place(), place()
		deadline := d.Options.Deadlines[random.IntN(3)]
		opts := d.Options
		opts.Deadlines, opts.Fenetre = []raptor.Seconds{deadline}, []raptor.Seconds{deadline}
		m, err := trajets.Compute(t.Context(), d.Reseaux[0].Timetable, opts, trajets.Origines([]orb.Point{home}), []orb.Point{school}, nil)
		if err != nil {
			t.Fatal(err)
		}
		want, ok := m.Trajet(0, 0)
		got := guide.Explain(home, school, deadline).Chemin
		switch {
		case !ok && got == nil:
			none++
			continue
		case !ok || got == nil || got.Minutes != int(want.Minutes) || got.Rides != int(want.Rides) || got.Depart != want.Depart:
			t.Fatalf("%v to %v: told %+v, computed %+v (%t)", home, school, got, want, ok)
		case got.Rides > 0:
			rides++
		default:
			walks++
		}
		if sum := got.Premiere.Duree + got.Derniere.Duree; got.Arrivee-got.Depart < sum {
			t.Errorf("%v to %v: %s on foot in %s", home, school, sum, got.Arrivee-got.Depart)
		}
	}
	if rides < 20 || walks < 20 || none < 5 {
		t.Errorf("%d by vehicle, %d on foot, %d none: too few to tell", rides, walks, none)
	}
}

// BenchmarkCity walks and rides in a city of 8 km by 8 km: 2,500 stops, 2,500
// homes, and one school, for which the doors of all homes are looked for, or
// twenty.
func BenchmarkCity(b *testing.B) {
	stops, trips := "stops\n", "trips\n"
	var homes, schools []orb.Point
	for row := range 50 {
		trips += fmt.Sprintf("r%d: ", row)
		for column := range 50 {
			stops += fmt.Sprintf("S%d-%d %d %d\n", row, column, column*160+17, row*160)
			trips += fmt.Sprintf("S%d-%d 7:%02d | ", row, column, column)
			homes = append(homes, gtfstest.Point(float64(column*160), float64(row*160+31)))
		}
		trips = strings.TrimSuffix(trips, " | ") + "\n"
	}
	for i := range 20 {
		schools = append(schools, gtfstest.Point(float64(i*400+7), float64(i%7*1100+80)))
	}
	along := alongStreets(b, ruestest.Grid(100, 80), stops+trips)
	straight := demande(reseau(b, stops+trips))
	velo := trajets.DefaultVelo()
	velo.Riding.Streets = ruestest.Streets(b, rues.Bicycle, gtfstest.Point, ruestest.Grid(100, 80))
	byBicycle := demande(trajets.Reseau{Velo: &velo})
	for _, way := range []struct {
		name string
		d    trajets.Demande
	}{{"straight", straight}, {"streets", along}, {"bicycle", byBicycle}} {
		way.d.Origines = trajets.Origines(homes)
		for _, n := range []int{1, len(schools)} {
			b.Run(fmt.Sprintf("%s/%d", way.name, n), func(b *testing.B) {
				way.d.Destinations = schools[:n]
				for b.Loop() {
					if _, _, err := way.d.Compute(b.Context(), trajets.Whole(), nil, nil); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
