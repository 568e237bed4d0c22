package content

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"futurpro/generator/diagnostic"
)

// documentationFloor is the number of pages of the predecessor's documentation
// that come out as published. It only goes up.
const documentationFloor = 47

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
	Images      []struct{ Src, Alt, Width string }
	Callouts    []struct{ Class, Text string }
	Tables      []struct{ THead, TBody [][]string }
	Elements    map[string]int
	Children    []struct{ Title string } `json:"children_toc"`
}

// TestPredecessorDocumentation compares the 47 pages of the predecessor's
// documentation with how Jekyll published them.
func TestPredecessorDocumentation(t *testing.T) {
	sharedFile(t, documentation+"/nav.json") // skips where there is no reference
	c, err := Read(publishedSource(t, true), Site{Title: "Futur Pro", BaseURL: "/c-est-qui-le-pro"})
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
	t.Logf("conformance %d/%d", passed, len(c.Articles))
	if passed < documentationFloor {
		t.Errorf("%d pages come out as published, want at least %d", passed, documentationFloor)
	}
}

// publishedSource is the documentation's source, its four known broken links
// mended if asked, and its images, which the reference leaves out, replaced by
// empty files.
func publishedSource(t testing.TB, mended bool) fs.FS {
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
		text := string(b)
		if mended {
			text = strings.ReplaceAll(text, "]({% link", "]({{ site.baseurl }}{% link")
		}
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
	Images, Callouts, Tables                   []string
	Elements                                   map[string]int
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
	for _, i := range f.Images {
		c.Images = append(c.Images, i.Src+" "+fold(i.Alt)+" "+i.Width)
	}
	for _, e := range f.Callouts {
		c.Callouts = append(c.Callouts, e.Class+" "+fold(e.Text))
	}
	for _, table := range f.Tables {
		for _, row := range append(table.THead, table.TBody...) {
			c.Tables = append(c.Tables, fold(strings.Join(row, "|")))
		}
	}
	c.Elements = counted(f.Elements)
	return c
}

// counted are the numbers of the elements that we write as kramdown does:
// callouts are other elements than its quotations, with a paragraph more.
func counted(elements map[string]int) map[string]int {
	out := map[string]int{}
	for _, name := range strings.Fields("h1 h2 h3 h4 h5 h6 ul ol li em strong img table thead tbody tr th td pre code hr br") {
		if n := elements[name]; n > 0 {
			out[name] = n
		}
	}
	return out
}

func rendered(t *testing.T, a *Article) comparable {
	t.Helper()
	c := comparable{Title: fold(a.Title), Text: pageText(t, a)}
	c.readHTML(t, a)
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
	return textOf(root)
}

func textOf(root *html.Node) string {
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if class := attributeOf(n, "class"); class == "encart-titre" || class == "ancre" {
			return
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

// readHTML fills what is read off the HTML.
func (c *comparable) readHTML(t *testing.T, a *Article) {
	root, err := html.Parse(strings.NewReader(string(a.HTML)))
	if err != nil {
		t.Fatal(err)
	}
	elements := map[string]int{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		elements[n.Data]++
		class, isCallout := strings.CutPrefix(attributeOf(n, "class"), "encart encart-")
		switch {
		case isCallout:
			c.Callouts = append(c.Callouts, class+" "+textOf(n))
		case n.Data == "img":
			c.Images = append(c.Images, attributeOf(n, "src")+" "+fold(attributeOf(n, "alt"))+" "+attributeOf(n, "width"))
		case n.Data == "tr":
			var cells []string
			for cell := range n.ChildNodes() {
				if cell.Type == html.ElementNode {
					cells = append(cells, textOf(cell))
				}
			}
			c.Tables = append(c.Tables, strings.Join(cells, "|"))
		}
	}
	c.Elements = counted(elements)
}

func attributeOf(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// TestPredecessorDocumentationBrokenLinks reads the source as it is: the errors
// are its broken links, and nothing else.
func TestPredecessorDocumentationBrokenLinks(t *testing.T) {
	var broken []struct{ Page, Href string }
	if err := json.Unmarshal(sharedFile(t, documentation+"/broken-links.json"), &broken); err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for _, b := range broken {
		want = append(want, b.Page+": link to "+strings.Replace(b.Href, ".html", "/", 1)+" lacks the site's prefix")
	}
	_, err := Read(publishedSource(t, false), Site{BaseURL: "/c-est-qui-le-pro"})
	var ps Problems
	if !errors.As(err, &ps) {
		t.Fatal(err)
	}
	errs := ps.Only(diagnostic.Error)
	for _, p := range errs {
		before, _, _ := strings.Cut(p.Detail, " /c-est-qui-le-pro")
		got = append(got, p.File+": "+before)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("broken links (-want +got):\n%s", diff)
	}
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
	c, err := Read(publishedSource(t, true), Site{BaseURL: "/c-est-qui-le-pro"})
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
