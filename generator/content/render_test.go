package content

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSiteForms checks what the pages of the site add to kramdown's Markdown.
func TestSiteForms(t *testing.T) {
	tests := []struct{ name, md, want string }{
		{
			"callout on a paragraph", "{: .note }\nTexte.\n",
			"<div class=\"encart encart-note\" role=\"note\">\n<p class=\"encart-titre\">À noter</p>\n<p>Texte.</p>\n</div>\n",
		},
		{
			"callout on a quotation, its own title", "{: .highlight-title }\n> Le titre\n>\n> - a\n",
			"<div class=\"encart encart-highlight\" role=\"note\">\n<p class=\"encart-titre\">Le titre</p>\n<ul>\n<li>a</li>\n</ul>\n</div>\n",
		},
		{
			"anchor of a heading", "## Où ?\n",
			"<h2 id=\"où-\">Où\u202f? <a class=\"ancre\" href=\"#où-\" aria-hidden=\"true\" tabindex=\"-1\">#</a></h2>\n",
		},
		{
			"no anchor", "## Où\n{: .no_anchor #ici }\n",
			"<h2 class=\"no_anchor\" id=\"ici\">Où</h2>\n",
		},
		{
			"table in a box", "| a |\n|:-:|\n| b |\n",
			"<div class=\"tableau\" role=\"region\" aria-label=\"Tableau 1\" tabindex=\"0\">\n<table>\n<thead>\n<tr>\n<th class=\"texte-center\">a</th>\n</tr>\n</thead>\n" +
				"<tbody>\n<tr>\n<td class=\"texte-center\">b</td>\n</tr>\n</tbody>\n</table>\n</div>\n",
		},
		{"comment left out", "a <!-- b --> c\n\n<!--\nd\n-->\n\ne\n", "<p>a  c</p>\n<p>e</p>\n"},
		{"HTML in code stays", "`<b>`\n", "<p><code class=\"language-plaintext highlighter-rouge\">&lt;b&gt;</code></p>\n"},
		{"Liquid", "{{ site.title }}, {{ page.title }}{% comment %} x {{ y }} {% endcomment %}.\n", "<p>Futur Pro, A.</p>\n"},
		{"Liquid shown as it is", "`{% raw %}{{ site.title }}{% endraw %}`\n", "<p><code class=\"language-plaintext highlighter-rouge\">{{ site.title }}</code></p>\n"},
		{"Liquid that trims", "a\n\n{%- comment -%} b {%- endcomment -%}\n\nc\n", "<p>ac</p>\n"},
		{"Liquid in a link", "[x]({{ site.baseurl }}{% link a.md %}#y)\n\n# y\n", "<p><a href=\"/a/#y\">x</a></p>\n<h1 id=\"y\">y</h1>\n"},
		{"links out", "[a](https://b.c/?d=e&f=g#h) [m](mailto:x@y.fr)\n", "<p><a href=\"https://b.c/?d=e&amp;f=g#h\">a</a> <a href=\"mailto:x@y.fr\">m</a></p>\n"},
		{"French spaces", "Quoi : « a » ; *b* !\nDeux ?\n", "<p>Quoi\u202f: «\u202fa\u202f»\u202f; <em>b</em>\u202f!\nDeux\u202f?</p>\n"},
		{"French numbers", "5 000 habitants, 1 280 px, 17 %, en 2020 150 m, 100 %\n", "<p>5\u202f000 habitants, 1\u202f280 px, 17\u202f%, en 2020 150 m, 100\u202f%</p>\n"},
		{"no French spaces in code", "`a : b`\n", "<p><code class=\"language-plaintext highlighter-rouge\">a : b</code></p>\n"},
		{"table with a longer row and a bar in code", "| a |\n|---|\n| `b|c` | d |\n", "<div class=\"tableau\" role=\"region\" aria-label=\"Tableau 1\" tabindex=\"0\">\n<table>\n<thead>\n<tr>\n<th>a</th>\n<th>\u00a0</th>\n</tr>\n</thead>\n" +
			"<tbody>\n<tr>\n<td><code class=\"language-plaintext highlighter-rouge\">b|c</code></td>\n<td>d</td>\n</tr>\n</tbody>\n</table>\n</div>\n"},
		{"French typing", "L'API dit \"oui\"...\n", "<p>L’API dit “oui”…</p>\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, string(readOne(t, test.md).HTML)); diff != "" {
				t.Errorf("HTML (-want +got):\n%s", diff)
			}
		})
	}
}

// TestPlaceAfterLiquid checks that what comes after a Liquid form is still told
// at its place in the source.
func TestPlaceAfterLiquid(t *testing.T) {
	s := newSource("a.md", []byte("{% comment %}\n\n{% endcomment %}\n{{ site.title }} é x"), &problems{})
	l := &liquid{variables: map[string]string{"site.title": "Le titre long du site"}, problems: &problems{}}
	e := l.expand(s, 0)
	if got, want := string(e.text), "\nLe titre long du site é x"; got != want {
		t.Fatalf("text %q, want %q", got, want)
	}
	// The x is on the fourth line, after 16 characters of Liquid, " é ".
	_, at := e.origin(len(e.text) - 1)
	line, column := s.place(at)
	if line != 4 || column != 20 {
		t.Errorf("x is at %d:%d, want 4:20", line, column)
	}
	// Any part of the title is at its Liquid form.
	_, at = e.origin(5)
	if line, column = s.place(at); line != 4 || column != 1 {
		t.Errorf("the title is at %d:%d, want 4:1", line, column)
	}
}

func TestHeadingsAndTOC(t *testing.T) {
	a := readOne(t, "# Titre\n\n- TOC\n{:toc}\n\n## Un\n\n#### Profond\n\n## Caché\n{: .no_toc }\n\n## *Deux*\n")
	want := []*TOCEntry{
		{Heading{2, "un", "Un", false, 9}, []*TOCEntry{{Heading{4, "profond", "Profond", false, 11}, nil}}},
		{Heading{2, "deux", "Deux", false, 16}, nil},
	}
	if diff := cmp.Diff(want, a.TOC); diff != "" {
		t.Errorf("TOC (-want +got):\n%s", diff)
	}
	if len(a.Headings) != 5 || !a.Headings[3].NoTOC {
		t.Errorf("headings are %+v", a.Headings)
	}
	if !a.TOCInPage {
		t.Error("TOCInPage is false")
	}
}

// TestAutolinks: an address between < and > is a link where its scheme is
// allowed, an e-mail address too; elsewhere its text stays, also on a page that
// is printed alone.
func TestAutolinks(t *testing.T) {
	a := readOne(t, "<https://exemple.fr/a> <nous@exemple.fr>\n")
	for _, want := range []string{`<a href="https://exemple.fr/a">https://exemple.fr/a</a>`, `<a href="mailto:nous@exemple.fr">nous@exemple.fr</a>`} {
		if !strings.Contains(string(a.HTML), want) {
			t.Errorf("page is %s, without %s", a.HTML, want)
		}
	}
	html, problems := RenderOne("a.md", []byte("<javascript:x> <A0:> <nous@exemple.fr>\n"), RenderOptions{Plain: true})
	if want := "<p>javascript:x A0: <a href=\"mailto:nous@exemple.fr\">nous@exemple.fr</a></p>\n"; html != want || len(problems) != 2 {
		t.Errorf("alone, the page is %s with %v", html, problems)
	}
}
