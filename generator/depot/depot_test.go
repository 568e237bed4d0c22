package depot

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
	"github.com/minio/minio-go/v7"

	"futurpro/generator/publish"
)

// contenu is what a site holds: paths and bytes.
type contenu map[string]string

// build makes a site in a folder, and returns its manifest.
func build(t *testing.T, dir string, c contenu) publish.Manifeste {
	t.Helper()
	s, err := publish.Open(t.Context(), dir, func() {})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	_, err = s.Write(t.Context(), publish.NewMinifier(), publish.Cles{}, func(yield func(publish.Fichier, error) bool) {
		for _, p := range slices.Sorted(maps.Keys(c)) {
			if !yield(publish.Fichier{Chemin: p, Corps: func() ([]byte, error) { return []byte(c[p]), nil }}, nil) {
				return
			}
		}
	}, func() {})
	if err != nil {
		t.Fatal(err)
	}
	return s.Manifeste()
}

// memoire is a place in memory, which stops after a number of changes.
type memoire struct {
	mu     sync.Mutex
	c      contenu
	restes int           // changes before it stops; negative for never
	apres  func(contenu) // called after each change
}

var errStopped = errors.New("stopped")

func (m *memoire) Parallel() int { return 2 }

func (m *memoire) Lock(context.Context, func(string)) (Verrou, error) { return libre{}, nil }

// libre is the lock of a place that nobody else sends to.
type libre struct{}

func (libre) Hold(context.Context, bool) error { return nil }
func (libre) Release() error                   { return nil }

func (m *memoire) Read(_ context.Context, chemin string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if s, ok := m.c[chemin]; ok {
		return []byte(s), nil
	}
	return nil, fs.ErrNotExist
}

func (m *memoire) Holds(_ context.Context, e publish.Entree) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s, ok := m.c[e.Chemin]
	return ok && empreinte(s) == e.SHA256, nil
}

func (m *memoire) Complete(publish.Entree) bool { return true }

func (m *memoire) Put(_ context.Context, e publish.Entree, corps []byte) error {
	return m.change(func() { m.c[e.Chemin] = string(corps) })
}

func (m *memoire) Remove(_ context.Context, chemin string) error {
	return m.change(func() { delete(m.c, chemin) })
}

func (m *memoire) change(f func()) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.restes == 0 {
		return errStopped
	}
	m.restes--
	f()
	if m.apres != nil {
		m.apres(m.c)
	}
	return nil
}

func empreinte(s string) string { return somme([]byte(s)) }

// site makes up pages, each of which loads files named after what they hold,
// and a file of data.
func site(r *rand.Rand) contenu {
	c := contenu{}
	for i := range 3 + r.IntN(4) {
		var charges []string
		for range r.IntN(4) {
			nom := fmt.Sprintf("assets/a%d.%08x.css", r.IntN(3), r.IntN(4))
			c[nom] = nom
			charges = append(charges, nom)
		}
		if r.IntN(2) == 0 {
			charges = append(charges, "donnees/d.json")
			c["donnees/d.json"] = fmt.Sprint("d", r.IntN(3))
		}
		c[fmt.Sprintf("p%d/index.html", i)] = strings.Join(charges, " ")
	}
	return c
}

// broken returns a page that loads a file that is not there.
func broken(c contenu) string {
	for p, corps := range c {
		if strings.HasSuffix(p, ".html") {
			for _, charge := range strings.Fields(corps) {
				if _, ok := c[charge]; !ok {
					return p + " loads " + charge
				}
			}
		}
	}
	return ""
}

