package pages

// The structs behind the JSON that pages read. Rows are arrays to stay small;
// the golden files of testdata/ are the contract with layouts/**/*.js.

// VersionDonnees changes when the meaning of a JSON file changes.
const VersionDonnees = 3

// DepartementJSON is /donnees/offres-{code}.{hash}.json: what the pages of
// communes share about one département.
type DepartementJSON struct {
	Version int    `json:"version"`
	Code    string `json:"code"`
	// Domaines are the names that FormationJSON refers to by rank.
	Domaines       []string            `json:"domaines"`
	Formations     []FormationJSON     `json:"formations"`
	Etablissements []EtablissementJSON `json:"etablissements"` // sorted by UAI
	// Offres are sorted by établissement, then in the order of its page.
	Offres []OffreJSON `json:"offres"`
}

// FormationJSON is an array: libellé, diploma name, group key ("CAP"), ranks
// of domaines, CFD, dispositif, voie ("s" or "a").
type FormationJSON [7]any

// EtablissementJSON is an array: UAI, name, town, statut key, statut words,
// rank of the statut in the default sort, longitude, latitude (null when
// unknown), internat (0 or 1), open days in words or "".
type EtablissementJSON [10]any

// OffreJSON is an array: rank of the formation, rank of the établissement,
// keys of étiquettes, taux de pression or null, taux d'emploi or null, ranks of
// the formations that a 2de commune leads to in that établissement, places or
// null.
type OffreJSON [7]any

// AccesJSON is the part of a commune, in its page: its centre and, by
// département file, the établissements within 90 minutes, or 45 by bicycle.
type AccesJSON struct {
	Version int         `json:"version"`
	Centre  *[2]float64 `json:"centre"` // longitude, latitude; null when unknown
	// Acces has one entry per shared file, in the order of the page's list.
	Acces [][]AccesEtablissementJSON `json:"acces"`
	// Academie says, per shared file, whether its établissements belong to the
	// académie of the commune: the others are listed only when reachable.
	Academie []bool `json:"academie"`
}

// AccesEtablissementJSON is an array: rank of the établissement in the shared
// file, minutes, rides (0: on foot), departure in minutes after midnight,
// flags (1: school bus, 2: horaires espacés, 4: fewer than half of the places
// of the commune lead there, 8: by bicycle), minutes from the best of these
// places.
type AccesEtablissementJSON [6]int

// CommuneJSON is a row of a search fragment: INSEE code, name, slug, postcodes
// separated by spaces, name of the département, former name that matched or
// "". Rows are sorted by decreasing population, then INSEE code.
type CommuneJSON [6]string

// CheminsJSON is /donnees/chemins-{uai}.json: how to go to one établissement
// from each commune that a vehicle leads from. Clock times are minutes after
// midnight, departures rounded down and arrivals up.
type CheminsJSON struct {
	Version  int           `json:"version"`
	Reseaux  []ReseauJSON  `json:"reseaux"`
	Lignes   []LigneJSON   `json:"lignes"`
	Arrets   []string      `json:"arrets"`
	Troncons []TronconJSON `json:"troncons"`
	// Communes are by INSEE code.
	Communes map[string]CheminJSON `json:"communes"`
}

// ReseauJSON is an array: name, reference day in words, 1 if its timetable
// covers holidays only.
type ReseauJSON [3]any

// LigneJSON is an array: name or "", mode in words or "", rank of the réseau.
type LigneJSON [3]any

// TronconJSON is a vehicle taken: ranks of the line and of the stop, departure,
// rank of the stop where it is left, arrival, minutes of the walk after it, what
// follows, and 1 if the rider has stayed seated while the vehicle became this
// line. What follows is the rank of another TronconJSON or, below 0, the arrival
// at the door with a minus sign.
type TronconJSON [8]int

// CheminJSON is an array: rank of the first TronconJSON, minutes and departure
// as in AccesEtablissementJSON, minutes of the walk to the first stop.
type CheminJSON [4]int

// CommunePlaceeJSON is an array of a fragment of the communes around a place:
// INSEE code, name, slug, longitude, latitude. Rows are in order of INSEE code.
type CommunePlaceeJSON [5]any
