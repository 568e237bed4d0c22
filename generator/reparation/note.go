package reparation

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// note is how certain it is that a token is broken text.
type note uint8

const (
	douteux note = iota
	probable
	sur
)

// apresLettre are the signs of the code pages, from the bytes 80 to BF, that
// correct text puts directly after a letter.
const apresLettre = "\u00a0…‘’“”«»‹›–—•·™®©ªº¹²³†‡´¶\u00ad"

// apresTilde are those put after Ã and Â, which end few words.
const apresTilde = "\u00a0…‘’“”«»‹›–—™®\u00ad"

// ouvrants may follow a space, a dash or the like, in correct text.
const ouvrants = "‚„¡¿§£¥¢€±µ½¼¾¤¬‰ƒ°"

// separants are the spaces, dashes and the like.
const separants = "\u00a0…–—•·\u00ad"

// lettresHautes are the letters of the same bytes: a word may hold them.
const lettresHautes = "ŠšŽžŒœŸ"

// fermants never precede a letter in correct text.
const fermants = "»”“›™®©ªº²³¹†‡•"

// voisins is what surrounds a token: the characters before and after it, 0 at
// an end of the text.
type voisins struct{ avant, apres rune }

// noter grades a token by its characters and its neighbours.
func noter(text string, j *jeton, v voisins) note {
	brut := text[j.from:j.to]
	tete, n := utf8.DecodeRuneInString(brut)
	if !j.entier() {
		return noterPerdu(j, v)
	}
	if !attribue(j.r) {
		return douteux
	}
	suite := brut[n:]
	commun := groupe(j.r) == groupeCommun
	// Other scripts are written in words: a single token of theirs at the end
	// of a word of ours is more likely ours.
	if !commun && unicode.IsLetter(v.avant) {
		if b, ok := octet(v.avant, false); !ok || b > 0xBF {
			return douteux
		}
	}
	if impossible(tete, suite, v.avant) {
		return sur
	}
	if !commun {
		return douteux
	}
	debut, _ := utf8.DecodeRuneInString(suite)
	fin, _ := utf8.DecodeLastRuneInString(suite)
	switch {
	case unicode.IsLower(v.avant) && unicode.IsUpper(tete):
		return sur
	case tete == 'Å' && debut == '’' && unicode.IsLetter(v.apres) && v.apres|0x20 != 's':
		return sur
	case unicode.IsDigit(v.avant) && (tete == 'Ã' || tete == 'Â'):
		return sur
	case strings.ContainsRune(fermants, fin) && unicode.IsLetter(v.apres):
		return sur
	case j.octets[0] == 0xF0 && j.octets[1] == 0x9F:
		return sur
	case tete == 'â' && isole(v.avant) && strings.ContainsRune("†œšž™•", debut):
		return sur
	case (tete == 'Ã' || tete == 'Â') && !unicode.IsLetter(v.avant):
		return probable
	}
	return douteux
}

// impossible says whether no correct text puts suite after a leading letter.
func impossible(tete rune, suite string, avant rune) bool {
	tilde := tete == 'Ã' || tete == 'Â'
	precedent := tete
	for _, r := range suite {
		apres := strings.ContainsRune(separants, precedent)
		precedent = r
		switch {
		case apres && strings.ContainsRune(ouvrants, r):
		case strings.ContainsRune(lettresHautes, r):
			// Alphabets are listed: "ÜŸÇŒÆ". In "ÃŠ" nothing else is meant.
			if tete == 'Ã' && !(avant > 0x7F && unicode.IsUpper(avant)) {
				return true
			}
		case tilde:
			if !strings.ContainsRune(apresTilde, r) {
				return true
			}
		case tete == '×' || tete == 'Ø':
			// A factor or a diameter: 2×¾, Ø½, Ø±0,1.
			if !strings.ContainsRune(apresLettre+"¼½¾±", r) {
				return true
			}
		case !strings.ContainsRune(apresLettre, r):
			return true
		}
	}
	return false
}

