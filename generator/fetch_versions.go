package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"futurpro/generator/telechargement"
)

// acceptVersions writes in the description of the sources the sha256 of the
// new versions that are in place. Only those digits change: whatever else is
// written there stays to the byte.
func acceptVersions(chemin string, resultats []telechargement.Resultat) error {
	avant, err := os.ReadFile(chemin)
	if err != nil {
		return fmt.Errorf("reading the description of the sources: %w", err)
	}
	apres := string(avant)
	var errs []error
	for _, r := range resultats {
		if r.Issue != telechargement.NouvelleVersion {
			continue
		}
		if n := strings.Count(apres, r.SHA256); n != 1 {
			errs = append(errs, fmt.Errorf("%s: the sha256 of %s stands there %d times; write %s in its place", chemin, r.Chemin, n, r.Trouve))
			continue
		}
		apres = strings.Replace(apres, r.SHA256, r.Trouve, 1)
	}
	if apres != string(avant) {
		if err := replaceFile(chemin, apres); err != nil {
			errs = append(errs, fmt.Errorf("writing %s: %w", chemin, err))
		}
	}
	return errors.Join(errs...)
}
