package main

import (
	"strings"
	"testing"
	"unicode"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"
)

// noeud is what a screen reader is told of an element.
type noeud struct {
	role, nom string
	niveau    int // of a heading
}

// arbre is the accessibility tree of the page, in reading order.
func (o *onglet) arbre() []noeud {
	o.t.Helper()
	r, err := chromedp.Call(o.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	o.sans(err)
	texte := func(v *accessibility.Value) string {
		if v == nil {
			return ""
		}
		return strings.Trim(string(v.Value), `"`)
	}
	par := map[accessibility.NodeID]*accessibility.Node{}
	for _, n := range r.Nodes {
		par[n.NodeID] = n
	}
	var l []noeud
	var lire func(n *accessibility.Node)
	lire = func(n *accessibility.Node) {
		if !n.Ignored {
			un := noeud{role: texte(n.Role), nom: texte(n.Name)}
			for _, p := range n.Properties {
				if p.Name == "level" {
					un.niveau = int(texte(p.Value)[0] - '0')
				}
			}
			l = append(l, un)
		}
		for _, id := range n.ChildIDs {
			if enfant := par[id]; enfant != nil {
				lire(enfant)
			}
		}
	}
	lire(r.Nodes[0])
	return l
}

// commandes are the roles that are to be pressed, filled in or followed.
var commandes = map[string]bool{"link": true, "button": true, "textbox": true, "searchbox": true, "combobox": true, "checkbox": true, "radio": true, "DisclosureTriangle": true, "option": true, "listbox": true, "table": true, "image": true, "dialog": true}

// reperes are the landmarks of which there may be several, if named apart.
var reperes = map[string]bool{"navigation": true, "region": true, "search": true, "form": true, "complementary": true}

// testNoms reads the page as a screen reader does.
func testNoms(t *testing.T, o *onglet) {
	if l := valeur[string](o, `document.documentElement.lang`); l != "fr" {
		t.Errorf("the page is said to be in %q", l)
	}
	// What a table of Markdown shows is said by the text before it.
	markdown := valeur[bool](o, `document.querySelector(".doc-texte") !== null`)
	vus, compte, niveau := map[string]bool{}, map[string]int{}, 0
	for _, n := range o.arbre() {
		compte[n.role]++
		if commandes[n.role] && !(markdown && n.role == "table") && !strings.ContainsFunc(n.nom, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			t.Errorf("a %s has no name: %q", n.role, n.nom)
		}
		if reperes[n.role] {
			if vus[n.role+n.nom] || n.nom == "" && n.role == "region" {
				t.Errorf("the landmark %s %q is not named apart from the others", n.role, n.nom)
			}
			vus[n.role+n.nom] = true
		}
		if n.role == "heading" {
			if n.nom == "" || n.niveau > niveau+1 {
				t.Errorf("heading %q of level %d after level %d", n.nom, n.niveau, niveau)
			}
			niveau = n.niveau
			compte["level "+string(rune('0'+n.niveau))]++
		}
	}
	if compte["main"] != 1 || compte["level 1"] != 1 {
		t.Errorf("%d main, %d headings of first level", compte["main"], compte["level 1"])
	}
	cadre := valeur[bool](o, `location.pathname.startsWith("/widget/cadre")`)
	if !cadre && (compte["banner"] != 1 || compte["contentinfo"] != 1 || compte["navigation"] < 2) {
		t.Errorf("%d banner, %d contentinfo, %d navigation", compte["banner"], compte["contentinfo"], compte["navigation"])
	}
	for _, defaut := range []string{"collees", "muettes"} {
		if l := valeur[[]string](o, "acces."+defaut+"()"); len(l) > 0 {
			t.Errorf("%s, %d times:\n%s", defaut, len(l), strings.Join(l[:min(len(l), 5)], "\n"))
		}
	}
}
