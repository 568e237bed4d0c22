package pages

import (
	"bytes"
	"context"
	"crypto/sha256"
	"testing"

	"github.com/paulmach/orb"

	"futurpro/generator/catalogue"
	"futurpro/generator/diffusion"
	"futurpro/generator/gtfs/gtfstest"
	"futurpro/generator/raptor"
	"futurpro/generator/resultats"
	"futurpro/generator/territoire"
	"futurpro/generator/trajets"
)

// The school is 200 m from Lycée (216 s on foot). A bus goes there from Gare,
// near where the train of Loin comes; from Place, a bus becomes another one. The
// commune 35003 is a walk away, Bourg has a school bus, 35005 has nothing.
const reseauPublic = `
routes.txt
route_id, route_short_name, route_long_name, route_type
T,        ,                 Loin - Gare,     2
4,        4,                ,                3
5,        5,                ,                3

stops
Loin   60000 0
Gare   20000 0
Quai   20000 300
Place  20000 9000
Lycée  0 0

trips
train route=T:        Loin 7:00 | Quai 7:20
urban route=4:        Gare 7:35 | Lycée 7:55
in    route=5 block=1: Place 7:10 | Gare 7:30
on    route=4 block=1: Gare 7:30:30 | Lycée 7:50
`

const reseauScolaire = `
routes.txt
route_id, route_short_name, route_type
R,        S12,              3

stops
Bourg -30000 0
Lycée 0 0

trips
car: Bourg 7:15 | Lycée 7:52
`

// TestChemins writes the file of the school; layouts/composants/depuis reads it
// in its tests. By hand, in minutes after midnight, for 8:00 (480):
//
//	Loin (35001)  400 m from the station, 432 s: leaves at 6:52:48 (412, 68 min),
//	              train 7:00-7:20 (420-440), 300 m to Gare, 324 s (6 min), bus 4
//	              7:35-7:55 (455-475), 216 s to the door (4 min): 7:58:36 (479)
//	Place (35002) bus 5 7:10-7:30 (430-450), which becomes bus 4 7:30:30-7:50
//	              (450-470): at the door at 7:53:36 (474), 50 min
//	Bourg (35004) school bus 7:15-7:52 (435-472), 7:55:36 (476), 45 min
func TestChemins(t *testing.T) {
	a := atelierDesservi(t)
	golden(t, "chemins.json", a.cheminsJSON(0))
	var chemins []string
	for p, err := range a.chemins() {
		if err != nil {
			t.Fatal(err)
		}
		chemins = append(chemins, p.Chemin)
		corps, err := p.Corps()
		if encore, _ := p.Corps(); err != nil || !bytes.Equal(corps, encore) {
			t.Errorf("%s: error %v, or two contents", p.Chemin, err)
		}
	}
	if len(chemins) != 1 || chemins[0] != "/donnees/chemins-0350001A.json" || a.urlChemins(1) != "" {
		t.Errorf("files %v: want that of the one school that a vehicle leads to", chemins)
	}
}

func atelierDesservi(t *testing.T) *Atelier {
	t.Helper()
	reseau := func(text string) trajets.Reseau {
		tt, err := raptor.NewTimetable([]raptor.Source{{Feed: gtfstest.Feed(t, text), Date: gtfstest.Tuesday()}}, raptor.DefaultOptions())
		if err != nil {
			t.Fatal(err)
		}
		return trajets.Reseau{Timetable: tt, Sources: []trajets.Empreinte{sha256.Sum256([]byte(text))}}
	}
	public, scolaire := reseau(reseauPublic), reseau(reseauScolaire)
	d := trajets.Demande{Options: trajets.DefaultOptions(), Changes: raptor.DefaultOptions(), Reseaux: []trajets.Reseau{public, scolaire},
		Destinations: []orb.Point{gtfstest.Point(0, 200), gtfstest.Point(0, 90000)}}
	ref := &territoire.Referentiel{Departements: []territoire.Departement{{Code: "35"}}}
	for _, c := range []struct {
		code string
		x, y float64
	}{{"35001", 60000, 400}, {"35002", 20000, 9000}, {"35003", 500, 0}, {"35004", -30000, 0}, {"35005", 0, 60000}} {
		ref.Communes = append(ref.Communes, territoire.Commune{Code: c.code, Nom: c.code, Departement: "35", Place: true})
		d.Origines = append(d.Origines, trajets.Origine{gtfstest.Point(c.x, c.y)})
	}
	calcul, _, err := d.Compute(context.Background(), trajets.Whole(), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	cat := &catalogue.Catalogue{Etablissements: []catalogue.Etablissement{{UAI: "0350001A", Departement: "35"}, {UAI: "0350002B", Departement: "35"}}}
	m := calcul.Matrices()
	a := &Atelier{Entrees: Entrees{Ref: ref, Cat: cat, Moteur: resultats.New(ref, cat, m[0], m[1], nil),
		Flux: map[trajets.Empreinte]diffusion.Reseau{
			public.Sources[0]:   {Nom: "Ici Bus", Jour: "2026-03-03"},
			scolaire.Sources[0]: {Nom: "Région", Jour: "2012-07-10", Scolaire: true, Perime: true},
		}}}
	a.addChemins()
	return a
}
