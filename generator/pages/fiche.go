package pages

import (
	"html/template"
	"slices"
	"strings"

	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
)

// metiersVisibles and etudesVisibles are how many of each are shown before the
// reader asks for the rest; suggestionsMax is the most offres of similar diplomas, of
// which suggestionsVues at once.
const (
	metiersVisibles = 6
	etudesVisibles  = 3
	suggestionsMax  = 12
	suggestionsVues = 6
)

// Bandeau is the banner of the open days.
type Bandeau struct {
	Lignes  []string // one each
	Passees bool     // the last known ones, before the day of the data
	Note    string
	Source  string // id of the data set
	Agenda  string // calendar file; "" for none to come
	URL     string // page of the établissement at Onisep
}

// Texte is a published text; Suite is its end, folded, "" when it is short.
type Texte struct{ Debut, Suite template.HTML }

// LigneMetier is a métier; URL is "" when it has no page.
type LigneMetier struct {
	Texte, URL  string
	Transitions []string
}

// texteLong is the length, in bytes of HTML, from which a description is
// shown in two parts.
const texteLong = 900

// texte prints a published text, its end folded when it is long.
func texte(p catalogue.Prose) Texte {
	s := string(p)
	if len(s) > texteLong {
		for i := 0; ; {
			fin := strings.Index(s[i:], "</p><")
			if fin < 0 {
				break
			}
			i += fin + len("</p>")
			// Between two paragraphs at the top, not those of an item.
			if i >= texteLong/3 && strings.Count(s[:i], "<li>") == strings.Count(s[:i], "</li>") {
				return Texte{Debut: template.HTML(s[:i]), Suite: template.HTML(s[i:])}
			}
		}
	}
	return Texte{Debut: template.HTML(s)}
}

// addFiche says what Onisep writes of the formation, under which code, and
// what is not known here.
func (a *Atelier) addFiche(s *SectionFormation, f catalogue.Formation) {
	if f.OnisepID != "" {
		s.Onisep = "https://www.onisep.fr/http/redirection/formation/slug/" + f.OnisepID
	}
	fiche := f.Fiche
	if fiche != nil {
		s.Description = texte(fiche.Description)
	}
	switch {
	case s.Description.Debut != "":
		s.SourceDescription = a.source("onisep-fiches")
	case s.Onisep != "":
		s.Avis = append(s.Avis, "La description de cette formation se lit sur le site de l'Onisep.")
	}
	renouvele := ""
	if fiche != nil {
		renouvele = fiche.CFD
	}
	switch {
	case f.Renouvele != "" && renouvele == f.Renouvele:
		s.Avis = append(s.Avis, "Ce diplôme a changé de code : les domaines, la fiche Onisep et les métiers sont ceux du code "+f.Renouvele+".")
	case f.Renouvele != "":
		s.Avis = append(s.Avis, "Ce diplôme a changé de code : les domaines et la fiche Onisep sont ceux du code "+f.Renouvele+".")
	case renouvele != "":
		s.Avis = append(s.Avis, "Ce diplôme a changé de code : la fiche Onisep et les métiers sont ceux du code "+renouvele+".")
	}
	if f.Transition && a.Cat.TransitionParMetiers {
		s.NoteTransition = "« Transition écologique » veut dire ici que la plupart des métiers visés par ce diplôme sont utiles à la transition écologique d'après France Travail : la liste officielle des formations n'est pas dans nos données."
	}
}

// debouches returns the études and the métiers of each formation.
func debouches(cat *catalogue.Catalogue) (etudes, metiers []*Debouches) {
	for _, f := range cat.Formations {
		etudes, metiers = append(etudes, debouchesEtudes(f)), append(metiers, debouchesMetiers(f))
	}
	return etudes, metiers
}

// debouchesMetiers lists the métiers of a formation, those of a transition first.
func debouchesMetiers(f catalogue.Formation) *Debouches {
	var d Debouches
	var metiers []LigneMetier
	for _, m := range f.Metiers {
		metiers = append(metiers, LigneMetier{Texte: majuscule(m.Libelle), URL: m.URL, Transitions: m.Transitions.Liste()})
	}
	n := min(metiersVisibles, len(metiers))
	d.Metiers, d.AutresMetiers = metiers[:n], metiers[n:]
	switch reste := len(d.AutresMetiers); {
	case reste == 1:
		d.TitreAutresMetiers = "Voir un autre métier"
	case reste > 1:
		d.TitreAutresMetiers = "Voir " + nombre(reste) + " autres métiers"
	}
	return &d
}

