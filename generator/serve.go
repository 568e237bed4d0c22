package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
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

// siteHandler serves the folder as a static host would: index.html for a
// folder, 404.html with its status for the rest, with the policy that the site
// is meant for, what is to be kept, and in gzip. Folders are not listed.
func siteHandler(dir string) http.Handler {
	files := http.FileServer(http.Dir(dir))
	return gzhttp.GzipHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		chemin := filepath.Join(dir, filepath.FromSlash(filepath.Clean("/"+r.URL.Path)))
		if info, err := os.Stat(chemin); err == nil && info.IsDir() {
			chemin = filepath.Join(chemin, "index.html")
		}
		w.Header().Set("Content-Security-Policy", publish.Politique(r.URL.Path))
		w.Header().Set("Cache-Control", publish.ClasseDe(strings.TrimPrefix(r.URL.Path, "/")).CacheControl())
		if _, err := os.Stat(chemin); err == nil {
			files.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		if b, err := os.ReadFile(filepath.Join(dir, "404.html")); err == nil {
			_, _ = w.Write(b) // the visitor may be gone
		}
	}))
}
