// Package sources reads the open-data files as they are published: it checks
// their columns, decodes their rows and keeps their line numbers. One file per
// data set.
//
// It says what a file contains. What it means (matching, defaults, exclusions)
// is decided by assemblage.
package sources

import "reflect"

// Sources is everything read, each slice in file order. A slice is nil when
// its optional source is missing.
type Sources struct {
	Manifeste *Manifeste
	// Echantillon describes the sample the folder holds; nil when the folder
	// is a full national set.
	Echantillon *Echantillon

	Communes          []Commune
	AnciennesCommunes []AncienneCommune
	AnciensCodes      map[string]string // former INSEE code to today's
	Departements      []Departement

	Etablissements []Etablissement
	ACCE           []EtablissementACCE
	Secteurs       []Secteur
	Constats       []Constat
	Voeux          []Voeu

	MEFs     []MEF
	Diplomes []Diplome
	Groupes  []GroupeFormation
	Liens    []LienGroupe
	Familles []FamilleMetiers

	InserRegions        []InserRegion
	InserEtablissements []InserEtablissement
	InserFormations     []InserFormation
	Salaires            []Salaire

	LieuxAffelnet  []LieuAffelnet
	Apprentissages []FormationApprentissage
	// FormacodesTransition are the Formacodes useful to the transition
	// écologique; nil when their source is missing.
	FormacodesTransition map[string]bool

	OnisepFormations []OnisepFormation
	CertifInfo       []CertifInfo

	OnisepFiches     []OnisepFiche
	FichesSecondes   []OnisepFiche // of the 2des communes
	OnisepMetiers    []OnisepMetier
	Passages         []Passage
	OnisepActions    []OnisepAction
	OnisepStructures []OnisepStructure
	Romes            []Rome
	RomeMetiers      []RomeMetier
	RNCPRomes        []RNCPRome
	Similaires       []Similaires
	MotsCles         []MotsCles
	PortesOuvertes   []PortesOuvertes

	Vacances []Vacances

	// Lus are the files read, in the order of the table of data sets.
	Lus []FichierLu

	// Manquantes lists the optional sources that were not found, in the order
	// of the manifest.
	Manquantes []Source
}

// Forget lets go of the rows, once the catalogue is made of them. What is said of
// the sources themselves stays, and what timetables and places are chosen by: the
// établissements and the school holidays.
func (s *Sources) Forget() {
	*s = Sources{Manifeste: s.Manifeste, Echantillon: s.Echantillon, Lus: s.Lus, Manquantes: s.Manquantes,
		Etablissements: s.Etablissements, Vacances: s.Vacances}
}

// join adds what one data set gives. Whatever field it fills, a list that several
// of them share is in the order in which they are joined.
func (s *Sources) join(part *Sources) {
	tout, un := reflect.ValueOf(s).Elem(), reflect.ValueOf(part).Elem()
	for i := range tout.NumField() {
		switch champ := tout.Field(i); {
		case un.Field(i).IsZero():
		case champ.IsZero():
			champ.Set(un.Field(i))
		default:
			champ.Set(reflect.AppendSlice(champ, un.Field(i)))
		}
	}
}

// FichierLu is a file as it was read.
type FichierLu struct {
	Source string // id in the manifest
	Chemin string // in the data folder
	SHA256 string // of its bytes
	Octets int
	// Colonnes is the number of rows with something in each column, by name;
	// nil for a file without columns.
	Colonnes map[string]int
}

// Ligne is the position of a row in its file: 1 is the first line; for JSON
// and XML, the rank of the element.
type Ligne int

// Commune is an element of geo-api/communes.json.
type Commune struct {
	Ligne        Ligne
	Code         string
	Nom          string
	Type         string // "commune-actuelle" or "arrondissement-municipal"
	CodesPostaux []string
	Population   int // 0 when absent
	Departement  string
	Region       string
	Parente      string // INSEE code of the city of an arrondissement
	// Centre is the longitude and latitude of the mairie where it is published,
	// else of the centre; nil when absent.
	Centre *[2]float64
}

// AncienneCommune is an element of geo-api/communes_associees_deleguees.json.
type AncienneCommune struct {
	Ligne    Ligne
	Code     string
	Nom      string
	ChefLieu string // INSEE code of the commune it belongs to
}

// Departement is a row of education/departements_academies_regions.csv, with
// codes brought to their usual form ("001" is "01", "02A" is "2A").
type Departement struct {
	Ligne       Ligne
	Code        string
	Nom         string
	Academie    string
	NomAcademie string
	Region      string
	NomRegion   string
}

// Etablissement is a row of education/annuaire-education.csv.
type Etablissement struct {
	Ligne       Ligne
	UAI         string
	Nom         string
	Type        string
	Nature      string // libelle_nature
	Statut      string // Statut_public_prive as published
	Contrat     string // Type_contrat_prive as published
	Adresse     string
	CodePostal  string
	Commune     string // INSEE code
	Ville       string
	Site        string
	Hebergement string      // "1", "0" or ""
	OnisepID    string      // "ENS.14165" or ""
	Position    *[2]float64 // longitude, latitude; nil when absent
	Precision   string      // "Parfaite", "COMMUNE" or ""
}

// Secteur is a row of education/fr-en-ips-lycees-*.csv: the sector of a lycée.
type Secteur struct {
	Ligne   Ligne
	UAI     string
	Nom     string // capitals, "" when absent
	Secteur string // "public", "privé sous contrat"
	Commune string
}

