// Package territoire holds the places of the site as plain data: communes
// (with the arrondissements of Paris, Lyon and Marseille), départements,
// académies and régions, and how one is found from another.
//
// It reads no file: assemblage fills it.
package territoire

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"
)

// CommuneIdx is the rank of a commune in Referentiel.Communes.
type CommuneIdx int

// Commune is a current municipality, or a municipal arrondissement.
type Commune struct {
	Code         string   // INSEE code: 5 characters, "2A004" in Corsica
	Nom          string   // official name with its accents
	CodesPostaux []string // in increasing order; never used for an INSEE code
	Population   int      // inhabitants; 0 when unknown
	Departement  string   // code of its Departement
	Parente      string   // INSEE code of the city of an arrondissement, else ""
	AnciensNoms  []string // names of the former communes it has absorbed
	// Centre is the mairie or the centre published by the source, in WGS84
	// degrees. It has no meaning unless Place is true.
	Centre orb.Point
	Place  bool
}

// Departement is a département or an overseas equivalent.
type Departement struct {
	Code     string // "01", "2A", "971"
	Nom      string
	Academie string // code of its Academie
	Region   string // code of its Region
}

// Academie is a school district.
type Academie struct {
	Code string // two digits, national education's numbering
	Nom  string // "Rennes"
}

// De returns the name after "académie": "de Rennes", "d'Amiens".
func (a Academie) De() string { return De(a.Nom) }

// Region is a région, by its INSEE code.
type Region struct {
	Code string
	Nom  string
}

// Referentiel is the whole territory. Every slice is sorted by code.
type Referentiel struct {
	Communes     []Commune
	Departements []Departement
	Academies    []Academie
	Regions      []Region
}

// Commune returns the rank of the commune with that INSEE code.
func (r *Referentiel) Commune(code string) (CommuneIdx, bool) {
	i, ok := slices.BinarySearchFunc(r.Communes, code, func(c Commune, code string) int { return cmp.Compare(c.Code, code) })
	return CommuneIdx(i), ok
}

// Departement returns the département with that code.
func (r *Referentiel) Departement(code string) (Departement, bool) {
	i, ok := slices.BinarySearchFunc(r.Departements, code, func(d Departement, code string) int { return cmp.Compare(d.Code, code) })
	if !ok {
		return Departement{}, false
	}
	return r.Departements[i], true
}

// Academie returns the académie with that code.
func (r *Referentiel) Academie(code string) (Academie, bool) {
	i, ok := slices.BinarySearchFunc(r.Academies, code, func(a Academie, code string) int { return cmp.Compare(a.Code, code) })
	if !ok {
		return Academie{}, false
	}
	return r.Academies[i], true
}

// Region returns the région with that code.
func (r *Referentiel) Region(code string) (Region, bool) {
	i, ok := slices.BinarySearchFunc(r.Regions, code, func(g Region, code string) int { return cmp.Compare(g.Code, code) })
	if !ok {
		return Region{}, false
	}
	return r.Regions[i], true
}

// Arrondissements returns the ranks of the arrondissements of each city, by its
// INSEE code, in code order; none for an ordinary commune.
func (r *Referentiel) Arrondissements() map[string][]CommuneIdx {
	par := map[string][]CommuneIdx{}
	for i := range r.Communes {
		if ville := r.Communes[i].Parente; ville != "" {
			par[ville] = append(par[ville], CommuneIdx(i))
		}
	}
	return par
}
