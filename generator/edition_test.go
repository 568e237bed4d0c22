package main

import (
	"context"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// atelierEdition is a copy of the project's words and looks being edited, with
// the loop running on it.
type atelierEdition struct {
	t   testing.TB
	dir string
	e   *edition
}

func newAtelierEdition(t testing.TB) *atelierEdition {
	t.Helper()
	dir := t.TempDir()
	for _, dossier := range []string{"content", "layouts", "data/calendrier"} {
		if err := os.CopyFS(filepath.Join(dir, dossier), os.DirFS(filepath.Join("..", dossier))); err != nil {
			t.Fatal(err)
		}
	}
	manifeste, err := os.ReadFile("../data/sources.yaml")
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "data/sources.yaml"), manifeste, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	o := options{data: "../data/bretagne", sources: filepath.Join(dir, "data/sources.yaml"), baseURL: "http://localhost:8080",
		content: filepath.Join(dir, "content"), layouts: filepath.Join(dir, "layouts")}
	e, err := newEdition(o, newConsole(io.Discard, io.Discard))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	changements, err := surveiller(ctx, o.suivis())
	if err != nil {
		t.Fatal(err)
	}
	e.refresh(ctx, toutes)
	fini := make(chan struct{})
	go func() {
		defer close(fini)
		for p := range changements {
			e.refresh(ctx, p)
		}
	}()
	t.Cleanup(func() { cancel(); <-fini })
	return &atelierEdition{t, dir, e}
}

func (a *atelierEdition) write(chemin, texte string) {
	a.t.Helper()
	chemin = filepath.Join(a.dir, chemin)
	if err := os.MkdirAll(filepath.Dir(chemin), 0o755); err != nil {
		a.t.Fatal(err)
	}
	if err := os.WriteFile(chemin, []byte(texte), 0o644); err != nil {
		a.t.Fatal(err)
	}
}

// page asks for a page as a browser does.
func (a *atelierEdition) page(chemin string) (statut int, corps string) {
	w := httptest.NewRecorder()
	a.e.ServeHTTP(w, httptest.NewRequest("GET", chemin, nil))
	return w.Code, w.Body.String()
}

