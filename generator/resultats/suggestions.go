package resultats

import (
	"cmp"

	"futurpro/generator/catalogue"
)

// Suggestions returns at most n offres of the diplomas similar to that of o,
// one per diploma: first those that can be reached within 90 minutes, then
// those of the same académie, each in the order of the similar diplomas. The
// diploma itself, in either voie, is none of them.
//
// A detail page is the same for every visitor: the journeys are those from the
// commune of the établissement, where its pupils come to.
//
// Of the offres of one diploma, the one that a list of results would put
// first is taken.
func (m *Moteur) Suggestions(o catalogue.OffreIdx, n int) []Resultat {
	offre := m.cat.Offres[o]
	commune := m.cat.Etablissements[offre.Etablissement].Commune
	if commune == catalogue.SansCommune {
		return nil
	}
	formation := m.cat.Formations[offre.Formation]
	var proche, academie []Resultat
	for _, cfd := range formation.Proches {
		if len(proche) == n {
			break
		}
		var mieux *Resultat
		for _, x := range m.parCFD[cfd] {
			e := m.cat.Offres[x].Etablissement
			r := Resultat{Offre: x, Acces: m.AccesDe(commune, e)}
			if r.Acces == nil && (m.academies[e] != m.academies[offre.Etablissement] || mieux != nil && mieux.Acces != nil) {
				continue
			}
			r.Distance = m.distance(commune, e)
			if mieux == nil || m.compare(r, *mieux) < 0 {
				mieux = &r
			}
		}
		switch {
		case mieux == nil || cfd == formation.CFD:
		case mieux.Acces != nil:
			proche = append(proche, *mieux)
		default:
			academie = append(academie, *mieux)
		}
	}
	proche = append(proche, academie...)
	return proche[:min(n, len(proche))]
}

// compare is the default order of results: those within reach by tranche,
// status and distance, then the others by distance.
func (m *Moteur) compare(x, y Resultat) int {
	rang := func(r Resultat) int {
		if r.Acces == nil {
			return 1
		}
		return 0
	}
	statut := 0
	if x.Acces != nil && y.Acces != nil {
		statut = cmp.Compare(m.statut(x), m.statut(y))
	}
	return cmp.Or(cmp.Compare(rang(x), rang(y)), cmp.Compare(x.Tranche(), y.Tranche()), statut, cmp.Compare(x.Distance, y.Distance))
}
