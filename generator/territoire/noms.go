package territoire

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Plier brings a name to the form in which names are compared: lower case, no
// accent, ligatures opened, every other sign a single space, "st" and "ste"
// written out. layouts/composants/pliage does the same; both read the cas.json
// of recherche-commune in their tests.
func Plier(s string) string {
	if !estASCII(s) {
		s = norm.NFD.String(s)
	}
	b := make([]byte, 0, len(s)+8)
	mot := 0 // where the word that is being written begins
	espace := false
	for _, r := range s {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		} else if r >= utf8.RuneSelf {
			if r = unicode.ToLower(r); unicode.Is(unicode.Mn, r) {
				continue
			}
		}
		if r != 'œ' && r != 'æ' && (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			espace = true
			continue
		}
		if espace && len(b) > 0 {
			b = append(ecrire(b, mot), ' ')
			mot = len(b)
		}
		espace = false
		switch r {
		case 'œ':
			b = append(b, "oe"...)
		case 'æ':
			b = append(b, "ae"...)
		default:
			b = append(b, byte(r))
		}
	}
	return string(ecrire(b, mot))
}

// ecrire writes out the last word of b, which begins at mot.
func ecrire(b []byte, mot int) []byte {
	switch string(b[mot:]) {
	case "st":
		return append(b[:mot], "saint"...)
	case "ste":
		return append(b[:mot], "sainte"...)
	}
	return b
}

func estASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
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
	// Of a long name, its first letter is enough.
	for _, r := range nom {
		if plie := Plier(string(r)); plie != "" {
			return strings.Contains("aeiouy", plie[:1])
		}
	}
	return false
}
