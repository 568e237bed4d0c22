package trajets_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"futurpro/generator/gtfs"
	"futurpro/generator/gtfs/gtfstest"
	"futurpro/generator/raptor"
	"futurpro/generator/trajets"
)

// Walking takes 1.5 / (5/3.6 m/s) = 1.08 s per metre as the crow flies.

func timetable(tb testing.TB, text string) *raptor.Timetable {
	tb.Helper()
	tt, err := raptor.NewTimetable([]raptor.Source{{Feed: gtfstest.Feed(tb, text), Date: gtfstest.Tuesday()}}, raptor.DefaultOptions())
	if err != nil {
		tb.Fatal(err)
	}
	return tt
}

func compute(tb testing.TB, tt *raptor.Timetable, origines, destinations []orb.Point) *trajets.Matrice {
	tb.Helper()
	m, err := trajets.Compute(context.Background(), tt, trajets.DefaultOptions(), trajets.Origines(origines), destinations, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

// alone completes the journey of a commune of one point.
func alone(t trajets.Trajet) trajets.Trajet {
	t.Meilleur, t.Part = t.Minutes, 100
	return t
}

// one computes the only cell of a matrix.
func one(tb testing.TB, tt *raptor.Timetable, origine, destination orb.Point) (trajets.Trajet, bool) {
	tb.Helper()
	return compute(tb, tt, []orb.Point{origine}, []orb.Point{destination}).Trajet(0, 0)
}

func at(tb testing.TB, clock string) raptor.Seconds {
	tb.Helper()
	s, ok := gtfs.ParseSeconds(clock)
	if !ok {
		tb.Fatalf("%q is no clock time", clock)
	}
	return s
}

func TestOnFoot(t *testing.T) {
	school := gtfstest.Point(0, 0)
	for _, test := range []struct {
		name    string
		metres  float64
		minutes uint8
		depart  string // for 8:00
	}{
		{"1,000 m are 1,080 s, 18 min", 1000, 18, "7:42:00"},
		{"1,001 m are 1,082 s, rounded up", 1001, 19, "7:41:58"},
		{"3,333 m are 3,600 s, 60 min", 3333, 60, "7:00:00"},
		{"next door is a minute away", 0, 1, "8:00:00"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, ok := one(t, nil, gtfstest.Point(0, test.metres), school)
			// On foot, every deadline is as good as another: the median is
			// the same, and the earliest deadline is the one given.
			want := alone(trajets.Trajet{Minutes: test.minutes, Mediane: test.minutes, Depart: at(t, test.depart)})
			if !ok || got != want {
				t.Errorf("%+v (%t), want %+v", got, ok, want)
			}
		})
	}
	if got, ok := one(t, nil, gtfstest.Point(0, 3334), school); ok { // 3,601 s
		t.Errorf("%+v over 60 min on foot, want none", got)
	}
}

func TestWalkIsPreferredToABusAsSlow(t *testing.T) {
	text := func(departure string) string {
		return `
		stops
		A 1000 0
		B 0 0
		trips
		bus: A ` + departure + ` | B 7:50`
	}
	home, school := gtfstest.Point(1000, 0), gtfstest.Point(0, 0)
	// On foot, 18 min: leave at 7:42.
	got, _ := one(t, timetable(t, text("7:42:30")), home, school) // 17 min 30 s
	if got.Rides != 0 || got.Minutes != 18 {
		t.Errorf("%+v, want 18 min on foot", got)
	}
	got, _ = one(t, timetable(t, text("7:43")), home, school)
	if got.Rides != 1 || got.Minutes != 17 {
		t.Errorf("%+v, want 17 min by bus", got)
	}
}

// One bus, in B at 7:45, 40 km from A. The door is 400 m from A (432 s) and
// the school 200 m from B (216 s): at school at 7:48:36, from home at
// 7:20:00 - 432 s = 7:12:48.
const oneBus = `
	stops
	A 0 0
	B 40000 0
	trips
	bus: A 7:20 | B 7:45`

func TestDoorToDoor(t *testing.T) {
	got, ok := one(t, timetable(t, oneBus), gtfstest.Point(0, 400), gtfstest.Point(40000, 200))
	want := alone(trajets.Trajet{
		Minutes: 48, // 8:00:00 - 7:12:48 = 47 min 12 s
		Rides:   1,
		Depart:  at(t, "7:12:48"),
		// 5 more minutes for each deadline: 48, 53, 58, 63, 68, 73, 78, 83,
		// 88, and four over 90. The seventh of the 13 is 78.
		Mediane: 78,
	})
	if !ok || got != want {
		t.Errorf("%+v (%t), want %+v", got, ok, want)
	}
}

// The school is 780 m from B (843 s), reached at 7:59:03, and the door is at
// the stop A: 60 min before 8:00, then 5 more for each deadline. The seventh of
// the 13 is 8:30, at 90 min.
func TestMedianOfRareService(t *testing.T) {
	tt := timetable(t, `
		stops
		A 0 0
		B 40000 0
		trips
		bus: A 7:00 | B 7:45`)
	school := gtfstest.Point(40000, 780)
	got, ok := one(t, tt, gtfstest.Point(0, 0), school)
	if want := alone(trajets.Trajet{Minutes: 60, Rides: 1, Depart: at(t, "7:00"), Mediane: 90}); !ok || got != want {
		t.Errorf("%+v (%t), want %+v", got, ok, want)
	}
	// A metre further from A, 2 s more (1.08 rounded up): the seventh is over.
	got, ok = one(t, tt, gtfstest.Point(0, 1), school)
	if want := alone(trajets.Trajet{Minutes: 61, Rides: 1, Depart: at(t, "6:59:58"), Mediane: trajets.Inaccessible}); !ok || got != want {
		t.Errorf("%+v (%t), want %+v", got, ok, want)
	}
}

func TestCapIsDoorToDoor(t *testing.T) {
	tt := timetable(t, `
		stops
		A 0 0
		B 40000 0
		trips
		bus: A 6:40 | B 7:45`)
	school := gtfstest.Point(40000, 0)
	// 8:00 - 6:40 = 80 min from A; 600 s more over 555 m x 1.08 = 599.4 s.
	if got, ok := one(t, tt, gtfstest.Point(0, 555), school); !ok || got.Minutes != 90 {
		t.Errorf("%+v (%t), want 90 min", got, ok)
	}
	if got, ok := one(t, tt, gtfstest.Point(0, 556), school); ok { // 601 s
		t.Errorf("%+v over 90 min, want none", got)
	}
}

func TestWalkToStopIsAtMostTwoKilometres(t *testing.T) {
	tt := timetable(t, oneBus)
	for _, test := range []struct {
		north, schoolNorth float64
		want               bool
	}{
		{1333, 0, true},  // 1,999.5 m walked
		{1334, 0, false}, // 2,001 m
		{0, 500, true},
		{0, 1334, false},
	} {
		if _, ok := one(t, tt, gtfstest.Point(0, test.north), gtfstest.Point(40000, test.schoolNorth)); ok != test.want {
			t.Errorf("door %g m from A, school %g m from B: found %t, want %t", test.north, test.schoolNorth, ok, test.want)
		}
	}
}

// For 8:00, 50 min; for 8:30, 40 min by one bus or by two; for 9:00, 45 min.
func TestBestDeadlineThenFewestRides(t *testing.T) {
	const text = `
		stops
		A 0 0
		A2 0 0
		M 20000 0
		B 40000 0
		trips
		eight: A 7:10 | B 7:50
		nine:  A 8:15 | B 8:55`
	home, school := gtfstest.Point(0, 0), gtfstest.Point(40000, 0)
	for _, test := range []struct {
		name, more string
		want       trajets.Trajet
	}{
		{"nine o'clock", "", trajets.Trajet{Minutes: 45, Rides: 1, Depart: at(t, "8:15")}},
		{"half past eight, by two buses", `
			in:  A 7:50 | M 8:00
			out: M 8:05 | B 8:25`, trajets.Trajet{Minutes: 40, Rides: 2, Depart: at(t, "7:50")}},
		{"half past eight, by one: the same minutes, fewer rides", `
			in:    A 7:50:30 | M 8:00
			out:   M 8:05 | B 8:25
			whole: A2 7:50 | B 8:25`, trajets.Trajet{Minutes: 40, Rides: 1, Depart: at(t, "7:50")}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, ok := one(t, timetable(t, text+test.more), home, school)
			got.Mediane = 0
			if !ok || got != alone(test.want) {
				t.Errorf("%+v (%t), want %+v", got, ok, test.want)
			}
		})
	}
}

