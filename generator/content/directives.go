package content

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// directives reads kramdown's {::comment}, {::nomarkdown} and {::options /}.
type directives struct{}

// Extend implements goldmark.Extender.
func (directives) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithBlockParsers(util.Prioritized(directiveParser{}, 40)),
		parser.WithInlineParsers(util.Prioritized(inlineDirectiveParser{}, 40)),
	)
	withStep(m, stepDirectives, func(root *ast.Document, _ []byte, pc parser.Context) {
		for _, d := range nodes[*directive](root) {
			replaceDirective(d, pc)
		}
	})
}

// directive is {::name options} with what stands up to {:/name}.
type directive struct {
	ast.BaseBlock
	name    string
	options attributeList
	open    bool
}

var kindDirective = ast.NewNodeKind("Directive")

// Kind implements ast.Node.
func (*directive) Kind() ast.NodeKind { return kindDirective }

// IsRaw implements ast.Node.
func (*directive) IsRaw() bool { return true }

// Dump implements ast.Node.
func (n *directive) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// directiveNames are the directives that are understood.
func directiveNames() []string { return []string{"comment", "nomarkdown", "options"} }

// directiveStart reads {::name …} or {::name … /} at the start of s.
func directiveStart(s []byte) (d directive, length int) {
	s = s[:min(len(s), tagMax)]
	inner, ok := bytes.CutPrefix(s, []byte("{::"))
	end := bytes.IndexByte(inner, '}')
	if !ok || end < 0 {
		return d, 0
	}
	inner, closed := bytes.CutSuffix(inner[:end], []byte("/"))
	name, options, _ := strings.Cut(string(inner), " ")
	if !isIdentifier(name) {
		return d, 0
	}
	d.options, _ = parseAttributeList([]byte("{: " + strings.TrimSpace(options) + " }"))
	d.name, d.open = name, !closed
	return d, 3 + end + 1
}

// directiveEnd finds {:/name} or {:/} in s; start is -1 for none.
func directiveEnd(s []byte, name string) (start, length int) {
	for from := 0; ; {
		i := bytes.Index(s[from:], []byte("{:/"))
		if i < 0 {
			return -1, 0
		}
		from += i
		rest := bytes.TrimPrefix(s[from+3:], []byte(name))
		if len(rest) > 0 && rest[0] == '}' {
			return from, len(s) - from - len(rest) + 1
		}
		from += 3
	}
}

type directiveParser struct{}

// Trigger implements parser.BlockParser.
func (directiveParser) Trigger() []byte { return []byte{'{'} }

// noDirectiveEnd is where the offset is kept from which no directive is closed.
var noDirectiveEnd = parser.NewContextKey()

// Open implements parser.BlockParser.
func (directiveParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	line = bytes.TrimSpace(line)
	d, length := directiveStart(line)
	if length == 0 || length != len(line) {
		return nil, parser.NoChildren
	}
	if d.open {
		if from, ok := pc.Get(noDirectiveEnd).(int); ok && segment.Start >= from {
			return nil, parser.NoChildren
		}
		if !bytes.Contains(reader.Source()[segment.Stop:], []byte("{:/")) {
			pc.Set(noDirectiveEnd, segment.Start)
			return nil, parser.NoChildren
		}
	}
	reader.AdvanceToEOL()
	return &d, parser.NoChildren
}

// Continue implements parser.BlockParser.
func (directiveParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	d := node.(*directive)
	if !d.open {
		return parser.Close
	}
	line, segment := reader.PeekLine()
	end, length := directiveEnd(line, d.name)
	if end < 0 {
		d.Lines().Append(segment)
		reader.AdvanceToEOL()
		return parser.Continue | parser.NoChildren
	}
	d.open = false
	d.Lines().Append(segment.WithStop(segment.Start + max(end-segment.Padding, 0)))
	reader.Advance(end + length)
	return parser.Close
}

// Close implements parser.BlockParser.
func (directiveParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (directiveParser) CanInterruptParagraph() bool { return false }

// CanAcceptIndentedLine implements parser.BlockParser.
func (directiveParser) CanAcceptIndentedLine() bool { return false }

// tocLevelsKey is where the levels of the table of contents are kept.
var tocLevelsKey = parser.NewContextKey()

func replaceDirective(d *directive, pc parser.Context) {
	p, _ := pc.Get(pageKey).(*page)
	parent := d.Parent()
	switch d.name {
	case "comment", "nomarkdown":
		n := &htmlElement{verbatim: d.name == "nomarkdown", start: d.Pos()}
		n.SetPos(d.Pos())
		n.SetLines(d.Lines())
		n.SetBlankPreviousLines(d.HasBlankPreviousLines())
		parent.ReplaceChild(parent, d, n)
		return
	case "options":
		for _, pair := range d.options.pairs {
			levels, ok := parseLevels(pair[1])
			if pair[0] == "toc_levels" && ok {
				pc.Set(tocLevelsKey, levels)
			} else if p != nil {
				p.problem(d, "option %s=%q is not understood: only toc_levels=\"2..3\" is", pair[0], pair[1])
			}
		}
	default:
		if p != nil {
			p.problem(d, "{::%s} is not understood%s", d.name, hint(d.name, directiveNames(), ": only "+strings.Join(directiveNames(), ", ")+" are"))
		}
	}
	parent.RemoveChild(parent, d)
}

// parseLevels reads "2..3" or "2,3,4".
func parseLevels(s string) (levels map[int]bool, ok bool) {
	levels = map[int]bool{}
	if from, to, isRange := strings.Cut(s, ".."); isRange {
		a, errA := strconv.Atoi(from)
		b, errB := strconv.Atoi(to)
		for l := max(a, 1); l <= min(b, 6); l++ {
			levels[l] = true
		}
		return levels, errA == nil && errB == nil
	}
	for part := range strings.SplitSeq(s, ",") {
		l, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil {
			return nil, false
		}
		levels[l] = true
	}
	return levels, true
}

// inlineDirectiveParser reads {::comment}…{:/comment} and {::nomarkdown}…{:/}
// within a line.
type inlineDirectiveParser struct{}

// Trigger implements parser.InlineParser.
func (inlineDirectiveParser) Trigger() []byte { return []byte{'{'} }

// Parse implements parser.InlineParser.
func (inlineDirectiveParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	d, length := directiveStart(line)
	if length == 0 || !d.open || (d.name != "comment" && d.name != "nomarkdown") {
		return nil
	}
	end, endLength := directiveEnd(line[length:min(len(line), length+tagMax)], d.name)
	if end < 0 {
		return nil
	}
	block.Advance(length + end + endLength)
	body := text.NewSegment(segment.Start+length, segment.Start+length+end)
	if d.name == "nomarkdown" {
		n := ast.NewRawHTML()
		n.Segments.Append(body)
		return n
	}
	comment := ast.NewString([]byte("<!--" + string(body.Value(block.Source())) + "-->"))
	comment.SetCode(true)
	comment.SetAttribute(openMark, true) // not part of the text
	comment.SetAttribute(commentMark, true)
	return comment
}

// commentMark is the attribute of a comment, which the site's pages leave out.
var commentMark = []byte("{comment}")
