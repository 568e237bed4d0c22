package render

import (
	"bytes"
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// mini is a small layouts folder; each test changes what it is about.
func mini(changes map[string]string) fstest.MapFS {
	files := map[string]string{
		"base/base.tmpl":                 `<head>{{range styles}}<link href="{{.}}">{{end}}{{range scripts}}<script src="{{.}}"></script>{{end}}{{range modules}}<link rel="modulepreload" href="{{.}}">{{end}}</head>{{template "pied"}}{{template "contenu" .}}`,
		"base/pied.tmpl":                 `{{define "pied"}}<img src="{{asset "pin.svg"}}">{{end}}`,
		"base/base.css":                  "body { color: red }",
		"assets/pin.svg":                 "<svg/>",
		"page/page.tmpl":                 `{{define "contenu"}}<p>{{.Nom}} {{template "carte" .}}</p><a href="{{url .URL}}">x</a>{{end}}`,
		"page/page.css":                  "p { margin: 0 }",
		"page/page.js":                   `import { b } from "../composants/carte/carte.js";` + "\nb();\n",
		"autre/autre.tmpl":               `{{define "contenu"}}nothing{{end}}`,
		"composants/carte/carte.tmpl":    `{{define "carte"}}<b>{{.Nom}}</b>{{end}}`,
		"composants/carte/carte.css":     "b { margin: 1px }",
		"composants/carte/carte.js":      `import c, { d as e } from './commun.js'; export * from "./commun.js"; export const b = () => /import "x"/.test(c + e);`,
		"composants/carte/commun.js":     "export default 1; export const d = 2;",
		"composants/carte/carte.test.js": `import "./nothing.js";`,
	}
	maps.Copy(files, changes)
	m := fstest.MapFS{}
	for name, text := range files {
		if text != "" {
			m[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return m
}

type vue struct{ Nom, URL string }

func load(t *testing.T, base string, changes map[string]string) *Layouts {
	t.Helper()
	l, err := Load(mini(changes), base, nil)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func page(t *testing.T, l *Layouts, layout string) string {
	t.Helper()
	var b bytes.Buffer
	if err := l.Render(&b, vue{"A & B", "/commune/1/"}, layout); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// asset returns the one whose path begins with a name.
func asset(t *testing.T, l *Layouts, name string) Asset {
	t.Helper()
	i := slices.IndexFunc(l.Assets(), func(a Asset) bool { return strings.HasPrefix(a.Path, "/assets/"+name+".") })
	if i < 0 {
		t.Fatalf("no asset %s", name)
	}
	return l.Assets()[i]
}

func TestRenderPrintsThePageAndLinksWhatItNeeds(t *testing.T) {
	l := load(t, "", nil)
	got := page(t, l, "page")
	for _, want := range []string{
		"<p>A &amp; B <b>A &amp; B</b></p>", `<a href="/commune/1/">`,
		`<img src="` + asset(t, l, "pin").Path + `">`,
		`<link href="` + asset(t, l, "base").Path + `"><link href="`,
		`rel="modulepreload" href="` + asset(t, l, "commun").Path + `"><link rel="modulepreload" href="` + asset(t, l, "carte").Path + `">`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if other := page(t, l, "autre"); strings.Contains(other, "<script") || strings.Contains(other, "modulepreload") || strings.Count(other, "<link") != 1 {
		t.Errorf("a layout without script or style of its own loads more than the base:\n%s", other)
	}
}

// The script of the base comes first, on pages without one of their own too; a
// module that both import is loaded once.
func TestScriptOfTheBaseIsOnEveryPage(t *testing.T) {
	l := load(t, "", map[string]string{"base/base.js": `import { d } from "../composants/carte/commun.js"; d();`})
	scripts := regexp.MustCompile(`<script src="([^"]*)">`)
	base := scripts.FindAllStringSubmatch(page(t, l, "autre"), -1)
	if len(base) != 1 || !strings.HasPrefix(base[0][1], "/assets/base.") {
		t.Fatalf("a page without a script of its own has %q, want that of the base", base)
	}
	got := page(t, l, "page")
	if both := scripts.FindAllStringSubmatch(got, -1); len(both) != 2 || both[0][1] != base[0][1] || !strings.HasPrefix(both[1][1], "/assets/page.") {
		t.Errorf("scripts %q, want that of the base, then that of the page", both)
	}
	if n := strings.Count(got, asset(t, l, "commun").Path); n != 1 {
		t.Errorf("the module that both import is preloaded %d times:\n%s", n, got)
	}
}

func TestStylesOfPartsCalledAreJoined(t *testing.T) {
	l := load(t, "", nil)
	var css string
	for _, a := range l.Assets() {
		if a.ContentType == "text/css; charset=utf-8" {
			css += string(a.Body) + "|"
		}
	}
	if want := "body { color: red }\n|b { margin: 1px }\np { margin: 0 }\n|"; css != want {
		t.Errorf("styles %q, want %q", css, want)
	}
}

func TestImportsAreRewrittenToPublishedNames(t *testing.T) {
	l := load(t, "", nil)
	commun := strings.TrimPrefix(asset(t, l, "commun").Path, "/assets/")
	want := `import c, { d as e } from "./` + commun + `"; export * from "./` + commun + `"; export const b = () => /import "x"/.test(c + e);`
	if got := string(asset(t, l, "carte").Body); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// A file that others know by its address keeps it, and stands alone.
func TestFilesOfTheRootKeepTheirNames(t *testing.T) {
	l := load(t, "", map[string]string{"racine/dehors.js": "alert(1)"})
	i := slices.IndexFunc(l.Assets(), func(a Asset) bool { return a.Path == "/dehors.js" })
	if i < 0 || string(l.Assets()[i].Body) != "alert(1)" || l.Assets()[i].ContentType != "text/javascript; charset=utf-8" {
		t.Errorf("assets %v", l.Assets())
	}
	fsys := mini(map[string]string{"racine/dehors.js": `import "./x.js"`})
	if _, err := Load(fsys, "", nil); err == nil || !strings.Contains(err.Error(), "racine/dehors.js: import of \"./x.js\"") {
		t.Errorf("error %v", err)
	}
}

// What import() asks for later is published, and not loaded in advance.
func TestLateImports(t *testing.T) {
	l := load(t, "", map[string]string{
		"page/page.js":              `document.onclick = async () => (await import("../composants/carte/tard.js")).f(); import { b } from "../composants/carte/carte.js"; b();`,
		"composants/carte/tard.js":  `import { d } from "./commun.js"; import { s } from "./suite.js"; export const f = () => s(d);`,
		"composants/carte/suite.js": `export const s = (x) => x;`,
	})
	tard := asset(t, l, "tard")
	var body string
	for _, a := range l.Assets() {
		if strings.HasPrefix(a.Path, "/assets/page.") && strings.HasSuffix(a.Path, ".js") {
			body = string(a.Body)
		}
	}
	if want := `import("./` + strings.TrimPrefix(tard.Path, "/assets/") + `")`; !strings.Contains(body, want) {
		t.Errorf("%q is not in %s", want, body)
	}
	got := page(t, l, "page")
	for name, want := range map[string]bool{"carte": true, "commun": true, "tard": false, "suite": false} {
		if strings.Contains(got, `modulepreload" href="`+asset(t, l, name).Path) != want {
			t.Errorf("%s is loaded in advance: %t, want %t", name, !want, want)
		}
	}
}

func TestNamesChangeWithContentAndWithThatOfImports(t *testing.T) {
	before := load(t, "", nil)
	after := load(t, "", map[string]string{"composants/carte/commun.js": "export default 3; export const d = 2;"})
	for name, changes := range map[string]bool{"commun": true, "carte": true, "base": false, "pin": false} {
		if got := asset(t, before, name).Path != asset(t, after, name).Path; got != changes {
			t.Errorf("%s: changed %v, want %v", name, got, changes)
		}
	}
}

func TestBasePathIsBeforeEveryAddressOfTheSite(t *testing.T) {
	l := load(t, "/prefixe", nil)
	got := page(t, l, "page")
	if strings.Count(got, `"/prefixe/`) != strings.Count(got, `"/`) || !strings.Contains(got, `"/prefixe/commune/1/"`) {
		t.Errorf("an address lacks the base path:\n%s", got)
	}
	if p := asset(t, l, "pin").Path; !strings.HasPrefix(p, "/assets/") {
		t.Errorf("assets are written to %s", p)
	}
	for _, u := range []string{"https://example.org/", "//example.org/", "#a"} {
		if l.url(u) != u {
			t.Errorf("url(%q) = %q", u, l.url(u))
		}
	}
	for _, bad := range []string{"prefixe", "/prefixe/", "/"} {
		if _, err := Load(mini(nil), bad, nil); err == nil {
			t.Errorf("base path %q is accepted", bad)
		}
	}
}

func TestLoadRefusesAndNamesTheFile(t *testing.T) {
	for name, tc := range map[string]struct {
		changes map[string]string
		want    string
	}{
		"broken template":       {map[string]string{"page/page.tmpl": "a\n{{if}}"}, "page/page.tmpl:2"},
		"broken part":           {map[string]string{"composants/carte/carte.tmpl": `{{define "carte"}}{{end}`}, "composants/carte/carte.tmpl:1"},
		"unknown function":      {map[string]string{"page/page.tmpl": `{{define "contenu"}}{{deviner 1}}{{end}}`}, `page/page.tmpl:1: function "deviner"`},
		"no content":            {map[string]string{"page/page.tmpl": `{{define "contenus"}}{{end}}`}, `page/page.tmpl does not define "contenu"`},
		"missing part":          {map[string]string{"page/page.tmpl": `{{define "contenu"}}{{if .}}{{else}}{{template "rien"}}{{end}}{{end}}`}, `page/page.tmpl:1:`},
		"missing asset":         {map[string]string{"base/pied.tmpl": `{{define "pied"}}{{asset "rien.svg"}}{{end}}`}, `no asset "rien.svg"`},
		"part defined twice":    {map[string]string{"composants/double/double.tmpl": `{{define "carte"}}{{end}}`}, `"carte" is defined in composants/carte/carte.tmpl and in composants/double/double.tmpl`},
		"empty skeleton":        {map[string]string{"base/base.tmpl": "{{/* */}}"}, `base/base.tmpl does not call "contenu"`},
		"no skeleton":           {map[string]string{"base/base.tmpl": ""}, "no file base/base.tmpl"},
		"missing module":        {map[string]string{"composants/carte/commun.js": ""}, `reading composants/carte/carte.js: import of "./commun.js": no file`},
		"bare import":           {map[string]string{"page/page.js": `import "react";`}, `reading page/page.js: import of "react": want a relative path`},
		"late missing module":   {map[string]string{"page/page.js": `const f = async () => import("./x.js");`}, `reading page/page.js: import of "./x.js": no file`},
		"computed import":       {map[string]string{"page/page.js": `const f = async (x) => import(x);`}, "reading page/page.js: import() of something else than a text"},
		"script that is broken": {map[string]string{"page/page.js": "let = ;"}, "reading page/page.js"},
		"cycle": {map[string]string{"composants/carte/commun.js": `import "./carte.js";`},
			"modules import each other: page/page.js → composants/carte/carte.js → composants/carte/commun.js → composants/carte/carte.js"},
		"two files of one name": {map[string]string{"page/carte.css": "", "assets/page.css": "a{}"}, "would both be published as page.css"},
	} {
		_, err := Load(mini(tc.changes), "", nil)
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: error %v, want %q", name, err, tc.want)
		}
	}
}

func TestRenderRefuses(t *testing.T) {
	l := load(t, "", map[string]string{"page/page.tmpl": `{{define "contenu"}}{{.Absent}}{{end}}`})
	var b bytes.Buffer
	if err := l.Render(&b, vue{}, "page"); err == nil || !strings.Contains(err.Error(), "page/page.tmpl:1") || !strings.Contains(err.Error(), "Absent") {
		t.Errorf("a missing field: %v", err)
	}
	if err := l.Render(&b, map[string]any{}, "page"); err == nil {
		t.Error("a missing key is accepted")
	}
	if err := l.Render(&b, vue{}, "inconnu"); err == nil || !strings.Contains(err.Error(), `"inconnu"`) {
		t.Errorf("an unknown layout: %v", err)
	}
	if b.Len() > 0 {
		t.Errorf("a page that failed is written: %q", b.String())
	}
}

func TestWhatIsKeptIsPrintedOnceForEachPointer(t *testing.T) {
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
	if got := print([]vue{{Nom: "E"}}); !strings.Contains(got, "<b>E</b>") {
		t.Errorf("printed %q", got)
	}
	if _, err := Load(mini(map[string]string{"page/page.tmpl": `{{define "contenu"}}{{garde "rien" .}}{{end}}`}), "", nil); err == nil || !strings.Contains(err.Error(), `no template "rien"`) {
		t.Errorf("a template that is not there: %v", err)
	}
}

func TestAssetsAreMinifiedByTypeAndSorted(t *testing.T) {
	var types []string
	l, err := Load(mini(nil), "", func(mediatype string, b []byte) ([]byte, error) {
		if mediatype == "text/x-go-template" {
			return bytes.ReplaceAll(b, []byte("<p>"), []byte("<P>")), nil
		}
		types = append(types, mediatype)
		return bytes.ToUpper(b), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := string(asset(t, l, "pin").Body); got != "<SVG/>" {
		t.Errorf("minified %q", got)
	}
	slices.Sort(types)
	if got := strings.Join(slices.Compact(types), " "); got != "image/svg+xml text/css text/javascript" {
		t.Errorf("types %s", got)
	}
	if !slices.IsSortedFunc(l.Assets(), func(a, b Asset) int { return strings.Compare(a.Path, b.Path) }) {
		t.Error("assets are not sorted")
	}
	if _, err := Load(mini(nil), "", func(string, []byte) ([]byte, error) { return nil, errors.New("broken") }); err == nil || !strings.Contains(err.Error(), "assets/pin.svg: broken") {
		t.Errorf("error of the minifier: %v", err)
	}
}
