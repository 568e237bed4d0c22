package diffusion

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"futurpro/generator/catalogue"
	"futurpro/generator/resultats"
	"futurpro/generator/territoire"
)

// Séparateur of the values of a cell that holds several.
const separateur = "|"

// tables lists the published tables.
func tables(e Entrees) []Table {
	return []Table{tableCommunes(e), tableEtablissements(e), tableFormations(e), tableOffres(e), tableTrajets(e)}
}

// ligneCommune is a row of the table of communes.
type ligneCommune struct {
	territoire.Commune
	departement            territoire.Departement
	etablissements, offres int // within 90 minutes
	minutes                any // to the nearest établissement; nil if none
}

func tableCommunes(e Entrees) Table {
	listees := resultats.Listees(e.Cat)
	lignes := func(yield func(ligneCommune) bool) {
		for i, c := range e.Ref.Communes {
			l := ligneCommune{Commune: c}
			l.departement, _ = e.Ref.Departement(c.Departement)
			for etab, acces := range e.Moteur.Accessibles(territoire.CommuneIdx(i)) {
				l.etablissements++
				l.offres += len(listees[etab])
				if l.minutes == nil || acces.Minutes < l.minutes.(int) {
					l.minutes = acces.Minutes
				}
			}
			if !yield(l) {
				return
			}
		}
	}
	return newTable(Table{
		Nom: "communes", Titre: "Communes", Cle: []string{"insee"},
		Sens:    "Une ligne par commune ou arrondissement municipal, avec ce qu'on y rejoint en 90 minutes.",
		Sources: []string{"communes", "departements"},
	}, lignes, []champ[ligneCommune]{
		{Colonne{"insee", Texte, "", "Code INSEE (code officiel géographique)."}, func(l ligneCommune) any { return l.Code }},
		{Colonne{"nom", Texte, "", "Nom officiel."}, func(l ligneCommune) any { return l.Nom }},
		{Colonne{"codes_postaux", Texte, "", "Codes postaux, séparés par |."}, func(l ligneCommune) any { return strings.Join(l.CodesPostaux, separateur) }},
		{Colonne{"departement", Texte, "", "Code du département."}, func(l ligneCommune) any { return l.Commune.Departement }},
		{Colonne{"academie", Texte, "", "Code de l'académie."}, func(l ligneCommune) any { return l.departement.Academie }},
		{Colonne{"region", Texte, "", "Code INSEE de la région."}, func(l ligneCommune) any { return l.departement.Region }},
		{Colonne{"commune_parente", Texte, "", "Code INSEE de la ville, pour un arrondissement municipal."}, func(l ligneCommune) any { return l.Parente }},
		{Colonne{"population", Entier, "habitants", "Population ; vide si elle n'est pas publiée."}, func(l ligneCommune) any { return positif(l.Population) }},
		{Colonne{"longitude", Decimal, "degrés, WGS84", "Point de départ des trajets ; vide s'il n'est pas publié."}, func(l ligneCommune) any { return coordonnee(l.Centre, l.Place, 0) }},
		{Colonne{"latitude", Decimal, "degrés, WGS84", "Comme longitude."}, func(l ligneCommune) any { return coordonnee(l.Centre, l.Place, 1) }},
		{Colonne{"etablissements_90min", Entier, "établissements", "Établissements accessibles en 90 minutes au plus, à pied, en transports en commun ou en car scolaire."}, func(l ligneCommune) any { return l.etablissements }},
		{Colonne{"offres_90min", Entier, "offres", "Offres de ces établissements ; les bacs pros d'une 2de commune comptent avec elle."}, func(l ligneCommune) any { return l.offres }},
		{Colonne{"minutes_min", Entier, "minutes", "Temps jusqu'à l'établissement le plus proche ; vide s'il n'y en a aucun."}, func(l ligneCommune) any { return l.minutes }},
	})
}

