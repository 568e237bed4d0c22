package pages

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"futurpro/generator/catalogue"
)

// urlAgenda is the calendar of the open days to come of an établissement.
func urlAgenda(e catalogue.Etablissement) string { return urlEtablissement(e) + "portes-ouvertes.ics" }

// agendas are the calendars of the établissements that announce open days.
func (a *Atelier) agendas() []Page {
	var l []Page
	for _, e := range a.Cat.Etablissements {
		if e.PortesOuvertes != nil && len(e.PortesOuvertes.AVenir) > 0 {
			l = append(l, Page{Chemin: urlAgenda(e), Corps: func() ([]byte, error) { return a.agenda(e) }})
		}
	}
	return l
}

// agenda writes the open days to come as RFC 5545. Times are those of the
// clocks of the établissement, without a time zone: overseas too, one who goes
// there reads the right hour. They bear the day of the data, never today's.
func (a *Atelier) agenda(e catalogue.Etablissement) ([]byte, error) {
	c := ics.NewCalendar()
	c.SetProductId("-//Futur Pro//Portes ouvertes//FR")
	for _, o := range e.PortesOuvertes.AVenir {
		l, err := seances(o)
		if err != nil {
			return nil, fmt.Errorf("open days of %s: %w", e.UAI, err)
		}
		for _, s := range l {
			ev := c.AddEvent(e.UAI + "-" + s.debut + "@portes-ouvertes.futur-pro")
			ev.SetProperty(ics.ComponentPropertyDtstamp, strings.ReplaceAll(cmp.Or(a.Cat.JourPortesOuvertes, o.Debut), "-", "")+"T000000Z")
			var forme []ics.PropertyParameter
			if len(s.debut) == len("20250315") {
				forme = append(forme, ics.WithValue(string(ics.ValueDataTypeDate)))
			}
			ev.SetProperty(ics.ComponentPropertyDtStart, s.debut, forme...)
			ev.SetProperty(ics.ComponentPropertyDtEnd, s.fin, forme...)
			ev.SetSummary("Portes ouvertes : " + e.NomCourt())
			a.addLieu(ev, e, o)
		}
	}
	var b strings.Builder
	if err := c.SerializeTo(&b, ics.WithNewLine("\r\n")); err != nil {
		return nil, fmt.Errorf("open days of %s: %w", e.UAI, err)
	}
	return []byte(b.String()), nil
}

// addLieu says where an open day is, and what its source is worth.
func (a *Atelier) addLieu(ev *ics.VEvent, e catalogue.Etablissement, o catalogue.Ouverture) {
	lieu := strings.Join(append([]string{e.Nom}, fiche(e).Adresse...), ", ")
	if o.Virtuel {
		lieu = "En virtuel"
	}
	ev.SetLocation(lieu)
	releve, _ := a.passeport(e.PortesOuvertes.Source)
	notes := []string{"Relevé sur le site de l'Onisep, " + releve.Millesime + " : vérifie la date auprès de l'établissement."}
	if o.Precisions != "" {
		notes = append([]string{majuscule(o.Precisions)}, notes...)
	}
	ev.SetDescription(strings.Join(notes, "\n"))
	ev.SetURL(a.BaseURL + urlEtablissement(e))
}

// seance is one time of an open day, as DATE or as floating DATE-TIME.
type seance struct{ debut, fin string }

// seances cuts an open day by its times; without any that can be told, it lasts
// all day, and ends, as RFC 5545 wants, on the day after the last.
func seances(o catalogue.Ouverture) ([]seance, error) {
	debut, err := time.Parse(time.DateOnly, o.Debut)
	if err != nil {
		return nil, err
	}
	fin, err := time.Parse(time.DateOnly, o.Fin)
	if err != nil {
		return nil, err
	}
	if len(o.Plages) == 0 || o.Debut != o.Fin && len(o.Plages) > 1 {
		const jour = "20060102"
		return []seance{{debut.Format(jour), fin.AddDate(0, 0, 1).Format(jour)}}, nil
	}
	const heure = "20060102T150405"
	var l []seance
	for _, p := range o.Plages {
		l = append(l, seance{debut.Add(time.Duration(p.De) * time.Minute).Format(heure), fin.Add(time.Duration(p.A) * time.Minute).Format(heure)})
	}
	return l, nil
}
