package pages

import (
	"encoding/json"
	"fmt"
	"html/template"
	"net/url"
	"strings"

	"futurpro/generator/catalogue"
	"futurpro/generator/resultats"
	"futurpro/generator/territoire"
)

// communes yields the page of every commune.
func (a *Atelier) communes(yield func(Page, error) bool) {
	for i := range a.Ref.Communes {
		idx := territoire.CommuneIdx(i)
		c := a.Ref.Communes[i]
		d, _ := a.Ref.Departement(c.Departement)
		e := EnTete{
			Layout: "commune", Apercu: a.apercuRegion(c.Departement), Chemin: urlCommune(c), Titre: "Les formations pro accessibles depuis " + c.Nom + " (" + c.Departement + ")",
			Description: "CAP, bac pro et 2de communes accessibles depuis " + c.Nom + " (" + c.Departement + ") : temps de trajet à pied et en transports en commun pour arriver à l'heure en cours, chances d'admission, suite d'études et emploi.",
			Fil:         accueilFil(Lien{Texte: d.Nom, URL: urlDepartement(d)}),
		}
		if !yield(a.page(e, func() (any, error) { return a.vueCommune(idx) }), nil) {
			return
		}
	}
}

func (a *Atelier) vueCommune(idx territoire.CommuneIdx) (any, error) {
	c := a.Ref.Communes[idx]
	d, _ := a.Ref.Departement(c.Departement)
	acad, _ := a.Ref.Academie(d.Academie)
	r := a.Moteur.Commune(idx)
	depuis := "depuis " + c.Nom
	acces, fichiers := a.accesJSON(idx)
	donnees, err := json.Marshal(communeJSON{Code: c.Code, Nom: c.Nom, Depuis: depuis, Base: a.racine(), Tranches: parTranche(r.Proche), Fichiers: fichiers,
		Comptes: a.compteur.Count(r.Groupes()...), SansTri: a.sansTri(r), Acces: acces})
	if err != nil {
		return nil, fmt.Errorf("data of commune %s: %w", c.Code, err)
	}
	v := VueCommune{
		Nom: c.Nom, De: territoire.De(c.Nom), Depuis: depuis, CodesPostaux: strings.Join(c.CodesPostaux, ", "),
		Rattachement: Rattachement{Departement: Lien{Texte: d.Nom, URL: urlDepartement(d)}, Academie: acad.De()},
		Total:        r.Total(), SansPosition: !c.Place, DateDonnees: majuscule(a.vintages.stable()),
		Donnees:         template.JS(donnees),
		FichiersFiltres: FichiersFiltres{a.quoi.Chemin, a.gabarits.Chemin},
		Carte:           a.vueCarte(idx, r),
	}
	v.Internat = a.vueInternat(d, r)
	if n := a.Lieux[idx]; n > 1 && v.Total > 0 {
		v.Lieux = n
	}
	if v.Total == 0 {
		v.Vide = "Nous ne connaissons aucune formation pro dans l'académie " + acad.De() + ". La liste est peut-être incomplète : regarde aussi sur le site de l'Onisep et sur celui de ta région."
	}
	if p, ok := a.Ref.Commune(c.Parente); ok {
		v.Parente = Lien{Texte: a.Ref.Communes[p].Nom, URL: urlCommune(a.Ref.Communes[p])}
	}
	for _, arr := range a.arrondissements[c.Code] {
		v.Arrondissements = append(v.Arrondissements, Lien{Texte: a.Ref.Communes[arr].Nom, URL: urlCommune(a.Ref.Communes[arr])})
	}
	v.Groupes = a.groupes(r, d, acad)
	for _, g := range v.Groupes {
		v.Affichees += len(g.Cartes)
	}
	return v, nil
}

