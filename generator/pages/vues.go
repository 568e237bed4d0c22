package pages

import (
	"html/template"
)

// A view model holds words and numbers ready to print: templates choose no
// sentence and compute nothing.

// Vue is what a template receives: what every page shares, and its own part.
type Vue struct {
	Site Site
	Page EnTete
	// Habillage is what is around the page.
	Habillage *Habillage
	// Structure describes the page to search engines, as JSON-LD.
	Structure template.JS
	Apercu    ImagePartagee
	// Corps is one of the Vue… types below, by layout.
	Corps any
}

// ImagePartagee is the image shown where a link to the page is shared; its URL is
// absolute.
type ImagePartagee struct{ URL, Alt string }

// Site is the same on every page of a build.
type Site struct {
	Nom string
	// Avertissement is the one line that says the site is an example, from
	// which vintages, and incomplete; "" for a full national build.
	Avertissement string
	Menu          []Lien // main navigation, same order everywhere
	Pied          []Lien // footer
	// IndexCommunes is the folder of the search fragments, with a trailing
	// slash, for instance "/donnees/communes-1a2b3c4d/".
	IndexCommunes string
}

// Habillage is the header and the footer of a page. There is one for all the pages
// that they do not name, so that it is printed once.
type Habillage struct {
	Site Site
	Ici  string // path of the page, which they lead to; "" for one that they do not
}

// EnTete describes one page to browsers and search engines.
type EnTete struct {
	Layout      string
	Chemin      string // site path, "/commune/56121-lorient/"
	Canonique   string // absolute URL
	Titre       string // <title>, without the site's name
	Description string
	Fil         Fil // breadcrumbs, from home to the parent
	NonIndexee  bool
	Apercu      Apercu // of the site when empty
	Cadre       bool   // without header nor footer, for a frame
}

// Lien is a link; URL is a site path or an absolute URL.
type Lien struct {
	Texte string
	URL   string
	Note  string // printed after the link, "" for none
}

// VueAccueil is the home page, layout "accueil".
type VueAccueil struct {
	Decrite
	Exemples     []Lien // a few communes
	Departements []Lien // the way in without JavaScript
	Chiffres     []Chiffre
	DateDonnees  string // one line: vintages of the main sources
}

// Chiffre is a counted fact.
type Chiffre struct {
	Valeur  string // "1 126"
	Libelle string // "formations en Bretagne"
}

// VueCommune is the results page of one commune, layout "commune".
type VueCommune struct {
	Nom          string
	De           string // "de Lorient", "d'Auray", "du Mans", "des Sables"
	Depuis       string // "depuis Lorient", "depuis Le Mans"
	CodesPostaux string
	Rattachement
	Arrondissements []Lien
	// Lieux is the number of places of the commune that times are computed from; 0
	// for one only, and where there is no time.
	Lieux       int
	Total       int // offres in all groups
	Affichees   int // cards printed, at most CartesMax
	Groupes     []GroupeCartes
	DateDonnees string
	// SansPosition: the source gives the commune no centre, so that no time or
	// distance can be computed.
	SansPosition bool
	// Donnees is for the script: a communeJSON.
	Donnees template.JS
	FichiersFiltres
	// Vide says what the site knows when Total is 0.
	Vide string
	// Carte is nil where the position of the commune is not known.
	Carte *VueCarte
	// Internat is nil where no boarding school is offered.
	Internat *VueInternat
}

// FichiersFiltres are the addresses of the index of diplomas, and of what the script
// draws with.
type FichiersFiltres struct{ Quoi, Gabarits string }

// Rattachement is what a commune belongs to.
type Rattachement struct {
	Departement Lien
	Parente     Lien   // city of an arrondissement, without URL for others
	Academie    string // "de Rennes"
}

// VueInternat is what the page of a commune says of the boarding schools of
// other académies: they are listed when they are asked for.
type VueInternat struct {
	Total, Etablissements int
	Kilometres            int    // at most, in a straight line
	Fichier               string // address of a DepartementJSON
	// Departements are where the nearest are, for who has no script.
	Departements []Lien
}

// FichierDepartement is the shared file of one département.
type FichierDepartement struct {
	Code string `json:"code"`
	URL  string `json:"url"`
}

// GroupeCartes is one of the result groups of a commune.
type GroupeCartes struct {
	TitreGroupe
	Note string // what to know of its times; "" for nothing
	// Cartes are the first ones; the others are read by script, or found from
	// the établissements of the département.
	Cartes Cartes
	Suite  Suite
	// Vide says what the site knows when Total is 0, and Pistes where to look.
	Vide   string
	Pistes []Lien
}

// TitreGroupe is the heading of a group.
type TitreGroupe struct {
	Cle   string // "proche", "velo", "academie"
	Titre string
	Total int
}

// Suite is what follows the cards of a group.
type Suite struct {
	SuiteCartes
	Departement Lien // whose page leads to all
}

// SuiteCartes are the cards that the script adds.
type SuiteCartes struct {
	Reste int // all of them
	Pas   int // at the next step
}

// Carte is one offre in a list.
type Carte struct {
	*CarteFixe
	// Tranche is the upper bound in minutes: 15, 30, 45, 60 or 90; 0 for none.
	Tranche int
	CarteAcces
}

// CarteAcces is what a card says of the journey.
type CarteAcces struct {
	// Temps is "23 min"; "" where only Distance is known.
	Temps          string
	TrancheLibelle string // "30 minutes ou moins"
	Trajet         string // "départ 7 h 32 · 1 correspondance", "à pied"
	Espace         bool   // "horaires espacés"
	CarScolaire    bool
	Quartier       string // "dès 12 min selon le quartier"
	Distance       string // "à 42 km"; "" in group "proche"
}

