package main

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"futurpro/generator/anomalies"
	"futurpro/generator/gtfs/gtfstest"
	"futurpro/generator/sources"
	"futurpro/generator/territoire"
)

// ligne is the archive of a bus line between two stops that runs on every day
// of a year, with as many trips as asked for.
func ligne(t *testing.T, annee, courses int) []byte {
	t.Helper()
	texte := "stops\nA 0 0\nB 5000 0\ntrips\n"
	for c := range courses {
		texte += fmt.Sprintf("t%d: A %d:00 | B %d:10\n", c, 6+c, 6+c)
	}
	texte += "calendar.txt\nservice_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n" +
		fmt.Sprintf("S,1,1,1,1,1,1,1,%d0101,%d1231\n", annee, annee)
	return gtfstest.Zip(t, texte)
}

// lire reads the timetables of a folder against a list, where there is no
// commune and no holiday.
func lire(t *testing.T, dossier map[string][]byte, liste ...sources.Source) (*reseaux, *sources.Manifeste, map[string]int) {
	t.Helper()
	fsys := fstest.MapFS{}
	for chemin, corps := range dossier {
		fsys[chemin] = &fstest.MapFile{Data: corps}
	}
	j := anomalies.New()
	m := &sources.Manifeste{Sources: liste}
	r, err := readReseaux(fsys, &territoire.Referentiel{}, &sources.Sources{Manifeste: m}, voirie{}, j)
	if err != nil {
		t.Fatal(err)
	}
	codes := map[string]int{}
	for _, a := range j.Resumes() {
		codes[a.Code.Nom] = a.Nombre
	}
	return r, m, codes
}

func listee(id, nom, genre, jour string) sources.Source {
	return sources.Source{ID: id, Nom: nom, Reseau: &sources.Reseau{Type: genre, Jour: jour}}
}

func TestTheListNamesTheFeedsOfTheFolder(t *testing.T) {
	r, m, codes := lire(t, map[string][]byte{
		"cars.zip":             ligne(t, 2026, 3), // for pupils says the list, not the folder
		"transport/autre.zip":  ligne(t, 2026, 1),
		"transport/ville.zip":  ligne(t, 2026, 2),
		"transport/LISEZ-MOI":  nil,
		"scolaire/inconnu.zip": ligne(t, 2026, 4),
	}, listee("ville", "Ville", "mixte", "2026-03-03"), listee("cars", "Cars", "scolaire", ""), listee("absent", "Absent", "transport", ""))
	var got []string
	for _, reseau := range r.liste {
		got = append(got, fmt.Sprintf("%s %s %s %t", reseau.Chemin, reseau.Nom, reseau.Jour, reseau.Scolaire))
	}
	want := []string{ // 1 January 2026 is a Thursday
		"transport/autre.zip autre 2026-01-01 false", "transport/ville.zip Ville 2026-03-03 false",
		"cars.zip Cars 2026-01-01 true", "scolaire/inconnu.zip inconnu 2026-01-01 true",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("feeds (-want +got):\n%s", diff)
	}
	if r.public.NumTrips() != 1+2 || r.scolaire.NumTrips() != 3+4 {
		t.Errorf("%d trips for everyone and %d for pupils, want 3 and 7", r.public.NumTrips(), r.scolaire.NumTrips())
	}
	if n := r.absents(m); n != 1 {
		t.Errorf("%d listed feeds absent, want 1", n)
	}
	if want := map[string]int{"reseau-hors-liste": 2}; !maps.Equal(codes, want) {
		t.Errorf("anomalies %v, want %v", codes, want)
	}
}

func TestTheSameFeedUnderTwoNamesIsReadOnce(t *testing.T) {
	deux := ligne(t, 2026, 2)
	r, _, codes := lire(t, map[string][]byte{"transport/a.zip": deux, "transport/b.zip": deux, "transport/c.zip": ligne(t, 2026, 1)},
		listee("a", "A", "transport", ""), listee("b", "B", "transport", ""), listee("c", "C", "transport", ""))
	if len(r.liste) != 2 || r.liste[0].Nom != "A" || r.liste[1].Nom != "C" || r.public.NumTrips() != 3 {
		t.Errorf("networks %+v, %d trips; want A and C, 3 trips", r.liste, r.public.NumTrips())
	}
	if want := map[string]int{"reseau-en-double": 1}; !maps.Equal(codes, want) {
		t.Errorf("anomalies %v, want %v", codes, want)
	}
}

// A feed that was replaced by a newer one no longer covers the day that the
// list names.
func TestDayOfTheListOutsideTheTimetableIsReplaced(t *testing.T) {
	r, _, codes := lire(t, map[string][]byte{"transport/a.zip": ligne(t, 2026, 2)}, listee("a", "A", "transport", "2025-03-04"))
	if r.liste[0].Jour != "2026-01-01" || r.public.NumTrips() != 2 {
		t.Errorf("day %s, %d trips; want 2026-01-01, 2", r.liste[0].Jour, r.public.NumTrips())
	}
	if want := map[string]int{"reseau-jour-hors-periode": 1}; !maps.Equal(codes, want) {
		t.Errorf("anomalies %v, want %v", codes, want)
	}
}

// The most recent timetable begins on 1 January 2026: those that ended before
// 1 January 2025 are of another time.
func TestTimetablesOfAnotherTimeAreUsedAndSaid(t *testing.T) {
	dossier, liste := map[string][]byte{}, []sources.Source(nil)
	for _, annee := range []int{2012, 2024, 2025, 2026} {
		id := fmt.Sprint("r", annee)
		dossier["transport/"+id+".zip"] = ligne(t, annee, 1)
		liste = append(liste, listee(id, id, "transport", ""))
	}
	r, _, codes := lire(t, dossier, liste...)
	var echus []string
	for _, reseau := range r.liste {
		if reseau.Echu {
			echus = append(echus, fmt.Sprintf("%s %s %s", reseau.Nom, reseau.Debut, reseau.Fin))
		}
	}
	if want := []string{"r2012 2012-01-01 2012-12-31", "r2024 2024-01-01 2024-12-31"}; !slices.Equal(echus, want) {
		t.Errorf("of another time: %q, want %q", echus, want)
	}
	if r.public.NumTrips() != 4 {
		t.Errorf("%d trips, want 4", r.public.NumTrips())
	}
	if want := map[string]int{"reseau-echu": 2}; !maps.Equal(codes, want) {
		t.Errorf("anomalies %v, want %v", codes, want)
	}
}
