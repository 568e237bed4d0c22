package main

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// cachesGardes is how many files of travel times stay in a cache: those of the
// data sets that one goes back and forth between. Each other set of communes, and
// each change of the rules, makes one more.
const cachesGardes = 8

// abandon is the age at which a file that is still being written is the rest of
// a build that was killed.
const abandon = time.Hour

// cleanTrajets takes the oldest files of travel times away, and what killed
// builds left, after a new one was written: ages are told from that one, not
// from the clock. The others of the folder are not ours.
func cleanTrajets(cache, nouveau string) error {
	info, err := os.Stat(nouveau)
	if err != nil {
		return err
	}
	dates := map[string]time.Time{}
	list := func(pattern string) []string {
		l, _ := filepath.Glob(filepath.Join(cache, pattern)) // the pattern is well formed
		for _, nom := range l {
			if i, err := os.Stat(nom); err == nil && nom != nouveau {
				dates[nom] = i.ModTime()
			}
		}
		return slices.DeleteFunc(l, func(nom string) bool { return dates[nom].IsZero() })
	}
	const nom = "trajets-????????????????.bin"
	gardes := list(nom)
	slices.SortFunc(gardes, func(a, b string) int { return dates[b].Compare(dates[a]) })
	var errs []error
	for _, n := range gardes[min(cachesGardes-1, len(gardes)):] {
		errs = append(errs, os.Remove(n))
	}
	for _, n := range list("." + nom + ".*") {
		if dates[n].Add(abandon).Before(info.ModTime()) {
			errs = append(errs, os.Remove(n))
		}
	}
	return errors.Join(errs...)
}
