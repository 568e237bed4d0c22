package content

import (
	"bytes"
	"sort"
	"strings"
)

// expansion is the body of a page after Liquid, which runs over the whole
// source before Markdown does, code blocks included. It keeps the way back
// to the source, so that what Markdown finds wrong is told where it stands.
type expansion struct {
	source *source
	text   []byte
	marks  []mark
}

// mark says that the text from offset at comes from offset from of the source:
// byte by byte where copied, else as a whole.
type mark struct {
	at, from int
	copied   bool
}

// origin returns the offset in the source of an offset in the text.
func (e *expansion) origin(offset int) int {
	i := sort.Search(len(e.marks), func(i int) bool { return e.marks[i].at > offset }) - 1
	if i < 0 {
		return 0
	}
	m := e.marks[i]
	if m.copied {
		return m.from + offset - m.at
	}
	return m.from
}

// problem records a problem at an offset of the expanded text.
func (e *expansion) problem(ps *problems, offset int, format string, args ...any) {
	e.source.problem(ps, e.origin(offset), format, args...)
}

func (e *expansion) emit(text string, from int, copied bool) {
	if text == "" {
		return
	}
	for len(e.marks) > 0 && e.marks[len(e.marks)-1].at >= len(e.text) {
		e.marks = e.marks[:len(e.marks)-1] // what it marked was trimmed away
	}
	e.marks = append(e.marks, mark{len(e.text), from, copied})
	e.text = append(e.text, text...)
}

// liquid is what Liquid may name.
type liquid struct {
	variables map[string]string
	// link returns the address of a file of the content folder.
	link func(path string) (url string, ok bool)
	// paths are all the files that link knows, for a suggestion.
	paths    func() []string
	problems *problems
}

// liquidToken is one {{ output }} or {% tag %}, with its place in the source.
type liquidToken struct {
	start, end int
	tag        bool
	inner      string
	innerAt    int
	trimLeft   bool
	trimRight  bool
}

// name is the first word of a tag.
func (t liquidToken) name() string {
	name, _, _ := strings.Cut(t.inner, " ")
	return name
}

// nextLiquid finds the next token at or after an offset. ok is false where
// there is none; a token that is not closed on its line has end -1.
func nextLiquid(text string, from int) (t liquidToken, ok bool) {
	for i := from; i+1 < len(text); i++ {
		if text[i] != '{' || (text[i+1] != '{' && text[i+1] != '%') {
			continue
		}
		t = liquidToken{start: i, end: -1, tag: text[i+1] == '%'}
		closing := "}}"
		if t.tag {
			closing = "%}"
		}
		line, _, _ := strings.Cut(text[i+2:], "\n")
		length := strings.Index(line, closing)
		if length < 0 {
			return t, true
		}
		inner := text[i+2 : i+2+length]
		t.end = i + 2 + length + 2
		t.innerAt = i + 2
		if strings.HasPrefix(inner, "-") {
			t.trimLeft, inner = true, inner[1:]
			t.innerAt++
		}
		if strings.HasSuffix(inner, "-") {
			t.trimRight, inner = true, inner[:len(inner)-1]
		}
		trimmed := strings.TrimLeft(inner, " \t\n")
		t.innerAt += len(inner) - len(trimmed)
		t.inner = strings.Join(strings.Fields(trimmed), " ")
		return t, true
	}
	return t, false
}

// expand runs Liquid over the source from an offset.
func (l *liquid) expand(s *source, from int) *expansion {
	e := &expansion{source: s}
	at, trim := from, false
	literal := func(to int) {
		text, start := s.text[at:to], at
		if trim {
			trimmed := strings.TrimLeft(text, " \t\n")
			start += len(text) - len(trimmed)
			text = trimmed
		}
		e.emit(text, start, true)
	}
	for {
		t, ok := nextLiquid(s.text, at)
		if !ok {
			literal(len(s.text))
			return e
		}
		literal(t.start)
		if t.end < 0 {
			l.unclosed(s, t)
			at = t.start + 2
			continue
		}
		if t.trimLeft {
			e.text = bytes.TrimRight(e.text, " \t\n")
		}
		at, trim = t.end, t.trimRight
		switch {
		case !t.tag:
			l.output(s, t, e)
		case t.name() == "raw":
			end, next := l.block(s, t, "endraw")
			e.emit(s.text[t.end:end], t.end, true)
			at, trim = next, false
		case t.name() == "comment":
			_, at = l.block(s, t, "endcomment")
		case t.name() == "link":
			l.linkTag(s, t, e)
		default:
			s.problem(l.problems, t.start, "Liquid tag %q is not understood: only link, raw and comment are; to show it as it is, put it between {%% raw %%} and {%% endraw %%}", t.name())
		}
	}
}

func (l *liquid) unclosed(s *source, t liquidToken) {
	opening, closing := "{{", "}}"
	if t.tag {
		opening, closing = "{%", "%}"
	}
	s.problem(l.problems, t.start, "Liquid %s is not closed on its line: add %s, or write {%% raw %%} before it and {%% endraw %%} after it", opening, closing)
}

// block finds the end of a raw or comment block: the offset where its content
// ends, and the one after its closing tag.
func (l *liquid) block(s *source, open liquidToken, closing string) (end, next int) {
	depth := 1
	for at := open.end; ; {
		t, ok := nextLiquid(s.text, at)
		if !ok {
			s.problem(l.problems, open.start, "Liquid {%% %s %%} is never closed: add {%% %s %%}", open.name(), closing)
			return len(s.text), len(s.text)
		}
		switch {
		case t.tag && t.end > 0 && t.inner == closing:
			depth--
		case t.tag && t.end > 0 && t.name() == open.name() && closing == "endcomment":
			depth++
		}
		if depth == 0 {
			return t.start, t.end
		}
		// The content may hold anything, an opening that is never closed too.
		at = t.start + 2
	}
}

func (l *liquid) output(s *source, t liquidToken, e *expansion) {
	value, ok := l.variables[t.inner]
	if !ok {
		names := []string{"site.baseurl", "site.title", "page.title"}
		s.problem(l.problems, t.start, "Liquid {{ %s }} is not understood%s", t.inner,
			hint(t.inner, names, ": only "+strings.Join(names, ", ")+" are; to show it as it is, put it between {% raw %} and {% endraw %}"))
		return
	}
	e.emit(value, t.start, false)
}

func (l *liquid) linkTag(s *source, t liquidToken, e *expansion) {
	path := strings.TrimSpace(strings.TrimPrefix(t.inner, "link"))
	url, ok := l.link(path)
	if !ok {
		at := t.innerAt
		if i := strings.Index(s.text[t.innerAt:t.end], path); i >= 0 && path != "" {
			at += i
		}
		s.problem(l.problems, at, "link to %q, which is not in the content folder%s", path,
			hint(path, l.paths(), ": write its path from the top of that folder"))
		return
	}
	e.emit(url, t.start, false)
}
