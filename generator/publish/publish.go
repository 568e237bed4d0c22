// Package publish writes the site and puts it online. It minifies, lays aside
// the files that have changed, and puts them in place when the last one is
// written; it says in a manifest what the site holds, and finds what has to be
// sent for another place to hold the same. It alone writes to the output.
package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"
)

// Fichier is one file of the site.
type Fichier struct {
	Chemin string                 // slash-separated, relative to the root: "commune/x/index.html"
	Type   string                 // media type, minified when known
	Corps  func() ([]byte, error) // called once at most, by any goroutine
	// Lot groups the files that are made from the same inputs. While the key of
	// a lot stays, its files are kept without calling Corps. "" for none.
	Lot string
}

// Cles names what a site is made from: the whole, and each lot.
type Cles struct {
	Tout string
	Lots map[string]string
}

// Bilan counts what the site holds and what had to be written.
type Bilan struct {
	Fichiers int
	Octets   int64
	Ecrits   int // files written, new or changed
	Retires  int // files taken away
}

// Write makes the site of the folder hold these files and nothing else. Only
// those that differ from what is there are written, aside; they are put in place
// once all are. Until then the folder is untouched, and what was written aside
// is removed on failure or when ctx ends. fait is told of each file.
func (s *Site) Write(ctx context.Context, m *Minifier, cles Cles, fichiers iter.Seq2[Fichier, error], fait func()) (Bilan, error) {
	// The manifest, empty until the end, says that the folder is ours.
	err := os.Mkdir(s.cote, 0o755)
	if err == nil {
		err = os.WriteFile(filepath.Join(s.cote, NomManifeste), nil, 0o644)
	}
	if err != nil {
		return Bilan{}, fmt.Errorf("creating %s: %w; choose a folder you may write to with --out", s.cote, err)
	}
	bilan, err := s.write(ctx, m, cles, fichiers, fait)
	if err != nil {
		return Bilan{}, errors.Join(err, clear(s.cote))
	}
	return bilan, nil
}

func (s *Site) write(ctx context.Context, m *Minifier, cles Cles, fichiers iter.Seq2[Fichier, error], fait func()) (Bilan, error) {
	e := &ecriture{site: s, minifier: m, anciens: s.manifeste.parChemin(), gardes: map[string]bool{}, dossiers: &dossiers{faits: map[string]bool{}}}
	for lot, cle := range cles.Lots {
		e.gardes[lot] = cle != "" && s.manifeste.Lots[lot] == cle
	}
	nouveau, err := e.all(ctx, fichiers, fait)
	if err != nil {
		return Bilan{}, err
	}
	nouveau.Cle, nouveau.Lots = cles.Tout, cles.Lots
	bilan := Bilan{Fichiers: len(nouveau.Fichiers), Octets: nouveau.Octets(), Ecrits: e.ecrits}
	b, err := nouveau.Encode()
	if err != nil {
		return Bilan{}, err
	}
	if err := os.WriteFile(filepath.Join(s.cote, NomManifeste), b, 0o644); err != nil {
		return Bilan{}, fmt.Errorf("writing %s: %w; is the disk full?", NomManifeste, err)
	}
	// From here on the site is ready: what interrupts is finished by the next
	// command.
	if err := ctx.Err(); err != nil {
		return Bilan{}, err
	}
	if err := os.Rename(s.cote, s.pret); err != nil {
		return Bilan{}, fmt.Errorf("putting the new site in place: %w", err)
	}
	bilan.Retires, err = s.apply(nouveau)
	s.manifeste = nouveau
	return bilan, err
}

// ecriture is one writing of a site.
type ecriture struct {
	site     *Site
	minifier *Minifier
	anciens  map[string]Entree // by path
	gardes   map[string]bool   // lots whose key has not changed
	dossiers *dossiers

	mu      sync.Mutex
	nouveau Manifeste
	ecrits  int
}

// all writes what has changed, and returns what the site holds.
func (e *ecriture) all(ctx context.Context, fichiers iter.Seq2[Fichier, error], fait func()) (Manifeste, error) {
	g, enCours := errgroup.WithContext(ctx)
	aFaire := make(chan Fichier)
	g.Go(func() error {
		defer close(aFaire)
		vus := chemins{}
		for f, err := range fichiers {
			if err != nil {
				return err
			}
			if err := vus.add(f.Chemin); err != nil {
				return err
			}
			select {
			case aFaire <- f:
			case <-enCours.Done(): // why is told elsewhere
				return nil
			}
		}
		return nil
	})
	// Some wait for the disk while others print.
	for range 2 * runtime.GOMAXPROCS(0) {
		g.Go(func() error {
			for f := range aFaire {
				if err := e.one(f); err != nil {
					return err
				}
				fait()
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return Manifeste{}, err
	}
	// enCours is always over by now; only ctx tells an interruption.
	return e.nouveau, ctx.Err()
}

// one writes a file aside, unless the one in place is the same.
func (e *ecriture) one(f Fichier) error {
	ancien, connu := e.anciens[f.Chemin]
	if connu && e.gardes[f.Lot] && e.site.verify(ancien) == nil {
		e.add(ancien, false)
		return nil
	}
	corps, err := f.Corps()
	if err != nil {
		return fmt.Errorf("%s: %w", f.Chemin, err)
	}
	if corps, err = e.minifier.Bytes(f.Type, corps); err != nil {
		return fmt.Errorf("%s: %w", f.Chemin, err)
	}
	entree := newEntree(f.Chemin, corps)
	if connu && entree == ancien && e.site.verify(entree) == nil {
		e.add(entree, false)
		return nil
	}
	nom := fichier(e.site.cote, f.Chemin)
	if err := e.dossiers.make(filepath.Dir(nom)); err != nil {
		return fmt.Errorf("writing %s: %w", f.Chemin, err)
	}
	if err := os.WriteFile(nom, corps, 0o644); err != nil {
		return fmt.Errorf("writing %s: %w; is the disk full?", f.Chemin, err)
	}
	e.add(entree, true)
	return nil
}

func (e *ecriture) add(entree Entree, ecrit bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.nouveau.Fichiers = append(e.nouveau.Fichiers, entree)
	if ecrit {
		e.ecrits++
	}
}

// chemins are the paths already taken.
type chemins map[string]bool

func (c chemins) add(chemin string) error {
	switch {
	case !fs.ValidPath(chemin) || path.Base(chemin) == NomManifeste:
		return fmt.Errorf("page path %q leaves the output folder", chemin)
	case c[chemin]:
		return fmt.Errorf("two pages claim %s", chemin)
	}
	c[chemin] = true
	return nil
}

// dossiers remembers the folders that are made: with tens of thousands of files
// in a folder of their own, asking each time is a good part of the writing.
type dossiers struct {
	mu    sync.Mutex
	faits map[string]bool
}

func (d *dossiers) make(dir string) error {
	d.mu.Lock()
	fait := d.faits[dir]
	d.mu.Unlock()
	if fait {
		return nil
	}
	// Others make theirs meanwhile; two may make the same.
	err := os.Mkdir(dir, 0o755)
	if err != nil {
		err = os.MkdirAll(dir, 0o755) // deeper than one, or there already
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.faits[dir] = err == nil
	return err
}
