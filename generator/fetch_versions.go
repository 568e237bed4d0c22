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
	reseaux := slices.Clone(resultats)
	autres := func(r telechargement.Resultat) bool {
		return !strings.HasPrefix(r.Chemin, path.Dir(sources.CheminReseaux)+"/")
	}
	reseaux = slices.DeleteFunc(reseaux, autres)
	decrits := slices.DeleteFunc(slices.Clone(resultats), func(r telechargement.Resultat) bool { return !autres(r) })
	return errors.Join(
		rewrite(o.sources, decrits, func(texte string, r telechargement.Resultat) (string, bool) {
			return strings.Replace(texte, r.SHA256, r.Trouve, 1), r.SHA256 != "" && strings.Count(texte, r.SHA256) == 1
		}),
		rewrite(o.liste(), reseaux, replaceReseau),
	)
}

// rewrite has replace put in a file the sha256 of each version that is in
// place and is not the one described. A description where it cannot is left to
// be corrected by hand.
func rewrite(chemin string, resultats []telechargement.Resultat, replace func(string, telechargement.Resultat) (string, bool)) error {
	if !slices.ContainsFunc(resultats, aEcrire) {
		return nil
	}
	avant, err := os.ReadFile(chemin)
	if err != nil {
		return fmt.Errorf("reading the description of the sources: %w", err)
	}
	apres := string(avant)
	var errs []error
	for _, r := range resultats {
		if !aEcrire(r) {
			continue
		}
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

// aEcrire reports whether what a description says of a file is to change.
func aEcrire(r telechargement.Resultat) bool {
	premier := r.SHA256 == "" && r.Err == nil && strings.HasPrefix(r.Chemin, path.Dir(sources.CheminReseaux)+"/")
	return premier || r.Issue == telechargement.NouvelleVersion
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
