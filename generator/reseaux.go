package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/quadtree"

	"futurpro/generator/anomalies"
	"futurpro/generator/catalogue"
	"futurpro/generator/diffusion"
	"futurpro/generator/gtfs"
	"futurpro/generator/raptor"
	"futurpro/generator/sources"
	"futurpro/generator/territoire"
	"futurpro/generator/trajets"
)

// reseaux are the timetables of a build: the public one, and the school one,
// which no journey combines.
type reseaux struct {
	liste            []diffusion.Reseau
	public, scolaire *raptor.Timetable
	// Keys of the feeds of each timetable.
	clesPublic, clesScolaire []trajets.Empreinte
}

var (
	aucunReseau      = anomalies.Code{Nom: "aucun-reseau", Sens: "aucun horaire : les trajets sont à pied seulement"}
	reseauSansJour   = anomalies.Code{Nom: "reseau-sans-jour", Sens: "réseau sans mardi ni jeudi, laissé de côté"}
	reseauEnVacances = anomalies.Code{Nom: "reseau-perime", Sens: "réseau dont les horaires ne couvrent que des vacances scolaires, utilisé et signalé"}
)

// readReseaux opens every feed of transport/ and scolaire/, chooses its
// reference day, and merges all feeds of a kind. Without any feed, journeys
// are on foot.
func readReseaux(fsys fs.FS, ref *territoire.Referentiel, src *sources.Sources, j *anomalies.Journal) (*reseaux, error) {
	zones := newZones(ref, src.Vacances)
	r := &reseaux{}
	var public, scolaire []raptor.Source
	for _, dossier := range []string{"transport", "scolaire"} {
		chemins, err := listFeeds(fsys, dossier)
		if err != nil {
			return nil, err
		}
		for _, chemin := range chemins {
			s, reseau, err := openFeed(fsys, chemin, src.Manifeste, zones, j)
			if errors.Is(err, gtfs.ErrNoReferenceDay) {
				j.Add(anomalies.Anomalie{Code: reseauSansJour, Fichier: chemin, Detail: err.Error()})
				continue
			}
			if err != nil {
				return nil, err
			}
			reseau.Scolaire = dossier == "scolaire"
			r.liste = append(r.liste, reseau)
			if dossier == "scolaire" {
				scolaire = append(scolaire, s)
				r.clesScolaire = append(r.clesScolaire, cleFlux(reseau, "all"))
				continue
			}
			// A public feed may hold school buses: they are not for everyone.
			ecole := s
			s.Keep = func(route gtfs.Route) bool { return !route.School() }
			ecole.Keep = gtfs.Route.School
			public, scolaire = append(public, s), append(scolaire, ecole)
			r.clesPublic = append(r.clesPublic, cleFlux(reseau, "public"))
			r.clesScolaire = append(r.clesScolaire, cleFlux(reseau, "school"))
		}
	}
	var err error
	if r.public, err = raptor.NewTimetable(public, raptor.DefaultOptions()); err != nil {
		return nil, fmt.Errorf("merging the public timetables: %w", err)
	}
	if r.scolaire, err = raptor.NewTimetable(scolaire, raptor.DefaultOptions()); err != nil {
		return nil, fmt.Errorf("merging the school timetables: %w", err)
	}
	return r, nil
}

// listFeeds returns the archives of a folder, in name order; none if it does
// not exist.
func listFeeds(fsys fs.FS, dossier string) ([]string, error) {
	entrees, err := fs.ReadDir(fsys, dossier)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("listing the timetables: %w", err)
	}
	var chemins []string
	for _, e := range entrees {
		if strings.EqualFold(path.Ext(e.Name()), ".zip") {
			chemins = append(chemins, path.Join(dossier, e.Name()))
		}
	}
	return chemins, nil
}