// debouchesEtudes says what may be studied after. A 2de commune leads to its bac
// pros, listed elsewhere.
func debouchesEtudes(f catalogue.Formation) *Debouches {
	var d Debouches
	if f.Role == catalogue.AnneeCommune {
		return &d
	}
	for i, e := range f.Etudes {
		l := Lien{Texte: majuscule(e.Libelle)}
		if e.OnisepID != "" {
			l.URL = "https://www.onisep.fr/http/redirection/formation/slug/" + e.OnisepID
		}
		if i < etudesVisibles {
			d.Etudes = append(d.Etudes, l)
		} else {
			d.AutresEtudes = append(d.AutresEtudes, l)
		}
	}
	return &d
}

// addSuggestions shows offres of similar diplomas around the établissement, and
// takes them out of those of the établissement itself.
func (a *Atelier) addSuggestions(v *VueOffre, idx catalogue.OffreIdx) {
	for i, r := range a.Moteur.Suggestions(idx, suggestionsMax) {
		c := a.carte(r)
		if i < suggestionsVues {
			v.Suggestions = append(v.Suggestions, c)
		} else {
			v.AutresSuggestions = append(v.AutresSuggestions, c)
		}
		v.Voisines = slices.DeleteFunc(v.Voisines, func(x *CarteFixe) bool { return x == c.CarteFixe })
	}
}

// sourcesFiche are the sources of what the page says beyond figures.
func (a *Atelier) sourcesFiche(v VueOffre, f catalogue.Formation) []string {
	var ids []string
	add := func(cite bool, id string) {
		if cite && !slices.ContainsFunc(a.Sources.Manquantes, func(s sources.Source) bool { return s.ID == id }) {
			ids = append(ids, id)
		}
	}
	add(f.Fiche != nil, "onisep-fiches")
	add(len(f.Metiers) > 0, "onisep-metiers")
	add(len(f.Metiers) > 0, "certif-info")
	add(len(f.Metiers) > 0, "rome")
	if v.PortesOuvertes != nil {
		ids = append(ids, v.PortesOuvertes.Source)
	}
	add(len(v.Suggestions) > 0, "formations-similaires")
	return ids
}

// portesOuvertes is the banner of the open days of an établissement; nil
// without any.
func (a *Atelier) portesOuvertes(e catalogue.Etablissement) *Bandeau {
	p := e.PortesOuvertes
	if p == nil {
		return nil
	}
	b := &Bandeau{Source: p.Source}
	for _, o := range p.AVenir {
		b.Lignes = append(b.Lignes, "Portes ouvertes "+quand(o))
	}
	for _, t := range p.Textes {
		b.Lignes = append(b.Lignes, "Portes ouvertes : "+t)
	}
	if len(p.AVenir) > 0 {
		b.Agenda = urlAgenda(e)
	}
	if len(b.Lignes) == 0 && p.Derniere != nil {
		b.Passees = true
		b.Lignes = []string{"Dernières portes ouvertes connues : " + quand(*p.Derniere)}
	}
	releve, _ := a.passeport(p.Source)
	b.Note = "Relevé sur le site de l'Onisep, " + releve.Millesime + " : vérifie la date auprès de l'établissement."
	if b.Passees {
		b.Note = "Relevé sur le site de l'Onisep, " + releve.Millesime + " : demande la prochaine date à l'établissement."
	}
	b.URL = "https://www.onisep.fr/http/redirection/etablissement/slug/" + e.OnisepID + "#events"
	return b
}

// quand writes an open day: "le samedi 15 mars 2025 de 9 h à 12 h et de 14 h à
// 17 h", "du vendredi 14 mars 2025 à 17 h 30 au samedi 15 mars 2025 à 13 h".
func quand(o catalogue.Ouverture) string {
	var s string
	switch {
	case o.Debut == o.Fin:
		s = "le " + jourDate(o.Debut)
		for i, p := range o.Plages {
			if i > 0 {
				s += " et"
			}
			s += " de " + heure(p.De) + " à " + heure(p.A)
		}
	case len(o.Plages) == 1:
		s = "du " + jourDate(o.Debut) + " à " + heure(o.Plages[0].De) + " au " + jourDate(o.Fin) + " à " + heure(o.Plages[0].A)
	default:
		s = "du " + jourDate(o.Debut) + " au " + jourDate(o.Fin)
	}
	if o.Virtuel {
		s += ", en virtuel"
	}
	if o.Precisions != "" {
		s += " (" + o.Precisions + ")"
	}
	return s
}

// portesOuvertesCarte is the first open day to come, on a card; "" without
// any.
func portesOuvertesCarte(e catalogue.Etablissement) string {
	if e.PortesOuvertes == nil || len(e.PortesOuvertes.AVenir) == 0 {
		return ""
	}
	o := e.PortesOuvertes.AVenir[0]
	if o.Debut == o.Fin {
		return "Portes ouvertes le " + dateLongue(o.Debut)
	}
	return "Portes ouvertes du " + dateLongue(o.Debut) + " au " + dateLongue(o.Fin)
}
