package verification

import (
	"bytes"
	"compress/gzip"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"futurpro/generator/diagnostic"
)

// lourd is a text that gzip cannot make shorter than half of it.
func lourd(n int) string {
	var b strings.Builder
	for r := rand.New(rand.NewPCG(1, uint64(n))); b.Len() < n; {
		b.WriteByte('a' + byte(r.IntN(26)))
	}
	return b.String()
}

// gzipLen is the size of files after gzip, by another library.
func gzipLen(t *testing.T, fsys fstest.MapFS, files ...string) int {
	t.Helper()
	total := 0
	for _, f := range files {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		if _, err := w.Write(fsys[f].Data); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		total += b.Len()
	}
	return total
}

func TestCostOfAFirstView(t *testing.T) {
	fsys := soundSite()
	fsys["page/index.html"].Data = []byte(tete("/page/", "Page", `<link rel="icon" href="/assets/i.svg"><link rel="stylesheet" href="/assets/a.css"><link rel="alternate" href="/assets/suite.js">`+
		`<link rel="modulepreload" href="/assets/un.js"><script type="module" src="/assets/un.js"></script>`) +
		`<svg><use href="/assets/fond.svg#f"/></svg><template><img src="/assets/modele.svg" alt=""></template><h2 id="été">Été</h2><a href="/">Accueil</a></body></html>`)
	for nom, texte := range map[string]string{
		"un.js": `import"./deux.js";import{a}from"./deux.js";a(()=>import("./suite.js"))` + "//" + lourd(3000), "deux.js": `import"./un.js";export const a=1//` + lourd(2000), "suite.js": lourd(9000),
		"fond.svg": `<svg id="f">` + lourd(4000) + `</svg>`, "modele.svg": `<svg>` + lourd(5000) + `</svg>`,
	} {
		fsys["assets/"+nom] = &fstest.MapFile{Data: []byte(texte)}
	}
	bilan, err := Check(t.Context(), fsys, Options{Limites: &Limites{Scripts: 1 << 20, Elements: 100, Budgets: []Budget{{"home", "index.html", 1 << 20}, {"page", "page/", 1 << 20}}}})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(bilan.Couts, func(c CoutGenre) bool { return c.Nom == "page" })
	got := bilan.Couts[i]
	if got.Pages != 1 || got.Page != "page/index.html" || got.Max.Requetes != 6 {
		t.Errorf("%+v, expected one page and what it asks for: itself, two scripts, a style, an icon, a drawing", got)
	}
	// html, head, title, meta, 5 links, script; body, h1; svg, use; h2, a.
	if got.Max.Elements != 10+2+2+2 {
		t.Errorf("%d elements", got.Max.Elements)
	}
	// Two libraries differ by little.
	for quoi, w := range map[string][2]int{
		"bytes":   {got.Max.Octets, gzipLen(t, fsys, "page/index.html", "assets/i.svg", "assets/a.css", "assets/un.js", "assets/deux.js", "assets/fond.svg")},
		"scripts": {got.Max.Scripts, gzipLen(t, fsys, "assets/un.js", "assets/deux.js")},
	} {
		if d := w[0] - w[1]; d < -w[1]/20 || d > w[1]/20 {
			t.Errorf("%s: %d, expected about %d", quoi, w[0], w[1])
		}
	}
}

func TestPagesOverTheirBudget(t *testing.T) {
	fsys := soundSite()
	fsys["page/index.html"].Data = []byte(strings.Replace(string(fsys["page/index.html"].Data), "<h1>", "<p>"+lourd(3000)+"</p><h1>", 1))
	large := Limites{Scripts: 1000, Elements: 1000, Budgets: []Budget{{"home", "index.html", 1000}, {"page", "page/", 1000}, {"other", "", 1000}}}
	for nom, test := range map[string]struct {
		limites func(*Limites)
		want    []string
	}{
		"bytes":             {func(l *Limites) {}, []string{"page/index.html: first view of N bytes after gzip, 1000 at most for this kind of pages"}},
		"another kind":      {func(l *Limites) { l.Budgets[1].Octets = 10_000 }, nil},
		"first of prefixes": {func(l *Limites) { l.Budgets = append([]Budget{{"all", "", 10_000}}, l.Budgets...) }, nil},
		"no budget":         {func(l *Limites) { l.Budgets = l.Budgets[:1] }, nil},
		"elements": {func(l *Limites) { l.Budgets, l.Elements = nil, 7 },
			[]string{"index.html: 28 elements, 7 at most; 2 pages are over, this one the most"}},
	} {
		t.Run(nom, func(t *testing.T) {
			limites := Limites{large.Budgets, large.Scripts, large.Elements}
			limites.Budgets = slices.Clone(large.Budgets)
			test.limites(&limites)
			bilan, err := Check(t.Context(), fsys, Options{Limites: &limites})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range bilan.Problemes {
				if p.Severity != diagnostic.Error {
					t.Errorf("%s is no error", p.Error())
				}
				got = append(got, p.File+": "+p.Detail)
			}
			for i, s := range got {
				if avant, apres, ok := strings.Cut(s, "first view of "); ok {
					_, apres, _ = strings.Cut(apres, " ")
					got[i] = avant + "first view of N " + apres
				}
			}
			if d := cmp.Diff(test.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}
