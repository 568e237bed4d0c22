package depot

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"futurpro/generator/publish"
)

func TestFolderKeepsVariants(t *testing.T) {
	long := strings.Repeat("une formation ", 200)
	dir, la := filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "srv")
	send := func(c contenu) {
		t.Helper()
		m := build(t, dir, c)
		d, err := Open(la, "", true)
		if err != nil {
			t.Fatal(err)
		}
		e, err := Prepare(t.Context(), d, m, Options{Force: true})
		if err == nil {
			_, err = e.Run(t.Context(), d, libre{}, dir, m, func() {})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	send(contenu{"a/index.html": long, "b.html": "short", "image.png": long})
	b, err := os.ReadFile(filepath.Join(la, "a/index.html.gz"))
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(z); err != nil || string(got) != strings.TrimSpace(long) && string(got) != long {
		t.Errorf("gzip: %.40q, %v", got, err)
	}
	if b, err = os.ReadFile(filepath.Join(la, "a/index.html.br")); err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(brotli.NewReader(bytes.NewReader(b))); err != nil || !strings.HasPrefix(string(got), "une formation") {
		t.Errorf("brotli: %.40q, %v", got, err)
	}
	for _, nom := range []string{"b.html.gz", "image.png.gz", "image.png.br"} {
		if _, err := os.Stat(filepath.Join(la, nom)); err == nil {
			t.Errorf("%s: made for nothing", nom)
		}
	}
	send(contenu{"a/index.html": "short now"})
	var reste []string
	err = filepath.WalkDir(la, func(nom string, _ fs.DirEntry, err error) error {
		reste = append(reste, strings.TrimPrefix(nom, la))
		return err
	})
	if want := []string{"", "/" + nomManifeste, "/a", "/a/index.html"}; err != nil || !slices.Equal(reste, want) {
		t.Errorf("left: %q, want %q, %v", reste, want, err)
	}
}

func TestFolderOfSomethingElseIsRefused(t *testing.T) {
	autre := t.TempDir()
	if err := os.WriteFile(filepath.Join(autre, "these.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(autre, "", false); err == nil {
		t.Error("a folder of something else was accepted")
	}
}

// entrave is a folder whose sending stops after some of its gestes, before or
// after the file itself is written.
type entrave struct {
	*dossier
	restes int
}

func (e *entrave) Parallel() int { return 1 }

func (e *entrave) Put(ctx context.Context, f publish.Entree, corps []byte) error {
	if e.restes--; e.restes < 0 {
		// As a program killed before the variants are made.
		sans := &dossier{e.racine, false}
		return errors.Join(errStopped, sans.Put(ctx, f, corps))
	}
	return e.dossier.Put(ctx, f, corps)
}

func (e *entrave) Remove(ctx context.Context, chemin string) error {
	if e.restes--; e.restes < 0 {
		return errStopped
	}
	return e.dossier.Remove(ctx, chemin)
}

// variantesDe compares each variant in a folder with the file beside it, and
// counts them.
func variantesDe(t *testing.T, la string) int {
	t.Helper()
	n := 0
	err := filepath.WalkDir(la, func(nom string, _ fs.DirEntry, err error) error {
		fichier, suffixe := strings.TrimSuffix(nom, filepath.Ext(nom)), filepath.Ext(nom)
		if err != nil || suffixe != suffixeGzip && suffixe != suffixeBrotli {
			return err
		}
		n++
		b, errB := os.ReadFile(nom)
		voulu, errVoulu := os.ReadFile(fichier)
		var r io.Reader = brotli.NewReader(bytes.NewReader(b))
		var errGzip error
		if suffixe == suffixeGzip {
			r, errGzip = gzip.NewReader(bytes.NewReader(b))
		}
		if err := errors.Join(errB, errVoulu, errGzip); err != nil {
			return err
		}
		got, err := io.ReadAll(r)
		if err != nil || !bytes.Equal(got, voulu) {
			t.Errorf("%s is not what stands beside it (%v)", nom, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestNoVariantOutlivesItsFile sends sites with variants and without, some of
// the sendings being stopped anywhere. A server that finds a variant sends it:
// it must be that of the file at every instant, and there, or not, as the last
// whole sending asked.
func TestNoVariantOutlivesItsFile(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	dir, la := filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "srv")
	stops, changes := 0, 0
	avant := false
	for i := range 150 {
		c := contenu{"petit.html": "short", "image.png": strings.Repeat("image ", 300)}
		longs := 0
		for p := range 6 {
			if r.IntN(5) > 0 {
				c[fmt.Sprintf("p%d/index.html", p)] = strings.Repeat(fmt.Sprintf("la page %d, ", r.IntN(2)), 200)
				longs++
			}
		}
		m := build(t, dir, c)
		comprime := r.IntN(2) == 0
		d, err := Open(la, "", comprime)
		if err != nil {
			t.Fatal(err)
		}
		e := &entrave{d.(*dossier), 1 << 20}
		if r.IntN(2) == 0 {
			e.restes = r.IntN(12)
		}
		p, err := Prepare(t.Context(), e, m, Options{Force: true})
		if err != nil {
			t.Fatal(err)
		}
		_, err = p.Run(t.Context(), e, libre{}, dir, m, func() {})
		n := variantesDe(t, la)
		if errors.Is(err, errStopped) {
			stops++
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		voulues := 0
		if comprime {
			voulues = 2 * longs
		}
		if n != voulues {
			t.Fatalf("sending %d: %d variants of %d long pages, compressed %v", i, n, longs, comprime)
		}
		if avant != comprime {
			changes++
		}
		avant = comprime
	}
	if stops < 20 || changes < 20 {
		t.Errorf("%d sendings were stopped, %d changed their mind: the test shows nothing", stops, changes)
	}
}

func TestVariantsAskedForLaterAreMade(t *testing.T) {
	long := strings.Repeat("une formation ", 200)
	dir, la := filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "srv")
	m := build(t, dir, contenu{"a/index.html": long, "b/index.html": long})
	send := func(comprime bool) int {
		t.Helper()
		d, err := Open(la, "", comprime)
		if err != nil {
			t.Fatal(err)
		}
		e, err := Prepare(t.Context(), d, m, Options{})
		if err != nil {
			t.Fatal(err)
		}
		b, err := e.Run(t.Context(), d, libre{}, dir, m, func() {})
		if err != nil {
			t.Fatal(err)
		}
		return b.Envoyes
	}
	for i, etape := range []struct {
		comprime          bool
		envoyes, attendus int
	}{{false, 2, 0}, {true, 2, 4}, {true, 0, 4}, {false, 2, 0}, {false, 0, 0}, {true, 2, 4}} {
		if n := send(etape.comprime); n != etape.envoyes || variantesDe(t, la) != etape.attendus {
			t.Errorf("sending %d: %d files sent, %d variants; %+v", i, n, variantesDe(t, la), etape)
		}
	}
	if err := os.Remove(filepath.Join(la, "a/index.html.gz")); err != nil {
		t.Fatal(err)
	}
	if n := send(true); n != 1 || variantesDe(t, la) != 4 {
		t.Errorf("a variant taken away by hand: %d files sent", n)
	}
}
