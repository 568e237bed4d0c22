package pages

import (
	"encoding/json"
	"iter"
	"slices"

	"futurpro/generator/catalogue"
	"futurpro/generator/raptor"
	"futurpro/generator/territoire"
	"futurpro/generator/trajets"
)

// addChemins lists, by établissement, the communes from which a vehicle leads
// to it.
func (a *Atelier) addChemins() {
	a.arrivees = make([][]territoire.CommuneIdx, len(a.Cat.Etablissements))
	for c := range a.Ref.Communes {
		for e, acces := range a.Moteur.Accessibles(territoire.CommuneIdx(c)) {
			if acces.Rides > 0 {
				a.arrivees[e] = append(a.arrivees[e], territoire.CommuneIdx(c))
			}
		}
	}
}

// urlChemins is the address of the journeys to an établissement, "" if no
// vehicle leads to it. It does not change with the timetables, so that these do
// not change the pages: the file repeats the figures that it explains, and the
// script tells nothing when they are not those that the visitor has seen.
func (a *Atelier) urlChemins(e catalogue.EtablissementIdx) string {
	if len(a.arrivees[e]) == 0 {
		return ""
	}
	return cheminDonnees + "chemins-" + a.Cat.Etablissements[e].UAI + ".json"
}

// chemins yields the file of each établissement that a vehicle leads to.
func (a *Atelier) chemins() iter.Seq2[Page, error] {
	return func(yield func(Page, error) bool) {
		for e := range a.Cat.Etablissements {
			idx := catalogue.EtablissementIdx(e)
			url := a.urlChemins(idx)
			if url == "" {
				continue
			}
			corps := func() ([]byte, error) { return json.Marshal(a.cheminsJSON(idx)) }
			if !yield(Page{Chemin: url, Corps: corps, NonIndexee: true}, nil) {
				return
			}
		}
	}
}

func (a *Atelier) cheminsJSON(e catalogue.EtablissementIdx) CheminsJSON {
	f := fichierChemins{Atelier: a}
	communes := map[string]CheminJSON{}
	for _, c := range a.arrivees[e] {
		acces := a.Moteur.AccesDe(c, e)
		it, ok := a.Moteur.Itineraire(c, e, acces)
		if !ok {
			panic("pages: a figure without the journey behind it")
		}
		communes[a.Ref.Communes[c].Code] = CheminJSON{f.debut(it, acces.Scolaire), acces.Minutes, acces.Depart, minutesHaut(it.Marche)}
	}
	return CheminsJSON{VersionDonnees, f.reseaux.valeur, f.lignes.valeur, f.arrets.valeur, f.troncons.valeur, communes}
}

// fichierChemins is a CheminsJSON being written.
type fichierChemins struct {
	*Atelier
	reseaux  numeros[ReseauJSON]
	lignes   numeros[LigneJSON]
	arrets   numeros[string]
	troncons numeros[TronconJSON]
}

// debut adds a journey, and returns the rank of its first vehicle.
func (f *fichierChemins) debut(it trajets.Itineraire, scolaire bool) int {
	suite := -minutesHaut(it.Arrivee)
	for _, t := range slices.Backward(montees(it.Troncons)) {
		assis := 0
		if t.Assis {
			assis = 1
		}
		suite = f.troncons.de(TronconJSON{f.ligne(t.Ligne, scolaire), f.arrets.de(t.De), int(t.Depart) / 60,
			f.arrets.de(t.A), minutesHaut(t.Arrivee), minutesHaut(t.Marche), suite, assis})
	}
	return suite
}

func (f *fichierChemins) ligne(l trajets.Ligne, scolaire bool) int {
	r := f.Flux[l.Flux]
	perime := 0
	if r.Perime {
		perime = 1
	}
	mode := modeTransport(l.Mode)
	if scolaire {
		mode = "car scolaire"
	}
	return f.lignes.de(LigneJSON{l.Nom, mode, f.reseaux.de(ReseauJSON{r.Nom, jourDate(r.Jour), perime})})
}

// montees leaves out what no rider would notice: a vehicle boarded where it
// ends, to stay seated in what it becomes.
func montees(troncons []trajets.Troncon) []trajets.Troncon {
	var l []trajets.Troncon
	for i, t := range troncons {
		if i+1 < len(troncons) && troncons[i+1].Assis && t.Depart == t.Arrivee {
			troncons[i+1].Assis = t.Assis
			continue
		}
		l = append(l, t)
	}
	return l
}

// minutesHaut rounds up, as the minutes of a journey are.
func minutesHaut(s raptor.Seconds) int { return int(s+59) / 60 }

// modeTransport names a route_type of GTFS, extended or not; "" for one that has
// no name of everyday use.
func modeTransport(routeType int) string {
	switch {
	case routeType == 712, routeType == 713:
		return "car scolaire"
	case routeType == 0, routeType == 5, 900 <= routeType && routeType < 1000:
		return "tram"
	case routeType == 1, routeType == 12, 400 <= routeType && routeType < 700:
		return "métro"
	case routeType == 2, 100 <= routeType && routeType < 200:
		return "train"
	case routeType == 3, 700 <= routeType && routeType < 800:
		return "bus"
	case 200 <= routeType && routeType < 300:
		return "car"
	case routeType == 4, routeType == 1000, routeType == 1200:
		return "bateau"
	case routeType == 6, 1300 <= routeType && routeType < 1400:
		return "téléphérique"
	case routeType == 7, routeType == 1400:
		return "funiculaire"
	case routeType == 11, routeType == 800:
		return "trolleybus"
	}
	return ""
}
