package recherche

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"futurpro/generator/territoire"
)

// What a word weighs in a section. A title weighs less per word when it is
// long, a text gives more as it repeats a word and less as it is long: that part
// is BM25's (Robertson and Zaragoza, "The Probabilistic Relevance Framework",
// 2009, section 3.4), with its usual constants.
const (
	poidsPage     = 12.0 // in the title of the page, for its own section
	poidsTitre    = 8.0  // in the heading of the section
	poidsContexte = 2.0  // in the titles above the section
	poidsTexte    = 4.0  // in the text, repeated without end
	bm25K1        = 1.2
	bm25B         = 0.75
	pasMoyenne    = 8 // words
)

// niveaux is how many weights are told apart, written A to Z, and parNiveau
// what the first one weighs.
const (
	niveaux   = 26
	parNiveau = (poidsPage + poidsTexte) / niveaux
)

// occurrence is a section in which a word stands.
type occurrence struct {
	numero int
	niveau int // 1 to niveaux
}

// entree is a word of the index, with its sections by number.
type entree []occurrence

// occurrencesMax bounds the sections kept of one word, those where it weighs
// most: a word that stands everywhere tells nothing, and would be heavy.
const occurrencesMax = 400

// peser returns the words of the sections, by root.
func peser(fiches []fiche, numeros []int) map[string]entree {
	total := 0
	for _, f := range fiches {
		total += len(f.mots)
	}
	// In steps: one word more must not change what all the others weigh.
	moyenne := pasMoyenne * max(1, math.Round(float64(total)/float64(len(fiches))/pasMoyenne))
	entrees := map[string]entree{}
	for i, f := range fiches {
		poids := map[string]float64{}
		norme := bm25K1 * (1 - bm25B + bm25B*float64(len(f.mots))/moyenne)
		frequences := map[string]float64{}
		for _, r := range f.mots {
			frequences[r]++
		}
		for r, n := range frequences {
			poids[r] = poidsTexte * n / (n + norme)
		}
		f.peserTitres(poids)
		for r, p := range poids {
			niveau := min(niveaux, max(1, int(math.Round(p/parNiveau))))
			entrees[r] = append(entrees[r], occurrence{numeros[i], niveau})
		}
	}
	return entrees
}

// peserTitres adds what the titles of a section give to its words.
func (f fiche) peserTitres(poids map[string]float64) {
	add := func(poidsTotal float64, titres ...string) {
		mots := racines(strings.Join(titres, " "), true)
		slices.Sort(mots)
		mots = slices.Compact(mots)
		pleins := max(1, len(racines(strings.Join(titres, " "), false)))
		for _, r := range mots {
			poids[r] += poidsTotal * (1 + 1/float64(pleins)) / 2
		}
	}
	if f.enTete {
		add(poidsPage, f.page.Title)
		if territoire.Plier(f.section.Title) != territoire.Plier(f.page.Title) {
			add(poidsTitre, f.section.Title)
		}
		return
	}
	add(poidsTitre, f.section.Title)
	add(poidsContexte, append([]string{f.page.Title}, f.section.Path...)...)
}

// String writes an entry as it stands in a file: for each section, how far its
// number is from the one before, in base 36, then its weight as a letter. "+" at
// the end says that sections were left out.
func (e entree) String() string {
	suite := ""
	if len(e) > occurrencesMax {
		e = slices.Clone(e)
		slices.SortStableFunc(e, func(x, y occurrence) int { return cmp.Compare(y.niveau, x.niveau) })
		e = e[:occurrencesMax]
		slices.SortFunc(e, func(x, y occurrence) int { return cmp.Compare(x.numero, y.numero) })
		suite = "+"
	}
	var s strings.Builder
	avant := 0
	for _, o := range e {
		s.WriteString(strconv.FormatInt(int64(o.numero-avant), 36))
		s.WriteByte(byte('A' + o.niveau - 1))
		avant = o.numero
	}
	return s.String() + suite
}
