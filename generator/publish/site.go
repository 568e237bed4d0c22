package publish

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"
)

// Names beside the folder of a site, public.en-cours for public.
const (
	suffixeCote   = ".en-cours" // what a build is writing
	suffixePret   = ".pret"     // what a build has written, and is putting in place
	suffixeVerrou = ".verrou"   // held by the build that writes
)

// Site is the folder of a site, held by one command at a time.
type Site struct {
	dir        string
	cote, pret string
	verrou     *Verrou
	manifeste  Manifeste // of what is in place; nothing where that is not known
}

// Open takes the folder of a site: the one that dir leads to where dir is a link
// or ".". It refuses a folder that is not a site: the command may have been
// given the wrong one. It waits for the command that holds it, of which attente
// is told. What a killed command left is finished if it was ready, else removed.
func Open(ctx context.Context, dir string, attente func()) (*Site, error) {
	complet, err := destination(dir)
	if err != nil {
		return nil, err
	}
	s := &Site{dir: complet, cote: complet + suffixeCote, pret: complet + suffixePret}
	nom := s.dir + suffixeVerrou
	if err := os.MkdirAll(filepath.Dir(nom), 0o755); err != nil {
		return nil, fmt.Errorf("creating %s: %w; choose a folder you may write to with --out", filepath.Dir(nom), err)
	}
	if s.verrou, err = Lock(ctx, nom, attente); err != nil {
		if ctx.Err() == nil {
			err = fmt.Errorf("%w; choose a folder you may write to with --out", err)
		}
		return nil, err
	}
	if err := s.recover(); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// Close lets other commands take the folder.
func (s *Site) Close() error {
	return s.verrou.Release()
}

// Dir is the full path of the folder.
func (s *Site) Dir() string { return s.dir }

// Manifeste returns what the site holds.
func (s *Site) Manifeste() Manifeste { return s.manifeste }

// recover finishes or removes what a killed command left, then reads what is in
// place.
func (s *Site) recover() error {
	if err := clear(s.cote); err != nil {
		return fmt.Errorf("clearing what a killed build left: %w; remove it by hand", err)
	}
	if pret, err := ReadManifeste(s.pret); err == nil {
		if _, err := s.apply(pret); err != nil {
			return fmt.Errorf("finishing what a killed build had ready: %w", err)
		}
	} else if err := clear(s.pret); err != nil {
		return fmt.Errorf("clearing what a killed build left: %w; remove it by hand", err)
	}
	// A site whose manifest cannot be read is written again whole.
	if m, err := ReadManifeste(s.dir); err == nil {
		s.manifeste = m
	}
	return nil
}

// apply puts in place what is ready, in the order that keeps the site whole, and
// takes away what it does not hold. It may be stopped at any instant and done
// again: the manifest is moved last.
func (s *Site) apply(nouveau Manifeste) (retires int, err error) {
	if !exists(s.dir) {
		if err := os.Rename(s.pret, s.dir); err != nil {
			return 0, fmt.Errorf("putting the new site in place: %w", err)
		}
		return 0, nil
	}
	d := &dossiers{faits: map[string]bool{}}
	for _, e := range enOrdre(nouveau.Fichiers) {
		depuis, vers := fichier(s.pret, e.Chemin), fichier(s.dir, e.Chemin)
		if !exists(depuis) {
			continue // unchanged, or put in place before
		}
		if err := s.place(d, depuis, vers); err != nil {
			return 0, fmt.Errorf("putting %s in place: %w", e.Chemin, err)
		}
	}
	if retires, err = removeOthers(s.dir, nouveau); err == nil {
		_, err = removeOthers(s.pret, Manifeste{})
	}
	if err == nil {
		err = os.Rename(filepath.Join(s.pret, NomManifeste), filepath.Join(s.dir, NomManifeste))
	}
	if err == nil {
		err = os.Remove(s.pret)
	}
	if err != nil {
		return 0, fmt.Errorf("putting the new site in place: %w", err)
	}
	return retires, nil
}

// place moves a file; a folder in its place goes, as does a file where a folder
// is needed.
func (s *Site) place(d *dossiers, depuis, vers string) error {
	if info, err := os.Lstat(vers); err == nil && info.IsDir() {
		if err := os.RemoveAll(vers); err != nil {
			return err
		}
	}
	err := d.make(filepath.Dir(vers))
	for parent := filepath.Dir(vers); err != nil && parent != s.dir; parent = filepath.Dir(parent) {
		if info, errStat := os.Lstat(parent); errStat == nil && !info.IsDir() {
			err = errors.Join(os.Remove(parent), os.MkdirAll(filepath.Dir(vers), 0o755))
			break
		}
	}
	if err != nil {
		return err
	}
	return os.Rename(depuis, vers)
}

// removeOthers takes away what is in a folder and not in the manifest, with the
// folders left empty, and counts the files.
func removeOthers(dir string, m Manifeste) (int, error) {
	tenus := map[string]bool{NomManifeste: true, ".": true}
	for _, e := range m.Fichiers {
		for p := e.Chemin; !tenus[p]; p = path.Dir(p) {
			tenus[p] = true
		}
	}
	n := 0
	var vides []string
	err := walk(dir, func(chemin string, d fs.DirEntry) error {
		switch {
		case tenus[chemin]:
			return nil
		case d.IsDir():
			vides = append(vides, chemin)
			return nil
		}
		n++
		return os.Remove(fichier(dir, chemin))
	})
	for _, chemin := range slices.Backward(vides) { // the deepest first
		if err == nil {
			err = os.Remove(fichier(dir, chemin))
		}
	}
	if err != nil {
		return n, fmt.Errorf("taking away what the site no longer holds: %w", err)
	}
	return n, nil
}

// clear removes a working folder. Its manifest goes last: if this is stopped on
// the way, the next command must still see that the folder is ours.
func clear(dir string) error {
	if !exists(dir) {
		return nil
	}
	_, err := removeOthers(dir, Manifeste{})
	return errors.Join(err, os.RemoveAll(dir))
}

// walk calls f with every file and folder under dir.
func walk(dir string, f func(chemin string, d fs.DirEntry) error) error {
	return filepath.WalkDir(dir, func(nom string, d fs.DirEntry, err error) error {
		if err != nil || nom == dir {
			return err
		}
		return f(filepath.ToSlash(strings.TrimPrefix(nom, dir+string(filepath.Separator))), d)
	})
}

// Intact reports whether the site was made from what this key names, and holds
// what it held then, read again to the last byte.
func (s *Site) Intact(ctx context.Context, cle string) bool {
	if cle == "" || s.manifeste.Cle != cle {
		return false
	}
	attendus := s.manifeste.parChemin()
	etrangers := 0
	err := walk(s.dir, func(chemin string, d fs.DirEntry) error {
		if _, ok := attendus[chemin]; !ok && !d.IsDir() && chemin != NomManifeste {
			etrangers++
		}
		return nil
	})
	return err == nil && etrangers == 0 && s.Verify(ctx) == nil
}

// Verify reads every file of the manifest again, and returns what is wrong with
// the first that is not what it says.
func (s *Site) Verify(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for lot := range slices.Chunk(s.manifeste.Fichiers, 256) {
		g.Go(func() error {
			for _, e := range lot {
				if err := errors.Join(ctx.Err(), s.verify(e)); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}

// tampons are what files are read through.
var tampons = sync.Pool{New: func() any { return new([64 << 10]byte) }}

// verify reads the file in place, and says how it differs from an entry.
func (s *Site) verify(e Entree) error {
	f, err := os.Open(fichier(s.dir, e.Chemin))
	if err != nil {
		return err
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() || info.Size() != e.Octets {
		return fmt.Errorf("%s is not a file of %d bytes", e.Chemin, e.Octets)
	}
	tampon := tampons.Get().(*[64 << 10]byte)
	defer tampons.Put(tampon)
	h := sha256.New()
	if _, err := io.CopyBuffer(h, struct{ io.Reader }{f}, tampon[:]); err != nil {
		return err
	}
	if hex.EncodeToString(h.Sum(nil)) != e.SHA256 {
		return fmt.Errorf("%s has changed since it was written", e.Chemin)
	}
	return nil
}

// fichier is the name of the file at a path of the site.
func fichier(racine, chemin string) string {
	return filepath.Join(racine, filepath.FromSlash(chemin))
}

// enOrdre sorts files so that a page never comes before what it loads.
func enOrdre(l []Entree) []Entree {
	return slices.SortedStableFunc(slices.Values(l), func(a, b Entree) int {
		if d := a.Cache.rang() - b.Cache.rang(); d != 0 {
			return d
		}
		return strings.Compare(a.Chemin, b.Chemin)
	})
}

// destination returns the full path of a folder that a site may be written to.
func destination(dir string) (string, error) {
	if dir == "" {
		return "", errors.New("no output folder: give one with --out")
	}
	complet, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("finding the output folder %s: %w", dir, err)
	}
	entrees, err := os.ReadDir(complet)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return complet, checkBeside(complet)
	case err != nil:
		return "", fmt.Errorf("reading the output folder %s: %w; choose another --out", dir, err)
	}
	if complet, err = filepath.EvalSymlinks(complet); err != nil {
		return "", fmt.Errorf("finding the output folder %s: %w; choose another --out", dir, err)
	}
	if len(entrees) > 0 && !isSite(complet) {
		return "", fmt.Errorf("%s is not empty and holds no site of ours (no %s): nothing was replaced; empty it or choose another --out", dir, NomManifeste)
	}
	if exists(filepath.Join(complet, ".git")) {
		return "", fmt.Errorf("%s is a git checkout, which a build would erase: build elsewhere with --out and copy the site there", dir)
	}
	return complet, checkBeside(complet)
}

// checkBeside refuses to remove, beside the folder, what no build has left.
func checkBeside(dir string) error {
	for _, nom := range []string{dir + suffixeCote, dir + suffixePret} {
		entrees, err := os.ReadDir(nom)
		if !errors.Is(err, fs.ErrNotExist) && (err != nil || len(entrees) > 0 && !isSite(nom)) {
			return fmt.Errorf("%s is in the way and is not ours; move it, or choose another --out", nom)
		}
	}
	return nil
}

func isSite(dir string) bool { return exists(filepath.Join(dir, NomManifeste)) }

func exists(nom string) bool {
	_, err := os.Lstat(nom)
	return err == nil
}
