package externes

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"futurpro/generator/diagnostic"
)

// site is another site, which counts what it is asked.
type site struct {
	*httptest.Server
	mu        sync.Mutex
	demandes  map[string]int // by method and path
	ensemble  int            // requests being answered
	ensembles int            // most at one time
}

func newSite(t *testing.T) *site {
	s := &site{demandes: map[string]int{}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.demandes[r.Method+" "+r.URL.Path]++
	n := s.demandes[r.Method+" "+r.URL.Path]
	s.ensemble++
	s.ensembles = max(s.ensembles, s.ensemble)
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.ensemble--
		s.mu.Unlock()
	}()
	switch r.URL.Path {
	case "/absente":
		http.NotFound(w, r)
	case "/retiree":
		w.WriteHeader(http.StatusGone)
	case "/interdite":
		w.WriteHeader(http.StatusForbidden)
	case "/presse":
		w.WriteHeader(http.StatusTooManyRequests)
	case "/presse-une-fois":
		if n == 1 {
			w.WriteHeader(http.StatusTooManyRequests)
		}
	case "/lente":
		select {
		case <-r.Context().Done():
		case <-time.After(10 * time.Second):
		}
	case "/sans-tete":
		if r.Method == http.MethodHead {
			w.WriteHeader(http.StatusMethodNotAllowed)
		}
	case "/boucle":
		http.Redirect(w, r, "/boucle", http.StatusFound)
	case "/demenagee":
		http.Redirect(w, r, "/nouvelle", http.StatusMovedPermanently)
	case "/ailleurs-aujourd-hui":
		http.Redirect(w, r, "/nouvelle", http.StatusFound)
	case "/demenagee-et-absente":
		http.Redirect(w, r, "/absente", http.StatusMovedPermanently)
	}
}

// sansNom answers that no site has the name absent.test.
type sansNom struct{}

func (sansNom) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Hostname() == "absent.test" {
		return nil, &net.DNSError{Err: "no such host", Name: "absent.test", IsNotFound: true}
	}
	return http.DefaultTransport.RoundTrip(r)
}

func TestVerdicts(t *testing.T) {
	tests := []struct {
		adresse string
		gravite diagnostic.Severity
		want    string // "" for nothing to tell
	}{
		{"/", 0, ""},
		{"/page#ancre", 0, ""},
		{"/sans-tete", 0, ""},
		{"/presse-une-fois", 0, ""},
		{"/ailleurs-aujourd-hui", 0, ""},
		{"/absente", diagnostic.Error, "the page is no more (404)"},
		{"/retiree", diagnostic.Error, "the page is no more (410)"},
		{"/demenagee-et-absente", diagnostic.Error, "the page is no more (404)"},
		{"http://absent.test/x", diagnostic.Error, "no site has that name"},
		{"/interdite", diagnostic.Warning, "the site answers 403 to this check: look at it in a browser"},
		{"/presse", diagnostic.Warning, "the site answers 429 to this check: look at it in a browser"},
		{"/lente", diagnostic.Warning, "no answer in time"},
		{"/boucle", diagnostic.Warning, "ten redirections without an end"},
		{"/demenagee", diagnostic.Hint, "moved for good to "},
	}
	for _, test := range tests {
		t.Run(test.adresse, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			adresse := test.adresse
			if strings.HasPrefix(adresse, "/") {
				adresse = s.URL + adresse
			}
			verdicts, err := Check(t.Context(), []string{adresse}, Options{Transport: sansNom{}, Delai: 500 * time.Millisecond, Attente: time.Millisecond})
			if err != nil {
				t.Fatal(err)
			}
			v, told := verdicts[adresse]
			if told != (test.want != "") || v.Gravite != test.gravite || !strings.Contains(v.Detail, test.want) {
				t.Errorf("verdict is %+v, want %q", v, test.want)
			}
		})
	}
}

func TestEachAddressIsAskedForOnceFewAtATime(t *testing.T) {
	s := newSite(t)
	var adresses []string
	for range 3 {
		for _, page := range strings.Fields("/a /b /c /d /e /f /g /h /a#x /b#y") {
			adresses = append(adresses, s.URL+page)
		}
	}
	faits := 0
	var mu sync.Mutex
	verdicts, err := Check(t.Context(), adresses, Options{Fait: func() { mu.Lock(); defer mu.Unlock(); faits++ }})
	if err != nil || len(verdicts) != 0 {
		t.Fatalf("verdicts are %v, error is %v", verdicts, err)
	}
	if faits != 8 || len(s.demandes) != 8 {
		t.Errorf("%d addresses looked at and %v asked for, want 8", faits, s.demandes)
	}
	for demande, n := range s.demandes {
		if n != 1 || !strings.HasPrefix(demande, "HEAD ") {
			t.Errorf("%s was asked for %d times", demande, n)
		}
	}
	if s.ensembles > parHote {
		t.Errorf("%d requests at one time, want %d at most", s.ensembles, parHote)
	}
}

func TestInterrupted(t *testing.T) {
	s := newSite(t)
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := Check(ctx, []string{s.URL + "/lente"}, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
}