func TestUnknownPositionsAreInaccessible(t *testing.T) {
	school := gtfstest.Point(0, 0)
	unknown := orb.Point{math.NaN(), math.NaN()}
	m := compute(t, timetable(t, oneBus), []orb.Point{{}, unknown, school}, []orb.Point{school, {}, unknown})
	for commune := range m.Communes() {
		for etablissement := range m.Etablissements() {
			_, ok := m.Trajet(commune, etablissement)
			if want := commune == 2 && etablissement == 0; ok != want {
				t.Errorf("from %d to %d: found %t, want %t", commune, etablissement, ok, want)
			}
		}
	}
}

func TestRowsListWhatIsAccessible(t *testing.T) {
	homes := []orb.Point{gtfstest.Point(0, 0), gtfstest.Point(90000, 0), gtfstest.Point(1000, 0)}
	schools := []orb.Point{gtfstest.Point(1000, 0), gtfstest.Point(50000, 0), gtfstest.Point(2000, 0)}
	m := compute(t, nil, homes, schools)
	var got []string
	for commune := range m.Communes() {
		for etablissement, trajet := range m.Accessibles(commune) {
			got = append(got, fmt.Sprintf("%d-%d: %d min", commune, etablissement, trajet.Minutes))
		}
	}
	// 18 min for 1,000 m, 36 for 2,000 m.
	want := []string{"0-0: 18 min", "0-2: 36 min", "2-0: 1 min", "2-2: 18 min"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("accessible (-want +got):\n%s", diff)
	}
	if m.Len() != len(want) || m.Communes() != 3 || m.Etablissements() != 3 {
		t.Errorf("%d journeys in %d by %d, want %d in 3 by 3", m.Len(), m.Communes(), m.Etablissements(), len(want))
	}
}

