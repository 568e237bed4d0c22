package verification

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"futurpro/generator/diagnostic"
)

// lecteur reads pages, one after the other, for one goroutine. It goes through
// the tags as they come: no tree is built.
type lecteur struct {
	*site
	registre
	vus     []bool // by file
	liens   int
	octets  int64
	connues map[string]cible  // addresses from the root of the site, resolved
	textes  map[string]string // ids, each once
	marques []int32           // by file: the last page that leads to it, from 1
	pesee   *pesee            // nil where nothing is weighed
	bloc    func(chemin string, b []byte) error

	// Of the page being read.
	p          *page
	ids        map[string]bool
	references []reference
	modele     int // depth in <template>
	svg        int // depth in <svg>
	brut       atom.Atom
	json       bool    // the text that comes is JSON
	donnees    bool    // and it is data for the scripts of the page
	ouvert     *ouvert // link or button being read
	niveau     int     // of the last heading
	titres1    int
	racine     bool // <html> was seen
	elements   int
	charges    []int32 // files that are loaded with the page, each once
	attributs  attributs
}

// reference is an attribute that names ids of its page.
type reference struct {
	id       string
	debut    int32
	attribut string
}

// ouvert is a link or a button whose name is not known yet.
type ouvert struct {
	nom   atom.Atom
	debut int32
	nomme bool
}

func newLecteur(s *site) *lecteur {
	return &lecteur{site: s, registre: newRegistre(), vus: make([]bool, len(s.fichiers)), marques: make([]int32, len(s.fichiers)),
		connues: map[string]cible{}, textes: map[string]string{}, ids: map[string]bool{}}
}

// texte is the one copy of a text.
func (l *lecteur) texte(b []byte) string {
	if s, ok := l.textes[string(b)]; ok {
		return s
	}
	s := string(b)
	l.textes[s] = s
	return s
}

// erreur notes an error of the page being read, alerte a warning.
func (l *lecteur) erreur(debut int32, attribut, format string, args ...any) {
	l.add(constat{gravite: diagnostic.Error, detail: fmt.Sprintf(format, args...)}, place{l.p.fichier, debut, attribut})
}

func (l *lecteur) alerte(debut int32, format string, args ...any) {
	l.add(constat{gravite: diagnostic.Warning, detail: fmt.Sprintf(format, args...)}, place{l.p.fichier, debut, ""})
}

// traces are what a template leaves in a page when it goes wrong.
var traces = [][]byte{[]byte("<no value>"), []byte("&lt;no value&gt;"), []byte("&amp;amp;"), []byte("ZgotmplZ"), []byte("%!")}

// read goes through a page. The error is about the files that it loads.
func (l *lecteur) read(fichier int32, b []byte) (*page, error) {
	l.p = &page{fichier: fichier, redirige: aucun}
	clear(l.ids)
	l.references, l.charges, l.elements = l.references[:0], l.charges[:0], 0
	l.modele, l.svg, l.brut, l.json, l.ouvert, l.niveau, l.titres1, l.racine = 0, 0, 0, false, nil, 0, 0, false
	l.octets += int64(len(b))
	for _, trace := range traces {
		if i := bytes.Index(b, trace); i >= 0 {
			l.erreur(int32(i), "", "%s is the trace of a template's mistake", trace)
		}
	}
	l.scan(b, 0)
	l.finish()
	var err error
	if l.pesee != nil {
		l.p.cout, err = l.pesee.cout(b, l.elements, l.charges)
	}
	return l.p, err
}

// scan goes through tags and texts. Its start is at an offset of the page.
func (l *lecteur) scan(b []byte, debut int) {
	z := html.NewTokenizer(bytes.NewReader(b))
	for {
		kind := z.Next()
		length := len(z.Raw())
		switch kind {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			l.startTag(z, int32(debut), kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			name, _ := z.TagName()
			l.endTag(atom.Lookup(name))
		case html.TextToken:
			l.text(z, debut)
		}
		debut += length
	}
}

// text reads a text, which may be that of a title, of a script or of the part
// that is for browsers without scripts.
func (l *lecteur) text(z *html.Tokenizer, debut int) {
	switch {
	case l.brut == atom.Noscript:
		l.scan(bytes.Clone(z.Raw()), debut)
	case l.brut == atom.Title && l.svg == 0:
		if l.p.titre == "" {
			l.p.titre, l.p.titreA = strings.TrimSpace(string(z.Text())), int32(debut)
		}
	case l.json:
		b := z.Text()
		var fault *json.SyntaxError
		if err := json.Unmarshal(b, new(json.RawMessage)); errors.As(err, &fault) {
			l.erreur(int32(debut+int(fault.Offset)-1), "", "JSON that cannot be read: %v", fault)
		} else if l.donnees && l.bloc != nil {
			if err := l.bloc(l.fichiers[l.p.fichier], b); err != nil {
				l.erreur(int32(debut), "", "data of the page: %v", err)
			}
		}
	case l.ouvert != nil && !l.ouvert.nomme:
		l.ouvert.nomme = len(bytes.TrimSpace(z.Text())) > 0
	}
}

func (l *lecteur) endTag(nom atom.Atom) {
	l.brut, l.json = 0, false
	switch nom {
	case atom.Template:
		l.modele = max(l.modele-1, 0)
	case atom.Svg:
		l.svg = max(l.svg-1, 0)
	case atom.A, atom.Button:
		l.closeNamed()
	}
}

// closeNamed wants what just ended to have a name, for those who hear the page.
func (l *lecteur) closeNamed() {
	if o := l.ouvert; o != nil && !o.nomme && l.modele == 0 {
		quoi := "link"
		if o.nom == atom.Button {
			quoi = "button"
		}
		l.erreur(o.debut, "", "%s without a name: write a text in it, or an aria-label", quoi)
	}
	l.ouvert = nil
}

// finish looks at the page as a whole.
func (l *lecteur) finish() {
	p := l.p
	for _, r := range l.references {
		if !l.ids[r.id] {
			c := constat{gravite: diagnostic.Error, detail: fmt.Sprintf("%s names #%s, which is not in the page", r.attribut, r.id), cherche: r.id, parmi: p.fichier}
			if r.attribut == "href" {
				c.detail = fmt.Sprintf("link to #%s, which is not in the page", r.id)
			}
			l.add(c, place{p.fichier, r.debut, r.attribut})
		}
	}
	if !l.racine {
		l.erreur(sansPlace, "", "no <html lang>: say the language of the page")
	}
	if p.titre == "" {
		l.erreur(sansPlace, "", "no <title>")
	}
	if p.redirige != aucun {
		return
	}
	if l.titres1 == 0 {
		l.alerte(sansPlace, "no <h1>: a page has one, its title")
	}
	if p.description == "" && !p.noindex {
		l.alerte(sansPlace, "no <meta name=description>")
	}
}
