package catalogue

import (
	"strings"

	"github.com/paulmach/orb"

	"futurpro/generator/territoire"
)

// Voie is the way a formation is followed.
type Voie uint8

// The two voies.
const (
	Scolaire Voie = iota
	Apprentissage
)

// String returns the word used in URLs and data files.
func (v Voie) String() string {
	if v == Apprentissage {
		return "apprentissage"
	}
	return "scolaire"
}

// Indexes into the slices of Catalogue, each with its own type.
type (
	FormationIdx     int
	EtablissementIdx int
	OffreIdx         int
	FamilleIdx       int
)

// SansFamille is the Famille of a formation outside any famille de métiers.
const SansFamille FamilleIdx = -1

// RoleFamille says what a formation is to its famille de métiers.
type RoleFamille uint8

// The roles: outside any famille, its shared first year, one of its bac pros.
const (
	HorsFamille RoleFamille = iota
	AnneeCommune
	Specialite
)

// Formation is a diploma prepared by one voie.
type Formation struct {
	CFD        string // 8 characters
	Dispositif string // 3 digits; "" in apprentissage
	Voie       Voie
	MEF11      string // MEFSTAT11 of its last year; "" in apprentissage
	Groupe     Groupe
	Libelle    string // cleaned, without the diploma's name: "Cuisine"
	Duree      int    // years; 0 when unknown
	Domaines   []string
	Famille    FamilleIdx
	Role       RoleFamille
	CodeRNCP   string // "" when unknown
	OnisepID   string // "FOR.494"; "" when unknown
	Fermeture  string // closing date of the CFD in the BCN, "2025-08-31"; "" when open
	// Renouvele is the CFD, other than its own, of the continuum from which
	// Domaines and OnisepID come; "" when they are its own.
	Renouvele string
	Fiche     *Fiche   // nil when Onisep has none
	Metiers   []Metier // those of a transition first, then by name
	// Transition: useful to the transition écologique.
	Transition bool
	Etudes     []Etude  // that may follow, in Onisep's order
	MotsCles   []MotCle // by decreasing weight
	Proches    []string // CFD of the catalogue of similar diplomas, nearest first
}

// Famille is a famille de métiers with its shared first year and its bac pros.
type Famille struct {
	Code    string // BCN group, "G0003"
	Libelle string
}

// Statut is the legal status of an établissement.
type Statut uint8

// The statuses, in the order of the default sort: unknown after the known.
const (
	Public Statut = iota
	PriveSousContrat
	Prive // private, contract not published
	PriveReconnu
	PriveHorsContrat
	StatutInconnu
)

// String returns the words shown to visitors.
func (s Statut) String() string {
	switch s {
	case Public:
		return "Public"
	case PriveSousContrat:
		return "Privé sous contrat"
	case Prive:
		return "Privé"
	case PriveReconnu:
		return "Privé reconnu par l'État"
	case PriveHorsContrat:
		return "Privé hors contrat"
	}
	return "Statut non publié"
}

// SansCommune is the Commune of an établissement that no commune holds.
const SansCommune territoire.CommuneIdx = -1

// Etablissement is a place where formations are given.
type Etablissement struct {
	UAI        string
	Nom        string
	Type       string // as published, "" when unknown
	Statut     Statut
	Adresse    string
	CodePostal string // "" when unknown; never the INSEE code
	Ville      string
	// Commune is SansCommune when the territory does not know its INSEE code;
	// Departement is then that of the UAI.
	Commune     territoire.CommuneIdx
	Departement string // code
	// Position is in WGS84 degrees and has no meaning unless Place is true.
	Position   orb.Point
	Place      bool
	Approchee  bool // Position is only the centre of its commune
	LieuDeduit bool // its commune is read in its name, or that of its town
	SansNom    bool // no source names it: Nom is made of its UAI
	Site       string
	OnisepID   string // "ENS.14165"; "" when unknown
	Internat   Oui
	Insertions []InsertionEtablissement
	// PortesOuvertes is nil when nothing is published.
	PortesOuvertes *PortesOuvertes
}

// NomCourt is Nom without the labels that follow it ("Lycée Marie Le Franc -
// Lycée des métiers de la vente - …"), for lists and titles.
func (e Etablissement) NomCourt() string {
	court, _, _ := strings.Cut(e.Nom, " - Lycée des métiers")
	return court
}

// Oui is a yes/no that may not be published.
type Oui uint8

// The three answers.
const (
	NonPublie Oui = iota
	OuiPublie
	NonDeclare // published, and the answer is no
)

// Offre is a formation given in an établissement.
type Offre struct {
	Formation     FormationIdx
	Etablissement EtablissementIdx
	Entree        *IndicateurEntree     // nil if not published
	Poursuites    []IndicateurPoursuite // by increasing millésime; empty if not published
	Etiquettes    Etiquettes
	Rentrees      []string // school-year starts in which a source lists it, increasing
	Duree         int      // years; 0 when unknown
	// AncienCFD is the code, closed since and replaced by the formation's, under
	// which alone the sources list it; "" when they know the new one.
	AncienCFD string
}

