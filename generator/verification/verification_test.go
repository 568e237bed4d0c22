package verification

import (
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"futurpro/generator/diagnostic"
)

const base = "https://exemple.test"

// tete is the head of a sound page of an address.
func tete(adresse, titre, plus string) string {
	return `<!doctype html><html lang="fr"><head><title>` + titre + `</title><meta name="description" content="Sur ` + titre + `.">` +
		`<link rel="canonical" href="` + base + adresse + `">` + plus + `</head><body><h1>` + titre + `</h1>`
}

// soundSite is a site in which nothing is wrong, of every form that is looked
// at. Tests break it in one place.
func soundSite() fstest.MapFS {
	return folder(
		"index.html", tete("/", "Accueil", `<link rel="icon" href="/assets/i.svg"><link rel="stylesheet" href="/assets/a.css">`)+
			`<a href="#ici">Ici</a> <a href="/page/#%C3%A9t%C3%A9">Page</a> <a href="page/">Page</a> <a href="#top">Haut</a>`+
			`<img src="/assets/i.svg" srcset="/assets/i.svg 1x, /assets/i.svg 2x" alt=""><h2 id="ici">Ici</h2><h3>Là</h3><h2>Plus loin</h2>`+
			`<a href="https://ailleurs.test/absent">Ailleurs</a> <a href="mailto:a@b.test">Écris</a> <a href="`+base+`/page/">Absolu</a>`+
			`<label for="q">Quoi ?</label><input id="q" list="l" aria-describedby="ici q"><datalist id="l"></datalist>`+
			`<script type="application/ld+json">{"a":[1,"</ b>"]}</script><svg><title>Un dessin</title></svg>`+
			`<template><a href="#absente" id="ici"></a><h5>Modèle</h5></template><noscript><a href="/page/?a=1">Sans script</a></noscript></body></html>`,
		"page/index.html", tete("/page/", "Page", "")+`<h2 id="été">Été</h2><a href="../">Accueil</a> <a href="/"><img src="/assets/i.svg" alt="Accueil"></a></body></html>`,
		"vieux/index.html", `<!doctype html><html lang="fr"><head><title>Déplacée</title><meta name="robots" content="noindex">`+
			`<meta http-equiv="refresh" content="0; url=/page/"></head><body><a href="/page/">Page</a></body></html>`,
		"404.html", `<!doctype html><html lang="fr"><head><title>Absente</title><meta name="robots" content="noindex"></head><body><h1>Absente</h1></body></html>`,
		"assets/i.svg", `<svg xmlns="http://www.w3.org/2000/svg"/>`,
		"assets/a.css", `p { background: url("i.svg") }`,
		"sitemap.xml", `<urlset><url><loc>`+base+`/</loc></url><url><loc>`+base+`/page/</loc></url></urlset>`,
	)
}

