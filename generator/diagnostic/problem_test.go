package diagnostic

import (
	"slices"
	"strings"
	"testing"
)

func TestReport(t *testing.T) {
	p := &Problem{File: "a.md", Line: 4, Column: 4, Detail: "link to b.md: did you mean a.md?", Source: "\té [a](b.md)", Candidates: []string{"a.md", "c.md"}, Others: 2}
	want := "a.md:4:4: link to b.md: did you mean a.md?\n" +
		"    4 |  é [a](b.md)\n" +
		"      |    ^\n" +
		"      = near: a.md, c.md\n" +
		"      = and on 2 other pages\n"
	if got := p.Report(); got != want {
		t.Errorf("report is\n%swant\n%s", got, want)
	}
}

func TestReportOfALongLineIsShort(t *testing.T) {
	p := &Problem{File: "a.html", Line: 1, Column: 5001, Detail: "x", Source: strings.Repeat("a", 5000) + "é" + strings.Repeat("b", 5000)}
	lines := strings.Split(p.Report(), "\n")
	caret := strings.Index(lines[2], "^")
	if shown := []rune(lines[1]); len(shown) > 120 || shown[caret] != 'é' {
		t.Errorf("report is\n%s", p.Report())
	}
}

func TestPlaces(t *testing.T) {
	for want, p := range map[string]*Problem{
		"a: x":                {File: "a", Detail: "x"},
		"a:2: x":              {File: "a", Line: 2, Detail: "x"},
		"a:2:3: warning: x":   {File: "a", Line: 2, Column: 3, Detail: "x", Severity: Warning},
		"a:2: hint: x":        {File: "a", Line: 2, Detail: "x", Severity: Hint},
		"a: warning: unsound": {File: "a", Detail: "unsound", Severity: Warning},
	} {
		if p.Error() != want {
			t.Errorf("%q, want %q", p.Error(), want)
		}
	}
}

func TestNearest(t *testing.T) {
	candidates := []string{"titles", "title", "parent", "nav_order", "nav_exclude", "description", "/commune/35238-rennes/", "/commune/35239-retiers/", "été"}
	tests := []struct{ name, typed, want string }{
		{"two letters exchanged", "titel", "title titles"},
		{"capitals", "Parent", "parent"},
		{"an accent", "ete", "été"},
		{"one letter less", "nav_ordr", "nav_order"},
		{"the nearest first", "titre", "title titles"},
		{"none that is far beside the nearest", "/commune/35238-renes/", "/commune/35238-rennes/"},
		{"nothing near", "xyzzyxyzzy", ""},
		{"much longer", "title" + strings.Repeat("x", 500), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := strings.Join(Nearest(test.typed, candidates), " "); got != test.want {
				t.Errorf("nearest of %q: %q, want %q", test.typed, got, test.want)
			}
		})
	}
	if got := Nearest("abc", []string{"abd", "abe", "abf", "abg"}); !slices.Equal(got, []string{"abd", "abe", "abf"}) {
		t.Errorf("%v, want the first three of one distance", got)
	}
}
