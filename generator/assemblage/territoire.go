package assemblage

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"futurpro/generator/anomalies"
	"futurpro/generator/sources"
	"futurpro/generator/territoire"
)

const fichierCommunes = "geo-api/communes.json"

// assembleTerritoire builds the territory. The département decides the
// académie and the région of a commune, so that a commune of an unknown
// département cannot be placed and is left out.
func assembleTerritoire(src *sources.Sources, j *anomalies.Journal) *territoire.Referentiel {
	ref := &territoire.Referentiel{}
	academies, regions := map[string]string{}, map[string]string{}
	utilises := map[string]bool{}
	for _, c := range src.Communes {
		utilises[c.Departement] = true
	}
	for _, d := range withClipperton(src.Departements) {
		if !utilises[d.Code] {
			continue
		}
		ref.Departements = append(ref.Departements, territoire.Departement{Code: d.Code, Nom: d.Nom, Academie: d.Academie, Region: d.Region})
		academies[d.Academie] = d.NomAcademie
		regions[d.Region] = d.NomRegion
	}
	slices.SortFunc(ref.Departements, func(a, b territoire.Departement) int { return cmp.Compare(a.Code, b.Code) })
	ref.Departements = slices.CompactFunc(ref.Departements, func(a, b territoire.Departement) bool { return a.Code == b.Code })
	for code, nom := range academies {
		ref.Academies = append(ref.Academies, territoire.Academie{Code: code, Nom: nom})
	}
	slices.SortFunc(ref.Academies, func(a, b territoire.Academie) int { return cmp.Compare(a.Code, b.Code) })
	for code, nom := range regions {
		ref.Regions = append(ref.Regions, territoire.Region{Code: code, Nom: nom})
	}
	slices.SortFunc(ref.Regions, func(a, b territoire.Region) int { return cmp.Compare(a.Code, b.Code) })
	ref.Communes = assembleCommunes(src, ref, j)
	return ref
}

// withClipperton adds the one commune with a place whose département has no
// académie: an island where nobody lives, administered from French Polynesia,
// whose académie it is given. The others without one, in the Terres australes,
// have no place either, and are left out.
func withClipperton(departements []sources.Departement) []sources.Departement {
	const polynesie, clipperton = "987", "989"
	i := slices.IndexFunc(departements, func(d sources.Departement) bool { return d.Code == polynesie })
	if i < 0 || slices.ContainsFunc(departements, func(d sources.Departement) bool { return d.Code == clipperton }) {
		return departements
	}
	d := departements[i]
	d.Code, d.Nom = clipperton, "Île de Clipperton"
	return append(slices.Clone(departements), d)
}

// assembleCommunes returns the communes sorted by code, each with the names of
// the former communes it holds.
func assembleCommunes(src *sources.Sources, ref *territoire.Referentiel, j *anomalies.Journal) []territoire.Commune {
	anciens := map[string][]string{}
	for _, a := range src.AnciennesCommunes {
		anciens[a.ChefLieu] = append(anciens[a.ChefLieu], a.Nom)
	}
	communes := make([]territoire.Commune, 0, len(src.Communes))
	for _, c := range src.Communes {
		if _, ok := ref.Departement(c.Departement); !ok {
			j.Add(anomalies.Anomalie{Code: departementInconnu, Fichier: fichierCommunes, Ligne: int(c.Ligne), Detail: c.Code + " " + c.Nom + ": département " + c.Departement})
			continue
		}
		t := territoire.Commune{
			Code: c.Code, Nom: c.Nom, Population: c.Population, Departement: c.Departement, Parente: c.Parente,
			CodesPostaux: slices.Sorted(slices.Values(c.CodesPostaux)),
			AnciensNoms:  slices.Compact(slices.Sorted(slices.Values(anciens[c.Code]))),
		}
		// The seat of a commune nouvelle keeps its code, and its own former name
		// unless the whole has taken it.
		t.AnciensNoms = slices.DeleteFunc(t.AnciensNoms, func(nom string) bool { return nom == c.Nom })
		if c.Centre != nil {
			t.Centre, t.Place = position(*c.Centre), true
		} else {
			j.Add(anomalies.Anomalie{Code: communeSansCentre, Fichier: fichierCommunes, Ligne: int(c.Ligne), Detail: c.Code + " " + c.Nom})
		}
		communes = append(communes, t)
	}
	slices.SortFunc(communes, func(a, b territoire.Commune) int { return cmp.Compare(a.Code, b.Code) })
	return communes
}

// position keeps six decimals of a degree, ten centimetres: what the pages'
// scripts are given, so that both compute the same distances.
func position(p [2]float64) orb.Point {
	return orb.Point{math.Round(p[0]*1e6) / 1e6, math.Round(p[1]*1e6) / 1e6}
}
