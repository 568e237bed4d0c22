package content

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"golang.org/x/text/cases"
	"golang.org/x/text/language"
)

// headingIDs gives headings the ids of kramdown's GFM parser, which published
// addresses rely on.
type headingIDs struct{}

// Extend implements goldmark.Extender.
func (headingIDs) Extend(m goldmark.Markdown) {
	withStep(m, stepHeadingIDs, func(root *ast.Document, source []byte, _ parser.Context) {
		given := map[string]int{}
		for _, h := range nodes[*ast.Heading](root) {
			if _, ok := h.AttributeString("id"); ok {
				continue // an explicit id does not count among the generated ones
			}
			id := headingID(plainText(h, source))
			n := given[id]
			given[id]++
			if n > 0 {
				id += "-" + strconv.Itoa(n)
			}
			if id != "" {
				h.SetAttributeString("id", []byte(id))
			}
		}
	})
}

// headingID lowers the text, keeps letters, marks, decimal digits, connecting
// punctuation and hyphens, and turns each space or tab into a hyphen.
func headingID(s string) string {
	lower := cases.Lower(language.Und, cases.HandleFinalSigma(false))
	var b strings.Builder
	for _, r := range lower.String(s) {
		switch {
		case r == ' ' || r == '\t':
			b.WriteByte('-')
		case r == '-' || isWord(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isWord is the word character of Ruby's regular expressions.
func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) ||
		unicode.In(r, unicode.Nd, unicode.Pc, unicode.Nl, unicode.Other_Alphabetic)
}

// headingParser is goldmark's, for headings that start at the margin, and with
// an id at the end: "## Titre {#mon-id}".
type headingParser struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (p headingParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if pc.BlockIndent() != 0 {
		return nil, parser.NoChildren
	}
	node, state := p.BlockParser.Open(parent, reader, pc)
	if node == nil || node.Lines().Len() == 0 {
		return node, state
	}
	line := node.Lines().At(0)
	value := line.Value(reader.Source())
	if rest, id, ok := trailingID(string(value)); ok {
		node.SetAttributeString("id", []byte(id))
		line.Stop = line.Start + len(rest)
		node.Lines().Set(0, line)
	}
	return node, state
}

// trailingID cuts " {#id}" off the end of a heading, and the closing number
// signs before it.
func trailingID(s string) (rest, id string, ok bool) {
	before, after, found := strings.Cut(s, "{#")
	id, tail, closed := strings.Cut(after, "}")
	if !found || !closed || tail != "" || !strings.HasSuffix(before, " ") || !isIdentifier(id) {
		return s, "", false
	}
	rest = strings.TrimRight(before, " \t")
	if hashes := strings.TrimRight(rest, "#"); strings.HasSuffix(hashes, " ") {
		rest = strings.TrimRight(hashes, " \t")
	}
	return rest, id, true
}

// isIdentifier reports whether s can be an id in an attribute list.
func isIdentifier(s string) bool {
	for i, r := range s {
		if unicode.IsLetter(r) || (i > 0 && (isWord(r) || r == '-' || r == ':')) {
			continue
		}
		return false
	}
	return s != ""
}
