// Package resultats answers the question of a visitor: from this commune,
// which offres, in which group, in what order, and what each filter would
// keep. It owns groups, tranches, the default order and the table of filters.
//
// Travel times are computed by trajets; pages turns answers into words.
package resultats

import (
	"cmp"
	"iter"
	"math"
	"slices"

	"github.com/paulmach/orb/geo"

	"futurpro/generator/catalogue"
	"futurpro/generator/territoire"
	"futurpro/generator/trajets"
)

// Tranches are the upper bounds, in minutes, of the duration brackets.
func Tranches() []int { return []int{15, 30, 45, 60, 90} }

// TrancheDe returns the bracket of a duration in minutes, 0 past the last.
func TrancheDe(minutes int) int {
	for _, t := range Tranches() {
		if minutes <= t {
			return t
		}
	}
	return 0
}

// Acces is how an établissement is reached from a commune.
type Acces struct {
	Minutes  int // door to door, rounded up, waiting included
	Rides    int // vehicles boarded; 0 on foot or by bicycle
	Depart   int // departure, minutes after midnight; 0 by bicycle
	Scolaire bool
	// Velo: by bicycle, an estimate that knows no deadline.
	Velo bool
	// Espace: on the median of the arrivals from 8:00 to 9:00, the journey
	// falls in a later tranche.
	Espace bool
	// Meilleur are the minutes from the best place of the commune; Minutes are
	// those of the median one, or of the best too if Partiel: fewer than half
	// of the places lead there.
	Meilleur int
	Partiel  bool
}

// Resultat is one offre as seen from one commune.
type Resultat struct {
	Offre catalogue.OffreIdx
	// Acces is nil past 90 minutes, and 45 by bicycle.
	Acces *Acces
	// Distance is in metres, in a straight line; +Inf when unknown.
	Distance float64
}

// Tranche returns the bracket of the result, 0 when it has none.
func (r Resultat) Tranche() int {
	if r.Acces == nil {
		return 0
	}
	return TrancheDe(r.Acces.Minutes)
}

// Commune is the answer for one commune.
type Commune struct {
	Commune territoire.CommuneIdx
	// Proche: within 90 minutes, by tranche. Velo: not so, but within 45 by
	// bicycle, by tranche. Academie: elsewhere in the académie, by distance.
	Proche, Velo, Academie []Resultat
	// Internat: in another académie, with boarding, at most InternatMax away, by
	// distance. These are asked for: Groupes and Total leave them out.
	//
	// In each, the offres of an établissement follow one another.
	Internat []Resultat
}

// Groupes returns the results by group, in the order of the page.
func (c Commune) Groupes() [][]Resultat { return [][]Resultat{c.Proche, c.Velo, c.Academie} }

// Total is the number of results.
func (c Commune) Total() int { return len(c.Proche) + len(c.Velo) + len(c.Academie) }

// Moteur computes answers. It only reads, so that goroutines may share it.
type Moteur struct {
	ref                       *territoire.Referentiel
	cat                       *catalogue.Catalogue
	transport, scolaire, velo *trajets.Matrice
	listees                   [][]catalogue.OffreIdx
	academies                 []string // by établissement
	communeAcademie           []string // by commune
	parAcademie               map[string][]catalogue.EtablissementIdx
	avecInternat              []catalogue.EtablissementIdx
	parCFD                    map[string][]catalogue.OffreIdx
}

// New prepares a Moteur. scolaire may be nil: no school network; velo too: no
// bicycle.
func New(ref *territoire.Referentiel, cat *catalogue.Catalogue, transport, scolaire, velo *trajets.Matrice) *Moteur {
	m := &Moteur{ref: ref, cat: cat, transport: transport, scolaire: scolaire, velo: velo, listees: Listees(cat),
		parAcademie: map[string][]catalogue.EtablissementIdx{}, parCFD: map[string][]catalogue.OffreIdx{}}
	for i, o := range cat.Offres {
		cfd := cat.Formations[o.Formation].CFD
		m.parCFD[cfd] = append(m.parCFD[cfd], catalogue.OffreIdx(i))
	}
	for i, e := range cat.Etablissements {
		d, _ := ref.Departement(e.Departement)
		m.academies = append(m.academies, d.Academie)
		m.parAcademie[d.Academie] = append(m.parAcademie[d.Academie], catalogue.EtablissementIdx(i))
		if e.Internat == catalogue.OuiPublie {
			m.avecInternat = append(m.avecInternat, catalogue.EtablissementIdx(i))
		}
	}
	for _, c := range ref.Communes {
		d, _ := ref.Departement(c.Departement)
		m.communeAcademie = append(m.communeAcademie, d.Academie)
	}
	return m
}

