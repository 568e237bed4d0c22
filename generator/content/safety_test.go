package content

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// TestLargeInputs gives RenderOne much of what parsers go through again and
// again: a megabyte of the worst signs, less of the others. A quadratic pass
// takes minutes, which the time limit of go test ends.
func TestLargeInputs(t *testing.T) {
	if testing.Short() {
		t.Skip("a megabyte of several signs")
	}
	const megabyte = 1 << 20
	for _, piece := range []string{"[", ">", "*", "{:"} {
		RenderOne("a.md", []byte(strings.Repeat(piece, megabyte/len(piece))), RenderOptions{})
	}
	pieces := []string{
		"![", "](", "[a](b c)", "> ", "*a ", "**a *b ", "_a ", "- ", "1. ", "{:.a}\n", "{:.a}", "`", "` `` ``` ", "|a|b|\n",
		"|a", "\"a' ", "<div>", "<div>\n", "<div markdown=\"1\">\n", "<b>", "</b>", "<a ", "<!--", "<!--\n", "<kbd>", "{{",
		"{% ", "{% raw %}", "$$", "$$a ", "{::comment}\n", "a{::comment}", "```\n", "``` a\n\n", "[^a]", "[^1]: a\n", ": a\n",
		"[a]: b\n", "[a] [b] ", "*[a]: b\n", "# a\n", "# ", "\\", "&amp;", "<a@b.c>", "-", "~~a ", "[a](b) ", "![a](b) ",
		"    a\n", "a\n-\n", ">\n",
	}
	for _, piece := range pieces {
		RenderOne("a.md", []byte(strings.Repeat(piece, megabyte/32/len(piece))), RenderOptions{})
	}
}

// TestRefusedFiles has what is not read at all.
func TestRefusedFiles(t *testing.T) {
	large := &fstest.MapFile{Data: make([]byte, fileMax+1)}
	fsys := folder("a.md", "---\ntitle: A\n---\nb\x00c\n")
	fsys["b.md"], fsys["c.png"] = large, large
	_, err := Read(fsys, Site{})
	for _, want := range []string{"a.md:4:2: holds a NUL byte", "b.md: is 10 MB large, more than 10 MB", "c.png: is 10 MB large"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error is %v, want %s", err, want)
		}
	}
	if out, ps := RenderOne("a.md", large.Data, RenderOptions{}); out != "" || len(ps) != 1 {
		t.Errorf("a large file gives %d bytes and %v", len(out), ps)
	}
}

func TestSymbolicLinksAreRefused(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte("---\ntitle: A\n---\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, partialsDir), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, target := range map[string]string{"passwd.md": "/etc/passwd", "dossier": t.TempDir(), configName: "/etc/passwd", partialsDir + "/a.html": "/etc/passwd"} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Skipf("this disk makes no symbolic link: %v", err)
		}
	}
	_, err := Read(os.DirFS(dir), Site{})
	for _, want := range []string{"passwd.md: is a symbolic link", "dossier: is a symbolic link", "_config.yml: is a symbolic link", "_includes/a.html: is a symbolic link"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error is %v, want %s", err, want)
		}
	}
}

// TestDeepNesting has what is refused with a message instead of filling the stack.
func TestDeepNesting(t *testing.T) {
	for name, source := range map[string]string{
		"quotations": strings.Repeat("> ", 5000) + "a\n",
		"lists":      strings.Repeat("- ", 5000) + "a\n",
		"elements":   strings.Repeat("<div markdown=\"1\">\n", 5000),
		"images":     strings.Repeat("![", 5000) + "a" + strings.Repeat("](b)", 5000) + "\n",
		"emphases":   strings.Repeat("*a **b ", 5000) + strings.Repeat("c** d*", 5000) + "\n",
	} {
		_, ps := RenderOne("a.md", []byte(source), RenderOptions{})
		if !strings.Contains(ps.Error(), "too deep") {
			t.Errorf("%s: problems are %.300v", name, ps)
		}
	}
}

// TestIncludes has the partials, and what is refused of them.
func TestIncludes(t *testing.T) {
	partials := folder("_includes/contact.html", "<p>Écrire à {{ site.title }}</p>\n", "_includes/a/b.md", "*b*{% include contact.html %}", "_includes/loop.html", "{% include loop2.html %}",
		"_includes/loop2.html", "{% include loop.html %}", "_includes/wrong.html", "x\n{{ y }}\n")
	tests := []struct{ name, body, html, want string }{
		{"a partial", "{% include contact.html %}\n", "<p>Écrire à T</p>\n", ""},
		{"a partial in a folder, with another", "{% include a/b.md %}\n", "<p><em>b</em>&lt;p&gt;Écrire à T</p>\n", ""},
		{"misspelt", "a\n{% include contct.html %}\n", "", "a.md:5:12: include \"contct.html\", which is not in the folder _includes: did you mean contact.html?"},
		{"out of the folder", "{% include ../a.md %}\n", "", `a.md:4:12: include "../a.md", which is not in the folder _includes`},
		{"with parameters", "{% include contact.html a=\"b\" %}\n", "", "write the name of a file alone, without parameters"},
		{"a loop", "{% include loop.html %}\n", "", `_includes/loop2.html:1:12: include "loop.html" leads back to itself, by loop.html, loop2.html`},
		{"a mistake in a partial", "{% include wrong.html %}\n", "", "_includes/wrong.html:2:1: Liquid {{ y }} is not understood"},
		{"a filter", "{{ site.title | upcase }}\n", "", `a.md:4:1: Liquid filter "upcase" is not understood: write {{ site.title }} alone`},
		{"a control tag", "{% if x %}\n", "", `a.md:4:1: Liquid tag "if" is not understood: only link, include, raw and comment are`},
		{"another variable of the site", "{{ site.email }} {{ page.nom }}\n", "", "a.md:4:18: Liquid {{ page.nom }} is not understood"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			fsys := one(test.body)
			maps.Copy(fsys, partials)
			c, err := Read(fsys, Site{Title: "T", Variables: map[string]string{"email": "a@b.fr"}})
			switch {
			case test.want != "":
				if err == nil || !strings.Contains(err.Error(), test.want) {
					t.Errorf("error is %v, want %s", err, test.want)
				}
			case err != nil:
				t.Error(err)
			case !strings.HasPrefix(string(c.Articles[0].HTML), test.html[:12]):
				t.Errorf("HTML is %s, want %s", c.Articles[0].HTML, test.html)
			}
		})
	}
}
