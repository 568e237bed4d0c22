package pages

import (
	"encoding/json"
	"slices"

	"futurpro/generator/catalogue"
	"futurpro/generator/resultats"
	"futurpro/generator/territoire"
)

// departementsInternatMax is the number of départements that a page names.
const departementsInternatMax = 6

// urlInternats is the address of the boarding schools offered from the communes
// of a département. It does not change with what is in it: nothing in the pages
// refers to its rows, and the data of one département would otherwise change the
// pages of all those around.
func urlInternats(d territoire.Departement) string {
	return cheminDonnees + "internat-" + d.Code + ".json"
}

func (a *Atelier) vueInternat(d territoire.Departement, r resultats.Commune) *VueInternat {
	if len(r.Internat) == 0 {
		return nil
	}
	v := &VueInternat{Total: len(r.Internat), Kilometres: resultats.InternatMax / 1000, Fichier: urlInternats(d)}
	vus := map[catalogue.EtablissementIdx]bool{}
	var codes []string
	for _, res := range r.Internat {
		e := a.Cat.Offres[res.Offre].Etablissement
		vus[e] = true
		if code := a.Cat.Etablissements[e].Departement; !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	v.Etablissements = len(vus)
	for _, code := range codes[:min(len(codes), departementsInternatMax)] {
		if dep, ok := a.Ref.Departement(code); ok {
			v.Departements = append(v.Departements, Lien{Texte: dep.Nom, URL: urlDepartement(dep)})
		}
	}
	return v
}

// fichiersInternats yields one file for each département that has communes with
// boarding schools around, in the form of a shared file.
func (a *Atelier) fichiersInternats(yield func(Page, error) bool) {
	for _, d := range a.Ref.Departements {
		etabs := a.internats[d.Code]
		if len(etabs) == 0 {
			continue
		}
		corps := func() ([]byte, error) { return json.Marshal(a.departementJSON(d.Code, etabs)) }
		if !yield(Page{Chemin: urlInternats(d), Corps: corps, NonIndexee: true}, nil) {
			return
		}
	}
}
