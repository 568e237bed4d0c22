package content

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"futurpro/generator/diagnostic"
)

// folder makes a content folder from pairs of path and text.
func folder(pairs ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		fsys[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return fsys
}

// one makes a folder of one page, a.md, with the given body after a front
// matter of three lines.
func one(body string) fstest.MapFS { return folder("a.md", "---\ntitle: A\n---\n"+body) }

// readOne renders the body of one page.
func readOne(t *testing.T, body string) *Article {
	t.Helper()
	c, err := Read(one(body), Site{Title: "Futur Pro"})
	if err != nil {
		t.Fatal(err)
	}
	return c.Articles[0]
}

func TestMistakesAreLocated(t *testing.T) {
	page := func(matter string) fstest.MapFS { return folder("a.md", "---\n"+matter+"---\n") }
	tests := []struct {
		name string
		fsys fstest.MapFS
		want string
	}{
		{"misspelt key", page("titel: A\n"), "a.md:2:1: unknown key titel: did you mean title?"},
		{"unknown key", page("title: A\nxyzzyxyzzyxyzzy: 1\n"), "a.md:3:1: unknown key xyzzyxyzzyxyzzy: the keys are title, parent,"},
		{"no front matter nor heading", folder("a.md", "A\n"), "a.md:1: has no title: add a line title:"},
		{"empty file", folder("a.md", ""), "a.md:1: has no title"},
		{"front matter too low", folder("a.md", "\n---\ntitle: A\n---\n"), "a.md:2: front matter must start on the first line"},
		{"never closed", folder("a.md", "---\ntitle: A\n# B\n"), "a.md:1: front matter is never closed: add a line ---"},
		{"not YAML", page("title: \"A\n"), "front matter is not YAML"},
		{"not a mapping", page("- a\n"), "a.md:2:1: front matter must be lines of the form key: value"},
		{"key twice", page("title: A\ntitle: B\n"), "a.md:3:1:"},
		{"no title", page("nav_order: 1\n"), "a.md:1: has no title: add a line title:"},
		{"empty title", page("layout: home\ntitle:\n"), "a.md:3: has no title"},
		{"title a list", page("title: [A, B]\n"), "a.md:2:1: title must be one text, not a list"},
		{"title a mapping", page("title:\n  a: b\n"), "a.md:2:1: title must be a plain text"},
		{"wrong order of children", page("title: A\nchild_nav_order: down\n"), `a.md:3:18: child_nav_order is "down": write asc or desc`},
		{"wrong boolean", page("title: A\nnav_exclude: yes\n"), `a.md:3:14: nav_exclude is "yes": write true or false`},
		{"wrong date", page("title: A\nlast_modified: 31/01/2026\n"), `a.md:3:16: last_modified is "31/01/2026": write a date such as 2026-01-31`},
		{"body starts with ---", one("---\ntext\n"), "a.md:4:1: page starts with another ---"},
		{"two pages at one address", folder("a.md", "---\ntitle: A\n---\n", "b.md", "---\ntitle: B\npermalink: /a/\n---\n"), "b.md:3:12: has the address /a/ of a.md"},
		{"addresses differ by case", folder("a.md", "---\ntitle: A\n---\n", "B.md", "---\ntitle: B\npermalink: /A/\n---\n"), "a.md: has the address /a/ of B.md"},
		{"permalink leaves the site", page("title: A\npermalink: /../etc/\n"), `a.md:3:12: permalink "/../etc/" must not hold ..`},
		{"permalink without slash", page("title: A\npermalink: a\n"), `a.md:3:12: permalink "a" must start with /`},
		{"accent in a file name", folder("é.md", "---\ntitle: A\n---\n"), `é.md: its address would be /é/, which holds 'é'`},
		{"redirection onto a page", page("title: A\nredirect_from: /a/\n"), "a.md:3:16: redirect_from /a/ is the address of a page"},
		{"script in the folder", folder("a.js", ""), "a.js: does not belong in the content folder"},

		{"not UTF-8", folder("a.md", "---\ntitle: A\n---\n\nd\xe9marche\n"), "a.md:5:2: byte 0xE9 is not UTF-8: save the file as UTF-8"},
		{"UTF-16", folder("a.md", "\xff\xfe-\x00"), "a.md:1:1: is UTF-16"},
		{"read as Windows-1252, lost", folder("a.md", "---\ntitle: A\n---\n\nla dÃ©marche d’Ãvila\n"), `a.md:5:16: "Ã" is UTF-8 read as Windows-1252 or the like: bytes of it are lost`},

		{"unknown Liquid tag", one("a {% include x.html %}\n"), `a.md:4:14: include "x.html", which is not in the folder _includes: there is none`},
		{"unknown Liquid variable", one("a {{ site.titel }}\n"), "a.md:4:3: Liquid {{ site.titel }} is not understood: did you mean site.title?"},
		{"Liquid filter", one("{{ '/x' | relative_url }}\n"), "a.md:4:1: Liquid {{ '/x' | relative_url }} is not understood"},
		{"Liquid never closed", one("a\nb {{ site.title\n"), "a.md:5:3: Liquid {{ is not closed on its line"},
		{"Liquid in code", one("```\n{{ x }}\n```\n"), "a.md:5:1: Liquid {{ x }} is not understood"},
		{"raw never closed", one("{% raw %}\n"), "a.md:4:1: Liquid {% raw %} is never closed: add {% endraw %}"},
		{"link to nothing", folder("a.md", "---\ntitle: A\n---\n[x]({% link project/mision.md %})\n", "project/mission.md", "---\ntitle: M\n---\n"),
			`a.md:4:13: link to "project/mision.md", which is not in the content folder: did you mean project/mission.md?`},

		{"script", one("<script>alert(1)</script>\n"), "a.md:4:1: <script> is not allowed in a page"},
		{"style", one("a\n\n<style>p { color: red }</style>\n"), "a.md:6:1: <style> is not allowed in a page"},
		{"frame in an element", one("<div>\n<p><iframe src=\"/a/\"></iframe></p>\n</div>\n"), "a.md:5:4: <iframe> is not allowed in a page"},
		{"form", one("<form action=\"/a/\"></form>\n"), "a.md:4:1: <form> is not allowed in a page"},
		{"misspelt element", one("<sumary>a</sumary>\n"), "a.md:4:1: <sumary> is not allowed in a page: did you mean summary?"},
		{"handler in HTML", one("a <b onclick=\"x()\">b</b>\n"), "a.md:4:3: attribute onclick of <b> is not allowed"},
		{"style in HTML", one("<p style=\"position: fixed\">b</p>\n"), "a.md:4:1: attribute style of <p> is not allowed"},
		{"javascript in HTML", one("a <a href=\"javascript:x()\">b</a>\n"), "a.md:4:12: address \"javascript:x()\" is not allowed"},
		{"javascript in a block of HTML", one("<p><a href=\"java&#10;script:x()\">b</a></p>\n"), "a.md:4:4: address"},
		{"link of HTML to nothing", one("a <a href=\"b.md\">b</a>\n"), "a.md:4:12: link to b.md, which is not in the content folder"},
		{"HTML never closed", one("<div>\na\n"), "a.md:4:1: <div> is never closed: add </div>"},
		{"HTML with Markdown never closed", one("<div markdown=\"1\">\na\n"), "a.md:4:1: <div> is never closed: add </div>"},
		{"HTML never closed in a text", one("a <b>b\n"), "a.md:4:3: <b> is never closed: add </b>"},
		{"HTML that closes nothing", one("a </b>\n"), "a.md:4:3: </b> closes nothing"},
		{"id twice, in HTML", one("## A\n\n<p id=\"a\">b</p>\n"), "a.md:6:8: the id a is given twice"},
		{"handler of an element with Markdown", one("<div onclick=\"x()\" markdown=\"1\">\na\n</div>\n"), "a.md:4:1: attribute onclick of <div> is not allowed"},
		{"unknown directive", one("{::coment}\na\n{:/coment}\n"), "a.md:4:1: {::coment} is not understood: did you mean comment?"},
		{"unknown option", one("{::options smart=\"x\" /}\n"), "a.md:4:1: option smart=\"x\" is not understood"},
		{"javascript link", one("[a](javascript:alert(1))\n"), "a.md:4:5: link with javascript: is not allowed"},
		{"javascript link in disguise", one("[a](JAVA&#115;cript&colon;alert)\n"), "a.md:4:5: link with javascript: is not allowed"},
		{"javascript autolink", one("<javascript:alert(1)>\n"), "a.md:4:1: link with javascript: is not allowed"},
		{"data image", one("![a](data:image/png;base64,AAAA)\n"), "a.md:4:6: link with data: is not allowed"},
		{"event attribute", one("a\n{: onclick=\"x()\" }\n"), "a.md:4:1: attribute onclick is not allowed"},
		{"href by attribute", one("[a](/b/){: href=\"javascript:x\" }\n"), "a.md:4:1: attribute href is not allowed"},
		{"HTML in a footnote", one("a[^1]\n\n[^1]: b <button>c</button>\n"), "a.md:6:9: <button> is not allowed"},
		{"HTML in a heading and its table of contents", one("- TOC\n{:toc}\n\n## a <button>b</button>\n"), "a.md:7:6: <button> is not allowed"},
		{"HTML in a cell", one("| a |\n|---|\n| <i> |\n"), "a.md:6:3: <i> is never closed"},
		{"javascript in a definition", one("a\n: [b](javascript:c)\n"), "a.md:5:7: link with javascript: is not allowed"},
		{"javascript in a reference", one("[a]\n\n[a]: javascript:b\n"), "a.md:4:1: link with javascript: is not allowed"},
		{"style of a cell", one("| a |\n|---|\n| b |\n{: style=\"text-align: left\" }\n"), "attribute style is not allowed"},
		{"style attribute", one("a\n{: style=\"position: fixed\" }\n"), "a.md:4:1: attribute style is not allowed"},
		{"missing image", folder("a.md", "---\ntitle: A\n---\n![a](y.png)\n", "x.png", ""), "a.md:4:6: image to y.png, which is not in the content folder: did you mean x.png?"},
		{"missing image at the root", folder("a.md", "---\ntitle: A\n---\n![a](/i/y.png)\n", "i/x.png", ""), "a.md:4:6: image /i/y.png is not in the content folder: did you mean /i/x.png?"},
		{"image of another site", one("![a](https://a.b/c.png)\n"), "a.md:4:6: image of another site (a.b)"},
		{"relative link to nothing", one("x [a](b.md)\n"), "a.md:4:7: link to b.md, which is not in the content folder: did you mean a.md?"},
		{"link out of the folder", one("[a](../b.md)\n"), "a.md:4:5: link to ../b.md leaves the content folder"},
		{"link without final slash", one("[a](/a)\n"), "a.md:4:5: link to /a: write /a/"},
		{"link to a file by address", one("[a](/a.md)\n"), "a.md:4:5: link to the file /a.md"},
		{"link that cannot be read", one("x [a](l'été .png)\n"), "a.md:4:4: link or image that cannot be read"},
		{"link without destination", one("[a]()\n"), "a.md:4:1: link without destination"},
		{"link without scheme", one("[a](//b.c)\n"), `a.md:4:5: link to "//b.c": write https: before it`},
		{"relative link to nothing, from a folder", folder("p/a.md", "---\ntitle: A\n---\n[a](bb.md) [c](../d/ee.md)\n", "p/b.md", "---\ntitle: B\n---\n", "d/e.md", "---\ntitle: E\n---\n"),
			"p/a.md:4:5: link to bb.md, which is not in the content folder: did you mean b.md?\np/a.md:4:16: link to ../d/ee.md, which is not in the content folder: did you mean ../d/e.md?"},
		{"link of a text with an image", folder("a.md", "---\ntitle: A\n---\n[![i](x.png)](b.md)\n", "x.png", ""), "a.md:4:15: link to b.md"},
		{"link in angle brackets", one("[a]( <b c.md> )\n"), "a.md:4:7: link to b c.md"},
		{"link by reference", one("x [a]\n\n[a]: b.md\n"), "a.md:4:3: link to b.md"},
		{"link to another site without scheme", one("[a](www.b.fr/c)\n"), "a.md:4:5: link to www.b.fr/c: write https://www.b.fr/c"},
		{"missing fragment", one("## Été\n\n[a](#ete)\n"), "a.md:6:5: link to #ete, which is not in a.md: did you mean été?"},
		{"missing fragment elsewhere", folder("a.md", "---\ntitle: A\n---\n[a](b.md#c)\n", "b.md", "---\ntitle: B\n---\n"), "a.md:4:9: link to #c, which is not in b.md"},
		{"id twice", one("# A\n\n## A\n\n## A-1\n"), `a.md:8:`},

		{"unknown parent", folder("a.md", "---\ntitle: A\nparent: Projet\n---\n", "b.md", "---\ntitle: Le projet\n---\n"), `a.md:3:9: parent "Projet" is the title of no page: did you mean Le projet?`},
		{"page its own parent", page("title: A\nparent: A\n"), `a.md:3:9: parent "A" leads back to this page`},
		{"parents in a circle", folder("a.md", "---\ntitle: A\nparent: B\n---\n", "b.md", "---\ntitle: B\nparent: A\n---\n"), `b.md:3:9: parent "A" leads back to this page`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, err := Read(test.fsys, Site{Title: "Futur Pro"})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("error is\n%v\nwant\n%s", err, test.want)
			}
			if c != nil {
				t.Error("a corpus comes with the error")
			}
		})
	}
}

