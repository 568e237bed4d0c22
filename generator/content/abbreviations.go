package content

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// abbreviations reads *[CIO]: Centre d'information… on a line of its own, and
// marks each CIO of the page with its meaning.
type abbreviations struct{}

// Extend implements goldmark.Extender.
func (abbreviations) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithBlockParsers(util.Prioritized(abbreviationParser{}, 45)))
	withStep(m, stepAbbreviations, func(root *ast.Document, source []byte, _ parser.Context) {
		meanings, lengths := map[string]*abbreviationBlock{}, map[int]bool{}
		for _, b := range nodes[*abbreviationBlock](root) {
			if _, twice := meanings[b.short]; !twice {
				meanings[b.short], lengths[len(b.short)] = b, true
			}
			b.Parent().RemoveChild(b.Parent(), b)
		}
		if len(meanings) == 0 {
			return
		}
		for _, t := range nodes[*ast.Text](root) {
			if t.Parent().Kind() != ast.KindCodeSpan && !t.IsRaw() {
				markAbbreviations(t, source, meanings, lengths)
			}
		}
	})
	withRenderer(m, nodeRenderer{kindAbbreviation: renderAbbreviation})
}

// abbreviationBlock is the line that gives a meaning.
type abbreviationBlock struct {
	ast.BaseBlock
	short, meaning string
}

var kindAbbreviationBlock = ast.NewNodeKind("AbbreviationBlock")

// Kind implements ast.Node.
func (*abbreviationBlock) Kind() ast.NodeKind { return kindAbbreviationBlock }

// Dump implements ast.Node.
func (n *abbreviationBlock) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, nil, nil)
}

// abbreviationMax bounds an abbreviation, in bytes.
const abbreviationMax = 60

type abbreviationParser struct{}

// Trigger implements parser.BlockParser.
func (abbreviationParser) Trigger() []byte { return []byte{'*'} }

// Open implements parser.BlockParser.
func (abbreviationParser) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	rest, ok := bytes.CutPrefix(bytes.TrimSpace(line), []byte("*["))
	end := bytes.Index(rest[:min(len(rest), abbreviationMax)], []byte("]:"))
	if !ok || end < 1 {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return &abbreviationBlock{short: string(rest[:end]), meaning: string(bytes.TrimSpace(rest[end+2:]))}, parser.NoChildren
}

// Continue implements parser.BlockParser.
func (abbreviationParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

// Close implements parser.BlockParser.
func (abbreviationParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (abbreviationParser) CanInterruptParagraph() bool { return false }

// CanAcceptIndentedLine implements parser.BlockParser.
func (abbreviationParser) CanAcceptIndentedLine() bool { return false }

// abbreviation is one use of an abbreviation; its child is its text.
type abbreviation struct{ ast.BaseInline }

var kindAbbreviation = ast.NewNodeKind("Abbreviation")

// Kind implements ast.Node.
func (*abbreviation) Kind() ast.NodeKind { return kindAbbreviation }

// Dump implements ast.Node.
func (n *abbreviation) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// markAbbreviations cuts a text at the abbreviations that it holds as words.
func markAbbreviations(t *ast.Text, source []byte, meanings map[string]*abbreviationBlock, lengths map[int]bool) {
	parent := t.Parent()
	value := t.Segment.Value(source)
	start, before := t.Segment.Start, 0
	for i := 0; i < len(value); {
		r, size := utf8.DecodeRune(value[i:])
		length := longestMatch(value[i:], meanings, lengths)
		if length == 0 || t.Segment.Padding > 0 {
			// Go on after the word, or after what is not one.
			for i += size; isWord(r) && i < len(value); i += size {
				if r, size = utf8.DecodeRune(value[i:]); !isWord(r) {
					break
				}
			}
			continue
		}
		if i > before {
			parent.InsertBefore(parent, t, ast.NewTextSegment(text.NewSegment(start+before, start+i)))
		}
		b := meanings[string(value[i:i+length])]
		n := &abbreviation{}
		for _, a := range b.Attributes() {
			n.SetAttribute(a.Name, a.Value)
		}
		n.SetAttributeString("title", []byte(b.meaning))
		n.AppendChild(n, ast.NewTextSegment(text.NewSegment(start+i, start+i+length)))
		parent.InsertBefore(parent, t, n)
		i += length
		before = i
	}
	t.Segment = t.Segment.WithStart(start + before)
}

// longestMatch is the length of the longest abbreviation at the start of b that
// is not the beginning of a word; 0 for none.
func longestMatch(b []byte, meanings map[string]*abbreviationBlock, lengths map[int]bool) int {
	for l := min(abbreviationMax, len(b)); l > 0; l-- {
		if !lengths[l] || meanings[string(b[:l])] == nil {
			continue
		}
		if r, _ := utf8.DecodeRune(b[l:]); l == len(b) || !isWord(r) {
			return l
		}
	}
	return 0
}

func renderAbbreviation(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, err := w.WriteString("</abbr>")
		return ast.WalkContinue, err
	}
	_, _ = w.WriteString("<abbr")
	writeAttributes(w, n)
	err := w.WriteByte('>')
	return ast.WalkContinue, err
}
