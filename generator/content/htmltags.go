package content

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// contentMode is how the content of an HTML element is read.
type contentMode int

const (
	rawContent   contentMode = iota // as it stands
	blockContent                    // markdown="block": blocks of Markdown
	spanContent                     // markdown="span": one text of Markdown
)

// tagMax bounds the length of a tag, in bytes: what is longer is text.
const tagMax = 2048

// htmlTag is one opening tag.
type htmlTag struct {
	name   string
	attrs  []html.Attribute
	closed bool // ends in />, or can hold nothing
	length int
}

// parseTag reads the opening tag at the start of b; length is 0 for none.
func parseTag(b []byte) htmlTag {
	if len(b) < 3 || b[0] != '<' || !isLetter(b[1]) {
		return htmlTag{}
	}
	// <https://…> and <a@b.fr> are links, <foo is text.
	for i := 2; i < len(b); i++ {
		if c := b[i]; c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\n' {
			break
		} else if !isASCIIWord(c) && c != '-' {
			return htmlTag{}
		}
	}
	b = b[:min(len(b), tagMax)]
	z := html.NewTokenizerFragment(bytes.NewReader(b), "div")
	if kind := z.Next(); kind != html.StartTagToken && kind != html.SelfClosingTagToken {
		return htmlTag{}
	}
	length := len(z.Raw())
	token := z.Token()
	closed := token.Type == html.SelfClosingTagToken || isVoid(token.Data)
	return htmlTag{name: token.Data, attrs: token.Attr, closed: closed, length: length}
}

// takeMode removes the attribute markdown and returns how it wants the content
// read: "1" means as fits the element.
func (t *htmlTag) takeMode() contentMode {
	i := slices.IndexFunc(t.attrs, func(a html.Attribute) bool { return a.Key == "markdown" })
	if i < 0 {
		return rawContent
	}
	value := t.attrs[i].Val
	t.attrs = slices.Delete(slices.Clone(t.attrs), i, i+1)
	switch {
	case value == "block", value == "1" && holdsBlocks(t.name):
		return blockContent
	case value == "span", value == "1" && holdsText(t.name):
		return spanContent
	}
	return rawContent
}

// isVoid reports whether an element never has an end tag.
func isVoid(name string) bool {
	return slices.Contains([]string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}, name)
}

// isSpan reports whether kramdown reads an element as part of a text.
func isSpan(name string) bool {
	return slices.Contains([]string{
		"a", "abbr", "acronym", "b", "bdo", "big", "br", "button", "cite", "code", "del", "dfn", "em", "i", "img", "input", "ins",
		"kbd", "label", "mark", "option", "q", "rb", "rbc", "rp", "rt", "rtc", "ruby", "samp", "select", "small", "span", "strong",
		"sub", "sup", "textarea", "tt", "u", "var",
	}, name)
}

// holdsBlocks and holdsText are kramdown's content models for markdown="1".
func holdsBlocks(name string) bool {
	return slices.Contains([]string{
		"address", "article", "aside", "blockquote", "dd", "details", "div", "dl", "fieldset", "figure", "figcaption", "footer",
		"form", "header", "hgroup", "li", "main", "map", "menu", "nav", "section", "summary", "td",
	}, name)
}

func holdsText(name string) bool {
	return isSpan(name) || slices.Contains([]string{"caption", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "p", "th"}, name)
}

// tagScanner looks, line by line, for the end tag of an element.
type tagScanner struct {
	name    string
	depth   int // elements of that name that are open
	inTag   bool
	quote   byte
	comment bool
}

// feed reads a line. When the element ends in it, found is true, its content
// ends at end and what follows its end tag starts at after.
func (s *tagScanner) feed(line []byte) (end, after int, found bool) {
	for i := 0; i < len(line); {
		switch {
		case s.comment:
			n := bytes.Index(line[i:], []byte("-->"))
			if n < 0 {
				return 0, 0, false
			}
			i, s.comment = i+n+3, false
		case s.inTag:
			i = s.insideTag(line, i)
		case line[i] != '<':
			i++
		case bytes.HasPrefix(line[i:], []byte("<!--")) && !s.textOnly():
			i, s.comment = i+4, true
		case s.names(line[i+1:], "/"):
			if s.depth--; s.depth > 0 {
				i += 2 + len(s.name)
				continue
			}
			close := bytes.IndexByte(line[i:], '>')
			if close < 0 {
				return i, len(bytes.TrimRight(line, "\n")), true
			}
			return i, i + close + 1, true
		case s.names(line[i+1:], "") && !s.textOnly():
			s.depth++
			i, s.inTag = i+1, true
		case i+1 < len(line) && isLetter(line[i+1]) && !s.textOnly():
			i, s.inTag = i+1, true
		default:
			i++
		}
	}
	return 0, 0, false
}

// textOnly reports whether the element holds no other.
func (s *tagScanner) textOnly() bool { return s.name == "script" || s.name == "style" }

// insideTag goes to the end of the tag, or of the line.
func (s *tagScanner) insideTag(line []byte, i int) int {
	for ; i < len(line); i++ {
		switch c := line[i]; {
		case s.quote != 0:
			if c == s.quote {
				s.quote = 0
			}
		case (c == '"' || c == '\'') && i > 0 && line[i-1] == '=':
			s.quote = c
		case c == '>':
			s.inTag = false
			return i + 1
		}
	}
	return i
}

// names reports whether b, after a prefix, starts with the element's name.
func (s *tagScanner) names(b []byte, prefix string) bool {
	b, ok := bytes.CutPrefix(b, []byte(prefix))
	n := len(s.name)
	return ok && len(b) >= n && strings.EqualFold(string(b[:n]), s.name) &&
		(len(b) == n || !isASCIIWord(b[n]) && b[n] != '-')
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
