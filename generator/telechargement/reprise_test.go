package telechargement

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

var (
	v1 = csvLong(100_000, "un")
	v2 = csvLong(120_000, "deux")
)

func simple() Demande { return Demande{URL: "http://a.example/f", Chemin: "d/f.csv"} }

func TestCutBodyIsGoneOnFrom(t *testing.T) {
	inBubble(t, func(t *testing.T, r *reseau) {
		s := r.host("a.example", cut(60_000, version(v1, `"1"`)), cut(30_000, version(v1, `"1"`)), version(v1, `"1"`))
		r.one(Options{}, simple())
		r.holds("d/f.csv", v1)
		if got, want := s.asked("Range"), []string{"", "bytes=60000-", "bytes=90000-"}; !slices.Equal(got, want) {
			t.Errorf("ranges %q, want %q", got, want)
		}
		if got := s.asked("If-Range"); got[1] != `"1"` || got[2] != `"1"` {
			t.Errorf("If-Range %q", got)
		}
		if l := r.leftovers(); len(l) > 0 {
			t.Errorf("left over: %v", l)
		}
	})
}

func TestDateOfChangeServesToGoOn(t *testing.T) {
	inBubble(t, func(t *testing.T, r *reseau) {
		modifie := time.Now().Add(-time.Hour)
		h := func(w http.ResponseWriter, req *http.Request) {
			http.ServeContent(w, req, "f.csv", modifie, strings.NewReader(v1))
		}
		s := r.host("a.example", cut(50_000, h), h)
		r.one(Options{}, simple())
		r.holds("d/f.csv", v1)
		if got := s.asked("If-Range")[1]; got != modifie.UTC().Format(http.TimeFormat) {
			t.Errorf("If-Range %q", got)
		}
	})
}

func TestFileOfAnotherDateIsNotJoined(t *testing.T) {
	inBubble(t, func(t *testing.T, r *reseau) {
		avant, apres := time.Now().Add(-2*time.Hour), time.Now().Add(-time.Hour)
		autre := strings.Repeat("x", 40_000) + v1[40_000:]
		dated := func(texte string, quand time.Time) http.HandlerFunc {
			return func(w http.ResponseWriter, req *http.Request) {
				http.ServeContent(w, req, "f.csv", quand, strings.NewReader(texte))
			}
		}
		r.host("a.example", cut(60_000, dated(v1, avant)),
			partial(autre, 60_000, "Last-Modified: "+apres.UTC().Format(http.TimeFormat)), dated(autre, apres))
		r.one(Options{}, simple())
		r.holds("d/f.csv", autre)
	})
}

// What cannot be named for sure is asked for again from its beginning.
func TestVersionThatNothingNamesIsNotGoneOnFrom(t *testing.T) {
	for nom, h := range map[string]http.HandlerFunc{
		"no validator": version(v1, ""),
		"weak ETag":    version(v1, `W/"1"`),
		"date too near": func(w http.ResponseWriter, req *http.Request) {
			http.ServeContent(w, req, "f.csv", time.Now(), strings.NewReader(v1))
		},
	} {
		t.Run(nom, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *reseau) {
				s := r.host("a.example", cut(60_000, h), h)
				r.one(Options{}, simple())
				r.holds("d/f.csv", v1)
				if got := s.asked("Range"); len(got) != 2 || got[1] != "" {
					t.Errorf("ranges %q", got)
				}
			})
		})
	}
}

// partial answers any range with the end of a text, whatever it was asked.
func partial(texte string, debut int, entetes ...string) http.HandlerFunc {
	return extract(texte, debut, len(texte), entetes...)
}

func extract(texte string, debut, fin int, entetes ...string) http.HandlerFunc {
	return says(http.StatusPartialContent, texte[debut:fin], append(entetes,
		fmt.Sprintf("Content-Range: bytes %d-%d/%d", debut, fin-1, len(texte)), "Content-Length: "+strconv.Itoa(fin-debut))...)
}

