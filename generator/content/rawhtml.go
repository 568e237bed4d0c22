package content

import (
	"bytes"
	"slices"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// cleanHTML limits the HTML of pages to an allow-list, kept by bluemonday. What
// is taken away is a problem at its place. Comments are left out without a
// word: they are for editors.
type cleanHTML struct{}

// cleanMark is the attribute that holds what is written instead of a tag.
var cleanMark = []byte("{clean}")

// Extend implements goldmark.Extender.
func (cleanHTML) Extend(m goldmark.Markdown) {
	policy, withComments := htmlPolicy(), htmlPolicy()
	withComments.AllowComments()
	withSiteStep(m, stepRawHTML, func(root *ast.Document, source []byte, p *page) {
		c := &cleaner{page: p, policy: policy}
		if p.plain {
			c.policy = withComments
		}
		for _, n := range nodes[ast.Node](root) {
			switch n := n.(type) {
			case *ast.RawHTML:
				c.span(n, source)
			case *htmlElement:
				c.block(n, source)
			case *ast.String:
				c.leftOver(n)
			}
		}
	})
	withRenderer(m, nodeRenderer{ast.KindRawHTML: renderRawHTML})
}

// allowedElements are the elements that editors may write.
func allowedElements() []string {
	return []string{
		"a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div",
		"dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol",
		"p", "pre", "q", "s", "samp", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td",
		"tfoot", "th", "thead", "tr", "u", "ul", "var",
	}
}

// htmlPolicy is the allow-list: no script, no style, no frame, no form, and
// addresses of safe schemes only.
func htmlPolicy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements(allowedElements()...)
	p.AllowNoAttrs().OnElements(allowedElements()...)
	p.AllowAttrs("class", "id", "title", "lang").Globally()
	p.AllowAttrs("open").OnElements("details")
	p.AllowAttrs("colspan", "rowspan", "headers", "scope").OnElements("td", "th")
	p.AllowAttrs("span").OnElements("col", "colgroup")
	p.AllowAttrs("href", "rel", "target").OnElements("a")
	p.AllowAttrs("src", "alt", "width", "height").OnElements("img")
	p.AllowURLSchemes("http", "https", "mailto", "tel")
	p.AllowRelativeURLs(true)
	return p
}

// cleaner goes through the HTML of one page.
type cleaner struct {
	page   *page
	policy *bluemonday.Policy
}

// span cleans a tag, or several, within a text.
func (c *cleaner) span(n *ast.RawHTML, source []byte) {
	value, at := n.Segments.Value(source), position(n)
	if isComment(value) {
		if !c.page.plain {
			n.Parent().RemoveChild(n.Parent(), n)
		}
		n.SetAttribute(cleanMark, commentText(value))
		return
	}
	if _, open := n.Attribute(openMark); open {
		c.page.problemAt(at, "<%s> is never closed: add </%[1]s> before the end of the paragraph", tagName(value[1:]))
	}
	n.SetAttribute(cleanMark, c.tags(value, at))
}

// leftOver looks at what the pairing of tags leaves: an end tag that became
// text, a comment.
func (c *cleaner) leftOver(n *ast.String) {
	if at, stray := n.Attribute(strayMark); stray {
		c.page.problemAt(at.(int), "%s closes nothing: remove it, or write it as `code`", n.Value)
	}
	if _, comment := n.Attribute(commentMark); comment {
		if n.Value = commentText(n.Value); !c.page.plain {
			n.Parent().RemoveChild(n.Parent(), n)
		}
	}
}

// block cleans an element among the blocks.
func (c *cleaner) block(n *htmlElement, source []byte) {
	parent := n.Parent()
	switch {
	case n.isComment():
		if !c.page.plain {
			parent.RemoveChild(parent, n)
		}
		n.isClean, n.clean = true, append(commentText(n.typed(source)), '\n')
		return
	case n.open && !n.verbatim:
		c.page.problemAt(n.start, "<%s> is never closed: add </%[1]s> on a line of its own", n.tag.name)
	}
	if n.mode == rawContent {
		n.isClean, n.clean = true, c.fragment(n, source)
		return
	}
	tag := []byte(writtenTag(n.tag.name, n.attributes()))
	n.RemoveAttributes()
	if clean := parseTag(c.tags(tag, n.start)); clean.length > 0 {
		n.tag.attrs = clean.attrs
		return
	}
	// The element is not allowed: what it holds stays.
	box := ast.NewParagraph()
	if n.mode == spanContent {
		parent.InsertBefore(parent, n, box)
	}
	for child := n.FirstChild(); child != nil; {
		next := child.NextSibling()
		if n.mode == spanContent {
			box.AppendChild(box, child)
		} else {
			parent.InsertBefore(parent, n, child)
		}
		child = next
	}
	parent.RemoveChild(parent, n)
}