func tableEtablissements(e Entrees) Table {
	insee := func(etab catalogue.Etablissement) any {
		if etab.Commune == catalogue.SansCommune {
			return nil
		}
		return e.Ref.Communes[etab.Commune].Code
	}
	academie := func(etab catalogue.Etablissement) any {
		d, _ := e.Ref.Departement(etab.Departement)
		return d.Academie
	}
	return newTable(Table{
		Nom: "etablissements", Titre: "Établissements", Cle: []string{"uai"},
		Sens:    "Une ligne par établissement qui propose au moins une offre.",
		Sources: []string{"annuaire-education", "ips-lycees", "departements"},
	}, slices.Values(e.Cat.Etablissements), []champ[catalogue.Etablissement]{
		{Colonne{"uai", Texte, "", "Numéro UAI."}, func(l catalogue.Etablissement) any { return l.UAI }},
		{Colonne{"nom", Texte, "", "Nom publié."}, func(l catalogue.Etablissement) any { return l.Nom }},
		{Colonne{"type", Texte, "", "Type publié ; vide s'il ne l'est pas."}, func(l catalogue.Etablissement) any { return l.Type }},
		{Colonne{"statut", Texte, "", "Statut ; vide s'il n'est pas publié."}, func(l catalogue.Etablissement) any {
			if l.Statut == catalogue.StatutInconnu {
				return nil
			}
			return l.Statut.String()
		}},
		{Colonne{"adresse", Texte, "", "Rue ; vide si elle n'est pas publiée."}, func(l catalogue.Etablissement) any { return l.Adresse }},
		{Colonne{"code_postal", Texte, "", "Code postal ; vide s'il n'est pas publié."}, func(l catalogue.Etablissement) any { return l.CodePostal }},
		{Colonne{"ville", Texte, "", "Ville de l'adresse."}, func(l catalogue.Etablissement) any { return l.Ville }},
		{Colonne{"insee", Texte, "", "Code INSEE de la commune ; vide s'il est inconnu."}, insee},
		{Colonne{"departement", Texte, "", "Code du département."}, func(l catalogue.Etablissement) any { return l.Departement }},
		{Colonne{"academie", Texte, "", "Code de l'académie."}, academie},
		{Colonne{"longitude", Decimal, "degrés, WGS84", "Position ; vide si elle n'est pas connue."}, func(l catalogue.Etablissement) any { return coordonnee(l.Position, l.Place, 0) }},
		{Colonne{"latitude", Decimal, "degrés, WGS84", "Comme longitude."}, func(l catalogue.Etablissement) any { return coordonnee(l.Position, l.Place, 1) }},
		{Colonne{"position_approchee", Booleen, "", "Vrai si la position n'est que le centre de la commune."}, func(l catalogue.Etablissement) any {
			if !l.Place {
				return nil
			}
			return l.Approchee
		}},
		{Colonne{"internat", Booleen, "", "Hébergement déclaré ; vide si rien n'est publié."}, func(l catalogue.Etablissement) any {
			if l.Internat == catalogue.NonPublie {
				return nil
			}
			return l.Internat == catalogue.OuiPublie
		}},
		{Colonne{"site", Texte, "", "Adresse du site ; vide si elle n'est pas publiée."}, func(l catalogue.Etablissement) any { return l.Site }},
		{Colonne{"onisep", Texte, "", "Identifiant Onisep ; vide s'il est inconnu."}, func(l catalogue.Etablissement) any { return l.OnisepID }},
	})
}

