package recherche

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
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
		Pages: []PageBloc{{"/aide/", "Aide", []any{}}, {"/lits/", "L'internat", []any{"Aide"}}},
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

// TestTheSameVersionGivesTheSameIndex: an index is published under a name made
// of the pages and of Version, and kept by browsers.
func TestTheSameVersionGivesTheSameIndex(t *testing.T) {
	const version, veut = 1, "d030a3d4f7402527"
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

func TestTheNameChangesWithWhatIsFound(t *testing.T) {
	nom := Empreinte(petitSite(t))
	for quoi, change := range map[string]func(a []*content.Article){
		"a text":                   func(a []*content.Article) { a[0].HTML += "<p>encore</p>" },
		"a title":                  func(a []*content.Article) { a[0].Title = "Aides" },
		"a description":            func(a []*content.Article) { a[0].Description = "Des aides" },
		"a page that may be found": func(a []*content.Article) { a[1].SearchExclude = false },
	} {
		articles := petitSite(t)
		if change(articles); Empreinte(articles) == nom {
			t.Errorf("%s changes, the name stays", quoi)
		}
	}
	articles := petitSite(t)
	if articles[1].HTML += "<p>caché</p>"; Empreinte(articles) != nom {
		t.Error("a page that is not to be found changes, and so does the name")
	}
}

func TestNothingToFindIsNoIndex(t *testing.T) {
	articles := slices.DeleteFunc(petitSite(t), func(a *content.Article) bool { return !a.SearchExclude })
	if fichiers, err := Index(articles); err != nil || fichiers != nil || Empreinte(articles) != "" || len(articles) != 1 {
		t.Errorf("%v, %v, %q", fichiers, err, Empreinte(articles))
	}
}

func TestAWordThatIsEverywhereKeepsItsBestSections(t *testing.T) {
	var e entree
	for i := range occurrencesMax + 100 {
		e = append(e, occurrence{numero: 2 * i, niveau: 1 + i%2})
	}
	e[3].niveau, e[400].niveau = 20, 26
	ligne := e.String()
	poids := decoderEntree(ligne)
	if !strings.HasSuffix(ligne, "+") || len(poids) != occurrencesMax || poids[6] != 20 || poids[800] != 26 || poids[2] != 2 {
		t.Errorf("%d sections in %q", len(poids), ligne)
	}
	if ligne := e[:occurrencesMax].String(); strings.HasSuffix(ligne, "+") {
		t.Error("an entry that is whole says that it is not")
	}
}

func TestALongTextIsCutAfterAWord(t *testing.T) {
	texte := strings.Repeat("éternité ", 400)
	court := extrait(texte)
	if len(court) > texteMax+len("…") || !strings.HasSuffix(court, "éternité …") {
		t.Errorf("%d bytes, %q", len(court), court[len(court)-20:])
	}
}

func TestAFileOfWordsIsCutUntilItIsSmall(t *testing.T) {
	entrees := map[string]entree{}
	long := make(entree, 300)
	for i := range long {
		long[i] = occurrence{40 * i, 1}
	}
	for _, mot := range []string{"co", "com", "comm", "commun", "compa", "comte", "con", "conte", "cas", "bal"} {
		entrees[mot] = long
	}
	fichiers := couper(entrees)
	if got, want := slices.Sorted(maps.Keys(fichiers)), []string{"b", "ca", "co", "com", "con"}; !slices.Equal(got, want) {
		t.Fatalf("files %v, want %v", got, want)
	}
	for nom, mots := range map[string]string{"b": "bal", "ca": "cas", "co": "co", "com": "com comm commun compa comte", "con": "con conte"} {
		if got := strings.Join(slices.Sorted(maps.Keys(fichiers[nom])), " "); got != mots {
			t.Errorf("%s holds %s, want %s", nom, got, mots)
		}
	}
}
