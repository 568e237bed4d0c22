package telechargement

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

func sha(s string) string {
	h := sha256.Sum256([]byte(s))
	return hex.EncodeToString(h[:])
}

// want compares what tells results apart.
func (r *reseau) want(got Resultat, issue Issue, trouve, cote string, present, conforme bool) {
	r.t.Helper()
	if got.Err != nil || got.Issue != issue || got.Trouve != sha(trouve) || got.Taille != int64(len(trouve)) ||
		got.Cote != cote || got.Present != present || got.Conforme != conforme {
		r.t.Errorf("got %+v, want issue %d, file of %d bytes, aside %q, present %v, as described %v", got, issue, len(trouve), cote, present, conforme)
	}
}

func TestFileThatHasNotChangedIsNotSentAgain(t *testing.T) {
	for nom, h := range map[string]http.HandlerFunc{
		"ETag":      version(v1, `"1"`),
		"weak ETag": version(v1, `W/"1"`),
		"date": func(w http.ResponseWriter, req *http.Request) {
			http.ServeContent(w, req, "f.csv", time.Date(1999, 1, 2, 3, 4, 5, 0, time.UTC), strings.NewReader(v1))
		},
	} {
		t.Run(nom, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *reseau) {
				codes := []int{}
				r.host("a.example", func(w http.ResponseWriter, req *http.Request) {
					e := &espion{ResponseWriter: w, code: 200}
					h(e, req)
					codes = append(codes, e.code)
				})
				r.want(r.one(Options{}, simple()), Recu, v1, "", true, true)
				r.want(r.one(Options{}, simple()), AJour, v1, "", true, true)
				if len(codes) != 2 || codes[0] != 200 || codes[1] != 304 {
					t.Errorf("answers %v, want 200 then 304", codes)
				}
				// A file that somebody changed or took away comes again.
				for _, texte := range []string{"touché", ""} {
					os.Remove(filepath.Join(r.dossier, "d/f.csv"))
					if texte != "" {
						os.WriteFile(filepath.Join(r.dossier, "d/f.csv"), []byte(texte), 0o644)
					}
					r.want(r.one(Options{}, simple()), Recu, v1, "", true, true)
					r.holds("d/f.csv", v1)
				}
			})
		})
	}
}

type espion struct {
	http.ResponseWriter
	code int
}

func (e *espion) WriteHeader(code int) { e.code = code; e.ResponseWriter.WriteHeader(code) }

func TestNewVersionWaitsToBeAccepted(t *testing.T) {
	inBubble(t, func(t *testing.T, r *reseau) {
		s := r.host("a.example", version(v1, `"1"`), version(v2, `"2"`))
		d := simple()
		d.SHA256 = sha(v1)
		const cote = ".fetch/nouveau/d/f.csv"
		r.want(r.one(Options{}, d), Recu, v1, "", true, true)
		r.want(r.one(Options{}, d), NouvelleVersion, v2, cote, true, true)
		r.holds("d/f.csv", v1)
		r.holds(cote, v2)

		// It is not sent again to be said again, nor to be accepted.
		r.want(r.one(Options{}, d), NouvelleVersion, v2, cote, true, true)
		r.want(r.one(Options{Accepter: true}, d), NouvelleVersion, v2, "", true, false)
		r.holds("d/f.csv", v2)
		r.holds(cote, "")
		if got := s.asked("If-None-Match"); got[2] != `"2"` || got[3] != `"2"` {
			t.Errorf("If-None-Match %q", got)
		}

		// Whoever takes the description back keeps the file, and is told.
		r.want(r.one(Options{}, d), NouvelleVersion, v2, "", true, false)
		r.holds("d/f.csv", v2)

		// The description follows, and nothing is left to say.
		d.SHA256 = sha(v2)
		r.want(r.one(Options{}, d), AJour, v2, "", true, true)
	})
}

func TestServerThatGoesBackLeavesNothingToAccept(t *testing.T) {
	inBubble(t, func(t *testing.T, r *reseau) {
		r.host("a.example", version(v2, `"2"`), version(v1, `"1"`))
		d := simple()
		d.SHA256 = sha(v1)
		r.want(r.one(Options{}, d), NouvelleVersion, v2, ".fetch/nouveau/d/f.csv", false, false)
		r.want(r.one(Options{}, d), Recu, v1, "", true, true)
		if l := r.leftovers(); len(l) > 0 {
			t.Errorf("left over: %v", l)
		}
	})
}

func TestNewVersionThatTheDescriptionCatchesUpWithTakesItsPlace(t *testing.T) {
	inBubble(t, func(t *testing.T, r *reseau) {
		r.host("a.example", version(v2, `"2"`))
		d := simple()
		d.SHA256 = sha(v1)
		r.want(r.one(Options{}, d), NouvelleVersion, v2, ".fetch/nouveau/d/f.csv", false, false)
		r.holds("d/f.csv", "")
		d.SHA256 = sha(v2)
		r.want(r.one(Options{}, d), Recu, v2, "", true, true)
		r.holds("d/f.csv", v2)
	})
}

func TestFilePutThereByHandIsKeptWhenTheServerFails(t *testing.T) {
	inBubble(t, func(t *testing.T, r *reseau) {
		r.host("a.example", says(404, ""))
		os.MkdirAll(filepath.Join(r.dossier, "d"), 0o755)
		os.WriteFile(filepath.Join(r.dossier, "d/f.csv"), []byte(v1), 0o644)
		for empreinte, conforme := range map[string]bool{sha(v1): true, sha(v2): false, "": true} {
			d := simple()
			d.SHA256 = empreinte
			res := r.fetch(Options{}, d)[0]
			if res.Err == nil || !res.Present || res.Conforme != conforme {
				t.Errorf("got %+v, want a failure, present, as described %v", res, conforme)
			}
		}
		r.holds("d/f.csv", v1)
	})
}