func tableFormations(e Entrees) Table {
	return newTable(Table{
		Nom: "formations", Titre: "Formations", Cle: []string{"cfd", "dispositif", "voie"},
		Sens:    "Une ligne par diplôme, dispositif et voie.",
		Sources: []string{"bcn-n-formation-diplome", "bcn-mef", "bcn-familles", "onisep-formations", "onisep-fiches", "rome", "inserjeunes-salaires"},
	}, lignesFormations(e), []champ[ligneFormation]{
		{Colonne{"cfd", Texte, "", "Code formation-diplôme (BCN)."}, func(l ligneFormation) any { return l.CFD }},
		{Colonne{"dispositif", Texte, "", "Code du dispositif (BCN) ; vide en apprentissage."}, func(l ligneFormation) any { return l.Dispositif }},
		{Colonne{"voie", Texte, "", "scolaire ou apprentissage."}, func(l ligneFormation) any { return l.Voie.String() }},
		{Colonne{"mef11", Texte, "", "MEFSTAT11 de la dernière année ; vide en apprentissage."}, func(l ligneFormation) any { return l.MEF11 }},
		{Colonne{"groupe", Texte, "", "Groupe de diplômes, tel que le filtre l'emploie."}, func(l ligneFormation) any { return l.Groupe.Cle() }},
		{Colonne{"diplome", Texte, "", "Diplôme."}, func(l ligneFormation) any { return l.Diplome() }},
		{Colonne{"libelle", Texte, "", "Libellé, sans le nom du diplôme."}, func(l ligneFormation) any { return l.Libelle }},
		{Colonne{"duree", Entier, "ans", "Durée ; vide si elle est inconnue."}, func(l ligneFormation) any { return positif(l.Duree) }},
		{Colonne{"domaines", Texte, "", "Domaines de l'Onisep, séparés par |."}, func(l ligneFormation) any { return strings.Join(l.Domaines, separateur) }},
		{Colonne{"famille", Texte, "", "Code de la famille de métiers ; vide hors famille."}, func(l ligneFormation) any {
			if l.Famille == catalogue.SansFamille {
				return nil
			}
			return e.Cat.Familles[l.Famille].Code
		}},
		{Colonne{"annee_commune", Booleen, "", "Vrai pour la 2de commune d'une famille ; vide hors famille."}, func(l ligneFormation) any {
			if l.Famille == catalogue.SansFamille {
				return nil
			}
			return l.Role == catalogue.AnneeCommune
		}},
		{Colonne{"rncp", Texte, "", "Code RNCP ; vide s'il est inconnu."}, func(l ligneFormation) any { return l.CodeRNCP }},
		{Colonne{"onisep", Texte, "", "Identifiant Onisep ; vide s'il est inconnu."}, func(l ligneFormation) any { return l.OnisepID }},
		{Colonne{"fermeture", Texte, "", "Date de fermeture du diplôme ; vide s'il est ouvert."}, func(l ligneFormation) any { return l.Fermeture }},
		{Colonne{"cfd_repris", Texte, "", "Code renouvelé dont viennent domaines et identifiant Onisep ; vide s'ils sont les siens."}, func(l ligneFormation) any { return l.Renouvele }},
		{Colonne{"transition_ecologique", Booleen, "", "Vrai si la formation est utile à la transition écologique."}, func(l ligneFormation) any { return l.Transition }},
		{Colonne{"metiers", Texte, "", "Métiers visés, séparés par |."}, func(l ligneFormation) any {
			var noms []string
			for _, m := range l.Metiers {
				noms = append(noms, m.Libelle)
			}
			return strings.Join(noms, separateur)
		}},
		{Colonne{"salaire_millesime", Texte, "", "Promotions des quatre colonnes suivantes ; vide si rien n'est publié."}, func(l ligneFormation) any { return l.salaire.Millesime }},
		{Colonne{"salaire_cfd", Texte, "", "Diplôme dont vient le salaire, parfois l'ancien code."}, func(l ligneFormation) any { return l.salaire.CFDSource }},
		{Colonne{"salaire_q1", Entier, "euros nets par mois", "Un quart gagne moins, 12 mois après, en France."}, func(l ligneFormation) any { return positif(l.salaire.Q1) }},
		{Colonne{"salaire_mediane", Entier, "euros nets par mois", "La moitié gagne moins."}, func(l ligneFormation) any { return positif(l.salaire.Mediane) }},
		{Colonne{"salaire_q3", Entier, "euros nets par mois", "Un quart gagne plus."}, func(l ligneFormation) any { return positif(l.salaire.Q3) }},
	})
}

// ligneFormation is a row of the table of formations.
type ligneFormation struct {
	catalogue.Formation
	salaire catalogue.Salaire // zero when not published
}

func lignesFormations(e Entrees) iter.Seq[ligneFormation] {
	return func(yield func(ligneFormation) bool) {
		for i, f := range e.Cat.Formations {
			if !yield(ligneFormation{f, e.Cat.Salaires[catalogue.FormationIdx(i)]}) {
				return
			}
		}
	}
}

