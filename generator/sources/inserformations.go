package sources

import "strings"

// InserFormation is one formation of one établissement in one millésime.
// Files inserjeunes/formations*: the API's pages, or the open-data CSV.
type InserFormation struct {
	Ligne         Ligne
	Fichier       string
	Millesime     string // "2021_2022"
	UAI           string
	Voie          string // "scolaire" or "apprentissage"
	MEF11         string // scolaire
	CFD           string // apprentissage
	NbEmploi6Mois *float64
	NbSortant     *float64
	// PartEmploi6Mois, TauxFormation, TauxAutres are of all last-year pupils,
	// in percent; nil under the secrecy threshold.
	PartEmploi6Mois *float64
	TauxFormation   *float64
	TauxAutres      *float64
	// TauxEmploi6Mois is of those who left study; nil when not published as
	// such, as in the API.
	TauxEmploi6Mois *float64
	CopieDe         string // as in InserRegion
}

// readInserFormations reads one inserjeunes/formations* file: a page of the
// API (/inserjeunes/formations) or the open-data CSV, where every formation is
// of the voie scolaire.
func readInserFormations(f *fichier, s *Sources) error {
	if isJSON(f.texte) {
		vues := cles{}
		return f.readInserAPI("formations", func(rang Ligne, e *inserAPI) {
			voie, mef11, cfd, ok := e.certification(f, rang)
			uai := f.uai(rang, e.UAI)
			millesime, okMillesime := f.millesime(rang, e.Millesime)
			if !ok || uai == "" || !okMillesime || !vues.first(f, rang, strings.Join([]string{millesime, uai, mef11, cfd}, " "), e.contenu()) {
				return
			}
			s.InserFormations = append(s.InserFormations, InserFormation{
				Ligne: rang, Fichier: f.chemin, Millesime: millesime, UAI: uai, Voie: voie, MEF11: mef11, CFD: cfd,
				NbEmploi6Mois: e.NbEmploi6Mois, NbSortant: e.NbSortant,
				PartEmploi6Mois: f.part(rang, "taux_en_emploi_6_mois", e.PartEmploi6Mois),
				TauxFormation:   f.part(rang, "taux_en_formation", e.TauxFormation),
				TauxAutres:      f.part(rang, "taux_autres_6_mois", e.TauxAutres), CopieDe: e.copieDe(),
			})
		})
	}
	return readFormationFine(f, s)
}

// The columns of fr-en-inserjeunes-lycee_pro-formation-fine, in the words of
// its export and in those of its API.
const (
	colAnnee     = "Année|annee"
	colMEF       = "Code formation mefstat11|code_formation_mefstat11"
	colPoursuite = "Taux poursuite études|taux_poursuite_etudes"
	colEmploi    = "Taux emploi 6 mois|taux_emploi_6_mois"
)

// readFormationFine reads the open-data CSV. The share of further study stands
// in two columns, of which the DEVENIR one is often empty.
func readFormationFine(f *fichier, s *Sources) error {
	t, err := f.newTable(colAnnee, "UAI|uai", colMEF, colPoursuite, colEmploi)
	if err != nil {
		return err
	}
	t.alias("part poursuite", "DEVENIR Part poursuite études|Part en poursuite d'études|part_en_poursuite_d_etudes")
	t.alias("part emploi", "DEVENIR Part en emploi 6 mois|DEVENIR Part en emploi|Part en emploi 6 mois après la sortie|part_en_emploi_6_mois_apres_la_sortie")
	t.alias("part autres", "DEVENIR Part autre situation 6 mois|DEVENIR Part autre situation|Part des autres situations|part_des_autres_situations")
	vues := cles{}
	for t.next() {
		e := InserFormation{
			Ligne:           t.ligne,
			Fichier:         f.chemin,
			Millesime:       t.millesime("Année"),
			UAI:             t.uai("UAI"),
			Voie:            "scolaire",
			MEF11:           t.mef11("Code formation mefstat11"),
			PartEmploi6Mois: t.percent("part emploi"),
			TauxFormation:   t.percent("part poursuite"),
			TauxAutres:      t.percent("part autres"),
			TauxEmploi6Mois: t.percent("Taux emploi 6 mois"),
		}
		if t.mauvaise || !vues.first(f, t.ligne, strings.Join([]string{e.Millesime, e.UAI, e.MEF11}, " "), t.content()) {
			continue
		}
		if e.TauxFormation == nil {
			e.TauxFormation = t.percent("Taux poursuite études")
		}
		s.InserFormations = append(s.InserFormations, e)
	}
	return t.end()
}
