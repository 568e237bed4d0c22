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
		return p.InlineParser.Parse(parent, block, pc)
	}
	masked := bytes.Clone(line)
	for i := start; i < end; i++ {
		if masked[i] == ' ' {
			masked[i] = standIn
		}
	}
	n := p.InlineParser.Parse(parent, maskedReader{block, masked}, pc)
	switch l := n.(type) {
	case *ast.Link:
		l.Destination = bytes.ReplaceAll(l.Destination, []byte{standIn}, []byte(" "))
	case *ast.Image:
		l.Destination = bytes.ReplaceAll(l.Destination, []byte{standIn}, []byte(" "))
	}
	return n
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
	for start < len(line) && line[start] == ' ' {
		start++
	}
	depth := 0
	for i := start; i < len(line); i++ {
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

// maskedReader is a reader whose current line is shown otherwise, byte for byte.
type maskedReader struct {
	text.Reader
	line []byte
}

// PeekLine implements text.Reader.
func (r maskedReader) PeekLine() ([]byte, text.Segment) {
	line, segment := r.Reader.PeekLine()
	if len(line) <= len(r.line) {
		line = r.line[len(r.line)-len(line):]
	}
	return line, segment
}