// Listees returns, per établissement, the offres that lists show, in the order
// of its page: by diploma, then name. A spécialité is shown under the 2de
// commune of its famille where the établissement has one, and by itself where
// it has none.
func Listees(cat *catalogue.Catalogue) [][]catalogue.OffreIdx {
	listees, rang := cat.OffresDe(), rangs(cat)
	for e, offres := range listees {
		communes := map[catalogue.FamilleIdx]bool{}
		for _, o := range offres {
			if f := cat.Formations[cat.Offres[o].Formation]; f.Role == catalogue.AnneeCommune && f.Famille != catalogue.SansFamille {
				communes[f.Famille] = true
			}
		}
		listees[e] = slices.DeleteFunc(offres, func(o catalogue.OffreIdx) bool {
			f := cat.Formations[cat.Offres[o].Formation]
			return f.Role == catalogue.Specialite && communes[f.Famille]
		})
		slices.SortFunc(listees[e], func(x, y catalogue.OffreIdx) int {
			return cmp.Or(cmp.Compare(rang[cat.Offres[x].Formation], rang[cat.Offres[y].Formation]), cmp.Compare(x, y))
		})
	}
	return listees
}

// rangs returns the rank of each formation in the order of a page, the same for
// two that only their offres tell apart: names are costly to compare, and an offre
// has some tens of neighbours.
func rangs(cat *catalogue.Catalogue) []int {
	ordre := make([]catalogue.FormationIdx, len(cat.Formations))
	for i := range ordre {
		ordre[i] = catalogue.FormationIdx(i)
	}
	compare := func(x, y catalogue.FormationIdx) int {
		return compareFormations(&cat.Formations[x], &cat.Formations[y])
	}
	slices.SortFunc(ordre, compare)
	rang := make([]int, len(ordre))
	for i, f := range ordre {
		rang[f] = i
		if i > 0 && compare(ordre[i-1], f) == 0 {
			rang[f] = rang[ordre[i-1]]
		}
	}
	return rang
}

// compareFormations orders formations by diploma group, then libellé as French
// readers sort it.
func compareFormations(a, b *catalogue.Formation) int {
	return cmp.Or(cmp.Compare(a.Groupe, b.Groupe), cmp.Compare(territoire.Plier(a.Libelle), territoire.Plier(b.Libelle)))
}

// Specialites returns the offres that a 2de commune leads to in its
// établissement, by name; nil for any other offre.
func Specialites(cat *catalogue.Catalogue, parEtab [][]catalogue.OffreIdx, o catalogue.OffreIdx) []catalogue.OffreIdx {
	f := cat.Formations[cat.Offres[o].Formation]
	if f.Role != catalogue.AnneeCommune || f.Famille == catalogue.SansFamille {
		return nil
	}
	var s []catalogue.OffreIdx
	for _, x := range parEtab[cat.Offres[o].Etablissement] {
		if g := cat.Formations[cat.Offres[x].Formation]; g.Role == catalogue.Specialite && g.Famille == f.Famille {
			s = append(s, x)
		}
	}
	slices.SortFunc(s, func(x, y catalogue.OffreIdx) int {
		a, b := &cat.Formations[cat.Offres[x].Formation], &cat.Formations[cat.Offres[y].Formation]
		return cmp.Or(compareFormations(a, b), cmp.Compare(x, y))
	})
	return s
}

// AccesDe returns how the établissement is reached from the commune, nil past
// 90 minutes. The school network counts only where it is faster, or alone.
func (m *Moteur) AccesDe(c territoire.CommuneIdx, e catalogue.EtablissementIdx) *Acces {
	public, ok := acces(m.transport, c, e)
	if m.scolaire == nil {
		return public
	}
	ecole, okEcole := acces(m.scolaire, c, e)
	if okEcole && ecole.Rides > 0 && (!ok || ecole.before(public)) {
		ecole.Scolaire = true
		return ecole
	}
	return public
}

// Itineraire returns the journey behind an Acces of [Moteur.AccesDe]; false if
// there is none.
func (m *Moteur) Itineraire(c territoire.CommuneIdx, e catalogue.EtablissementIdx, a *Acces) (trajets.Itineraire, bool) {
	matrice := m.transport
	if a.Scolaire {
		matrice = m.scolaire
	}
	return matrice.Itineraire(int(c), int(e))
}

// AccesOuVelo is AccesDe, or the way by bicycle where that is nil; nil past 45
// minutes of it too.
func (m *Moteur) AccesOuVelo(c territoire.CommuneIdx, e catalogue.EtablissementIdx) *Acces {
	if a := m.AccesDe(c, e); a != nil || m.velo == nil {
		return a
	}
	a, ok := acces(m.velo, c, e)
	if ok {
		a.Velo = true
	}
	return a
}

