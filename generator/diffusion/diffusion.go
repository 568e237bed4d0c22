// Package diffusion owns the data that the site gives to others: the tables of
// the catalogue and of the journeys, as CSV and Parquet, their dictionary
// (datapackage.json, a Frictionless Data Package) and the state of the build
// (etat.json), which the comparison of two builds reads.
//
// It computes nothing: what a figure is comes from catalogue, what is within
// reach from resultats.
package diffusion

import (
	"fmt"
	"slices"
	"strings"

	"futurpro/generator/anomalies"
	"futurpro/generator/assemblage"
	"futurpro/generator/catalogue"
	"futurpro/generator/resultats"
	"futurpro/generator/sources"
	"futurpro/generator/territoire"
)

// Entrees is what the published data are made of.
type Entrees struct {
	Ref     *territoire.Referentiel
	Cat     *catalogue.Catalogue
	Moteur  *resultats.Moteur
	Sources *sources.Sources // their rows are not read
	Reseaux []Reseau
	Journal *anomalies.Journal
	// Couverture is how much of the rows the catalogue shows.
	Couverture assemblage.Couverture
}

// Reseau is a timetable in use.
type Reseau struct {
	Nom      string
	Source   string // its id in the list of the timetables; "" if it is not there
	Chemin   string // in the folder of the timetables
	SHA256   string // of the archive
	Jour     string // reference day, ISO date
	Scolaire bool
	// Perime: its timetable covers no school day, only holidays.
	Perime bool
	// Debut and Fin are the first and last days of its timetable, ISO dates.
	Debut, Fin string
	// Echu: its timetable ended over a year before the most recent one in use
	// begins.
	Echu bool
}

// Fichier is one published file.
type Fichier struct {
	Nom    string // in the folder of the data: "offres.csv"
	Type   string // media type
	Format string // for readers: "CSV", "Parquet"…
	// Corps makes the bytes, the same at each call.
	Corps func() ([]byte, error)
}

// Diffusion is everything that a build publishes.
type Diffusion struct {
	Tables []Table
	Etat   Etat
	// Fichiers are the files, in the order in which a page lists them; those of
	// a table follow each other.
	Fichiers []Fichier
}

// compressees are the tables too long for a plain CSV.
const compressees = "trajets"

// New prepares the files; their bytes are made when they are asked for.
func New(e Entrees) (*Diffusion, error) {
	d := &Diffusion{Tables: tables(e)}
	d.Etat = newEtat(e, d.Tables)
	for _, t := range d.Tables {
		csv := Fichier{Nom: t.Nom + ".csv", Type: "text/csv; charset=utf-8", Format: "CSV", Corps: t.csv}
		if t.Nom == compressees {
			csv = Fichier{Nom: t.Nom + ".csv.gz", Type: "application/gzip", Format: "CSV, gzip", Corps: t.csvGzip}
		}
		d.Fichiers = append(d.Fichiers, csv,
			Fichier{Nom: t.Nom + ".parquet", Type: "application/vnd.apache.parquet", Format: "Parquet", Corps: t.parquet})
	}
	if err := checkSources(d.Tables, e.Sources.Manifeste); err != nil {
		return nil, err
	}
	d.Fichiers = append(d.Fichiers,
		Fichier{Nom: "datapackage.json", Type: "application/json", Format: "JSON", Corps: func() ([]byte, error) { return dataPackage(d.Tables, e.Sources.Manifeste) }},
		Fichier{Nom: NomEtat, Type: "application/json", Format: "JSON", Corps: d.Etat.json})
	return d, nil
}

// checkSources fails when a table names a source without passport: a figure
// without its source is not published.
func checkSources(tables []Table, m *sources.Manifeste) error {
	for _, t := range tables {
		for _, id := range t.Sources {
			if _, ok := m.Source(id); !ok {
				return fmt.Errorf("data/sources.yaml: no source %q, which the published table %s comes from; add its passport", id, t.Nom)
			}
		}
	}
	return nil
}

// FichiersDe returns the files of a table.
func (d *Diffusion) FichiersDe(table string) []Fichier {
	var l []Fichier
	for _, f := range d.Fichiers {
		if nom, _, _ := strings.Cut(f.Nom, "."); nom == table {
			l = append(l, f)
		}
	}
	return l
}

// Lignes returns the number of rows of a table.
func (d *Diffusion) Lignes(table string) int {
	i := slices.IndexFunc(d.Etat.Tables, func(t EtatTable) bool { return t.Nom == table })
	return d.Etat.Tables[i].Lignes
}