// CarteFixe is what the cards of an offre say everywhere. There is one for each
// offre, so that it is printed once.
type CarteFixe struct {
	URL            string
	Libelle        string
	Diplome        string
	Alternance     bool
	Statut         string
	Etablissement  string
	Ville          string
	Internat       bool
	Etiquettes     []string
	Specialites    []string // bac pros that a 2de commune leads to here
	PortesOuvertes string   // "Portes ouvertes le 15 mars 2025"; "" for none to come
}

// Filtre is one facet.
type Filtre struct {
	Cle     string // URL parameter
	Titre   string
	Combine string // "ou", "et", "un"
	Aide    string
	Options []OptionFiltre
}

// OptionFiltre is one value of a facet.
type OptionFiltre struct {
	Valeur        string // in the URL
	Libelle, Aide string
}

// Option is one sort.
type Option struct {
	Valeur  string // in the URL
	Libelle string
	// SurRecherche: a sort that has a meaning once words are looked for.
	SurRecherche bool
}

// VueDepartement lists a département, layout "departement".
type VueDepartement struct {
	Nom, Code, Academie string
	Lettres             []LettreCommunes
	Villes              []VilleEtablissements
	NbCommunes          int
	NbEtablissements    int
	NbOffres            int
}

// LettreCommunes holds the communes under one initial.
type LettreCommunes struct {
	Lettre   string
	Communes []Lien
}

// VilleEtablissements holds the établissements of one town.
type VilleEtablissements struct {
	Ville          string
	Etablissements []Lien
}

// VueEtablissement is layout "etablissement".
type VueEtablissement struct {
	Decrite
	FicheEtablissement
	RepereAcces Repere               // as in VueOffre
	Cartes      []CarteEtablissement // in order of diploma then libellé
	Domaines    []Lien               // of its formations, to find them elsewhere
	Devenirs    []Devenir            // all formations together
	Commune     Lien
	Sources     Citees
	// Position says when the place is only approximate, "" otherwise.
	Position       string
	PortesOuvertes *Bandeau // nil when nothing is published
}

// FicheEtablissement is what identifies an établissement.
type FicheEtablissement struct {
	UAI      string
	Nom      string
	URL      string
	Statut   string
	Adresse  []string // lines
	Ville    string
	Site     string // absolute URL, "" when unknown
	Onisep   string // absolute URL, "" when unknown
	Internat string // "Internat", "Pas d'internat déclaré", "Internat : non publié"
}

// CarteEtablissement is one offre on the page of its établissement.
type CarteEtablissement struct {
	Groupe      string // heading, "CAP"
	URL         string
	Libelle     string
	Diplome     string
	Alternance  bool
	Duree       string
	Etiquettes  []string
	Specialites []string
}

// VueArticle is a Markdown page, layout "article".
type VueArticle struct {
	Titre     string
	HTML      template.HTML
	Nav       []Noeud
	Sommaire  []EntreeSommaire // empty when the page is short or says no
	Enfants   []Lien           // the note of each is its summary
	Precedent *Lien
	Suivant   *Lien
	Modifie   string // date in words, "" when the page gives none
	// Modifier is the edit link, "" for none; ModifierTexte is its words.
	Modifier, ModifierTexte string
	HautTexte               string // words of the link to the top
	Recherche               string // folder of the search over these pages, "" for none
}

// Noeud is a page of the navigation tree.
type Noeud struct {
	Lien
	Courant bool // this very page
	Enfants []Noeud
}

// EntreeSommaire is a heading in the table of contents.
type EntreeSommaire struct {
	Texte   string
	ID      string
	Enfants []EntreeSommaire
}

// VuePlan is the site map for people, layout "plan".
type VuePlan struct {
	Pages          []Noeud
	Formations     Lien
	Domaines       []Lien
	Departements   []Lien
	Etablissements int
	Communes       int
}

// VueDonnees is the page of the published data, layout "donnees".
type VueDonnees struct {
	Sources  []LigneSource
	Reseaux  []LigneReseau
	Constats []string       // what this build lost or repaired, in sentences
	Tables   []TablePubliee // for others to reuse
	// Dictionnaire and EtatJSON are the addresses of two files beside them.
	Dictionnaire, EtatJSON string
	Fichiers               []FichierPublie // those that the pages read
}

// TablePubliee is a table offered to download, with its dictionary.
type TablePubliee struct {
	Nom, Titre, Sens string
	Lignes           string // "1 202 lignes"
	Fichiers         []FichierPublie
	Colonnes         []ColonnePubliee
	Sources          Citees
}

// ColonnePubliee is a column of a TablePubliee; Forme is its type and unit.
type ColonnePubliee struct{ Nom, Forme, Sens string }

// LigneSource is a row of the table of sources.
type LigneSource struct {
	Nom, Producteur, Licence, URL, Millesime string
	Etat                                     string // "utilisée", "absente : …"
}

// LigneReseau is a row of the table of timetables.
type LigneReseau struct{ Nom, Jour, Note string }

// FichierPublie is a data file offered to download.
type FichierPublie struct{ Nom, URL, Description string }

// VueErreur is layouts "erreur-404" and "recherche".
type VueErreur struct{ Departements []Lien }

// VueRedirection is the page left at an old address, layout "redirection".
type VueRedirection struct{ Vers Lien }
