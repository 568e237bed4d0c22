package content

import (
	"html/template"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzMatter gives front matter to the reader: it never fails otherwise than by
// a problem, and every problem stands in the file.
func FuzzMatter(f *testing.F) {
	for _, s := range []string{
		"title: A\nnav_order: 3.10\n", "title: \"A\nB\"\nparent: [a, b]\n", "redirect_from:\n  - /a/\n  - /b.html\n", "? a\n: b\n", "&a *a\n",
		"title: !!binary x\n", "title: |\n  a\n  b\n", "{a: b}\n", "\ttitle: A\n", "title: 'é\u0301'\nlast_modified: 2026-01-31 # c\n", "--- a\n...\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var ps problems
		s := newSource("a.md", []byte("---\n"+text+"\n---\nb\n"), &ps)
		if s == nil {
			return
		}
		if _, body, ok := readMatter(s, &ps); ok && (body < 0 || body > len(s.text)) {
			t.Fatalf("the body starts at %d of %d", body, len(s.text))
		}
		for _, p := range ps.list {
			if p.Line > len(s.starts) {
				t.Fatalf("%v is past the end of the file", p)
			}
		}
	})
}

// FuzzLiquid expands any text: what is copied is found again at its place.
func FuzzLiquid(f *testing.F) {
	for _, s := range []string{
		"{{ site.title }} {% raw %}{{ x }}{% endraw %}", "{%- comment -%} a {%- endcomment -%} b", "{% include a.md %}{% include b.md %}",
		"{{ site.title | upcase }}{{", "{% link a.md %} {% x", "é {{ site.title -}}  é", "{% comment %}{% comment %}{% endcomment %}", "{%%}{{}}",
	} {
		f.Add(s)
	}
	partials, err := readPartials(folder("_includes/a.md", "x {{ site.title }}\n", "_includes/b.md", "{% include b.md %}"), &problems{})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var ps problems
		s := newSource("p.md", []byte(text), &ps)
		if s == nil {
			return
		}
		l := &liquid{variables: map[string]string{"site.title": "T"}, partials: partials, problems: &ps,
			link: func(name string) (string, bool) { return "/a/", name == "a.md" }, paths: func() []string { return []string{"a.md"} }}
		e := l.expand(s, 0)
		for i := range e.text {
			from, at := e.origin(i)
			if at < 0 || at > len(from.text) {
				t.Fatalf("offset %d comes from %d of %d", i, at, len(from.text))
			}
		}
		for _, m := range e.marks {
			if m.copied && m.at < len(e.text) && e.text[m.at] != m.source.text[m.from] {
				t.Fatalf("offset %d is not at %d", m.at, m.from)
			}
		}
		if !utf8.Valid(e.text) {
			t.Fatal("the text is not UTF-8 any more")
		}
	})
}

// FuzzAttributes reads attribute lists, alone and around blocks, with raw HTML:
// the page is safe whatever they hold.
func FuzzAttributes(f *testing.F) {
	for _, s := range []string{
		"{: .a #b c=\"d\" }", "{:.a.b#c}", "{:x: .y}\n{: x}\na", "a\n{: onclick=\"x()\" style='y' }", "*a*{: .b}{: href=\"javascript:x\"}", "{:toc}\n- a\n{:toc .b}",
		"{::options toc_levels=\"1..9\" /}", "{::nomarkdown}<script>a</script>{:/}", "<div markdown=\"1\">\n{: .a}\n<p onclick=x>a</p>\n</div>\n{: .b}",
		"| a |\n{: .b}\n", "## a {#b}\n{: #c}", "{: a='\"><script>' }\nb", "<b class=\"x\">{: .a}</b> </i><!--", "$$a$$ *[a]: b\n\n*[a]: b",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if l, length := parseAttributeList([]byte(text)); length > len(text) || strings.Contains(l.id, " ") {
			t.Fatalf("list %+v of length %d", l, length)
		}
		// What is refused must not be in the HTML either.
		for _, plain := range []bool{false, true} {
			out, problems := RenderOne("a.md", []byte(text), RenderOptions{Plain: plain})
			for _, p := range problems {
				if strings.Contains(p.Detail, "cannot be rendered") {
					t.Fatal(p)
				}
			}
			if !plain {
				checkSafe(t, out)
				if _, err := (&Article{Title: "A", HTML: template.HTML(out)}).Sections(); err != nil {
					t.Fatal(err)
				}
			} else if strings.Contains(strings.ToLower(out), "<script") {
				t.Fatalf("script in %s", out)
			}
		}
	})
}
