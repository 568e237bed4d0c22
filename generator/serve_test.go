package main

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A site is served as small as a CDN sends it, so that it can be measured here.
func TestServeSendsGzip(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	texte := strings.Repeat("Quelles formations pro sont accessibles ? ", 100)
	if err := os.WriteFile(filepath.Join(dir, "index.html"), []byte(texte), 0o644); err != nil {
		t.Fatal(err)
	}
	for accepte, veut := range map[string]string{"gzip": "gzip", "": ""} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Accept-Encoding", accepte)
		w := httptest.NewRecorder()
		siteHandler(dir).ServeHTTP(w, r)
		if got := w.Header().Get("Content-Encoding"); got != veut || (w.Body.Len() < len(texte)/2) != (veut == "gzip") {
			t.Errorf("asked for %q: sent as %q, %d bytes of %d", accepte, got, w.Body.Len(), len(texte))
		}
	}
}
