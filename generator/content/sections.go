package content

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Section is a part of a page: what stands under one of its headings, or before
// the first one.
type Section struct {
	// ID is the fragment that leads to the section: its heading's, or that of the
	// nearest heading before which has one; empty for the top of the page.
	ID string
	// Title is the heading as plain text. For the first section, it is the
	// first-level heading that the page starts with, or the page's title.
	Title string
	// Path are the headings above, from the top, without the first section's.
	Path []string
	// Text is what is read in the section, without markup: one space between
	// words, no-break spaces kept, " · " after a paragraph, a cell or another
	// block that no mark ends.
	Text string
}

// Sections cuts the page at its headings, for a search. The first section is
// the page's own. The page's table of contents, the signs of anchors and the
// marks of footnotes are left out; footnotes belong to the first section.
func (a *Article) Sections() ([]Section, error) {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	parsed, err := html.ParseFragment(strings.NewReader(string(a.HTML)), body)
	if err != nil {
		return nil, fmt.Errorf("cutting %s into sections: %w", a.Source, err)
	}
	c := &cutter{article: a, parts: []*part{{Section: Section{Title: a.Title}}}}
	c.at = c.parts[0]
	for _, n := range parsed {
		c.walk(n)
	}
	sections := make([]Section, len(c.parts))
	for i, p := range c.parts {
		p.Text = p.read()
		sections[i] = p.Section
	}
	return sections, nil
}

// cutter goes through a page.
type cutter struct {
	article *Article
	parts   []*part
	at      *part // where text goes
	titled  bool  // a heading was seen
	whole   bool  // headings are text: this is one
}

// part is a section being filled.
type part struct {
	Section
	level int   // 0 for the first one
	above *part // the section whose heading is above, nil at the top
	text  strings.Builder
	pause bool // a block ended, or starts
}

// write adds a text to a section.
func (p *part) write(s string) {
	words := strings.TrimLeft(s, breakable)
	if p.pause && words != "" {
		if last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(p.text.String(), breakable)); isWord(last) || strings.ContainsRune(")»%", last) {
			p.text.WriteString(" ·")
		}
		p.pause, s = false, " "+words
	}
	p.text.WriteString(s)
}

// read is the text with one space between words. The no-break ones are kept.
func (p *part) read() string {
	words := strings.FieldsFunc(p.text.String(), func(r rune) bool { return strings.ContainsRune(breakable, r) })
	return strings.Trim(strings.Join(words, " "), "\u00a0 ")
}

// breakable is the white space of which only one is kept.
const breakable = " \t\r\n\f"

func (c *cutter) walk(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		c.at.write(n.Data)
	case n.Type != html.ElementNode || c.isLeftOut(n):
	case headingLevel(n) > 0 && !c.whole:
		c.open(n)
	case n.DataAtom == atom.Img:
		c.at.write(" " + attr(n, "alt") + " ")
	case n.DataAtom == atom.Br:
		c.at.write(" ")
	default:
		c.descend(n)
	}
}

// descend goes through what is under an element. A heading inside of a
// quotation, a box or a fold-out rules over what is in there, no further.
func (c *cutter) descend(n *html.Node) {
	before := c.at
	if attr(n, "role") == "doc-endnotes" && !c.whole {
		c.at = c.parts[0]
	}
	block := isBlock(n)
	c.at.pause = c.at.pause || block
	for child := range n.ChildNodes() {
		c.walk(child)
	}
	if isApart(n) {
		c.at = before
	}
	c.at.pause = c.at.pause || block
}

// open starts the section of a heading, or takes the heading as the page's.
func (c *cutter) open(n *html.Node) {
	heading := &cutter{article: c.article, at: &part{}, whole: true}
	heading.descend(n)
	title, level := heading.at.read(), headingLevel(n)
	isFirst := !c.titled
	c.titled = true
	if isFirst && (level == 1 || title == c.article.Title) {
		c.parts[0].Title = title
		return
	}
	above := c.at
	for above != nil && above.level >= level {
		above = above.above
	}
	p := &part{Section: Section{ID: attr(n, "id"), Title: title}, level: level, above: above}
	if p.ID == "" {
		p.ID = c.at.ID
	}
	if above != nil && above.level > 0 {
		p.Path = append(append(p.Path, above.Path...), above.Title)
	}
	c.parts = append(c.parts, p)
	c.at = p
}

// headingLevel is 1 to 6, 0 for what is no heading.
func headingLevel(n *html.Node) int {
	if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
		return int(n.Data[1] - '0')
	}
	return 0
}

// isLeftOut reports whether an element leads elsewhere and says nothing.
func (c *cutter) isLeftOut(n *html.Node) bool {
	role := attr(n, "role")
	return attr(n, "aria-hidden") == "true" || role == "doc-noteref" || role == "doc-backlink" ||
		c.article.tocID != "" && attr(n, "id") == c.article.tocID
}

// isApart reports whether an element stands apart of the text around it.
func isApart(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Blockquote, atom.Details, atom.Figure, atom.Td, atom.Th:
		return true
	}
	role := attr(n, "role")
	return role == "note" || role == "doc-endnotes"
}

// isBlock reports whether an element is not a part of a line.
func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Cite, atom.Code, atom.Data, atom.Del, atom.Dfn, atom.Em, atom.I, atom.Ins, atom.Kbd,
		atom.Mark, atom.Q, atom.S, atom.Samp, atom.Small, atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.U, atom.Var, atom.Wbr:
		return false
	}
	return true
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
