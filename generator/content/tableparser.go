package content

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// tableParsing reads tables as kramdown does: a bar in `code` does not end a
// cell, a row may be longer than the header (goldmark drops what is beyond it),
// a table may have no header, and further lines of dashes separate bodies.
// A table starts its paragraph: right under a text, kramdown takes it for text.
type tableParsing struct{}

// Extend implements goldmark.Extender.
func (tableParsing) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithParagraphTransformers(util.Prioritized(tableTransformer{}, 200)))
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(
		extension.NewTableHTMLRenderer(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)), 500)))
	withRenderer(m, nodeRenderer{east.KindTableHeader: renderTableHeader, east.KindTableRow: renderTableRow})
}

// bodyMark is the attribute of a row that starts a body.
var bodyMark = []byte("{body}")

type tableTransformer struct{}

// Transform implements parser.ParagraphTransformer.
func (tableTransformer) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	source := reader.Source()
	first := tableStart(node.Lines(), source)
	if first < 0 {
		return
	}
	t := readTable(node.Lines(), first, source)
	switch {
	case t == nil:
	case first > 0:
		node.SetAttribute(gluedTable, node.Lines().At(first).Start)
	default:
		t.SetPos(node.Lines().At(0).Start)
		node.Parent().ReplaceChild(node.Parent(), node, t)
	}
}

// gluedTable is the attribute of a paragraph whose last lines would be a table
// if a blank line stood above them: it holds the offset of the first.
var gluedTable = []byte("{glued}")

// tableStart is the index of the first line of the table which ends the
// paragraph; -1 where there is none. A table has a line of dashes under its
// header or, being the whole paragraph, a bar at the start of each line.
func tableStart(lines *text.Segments, source []byte) int {
	first, bars := lines.Len(), true
	for first > 0 {
		segment := lines.At(first - 1)
		line := segment.Value(source)
		if len(splitCells(line)) < 2 && !isSeparator(line) {
			break
		}
		bars = bars && bytes.HasPrefix(bytes.TrimLeft(line, " "), []byte("|"))
		first--
	}
	for ; first+1 < lines.Len(); first++ {
		header, dashes := lines.At(first), lines.At(first+1)
		if isSeparator(dashes.Value(source)) && !isSeparator(header.Value(source)) {
			return first
		}
		if first == 0 && bars {
			return 0
		}
	}
	if first == 0 && bars && lines.Len() == 1 {
		return 0
	}
	return -1
}

// isSeparator reports whether a line is one of dashes between rows.
func isSeparator(line []byte) bool {
	s := strings.TrimSpace(string(line))
	return strings.Contains(s, "-") && strings.Trim(s, "|:-+ \t") == "" && strings.ContainsAny(s, "|:+")
}

// splitCells returns the ends of the cells of a row, one more than its bars.
func splitCells(line []byte) []int {
	var ends []int
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '`':
			run := len(line[i:]) - len(bytes.TrimLeft(line[i:], "`"))
			i += run - 1
			if n := codeEnd(line[i+1:], run); n > 0 {
				i += n
			}
		case '|':
			ends = append(ends, i)
		}
	}
	return append(ends, len(line))
}

// codeEnd is the offset of the end of the run of that many accents which
// closes a code span; 0 where there is none.
func codeEnd(line []byte, run int) int {
	for i := 0; i < len(line); {
		if line[i] != '`' {
			i++
			continue
		}
		n := len(line[i:]) - len(bytes.TrimLeft(line[i:], "`"))
		i += n
		if n == run {
			return i
		}
	}
	return 0
}

// readTable makes the table of the lines from first; nil if it has no body.
func readTable(lines *text.Segments, first int, source []byte) *east.Table {
	var rows [][]text.Segment
	var alignments []east.Alignment
	starts := map[int]bool{} // rows that start a body
	columns, header := 0, false
	for i := first; i < lines.Len(); i++ {
		segment := lines.At(i)
		if line := segment.Value(source); isSeparator(line) {
			if len(rows) == 1 && alignments == nil {
				header = true
			}
			if alignments == nil {
				alignments = readAlignments(line)
			}
			starts[len(rows)] = true
			continue
		}
		row := readCells(segment, source)
		columns = max(columns, len(row))
		rows = append(rows, row)
	}
	if len(rows) == 0 || header && len(rows) == 1 {
		return nil
	}
	for len(alignments) < columns {
		alignments = append(alignments, east.AlignNone)
	}
	t := east.NewTable()
	t.Alignments = alignments
	for i, cells := range rows {
		row := newRow(cells, alignments, columns)
		if i == 0 && header {
			t.AppendChild(t, east.NewTableHeader(row))
			continue
		}
		if t.LastChild() == nil || t.LastChild().Kind() == east.KindTableHeader || starts[i] {
			row.SetAttribute(bodyMark, true)
		}
		t.AppendChild(t, row)
	}
	return t
}

func newRow(cells []text.Segment, alignments []east.Alignment, columns int) *east.TableRow {
	row := east.NewTableRow(alignments)
	for i := range columns {
		cell := east.NewTableCell()
		cell.Alignment = alignments[i]
		if i < len(cells) {
			cell.SetPos(cells[i].Start)
			cell.Lines().Append(cells[i])
		}
		row.AppendChild(row, cell)
	}
	if len(cells) > 0 {
		row.SetPos(cells[0].Start)
	}
	return row
}

// readCells cuts a row at its bars, those at its ends left out.
func readCells(segment text.Segment, source []byte) []text.Segment {
	segment = segment.TrimLeftSpace(source)
	segment = segment.TrimRightSpace(source)
	var cells []text.Segment
	start := segment.Start
	for _, end := range splitCells(segment.Value(source)) {
		end += segment.Start
		cell := text.NewSegment(start, end)
		cell = cell.TrimLeftSpace(source)
		cells = append(cells, cell.TrimRightSpace(source))
		start = end + 1
	}
	if len(cells) > 1 && source[segment.Start] == '|' {
		cells = cells[1:]
	}
	if n := len(cells); n > 1 && cells[n-1].Len() == 0 {
		cells = cells[:n-1]
	}
	return cells
}

// readAlignments reads the colons of a line of dashes.
func readAlignments(line []byte) []east.Alignment {
	alignments := []east.Alignment{}
	for part := range strings.FieldsFuncSeq(string(line), func(r rune) bool { return r == '|' || r == '+' }) {
		part = strings.TrimSpace(part)
		left, right := strings.HasPrefix(part, ":"), strings.HasSuffix(part, ":")
		switch {
		case part == "":
		case left && right:
			alignments = append(alignments, east.AlignCenter)
		case left:
			alignments = append(alignments, east.AlignLeft)
		case right:
			alignments = append(alignments, east.AlignRight)
		default:
			alignments = append(alignments, east.AlignNone)
		}
	}
	return alignments
}

func renderTableHeader(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	tags := "<thead>\n<tr>\n"
	if !entering {
		tags = "</tr>\n</thead>\n"
	}
	_, err := w.WriteString(tags)
	return ast.WalkContinue, err
}

func renderTableRow(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	tags := "<tr>\n"
	if entering {
		if _, starts := n.Attribute(bodyMark); starts {
			tags = "<tbody>\n<tr>\n"
		}
	} else {
		tags = "</tr>\n"
		next := n.NextSibling()
		if next == nil {
			tags += "</tbody>\n"
		} else if _, starts := next.Attribute(bodyMark); starts {
			tags += "</tbody>\n"
		}
	}
	_, err := w.WriteString(tags)
	return ast.WalkContinue, err
}
