package content

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// mathematics reads $$…$$ and writes it between the marks that kramdown gives
// to a formula: \( \) in a text, \[ \] for one that is a paragraph.
type mathematics struct{}

// Extend implements goldmark.Extender.
func (mathematics) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithInlineParsers(util.Prioritized(mathParser{}, 60)),
		parser.WithParagraphTransformers(util.Prioritized(mathParagraphs{}, 50)),
	)
	withRenderer(m, nodeRenderer{kindMathSpan: renderMathSpan, kindMathBlock: renderMathBlock})
}

var dollars = []byte("$$")

// mathSpan is a formula in a text; its child is the formula.
type mathSpan struct{ ast.BaseInline }

var kindMathSpan = ast.NewNodeKind("MathSpan")

// Kind implements ast.Node.
func (*mathSpan) Kind() ast.NodeKind { return kindMathSpan }

// Dump implements ast.Node.
func (n *mathSpan) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type mathParser struct{}

// Trigger implements parser.InlineParser.
func (mathParser) Trigger() []byte { return []byte{'$'} }

// Parse implements parser.InlineParser.
func (mathParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if !bytes.HasPrefix(line, dollars) {
		return nil
	}
	line = line[:min(len(line), tagMax)]
	end := bytes.Index(line[2:], dollars)
	if end < 1 {
		return nil
	}
	block.Advance(end + 4)
	formula := ast.NewTextSegment(text.NewSegment(segment.Start+2, segment.Start+2+end))
	formula.SetRaw(true)
	n := &mathSpan{}
	n.AppendChild(n, formula)
	return n
}

func renderMathSpan(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	mark := `\(`
	if !entering {
		mark = `\)`
	}
	_, err := w.WriteString(mark)
	return ast.WalkContinue, err
}

// mathBlock is a formula that is a whole paragraph.
type mathBlock struct{ ast.BaseBlock }

var kindMathBlock = ast.NewNodeKind("MathBlock")

// Kind implements ast.Node.
func (*mathBlock) Kind() ast.NodeKind { return kindMathBlock }

// IsRaw implements ast.Node.
func (*mathBlock) IsRaw() bool { return true }

// Dump implements ast.Node.
func (n *mathBlock) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type mathParagraphs struct{}

// Transform implements parser.ParagraphTransformer.
func (mathParagraphs) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	lines := node.Lines()
	if lines.Len() == 0 {
		return
	}
	first := lines.At(0)
	if !bytes.HasPrefix(first.Value(reader.Source()), dollars) {
		return
	}
	value := bytes.TrimSpace(lines.Value(reader.Source()))
	if len(value) < 5 || bytes.Index(value[2:], dollars) != len(value)-4 {
		return
	}
	n := &mathBlock{}
	n.SetLines(lines)
	n.SetPos(node.Pos())
	n.SetBlankPreviousLines(node.HasBlankPreviousLines())
	node.Parent().ReplaceChild(node.Parent(), node, n)
}

func renderMathBlock(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	formula := bytes.TrimSpace(bytes.Trim(bytes.TrimSpace(n.Lines().Value(source)), "$"))
	_, _ = w.WriteString(`\[`)
	_, _ = w.Write(util.EscapeHTML(formula))
	_, err := w.WriteString("\\]\n")
	return ast.WalkContinue, err
}
