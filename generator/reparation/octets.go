package reparation

import "golang.org/x/text/encoding/charmap"

// octet returns the byte, 0x80 or more, that a character of broken text was
// read from. The code pages agree with each other wherever they show that
// character, but for ISO-8859-15, whose eight own characters are only read so
// with latin9.
func octet(r rune, latin9 bool) (byte, bool) {
	switch {
	case r < 0x80 || r > 0x2122:
		return 0, false
	case r <= 0xFF:
		return byte(r), true // a control character stands for itself
	}
	if latin9 {
		if b := octetsLatin9[r]; b != 0 {
			return b, true
		}
	}
	var b byte
	if r < lettres {
		b = octetsLettres[r]
	} else if r >= signes {
		b = octetsSignes[r-signes]
	}
	return b, b != 0
}

// The characters above U+00FF of the code pages lie in two ranges.
const (
	lettres = 0x300  // the first range ends before it
	signes  = 0x2010 // the second begins with it
)

var (
	octetsLettres = tableOctets(0, lettres)
	octetsSignes  = tableOctets(signes, 0x2123)
	octetsLatin9  = map[rune]byte{'€': 0xA4, 'Š': 0xA6, 'š': 0xA8, 'Ž': 0xB4, 'ž': 0xB8, 'Œ': 0xBC, 'œ': 0xBD, 'Ÿ': 0xBE}
)

// tableOctets inverts Windows-1252 and -1254 between two characters.
func tableOctets(from, to rune) []byte {
	table := make([]byte, to-from)
	for _, page := range []*charmap.Charmap{charmap.Windows1252, charmap.Windows1254} {
		for b := 0x80; b <= 0xFF; b++ {
			if r := page.DecodeByte(byte(b)); r > 0xFF && r >= from && r < to {
				table[r-from] = byte(b)
			}
		}
	}
	return table
}

// perdus are the bytes that Windows-1254 leaves undefined. Those of
// Windows-1252 are the same but for 8E and 9E, its Ž and ž.
var perdus = [...]byte{0x81, 0x8D, 0x8E, 0x8F, 0x90, 0x9D, 0x9E}

// indefini says whether a byte may be undefined: its control character then
// stands for it in any code page.
func indefini(b byte) bool {
	for _, p := range perdus {
		if p == b {
			return true
		}
	}
	return false
}

// besoin returns the length of the UTF-8 sequence that a byte leads, or 0.
func besoin(b byte) int {
	switch {
	case b >= 0xC2 && b <= 0xDF:
		return 2
	case b >= 0xE0 && b <= 0xEF:
		return 3
	case b >= 0xF0 && b <= 0xF4:
		return 4
	}
	return 0
}
