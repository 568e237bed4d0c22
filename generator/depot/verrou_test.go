package depot

import (
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
	"github.com/minio/minio-go/v7"

	"futurpro/generator/publish"
)

// battementEssai leaves a busy machine the time to give six of them.
const battementEssai = 100 * time.Millisecond

// magasin is a store in this process. Each sending reaches it by an address of
// its own, where it can be held.
type magasin struct {
	faux           http.Handler
	sansConditions bool // as the stores that know no conditional write
}

func newMagasin(t *testing.T, sansConditions bool) *magasin {
	t.Helper()
	t.Setenv("AWS_ACCESS_KEY_ID", "key")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "secret")
	seaux := s3mem.New()
	if err := seaux.CreateBucket("site"); err != nil {
		t.Fatal(err)
	}
	return &magasin{gofakes3.New(seaux).Server(), sansConditions}
}

// open returns the bucket, and what holds all its requests until it is unlocked.
func (m *magasin) open(t *testing.T) (Depot, *sync.Mutex) {
	t.Helper()
	porte := &sync.Mutex{}
	serveur := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		porte.Lock()
		defer porte.Unlock()
		if m.sansConditions {
			r.Header.Del("If-Match")
			r.Header.Del("If-None-Match")
		}
		m.faux.ServeHTTP(w, r)
	}))
	t.Cleanup(serveur.Close)
	d, err := Open("s3://site", serveur.URL, false)
	if err != nil {
		t.Fatal(err)
	}
	d.(*seau).battement = battementEssai
	return d, porte
}

