package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
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
	// Rules of the journeys, and of the changes in both timetables.
	regles  trajets.Options
	changes raptor.Options
	velo    trajets.Velo
}

var (
	aucunReseau      = anomalies.Code{Nom: "aucun-reseau", Sens: "aucun horaire : les trajets sont à pied seulement"}
	reseauSansJour   = anomalies.Code{Nom: "reseau-sans-jour", Sens: "réseau sans mardi ni jeudi, laissé de côté"}
	reseauEnVacances = anomalies.Code{Nom: "reseau-perime", Sens: "réseau dont les horaires ne couvrent que des vacances scolaires, utilisé et signalé"}
	reseauEchu       = anomalies.Code{Nom: "reseau-echu", Sens: "réseau dont les horaires ont pris fin plus d'un an avant les plus récents, utilisé et signalé"}
	reseauEnDouble   = anomalies.Code{Nom: "reseau-en-double", Sens: "même fichier d'horaires sous deux noms, utilisé une fois"}
	reseauHorsListe  = anomalies.Code{Nom: "reseau-hors-liste", Sens: "réseau absent de la liste des réseaux, utilisé sans nom ni licence"}
	reseauJourPasse  = anomalies.Code{Nom: "reseau-jour-hors-periode", Sens: "jour de référence de la liste hors de la période des horaires, remplacé"}
)

// readReseaux opens every feed of the folder one after the other, chooses its
// reference day, and merges all feeds of a kind: a feed is forgotten once it is
// merged. Nothing keeps territories apart but the sea: one only enters a feed
// on foot. Without any feed, journeys are on foot. Walks follow the streets.
func readReseaux(fsys fs.FS, ref *territoire.Referentiel, src *sources.Sources, streets voirie, j *anomalies.Journal) (*reseaux, error) {
	fluxes, err := findFlux(fsys, src.Manifeste)
	if err != nil {
		return nil, err
	}
	r := &reseaux{regles: trajets.DefaultOptions(), changes: raptor.DefaultOptions(), velo: trajets.DefaultVelo()}
	r.regles.Walking.Streets, r.changes.Walking.Streets, r.velo.Riding.Streets = streets.pied, streets.pied, streets.velo
	zones := newZones(ref, src.Vacances)
	public, scolaire := raptor.NewMerger(r.changes), raptor.NewMerger(r.changes)
	vus := map[string]string{} // path of each content met, by kind
	for _, f := range fluxes {
		if f.sha256, err = sommeFichier(fsys, f.chemin); err != nil {
			return nil, err
		}
		contenu := fmt.Sprint(f.sha256, f.scolaire)
		if premier, vu := vus[contenu]; vu {
			j.Add(anomalies.Anomalie{Code: reseauEnDouble, Fichier: f.chemin, Detail: "the same as " + premier})
			continue
		}
		vus[contenu] = f.chemin
		reseau, s, day, err := readFlux(fsys, f, zones, j)
		if errors.Is(err, gtfs.ErrNoReferenceDay) {
			j.Add(anomalies.Anomalie{Code: reseauSansJour, Fichier: f.chemin, Detail: err.Error()})
			continue
		}
		if err != nil {
			return nil, err
		}
		if f.source == nil {
			j.Add(anomalies.Anomalie{Code: reseauHorsListe, Fichier: f.chemin, Detail: "add it to data/" + sources.CheminReseaux})
		}
		r.liste = append(r.liste, reseau)
		if f.scolaire {
			scolaire.Add(s, day)
			r.clesScolaire = append(r.clesScolaire, cleFlux(reseau, "all"))
			continue
		}
		// A public feed may hold school buses: they are not for everyone.
		s.Keep = func(route gtfs.Route) bool { return !route.School() }
		public.Add(s, day)
		s.Keep = gtfs.Route.School
		scolaire.Add(s, day)
		r.clesPublic = append(r.clesPublic, cleFlux(reseau, "public"))
		r.clesScolaire = append(r.clesScolaire, cleFlux(reseau, "school"))
	}
	r.public, r.scolaire = public.Timetable(), scolaire.Timetable()
	r.markEchus(j)
	return r, nil
}

// flux is an archive of the folder of the timetables.
type flux struct {
	chemin   string
	sha256   string
	source   *sources.Source // of the list; nil if it is not there
	scolaire bool
}

