package recherche

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"futurpro/generator/content"
)

// lireSite reads pages given by their path, each with its front matter.
func lireSite(t *testing.T, pages map[string]string) []*content.Article {
	t.Helper()
	fsys := fstest.MapFS{}
	for nom, texte := range pages {
		fsys[nom] = &fstest.MapFile{Data: []byte(texte)}
	}
	corpus, err := content.Read(fsys, content.Site{Title: "Futur Pro", BaseURL: "/prefixe"})
	if err != nil {
		t.Fatal(err)
	}
	return corpus.Articles
}

func indexer(t *testing.T, articles []*content.Article) map[string][]byte {
	t.Helper()
	fichiers, err := Index(articles)
	if err != nil {
		t.Fatal(err)
	}
	m := map[string][]byte{}
	for _, f := range fichiers {
		m[f.Nom] = f.Corps
	}
	return m
}

func decoder[T any](t *testing.T, b []byte) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatalf("%s: %v", b, err)
	}
	return v
}

// petitSite has a page under another, and two that are not to be found.
func petitSite(t *testing.T) []*content.Article {
	return lireSite(t, map[string]string{
		"aide.md":  "---\ntitle: Aide\n---\n\n# Aide\n\nDébut.\n",
		"lits.md":  "---\ntitle: L'internat\nparent: Aide\ndescription: Dormir sur place ?\n---\n\n# L'internat\n\n## Les places\n\nDemander une place.\n\n### Tarif\n\nCombien ?\n",
		"cache.md": "---\ntitle: Secret\nsearch_exclude: true\n---\n\nCaché.\n",
	})
}

func TestAListOfResultsHasWhatItShows(t *testing.T) {
	m := indexer(t, petitSite(t))
	bloc := decoder[Bloc](t, m["textes-0.json"])
	want := Bloc{
		Pages: []PageBloc{{"/aide/", "Aide", []any{}}, {"/lits/", "L’internat", []any{"Aide"}}},
		Sections: []SectionBloc{
			{0., "", "Aide", []any{}, "Début."},
			{1., "", "L’internat", []any{}, "Dormir sur place\u202f?"},
			{1., "les-places", "Les places", []any{}, "Demander une place."},
			{1., "tarif", "Tarif", []any{"Les places"}, "Combien\u202f?"},
		},
	}
	if diff := cmp.Diff(want, bloc); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
}

func TestWordsWeighByWhereTheyStand(t *testing.T) {
	m := indexer(t, petitSite(t))
	s := decoder[Sommaire](t, m["sommaire.json"])
	if s.Sections != 4 {
		t.Errorf("%+v", s)
	}
	poids := func(racine string) map[int]int {
		nom := ""
		for _, n := range s.Mots {
			if strings.HasPrefix(racine, n) && len(n) > len(nom) {
				nom = n
			}
		}
		if nom == "" {
			return nil
		}
		return decoderEntree(decoder[map[string]string](t, m["mots-"+nom+".json"])[racine])
	}
	// "internat" is all of the page's title, and above the two other sections.
	internat := poids("internat")
	if internat[1] <= internat[2] || internat[2] == 0 || internat[3] == 0 || internat[0] != 0 {
		t.Errorf("internat: %v", internat)
	}
	// "place" is in a text, in a heading and its text, and above a third section.
	place := poids("plac")
	if place[2] <= place[1] || place[1] <= place[3] || place[3] == 0 {
		t.Errorf("place: %v", place)
	}
	if une := poids("une"); len(une) != 0 {
		t.Errorf("an empty word of a text is indexed: %v", une)
	}
	if les := poids("les"); les[2] == 0 {
		t.Errorf("an empty word of a title is not: %v", les)
	}
	for nom, corps := range m {
		if strings.Contains(strings.ToLower(string(corps)), "cach") || strings.Contains(string(corps), "secret") {
			t.Errorf("%s holds words of a page that search_exclude keeps out: %s", nom, corps)
		}
	}
}

// decoderEntree reads an entry as the script does.
func decoderEntree(ligne string) map[int]int {
	poids, numero, ecart := map[int]int{}, 0, 0
	for _, c := range strings.TrimSuffix(ligne, "+") {
		switch {
		case c >= '0' && c <= '9':
			ecart = ecart*36 + int(c-'0')
		case c >= 'a' && c <= 'z':
			ecart = ecart*36 + int(c-'a') + 10
		default:
			numero += ecart
			poids[numero], ecart = int(c-'A')+1, 0
		}
	}
	return poids
}

func TestTheSummaryListsEveryFile(t *testing.T) {
	m := indexer(t, pagesDuProjet(t))
	s := decoder[Sommaire](t, m["sommaire.json"])
	attendus := map[string]bool{"sommaire.json": true, "fautes-court.json": true}
	for _, nom := range s.Mots {
		attendus["mots-"+nom+".json"] = true
	}
	for a, suite := range s.Fautes {
		for _, b := range suite {
			attendus["fautes-"+a+string(b)+".json"] = true
		}
	}
	sections := 0
	for nom, corps := range m {
		if strings.HasPrefix(nom, "textes-") {
			sections += len(decoder[Bloc](t, corps).Sections)
		} else if !attendus[nom] {
			t.Errorf("%s is not listed", nom)
		}
		delete(attendus, nom)
	}
	if len(attendus) > 0 {
		t.Errorf("listed, and absent: %v", slices.Sorted(maps.Keys(attendus)))
	}
	if sections != s.Sections {
		t.Errorf("%d sections in the blocks, %d announced", sections, s.Sections)
	}
}

