package content

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Order of the steps over the parsed tree. Each works on what the former left.
const (
	stepDepth = 100 + 100*iota
	stepDirectives
	stepSlips
	stepHTMLSpans
	stepAttributes
	stepLists
	stepTables
	stepAbbreviations
	stepHeadingIDs
	stepTOC
	stepRawHTML
	stepAttributeCheck
	stepLinks
	stepCallouts
	stepAnchors
	stepFrenchSpaces
	stepTableWraps
)

// newKramdown returns Markdown as kramdown reads and writes it, raw HTML
// included: what the conformance cases compare.
func newKramdown(extra ...goldmark.Extender) goldmark.Markdown {
	return goldmark.New(
		goldmark.WithParser(parser.NewParser(
			parser.WithBlockParsers(blockParsers()...),
			parser.WithInlineParsers(inlineParsers()...),
			parser.WithParagraphTransformers(util.Prioritized(referenceTransformer{parser.LinkReferenceParagraphTransformer}, 100)),
		)),
		goldmark.WithRendererOptions(html.WithXHTML(), html.WithUnsafe()),
		goldmark.WithExtensions(append([]goldmark.Extender{
			depthLimit{},
			directives{},
			abbreviations{},
			mathematics{},
			htmlBlocks{},
			htmlSpans{},
			tableParsing{},
			extension.DefinitionList,
			emphases{},
			footnotes{},
			attributes{},
			kramdownLists{},
			tableCells{},
			headingIDs{},
			tableOfContents{},
			typography{},
			codeBlocks{},
			linkRendering{},
		}, extra...)...),
	)
}

// newSiteMarkdown returns the Markdown of the site's pages: kramdown's, with
// raw HTML limited, with links resolved and with callouts and heading anchors.
func newSiteMarkdown() goldmark.Markdown {
	return newKramdown(slips{}, cleanHTML{}, attributeCheck{}, siteLinks{}, callouts{}, headingAnchors{}, frenchSpaces{}, tableWraps{})
}

// newPlainMarkdown returns kramdown's Markdown, with raw HTML limited: nothing of
// the site is added.
func newPlainMarkdown() goldmark.Markdown {
	return newKramdown(cleanHTML{}, attributeCheck{}, siteLinks{})
}

// blockParsers are goldmark's, at its priorities, some of them replaced.
func blockParsers() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(parser.NewSetextHeadingParser(), 100),
		util.Prioritized(ruleParser{parser.NewThematicBreakParser()}, 200),
		util.Prioritized(listParser{boundedParser{parser.NewListParser()}}, 300),
		util.Prioritized(listItemParser{parser.NewListItemParser()}, 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(headingParser{parser.NewATXHeadingParser()}, 600),
		util.Prioritized(fenceParser{parser.NewFencedCodeBlockParser()}, 700),
		util.Prioritized(boundedParser{parser.NewBlockquoteParser()}, 800),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	}
}

// inlineParsers are goldmark's, at its priorities, the link parser replaced.
func inlineParsers() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(linkParser{parser.NewLinkParser()}, 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewEmphasisParser(), 500),
	}
}

// pageKey is where the steps find the page that is being rendered.
var pageKey = parser.NewContextKey()

// render turns the expanded text of an article into its HTML, and fills what
// is known of its headings and links.
func render(md goldmark.Markdown, p *page) (page []byte, err error) {
	defer func() {
		// A fault of the Markdown reader on one page must not hide the others.
		if r := recover(); r != nil {
			err = fmt.Errorf("the Markdown reader fails on it (%v): remove pieces of the page until it passes, and tell us which", r)
		}
	}()
	pc := parser.NewContext()
	pc.Set(pageKey, p)
	root := md.Parser().Parse(text.NewReader(p.expansion.text), parser.WithContext(pc))
	var out bytes.Buffer
	err = md.Renderer().Render(&out, p.expansion.text, root)
	return out.Bytes(), err
}

// transformer is one step over the tree, as a function.
type transformer func(root *ast.Document, source []byte, pc parser.Context)

// Transform implements parser.ASTTransformer.
func (f transformer) Transform(root *ast.Document, reader text.Reader, pc parser.Context) {
	f(root, reader.Source(), pc)
}

// withStep adds a step over the tree.
func withStep(m goldmark.Markdown, priority int, f transformer) {
	m.Parser().AddOptions(parser.WithASTTransformers(util.Prioritized(f, priority)))
}

// withSiteStep adds a step that needs the page; it does nothing without one.
func withSiteStep(m goldmark.Markdown, priority int, f func(root *ast.Document, source []byte, p *page)) {
	withStep(m, priority, func(root *ast.Document, source []byte, pc parser.Context) {
		if p, ok := pc.Get(pageKey).(*page); ok {
			f(root, source, p)
		}
	})
}

// nodeRenderer writes the nodes of the given kinds.
type nodeRenderer map[ast.NodeKind]renderer.NodeRendererFunc

// RegisterFuncs implements renderer.NodeRenderer.
func (r nodeRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	for kind, f := range r {
		reg.Register(kind, f)
	}
}

func withRenderer(m goldmark.Markdown, r nodeRenderer) {
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(r, 100)))
}

// nodes lists the nodes under root of the wanted type, in order, so that the
// tree can be changed while they are gone through.
func nodes[T ast.Node](root ast.Node) []T {
	var found []T
	// The walk cannot fail: its function never returns an error.
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(T); ok && entering {
			found = append(found, t)
		}
		return ast.WalkContinue, nil
	})
	return found
}

// itoa writes a number in HTML.
func itoa(n int) string { return strconv.Itoa(n) }

// position is the offset in the text where a node starts, or that of the
// nearest node around it which knows its own.
func position(n ast.Node) int {
	for ; n != nil; n = n.Parent() {
		if n.Pos() >= 0 {
			return n.Pos()
		}
		if n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
			return n.Lines().At(0).Start
		}
	}
	return 0
}

// plainText is the text of the inline nodes under n, as it is read.
func plainText(n ast.Node, source []byte) string {
	var b bytes.Buffer
	appendText(&b, n, source)
	return b.String()
}

func appendText(b *bytes.Buffer, n ast.Node, source []byte) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			value := c.Segment.Value(source)
			if n.Kind() != ast.KindCodeSpan {
				value = unescape(value)
			}
			b.Write(value)
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			if _, closer := c.Attribute(openMark); !closer {
				b.Write(c.Value)
			}
		case *ast.AutoLink:
			b.Write(c.Label(source))
		case *ast.Image, *ast.RawHTML:
		default:
			appendText(b, c, source)
		}
	}
}

// unescape resolves backslashes and entities.
func unescape(b []byte) []byte {
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(b)))
}
