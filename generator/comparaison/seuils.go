package comparaison

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/goccy/go-yaml"
)

// Seuils is data/seuils.yaml: what a refresh of the data may change without a
// person looking. Each is a share from 0 to 1 but for Anomalies.
type Seuils struct {
	LignesSource   float64 `yaml:"lignes_source"`   // of the rows of a source file, lost or gained
	Colonne        float64 `yaml:"colonne"`         // of the filled cells of a column, lost
	Etablissements float64 `yaml:"etablissements"`  // of all, lost
	Offres         float64 `yaml:"offres"`          // of all, lost
	OffresAcademie float64 `yaml:"offres_academie"` // of those of an académie, lost
	Trajets        float64 `yaml:"trajets"`         // of all, lost
	Communes       float64 `yaml:"communes"`        // of those that reach something, left with less than half of it
	Chiffres       float64 `yaml:"chiffres"`        // of the figures of a column, moved a lot
	Noms           float64 `yaml:"noms"`            // of the names of one kind, changed
	Anomalies      float64 `yaml:"anomalies"`       // times more of one kind
}

// ReadSeuils decodes a file of thresholds. A missing one, an unknown key or a
// value that is no share is an error: nothing is published by default.
func ReadSeuils(nom string, b []byte) (Seuils, error) {
	var s Seuils
	if err := yaml.NewDecoder(bytes.NewReader(b), yaml.Strict()).Decode(&s); err != nil {
		return s, fmt.Errorf("reading %s: %w", nom, err)
	}
	var errs []error
	for _, p := range []struct {
		cle    string
		valeur float64
	}{
		{"lignes_source", s.LignesSource}, {"colonne", s.Colonne}, {"etablissements", s.Etablissements}, {"offres", s.Offres},
		{"offres_academie", s.OffresAcademie}, {"trajets", s.Trajets}, {"communes", s.Communes}, {"chiffres", s.Chiffres}, {"noms", s.Noms},
	} {
		if p.valeur <= 0 || p.valeur > 1 {
			errs = append(errs, fmt.Errorf("reading %s: %s is %v: write a share above 0, 1 at most", nom, p.cle, p.valeur))
		}
	}
	if s.Anomalies < 1 {
		errs = append(errs, fmt.Errorf("reading %s: anomalies is %v: write a number of times, 1 at least", nom, s.Anomalies))
	}
	return s, errors.Join(errs...)
}
