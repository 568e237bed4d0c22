package content

import (
	"bytes"
	"slices"
	"sort"
)

// expansion is the body of a page after Liquid, which runs over the whole
// source before Markdown does, code blocks included. It keeps the way back
// to the sources, so that what Markdown finds wrong is told where it stands.
type expansion struct {
	text  []byte
	marks []mark
	// told are the Liquid tags that are a problem, as typed: what comes of them
	// is no second one.
	told [][]byte
}

// mark says that the text from offset at comes from offset from of a source:
// byte by byte where copied, else as a whole.
type mark struct {
	at, from int
	copied   bool
	source   *source
}

// origin returns the source, and the offset in it, of an offset in the text.
func (e *expansion) origin(offset int) (*source, int) {
	i := sort.Search(len(e.marks), func(i int) bool { return e.marks[i].at > offset }) - 1
	if i < 0 {
		return e.marks[0].source, e.marks[0].from
	}
	m := e.marks[i]
	if m.copied {
		return m.source, m.from + offset - m.at
	}
	return m.source, m.from
}

func (e *expansion) emit(s *source, text string, from int, copied bool) {
	if text == "" && len(e.marks) > 0 {
		return
	}
	for len(e.marks) > 0 && e.marks[len(e.marks)-1].at >= len(e.text) {
		e.marks = e.marks[:len(e.marks)-1] // what it marked was trimmed away
	}
	e.marks = append(e.marks, mark{len(e.text), from, copied, s})
	e.text = append(e.text, text...)
}

// emitTold leaves a tag that is a problem as it is typed.
func (e *expansion) emitTold(s *source, t liquidToken) {
	text := s.text[t.start:t.end]
	e.told = append(e.told, []byte(text))
	e.emit(s, text, t.start, true)
}

// isTold reports whether a text holds a tag that is a problem.
func (e *expansion) isTold(text []byte) bool {
	return slices.ContainsFunc(e.told, func(tag []byte) bool { return bytes.Contains(text, tag) })
}
