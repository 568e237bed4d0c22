package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"futurpro/generator/publish"
)

// patience is how long a page may take to do what is expected of it.
const patience = 10 * time.Second

// siteServi is the site of the sample, built and served on this machine.
type siteServi struct {
	dossier string
	url     string
	enPanne atomic.Bool // the data files answer 503
	// statutRecherche is what the files of the search answer, 0 when all is well.
	statutRecherche atomic.Int32
	statutChemins   atomic.Int32 // of the files of journeys, likewise
	sansScripts     atomic.Bool  // the scripts answer 503
}

func newSiteServi(t testing.TB) *siteServi {
	t.Helper()
	return servirSite(t, dossierExemple)
}

// servirSite builds and serves the site of a folder of data.
func servirSite(t testing.TB, donnees string) *siteServi {
	t.Helper()
	const racine = ".."
	if _, err := os.Stat(donnees); err != nil {
		manque(t, "no sample data: %v", err)
	}
	s := &siteServi{dossier: filepath.Join(t.TempDir(), "public")}
	var sortie bytes.Buffer
	err := build(t.Context(), options{data: donnees, content: filepath.Join(racine, "content"), layouts: filepath.Join(racine, "layouts"),
		sources: filepath.Join(racine, "data", "sources.yaml"), out: s.dossier, baseURL: "http://site.test"}, newConsole(&sortie, &sortie))
	if err != nil {
		t.Fatalf("building the sample: %v\n%s", err, sortie.String())
	}
	fichiers := http.FileServer(http.Dir(s.dossier))
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, e := range publish.EnTetes(r.URL.Path) {
			w.Header().Set(e.Nom, e.Valeur)
		}
		w.Header().Set("Cache-Control", "no-store")
		// What a service worker keeps would hide what the other tests change.
		if r.URL.Path == serviceWorker {
			r.URL.Path = arretServiceWorker
		}
		if s.enPanne.Load() && (strings.HasPrefix(r.URL.Path, "/donnees/offres-") || strings.HasPrefix(r.URL.Path, "/donnees/quoi.") || strings.HasPrefix(r.URL.Path, "/donnees/gabarits.")) {
			http.Error(w, "en panne", http.StatusServiceUnavailable)
			return
		}
		if s.sansScripts.Load() && strings.HasSuffix(r.URL.Path, ".js") {
			http.Error(w, "en panne", http.StatusServiceUnavailable)
			return
		}
		if statut := int(s.statutRecherche.Load()); statut != 0 && strings.HasPrefix(r.URL.Path, "/donnees/documentation/") {
			http.Error(w, http.StatusText(statut), statut)
			return
		}
		if statut := int(s.statutChemins.Load()); statut != 0 && strings.HasPrefix(r.URL.Path, "/donnees/chemins-") {
			http.Error(w, http.StatusText(statut), statut)
			return
		}
		fichiers.ServeHTTP(w, r)
	}))
	t.Cleanup(srv.Close)
	s.url = srv.URL
	return s
}

// poids is the size of a file of the site as a CDN would send it.
func (s *siteServi) poids(t testing.TB, chemin string) int {
	t.Helper()
	if strings.HasSuffix(chemin, "/") {
		chemin += "index.html"
	}
	b, err := os.ReadFile(filepath.Join(s.dossier, filepath.FromSlash(chemin)))
	if err != nil {
		t.Fatal(err)
	}
	var z bytes.Buffer
	w, _ := gzip.NewWriterLevel(&z, gzip.BestCompression)
	_, _ = w.Write(b)
	_ = w.Close()
	return z.Len()
}

// manque skips the test for want of something, and fails it on CI, where
// nothing may be missing.
func manque(t testing.TB, format string, args ...any) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf(format, args...)
	}
	t.Skipf("BROWSER TESTS NOT RUN: "+format, args...)
}

// navigateur is a running browser.
type navigateur struct {
	ctx context.Context
	url string
}

func newNavigateur(t testing.TB, url string) *navigateur {
	t.Helper()
	chemin := ""
	for _, nom := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if p, err := exec.LookPath(nom); err == nil {
			chemin = p
			break
		}
	}
	if chemin == "" {
		manque(t, "no browser on this machine")
	}
	profil, err := os.MkdirTemp("", "navigateur")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { effacer(profil) })
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chemin), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(profil), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	ctx, arreter := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(arreter)
	ctx, fermer := chromedp.NewContext(ctx)
	t.Cleanup(fermer)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("starting %s: %v", chemin, err)
	}
	return &navigateur{ctx: ctx, url: url}
}