// groupes prints the nearest offres, CartesMax in all. A group takes what those
// before it leave; that of the bicycle is there only if it holds some.
func (a *Atelier) groupes(r resultats.Commune, d territoire.Departement, acad territoire.Academie) []GroupeCartes {
	reste := CartesMax
	groupe := func(cle, titre string, liste []resultats.Resultat) GroupeCartes {
		g := GroupeCartes{TitreGroupe: TitreGroupe{cle, titre, len(liste)}}
		for _, res := range liste[:min(reste, len(liste))] {
			g.Cartes = append(g.Cartes, a.carte(res))
		}
		reste -= len(g.Cartes)
		suite := g.Total - len(g.Cartes)
		g.Suite = Suite{SuiteCartes{suite, min(pas, suite)}, Lien{Texte: d.Nom, URL: urlDepartement(d)}}
		return g
	}
	proche := groupe("proche", "À pied, en transports en commun ou en car scolaire", r.Proche)
	velo := groupe("velo", "À vélo, en 45 minutes ou moins", r.Velo)
	velo.Note = "Temps estimés à 15 km/h, sans compter les côtes ni les feux : essaie le chemin avant de choisir."
	academie := groupe("academie", "Un peu plus loin dans l'académie "+acad.De(), r.Academie)
	if proche.Total == 0 {
		proche.Vide = "Aucun établissement n'est à moins de 1 h 30 dans les horaires que nous connaissons. Il y a peut-être un car scolaire, ou un réseau qui n'est pas encore ici."
		if url := operateurScolaire(d.Region); url != "" {
			proche.Pistes = append(proche.Pistes, Lien{Texte: "Transport scolaire de ta région", URL: url})
		}
		if len(a.Reseaux) > 0 {
			// Their names would change every page each time a network comes or goes.
			proche.Pistes = append(proche.Pistes, Lien{Texte: "Les réseaux dont nous avons les horaires", URL: cheminDonnees + "#reseaux"})
		}
	}
	if academie.Total == 0 {
		academie.Vide = "Toutes les formations connues de l'académie sont déjà ci-dessus."
	}
	if velo.Total == 0 {
		return []GroupeCartes{proche, academie}
	}
	return []GroupeCartes{proche, velo, academie}
}

// communeJSON is what the page of a commune tells its script.
type communeJSON struct {
	Code   string `json:"code"` // INSEE
	Nom    string `json:"nom"`
	Depuis string `json:"depuis"` // "depuis Lorient"
	Base   string `json:"base"`   // path of the site, "/"
	// Tranches is how many offres there are in each tranche, by increasing time.
	Tranches []int `json:"tranches"`
	// Fichiers are the shared files to load before filtering, in order.
	Fichiers []FichierDepartement `json:"fichiers"`
	// Comptes are how many offres each value of each filter keeps by itself, in
	// the order of the filters.
	Comptes [][]int `json:"comptes"`
	// SansTri are the sorts by what is published of no offre of the page.
	SansTri []string  `json:"sansTri"`
	Acces   AccesJSON `json:"acces"`
}

// racine is the path that the site is served under, with a final slash.
func (a *Atelier) racine() string {
	if u, err := url.Parse(a.BaseURL); err == nil {
		return u.Path + "/"
	}
	return "/"
}

// tris lists the sorts.
func tris() []Option {
	return []Option{{Valeur: "trajet", Libelle: "Temps de trajet"}, {Valeur: triEmploi, Libelle: "Taux d'emploi"},
		{Valeur: triPression, Libelle: "Taux de pression"}, {Valeur: "distance", Libelle: "Distance"},
		{Valeur: "pertinence", Libelle: "Pertinence", SurRecherche: true}}
}

// Sorts by a figure, which may not be published.
const (
	triEmploi   = "emploi"
	triPression = "pression"
)

// sansTri names the sorts that have nothing to sort by.
func (a *Atelier) sansTri(r resultats.Commune) []string {
	var vus triable
	for _, liste := range r.Groupes() {
		for _, res := range liste {
			t := a.triables[res.Offre]
			vus.emploi, vus.pression = vus.emploi || t.emploi, vus.pression || t.pression
		}
	}
	sans := []string{}
	if !vus.emploi {
		sans = append(sans, triEmploi)
	}
	if !vus.pression {
		sans = append(sans, triPression)
	}
	return sans
}

