package reparation

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sortie is what a completion may know of the repaired text before a token.
type sortie struct {
	markdown bool
	derniere rune
	fin      string // the last bytes, for the word that a token is in
	ouverts  int    // opening “ of the paragraph that wait for their ”
	vide     bool   // nothing yet on the line
}

// avancer appends s to the repaired text.
func (o *sortie) avancer(s string) {
	if s == "" {
		return
	}
	for _, r := range s {
		switch {
		case r == '\n':
			if !o.markdown || o.vide {
				o.ouverts = 0
			}
			o.vide = true
		case r == '“' && !unicode.IsLetter(o.derniere) && !unicode.IsDigit(o.derniere):
			o.ouverts++
		case r == '”' && o.ouverts > 0:
			o.ouverts--
		}
		o.vide = o.vide && unicode.IsSpace(r)
		o.derniere = r
	}
	if len(s) < 32 {
		s = o.fin + s
	}
	o.fin = s[max(0, len(s)-32):]
}

// completer returns the character of a token that lost one byte, where the
// rules of the package make it certain.
func (a *analyse) completer(j *jeton, o *sortie) (rune, bool) {
	possible := func(want rune) bool {
		found := false
		j.candidats(func(r rune, b byte) {
			found = found || r == want && !(a.page1252 && (b == 0x8E || b == 0x9E))
		})
		return found
	}
	switch apres := a.apres(j.to); {
	case j.ambigu || j.perdus != 1:
		return 0, false
	case j.octets[0] == 0xE2 && j.octets[1] == 0x80 && a.droite:
		return 0, false
	case j.octets[0] == 0xE2 && j.octets[1] == 0x80 && pictogramme(apres) && (pictogramme(o.derniere) || o.derniere == 0xFE0F):
		return 0x200D, possible(0x200D)
	case j.octets[0] == 0xE2 && j.octets[1] == 0x80:
		return '”', o.ouverts > 0 && fermable(o.derniere, apres) && possible('”')
	case j.octets[0] == 0xEF && j.octets[1] == 0xB8:
		touche := strings.ContainsRune("0123456789#*", o.derniere) && apres == 0x20E3
		return 0xFE0F, (pictogramme(o.derniere) || touche) && possible(0xFE0F)
	case j.octets[0] == 0xCC:
		return 0x301, (o.derniere == 'e' || o.derniere == 'E') && possible(0x301)
	case j.octets[0] == 0xC3:
		return completerMot(a.text, j, o.fin, a.page1252)
	}
	return 0, false
}

// fermable says whether a closing quotation mark may stand between two
// characters.
func fermable(avant, apres rune) bool {
	return avant != 0 && (avant == 0xA0 || avant == 0x202F || !unicode.IsSpace(avant)) && avant != '“' &&
		!unicode.IsLetter(apres) && !unicode.IsDigit(apres) && !pictogramme(apres)
}

// apres returns the repaired character at an offset, 0 at the end.
func (a *analyse) apres(at int) rune {
	if at >= len(a.text) {
		return 0
	}
	if j, _, ok := lire(a.text, at, a.latin9); ok && j.entier() {
		return j.r
	}
	r, _ := utf8.DecodeRuneInString(a.text[at:])
	return r
}

// mots are the French words with a capital Î or Ï, without what may follow a
// star. No word, French or not, is written with another of the letters that
// the same byte leads in that place: not LAÍCITÉ, nor Íle.
var mots = [...]string{
	"ÎLE", "ÎLES", "ÎLET*", "ÎLIEN*", "ÎLOT*",
	"ABÎM*", "AÎN*", "APPARAÎT*", "BENOÎT*", "BOÎT*", "CHAÎN*", "CLOÎTR*", "CONNAÎT*", "CROÎT*", "DÎNER*", "DISPARAÎT*",
	"ENTRAÎN*", "FAÎT*", "FRAÎCH*", "GAÎTÉ*", "GÎTE*", "HUÎTR*", "MAÎTR*", "NAÎT*", "NÎMES", "PARAÎT*", "RECONNAÎT*", "TRAÎN*", "TRAÎT*",
	"ARCHAÏ*", "COÏNCID*", "HÉROÏ*", "LAÏC*", "LAÏQ*", "MAÏS", "MOSAÏ*", "NAÏF*", "NAÏV*",
}

// completerMot completes C3 as the one letter that makes a French word: avant
// ends the repaired text before the token. The word is all in capitals, or
// begins with the letter.
func completerMot(text string, j *jeton, avant string, page1252 bool) (rune, bool) {
	if j.octets[0] != 0xC3 || j.perdus != 1 || j.ambigu {
		return 0, false
	}
	debut := avant
	if i := strings.LastIndexFunc(avant, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		_, n := utf8.DecodeRuneInString(avant[i:])
		debut = avant[i+n:]
	}
	suite := text[j.to:]
	for i := range len(suite) {
		if c := suite[i] | 0x20; c < 'a' || c > 'z' {
			suite = suite[:i]
			break
		}
	}
	capitales := debut + suite
	if debut == "" && len(suite) > 1 {
		capitales = suite[1:]
		if strings.ToLower(suite) == suite {
			capitales = ""
		}
	}
	if strings.ToUpper(capitales) != capitales {
		return 0, false
	}
	var found rune
	for _, r := range "ÎÏ" {
		if r == 'Î' && page1252 {
			continue
		}
		if motFrancais(debut+string(r)+strings.ToUpper(suite), len(debut)) {
			if found != 0 {
				return 0, false
			}
			found = r
		}
	}
	return found, found != 0
}

// motFrancais says whether mots has a word, the letter completed at the byte
// at being one of its own.
func motFrancais(mot string, at int) bool {
	for _, m := range mots {
		debut, ouvert := strings.CutSuffix(m, "*")
		if mot == debut || ouvert && strings.HasPrefix(mot, debut) && at < len(debut) {
			return true
		}
	}
	return false
}
