package diffusion

import (
	"encoding/json"
	"fmt"

	"futurpro/generator/sources"
)

// The dictionary, as the Data Package and Table Schema specifications of
// Frictionless Data have it (version 1).
type (
	paquetJSON struct {
		Profile     string          `json:"profile"`
		Name        string          `json:"name"`
		Title       string          `json:"title"`
		Description string          `json:"description"`
		Resources   []ressourceJSON `json:"resources"`
	}
	ressourceJSON struct {
		Profile     string       `json:"profile"`
		Name        string       `json:"name"`
		Path        string       `json:"path"`
		Title       string       `json:"title"`
		Description string       `json:"description"`
		Format      string       `json:"format"`
		Encoding    string       `json:"encoding"`
		Compression string       `json:"compression,omitempty"`
		Sources     []sourceJSON `json:"sources"`
		Schema      schemaJSON   `json:"schema"`
	}
	sourceJSON struct {
		Title string `json:"title"`
		Path  string `json:"path"`
		// The two that follow are ours: the specification leaves them free.
		Licence   string `json:"licence"`
		Millesime string `json:"millesime"`
	}
	schemaJSON struct {
		Fields        []champJSON `json:"fields"`
		PrimaryKey    []string    `json:"primaryKey"`
		MissingValues []string    `json:"missingValues"`
	}
	champJSON struct {
		Name        string `json:"name"`
		Type        Type   `json:"type"`
		Unit        string `json:"unit,omitempty"`
		Description string `json:"description"`
	}
)

// dataPackage describes the CSV files; the Parquet ones have the same columns.
func dataPackage(tables []Table, m *sources.Manifeste) ([]byte, error) {
	p := paquetJSON{Profile: "tabular-data-package", Name: "futurpro", Title: "Formations professionnelles après la 3e et temps de trajet",
		Description: "Tables CSV et Parquet de mêmes colonnes. Chaque table garde la licence de ses sources : celle qui oblige le plus l'emporte."}
	for _, t := range tables {
		r := ressourceJSON{Profile: "tabular-data-resource", Name: t.Nom, Path: t.Nom + ".csv", Title: t.Titre, Description: t.Sens, Format: "csv", Encoding: "utf-8",
			Schema: schemaJSON{PrimaryKey: t.Cle, MissingValues: []string{""}}}
		if t.Nom == compressees {
			r.Path, r.Compression = r.Path+".gz", "gz"
		}
		for _, c := range t.Colonnes {
			r.Schema.Fields = append(r.Schema.Fields, champJSON{c.Nom, c.Type, c.Unite, c.Sens})
		}
		for _, id := range t.Sources {
			s, _ := m.Source(id)
			r.Sources = append(r.Sources, sourceJSON{s.Producteur + ", " + s.Nom, s.URL, s.Licence, s.Millesime})
		}
		p.Resources = append(p.Resources, r)
	}
	b, err := json.MarshalIndent(p, "", " ")
	if err != nil {
		return nil, fmt.Errorf("writing the dictionary: %w", err)
	}
	return append(b, '\n'), nil
}
