package verification

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// attributs are those of one tag that are looked at; nil where there is none.
type attributs struct {
	element                                                           []byte // name of the tag
	id, alt, rel, name, property, content, kind, lang, httpEquiv, src []byte
	// nomme is true where an attribute names the element.
	nomme bool
	// liens and idrefs are the attributes that hold an address, or ids.
	liens, idrefs []attribut
}

type attribut struct {
	nom    string
	valeur []byte
}

// startTag reads a tag.
func (l *lecteur) startTag(z *html.Tokenizer, debut int32, vide bool) {
	name, more := z.TagName()
	nom := atom.Lookup(name)
	a := &l.attributs
	*a = attributs{element: name, liens: a.liens[:0], idrefs: a.idrefs[:0]}
	for more {
		var cle, valeur []byte
		cle, valeur, more = z.TagAttr()
		if valeur == nil {
			valeur = []byte{} // an empty value, which is not no attribute
		}
		l.attribute(nom, cle, valeur, debut)
	}
	l.brut, l.json = 0, false
	l.element(nom, debut, vide)
	for _, lien := range a.liens {
		l.link(nom, lien, debut)
	}
	if l.modele == 0 {
		l.elements++
		l.identify(debut)
	}
}

// attribute keeps what matters of an attribute.
func (l *lecteur) attribute(nom atom.Atom, cle, valeur []byte, debut int32) {
	a := &l.attributs
	switch string(cle) {
	case "id":
		a.id = valeur
	case "alt":
		a.alt = valeur
	case "rel":
		a.rel = valeur
	case "name":
		a.name = valeur
	case "property":
		a.property = valeur
	case "content":
		a.content = valeur
	case "type":
		a.kind = valeur
	case "lang":
		a.lang = valeur
	case "http-equiv":
		a.httpEquiv = valeur
	case "aria-label", "title":
		a.nomme = a.nomme || len(bytes.TrimSpace(valeur)) > 0
	case "src":
		a.src = valeur
		a.liens = append(a.liens, attribut{l.texte(cle), valeur})
	case "href", "xlink:href", "action", "formaction", "poster", "srcset", "imagesrcset":
		a.liens = append(a.liens, attribut{l.texte(cle), valeur})
	case "data":
		if nom == atom.Object {
			a.liens = append(a.liens, attribut{l.texte(cle), valeur})
		}
	case "aria-labelledby":
		a.nomme = true
		a.idrefs = append(a.idrefs, attribut{l.texte(cle), valeur})
	case "for", "list", "form", "headers", "aria-activedescendant", "aria-controls", "aria-describedby", "aria-details",
		"aria-errormessage", "aria-flowto", "aria-owns":
		a.idrefs = append(a.idrefs, attribut{l.texte(cle), valeur})
	case "style":
		l.erreur(debut, "style", "<%s> has an inline style, which the security policy forbids", a.element)
	default:
		if bytes.HasPrefix(cle, []byte("on")) {
			l.erreur(debut, string(cle), "<%s> has an inline %s, which the security policy forbids", a.element, cle)
		}
	}
}

// element looks at what an element is for.
func (l *lecteur) element(nom atom.Atom, debut int32, vide bool) {
	a, p := &l.attributs, l.p
	switch nom {
	case atom.Html:
		l.racine = l.racine || len(bytes.TrimSpace(a.lang)) > 0
	case atom.Title, atom.Noscript:
		l.brut = nom
	case atom.Style:
		l.erreur(debut, "", "inline style sheet, which the security policy forbids")
	case atom.Script:
		l.json = bytes.HasSuffix(a.kind, []byte("json"))
		l.donnees = string(a.kind) == "application/json"
		if len(a.src) == 0 && !l.json {
			l.erreur(debut, "", "inline script, which the security policy forbids")
		}
	case atom.Meta:
		l.meta(debut)
	case atom.Link:
		if bytes.EqualFold(a.rel, []byte("canonical")) && len(a.liens) > 0 {
			if p.canonique != "" {
				l.erreur(debut, "href", "second canonical address of the page")
			}
			p.canonique, p.canoniqueA = string(a.liens[0].valeur), debut
			a.liens = a.liens[:0] // compared with the address of the page
		}
	case atom.Template:
		if !vide {
			l.modele++
		}
	case atom.Svg:
		if !vide {
			l.svg++
		}
	case atom.A, atom.Button:
		l.closeNamed()
		if nom == atom.Button || len(a.liens) > 0 {
			l.ouvert = &ouvert{nom, debut, a.nomme}
		}
	case atom.Img, atom.Area:
		if a.alt == nil && (nom == atom.Img || len(a.liens) > 0) {
			l.erreur(debut, "", "<%s> without alt: say what it shows, or write alt=\"\" if it says nothing", nom)
		}
	case atom.Input:
		if string(a.kind) == "image" && a.alt == nil {
			l.erreur(debut, "", "<input type=image> without alt: say what it does")
		}
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		l.heading(int(nom.String()[1]-'0'), debut)
	}
	if l.ouvert != nil && (a.nomme || nom == atom.Img && len(bytes.TrimSpace(a.alt)) > 0) {
		l.ouvert.nomme = true
	}
}

// heading wants the headings to go down one level at a time.
func (l *lecteur) heading(niveau int, debut int32) {
	if l.modele > 0 {
		return
	}
	if l.niveau > 0 && niveau > l.niveau+1 {
		l.alerte(debut, "<h%d> right after <h%d>: a level is missing", niveau, l.niveau)
	}
	l.niveau = niveau
	if niveau == 1 {
		if l.titres1++; l.titres1 == 2 {
			l.alerte(debut, "second <h1>: a page has one, its title")
		}
	}
}

// meta reads what the page says of itself.
func (l *lecteur) meta(debut int32) {
	a, p := &l.attributs, l.p
	switch {
	case bytes.EqualFold(a.httpEquiv, []byte("refresh")):
		l.redirect(string(a.content), debut)
	case string(a.name) == "robots":
		p.noindex = p.noindex || bytes.Contains(a.content, []byte("noindex"))
	case string(a.name) == "description":
		p.description, p.descriptionA = string(bytes.TrimSpace(a.content)), debut
	case string(a.property) == "og:image" || string(a.property) == "og:url":
		a.liens = append(a.liens, attribut{"content", a.content})
	}
}

// identify notes the id of an element and those that it names.
func (l *lecteur) identify(debut int32) {
	a := &l.attributs
	if a.id != nil {
		switch id := l.texte(a.id); {
		case id == "" || strings.ContainsAny(id, " \t\n\r\f"):
			l.erreur(debut, "id", "id %q: an id is one word", id)
		case l.ids[id]:
			l.erreur(debut, "id", "id %q is used twice", id)
		default:
			l.ids[id] = true
			l.p.ids = append(l.p.ids, id)
		}
	}
	for _, r := range a.idrefs {
		for _, id := range bytes.Fields(r.valeur) {
			l.references = append(l.references, reference{l.texte(id), debut, r.nom})
		}
	}
}
