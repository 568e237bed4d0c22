package resultats

import (
	"cmp"
	"maps"

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
	atteints := maps.Collect(m.Accessibles(commune))
	var proche, academie []Resultat
	for _, cfd := range formation.Proches {
		if len(proche) == n {
			break
		}
		if cfd == formation.CFD {
			continue
		}
		var mieux lieu
		choix := catalogue.OffreIdx(-1)
		for _, x := range m.parCFD[cfd] {
			l := lieu{etablissement: m.cat.Offres[x].Etablissement}
			l.acces = atteints[l.etablissement]
			if l.acces == nil && (m.academies[l.etablissement] != m.academies[offre.Etablissement] || mieux.acces != nil) {
				continue
			}
			l.distance = m.distance(commune, l.etablissement)
			if choix < 0 || m.compare(l, mieux) < 0 {
				mieux, choix = l, x
			}
		}
		if choix < 0 {
			continue
		}
		if r := (Resultat{choix, mieux.acces, mieux.distance}); r.Acces != nil {
			proche = append(proche, r)
		} else {
			academie = append(academie, r)
		}
	}
	proche = append(proche, academie...)
	return proche[:min(n, len(proche))]
}

// compare is the default order of results: those within reach by tranche,
// status and distance, then the others by distance.
func (m *Moteur) compare(x, y lieu) int {
	switch {
	case x.acces == nil && y.acces == nil:
		return cmp.Compare(x.distance, y.distance)
	case x.acces == nil:
		return 1
	case y.acces == nil:
		return -1
	}
	statut := func(l lieu) catalogue.Statut { return m.cat.Etablissements[l.etablissement].Statut }
	return cmp.Or(cmp.Compare(TrancheDe(x.acces.Minutes), TrancheDe(y.acces.Minutes)), cmp.Compare(statut(x), statut(y)), cmp.Compare(x.distance, y.distance))
}