func TestTheSamePagesGiveTheSameBytes(t *testing.T) {
	a, err := Index(pagesDuProjet(t))
	if err != nil {
		t.Fatal(err)
	}
	b, err := Index(pagesDuProjet(t))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(a, b); diff != "" {
		t.Error(diff)
	}
	if !slices.IsSortedFunc(a, func(x, y Fichier) int { return strings.Compare(x.Nom, y.Nom) }) {
		t.Error("the files are not sorted")
	}
}

// TestTheSameVersionGivesTheSameIndex: an index is published under a name made of
// the numbers of its sections and of Version: two of one name are read together.
func TestTheSameVersionGivesTheSameIndex(t *testing.T) {
	const version, veut = 3, "5b3989189566e244"
	h := sha256.New()
	index, err := Index(petitSite(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range index {
		fmt.Fprintln(h, f.Nom, string(f.Corps))
	}
	if got := hex.EncodeToString(h.Sum(nil)[:8]); got != veut || version != Version {
		t.Errorf("version %d gives %s, version %d gave %s: give the change a new Version, and write both here", Version, got, version, veut)
	}
}

// nomDe is the name of the index of articles.
func nomDe(t *testing.T, articles []*content.Article) string {
	t.Helper()
	nom, err := Empreinte(articles)
	if err != nil {
		t.Fatal(err)
	}
	return nom
}

func TestTheNameChangesWithTheNumbersOfSections(t *testing.T) {
	nom := nomDe(t, petitSite(t))
	for quoi, cas := range map[string]struct {
		change func(a []*content.Article)
		reste  bool
	}{
		"a word":                   {func(a []*content.Article) { a[0].HTML += "<p>encore</p>" }, true},
		"a title":                  {func(a []*content.Article) { a[0].Title = "Aides" }, true},
		"a description":            {func(a []*content.Article) { a[0].Description = "Des aides" }, true},
		"a hidden page":            {func(a []*content.Article) { a[1].HTML += "<p>caché</p>" }, true},
		"a section":                {func(a []*content.Article) { a[0].HTML += `<h2 id="plus">Plus</h2><p>encore</p>` }, false},
		"an address":               {func(a []*content.Article) { a[0].URL = "/ailleurs/" }, false},
		"a text of another block":  {func(a []*content.Article) { a[0].HTML += template.HTML("<p>" + strings.Repeat("long ", 300) + "</p>") }, false},
		"a page that may be found": {func(a []*content.Article) { a[1].SearchExclude = false }, false},
	} {
		articles := petitSite(t)
		if cas.change(articles); (nomDe(t, articles) == nom) != cas.reste {
			t.Errorf("%s changes: the name stays should be %v", quoi, cas.reste)
		}
	}
}

// TestAnEditChangesFewFiles puts a word in the middle of each page of the
// project, one after the other. Most edits keep the name of the index, and then
// change the file of that word, that of the text, and few others.
func TestAnEditChangesFewFiles(t *testing.T) {
	avant, nom := fichiersDe(t, pagesDuProjet(t)), nomDe(t, pagesDuProjet(t))
	var changes []int
	renommes := 0
	for i := range pagesDuProjet(t) {
		articles := pagesDuProjet(t)
		if articles[i].SearchExclude || !strings.Contains(string(articles[i].HTML), "</p>") {
			continue
		}
		articles[i].HTML = template.HTML(strings.Replace(string(articles[i].HTML), "</p>", " formation</p>", 1))
		if nomDe(t, articles) != nom {
			renommes++
			continue
		}
		n := 0
		for nom, corps := range fichiersDe(t, articles) {
			if avant[nom] != corps {
				n++
			}
		}
		changes = append(changes, n)
	}
	slices.Sort(changes)
	t.Logf("of %d files, edits change %v; %d rename all", len(avant), changes, renommes)
	if len(changes) < 3*renommes || changes[len(changes)/2] > 8 || changes[0] == 0 {
		t.Errorf("of %d files, edits change %v; %d rename all", len(avant), changes, renommes)
	}
}

// fichiersDe are the files of an index by name.
func fichiersDe(t *testing.T, articles []*content.Article) map[string]string {
	t.Helper()
	index, err := Index(articles)
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]string{}
	for _, f := range index {
		m[f.Nom] = string(f.Corps)
	}
	return m
}

func TestNothingToFindIsNoIndex(t *testing.T) {
	articles := slices.DeleteFunc(petitSite(t), func(a *content.Article) bool { return !a.SearchExclude })
	if fichiers, err := Index(articles); err != nil || fichiers != nil || nomDe(t, articles) != "" || len(articles) != 1 {
		t.Errorf("%v, %v, %q", fichiers, err, nomDe(t, articles))
	}
}
