package reparation

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// perte is what a program does with a byte that its code page leaves undefined.
type perte int

const (
	enControle perte = iota // the control character of that number, as browsers do
	supprime
	enRemplacement
	enQuestion
)

// page is a code page that a text is read with.
type page struct {
	nom       string
	table     *charmap.Charmap
	indefinis string
}

var pages = []page{
	{"Windows-1252", charmap.Windows1252, "\x81\x8d\x8f\x90\x9d"},
	{"Windows-1254", charmap.Windows1254, "\x81\x8d\x8e\x8f\x90\x9d\x9e"},
	{"ISO-8859-1", charmap.ISO8859_1, ""},
	{"ISO-8859-9", charmap.ISO8859_9, ""},
	{"ISO-8859-15", charmap.ISO8859_15, ""},
}

// briser reads the bytes of a text with a code page.
func briser(s string, p page, perdu perte) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		switch {
		case c < utf8.RuneSelf:
			b.WriteByte(c)
		case p.indefinis == "" && c < 0xA0:
			b.WriteRune(rune(c))
		case strings.IndexByte(p.indefinis, c) < 0:
			b.WriteRune(p.table.DecodeByte(c))
		case perdu == enControle:
			b.WriteRune(rune(c))
		case perdu == enRemplacement:
			b.WriteRune(utf8.RuneError)
		case perdu == enQuestion:
			b.WriteByte('?')
		}
	}
	return b.String()
}