// effacer removes the browser's folder, in which its processes may write for a
// moment after it stops.
func effacer(dossier string) {
	for range 50 {
		if os.RemoveAll(dossier) == nil {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// onglet is a tab. What it does is recorded.
type onglet struct {
	t         testing.TB
	ctx       context.Context
	url       string
	mu        sync.Mutex
	demandes  []string // addresses requested
	problemes []string // errors and warnings of the console
}

// onglet opens a tab of its own: no storage shared with others.
func (n *navigateur) onglet(t testing.TB) *onglet {
	t.Helper()
	return newOnglet(t, n.ctx, n.url, chromedp.WithNewBrowserContext())
}

// voisin is another tab of the same visitor: the storage is shared.
func (o *onglet) voisin() *onglet {
	o.t.Helper()
	return newOnglet(o.t, o.ctx, o.url)
}

func newOnglet(t testing.TB, parent context.Context, url string, opts ...chromedp.ContextOption) *onglet {
	t.Helper()
	ctx, fermer := chromedp.NewContext(parent, opts...)
	t.Cleanup(fermer)
	o := &onglet{t: t, ctx: ctx, url: url}
	o.sans(chromedp.Listen(ctx, func(ev any) {
		if e, ok := ev.(*network.EventRequestWillBeSent); ok {
			o.mu.Lock()
			o.demandes = append(o.demandes, e.Request.URL)
			o.mu.Unlock()
		}
	}))
	go func() {
		for m, err := range chromedp.Console(ctx) {
			if err != nil {
				return
			}
			if m.IsException() || m.Type == "error" || m.Type == "warning" {
				o.mu.Lock()
				o.problemes = append(o.problemes, m.String())
				o.mu.Unlock()
			}
		}
	}()
	o.ecran(1280, 900)
	return o
}

func (o *onglet) sans(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o *onglet) ecran(largeur, hauteur int64) {
	o.t.Helper()
	o.sans(chromedp.Do(o.ctx, chromedp.EmulateViewport(largeur, hauteur)))
}

func (o *onglet) ouvrir(chemin string) {
	o.t.Helper()
	o.sans(chromedp.Do(o.ctx, chromedp.Navigate(o.url+chemin)))
}

func (o *onglet) recharger() {
	o.t.Helper()
	o.sans(chromedp.Do(o.ctx, chromedp.Reload()))
}

func (o *onglet) sansScript() {
	o.t.Helper()
	_, err := chromedp.Call(o.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	o.sans(err)
}

func (o *onglet) couleurs(schema string) {
	o.t.Helper()
	o.medias("prefers-color-scheme", schema)
}

// taper presses keys, one after the other.
func (o *onglet) taper(touches ...string) {
	o.t.Helper()
	for _, touche := range touches {
		o.sans(chromedp.Do(o.ctx, chromedp.KeyEvent(touche)))
	}
}

// tabJusqua presses Tab until a condition holds, as a visitor would.
func (o *onglet) tabJusqua(condition string) {
	o.t.Helper()
	for range 120 {
		o.taper(kb.Tab)
		if valeur[bool](o, condition) {
			return
		}
	}
	o.t.Fatalf("never reached by Tab: %s", condition)
}

// cliquer presses the mouse in the middle of the first line of an element.
func (o *onglet) cliquer(selecteur string) {
	o.t.Helper()
	o.attendre(fmt.Sprintf(`document.readyState === "complete" && document.querySelector(%q)`, selecteur))
	// The page may still be scrolling to something else.
	var point, avant []float64
	for range 40 {
		point = valeur[[]float64](o, fmt.Sprintf(`(() => { const e = document.querySelector(%q); e.scrollIntoView({block: "center", behavior: "instant"});
			const r = e.getClientRects()[0]; return [r.x + r.width / 2, r.y + r.height / 2]; })()`, selecteur))
		if slices.Equal(point, avant) {
			break
		}
		avant = point
		time.Sleep(50 * time.Millisecond)
	}
	o.sans(chromedp.Do(o.ctx, chromedp.MouseClickXY(point[0], point[1])))
}

// attendre waits until a condition holds, also across navigations.
func (o *onglet) attendre(condition string) {
	o.t.Helper()
	fin := time.Now().Add(patience)
	for time.Now().Before(fin) {
		if vrai, err := chromedp.Run(o.ctx, chromedp.Evaluate[bool]("!!("+condition+")")); err == nil && vrai {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	lieu, _ := chromedp.Run(o.ctx, chromedp.Evaluate[string]("location.href + ' ' + document.activeElement?.outerHTML.slice(0, 200)"))
	o.mu.Lock()
	defer o.mu.Unlock()
	o.t.Fatalf("never true: %s\nat %s\nconsole: %v", condition, lieu, o.problemes)
}

func (o *onglet) js(instruction string) {
	o.t.Helper()
	valeur[bool](o, "(() => {"+instruction+"; return true; })()")
}

// sansErreur fails if the console holds an error, or if anything was asked of
// another host.
func (o *onglet) sansErreur() {
	o.t.Helper()
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, p := range o.problemes {
		o.t.Errorf("console: %s", p)
	}
	for _, u := range o.demandes {
		if !strings.HasPrefix(u, o.url+"/") {
			o.t.Errorf("request to another host: %s", u)
		}
	}
}

// chemins returns the site paths requested so far, without queries.
func (o *onglet) chemins() []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	var l []string
	for _, u := range o.demandes {
		u, _, _ = strings.Cut(strings.TrimPrefix(u, o.url), "?")
		l = append(l, u)
	}
	return l
}

// valeur evaluates an expression in the page.
func valeur[T any](o *onglet, expression string) T {
	o.t.Helper()
	v, err := chromedp.Run(o.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		o.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// axe reports the violations of WCAG 2.2 AA and of axe's best practices.
func (o *onglet) axe(etat string) {
	o.t.Helper()
	source, err := os.ReadFile("testdata/axe/axe.min.js")
	o.sans(err)
	if !valeur[bool](o, `typeof axe !== "undefined"`) {
		o.js(string(source) + "\n")
	}
	const regles = `{runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}, resultTypes: ["violations"]}`
	texte, err := chromedp.Run(o.ctx, chromedp.Evaluate[string](`axe.run(document, `+regles+`).then((r) => JSON.stringify(r.violations.map((v) =>
		({regle: v.id, aide: v.help, ou: v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + " " + n.failureSummary)}))))`, chromedp.EvalAwaitPromise))
	o.sans(err)
	var violations []struct {
		Regle, Aide string
		Ou          []string
	}
	o.sans(json.Unmarshal([]byte(texte), &violations))
	for _, v := range violations {
		o.t.Errorf("%s: axe %s: %s\n  %s", etat, v.Regle, v.Aide, strings.Join(v.Ou, "\n  "))
	}
}
