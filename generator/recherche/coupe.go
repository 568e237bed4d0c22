package recherche

import (
	"maps"
	"slices"
	"strings"
)

// tailleMots is the size past which a file of words is cut, in bytes before
// compression, which halves it.
const tailleMots = 6500

// couper spreads the words over files: by their first letter, and by one letter
// more as long as a file is too large.
func couper(entrees map[string]entree) map[string]map[string]string {
	fichiers := map[string]map[string]string{}
	lignes := map[string]string{}
	for mot, e := range entrees {
		lignes[mot] = e.String()
	}
	var ranger func(mots []string, lettres int)
	ranger = func(mots []string, lettres int) {
		for len(mots) > 0 {
			nom := debut(mots[0], lettres)
			n := slices.IndexFunc(mots, func(m string) bool { return debut(m, lettres) != nom })
			if n < 0 {
				n = len(mots)
			}
			taille, contenu := 0, map[string]string{}
			for _, m := range mots[:n] {
				contenu[m] = lignes[m]
				taille += len(m) + len(lignes[m]) + len(`"":"",`)
			}
			if taille > tailleMots && n > 1 {
				ranger(mots[:n], lettres+1)
			} else {
				fichiers[nom] = contenu
			}
			mots = mots[n:]
		}
	}
	ranger(slices.Sorted(maps.Keys(lignes)), 1)
	return fichiers
}

// debut is the beginning of a word, all of it when it is shorter.
func debut(mot string, lettres int) string { return mot[:min(lettres, len(mot))] }

// motCourt is the most letters of a word so short that a slip may leave neither
// its beginning nor its end.
const motCourt = 4

// fautes lists the words by their first and by their last two letters: a word
// with one slip has kept either. The short ones are together. A word with a
// digit is no word to misspell.
func fautes(entrees map[string]entree) (paires map[string][]string, courts string) {
	paires = map[string][]string{}
	var l []string
	for _, mot := range slices.Sorted(maps.Keys(entrees)) {
		switch n := len(mot); {
		case n < 3 || strings.ContainsAny(mot, "0123456789"):
		case n <= motCourt:
			l = append(l, mot)
		default:
			paires[mot[:2]] = append(paires[mot[:2]], mot)
			if fin := mot[n-2:]; fin != mot[:2] {
				paires[fin] = append(paires[fin], mot)
			}
		}
	}
	return paires, strings.Join(l, " ")
}
