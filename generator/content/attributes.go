package content

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// attributes reads kramdown's attribute lists: {: .note #id key="value" } on a
// line of its own for the block beside it, or right after an inline element.
type attributes struct{}

// Extend implements goldmark.Extender.
func (attributes) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithBlockParsers(util.Prioritized(attributeBlockParser{}, 50)),
		parser.WithInlineParsers(util.Prioritized(attributeSpanParser{}, 50)),
	)
	withStep(m, stepAttributes, attachAttributes)
}

// attributeList is what stands between {: and }.
type attributeList struct {
	id      string
	classes []string
	pairs   [][2]string
	// names are the bare words: "toc", or a name defined by {:name: …}.
	names []string
	// defines is the name in {:name: …}.
	defines string
}

// parseAttributeList reads a list at the start of s. length is the number of
// bytes up to and including the brace that closes it; 0 where there is none.
func parseAttributeList(b []byte) (l attributeList, length int) {
	s := string(b[:min(len(b), tagMax)])
	if !strings.HasPrefix(s, "{:") || strings.HasPrefix(s, "{::") || strings.HasPrefix(s, "{:/") {
		return l, 0
	}
	i := 2
	for i < len(s) && s[i] != '\n' {
		switch c := s[i]; c {
		case '}':
			return l, i + 1
		case ' ', '\t':
			i++
		default:
			n := l.word(s[i:])
			if n == 0 {
				return l, 0
			}
			i += n
		}
	}
	return l, 0
}

// word reads one word of the list and returns its length.
func (l *attributeList) word(s string) int {
	end := strings.IndexAny(s, " \t\n}=")
	if end < 0 {
		return 0
	}
	if s[end] == '=' {
		return l.pair(s, end)
	}
	word := s[:end]
	if name, ok := strings.CutSuffix(word, ":"); ok && isIdentifier(name) {
		l.defines = name
		return end
	}
	for word != "" {
		next := strings.IndexAny(word[1:], ".#") + 1
		part := word
		if next > 0 {
			part = word[:next]
		}
		switch {
		case part[0] == '.' && len(part) > 1:
			l.classes = append(l.classes, part[1:])
		case part[0] == '#' && len(part) > 1:
			l.id = part[1:]
		case part[0] != '.' && part[0] != '#':
			l.names = append(l.names, part)
		}
		word = word[len(part):]
	}
	return end
}

// pair reads key="value" and returns its length.
func (l *attributeList) pair(s string, equal int) int {
	rest := s[equal+1:]
	if rest == "" || (rest[0] != '"' && rest[0] != '\'') || equal == 0 {
		return 0
	}
	end := strings.IndexByte(rest[1:], rest[0])
	if end < 0 || strings.Contains(rest[:end+1], "\n") {
		return 0
	}
	l.pairs = append(l.pairs, [2]string{s[:equal], rest[1 : end+1]})
	return equal + 1 + end + 2
}

// has reports whether the list holds a bare word.
func (l *attributeList) has(name string) bool {
	for _, n := range l.names {
		if n == name {
			return true
		}
	}
	return false
}

// apply adds the list to the attributes of a node.
func (l *attributeList) apply(n ast.Node, defined map[string]attributeList) {
	for _, name := range l.names {
		if d, ok := defined[name]; ok {
			d.names = nil // a definition is not followed further
			d.apply(n, nil)
		}
	}
	if len(l.classes) > 0 {
		all := strings.Join(l.classes, " ")
		if before := attribute(n, "class"); before != "" {
			all = before + " " + all
		}
		n.SetAttributeString("class", []byte(all))
	}
	if l.id != "" {
		n.SetAttributeString("id", []byte(l.id))
	}
	for _, p := range l.pairs {
		n.SetAttributeString(p[0], []byte(p[1]))
	}
}

// attribute is the value of a node's attribute, as text.
func attribute(n ast.Node, name string) string {
	switch v, _ := n.AttributeString(name); v := v.(type) {
	case []byte:
		return string(v)
	case string:
		return v
	}
	return ""
}

// hasClass reports whether a node has a class.
func hasClass(n ast.Node, class string) bool {
	for c := range strings.FieldsSeq(attribute(n, "class")) {
		if c == class {
			return true
		}
	}
	return false
}

// attributeBlock is a line that holds an attribute list, until it is attached.
type attributeBlock struct {
	ast.BaseBlock
	list attributeList
}

var kindAttributeBlock = ast.NewNodeKind("AttributeBlock")

// Kind implements ast.Node.
func (*attributeBlock) Kind() ast.NodeKind { return kindAttributeBlock }

// Dump implements ast.Node.
func (n *attributeBlock) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type attributeBlockParser struct{}

// Trigger implements parser.BlockParser.
func (attributeBlockParser) Trigger() []byte { return []byte{'{'} }

