// Package recherche owns the index of the documentation: which words stand in
// which sections of the pages, how much each weighs, and the files that a
// browser reads to search them. It leaves to package content how a page is cut
// into sections, to package pages where the files are published, and to
// layouts/composants/recherche-documentation how a query is answered. It also
// owns the index of the diplomas, by which the list of a commune is searched:
// see [FormationsJSON] and layouts/composants/quoi.
//
// Everything is cut small, so that a first search loads little whatever the
// number of pages:
//
//   - sommaire.json, a [Sommaire]: which of the following files exist;
//   - mots-{début}.json: the words that begin so, each with its sections;
//   - fautes-{paire}.json: the words whose first or last two letters these are,
//     which is where a misspelt word is looked for;
//   - textes-{bloc}.json, a [Bloc]: what a list of results shows of sections.
package recherche

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"futurpro/generator/content"
)

// Version changes with every change of what is made of the same pages: the
// files of two versions must not be read together.
const Version = 3

// Empreinte names the numbers that the index gives to sections; "" when there is
// nothing to find. Files of two indexes of one name may be read together: a
// number means the same section in all of them, though its words may differ. A
// text that is corrected keeps the name, and so the files that it does not reach.
// It costs a quarter of the index.
func Empreinte(articles []*content.Article) (string, error) {
	fiches, err := lire(articles)
	if err != nil || len(fiches) == 0 {
		return "", err
	}
	h := sha256.New()
	fmt.Fprintf(h, "%d\x00", Version)
	for i, numero := range numeroter(fiches) {
		fmt.Fprintf(h, "%d\x00%s\x00%s\x00", numero, fiches[i].page.URL, fiches[i].section.ID)
	}
	return hex.EncodeToString(h.Sum(nil)[:4]), nil
}

// cherchable reports whether a page is to be found.
func cherchable(a *content.Article) bool { return !a.SearchExclude && a.Title != "" }

// Fichier is one file of the index.
type Fichier struct {
	Nom   string // path in the folder of the index
	Corps []byte // JSON
}

// Sommaire lists the other files.
type Sommaire struct {
	Sections int `json:"sections"` // how many there are
	// Mots are the names of the files of words: one holds every word of which it
	// is the longest beginning among them.
	Mots []string `json:"mots"`
	// Fautes are the second letters of the names of the files of misspelt words,
	// by their first letter. The short words are in one more, "court".
	Fautes map[string]string `json:"fautes"`
}

// Index returns the files of the index of the articles, those with
// SearchExclude or without title left out, by name; none when there is nothing
// to find.
func Index(articles []*content.Article) ([]Fichier, error) {
	fiches, err := lire(articles)
	if err != nil || len(fiches) == 0 {
		return nil, err
	}
	lireMots(fiches)
	contenus := map[string]any{}
	numeros := numeroter(fiches)
	for b, bloc := range blocs(fiches, numeros) {
		contenus[fmt.Sprintf("textes-%d", b)] = bloc
	}
	entrees := peser(fiches, numeros)
	s := Sommaire{Sections: len(fiches), Fautes: map[string]string{}}
	for nom, mots := range couper(entrees) {
		s.Mots = append(s.Mots, nom)
		contenus["mots-"+nom] = mots
	}
	slices.Sort(s.Mots)
	paires, courts := fautes(entrees)
	contenus["fautes-court"] = courts
	for _, nom := range slices.Sorted(maps.Keys(paires)) {
		s.Fautes[nom[:1]] += nom[1:]
		contenus["fautes-"+nom] = strings.Join(paires[nom], " ")
	}
	contenus["sommaire"] = s
	var fichiers []Fichier
	for _, nom := range slices.Sorted(maps.Keys(contenus)) {
		corps, err := json.Marshal(contenus[nom])
		if err != nil {
			return nil, fmt.Errorf("index of the documentation, %s: %w", nom, err)
		}
		fichiers = append(fichiers, Fichier{nom + ".json", corps})
	}
	return fichiers, nil
}
