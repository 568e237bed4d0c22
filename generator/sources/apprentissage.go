package sources

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// FormationApprentissage is an element of apprentissage/formations*.json: a
// formation of the catalogue de l'apprentissage in one place.
type FormationApprentissage struct {
	Ligne      Ligne
	Fichier    string
	CFD        string
	UAI        string // where it is taught
	Diplome    string
	Duree      int      // years; 0 when unknown
	Annee      string   // year of the formation in which one enters, "1"
	Publiee    bool     // in the public catalogue
	Rentrees   []string // school-year starts, increasing
	Nom        string   // of the établissement
	Adresse    string
	CodePostal string
	Commune    string // INSEE code
	Ville      string
	Position   *[2]float64
}

// apprentissageJSON is an element of the catalogue as its API gives it.
type apprentissageJSON struct {
	CFD        texteJSON `json:"cfd"`
	UAI        texteJSON `json:"uai_formation"`
	Diplome    texteJSON `json:"diplome"`
	Duree      texteJSON `json:"duree"`
	Annee      texteJSON `json:"annee"`
	Publiee    bool      `json:"published"`
	Periode    listeJSON `json:"periode"`
	Enseigne   texteJSON `json:"etablissement_formateur_enseigne"`
	Raison     texteJSON `json:"etablissement_formateur_entreprise_raison_sociale"`
	Adresse    texteJSON `json:"lieu_formation_adresse"`
	CodePostal texteJSON `json:"code_postal"`
	Commune    texteJSON `json:"code_commune_insee"`
	Localite   texteJSON `json:"localite"`
	Position   texteJSON `json:"lieu_formation_geo_coordonnees"` // "latitude,longitude"
}

// readApprentissages reads one apprentissage/formations*.json, a page of the
// catalogue de l'apprentissage. A formation without UAI has no place to be
// shown at: it is left out, and counted.
func readApprentissages(f *fichier, s *Sources) error {
	key := "formations"
	if strings.HasPrefix(strings.TrimSpace(f.texte), "[") {
		key = ""
	}
	_, err := readArray(f, key, func(rang Ligne, e *apprentissageJSON) {
		cfd := f.clean(rang, string(e.CFD))
		if !isCFD(cfd) {
			f.add(CFDMalForme, rang, "%q in cfd", cfd)
			return
		}
		if strings.TrimSpace(string(e.UAI)) == "" {
			f.add(SansLieu, rang, "%s has no uai_formation", cfd)
			return
		}
		uai := f.uai(rang, string(e.UAI))
		if uai == "" {
			return
		}
		a := FormationApprentissage{
			Ligne: rang, Fichier: f.chemin, CFD: cfd, UAI: uai, Publiee: e.Publiee,
			Diplome: f.clean(rang, string(e.Diplome)), Annee: f.clean(rang, string(e.Annee)),
			Rentrees: f.rentrees(rang, e.Periode),
			Nom:      f.clean(rang, string(e.Enseigne)), Adresse: f.clean(rang, string(e.Adresse)),
			CodePostal: f.clean(rang, string(e.CodePostal)), Commune: f.clean(rang, string(e.Commune)), Ville: f.clean(rang, string(e.Localite)),
			Position: f.latLon(rang, string(e.Position)),
		}
		if a.Nom == "" {
			a.Nom = f.clean(rang, string(e.Raison))
		}
		if a.Commune != "" && !isCommune(a.Commune) {
			f.add(CommuneMalFormee, rang, "%q in code_commune_insee, left out", a.Commune)
			a.Commune = ""
		}
		if d := f.clean(rang, string(e.Duree)); d != "" {
			if a.Duree, _ = strconv.Atoi(d); a.Duree < 1 || a.Duree > 6 {
				f.add(NombreIllisible, rang, "%q in duree, expected a number of years", d)
				a.Duree = 0
			}
		}
		s.Apprentissages = append(s.Apprentissages, a)
	})
	return err
}

// rentrees returns the school years of dates: those of "2025-09" and of
// "2025-09-01T00:00:00.000Z" start in 2025, that of "2026-01" too.
func (f *fichier) rentrees(rang Ligne, dates []string) []string {
	var annees []string
	for _, d := range dates {
		d = f.clean(rang, d)
		if len(d) < 7 || !isYear(d[:4]) || d[4] != '-' || !digits(d[5:7]) || d[5:7] < "01" || d[5:7] > "12" {
			f.add(DateIllisible, rang, "%q in periode", d)
			continue
		}
		annee, _ := strconv.Atoi(d[:4])
		if d[5:7] < "08" {
			annee--
		}
		annees = append(annees, strconv.Itoa(annee))
	}
	slices.Sort(annees)
	return slices.Compact(annees)
}

// latLon reads "48.1,-1.6", or returns nil when it is absent or not in France.
func (f *fichier) latLon(rang Ligne, s string) *[2]float64 {
	s = f.clean(rang, s)
	if s == "" {
		return nil
	}
	a, b, _ := strings.Cut(s, ",")
	lat, okLat := parseNumber(a)
	lon, okLon := parseNumber(b)
	if !okLat || !okLon || !validPosition(lon, lat) {
		f.add(PositionFausse, rang, "%q in lieu_formation_geo_coordonnees", s)
		return nil
	}
	return &[2]float64{lon, lat}
}

// texteJSON is a text that the API gives as a text, a number or null.
type texteJSON string

// UnmarshalJSON takes a text as it is and a number as it is written.
func (t *texteJSON) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	if data[0] == '"' {
		return json.Unmarshal(data, (*string)(t))
	}
	var n json.Number
	if err := json.Unmarshal(data, &n); err != nil {
		return err
	}
	*t = texteJSON(n)
	return nil
}

// listeJSON is a list of texts that the API gives as such, as one text that
// holds the list in JSON, or as null.
type listeJSON []string

// UnmarshalJSON takes the three forms.
func (l *listeJSON) UnmarshalJSON(data []byte) error {
	if data[0] == '"' {
		var s string
		if err := json.Unmarshal(data, &s); err != nil {
			return err
		}
		if s == "" {
			return nil
		}
		if s[0] != '[' {
			*l = listeJSON{s}
			return nil
		}
		data = []byte(s)
	}
	return json.Unmarshal(data, (*[]string)(l))
}
