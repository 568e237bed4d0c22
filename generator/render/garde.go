package render

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"iter"
	"reflect"
	"strings"
	"sync"
)

// Liste is what a page prints in parts, most of which other pages print too: the
// values of the parts of its first item, then those of the next.
type Liste interface {
	Morceaux() iter.Seq[any]
}

// gardien prints the templates of a layout and keeps what it printed.
type gardien struct {
	t *template.Template
	// parNom holds, by name of template, a *sync.Map from value to template.HTML.
	parNom sync.Map
}

// garde prints a template as {{template}} does, and keeps what it printed for when
// it is given the same value again: the same pointer (what that points to must not
// change), an equal value, or nil for a template that says the same on all pages of
// a layout. What cannot be compared is printed each time.
func (g *gardien) garde(nom string, v any) (template.HTML, error) {
	gardees, ok := g.parNom.Load(nom)
	if !ok {
		gardees, _ = g.parNom.LoadOrStore(nom, new(sync.Map))
	}
	comparable := v == nil || reflect.TypeOf(v).Comparable()
	if comparable {
		if html, ok := gardees.(*sync.Map).Load(v); ok {
			return html.(template.HTML), nil
		}
	}
	var b strings.Builder
	if err := g.t.ExecuteTemplate(&b, nom, v); err != nil {
		return "", err
	}
	html := template.HTML(b.String())
	if comparable {
		gardees.(*sync.Map).Store(v, html)
	}
	return html, nil
}

// gardes prints the items of a list, each by the same templates in turn, as garde
// does: an action of a template costs more than a part, and a card has ten.
func (g *gardien) gardes(l Liste, noms ...string) (template.HTML, error) {
	if len(noms) == 0 {
		return "", errors.New("gardes: no template is named")
	}
	b := tampons.Get().(*bytes.Buffer)
	defer tampons.Put(b)
	b.Reset()
	i := 0
	for v := range l.Morceaux() {
		html, err := g.garde(noms[i%len(noms)], v)
		if err != nil {
			return "", err
		}
		b.WriteString(string(html))
		i++
	}
	if i%len(noms) != 0 {
		return "", fmt.Errorf("gardes: a list of %T has %d parts for %d templates", l, i, len(noms))
	}
	return template.HTML(b.String()), nil
}
