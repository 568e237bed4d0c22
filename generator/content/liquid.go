package content

import (
	"bytes"
	"slices"
	"strings"
)

// liquid is the small part of Liquid that pages may use: what they name of the
// site and of themselves, links, partials, comments and raw text. Anything else
// is a problem, and stays as it is typed.
type liquid struct {
	variables map[string]string
	// link returns the address of a file of the content folder; nil where links
	// are kept as they are.
	link func(path string) (url string, ok bool)
	// paths are all the files that link knows, for a suggestion.
	paths func() []string
	// partials holds what include may name, by name; may be nil.
	partials map[string]*source
	problems *problems
	// open are the partials being read, the outermost first.
	open []string
}

// Bounds of what partials make of a page.
const (
	includeDepthMax = 20
	expandedMax     = fileMax
)

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

// argument is what follows the name of a tag.
func (t liquidToken) argument() string {
	_, argument, _ := strings.Cut(t.inner, " ")
	return strings.TrimSpace(argument)
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
		line, _, _ := strings.Cut(text[i+2:min(len(text), i+tagMax)], "\n")
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
	e := &expansion{}
	l.expandInto(e, s, from)
	return e
}

func (l *liquid) expandInto(e *expansion, s *source, from int) {
	at, trim := from, false
	literal := func(to int) {
		text, start := s.text[at:to], at
		if trim {
			trimmed := strings.TrimLeft(text, " \t\n")
			start += len(text) - len(trimmed)
			text = trimmed
		}
		e.emit(s, text, start, true)
	}
	for {
		t, ok := nextLiquid(s.text, at)
		if !ok {
			literal(len(s.text))
			return
		}
		if t.end < 0 {
			l.unclosed(s, t)
			literal(t.start + 2)
			at, trim = t.start+2, false
			continue
		}
		literal(t.start)
		if t.trimLeft {
			e.text = bytes.TrimRight(e.text, " \t\n")
		}
		at, trim = t.end, t.trimRight
		switch {
		case !t.tag:
			l.output(s, t, e)
		case t.name() == "raw":
			end, next := l.block(s, t, "endraw")
			e.emit(s, s.text[t.end:end], t.end, true)
			at, trim = next, false
		case t.name() == "comment":
			_, at = l.block(s, t, "endcomment")
		case t.name() == "link":
			l.linkTag(s, t, e)
		case t.name() == "include":
			l.include(s, t, e)
		default:
			s.problem(l.problems, t.start, "Liquid tag %q is not understood%s", t.name(),
				hint(t.name(), []string{"link", "include", "raw", "comment"},
					": only link, include, raw and comment are; to show it as it is, put it between {% raw %} and {% endraw %}"))
			e.emitTold(s, t)
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
	if value, ok := l.variables[t.inner]; ok {
		e.emit(s, value, t.start, false)
		return
	}
	e.emitTold(s, t)
	names := sortedKeys(l.variables)
	name, filter, filtered := strings.Cut(t.inner, "|")
	if _, known := l.variables[strings.TrimSpace(name)]; filtered && known {
		s.problem(l.problems, t.start, "Liquid filter %q is not understood: write {{ %s }} alone", strings.TrimSpace(filter), strings.TrimSpace(name))
		return
	}
	s.problem(l.problems, t.start, "Liquid {{ %s }} is not understood%s", t.inner,
		hint(t.inner, names, ": only "+strings.Join(names, ", ")+" are; to show it as it is, put it between {% raw %} and {% endraw %}"))
}

// argumentAt is the offset of the argument of a tag.
func (t liquidToken) argumentAt(s *source) int {
	if i := strings.Index(s.text[t.innerAt:t.end], t.argument()); i >= 0 && t.argument() != "" {
		return t.innerAt + i
	}
	return t.innerAt
}

func (l *liquid) linkTag(s *source, t liquidToken, e *expansion) {
	path := t.argument()
	if l.link == nil {
		e.emit(s, "/"+strings.TrimPrefix(path, "/"), t.start, false)
		return
	}
	url, ok := l.link(path)
	if !ok {
		s.problem(l.problems, t.argumentAt(s), "link to %q, which is not in the content folder%s", path,
			hint(path, l.paths(), ": write its path from the top of that folder"))
		e.emitTold(s, t)
		return
	}
	e.emit(s, url, t.start, false)
}

// include puts a partial in the place of its tag, after Liquid.
func (l *liquid) include(s *source, t liquidToken, e *expansion) {
	name := t.argument()
	partial, ok := l.partials[name]
	fail := func(format string, args ...any) { s.problem(l.problems, t.argumentAt(s), format, args...) }
	switch {
	case strings.Contains(name, " "):
		fail("include %q: write the name of a file alone, without parameters", name)
		return
	case !ok:
		fail("include %q, which is not in the folder %s%s", name, partialsDir, hint(name, sortedKeys(l.partials), ": there is none of that name"))
		return
	case slices.Contains(l.open, name):
		fail("include %q leads back to itself, by %s", name, strings.Join(l.open, ", "))
		return
	case len(l.open) >= includeDepthMax || len(e.text) > expandedMax:
		fail("include %q: partials make the page too deep or too long", name)
		return
	}
	// A copy: pages are read at the same time, and a source remembers a place.
	own := *partial
	l.open = append(l.open, name)
	l.expandInto(e, &own, 0)
	l.open = l.open[:len(l.open)-1]
}
