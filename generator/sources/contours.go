package sources

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"

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
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
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

// ReadContoursCommunes streams the outlines of the communes whose INSEE code
// keep accepts (all, when it is nil), one GeoJSON feature a line. There are
// none when the file is missing.
func ReadContoursCommunes(fsys fs.FS, keep func(code string) bool) iter.Seq2[Contour, error] {
	return func(yield func(Contour, error) bool) {
		chemin, err := ContoursFile(fsys)
		if err != nil {
			yield(Contour{}, err)
		}
		if chemin == "" {
			return
		}
		var ligne Ligne
		err = scanGzip(fsys, chemin, func(line []byte) bool {
			ligne++
			c, err := parseContour(line, ligne, keep)
			switch {
			case err != nil:
				yield(c, fmt.Errorf("reading %s: line %d: %w", chemin, ligne, err))
				return false
			case c.Polygones == nil:
				return true // not kept
			}
			return yield(c, nil)
		})
		if err != nil {
			yield(Contour{}, err)
		}
	}
}

// scanGzip calls each with every line of a gzip file until it returns false.
func scanGzip(fsys fs.FS, chemin string, each func([]byte) bool) error {
	file, err := fsys.Open(chemin)
	if err != nil {
		return fmt.Errorf("reading %s: %w", chemin, err)
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return fmt.Errorf("reading %s: %w; download it again", chemin, err)
	}
	r := bufio.NewReaderSize(z, 1<<20)
	for {
		line, err := r.ReadBytes('\n')
		if line = bytes.TrimSpace(line); len(line) > 0 && !each(line) {
			return nil
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading %s: %w; download it again", chemin, err)
		}
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
		Features []json.RawMessage `json:"features"`
	}
	if err := json.Unmarshal(data, &collection); err != nil {
		return nil, fmt.Errorf("reading %s: %w; download it again", CheminContoursAcademies, err)
	}
	var contours []Contour
	for i, raw := range collection.Features {
		c, err := parseContour(raw, Ligne(i+1), nil)
		if err != nil {
			return nil, fmt.Errorf("reading %s: feature %d: %w", CheminContoursAcademies, i+1, err)
		}
		contours = append(contours, c)
	}
	return contours, nil
}

// parseContour decodes one feature; without its polygons, the longest part,
// when keep refuses it.
func parseContour(data []byte, ligne Ligne, keep func(code string) bool) (Contour, error) {
	var f feature
	if err := json.Unmarshal(data, &f); err != nil {
		return Contour{}, err
	}
	c := Contour{Ligne: ligne, Code: f.Properties.Code, Nom: f.Properties.Nom}
	if c.Code == "" {
		c.Code, c.Nom = f.Properties.CodeAcademie, f.Properties.Name
	}
	if c.Code == "" {
		return Contour{}, errors.New("a feature has no code; is this the right file?")
	}
	if keep != nil && !keep(c.Code) {
		return c, nil
	}
	var err error
	switch f.Geometry.Type {
	case "Polygon":
		c.Polygones = make(orb.MultiPolygon, 1)
		err = json.Unmarshal(f.Geometry.Coordinates, &c.Polygones[0])
	case "MultiPolygon":
		err = json.Unmarshal(f.Geometry.Coordinates, &c.Polygones)
	default:
		err = fmt.Errorf("the geometry of %s is a %q, expected Polygon or MultiPolygon", c.Code, f.Geometry.Type)
	}
	return c, err
}
