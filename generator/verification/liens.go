package verification

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html/atom"

	"futurpro/generator/diagnostic"
)

// cible is what an address leads to.
type cible struct {
	genre   genre
	fichier int32 // of an interne
	// chemin is the address to tell: a path of this site, a whole address of
	// another one, or a scheme that is not allowed.
	chemin   string
	fragment string // decoded
}

type genre uint8

const (
	interne   genre = iota
	absente         // no such file
	sansBarre       // a page, but for the final slash
	horsBase        // this host, outside of the site
	externe
	ailleurs // a telephone, an electronic address
	interdite
	illisible
)

// resolve finds what an address written in a file leads to.
func (s *site) resolve(adresse string, depuis int32) cible {
	u, err := url.Parse(strings.TrimSpace(adresse))
	if err != nil {
		return cible{genre: illisible, chemin: adresse}
	}
	switch u.Scheme {
	case "", "http", "https":
	case "mailto", "tel":
		return cible{genre: ailleurs}
	default:
		return cible{genre: interdite, chemin: u.Scheme}
	}
	ici := *s.base
	ici.Path = s.prefixe + s.adresse(depuis)[1:]
	u = ici.ResolveReference(u)
	if u.Host != s.base.Host {
		return cible{genre: externe, chemin: u.String()}
	}
	relatif, dedans := strings.CutPrefix(u.Path, s.prefixe)
	switch {
	case u.Path+"/" == s.prefixe:
		relatif = "" // the home page, that servers find without the slash too
	case !dedans:
		return cible{genre: horsBase, chemin: u.Path}
	}
	c := cible{chemin: "/" + relatif, fragment: u.Fragment}
	fichier := relatif
	if fichier == "" || strings.HasSuffix(fichier, "/") {
		fichier += "index.html"
	}
	var existe bool
	if c.fichier, existe = s.index[fichier]; !existe {
		c.genre = absente
		if _, page := s.index[fichier+"/index.html"]; page {
			c.genre = sansBarre
		}
	}
	return c
}

// connuesMax bounds the addresses that a goroutine remembers.
const connuesMax = 1 << 17

// resolveFrom is resolve for the page being read. An address that does not
// depend on the page, such as those of a menu, is resolved once.
func (l *lecteur) resolveFrom(adresse []byte) cible {
	if len(adresse) == 0 || adresse[0] != '/' {
		return l.resolve(string(adresse), l.p.fichier)
	}
	if c, ok := l.connues[string(adresse)]; ok {
		return c
	}
	if len(l.connues) >= connuesMax {
		clear(l.connues)
	}
	c := l.resolve(string(adresse), l.p.fichier)
	l.connues[string(adresse)] = c
	return c
}

// link looks at the addresses of an attribute.
func (l *lecteur) link(nom atom.Atom, a attribut, debut int32) {
	quoi, visite := "file", false
	switch nom {
	case atom.A, atom.Area, atom.Form, atom.Button, atom.Iframe:
		quoi, visite = "link", true
	case atom.Img, atom.Source, atom.Image, atom.Video:
		quoi = "image"
	}
	if strings.HasSuffix(a.nom, "srcset") {
		for _, image := range srcset(string(a.valeur)) {
			l.follow(quoi, []byte(image), place{l.p.fichier, debut, a.nom}, visite)
		}
		return
	}
	if len(strings.TrimSpace(string(a.valeur))) == 0 && a.nom != "action" {
		l.erreur(debut, a.nom, "%s without an address", quoi)
		return
	}
	l.charge(nom, l.follow(quoi, a.valeur, place{l.p.fichier, debut, a.nom}, visite))
}

// follow looks at one address. A visitor may go where visite is true; what is
// only loaded makes no page reachable.
func (l *lecteur) follow(quoi string, adresse []byte, ou place, visite bool) cible {
	l.liens++
	c := l.resolveFrom(adresse)
	switch c.genre {
	case illisible:
		l.erreur(ou.debut, ou.attribut, "%s to %q, which is not an address", quoi, c.chemin)
	case interdite:
		if c.chemin != "data" || quoi != "image" {
			l.erreur(ou.debut, ou.attribut, "%s with %s: is not allowed: use https:, http:, mailto: or tel:", quoi, c.chemin)
		}
	case horsBase:
		l.erreur(ou.debut, ou.attribut, "%s to %s, which leaves the base path %q", quoi, c.chemin, strings.TrimSuffix(l.prefixe, "/"))
	case sansBarre:
		l.erreur(ou.debut, ou.attribut, "%s to %s: write %[2]s/", quoi, c.chemin)
	case absente:
		l.add(constat{diagnostic.Error, fmt.Sprintf("%s to %s, which is not in the site", quoi, c.chemin), c.chemin, aucun}, ou)
	case externe:
		note(l.externes, c.chemin, ou)
	case interne:
		l.reach(c, ou, visite)
	}
	return c
}

// reach notes that the page leads to a file of the site.
func (l *lecteur) reach(c cible, ou place, visite bool) {
	p := l.p
	if c.fichier != p.fichier {
		l.vus[c.fichier] = true
		if visite && l.marques[c.fichier] != p.fichier+1 {
			l.marques[c.fichier] = p.fichier + 1
			p.vers = append(p.vers, c.fichier)
			note(l.menes, c.fichier, ou)
		}
	}
	switch {
	case c.fragment == "" || strings.EqualFold(c.fragment, "top") || strings.HasPrefix(c.fragment, ":~:") || l.modele > 0:
	case c.fichier == p.fichier:
		l.references = append(l.references, reference{c.fragment, ou.debut, ou.attribut})
	default:
		note(l.ancres, ancre{c.fichier, c.fragment}, ou)
	}
}

// srcset returns the addresses of a list of images.
func srcset(valeur string) []string {
	var l []string
	for {
		valeur = strings.TrimLeft(valeur, " \t\n\r\f,")
		if valeur == "" {
			return l
		}
		fin := strings.IndexAny(valeur, " \t\n\r\f")
		if fin < 0 {
			fin = len(valeur)
		}
		image := valeur[:fin]
		valeur = valeur[fin:]
		if nue := strings.TrimRight(image, ","); nue != image {
			l = append(l, nue)
			continue
		}
		l = append(l, image)
		_, valeur, _ = strings.Cut(valeur, ",")
	}
}

// checkAncres looks for the anchors that other pages lead to.
func (v *verification) checkAncres() {
	for a, o := range v.ancres {
		cible := v.parPage[a.fichier]
		if cible == nil || slices.Contains(cible.ids, a.fragment) {
			continue // an anchor in a file that is no page is for its reader
		}
		c := constat{diagnostic.Error, fmt.Sprintf("link to #%s, which is not in %s", a.fragment, v.adresse(a.fichier)), a.fragment, a.fichier}
		v.constats[c] = o
	}
}