// IndicateurEntree is the admission of one rentrée. Source: Affelnet.
type IndicateurEntree struct {
	Rentree string // "2022"
	// Annee is the year of the formation that these vœux enter: 1 after the
	// 3e, 2 for a spécialité entered after its 2de commune.
	Annee         int
	Capacite      *int // places; nil if not published
	PremiersVoeux *int // vœux of rank 1; nil if not published
	Voeux         *int // vœux of any rank; nil if not published
	Affectes      *int // pupils given a place; nil if not published
	// CFDSource is the older or newer code of the diploma under which they are
	// published; "" when it is the formation's own.
	CFDSource string
	// TauxPression is PremiersVoeux / Capacite; nil where TauxPressionDe
	// refuses it.
	TauxPression *float64
}

// IndicateurPoursuite is what the pupils of the last year became. Percentages
// are 0-100 and nil below the secrecy threshold. Source: InserJeunes.
type IndicateurPoursuite struct {
	Millesime       string   // "2021_2022"
	PartEmploi6Mois *float64 // in employment 6 months later, of all last-year pupils
	TauxFormation   *float64 // still in study, of all last-year pupils
	PartAutres6Mois *float64 // neither, of all last-year pupils
	TauxEmploi6Mois *float64 // in employment 6 months later, of those who left study
	Propre          bool     // the diploma's own figure, not copied along a continuum
	CFDSource       string   // the CFD the figure was published for
}

// Salaire is what those who hold a diploma earn 12 months after it, in France:
// net euros a month, full-time equivalent; a quarter earns less than Q1, half
// less than Mediane, a quarter more than Q3. Source: InserJeunes.
type Salaire struct {
	Millesime       string
	Q1, Mediane, Q3 int
	Propre          bool   // the diploma's own figure, not copied along a continuum
	CFDSource       string // the CFD the figure was published for
}

// EchelleSalaires is the range of the median salaries of the diplomas of a
// group, both voies together, in one millésime: from the least to the ninth
// decile, in net euros a month.
type EchelleSalaires struct {
	Millesime string
	Min, P90  float64
	Diplomes  int // number of medians
}

// InsertionEtablissement is the outcome of all formations of an établissement
// together, one voie. Source: DEPP, InserJeunes par établissement.
type InsertionEtablissement struct {
	Voie Voie
	CFA  bool // from the export per CFA
	IndicateurPoursuite
}

// PlacesLibres returns how many places were left, or nil when it is not
// published, or none was.
func (e IndicateurEntree) PlacesLibres() *int {
	if e.Capacite == nil || e.Affectes == nil || *e.Affectes >= *e.Capacite {
		return nil
	}
	n := *e.Capacite - *e.Affectes
	return &n
}

// PoursuiteDe returns the indicator of that millésime, or nil.
func (o Offre) PoursuiteDe(millesime string) *IndicateurPoursuite {
	for i := range o.Poursuites {
		if o.Poursuites[i].Millesime == millesime {
			return &o.Poursuites[i]
		}
	}
	return nil
}

// CleRegionale selects the regional figure of a formation.
type CleRegionale struct {
	Formation FormationIdx
	Region    string // INSEE code
}

// Catalogue is everything there is to choose from. Formations are sorted by
// (CFD, dispositif, voie), Etablissements by UAI, Offres by (formation,
// établissement), Familles by code.
type Catalogue struct {
	Formations     []Formation
	Familles       []Famille
	Etablissements []Etablissement
	Offres         []Offre
	// Regionaux holds, per formation and region, the published millésimes in
	// increasing order.
	Regionaux map[CleRegionale][]IndicateurPoursuite
	// Quartiles of the établissement-level rates, by region and Groupe.
	Quartiles map[CleQuartiles]Quartiles
	// Salaires are those of the formations that have one, Echelles those of
	// their groups.
	Salaires map[FormationIdx]Salaire
	Echelles map[Groupe]EchelleSalaires
	// SeuilPression is the national third quartile of the taux de pression for
	// RentreePression; nil when no taux could be computed.
	SeuilPression   *float64
	RentreePression string
	OffresPression  int // number of taux behind SeuilPression
	// JourPortesOuvertes is the day, in ISO form, that open days are compared
	// with: that of the data, never today's. "" when nothing dates them.
	JourPortesOuvertes string
	// TransitionParMetiers: the étiquette of the transition écologique comes
	// from the métiers, for want of the official list of Formacodes.
	TransitionParMetiers bool
}

// OffresDe returns, per établissement, the indexes of its offres in order.
func (c *Catalogue) OffresDe() [][]OffreIdx {
	parEtab := make([][]OffreIdx, len(c.Etablissements))
	for i, o := range c.Offres {
		parEtab[o.Etablissement] = append(parEtab[o.Etablissement], OffreIdx(i))
	}
	return parEtab
}

// Cle returns the public key of an offre: cfd-dispositif-uai-voie.
func (c *Catalogue) Cle(o Offre) string {
	f := c.Formations[o.Formation]
	return f.CFD + "-" + f.Dispositif + "-" + c.Etablissements[o.Etablissement].UAI + "-" + f.Voie.String()
}
