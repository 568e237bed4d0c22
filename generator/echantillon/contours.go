package echantillon

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"path"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geo"
	"github.com/paulmach/orb/planar"
	"github.com/paulmach/orb/simplify"

	"futurpro/generator/anomalies"
	"futurpro/generator/sources"
)

// tolerance is how far, in degrees, a simplified outline may be from the true
// one: about 110 m northwards, 75 m eastwards in Bretagne.
const tolerance = 0.001

// decimales of the coordinates: 4 are about 10 m.
const decimales = 4

// contourBrut is an outline as published, to test positions against.
type contourBrut struct {
	sources.Contour
	bound orb.Bound
}

// writeContours writes the simplified outlines of the region's communes and
// académies.
func (c *coupe) writeContours() error {
	c.progress("contours")
	if err := c.readContours(); err != nil {
		return err
	}
	if chemin := c.cheminContours; chemin != "" {
		c.verify(c.National, chemin, chemin)
		_, err := c.writeRows(chemin, func(w io.Writer) (int, error) {
			return writeGzip(w, func(z io.Writer) (int, error) { return c.writeCommunes(z) })
		})
		if err != nil {
			return err
		}
	}
	return c.writeAcademies()
}

// readContours keeps the outlines of the region.
func (c *coupe) readContours() error {
	chemin, err := sources.ContoursFile(c.National)
	if err != nil || chemin == "" {
		return err
	}
	c.cheminContours = chemin
	contours, err := sources.ReadContoursCommunes(c.National)
	for _, contour := range contours {
		if c.choix.contours[contour.Code] {
			c.contours = append(c.contours, contourBrut{contour, contour.Polygones.Bound()})
		}
	}
	return err
}

func (c *coupe) writeCommunes(w io.Writer) (int, error) {
	for _, contour := range c.contours {
		proprietes := fmt.Sprintf(`{"code":%s,"nom":%s}`, quote(contour.Code), quote(contour.Nom))
		if err := writeFeature(w, proprietes, simplified(contour.Polygones)); err != nil {
			return 0, err
		}
	}
	return len(c.contours), nil
}

// writeAcademies writes the outlines of the académies of the region as one
// collection.
func (c *coupe) writeAcademies() error {
	contours, err := sources.ReadContoursAcademies(c.National)
	if err != nil || len(contours) == 0 {
		return err
	}
	chemin := sources.CheminContoursAcademies
	c.verify(c.National, chemin, chemin)
	_, err = c.writeRows(chemin, func(w io.Writer) (int, error) {
		var features [][]byte
		for _, contour := range contours {
			if !c.choix.academies[contour.Code] {
				continue
			}
			var b bytes.Buffer
			proprietes := fmt.Sprintf(`{"code_academie":%s,"name":%s}`, quote(contour.Code), quote(contour.Nom))
			if err := writeFeature(&b, proprietes, simplified(contour.Polygones)); err != nil {
				return 0, err
			}
			features = append(features, bytes.TrimSpace(b.Bytes()))
		}
		_, err := fmt.Fprintf(w, "{\"type\":\"FeatureCollection\",\"features\":[\n%s\n]}\n", bytes.Join(features, []byte(",\n")))
		return len(features), err
	})
	return err
}

// quote returns s as a JSON string.
func quote(s string) string {
	b, _ := json.Marshal(s) // a string always marshals
	return string(b)
}

// writeFeature writes a GeoJSON feature on one line.
func writeFeature(w io.Writer, proprietes string, p orb.MultiPolygon) error {
	coordonnees, err := json.Marshal(p)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "{\"type\":\"Feature\",\"properties\":%s,\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":%s}}\n", proprietes, coordonnees)
	return err
}

// simplified returns p with fewer points and decimals. Rings that become
// smaller than a triangle go, unless nothing would be left of the outline: a
// tiny commune keeps its points.
func simplified(p orb.MultiPolygon) orb.MultiPolygon {
	var out orb.MultiPolygon
	for _, polygone := range p {
		var anneaux orb.Polygon
		for i, anneau := range polygone {
			// The simplifier changes its argument.
			court := rounded(simplify.DouglasPeucker(tolerance).Ring(anneau.Clone()))
			if len(court) >= 4 {
				anneaux = append(anneaux, court)
			} else if i == 0 {
				break
			}
		}
		if len(anneaux) > 0 {
			out = append(out, anneaux)
		}
	}
	if len(out) == 0 {
		for _, polygone := range p {
			out = append(out, orb.Polygon{rounded(polygone[0].Clone())})
		}
	}
	return out
}

// rounded drops decimals, then the points that have become the same.
func rounded(anneau orb.Ring) orb.Ring {
	facteur := math.Pow10(decimales)
	out := anneau[:0]
	for _, p := range anneau {
		p = orb.Point{math.Round(p[0]*facteur) / facteur, math.Round(p[1]*facteur) / facteur}
		if len(out) == 0 || out[len(out)-1] != p {
			out = append(out, p)
		}
	}
	return out
}

// marge is how far outside the region a stop may be, in metres.
const marge = 1000

// near reports whether p is in the region or about marge from it: p itself, or
// one of eight points around it, is in a commune. Without outlines, it is in
// the box of the region.
func (c *coupe) near(p orb.Point) bool {
	if len(c.contours) == 0 {
		return c.boite.Contains(p)
	}
	if c.inside(p) {
		return true
	}
	dLat := marge / 111_320.0
	dLon := dLat / max(0.1, math.Cos(p[1]*math.Pi/180))
	for k := range 8 {
		s, co := math.Sincos(float64(k) * math.Pi / 4)
		if c.inside(orb.Point{p[0] + dLon*co, p[1] + dLat*s}) {
			return true
		}
	}
	return false
}

// margeBoite is how far from the centres of its communes the region may go, in
// metres, where their outlines are not known.
const margeBoite = 3000

// approximate takes the box of the centres of the communes for the region, and
// says so: outlines are optional.
func (c *coupe) approximate() error {
	var centres orb.MultiPoint
	for _, commune := range c.src.Communes {
		if c.choix.communes[commune.Code] && commune.Centre != nil {
			centres = append(centres, *commune.Centre)
		}
	}
	if len(centres) == 0 {
		return fmt.Errorf("cutting the timetables: no outline nor centre of the communes of region %s; add %s to the national folder, or leave the timetables out",
			c.Region, sources.MotifContoursCommunes)
	}
	c.boite = geo.BoundPad(centres.Bound(), margeBoite)
	c.Journal.Add(anomalies.Anomalie{Code: SansContours, Fichier: sources.MotifContoursCommunes, Detail: fmt.Sprintf(
		"no outline of region %s: stops are kept up to %d km around the centres of its communes", c.Region, margeBoite/1000)})
	return nil
}

// inside reports whether p is in a commune of the region.
func (c *coupe) inside(p orb.Point) bool {
	for _, contour := range c.contours {
		if contour.bound.Contains(p) && planar.MultiPolygonContains(contour.Polygones, p) {
			return true
		}
	}
	return false
}

// reseauChemin returns the place of a feed in the sample.
func reseauChemin(fichier string) string { return path.Join("gtfs", fichier) }