func TestAllMistakesAtOnce(t *testing.T) {
	_, err := Read(folder(
		"b.md", "---\ntitle: B\n---\n{{ x }}\n\n<b>\n",
		"a.md", "---\ntitel: A\n---\n[a](z.md)\n",
	), Site{})
	want := []string{"a.md:2:1", "a.md:4:5", "b.md:4:1", "b.md:6:1"}
	var got []string
	for line := range strings.SplitSeq(err.Error(), "\n") {
		place, _, _ := strings.Cut(line, ": ")
		got = append(got, place)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("places (-want +got):\n%s\n%v", diff, err)
	}
	var p *Problem
	if !errors.As(err, &p) || p.File != "a.md" || p.Line != 2 {
		t.Errorf("first problem is %+v", p)
	}
}

func TestEncodingsReadAlike(t *testing.T) {
	const text = "---\ntitle: Été\n---\n\n## Où\n\nUn\ndeux"
	want := readText(t, text)
	for name, other := range map[string]string{
		"byte order mark": "\uFEFF" + text,
		"CRLF":            strings.ReplaceAll(text, "\n", "\r\n"),
		"final newline":   text + "\n",
	} {
		got := readText(t, other)
		if got.HTML != want.HTML || got.Title != "Été" || got.Headings[0].Line != 5 {
			t.Errorf("%s: title %q, heading line %d, HTML\n%s\nwant\n%s", name, got.Title, got.Headings[0].Line, got.HTML, want.HTML)
		}
	}
}