// noterPerdu grades a token that lost bytes. Few are sure by themselves.
func noterPerdu(j *jeton, v voisins) note {
	switch {
	case j.octets[0] == 0xE2 && j.octets[1] == 0x80 && !j.nu(),
		j.octets[0] == 0xEF && j.octets[1] == 0xB8 && !j.nu(),
		j.octets[0] == 0xF0 && j.octets[1] == 0x9F && !j.nu():
		return sur
	case j.octets[0] == 0xCC && v.avant == 'e' && (j.have > 1 || unicode.IsLower(v.apres)):
		return sur
	}
	return douteux
}

// isole says whether a character leaves the next one by itself.
func isole(avant rune) bool {
	return avant == 0 || strings.ContainsRune(" \t\r\n([*_|->", avant)
}

// attribue says whether a character has a meaning, private ones included. The
// newest pictographs are unknown to the tables of Go.
func attribue(r rune) bool {
	return r <= 0x377 || unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Zs, unicode.Cf, unicode.Co, unicode.Cc) ||
		r >= 0x1F000 && r <= 0x1FAFF || r == 0x2028 || r == 0x2029
}

// Groups of characters that are attested together: one sure token shows that
// the text has others.
const (
	groupeCommun = -1 - iota // Latin letters, marks, punctuation, symbols
	groupeLatinRare
	groupeGrec
	groupeCyrillique
	groupeHebreu
	groupeArabe
	groupeIndien
	groupeCJC
	groupeHangul
	groupeSamaritain
)

// groupe returns the group of a character: for the scripts that have no
// constant, its block of 256.
func groupe(r rune) int {
	switch {
	case r <= 0x17F, r >= 0x218 && r <= 0x21B, r >= 0x300 && r <= 0x36F, r >= 0x1E00 && r <= 0x1EFF,
		r >= 0x2000 && r <= 0x27FF, r >= 0x2900 && r <= 0x2BFF, r >= 0xFE00 && r <= 0xFE0F, r == 0xFEFF,
		r >= 0x1F000 && r <= 0x1FAFF, r >= 0xE0000 && r <= 0xE007F:
		return groupeCommun
	case r <= 0x2FF:
		return groupeLatinRare
	case r <= 0x3FF, r >= 0x1F00 && r <= 0x1FFF:
		return groupeGrec
	case r <= 0x52F:
		return groupeCyrillique
	case r >= 0x590 && r <= 0x5FF:
		return groupeHebreu
	case r >= 0x600 && r <= 0x6FF, r >= 0x750 && r <= 0x77F, r >= 0xFB50 && r <= 0xFDFF, r >= 0xFE70 && r <= 0xFEFC:
		return groupeArabe
	case r >= 0x800 && r <= 0x83F:
		return groupeSamaritain
	case r >= 0x900 && r <= 0xDFF:
		return groupeIndien
	case r >= 0x1100 && r <= 0x11FF, r >= 0x3130 && r <= 0x318F, r >= 0xAC00 && r <= 0xD7A3:
		return groupeHangul
	case r >= 0x2E80 && r <= 0x9FFF, r >= 0xF900 && r <= 0xFAFF, r >= 0xFF00 && r <= 0xFFEF, r >= 0x20000 && r <= 0x3FFFF:
		return groupeCJC
	}
	return int(r >> 8)
}

// pictogramme says whether a character may carry a variation selector or be
// joined to another.
func pictogramme(r rune) bool {
	switch {
	case r == 0xA9, r == 0xAE, r == 0x203C, r == 0x2049, r == 0x2122, r == 0x2139, r == 0x3030, r == 0x303D, r == 0x3297, r == 0x3299,
		r >= 0x2190 && r <= 0x21FF, r >= 0x2300 && r <= 0x23FF, r >= 0x24C2 && r <= 0x27BF, r >= 0x2930 && r <= 0x297F, r >= 0x2B00 && r <= 0x2BFF,
		r >= 0x1F000 && r <= 0x1FAFF:
		return true
	}
	return false
}
