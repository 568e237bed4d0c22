package content

import (
	"strings"
	"testing"
	"testing/fstest"

	"futurpro/generator/diagnostic"
)

// TestWarnings has what is told of a page that is built all the same.
func TestWarnings(t *testing.T) {
	page := func(matter string) fstest.MapFS { return folder("a.md", "---\n"+matter+"---\n") }
	tests := []struct {
		name string
		fsys fstest.MapFS
		want string
	}{
		{"heading jump", one("# A\n\n### B\n"), "a.md:6:1: warning: heading of level 3 right after one of level 1: write 2 #"},
		{"no alternative text", folder("a.md", "---\ntitle: A\n---\n![](x.png)\n", "x.png", ""), "a.md:4:1: warning: image without alternative text"},
		{"duplicate titles", folder("a.md", "---\ntitle: A\n---\n", "b.md", "---\ntitle: A\n---\n"), `b.md:2:8: warning: title "A" is that of a.md too`},
		{"duplicate descriptions", folder("a.md", "---\ntitle: A\ndescription: D.\n---\n", "b.md", "---\ntitle: B\ndescription: D.\n---\n"), `b.md:3:14: warning: description "D." is that of a.md too`},
		{"orphan page", page("title: A\nnav_exclude: true\n"), "a.md:1: warning: no menu and no page leads here"},
		{"no front matter", folder("a.md", "# A\n"), "a.md:1: warning: has no front matter"},
		{"nav_order that is no number", page("title: A\nnav_order: first\n"), `a.md:3:12: warning: nav_order "first" is not numbers separated by dots`},
		{"nav_order twice", folder("a.md", "---\ntitle: A\nnav_order: 1\n---\n", "b.md", "---\ntitle: B\nnav_order: 1\n---\n"), `b.md:3:12: warning: nav_order 1 is that of a.md too`},
		{"two parents of one title", folder("a.md", "---\ntitle: A\nparent: B\n---\n", "b.md", "---\ntitle: B\n---\n", "c.md", "---\ntitle: B\n---\n"),
			`a.md:3:9: warning: parent "B" is the title of b.md and of c.md: the page stands under each; add grand_parent or ancestor`},
		{"stars that close nothing", one("a ****b\n"), "a.md:4:3: warning: **** opens what nothing closes"},
		{"table right under a text", one("a\n| b |\n|---|\n| c |\n"), "a.md:5:1: warning: table right under a text"},
		{"rule right under a text", one("a\n***\nb\n"), "a.md:5:1: warning: rule right under a text"},
		{"fence never closed", one("```\na\n"), "a.md:4:1: warning: ``` is never closed"},
		{"markdown in raw HTML", one("<div>\n<p markdown=\"1\">*a*</p>\n</div>\n"), `a.md:5:1: warning: markdown="1" does nothing here`},
		{"link to an old address", folder("a.md", "---\ntitle: A\nredirect_from: /b/\n---\n[b](/b/)\n"), "a.md:5:5: warning: link to /b/, which redirects to /a/: write the latter"},
		{"attribute display", folder("a.md", "---\ntitle: A\n---\n![a](x.png){: display=\"inline-block\" }\n", "x.png", ""), "a.md:4:1: warning: attribute display does nothing"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, err := Read(test.fsys, Site{})
			if err != nil {
				t.Fatal(err)
			}
			var all strings.Builder
			for _, w := range c.Warnings {
				all.WriteString(w.Error() + "\n")
			}
			if !strings.Contains(all.String(), test.want) {
				t.Errorf("warnings are\n%swant\n%s", all.String(), test.want)
			}
		})
	}
}

// TestInvisibleDifferences has parents that are a title to the eye only.
func TestInvisibleDifferences(t *testing.T) {
	tests := []struct{ name, title, parent, want string }{
		{"zero width joiner", "🧑\u200d🔬 Le projet", "🧑🔬 Le projet", "none here, U+200D there"},
		{"zero width non-joiner", "Le projet", "Le\u200c projet", "U+200C here, none there"},
		{"variation selector", "⚡\ufe0f Aperçu", "⚡ Aperçu", "none here, U+FE0F there"},
		{"text variation selector", "⚡\ufe0e Aperçu", "⚡\ufe0f Aperçu", "U+FE0F here, U+FE0E there"},
		{"no-break space", "Le projet", "Le\u00a0projet", "U+00A0 here, none there"},
		{"soft hyphen", "Apprentissage", "Apprentis\u00adsage", "U+00AD here, none there"},
		{"normalisation form", "Été", "E\u0301te\u0301", "letters and accents apart (NFD) here, none there"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, err := Read(folder("a.md", "---\ntitle: "+test.title+"\n---\n", "b.md", "---\ntitle: B\nparent: "+test.parent+"\n---\n"), Site{})
			if err != nil {
				t.Fatal(err)
			}
			if c.Articles[1].Parent != c.Articles[0] {
				t.Fatal("the parent is not found")
			}
			if len(c.Warnings) != 1 || !strings.HasPrefix(c.Warnings[0].Error(), "b.md:3:9: warning: parent ") ||
				!strings.Contains(c.Warnings[0].Detail, "but for characters that do not show: "+test.want) {
				t.Errorf("warnings are %v", c.Warnings)
			}
		})
	}
	if sameTitle("Ete", "Été") || sameTitle("P", "p") {
		t.Error("accents and capitals show")
	}
}

// TestProblemsHaveTheirLineAndCandidates has what a report is made of.
func TestProblemsHaveTheirLineAndCandidates(t *testing.T) {
	_, err := Read(folder("a.md", "---\ntitle: A\n---\né [a](b.md)\n", "c.md", "---\ntitle: C\n---\n"), Site{})
	ps, ok := err.(Problems)
	if !ok || len(ps) != 1 {
		t.Fatalf("error is %v", err)
	}
	if p := ps[0]; p.Source != "é [a](b.md)" || len(p.Candidates) != 2 || p.Severity != diagnostic.Error {
		t.Errorf("problem is %+v", p)
	}
}
