package sources

import "strings"

// Salaire is the national salary of those who hold a diploma, 12 months after
// it: net euros a month, full-time equivalent. Files
// inserjeunes/certifications*.
type Salaire struct {
	Ligne      Ligne
	Fichier    string
	Millesime  string // "2020_2021"
	Voie       string // "scolaire" or "apprentissage"
	MEF11      string // scolaire
	CFD        string // apprentissage
	Q1, Q2, Q3 *int   // nil when not published
	CopieDe    string // as in InserRegion
}

// readSalaires reads one inserjeunes/certifications* file: a page of the API
// (/inserjeunes/certifications) or a CSV with the columns of that API, or those
// of the DEPP.
func readSalaires(f *fichier, s *Sources) error {
	vues := cles{}
	add := func(e Salaire, contenu string) {
		if vues.first(f, e.Ligne, strings.Join([]string{e.Millesime, e.MEF11, e.CFD}, " "), contenu) {
			s.Salaires = append(s.Salaires, e)
		}
	}
	if isJSON(f.texte) {
		return f.readInserAPI("certifications", func(rang Ligne, e *inserAPI) {
			voie, mef11, cfd, ok := e.certification(f, rang)
			millesime, okMillesime := f.millesime(rang, e.Millesime)
			if ok && okMillesime {
				add(Salaire{Ligne: rang, Fichier: f.chemin, Millesime: millesime, Voie: voie, MEF11: mef11, CFD: cfd,
					Q1: f.euros(rang, e.SalaireQ1), Q2: f.euros(rang, e.SalaireQ2), Q3: f.euros(rang, e.SalaireQ3), CopieDe: e.copieDe()}, e.contenu())
			}
		})
	}
	t, err := f.newTable("millesime", "code_certification", "code_certification_type",
		"salaire_12_mois_q1|salaire_TS_Q1_12_mois", "salaire_12_mois_q2|salaire_TS_Q2_12_mois", "salaire_12_mois_q3|salaire_TS_Q3_12_mois")
	if err != nil {
		return err
	}
	for t.next() {
		e := Salaire{
			Ligne:     t.ligne,
			Fichier:   f.chemin,
			Millesime: t.millesime("millesime"),
			Q1:        t.euros("salaire_12_mois_q1"),
			Q2:        t.euros("salaire_12_mois_q2"),
			Q3:        t.euros("salaire_12_mois_q3"),
		}
		switch t.text("code_certification_type") {
		case "mef11":
			e.Voie, e.MEF11 = "scolaire", t.mef11("code_certification")
		case "cfd":
			e.Voie, e.CFD = "apprentissage", t.cfd("code_certification")
		default:
			continue // higher education
		}
		if !t.mauvaise {
			add(e, t.content())
		}
	}
	return t.end()
}

// salaireMax bounds a monthly salary in euros: beyond it, a figure is a
// yearly one, or wrong.
const salaireMax = 20_000

// euros returns a monthly salary rounded to the euro, or nil.
func (t *table) euros(colonne string) *int { return rounded(t.number(colonne, 1, salaireMax)) }

func (f *fichier) euros(rang Ligne, v *float64) *int {
	if v != nil && (*v < 1 || *v > salaireMax) {
		f.add(NombreIllisible, rang, "a monthly salary of %v euros", *v)
		return nil
	}
	return rounded(v)
}