// wait asks until the page holds the words; the loop has as long as it needs
// on a slow machine.
func (a *atelierEdition) wait(chemin, mots string) {
	a.t.Helper()
	var corps string
	for range 600 {
		if _, corps = a.page(chemin); strings.Contains(corps, mots) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	a.t.Fatalf("%s never holds %q; it ends with %s", chemin, mots, corps[max(0, len(corps)-600):])
}

func markdown(titre, corps string) string {
	return "---\ntitle: " + titre + "\n---\n\n# " + titre + "\n\n" + corps + "\n"
}

func TestTheBrowserFollowsTheEditor(t *testing.T) {
	a := newAtelierEdition(t)
	a.wait("/", "<h1")

	a.write("content/essai.md", markdown("Essai", "Premiers mots."))
	a.wait("/essai/", "Premiers mots.")

	t.Run("a mistake is shown over the last good page", func(t *testing.T) {
		a.write("content/essai.md", "---\ntitel: Essai\n---\n")
		a.wait("/essai/", "did you mean title?")
		if _, corps := a.page("/essai/"); !strings.Contains(corps, "Premiers mots.") {
			t.Error("the last good page is gone")
		}
		a.write("content/essai.md", markdown("Essai", "Corrigé."))
		a.wait("/essai/", "Corrigé.")
		if _, corps := a.page("/essai/"); strings.Contains(corps, "did you mean") {
			t.Error("the mistake is still shown")
		}
	})

	t.Run("a mistake in one page does not hide a change in a template", func(t *testing.T) {
		a.write("content/essai.md", "---\ntitel: Essai\n---\n")
		a.wait("/essai/", "did you mean title?")
		a.write("layouts/erreur-404/erreur-404.tmpl", `{{define "contenu"}}<h1>Perdu</h1>{{end}}`)
		a.write("content/essai.md", markdown("Essai", "Encore."))
		a.wait("/essai/", "Encore.")
		a.wait("/nulle-part/", "Perdu")
		if statut, _ := a.page("/nulle-part/"); statut != 404 {
			t.Errorf("status %d", statut)
		}
	})

	t.Run("a template that breaks on a page keeps its last good print", func(t *testing.T) {
		a.wait("/plan-du-site/", "Plan du site")
		a.write("layouts/plan/plan.tmpl", `{{define "contenu"}}{{.Corps.RienDeTel}}{{end}}`)
		a.wait("/plan-du-site/", "RienDeTel")
		if _, corps := a.page("/plan-du-site/"); !strings.Contains(corps, "Plan du site") {
			t.Error("the last good print is gone")
		}
	})

	t.Run("a mistake in a script is shown at its place, and its mending too", func(t *testing.T) {
		a.write("layouts/composants/mots/mots.js", "export const nombre = ;")
		a.wait("/", `error: composants/mots/mots.js:1:23: Unexpected \";\"\n    1 | export const nombre = ;\n      |                       ^`)
		bon, err := os.ReadFile("../layouts/composants/mots/mots.js")
		if err != nil {
			t.Fatal(err)
		}
		a.write("layouts/composants/mots/mots.js", string(bon))
		a.wait("/", `{"erreur":"",`)
	})

	t.Run("the description of the sources is followed too", func(t *testing.T) {
		b, err := os.ReadFile(filepath.Join(a.dir, "data/sources.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		a.write("data/sources.yaml", strings.Replace(string(b), "rentrées 2021 et 2022", "rentrée imaginaire", 1))
		a.wait("/donnees/", "rentrée imaginaire")
	})

	t.Run("a page renamed in a new folder, then deleted", func(t *testing.T) {
		if err := os.MkdirAll(filepath.Join(a.dir, "content/nouveau/dossier"), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(filepath.Join(a.dir, "content/essai.md"), filepath.Join(a.dir, "content/nouveau/dossier/essai.md")); err != nil {
			t.Fatal(err)
		}
		a.wait("/nouveau/dossier/essai/", "Encore.")
		a.wait("/essai/", "Perdu")
		if err := os.RemoveAll(filepath.Join(a.dir, "content/nouveau")); err != nil {
			t.Fatal(err)
		}
		a.wait("/nouveau/dossier/essai/", "Perdu")
	})

	t.Run("the search finds what was just written", func(t *testing.T) {
		a.write("content/essai.md", markdown("Essai", "Un xylophone."))
		a.wait("/essai/", "xylophone")
		_, page := a.page("/essai/")
		_, suite, _ := strings.Cut(page, `data-index="`)
		dossier, _, _ := strings.Cut(suite, `"`)
		if statut, mots := a.page(dossier + "mots-x.json"); statut != 200 || !strings.Contains(mots, `"xylophon":`) {
			t.Errorf("%s: status %d, %s", dossier, statut, mots)
		}
	})

	t.Run("a thousand rapid saves end with the last one", func(t *testing.T) {
		for i := range 1000 {
			a.write("content/essai.md", markdown("Essai", fmt.Sprintf("Version %d.", i)))
		}
		a.wait("/essai/", "Version 999.")
	})
}

func TestBrowsersAreToldOfEachVersion(t *testing.T) {
	a := newAtelierEdition(t)
	s := httptest.NewServer(a.e)
	defer s.Close()
	r, err := s.Client().Get(s.URL + cheminEvenements)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	lire := func() string {
		b := make([]byte, 4096)
		n, err := r.Body.Read(b)
		if err != nil {
			t.Fatal(err)
		}
		return string(b[:n])
	}
	if got, veut := lire(), "data: {\"erreur\":\"\",\"version\":1}\n\n"; got != veut {
		t.Errorf("first event %q, want %q", got, veut)
	}
	a.write("content/essai.md", "---\n")
	if got := lire(); !strings.Contains(got, "never closed") {
		t.Errorf("event of a mistake: %q", got)
	}
}

// BenchmarkEdition measures from a saved page to its fresh print, the whole
// sample loaded.
func BenchmarkEdition(b *testing.B) {
	o := options{data: "../data/bretagne", sources: "../data/sources.yaml", baseURL: "http://localhost:8080", content: "../content", layouts: "../layouts"}
	e, err := newEdition(o, newConsole(io.Discard, io.Discard))
	if err != nil {
		b.Fatal(err)
	}
	e.refresh(context.Background(), toutes)
	for b.Loop() {
		e.refresh(context.Background(), partieContent)
		if r := e.get("/projet/mission/"); r.statut != 200 || r.erreur != "" {
			b.Fatal(r)
		}
	}
}

// BenchmarkEditionNavigateur measures from a saved page to the browser that
// shows it, the whole sample loaded.
func BenchmarkEditionNavigateur(b *testing.B) {
	a := newAtelierEdition(b)
	s := httptest.NewServer(a.e)
	b.Cleanup(s.Close)
	b.Cleanup(s.CloseClientConnections) // first: the browser listens without end
	o := newNavigateur(b, s.URL).onglet(b)
	a.write("content/essai.md", markdown("Essai", "Version 0."))
	a.wait("/essai/", "Version 0.")
	o.ouvrir("/essai/")
	n := 0
	for b.Loop() {
		n++
		a.write("content/essai.md", markdown("Essai", fmt.Sprintf("Version %d.", n)))
		o.attendre(fmt.Sprintf(`document.querySelector("article")?.textContent.includes("Version %d.")`, n))
	}
}
