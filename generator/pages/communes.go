package pages

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"futurpro/generator/render"
	"futurpro/generator/territoire"
)

// motsVides are the words of names that do not choose a fragment of the index:
// too many communes share them. The script has the same list.
const motsVides = " le la les l de du des d en sur sous aux au et saint sainte "

// CleFragment returns the fragment in which a text is looked for: the first
// three digits of a postcode or INSEE code, else the first two letters of its
// longest significant word (the first of equals), else of the whole text. ""
// when the text is too short to choose.
func CleFragment(texte string) string {
	plie := territoire.Plier(texte)
	if len(plie) >= 3 && plie[0] >= '0' && plie[0] <= '9' {
		return plie[:3]
	}
	choix := ""
	for _, m := range strings.Fields(plie) {
		if !strings.Contains(motsVides, " "+m+" ") && len(m) > len(choix) && len(m) >= 2 {
			choix = m
		}
	}
	if choix == "" {
		choix = strings.ReplaceAll(plie, " ", "")
	}
	if len(choix) < 2 || choix[0] <= '9' {
		return ""
	}
	return choix[:2]
}

// clesCommune returns every fragment in which a commune is found: one per
// significant word of its names, of the beginning of its name, of its codes.
// The values are the names by which it is found there, "" for its own.
func clesCommune(c territoire.Commune) map[string][]string {
	cles := map[string][]string{}
	add := func(cle, nom string) {
		if !slices.Contains(cles[cle], nom) {
			cles[cle] = append(cles[cle], nom)
		}
	}
	for _, cle := range clesNom(c.Nom) {
		add(cle, "")
	}
	for _, code := range append([]string{c.Code}, c.CodesPostaux...) {
		if len(code) >= 3 {
			add(strings.ToLower(code[:3]), "")
		}
	}
	for _, ancien := range c.AnciensNoms {
		for _, cle := range clesNom(ancien) {
			add(cle, ancien)
		}
	}
	return cles
}

func clesNom(nom string) []string {
	plie := territoire.Plier(nom)
	cles := []string{}
	if colle := strings.ReplaceAll(plie, " ", ""); len(colle) >= 2 {
		cles = append(cles, colle[:2])
	}
	for _, m := range strings.Fields(plie) {
		if len(m) >= 2 && !strings.Contains(motsVides, " "+m+" ") {
			cles = append(cles, m[:2])
		}
	}
	return cles
}

// indexCommunes builds the search fragments and the folder that holds them,
// whose name is the hash of their content: every fragment of a build agrees
// with the others.
func indexCommunes(ref *territoire.Referentiel) (dossier string, fragments []Page, err error) {
	type entree struct {
		idx    int
		ancien string
	}
	parCle := map[string][]entree{}
	slugs := slugsCommunes(ref)
	for i, c := range ref.Communes {
		for cle, noms := range clesCommune(c) {
			for _, ancien := range noms {
				parCle[cle] = append(parCle[cle], entree{i, ancien})
			}
		}
	}
	var tout []byte
	for _, cle := range slices.Sorted(maps.Keys(parCle)) {
		entrees := parCle[cle]
		slices.SortFunc(entrees, func(x, y entree) int {
			return cmp.Or(cmp.Compare(ref.Communes[y.idx].Population, ref.Communes[x.idx].Population), cmp.Compare(x.idx, y.idx), cmp.Compare(x.ancien, y.ancien))
		})
		lignes := make([]CommuneJSON, len(entrees))
		for i, e := range entrees {
			c := ref.Communes[e.idx]
			d, _ := ref.Departement(c.Departement)
			lignes[i] = CommuneJSON{c.Code, render.Typo(c.Nom), slugs[e.idx], strings.Join(c.CodesPostaux, " "), render.Typo(d.Nom), render.Typo(e.ancien)}
		}
		b, err := json.Marshal(lignes)
		if err != nil {
			return "", nil, fmt.Errorf("index of communes, fragment %s: %w", cle, err)
		}
		tout = append(append(tout, cle...), b...)
		fragments = append(fragments, Page{Chemin: cle + ".json", Corps: octets(b), NonIndexee: true})
	}
	autour, err := fragmentsAutour(ref, slugs)
	if err != nil {
		return "", nil, err
	}
	for _, f := range autour {
		b, _ := f.Corps()
		tout = append(append(tout, f.Chemin...), b...)
	}
	fragments = append(fragments, autour...)
	dossier = "/donnees/communes-" + empreinte(tout) + "/"
	for i := range fragments {
		fragments[i].Chemin = dossier + fragments[i].Chemin
	}
	return dossier, fragments, nil
}

// slugsCommunes are made once: each commune is in several fragments.
func slugsCommunes(ref *territoire.Referentiel) []string {
	slugs := make([]string, len(ref.Communes))
	for i, c := range ref.Communes {
		slugs[i] = territoire.Slug(c.Nom)
	}
	return slugs
}

// The communes around a place are found by squares of half a degree. A square
// also holds those a little outside, so that it is enough for whoever stands
// near its edge.
const (
	carresParDegre = 2
	margeCarre     = 0.15 // degrees
)

// fragmentsAutour returns one fragment for each square with a commune,
// "autour-{row}_{column}.json", counted from the equator and from Greenwich.
func fragmentsAutour(ref *territoire.Referentiel, slugs []string) ([]Page, error) {
	type carre struct{ ligne, colonne int }
	parCarre := map[carre][]CommunePlaceeJSON{}
	rang := func(degres float64) int { return int(math.Floor(degres * carresParDegre)) }
	parentes := map[string]bool{}
	for _, c := range ref.Communes {
		parentes[c.Parente] = true
	}
	for i, c := range ref.Communes {
		// The page of a city is not as near as that of its arrondissement.
		if !c.Place || parentes[c.Code] {
			continue
		}
		l := CommunePlaceeJSON{c.Code, render.Typo(c.Nom), slugs[i], millieme(c.Centre[0]), millieme(c.Centre[1])}
		for ligne := rang(c.Centre[1] - margeCarre); ligne <= rang(c.Centre[1]+margeCarre); ligne++ {
			for colonne := rang(c.Centre[0] - margeCarre); colonne <= rang(c.Centre[0]+margeCarre); colonne++ {
				parCarre[carre{ligne, colonne}] = append(parCarre[carre{ligne, colonne}], l)
			}
		}
	}
	var fragments []Page
	for c, lignes := range parCarre {
		b, err := json.Marshal(lignes)
		if err != nil {
			return nil, fmt.Errorf("communes around %v: %w", c, err)
		}
		fragments = append(fragments, Page{Chemin: fmt.Sprintf("autour-%d_%d.json", c.ligne, c.colonne), Corps: octets(b), NonIndexee: true})
	}
	slices.SortFunc(fragments, func(a, b Page) int { return cmp.Compare(a.Chemin, b.Chemin) })
	return fragments, nil
}

// millieme keeps a hundred metres of a position.
func millieme(degres float64) float64 { return math.Round(degres*1000) / 1000 }
