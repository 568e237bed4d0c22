package sources

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
)

// communeGeo is the shape of geo.api.gouv.fr/communes.
type communeGeo struct {
	Code            string    `json:"code"`
	Nom             string    `json:"nom"`
	Type            string    `json:"type"`
	CodesPostaux    []string  `json:"codesPostaux"`
	Population      int       `json:"population"`
	CodeDepartement string    `json:"codeDepartement"`
	CodeRegion      string    `json:"codeRegion"`
	CommuneParente  string    `json:"communeParente"`
	ChefLieu        string    `json:"chefLieu"`
	Centre          *pointGeo `json:"centre"`
	Mairie          *pointGeo `json:"mairie"`
}

// pointGeo is a GeoJSON point.
type pointGeo struct {
	Coordinates []float64 `json:"coordinates"` // longitude, latitude
}

// readCommunes reads geo-api/communes.json.
func readCommunes(f *fichier, s *Sources) error {
	vues := cles{}
	_, err := readArray(f, "", func(rang Ligne, c *communeGeo) {
		if !isCommune(c.Code) || c.Nom == "" {
			f.add(CommuneMalFormee, rang, "code %q, name %q: left out", c.Code, c.Nom)
			return
		}
		if !vues.first(f, rang, c.Code, c.Nom) {
			return
		}
		s.Communes = append(s.Communes, Commune{
			Ligne: rang, Code: c.Code, Nom: f.clean(rang, c.Nom), Type: c.Type,
			CodesPostaux: f.cleanAll(rang, c.CodesPostaux), Population: c.Population,
			Departement: c.CodeDepartement, Region: c.CodeRegion, Parente: c.CommuneParente,
			Centre: cmp.Or(c.point(f, rang, c.Mairie), c.point(f, rang, c.Centre)),
		})
	})
	return err
}

// point returns a published position, or nil without one in France.
func (c *communeGeo) point(f *fichier, rang Ligne, publie *pointGeo) *[2]float64 {
	if publie == nil {
		return nil
	}
	p := publie.Coordinates
	if len(p) != 2 || !validPosition(p[0], p[1]) {
		f.add(PositionFausse, rang, "%s: %v", c.Code, p)
		return nil
	}
	return &[2]float64{p[0], p[1]}
}

// readAnciennesCommunes reads geo-api/communes_associees_deleguees.json.
func readAnciennesCommunes(f *fichier, s *Sources) error {
	vues := cles{}
	_, err := readArray(f, "", func(rang Ligne, c *communeGeo) {
		if !isCommune(c.Code) || !isCommune(c.ChefLieu) || c.Nom == "" {
			f.add(CommuneMalFormee, rang, "code %q, chefLieu %q, name %q: left out", c.Code, c.ChefLieu, c.Nom)
			return
		}
		if vues.first(f, rang, c.Code, c.Nom+c.ChefLieu) {
			s.AnciennesCommunes = append(s.AnciennesCommunes, AncienneCommune{
				Ligne: rang, Code: c.Code, Nom: strings.TrimSpace(c.Nom), ChefLieu: c.ChefLieu,
			})
		}
	})
	return err
}

// readAnciensCodes reads geo-api/anciens-codes.json, an object from former to
// current code.
func readAnciensCodes(f *fichier, s *Sources) error {
	s.AnciensCodes = map[string]string{}
	dec := json.NewDecoder(strings.NewReader(f.texte))
	if err := f.delim(dec, '{'); err != nil {
		return err
	}
	var rang Ligne
	for dec.More() {
		rang++
		cle, err := dec.Token()
		if err != nil {
			return f.jsonError(dec, rang, err)
		}
		var actuel string
		if err := dec.Decode(&actuel); err != nil {
			return f.jsonError(dec, rang, err)
		}
		ancien := cle.(string) // the key of an object is a string
		if !isCommune(ancien) || !isCommune(actuel) {
			f.add(CommuneMalFormee, rang, "%q to %q: left out", ancien, actuel)
			continue
		}
		if avant, deja := s.AnciensCodes[ancien]; deja && avant != actuel {
			f.add(DoublonDifferent, rang, "%s leads to %s, already to %s", ancien, actuel, avant)
			continue
		}
		s.AnciensCodes[ancien] = actuel
	}
	f.journal.AddLignes(f.chemin, int(rang))
	if rang == 0 {
		return fmt.Errorf("reading %s: no code in the object; download it again", f.chemin)
	}
	return f.delim(dec, '}')
}