// Constat is a row of education/constat-rentree-*.csv: pupils seen in one year
// of a formation.
type Constat struct {
	Ligne   Ligne
	Rentree string
	UAI     string
	MEF11   string
	Eleves  *int // nil when not published
}

// Voeu is a row of affelnet/attractivite-capacite-*.csv.
type Voeu struct {
	Ligne         Ligne
	Fichier       string
	Rentree       string // from the file's name
	UAI           string
	MEF11         string
	Statut        string // "ST" scolaire
	Capacite      *int   // nil when not published
	PremiersVoeux *int   // nil when not published
	Voeux         *int   // of any rank; nil when not published, always before 2025
	Affectes      *int   // pupils given a place; nil when not published, always before 2025
	MEF11Terminal string // mef_stat_terminale, "" when absent
}

// MEF is a row of bcn/n_mef.csv.
type MEF struct {
	Ligne      Ligne
	MEF        string
	Dispositif string
	CFD        string
	Duree      int // years
	Annee      int // rank of this year
	MEF11      string
}

// Diplome is a row of bcn/n_formation_diplome.csv or v_formation_diplome.csv.
type Diplome struct {
	Ligne        Ligne
	CFD          string
	LibelleCourt string
	Libelle      string // LIBELLE_LONG_200, upper case
	Fermeture    string // ISO date, "" when open
	Anciens      []string
	Nouveaux     []string
}

// GroupeFormation is a row of bcn/n_groupe_formation.csv.
type GroupeFormation struct {
	Ligne   Ligne
	Code    string
	Type    string // "TG01": famille de métiers
	Libelle string // LIBELLE_EDITION
}

// LienGroupe is a row of bcn/n_lien_formation_groupe.csv.
type LienGroupe struct {
	Ligne  Ligne
	Groupe string
	CFD    string
}

// FamilleMetiers is a row of bcn/familles_metiers.csv.
type FamilleMetiers struct {
	Ligne           Ligne
	Famille         string
	Specialite      string
	MEF11Commun     string
	CFDCommun       string
	MEF11Specialite string
	CFDSpecialite   string
}

// InserRegion is a row of inserjeunes/regions.csv, or an element of
// inserjeunes/regionales*. Rates are percentages, counts are pupils; nil below
// the secrecy threshold.
type InserRegion struct {
	Ligne           Ligne
	Fichier         string
	Millesime       string // "2021_2022"
	Region          string // INSEE code
	Voie            string // "scolaire" or "apprentissage"
	CFD             string // apprentissage
	MEF11           string // scolaire
	NbAnneeTerm     *float64
	NbEmploi6Mois   *float64
	NbPoursuite     *float64
	NbSortant       *float64
	TauxEmploi6Mois *float64 // of those who left study
	TauxPoursuite   *float64 // of all last-year pupils
	// PartEmploi6Mois is of all last-year pupils; nil in regions.csv, which
	// only gives counts.
	PartEmploi6Mois *float64
	// CopieDe is the code of the certification whose figures these are, when
	// the producer copied them along a continuum; "" when they are its own.
	CopieDe string
}

// InserEtablissement is a row of inserjeunes/depp-etablissements-*.csv, or of
// inserjeunes/fr-en-inserjeunes-cfa*.csv: all formations of an établissement
// together. Percentages; nil when "nd".
type InserEtablissement struct {
	Ligne           Ligne
	Fichier         string
	Millesime       string // "2021_2022", from the file's name
	UAI             string
	Nom             string // of the établissement, "" when absent
	Population      string // "ensemble", "dont apprentis", "dont élèves en voie pro sco"; "" in the apprentissage file
	Apprentissage   bool   // a file of apprentissage
	CFA             bool   // the export per CFA
	PartPoursuite   *float64
	PartEmploi6Mois *float64
	PartAutres      *float64
	TauxEmploi6Mois *float64
}

// OnisepFormation is an element of onisep/ideo-formations-initiales.json.
type OnisepFormation struct {
	Ligne    Ligne
	CFD      string
	Libelle  string
	CodeRNCP string
	OnisepID string   // "FOR.494"
	Domaines []string // first level, in file order, without repetition
}

// CertifInfo is a row of certif-info/certif_info.csv with a CFD.
type CertifInfo struct {
	Ligne   Ligne
	CFD     string
	Libelle string
	Romes   []string
	RNCP    string
	// Formacode is the main one, "" when absent.
	Formacode string
}

// Vacances is a row of calendrier/vacances-scolaires.csv: a closed interval of
// days without school in one zone.
type Vacances struct {
	Ligne Ligne
	Zone  string // "A", "B", "C"
	Debut string // first day off, ISO date
	Fin   string // last day off, ISO date
}

// Echantillon says what a sample folder was cut from. File echantillon.yaml.
type Echantillon struct {
	Region string `yaml:"region"` // INSEE code
	Nom    string `yaml:"nom"`
	// SeuilPression is computed on the national set when the sample is cut,
	// since the rows of one region cannot give a national quartile.
	SeuilPression   *float64            `yaml:"seuilPression"`
	RentreePression string              `yaml:"rentreePression"`
	OffresPression  int                 `yaml:"offresPression"` // taux behind the quartile
	Reseaux         []ReseauEchantillon `yaml:"reseaux"`
}

// ReseauEchantillon is one timetable of the sample.
type ReseauEchantillon struct {
	Fichier string `yaml:"fichier"`
	Jour    string `yaml:"jour"` // reference day, ISO date
	Stops   int    `yaml:"stops"`
	Trips   int    `yaml:"trips"`
}
