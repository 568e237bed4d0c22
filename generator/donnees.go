package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path"
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"futurpro/generator/anomalies"
	"futurpro/generator/assemblage"
	"futurpro/generator/carte"
	"futurpro/generator/catalogue"
	"futurpro/generator/diffusion"
	"futurpro/generator/origines"
	"futurpro/generator/pages"
	"futurpro/generator/raptor"
	"futurpro/generator/resultats"
	"futurpro/generator/sources"
	"futurpro/generator/territoire"
	"futurpro/generator/trajets"
)

// donnees is everything that the data folder gives, whatever the words and the
// looks.
type donnees struct {
	src *sources.Sources
	ref *territoire.Referentiel
	cat *catalogue.Catalogue
	// couverture is how much of the sources the catalogue shows.
	couverture assemblage.Couverture
	reseaux    *reseaux
	// contours are the outlines of communes, nil once places and maps are made of them.
	contours []sources.Contour
	// origines are the places that each commune is left from.
	origines []trajets.Origine
	moteur   *resultats.Moteur
	journal  *anomalies.Journal
	// fonds waits for the outlines of the maps, nil where none is wanted.
	fonds func() *carte.Fonds
}

// computeDonnees goes through the stages of the data: read, assemble,
// timetables, travel times.
func computeDonnees(ctx context.Context, o options, c *console, r *rapport) (*donnees, error) {
	d, err := readCatalogue(o, c, r)
	if err != nil {
		return nil, err
	}
	// The maps take as long as the timetables and the travel times of the cache, which
	// one core does alone.
	contours := slices.Values(d.contours)
	d.fonds = sync.OnceValue(func() *carte.Fonds { return carte.Read(contours, departementDe(d.ref)) })
	go d.fonds()
	if err := d.readHoraires(o, c, r); err != nil {
		return nil, err
	}
	d.contours = nil // places and maps have them
	c.etape("Computing the travel times")
	demande := d.reseaux.demande(d.origines, d.cat)
	calcul, repris, err := calculerTrajets(ctx, demande, trajets.Whole(), o.cache, c)
	if err != nil {
		return nil, err
	}
	matrices := calcul.Matrices()
	d.moteur = newMoteur(d.ref, d.cat, matrices)
	etape, compteurs := "travel times computed", []compteur{{"journeys", matrices[0].Len()}, {"by bicycle", matrices[1].Len()}}
	switch repris {
	case 0:
	case colonnes(demande):
		etape = "travel times from the cache"
	default:
		compteurs = append(compteurs, compteur{fmt.Sprintf("of %d columns from the cache", colonnes(demande)), repris})
	}
	r.fin(etape, compteurs...)
	return d, nil
}

// newMoteur takes the matrices in the order of the networks of
// [reseaux.demande]: that of the school comes last, if there is one.
func newMoteur(ref *territoire.Referentiel, cat *catalogue.Catalogue, matrices []*trajets.Matrice) *resultats.Moteur {
	transport, velo := matrices[0], matrices[1]
	var ecole *trajets.Matrice
	if len(matrices) > 2 {
		ecole = matrices[2]
	}
	return resultats.New(ref, cat, transport, ecole, velo)
}

// readDonnees goes through the stages that come before the travel times, and
// leaves the engine nil.
func readDonnees(o options, c *console, r *rapport) (*donnees, error) {
	d, err := readCatalogue(o, c, r)
	if err != nil {
		return nil, err
	}
	if err := d.readHoraires(o, c, r); err != nil {
		return nil, err
	}
	return d, nil
}

// readCatalogue reads the sources and assembles them. The outlines are beside the
// sources, not among them: they are as long to read as all the others.
func readCatalogue(o options, c *console, r *rapport) (*donnees, error) {
	d := &donnees{journal: anomalies.New()}
	c.etape("Reading the data of " + o.data)
	var outlines sync.WaitGroup
	var errContours error
	outlines.Go(func() { d.contours, errContours = sources.ReadContoursCommunes(os.DirFS(o.data)) })
	var err error
	d.src, err = readSources(o, d.journal, c)
	outlines.Wait()
	if errContours != nil {
		err = errors.Join(err, fmt.Errorf("data folder %s: %w", o.data, errContours))
	}
	if err != nil {
		return nil, err
	}
	r.fin("sources read", compteur{"communes", len(d.src.Communes)}, compteur{"constat rows", len(d.src.Constats)}, compteur{"Affelnet rows", len(d.src.Voeux)})

	c.etape("Assembling the catalogue")
	if d.ref, d.cat, err = assemblage.Assemble(d.src, d.journal); err != nil {
		// What was wrong in a file may be why nothing joins.
		return nil, errors.Join(err, d.journal.Verdict())
	}
	d.couverture = assemblage.CouvertureDe(d.src, d.ref, d.cat)
	// A third of what the data take.
	d.src.Forget()
	r.fin("catalogue assembled", compteur{"formations", len(d.cat.Formations)}, compteur{"établissements", len(d.cat.Etablissements)}, compteur{"offres", len(d.cat.Offres)})
	return d, nil
}

