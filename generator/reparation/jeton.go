package reparation

import "unicode/utf8"

// jeton is a token: what one character became.
type jeton struct {
	from, to int // bytes of the text
	octets   [4]byte
	have     int // octets present, marks of lost ones among them as 0
	need     int // octets of the character
	perdus   int // lost octets
	marques  int // those that U+FFFD stands for
	// r is the character of a whole token; 0 with lost octets.
	r    rune
	note note
	seul bool // stands in code, or alone between quotation marks
	// ambigu says that the question mark after the token may be a lost byte.
	ambigu bool
}

// entier says that no byte of the token is lost.
func (j *jeton) entier() bool { return j.r != 0 }

// nu says that only the leading character of the token is left.
func (j *jeton) nu() bool { return !j.entier() && j.have == 1 }

// lire reads the token whose leading character is at i. It returns false where
// there is none, and the length of the character at i.
func lire(text string, i int, latin9 bool) (j jeton, size int, ok bool) {
	r, size := utf8.DecodeRuneInString(text[i:])
	b, known := octet(r, latin9)
	if !known || besoin(b) == 0 {
		return j, size, false
	}
	j = jeton{from: i, to: i + size, have: 1, need: besoin(b)}
	j.octets[0] = b
	for j.have < j.need && j.to < len(text) {
		r, n := utf8.DecodeRuneInString(text[j.to:])
		c, ok := octet(r, latin9)
		switch {
		case r == utf8.RuneError && n == 3:
			c, ok = 0, true
			j.marques++
		case c < 0x80 || c > 0xBF:
			ok = false
		}
		if !ok {
			break
		}
		j.octets[j.have] = c
		j.have++
		j.to += n
	}
	if j.have == j.need && j.marques == 0 {
		d, n := utf8.DecodeRune(j.octets[:j.need])
		if n != j.need {
			return j, size, false
		}
		j.r = d
		return j, size, true
	}
	j.perdus = j.marques + j.need - j.have
	return j, size, true
}

// prendMarque makes the question mark after a token that lacks one byte stand
// for that byte.
func (j *jeton) prendMarque() {
	j.octets[j.have] = 0
	j.have++
	j.to++
}

// suivi says that a question mark follows a token that lacks one byte.
func (j *jeton) suivi(text string) bool {
	return !j.entier() && j.have == j.need-1 && j.perdus == 1 && j.to < len(text) && text[j.to] == '?'
}

// candidats calls f with every character that the token may have been, one of
// its bytes being lost. A byte that is marked has its place; one that was
// dropped has none.
func (j *jeton) candidats(f func(r rune, b byte)) {
	if j.perdus != 1 {
		return
	}
	for at := 1; at < j.need; at++ {
		var seq [4]byte
		if j.have == j.need {
			if j.octets[at] != 0 {
				continue
			}
			seq = j.octets
		} else {
			copy(seq[:at], j.octets[:at])
			copy(seq[at+1:], j.octets[at:j.have])
		}
		for _, b := range perdus {
			seq[at] = b
			if r, n := utf8.DecodeRune(seq[:j.need]); n == j.need && attribue(r) {
				f(r, b)
			}
		}
	}
}
