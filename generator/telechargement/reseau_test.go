package telechargement

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// reseau is a network in memory: servers by host, over pipes. In a bubble of
// synctest, waits of minutes take no time and always the same.
type reseau struct {
	t         *testing.T
	dossier   string
	transport *http.Transport
	mu        sync.Mutex
	serveurs  map[string]*serveur
}

// serveur is one host: it answers with the handlers in turn, the last one for
// ever, and keeps what it was asked.
type serveur struct {
	conns    chan net.Conn
	ferme    chan struct{}
	http     http.Server
	mu       sync.Mutex
	recues   []*http.Request
	handlers []http.HandlerFunc
}

// inBubble runs a test with a network and an empty folder.
func inBubble(t *testing.T, f func(t *testing.T, r *reseau)) {
	t.Helper()
	dossier := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		r := &reseau{t: t, dossier: dossier, serveurs: map[string]*serveur{}}
		// https is served in the clear: only the scheme matters to the tests.
		r.transport = &http.Transport{DialContext: r.dial, DialTLSContext: r.dial}
		defer func() {
			r.transport.CloseIdleConnections()
			for _, s := range r.serveurs {
				close(s.ferme)
				s.http.Close()
			}
		}()
		f(t, r)
	})
}

func (r *reseau) dial(ctx context.Context, _, adresse string) (net.Conn, error) {
	hote, _, _ := net.SplitHostPort(adresse)
	r.mu.Lock()
	s := r.serveurs[hote]
	r.mu.Unlock()
	if s == nil {
		return nil, &net.DNSError{Err: "no such host", Name: hote, IsNotFound: true}
	}
	a, b := net.Pipe()
	select {
	case s.conns <- b:
		return a, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// host starts a server.
func (r *reseau) host(nom string, handlers ...http.HandlerFunc) *serveur {
	s := &serveur{conns: make(chan net.Conn), ferme: make(chan struct{}), handlers: handlers}
	s.http.Handler = http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		s.mu.Lock()
		h := s.handlers[min(len(s.recues), len(s.handlers)-1)]
		s.recues = append(s.recues, req)
		s.mu.Unlock()
		h(w, req)
	})
	r.mu.Lock()
	r.serveurs[nom] = s
	r.mu.Unlock()
	go s.http.Serve(s)
	return s
}

// Accept, Close and Addr make a serveur its own net.Listener.
func (s *serveur) Accept() (net.Conn, error) {
	select {
	case c := <-s.conns:
		return c, nil
	case <-s.ferme:
		return nil, net.ErrClosed
	}
}

func (s *serveur) Close() error   { return nil }
func (s *serveur) Addr() net.Addr { return &net.TCPAddr{} }

// asked returns a header of each request, in order.
func (s *serveur) asked(entete string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var l []string
	for _, req := range s.recues {
		l = append(l, req.Header.Get(entete))
	}
	return l
}

// fetch makes requests with the network.
func (r *reseau) fetch(o Options, demandes ...Demande) []Resultat {
	r.t.Helper()
	o.Transport = r.transport
	resultats, err := Fetch(r.t.Context(), r.dossier, demandes, o)
	if err != nil {
		r.t.Fatal(err)
	}
	return resultats
}

// one makes one request, which must not fail.
func (r *reseau) one(o Options, d Demande) Resultat {
	r.t.Helper()
	res := r.fetch(o, d)[0]
	if res.Err != nil {
		r.t.Fatal(res.Err)
	}
	return res
}

// fails makes one request, which must fail with these words, and leaves
// nothing under the final name.
func (r *reseau) fails(o Options, d Demande, mots ...string) {
	r.t.Helper()
	res := r.fetch(o, d)[0]
	if res.Err == nil || res.Issue != Echec {
		r.t.Fatalf("issue %d, error %v, want a failure", res.Issue, res.Err)
	}
	for _, m := range mots {
		if !strings.Contains(res.Err.Error(), m) {
			r.t.Errorf("error %q, want %q in it", res.Err, m)
		}
	}
}

// holds wants a file of the folder to hold a text; "" for no file.
func (r *reseau) holds(chemin, texte string) {
	r.t.Helper()
	data, err := os.ReadFile(filepath.Join(r.dossier, chemin))
	if string(data) != texte || (texte == "") != os.IsNotExist(err) {
		r.t.Errorf("%s holds %.80q (%v), want %.80q", chemin, data, err, texte)
	}
}

// leftovers returns the files of the working folder, but for the state.
func (r *reseau) leftovers() []string {
	var l []string
	err := fs.WalkDir(os.DirFS(r.dossier), dossierTravail, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && p != cheminEtat && p != cheminVerrou {
			l = append(l, p)
		}
		return err
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return l
}

// version serves a text as a good server does: ranges, conditions, validators.
func version(texte, etag string) http.HandlerFunc {
	return func(w http.ResponseWriter, req *http.Request) {
		if etag != "" {
			w.Header().Set("ETag", etag)
		}
		w.Header().Set("Content-Type", "text/csv")
		http.ServeContent(w, req, "", time.Time{}, strings.NewReader(texte))
	}
}

// cut lets a handler write n bytes of body, then breaks the connection.
func cut(n int, h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, req *http.Request) {
		h(&coupure{ResponseWriter: w, reste: n}, req)
	}
}

type coupure struct {
	http.ResponseWriter
	reste int
}

func (c *coupure) Write(p []byte) (int, error) {
	n, err := c.ResponseWriter.Write(p[:min(len(p), c.reste)])
	c.ResponseWriter.(http.Flusher).Flush()
	if c.reste -= n; err == nil && c.reste == 0 {
		panic(http.ErrAbortHandler)
	}
	return n, err
}

// says answers with a status and headers "Name: value".
func says(code int, corps string, entetes ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for _, e := range entetes {
			nom, valeur, _ := strings.Cut(e, ": ")
			w.Header().Set(nom, valeur)
		}
		w.WriteHeader(code)
		fmt.Fprint(w, corps)
	}
}

// csvLong is a table of n bytes, unlike any other of another seed.
func csvLong(n int, graine string) string {
	var b bytes.Buffer
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "%s;%d\n", graine, i)
	}
	return b.String()[:n-1] + "\n"
}