func readText(t *testing.T, text string) *Article {
	t.Helper()
	c, err := Read(folder("a.md", text), Site{})
	if err != nil {
		t.Fatal(err)
	}
	return c.Articles[0]
}

func TestFrenchCapitalsAreNotMojibake(t *testing.T) {
	readOne(t, "CAFÉ\u00a0: «\u00a0À l’ÂGE\u00a0», DÉJÀ…, É’\n")
}

func TestFilesBesideThePages(t *testing.T) {
	c, err := Read(folder(
		"projet/a.md", "---\ntitle: A\nredirect_from: [/vieux/, /plus/vieux/]\n---\n![Un plan](plan bleu.png) [b](../b.md) [c](./) [d](/commune/35238-rennes/?voie=scolaire#liste)\n",
		"projet/plan bleu.png", "png",
		"projet/index.md", "---\ntitle: Projet\n---\n",
		"b.md", "---\ntitle: B\n---\n",
		".cache/x.md", "left out", "_x.md", "left out",
	), Site{BaseURL: ""})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Asset{{"projet/plan bleu.png", "/projet/plan%20bleu.png"}}, c.Assets); diff != "" {
		t.Errorf("assets (-want +got):\n%s", diff)
	}
	a := c.Articles[2]
	want := []Link{
		{Dest: "/projet/plan%20bleu.png", Path: "/projet/plan bleu.png", Text: "Un plan", Image: true, Line: 5, Column: 12},
		{Dest: "/b/", Path: "/b/", Text: "b", Line: 5, Column: 31},
		{Dest: "/projet/", Path: "/projet/", Text: "c", Line: 5, Column: 44},
		{Dest: "/commune/35238-rennes/?voie=scolaire#liste", Path: "/commune/35238-rennes/", Fragment: "liste", Text: "d", Line: 5, Column: 52},
	}
	if diff := cmp.Diff(want, a.Links); diff != "" {
		t.Errorf("links (-want +got):\n%s", diff)
	}
	if len(c.Redirects) != 2 || c.Redirects[0].From != "/plus/vieux/" || c.Redirects[0].To != a {
		t.Errorf("redirections are %v", c.Redirects)
	}
}

