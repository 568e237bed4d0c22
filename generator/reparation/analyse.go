package reparation

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// analyse is what is known of a text before anything in it is repaired.
type analyse struct {
	text     string
	markdown bool
	latin9   bool // read as ISO-8859-15
	melange  bool // may have been read as ISO-8859-15 or as Windows-1252
	page1252 bool // certainly read as Windows-1252: Î could not be lost
	droite   bool // holds letters that are written from right to left
	mixte    bool // holds a line with correct accents
	lignes   []ligne
	attestes map[int]bool // groups that a sure token or a correct character shows
}

// ligne is a line that holds tokens.
type ligne struct {
	from, to int // bytes of the text
	jetons   []jeton
	surs     bool // holds a sure token
	corrects bool // holds a character that is no part of broken text
}

// suspect says whether a text holds a sure token. It is what clean text costs.
func suspect(text string) bool {
	for i := nonASCII(text, 0); i < len(text); i = nonASCII(text, i) {
		// Most accents stand before an ASCII letter: nothing to read then, but
		// for Ã and Ì, of which a token may be left.
		if n := i + 2; text[i] == 0xC3 && n < len(text) && text[n] < utf8.RuneSelf && text[i+1] != 0x83 && text[i+1] != 0x8C {
			i = n
			continue
		}
		j, size, ok := lire(text, i, false)
		if !ok {
			i += size
			continue
		}
		if j.entier() || j.have > 1 || j.octets[0] == 0xC3 || j.octets[0] == 0xCC {
			if noter(text, &j, autour(text, &j)) == sur {
				return true
			}
			if _, mot := completerMot(text, &j, text[max(0, i-32):i], false); mot {
				return true
			}
		}
		i = j.to
	}
	return false
}

// nonASCII returns the offset of the first character above U+007F from i on.
func nonASCII(text string, i int) int {
	for ; i+8 <= len(text); i += 8 {
		s := text[i : i+8]
		if (s[0]|s[1]|s[2]|s[3]|s[4]|s[5]|s[6]|s[7])&0x80 != 0 {
			break
		}
	}
	for i < len(text) && text[i] < utf8.RuneSelf {
		i++
	}
	return i
}

// autour returns the neighbours of a token.
func autour(text string, j *jeton) voisins {
	var v voisins
	if j.from > 0 {
		v.avant, _ = utf8.DecodeLastRuneInString(text[:j.from])
	}
	if j.to < len(text) {
		v.apres, _ = utf8.DecodeRuneInString(text[j.to:])
	}
	return v
}

// analyser reads a text that is suspect.
func analyser(text string, markdown, latin9 bool) *analyse {
	a := &analyse{text: text, markdown: markdown, latin9: latin9, attestes: map[int]bool{}}
	code := newCode(markdown)
	for from := 0; from < len(text); {
		to := len(text)
		if n := strings.IndexByte(text[from:], '\n'); n >= 0 {
			to = from + n
		}
		exclus := code.ligne(text[from:to])
		if nonASCII(text[:to], from) < to {
			a.lireLigne(from, to, exclus)
		}
		from = to + 1
	}
	for i := range a.lignes {
		for k := range a.lignes[i].jetons {
			a.constater(&a.lignes[i].jetons[k])
		}
	}
	if !latin9 && a.isoSeul() {
		return analyser(text, markdown, true)
	}
	a.marques()
	for i := range a.lignes {
		l := &a.lignes[i]
		for k := range l.jetons {
			l.corrects = l.corrects || a.reste(l, k)
		}
		a.mixte = a.mixte || l.corrects
	}
	return a
}

// lireLigne reads the tokens of a line; exclus are the places of code in it.
func (a *analyse) lireLigne(from, to int, exclus [][2]int) {
	l := ligne{from: from, to: to}
	for i := nonASCII(a.text[:to], from); i < to; i = nonASCII(a.text[:to], i) {
		j, size, ok := lire(a.text[:to], i, a.latin9)
		if !ok {
			r, _ := utf8.DecodeRuneInString(a.text[i:])
			l.corrects = l.corrects || r != utf8.RuneError && !(r == 0xFEFF && i == 0)
			a.droite = a.droite || unicode.In(r, unicode.Hebrew, unicode.Arabic)
			if g := groupe(r); g != groupeCommun {
				a.attestes[g] = true
			}
			i += size
			continue
		}
		j.note = noter(a.text, &j, autour(a.text, &j))
		if !j.entier() {
			if _, mot := completerMot(a.text, &j, a.text[max(from, i-32):i], false); mot {
				j.note = sur
			}
		}
		for _, e := range exclus {
			j.seul = j.seul || j.from-from >= e[0] && j.to-from <= e[1]
		}
		if j.seul = j.seul || entreGuillemets(a.text[from:j.from], a.text[j.to:to]); j.seul {
			j.note = douteux
		}
		l.surs = l.surs || j.note == sur
		l.jetons = append(l.jetons, j)
		i = j.to
	}
	a.lignes = append(a.lignes, l)
}