// before reports whether a is the better of two ways: for more than a few
// places of the commune, then faster.
func (a *Acces) before(b *Acces) bool {
	if a.Partiel != b.Partiel {
		return b.Partiel
	}
	return a.Minutes < b.Minutes
}

// Accessibles gives the établissements within 90 minutes of the commune, in
// order.
func (m *Moteur) Accessibles(c territoire.CommuneIdx) iter.Seq2[catalogue.EtablissementIdx, *Acces] {
	return parmi(c, m.AccesDe, m.transport, m.scolaire)
}

// AccessiblesOuVelo gives those of Accessibles, and those that are within 45
// minutes by bicycle only, in order.
func (m *Moteur) AccessiblesOuVelo(c territoire.CommuneIdx) iter.Seq2[catalogue.EtablissementIdx, *Acces] {
	return parmi(c, m.AccesOuVelo, m.transport, m.scolaire, m.velo)
}

// parmi gives the établissements of the rows of a commune, in order, but those
// without access. Rows are short: most pairs of the country are in none.
func parmi(c territoire.CommuneIdx, acces func(territoire.CommuneIdx, catalogue.EtablissementIdx) *Acces, matrices ...*trajets.Matrice) iter.Seq2[catalogue.EtablissementIdx, *Acces] {
	var etabs []catalogue.EtablissementIdx
	for _, mat := range matrices {
		if mat == nil {
			continue
		}
		for e := range mat.Accessibles(int(c)) {
			etabs = append(etabs, catalogue.EtablissementIdx(e))
		}
	}
	slices.Sort(etabs)
	return func(yield func(catalogue.EtablissementIdx, *Acces) bool) {
		for _, e := range slices.Compact(etabs) {
			// The school network alone may lead there on foot, which is no journey of its own.
			if a := acces(c, e); a != nil && !yield(e, a) {
				return
			}
		}
	}
}

func acces(mat *trajets.Matrice, c territoire.CommuneIdx, e catalogue.EtablissementIdx) (*Acces, bool) {
	t, ok := mat.Trajet(int(c), int(e))
	if !ok {
		return nil, false
	}
	return &Acces{
		Minutes: int(t.Minutes), Rides: int(t.Rides), Depart: int(t.Depart) / 60,
		Meilleur: int(t.Meilleur), Partiel: t.Partiel(),
		Espace: t.Mediane == trajets.Inaccessible || TrancheDe(int(t.Mediane)) > TrancheDe(int(t.Minutes)),
	}, true
}

// lieu is an établissement as seen from one commune: all that the order of its
// offres depends on.
type lieu struct {
	etablissement catalogue.EtablissementIdx
	acces         *Acces
	distance      float64
}

// Commune computes the answer for one commune.
func (m *Moteur) Commune(c territoire.CommuneIdx) Commune {
	var proche, velo, academie, internat []lieu
	atteints := map[catalogue.EtablissementIdx]bool{}
	for e, a := range m.AccessiblesOuVelo(c) {
		atteints[e] = true
		if l := (lieu{e, a, m.distance(c, e)}); a.Velo {
			velo = append(velo, l)
		} else {
			proche = append(proche, l)
		}
	}
	for _, e := range m.parAcademie[m.communeAcademie[c]] {
		if !atteints[e] {
			academie = append(academie, lieu{e, nil, m.distance(c, e)})
		}
	}
	for e := range m.internats(c) {
		if !atteints[e] {
			internat = append(internat, lieu{e, nil, m.distance(c, e)})
		}
	}
	return Commune{Commune: c, Proche: m.resultats(proche), Velo: m.resultats(velo), Academie: m.resultats(academie), Internat: m.resultats(internat)}
}

// resultats lists the offres of établissements: the last key is the UAI, in the
// order of which établissements are, before the order of their pages.
func (m *Moteur) resultats(lieux []lieu) []Resultat {
	slices.SortFunc(lieux, func(x, y lieu) int {
		return cmp.Or(m.compare(x, y), cmp.Compare(x.etablissement, y.etablissement))
	})
	n := 0
	for _, l := range lieux {
		n += len(m.listees[l.etablissement])
	}
	var liste []Resultat
	if n > 0 {
		liste = make([]Resultat, 0, n)
	}
	for _, l := range lieux {
		for _, o := range m.listees[l.etablissement] {
			liste = append(liste, Resultat{Offre: o, Acces: l.acces, Distance: l.distance})
		}
	}
	return liste
}

// distance is in whole metres, so that the script, which computes it again,
// sorts alike.
func (m *Moteur) distance(c territoire.CommuneIdx, e catalogue.EtablissementIdx) float64 {
	commune, etab := &m.ref.Communes[c], &m.cat.Etablissements[e]
	if !commune.Place || !etab.Place {
		return math.Inf(1)
	}
	return math.Round(geo.DistanceHaversine(commune.Centre, etab.Position))
}
