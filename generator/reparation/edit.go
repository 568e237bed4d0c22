package reparation

import (
	"slices"
	"strings"
)

// edit replaces the bytes from from to to of a text.
type edit struct {
	from, to int
	text     string
	motif    string // why it is refused instead
}

// etendue is a run of bytes.
type etendue struct{ from, to int }

// appliquer makes edits to a text.
func appliquer(text string, edits []edit) string {
	var b strings.Builder
	b.Grow(len(text))
	pos := 0
	for _, e := range edits {
		b.WriteString(text[pos:e.from])
		b.WriteString(e.text)
		pos = e.to
	}
	b.WriteString(text[pos:])
	return b.String()
}

// etendues returns the runs of edits, those that touch each other in one.
func etendues(edits []edit) []etendue {
	list := make([]etendue, len(edits))
	for i, e := range edits {
		list[i] = etendue{e.from, e.to}
	}
	return joindre(list)
}

// joindre orders runs, and joins those that overlap or touch.
func joindre(list []etendue) []etendue {
	slices.SortFunc(list, func(a, b etendue) int { return a.from - b.from })
	var out []etendue
	for _, e := range list {
		if n := len(out); n > 0 && e.from <= out[n-1].to {
			out[n-1].to = max(out[n-1].to, e.to)
		} else {
			out = append(out, e)
		}
	}
	return out
}

// remonter takes runs of the text that edits give, in order, back to the text
// they were made to: the whole of an edit that a run holds a part of.
func remonter(edits []edit, list []etendue) []etendue {
	out := make([]etendue, len(list))
	i, shift := 0, 0
	for n, e := range list {
		for ; i < len(edits) && edits[i].from-shift+len(edits[i].text) <= e.from; i++ {
			shift += edits[i].to - edits[i].from - len(edits[i].text)
		}
		from, to := e.from+shift, e.to+shift
		for k, s := i, shift; k < len(edits) && edits[k].from-s < e.to; k++ {
			from = min(from, edits[k].from)
			if edits[k].from-s <= e.from {
				from = edits[k].from
			}
			end := edits[k].from - s + len(edits[k].text)
			s += edits[k].to - edits[k].from - len(edits[k].text)
			if to = edits[k].to; e.to > end {
				to = e.to + s
			}
		}
		out[n] = etendue{from, to}
	}
	return out
}

// descendre takes runs of a text, in order, to the text that edits give: no
// run ends inside an edit.
func descendre(edits []edit, list []etendue) []etendue {
	out := make([]etendue, len(list))
	i, shift := 0, 0
	avant := func(at int) int {
		for ; i < len(edits) && edits[i].to <= at; i++ {
			shift += edits[i].to - edits[i].from - len(edits[i].text)
		}
		return at - shift
	}
	for n, e := range list {
		out[n].from = avant(e.from)
		out[n].to = avant(e.to)
	}
	return out
}
