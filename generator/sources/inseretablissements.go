package sources

import (
	"fmt"
	"path"
	"strings"
)

// readInserEtablissements reads one
// inserjeunes/depp-etablissements-YYYY_YYYY-{pro,apprentissage}.csv: all
// formations of an établissement together. The files of the first years have
// columns without names: nothing says what their figures are, so they are set
// aside.
func readInserEtablissements(f *fichier, s *Sources) error {
	millesime, apprentissage, err := parseInserName(f.chemin)
	if err != nil {
		return err
	}
	const uai, population = "n°UAI de l'établissement", "Dont apprentis en EPLE"
	wanted := []string{uai, "Taux", "Part en poursuite d'études", "Part en emploi 6 mois après la sortie", "Part des autres situations"}
	if !apprentissage {
		wanted = append(wanted, population)
	}
	t, err := f.newTable(wanted...)
	if e := asColumnError(err); e != nil && e.sansNom() {
		f.add(ColonnesSansNom, 1, "found: %s", strings.Join(e.entete, ";"))
		return nil
	}
	if err != nil {
		return err
	}
	vues := cles{}
	for t.next() {
		e := InserEtablissement{
			Ligne:         t.ligne,
			Fichier:       f.chemin,
			Millesime:     millesime,
			UAI:           t.uai(uai),
			Apprentissage: apprentissage,
		}
		if !apprentissage {
			e.Population = t.code(population, ValeurInattendue, isPopulation)
		}
		if t.mauvaise || !vues.first(f, t.ligne, e.UAI+" "+e.Population, t.content()) {
			continue
		}
		e.PartPoursuite = t.percent("Part en poursuite d'études")
		e.PartEmploi6Mois = t.percent("Part en emploi 6 mois après la sortie")
		e.PartAutres = t.percent("Part des autres situations")
		e.TauxEmploi6Mois = t.percent("Taux")
		s.InserEtablissements = append(s.InserEtablissements, e)
	}
	return t.end()
}

// isPopulation reports whether s is a population of the file of lycées pro.
func isPopulation(s string) bool {
	return s == "ensemble" || s == "dont apprentis" || s == "dont élèves en voie pro sco"
}

// parseInserName returns what the name of a file says of it.
func parseInserName(chemin string) (millesime string, apprentissage bool, err error) {
	nom := strings.TrimSuffix(strings.TrimPrefix(path.Base(chemin), "depp-etablissements-"), ".csv")
	millesime, voie, _ := strings.Cut(nom, "-")
	if !isMillesime(millesime) || voie != "pro" && voie != "apprentissage" {
		return "", false, fmt.Errorf("reading %s: the name must be depp-etablissements-YYYY_YYYY-pro.csv or -apprentissage.csv", chemin)
	}
	return millesime, voie == "apprentissage", nil
}
