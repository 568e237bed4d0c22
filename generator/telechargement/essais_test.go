package telechargement

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

const tableau = "a;b\n1;2\n"

func TestServerThatIsBusyIsAskedAgain(t *testing.T) {
	inBubble(t, func(t *testing.T, r *reseau) {
		r.host("a.example", says(503, ""), says(429, ""), says(500, "<html>"), version(tableau, ""))
		debut := time.Now()
		r.one(Options{}, simple())
		r.holds("d/f.csv", tableau)
		// 1, 2 and 4 s, each more or less half of itself.
		if d := time.Since(debut); d < 3500*time.Millisecond || d > 10500*time.Millisecond {
			t.Errorf("took %s, want 7 s more or less half", d)
		}
	})
}

func TestRetryAfterIsHonoured(t *testing.T) {
	date := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC) // not that of this machine
	for nom, entetes := range map[string][]string{
		"seconds": {"Retry-After: 40"},
		"date":    {"Date: " + date.Format(http.TimeFormat), "Retry-After: " + date.Add(40*time.Second).Format(http.TimeFormat)},
	} {
		t.Run(nom, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *reseau) {
				r.host("a.example", says(503, "", entetes...), version(tableau, ""))
				debut := time.Now()
				r.one(Options{}, simple())
				if d := time.Since(debut); d != 40*time.Second {
					t.Errorf("took %s, want 40 s", d)
				}
			})
		})
	}
	inBubble(t, func(t *testing.T, r *reseau) {
		s := r.host("a.example", says(503, "", "Retry-After: 3600"))
		r.fails(Options{}, simple(), "503", "come back in 1h0m0s")
		if n := len(s.asked("Range")); n != 1 {
			t.Errorf("%d requests, want 1", n)
		}
	})
}

func TestAttemptsAreCounted(t *testing.T) {
	for nom, tt := range map[string]struct {
		h    http.HandlerFunc
		n    int
		mots []string
	}{
		"always busy":     {says(503, ""), 5, []string{"503 Service Unavailable", "5 attempts"}},
		"not there":       {says(404, ""), 1, []string{"404 Not Found"}},
		"account wanted":  {says(401, ""), 1, []string{"401"}},
		"unasked 304":     {says(304, ""), 1, []string{"304"}},
		"empty":           {says(200, ""), 5, []string{"the file is empty"}},
		"no range at all": {says(416, ""), 5, []string{"does not have the range"}},
		"cut at once":     {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, 5, []string{"EOF"}},
		"always cut":      {cut(20, version(v1, "")), 5, []string{"EOF", "5 attempts"}},
	} {
		t.Run(nom, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *reseau) {
				s := r.host("a.example", tt.h)
				r.fails(Options{}, simple(), tt.mots...)
				r.holds("d/f.csv", "")
				if n := len(s.asked("Range")); n != tt.n {
					t.Errorf("%d requests, want %d", n, tt.n)
				}
			})
		})
	}
}

// A large file comes through a line that cuts every megabyte, in more cuts
// than there are attempts.
func TestProgressEarnsNewAttempts(t *testing.T) {
	inBubble(t, func(t *testing.T, r *reseau) {
		grand := csvLong(10<<20, "grand")
		s := r.host("a.example", cut(1<<20, version(grand, `"1"`)))
		r.one(Options{}, simple())
		r.holds("d/f.csv", grand)
		if n := len(s.asked("Range")); n != 10 {
			t.Errorf("%d requests, want 10", n)
		}
	})
}

func TestUnknownHostIsSaidAtOnce(t *testing.T) {
	inBubble(t, func(t *testing.T, r *reseau) {
		debut := time.Now()
		r.fails(Options{}, simple(), "no such host", "a.example")
		if d := time.Since(debut); d != 0 {
			t.Errorf("took %s", d)
		}
	})
}

// stalls sends the beginning of a text, then nothing.
func stalls(texte, etag string, n int) http.HandlerFunc {
	return func(w http.ResponseWriter, req *http.Request) {
		w.Header().Set("ETag", etag)
		w.Header().Set("Content-Length", fmt.Sprint(len(texte)))
		if n >= 0 {
			fmt.Fprint(w, texte[:n])
			w.(http.Flusher).Flush()
		}
		<-req.Context().Done()
	}
}

func TestServerThatFallsSilentIsLeft(t *testing.T) {
	for nom, tt := range map[string]struct {
		n    int
		want time.Duration // 30 s of silence, or 60 before the answer; then about 1 s
	}{"half way": {50_000, 30 * time.Second}, "before the answer": {-1, 60 * time.Second}, "after the header": {0, 30 * time.Second}} {
		t.Run(nom, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *reseau) {
				r.host("a.example", stalls(v1, `"1"`, tt.n), version(v1, `"1"`))
				var attentes []error
				debut := time.Now()
				r.one(Options{Suivi: func(e Evenement) {
					if e.Genre == Attente {
						attentes = append(attentes, e.Err)
					}
				}}, simple())
				r.holds("d/f.csv", v1)
				if d := time.Since(debut); d < tt.want || d > tt.want+1500*time.Millisecond {
					t.Errorf("took %s, want %s and about 1 s", d, tt.want)
				}
				if len(attentes) != 1 || !errors.Is(attentes[0], errSilence) {
					t.Errorf("waited for %v, want the silence", attentes)
				}
			})
		})
	}
}

