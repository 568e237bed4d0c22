package content

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"
)

// htmlSpans reads HTML in a text as kramdown does: only the elements that stand
// in a text, each closed where its text ends at the latest. The rest is text.
type htmlSpans struct{}

// Extend implements goldmark.Extender.
func (htmlSpans) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(htmlSpanParser{parser.NewRawHTMLParser()}, 400)))
	withStep(m, stepHTMLSpans, func(root *ast.Document, source []byte, _ parser.Context) {
		var parents []ast.Node
		for _, n := range nodes[*ast.RawHTML](root) {
			if p := n.Parent(); len(parents) == 0 || parents[len(parents)-1] != p {
				parents = append(parents, p)
			}
		}
		paired := map[ast.Node]bool{}
		for _, p := range parents {
			if !paired[p] {
				paired[p] = true
				pairTags(p, source)
			}
		}
	})
}

// openMark and strayMark are the attributes of a tag whose other half is missing.
var (
	openMark  = []byte("{open}")
	strayMark = []byte("{stray}")
)

type htmlSpanParser struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (p htmlSpanParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	var name []byte
	switch {
	case bytes.HasPrefix(line, []byte("<!--")):
		return p.InlineParser.Parse(parent, block, pc)
	case len(line) < 3 || line[1] == '?' || line[1] == '!':
		return nil
	case line[1] == '/':
		name = tagName(line[2:])
	default:
		name = tagName(line[1:])
	}
	if len(name) == 0 || !isSpan(string(name)) {
		return nil
	}
	n := p.InlineParser.Parse(parent, block, pc)
	if raw, ok := n.(*ast.RawHTML); ok && line[1] != '/' && holdsCode(string(name)) {
		takeCode(raw, name, block)
	}
	return n
}

// tagName is the name at the start of b, in lower case.
func tagName(b []byte) []byte {
	n := 0
	for n < len(b) && n < 20 && isASCIIWord(b[n]) {
		n++
	}
	return bytes.ToLower(b[:n])
}

// holdsCode reports whether Markdown is not read inside an element.
func holdsCode(name string) bool {
	return name == "kbd" || name == "samp" || name == "var" || name == "code"
}

// takeCode makes the content and the end tag, on the same line and near, part
// of the node.
func takeCode(raw *ast.RawHTML, name []byte, block text.Reader) {
	line, segment := block.PeekLine()
	line = line[:min(len(line), tagMax)]
	end := bytes.Index(line, append([]byte("</"), name...))
	if end < 0 {
		return
	}
	closing := bytes.IndexByte(line[end:], '>')
	if closing < 0 {
		return
	}
	raw.Segments.Append(segment.WithStop(segment.Start + end + closing + 1))
	block.Advance(end + closing + 1)
}

// pairTags pairs the tags among the children of a node. A tag that is never
// closed is closed at the end, an end tag without beginning is text.
func pairTags(parent ast.Node, source []byte) {
	type opened struct {
		name string
		node ast.Node
	}
	var stack []opened
	closeFrom := func(i int, before ast.Node) {
		for j := len(stack) - 1; j >= i; j-- {
			stack[j].node.SetAttribute(openMark, true)
			end := ast.NewString([]byte("</" + stack[j].name + ">"))
			end.SetCode(true)
			end.SetAttribute(openMark, true)
			parent.InsertBefore(parent, before, end)
		}
		stack = stack[:i]
	}
	counts := map[string]int{}
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		raw, ok := c.(*ast.RawHTML)
		if !ok {
			continue
		}
		name, kind := tagKind(raw.Segments.Value(source))
		switch {
		case kind == html.StartTagToken && len(stack) < depthMax:
			stack = append(stack, opened{name, raw})
			counts[name]++
		case kind == html.EndTagToken && counts[name] == 0:
			raw.SetAttribute(strayMark, true)
		case kind == html.EndTagToken:
			i := len(stack) - 1
			for stack[i].name != name {
				counts[stack[i].name]--
				i--
			}
			counts[name]--
			closeFrom(i+1, raw)
			stack = stack[:i]
		}
	}
	closeFrom(0, nil)
	for c := parent.FirstChild(); c != nil; {
		next := c.NextSibling()
		if _, stray := c.Attribute(strayMark); stray {
			shown := ast.NewString(c.(*ast.RawHTML).Segments.Value(source))
			shown.SetAttribute(strayMark, c.(*ast.RawHTML).Segments.At(0).Start)
			parent.ReplaceChild(parent, c, shown)
		}
		c = next
	}
}

// tagKind is the name of the one tag that b is, and whether it is of a
// beginning or an end; an error token for anything else.
func tagKind(b []byte) (string, html.TokenType) {
	if bytes.HasPrefix(b, []byte("</")) {
		return string(tagName(b[2:])), html.EndTagToken
	}
	tag := parseTag(b)
	if tag.length == 0 || tag.length != len(b) || tag.closed {
		return "", html.ErrorToken
	}
	return tag.name, html.StartTagToken
}