// Open implements parser.BlockParser.
func (attributeBlockParser) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	line = bytes.TrimSpace(line)
	// The closing brace is looked for up to the line's end.
	list, length := parseAttributeList(line)
	if length == 0 || length != len(line) {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return &attributeBlock{list: list}, parser.NoChildren
}

// Continue implements parser.BlockParser.
func (attributeBlockParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

// Close implements parser.BlockParser.
func (attributeBlockParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (attributeBlockParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (attributeBlockParser) CanAcceptIndentedLine() bool { return false }

// attributeSpan is an attribute list in a text, until it is attached.
type attributeSpan struct {
	ast.BaseInline
	list attributeList
}

var kindAttributeSpan = ast.NewNodeKind("AttributeSpan")

// Kind implements ast.Node.
func (*attributeSpan) Kind() ast.NodeKind { return kindAttributeSpan }

// Dump implements ast.Node.
func (n *attributeSpan) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type attributeSpanParser struct{}

// Trigger implements parser.InlineParser.
func (attributeSpanParser) Trigger() []byte { return []byte{'{'} }

// Parse implements parser.InlineParser.
func (attributeSpanParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	list, length := parseAttributeList(line)
	if length == 0 {
		return nil
	}
	// After an element, or first in a list item, whose attributes it gives.
	last := parent.LastChild()
	first := last == nil && parent.Parent() != nil && parent.Parent().Kind() == ast.KindListItem
	if !first && (last == nil || last.Kind() == ast.KindText || last.Kind() == ast.KindString) &&
		block.PrecendingCharacter() != '*' && block.PrecendingCharacter() != '_' {
		return nil
	}
	block.Advance(length)
	if first {
		block.SkipSpaces()
	}
	return &attributeSpan{list: list}
}

// attachAttributes moves every list to the node that it is about.
func attachAttributes(root *ast.Document, source []byte, _ parser.Context) {
	defined := map[string]attributeList{}
	blocks := nodes[*attributeBlock](root)
	for _, b := range blocks {
		if b.list.defines != "" {
			defined[b.list.defines] = b.list
		}
	}
	for i := 0; i < len(blocks); {
		run := attributeRun(blocks[i:])
		i += len(run)
		applyRun(run, defined, source)
	}
	for _, b := range blocks {
		b.Parent().RemoveChild(b.Parent(), b)
	}
	for _, s := range nodes[*attributeSpan](root) {
		target := s.PreviousSibling()
		if target == nil {
			target = s.Parent().Parent() // the list item
		}
		if target != nil && target.Kind() != ast.KindText {
			s.list.apply(target, defined)
		}
		s.Parent().RemoveChild(s.Parent(), s)
	}
}

// attributeRun is the first of the lists with those right after it.
func attributeRun(blocks []*attributeBlock) []*attributeBlock {
	n := 1
	for n < len(blocks) && blocks[n].PreviousSibling() == ast.Node(blocks[n-1]) {
		n++
	}
	return blocks[:n]
}

// applyRun gives each list of a run, between which no other block stands, to
// the block right above it, else to the one right below. At the start of what
// they stand in, a blank line below takes them away.
func applyRun(run []*attributeBlock, defined map[string]attributeList, source []byte) {
	above, below := run[0].PreviousSibling(), run[len(run)-1].NextSibling()
	var up, down attributeList
	attached, detachable := above != nil, above == nil
	for i, b := range run {
		if i > 0 && blankAbove(b, source) && detachable {
			down, detachable = attributeList{}, false // between two blank lines, or so
		}
		if attached = attached && !blankAbove(b, source); attached {
			up.merge(b.list)
		} else {
			down.merge(b.list)
		}
	}
	if below != nil && below.HasBlankPreviousLines() && detachable {
		below = nil
	}
	up.applyTo(above, defined)
	down.applyTo(below, defined)
}

// blankAbove reports whether a blank line stands above a list. goldmark says so
// too of what comes right after the end of code or of an element.
func blankAbove(b *attributeBlock, source []byte) bool {
	if !b.HasBlankPreviousLines() {
		return false
	}
	above := source[:min(max(b.Pos(), 0), len(source))]
	above = above[:bytes.LastIndexByte(above, '\n')+1]
	if len(above) == 0 {
		return true
	}
	line := above[bytes.LastIndexByte(above[:len(above)-1], '\n')+1:]
	return len(bytes.Trim(line, " \t\n>")) == 0
}

// applyTo gives the list to a block, if there is one.
func (l *attributeList) applyTo(target ast.Node, defined map[string]attributeList) {
	if target == nil {
		return
	}
	l.apply(target, defined)
	if l.has("toc") {
		target.SetAttribute(tocMark, true)
	}
}

// merge adds what another list holds, unless it is a definition.
func (l *attributeList) merge(o attributeList) {
	if o.defines != "" {
		return
	}
	l.classes, l.pairs, l.names = append(l.classes, o.classes...), append(l.pairs, o.pairs...), append(l.names, o.names...)
	if o.id != "" {
		l.id = o.id
	}
}
