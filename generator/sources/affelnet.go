package sources

import (
	"fmt"
	"path"
	"strings"
)

// readAffelnet reads one affelnet/attractivite-capacite-YYYY.csv; the rentrée
// is in the name. The format of 2025 has a title above its header, totals in
// column names, and a column diffusion: what is not "Diffusable" has its
// figures withheld.
//
// An établissement may have several rows for one MEF (the file counts them in
// nb_apparitions_uai_mefstat): all are kept, and assemblage adds them up.
func readAffelnet(f *fichier, s *Sources) error {
	rentree, err := yearInName(f.chemin)
	if err != nil {
		return err
	}
	t, err := f.newTable("Etablissement d'accueil", "MEF STAT 11", "Capacité carte scolaire", "Demandes vœux 1|Demandes vœux 1 - TOTAL")
	if err != nil {
		return err
	}
	t.alias("Demandes tous vœux - TOTAL", "Demandes tous vœux")
	for t.next() {
		v := Voeu{
			Ligne:         t.ligne,
			Fichier:       f.chemin,
			Rentree:       rentree,
			UAI:           t.uai("Etablissement d'accueil"),
			MEF11:         t.mef11("MEF STAT 11"),
			Statut:        t.text("Statut Offre de formation"),
			Capacite:      t.count("Capacité carte scolaire"),
			PremiersVoeux: t.count("Demandes vœux 1"),
			Voeux:         t.count("Demandes tous vœux - TOTAL"),
			Affectes:      t.count("Affectés tous vœux"),
			MEF11Terminal: t.optional("mef_stat_terminale", MEFMalForme, isMEF11),
		}
		if t.mauvaise {
			continue
		}
		if t.has("diffusion") && t.text("diffusion") != "Diffusable" {
			t.add(NonDiffusable, t.ligne, "diffusion is %q", t.text("diffusion"))
			v.Capacite, v.PremiersVoeux, v.Voeux, v.Affectes = nil, nil, nil, nil
		}
		s.Voeux = append(s.Voeux, v)
	}
	return t.end()
}

// yearInName returns the four digits that end a file's name.
func yearInName(chemin string) (string, error) {
	nom := strings.TrimSuffix(path.Base(chemin), path.Ext(chemin))
	if i := strings.LastIndexByte(nom, '-'); i >= 0 && isYear(nom[i+1:]) {
		return nom[i+1:], nil
	}
	return "", fmt.Errorf("reading %s: the name must end with the rentrée, as in attractivite-capacite-2022.csv", chemin)
}
