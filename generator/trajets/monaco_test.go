package trajets_test

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"os"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geo"

	"futurpro/generator/gtfs/gtfstest"
	"futurpro/generator/raptor"
	"futurpro/generator/rues"
	"futurpro/generator/trajets"
)

// monaco reads the streets of Monaco, the one real extract at hand.
func monaco(tb testing.TB, m rues.Mode) *rues.Streets {
	tb.Helper()
	file := filepath.Join(cmp.Or(os.Getenv("FUTURPRO_SHARED"), "../../../shared"), "data", "osm", "monaco-latest.osm.pbf")
	b, err := os.ReadFile(file)
	if err != nil {
		tb.Skip("no extract of Monaco: set FUTURPRO_SHARED to the folder that holds data/osm")
	}
	opts := rues.DefaultOptions(m)
	streets := rues.NewStreets([]rues.Extract{{SHA256: sha256.Sum256(b), Options: opts, Read: func(ctx context.Context) (*rues.Network, error) {
		n, _, err := rues.Read(ctx, bytes.NewReader(b), "monaco", opts)
		return n, err
	}}})
	if err := streets.Load(tb.Context()); err != nil {
		tb.Fatal(err)
	}
	return streets
}

// From the palace on its rock to a lycée above the harbour, by a made-up bus
// from one side to the other, on foot, and by bicycle.
func TestMonacoFromDoorToDoor(t *testing.T) {
	palais, lycee := orb.Point{7.4201, 43.7313}, orb.Point{7.4279, 43.7393}
	const feed = `
stops.txt
stop_id,stop_name,stop_lat,stop_lon
P,Place d'Armes,43.7326,7.4181
C,Casino,43.7390,7.4270
trips
bus: P 7:50 | C 7:56`
	d := demande()
	d.Changes.Walking.Streets = monaco(t, rues.Foot)
	d.Options.Walking.Streets = d.Changes.Walking.Streets
	velo := trajets.DefaultVelo()
	velo.Riding.Streets = monaco(t, rues.Bicycle)
	r := reseau(t)
	tt, err := raptor.NewTimetable([]raptor.Source{{Feed: gtfstest.Feed(t, feed), Date: gtfstest.Tuesday()}}, d.Changes)
	if err != nil {
		t.Fatal(err)
	}
	r.Timetable, r.Sources = tt, []trajets.Empreinte{{1}}
	d.Reseaux = []trajets.Reseau{r, {Velo: &velo}}
	d.Origines, d.Destinations = trajets.Origines([]orb.Point{palais, lycee}), []orb.Point{lycee, palais}
	file, _ := bytesOf(t, d, trajets.Whole(), nil)
	m := read(t, file).Matrices()
	guide, err := trajets.NewGuide(tt, d.Options)
	if err != nil {
		t.Fatal(err)
	}
	crow := geo.DistanceHaversine(palais, lycee)
	there, back := guide.Explain(palais, lycee, at(t, "8:00")), guide.Explain(lycee, palais, at(t, "8:00"))
	t.Logf("%.0f m in a straight line; on foot %+v; by bus %+v", crow, there.APied, there.Chemin)
	if there.APied != back.APied {
		t.Errorf("on foot %+v there, %+v back", there.APied, back.APied)
	}
	// Down from the rock, around the harbour, up again.
	if metres := there.APied.Metres; metres < crow || metres > 2.2*crow {
		t.Errorf("%.0f m on foot, %.0f in a straight line", metres, crow)
	}
	trajet, ok := m[0].Trajet(0, 0)
	place := geo.DistanceHaversine(palais, tt.Stop(0).Position)
	if c := there.Chemin; !ok || trajet.Rides != 1 || c == nil || int(trajet.Minutes) != c.Minutes || c.Premiere.Metres < place || c.Premiere.Metres > 3*place {
		t.Errorf("computed %+v (%t), told %+v; the bus is %.0f m away in a straight line", trajet, ok, there.Chemin, place)
	}
	for row, home := range []orb.Point{palais, lycee} {
		school := []orb.Point{lycee, palais}[row]
		ride, ok := m[1].Trajet(row, row)
		least := geo.DistanceHaversine(home, school) / velo.Riding.Speed / 60
		if !ok || float64(ride.Minutes) < least || float64(ride.Minutes) > 5*least {
			t.Errorf("by bicycle %+v (%t), %.1f min in a straight line", ride, ok, least)
		}
	}
}
