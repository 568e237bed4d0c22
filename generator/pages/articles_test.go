package pages

import (
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"futurpro/generator/content"
)

// TestTheTreeOfALargeSiteIsThatOfThePage: 12 rubriques of 11 pages, 144 in all.
// A page shows the rubriques and the pages of its own.
func TestTheTreeOfALargeSiteIsThatOfThePage(t *testing.T) {
	fsys := fstest.MapFS{}
	page := func(nom, matiere string) {
		fsys[nom] = &fstest.MapFile{Data: []byte("---\n" + matiere + "---\ntexte\n")}
	}
	for r := range 12 {
		page(fmt.Sprintf("r%02d.md", r), fmt.Sprintf("title: R%02d\n", r))
		for p := range 11 {
			page(fmt.Sprintf("r%02d/p%02d.md", r, p), fmt.Sprintf("title: R%02dP%02d\nparent: R%02d\n", r, p, r))
		}
	}
	corpus, err := content.Read(fsys, content.Site{Title: "Site"})
	if err != nil {
		t.Fatal(err)
	}
	a := petitAtelier(t)
	var got []string
	for p, err := range a.All(corpus, sansGabarit) {
		if err != nil {
			t.Fatal(err)
		}
		if p.Chemin != "/r03/p07/" {
			continue
		}
		v, err := p.Vue()
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range v.Corps.(VueArticle).Nav {
			got = append(got, n.Texte)
			for _, e := range n.Enfants {
				got = append(got, "  "+e.Texte)
				if e.Courant != (e.URL == p.Chemin) {
					t.Errorf("%s: current %v", e.URL, e.Courant)
				}
			}
		}
		break
	}
	var want []string
	for r := range 12 {
		want = append(want, fmt.Sprintf("R%02d", r))
		for p := range 11 {
			if r == 3 {
				want = append(want, fmt.Sprintf("  R03P%02d", p))
			}
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("tree (-want +got):\n%s", diff)
	}
}

// sansGabarit prints nothing: these tests look at no template.
func sansGabarit(string, string, any) ([]byte, error) { return nil, nil }
