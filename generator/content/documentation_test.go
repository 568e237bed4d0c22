package content

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// documentationFloor is the number of pages of the predecessor's documentation
// that come out as published. It only goes up.
const documentationFloor = 46

const documentation = "reference/documentation/futur-pro"

// pageFacts are what was read off a published page.
type pageFacts struct {
	Source, URL, Title, Text string
	Headings                 []struct {
		Level    int
		ID, Text string
	}
	TOC []struct {
		Depth      int
		Href, Text string
	}
	Links       []struct{ Href, Text string }
	Breadcrumbs []struct{ Text string }
	Children    []struct{ Title string } `json:"children_toc"`
}

// TestPredecessorDocumentation compares the 47 pages of the predecessor's
// documentation with how Jekyll published them.
func TestPredecessorDocumentation(t *testing.T) {
	sharedFile(t, documentation+"/nav.json") // skips where there is no reference
	c, err := Read(publishedSource(t), Site{Title: "Futur Pro", BaseURL: "/c-est-qui-le-pro"})
	if err != nil {
		t.Fatal(err)
	}
	passed := 0
	for _, a := range c.Articles {
		var facts pageFacts
		if err := json.Unmarshal(sharedFile(t, documentation+"/facts/"+strings.TrimSuffix(a.Source, ".md")+".json"), &facts); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(published(facts), rendered(t, a)); diff != "" {
			t.Logf("%s differs (-want +got):\n%s", a.Source, diff)
			continue
		}
		passed++
	}
	t.Logf("%d of %d pages come out as published", passed, len(c.Articles))
	if passed < documentationFloor {
		t.Errorf("%d pages come out as published, want at least %d", passed, documentationFloor)
	}
}

// publishedSource is the documentation's source, its four known broken links
// mended and its images, which the reference leaves out, replaced by empty files.
func publishedSource(t *testing.T) fs.FS {
	t.Helper()
	dir := os.Getenv("FUTURPRO_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	src := os.DirFS(filepath.Join(dir, filepath.FromSlash(documentation), "src"))
	fsys := fstest.MapFS{}
	err := fs.WalkDir(src, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".md") {
			return err
		}
		b, err := fs.ReadFile(src, name)
		text := strings.ReplaceAll(string(b), "]({% link", "]({{ site.baseurl }}{% link")
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
		for _, piece := range strings.Split(text, "](")[1:] {
			image, _, _ := strings.Cut(piece, ")")
			if strings.HasSuffix(image, ".png") {
				fsys[filepath.ToSlash(filepath.Join(filepath.Dir(name), image))] = &fstest.MapFile{}
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return fsys
}

// comparable is what both sides are brought to.
type comparable struct {
	Title, Text                                string
	Headings, TOC, Links, Breadcrumbs, Enfants []string
}

func published(f pageFacts) comparable {
	c := comparable{Title: fold(f.Title), Text: fold(f.Text)}
	for _, h := range f.Headings {
		c.Headings = append(c.Headings, itoa(h.Level)+" #"+h.ID+" "+fold(h.Text))
	}
	for _, e := range f.TOC {
		c.TOC = append(c.TOC, itoa(e.Depth)+" "+e.Href)
	}
	for _, l := range f.Links {
		href := strings.Replace(l.Href, ".html", "/", 1)
		if !strings.HasPrefix(l.Href, "/") {
			href = l.Href
		}
		if rest, ok := strings.CutPrefix(href, "/partners"); ok {
			href = "/c-est-qui-le-pro/partners" + rest // one of the four mended links
		}
		c.Links = append(c.Links, href+" "+fold(l.Text))
	}
	for _, b := range f.Breadcrumbs[:max(len(f.Breadcrumbs)-1, 0)] {
		c.Breadcrumbs = append(c.Breadcrumbs, fold(b.Text))
	}
	for _, e := range f.Children {
		c.Enfants = append(c.Enfants, fold(e.Title))
	}
	return c
}

func rendered(t *testing.T, a *Article) comparable {
	t.Helper()
	c := comparable{Title: fold(a.Title), Text: pageText(t, a)}
	for _, h := range a.Headings {
		c.Headings = append(c.Headings, itoa(h.Level)+" #"+h.ID+" "+fold(h.Text))
	}
	var walk func(list []*TOCEntry, depth int)
	walk = func(list []*TOCEntry, depth int) {
		for _, e := range list {
			c.TOC = append(c.TOC, itoa(depth)+" #"+e.ID)
			walk(e.Enfants, depth+1)
		}
	}
	if a.TOCInPage {
		walk(a.TOC, 0)
	}
	for _, l := range a.Links {
		if !l.Image && !(strings.HasPrefix(l.Dest, "#") && a.TOCInPage) {
			c.Links = append(c.Links, l.Dest+" "+fold(l.Text))
		}
	}
	for _, b := range a.Breadcrumbs {
		c.Breadcrumbs = append(c.Breadcrumbs, fold(b.Title))
	}
	for _, e := range a.Enfants {
		c.Enfants = append(c.Enfants, fold(e.Title))
	}
	return c
}

// pageText is the text of the page as read, without what we add to kramdown's:
// the words at the top of callouts and the signs that link to headings.
func pageText(t *testing.T, a *Article) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(string(a.HTML)))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for _, attr := range n.Attr {
			if attr.Key == "class" && (attr.Val == "encart-titre" || attr.Val == "ancre") {
				return
			}
		}
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	return fold(b.String())
}

// fold leaves out spaces, which are ours to choose.
func fold(s string) string { return strings.Join(strings.Fields(s), "") }

// TestPredecessorDocumentationNav compares the navigation tree.
func TestPredecessorDocumentationNav(t *testing.T) {
	type node struct {
		Title    string
		Children []node
	}
	var lists [][]node
	if err := json.Unmarshal(sharedFile(t, documentation+"/nav.json"), &lists); err != nil {
		t.Fatal(err)
	}
	c, err := Read(publishedSource(t), Site{BaseURL: "/c-est-qui-le-pro"})
	if err != nil {
		t.Fatal(err)
	}
	var titles func(list []node) []any
	titles = func(list []node) []any {
		var out []any
		for _, n := range list {
			out = append(out, n.Title)
			if len(n.Children) > 0 {
				out = append(out, titles(n.Children))
			}
		}
		return out
	}
	if diff := cmp.Diff(titles(lists[0]), navTitles(c.Nav)); diff != "" {
		t.Errorf("navigation (-want +got):\n%s", diff)
	}
}
