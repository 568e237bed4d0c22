package sources

import "strings"

// RNCPRome is a row of rncp/export_fiches_CSV_Rome_*.csv, of the daily export
// of France compétences: a ROME code of a fiche.
type RNCPRome struct {
	Ligne Ligne
	RNCP  string // number of the fiche, without its prefix: "38765"
	Rome  string
}

// readRNCP reads the ROME codes of the fiches of the répertoire national.
// Those of the répertoire spécifique ("RS5000") are no diplomas.
func readRNCP(f *fichier, s *Sources) error {
	t, err := f.newTable("Numero_Fiche", "Codes_Rome_Code")
	if err != nil {
		return err
	}
	for t.next() {
		numero, diplome := strings.CutPrefix(t.code("Numero_Fiche", ValeurInattendue, isFicheCompetences), "RNCP")
		rome := t.code("Codes_Rome_Code", RomeMalForme, isRome)
		if !t.mauvaise && diplome {
			s.RNCPRomes = append(s.RNCPRomes, RNCPRome{Ligne: t.ligne, RNCP: numero, Rome: rome})
		}
	}
	return t.end()
}

// isFicheCompetences reports whether s is the number of a fiche: "RNCP" or
// "RS" and digits.
func isFicheCompetences(s string) bool {
	numero, ok := strings.CutPrefix(s, "RNCP")
	if !ok {
		numero, ok = strings.CutPrefix(s, "RS")
	}
	return ok && digits(numero)
}
