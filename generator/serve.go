package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/klauspost/compress/gzhttp"

	"futurpro/generator/publish"
)

// serve shows a built site until ctx ends.
func serve(ctx context.Context, dir, addr string, out io.Writer) error {
	if _, err := os.Stat(filepath.Join(dir, "index.html")); err != nil {
		return fmt.Errorf("%s holds no site (no index.html); run 'make site' first, or choose a folder with --dir", dir)
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("listening on %s: %w; choose another address with --addr", addr, err)
	}
	fmt.Fprintf(out, "Futur Pro is on http://%s/ - press Ctrl-C to stop\n", l.Addr())
	s := &http.Server{Handler: siteHandler(dir), ReadHeaderTimeout: 5 * time.Second}
	context.AfterFunc(ctx, func() { s.Close() })
	if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// siteHandler serves the folder as the hosts of deploy/ do: index.html for a
// folder, 404.html with its status for the rest, with the headers that the site
// is meant for, and in gzip. Folders are not listed, nor is what begins with a
// dot shown.
func siteHandler(dir string) http.Handler {
	files := http.FileServer(http.Dir(dir))
	comprime, err := gzhttp.NewWrapper(gzhttp.ContentTypeFilter(publish.Comprimable))
	if err != nil {
		panic(err) // an option of ours is wrong
	}
	return comprime(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, redirection := range publish.Redirections() {
			if strings.TrimSuffix(r.URL.Path, "/") == redirection.De {
				http.Redirect(w, r, redirection.Vers, http.StatusMovedPermanently)
				return
			}
		}
		chemin := path.Clean("/" + r.URL.Path)
		if info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(chemin))); err == nil && info.IsDir() {
			chemin = path.Join(chemin, "index.html")
		}
		_, err := os.Stat(filepath.Join(dir, filepath.FromSlash(chemin)))
		found := err == nil && !strings.Contains(chemin, "/.")
		if !found {
			chemin = "/404.html"
		}
		for _, e := range publish.EnTetes(chemin) {
			w.Header().Set(e.Nom, e.Valeur)
		}
		w.Header().Set("Content-Type", publish.ContentType(chemin))
		if found {
			files.ServeHTTP(w, r)
			return
		}
		w.WriteHeader(http.StatusNotFound)
		if b, err := os.ReadFile(filepath.Join(dir, "404.html")); err == nil {
			_, _ = w.Write(b) // the visitor may be gone
		}
	}))
}
