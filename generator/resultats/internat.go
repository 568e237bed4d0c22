package resultats

import (
	"iter"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"futurpro/generator/catalogue"
	"futurpro/generator/territoire"
)

// InternatMax is how far a boarding school is offered, in metres in a straight
// line: a journey for Sunday evenings, not for every morning.
const InternatMax = 150_000

// autour reports whether a position is within InternatMax of a commune. Most
// pairs of the country are told apart by their latitudes alone.
func (m *Moteur) autour(c territoire.CommuneIdx, e catalogue.EtablissementIdx) bool {
	const metresParDegre = math.Pi / 180 * orb.EarthRadius
	nord := m.ref.Communes[c].Centre.Lat() - m.cat.Etablissements[e].Position.Lat()
	return math.Abs(nord)*metresParDegre <= InternatMax+1 && m.distance(c, e) <= InternatMax
}

// internats gives the boarding schools around a commune that are in another
// académie, in order.
func (m *Moteur) internats(c territoire.CommuneIdx) iter.Seq[catalogue.EtablissementIdx] {
	return func(yield func(catalogue.EtablissementIdx) bool) {
		for _, e := range m.avecInternat {
			if m.academies[e] != m.communeAcademie[c] && m.autour(c, e) && !yield(e) {
				return
			}
		}
	}
}

// Internats returns, for each département with a commune that has some, the
// boarding schools that are offered from one or more of its communes, in order.
func (m *Moteur) Internats() map[string][]catalogue.EtablissementIdx {
	par := map[string][]catalogue.EtablissementIdx{}
	for i, c := range m.ref.Communes {
		par[c.Departement] = slices.AppendSeq(par[c.Departement], m.internats(territoire.CommuneIdx(i)))
		// Compacted as it goes: the lists of neighbours are nearly the same.
		slices.Sort(par[c.Departement])
		par[c.Departement] = slices.Compact(par[c.Departement])
	}
	return par
}
