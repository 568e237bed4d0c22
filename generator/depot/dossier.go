package depot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"

	"futurpro/generator/publish"
)

// dossier is a folder that a web server reads.
type dossier struct {
	racine   *os.Root
	comprime bool
}

// openDossier opens a folder, which is made where needed. It must be empty, or
// have been filled by this program.
func openDossier(nom string, comprime bool) (Depot, error) {
	if err := os.MkdirAll(nom, 0o755); err != nil {
		return nil, fmt.Errorf("creating the folder %s: %w", nom, err)
	}
	entrees, err := os.ReadDir(nom)
	if err != nil {
		return nil, fmt.Errorf("reading the folder %s: %w", nom, err)
	}
	racine, err := os.OpenRoot(nom)
	if err != nil {
		return nil, fmt.Errorf("opening the folder %s: %w", nom, err)
	}
	d := &dossier{racine, comprime}
	if len(entrees) > 0 && !d.has(nomManifeste) && !d.has(nomEnCours) && !d.has(nomCote) && !d.has(nomVerrou) {
		return nil, fmt.Errorf("%s is not empty and holds no site of ours (no %s): nothing was sent; give another folder", nom, nomManifeste)
	}
	return d, nil
}

func (d *dossier) has(chemin string) bool {
	_, err := d.racine.Lstat(chemin)
	return err == nil
}

func (d *dossier) Parallel() int { return runtime.GOMAXPROCS(0) }

func (d *dossier) Read(_ context.Context, chemin string) ([]byte, error) {
	return d.racine.ReadFile(chemin)
}

func (d *dossier) Holds(_ context.Context, e publish.Entree) (bool, error) {
	b, err := d.racine.ReadFile(filepath.FromSlash(e.Chemin))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return d.Complete(e) && somme(b) == e.SHA256, nil
}

// Complete reports whether the variants beside a file are those asked for: all
// of them, or none.
func (d *dossier) Complete(e publish.Entree) bool {
	for _, v := range variantes(e) {
		if d.has(filepath.FromSlash(e.Chemin)+v.suffixe) != d.comprime {
			return false
		}
	}
	return true
}

// Put writes aside, then moves: a server never reads half of a file. Variants
// of what was there go first and those of the new file come last, so that at no
// instant does one stand beside other bytes than those it was made from.
func (d *dossier) Put(_ context.Context, e publish.Entree, corps []byte) error {
	if err := d.removeVariantes(e.Chemin); err != nil {
		return err
	}
	if err := d.write(e.Chemin, corps); err != nil {
		return err
	}
	if !d.comprime {
		return nil
	}
	for _, v := range variantes(e) {
		b, err := v.comprime(corps)
		if err != nil {
			return err
		}
		if err := d.write(e.Chemin+v.suffixe, b); err != nil {
			return err
		}
	}
	return nil
}

// nomCote is the folder that files are written in before they are moved. A
// sending that is killed leaves it, and the one that finishes its work clears it.
const nomCote = nomManifeste + "-cote"

func (d *dossier) write(chemin string, corps []byte) error {
	nom, cote := filepath.FromSlash(chemin), filepath.Join(nomCote, somme([]byte(chemin)))
	if err := errors.Join(d.racine.MkdirAll(filepath.Dir(nom), 0o755), d.racine.MkdirAll(nomCote, 0o755)); err != nil {
		return err
	}
	if err := d.racine.WriteFile(cote, corps, 0o644); err != nil {
		return errors.Join(err, d.racine.Remove(cote))
	}
	return d.racine.Rename(cote, nom)
}

// Remove takes the file away, with its variants and the folders left empty. That
// of a sending goes last of all, with what was written aside.
func (d *dossier) Remove(_ context.Context, chemin string) error {
	if chemin == nomEnCours {
		if err := d.racine.RemoveAll(nomCote); err != nil {
			return err
		}
	}
	if err := d.removeVariantes(chemin); err != nil {
		return err
	}
	nom := filepath.FromSlash(chemin)
	if err := d.racine.Remove(nom); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for dir := filepath.Dir(nom); dir != "."; dir = filepath.Dir(dir) {
		if d.racine.Remove(dir) != nil {
			break // not empty
		}
	}
	return nil
}

func (d *dossier) removeVariantes(chemin string) error {
	for _, suffixe := range []string{suffixeGzip, suffixeBrotli} {
		if err := d.racine.Remove(filepath.FromSlash(chemin) + suffixe); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

const (
	suffixeGzip   = ".gz"
	suffixeBrotli = ".br"
	// tailleMin is the size under which a compressed file saves no packet.
	tailleMin = 1000
)

// variante is a compressed form that a web server sends to browsers that ask.
type variante struct {
	suffixe  string
	comprime func([]byte) ([]byte, error)
}

// variantes returns those kept of a file, whatever their size: none of a small
// one, nor of one that is compressed already, nor of the files that the sending
// keeps for itself.
func variantes(e publish.Entree) []variante {
	if e.Octets < tailleMin || strings.HasPrefix(e.Chemin, publish.NomManifeste) || !publish.Comprimable(e.Type) {
		return nil
	}
	return []variante{{suffixeGzip, gzipped}, {suffixeBrotli, brotlied}}
}

// gzipped compresses as much as gzip does: a file is compressed once and sent
// many times. The header bears no date.
func gzipped(b []byte) ([]byte, error) {
	return compressed(b, func(w io.Writer) (io.WriteCloser, error) { return gzip.NewWriterLevel(w, gzip.BestCompression) })
}

// niveauBrotli compresses a sixth more than gzip in about its time; the last
// levels take ten times as long for some percent.
const niveauBrotli = 6

func brotlied(b []byte) ([]byte, error) {
	return compressed(b, func(w io.Writer) (io.WriteCloser, error) { return brotli.NewWriterLevel(w, niveauBrotli), nil })
}

func compressed(b []byte, open func(io.Writer) (io.WriteCloser, error)) ([]byte, error) {
	var out bytes.Buffer
	w, err := open(&out)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(b); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
