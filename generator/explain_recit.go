package main

import (
	"fmt"
	"io"
	"math"

	"futurpro/generator/catalogue"
	"futurpro/generator/diffusion"
	"futurpro/generator/gtfs"
	"futurpro/generator/raptor"
	"futurpro/generator/resultats"
	"futurpro/generator/territoire"
	"futurpro/generator/trajets"
)

// recit writes in French what explain found. It is printed to a buffered
// writer, which keeps the first error.
type recit struct {
	w       io.Writer
	tt      *raptor.Timetable
	reseaux []diffusion.Reseau // by source of tt
	regles  trajets.Options
}

func (r *recit) ligne(format string, args ...any) { _, _ = fmt.Fprintf(r.w, format+"\n", args...) }

func (r *recit) titre(c territoire.Commune, e catalogue.Etablissement, scolaire bool) {
	r.ligne("De %s (%s) à %s, %s (%s)", c.Nom, c.Code, e.Nom, e.Ville, e.UAI)
	mode := "transports en commun"
	if scolaire {
		mode = "transport scolaire"
	}
	r.ligne("Mode : %s, ou à pied", mode)
	switch {
	case !c.Place:
		r.ligne("Aucun trajet : la position de la commune n'est pas connue.")
	case !e.Place:
		r.ligne("Aucun trajet : la position de l'établissement n'est pas connue.")
	case e.Approchee:
		r.ligne("La position de l'établissement est approchée : c'est le centre de sa commune.")
	}
}

// chiffre tells what the site publishes.
func (r *recit) chiffre(t trajets.Trajet, ok bool) {
	if !ok {
		r.ligne("Chiffre publié : aucun trajet de %d min ou moins, ni à pied en %d min ou moins.",
			r.regles.Limits.MaxDuration/gtfs.Minute, r.regles.MaxWalk/gtfs.Minute)
		return
	}
	mediane := "plus de 90 min"
	if t.Mediane != trajets.Inaccessible {
		mediane = fmt.Sprintf("%d min", t.Mediane)
	}
	r.ligne("Chiffre publié : %d min (%s), %s, départ %s ; médiane de 8 h à 9 h : %s",
		t.Minutes, resultats.LibelleTranche(resultats.TrancheDe(int(t.Minutes))), vehicules(int(t.Rides)), t.Depart, mediane)
}

// lieux tells from which places of the commune the figure comes, and from
// which of them the journeys below leave.
func (r *recit) lieux(o trajets.Origine, t trajets.Trajet, ok bool) {
	if len(o) < 2 {
		return
	}
	lieu := "le centre de la commune"
	if p := o[t.Lieu]; t.Lieu > 0 {
		lieu = fmt.Sprintf("le lieu %d, à %.5f, %.5f (latitude, longitude)", t.Lieu, p[1], p[0])
	}
	switch {
	case !ok:
		r.ligne("Calculé depuis %d lieux de la commune : aucun n'y mène. Trajets depuis le centre.", len(o))
	case t.Partiel():
		r.ligne("Calculé depuis %d lieux de la commune, dont %d %% y mènent : c'est le meilleur, %s.", len(o), t.Part, lieu)
	default:
		r.ligne("Calculé depuis %d lieux de la commune, dont %d %% y mènent : c'est le lieu médian, %s ; %d min depuis le meilleur.", len(o), t.Part, lieu, t.Meilleur)
	}
}

// explication tells the journey to one deadline, and why there is none better.
func (r *recit) explication(e trajets.Explication) {
	r.ligne("")
	if e.Chemin == nil {
		r.ligne("Pour %s : aucun trajet", e.Deadline)
		r.ligne("  Pourquoi :")
		r.pourquoiAucun(e)
		return
	}
	r.ligne("Pour %s : %d min, départ %s, %s", e.Deadline, e.Chemin.Minutes, e.Chemin.Depart, vehicules(e.Chemin.Rides))
	r.chemin(e.Chemin, e.Deadline)
	r.ligne("  Pourquoi pas plus vite :")
	if m := e.Manque; m != nil {
		suite := "l'heure voulue"
		if len(e.Chemin.Legs) > 1 {
			suite = "la correspondance"
		}
		r.ligne("  - le véhicule suivant de la %s part de %s à %s, arrive à %s à %s : %s trop tard pour %s (course %s)",
			r.nomLigne(m.Trip), r.arret(m.From), m.Departure, r.arret(m.To), m.Arrival, duree(e.Retard), suite, r.tt.Trip(m.Trip).ID)
	}
	if e.Chemin.Rides > 0 {
		r.ligne("  - aucun autre trajet ne fait gagner une minute, en %d min et %d véhicules au plus, depuis %s vers %s",
			r.regles.Limits.MaxDuration/gtfs.Minute, r.regles.Limits.MaxRides,
			desservis(e.Depart.Nombre, "de la commune"), desservis(e.Arrivee.Nombre, "de l'établissement"))
		r.aPied(e.APied)
		return
	}
	r.ligne("  - aucun véhicule ne fait gagner une minute")
}

