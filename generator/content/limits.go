package content

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// depthMax bounds how deep blocks stand in one another. The steps over the
// tree call themselves once a level.
const depthMax = 100

// tooDeepKey is where the first offset is kept of a block that is too deep.
var tooDeepKey = parser.NewContextKey()

// tooDeep reports whether a block below parent would be too deep, and keeps
// where the first such block is.
func tooDeep(parent, n ast.Node, pc parser.Context) bool {
	depth := 0
	for p := parent; p != nil; p = p.Parent() {
		depth++
	}
	if depth <= depthMax {
		return false
	}
	if _, ok := pc.Get(tooDeepKey).(int); !ok {
		pc.Set(tooDeepKey, n.Pos())
	}
	return true
}

// boundedParser is a parser of blocks that hold blocks, which refuses to open
// one too deep: what starts it is then text.
type boundedParser struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (p boundedParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, segment := reader.PeekLine()
	at := ast.NewParagraph()
	at.SetPos(segment.Start)
	if tooDeep(parent, at, pc) {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// inlineDepthMax bounds how deep texts stand in one another.
const inlineDepthMax = 200

// depthLimit empties what stands too deep in the tree, before any step that
// goes down it.
type depthLimit struct{}

// Extend implements goldmark.Extender.
func (depthLimit) Extend(m goldmark.Markdown) {
	withStep(m, stepDepth, func(root *ast.Document, _ []byte, pc parser.Context) {
		depth := 0
		for n := ast.Node(root); n != nil; {
			if depth > depthMax+inlineDepthMax && n.HasChildren() {
				if _, ok := pc.Get(tooDeepKey).(int); !ok {
					pc.Set(tooDeepKey, position(n))
				}
				n.RemoveChildren(n)
			}
			if c := n.FirstChild(); c != nil {
				n, depth = c, depth+1
				continue
			}
			for n != nil && n.NextSibling() == nil {
				n, depth = n.Parent(), depth-1
			}
			if n != nil {
				n = n.NextSibling()
			}
		}
		if at, ok := pc.Get(tooDeepKey).(int); ok {
			if p, ok := pc.Get(pageKey).(*page); ok {
				p.problemAt(at, "lists, quotations or emphases stand too deep in one another: write it with fewer levels")
			}
		}
	})
}

// referenceTransformer is goldmark's, which reads the definitions of links. Its
// time is quadratic in the lines of a paragraph: a longer one is left as text.
type referenceTransformer struct{ parser.ParagraphTransformer }

// Transform implements parser.ParagraphTransformer.
func (t referenceTransformer) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if node.Lines().Len() <= 5000 {
		t.ParagraphTransformer.Transform(node, reader, pc)
	}
}