// grid is a city of 10 by 10 crossings, 800 m apart, with a bus every 10 min
// along each street, and doors and schools between them.
func grid(tb testing.TB) (tt *raptor.Timetable, homes, schools []orb.Point) {
	tb.Helper()
	text := "stops\n"
	trips := "trips\n"
	frequencies := "frequencies.txt\ntrip_id,start_time,end_time,headway_secs\n"
	for y := range 10 {
		for x := range 10 {
			text += fmt.Sprintf("P%d-%d %d %d\n", x, y, 800*x, 800*y)
		}
		along, up := fmt.Sprintf("x%d: ", y), fmt.Sprintf("y%d: ", y)
		for i := range 10 {
			if i > 0 {
				along, up = along+" | ", up+" | "
			}
			along += fmt.Sprintf("P%d-%d 0:%02d", i, y, 2*i)
			up += fmt.Sprintf("P%d-%d 0:%02d", y, i, 2*i)
		}
		trips += along + "\n" + up + "\n"
		frequencies += fmt.Sprintf("x%d,6:0%d,10:00,600\ny%d,6:0%d,10:00,600\n", y, y, y, 9-y)
	}
	for i := range 60 {
		homes = append(homes, gtfstest.Point(float64(i*i%7200), float64(i*97%3000)))
		schools = append(schools, gtfstest.Point(float64(7200-i*31%2000), float64(7200-i*53%7000)))
	}
	return timetable(tb, text+trips+frequencies), homes, schools
}

func TestSameResultWhateverTheWorkers(t *testing.T) {
	tt, homes, schools := grid(t)
	previous := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(previous)
	alone := compute(t, tt, homes, schools)
	runtime.GOMAXPROCS(4)
	if diff := cmp.Diff(alone, compute(t, tt, homes, schools), cmp.Exporter(func(_ reflect.Type) bool { return true })); diff != "" {
		t.Errorf("one worker and four differ:\n%s", diff)
	}
	if alone.Len() < len(homes) {
		t.Errorf("%d journeys compared: they prove little", alone.Len())
	}
}

func TestProgressAndCancellation(t *testing.T) {
	schools := make([]orb.Point, 50)
	var seen []int
	_, err := trajets.Compute(context.Background(), nil, trajets.DefaultOptions(), nil, schools, func(done, total int) {
		if total != len(schools) {
			t.Errorf("total of %d, want %d", total, len(schools))
		}
		seen = append(seen, done)
	})
	if err != nil || len(seen) != len(schools) || !slices.IsSorted(seen) || seen[len(seen)-1] != len(schools) {
		t.Errorf("progress %v, error %v; want 1 to %d", seen, err, len(schools))
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := trajets.Compute(ctx, nil, trajets.DefaultOptions(), nil, schools, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
}

func TestOptionsThatMakeNoSense(t *testing.T) {
	for name, spoil := range map[string]func(*trajets.Options){
		"no deadline":  func(o *trajets.Options) { o.Deadlines = nil },
		"no window":    func(o *trajets.Options) { o.Fenetre = nil },
		"five hours":   func(o *trajets.Options) { o.Limits.MaxDuration = 5 * 3600 },
		"nobody walks": func(o *trajets.Options) { o.Walking = raptor.Walking{} },
	} {
		opts := trajets.DefaultOptions()
		spoil(&opts)
		if _, err := trajets.Compute(context.Background(), nil, opts, nil, nil, nil); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// BenchmarkCompute measures the 13 searches of each of 60 schools, over a
// city of 100 stops and 480 trips.
func BenchmarkCompute(b *testing.B) {
	tt, homes, schools := grid(b)
	b.ReportAllocs()
	for b.Loop() {
		compute(b, tt, homes, schools)
	}
}
