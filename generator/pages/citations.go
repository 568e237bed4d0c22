package pages

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"futurpro/generator/sources"
)

// idsCites are the sources that pages name beside figures: the manifest must
// describe them.
var idsCites = [...]string{"annuaire-education", "constat-rentree", "affelnet", "bcn-mef", "bcn-n-formation-diplome",
	"onisep-formations", "inserjeunes-regions", "inserjeunes-etablissements", "inserjeunes-cfa", "inserjeunes-formations",
	"inserjeunes-salaires", "apprentissage",
	"onisep-fiches", "onisep-metiers", "certif-info", "rome", "portes-ouvertes", "onisep-structures", "formations-similaires"}

// checkSources fails when a source that pages cite has no passport: a figure
// without its source is not shown.
func (a *Atelier) checkSources() error {
	for _, id := range idsCites {
		if _, ok := a.passeport(id); !ok {
			return fmt.Errorf("data/sources.yaml: no source %q, which pages cite; add its passport", id)
		}
	}
	return nil
}

func (a *Atelier) passeport(id string) (sources.Source, bool) {
	i := slices.IndexFunc(a.Sources.Manifeste.Sources, func(s sources.Source) bool { return s.ID == id })
	if i < 0 {
		return sources.Source{}, false
	}
	return a.Sources.Manifeste.Sources[i], true
}

// source names a source and its vintage, for the foot of a figure.
func (a *Atelier) source(id string) string {
	s, _ := a.passeport(id)
	return a.nomSource(id) + " (" + s.Millesime + ")"
}

// nomSource names a source beside a figure that has its own year, in few words:
// the page of the data has its full name, its address and its licence.
func (a *Atelier) nomSource(id string) string {
	s, _ := a.passeport(id)
	return cmp.Or(s.Abrege, s.Producteur+", "+s.Nom)
}

// citer lists sources with their vintages.
func (a *Atelier) citer(ids ...string) Citees {
	var l Citees
	for _, id := range ids {
		l = append(l, SourceCitee{Texte: a.source(id)})
	}
	return l
}

// vintages are the years of what the site shows, read from the data itself.
type vintages struct {
	exemple    string // name of the sample's territory, "" for a national set
	formations string // "2020–2022"
	voeux      string // "2022"
	devenir    string // "2022–2023"
	horaires   string // "2012–2025", "" without timetable
	perimes    int    // networks with holiday timetables only
	echus      int    // the others whose timetables are of another time
}

func newVintages(e Entrees) vintages {
	v := vintages{voeux: e.Cat.RentreePression}
	if e.Sources.Echantillon != nil {
		v.exemple = e.Sources.Echantillon.Nom
	}
	var rentrees, annees []string
	for _, o := range e.Cat.Offres {
		rentrees = append(rentrees, o.Rentrees...)
	}
	v.formations = etendue(rentrees)
	for _, r := range e.Reseaux {
		annees = append(annees, r.Jour[:min(4, len(r.Jour))])
		switch {
		case r.Perime:
			v.perimes++
		case r.Echu:
			v.echus++
		}
	}
	v.horaires = etendue(annees)
	millesime := ""
	for _, inds := range e.Cat.Regionaux {
		millesime = max(millesime, inds[len(inds)-1].Millesime)
	}
	v.devenir = strings.ReplaceAll(millesime, "_", "–")
	return v
}

// etendue writes the first and the last of years: "2012–2025".
func etendue(annees []string) string {
	if len(annees) == 0 {
		return ""
	}
	bas, haut := slices.Min(annees), slices.Max(annees)
	if bas == haut {
		return bas
	}
	return bas + "–" + haut
}

// phrase is the date of the data, in one line.
func (v vintages) phrase() string { return v.dire(compte) }

// stable is phrase for the pages of communes, all of which a network more or less
// would change, were it counted there.
func (v vintages) stable() string {
	return v.dire(func(_ int, _, pluriel string) string { return "des " + pluriel })
}

// dire names the years, then the networks to be told apart, each with its number
// in the words of combien.
func (v vintages) dire(combien func(n int, singulier, pluriel string) string) string {
	var parts []string
	for _, p := range []struct{ nom, valeur string }{
		{"formations ", v.formations}, {"vœux ", v.voeux}, {"devenir ", v.devenir}, {"horaires ", v.horaires},
	} {
		if p.valeur != "" {
			parts = append(parts, p.nom+p.valeur)
		}
	}
	s := cmp.Or(strings.Join(parts, ", "), "données sans date")
	var notes []string
	if v.perimes > 0 {
		notes = append(notes, combien(v.perimes, "réseau en horaires de vacances", "réseaux en horaires de vacances"))
	}
	if v.echus > 0 {
		notes = append(notes, combien(v.echus, "réseau aux horaires périmés", "réseaux aux horaires périmés"))
	}
	if len(notes) > 0 {
		s += " (" + strings.Join(notes, ", ") + ")"
	}
	return s
}

// avertissement is the line of a site built from a sample.
func (v vintages) avertissement() string {
	if v.exemple == "" {
		return ""
	}
	return "Exemple (" + v.exemple + "), données incomplètes : " + v.phrase() + "."
}