// Nothing bounds the time of a file that keeps coming.
func TestSlowServerIsWaitedFor(t *testing.T) {
	inBubble(t, func(t *testing.T, r *reseau) {
		s := r.host("a.example", func(w http.ResponseWriter, _ *http.Request) {
			for range 100 {
				time.Sleep(29 * time.Second)
				fmt.Fprint(w, "a;b\n")
				w.(http.Flusher).Flush()
			}
		})
		r.one(Options{}, simple()) // nor does it say its length
		r.holds("d/f.csv", strings.Repeat("a;b\n", 100))
		if n := len(s.asked("Range")); n != 1 {
			t.Errorf("%d requests", n)
		}
	})
}

func TestRedirections(t *testing.T) {
	va := func(u string) http.HandlerFunc { return says(302, "", "Location: "+u) }
	loin := []http.HandlerFunc{}
	for i := range 10 {
		loin = append(loin, va(fmt.Sprintf("http://a.example/%d", i)))
	}
	for nom, tt := range map[string]struct {
		url  string
		a, b []http.HandlerFunc
		mots []string // none: the file comes
	}{
		"followed":              {"http://a.example/f", []http.HandlerFunc{va("https://b.example/g")}, []http.HandlerFunc{version(tableau, "")}, nil},
		"9 times":               {"http://a.example/f", append(loin[:9:9], version(tableau, "")), nil, nil},
		"10 times":              {"http://a.example/f", append(loin, version(tableau, "")), nil, []string{"10 redirections"}},
		"in a loop":             {"http://a.example/f", []http.HandlerFunc{va("http://a.example/f")}, nil, []string{"10 redirections"}},
		"from https to http":    {"https://a.example/f", []http.HandlerFunc{va("http://b.example/g")}, []http.HandlerFunc{version(tableau, "")}, []string{"https to http://b.example/g", "refused"}},
		"to a page":             {"http://a.example/f", []http.HandlerFunc{va("http://b.example/login")}, []http.HandlerFunc{says(200, "<!DOCTYPE html><p>Connexion")}, []string{"web page"}},
		"to something else":     {"http://a.example/f", []http.HandlerFunc{va("ftp://b.example/f")}, nil, []string{"ftp"}},
		"range kept on the way": {"http://a.example/f", []http.HandlerFunc{va("http://b.example/f")}, []http.HandlerFunc{cut(60_000, version(v1, `"1"`)), version(v1, `"1"`)}, nil},
	} {
		t.Run(nom, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *reseau) {
				r.host("a.example", tt.a...)
				if tt.b != nil {
					r.host("b.example", tt.b...)
				}
				d := Demande{URL: tt.url, Chemin: "d/f.csv"}
				if tt.mots != nil {
					r.fails(Options{Essais: 1}, d, tt.mots...)
					r.holds("d/f.csv", "")
					return
				}
				r.one(Options{}, d)
			})
		})
	}
}

func TestFewRequestsAtOnce(t *testing.T) {
	inBubble(t, func(t *testing.T, r *reseau) {
		encours, parHote, max, maxHote := 0, map[string]int{}, 0, 0
		c := make(chan struct{}, 1) // guards the counts
		h := func(w http.ResponseWriter, req *http.Request) {
			c <- struct{}{}
			encours++
			parHote[req.Host]++
			if encours > max {
				max = encours
			}
			if parHote[req.Host] > maxHote {
				maxHote = parHote[req.Host]
			}
			<-c
			time.Sleep(time.Second)
			c <- struct{}{}
			encours--
			parHote[req.Host]--
			<-c
			fmt.Fprint(w, tableau)
		}
		var demandes []Demande
		for _, hote := range []string{"a.example", "b.example", "c.example"} {
			r.host(hote, h)
			for i := range 6 {
				demandes = append(demandes, Demande{URL: fmt.Sprintf("http://%s/%d", hote, i), Chemin: fmt.Sprintf("%s/%d.csv", hote, i)})
			}
		}
		for i, res := range r.fetch(Options{Simultanes: 5}, demandes...) {
			if res.Err != nil || res.Chemin != demandes[i].Chemin {
				t.Errorf("%s: %v", res.Chemin, res.Err)
			}
		}
		if max != 5 || maxHote != 2 {
			t.Errorf("%d requests at once, %d to one host; want 5 and 2", max, maxHote)
		}
	})
}
