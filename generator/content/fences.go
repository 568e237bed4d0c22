package content

import (
	"bytes"
	"sort"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// fenceParser is goldmark's, for fences that kramdown takes for ones: closed
// somewhere, and followed by one word at most.
type fenceParser struct{ parser.BlockParser }

// fencesKey is where the fences of the text are kept.
var fencesKey = parser.NewContextKey()

// fenceMarks are the lines of a text that can close a fence, by increasing offset.
type fenceMarks struct {
	offsets []int
	// longest holds, for each, the length of the longest from there on.
	longest []int
}

// Open implements parser.BlockParser.
func (p fenceParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || len(line) < pos+3 {
		return nil, parser.NoChildren
	}
	mark := line[pos]
	length := fenceLength(line[pos:], mark)
	info := bytes.TrimSpace(line[pos+length:])
	if length < 3 {
		return nil, parser.NoChildren
	}
	if bytes.ContainsAny(info, " \t") {
		keepSlip(pc, segment.Start+pos, string(line[pos:pos+3])+" must be followed by one word at most, the language: what follows is shown as text")
		return nil, parser.NoChildren
	}
	marks := pc.ComputeIfAbsent(fencesKey, func() any { return findFences(reader.Source()) }).(map[byte]*fenceMarks)[mark]
	if i := sort.SearchInts(marks.offsets, segment.Stop); i == len(marks.offsets) || marks.longest[i] < length {
		keepSlip(pc, segment.Start+pos, string(line[pos:pos+3])+" is never closed: add the same line below the code")
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

func fenceLength(line []byte, mark byte) int {
	n := 0
	for n < len(line) && line[n] == mark {
		n++
	}
	return n
}

// findFences finds the lines that hold a fence and nothing else, whatever they
// stand in.
func findFences(source []byte) map[byte]*fenceMarks {
	found := map[byte]*fenceMarks{'`': {}, '~': {}}
	at := 0
	for line := range bytes.Lines(source) {
		fence := bytes.TrimRight(bytes.TrimLeft(line, " \t>"), " \t\n")
		if len(fence) >= 3 && (fence[0] == '`' || fence[0] == '~') && fenceLength(fence, fence[0]) == len(fence) {
			marks := found[fence[0]]
			marks.offsets = append(marks.offsets, at)
			marks.longest = append(marks.longest, len(fence))
		}
		at += len(line)
	}
	for _, marks := range found {
		for i := len(marks.longest) - 2; i >= 0; i-- {
			marks.longest[i] = max(marks.longest[i], marks.longest[i+1])
		}
	}
	return found
}
