package content

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// linkParser is goldmark's, with spaces allowed in a destination, which is
// where the names of images have them: ![Un plan](plan du lycée.png).
type linkParser struct{ parser.InlineParser }

// standIn takes the place of a space in a destination while goldmark reads it:
// a control character, which no source holds there.
const standIn = 0x1F

// Parse implements parser.InlineParser.
func (p linkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	start, end := spacedDestination(line)
	if end == 0 {
		n := p.InlineParser.Parse(parent, block, pc)
		if l, ok := n.(*ast.Link); ok && bytes.HasPrefix(line, []byte("] ")) {
			takeReference(l, block, pc)
		}
		return n
	}
	masked := bytes.Clone(line[:min(len(line), tagMax+1)])
	for i := start; i < end; i++ {
		if masked[i] == ' ' {
			masked[i] = standIn
		}
	}
	n := p.InlineParser.Parse(parent, maskedReader{block, masked, len(line)}, pc)
	switch l := n.(type) {
	case *ast.Link:
		l.Destination = bytes.ReplaceAll(l.Destination, []byte{standIn}, []byte(" "))
	case *ast.Image:
		l.Destination = bytes.ReplaceAll(l.Destination, []byte{standIn}, []byte(" "))
	}
	return n
}

// takeReference gives a link the definition named after a space, "[text] [name]",
// where there is one of that name. CommonMark sees two links.
func takeReference(l *ast.Link, block text.Reader, pc parser.Context) {
	line, _ := block.PeekLine()
	label := bytes.TrimLeft(line[:min(len(line), tagMax)], " ")
	end := bytes.IndexByte(label, ']')
	if end < 2 || label[0] != '[' {
		return
	}
	if r, ok := pc.Reference(util.ToLinkReference(label[1:end])); ok {
		l.Destination, l.Title = r.Destination(), r.Title()
		block.Advance(bytes.IndexByte(line, '[') + end + 1)
	}
}

// CloseBlock implements parser.CloseBlocker: goldmark forgets there the brackets
// that were left open.
func (p linkParser) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	if c, ok := p.InlineParser.(parser.CloseBlocker); ok {
		c.CloseBlock(parent, block, pc)
	}
}

// spacedDestination finds, in a line at the end of a link's text, a destination
// with spaces and without title; end is 0 where there is none.
func spacedDestination(line []byte) (start, end int) {
	if !bytes.HasPrefix(line, []byte("](")) {
		return 0, 0
	}
	start = 2
	for start < min(len(line), tagMax) && line[start] == ' ' {
		start++
	}
	depth := 0
	for i := start; i < min(len(line), tagMax); i++ {
		switch line[i] {
		case '\\', '<', '"', '\'', '\n', standIn:
			return 0, 0
		case '(':
			depth++
		case ')':
			if depth--; depth < 0 {
				end = start + len(bytes.TrimRight(line[start:i], " "))
				if bytes.IndexByte(line[start:end], ' ') < 0 || util.IsBlank(line[start:end]) {
					return 0, 0
				}
				return start, end
			}
		}
	}
	return 0, 0
}

// maskedReader is a reader whose current line, of that length, starts otherwise,
// byte for byte.
type maskedReader struct {
	text.Reader
	line   []byte
	length int
}

// PeekLine implements text.Reader.
func (r maskedReader) PeekLine() ([]byte, text.Segment) {
	line, segment := r.Reader.PeekLine()
	if gone := r.length - len(line); gone >= 0 && gone < len(r.line) {
		line = r.line[gone:]
	}
	return line, segment
}
