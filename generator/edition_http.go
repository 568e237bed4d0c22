package main

import (
	"bytes"
	"context"
	_ "embed" // the script below
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// Addresses of the editing loop; no page of a site begins so.
const (
	cheminScript     = "/_edition/script.js"
	cheminEvenements = "/_edition/evenements"
)

//go:embed edition.js
var scriptEdition []byte

// watchAndServe shows the site while its content, layouts and data are edited,
// until ctx ends.
func watchAndServe(ctx context.Context, o options, addr string, c *console) error {
	if err := o.checkEntrees(); err != nil {
		return err
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("listening on %s: %w; choose another address with --addr", addr, err)
	}
	o.baseURL = "http://" + l.Addr().String()
	e, err := newEdition(o, c)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	s := &http.Server{Handler: e, ReadHeaderTimeout: 5 * time.Second}
	context.AfterFunc(ctx, func() { s.Close() })
	changements, err := surveiller(ctx, o.suivis())
	if err != nil {
		return errors.Join(err, l.Close())
	}
	go func() {
		e.refresh(ctx, toutes)
		fmt.Fprintf(c.out, "Futur Pro is on %s/ - edit the pages, the browser follows; press Ctrl-C to stop\n", o.baseURL)
		for p := range changements {
			debut := time.Now()
			e.refresh(ctx, p)
			if _, erreur := e.etat(); erreur == "" {
				fmt.Fprintf(c.err, "read again in %s\n", time.Since(debut).Round(time.Millisecond))
			}
		}
	}()
	if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// ServeHTTP answers pages with the script of the editing loop at their end.
func (e *edition) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	switch r.URL.Path {
	case cheminScript:
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		_, _ = w.Write(scriptEdition) // the browser may be gone
		return
	case cheminEvenements:
		e.serveEvenements(w, r)
		return
	}
	chemin := e.siteChemin(r.URL.Path)
	rep := e.get(chemin)
	if rep.media != "text/html; charset=utf-8" && rep.statut == http.StatusOK {
		w.Header().Set("Content-Type", rep.media)
		if rep.immuable {
			w.Header().Set("Cache-Control", "max-age=31536000, immutable")
		}
		_, _ = w.Write(rep.corps)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(rep.statut)
	_, _ = w.Write(e.instrumenter(rep))
}

// instrumenter adds the script to a page, with the version it was printed from
// and the mistake in it. A site not yet read is an empty page that waits.
func (e *edition) instrumenter(rep reponse) []byte {
	version, erreur := e.etat()
	if rep.erreur != "" {
		erreur = rep.erreur
	}
	etat, err := json.Marshal(map[string]any{"version": version, "erreur": erreur})
	if err != nil { // strings and a number
		panic(err)
	}
	corps := rep.corps
	if len(corps) == 0 {
		corps = []byte("<!doctype html><html lang=fr><title>Futur Pro, en cours de lecture</title><body></body></html>")
	}
	ajout := fmt.Appendf(nil, `<script type="application/json" id="edition">%s</script><script src="%s"></script></body>`, etat, cheminScript)
	if i := bytes.LastIndex(corps, []byte("</body>")); i >= 0 {
		return append(append(append([]byte{}, corps[:i]...), ajout...), corps[i+len("</body>"):]...)
	}
	return append(append([]byte{}, corps...), ajout...)
}

// serveEvenements tells a browser of each new version, as server-sent events.
func (e *edition) serveEvenements(w http.ResponseWriter, r *http.Request) {
	flux, ok := w.(http.Flusher)
	if !ok {
		http.Error(w, "no streaming", http.StatusInternalServerError)
		return
	}
	nouveau, quitter := e.subscribe()
	defer quitter()
	w.Header().Set("Content-Type", "text/event-stream")
	for {
		version, erreur := e.etat()
		b, err := json.Marshal(map[string]any{"version": version, "erreur": erreur})
		if err != nil {
			panic(err) // strings and a number
		}
		if _, err := fmt.Fprintf(w, "data: %s\n\n", b); err != nil {
			return
		}
		flux.Flush()
		select {
		case <-nouveau:
		case <-r.Context().Done():
			return
		}
	}
}