func folder(pairs ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		fsys[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return fsys
}

func problems(t *testing.T, fsys fstest.MapFS) []string {
	t.Helper()
	bilan, err := Check(t.Context(), fsys, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var l []string
	for _, p := range bilan.Problemes {
		l = append(l, strings.TrimSuffix(p.Report(), "\n"))
	}
	return l
}

// told is a problem with what stands at its place, instead of the column.
func told(p *diagnostic.Problem) string {
	under := ""
	if p.Line > 0 {
		rest := []rune(p.Source)[p.Column-1:]
		under = "@" + strings.TrimRight(string(rest[:min(6, len(rest))]), ":")
	}
	return p.File + under + (&diagnostic.Problem{Detail: p.Detail, Severity: p.Severity}).Error()
}

func TestSoundSite(t *testing.T) {
	bilan, err := Check(t.Context(), soundSite(), Options{Externes: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range bilan.Problemes {
		t.Error(p.Report())
	}
	if bilan.Pages != 4 || bilan.Fichiers != 7 {
		t.Errorf("%d pages and %d files, want 4 and 7", bilan.Pages, bilan.Fichiers)
	}
	if len(bilan.Externes) != 1 || bilan.Externes[0].URL != "https://ailleurs.test/absent" {
		t.Errorf("links to other sites: %v", bilan.Externes)
	}
}

// TestMistakes breaks the page "page" of the sound site, one way each. What is
// said is all that is said, at its place in that page of one line.
func TestMistakes(t *testing.T) {
	tests := []struct {
		name, html string // added to the page
		// want is the column after what is added begins, then what is said.
		at   string
		want string
	}{
		{"link to nothing", `<a href="/pgae/">P</a>`, `/pgae/`, "link to /pgae/, which is not in the site: did you mean /page/?"},
		{"relative link to nothing", `<a href="rien/">P</a>`, `rien/`, "link to /page/rien/, which is not in the site: did you mean /page/?"},
		{"absolute link to nothing", `<a href="https://exemple.test/xyzzy/">P</a>`, `https:`, "link to /xyzzy/, which is not in the site"},
		{"link without final slash", `<a href="/page">P</a>`, `/page`, "link to /page: write /page/"},
		{"link to nothing without scripts", `<noscript><a href="/xyzzy/">P</a></noscript>`, `/xyzzy/`, "link to /xyzzy/, which is not in the site"},
		{"anchor of another page", `<a href="/#icci">P</a>`, `/#icci`, "link to #icci, which is not in /: did you mean #ici?"},
		{"anchor of the page", `<a class=x href='#ete'>P</a>`, `#ete`, "link to #ete, which is not in the page: did you mean #été?"},
		{"encoded anchor", `<a href="#%C3%A9">P</a>`, `#%C3`, "link to #é, which is not in the page: did you mean #été?"},
		{"missing image", `<img alt="" src="/assets/j.svg">`, `/assets/j.svg`, "image to /assets/j.svg, which is not in the site: did you mean /assets/i.svg?"},
		{"missing image of a set", `<img alt="" src="/assets/i.svg" srcset="/xyzzy.png 2x">`, `/xyzzy`, "image to /xyzzy.png, which is not in the site"},
		{"missing source", `<picture><source srcset="/assets/i.svg, /xyzzy.png 2x"><img alt="" src="/assets/i.svg"></picture>`, `/assets/i.svg,`, "image to /xyzzy.png, which is not in the site"},
		{"missing poster", `<video poster="/xyzzy.png"></video>`, `/xyzzy`, "image to /xyzzy.png, which is not in the site"},
		{"missing script", `<script src="/xyzzyxyzzy.js"></script>`, `/xyzzy`, "file to /xyzzyxyzzy.js, which is not in the site"},
		{"missing module", `<link rel="modulepreload" href="/xyzzyxyzzy.js">`, `/xyzzy`, "file to /xyzzyxyzzy.js, which is not in the site"},
		{"unsafe scheme", `<a href="javascript:alert(1)">P</a>`, `javascript`, "link with javascript: is not allowed: use https:, http:, mailto: or tel:"},
		{"unreadable address", `<a href="http://[">P</a>`, `http`, `link to "http://[", which is not an address`},
		{"no address", `<a href=" ">P</a>`, ` ">P`, "link without an address"},
		{"link without a name", `<a href="/"><img src="/assets/i.svg" alt=""></a>`, `<a href`, "link without a name: write a text in it, or an aria-label"},
		{"button without a name", `<button> </button>`, `<button`, "button without a name: write a text in it, or an aria-label"},
		{"image without alternative", `<img src="/assets/i.svg">`, `<img`, `<img> without alt: say what it shows, or write alt="" if it says nothing`},
		{"label of nothing", `<label for="q">Q</label>`, `q">`, "for names #q, which is not in the page"},
		{"description that is not there", `<p aria-describedby="été absente">Q</p>`, `été abs`, "aria-describedby names #absente, which is not in the page"},
		{"header that is not there", `<table><tr><td headers="h">1</table>`, `h">`, "headers names #h, which is not in the page"},
		{"id twice", `<p id="été">P</p>`, `été">P`, `id "été" is used twice`},
		{"id of two words", `<p id="a b">P</p>`, `a b`, `id "a b": an id is one word`},
		{"heading jump", `<h4>P</h4>`, `<h4`, "warning: <h4> right after <h2>: a level is missing"},
		{"second title", `<h1>P</h1>`, `<h1`, "warning: second <h1>: a page has one, its title"},
		{"inline script", `<script>alert(1)</script>`, `<script`, "inline script, which the security policy forbids"},
		{"inline style", `<p style="color:red">P</p>`, `color`, "<p> has an inline style, which the security policy forbids"},
		{"inline handler", `<p onclick="x()">P</p>`, `x()`, "<p> has an inline onclick, which the security policy forbids"},
		{"trace of a template", `<p>&lt;no value&gt;</p>`, `&lt;no`, "&lt;no value&gt; is the trace of a template's mistake"},
		{"unreadable JSON", `<script type="application/ld+json">{"a":[1,}</script>`, `}</script>`, "JSON that cannot be read: invalid character '}' looking for beginning of value"},
		{"endless reload", `<meta http-equiv="refresh" content="5">`, `5">`, "the page loads itself again and again, which takes it away from its reader"},
		{"second canonical", `<link rel="canonical" href="https://exemple.test/page/">`, `https`, "second canonical address of the page"},
		{"link to a redirection", `<a href="/vieux/">V</a>`, `/vieux/`, "warning: link to /vieux/, which redirects to /page/: write the latter"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			fsys := soundSite()
			avant, apres, _ := strings.Cut(string(fsys["page/index.html"].Data), `<a href="../">`)
			fsys["page/index.html"].Data = []byte(avant + test.html + `<a href="../">` + apres)
			column := len([]rune(avant)) + len([]rune(test.html[:strings.Index(test.html, test.at)])) + 1
			got := problems(t, fsys)
			if len(got) != 1 {
				t.Fatalf("problems are\n%s", strings.Join(got, "\n"))
			}
			first, shown, _ := strings.Cut(got[0], "\n")
			if want := fmt.Sprintf("page/index.html:1:%d: %s", column, test.want); first != want {
				t.Errorf("said  %s\nwant  %s", first, want)
			}
			line, caret, _ := strings.Cut(shown, "\n")
			at := len([]rune(caret[:strings.Index(caret, "^")]))
			if under := string([]rune(line)[at:]); !strings.HasPrefix(under, test.at) {
				t.Errorf("the caret is under %q, want %q", under, test.at)
			}
		})
	}
}

// TestMistakesOfThePageOrTheSite replaces or adds whole files.
func TestMistakesOfThePageOrTheSite(t *testing.T) {
	const page = "page/index.html"
	replace := func(name, old, new string) func(fstest.MapFS) {
		return func(fsys fstest.MapFS) {
			fsys[name].Data = []byte(strings.Replace(string(fsys[name].Data), old, new, 1))
		}
	}
	add := func(name, text string) func(fstest.MapFS) {
		return func(fsys fstest.MapFS) { fsys[name] = &fstest.MapFile{Data: []byte(text)} }
	}
	redirection := func(to string) string {
		return `<!doctype html><html lang="fr"><head><title>D</title><meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url=` + to + `"></head><body></body></html>`
	}
	orphan := tete("/seule/", "Seule", `<meta name="robots" content="noindex">`) + `<a href="/">A</a></body></html>`
	tests := []struct {
		name   string
		change func(fstest.MapFS)
		want   []string
	}{
		{"no title", replace(page, "<title>Page</title>", ""), []string{"page/index.html: no <title>"}},
		{"no language", replace(page, ` lang="fr"`, ""), []string{"page/index.html: no <html lang>: say the language of the page"}},
		{"no first heading", replace(page, "<h1>Page</h1>", ""), []string{"page/index.html: warning: no <h1>: a page has one, its title"}},
		{"no description", replace(page, `<meta name="description" content="Sur Page.">`, ""), []string{"page/index.html: warning: no <meta name=description>"}},
		{"one title for two", replace(page, "<title>Page", "<title>Accueil"), []string{"page/index.html@Accuei: this title is that of / too"}},
		{"one description for two", replace(page, "Sur Page.", "Sur Accueil."), []string{"page/index.html@Sur Ac: warning: this description is that of / too"}},
		{"canonical of another", replace(page, `href="https://exemple.test/page/"`, `href="https://exemple.test/"`), []string{`page/index.html@https: canonical address "https://exemple.test/", expected "https://exemple.test/page/"`}},
		{"no canonical", replace(page, `<link rel="canonical" href="https://exemple.test/page/">`, ""), []string{"page/index.html: no canonical address: <link rel=canonical href=\"https://exemple.test/page/\"> is missing"}},
		{"missing from the sitemap", replace("sitemap.xml", `<url><loc>https://exemple.test/page/</loc></url>`, ""), []string{"page/index.html: the page is missing from the sitemap"}},
		{"twice in the sitemap", replace("sitemap.xml", `</urlset>`, "\n<url><loc>https://exemple.test/</loc></url></urlset>"), []string{"sitemap.xml@https: https://exemple.test/ is listed twice"}},
		{"in the sitemap and nowhere", replace("sitemap.xml", `</urlset>`, "\n<url><loc>https://exemple.test/x/</loc></url></urlset>"), []string{"sitemap.xml@https: https://exemple.test/x/ is no page to index"}},
		{"page that nothing leads to", add("seule/index.html", orphan), []string{"seule/index.html: no link leads here from the home page, not even through other pages"}},
		{"two pages that lead to each other only", func(fsys fstest.MapFS) {
			add("seule/index.html", strings.Replace(orphan, `"/"`, `"/autre/"`, 1))(fsys)
			add("autre/index.html", strings.Replace(orphan, `"/"`, `"/seule/"`, 1))(fsys)
		}, []string{"autre/index.html: no link leads here from the home page, not even through other pages"}},
		{"file that nothing loads", add("assets/b.js", ""), []string{"assets/b.js: warning: no page, style sheet nor script loads this file"}},
		{"file that a script names", func(fsys fstest.MapFS) {
			add("assets/b.js", "")(fsys)
			add("assets/a.css", "/* b.js */")(fsys)
		}, nil},
		{"style sheet that loads nothing", replace("assets/a.css", `"i.svg"`, `"ii.svg"`), []string{"assets/a.css@url(\"i: style sheet that loads /assets/ii.svg, which is not in the site: did you mean /assets/i.svg?"}},
		{"redirection to nothing", replace("vieux/index.html", "url=/page/", "url=/xyzzyxyzzy/"), []string{"vieux/index.html@0; url: redirection to /xyzzyxyzzy/, which is not in the site"}},
		{"redirection to itself", replace("vieux/index.html", "url=/page/", "url=/vieux/"), []string{"vieux/index.html@0; url: redirection to /vieux/, which leads back to itself"}},
		{"redirection in two steps", add("ancien/index.html", redirection("/vieux/")), []string{"ancien/index.html@0; url: warning: redirection in 2 steps: lead straight to /page/"}},
		{"redirections in circle", func(fsys fstest.MapFS) {
			add("a/index.html", redirection("/b/"))(fsys)
			add("b/index.html", redirection("/a/"))(fsys)
		}, []string{"a/index.html@0; url: redirection to /b/, which leads back to itself", "b/index.html@0; url: redirection to /a/, which leads back to itself"}},
		{"redirection that hides a page", add("page.html", redirection("/")), []string{"page.html@0; url: redirection that hides the page /page/: a server may answer either"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			fsys := soundSite()
			test.change(fsys)
			var got []string
			bilan, err := Check(t.Context(), fsys, Options{})
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range bilan.Problemes {
				got = append(got, told(p))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

// TestMistakeOfManyPagesIsToldOnce has a broken link in a menu.
func TestMistakeOfManyPagesIsToldOnce(t *testing.T) {
	fsys := soundSite()
	var plan strings.Builder
	for i := range 40 {
		adresse := fmt.Sprintf("/p%d/", i)
		fsys[fmt.Sprintf("p%d/index.html", i)] = &fstest.MapFile{Data: []byte(tete(adresse, adresse, "") + `<a href="/xyzzy/">X</a><a href="/xyzzy/">X</a><a href="/p` + fmt.Sprint((i+1)%40) + `/">S</a></body></html>`)}
		plan.WriteString("<url><loc>" + base + adresse + "</loc></url>")
	}
	fsys["sitemap.xml"].Data = []byte(strings.Replace(string(fsys["sitemap.xml"].Data), "</urlset>", plan.String()+"</urlset>", 1))
	fsys["index.html"].Data = append(fsys["index.html"].Data, `<a href="/p0/">P</a>`...)
	bilan, err := Check(t.Context(), fsys, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(bilan.Problemes) != 1 {
		t.Fatalf("%d problems: %v", len(bilan.Problemes), bilan.Problemes)
	}
	p := bilan.Problemes[0]
	if p.File != "p0/index.html" || p.Others != 39 || !strings.HasSuffix(p.Report(), "      = and on 39 other pages\n") || p.Severity != diagnostic.Error {
		t.Errorf("report is\n%s", p.Report())
	}
}

// TestSiteUnderAPath wants links to carry the path of the site.
func TestSiteUnderAPath(t *testing.T) {
	fsys := folder("index.html", `<!doctype html><html lang="fr"><head><title>A</title><meta name="description" content="A."><link rel="canonical" href="https://exemple.test/fp/"></head>`+
		`<body><h1>A</h1><a href="/fp/">A</a> <a href="/fp">A</a> <a href="/ailleurs/">B</a></body></html>`,
		"sitemap.xml", `<urlset><url><loc>https://exemple.test/fp/</loc></url></urlset>`)
	got := problems(t, fsys)
	if len(got) != 1 || !strings.Contains(got[0], `: link to /ailleurs/, which leaves the base path "/fp"`) {
		t.Errorf("problems are\n%s", strings.Join(got, "\n"))
	}
}

func TestUnreadableSites(t *testing.T) {
	tests := []struct {
		name string
		fsys fstest.MapFS
		want string
	}{
		{"no site", folder("a.txt", ""), "no index.html: this folder holds no site"},
		{"no sitemap", folder("index.html", ""), "reading the sitemap: "},
		{"broken sitemap", folder("index.html", "", "sitemap.xml", "<urlset><url>"), "reading sitemap.xml: XML syntax error on line 1"},
		{"sitemap of itself", folder("index.html", "", "sitemap.xml", "<sitemapindex><sitemap><loc>https://exemple.test/sitemap.xml</loc></sitemap></sitemapindex>"), "the sitemap sitemap.xml refers to itself"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if _, err := Check(t.Context(), test.fsys, Options{}); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error is %v, want %s", err, test.want)
			}
		})
	}
}

// What a file of data must be is for the caller to say: it is asked of each, and
// told at its file.
func TestFilesOfDataAreAskedAbout(t *testing.T) {
	t.Parallel()
	fsys := soundSite()
	for _, chemin := range []string{"donnees/bon.json", "donnees/faux.json"} {
		fsys[chemin] = &fstest.MapFile{Data: []byte(chemin)}
	}
	bilan, err := Check(t.Context(), fsys, Options{Donnee: func(chemin string, b []byte) error {
		if chemin != string(b) {
			t.Errorf("%s is given the bytes of %s", chemin, b)
		}
		if chemin == "donnees/bon.json" {
			return nil
		}
		return errors.New("not what it should be")
	}})
	if err != nil {
		t.Fatal(err)
	}
	if p := bilan.Problemes; len(p) != 1 || p[0].File != "donnees/faux.json" || p[0].Detail != "not what it should be" {
		t.Errorf("%v, want one mistake, of donnees/faux.json", p)
	}
}

// TestDataInPagesAreAskedAbout: once all files of data have been, each is told in
// its place in the page; what is given to others as JSON-LD is not asked about.
func TestDataInPagesAreAskedAbout(t *testing.T) {
	t.Parallel()
	fsys := soundSite()
	fsys["donnees/d.json"] = &fstest.MapFile{Data: []byte("{}")}
	page := strings.Replace(string(fsys["page/index.html"].Data), "</body>", `<script type="application/ld+json">{"a":0}</script>`+"\n"+`<script type="application/json">{"a":1}</script></body>`, 1)
	fsys["page/index.html"].Data = []byte(page)
	var vue atomic.Bool
	bilan, err := Check(t.Context(), fsys, Options{
		Donnee: func(string, []byte) error { vue.Store(true); return nil },
		Bloc: func(chemin string, b []byte) error {
			if !vue.Load() || chemin != "page/index.html" {
				t.Errorf("asked about %s, files of data seen: %v", chemin, vue.Load())
			}
			return fmt.Errorf("%s is not what it should be", b)
		}})
	if err != nil {
		t.Fatal(err)
	}
	if p := bilan.Problemes; len(p) != 1 || p[0].Line != 2 || p[0].Detail != `data of the page: {"a":1} is not what it should be` {
		t.Errorf("%v, want one mistake", p)
	}
}
