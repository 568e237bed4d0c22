// Package publish writes the site: all of it or nothing. It minifies, lays the
// files in a folder beside the final one, and swaps the two when the last byte
// is written. It alone writes to the output.
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
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"

	"golang.org/x/sync/errgroup"
)

// Fichier is one file of the site.
type Fichier struct {
	Chemin string                 // slash-separated, relative to the root: "commune/x/index.html"
	Type   string                 // media type, minified when known
	Corps  func() ([]byte, error) // called once, by any goroutine
}

// Bilan counts what was written.
type Bilan struct {
	Fichiers int
	Octets   int64
}

// temoin is the file by which a folder is known to be a site that a build may
// replace. It is written last: a folder that holds it is whole.
const temoin = ".futurpro"

// texteTemoin says to whoever finds the file what it is for.
const texteTemoin = "Site built by the generator of Futur Pro, which may replace this folder.\n"

// suffixeAncien names the previous site while the new one takes its place.
const suffixeAncien = ".ancien"

// suffixeCote, then the number of the process, names the folder written aside:
// two builds at once must not mix their files.
const suffixeCote = ".en-cours-"

// Write puts the files in dir, replacing the site that it holds. Until it
// succeeds, dir is untouched; whatever was written aside is removed when it
// fails or when ctx ends. fait is told of each file written.
func Write(ctx context.Context, dir string, m *Minifier, fichiers iter.Seq2[Fichier, error], fait func()) (Bilan, error) {
	dir, err := Destination(dir)
	if err != nil {
		return Bilan{}, err
	}
	if err := clearAbandoned(dir); err != nil {
		return Bilan{}, err
	}
	aside := dir + suffixeCote + strconv.Itoa(os.Getpid())
	if err := os.MkdirAll(aside, 0o755); err != nil {
		return Bilan{}, fmt.Errorf("creating %s: %w; choose a folder you may write to with --out", aside, err)
	}
	bilan, err := writeAll(ctx, aside, m, fichiers, fait)
	if err == nil {
		err = os.WriteFile(filepath.Join(aside, temoin), []byte(texteTemoin), 0o644)
	}
	if err == nil {
		err = swap(aside, dir)
	}
	if err != nil {
		return Bilan{}, errors.Join(err, os.RemoveAll(aside))
	}
	return bilan, nil
}

// Destination returns the full path of the folder to replace: the folder that
// dir leads to where dir is a link or ".", which cannot be moved themselves. It
// refuses a folder that is not a site: the command may have been given the
// wrong one. A site that a killed build had moved away is put back.
func Destination(dir string) (string, error) {
	if dir == "" {
		return "", errors.New("no output folder: give one with --out")
	}
	complet, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("finding the output folder %s: %w", dir, err)
	}
	entrees, err := os.ReadDir(complet)
	if errors.Is(err, fs.ErrNotExist) && isSite(complet+suffixeAncien) && os.Rename(complet+suffixeAncien, complet) == nil {
		entrees, err = os.ReadDir(complet)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return complet, nil
	case err != nil:
		return "", fmt.Errorf("reading the output folder %s: %w; choose another --out", dir, err)
	}
	if complet, err = filepath.EvalSymlinks(complet); err != nil {
		return "", fmt.Errorf("finding the output folder %s: %w; choose another --out", dir, err)
	}
	if len(entrees) > 0 && !isSite(complet) {
		return "", fmt.Errorf("%s is not empty and holds no site of ours (no %s): nothing was replaced; empty it or choose another --out", dir, temoin)
	}
	if _, err := os.Stat(filepath.Join(complet, ".git")); err == nil {
		return "", fmt.Errorf("%s is a git checkout, which a build would erase: build elsewhere with --out and copy the site there", dir)
	}
	if ancien := complet + suffixeAncien; exists(ancien) && !isSite(ancien) {
		return "", fmt.Errorf("%s is in the way and is not a site of ours; move it, or choose another --out", ancien)
	}
	return complet, nil
}

