package content

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// readPredecesseur reads the fixture: a page of the predecessor's own
// documentation, as published, with companions made for it.
func readPredecesseur(t *testing.T) map[string]*Article {
	t.Helper()
	c, err := Read(os.DirFS("testdata/predecesseur"), Site{Title: "Futur Pro", BaseURL: "/base"})
	if err != nil {
		t.Fatal(err)
	}
	bySource := map[string]*Article{}
	for _, a := range c.Articles {
		bySource[a.Source] = a
	}
	return bySource
}

func TestPredecessorPage(t *testing.T) {
	pages := readPredecesseur(t)
	a := pages["project/process.md"]
	if want := "👷♂️ Notre démarche"; a.Title != want {
		t.Errorf("title %q, want %q", a.Title, want)
	}
	if want := "/project/process/"; a.URL != want {
		t.Errorf("URL %q, want %q", a.URL, want)
	}
	if a.Layout != "article" || !a.TOCInPage || !a.HasH1() {
		t.Errorf("layout %q, TOC in page %v, H1 %v", a.Layout, a.TOCInPage, a.HasH1())
	}

	var toc []string
	var list func(entries []*TOCEntry, indent string)
	list = func(entries []*TOCEntry, indent string) {
		for _, e := range entries {
			toc = append(toc, indent+e.ID)
			list(e.Enfants, indent+"  ")
		}
	}
	list(a.TOC, "")
	want := []string{
		"qui-sommes-nous-",
		"un-produit-numérique-en-construction",
		"  -issu-dune-investigation",
		"  -testé-sur-le-terrain",
		"  -en-cours-de-déploiement",
		"un-outil-à-compléter",
	}
	if diff := cmp.Diff(want, toc); diff != "" {
		t.Errorf("table of contents (-want +got):\n%s", diff)
	}

	if parent := pages["project/index.md"]; a.Parent != parent || len(a.Breadcrumbs) != 1 || a.Breadcrumbs[0] != parent {
		t.Errorf("parent %v, breadcrumbs %v, want project/index.md", a.Parent, a.Breadcrumbs)
	}
	if a.Precedent != pages["project/mission.md"] || a.Suivant != nil {
		t.Errorf("neighbours %v and %v, want project/mission.md and none", a.Precedent, a.Suivant)
	}
	if got := pages["project/index.md"].Enfants; len(got) != 2 || got[0] != pages["project/mission.md"] || got[1] != a {
		t.Errorf("children of project/index.md are %v, want mission then process", got)
	}
}

func TestPredecessorPageHTML(t *testing.T) {
	page := string(readPredecesseur(t)["project/process.md"].HTML)
	for _, want := range []string{
		`<a href="/base/project/mission/">Notre mission</a>`,
		`<h1 class="no_toc" id="️-notre-démarche">👷♂️ Notre démarche</h1>`,
		`<li><a href="#un-outil-%C3%A0-compl%C3%A9ter" id="markdown-toc-un-outil-à-compléter">Un outil à compléter</a></li>`,
		`l’Emploi`,
		`<em>data scientist</em>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("HTML lacks %s", want)
		}
	}
	if strings.Contains(page, "markdown-toc-️-notre") {
		t.Error("the first-level heading, marked no_toc, is in the table of contents")
	}
	if _, err := html.Parse(strings.NewReader(page)); err != nil {
		t.Error(err)
	}
	if t.Failed() {
		t.Log(page)
	}
}

func TestPredecessorNav(t *testing.T) {
	c, err := Read(os.DirFS("testdata/predecesseur"), Site{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	var list func(nav []*Nav, indent string)
	list = func(nav []*Nav, indent string) {
		for _, n := range nav {
			got = append(got, indent+n.Article.URL)
			list(n.Enfants, indent+"  ")
		}
	}
	list(c.Nav, "")
	want := []string{"/", "/project/", "  /project/mission/", "  /project/process/"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("navigation (-want +got):\n%s", diff)
	}
}
