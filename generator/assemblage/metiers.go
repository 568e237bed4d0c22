package assemblage

import (
	"cmp"
	"maps"
	"slices"

	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
	"futurpro/generator/territoire"
)

// metiers finds the métiers of a formation and the transitions they serve.
type metiers struct {
	romes   map[string]sources.Rome
	parRome map[string][]sources.OnisepMetier
	parNom  map[string]sources.OnisepMetier // by masculine name, folded
	onisep  map[string][]string             // ROME codes of an Onisep métier
	parCFD  map[string][]string             // ROME codes of a diploma, in Certif-Info
	parRNCP map[string][]string             // ROME codes of a fiche of the RNCP
}

func newMetiers(src *sources.Sources) *metiers {
	m := &metiers{map[string]sources.Rome{}, map[string][]sources.OnisepMetier{}, map[string]sources.OnisepMetier{},
		map[string][]string{}, map[string][]string{}, map[string][]string{}}
	for _, r := range src.RomeMetiers {
		if r.Ecologique {
			m.romes[r.Rome] = sources.Rome{Code: r.Rome, Ecologique: true}
		}
	}
	// The ROME itself wins: the file of métiers drawn from it took its "N" for
	// yes.
	for _, r := range src.Romes {
		m.romes[r.Code] = r
	}
	connus := map[string]sources.OnisepMetier{}
	for _, x := range src.OnisepMetiers {
		connus[x.ID] = x
		if cle := catalogue.CleMetier(x.Libelle); m.parNom[cle].ID == "" {
			m.parNom[cle] = x
		}
		for _, rome := range x.Romes {
			m.join(x, rome)
		}
	}
	for _, r := range src.RomeMetiers {
		if x, ok := connus[r.MetierID]; ok {
			m.join(x, r.Rome)
		}
	}
	for _, c := range src.CertifInfo {
		m.parCFD[c.CFD] = addNouveaux(m.parCFD[c.CFD], c.Romes...)
	}
	for _, r := range src.RNCPRomes {
		m.parRNCP[r.RNCP] = addNouveaux(m.parRNCP[r.RNCP], r.Rome)
	}
	return m
}

// join notes that an Onisep métier is one of a ROME code.
func (m *metiers) join(x sources.OnisepMetier, rome string) {
	if !slices.Contains(m.onisep[x.ID], rome) {
		m.onisep[x.ID] = append(m.onisep[x.ID], rome)
		m.parRome[rome] = append(m.parRome[rome], x)
	}
}

// addNouveaux appends the values that are not there yet.
func addNouveaux(l []string, valeurs ...string) []string {
	for _, v := range valeurs {
		if !slices.Contains(l, v) {
			l = append(l, v)
		}
	}
	return l
}

// de returns the métiers of a formation: those of its Onisep fiche, then those
// of its ROME codes, in Onisep's words where it has a page, else in those of
// the ROME. Those of a transition come first, then by name.
func (m *metiers) de(fiche sources.OnisepFiche, romes []string) []catalogue.Metier {
	par := map[string]catalogue.Metier{}
	add := func(x catalogue.Metier) {
		cle := territoire.Plier(x.Libelle)
		if _, deja := par[cle]; !deja && cle != "" {
			par[cle] = x
		}
	}
	for _, libelle := range fiche.Metiers {
		if x, ok := m.parNom[catalogue.CleMetier(libelle)]; ok {
			add(m.metierOnisep(x))
		} else {
			add(catalogue.Metier{Libelle: libelle})
		}
	}
	for _, rome := range romes {
		for _, x := range m.parRome[rome] {
			add(m.metierOnisep(x))
		}
		if r := m.romes[rome]; len(m.parRome[rome]) == 0 && r.Libelle != "" {
			add(catalogue.Metier{Libelle: r.Libelle, URL: "https://candidat.francetravail.fr/metierscope/fiche-metier/" + rome, Transitions: m.transitions(rome)})
		}
	}
	return slices.SortedFunc(maps.Values(par), func(x, y catalogue.Metier) int {
		return cmp.Or(cmp.Compare(rangTransition(x), rangTransition(y)), cmp.Compare(territoire.Plier(x.Libelle), territoire.Plier(y.Libelle)),
			cmp.Compare(x.Libelle, y.Libelle))
	})
}

func rangTransition(m catalogue.Metier) int {
	if m.Transitions != 0 {
		return 0
	}
	return 1
}

func (m *metiers) metierOnisep(x sources.OnisepMetier) catalogue.Metier {
	return catalogue.Metier{Libelle: x.Libelle, Onisep: true, URL: "https://www.onisep.fr/http/redirection/metier/slug/" + x.ID,
		Transitions: m.transitions(m.onisep[x.ID]...)}
}

// transitions is what any of the ROME codes says.
func (m *metiers) transitions(romes ...string) catalogue.Transitions {
	var t catalogue.Transitions
	for _, code := range romes {
		r := m.romes[code]
		for _, x := range []struct {
			oui bool
			bit catalogue.Transitions
		}{{r.Ecologique, catalogue.Ecologique}, {r.Numerique, catalogue.Numerique}, {r.Demographique, catalogue.Demographique}} {
			if x.oui {
				t |= x.bit
			}
		}
	}
	return t
}

// romesDe returns the ROME codes of the nearest code of the continuum that has
// some: in Certif-Info, else in the RNCP.
func (a *assembleur) romesDe(m *metiers, f catalogue.Formation) []string {
	for _, cfd := range a.nom.continuum(f.CFD) {
		if romes := m.parCFD[cfd]; len(romes) > 0 {
			return romes
		}
	}
	return m.parRNCP[f.CodeRNCP]
}

// addMetiers gives the formations their métiers, and to those useful to the
// transition écologique their mark. A 2de commune has the métiers of the bac
// pro that is chosen after it, not its own.
func (a *assembleur) addMetiers(fiches map[catalogue.FormationIdx]sources.OnisepFiche) {
	m := newMetiers(a.src)
	a.cat.TransitionParMetiers = a.src.FormacodesTransition == nil
	formacodes := map[string][]string{}
	for _, c := range a.src.CertifInfo {
		if c.Formacode != "" {
			formacodes[c.CFD] = addNouveaux(formacodes[c.CFD], c.Formacode)
		}
	}
	for i := range a.cat.Formations {
		f := &a.cat.Formations[i]
		if f.Role == catalogue.AnneeCommune {
			continue
		}
		romes := a.romesDe(m, *f)
		f.Metiers = m.de(fiches[catalogue.FormationIdx(i)], romes)
		if a.src.FormacodesTransition != nil {
			f.Transition = inListe(a.nom.continuum(f.CFD), formacodes, a.src.FormacodesTransition)
		} else {
			f.Transition = m.transitionParMetiers(romes)
		}
	}
}

// inListe reports whether a Formacode of the nearest code that has one is in
// the official list.
func inListe(continuum []string, formacodes map[string][]string, liste map[string]bool) bool {
	for _, cfd := range continuum {
		if codes := formacodes[cfd]; len(codes) > 0 {
			return slices.ContainsFunc(codes, func(c string) bool { return liste[c] })
		}
	}
	return false
}

// transitionParMetiers stands for the official list of Formacodes where it is
// missing: most of the ROME codes of the diploma serve the transition
// écologique. One among several would mark diplomas that lead mostly
// elsewhere.
func (m *metiers) transitionParMetiers(romes []string) bool {
	utiles := 0
	for _, code := range romes {
		if m.romes[code].Ecologique {
			utiles++
		}
	}
	return 2*utiles > len(romes)
}
