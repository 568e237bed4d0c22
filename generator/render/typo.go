package render

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// espaceFine is the narrow no-break space of French typography.
const espaceFine = '\u202f'

// Typo puts a narrow no-break space before ; : ? ! % € and », and after «, in
// plain text, and writes the apostrophe of a word as ’, which sources do not. A
// mark inside a word is left alone, so that URLs (https://…?a=b) and hours
// written 12:30 keep their form.
func Typo(s string) string {
	// Most texts have none: pages ask some fifty times each.
	if strings.IndexFunc(s, signe) < 0 {
		return s
	}
	out := make([]byte, 0, len(s)+16)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		switch {
		case r == '«':
			out = utf8.AppendRune(utf8.AppendRune(out, r), espaceFine)
			i = len(s) - len(strings.TrimLeftFunc(s[i:], espace))
			continue
		case r == '\'':
			avant, _ := utf8.DecodeLastRune(out)
			if apres, _ := utf8.DecodeRuneInString(s[i:]); unicode.IsLetter(avant) && (unicode.IsLetter(apres) || unicode.IsDigit(apres)) {
				r = '’'
			}
		case r == '»' || signe(r) && finMot(s[i:]):
			// Nothing goes before a mark that opens the text or follows another.
			avant := bytes.TrimRightFunc(out, espace)
			if dernier, _ := utf8.DecodeLastRune(avant); len(avant) > 0 && (len(avant) < len(out) || collable(dernier)) {
				out = utf8.AppendRune(avant, espaceFine)
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return string(out)
}

// signe says whether a mark is to be looked at.
func signe(r rune) bool {
	switch r {
	case '\'', ';', ':', '?', '!', '%', '€', '«', '»':
		return true
	}
	return false
}

func espace(r rune) bool { return r == ' ' || r == '\u00a0' || r == espaceFine }

// finMot says whether a mark ends a word, from what follows it.
func finMot(suite string) bool {
	next, _ := utf8.DecodeRuneInString(suite)
	return suite == "" || unicode.IsSpace(next) || strings.ContainsRune(".,;:?!)»…\"", next)
}

// collable says whether a mark written straight after r lacks its space.
func collable(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(")»…\"", r)
}
