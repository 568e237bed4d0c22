package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// contenu is what a site holds: paths and bytes.
type contenu map[string]string

func (c contenu) fichiers(lot string) iter.Seq2[Fichier, error] {
	return func(yield func(Fichier, error) bool) {
		for _, p := range slices.Sorted(maps.Keys(c)) {
			if !yield(Fichier{Chemin: p, Lot: lot, Corps: func() ([]byte, error) { return []byte(c[p]), nil }}, nil) {
				return
			}
		}
	}
}

func open(t *testing.T, dir string) *Site {
	t.Helper()
	s, err := Open(t.Context(), dir, func() {})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func build(t *testing.T, dir string, c contenu) Bilan {
	t.Helper()
	s := open(t, dir)
	bilan, err := s.Write(t.Context(), NewMinifier(), Cles{}, c.fichiers(""), func() {})
	if err = errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	return bilan
}

// read returns all that a folder holds, its manifest and empty folders too.
func read(t *testing.T, dir string) contenu {
	t.Helper()
	c := contenu{}
	err := filepath.WalkDir(dir, func(nom string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, nom)
		if err != nil || d.IsDir() {
			if entrees, _ := os.ReadDir(nom); len(entrees) == 0 {
				c[rel] = "empty folder"
			}
			return err
		}
		b, err := os.ReadFile(nom)
		c[rel] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// changed returns the content after some random changes, folders that become
// files and files that become folders among them.
func changed(r *rand.Rand, c contenu) contenu {
	c = maps.Clone(c)
	for range 1 + r.IntN(4) {
		p := fmt.Sprintf("d%d/%d.html", r.IntN(4), r.IntN(6))
		switch r.IntN(5) {
		case 0:
			delete(c, p)
		case 1:
			p = fmt.Sprintf("d%d", r.IntN(4)) // where a folder was
		case 2:
			p = fmt.Sprintf("assets/a%d.%08x.css", r.IntN(3), r.IntN(5))
		case 3:
			p += fmt.Sprintf("/%d/index.html", r.IntN(2)) // where a file was
		}
		c[p] = fmt.Sprint(r.IntN(3))
		for autre := range c {
			if strings.HasPrefix(autre, p+"/") || strings.HasPrefix(p, autre+"/") {
				delete(c, autre)
			}
		}
	}
	return c
}

func TestIncrementalBuildHasTheBytesOfAColdOne(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	dir := filepath.Join(t.TempDir(), "public")
	c := contenu{"index.html": "accueil", "assets/a.01234567.css": "a", "d0/1.html": "1"}
	for i := range 200 {
		avant := c
		c = changed(r, c)
		differents := 0
		for p, corps := range c {
			if ancien, ok := avant[p]; !ok || ancien != corps {
				differents++
			}
		}
		bilan := build(t, dir, c)
		froid := filepath.Join(t.TempDir(), "public")
		build(t, froid, c)
		if diff := cmp.Diff(read(t, froid), read(t, dir)); diff != "" {
			t.Fatalf("change %d: cold (-), incremental (+):\n%s", i, diff)
		}
		if i > 0 && bilan.Ecrits != differents || bilan.Fichiers != len(c) {
			t.Fatalf("change %d: %+v, want %d written of %d", i, bilan, differents, len(c))
		}
	}
}

// TestStoppedAnywhereIsFinished stops the putting in place after each of its
// steps: the next command must find the whole new site.
func TestStoppedAnywhereIsFinished(t *testing.T) {
	avant := contenu{"index.html": "1", "a/index.html": "1", "b": "1", "seul/index.html": "1"}
	apres := contenu{"index.html": "2", "a": "2", "b/index.html": "2", "assets/x.01234567.css": "2"}
	voulu := filepath.Join(t.TempDir(), "voulu")
	build(t, voulu, apres)
	for pas := range len(apres) + 1 {
		dir := filepath.Join(t.TempDir(), "public")
		build(t, dir, avant)
		pret := dir + suffixePret
		build(t, pret, apres)
		m, err := ReadManifeste(pret)
		if err != nil {
			t.Fatal(err)
		}
		s := &Site{dir: dir, pret: pret}
		d := &dossiers{faits: map[string]bool{}}
		for _, e := range enOrdre(m.Fichiers)[:pas] {
			if err := s.place(d, fichier(pret, e.Chemin), fichier(dir, e.Chemin)); err != nil {
				t.Fatal(err)
			}
		}
		repris := open(t, dir)
		if err := repris.Verify(t.Context()); err != nil {
			t.Errorf("stopped after %d files: %v", pas, err)
		}
		if err := repris.Close(); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(read(t, voulu), read(t, dir)); diff != "" {
			t.Errorf("stopped after %d files: want (-), got (+):\n%s", pas, diff)
		}
		if entrees, _ := os.ReadDir(filepath.Dir(dir)); len(entrees) != 1 {
			t.Errorf("stopped after %d files: left beside: %v", pas, entrees)
		}
	}
}

func TestFilesOfALotAreKeptWhileItsKeyStays(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	c := contenu{"a.html": "a", "b.html": "b"}
	var faits atomic.Int32
	write := func(cle string) Bilan {
		t.Helper()
		s := open(t, dir)
		defer s.Close()
		faits.Store(0)
		bilan, err := s.Write(t.Context(), NewMinifier(), Cles{Lots: map[string]string{"x": cle}}, func(yield func(Fichier, error) bool) {
			for f, err := range c.fichiers("x") {
				corps := f.Corps
				f.Corps = func() ([]byte, error) { faits.Add(1); return corps() }
				if !yield(f, err) {
					return
				}
			}
		}, func() {})
		if err != nil {
			t.Fatal(err)
		}
		return bilan
	}
	write("1")
	if bilan := write("1"); faits.Load() != 0 || bilan.Ecrits != 0 || bilan.Fichiers != 2 {
		t.Errorf("same key: %d files made, %+v", faits.Load(), bilan)
	}
	if err := os.WriteFile(filepath.Join(dir, "a.html"), []byte("tampered"), 0o600); err != nil {
		t.Fatal(err)
	}
	if bilan := write("1"); faits.Load() != 1 || bilan.Ecrits != 1 {
		t.Errorf("same key, a file changed by hand: %d files made, %+v", faits.Load(), bilan)
	}
	c["b.html"] = "c"
	if bilan := write("2"); faits.Load() != 2 || bilan.Ecrits != 1 {
		t.Errorf("another key, another file: %d files made, %+v", faits.Load(), bilan)
	}
	if bilan := write(""); faits.Load() != 2 || bilan.Ecrits != 0 {
		t.Errorf("no key: %d files made, %+v", faits.Load(), bilan)
	}
}

func TestFailureLeavesTheSiteAsItWas(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	build(t, dir, contenu{"index.html": "1"})
	avant := read(t, dir)
	var cancel context.CancelFunc
	for nom, fichiers := range map[string]iter.Seq2[Fichier, error]{
		"a page that fails": func(yield func(Fichier, error) bool) {
			yield(Fichier{Chemin: "a", Corps: func() ([]byte, error) { return nil, errors.New("no") }}, nil)
		},
		"a list that fails": func(yield func(Fichier, error) bool) { yield(Fichier{}, errors.New("no")) },
		"two pages at one path": func(yield func(Fichier, error) bool) {
			contenu{"a": ""}.fichiers("")(yield)
			contenu{"a": ""}.fichiers("")(yield)
		},
		"a path out of the site":   contenu{"../a": ""}.fichiers(""),
		"the path of the manifest": contenu{NomManifeste: ""}.fichiers(""),
		"an interruption": func(yield func(Fichier, error) bool) {
			yield(Fichier{Chemin: "a", Corps: func() ([]byte, error) { cancel(); return nil, nil }}, nil)
		},
	} {
		s := open(t, dir)
		var ctx context.Context
		ctx, cancel = context.WithCancel(t.Context())
		defer cancel()
		_, err := s.Write(ctx, NewMinifier(), Cles{}, fichiers, func() {})
		if err == nil {
			t.Errorf("%s: no error", nom)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(avant, read(t, dir)); diff != "" {
			t.Errorf("%s: before (-), after (+):\n%s", nom, diff)
		}
		if entrees, _ := os.ReadDir(filepath.Dir(dir)); len(entrees) != 1 {
			t.Errorf("%s: left beside: %v", nom, entrees)
		}
	}
}

func TestManifestsThatCannotBeTrustedAreRefused(t *testing.T) {
	const somme = "0000000000000000000000000000000000000000000000000000000000000000"
	for _, m := range []string{
		``, `Site built by the generator`, `{"version":2,"fichiers":[]}`,
		`{"version":1,"fichiers":[{"chemin":"../x","sha256":"` + somme + `"}]}`,
		`{"version":1,"fichiers":[{"chemin":"/x","sha256":"` + somme + `"}]}`,
		`{"version":1,"fichiers":[{"chemin":".futurpro","sha256":"` + somme + `"}]}`,
		`{"version":1,"fichiers":[{"chemin":"a","sha256":"` + somme + `"},{"chemin":"a","sha256":"` + somme + `"}]}`,
		`{"version":1,"fichiers":[{"chemin":"a","sha256":"00"}]}`,
		`{"version":1,"fichiers":[{"chemin":"a","octets":-1,"sha256":"` + somme + `"}]}`,
	} {
		if _, err := DecodeManifeste([]byte(m)); err == nil {
			t.Errorf("%s: accepted", m)
		}
	}
	if _, err := DecodeManifeste([]byte(`{"version":1,"fichiers":[{"chemin":"a","sha256":"` + somme + `"}]}`)); err != nil {
		t.Error(err)
	}
}
