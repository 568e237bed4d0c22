package render

import (
	"strings"
	"unicode"
)

// espaceFine is the narrow no-break space of French typography.
const espaceFine = '\u202f'

// Typo puts a narrow no-break space before ; : ? ! % € and », and after «, in
// plain text. A mark inside a word is left alone, so that URLs (https://…?a=b)
// and hours written 12:30 keep their form.
func Typo(s string) string {
	if !strings.ContainsAny(s, ";:?!%€«»") {
		return s
	}
	runes := []rune(s)
	out := make([]rune, 0, len(runes)+8)
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		switch {
		case r == '«':
			out = append(out, r, espaceFine)
			for i+1 < len(runes) && espace(runes[i+1]) {
				i++
			}
		case r == '»' || strings.ContainsRune(";:?!%€", r) && finMot(runes, i):
			avant := len(out)
			for avant > 0 && espace(out[avant-1]) {
				avant--
			}
			// Nothing goes before a mark that opens the text or follows another.
			if avant > 0 && (avant < len(out) || collable(out[avant-1])) {
				out = append(out[:avant], espaceFine)
			}
			out = append(out, r)
		default:
			out = append(out, r)
		}
	}
	return string(out)
}

func espace(r rune) bool { return r == ' ' || r == '\u00a0' || r == espaceFine }

// finMot says whether the mark at i ends a word.
func finMot(runes []rune, i int) bool {
	if i+1 == len(runes) {
		return true
	}
	next := runes[i+1]
	return unicode.IsSpace(next) || strings.ContainsRune(".,;:?!)»…\"", next)
}

// collable says whether a mark written straight after r lacks its space.
func collable(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(")»…\"", r)
}
