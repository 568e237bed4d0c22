package pages

import "futurpro/generator/catalogue"

// VueOffre is the detail page, layout "details".
type VueOffre struct {
	Decrite
	Libelle       string
	Diplome       string
	Duree         string // "en 3 ans"; "" when unknown
	Alternance    bool
	Voie          string // "voie scolaire", "apprentissage"
	Etiquettes    []string
	Etablissement FicheEtablissement
	// Gardable tells that lists show the offre: a bac pro that is entered by a
	// 2de commune is no choice of its own to keep.
	Gardable bool
	// RepereAcces finds the établissement in AccesJSON and the journeys to it:
	// the script fills "Depuis …" from them.
	RepereAcces Repere
	Resume      Tuiles
	Formation   SectionFormation
	Admission   SectionAdmission
	Poursuite   *SectionDevenir
	Emploi      *SectionDevenir
	Salaire     *SectionSalaire // one for each formation
	// AutreVoie leads to the same diploma here, in the other voie.
	AutreVoie []Lien
	Voisines  CartesFixes // other offres of the same établissement and field, few
	// Suggestions are offres of similar diplomas, with the journeys from the
	// commune of the établissement; the others are folded.
	Suggestions, AutresSuggestions Autour
	De                             string   // commune of the établissement: "de Lorient", "du Mans"
	PortesOuvertes                 *Bandeau // nil when nothing is published
	Sources                        Citees
}

// Repere is the place of an établissement in a shared file, and the file of the
// journeys to it, "" if no vehicle leads there.
type Repere struct {
	Fichier string
	Rang    int
	Chemins string
}

// Tuile is one of the four parts of the summary.
type Tuile struct {
	Ancre   string // "la-formation"
	Titre   string
	Reponse string
	Ton     string // "facile", "moyen", "difficile", "inconnu", "neutre"
	Note    string // "Places libres à la rentrée 2025"; "" for none
}

// SectionFormation is "La formation".
type SectionFormation struct {
	*FormationFixe
	// Ici and Ailleurs are the bac pros that a 2de commune leads to, in this
	// établissement or not; a spécialité has its 2de commune in Ici.
	Ici      []Lien
	Ailleurs []Lien
	TitreIci string
	Avis     []string
}

// FormationFixe is what the section says wherever the formation is given. There is
// one for all of its offres that last as long, so that it is printed once.
type FormationFixe struct {
	Reponse  string // one sentence
	Faits    []Fait
	Domaines []Lien
	// Ensemble leads to the diploma wherever it is taught; nil on that page.
	Ensemble *Lien
	Famille  string // of a 2de commune and of a spécialité
	Onisep   string // absolute URL, "" when unknown
	// Description is Onisep's; empty when it is not in the data.
	Description       Texte
	SourceDescription string
	NoteTransition    string // what its étiquette means; "" without
}

// Fait is a labelled value.
type Fait struct{ Nom, Valeur string }

// SectionAdmission is "L'admission".
type SectionAdmission struct {
	Reponse   string
	Texte     Texte   // what Onisep says of it
	Barres    []Barre // empty when a figure is missing
	Faits     []Fait
	Precision string // how the level is decided, with its threshold
	Rentree   string
	Source    string
	Avis      []string
}

// Barre is a bar from zero.
type Barre struct {
	Libelle string
	Valeur  string
	Pour100 float64 // length, percent of the longest, to a tenth
}

// SectionDevenir is "La poursuite d'études" or "L'accès à l'emploi". There is one for
// all the offres of a formation in a région, so that it is printed once, but for
// those that have figures of their own.
type SectionDevenir struct {
	Propre   bool   // for one offre
	Libelle  string // of the summary
	Reponse  string
	Position catalogue.Position // of the offre among comparable ones
	Faits    []Fait
	Source   string // of Faits
	Devenirs []Devenir
	Avis     []string
	Texte    Texte // what Onisep says of further study
	// Debouches are studies in one section, and jobs in the other.
	Debouches *Debouches
}

// Debouches are what a formation leads to, wherever it is taught. There is one for
// all of its offres, so that it is printed once.
type Debouches struct {
	// The others are folded.
	Etudes, AutresEtudes   []Lien
	Metiers, AutresMetiers []LigneMetier
	TitreAutresMetiers     string
}

// Devenir is what 100 pupils became.
type Devenir struct {
	Titre     string   // "Sur la région Bretagne"
	Parts     []Part   // emploi, formation, autres; they add up to 100 points
	Points    []string // 100 classes in order, one per dot: "emploi", "formation", "autres"
	Phrase    string   // what is known without Parts; "" for nothing
	Taux      string   // "43 % de ceux qui ont quitté l'école travaillent…"; "" when not published
	Millesime string   // "promotions 2021 et 2022"
	Source    string
	Avis      string // continuum, "" when the figure is the diploma's own
}

// Part is one share of a Devenir.
type Part struct {
	Cle     string // "emploi", "formation", "autres"
	Libelle string
	Valeur  string // "17 %"
	Points  int    // dots out of 100
}

// SourceCitee is a source with its year.
type SourceCitee struct{ Texte string }