// online returns what a place holds.
func online(t *testing.T, d Depot) contenu {
	t.Helper()
	c := contenu{}
	switch d := d.(type) {
	case *dossier:
		err := fs.WalkDir(d.racine.FS(), ".", func(nom string, e fs.DirEntry, err error) error {
			if err == nil && !e.IsDir() {
				b, errLu := d.racine.ReadFile(nom)
				c[nom], err = string(b), errLu
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	case *seau:
		for o := range d.client.ListObjects(t.Context(), d.nom, minio.ListObjectsOptions{Recursive: true}) {
			b, err := d.Read(t.Context(), o.Key)
			if err != nil || o.Err != nil {
				t.Fatal(o.Err, err)
			}
			c[o.Key] = string(b)
		}
	}
	return c
}

// envoi is a site and what sends it.
type envoi struct {
	dir string
	m   publish.Manifeste
	d   Depot
	v   Verrou
}

// newEnvoi makes a site whose pages say who sends it.
func newEnvoi(t *testing.T, d Depot, qui string) (*envoi, contenu) {
	t.Helper()
	c := contenu{"assets/a." + fmt.Sprintf("%08x", len(qui)) + ".css": qui, qui + "/index.html": qui}
	for i := range 30 {
		c[fmt.Sprintf("p%d/index.html", i)] = qui
	}
	dir := filepath.Join(t.TempDir(), "public")
	return &envoi{dir: dir, m: build(t, dir, c), d: d}, c
}

func (e *envoi) lock(t *testing.T, attente func(string)) error {
	v, err := e.d.Lock(t.Context(), attente)
	e.v = v
	return err
}

func (e *envoi) run(t *testing.T, fait func()) error {
	p, err := Prepare(t.Context(), e.d, e.m, Options{Force: true})
	if err == nil {
		_, err = p.Run(t.Context(), e.d, e.v, e.dir, e.m, fait)
	}
	return err
}

// whole wants a place to hold a site, and nothing else.
func whole(t *testing.T, d Depot, e *envoi, c contenu) {
	t.Helper()
	want := maps.Clone(c)
	b, err := os.ReadFile(filepath.Join(e.dir, publish.NomManifeste))
	if err != nil {
		t.Fatal(err)
	}
	want[nomManifeste] = string(b)
	if diff := cmp.Diff(want, online(t, d)); diff != "" {
		t.Errorf("online: want (-), got (+):\n%s", diff)
	}
}

// TestSecondSendingWaits begins a sending in the middle of another.
func TestSecondSendingWaits(t *testing.T) {
	dossierCommun := filepath.Join(t.TempDir(), "srv")
	avec, sans := newMagasin(t, false), newMagasin(t, true)
	for nom, open := range map[string]func() Depot{
		"folder": func() Depot {
			d, err := Open(dossierCommun, "", false)
			if err != nil {
				t.Fatal(err)
			}
			return d
		},
		"bucket":                    func() Depot { d, _ := avec.open(t); return d },
		"bucket without conditions": func() Depot { d, _ := sans.open(t); return d },
	} {
		t.Run(nom, func(t *testing.T) {
			un, _ := newEnvoi(t, open(), "un")
			deux, voulu := newEnvoi(t, open(), "deux")
			if err := un.lock(t, func(string) { t.Error("waits for nobody") }); err != nil {
				t.Fatal(err)
			}
			auMilieu, suite := make(chan bool), make(chan bool)
			finUn, finDeux := make(chan error, 1), make(chan error, 1)
			var une sync.Once
			go func() {
				err := un.run(t, func() { une.Do(func() { auMilieu <- true; <-suite }) })
				if errVerrou := un.v.Release(); err == nil {
					err = errVerrou
				}
				finUn <- err
			}()
			<-auMilieu
			attend := make(chan string, 1)
			go func() {
				err := deux.lock(t, func(qui string) { attend <- qui })
				if err == nil {
					err = deux.run(t, func() {})
				}
				if errVerrou := deux.v.Release(); err == nil {
					err = errVerrou
				}
				finDeux <- err
			}()
			if qui := <-attend; qui == "" {
				t.Error("who is waited for is not told")
			}
			// Longer than what a dead sending is waited for.
			select {
			case err := <-finDeux:
				t.Fatalf("the second did not wait: %v", err)
			case <-time.After((immobileMax + 3) * battementEssai):
			}
			if online(t, un.d)["deux/index.html"] != "" {
				t.Error("the second has sent something")
			}
			close(suite)
			if err := <-finUn; err != nil {
				t.Errorf("the first: %v", err)
			}
			if err := <-finDeux; err != nil {
				t.Errorf("the second: %v", err)
			}
			whole(t, un.d, deux, voulu)
		})
	}
}

// TestFrozenSendingStops freezes a sending, as a machine that is suspended; it
// wakes up when another has taken its place.
func TestFrozenSendingStops(t *testing.T) {
	for nom, m := range map[string]*magasin{"bucket": newMagasin(t, false), "bucket without conditions": newMagasin(t, true)} {
		t.Run(nom, func(t *testing.T) {
			dUn, porte := m.open(t)
			dDeux, _ := m.open(t)
			un, _ := newEnvoi(t, dUn, "un")
			deux, voulu := newEnvoi(t, dDeux, "deux")
			if err := un.lock(t, func(string) { t.Error("waits for nobody") }); err != nil {
				t.Fatal(err)
			}
			auMilieu, suite := make(chan bool), make(chan bool)
			fin := make(chan error, 1)
			var une sync.Once
			go func() { fin <- un.run(t, func() { une.Do(func() { auMilieu <- true; <-suite }) }) }()
			<-auMilieu
			porte.Lock()
			err := deux.lock(t, func(string) {})
			if err == nil {
				err = deux.run(t, func() {})
			}
			porte.Unlock()
			close(suite)
			if err != nil {
				t.Fatal(err)
			}
			if err := <-fin; err == nil || !strings.Contains(err.Error(), "another sending has taken the place of this one, which stops: "+deux.v.(*bail).qui) {
				t.Errorf("the first ends with %v", err)
			}
			if err := un.v.Release(); err != nil {
				t.Error(err)
			}
			if err := deux.v.Hold(t.Context(), true); err != nil {
				t.Errorf("the first has released the lock of the second: %v", err)
			}
			if err := deux.v.Release(); err != nil {
				t.Error(err)
			}
			whole(t, dDeux, deux, voulu)
		})
	}
}

// TestLockThatIsTakenAwayStopsTheSending takes it away by hand.
func TestLockThatIsTakenAwayStopsTheSending(t *testing.T) {
	d, _ := newMagasin(t, false).open(t)
	e, _ := newEnvoi(t, d, "un")
	if err := e.lock(t, func(string) {}); err != nil {
		t.Fatal(err)
	}
	if err := d.Remove(t.Context(), nomVerrou); err != nil {
		t.Fatal(err)
	}
	if err := e.run(t, func() {}); err == nil || !strings.Contains(err.Error(), "was taken away") {
		t.Errorf("ends with %v", err)
	}
	if err := e.v.Release(); err != nil || len(online(t, d)) > 0 {
		t.Errorf("%v, online: %v", err, online(t, d))
	}
}

// TestOneOfManyTakesTheLock is for the instant in which they all find none.
func TestOneOfManyTakesTheLock(t *testing.T) {
	m := newMagasin(t, false)
	tenus := make(chan int, 100)
	var g sync.WaitGroup
	n := 0
	for range 8 {
		d, _ := m.open(t)
		g.Go(func() {
			v, err := d.Lock(t.Context(), func(string) {})
			if err != nil {
				t.Error(err)
				return
			}
			n++ // the race detector sees two that hold it, and the count too
			tenus <- n
			if err := v.Release(); err != nil {
				t.Error(err)
			}
		})
	}
	g.Wait()
	if len(tenus) != 8 || n != 8 {
		t.Errorf("%d of 8 took the lock, counted %d", len(tenus), n)
	}
}

// TestLockThatIsGoneAtOnceNamesNobody: the sending that is waited for ends, a third
// is first to take the lock, and has released it when one looks who it is.
func TestLockThatIsGoneAtOnceNamesNobody(t *testing.T) {
	m := newMagasin(t, false)
	faux, refuse := m.faux, &atomic.Bool{}
	m.faux = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPut && refuse.Swap(false) {
			w.WriteHeader(http.StatusPreconditionFailed)
			return
		}
		faux.ServeHTTP(w, r)
	})
	d, _ := m.open(t)
	un, err := d.Lock(t.Context(), func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	var attendus []string
	deux, err := d.Lock(t.Context(), func(qui string) {
		attendus = append(attendus, qui)
		if err := un.Release(); err != nil {
			t.Error(err)
		}
		refuse.Store(true)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := deux.Release(); err != nil || refuse.Load() || len(attendus) != 1 || attendus[0] == "" {
		t.Errorf("%v, a refusal left: %v, waited for %q", err, refuse.Load(), attendus)
	}
}
