package content

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// listParser and listItemParser are goldmark's, except that two spaces are
// enough to put a bullet under a numbered item, as editors type it; CommonMark
// wants it under the item's text, three columns in.
type listParser struct{ parser.BlockParser }

// Open implements parser.BlockParser: 1) starts a text, as kramdown has it, and
// a line of stars is a rule.
func (p listParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	if number := bytes.TrimLeft(bytes.TrimLeft(line, " "), "0123456789"); len(number) > 0 && number[0] == ')' {
		return nil, parser.NoChildren
	}
	if isStars(line, 4) {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// Continue implements parser.BlockParser.
func (p listParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	last, ok := node.LastChild().(*ast.ListItem)
	switch {
	case !ok:
		return parser.Close // goldmark would take what is there for an item
	case bulletUnderNumber(node, last, reader) > 0:
		return parser.Continue | parser.HasChildren
	}
	state := p.BlockParser.Continue(node, reader, pc)
	if line, _ := reader.PeekLine(); state != parser.Close && isStars(line, last.Offset) {
		// goldmark asks once for a line whether it is a rule: the second of two
		// lists would go on, with a rule among its items.
		return parser.Close
	}
	return state
}

// isStars reports whether a line is a rule of stars less indented than the text
// of an item.
func isStars(line []byte, offset int) bool {
	text := bytes.TrimLeft(line, " ")
	stars := bytes.Count(text, []byte("*"))
	return stars >= 3 && len(line)-len(text) < min(offset, 4) && len(bytes.Trim(text, "* \t\r\n")) == 0
}

type listItemParser struct{ parser.BlockParser }

// Continue implements parser.BlockParser.
func (p listItemParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if indent := bulletUnderNumber(node.Parent(), node.(*ast.ListItem), reader); indent > 0 {
		reader.Advance(indent)
		return parser.Continue | parser.HasChildren
	}
	return p.BlockParser.Continue(node, reader, pc)
}

// bulletUnderNumber is the indent of the line where it is a bullet that stands
// two spaces or more under a numbered item, short of its text; else 0.
func bulletUnderNumber(list ast.Node, item *ast.ListItem, reader text.Reader) int {
	if !list.(*ast.List).IsOrdered() || item.ChildCount() == 0 {
		return 0
	}
	line, segment := reader.PeekLine()
	if segment.Padding > 0 {
		return 0
	}
	indent := 0
	for indent < len(line) && line[indent] == ' ' {
		indent++
	}
	if indent < 2 || indent >= item.Offset || indent+1 >= len(line) {
		return 0
	}
	if c := line[indent]; (c != '-' && c != '*' && c != '+') || !util.IsSpace(line[indent+1]) {
		return 0
	}
	return indent
}

// ruleParser is goldmark's, except that *** right under a text is part of it,
// as kramdown has it.
type ruleParser struct{ parser.BlockParser }

// CanInterruptParagraph implements parser.BlockParser.
func (ruleParser) CanInterruptParagraph() bool { return false }
