package render

import (
	"bytes"
	"io"
	"iter"
	"strings"
	"testing"
)

// trois is a list of items in two parts: a number, and what it points to.
type trois []*vue

func (l trois) Morceaux() iter.Seq[any] {
	return func(yield func(any) bool) {
		for i, v := range l {
			if !yield(i%2) || !yield(v) {
				return
			}
		}
	}
}

func TestListsArePrintedInParts(t *testing.T) {
	files := map[string]string{
		"page/page.tmpl":              `{{define "contenu"}}<ul>{{gardes . "debut" "carte"}}</ul>{{end}}{{define "debut"}}<li title="{{.}}">{{end}}`,
		"composants/carte/carte.tmpl": `{{define "carte"}}<b>{{.Nom}}</b>{{end}}`,
		"composants/carte/carte.css":  `b { color: red }`,
	}
	l := load(t, "", files)
	for range 2 {
		var b bytes.Buffer
		if err := l.Render(&b, trois{{Nom: "A & B"}, {Nom: "C"}, {Nom: "D"}}, "page"); err != nil {
			t.Fatal(err)
		}
		want := `<ul><li title="0"><b>A &amp; B</b><li title="1"><b>C</b><li title="0"><b>D</b></ul>`
		if !strings.Contains(b.String(), want) || !strings.Contains(string(asset(t, l, "page").Body), "red") {
			t.Errorf("printed %q, want %q with the styles of the part", b.String(), want)
		}
	}
	for call, want := range map[string]string{
		`{{gardes .}}`:                         "no template is named",
		`{{gardes . "carte" "carte" "debut"}}`: "4 parts for 3 templates",
	} {
		files["page/page.tmpl"] = `{{define "contenu"}}` + call + `{{end}}{{define "debut"}}{{end}}`
		files["composants/carte/carte.tmpl"] = `{{define "carte"}}{{end}}`
		if err := load(t, "", files).Render(io.Discard, trois{{}, {}}, "page"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", call, err, want)
		}
	}
	files["page/page.tmpl"] = `{{define "contenu"}}{{gardes . "carte" "rien"}}{{end}}`
	if _, err := Load(mini(files), "", nil); err == nil || !strings.Contains(err.Error(), `no template "rien"`) {
		t.Errorf("a template that is not there: %v", err)
	}
}

func TestWhatIsKeptIsPrintedOnce(t *testing.T) {
	l := load(t, "", map[string]string{
		"page/page.tmpl":              `{{define "contenu"}}{{range .}}{{garde "carte" .}}{{end}}{{end}}`,
		"composants/carte/carte.tmpl": `{{define "carte"}}<b>{{.Nom}}</b>{{end}}`,
	})
	v := &vue{Nom: "A & B"}
	print := func(v any) string {
		t.Helper()
		var b bytes.Buffer
		if err := l.Render(&b, v, "page"); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	if got := print([]*vue{v, v}); !strings.Contains(got, "<b>A &amp; B</b><b>A &amp; B</b>") || !strings.Contains(got, asset(t, l, "page").Path) {
		t.Errorf("printed %q, with the styles of the part", got)
	}
	v.Nom = "C" // what is kept is not printed again
	if got := print([]*vue{v, {Nom: "D"}}); !strings.Contains(got, "<b>A &amp; B</b><b>D</b>") {
		t.Errorf("printed %q", got)
	}
	if got := print([]vue{{Nom: "E"}, {Nom: "F"}, {Nom: "E"}}); !strings.Contains(got, "<b>E</b><b>F</b><b>E</b>") {
		t.Errorf("printed %q", got)
	}
	// What cannot be compared is printed each time.
	un := []map[string]string{{"Nom": "G"}}
	if got := print(un); !strings.Contains(got, "<b>G</b>") {
		t.Errorf("printed %q", got)
	}
	un[0]["Nom"] = "H"
	if got := print(un); !strings.Contains(got, "<b>H</b>") {
		t.Errorf("printed %q", got)
	}
	// What is given nothing is kept by layout: each has its own files.
	l = load(t, "", map[string]string{
		"page/page.tmpl":                    `{{define "contenu"}}{{garde "fichiers" nil}}{{garde "fichiers" nil}}{{end}}`,
		"autre/autre.tmpl":                  `{{define "contenu"}}{{garde "fichiers" nil}}{{end}}`,
		"composants/fichiers/fichiers.tmpl": `{{define "fichiers"}}<i>{{styles}}</i>{{end}}`,
	})
	if got := print(nil); strings.Count(got, asset(t, l, "page").Path+"]</i>") != 2 {
		t.Errorf("printed %q, want the files of the layout twice", got)
	}
	if err := l.Render(io.Discard, nil, "autre"); err != nil {
		t.Fatal(err)
	}
	if got := print(nil); strings.Count(got, asset(t, l, "page").Path+"]</i>") != 2 {
		t.Errorf("printed %q after another layout", got)
	}
	if _, err := Load(mini(map[string]string{"page/page.tmpl": `{{define "contenu"}}{{garde "rien" .}}{{end}}`}), "", nil); err == nil || !strings.Contains(err.Error(), `no template "rien"`) {
		t.Errorf("a template that is not there: %v", err)
	}
}
