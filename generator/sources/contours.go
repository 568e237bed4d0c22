package sources

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/paulmach/orb"
)

// The outlines are not part of Sources: they are large and only maps and
// samples want them.
const (
	// MotifContoursCommunes is the pattern of the outlines of communes.
	MotifContoursCommunes = "geo-api/contours-communes-*.ndjson.gz"
	// CheminContoursAcademies is the file of the outlines of académies.
	CheminContoursAcademies = "education/contours-academies.geojson"
)

// Contour is the outline of a commune or of an académie.
type Contour struct {
	Ligne Ligne
	Code  string // INSEE code, or code of the académie
	Nom   string
	// Polygones are in WGS84 degrees; of the year of the file for communes.
	Polygones orb.MultiPolygon
}

// feature is a GeoJSON feature.
type feature struct {
	Properties struct {
		Code         string `json:"code"`
		Nom          string `json:"nom"`
		CodeAcademie string `json:"code_academie"`
		Name         string `json:"name"`
	} `json:"properties"`
	Geometry struct {
		Coordinates orb.MultiPolygon `json:"coordinates"` // read by lecteurContours
	} `json:"geometry"`
}

// ContoursFile returns the path of the latest outlines of communes in fsys, ""
// when there are none.
func ContoursFile(fsys fs.FS) (string, error) {
	chemins, _, err := findFiles(MotifContoursCommunes, fsys)
	if err != nil || len(chemins) == 0 {
		return "", err
	}
	return chemins[len(chemins)-1], nil
}

// ReadContoursCommunes reads the outlines of communes, one GeoJSON feature a
// line. There are none when the file is missing.
func ReadContoursCommunes(fsys fs.FS) ([]Contour, error) {
	chemin, err := ContoursFile(fsys)
	if err != nil || chemin == "" {
		return nil, err
	}
	file, err := fsys.Open(chemin)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", chemin, err)
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w; download it again", chemin, err)
	}
	l := newLecteurContours(z)
	var contours []Contour
	for {
		ligne := Ligne(len(contours) + 1)
		c, err := l.next(ligne)
		if err == io.EOF {
			return contours, nil
		}
		if err != nil {
			return nil, fmt.Errorf("reading %s: line %d: %w; download it again", chemin, ligne, err)
		}
		contours = append(contours, c)
	}
}

// ReadContoursAcademies reads the outlines of the académies, none when the
// file is missing.
func ReadContoursAcademies(fsys fs.FS) ([]Contour, error) {
	data, err := fs.ReadFile(fsys, CheminContoursAcademies)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", CheminContoursAcademies, err)
	}
	var collection struct {
		Features []feature `json:"features"`
	}
	l := newLecteurContours(bytes.NewReader(data))
	if err := json.UnmarshalDecode(l.dec, &collection); err != nil {
		return nil, fmt.Errorf("reading %s: %w; download it again", CheminContoursAcademies, err)
	}
	var contours []Contour
	for i, f := range collection.Features {
		c, err := f.contour(Ligne(i + 1))
		if err != nil {
			return nil, fmt.Errorf("reading %s: feature %d: %w", CheminContoursAcademies, i+1, err)
		}
		contours = append(contours, c)
	}
	return contours, nil
}

// lecteurContours decodes features one after the other. The outlines of the
// country are two million points: each is read once, from the stream, into the
// slice that keeps it.
type lecteurContours struct {
	dec *jsontext.Decoder
	// What has been read of a ring.
	points []orb.Point
}

func newLecteurContours(r io.Reader) *lecteurContours {
	l := &lecteurContours{}
	l.dec = jsontext.NewDecoder(r, jsontext.AllowInvalidUTF8(true), json.WithUnmarshalers(json.UnmarshalFromFunc(l.coordonnees)))
	return l
}

// next reads a feature; the error is io.EOF after the last.
func (l *lecteurContours) next(ligne Ligne) (Contour, error) {
	var f feature
	if err := json.UnmarshalDecode(l.dec, &f); err != nil {
		return Contour{}, err
	}
	return f.contour(ligne)
}

// contour says what a feature is the outline of.
func (f feature) contour(ligne Ligne) (Contour, error) {
	c := Contour{Ligne: ligne, Code: f.Properties.Code, Nom: f.Properties.Nom, Polygones: f.Geometry.Coordinates}
	if c.Code == "" {
		c.Code, c.Nom = f.Properties.CodeAcademie, f.Properties.Name
	}
	if c.Code == "" {
		return Contour{}, errors.New("a feature has no code; is this the right file?")
	}
	if len(c.Polygones) == 0 {
		return Contour{}, fmt.Errorf("the geometry of %s has no coordinates, expected a Polygon or a MultiPolygon", c.Code)
	}
	return c, nil
}

// coordonnees reads the arrays of a Polygon, which are points in rings, or of a
// MultiPolygon, which has them one level deeper. Altitudes are left out.
func (l *lecteurContours) coordonnees(dec *jsontext.Decoder, polygones *orb.MultiPolygon) error {
	const polygon, multiPolygon = 3, 4 // depth of the numbers
	l.points = l.points[:0]
	var (
		point      [2]float64
		nombres    int // of the point
		anneaux    orb.Polygon
		profondeur int
		avant      jsontext.Kind
	)
	for dehors := dec.StackDepth(); ; {
		tok, err := dec.ReadToken()
		if err != nil {
			return err
		}
		kind, niveau := tok.Kind(), dec.StackDepth()-dehors
		switch {
		case kind == '0' && (niveau == polygon || niveau == multiPolygon) && (profondeur == 0 || profondeur == niveau):
			profondeur = niveau
			if nombres < len(point) {
				if point[nombres], err = tok.Float(); err != nil {
					return err
				}
			}
			nombres++
		case kind == '[' && nombres == 0:
		case kind == ']' && avant != '[' && nombres != 1:
			// What the array held tells what it is.
			switch {
			case nombres > 0:
				l.points, nombres = append(l.points, point), 0
			case len(l.points) > 0:
				anneaux, l.points = append(anneaux, slices.Clone(l.points)), l.points[:0]
			case len(anneaux) > 0:
				*polygones, anneaux = append(*polygones, anneaux), nil
			}
			if niveau == 0 {
				return nil
			}
		default:
			return fmt.Errorf("%s is not where the coordinates of a polygon have it", tok)
		}
		avant = kind
	}
}
