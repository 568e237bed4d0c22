package content

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"
)

// htmlBlocks reads HTML elements and comments as kramdown does: an element goes
// to its own end tag, blank lines or not, and holds Markdown only where
// markdown="1" asks for it. CommonMark stops at the first blank line.
type htmlBlocks struct{}

// Extend implements goldmark.Extender.
func (htmlBlocks) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithBlockParsers(util.Prioritized(htmlBlockParser{}, 900)))
	withRenderer(m, nodeRenderer{kindHTMLElement: renderHTMLElement})
}

// htmlElement is one element of HTML among the blocks, or a comment.
type htmlElement struct {
	ast.BaseBlock
	tag  htmlTag // of no name for a comment
	mode contentMode
	// start is the offset of the tag in the text.
	start int
	// open is true until the end tag is met.
	open    bool
	scanner tagScanner
	// tail is what follows the end tag on its line.
	tail text.Segment
	// verbatim is true for the content of {::nomarkdown}, of any number of elements.
	verbatim bool
	// clean is what to write instead of the whole, once gone through.
	clean []byte
	// isClean is true where clean, or the tag, is known to be harmless.
	isClean bool
}

var kindHTMLElement = ast.NewNodeKind("HTMLElement")

// Kind implements ast.Node.
func (*htmlElement) Kind() ast.NodeKind { return kindHTMLElement }

// Dump implements ast.Node.
func (n *htmlElement) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// IsRaw implements ast.Node: only a text of Markdown is gone through.
func (n *htmlElement) IsRaw() bool { return n.mode != spanContent }

// isComment reports whether the node is a comment.
func (n *htmlElement) isComment() bool { return n.tag.name == "" && !n.verbatim }

// attributes are those of the tag with those that an attribute list adds.
func (n *htmlElement) attributes() []html.Attribute {
	attrs := slices.Clone(n.tag.attrs)
	for _, a := range n.Attributes() {
		name, value := string(a.Name), attribute(n, string(a.Name))
		i := slices.IndexFunc(attrs, func(a html.Attribute) bool { return a.Key == name })
		switch {
		case name[0] == '{':
		case i < 0:
			attrs = append(attrs, html.Attribute{Key: name, Val: value})
		case name == "class":
			attrs[i].Val += " " + value
		default:
			attrs[i].Val = value
		}
	}
	return attrs
}

type htmlBlockParser struct{}

// Trigger implements parser.BlockParser.
func (htmlBlockParser) Trigger() []byte { return []byte{'<'} }

// Open implements parser.BlockParser.
func (htmlBlockParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	start := segment.Start - segment.Padding + pos
	rest := reader.Source()[start:]
	n := &htmlElement{start: start, open: true}
	n.SetPos(start)
	if bytes.HasPrefix(rest, []byte("<!--")) {
		return n.openComment(pos, reader, pc)
	}
	n.tag = parseTag(rest)
	if n.tag.length == 0 || isSpan(n.tag.name) || tooDeep(parent, n, pc) {
		return nil, parser.NoChildren
	}
	n.mode = n.tag.takeMode()
	n.scanner = tagScanner{name: n.tag.name, depth: 1}
	if pos+n.tag.length >= len(line) {
		reader.AdvanceToEOL() // the tag goes on below
		return n, parser.NoChildren
	}
	reader.Advance(pos + n.tag.length)
	if n.tag.closed {
		n.open = false
		n.setTail(reader)
		return n, parser.NoChildren
	}
	return n, n.afterTag(reader)
}

// afterTag reads what follows the opening tag on its line.
func (n *htmlElement) afterTag(reader text.Reader) parser.State {
	line, segment := reader.PeekLine()
	if n.mode != blockContent {
		n.append(line, segment, reader)
		if !n.open {
			n.setTail(reader)
		}
		return parser.NoChildren
	}
	scanner := n.scanner
	end, after, found := scanner.feed(line)
	if !found {
		return parser.HasChildren
	}
	// <div markdown="1">text</div>: one paragraph.
	if !util.IsBlank(line[:end]) {
		p := ast.NewParagraph()
		p.Lines().Append(text.NewSegment(segment.Start, segment.Start+end))
		n.AppendChild(n, p)
	}
	n.open = false
	reader.Advance(after)
	n.setTail(reader)
	return parser.NoChildren
}

// append adds a line to the content, up to the end tag. The reader then stands
// after it.
func (n *htmlElement) append(line []byte, segment text.Segment, reader text.Reader) {
	end, after, found := n.scanner.feed(line)
	if !found {
		n.Lines().Append(segment)
		reader.AdvanceToEOL()
		return
	}
	n.open = false
	end = max(end-segment.Padding, 0)
	n.Lines().Append(segment.WithStop(segment.Start + end))
	reader.Advance(after)
}

// setTail keeps what is left of the line.
func (n *htmlElement) setTail(reader text.Reader) {
	if line, segment := reader.PeekLine(); !util.IsBlank(line) {
		segment = segment.TrimLeftSpace(reader.Source())
		n.tail = segment.TrimRightSpace(reader.Source())
	}
	reader.AdvanceToEOL()
}

