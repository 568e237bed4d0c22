package recherche

import (
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"futurpro/generator/content"
	"futurpro/generator/render"
)

// fiche is a section to index.
type fiche struct {
	page    *content.Article
	section content.Section
	enTete  bool // it is the page's own: its title is the page's
	texte   string
	mots    []string // roots of the words of the text, once lireMots has read them
}

// newFiche takes what is shown and searched of a section. The description of a
// page, which browsers show nowhere, opens its own section.
func newFiche(a *content.Article, s content.Section, enTete bool) fiche {
	f := fiche{page: a, section: s, enTete: enTete, texte: s.Text}
	if enTete {
		f.texte = strings.TrimSpace(render.Typo(a.Description) + " " + s.Text)
	}
	return f
}

// lire cuts the articles to index into sections.
func lire(articles []*content.Article) ([]fiche, error) {
	parArticle := make([][]fiche, len(articles))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, a := range articles {
		if !cherchable(a) {
			continue
		}
		g.Go(func() error {
			sections, err := a.Sections()
			for j, s := range sections {
				parArticle[i] = append(parArticle[i], newFiche(a, s, j == 0))
			}
			return err
		})
	}
	err := g.Wait()
	return slices.Concat(parArticle...), err
}

// lireMots reads the words of sections.
func lireMots(fiches []fiche) {
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for lot := range slices.Chunk(fiches, 64) {
		g.Go(func() error {
			for i := range lot {
				lot[i].mots = racines(lot[i].texte, false)
			}
			return nil
		})
	}
	_ = g.Wait() // none fails
}

// Bloc is what a list of results shows of a few sections. Rows are arrays to
// stay small.
type Bloc struct {
	Pages    []PageBloc    `json:"pages"`
	Sections []SectionBloc `json:"sections"`
}

// PageBloc is an array: site path of a page, its title, the titles of the
// pages above it.
type PageBloc [3]any

// SectionBloc is an array: rank of the page in the block, fragment or "" for
// the top of the page, title, headings above, text.
type SectionBloc [5]any

const (
	// sectionsParBloc is 1 more than the highest rank in a block: the number of a
	// section is that of its block times it, plus its rank.
	sectionsParBloc = 4
	// tailleBloc closes a block, in bytes of text.
	tailleBloc = 700
	// texteMax cuts the text shown of a section, in bytes; all of it is searched.
	texteMax = 2000
)

// numeroter gives each section its number: those of one block follow each
// other, and have little text in all.
func numeroter(fiches []fiche) []int {
	numeros := make([]int, len(fiches))
	numero, taille := 0, 0
	for i, f := range fiches {
		if taille >= tailleBloc || numero%sectionsParBloc == 0 {
			numero, taille = (numero+sectionsParBloc-1)/sectionsParBloc*sectionsParBloc, 0
		}
		numeros[i] = numero
		numero++
		taille += min(len(f.texte), texteMax)
	}
	return numeros
}

// blocs returns the blocks by number.
func blocs(fiches []fiche, numeros []int) []*Bloc {
	var l []*Bloc
	var derniere *content.Article // of the block
	for i, f := range fiches {
		if numeros[i]/sectionsParBloc == len(l) {
			l, derniere = append(l, &Bloc{}), nil
		}
		b := l[len(l)-1]
		if f.page != derniere {
			derniere = f.page
			fil := []string{}
			for _, p := range f.page.Breadcrumbs {
				fil = append(fil, render.Typo(p.Title))
			}
			b.Pages = append(b.Pages, PageBloc{f.page.URL, render.Typo(f.page.Title), fil})
		}
		chemin := f.section.Path
		if chemin == nil {
			chemin = []string{}
		}
		b.Sections = append(b.Sections, SectionBloc{len(b.Pages) - 1, f.section.ID, render.Typo(f.section.Title), chemin, extrait(f.texte)})
	}
	return l
}

// extrait cuts a text after a word within texteMax.
func extrait(texte string) string {
	if len(texte) <= texteMax {
		return texte
	}
	return texte[:strings.LastIndex(texte[:texteMax], " ")+1] + "…"
}
