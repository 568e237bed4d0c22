package echantillon

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"

	"futurpro/generator/anomalies"
	"futurpro/generator/gtfs"
	"futurpro/generator/sources"
)

// writeReseaux writes, for each timetable that serves the region, one
// reference day between the stops of the region.
func (c *coupe) writeReseaux() error {
	if c.GTFS == nil {
		return nil
	}
	var fichiers []string
	for _, motif := range []string{"scolaire/*.zip", "transport/*.zip"} {
		trouves, err := fs.Glob(c.GTFS, motif)
		if err != nil {
			return fmt.Errorf("looking for %s: %w", motif, err)
		}
		fichiers = append(fichiers, trouves...)
	}
	slices.Sort(fichiers)
	if len(fichiers) > 0 && len(c.contours) == 0 {
		if err := c.approximate(); err != nil {
			return err
		}
	}
	for _, fichier := range fichiers {
		c.progress(fichier)
		if err := c.ctx.Err(); err != nil {
			return err
		}
		if err := c.writeReseau(fichier); err != nil {
			return err
		}
	}
	return nil
}

// writeReseau writes one timetable, or says why not.
func (c *coupe) writeReseau(fichier string) error {
	chemin := reseauChemin(fichier)
	c.verify(c.GTFS, fichier, chemin)
	data, err := fs.ReadFile(c.GTFS, fichier)
	if err != nil {
		return fmt.Errorf("reading %s: %w", fichier, err)
	}
	feed, err := gtfs.Open(bytes.NewReader(data), int64(len(data)), fichier, c.Journal)
	if err != nil {
		return err
	}
	dedans := 0
	for p := range feed.Positions() {
		if c.near(p) {
			dedans++
		}
	}
	if dedans < 2 {
		c.leave(fichier, "moins de deux arrêts dans la région")
		return nil
	}
	jour, err := c.jour(feed, chemin)
	if err != nil {
		c.leave(fichier, "aucun jour de référence")
		c.Journal.Add(anomalies.Anomalie{Code: ReseauSansJour, Fichier: chemin, Detail: err.Error()})
		return nil
	}
	return c.writeJour(feed, fichier, jour)
}

// writeJour writes one day of a timetable, unless no trip is left in the
// region that day.
func (c *coupe) writeJour(feed *gtfs.Feed, fichier string, jour gtfs.Date) error {
	var zip bytes.Buffer
	stats, err := gtfs.Reduce(&zip, feed, jour, c.near)
	if err != nil {
		return fmt.Errorf("reducing %s: %w", fichier, err)
	}
	if stats.Trips == 0 {
		c.leave(fichier, "aucun trajet dans la région le "+jour.String())
		return nil
	}
	c.bilan.Reseaux = append(c.bilan.Reseaux, sources.ReseauEchantillon{
		Fichier: reseauChemin(fichier), Jour: jour.String(), Stops: stats.Stops, Trips: stats.Trips,
	})
	return c.write(reseauChemin(fichier), zip.Bytes(), 0)
}

// jour returns the reference day of a feed: the one that the list names,
// else the busiest Tuesday or Thursday outside the school holidays of the
// region's zone.
func (c *coupe) jour(feed *gtfs.Feed, chemin string) (gtfs.Date, error) {
	if source, _, ok := c.Manifeste.Fichier(chemin); ok && source.Reseau != nil && source.Reseau.Jour != "" {
		jour, ok := gtfs.ParseDate(source.Reseau.Jour)
		if !ok {
			return jour, fmt.Errorf("data/%s: jour %q of %s is not a date", sources.CheminReseaux, source.Reseau.Jour, source.ID)
		}
		return jour, nil
	}
	return feed.ReferenceDay(c.enVacances)
}

// enVacances reports whether a day is in the school holidays of the region.
func (c *coupe) enVacances(jour gtfs.Date) bool {
	iso := jour.String()
	return slices.ContainsFunc(c.src.Vacances, func(v sources.Vacances) bool {
		return v.Zone == c.choix.zone && v.Debut <= iso && iso <= v.Fin
	})
}
