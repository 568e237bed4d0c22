package diffusion

import (
	"encoding/json"
	"fmt"

	"futurpro/generator/assemblage"
	"futurpro/generator/sources"
)

// NomEtat is the file of the state of a build, beside the tables.
const NomEtat = "etat.json"

// VersionEtat changes with the meaning of a field of Etat.
const VersionEtat = 1

// Etat is what a build was made of and what came out of it: enough to tell a
// refresh of the data from an accident.
type Etat struct {
	Version int `json:"version"`
	// Echantillon is the territory of a sample; "" for a national build.
	Echantillon string         `json:"echantillon,omitempty"`
	Sources     []EtatSource   `json:"sources"`
	Reseaux     []EtatReseau   `json:"reseaux"`
	Tables      []EtatTable    `json:"tables"`
	Academies   []EtatAcademie `json:"academies"`
	// Couverture counts how much of the sources is shown, feature by feature.
	Couverture assemblage.Couverture `json:"couverture"`
	// Anomalies counts those of the data, by code.
	Anomalies []EtatAnomalie `json:"anomalies"`
}

// EtatSource is a source of the manifest, but for the timetables.
type EtatSource struct {
	ID        string        `json:"id"`
	Nom       string        `json:"nom"`
	Millesime string        `json:"millesime"`
	Requise   bool          `json:"requise"`
	Fichiers  []EtatFichier `json:"fichiers"` // empty when the source is missing
}

// EtatFichier is a file as it was read.
type EtatFichier struct {
	Chemin string `json:"chemin"`
	SHA256 string `json:"sha256"`
	Octets int    `json:"octets"`
	// Lignes are its rows, or the elements of its array.
	Lignes int `json:"lignes"`
	// Colonnes is the number of rows where each column is filled, by name; nil
	// where the file has no columns.
	Colonnes map[string]int `json:"colonnes,omitempty"`
}

// EtatReseau is a timetable in use.
type EtatReseau struct {
	Nom      string `json:"nom"`
	SHA256   string `json:"sha256"`
	Jour     string `json:"jour"`
	Scolaire bool   `json:"scolaire"`
	Perime   bool   `json:"perime"`
	// Debut and Fin are the first and last days of its timetable.
	Debut string `json:"debut"`
	Fin   string `json:"fin"`
	Echu  bool   `json:"echu"` // ended long before the most recent timetable begins
}

// EtatTable is a published table.
type EtatTable struct {
	Nom    string `json:"nom"`
	Lignes int    `json:"lignes"`
	// Remplies is the number of rows where each column has a value, in the
	// order of the columns.
	Remplies []EtatColonne `json:"remplies"`
}

// EtatColonne is how much of a column is known.
type EtatColonne struct {
	Nom    string `json:"nom"`
	Valeur int    `json:"valeurs"`
}

// EtatAcademie counts what an académie offers.
type EtatAcademie struct {
	Code           string `json:"code"`
	Nom            string `json:"nom"`
	Etablissements int    `json:"etablissements"`
	Offres         int    `json:"offres"`
}

// EtatAnomalie counts a kind of anomaly.
type EtatAnomalie struct {
	Code   string `json:"code"`
	Sens   string `json:"sens"`
	Nombre int    `json:"nombre"`
}

func newEtat(e Entrees, tables []Table) Etat {
	etat := Etat{Version: VersionEtat, Reseaux: []EtatReseau{}, Anomalies: []EtatAnomalie{}, Couverture: e.Couverture}
	if e.Sources.Echantillon != nil {
		etat.Echantillon = e.Sources.Echantillon.Nom
	}
	lus := map[string][]EtatFichier{}
	for _, f := range e.Sources.Lus {
		lus[f.Source] = append(lus[f.Source], EtatFichier{f.Chemin, f.SHA256, f.Octets, e.Journal.Lignes(f.Chemin), f.Colonnes})
	}
	for _, s := range e.Sources.Manifeste.Sources {
		if s.Reseau == nil && sources.EstLu(s.ID) {
			etat.Sources = append(etat.Sources, EtatSource{s.ID, s.Nom, s.Millesime, s.Requise, append([]EtatFichier{}, lus[s.ID]...)})
		}
	}
	for _, r := range e.Reseaux {
		etat.Reseaux = append(etat.Reseaux, EtatReseau{r.Nom, r.SHA256, r.Jour, r.Scolaire, r.Perime, r.Debut, r.Fin, r.Echu})
	}
	for _, t := range tables {
		etat.Tables = append(etat.Tables, t.etat())
	}
	etat.Academies = academies(e)
	for _, r := range e.Journal.Resumes() {
		etat.Anomalies = append(etat.Anomalies, EtatAnomalie{r.Code.Nom, r.Code.Sens, r.Nombre})
	}
	return etat
}

// etat counts the rows and the values of each column.
func (t Table) etat() EtatTable {
	etat := EtatTable{Nom: t.Nom}
	for _, c := range t.Colonnes {
		etat.Remplies = append(etat.Remplies, EtatColonne{Nom: c.Nom})
	}
	for valeurs := range t.Lignes {
		etat.Lignes++
		for i, v := range valeurs {
			if !absente(v) {
				etat.Remplies[i].Valeur++
			}
		}
	}
	return etat
}

// academies counts by académie, in the order of their codes. One without any
// offre is there, with 0.
func academies(e Entrees) []EtatAcademie {
	l := []EtatAcademie{}
	rang := map[string]int{}
	for _, a := range e.Ref.Academies {
		rang[a.Code] = len(l)
		l = append(l, EtatAcademie{Code: a.Code, Nom: a.Nom})
	}
	academieDe := make([]int, len(e.Cat.Etablissements))
	for i, etab := range e.Cat.Etablissements {
		academieDe[i] = -1
		d, _ := e.Ref.Departement(etab.Departement)
		if r, ok := rang[d.Academie]; ok {
			academieDe[i] = r
			l[r].Etablissements++
		}
	}
	for _, o := range e.Cat.Offres {
		if r := academieDe[o.Etablissement]; r >= 0 {
			l[r].Offres++
		}
	}
	return l
}

func (e Etat) json() ([]byte, error) {
	b, err := json.MarshalIndent(e, "", " ")
	if err != nil {
		return nil, fmt.Errorf("writing %s: %w", NomEtat, err)
	}
	return append(b, '\n'), nil
}
