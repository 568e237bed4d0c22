package sources

import (
	"fmt"
	"time"
)

// readDiplomes reads bcn/n_formation_diplome.csv or bcn/v_formation_diplome.csv:
// the first alone has the older and newer codes of each diploma.
func readDiplomes(f *fichier, s *Sources) error {
	t, err := f.newTable("FORMATION_DIPLOME", "LIBELLE_COURT", "LIBELLE_LONG_200", "DATE_FERMETURE")
	if err != nil {
		return err
	}
	vues := cles{}
	for t.next() {
		d := Diplome{
			Ligne:        t.ligne,
			CFD:          t.cfd("FORMATION_DIPLOME"),
			LibelleCourt: t.text("LIBELLE_COURT"),
			Libelle:      t.text("LIBELLE_LONG_200"),
			Fermeture:    t.frenchDate("DATE_FERMETURE"),
			Anciens:      t.otherCFDs("ANCIEN_DIPLOME_"),
			Nouveaux:     t.otherCFDs("NOUVEAU_DIPLOME_"),
		}
		if !t.mauvaise && vues.first(f, t.ligne, d.CFD, t.content()) {
			s.Diplomes = append(s.Diplomes, d)
		}
	}
	return t.end()
}

// otherCFDs returns the codes of the seven columns prefix1 to prefix7, in
// order; malformed ones are journaled and left.
func (t *table) otherCFDs(prefix string) []string {
	var codes []string
	for i := 1; i <= 7; i++ {
		if code := t.optional(fmt.Sprint(prefix, i), CFDMalForme, isCFD); code != "" {
			codes = append(codes, code)
		}
	}
	return codes
}

// frenchDate returns the ISO form of a dd/mm/yyyy cell, or "".
func (t *table) frenchDate(colonne string) string {
	s := t.text(colonne)
	if s == "" {
		return ""
	}
	jour, err := time.Parse("02/01/2006", s)
	if err != nil {
		t.add(DateIllisible, t.ligne, "%q in column %q, expected dd/mm/yyyy", s, colonne)
		return ""
	}
	return jour.Format(time.DateOnly)
}
