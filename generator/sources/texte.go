package sources

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// encodage is how a file was found to be written.
type encodage uint8

// The encodings met in the published files.
const (
	enUTF8 encodage = iota
	enWindows1252
	enMacintosh
	enMelange // UTF-8 and Windows-1252 in the same file
	enUTF16   // as its byte order mark says
)

// decode returns data as UTF-8 text without byte order mark, line for line,
// and the encoding it was found in: UTF-16 when its byte order mark says so,
// else UTF-8 wherever it is valid, else Macintosh
// when the bytes of its accents outnumber those of Windows-1252 (of which the
// letters of Latin-1 are a part), else Windows-1252. A file that holds both
// accented UTF-8 and other bytes is decoded sequence by sequence.
func decode(data []byte) (string, encodage) {
	if bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF")) {
		// What is no UTF-16 becomes U+FFFD, which newFichier reports.
		if texte, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data); err == nil {
			return string(texte), enUTF16
		}
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if utf8.Valid(data) {
		return string(data), enUTF8
	}
	page, enc := charmap.Windows1252, enWindows1252
	if looksMacintosh(data) {
		page, enc = charmap.Macintosh, enMacintosh
	}
	var b strings.Builder
	b.Grow(len(data) + len(data)/16)
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case data[0] < utf8.RuneSelf:
			b.WriteByte(data[0])
		case n > 1 && enc == enMacintosh, n <= 1, !plausible(r):
			b.WriteRune(page.DecodeByte(data[0]))
			n = 1
		default:
			b.WriteRune(r)
			enc = enMelange
		}
		data = data[n:]
	}
	return b.String(), enc
}

// lineEnds makes every carriage return the end of a line, in a text where most
// lines end with that alone.
func lineEnds(texte string) string {
	seuls := strings.Count(texte, "\r") - strings.Count(texte, "\r\n")
	if seuls <= strings.Count(texte, "\n") {
		return texte
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(texte)
}

// plausible says whether r occurs in French text. Two accented bytes of
// Windows-1252 that happen to make valid UTF-8 ("É" and a no-break space) give
// letters that do not.
func plausible(r rune) bool {
	return r >= 0xA0 && r <= 0x17F || r >= 0x2010 && r <= 0x203F || r == '€'
}

// looksMacintosh compares how many bytes would be French accented letters in
// Macintosh and in Windows-1252.
func looksMacintosh(data []byte) bool {
	const macintosh = "\x83\x88\x89\x8d\x8e\x8f\x90\x94\x99\x9d\x9e" // ÉàâçéèêîôùûÉ
	const windows = "\xc8\xc9\xca\xe0\xe2\xe7\xe8\xe9\xea\xee\xf4\xf9\xfb"
	var mac, win int
	for _, c := range data {
		if c < utf8.RuneSelf {
			continue
		}
		if strings.IndexByte(macintosh, c) >= 0 {
			mac++
		} else if strings.IndexByte(windows, c) >= 0 {
			win++
		}
	}
	return mac > win
}
