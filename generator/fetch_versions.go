package main

import (
	"errors"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"

	"futurpro/generator/sources"
	"futurpro/generator/telechargement"
)

// acceptVersions writes in the description of the sources, and in the list of
// the timetables, the sha256 of the new versions that are in place, and of the
// timetables that had none. Only those digits change: whatever else is written
// there stays to the byte.
func acceptVersions(o fetchOptions, resultats []telechargement.Resultat) error {
	var decrits, reseaux []telechargement.Resultat
	for _, r := range resultats {
		switch nouveau := r.Issue == telechargement.NouvelleVersion; {
		case !strings.HasPrefix(r.Chemin, path.Dir(sources.CheminReseaux)+"/"):
			if nouveau {
				decrits = append(decrits, r)
			}
		case nouveau || r.SHA256 == "" && r.Err == nil:
			reseaux = append(reseaux, r)
		}
	}
	return errors.Join(rewrite(o.sources, decrits, replaceSHA256), rewrite(o.liste(), reseaux, replaceReseau))
}

// rewrite has replace put the sha256 of each result in a file. One that it
// cannot place is left to be written by hand.
func rewrite(chemin string, resultats []telechargement.Resultat, replace func(string, telechargement.Resultat) (string, bool)) error {
	if len(resultats) == 0 {
		return nil
	}
	avant, err := os.ReadFile(chemin)
	if err != nil {
		return fmt.Errorf("reading the description of the sources: %w", err)
	}
	apres := string(avant)
	var errs []error
	for _, r := range resultats {
		texte, ok := replace(apres, r)
		if !ok {
			errs = append(errs, fmt.Errorf("%s: the place of the sha256 of %s is not certain; write there %s", chemin, r.Chemin, r.Trouve))
			continue
		}
		apres = texte
	}
	if apres != string(avant) {
		if err := replaceFile(chemin, apres); err != nil {
			errs = append(errs, fmt.Errorf("writing %s: %w", chemin, err))
		}
	}
	return errors.Join(errs...)
}

// replaceSHA256 writes the sha256 of a file in the place of the one known.
func replaceSHA256(texte string, r telechargement.Resultat) (string, bool) {
	return strings.Replace(texte, r.SHA256, r.Trouve, 1), strings.Count(texte, r.SHA256) == 1
}

// replaceReseau writes the sha256 of a timetable in its row of the list. It
// leaves alone a row where a quotation mark may hide a separator.
func replaceReseau(texte string, r telechargement.Resultat) (string, bool) {
	entete, _, _ := strings.Cut(texte, "\n")
	colonnes := strings.Split(strings.TrimRight(strings.TrimPrefix(entete, "\ufeff"), "\r"), ";")
	fichier, somme := slices.Index(colonnes, "fichier"), slices.Index(colonnes, "sha256")
	lignes := strings.SplitAfter(texte, "\n")
	for i, ligne := range lignes {
		champs := strings.Split(ligne, ";")
		if fichier < 0 || somme < 0 || len(champs) != len(colonnes) || champs[fichier] != path.Base(r.Chemin) || strings.Contains(ligne, `"`) {
			continue
		}
		champs[somme] = r.Trouve
		lignes[i] = strings.Join(champs, ";")
		return strings.Join(lignes, ""), true
	}
	return texte, false
}