// findFlux returns the archives of transport/, of scolaire/ and of the folder
// itself: those for everyone, then those for pupils, each in name order. What
// the list says of a feed comes before the folder where it is.
func findFlux(fsys fs.FS, m *sources.Manifeste) ([]flux, error) {
	var fluxes []flux
	for _, dossier := range []string{".", "transport", "scolaire"} {
		chemins, err := listFeeds(fsys, dossier)
		if err != nil {
			return nil, err
		}
		for _, chemin := range chemins {
			f := flux{chemin: chemin, scolaire: dossier == "scolaire"}
			nom := path.Base(chemin)
			if s, ok := m.Source(strings.TrimSuffix(nom, path.Ext(nom))); ok && s.Reseau != nil {
				f.source, f.scolaire = &s, s.Reseau.Type == "scolaire"
			}
			fluxes = append(fluxes, f)
		}
	}
	slices.SortStableFunc(fluxes, func(a, b flux) int {
		switch {
		case a.scolaire == b.scolaire:
			return 0
		case a.scolaire:
			return 1
		}
		return -1
	})
	return fluxes, nil
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

// readFlux reads a feed on its day.
func readFlux(fsys fs.FS, f flux, z zones, j *anomalies.Journal) (r diffusion.Reseau, s raptor.Source, day *gtfs.Day, err error) {
	archive, err := fsys.Open(f.chemin)
	if err != nil {
		return r, s, nil, fmt.Errorf("reading a timetable: %w", err)
	}
	defer archive.Close()
	info, err := archive.Stat()
	if err != nil {
		return r, s, nil, fmt.Errorf("reading %s: %w", f.chemin, err)
	}
	contenu, ok := archive.(io.ReaderAt) // as the files of a disk are
	if !ok {
		return r, s, nil, fmt.Errorf("reading %s: an archive is read from its end, and this one from its start only", f.chemin)
	}
	if s.Feed, err = gtfs.Open(contenu, info.Size(), f.chemin, j); err != nil {
		return r, s, nil, err
	}
	nom := path.Base(f.chemin)
	r = diffusion.Reseau{Nom: strings.TrimSuffix(nom, path.Ext(nom)), Chemin: f.chemin, Scolaire: f.scolaire, SHA256: f.sha256}
	if f.source != nil {
		r.Nom, r.Source = f.source.Nom, f.source.ID
	}
	if s.Date, r.Perime, err = chooseDay(s.Feed, f, z, j); err != nil {
		return r, s, nil, err
	}
	debut, fin, _ := s.Feed.Validity()
	r.Jour, r.Debut, r.Fin = s.Date.String(), debut.String(), fin.String()
	day, err = s.Feed.Day(s.Date)
	return r, s, day, err
}

// chooseDay returns the day of a feed: the one that the list names, if the
// feed covers it, else one outside the holidays, else, for a feed that covers
// nothing but holidays, one of them, which is said wherever the feed is named.
func chooseDay(feed *gtfs.Feed, f flux, z zones, j *anomalies.Journal) (day gtfs.Date, vacances bool, err error) {
	exclu := z.exclu(feed)
	if f.source != nil && f.source.Reseau.Jour != "" {
		day = parseISO(f.source.Reseau.Jour)
		if debut, fin, _ := feed.Validity(); day < debut || day > fin {
			j.Add(anomalies.Anomalie{Code: reseauJourPasse, Fichier: f.chemin, Detail: fmt.Sprintf("%s is not from %s to %s", day, debut, fin)})
			day = 0
		}
	}
	if day == 0 {
		day, err = feed.ReferenceDay(exclu)
	}
	if errors.Is(err, gtfs.ErrNoReferenceDay) {
		day, err = feed.ReferenceDay(nil)
	}
	if err != nil || !exclu(day) {
		return day, false, err
	}
	j.Add(anomalies.Anomalie{Code: reseauEnVacances, Fichier: f.chemin, Detail: "jour de référence " + day.String()})
	return day, true, nil
}

// delaiEchu is how many days before the most recent timetable begins those of
// a network must have ended to be of another time. The day of the build does
// not count: the same data give the same site.
const delaiEchu = 365

// markEchus marks the networks whose timetables ended long before the most
// recent ones begin: they are still the best that is known, and said to be old.
func (r *reseaux) markEchus(j *anomalies.Journal) {
	dernier := ""
	for _, reseau := range r.liste {
		dernier = max(dernier, reseau.Debut)
	}
	for i := range r.liste {
		reseau := &r.liste[i]
		if reseau.Echu = parseISO(reseau.Fin)+delaiEchu < parseISO(dernier); reseau.Echu {
			j.Add(anomalies.Anomalie{Code: reseauEchu, Fichier: reseau.Chemin, Detail: fmt.Sprintf("horaires du %s au %s", reseau.Debut, reseau.Fin)})
		}
	}
}

// parseISO reads a date that its reader has checked, such as "2025-03-06".
func parseISO(s string) gtfs.Date {
	d, _ := gtfs.ParseDate(strings.ReplaceAll(s, "-", ""))
	return d
}

// absents counts the feeds of the list that are not in the folder.
func (r *reseaux) absents(m *sources.Manifeste) int {
	n := 0
	for _, s := range m.Sources {
		if s.Reseau != nil && !slices.ContainsFunc(r.liste, func(ici diffusion.Reseau) bool { return ici.Source == s.ID }) {
			n++
		}
	}
	return n
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

// demande is all that the travel times depend on: the public network, the
// bicycle, then the school network where there is one.
func (r *reseaux) demande(origines []trajets.Origine, cat *catalogue.Catalogue) trajets.Demande {
	d := trajets.Demande{
		Options: r.regles, Changes: r.changes,
		Origines:     origines,
		Destinations: make([]orb.Point, len(cat.Etablissements)),
		Reseaux:      []trajets.Reseau{{Timetable: r.public, Sources: r.clesPublic}, {Velo: &r.velo}},
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
