package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"image/png"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"futurpro/generator/contrat"
	"futurpro/generator/verification"
)

// dossierExemple is the embedded sample; communesExemple counts its communes.
const (
	dossierExemple  = "../data/bretagne"
	communesExemple = 1202
)

// TestSite builds the embedded sample once and looks at all of it.
func TestSite(t *testing.T) {
	t.Parallel()
	skipWithoutSample(t)
	dir := filepath.Join(t.TempDir(), "public")
	if err := buildSample(dir, false); err != nil {
		t.Fatal(err)
	}
	s, err := readSite(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name string
		run  func(*testing.T, *site)
	}{
		{"nothing is broken, nor heavy", checkVerification},
		{"every commune, offre and établissement has its page", checkCounts},
		{"every page has what a reader needs", checkPages},
		{"every page is written as French print is", checkTypographie},
		{"every page can be reached by links alone", checkReachable},
		{"no file tells where it was built", checkMachine},
		{"every JSON file can be read", checkJSON},
		{"the search leads to sections that exist", checkRecherche},
		{"an asset is named by what it holds", checkAssetNames},
		{"a validator finds nothing wrong", checkValidite},
		{"the images of shared links are drawn", checkApercus},
		{"no two pages are described alike", checkDescriptions},
		{"static hosts send each file with its headers", checkStatiques},
		{"the data of the lists agree with the pages", checkSharedFiles},
		{"another folder gives the same bytes", checkRebuild},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.run(t, s)
		})
	}
}

func skipWithoutSample(tb testing.TB) {
	tb.Helper()
	if _, err := os.Stat(dossierExemple); err != nil {
		tb.Skipf("no embedded sample in %s: make it with 'make sample FROM=… GTFS=…'", dossierExemple)
	}
}

// buildSample builds the sample into dir; absolute tells to name every folder
// from the root.
func buildSample(dir string, absolute bool) error {
	o := options{data: dossierExemple, content: "../content", layouts: "../layouts", sources: "../data/sources.yaml",
		out: dir, baseURL: "https://futurpro.example"}
	if absolute {
		for _, p := range []*string{&o.data, &o.content, &o.layouts, &o.sources} {
			full, err := filepath.Abs(*p)
			if err != nil {
				return err
			}
			*p = full
		}
	}
	return build(context.Background(), o, newConsole(io.Discard, io.Discard))
}

func checkVerification(t *testing.T, s *site) {
	donnees, err := contrat.New()
	if err != nil {
		t.Fatal(err)
	}
	bilan, err := verification.Check(t.Context(), os.DirFS(s.dir), verification.Options{BaseURL: "https://futurpro.example", Limites: limites(), Donnee: donnees.Check, Bloc: donnees.CheckPage})
	if err != nil {
		t.Fatal(err)
	}
	var couts strings.Builder
	if err := printCouts(&couts, bilan.Couts); err != nil {
		t.Fatal(err)
	}
	t.Logf("first views keep to their budgets:\n%s", couts.String())
	var l []string
	for _, p := range bilan.Problemes {
		l = append(l, p.Error())
	}
	report(t, l)
}

func checkCounts(t *testing.T, s *site) {
	var communes []struct{ Code string }
	b, err := os.ReadFile(dossierExemple + "/geo-api/communes.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &communes); err != nil {
		t.Fatal(err)
	}
	got := len(s.under("commune/"))
	if got != communesExemple || got != len(communes) {
		t.Errorf("%d pages of communes, expected %d, one for each of the %d in the data", got, communesExemple, len(communes))
	}
	for folder, atLeast := range map[string]int{"details/": 500, "etablissement/": 100, "departement/": 4, "formation/": 150, "domaine/": 15} {
		if got := len(s.under(folder)); got < atLeast {
			t.Errorf("%d pages in %s, expected %d at least", got, folder, atLeast)
		}
	}
}

func checkTypographie(t *testing.T, s *site) {
	var l []string
	for _, p := range s.pages {
		if len(p.typos) > 0 {
			l = append(l, fmt.Sprintf("%s: %q", p.path, p.typos))
		}
	}
	report(t, l)
}

func checkPages(t *testing.T, s *site) {
	var l []string
	for _, p := range s.under("") {
		for _, wrong := range p.mistakes() {
			l = append(l, p.path+": "+wrong)
		}
	}
	report(t, l)
}

// report fails with the first few of a list that may be as long as the site.
func report(t *testing.T, l []string) {
	t.Helper()
	const shown = 5
	for _, wrong := range l[:min(shown, len(l))] {
		t.Error(wrong)
	}
	if len(l) > shown {
		t.Errorf("and %d more", len(l)-shown)
	}
}

// mistakes lists what a reader, a screen reader or a search engine would miss.
func (p *pageRead) mistakes() []string {
	var l []string
	add := func(wrong bool, format string, args ...any) {
		if wrong {
			l = append(l, fmt.Sprintf(format, args...))
		}
	}
	add(p.h1 != 1, "%d <h1>, expected one", p.h1)
	add(p.lang != "fr", "language %q, expected fr", p.lang)
	add(p.main != 1, "%d main landmarks, expected one", p.main)
	// A title names the diploma and the établissement, both long at times: 200
	// keeps a slip from printing a paragraph.
	add(p.title == "" || len([]rune(p.title)) > 200, "title of %d characters, expected 1 to 200: %q", len([]rune(p.title)), p.title)
	add(strings.TrimSpace(p.description) == "", "no description")
	// Networks find the rest where search engines do: the description, the canonical address.
	add(p.canonical == "", "no canonical address")
	for _, propriete := range []string{"og:title", "og:image", "og:image:alt"} {
		add(p.og[propriete] == "", "no %s", propriete)
	}
	add(!strings.Contains(p.warning, "Bretagne"), "no line says that the site is an example")
	return l
}

