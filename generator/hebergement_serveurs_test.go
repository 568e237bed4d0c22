package main

import (
	"compress/gzip"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"futurpro/generator/publish"
)

// TestHostsServeTheSite runs the real servers with the configurations of deploy/
// on a small site that 'generator publish --compress' has put online, and the
// command serve, which must answer as they do.
func TestHostsServeTheSite(t *testing.T) {
	t.Parallel()
	contenu := sitePublie()
	dir := publierPour(t, contenu)
	for _, h := range []struct {
		nom     string
		demarre func(*testing.T, string) *serveur
	}{{"serve", demarreServe}, {"nginx", demarreNginx}, {"caddy", demarreCaddy}} {
		t.Run(h.nom, func(t *testing.T) {
			t.Parallel()
			s := h.demarre(t, dir)
			t.Run("files", func(t *testing.T) { checkFichiersServis(t, s, contenu) })
			t.Run("what is not there", func(t *testing.T) { checkAbsents(t, s, contenu["404.html"]) })
			t.Run("addresses that changed", func(t *testing.T) { checkAdresses(t, s) })
		})
	}
}

// sitePublie is a site with a file of each kind and of each place that a rule
// names, most of them long enough to be compressed.
func sitePublie() map[string]string {
	texte := strings.Repeat("Quelles formations pro sont accessibles ? ", 100)
	c := map[string]string{"sw.js": "// court"}
	for _, fichier := range []string{
		"index.html", "404.html", "commune/35238-rennes/index.html", "recherche/index.html", "confidentialite/index.html",
		"details/50024240-241-0561507J-scolaire/index.html", "details/50022137--0350002B-apprentissage/index.html",
		"widget/index.html", "widget/cadre/index.html", "widget.js", "assets/carte.0123abcd.js", "assets/carte.0123abcd.css", "assets/sans-empreinte.js",
		"donnees/index.html", "donnees/offres-35.0123abcd.json", "donnees/communes-0123abcd/352.json", "donnees/offres.csv", "donnees/chemins-0350001A.json",
	} {
		c[fichier] = fichier + texte
	}
	for _, ext := range publish.Extensions() {
		c["donnees/essai"+ext] = ext + texte
	}
	return c
}