// chemin tells the legs, one line each.
func (r *recit) chemin(c *trajets.Chemin, deadline raptor.Seconds) {
	if len(c.Legs) == 0 {
		r.ligne("    %s  à pied jusqu'à l'établissement : %s", c.Depart, marche(c.Premiere))
	} else {
		r.ligne("    %s  à pied jusqu'à %s : %s", c.Depart, r.arret(c.Legs[0].From), marche(c.Premiere))
	}
	for i, leg := range c.Legs {
		trip := r.tt.Trip(leg.Trip)
		monte := "monter à"
		if leg.Seated {
			monte = "rester assis à"
		}
		r.ligne("    %s  %s %s : %s, course %s, %s", leg.Departure, monte, r.arret(leg.From), r.nomLigne(leg.Trip), trip.ID, r.reseau(trip.Source))
		if i+1 < len(c.Legs) && c.Legs[i+1].Seated {
			continue
		}
		r.ligne("    %s  descendre à %s", leg.Arrival, r.arret(leg.To))
		if i+1 == len(c.Legs) {
			r.ligne("    %s  à pied jusqu'à l'établissement : %s", leg.Arrival, marche(c.Derniere))
			continue
		}
		next := c.Legs[i+1]
		r.ligne("    %s  changer : %s à pied et %s de marge au moins, %s disponibles",
			leg.Arrival, duree(leg.Walk), duree(leg.Change-leg.Walk), duree(next.Departure-leg.Arrival))
	}
	r.ligne("    %s  arrivée, %s avant l'heure", c.Arrivee, duree(deadline-c.Arrivee))
}

// pourquoiAucun tells what can be told simply: the first cap that stands in
// the way.
func (r *recit) pourquoiAucun(e trajets.Explication) {
	for _, bout := range []struct {
		arrets trajets.Arrets
		lieu   string
	}{{e.Depart, "de la commune"}, {e.Arrivee, "de l'établissement"}} {
		switch a := bout.arrets; {
		case !a.Trouve:
			r.ligne("  - aucun arrêt desservi à moins de 100 km %s", bout.lieu)
		case a.Nombre == 0:
			r.ligne("  - aucun arrêt desservi à moins de %.0f m à pied %s : le plus proche, %s, est à %s",
				r.regles.MaxStopWalk, bout.lieu, r.arret(a.Proche), marche(a.Marche))
		default:
			r.ligne("  - %s, dont %s à %s", desservis(a.Nombre, bout.lieu), r.arret(a.Proche), marche(a.Marche))
		}
	}
	switch c := e.SansLimite; {
	case c != nil:
		r.ligne("  - sans limite, il faudrait %d min et %s (limites : %d min, %d véhicules) :",
			c.Minutes, vehicules(c.Rides), r.regles.Limits.MaxDuration/gtfs.Minute, r.regles.Limits.MaxRides)
		r.chemin(c, e.Deadline)
	case e.Depart.Nombre > 0 && e.Arrivee.Nombre > 0:
		r.ligne("  - ce jour-là, aucune suite de véhicules ne mène des uns aux autres avant l'heure, même en 12 h")
	}
	r.aPied(e.APied)
}

func (r *recit) aPied(m trajets.Marche) {
	if math.IsInf(m.Metres, 1) {
		r.ligne("  - à pied tout du long : aucun chemin connu de 50 km ou moins")
		return
	}
	if m.Duree > r.regles.MaxWalk {
		r.ligne("  - à pied tout du long : %s, plus que les %d min retenues", marche(m), r.regles.MaxWalk/gtfs.Minute)
		return
	}
	r.ligne("  - à pied tout du long : %s", marche(m))
}

func (r *recit) arret(s raptor.StopIdx) string {
	stop := r.tt.Stop(s)
	return fmt.Sprintf("%s [%s]", stop.Name, stop.ID)
}

func (r *recit) reseau(source int) string {
	reseau := r.reseaux[source]
	notes := ""
	if reseau.Perime {
		notes = ", en vacances scolaires"
	}
	if reseau.Echu {
		notes += ", horaires finis depuis le " + reseau.Fin
	}
	return fmt.Sprintf("réseau %s, jour de référence %s%s", reseau.Nom, reseau.Jour, notes)
}

func (r *recit) nomLigne(t raptor.TripIdx) string {
	switch route := r.tt.Trip(t).Route; {
	case route.ShortName != "" && route.LongName != "" && route.ShortName != route.LongName:
		return fmt.Sprintf("ligne %s (%s)", route.ShortName, route.LongName)
	case route.ShortName != "":
		return "ligne " + route.ShortName
	case route.LongName != "":
		return "ligne " + route.LongName
	default:
		return "ligne " + route.ID
	}
}

func desservis(n int, lieu string) string {
	if n == 1 {
		return "1 arrêt desservi autour " + lieu
	}
	return fmt.Sprintf("%d arrêts desservis autour %s", n, lieu)
}

func vehicules(n int) string {
	switch n {
	case 0:
		return "à pied"
	case 1:
		return "1 véhicule"
	}
	return fmt.Sprintf("%d véhicules", n)
}

func marche(m trajets.Marche) string {
	return fmt.Sprintf("%d m, %s", int(math.Ceil(m.Metres-1e-6)), duree(m.Duree))
}

// duree is "41 s", "2 min 01 s" or "6 h 35 min 02 s".
func duree(s raptor.Seconds) string {
	switch {
	case s < gtfs.Minute:
		return fmt.Sprintf("%d s", s)
	case s < gtfs.Hour:
		return fmt.Sprintf("%d min %02d s", s/gtfs.Minute, s%gtfs.Minute)
	}
	return fmt.Sprintf("%d h %02d min %02d s", s/gtfs.Hour, s/gtfs.Minute%60, s%gtfs.Minute)
}
