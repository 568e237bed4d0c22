package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"futurpro/generator/publish"
)

// siteCoupe is a site whose network can be cut, and that can be built again.
type siteCoupe struct {
	dossier  string
	coupe    atomic.Bool
	muet     atomic.Bool  // pages are asked for and do not come
	attente  atomic.Int64 // how long pages take, a time.Duration
	arrete   atomic.Bool  // the service worker is replaced by the one that stops it
	parution atomic.Int32 // 0 as built, 1 another build of it, above it one whose pages alone have changed
}

func (s *siteCoupe) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.coupe.Load() {
		panic(http.ErrAbortHandler) // the connection is lost
	}
	chemin := r.URL.Path
	if strings.HasSuffix(chemin, "/") {
		time.Sleep(time.Duration(s.attente.Load()))
		for s.muet.Load() {
			select {
			case <-r.Context().Done():
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}
	if chemin == serviceWorker && s.arrete.Load() {
		chemin = arretServiceWorker
	}
	fichier := filepath.Join(s.dossier, filepath.FromSlash(path.Clean(chemin)))
	if strings.HasSuffix(chemin, "/") {
		fichier = filepath.Join(fichier, "index.html")
	}
	b, err := os.ReadFile(fichier)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	if n := s.parution.Load(); n > 0 {
		switch {
		case chemin == serviceWorker:
			b = regexp.MustCompile(`[0-9a-f]{16}`).ReplaceAll(b, fmt.Appendf(nil, "%016x", min(n, 1)))
		case strings.HasSuffix(fichier, ".html"):
			b = bytes.Replace(b, []byte("</h1>"), fmt.Appendf(nil, " (parution %d)</h1>", n), 1)
		}
	}
	types := map[string]string{".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml"}
	w.Header().Set("Content-Type", types[filepath.Ext(fichier)])
	for _, e := range publish.EnTetes(chemin) {
		w.Header().Set(e.Nom, e.Valeur)
	}
	w.Header().Set("Cache-Control", "no-store") // nothing but the service worker keeps
	_, _ = w.Write(b)
}

// parIci evaluates an expression that promises a value.
func parIci[T any](o *onglet, expression string) T {
	o.t.Helper()
	v, err := chromedp.Run(o.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		o.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// attendrePromesse waits until a promise holds true.
func (o *onglet) attendrePromesse(expression string) {
	o.t.Helper()
	const essais = 100
	for range essais {
		if parIci[bool](o, expression) {
			return
		}
		parIci[bool](o, `new Promise((ok) => setTimeout(() => ok(true), 50))`)
	}
	o.t.Fatalf("never true: %s; kept: %v", expression, parIci[[]string](o, gardes))
}

// gardes lists what the caches hold.
const gardes = `(async () => (await Promise.all((await caches.keys()).map(async (n) => (await (await caches.open(n)).keys()).map((r) => n + " " + new URL(r.url).pathname)))).flat())()`

// gardee tells whether something is kept.
func gardee(motif string) string {
	return `(async () => (await ` + gardes + `).some((g) => ` + motif + `.test(g)))()`
}

// testHorsLigne visits, cuts the network, comes back, and meets a new build.
func testHorsLigne(t *testing.T, servi *siteServi) {
	s := &siteCoupe{dossier: servi.dossier}
	srv := httptest.NewServer(s)
	t.Cleanup(srv.Close)
	o := newNavigateur(t, srv.URL).onglet(t)

	o.ouvrir("/documentation/")
	o.attendre(`document.readyState === "complete"`)
	if n := parIci[int](o, `navigator.serviceWorker.getRegistrations().then((r) => r.length)`); n != 0 {
		t.Error("a page of the documentation installs the service worker")
	}
	o.ouvrir(pageRennes)
	o.attendrePromesse(gardee(`/futurpro-pages-\w+ \/commune\/35238-rennes\/$/`))
	o.attendrePromesse(gardee(`/offres-35\.\w+\.json$/`))
	o.attendrePromesse(gardee(`/commune\.\w+\.js$/`))
	o.attendrePromesse(gardee(`/fond-35\.\w+\.svg$/`))

	s.coupe.Store(true)
	o.ouvrir(pageRennes + "?diplome=CAP")
	o.attendre(`document.getElementById("actifs")?.innerText.includes("CAP") && document.querySelectorAll(".groupe:not([hidden]) .carte").length > 0`)
	o.js(`document.querySelector('input[value="prive-sous-contrat"]').click()`)
	o.attendre(`location.search.includes("statut=prive-sous-contrat") && document.getElementById("message").innerText === ""`)
	if police := valeur[string](o, `getComputedStyle(document.querySelector(".carte")).display`); police != "grid" {
		t.Errorf("the page has no styles: display %q", police)
	}
	// The list was never opened on this device: it is there all the same.
	o.js(`document.querySelector(".garder").click()`)
	o.ouvrirListe(1)
	o.attendre(`document.querySelector(".voeu").innerText.includes("Trajet depuis Rennes")`)
	o.ouvrir("/commune/56121-lorient/")
	o.attendre(`document.querySelector("h1")?.textContent === "Pas de connexion"`)
	o.axe("hors ligne")
	if styles := valeur[int](o, `document.styleSheets.length`); styles == 0 {
		t.Error("the page without a network has no style")
	}

	// A new build: its page is shown at once, and what the old one kept goes.
	anciens := parIci[[]string](o, `caches.keys()`)
	s.coupe.Store(false)
	s.parution.Store(1)
	o.ouvrir(pageRennes)
	o.attendre(`document.querySelector("h1")?.textContent.includes("(parution 1)")`)
	parIci[bool](o, `navigator.serviceWorker.getRegistration().then((r) => r.update()).then(() => true)`)
	for _, ancien := range anciens {
		o.attendrePromesse(`caches.has("` + ancien + `").then((la) => !la)`)
	}
	o.attendrePromesse(gardee(`/futurpro-pages-0+1 \/commune\/35238-rennes\/$/`))
	s.coupe.Store(true)
	o.ouvrir(pageRennes)
	o.attendre(`document.querySelector("h1")?.textContent.includes("(parution 1)")`)
	s.coupe.Store(false)
	testReseauLent(t, o, s)
	testSoixantePages(t, o)

	// Stopped, it forgets all.
	s.coupe.Store(false)
	s.arrete.Store(true)
	o.ouvrir(pageRennes)
	parIci[bool](o, `navigator.serviceWorker.getRegistration().then((r) => r?.update()).then(() => true)`)
	o.attendrePromesse(`caches.keys().then((noms) => noms.length === 0)`)
	o.attendrePromesse(`navigator.serviceWorker.getRegistrations().then((r) => r.length === 0)`)
}

// testReseauLent: a page that comes late is waited for, so that the one kept does
// not hide it; one that does not come is not waited for much longer.
func testReseauLent(t *testing.T, o *onglet, s *siteCoupe) {
	s.parution.Store(2)
	s.attente.Store(int64(700 * time.Millisecond))
	o.ouvrir(pageRennes)
	o.attendre(`document.querySelector("h1")?.textContent.includes("(parution 2)")`)
	s.attente.Store(0)
	o.attendrePromesse(`caches.match("` + pageRennes + `").then((r) => r?.text()).then((html) => !!html?.includes("(parution 2)"))`)
	s.parution.Store(3)
	s.muet.Store(true)
	debut := time.Now()
	o.ouvrir(pageRennes)
	o.attendre(`document.querySelector("h1")?.textContent.includes("(parution 2)")`)
	// Three seconds, as sw.js says, and what a busy machine adds.
	if d := time.Since(debut); d < 2500*time.Millisecond || d > patience {
		t.Errorf("a page that does not come was waited for %s", d)
	}
	s.muet.Store(false)
}

// testSoixantePages hands more pages to the service worker than it keeps.
func testSoixantePages(t *testing.T, o *onglet) {
	o.ouvrir("/departement/35-ille-et-vilaine/")
	const combien, max = 63, 60
	pages := valeur[[]string](o, fmt.Sprintf(`[...document.querySelectorAll('main a[href^="/commune/"]')].slice(0, %d).map((a) => a.href)`, combien))
	if len(pages) != combien {
		t.Fatalf("%d communes", len(pages))
	}
	o.js(fmt.Sprintf(`navigator.serviceWorker.controller.postMessage({garder: %q.split(" ")})`, strings.Join(pages, " ")))
	derniere := strings.TrimPrefix(pages[combien-1], o.url)
	o.attendrePromesse(gardee(`/futurpro-pages-\w+ ` + strings.ReplaceAll(derniere, "/", `\/`) + `$/`))
	kept := parIci[[]string](o, `(async () => (await `+gardes+`).filter((g) => g.startsWith("futurpro-pages-")).map((g) => g.split(" ")[1]))()`)
	if len(kept) != max {
		t.Errorf("%d pages are kept", len(kept))
	}
	if premiere := strings.TrimPrefix(pages[0], o.url); slices.Contains(kept, premiere) {
		t.Errorf("%s, the oldest, is kept", premiere)
	}
}