// publierPour builds the site and puts it online in a folder, with what an
// interrupted sending leaves there, and a file beside it.
func publierPour(t *testing.T, contenu map[string]string) string {
	t.Helper()
	racine := t.TempDir()
	bati, dir := filepath.Join(racine, "bati"), filepath.Join(racine, "en-ligne")
	s, err := publish.Open(t.Context(), bati, func() {})
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Write(t.Context(), publish.NewMinifier(), publish.Cles{}, func(yield func(publish.Fichier, error) bool) {
		for _, chemin := range slices.Sorted(maps.Keys(contenu)) {
			if !yield(publish.Fichier{Chemin: chemin, Corps: func() ([]byte, error) { return []byte(contenu[chemin]), nil }}, nil) {
				return
			}
		}
	}, func() {})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := envoyer(t.Context(), envoiOptions{from: bati, to: dir, comprime: true}, newConsole(io.Discard, io.Discard)); err != nil {
		t.Fatal(err)
	}
	for _, fichier := range []string{".futurpro-en-cours", "commune/.cote-index.html", "../secret.html"} {
		if err := os.WriteFile(filepath.Join(dir, fichier), []byte("secret"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// checkEnTetes wants the headers that publish says of a path.
func checkEnTetes(t *testing.T, rep *http.Response, chemin, fichier string) {
	t.Helper()
	for _, e := range append(publish.EnTetes(chemin), publish.EnTete{Nom: "Content-Type", Valeur: publish.ContentType(fichier)}) {
		if got := rep.Header.Values(e.Nom); !slices.Equal(got, []string{e.Valeur}) {
			t.Errorf("%s: %s: %q, want %q", rep.Request.URL.Path, e.Nom, got, e.Valeur)
		}
	}
	if rep.Header.Get("X-Frame-Options") != "" {
		t.Errorf("%s: X-Frame-Options is sent", rep.Request.URL.Path)
	}
}

func checkFichiersServis(t *testing.T, s *serveur, contenu map[string]string) {
	for _, fichier := range slices.Sorted(maps.Keys(contenu)) {
		chemin, veut := "/"+strings.TrimSuffix(fichier, "index.html"), contenu[fichier]
		rep, corps := s.ask(t, "GET", chemin, "Accept-Encoding", "identity")
		if rep.StatusCode != 200 || corps != veut || rep.Header.Get("Content-Encoding") != "" {
			t.Errorf("%s: %s, %d bytes in %q, want 200, %d bytes", chemin, rep.Status, len(corps), rep.Header.Get("Content-Encoding"), len(veut))
		}
		checkEnTetes(t, rep, chemin, fichier)

		tete, corps := s.ask(t, "HEAD", chemin, "Accept-Encoding", "identity")
		if tete.StatusCode != 200 || corps != "" || tete.ContentLength != int64(len(veut)) {
			t.Errorf("HEAD %s: %s, %d bytes announced, want %d", chemin, tete.Status, tete.ContentLength, len(veut))
		}
		checkEnTetes(t, tete, chemin, fichier)

		condition := []string{"If-Modified-Since", rep.Header.Get("Last-Modified")}
		if etag := rep.Header.Get("ETag"); etag != "" {
			condition = []string{"If-None-Match", etag}
		}
		if rep, corps := s.ask(t, "GET", chemin, append(condition, "Accept-Encoding", "identity")...); rep.StatusCode != 304 || corps != "" {
			t.Errorf("%s unchanged: %s, %d bytes, want 304", chemin, rep.Status, len(corps))
		}
		checkComprime(t, s, chemin, fichier, veut)
	}
}

// checkComprime wants a file in the best form that is asked for, if there is one.
func checkComprime(t *testing.T, s *serveur, chemin, fichier, veut string) {
	t.Helper()
	for _, c := range []struct {
		accepte, forme string
		lire           func(io.Reader) (io.Reader, error)
	}{
		{"gzip", "gzip", func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }},
		{"br", "br", func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil }},
	} {
		if c.forme == "br" && !s.brotli {
			continue
		}
		forme, lire := c.forme, c.lire
		if !publish.Comprimable(publish.ContentType(fichier)) || len(veut) < 1000 {
			forme, lire = "", func(r io.Reader) (io.Reader, error) { return r, nil }
		}
		rep, corps := s.ask(t, "GET", chemin, "Accept-Encoding", c.accepte)
		if got := rep.Header.Get("Content-Encoding"); got != forme || (forme != "") != (len(corps) < len(veut)/2) {
			t.Errorf("%s asked in %s: sent in %q, %d bytes of %d", chemin, c.accepte, got, len(corps), len(veut))
			continue
		}
		r, err := lire(strings.NewReader(corps))
		if err != nil {
			t.Fatal(err)
		}
		if clair, err := io.ReadAll(r); err != nil || string(clair) != veut {
			t.Errorf("%s asked in %s: %d bytes once read (%v), want %d", chemin, c.accepte, len(clair), err, len(veut))
		}
		if forme != "" && !strings.Contains(strings.ToLower(rep.Header.Get("Vary")), "accept-encoding") {
			t.Errorf("%s asked in %s: Vary is %q", chemin, c.accepte, rep.Header.Get("Vary"))
		}
		checkEnTetes(t, rep, chemin, fichier)
	}
}

// checkAbsents wants the page of the site, with its status, for what is not
// there or must not be shown.
func checkAbsents(t *testing.T, s *serveur, page string) {
	for _, chemin := range []string{
		"/nulle-part/", "/nulle-part", "/index.php", "/commune/", "/assets/", "/widget/cadre/rien", "/assets/carte.76543210.js",
		"/.futurpro", "/.futurpro-en-cours", "/commune/.cote-index.html", "/.git/config",
	} {
		rep, corps := s.ask(t, "GET", chemin, "Accept-Encoding", "identity")
		if rep.StatusCode != 404 || corps != page {
			t.Errorf("%s: %s, %d bytes, want 404 and the page of the site", chemin, rep.Status, len(corps))
		}
		checkEnTetes(t, rep, "/404.html", "404.html")
	}
	for _, chemin := range []string{"/../secret.html", "/%2e%2e/secret.html", "/..%2fsecret.html", "/commune/../../secret.html"} {
		if rep, corps := s.ask(t, "GET", chemin); rep.StatusCode == 200 || strings.Contains(corps, "secret") {
			t.Errorf("%s: %s, %q", chemin, rep.Status, corps)
		}
	}
	if rep, _ := s.ask(t, "GET", "/nulle-part/", "Accept-Encoding", "gzip"); rep.StatusCode != 404 || rep.Header.Get("Content-Encoding") != "gzip" {
		t.Errorf("what is not there, asked in gzip: %s in %q", rep.Status, rep.Header.Get("Content-Encoding"))
	}
}

// checkAdresses wants a folder without its slash, as the service before this one
// wrote it, to lead to the folder with what is asked of it, and what has changed
// of address to lead to the new one.
func checkAdresses(t *testing.T, s *serveur) {
	veut := map[string]string{}
	for _, chemin := range []string{"/commune/35238-rennes", "/recherche", "/widget/cadre",
		"/details/50024240-241-0561507J-scolaire", "/details/50022137--0350002B-apprentissage"} {
		veut[chemin] = chemin + "/"
		veut[chemin+"?address=Rennes&voie=scolaire"] = chemin + "/?address=Rennes&voie=scolaire"
	}
	for _, r := range publish.Redirections() {
		veut[r.De], veut[r.De+"/"] = r.Vers, r.Vers
	}
	for _, chemin := range slices.Sorted(maps.Keys(veut)) {
		rep, _ := s.ask(t, "GET", chemin)
		ou, err := rep.Location()
		if err != nil || rep.StatusCode != 301 && rep.StatusCode != 308 || ou.String() != s.url+veut[chemin] {
			t.Errorf("%s: %s to %v, want to %s for good", chemin, rep.Status, ou, veut[chemin])
		}
	}
}
