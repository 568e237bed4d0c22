package content

import (
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// titleIndex finds pages by their titles, exactly, and else but for what nobody
// sees: joiners, variation selectors, soft hyphens, no-break spaces and the
// normalisation form.
type titleIndex struct {
	exact, folded map[string][]*Article
}

func newTitleIndex(articles []*Article) *titleIndex {
	t := &titleIndex{map[string][]*Article{}, map[string][]*Article{}}
	for _, a := range articles {
		if a.Title != "" {
			t.exact[a.Title] = append(t.exact[a.Title], a)
			t.folded[foldTitle(a.Title)] = append(t.folded[foldTitle(a.Title)], a)
		}
	}
	return t
}

// find returns the pages of a title. alike is true where it is only the same to
// the eye.
func (t *titleIndex) find(title string) (found []*Article, alike bool) {
	if found := t.exact[title]; len(found) > 0 {
		return found, false
	}
	found = t.folded[foldTitle(title)]
	return found, len(found) > 0
}

// isInvisible reports whether a character shows nothing of its own.
func isInvisible(r rune) bool {
	switch r {
	case '\u200B', '\u200C', '\u200D', '\u2060', '\uFE0E', '\uFE0F', '\u00AD', '\uFEFF':
		return true
	}
	return false
}

// foldTitle leaves out of a title what nobody sees.
func foldTitle(s string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		switch {
		case isInvisible(r):
			return -1
		case r == '\u00A0' || r == '\u202F':
			return ' '
		}
		return r
	}, s))
}

// sameTitle reports whether two titles are the same to the eye.
func sameTitle(a, b string) bool { return a == b || foldTitle(a) == foldTitle(b) }

// codePoints writes the invisible characters, special spaces and combining
// marks of a title, or "none".
func codePoints(s string) string {
	var list []string
	for _, r := range s {
		if isInvisible(r) || r == '\u00A0' || r == '\u202F' {
			list = append(list, fmt.Sprintf("U+%04X", r))
		}
	}
	if !norm.NFC.IsNormalString(s) {
		list = append(list, "letters and accents apart (NFD)")
	}
	if len(list) == 0 {
		return "none"
	}
	return strings.Join(list, " ")
}