// readHoraires reads the streets and the timetables, and chooses the places that
// people leave from.
func (d *donnees) readHoraires(o options, c *console, r *rapport) error {
	streets, err := openVoirie(o, d.src, c, r)
	if err != nil {
		return err
	}

	c.etape("Reading the timetables of " + o.dossierGTFS())
	if d.reseaux, err = readReseaux(os.DirFS(o.dossierGTFS()), d.ref, d.src, streets, d.journal); err != nil {
		return err
	}
	if len(d.reseaux.liste) == 0 {
		d.journal.Add(anomalies.Anomalie{Code: aucunReseau, Fichier: o.dossierGTFS(), Detail: "no transport/*.zip, no scolaire/*.zip"})
	}
	public, scolaire := d.reseaux.public, d.reseaux.scolaire
	compteurs := []compteur{{"feeds", len(d.reseaux.liste)}, {"stops", public.NumStops() + scolaire.NumStops()}, {"trips", public.NumTrips() + scolaire.NumTrips()}}
	if absents := d.reseaux.absents(d.src.Manifeste); absents > 0 && d.src.Echantillon == nil {
		compteurs = append(compteurs, compteur{"listed feeds that are not here", absents})
	}
	r.fin("timetables read", compteurs...)

	d.origines = origines.Choose(d.ref, d.contours, d.reperes())

	// Nothing is published from data past their thresholds.
	if err := d.journal.Verdict(); err != nil {
		return fmt.Errorf("the data are too broken to publish:\n%w", err)
	}
	return nil
}

// reperes gives the places that show where people are: every stop and every
// établissement, with or without offres, but for those known by their commune
// only.
func (d *donnees) reperes() iter.Seq[orb.Point] {
	return func(yield func(orb.Point) bool) {
		for _, tt := range []*raptor.Timetable{d.reseaux.public, d.reseaux.scolaire} {
			for s := range tt.NumStops() {
				if !yield(tt.Stop(raptor.StopIdx(s)).Position) {
					return
				}
			}
		}
		for _, e := range d.cat.Etablissements {
			if e.Place && !e.Approchee && !yield(e.Position) {
				return
			}
		}
		for _, e := range d.src.Etablissements {
			if e.Position != nil && e.Precision != "COMMUNE" && !yield(orb.Point(*e.Position)) {
				return
			}
		}
	}
}

// atelier prepares the pages of the data, for a site at that address.
func (d *donnees) atelier(o options, base string) (*pages.Atelier, error) {
	diffusee, err := diffusion.New(diffusion.Entrees{Ref: d.ref, Cat: d.cat, Moteur: d.moteur, Sources: d.src, Reseaux: d.reseaux.liste, Journal: d.journal, Couverture: d.couverture})
	if err != nil {
		return nil, err
	}
	lieux := make([]int, len(d.origines))
	for i, o := range d.origines {
		lieux[i] = len(o)
	}
	return pages.New(pages.Entrees{
		BaseURL: base, Ref: d.ref, Cat: d.cat, Moteur: d.moteur, Lieux: lieux, Fonds: d.fonds(),
		Ressource: func(source string) ([]byte, error) { return os.ReadFile(path.Join(o.content, source)) },
		Sources:   d.src, Reseaux: d.reseaux.liste, Flux: d.reseaux.parCle(), Diffusion: diffusee, Constats: constats(d.journal),
	})
}

// departementDe finds the département of a commune by its INSEE code.
func departementDe(ref *territoire.Referentiel) func(code string) string {
	return func(code string) string {
		if i, ok := ref.Commune(code); ok {
			return ref.Communes[i].Departement
		}
		// A commune that has merged since with one of its département.
		if dep, ok := ref.Departement(territoire.DepartementINSEE(code)); ok {
			return dep.Code
		}
		return ""
	}
}

// readSources reads the data folder; what it lacks and is the same everywhere
// (the school calendar) comes from the folder of sources.yaml.
func readSources(o options, j *anomalies.Journal, c *console) (*sources.Sources, error) {
	dossier, fichier := path.Split(path.Clean(o.sources))
	complements := os.DirFS(path.Clean(dossier))
	manifeste, err := sources.ReadManifeste(complements, fichier)
	if err != nil {
		return nil, err
	}
	src, err := sources.Read(os.DirFS(o.data), complements, manifeste, j, c.detail)
	if err != nil {
		return nil, fmt.Errorf("data folder %s:\n%w", o.data, err)
	}
	return src, nil
}