// ligneTrajet is a row of the table of journeys.
type ligneTrajet struct {
	insee, uai string
	*resultats.Acces
}

func tableTrajets(e Entrees) Table {
	lignes := func(yield func(ligneTrajet) bool) {
		for i, c := range e.Ref.Communes {
			for etab, acces := range e.Moteur.Accessibles(territoire.CommuneIdx(i)) {
				if !yield(ligneTrajet{c.Code, e.Cat.Etablissements[etab].UAI, acces}) {
					return
				}
			}
		}
	}
	t := Table{
		Nom: "trajets", Titre: "Trajets", Cle: []string{"insee", "uai"},
		Sens:    "Une ligne par commune et établissement qu'on y rejoint en 90 minutes au plus ; un couple absent est hors d'atteinte, ou hors des réseaux connus.",
		Sources: []string{"communes", "annuaire-education"},
	}
	for _, r := range e.Reseaux {
		if s, _, ok := e.Sources.Manifeste.Fichier("gtfs/" + r.Chemin); ok {
			t.Sources = append(t.Sources, s.ID)
		}
	}
	return newTable(t, lignes, []champ[ligneTrajet]{
		{Colonne{"insee", Texte, "", "Code INSEE de la commune de départ."}, func(l ligneTrajet) any { return l.insee }},
		{Colonne{"uai", Texte, "", "Numéro UAI de l'établissement d'arrivée."}, func(l ligneTrajet) any { return l.uai }},
		{Colonne{"mode", Texte, "", "pied, transport ou scolaire (car scolaire)."}, func(l ligneTrajet) any { return mode(l.Acces) }},
		{Colonne{"minutes", Entier, "minutes", "Temps de porte à porte, attente comprise, pour arriver à 8 h, 8 h 30 ou 9 h : le meilleur des trois."}, func(l ligneTrajet) any { return l.Minutes }},
		{Colonne{"vehicules", Entier, "véhicules", "Véhicules empruntés ; 0 à pied."}, func(l ligneTrajet) any { return l.Rides }},
		{Colonne{"depart", Texte, "heure locale", "Heure à laquelle partir, HH:MM."}, func(l ligneTrajet) any { return fmt.Sprintf("%02d:%02d", l.Depart/60, l.Depart%60) }},
		{Colonne{"espace", Booleen, "", "Vrai si le trajet médian des arrivées de 8 h à 9 h tombe dans une tranche plus longue."}, func(l ligneTrajet) any { return l.Espace }},
		{Colonne{"meilleur", Entier, "minutes", "Grande commune, calculée depuis plusieurs lieux : temps depuis le meilleur d'entre eux ; minutes est celui du lieu médian."}, func(l ligneTrajet) any { return l.Meilleur }},
		{Colonne{"partiel", Booleen, "", "Vrai si moins de la moitié des lieux de la commune y mènent : minutes est alors celui du meilleur."}, func(l ligneTrajet) any { return l.Partiel }},
	})
}

func mode(a *resultats.Acces) string {
	switch {
	case a.Scolaire:
		return "scolaire"
	case a.Rides > 0:
		return "transport"
	}
	return "pied"
}

// positif is n, or nothing where 0 means unknown.
func positif(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

// coordonnee is a coordinate to the centimetre or so; nothing without position.
func coordonnee(p orb.Point, place bool, axe int) any {
	if !place {
		return nil
	}
	return arrondi(p[axe], 1e7)
}

// arrondi rounds to 1/unite, and brings the minus zero of a rounding to zero.
func arrondi(x, unite float64) float64 { return math.Round(x*unite)/unite + 0 }

// taux is a rate to the hundredth; nothing where it is not published.
func taux(x *float64) any {
	if x == nil {
		return nil
	}
	return arrondi(*x, 100)
}

// nombre is an integer; nothing where it is not published.
func nombre(x *int) any {
	if x == nil {
		return nil
	}
	return *x
}

// dernier is the last of a list; nil for none.
func dernier[T any](l []T) *T {
	if len(l) == 0 {
		return nil
	}
	return &l[len(l)-1]
}
