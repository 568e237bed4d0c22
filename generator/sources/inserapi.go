package sources

import (
	"fmt"
	"math"
	"strings"
)

// inserAPI is an element of the InserJeunes API, whichever its endpoint:
// formations, regionales or certifications. A rate is null under the secrecy
// threshold.
//
// The names of the API mislead: taux_en_emploi_6_mois is a share of all
// last-year pupils (DEVENIR_part_en_emploi_6_mois), not a rate of employment
// among those who left study, which it does not give.
type inserAPI struct {
	UAI       string `json:"uai"`
	Code      string `json:"code_certification"`
	Type      string `json:"code_certification_type"` // "mef11", "cfd", "sise"
	Millesime string `json:"millesime"`
	Region    struct {
		Code string `json:"code"`
	} `json:"region"`
	Source struct {
		Type string `json:"type"` // "self", "ancienne", "nouvelle"
		Code string `json:"code_certification"`
	} `json:"donnee_source"`
	NbAnneeTerm     *float64 `json:"nb_annee_term"`
	NbPoursuite     *float64 `json:"nb_poursuite_etudes"`
	NbEmploi6Mois   *float64 `json:"nb_en_emploi_6_mois"`
	NbSortant       *float64 `json:"nb_sortant"`
	PartEmploi6Mois *float64 `json:"taux_en_emploi_6_mois"`
	TauxFormation   *float64 `json:"taux_en_formation"`
	TauxAutres      *float64 `json:"taux_autres_6_mois"`
	SalaireQ1       *float64 `json:"salaire_12_mois_q1"`
	SalaireQ2       *float64 `json:"salaire_12_mois_q2"`
	SalaireQ3       *float64 `json:"salaire_12_mois_q3"`
}

// isJSON tells a page of an API from a CSV.
func isJSON(texte string) bool {
	texte = strings.TrimSpace(texte)
	return strings.HasPrefix(texte, "{") || strings.HasPrefix(texte, "[")
}

// readInserAPI reads one page: an object with its elements under key, or the
// array of them alone.
func (f *fichier) readInserAPI(key string, each func(rang Ligne, e *inserAPI)) error {
	if strings.HasPrefix(strings.TrimSpace(f.texte), "[") {
		key = ""
	}
	_, err := readArray(f, key, each)
	return err
}

// certification returns the voie of an element and its code: a MEFSTAT11 in
// voie scolaire, a CFD in apprentissage. ok is false for higher education,
// which is no fault, and for a malformed code.
func (e *inserAPI) certification(f *fichier, rang Ligne) (voie, mef11, cfd string, ok bool) {
	code := f.clean(rang, e.Code)
	switch {
	case e.Type == "mef11" && isMEF11(code):
		return "scolaire", code, "", true
	case e.Type == "cfd" && isCFD(code):
		return "apprentissage", "", code, true
	case e.Type == "mef11":
		f.add(MEFMalForme, rang, "%q in code_certification", code)
	case e.Type == "cfd":
		f.add(CFDMalForme, rang, "%q in code_certification", code)
	}
	return "", "", "", false
}

// copieDe returns the code whose figures were copied, "" when they are the
// certification's own.
func (e *inserAPI) copieDe() string {
	if e.Source.Type == "" || e.Source.Type == "self" || e.Source.Code == e.Code {
		return ""
	}
	if e.Source.Code == "" {
		return e.Source.Type
	}
	return e.Source.Code
}

// contenu returns the figures, to tell a repetition from a contradiction.
func (e *inserAPI) contenu() string {
	var b strings.Builder
	for _, v := range []*float64{e.NbAnneeTerm, e.NbPoursuite, e.NbEmploi6Mois, e.NbSortant, e.PartEmploi6Mois,
		e.TauxFormation, e.TauxAutres, e.SalaireQ1, e.SalaireQ2, e.SalaireQ3} {
		if v != nil {
			fmt.Fprint(&b, *v)
		}
		b.WriteByte(';')
	}
	return b.String()
}

// readInserRegionales reads one inserjeunes/regionales* file, a page of the API
// (/inserjeunes/regionales).
func readInserRegionales(f *fichier, s *Sources) error {
	vues := cles{}
	return f.readInserAPI("regionales", func(rang Ligne, e *inserAPI) {
		voie, mef11, cfd, ok := e.certification(f, rang)
		millesime, okMillesime := f.millesime(rang, e.Millesime)
		if !ok || !okMillesime {
			return
		}
		if !isRegion(e.Region.Code) {
			f.add(ValeurInattendue, rang, "%q as a code of region", e.Region.Code)
			return
		}
		if !vues.first(f, rang, strings.Join([]string{millesime, e.Region.Code, mef11, cfd}, " "), e.contenu()) {
			return
		}
		s.InserRegions = append(s.InserRegions, InserRegion{
			Ligne: rang, Fichier: f.chemin, Millesime: millesime, Region: e.Region.Code, Voie: voie, MEF11: mef11, CFD: cfd,
			NbAnneeTerm: e.NbAnneeTerm, NbEmploi6Mois: e.NbEmploi6Mois, NbPoursuite: e.NbPoursuite, NbSortant: e.NbSortant,
			TauxPoursuite:   f.part(rang, "taux_en_formation", e.TauxFormation),
			PartEmploi6Mois: f.part(rang, "taux_en_emploi_6_mois", e.PartEmploi6Mois),
			CopieDe:         e.copieDe(),
		})
	})
}

// uai returns a UAI in capitals; "" for a malformed one or none, which is said.
func (f *fichier) uai(rang Ligne, s string) string {
	uai := strings.ToUpper(f.clean(rang, s))
	switch {
	case uai == "":
		f.add(CodeAbsent, rang, "no UAI")
	case !isUAI(uai):
		f.add(UAIMalForme, rang, "%q", s)
		return ""
	}
	return uai
}

// part refuses a percentage outside 0-100.
func (f *fichier) part(rang Ligne, nom string, v *float64) *float64 {
	if v != nil && (*v < 0 || *v > 100) {
		f.add(NombreIllisible, rang, "%v in %s, expected a number from 0 to 100", *v, nom)
		return nil
	}
	return v
}

// rounded returns a number to the unit, or nil.
func rounded(v *float64) *int {
	if v == nil {
		return nil
	}
	n := int(math.Round(*v))
	return &n
}

// millesime brings "cumul 2022-2023", "2022-2023", "2022_2023" and "2022" to
// the form of the other files, "2022_2023" or "2022"; ok is false for anything
// else.
func (f *fichier) millesime(rang Ligne, s string) (millesime string, ok bool) {
	millesime = parseMillesime(f.clean(rang, s))
	if millesime == "" {
		f.add(DateIllisible, rang, "%q as a millésime", s)
	}
	return millesime, millesime != ""
}

// millesime returns the millésime of a column; a malformed one makes the row
// bad.
func (t *table) millesime(colonne string) string {
	s := t.text(colonne)
	millesime := parseMillesime(s)
	if millesime == "" {
		t.mauvaise = true
		t.add(DateIllisible, t.ligne, "%q in column %q", s, colonne)
	}
	return millesime
}

func parseMillesime(s string) string {
	s = strings.ReplaceAll(strings.TrimPrefix(s, "cumul "), "-", "_")
	if isMillesime(s) || isYear(s) {
		return s
	}
	return ""
}