// Without script, a visitor follows links from the home page.
func checkReachable(t *testing.T, s *site) {
	seen := map[string]bool{"index.html": true}
	for todo := []string{"index.html"}; len(todo) > 0; {
		p := s.pages[todo[0]]
		todo = todo[1:]
		for _, href := range p.links {
			target, _, _ := strings.Cut(href, "#")
			if !strings.HasPrefix(target, "/") {
				continue
			}
			file := strings.TrimPrefix(target, "/")
			if file == "" || strings.HasSuffix(file, "/") {
				file += "index.html"
			}
			if s.pages[file] != nil && !seen[file] {
				seen[file] = true
				todo = append(todo, file)
			}
		}
	}
	var l []string
	for _, p := range s.under("") {
		if !seen[p.path] && !p.noindex {
			l = append(l, "no link leads to "+p.path)
		}
	}
	report(t, l)
}

func checkMachine(t *testing.T, s *site) {
	cwd, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	home, err := os.UserHomeDir()
	if err != nil {
		home = ""
	}
	host, err := os.Hostname()
	if err != nil {
		host = ""
	}
	for _, place := range []string{filepath.Dir(cwd), s.dir, os.TempDir() + "/", home + "/", host} {
		if len(place) < 5 || !strings.ContainsAny(place, "/0123456789-") {
			continue // "/" or a word of the language, such as a host named "pro"
		}
		for file, b := range s.files {
			if strings.Contains(string(b), place) {
				t.Errorf("%s holds %q", file, place)
			}
		}
	}
}

func checkJSON(t *testing.T, s *site) {
	n := 0
	for file, b := range s.files {
		if path.Ext(file) == ".json" {
			n++
			if !json.Valid(b) {
				t.Errorf("%s is not JSON", file)
			}
		}
	}
	for _, p := range s.pages {
		for _, b := range p.data {
			n++
			if !json.Valid([]byte(b)) {
				t.Errorf("%s: a JSON block cannot be read", p.path)
			}
		}
	}
	if n < communesExemple {
		t.Errorf("%d JSON texts, expected more than one per commune", n)
	}
}

var hashedName = regexp.MustCompile(`\.([0-9a-f]{8})\.[a-z0-9]+$`)

func checkAssetNames(t *testing.T, s *site) {
	for file, b := range s.files {
		if !strings.HasPrefix(file, "assets/") && !strings.HasPrefix(file, "donnees/offres-") {
			continue
		}
		m := hashedName.FindStringSubmatch(file)
		if m == nil {
			t.Errorf("%s: no hash in the name", file)
			continue
		}
		sum := sha256.Sum256(b)
		if hash := hex.EncodeToString(sum[:4]); hash != m[1] {
			t.Errorf("%s: the hash of its content is %s: a browser would keep an old one", file, hash)
		}
	}
}

// checkApercus looks at the images that the pages name.
func checkApercus(t *testing.T, s *site) {
	const poidsMax = 24_000
	n := 0
	for file, b := range s.files {
		if !strings.HasPrefix(file, "partage/") {
			continue
		}
		n++
		c, err := png.DecodeConfig(bytes.NewReader(b))
		if err != nil || c.Width != 1200 || c.Height != 630 || len(b) > poidsMax {
			t.Errorf("%s: %d x %d, %d bytes (%v)", file, c.Width, c.Height, len(b), err)
		}
	}
	noms := map[string]bool{}
	for _, p := range s.under("") {
		nom, ok := strings.CutPrefix(p.og["og:image"], "https://futurpro.example/")
		if noms[nom] = true; !ok || s.files[nom] == nil {
			t.Errorf("%s: no image %s", p.path, p.og["og:image"])
		}
	}
	if n != len(noms) {
		t.Errorf("%d images, pages name %d", n, len(noms))
	}
}

// checkDescriptions: a page described as another is taken for its copy.
func checkDescriptions(t *testing.T, s *site) {
	vus := map[string]string{}
	for _, p := range s.under("") {
		if p.noindex {
			continue
		}
		for _, texte := range []string{"title " + p.title, "description " + p.description, "canonical " + p.canonical} {
			if autre, ok := vus[texte]; ok {
				t.Errorf("%s has the %s, as %s", p.path, texte, autre)
			}
			vus[texte] = p.path
		}
	}
}

func checkRebuild(t *testing.T, s *site) {
	if testing.Short() {
		t.Skip("a second build is too long for a short test")
	}
	dir := filepath.Join(t.TempDir(), "elsewhere", "site")
	if err := buildSample(dir, true); err != nil {
		t.Fatal(err)
	}
	n, l := 0, []string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		n++
		b, err := os.ReadFile(filepath.Join(dir, file))
		if err == nil && string(b) != string(s.files[file]) {
			l = append(l, file+" has other bytes")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	report(t, l)
	if n != len(s.files) {
		t.Errorf("%d files, %d in the first build", n, len(s.files))
	}
}

// under returns the pages whose path begins with prefix, in order.
func (s *site) under(prefix string) []*pageRead {
	var l []*pageRead
	for _, file := range slices.Sorted(maps.Keys(s.pages)) {
		if strings.HasPrefix(file, prefix) {
			l = append(l, s.pages[file])
		}
	}
	return l
}
