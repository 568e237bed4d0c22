package content

import (
	"os"
	"strings"
	"testing"
)

// siteContent is the content folder of this repository.
const siteContent = "../../content"

// TestPagesOfTheSite reads the pages of the site itself.
func TestPagesOfTheSite(t *testing.T) {
	if _, err := Read(os.DirFS(siteContent), Site{Title: "Futur Pro", BaseURL: "/prefixe"}); err != nil {
		t.Errorf("under a prefix: %v", err)
	}
	c, err := Read(os.DirFS(siteContent), Site{Title: "Futur Pro"})
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Articles) < 12 {
		t.Errorf("%d pages, want at least 12", len(c.Articles))
	}
	titles, urls := map[string]string{}, map[string]bool{}
	for _, a := range c.Articles {
		urls[a.URL] = true
		if a.Description == "" {
			t.Errorf("%s has no description", a.Source)
		}
		if other, ok := titles[a.Title]; ok {
			t.Errorf("%s and %s have one title, %q", other, a.Source, a.Title)
		}
		titles[a.Title] = a.Source
		checkHeadings(t, a)
		checkSafe(t, string(a.HTML))
	}
	for _, url := range []string{"/projet/", "/documentation/", "/accessibilite/", "/mentions-legales/", "/cgu/", "/confidentialite/"} {
		if !urls[url] {
			t.Errorf("no page at %s", url)
		}
	}
}

// checkHeadings checks that the page starts with its title and skips no level.
func checkHeadings(t *testing.T, a *Article) {
	t.Helper()
	if len(a.Headings) == 0 || a.Headings[0].Level != 1 || a.Headings[0].Text != strings.ReplaceAll(a.Title, "'", "’") {
		t.Errorf("%s: title %q, headings %+v", a.Source, a.Title, a.Headings)
		return
	}
	level := 1
	for _, h := range a.Headings[1:] {
		if h.Level == 1 || h.Level > level+1 {
			t.Errorf("%s:%d: heading of level %d after one of level %d", a.Source, h.Line, h.Level, level)
		}
		level = h.Level
	}
}