func TestLinkWithoutPrefixIsRefused(t *testing.T) {
	fsys := one("[a]({% link a.md %})\n")
	_, err := Read(fsys, Site{BaseURL: "/base"})
	if err == nil || !strings.Contains(err.Error(), "a.md:4:5: link to /a/ lacks the site's prefix /base: write {{ site.baseurl }} before it") {
		t.Errorf("error is %v", err)
	}
}

func TestReadNeverPanicsOnMatter(t *testing.T) {
	for _, s := range []string{"---\n{{{\n---\n", "---\n? a\n: b\n---\n", "---\n&a *a\n---\n", "---\na: !!binary x\n---\n", "---\n\t\n---\n", "---\n---\n", "---\n--- a\n---\n", "---"} {
		if _, err := Read(folder("a.md", s), Site{}); err == nil {
			t.Errorf("%q gives no error", s)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("---\ntitle: A\n---\n# A\n{: .no_toc }\n\n- TOC\n{:toc}\n\n## B\n\n{: .note-title }\n> {:x: .y}\n")
	f.Add("---\ntitle: A\nnav_order: 3.10\n---\n[a][^1] {% raw %}{{ x }}{% endraw %} \"a\" -- ***b***\n\n[^1]: c\n\n| a |\n|---|\n| b |\n")
	f.Add("---\ntitle: [A\n---\n{:.a}\n{:.b}\nT\n{:#c}\n- {: .x } a\n\t{{-\n")
	f.Add("---\ntitle: A\n---\n[a](https://b.c \"d\"){: title='e' }\n\n<https://f.g> `<h>` &lt;i onclick=&quot;j&quot;&gt;\n")
	f.Add("---\ntitle: A\n---\n[\n\n]\n") // a bracket left open in another block
	f.Fuzz(func(t *testing.T, text string) {
		c, err := Read(folder("a.md", text), Site{Title: "T", BaseURL: "/b"})
		if (c == nil) == (err == nil) {
			t.Fatalf("corpus %v with error %v", c, err)
		}
		if c != nil {
			checkSafe(t, string(c.Articles[0].HTML))
		}
	})
}

// checkSafe checks that a page holds only what Markdown makes.
func checkSafe(t *testing.T, page string) {
	t.Helper()
	root, err := html.ParseFragment(strings.NewReader(page), &html.Node{Type: html.ElementNode, Data: "main", DataAtom: atom.Main})
	if err != nil {
		t.Fatal(err)
	}
	elements := append(allowedElements(), "h1", "strong")
	attributes := strings.Fields("alt aria-hidden aria-label class colspan headers height href id lang open rel role rowspan scope span src start tabindex target title width")
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode && !slices.Contains(elements, n.Data) || n.Type == html.CommentNode {
			t.Errorf("<%s> in the page:\n%.500s", n.Data, page)
		}
		for _, a := range n.Attr {
			if !slices.Contains(attributes, a.Key) {
				t.Errorf("attribute %s in the page:\n%.500s", a.Key, page)
			}
			u, err := url.Parse(a.Val)
			if (a.Key == "href" || a.Key == "src") && (err != nil || !slices.Contains([]string{"", "http", "https", "mailto", "tel"}, u.Scheme)) {
				t.Errorf("address %s in the page:\n%s", a.Val, page)
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	for _, n := range root {
		walk(n)
	}
}

// The owner's second page is published as its author wrote it, and each line
// that was broken is told.
func TestPageReadWithTheWrongCodePageIsRepaired(t *testing.T) {
	broken, err := os.ReadFile("testdata/mojibake.md")
	if err != nil {
		t.Fatal(err)
	}
	var ps problems
	s := newSource("a.md", broken, &ps)
	all := ps.sorted()
	errs, warnings := all.Only(diagnostic.Error), all.Only(diagnostic.Warning)
	if s == nil || len(errs) > 0 {
		t.Fatalf("problems %v", errs)
	}
	if !strings.Contains(s.text, "“Futur pro” est un service") || !strings.Contains(s.text, "Île-de-France") {
		t.Errorf("the page is not repaired:\n%s", s.text)
	}
	if n := len(warnings); n != 30 {
		t.Errorf("%d warnings, want one for each of the 30 broken lines", n)
	}
	if got, want := warnings[0].Error(), `a.md:2:8: warning: "ğŸ‘·â€â™‚ï¸" is UTF-8 read as Windows-1252 or the like`; !strings.HasPrefix(got, want) {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestOneMistakeIsToldOnce has mistakes that would show again further on.
func TestOneMistakeIsToldOnce(t *testing.T) {
	tests := []struct {
		name string
		fsys fstest.MapFS
		want string
	}{
		{"link tag", one("[x]({% link b_c_d.md %}) *y*\n"), `a.md:4:13: link to "b_c_d.md", which is not in the content folder: write its path from the top of that folder`},
		{"link tag after the prefix", one("[x]({{ site.baseurl }}{% link bbbbbbbb.md %})\n"), `a.md:4:31: link to "bbbbbbbb.md", which is not`},
		{"link tag of an image", one("![x]({% link bbbbbbbb.png %})\n"), `a.md:4:14: link to "bbbbbbbb.png", which is not`},
		{"link tag in HTML", one("<a href=\"{% link bbbbbbbb.md %}\">x</a>\n"), `a.md:4:18: link to "bbbbbbbb.md", which is not`},
		{"link tag of a reference", one("[x]\n\n[x]: {% link bbbbbbbb.md %}\n"), `a.md:6:14: link to "bbbbbbbb.md", which is not`},
		{"variable in a link", one("[x]({{ site.baseurle }}/a/)\n"), "a.md:4:5: Liquid {{ site.baseurle }} is not understood: did you mean site.baseurl?"},
		{"misspelt title", folder("a.md", "---\ntitel: A\n---\nx\n"), "a.md:2:1: unknown key titel: did you mean title?"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Read(test.fsys, Site{})
			if err == nil || !strings.HasPrefix(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("error is\n%v\nwant\n%s", err, test.want)
			}
		})
	}
}

// TestGeneratedAddresses has pages that know which addresses are generated.
func TestGeneratedAddresses(t *testing.T) {
	site := Site{Generated: func(address string) bool { return strings.HasPrefix(address, "/commune/") }}
	page := func(matter, body string) fstest.MapFS { return folder("a.md", "---\ntitle: A\n"+matter+"---\n"+body) }
	tests := []struct {
		name string
		fsys fstest.MapFS
		want string
	}{
		{"link to a generated page", page("", "[a](/commune/35238-rennes/#liste)\n"), ""},
		{"link to no page", page("", "[a](/aa/)\n"), "a.md:4:5: link to /aa/, which is neither in the content folder nor generated: did you mean /a/?"},
		{"permalink of a generated page", page("permalink: /commune/x/\n", ""), "a.md:3:12: the address /commune/x/ belongs to the generated pages: choose another permalink or place"},
		{"redirection of a generated page", page("redirect_from: [/x/, /commune/x/]\n", ""), "a.md:3:22: redirect_from /commune/x/ belongs to the generated pages: remove it"},
		{"page in a folder of generated pages", folder("commune/x.md", "---\ntitle: A\n---\n"), "commune/x.md: the address /commune/x/ belongs to the generated pages"},
		{"file in a folder of generated pages", folder("commune/x.png", ""), "commune/x.png: the address /commune/x.png belongs to the generated pages"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Read(test.fsys, site)
			if got := fmt.Sprint(err); (test.want == "") != (err == nil) || err != nil && !strings.HasPrefix(got, test.want) {
				t.Errorf("error is\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}
