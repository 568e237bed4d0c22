package main

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"futurpro/generator/trajets"
)

// calculerTrajets computes a part of the travel times, but for the columns
// that the cache still holds, which are counted. The whole is kept in the
// cache. A cache that cannot be used costs time, never the build.
func calculerTrajets(ctx context.Context, d trajets.Demande, part trajets.Part, cache string, c *console) (calcul *trajets.Calcul, repris int, err error) {
	fichier := filepath.Join(cache, nomTrajets(d.Base(), trajets.Whole()))
	var garde *trajets.Calcul
	if cache != "" {
		if garde, err = readTrajets(fichier); err != nil && !errors.Is(err, fs.ErrNotExist) {
			fmt.Fprintf(c.err, "the travel times of the cache are computed again: %v\n", err)
		}
	}
	noms := []string{"établissements", "établissements, by bicycle", "établissements, school transport"}
	barres := map[int]*progression{}
	calcul, repris, err = d.Compute(ctx, part, garde, func(reseau, _, total int) {
		if barres[reseau] == nil {
			barres[reseau] = c.progres(noms[reseau], total)
		}
		barres[reseau].plus()
	})
	for _, b := range barres {
		b.fin()
	}
	if err != nil {
		return nil, 0, err
	}
	if cache != "" && part == trajets.Whole() && repris < colonnes(d) {
		if err := writeTrajets(fichier, calcul); err != nil {
			fmt.Fprintf(c.err, "the travel times are not kept for the next build: %v\n", err)
		} else if err := cleanTrajets(cache, fichier); err != nil {
			fmt.Fprintf(c.err, "old travel times stay in the cache: %v\n", err)
		}
	}
	return calcul, repris, nil
}

// cacheHors returns the folder of the cache, "" if it is inside the folder of
// the site, which a build replaces whole.
func cacheHors(site, cache string) (string, error) {
	if cache == "" {
		return "", nil
	}
	complet, err := filepath.Abs(cache)
	if err != nil {
		return "", fmt.Errorf("finding the cache folder %s: %w", cache, err)
	}
	if rel, err := filepath.Rel(site, complet); err == nil && filepath.IsLocal(rel) {
		return "", nil
	}
	return cache, nil
}

// colonnes is the number of columns of a whole computation.
func colonnes(d trajets.Demande) int { return len(d.Destinations) * len(d.Reseaux) }

// nomTrajets is the name by which the cache knows what was computed from the
// same communes by the same rules. A feed or an établissement may differ: the
// columns that do not depend on it are reused.
func nomTrajets(base trajets.Empreinte, part trajets.Part) string {
	nom := "trajets-" + hex.EncodeToString(base[:8])
	if part != trajets.Whole() {
		nom += fmt.Sprintf("-%d-of-%d", part.Index+1, part.Total)
	}
	return nom + ".bin"
}

func readTrajets(nom string) (*trajets.Calcul, error) {
	b, err := os.ReadFile(nom)
	if err != nil {
		return nil, err
	}
	calcul, err := trajets.Read(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", nom, err)
	}
	return calcul, nil
}

// writeTrajets writes a file of travel times, and its folder where needed.
func writeTrajets(nom string, calcul *trajets.Calcul) error {
	if err := os.MkdirAll(filepath.Dir(nom), 0o755); err != nil {
		return err
	}
	return writeWhole(nom, 0o644, calcul.Write)
}

// writeWhole puts a file in place, whole or not at all: it is written aside,
// under a name of its own, so that two writers do not mix.
func writeWhole(nom string, mode fs.FileMode, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(nom), "."+filepath.Base(nom)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // of no use once renamed
	if err := errors.Join(write(f), f.Chmod(mode), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), nom)
}
