package content

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"futurpro/generator/diagnostic"
)

// TestThemeNavigation has a rule of the theme just-the-docs, or where we leave
// it, for each name. The rules are those of tri-et-navigation/ in the reference.
func TestThemeNavigation(t *testing.T) {
	tests := []struct {
		name    string
		matters []string
		want    []any
	}{
		{"numbers by value, negative ones first", []string{"title: A\nnav_order: 10", "title: B\nnav_order: 2", "title: C\nnav_order: -1", "title: D\nnav_order: 0"}, []any{"C", "D", "B", "A"}},
		{"3.2 before 3.10: by components, while Jekyll reads 3.10 as 3.1", []string{"title: A\nnav_order: 3.10", "title: B\nnav_order: 3.2", "title: C\nnav_order: 3.1"}, []any{"C", "B", "A"}},
		{"3.1.9 before 3.1.10: by components, while Jekyll compares texts", []string{"title: A\nnav_order: 3.1.10", "title: B\nnav_order: 3.1.9", "title: C\nnav_order: 3.1.06"}, []any{"C", "B", "A"}},
		{"a quoted number is a number, while Jekyll puts texts after numbers", []string{"title: A\nnav_order: \"9\"", "title: B\nnav_order: 10", "title: C\nnav_order: \"10.1\""}, []any{"A", "B", "C"}},
		{"010 is ten, while YAML reads eight", []string{"title: A\nnav_order: 010", "title: B\nnav_order: 9"}, []any{"B", "A"}},
		{"other texts after numbers, by code point", []string{"title: A\nnav_order: é", "title: B\nnav_order: b", "title: C\nnav_order: B", "title: D\nnav_order: a", "title: E\nnav_order: 100", "title: F\nnav_order: 1e3", "title: G\nnav_order: 1_000"}, []any{"E", "G", "F", "C", "D", "B", "A"}},
		{"pages without nav_order last, those whose title is a number first", []string{"title: Alpha", "title: 42", "title: 7.5", "title: 7", "title: Z\nnav_order: b"}, []any{"Z", "7", "7.5", "42", "Alpha"}},
		{"an empty nav_order is none", []string{"title: B\nnav_order: \"\"", "title: A", "title: C\nnav_order: 1"}, []any{"C", "A", "B"}},
		{"titles as in a French dictionary, while the theme compares code points", []string{"title: Zeta", "title: alpha", "title: Été", "title: école", "title: Ecole"}, []any{"alpha", "Ecole", "école", "Été", "Zeta"}},
		{"equal nav_order: by title, while the theme shows any order", []string{"title: B\nnav_order: 1", "title: A\nnav_order: 1"}, []any{"A", "B"}},
		{"child_nav_order desc turns the children round", []string{"title: A\nchild_nav_order: desc", "title: B\nparent: A\nnav_order: 1", "title: C\nparent: A\nnav_order: 2"}, []any{"A", []any{"C", "B"}}},
		{"any depth", []string{"title: A", "title: B\nparent: A", "title: C\nparent: B", "title: D\nparent: C", "title: E\nparent: D"}, []any{"A", []any{"B", []any{"C", []any{"D", []any{"E"}}}}}},
		{"a parent title at two places: the child stands under both", []string{"title: P", "title: Q", "title: C\nparent: P", "title: C\nparent: Q", "title: G\nparent: C"}, []any{"P", []any{"C", []any{"G"}}, "Q", []any{"C", []any{"G"}}}},
		{"a parent at the top hides those of its title further down", []string{"title: C", "title: P", "title: C\nparent: P", "title: G\nparent: C"}, []any{"C", []any{"G"}, "P", []any{"C"}}},
		{"two pages of one title at the top: the child stands under both", []string{"title: Dup", "title: Dup", "title: C\nparent: Dup"}, []any{"Dup", []any{"C"}, "Dup", []any{"C"}}},
		{"grand_parent chooses", []string{"title: P", "title: Q", "title: C\nparent: P", "title: C\nparent: Q", "title: G\nparent: C\ngrand_parent: Q"}, []any{"P", []any{"C"}, "Q", []any{"C", []any{"G"}}}},
		{"ancestor chooses from further", []string{"title: P", "title: Q", "title: C\nparent: P", "title: C\nparent: Q", "title: G\nparent: C\nancestor: P"}, []any{"P", []any{"C", []any{"G"}}, "Q", []any{"C"}}},
		{"a child of its parent's title keeps it, while the theme writes ∞", []string{"title: Loop", "title: Loop\nparent: Loop"}, []any{"Loop", []any{"Loop"}}},
		{"has_children: false hides them from the menu", []string{"title: A\nhas_children: false", "title: B\nparent: A"}, []any{"A"}},
		{"has_toc: false does not", []string{"title: A\nhas_toc: false", "title: B\nparent: A"}, []any{"A", []any{"B"}}},
		{"nav_exclude takes the subtree away", []string{"title: A", "title: B\nparent: A\nnav_exclude: true", "title: C\nparent: B"}, []any{"A"}},
		{"a title that is a number is a parent by its text", []string{"title: 2024", "title: A\nparent: 2024", "title: B\nparent: \"2024\""}, []any{"2024", []any{"A", "B"}}},
		{"\"007\" keeps its zeros", []string{"title: \"007\"", "title: A\nparent: \"007\""}, []any{"007", []any{"A"}}},
		{"a title with signs of HTML", []string{"title: A & B <x>", "title: C\nparent: A & B <x>"}, []any{"A & B <x>", []any{"C"}}},
		{"spaces around a parent do not count, while the theme finds no parent", []string{"title: P", "title: C\nparent: \"P \""}, []any{"P", []any{"C"}}},
		{"published: false leaves the page out", []string{"title: A", "title: B\npublished: false"}, []any{"A"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, err := Read(navFolder(test.matters...), Site{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, navTitles(c.Nav)); diff != "" {
				t.Errorf("tree (-want +got):\n%s", diff)
			}
		})
	}
}

// themeFixture is the theme's fixture: the pages of h and sort, and the home.
func themeFixture(t *testing.T) fstest.MapFS {
	t.Helper()
	sharedFile(t, "reference/documentation/tri-et-navigation/nav.json")
	dir := os.Getenv("FUTURPRO_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	src := os.DirFS(filepath.Join(dir, "reference", "documentation", "tri-et-navigation", "src"))
	fsys := fstest.MapFS{}
	names, err := fs.Glob(src, "*/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(names, "index.md") {
		if name == "h/space-c.md" {
			continue // "P " is P for us, as TestThemeNavigation says
		}
		b, err := fs.ReadFile(src, name)
		if err != nil {
			t.Fatal(err)
		}
		fsys[name] = &fstest.MapFile{Data: b}
	}
	return fsys
}

// TestThemeFixture reads the whole fixture. Its two children of no page are
// errors here, and pages out of the menu in the theme.
func TestThemeFixture(t *testing.T) {
	fsys := themeFixture(t)
	_, err := Read(fsys, Site{})
	var ps Problems
	if !errors.As(err, &ps) {
		t.Fatal(err)
	}
	var got []string
	errs := ps.Only(diagnostic.Error)
	for _, p := range errs {
		got = append(got, p.Error())
	}
	want := []string{`h/case-c.md:3:9: parent "p" is the title of no page: did you mean P?`, `h/orphan.md:3:9: parent "Nowhere" is the title of no page: write the title of a page`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("errors (-want +got):\n%s", diff)
	}
	delete(fsys, "h/case-c.md")
	delete(fsys, "h/orphan.md")
	c, err := Read(fsys, Site{})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	var walk func(nav []*Nav, indent string)
	walk = func(nav []*Nav, indent string) {
		for _, n := range nav {
			lines = append(lines, indent+"- "+n.Article.Title)
			walk(n.Enfants, indent+"  ")
		}
	}
	walk(c.Nav, "")
	if diff := cmp.Diff(themeLines(t), lines); diff != "" {
		t.Errorf("menu (-theme as ordered by us, +got):\n%s", diff)
	}
}

// themeLines is the theme's menu, with what TestThemeNavigation says that we
// order or name otherwise: texts that are numbers, titles, ∞, and markup.
func themeLines(t *testing.T) []string {
	t.Helper()
	ours := map[string][]string{
		"- float 3.10 (=3.1)": {"- float 3.1", "- str 3.1.06", "- str 3.1.9", "- str 3.1.10", "- float 3.2", "- str 3.2.2", "- float 3.10 (=3.1)", "- str q9", "- int 10", "- octal 010", "- str q10"},
		"- float 3.1":         {}, "- float 3.2": {}, "- octal 010": {}, "- int 10": {}, "- str q9": {}, "- str q10": {},
		"- str 3.1.06": {}, "- str 3.1.10": {}, "- str 3.1.9": {}, "- str 3.2.2": {},
		"- exp 1e3":          {"- underscore 1_000", "- exp 1e3"},
		"- underscore 1_000": {}, "- q empty": {},
		"  - ∞": {"  - Loop"}, "- A & B": {"- A & B <x>"},
		"- 7": {"- 7", "- 7.5", "- 9", "- 10", "- 42"}, "- 7.5": {}, "- 42": {}, "- 10": {}, "- 9": {},
		"- \"guillemet": {"- _under", "- \"guillemet", "- 🎨 Emoji", "- alpha", "- Alpha", "- beta", "- Ecole", "- école", "- Été", "- q empty", "- Titre", "- Zeta"},
		"- Alpha":       {}, "- Ecole": {}, "- Titre": {}, "- Zeta": {}, "- _under": {}, "- alpha": {}, "- beta": {}, "- Été": {}, "- école": {}, "- 🎨 Emoji": {},
	}
	var want []string
	menu := string(sharedFile(t, "reference/documentation/tri-et-navigation/nav-jekyll3.10.txt"))
	_, menu, _ = strings.Cut(menu, "UL nav-list\n")
	menu, _, _ = strings.Cut(menu, "UL nav-list\n")
	for line := range strings.Lines(menu) {
		line, _, _ = strings.Cut(line, "  [/")
		if other, ok := ours[line]; ok {
			want = append(want, other...)
		} else {
			want = append(want, line)
		}
	}
	return want
}

// TestThemeBreadcrumbsAndChildren has the theme's for pages out of the menu and
// pages with several parents.
func TestThemeBreadcrumbsAndChildren(t *testing.T) {
	fsys := themeFixture(t)
	delete(fsys, "h/case-c.md")
	delete(fsys, "h/orphan.md")
	c, err := Read(fsys, Site{})
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]*Article{}
	for _, a := range c.Articles {
		pages[strings.TrimSuffix(a.Source, ".md")] = a
	}
	text := string(sharedFile(t, "reference/documentation/tri-et-navigation/breadcrumbs-children-jekyll3.10.txt"))
	compared := 0
	for line := range strings.Lines(text) {
		fields := strings.Split(strings.TrimSpace(line), " | ")
		a := pages[strings.TrimSuffix(fields[0], ".html")]
		if a == nil || len(fields) < 3 {
			continue
		}
		var titles []string
		for _, b := range append(a.Breadcrumbs, a) {
			titles = append(titles, strings.TrimSuffix(b.Title, " <x>"))
		}
		path := strings.Join(titles, " > ")
		if len(a.Breadcrumbs) == 0 {
			path = "None"
		}
		// The theme's two children of no page are not here; the reader of the
		// fixture cut the markup of a title, and the title itself as last.
		if want := strings.TrimPrefix(fields[1], "bc: "); path != want {
			t.Errorf("%s: breadcrumbs %s, want %s", a.Source, path, want)
		}
		enfants := "None"
		if a.ListEnfants && len(a.Enfants) > 0 {
			var list []string
			for _, e := range a.Enfants {
				title := e.Title
				if e.Summary != "" {
					title += " - " + e.Summary
				}
				list = append(list, "'"+title+"'")
			}
			enfants = "[" + strings.Join(list, ", ") + "]"
		}
		if want := strings.TrimPrefix(fields[2], "children: "); enfants != want {
			t.Errorf("%s: children %s, want %s", a.Source, enfants, want)
		}
		if nav := strings.TrimPrefix(fields[3], "nav: ") == "True"; nav == a.Bare {
			t.Errorf("%s: navigation beside it %v, want %v", a.Source, !a.Bare, nav)
		}
		compared++
	}
	if compared < 25 {
		t.Errorf("%d pages compared, want at least 25", compared)
	}
}