// fragment is an element read as it stands, cleaned and with its tags balanced.
func (c *cleaner) fragment(n *htmlElement, source []byte) []byte {
	typed := bytes.TrimRight(n.typed(source), "\n")
	cleaned := c.tags(typed, n.start)
	roots, err := html.ParseFragment(bytes.NewReader(cleaned), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		c.page.problemAt(n.start, "HTML that cannot be read: %v", err)
		return nil
	}
	var b bytes.Buffer
	for _, root := range roots {
		if err := html.Render(&b, root); err != nil {
			c.page.problemAt(n.start, "HTML that cannot be written: %v", err)
			return nil
		}
	}
	return append(c.policy.SanitizeBytes(b.Bytes()), '\n')
}

// tags writes a piece of HTML again without what is not allowed. at is the
// offset in the text where the piece starts.
func (c *cleaner) tags(piece []byte, at int) []byte {
	z := html.NewTokenizerFragment(bytes.NewReader(piece), "div")
	start := at
	var out []byte
	skip := false
	for {
		kind := z.Next()
		raw := z.Raw()
		length := len(raw)
		switch kind {
		case html.ErrorToken:
			return out
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			tag := c.tag(token, piece[at-start:at-start+length], at)
			out = append(out, tag...)
			skip = tag == "" && isUnread(token.Data)
		case html.EndTagToken:
			if name := string(tagName(raw[2:])); slices.Contains(allowedElements(), name) {
				out = append(out, "</"+name+">"...)
			}
			skip = false
		case html.CommentToken:
			if c.page.plain {
				out = append(out, commentText(raw)...)
			}
		case html.TextToken:
			if !skip {
				out = append(out, html.EscapeString(html.UnescapeString(string(raw)))...)
			}
		}
		at += length
	}
}

// isUnread reports whether what an element holds is not shown as text.
func isUnread(name string) bool {
	return slices.Contains([]string{"script", "style", "iframe", "noscript", "template", "textarea", "title", "noembed", "noframes", "object"}, name)
}

// tag is an opening tag as it may be written; empty where it may not. It is
// raw as typed, at an offset of the text.
func (c *cleaner) tag(token html.Token, raw []byte, at int) string {
	p := c.page
	if !slices.Contains(allowedElements(), token.Data) {
		p.problemAt(at, "<%s> is not allowed in a page%s", token.Data,
			hint(token.Data, allowedElements(), ": use Markdown, or write it as `code`"))
		return ""
	}
	typed := token.Attr
	token.Type = html.StartTagToken
	kept := parseTag([]byte(c.policy.Sanitize(token.String()))).attrs
	for _, a := range typed {
		value := at + valueOffset(raw, a.Val)
		switch i := slices.IndexFunc(kept, func(k html.Attribute) bool { return k.Key == a.Key }); {
		case a.Key == "markdown":
			p.warnAt(at, "markdown=%q does nothing here: only an element that starts its line and stands in no other raw HTML can hold Markdown", a.Val)
		case p.expansion.isTold([]byte(a.Val)):
		case i < 0 && (a.Key == "href" || a.Key == "src"):
			p.problemAt(value, "address %q is not allowed: use https:, http:, mailto: or tel:", a.Val)
		case i < 0:
			p.problemAt(at, "attribute %s of <%s> is not allowed: remove it", a.Key, token.Data)
		case a.Key == "href":
			kept[i].Val = string(p.link(value, []byte(a.Val), "", false))
		case a.Key == "src":
			kept[i].Val = string(p.link(value, []byte(a.Val), "", true))
		case a.Key == "id":
			p.takeID(a.Val, value)
		}
	}
	return writtenTag(token.Data, kept)
}

// valueOffset is where the value of an attribute starts in a tag; 0 where it is
// not as typed, such as with entities.
func valueOffset(raw []byte, value string) int {
	for _, before := range []string{`"`, `'`, `=`} {
		if i := bytes.Index(raw, []byte(before+value)); i >= 0 {
			return i + len(before)
		}
	}
	return 0
}

// isComment reports whether the whole of the text is one HTML comment.
func isComment(b []byte) bool {
	b = bytes.TrimSpace(b)
	end := bytes.Index(b, []byte("-->"))
	return bytes.HasPrefix(b, []byte("<!--")) && end == len(b)-3 && end >= 4
}

// commentText is a comment that no browser ends before its end.
func commentText(b []byte) []byte {
	inner := strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(string(b)), "<!--"), "-->")
	inner = strings.ReplaceAll(strings.ReplaceAll(inner, "--", "- -"), "<!", "< !")
	return []byte("<!-- " + strings.TrimSpace(strings.TrimRight(inner, "-!")) + " -->")
}

// renderRawHTML writes a tag within a text as it was cleaned. Without a page,
// where kramdown is compared, it is written as typed.
func renderRawHTML(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.RawHTML)
	value := n.Segments.Value(source)
	if clean, ok := n.Attribute(cleanMark); ok {
		value = clean.([]byte)
	}
	_, err := w.Write(value)
	return ast.WalkSkipChildren, err
}
