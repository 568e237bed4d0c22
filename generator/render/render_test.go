package render

import (
	"bytes"
	"errors"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"futurpro/generator/diagnostic"
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
func asset(t *testing.T, l *Layouts, name string) Asset { return assetOf(t, l, name, "") }

// scriptOf returns the one whose path begins with a name.
func scriptOf(t *testing.T, l *Layouts, name string) Asset { return assetOf(t, l, name, ".js") }

func assetOf(t *testing.T, l *Layouts, name, ext string) Asset {
	t.Helper()
	i := slices.IndexFunc(l.Assets(), func(a Asset) bool {
		return strings.HasPrefix(a.Path, "/assets/"+name+".") && strings.HasSuffix(a.Path, ext)
	})
	if i < 0 {
		t.Fatalf("no asset %s%s", name, ext)
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
		`<script src="` + scriptOf(t, l, "page").Path + `"></script></head>`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if other := page(t, l, "autre"); strings.Contains(other, "<script") || strings.Contains(other, "modulepreload") || strings.Count(other, "<link") != 1 {
		t.Errorf("a layout without script or style of its own loads more than the base:\n%s", other)
	}
}

// One file holds the script of the base, that of the layout and the modules of
// both, each once; a layout without a script of its own has that of the base.
func TestScriptsOfALayoutAreOneFile(t *testing.T) {
	l := load(t, "", map[string]string{"base/base.js": `import { d } from "../composants/carte/commun.js"; console.log("base", d);`})
	scripts := regexp.MustCompile(`<script src="([^"]*)">`)
	for layout, want := range map[string]Asset{"page": scriptOf(t, l, "page"), "autre": scriptOf(t, l, "base")} {
		if got := scripts.FindAllStringSubmatch(page(t, l, layout), -1); len(got) != 1 || got[0][1] != want.Path {
			t.Errorf("layout %s loads %q, want %s", layout, got, want.Path)
		}
	}
	body := string(scriptOf(t, l, "page").Body)
	if strings.Count(body, "var d = 2") != 1 || strings.Contains(body, "import {") {
		t.Errorf("the module that both import is not there once:\n%s", body)
	}
	if base, own := strings.Index(body, `console.log("base", d)`), strings.Index(body, "b();"); base < 0 || own < base {
		t.Errorf("the script of the base does not come first:\n%s", body)
	}
}

// A visitor who goes from one kind of pages to another does not load again what
// is the same.
func TestLayoutsWithTheSameScriptLoadOneFile(t *testing.T) {
	l, err := Load(mini(map[string]string{"autre/autre.js": `import { b } from "../composants/carte/carte.js"; b();`}), "", func(_ string, b []byte) ([]byte, error) { return b, nil })
	if err != nil {
		t.Fatal(err)
	}
	scripts := regexp.MustCompile(`<script src="([^"]*)">`)
	if un, deux := scripts.FindString(page(t, l, "page")), scripts.FindString(page(t, l, "autre")); un == "" || un != deux {
		t.Errorf("one layout loads %s, the other %s", un, deux)
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

// A file that others know by its address keeps it, and is not a module.
func TestFilesOfTheRootKeepTheirNames(t *testing.T) {
	l := load(t, "", map[string]string{"racine/dehors.js": `import { d } from "../composants/carte/commun.js"; console.log(d);`})
	i := slices.IndexFunc(l.Assets(), func(a Asset) bool { return a.Path == "/dehors.js" })
	if i < 0 || !strings.Contains(string(l.Assets()[i].Body), "console.log(d)") || strings.Contains(string(l.Assets()[i].Body), "import") || l.Assets()[i].ContentType != "text/javascript; charset=utf-8" {
		t.Errorf("assets %v", l.Assets())
	}
}

// What import() asks for is a file of its own, loaded when the script comes to
// it; what it shares with the script is loaded in advance.
func TestLateImports(t *testing.T) {
	changes := map[string]string{
		"page/page.js":              `document.onclick = async () => (await import("../composants/carte/tard.js")).f(); import { b } from "../composants/carte/carte.js"; b();`,
		"composants/carte/tard.js":  `import { d } from "./commun.js"; import { s } from "./suite.js"; export const f = () => s(d);`,
		"composants/carte/suite.js": `export const s = (x) => x;`,
	}
	l := load(t, "", changes)
	tard, chunk := scriptOf(t, l, "tard"), scriptOf(t, l, "chunk")
	if body := string(scriptOf(t, l, "page").Body); !strings.Contains(body, `import("./`+path.Base(tard.Path)+`")`) || !strings.Contains(body, `from "./`+path.Base(chunk.Path)+`"`) {
		t.Errorf("%s or %s is not in\n%s", tard.Path, chunk.Path, body)
	}
	if !strings.Contains(string(tard.Body), `from "./`+path.Base(chunk.Path)+`"`) || !strings.Contains(string(tard.Body), "var s =") {
		t.Errorf("the late file does not import what it shares:\n%s", tard.Body)
	}
	if got := page(t, l, "page"); strings.Count(got, "modulepreload") != 1 || !strings.Contains(got, `<link rel="modulepreload" href="`+chunk.Path+`">`) {
		t.Errorf("%s alone is to be loaded in advance:\n%s", chunk.Path, got)
	}
	changes["composants/carte/suite.js"] = `export const s = (x) => x + 1;`
	after := load(t, "", changes)
	for name, changes := range map[string]bool{"tard": true, "page": true, "chunk": false} {
		if got := scriptOf(t, l, name).Path != scriptOf(t, after, name).Path; got != changes {
			t.Errorf("%s: changed %v, want %v", name, got, changes)
		}
	}
}

func TestNamesChangeWithContentAndWithThatOfImports(t *testing.T) {
	before := load(t, "", nil)
	after := load(t, "", map[string]string{"composants/carte/commun.js": "export default 3; export const d = 2;"})
	if a, b := scriptOf(t, before, "page").Path, scriptOf(t, after, "page").Path; a == b {
		t.Errorf("two scripts are named %s", a)
	}
	for _, name := range []string{"base", "pin"} {
		if a, b := asset(t, before, name).Path, asset(t, after, name).Path; a != b {
			t.Errorf("%s becomes %s", a, b)
		}
	}
}

// The working folder, and what it holds, do not show in what is published.
func TestScriptsDoNotDependOnTheMachine(t *testing.T) {
	short := func(_ string, b []byte) ([]byte, error) { return b, nil }
	racine := map[string]string{"racine/dehors.js": "console.log(1);"}
	before, err := Load(mini(racine), "", short)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, text := range map[string]string{"package.json": `{"type": "commonjs", "sideEffects": false}`, "tsconfig.json": `{"compilerOptions": {"target": "es5"}}`, "page.js": "x", "entry.js": "x", "racine/dehors.js": "x"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	after, err := Load(mini(racine), "", short)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before.Assets(), after.Assets()); diff != "" {
		t.Errorf("assets differ:\n%s", diff)
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
		"missing module":        {map[string]string{"composants/carte/commun.js": ""}, `composants/carte/carte.js:1:27: import of "./commun.js": no script composants/carte/commun.js`},
		"misspelt module":       {map[string]string{"page/page.js": "\n import './pages.js';"}, "page/page.js:2:9: import of \"./pages.js\": no script page/pages.js: did you mean page/page.js?"},
		"bare import":           {map[string]string{"page/page.js": `import "react";`}, `page/page.js:1:8: import of "react": want a relative path`},
		"late missing module":   {map[string]string{"page/page.js": `const f = async () => import("./x.js");`}, `page/page.js:1:30: import of "./x.js": no script`},
		"computed import":       {map[string]string{"page/page.js": `const f = async (x) => import(x);`}, `page/page.js:1:24: This "import" expression`},
		"missing export":        {map[string]string{"page/page.js": `import { c } from "../composants/carte/carte.js"; c();`}, `page/page.js:1:10: No matching export in "composants/carte/carte.js"`},
		"script that is broken": {map[string]string{"page/page.js": "let a;\nlet é = ;"}, `page/page.js:2:9: Unexpected ";"`},
		"suspicious script":     {map[string]string{"page/page.js": "eval(location.hash)"}, `page/page.js:1:1: Using direct eval`},
		"broken root script":    {map[string]string{"racine/dehors.js": "{"}, "racine/dehors.js:1:2: "},
		"late cycle": {map[string]string{"page/page.js": `import("./a.js");`, "page/a.js": `import("./b.js");`, "page/b.js": `import("./a.js");`},
			"a.js and a file that it asks for with import() need each other"},
		"two files of one name": {map[string]string{"page/carte.css": "", "assets/page.css": "a{}"}, "would both be published as page.css"},
	} {
		_, err := Load(mini(tc.changes), "", nil)
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: error %v, want %q", name, err, tc.want)
		}
	}
}

// A module that two layouts import is told once, at its place, and with the
// mistakes of templates.
func TestMistakesOfScriptsAreToldOnce(t *testing.T) {
	_, err := Load(mini(map[string]string{
		"composants/carte/commun.js": "export default 1;\n\texport const d = ;",
		"autre/autre.js":             `import "../composants/carte/commun.js";`,
		"autre/autre.tmpl":           "{{if}}",
	}), "", nil)
	if err == nil || !strings.Contains(err.Error(), "autre/autre.tmpl:1") {
		t.Errorf("error %v, want that of the template too", err)
	}
	var problems diagnostic.Problems
	if !errors.As(err, &problems) || len(problems) != 1 {
		t.Fatalf("error %v, want one problem", err)
	}
	want := diagnostic.Problem{File: "composants/carte/commun.js", Line: 2, Column: 19, Detail: `Unexpected ";"`, Source: "\texport const d = ;"}
	if diff := cmp.Diff(want, *problems[0]); diff != "" {
		t.Error(diff)
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
	if got := strings.Join(slices.Compact(types), " "); got != "image/svg+xml text/css" {
		t.Errorf("types %s", got)
	}
	if !slices.IsSortedFunc(l.Assets(), func(a, b Asset) int { return strings.Compare(a.Path, b.Path) }) {
		t.Error("assets are not sorted")
	}
	if _, err := Load(mini(nil), "", func(string, []byte) ([]byte, error) { return nil, errors.New("broken") }); err == nil || !strings.Contains(err.Error(), "assets/pin.svg: broken") {
		t.Errorf("error of the minifier: %v", err)
	}
}
