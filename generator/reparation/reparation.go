package reparation

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Place is a run of broken text.
type Place struct {
	// Offset is that of the first byte of the run, in the text that was given.
	Offset int
	// Line and Column count from 1, the column in characters.
	Line, Column int
	// Broken is the run as it stands.
	Broken string
	// Repaired is what the run becomes; "" where it cannot be known.
	Repaired string
	// Reason says why the run is refused; "" for one that is repaired.
	Reason string
}

// Result is a text and what was done to it.
type Result struct {
	// Text is the text with what is certain repaired. With refusals, the rest
	// of it is still broken.
	Text string
	// Repaired and Refused are in the order of the text, and place runs of the
	// text that was given.
	Repaired, Refused []Place
}

// Repair repairs a text, line by line.
func Repair(text string) Result { return reparer(text, false) }

// RepairMarkdown repairs a Markdown text: code may show broken text on
// purpose, and a quotation runs on to the end of its paragraph.
func RepairMarkdown(text string) Result { return reparer(text, true) }

// reparer repairs one reading after the other, the last one first, until the
// text is right or something in it is refused.
func reparer(text string, markdown bool) Result {
	result := Result{Text: text}
	var passes [][]edit
	var runs []etendue
	up := func(list []etendue) []etendue {
		for _, edits := range slices.Backward(passes) {
			list = remonter(edits, list)
		}
		return list
	}
	for suspect(result.Text) && len(result.Refused) == 0 {
		edits, refus := juger(result.Text, markdown)
		for _, r := range refus {
			e := up([]etendue{{r.from, r.to}})[0]
			result.Refused = append(result.Refused, Place{Offset: e.from, Broken: text[e.from:e.to], Reason: r.motif})
		}
		if len(edits) == 0 {
			break
		}
		runs = joindre(append(runs, up(etendues(edits))...))
		passes = append(passes, edits)
		result.Text = appliquer(result.Text, edits)
	}
	repaired := runs
	for _, edits := range passes {
		repaired = descendre(edits, repaired)
	}
	for i, e := range runs {
		p := Place{Offset: e.from, Broken: text[e.from:e.to], Repaired: result.Text[repaired[i].from:repaired[i].to]}
		if p.Reason = motifPerdu(p.Repaired); p.Reason != "" {
			result.Refused = append(result.Refused, p)
			continue
		}
		result.Repaired = append(result.Repaired, p)
	}
	slices.SortStableFunc(result.Refused, func(a, b Place) int { return a.Offset - b.Offset })
	situer(text, result.Repaired)
	situer(text, result.Refused)
	return result
}

// motifPerdu says why what a run became is no text: a character that was lost
// before the text was broken, or a control character that nothing explains.
func motifPerdu(s string) string {
	for _, r := range s {
		switch {
		case r == utf8.RuneError:
			return "the character was already lost (U+FFFD) before the text was broken"
		case r >= 0x80 && r <= 0x9F:
			return "it would give a control character"
		}
	}
	return ""
}

// verdict is what is done about a token.
type verdict uint8

const (
	laisser verdict = iota
	corriger
	refuser
)

// juger decides about every token of a text. Where nothing tells with which of
// two pages it was read, both have to give the same text.
func juger(text string, markdown bool) (edits, refus []edit) {
	a := analyser(text, markdown, false)
	if !slices.ContainsFunc(a.lignes, func(l ligne) bool { return l.surs }) {
		return nil, nil
	}
	edits, refus = a.juger()
	if !a.melange {
		return edits, refus
	}
	others, _ := analyser(text, markdown, true).juger()
	for i := range max(len(edits), len(others)) {
		if i < len(edits) && i < len(others) && edits[i] == others[i] {
			continue
		}
		e := append(others[min(i, len(others)):], edits[min(i, len(edits)):]...)[0]
		return nil, []edit{{e.from, e.to, "", "ISO-8859-15 and Windows-1252 give two characters from here on, and nothing tells which the text was read with"}}
	}
	return edits, refus
}

// juger decides about every token of the text.
func (a *analyse) juger() (edits, refus []edit) {
	o := sortie{markdown: a.markdown}
	pos := 0
	for i := range a.lignes {
		l := &a.lignes[i]
		for k := range l.jetons {
			j := &l.jetons[k]
			o.avancer(a.text[pos:j.from])
			pos = j.to
			v, r, motif := a.jugerJeton(l, k, &o)
			switch v {
			case corriger:
				edits = append(edits, edit{j.from, j.to, string(r), ""})
				o.avancer(string(r))
				continue
			case refuser:
				refus = append(refus, edit{j.from, j.to, "", motif})
			}
			o.avancer(a.text[j.from:j.to])
		}
	}
	return edits, refus
}

// jugerJeton decides about one token, and gives the character it becomes.
func (a *analyse) jugerJeton(l *ligne, k int, o *sortie) (verdict, rune, string) {
	j := &l.jetons[k]
	if a.reste(l, k) {
		return laisser, 0, ""
	}
	if !j.entier() {
		if r, ok := a.completer(j, o); ok && !j.seul {
			return corriger, r, ""
		}
		if j.note != sur && !a.soupconne(l, a.possible(j)) {
			return laisser, 0, ""
		}
		return refuser, 0, "bytes of it are lost, and more than one character could complete it"
	}
	g := groupe(j.r)
	atteste := a.attestes[g]
	switch {
	case j.note == sur,
		j.note == probable && (l.surs || !l.corrects),
		!l.corrects && atteste && (l.surs || !a.mixte && g != groupeCommun):
		return corriger, j.r, ""
	case j.note == douteux && !a.soupconne(l, atteste):
		return laisser, 0, ""
	case j.seul:
		return refuser, 0, "it may be shown on purpose: put it in a code span, or repair it by hand"
	}
	return refuser, 0, "it may also be correct text"
}

// soupconne says whether a doubtful token of a line may be broken, and cannot
// be left: in a line that is broken and correct, whether the text shows the like
// of what it would be decides.
func (a *analyse) soupconne(l *ligne, atteste bool) bool {
	switch {
	case l.corrects && !l.surs:
		return false
	case l.corrects:
		return atteste
	}
	return true
}

// situer gives places of a text, in order, their lines and columns.
func situer(text string, list []Place) {
	line, start, pos := 1, 0, 0
	for i := range list {
		p := &list[i]
		if n := strings.Count(text[pos:p.Offset], "\n"); n > 0 {
			line += n
			start = strings.LastIndexByte(text[:p.Offset], '\n') + 1
		}
		pos = p.Offset
		p.Line, p.Column = line, utf8.RuneCountInString(text[start:p.Offset])+1
	}
}