// openFeed reads a feed and chooses its day: the one that the manifest names,
// else one outside the holidays, else, for a feed that covers nothing but
// holidays, one of them, which is said wherever the feed is named.
func openFeed(fsys fs.FS, chemin string, m *sources.Manifeste, z zones, j *anomalies.Journal) (s raptor.Source, r diffusion.Reseau, err error) {
	b, err := fs.ReadFile(fsys, chemin)
	if err != nil {
		return s, r, fmt.Errorf("reading %s: %w", chemin, err)
	}
	if s.Feed, err = gtfs.Open(bytes.NewReader(b), int64(len(b)), chemin, j); err != nil {
		return s, r, err
	}
	exclu := z.exclu(s.Feed)
	somme := sha256.Sum256(b)
	r = diffusion.Reseau{Nom: strings.TrimSuffix(path.Base(chemin), ".zip"), Chemin: chemin, SHA256: hex.EncodeToString(somme[:])}
	if source, _, ok := m.Fichier("gtfs/" + chemin); ok {
		r.Nom, r.Source = source.Nom, source.ID
		if source.Reseau != nil && source.Reseau.Jour != "" {
			s.Date = parseISO(source.Reseau.Jour)
		}
	}
	if s.Date == 0 {
		s.Date, err = s.Feed.ReferenceDay(exclu)
	}
	if errors.Is(err, gtfs.ErrNoReferenceDay) {
		s.Date, err = s.Feed.ReferenceDay(nil)
	}
	if err == nil && exclu(s.Date) {
		r.Perime = true
		j.Add(anomalies.Anomalie{Code: reseauEnVacances, Fichier: chemin, Detail: "jour de référence " + s.Date.String()})
	}
	r.Jour = s.Date.String()
	return s, r, err
}

// parseISO reads a date that its reader has checked, such as "2025-03-06".
func parseISO(s string) gtfs.Date {
	d, _ := gtfs.ParseDate(strings.ReplaceAll(s, "-", ""))
	return d
}

// cleFlux identifies what a timetable takes from a feed: its bytes, its day,
// which of its routes.
func cleFlux(r diffusion.Reseau, routes string) trajets.Empreinte {
	return sha256.Sum256([]byte(r.SHA256 + " " + r.Jour + " " + routes))
}

// parCle finds each feed by its keys.
func (r *reseaux) parCle() map[trajets.Empreinte]diffusion.Reseau {
	m := map[trajets.Empreinte]diffusion.Reseau{}
	publics := 0
	for i, reseau := range r.liste {
		m[r.clesScolaire[i]] = reseau
		if !reseau.Scolaire {
			m[r.clesPublic[publics]] = reseau
			publics++
		}
	}
	return m
}

// demande is all that the travel times depend on: the public network, then the
// school network where there is one.
func (r *reseaux) demande(origines []trajets.Origine, cat *catalogue.Catalogue) trajets.Demande {
	d := trajets.Demande{
		Options: trajets.DefaultOptions(), Changes: raptor.DefaultOptions(),
		Origines:     origines,
		Destinations: make([]orb.Point, len(cat.Etablissements)),
		Reseaux:      []trajets.Reseau{{Timetable: r.public, Sources: r.clesPublic}},
	}
	for i, e := range cat.Etablissements {
		if e.Place {
			d.Destinations[i] = e.Position
		}
	}
	if r.scolaire.NumTrips() > 0 {
		d.Reseaux = append(d.Reseaux, trajets.Reseau{Timetable: r.scolaire, Sources: r.clesScolaire})
	}
	return d
}

// zones tells the school holidays of a feed from the places that it serves.
type zones struct {
	communes *quadtree.Quadtree
	vacances map[string][]intervalle
}

// intervalle is a closed interval of days.
type intervalle struct{ debut, fin gtfs.Date }

// lieu is the centre of a commune, with its zone.
type lieu struct {
	point orb.Point
	zone  string
}

// Point makes a lieu an orb.Pointer.
func (l lieu) Point() orb.Point { return l.point }

func newZones(ref *territoire.Referentiel, vacances []sources.Vacances) zones {
	z := zones{communes: quadtree.New(orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}), vacances: map[string][]intervalle{}}
	for _, v := range vacances {
		z.vacances[v.Zone] = append(z.vacances[v.Zone], intervalle{parseISO(v.Debut), parseISO(v.Fin)})
	}
	for _, c := range ref.Communes {
		if !c.Place {
			continue
		}
		d, _ := ref.Departement(c.Departement)
		a, _ := ref.Academie(d.Academie)
		// The error is a point outside the whole Earth.
		_ = z.communes.Add(lieu{c.Centre, territoire.Zone(a.Nom)})
	}
	return z
}

// exclu returns the test of the days that are holidays in any of the zones
// that the feed serves.
func (z zones) exclu(feed *gtfs.Feed) func(gtfs.Date) bool {
	servies := map[string]bool{}
	for p := range feed.Positions() {
		if l, ok := z.communes.Find(p).(lieu); ok {
			servies[l.zone] = true
		}
	}
	return func(d gtfs.Date) bool {
		for zone := range servies {
			if slices.ContainsFunc(z.vacances[zone], func(i intervalle) bool { return i.debut <= d && d <= i.fin }) {
				return true
			}
		}
		return false
	}
}