// Two versions are never joined, whatever the server answers.
func TestFileThatChangesBetweenTwoRequestsStartsAgain(t *testing.T) {
	debut := cut(60_000, version(v1, `"1"`))
	autre := strings.Repeat("x", 40_000) + v1[40_000:]
	for nom, tt := range map[string]struct {
		suite []http.HandlerFunc
		want  string
	}{
		"as it should answer":          {[]http.HandlerFunc{version(v2, `"2"`)}, v2},
		"ranges ignored":               {[]http.HandlerFunc{says(200, v2)}, v2},
		"ranges ignored, same version": {[]http.HandlerFunc{says(200, v1, `ETag: "1"`)}, v1},
		"If-Range ignored":             {[]http.HandlerFunc{partial(autre, 60_000, `ETag: "2"`), version(autre, `"2"`)}, autre},
		"another size":                 {[]http.HandlerFunc{partial(v2, 60_000), version(v2, `"2"`)}, v2},
		"another range":                {[]http.HandlerFunc{extract(v1, 20_000, 60_000, `ETag: "1"`), version(v1, `"1"`)}, v1},
		"shorter now":                  {[]http.HandlerFunc{says(416, "", "Content-Range: bytes */10"), version("a;b\n1;2\n3;\n", `"2"`)}, "a;b\n1;2\n3;\n"},
	} {
		t.Run(nom, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *reseau) {
				s := r.host("a.example", append([]http.HandlerFunc{debut}, tt.suite...)...)
				r.one(Options{}, simple())
				r.holds("d/f.csv", tt.want)
				if got := s.asked("Range"); got[1] != "bytes=60000-" || len(got) > 2 && got[2] != "" {
					t.Errorf("ranges %q", got)
				}
			})
		})
	}
}

// A range may be answered short: the rest is asked for.
func TestPartOfARangeIsNotTheWhole(t *testing.T) {
	inBubble(t, func(t *testing.T, r *reseau) {
		court := extract(v1, 60_000, 80_000, `ETag: "1"`)
		s := r.host("a.example", cut(60_000, version(v1, `"1"`)), court, version(v1, `"1"`))
		r.one(Options{}, simple())
		r.holds("d/f.csv", v1)
		if got := s.asked("Range")[2]; got != "bytes=80000-" {
			t.Errorf("range %q", got)
		}
	})
}

func TestInterruptedFetchIsGoneOnFromByTheNext(t *testing.T) {
	inBubble(t, func(t *testing.T, r *reseau) {
		r.host("a.example", func(w http.ResponseWriter, req *http.Request) {
			if req.Header.Get("Range") != "" {
				version(v1, `"1"`)(w, req)
				return
			}
			w.Header().Set("ETag", `"1"`)
			w.Header().Set("Content-Length", strconv.Itoa(len(v1)))
			fmt.Fprint(w, v1[:70_000])
			w.(http.Flusher).Flush()
			<-req.Context().Done()
		})
		debut := time.Now()
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			synctest.Wait() // all that the server sends has come
			cancel()
		}()
		_, err := Fetch(ctx, r.dossier, []Demande{simple()}, Options{Transport: r.transport})
		if err != context.Canceled {
			t.Fatalf("error %v, want the cancellation", err)
		}
		if d := time.Since(debut); d != 0 {
			t.Errorf("ended %s after the interruption", d)
		}
		r.holds("d/f.csv", "")
		r.holds(".fetch/part/d/f.csv", v1[:70_000])

		r.one(Options{}, simple())
		r.holds("d/f.csv", v1)
		if got := r.serveurs["a.example"].asked("Range")[1]; got != "bytes=70000-" {
			t.Errorf("range %q", got)
		}
	})
}

// What has come is kept when a network asks to log in half way.
func TestPageHalfWayDoesNotCostWhatCame(t *testing.T) {
	inBubble(t, func(t *testing.T, r *reseau) {
		s := r.host("a.example", cut(60_000, version(v1, `"1"`)), says(200, "<html>Connectez-vous</html>"), version(v1, `"1"`))
		r.fails(Options{}, simple(), "web page")
		r.one(Options{}, simple())
		r.holds("d/f.csv", v1)
		if got := s.asked("Range")[2]; got != "bytes=60000-" {
			t.Errorf("range %q", got)
		}
	})
}

func TestAddressThatChangedStartsAgain(t *testing.T) {
	inBubble(t, func(t *testing.T, r *reseau) {
		r.host("a.example", cut(60_000, version(v1, `"1"`)), says(404, ""))
		b := r.host("b.example", version(v2, `"1"`))
		c := r.host("c.example", version(v1, `"1"`))
		r.fails(Options{}, simple(), "404")
		r.one(Options{}, Demande{URL: "http://b.example/f", Chemin: "d/f.csv"})
		r.holds("d/f.csv", v2)
		if got := b.asked("Range")[0]; got != "" {
			t.Errorf("range %q", got)
		}
		// Nor do the validators of one address mean anything at another.
		r.one(Options{}, Demande{URL: "http://c.example/f", Chemin: "d/f.csv"})
		r.holds("d/f.csv", v1)
		if got := c.asked("If-None-Match")[0]; got != "" {
			t.Errorf("If-None-Match %q", got)
		}
	})
}
