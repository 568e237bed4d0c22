package territoire

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Plier brings a name to the form in which names are compared: lower case, no
// accent, ligatures opened, every other sign a single space, "st" and "ste"
// written out. layouts/composants/pliage does the same; both read the cas.json
// of recherche-commune in their tests.
func Plier(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'œ':
			b.WriteString("oe")
		case r == 'æ':
			b.WriteString("ae")
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	mots := strings.Fields(b.String())
	for i, m := range mots {
		switch m {
		case "st":
			mots[i] = "saint"
		case "ste":
			mots[i] = "sainte"
		}
	}
	return strings.Join(mots, " ")
}

// Slug returns the name as it stands in a URL: "saint-malo".
func Slug(nom string) string { return strings.ReplaceAll(Plier(nom), " ", "-") }

// De returns the name after "de": "de Lorient", "d'Auray", "du Mans", "des
// Ulis". "La" keeps its capital: "de La Gacilly".
func De(nom string) string {
	switch {
	case strings.HasPrefix(nom, "Le "):
		return "du " + nom[3:]
	case strings.HasPrefix(nom, "Les "):
		return "des " + nom[4:]
	case commenceParVoyelle(nom):
		return "d'" + nom
	}
	return "de " + nom
}

// commenceParVoyelle leaves H out: whether it is aspirated cannot be told from
// the spelling, and "de Hennebont" is never wrong.
func commenceParVoyelle(nom string) bool {
	plie := Plier(nom)
	return plie != "" && strings.ContainsRune("aeiouy", rune(plie[0]))
}