// constater notes what a sure token tells of the text.
func (a *analyse) constater(j *jeton) {
	if j.note != sur {
		return
	}
	a.attestes[groupeCommun] = true // every script has its punctuation there
	if !j.entier() {
		return
	}
	a.attestes[groupe(j.r)] = true
	a.droite = a.droite || unicode.In(j.r, unicode.Hebrew, unicode.Arabic)
	a.page1252 = a.page1252 || strings.ContainsAny(a.text[j.from:j.to], "ðÐýÝþÞŽž")
}

// signesWindows are in no ISO page.
const signesWindows = "‚ƒ„…†‡ˆ‰‹‘’“”•–—˜™›"

// isoSeul says whether the text was read as an ISO page, and holds the signs
// that ISO-8859-15 and Windows-1252 give to other bytes. Where it may have been
// read as either, melange tells. Without control characters, it was not.
func (a *analyse) isoSeul() bool {
	var iso, controle, windows bool
	for _, r := range a.text {
		controle = controle || r >= 0x80 && r <= 0x9F
		iso = iso || r >= 0x80 && r <= 0x9F && !indefini(byte(r))
	}
	if !controle {
		return false
	}
	for _, l := range a.lignes {
		for _, j := range l.jetons {
			if j.note == sur {
				brut := a.text[j.from:j.to]
				windows = windows || strings.HasPrefix(brut, "â€") || strings.ContainsAny(brut, signesWindows)
			}
		}
	}
	signe := strings.ContainsAny(a.text, "€ŠšŽžŒœŸ")
	a.melange = signe && iso == windows
	return iso && !windows && signe
}

// marques decides what question marks after tokens that lack a byte are. Where
// each such token has one, twice or more, they stand for the byte; so does one
// that a letter follows.
func (a *analyse) marques() {
	avec, sans := 0, 0
	each := func(f func(j *jeton)) {
		for i := range a.lignes {
			for k := range a.lignes[i].jetons {
				if j := &a.lignes[i].jetons[k]; j.note == sur && !j.entier() || j.octets[0] == 0xC3 && j.nu() {
					f(j)
				}
			}
		}
	}
	each(func(j *jeton) {
		switch {
		case j.suivi(a.text):
			avec++
		case j.have < j.need:
			sans++
		}
	})
	each(func(j *jeton) {
		if !j.suivi(a.text) {
			return
		}
		apres, _ := utf8.DecodeRuneInString(a.text[j.to+1:])
		switch {
		case unicode.IsLetter(apres) || sans == 0 && avec > 1:
			j.prendMarque()
		case sans == 0:
			j.ambigu = true
		}
	})
}

// reste says whether a token is a correct character after all: what is left of
// it is a letter, and the text shows no reason to take it for the remains of
// another.
func (a *analyse) reste(l *ligne, k int) bool {
	j := &l.jetons[k]
	if j.note != douteux {
		return false
	}
	if j.entier() {
		return !a.attestes[groupe(j.r)] && (groupe(j.r) == groupeSamaritain || !attribue(j.r))
	}
	b := j.octets[0]
	if j.marques > 0 {
		return false
	}
	if b == 0xC2 {
		return k == 0 || l.jetons[k-1].note != sur || l.jetons[k-1].to != j.from
	}
	return j.have == 1 && !a.possible(j)
}

// possible says whether a token that lost bytes may be the remains of a
// character that the text shows the like of.
func (a *analyse) possible(j *jeton) bool {
	if j.perdus > 1 {
		return a.perdusPossibles(j)
	}
	found := false
	j.candidats(func(r rune, _ byte) { found = found || a.attestes[groupe(r)] })
	return found
}

// perdusPossibles says whether a token of which two bytes or more are lost may
// be the remains of a character: one of a script that the text shows, or a sign
// that stands by itself.
func (a *analyse) perdusPossibles(j *jeton) bool {
	v := autour(a.text, j)
	switch b := j.octets[0]; {
	case b == 0xE0:
		return a.attestes[groupeIndien] || a.attestes[0x0E]
	case b == 0xE2:
		return !unicode.IsLetter(v.avant) && !unicode.IsLetter(v.apres)
	case b >= 0xE3 && b <= 0xE9, b == 0xEF:
		return a.attestes[groupeCJC]
	case b >= 0xEA && b <= 0xED:
		return a.attestes[groupeHangul]
	}
	return false
}
