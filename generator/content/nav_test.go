package content

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestNavOrder(t *testing.T) {
	tests := []struct {
		a, b string
		want int
	}{
		{"3.2", "3.10", -1},
		{"3.1", "3.10", -1},
		{"3.1.06", "3.1.6", 0},
		{"3", "3.1", -1},
		{"-1", "0", -1},
		{"10", "9.9", 1},
		{"2", "", -1},
		{"", "", 0},
	}
	for _, test := range tests {
		a, b := ParseNavOrder(test.a), ParseNavOrder(test.b)
		if got := a.Compare(b); got != test.want {
			t.Errorf("%q against %q: %d, want %d", test.a, test.b, got, test.want)
		}
		if got := b.Compare(a); got != -test.want {
			t.Errorf("%q against %q: %d, want %d", test.b, test.a, got, -test.want)
		}
	}
	for _, text := range []string{"a", "1.", ".1", "1e3", "+1", "1 2", "1,5", "2024-01-02", "1.-2"} {
		if o := ParseNavOrder(text); o.Numbers != nil || o.Text != text {
			t.Errorf("%q reads as %v", text, o)
		}
	}
}

// navFolder makes pages from lines of front matter: one page a string.
func navFolder(matters ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i, m := range matters {
		fsys["p"+itoa(i)+".md"] = &fstest.MapFile{Data: []byte("---\n" + m + "\n---\n")}
	}
	return fsys
}

func navTitles(nav []*Nav) []any {
	var out []any
	for _, n := range nav {
		out = append(out, n.Article.Title)
		if len(n.Enfants) > 0 {
			out = append(out, navTitles(n.Enfants))
		}
	}
	return out
}

func TestNavTree(t *testing.T) {
	tests := []struct {
		name    string
		matters []string
		want    []any
	}{
		{
			"components, then titles",
			[]string{"title: B", "title: a", "title: É", "title: E2", "title: N10\nnav_order: 3.10", "title: N2\nnav_order: \"3.2\"", "title: N1\nnav_order: 3.1.06"},
			[]any{"N1", "N2", "N10", "a", "B", "É", "E2"},
		},
		{
			"an excluded page takes those under it away",
			[]string{"title: A", "title: B\nparent: A\nnav_exclude: true", "title: C\nparent: B"},
			[]any{"A"},
		},
		{
			"grand_parent chooses between two parents of one title",
			[]string{"title: A", "title: B", "title: C\nparent: A", "title: C\nparent: B", "title: D\nparent: C\ngrand_parent: B"},
			[]any{"A", []any{"C"}, "B", []any{"C", []any{"D"}}},
		},
		{
			"ancestor chooses from further",
			[]string{"title: A", "title: B", "title: C\nparent: A", "title: C\nparent: B", "title: D\nparent: C\nancestor: A"},
			[]any{"A", []any{"C", []any{"D"}}, "B", []any{"C"}},
		},
		{"a title that is a number", []string{"title: 2024", "title: A\nparent: \"2024\""}, []any{"2024", []any{"A"}}},
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

func TestExcludedPageKeepsItsPlace(t *testing.T) {
	c, err := Read(navFolder("title: A", "title: B\nparent: A\nnav_exclude: true"), Site{})
	if err != nil {
		t.Fatal(err)
	}
	a, b := c.Articles[0], c.Articles[1]
	if len(a.Enfants) != 1 || a.Enfants[0] != b || len(b.Breadcrumbs) != 1 || b.Breadcrumbs[0] != a {
		t.Errorf("children %v, breadcrumbs %v", a.Enfants, b.Breadcrumbs)
	}
	if a.Suivant != nil || b.Precedent != nil {
		t.Error("the excluded page is a neighbour")
	}
}
