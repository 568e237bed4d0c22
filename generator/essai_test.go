package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/rogpeppe/go-internal/testscript"

	"futurpro/generator/rues/ruestest"
)

// essai is a mini site that a test changes and builds.
type essai struct {
	t   *testing.T
	dir string
	r   *rand.Rand

	base string // address of the site
	rues []byte // an extract of OpenStreetMap
	n    int    // changes so far: each gives other bytes
}

func newEssai(t *testing.T, seed uint64) *essai {
	t.Helper()
	e := &essai{t: t, dir: t.TempDir(), r: rand.New(rand.NewPCG(seed, seed)), base: "https://a.example"}
	e.rues = ruestest.PBF(t, func(x, y float64) orb.Point { return orb.Point{x, y} }, miniRues)
	if err := setupMini(&testscript.Env{WorkDir: e.dir}); err != nil {
		t.Fatal(err)
	}
	return e
}

// args builds the site as it is now into a folder of the test.
func (e *essai) args(out, cache string) []string {
	in := func(nom string) string { return filepath.Join(e.dir, nom) }
	if cache != "" {
		cache = in(cache)
	}
	return []string{"build", "--data", in("data/mini"), "--sources", in("data/sources.yaml"), "--content", in("content"), "--layouts", in("layouts"),
		"--base-url", e.base, "--out", in(out), "--cache", cache}
}

// build returns what the command says, and its exit code.
func (e *essai) build(out, cache string) (stdout, stderr string, code int) {
	var o, err bytes.Buffer
	code = run(e.args(out, cache), &o, &err)
	return o.String(), err.String(), code
}

func (e *essai) read(nom string) string {
	b, err := os.ReadFile(filepath.Join(e.dir, nom))
	if err != nil {
		e.t.Fatal(err)
	}
	return string(b)
}

func (e *essai) write(nom, texte string) {
	complet := filepath.Join(e.dir, nom)
	if err := os.MkdirAll(filepath.Dir(complet), 0o755); err != nil {
		e.t.Fatal(err)
	}
	if err := os.WriteFile(complet, []byte(texte), 0o644); err != nil {
		e.t.Fatal(err)
	}
}

func (e *essai) remove(nom string) {
	if err := os.RemoveAll(filepath.Join(e.dir, nom)); err != nil {
		e.t.Fatal(err)
	}
}

// same wants two folders to hold the same, byte for byte.
func (e *essai) same(quand, voulu, obtenu string) {
	e.t.Helper()
	difference, err := compareTrees(os.DirFS(filepath.Join(e.dir, voulu)), os.DirFS(filepath.Join(e.dir, obtenu)))
	if err != nil || difference != "" {
		e.t.Fatalf("%s: %s and %s differ: %s (%v)", quand, voulu, obtenu, difference, err)
	}
}

// state is all that shows that a folder was written to: files, folders, and
// when each was last written.
func (e *essai) state(nom string) string {
	e.t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(filepath.Join(e.dir, nom), func(nom string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil {
			fmt.Fprintln(&b, nom, info.Mode(), info.Size(), info.ModTime().UnixNano())
		}
		return err
	})
	if err != nil {
		e.t.Fatal(err)
	}
	return b.String()
}

// entrees are the folders that changes are made in.
var entrees = []string{"content", "layouts", "data"}

// save keeps what the site is made of, and restore puts it back.
func (e *essai) save() {
	e.remove("garde")
	for _, nom := range entrees {
		if err := os.CopyFS(filepath.Join(e.dir, "garde", nom), os.DirFS(filepath.Join(e.dir, nom))); err != nil {
			e.t.Fatal(err)
		}
	}
}

func (e *essai) restore() {
	for _, nom := range entrees {
		e.remove(nom)
		if err := os.Rename(filepath.Join(e.dir, "garde", nom), filepath.Join(e.dir, nom)); err != nil {
			e.t.Fatal(err)
		}
	}
}