// triable says which of the figures that lists are sorted by are published.
type triable struct{ emploi, pression bool }

func triables(cat *catalogue.Catalogue) []triable {
	l := make([]triable, len(cat.Offres))
	for i, o := range cat.Offres {
		l[i] = triable{tauxEmploi(o) != nil, tauxPression(o) != nil}
	}
	return l
}

// cartesFixes returns what the cards of each offre say everywhere.
func (a *Atelier) cartesFixes() []CarteFixe {
	l := make([]CarteFixe, len(a.Cat.Offres))
	for i, o := range a.Cat.Offres {
		f, e := a.Cat.Formations[o.Formation], a.Cat.Etablissements[o.Etablissement]
		l[i] = CarteFixe{
			URL: a.urls[i], Libelle: f.Libelle, Diplome: diplome(f), Alternance: f.Voie == catalogue.Apprentissage,
			Statut: e.Statut.String(), Etablissement: e.NomCourt(), Ville: e.Ville, Internat: e.Internat == catalogue.OuiPublie,
			Etiquettes: etiquettes(o), Specialites: a.specialites(catalogue.OffreIdx(i)), PortesOuvertes: portesOuvertesCarte(e),
		}
	}
	return l
}

// carte turns a result into a card.
func (a *Atelier) carte(r resultats.Resultat) Carte {
	c := Carte{CarteFixe: &a.fixes[r.Offre]}
	if r.Acces == nil {
		if r.Distance < 1e9 {
			c.Distance = kilometres(r.Distance)
		}
		return c
	}
	c.Temps, c.Tranche, c.TrancheLibelle = duree(r.Acces.Minutes), r.Tranche(), resultats.LibelleTranche(r.Tranche())
	c.Trajet, c.Espace, c.CarScolaire = trajet(r.Acces), r.Acces.Espace, r.Acces.Scolaire
	c.Quartier = quartier(r.Acces)
	return c
}

// quartier says what the time of a large commune hides; "" when it hides
// nothing worth a line.
func quartier(a *resultats.Acces) string {
	const peu = 5 // minutes
	switch {
	case a.Partiel:
		return "depuis une partie de la commune seulement"
	case a.Meilleur+peu <= a.Minutes:
		return "dès " + duree(a.Meilleur) + " selon le quartier"
	}
	return ""
}

// trajet says how the journey goes: "départ 7 h 32 pour 8 h · direct". The
// start of class is where the departure and the minutes lead.
func trajet(a *resultats.Acces) string {
	switch {
	case a.Velo:
		return "à vélo, estimation"
	case a.Rides == 0:
		return "à pied"
	}
	s := "départ " + heure(a.Depart) + " pour " + heure(a.Depart+a.Minutes)
	if a.Rides == 1 {
		return s + " · direct"
	}
	return s + " · " + compte(a.Rides-1, "correspondance", "correspondances")
}

// diplome is the name on cards. A 2de commune is called so; a CAP in one year,
// which few pupils of 3e may enter, is told from the usual one in two.
func diplome(f catalogue.Formation) string {
	switch {
	case f.Role == catalogue.AnneeCommune:
		return "2de commune"
	case f.Groupe == catalogue.CAP && f.Duree == 1:
		return f.Diplome() + " en 1 an"
	}
	return f.Diplome()
}

func etiquettes(o catalogue.Offre) []string {
	var l []string
	for _, e := range o.Etiquettes.Liste() {
		l = append(l, e.Libelle)
	}
	return l
}

// specialites names the bac pros that a 2de commune leads to in its
// établissement.
func (a *Atelier) specialites(o catalogue.OffreIdx) []string {
	var l []string
	for _, s := range resultats.Specialites(a.Cat, a.parEtab, o) {
		l = append(l, a.Cat.Formations[a.Cat.Offres[s].Formation].Libelle)
	}
	return l
}