// Continue implements parser.BlockParser.
func (htmlBlockParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	n := node.(*htmlElement)
	if !n.open {
		return parser.Close
	}
	line, segment := reader.PeekLine()
	if tagEnd := n.start + n.tag.length; segment.Start < tagEnd && !n.isComment() {
		if tagEnd >= segment.Stop {
			reader.AdvanceToEOL()
			return parser.Continue | parser.NoChildren
		}
		reader.Advance(tagEnd - segment.Start + segment.Padding)
		if n.tag.closed {
			n.open = false
			return parser.Close
		}
		line, segment = reader.PeekLine()
	}
	switch {
	case n.isComment():
		return n.continueComment(line, segment, reader)
	case n.mode == blockContent:
		return n.continueBlocks(line, reader, pc)
	}
	n.append(line, segment, reader)
	if !n.open {
		return parser.Close // what follows is read as a block of its own
	}
	return parser.Continue | parser.NoChildren
}

// continueBlocks ends the element at a line that starts with its end tag, where
// no element or code inside it is still open.
func (n *htmlElement) continueBlocks(line []byte, reader text.Reader, pc parser.Context) parser.State {
	trimmed := bytes.TrimLeft(line, " ")
	scanner := tagScanner{name: n.tag.name, depth: 1}
	if !bytes.HasPrefix(trimmed, []byte("</")) || !scanner.names(trimmed[1:], "/") {
		return parser.Continue | parser.HasChildren
	}
	opened := pc.OpenedBlocks()
	for i := len(opened) - 1; i >= 0 && opened[i].Node != ast.Node(n); i-- {
		switch opened[i].Node.(type) {
		case *htmlElement, *ast.FencedCodeBlock:
			return parser.Continue | parser.HasChildren
		}
	}
	_, after, _ := scanner.feed(trimmed)
	n.open = false
	reader.Advance(len(line) - len(trimmed) + after)
	n.setTail(reader)
	return parser.Close
}

// Close implements parser.BlockParser.
func (htmlBlockParser) Close(node ast.Node, _ text.Reader, _ parser.Context) {
	n := node.(*htmlElement)
	if n.tail.Len() == 0 {
		return
	}
	p := ast.NewParagraph()
	p.Lines().Append(n.tail)
	n.Parent().InsertAfter(n.Parent(), n, p)
}

// CanInterruptParagraph implements parser.BlockParser.
func (htmlBlockParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (htmlBlockParser) CanAcceptIndentedLine() bool { return false }

// noCommentEnd is where the offset is kept from which no comment is closed.
var noCommentEnd = parser.NewContextKey()

// openComment reads the first line of a comment, if it is closed somewhere.
func (n *htmlElement) openComment(pos int, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if from, ok := pc.Get(noCommentEnd).(int); ok && n.start >= from {
		return nil, parser.NoChildren
	}
	if !bytes.Contains(reader.Source()[n.start+4:], []byte("-->")) {
		pc.Set(noCommentEnd, n.start)
		return nil, parser.NoChildren
	}
	reader.Advance(pos + 4)
	line, segment := reader.PeekLine()
	n.continueComment(line, segment, reader)
	if !n.open {
		n.setTail(reader)
	}
	return n, parser.NoChildren
}

func (n *htmlElement) continueComment(line []byte, segment text.Segment, reader text.Reader) parser.State {
	end := bytes.Index(line, []byte("-->"))
	if end < 0 {
		n.Lines().Append(segment)
		reader.AdvanceToEOL()
		return parser.Continue | parser.NoChildren
	}
	n.open = false
	n.Lines().Append(segment.WithStop(segment.Start + max(end-segment.Padding, 0)))
	reader.Advance(end + 3)
	return parser.Close
}

// renderHTMLElement writes the element as it was typed, or as it was cleaned.
func renderHTMLElement(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*htmlElement)
	switch {
	case n.mode != rawContent && entering:
		_, err := w.WriteString(writtenTag(n.tag.name, n.attributes()) + "\n")
		return ast.WalkContinue, err
	case n.mode != rawContent:
		_, err := w.WriteString("</" + n.tag.name + ">\n")
		return ast.WalkContinue, err
	case !entering:
		return ast.WalkContinue, nil
	case n.isClean:
		_, err := w.Write(n.clean)
		return ast.WalkSkipChildren, err
	}
	_, err := w.Write(n.typed(source))
	return ast.WalkSkipChildren, err
}

// typed is the HTML of an element read as it stands.
func (n *htmlElement) typed(source []byte) []byte {
	value := n.Lines().Value(source)
	if n.verbatim {
		return value
	}
	if n.isComment() {
		return []byte("<!--" + string(value) + "-->\n")
	}
	out := append([]byte(writtenTag(n.tag.name, n.attributes())), value...)
	if !n.tag.closed {
		out = append(out, "</"+n.tag.name+">"...)
	}
	return append(out, '\n')
}

// writtenTag is an opening tag.
func writtenTag(name string, attrs []html.Attribute) string {
	var b strings.Builder
	b.WriteString("<" + name)
	for _, a := range attrs {
		b.WriteString(" " + a.Key + `="` + html.EscapeString(a.Val) + `"`)
	}
	b.WriteString(">")
	return b.String()
}
