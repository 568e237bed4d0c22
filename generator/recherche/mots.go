package recherche

import (
	"strings"

	"futurpro/generator/territoire"
)

// motsVides say nothing of what a text is about. They are found in titles only,
// and a query ignores them unless it has no other. The script has the same list.
const motsVides = "le la les un une des du de et ou ni au aux en dans par pour sur avec ce cet cette ces ca se sa son ses leur leurs " +
	"mon ma mes ton ta tes notre nos votre vos je tu il elle on nous vous ils elles me te ne que qui quoi quel quelle quels quelles " +
	"comment est sont etre ai as avons avez ont avoir pas peut peux comme mais donc si ici"

var vides = func() map[string]bool {
	m := map[string]bool{}
	for _, mot := range strings.Fields(motsVides) {
		m[mot] = true
	}
	return m
}()

// estVide reports whether a folded word is one of motsVides, or a single letter.
func estVide(mot string) bool { return len(mot) == 1 && mot[0] > '9' || vides[mot] }

// Racine reduces a folded word to the beginning that it shares with its plural,
// its feminine and the commonest forms of its verb: "places" and "placé" with
// "place", "nationaux" and "nationale" with "national". It follows the minimal
// stemmer of Savoy ("A stemming procedure and stopword list for general French
// corpora", JASIS 50, 1999), with two differences: it works without accents, and
// only ever takes letters off the end, so that what is being typed stays the
// beginning of what is found. The script does the same; both read cas.json of
// layouts/composants/recherche-documentation in their tests.
func Racine(mot string) string {
	if len(mot) < 4 || mot[0] <= '9' {
		return mot
	}
	if racine, ok := strings.CutSuffix(mot, "aux"); ok && len(mot) >= 5 && mot[len(mot)-4] != 'e' {
		return racine + "a"
	}
	if strings.ContainsRune("sxz", rune(mot[len(mot)-1])) {
		mot = mot[:len(mot)-1]
	}
	for len(mot) >= 6 && mot[len(mot)-1] == 'r' || len(mot) >= 5 && mot[len(mot)-1] == 'e' {
		mot = mot[:len(mot)-1]
	}
	if n := len(mot); n >= 5 && mot[n-1] == mot[n-2] {
		mot = mot[:n-1]
	}
	if racine, ok := strings.CutSuffix(mot, "al"); ok && len(mot) >= 4 {
		return racine + "a"
	}
	if racine, ok := strings.CutSuffix(mot, "ail"); ok && len(mot) >= 6 {
		return racine + "a"
	}
	return mot
}

// racines returns the roots of the words of a text, in order, empty words left
// out or not.
func racines(texte string, avecVides bool) []string {
	var l []string
	for _, mot := range strings.Fields(territoire.Plier(texte)) {
		if avecVides && len(mot) > 1 || !estVide(mot) {
			l = append(l, Racine(mot))
		}
	}
	return l
}
