package recherche

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"html/template"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"futurpro/generator/content"
	"futurpro/generator/publish"
	"futurpro/generator/render"
)

// Budgets of a first search, in bytes after gzip: what the field loads of
// scripts, and of the index for one query and the results it shows. They leave
// room for other words in the project's pages.
const (
	budgetMedian = 24_000
	budgetPire   = 36_000
)

// TestAFirstSearchIsLight builds the index of sites of growing size, made of the
// words of the project's pages and of others put together from their halves, as
// rare words grow with a site. It measures what queries of one to four words
// load, and what three letters load while one types.
func TestAFirstSearchIsLight(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the index of 1,000 pages")
	}
	script := poidsDuScript(t)
	t.Logf("scripts: %d bytes in gzip", script)
	for _, site := range []struct{ pages, mots int }{{0, 0}, {100, 6_000}, {1000, 20_000}} {
		articles, mots := pagesDuProjet(t), lexique(t, site.mots)
		if site.pages > 0 {
			articles = siteInvente(site.pages, mots)
		}
		index, err := Index(articles)
		if err != nil {
			t.Fatal(err)
		}
		nom, requetes := fmt.Sprint(len(articles), " pages"), requetesDe(mots)
		gz, total := map[string]int{}, 0
		for _, f := range index {
			gz[f.Nom] = gzipSize(t, f.Corps)
			total += gz[f.Nom]
		}
		t.Logf("%s: %d files, %d kB in gzip, sommaire %d B, heaviest %d B", nom, len(index), total/1000, gz["sommaire.json"], maxOf(gz))
		for _, genre := range []string{"mot", "mots", "début", "faute"} {
			var poids []int
			for _, r := range chercher(t, index, requetes[genre]) {
				p := script
				for _, f := range r.Fichiers {
					p += gz[f]
				}
				poids = append(poids, p)
			}
			slices.Sort(poids)
			median, pire := poids[len(poids)/2], poids[len(poids)-1]
			t.Logf("%s, %s: median %d B, worst %d B of %d queries", nom, genre, median, pire, len(poids))
			if median > budgetMedian || pire > budgetPire {
				t.Errorf("%s, %s: median %d B, worst %d B, budgets %d and %d", nom, genre, median, pire, budgetMedian, budgetPire)
			}
		}
	}
}

// lexique returns the words of the project's pages, the most frequent first,
// then invented ones up to a number.
func lexique(tb testing.TB, nombre int) []string {
	tb.Helper()
	fiches, err := lire(pagesDuProjet(tb))
	if err != nil {
		tb.Fatal(err)
	}
	frequences := map[string]int{}
	for _, f := range fiches {
		for m := range strings.FieldsSeq(strings.ToLower(f.texte)) {
			if m = strings.Trim(m, ".,;:«»()?!…\u202f"); len(m) > 0 {
				frequences[m]++
			}
		}
	}
	var mots []string
	for m := range frequences {
		mots = append(mots, m)
	}
	slices.SortFunc(mots, func(x, y string) int {
		if d := frequences[y] - frequences[x]; d != 0 {
			return d
		}
		return strings.Compare(x, y)
	})
	hasard := rand.New(rand.NewPCG(1, 2))
	vrais := len(mots)
	for len(mots) < nombre {
		x, y := []rune(mots[hasard.IntN(vrais)]), []rune(mots[hasard.IntN(vrais)])
		mots = append(mots, string(x[:(len(x)+1)/2])+string(y[len(y)/2:]))
	}
	return mots
}

// tirage draws words as Zipf's law has them: the nth as often as 1/n.
func tirage(hasard *rand.Rand, mots []string) func() string {
	z := rand.NewZipf(hasard, 1.05, 3, uint64(len(mots)-1))
	return func() string { return mots[z.Uint64()] }
}

// siteInvente makes pages of the size of the project's: six headings, 60 words
// under each.
func siteInvente(pages int, mots []string) []*content.Article {
	mot := tirage(rand.New(rand.NewPCG(3, 4)), mots)
	phrase := func(n int) string {
		l := make([]string, n)
		for i := range l {
			l[i] = mot()
		}
		return template.HTMLEscapeString(strings.Join(l, " "))
	}
	var articles []*content.Article
	for i := range pages {
		titre := phrase(3)
		var b strings.Builder
		fmt.Fprintf(&b, "<h1>%s</h1>", titre)
		for j := range 6 {
			fmt.Fprintf(&b, `<h2 id="s%d">%s</h2><p>%s.</p>`, j, phrase(4), phrase(60))
		}
		articles = append(articles, &content.Article{Title: titre, Description: phrase(12), URL: fmt.Sprintf("/documentation/page-%d/", i), HTML: template.HTML(b.String())})
	}
	return articles
}

// requetesDe draws queries among the words that are not empty.
func requetesDe(mots []string) map[string][]string {
	hasard := rand.New(rand.NewPCG(5, 6))
	mots = slices.DeleteFunc(slices.Clone(mots), func(m string) bool { l := racines(m, false); return len(l) != 1 || len(l[0]) < 4 })
	mot := tirage(hasard, mots)
	r := map[string][]string{}
	for i := range 80 {
		m := []rune(mot())
		r["mot"] = append(r["mot"], string(m))
		l := []string{}
		for range 2 + i%3 {
			l = append(l, mot())
		}
		r["mots"] = append(r["mots"], strings.Join(l, " "))
		r["début"] = append(r["début"], string(m[:3]))
		k := hasard.IntN(len(m))
		r["faute"] = append(r["faute"], string(m[:k])+"w"+string(m[k+1:]))
	}
	return r
}

// poidsDuScript is the size after gzip of the script of a documentation page.
func poidsDuScript(tb testing.TB) int {
	tb.Helper()
	layouts, err := render.Load(os.DirFS("../../layouts"), "", publish.NewMinifier().Bytes)
	if err != nil {
		tb.Fatal(err)
	}
	i := slices.IndexFunc(layouts.Assets(), func(a render.Asset) bool {
		return strings.HasPrefix(a.Path, "/assets/article.") && strings.HasSuffix(a.Path, ".js")
	})
	if i < 0 {
		tb.Fatal("no script of the documentation pages")
	}
	return gzipSize(tb, layouts.Assets()[i].Body)
}

func gzipSize(tb testing.TB, b []byte) int {
	tb.Helper()
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	if _, err := w.Write(b); err != nil {
		tb.Fatal(err)
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return z.Len()
}

func maxOf(m map[string]int) int {
	n := 0
	for _, v := range m {
		n = max(n, v)
	}
	return n
}