func TestFailureOfOneLeavesTheOthers(t *testing.T) {
	inBubble(t, func(t *testing.T, r *reseau) {
		r.host("a.example", version(v1, ""))
		l := r.fetch(Options{}, Demande{URL: "http://nulle-part.example/g", Chemin: "g.csv"}, simple())
		if l[0].Err == nil || l[1].Err != nil {
			t.Errorf("errors %v and %v", l[0].Err, l[1].Err)
		}
		r.holds("d/f.csv", v1)
	})
}

func TestRequestsThatLeaveTheFolderAreRefused(t *testing.T) {
	for _, d := range []Demande{
		{URL: "https://a.example/f", Chemin: "../f.csv"},
		{URL: "https://a.example/f", Chemin: "/f.csv"},
		{URL: "https://a.example/f", Chemin: `d\f.csv`},
		{URL: "https://a.example/f", Chemin: ".fetch/etat.json"},
		{URL: "https://a.example/f", Chemin: "sans-extension"},
		{URL: "ftp://a.example/f", Chemin: "f.csv"},
		{URL: "https://moi:secret@a.example/f", Chemin: "f.csv"},
		{URL: "f.csv", Chemin: "f.csv"},
		{URL: "https://a.example/f", Chemin: "f.csv", Extraire: "zip"},
		{URL: "https://a.example/f", Chemin: "f.csv", Extraire: "zip:[a"},
		{URL: "https://a.example/f", Chemin: "f.csv", Extraire: "rar"},
	} {
		if _, err := Fetch(t.Context(), t.TempDir(), []Demande{d}, Options{}); err == nil {
			t.Errorf("%+v is accepted", d)
		}
	}
	d := simple()
	if _, err := Fetch(t.Context(), t.TempDir(), []Demande{d, d}, Options{}); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("the same path twice: %v", err)
	}
}

func TestLinkOutOfTheFolderIsNotFollowed(t *testing.T) {
	inBubble(t, func(t *testing.T, r *reseau) {
		dehors := t.TempDir()
		if err := os.Symlink(dehors, filepath.Join(r.dossier, "d")); err != nil {
			t.Skip("no symbolic links here")
		}
		r.host("a.example", version(v1, ""))
		r.fails(Options{}, simple(), "escapes")
		if l, _ := os.ReadDir(dehors); len(l) > 0 {
			t.Errorf("written outside: %v", l)
		}
	})
}

func TestFolderThatCannotBeWrittenIsSaidOnce(t *testing.T) {
	inBubble(t, func(t *testing.T, r *reseau) {
		// A folder where the part is to be.
		os.MkdirAll(filepath.Join(r.dossier, ".fetch/part/d/f.csv/x"), 0o755)
		s := r.host("a.example", version(v1, ""))
		r.fails(Options{}, simple(), "writing what comes")
		if n := len(s.asked("Range")); n != 1 {
			t.Errorf("%d requests, want 1", n)
		}
	})
}

func TestUnreadableStateIsSaid(t *testing.T) {
	dossier := t.TempDir()
	os.Mkdir(filepath.Join(dossier, ".fetch"), 0o755)
	os.WriteFile(filepath.Join(dossier, ".fetch/etat.json"), []byte("{"), 0o644)
	_, err := Fetch(t.Context(), dossier, nil, Options{})
	if err == nil || !strings.Contains(err.Error(), "etat.json") || !strings.Contains(err.Error(), "remove it") {
		t.Errorf("error %v", err)
	}
}

// Two runs of the same downloads leave the same bytes, state included.
func TestStateIsTheSameFromOneMachineToAnother(t *testing.T) {
	etats := []string{}
	for range 2 {
		inBubble(t, func(t *testing.T, r *reseau) {
			r.host("a.example", version(v1, `"1"`))
			r.fetch(Options{}, simple(), Demande{URL: "http://a.example/g", Chemin: "g.csv"})
			data, err := os.ReadFile(filepath.Join(r.dossier, cheminEtat))
			if err != nil {
				t.Fatal(err)
			}
			etats = append(etats, string(data))
			time.Sleep(time.Hour)
		})
	}
	if etats[0] != etats[1] || !strings.Contains(etats[0], sha(v1)) {
		t.Errorf("states differ:\n%s\n%s", etats[0], etats[1])
	}
}

// Two fetches in one folder take turns: the second finds what the first left.
func TestTwoFetchesTakeTurns(t *testing.T) {
	var mu sync.Mutex
	entiers := 0
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if req.Header.Get("If-None-Match") == "" {
			mu.Lock()
			entiers++
			mu.Unlock()
		}
		version(v1, `"1"`)(w, req)
	}))
	defer srv.Close()
	dossier := t.TempDir()
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			l, err := Fetch(context.Background(), dossier, []Demande{{URL: srv.URL, Chemin: "f.csv"}}, Options{})
			if err != nil || l[0].Err != nil {
				t.Errorf("%v %+v", err, l)
			}
		})
	}
	wg.Wait()
	if entiers != 1 {
		t.Errorf("the file came %d times, want once", entiers)
	}
}
