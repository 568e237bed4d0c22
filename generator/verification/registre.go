package verification

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"futurpro/generator/diagnostic"
)

// constat is a mistake without its place: the pages that share it are counted.
type constat struct {
	gravite diagnostic.Severity
	detail  string
	// cherche is what was not found, to propose what is near; "" to propose
	// nothing. It is compared with the ids of the file parmi, or with the
	// addresses of the site where parmi is aucun.
	cherche string
	parmi   int32
}

// place is where something stands: an attribute of the tag that starts at an
// offset, the offset itself, or the whole file at sansPlace.
type place struct {
	fichier  int32
	debut    int32
	attribut string
}

const sansPlace int32 = -1

// entier is the place of what is true of a whole file.
func entier(fichier int32) place { return place{fichier: fichier, debut: sansPlace} }

// occurrence is the first place of something, and the number of files with it.
type occurrence struct {
	place
	derniere int32 // file counted last
	fichiers int
}

// ancre is an anchor that another page leads to.
type ancre struct {
	fichier  int32
	fragment string
}

// registre gathers what is to be told or to be looked at later, in any order.
type registre struct {
	constats map[constat]*occurrence
	ancres   map[ancre]*occurrence
	menes    map[int32]*occurrence // links for visitors, by file that they lead to
	externes map[string]*occurrence
}

func newRegistre() registre {
	return registre{constats: map[constat]*occurrence{}, ancres: map[ancre]*occurrence{}, menes: map[int32]*occurrence{}, externes: map[string]*occurrence{}}
}

func (r *registre) add(c constat, p place) { note(r.constats, c, p) }

// note adds a place. The places of one file come together.
func note[K comparable](m map[K]*occurrence, cle K, p place) {
	o := m[cle]
	switch {
	case o == nil:
		m[cle] = &occurrence{place: p, derniere: p.fichier, fichiers: 1}
		return
	case o.derniere != p.fichier:
		o.fichiers++
		o.derniere = p.fichier
	}
	if p.compare(o.place) < 0 {
		o.place = p
	}
}

func (p place) compare(q place) int {
	return cmp.Or(cmp.Compare(p.fichier, q.fichier), cmp.Compare(p.debut, q.debut), cmp.Compare(p.attribut, q.attribut))
}

// merge adds what another goroutine read, from other files.
func (r *registre) merge(autre *registre) {
	mergeMap(r.constats, autre.constats)
	mergeMap(r.ancres, autre.ancres)
	mergeMap(r.menes, autre.menes)
	mergeMap(r.externes, autre.externes)
}

func mergeMap[K comparable](m, autre map[K]*occurrence) {
	for cle, o := range autre {
		deja := m[cle]
		if deja == nil {
			m[cle] = o
			continue
		}
		deja.fichiers += o.fichiers
		if o.place.compare(deja.place) < 0 {
			deja.place = o.place
		}
	}
}

// detailMax bounds the mistakes that are told with their line and what is near:
// past it, a file must be mended as a whole.
const detailMax = 2000

// problemes tells the mistakes, by file and place.
func (v *verification) problemes() (diagnostic.Problems, error) {
	cles := make([]constat, 0, len(v.constats))
	for c := range v.constats {
		cles = append(cles, c)
	}
	slices.SortFunc(cles, func(a, b constat) int {
		return cmp.Or(v.constats[a].compare(v.constats[b].place), strings.Compare(a.detail, b.detail))
	})
	adresses := v.adresses()
	source := &extraits{site: v.site}
	var l diagnostic.Problems
	for i, c := range cles {
		o := v.constats[c]
		p := &diagnostic.Problem{File: v.fichiers[o.fichier], Detail: c.detail, Severity: c.gravite, Others: o.fichiers - 1}
		if i < detailMax {
			if err := source.locate(p, o.place); err != nil {
				return nil, err
			}
			p.Candidates = v.proches(c, adresses)
			p.Detail += diagnostic.DidYouMean(p.Candidates)
		}
		l = append(l, p)
	}
	l.Sort()
	return l, nil
}

// proches returns what is near to what was not found.
func (v *verification) proches(c constat, adresses []string) []string {
	switch {
	case c.cherche == "":
		return nil
	case c.parmi == aucun:
		return diagnostic.Nearest(c.cherche, adresses)
	}
	var ids []string
	for _, id := range v.parPage[c.parmi].ids {
		ids = append(ids, "#"+id)
	}
	return diagnostic.Nearest("#"+c.cherche, ids)
}

// adresses are those of every page and file.
func (s *site) adresses() []string {
	var l []string
	for i := range s.fichiers {
		l = append(l, s.adresse(int32(i)))
	}
	return l
}

// adressesExternes lists the addresses of other sites, with the place of the
// first link to each.
func (v *verification) adressesExternes() ([]Externe, error) {
	var l []Externe
	source := &extraits{site: v.site}
	urls := make([]string, 0, len(v.externes))
	for u := range v.externes {
		urls = append(urls, u)
	}
	slices.SortFunc(urls, func(a, b string) int {
		return cmp.Or(v.externes[a].compare(v.externes[b].place), strings.Compare(a, b))
	})
	for _, u := range urls {
		o := v.externes[u]
		e := Externe{URL: u, Lien: diagnostic.Problem{File: v.fichiers[o.fichier], Others: o.fichiers - 1}}
		if err := source.locate(&e.Lien, o.place); err != nil {
			return nil, err
		}
		l = append(l, e)
	}
	return l, nil
}

// extraits finds lines and columns; the places asked for are in order of file.
type extraits struct {
	*site
	fichier int32
	texte   []byte
}

// locate fills the line, the column and the text of the line of a place.
func (x *extraits) locate(p *diagnostic.Problem, ou place) error {
	if ou.debut == sansPlace {
		return nil
	}
	if x.texte == nil || x.fichier != ou.fichier {
		b, err := fs.ReadFile(x.fsys, x.fichiers[ou.fichier])
		if err != nil {
			return fmt.Errorf("reading %s again: %w", x.fichiers[ou.fichier], err)
		}
		x.fichier, x.texte = ou.fichier, b
	}
	debut := min(int(ou.debut), len(x.texte))
	if ou.attribut != "" {
		debut += valueOffset(x.texte[debut:], ou.attribut)
	}
	avant := x.texte[:debut]
	ligne := bytes.LastIndexByte(avant, '\n') + 1
	fin := len(x.texte)
	if i := bytes.IndexByte(x.texte[debut:], '\n'); i >= 0 {
		fin = debut + i
	}
	p.Line = bytes.Count(avant, []byte("\n")) + 1
	p.Column = utf8.RuneCount(avant[ligne:]) + 1
	p.Source = strings.TrimRight(string(x.texte[ligne:fin]), "\r")
	return nil
}

// valueOffset is where the value of an attribute starts in the tag at the
// beginning of b; 0, the tag itself, where the attribute has none.
func valueOffset(b []byte, attribut string) int {
	z := html.NewTokenizer(bytes.NewReader(b))
	z.Next()
	valeur := regexp.MustCompile(`(?i)[\s"'/]` + regexp.QuoteMeta(attribut) + `\s*=\s*["']?`)
	if loc := valeur.FindIndex(z.Raw()); loc != nil {
		return loc[1]
	}
	return 0
}