// TestOnlineSiteIsWholeAtEveryInstant sends sites one after the other; some
// sendings are stopped anywhere, and another site may come after them.
func TestOnlineSiteIsWholeAtEveryInstant(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	enLigne := &memoire{c: contenu{"of/somebody/else.txt": ""}}
	enLigne.apres = func(c contenu) {
		if b := broken(c); b != "" {
			t.Error(b)
		}
	}
	stops, reprises := 0, 0
	var c contenu
	var m publish.Manifeste
	dir := filepath.Join(t.TempDir(), "public")
	for i := range 300 {
		if i == 0 || r.IntN(3) > 0 { // else the same site again
			c = site(r)
			m = build(t, dir, c)
		}
		enLigne.restes = -1
		if r.IntN(2) == 0 {
			enLigne.restes = r.IntN(15)
		}
		e, err := Prepare(t.Context(), enLigne, m, Options{Force: true})
		if err != nil {
			t.Fatal(err)
		}
		if e.Reprise {
			reprises++
		}
		if _, err = e.Run(t.Context(), enLigne, libre{}, dir, m, func() {}); err != nil {
			if !errors.Is(err, errStopped) {
				t.Fatal(err)
			}
			stops++
			continue
		}
		want := maps.Clone(c)
		want["of/somebody/else.txt"] = ""
		got := maps.Clone(enLigne.c)
		delete(got, nomManifeste)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("sending %d: want (-), got (+):\n%s", i, diff)
		}
	}
	if stops < 20 || reprises < 20 {
		t.Errorf("only %d sendings were stopped, %d went on: the test shows nothing", stops, reprises)
	}
}