// clearAbandoned removes what killed builds left beside dir, of no use to
// anyone. What a living process writes is left alone.
func clearAbandoned(dir string) error {
	parent, base := filepath.Split(dir)
	entrees, err := os.ReadDir(parent)
	if err != nil {
		return nil // nothing there yet, or nothing that can be seen: creating says why
	}
	for _, e := range entrees {
		numero, ok := strings.CutPrefix(e.Name(), base+suffixeCote)
		pid, err := strconv.Atoi(numero)
		if !ok || err != nil || pid != os.Getpid() && isAlive(pid) {
			continue
		}
		if err := os.RemoveAll(filepath.Join(parent, e.Name())); err != nil {
			return fmt.Errorf("clearing what a killed build left: %w; remove it by hand", err)
		}
	}
	return nil
}

func isAlive(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	// Signal 0 reaches no one and only asks.
	err = p.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, fs.ErrPermission)
}

func isSite(dir string) bool { return exists(filepath.Join(dir, temoin)) }

func exists(chemin string) bool {
	_, err := os.Stat(chemin)
	return err == nil
}

func writeAll(ctx context.Context, racine string, m *Minifier, fichiers iter.Seq2[Fichier, error], fait func()) (Bilan, error) {
	var octets atomic.Int64
	vus := chemins{}
	g, enCours := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	var errIter error
	for f, err := range fichiers {
		if err != nil {
			errIter = err
			break
		}
		if enCours.Err() != nil {
			break
		}
		if errIter = vus.add(f.Chemin); errIter != nil {
			break
		}
		g.Go(func() error {
			taille, err := writeOne(racine, m, f)
			octets.Add(int64(taille))
			fait()
			return err
		})
	}
	if err := errors.Join(errIter, g.Wait()); err != nil {
		return Bilan{}, err
	}
	// enCours is always over by now; only ctx tells an interruption.
	return Bilan{Fichiers: len(vus), Octets: octets.Load()}, ctx.Err()
}

// chemins are the paths already taken.
type chemins map[string]bool

func (c chemins) add(chemin string) error {
	if !fs.ValidPath(chemin) {
		return fmt.Errorf("page path %q leaves the output folder", chemin)
	}
	if c[chemin] {
		return fmt.Errorf("two pages claim %s", chemin)
	}
	c[chemin] = true
	return nil
}

func writeOne(racine string, m *Minifier, f Fichier) (int, error) {
	corps, err := f.Corps()
	if err != nil {
		return 0, fmt.Errorf("%s: %w", f.Chemin, err)
	}
	if corps, err = m.Bytes(f.Type, corps); err != nil {
		return 0, fmt.Errorf("%s: %w", f.Chemin, err)
	}
	chemin := filepath.Join(racine, filepath.FromSlash(f.Chemin))
	if err := os.MkdirAll(filepath.Join(racine, filepath.FromSlash(path.Dir(f.Chemin))), 0o755); err != nil {
		return 0, fmt.Errorf("writing %s: %w", f.Chemin, err)
	}
	if err := os.WriteFile(chemin, corps, 0o644); err != nil {
		return 0, fmt.Errorf("writing %s: %w; is the disk full?", f.Chemin, err)
	}
	return len(corps), nil
}

// swap puts aside in the place of dir. The two renames are not one atomic
// step, so that a failure of the second brings the old site back.
func swap(aside, dir string) error {
	ancien := dir + suffixeAncien
	if err := os.RemoveAll(ancien); err != nil {
		return fmt.Errorf("clearing %s: %w", ancien, err)
	}
	err := os.Rename(dir, ancien)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("moving the previous site away: %w", err)
	}
	if err := os.Rename(aside, dir); err != nil {
		return errors.Join(fmt.Errorf("putting the new site in place: %w", err), os.Rename(ancien, dir))
	}
	return os.RemoveAll(ancien)
}
