package pages

import (
	"cmp"
	"slices"
	"strings"

	"futurpro/generator/catalogue"
)

// etablissements yields the page of every établissement.
func (a *Atelier) etablissements(yield func(Page, error) bool) {
	titres := map[string]int{}
	for _, e := range a.Cat.Etablissements {
		titres[titreEtablissement(e)]++
	}
	for i, e := range a.Cat.Etablissements {
		idx := catalogue.EtablissementIdx(i)
		titre := titreEtablissement(e)
		if titres[titre] > 1 {
			titre += " (" + e.UAI + ")"
		}
		d, _ := a.Ref.Departement(e.Departement)
		entete := EnTete{
			Layout: "etablissement", Apercu: a.apercuRegion(e.Departement), Chemin: urlEtablissement(e), Titre: titre,
			Description: "Les formations professionnelles après la 3e proposées par " + titre + " : CAP, bac pro, 2de communes.",
			Fil:         accueilFil(Lien{Texte: cmp.Or(d.Nom, e.Departement), URL: urlDepartement(d)}),
		}
		if d.Code == "" {
			entete.Fil = accueilFil()
		}
		if !yield(a.page(entete, func() (any, error) { return a.vueEtablissement(idx), nil }), nil) {
			return
		}
	}
}

func titreEtablissement(e catalogue.Etablissement) string {
	nom := e.NomCourt()
	if e.Ville == "" || strings.Contains(nom, e.Ville) {
		return nom
	}
	return nom + ", " + e.Ville
}

func (a *Atelier) vueEtablissement(idx catalogue.EtablissementIdx) VueEtablissement {
	e := a.Cat.Etablissements[idx]
	v := VueEtablissement{Decrite: Decrite{a.sujetEtablissement(e)}, FicheEtablissement: fiche(e), RepereAcces: a.repere(idx)}
	for _, o := range a.listees[idx] {
		offre := a.Cat.Offres[o]
		f := a.formation(offre)
		v.Cartes = append(v.Cartes, CarteEtablissement{
			Groupe: f.Groupe.String(), URL: a.urls[o], Libelle: f.Libelle, Diplome: diplome(f), Alternance: f.Voie == catalogue.Apprentissage,
			Duree: dureeFormation(f), Etiquettes: etiquettes(offre), Specialites: a.specialites(o),
		})
		for _, l := range a.liensDomaines(f) {
			if !slices.Contains(v.Domaines, l) {
				v.Domaines = append(v.Domaines, l)
			}
		}
	}
	sortLiens(v.Domaines)
	for _, ins := range e.Insertions {
		if dev, ok := newDevenir("Toutes formations confondues, "+nomVoie(ins.Voie), ins.IndicateurPoursuite); ok {
			dev.Source = a.source(sourceInsertion(ins))
			v.Devenirs = append(v.Devenirs, dev)
		}
	}
	if e.Commune != catalogue.SansCommune {
		c := a.Ref.Communes[e.Commune]
		v.Commune = Lien{Texte: c.Nom, URL: urlCommune(c)}
	}
	switch {
	case e.SansNom && !e.Place:
		v.Position = "Nos sources ne donnent ni le nom ni l'adresse de cet établissement, seulement son numéro, " + e.UAI + " : cherche-le dans l'annuaire de l'Éducation nationale. Aucun temps de trajet n'est calculé."
	case !e.Place:
		v.Position = "La position de cet établissement n'est pas publiée : aucun temps de trajet n'est calculé."
	case e.LieuDeduit && e.Approchee:
		v.Position = "Nos sources ne donnent pas l'adresse de cet établissement : sa commune est lue dans sa ville ou dans son nom, et les temps de trajet sont calculés jusqu'au centre de cette commune."
	case e.Approchee:
		v.Position = "L'adresse exacte n'est pas localisée : les temps de trajet sont calculés jusqu'au centre de la commune."
	}
	v.PortesOuvertes = a.portesOuvertes(e)
	ids := []string{"annuaire-education", "constat-rentree", "affelnet"}
	if v.PortesOuvertes != nil {
		ids = append(ids, v.PortesOuvertes.Source)
	}
	if len(v.Devenirs) > 0 {
		for _, ins := range e.Insertions {
			if id := sourceInsertion(ins); !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	v.Sources = a.citer(ids...)
	return v
}

// sourceInsertion is the source of a figure for all formations together.
func sourceInsertion(ins catalogue.InsertionEtablissement) string {
	if ins.CFA {
		return "inserjeunes-cfa"
	}
	return "inserjeunes-etablissements"
}

// fiche identifies an établissement.
func fiche(e catalogue.Etablissement) FicheEtablissement {
	f := FicheEtablissement{UAI: e.UAI, Nom: e.Nom, URL: urlEtablissement(e), Statut: e.Statut.String(), Ville: e.Ville, Site: e.Site}
	if e.Adresse != "" {
		f.Adresse = append(f.Adresse, e.Adresse)
	}
	if ville := strings.TrimSpace(e.CodePostal + " " + e.Ville); ville != "" {
		f.Adresse = append(f.Adresse, ville)
	}
	if e.OnisepID != "" {
		f.Onisep = "https://www.onisep.fr/http/redirection/etablissement/slug/" + e.OnisepID
	}
	switch e.Internat {
	case catalogue.OuiPublie:
		f.Internat = "Internat"
	case catalogue.NonDeclare:
		f.Internat = "Pas d'internat déclaré"
	default:
		f.Internat = "Internat : non publié"
	}
	return f
}

func nomVoie(v catalogue.Voie) string {
	if v == catalogue.Apprentissage {
		return "apprentissage"
	}
	return "voie scolaire"
}

// dureeFormation says how long a formation lasts: "en 2 ans", "1 an, avant le
// bac pro" for a 2de commune; "" when unknown.
func dureeFormation(f catalogue.Formation) string {
	switch {
	case f.Role == catalogue.AnneeCommune:
		return "1re année du bac pro en 3 ans"
	case f.Duree == 1:
		return "en 1 an"
	case f.Duree > 1:
		return "en " + compte(f.Duree, "an", "ans")
	}
	return ""
}