func TestSendingGoesOnWhereItStopped(t *testing.T) {
	c := contenu{}
	for i := range 40 {
		c[fmt.Sprintf("p%d/index.html", i)] = fmt.Sprint(i)
	}
	dir := filepath.Join(t.TempDir(), "public")
	m := build(t, dir, c)
	d := &memoire{c: contenu{}, restes: 31}
	e, err := Prepare(t.Context(), d, m, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.Run(t.Context(), d, libre{}, dir, m, func() {}); !errors.Is(err, errStopped) {
		t.Fatal(err)
	}
	d.restes = -1
	if e, err = Prepare(t.Context(), d, m, Options{}); err != nil {
		t.Fatal(err)
	}
	bilan, err := e.Run(t.Context(), d, libre{}, dir, m, func() {})
	// 31 changes: the mark of the beginning, then 30 files.
	if want := (Bilan{Envoyes: 10, Deja: 30, Octets: bilan.Octets}); err != nil || bilan != want {
		t.Errorf("%+v, %v; want %+v", bilan, err, want)
	}
}

func TestTooMuchIsNotTakenAway(t *testing.T) {
	c := contenu{}
	for i := range 20 {
		c[fmt.Sprintf("p%d.html", i)] = "x"
	}
	dir := filepath.Join(t.TempDir(), "public")
	d := &memoire{c: contenu{}, restes: -1}
	send := func(o Options) error {
		m := build(t, dir, c)
		e, err := Prepare(t.Context(), d, m, o)
		if err == nil {
			_, err = e.Run(t.Context(), d, libre{}, dir, m, func() {})
		}
		return err
	}
	if err := send(Options{PartMax: 0.1}); err != nil {
		t.Fatal(err)
	}
	delete(c, "p0.html")
	delete(c, "p1.html")
	if err := send(Options{PartMax: 0.1}); err != nil {
		t.Errorf("two of twenty: %v", err)
	}
	delete(c, "p2.html")
	delete(c, "p3.html")
	avant := maps.Clone(d.c)
	if err := send(Options{PartMax: 0.1}); err == nil || !strings.Contains(err.Error(), "2 of the 18 pages") {
		t.Errorf("two of eighteen: %v", err)
	}
	if diff := cmp.Diff(avant, d.c); diff != "" {
		t.Errorf("something was changed:\n%s", diff)
	}
	if err := send(Options{PartMax: 0.1, Force: true}); err != nil || d.c["p3.html"] != "" {
		t.Errorf("forced: %v", err)
	}
}

func TestSiteChangedByHandIsNotSent(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	m := build(t, dir, contenu{"index.html": "a"})
	if err := os.WriteFile(filepath.Join(dir, "index.html"), []byte("b"), 0o600); err != nil {
		t.Fatal(err)
	}
	d := &memoire{c: contenu{}, restes: -1}
	e, err := Prepare(t.Context(), d, m, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.Run(t.Context(), d, libre{}, dir, m, func() {}); err == nil || !strings.Contains(err.Error(), "index.html") || d.c["index.html"] != "" {
		t.Errorf("sent: %v, %v", d.c, err)
	}
}

// TestBucketHoldsTheSite sends to a store in this process.
func TestBucketHoldsTheSite(t *testing.T) {
	magasin := s3mem.New()
	faux := gofakes3.New(magasin).Server()
	var caches sync.Map // Cache-Control sent with each path: this store forgets it
	serveur := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPut {
			caches.Store(r.URL.Path, r.Header.Get("Cache-Control"))
		}
		faux.ServeHTTP(w, r)
	}))
	defer serveur.Close()
	t.Setenv("AWS_ACCESS_KEY_ID", "key")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "secret")
	dir := filepath.Join(t.TempDir(), "public")
	c := contenu{"index.html": "accueil", "assets/a.01234567.css": "a{}", "sw.js": "//", "é/à b.html": "accents"}
	m := build(t, dir, c)
	d, err := Open("s3://site/pre/fixe", serveur.URL, false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Prepare(t.Context(), d, m, Options{}); err == nil || !strings.Contains(err.Error(), "no bucket site") {
		t.Errorf("without a bucket: %v", err)
	}
	if err := magasin.CreateBucket("site"); err != nil {
		t.Fatal(err)
	}
	send := func() Bilan {
		t.Helper()
		e, err := Prepare(t.Context(), d, m, Options{Force: true})
		if err != nil {
			t.Fatal(err)
		}
		b, err := e.Run(t.Context(), d, libre{}, dir, m, func() {})
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	if b := send(); b.Envoyes != 4 {
		t.Errorf("first sending: %+v", b)
	}
	if b := send(); b != (Bilan{}) {
		t.Errorf("second sending of the same: %+v", b)
	}
	client := d.(*seau).client
	for chemin, want := range map[string][2]string{
		"index.html":            {"text/html; charset=utf-8", "no-cache"},
		"assets/a.01234567.css": {"text/css; charset=utf-8", "public, max-age=31536000, immutable"},
		"sw.js":                 {"text/javascript; charset=utf-8", "no-cache"},
		"é/à b.html":            {"text/html; charset=utf-8", "no-cache"},
	} {
		info, err := client.StatObject(t.Context(), "site", "pre/fixe/"+chemin, minio.StatObjectOptions{})
		if err != nil {
			t.Errorf("%s: %v", chemin, err)
			continue
		}
		cache, _ := caches.Load("/site/pre/fixe/" + chemin)
		if got := [2]string{info.ContentType, fmt.Sprint(cache)}; got != want {
			t.Errorf("%s: %q, want %q", chemin, got, want)
		}
	}
	delete(c, "sw.js")
	c["index.html"] = "autre accueil"
	m = build(t, dir, c)
	if b := send(); b.Envoyes != 1 || b.Retires != 1 {
		t.Errorf("a page changed, a file gone: %+v", b)
	}
	if _, err := client.StatObject(t.Context(), "site", "pre/fixe/sw.js", minio.StatObjectOptions{}); err == nil {
		t.Error("sw.js is still there")
	}
	// A mark that is left makes each file be looked at before it is sent.
	if err := putManifeste(t.Context(), d, nomEnCours, m); err != nil {
		t.Fatal(err)
	}
	if err := d.Remove(t.Context(), nomManifeste); err != nil {
		t.Fatal(err)
	}
	if b := send(); b.Envoyes != 0 || b.Deja != 3 {
		t.Errorf("after an interruption: %+v", b)
	}
}
