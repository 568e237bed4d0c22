package echantillon

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"futurpro/generator/sources"
)

// dossier is a folder written aside, then put in place in one move.
type dossier struct {
	destination string
	provisoire  string
}

// newDossier creates the folder written aside, a sibling of destination so
// that the move stays on one disk. It refuses a destination that holds
// anything but a sample.
func newDossier(destination string) (*dossier, error) {
	destination = filepath.Clean(destination)
	entries, err := os.ReadDir(destination)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("looking at the destination: %w", err)
	}
	if len(entries) > 0 {
		if _, err := os.Stat(filepath.Join(destination, sources.CheminEchantillon)); err != nil {
			return nil, fmt.Errorf("refusing to replace %s: it has no %s, so it is not a sample; name another folder or empty it",
				destination, sources.CheminEchantillon)
		}
	}
	parent := filepath.Dir(destination)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return nil, fmt.Errorf("making room for the sample: %w", err)
	}
	provisoire, err := os.MkdirTemp(parent, filepath.Base(destination)+"-provisoire-")
	if err != nil {
		return nil, fmt.Errorf("making room for the sample: %w", err)
	}
	return &dossier{destination: destination, provisoire: provisoire}, os.Chmod(provisoire, 0o755)
}

// write writes one file; its path is slash-separated.
func (d *dossier) write(chemin string, contenu []byte) error {
	fichier := filepath.Join(d.provisoire, filepath.FromSlash(chemin))
	if err := os.MkdirAll(filepath.Dir(fichier), 0o755); err != nil {
		return fmt.Errorf("writing %s: %w", chemin, err)
	}
	if err := os.WriteFile(fichier, contenu, 0o644); err != nil {
		return fmt.Errorf("writing %s: %w", chemin, err)
	}
	return nil
}

// commit puts the folder in place of the former one, which comes back if the
// move fails.
func (d *dossier) commit() error {
	ancien := d.provisoire + "-ancien"
	err := os.Rename(d.destination, ancien)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("setting the former sample aside: %w", err)
	}
	avait := err == nil
	if err := os.Rename(d.provisoire, d.destination); err != nil {
		if avait {
			err = errors.Join(err, os.Rename(ancien, d.destination))
		}
		return fmt.Errorf("putting the sample in place: %w", err)
	}
	if avait {
		if err := os.RemoveAll(ancien); err != nil {
			return fmt.Errorf("removing the former sample: %w", err)
		}
	}
	return nil
}

// discard removes what was written aside, if it was not put in place.
func (d *dossier) discard() { _ = os.RemoveAll(d.provisoire) }
