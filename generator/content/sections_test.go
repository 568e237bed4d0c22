package content

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAPageIsCutAtItsHeadings(t *testing.T) {
	own := func(text string) Section { return Section{Title: "A", Text: text} }
	tests := []struct {
		name, body string
		want       []Section
	}{
		{"text alone", "Un *mot*, du `code`.\n", []Section{own("Un mot, du code.")}},
		{"the title is no section of its own", "# A\n\nDébut.\n\n## B\n\nSuite.\n", []Section{own("Début."), {"b", "B", nil, "Suite."}}},
		{"a first heading that is not the title", "# L'autre titre\n\nDébut.\n", []Section{{"", "L’autre titre", nil, "Début."}}},
		{"a second-level heading that is the title", "## A\n\nDébut.\n", []Section{own("Début.")}},
		{"text before the first heading", "Début.\n\n## B\n\nSuite.\n", []Section{own("Début."), {"b", "B", nil, "Suite."}}},
		{"headings above", "## B\n\n### C\n\nc\n\n#### D\n\nd\n\n### E\n\ne\n\n## F\n", []Section{own(""),
			{"b", "B", nil, ""}, {"c", "C", []string{"B"}, "c"}, {"d", "D", []string{"B", "C"}, "d"}, {"e", "E", []string{"B"}, "e"}, {"f", "F", nil, ""}}},
		{"a level is skipped", "## B\n\n#### C\n", []Section{own(""), {"b", "B", nil, ""}, {"c", "C", []string{"B"}, ""}}},
		{"the same heading twice", "## B\n\n1\n\n## B\n\n2\n", []Section{own(""), {"b", "B", nil, "1"}, {"b-1", "B", nil, "2"}}},
		{"a heading without id leads to the one before", "## B\n\n## ?\n\nx\n", []Section{own(""), {"b", "B", nil, ""}, {"b", "?", nil, "x"}}},
		{"a heading without id leads to the page", "## ?\n\nx\n", []Section{own(""), {"", "?", nil, "x"}}},
		{"a chosen id, code and emphasis in a heading", "## Le `permalink` **choisi** {#ici}\n", []Section{own(""), {"ici", "Le permalink choisi", nil, ""}}},
		{"a quotation rules over itself only", "## B\n\nx\n\n> ### C\n>\n> y\n\nz\n", []Section{own(""), {"b", "B", nil, "x · z"}, {"c", "C", []string{"B"}, "y"}}},
		{"a box too", "x\n\n{: .note-title }\n> ## C\n>\n> y\n\nz\n", []Section{own("x · À noter · z"), {"c", "C", nil, "y"}}},
		{"a fold-out too", "<details markdown=\"1\">\n<summary>Voir</summary>\n\n## C\n\ny\n\n</details>\n\nz\n", []Section{own("Voir · z"), {"c", "C", nil, "y"}}},
		{"the table of contents is left out", "# A\n{: .no_toc }\n\n- TOC\n{:toc}\n\n## B\n\nx\n", []Section{own(""), {"b", "B", nil, "x"}}},
		{"a table of contents under its own id too", "1. TOC\n{:toc #plan}\n\n## B\n", []Section{own(""), {"b", "B", nil, ""}}},
		{"a heading out of the contents is a section", "## B\n{: .no_toc }\n\nx\n", []Section{own(""), {"b", "B", nil, "x"}}},
		{"footnotes belong to the page", "## B\n\nx[^1] y\n\n[^1]: Une note.\n", []Section{own("Une note."), {"b", "B", nil, "x y"}}},
		{"code is kept", "```yaml\ntitle: A\n# pas un titre\n```\n", []Section{own("title: A # pas un titre")}},
		{"words of neighbours do not touch", "- a\n- b\n\n| c | d |\n|---|---|\n| e | f |\n\ng\\\nh\n", []Section{own("a · b · c · d · e · f · g h")}},
		{"no-break spaces stay", "Combien ?\n", []Section{own("Combien\u202f?")}},
		{"markup in code is text", "`<b>` & \\<i\\>\n", []Section{own("<b> & <i>")}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			got, err := readOne(t, tc.body).Sections()
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("want -, got +:\n%s", diff)
			}
		})
	}
}

func TestTheAlternativeOfAnImageIsText(t *testing.T) {
	c, err := Read(folder("a.md", "---\ntitle: A\n---\n\nVoici ![Une carte](a.png).\n", "a.png", "x"), Site{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := c.Articles[0].Sections()
	if err != nil || got[0].Text != "Voici Une carte ." {
		t.Errorf("%v, %v", got, err)
	}
}
