package assemblage

import (
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"futurpro/generator/catalogue"
)

// newPolitique is the allow-list of the published texts: paragraphs, lists and
// emphasis, without any attribute. Links are left out with their address: they
// are relative to Onisep's site, or out of date.
func newPolitique() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "ul", "ol", "li", "b", "strong", "i", "em", "sup", "sub")
	p.AddSpaceWhenStrippingTag(true)
	return p
}

// prose makes a published text safe to print inside a page: only the elements
// of the policy, closed where they were open, paragraphs and lists at the top,
// nothing empty.
func (a *assembleur) prose(texte string) catalogue.Prose {
	if strings.TrimSpace(texte) == "" {
		return ""
	}
	racine := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	noeuds, err := html.ParseFragment(strings.NewReader(a.politique.Sanitize(texte)), racine)
	if err != nil {
		return "" // of a reader that fails, which a string never does
	}
	for _, n := range noeuds {
		racine.AppendChild(n)
	}
	tidy(racine)
	var b strings.Builder
	for n := racine.FirstChild; n != nil; n = n.NextSibling {
		// A strings.Builder refuses nothing.
		_ = html.Render(&b, n)
	}
	return catalogue.Prose(b.String())
}

// tidy goes through the tree: elements without words go, what stands in a list
// is an item of it, an item outside any list is a paragraph, and words at the
// top are in a paragraph.
func tidy(n *html.Node) {
	haut, liste := n.DataAtom == atom.Div, isList(n)
	var ouvert *html.Node // the element made around children that stand loose
	for c, suivant := n.FirstChild, (*html.Node)(nil); c != nil; c = suivant {
		suivant = c.NextSibling
		if c.DataAtom == atom.Li && !liste {
			c.Data, c.DataAtom = "p", atom.P
		}
		tidy(c)
		// Between words, a space or a line break counts; elsewhere it is nothing.
		if isEmpty(c) && ((haut || liste) && ouvert == nil || c.Type == html.ElementNode && c.DataAtom != atom.Br) {
			n.RemoveChild(c)
			continue
		}
		libre := haut && c.DataAtom != atom.P && !isList(c) || liste && c.DataAtom != atom.Li
		if !libre {
			ouvert = nil
			continue
		}
		if ouvert == nil {
			ouvert = &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
			if liste {
				ouvert.Data, ouvert.DataAtom = "li", atom.Li
			}
			n.InsertBefore(ouvert, c)
		}
		n.RemoveChild(c)
		ouvert.AppendChild(c)
	}
}

func isList(n *html.Node) bool { return n.DataAtom == atom.Ul || n.DataAtom == atom.Ol }

// isEmpty reports whether a node holds no word.
func isEmpty(n *html.Node) bool {
	if n.Type == html.TextNode {
		return strings.TrimSpace(strings.ReplaceAll(n.Data, "\u00a0", " ")) == ""
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !isEmpty(c) {
			return false
		}
	}
	return true
}
