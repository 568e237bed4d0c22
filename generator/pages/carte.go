package pages

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"futurpro/generator/carte"
	"futurpro/generator/catalogue"
	"futurpro/generator/render"
	"futurpro/generator/resultats"
	"futurpro/generator/territoire"
)

// epinglesMax is the number of établissements on the map of a commune, the
// nearest by time, bicycle included; horsPorteeMax is that of a commune from
// where none is within reach.
const (
	epinglesMax   = 80
	horsPorteeMax = 20
)

// VueCarte is the map of a commune.
type VueCarte struct {
	Fond   string // address of the outlines, "" without
	Dessin carte.Dessin
	Titre  string // what the map shows, for who cannot see it
	// Epingles are the discs, in the order of Dessin.Disques, and Noms the texts
	// beside them, as SVG: there are some twenty of them on each of the maps of the
	// country, and each action of a template costs as much as all that Go does for
	// a disc.
	Epingles, Noms template.HTML
	// Legende has the tranches that the map shows.
	Legende Legende
	// Reste is the number of établissements within reach left out.
	Reste   int
	Echelle string // "20 km"
}

// TrancheCarte is a line of the key.
type TrancheCarte struct {
	Tranche int
	Libelle string
	Nombre  int // établissements
}

// lieuCarte is an établissement to be shown.
type lieuCarte struct {
	etablissement catalogue.EtablissementIdx
	acces         *resultats.Acces
	offres        int
}

// vueCarte draws the map of a commune; nil for one of unknown position.
func (a *Atelier) vueCarte(idx territoire.CommuneIdx, r resultats.Commune) *VueCarte {
	c := a.Ref.Communes[idx]
	if !c.Place {
		return nil
	}
	proches := a.lieuxCarte(slices.Concat(r.Proche, r.Velo))
	lieux := proches[:min(len(proches), epinglesMax)]
	if len(lieux) == 0 {
		lieux = a.lieuxCarte(r.Academie)
		lieux = lieux[:min(len(lieux), horsPorteeMax)]
	}
	fond := a.fonds[c.Departement]
	epingles := make([]carte.Epingle, len(lieux))
	for i, l := range lieux {
		e := a.Cat.Etablissements[l.etablissement]
		epingles[i] = carte.Epingle{Position: orb.Point(e.Position), Poids: l.offres, Nom: e.Ville}
		if l.acces != nil {
			epingles[i].Detail = duree(resultats.TrancheDe(l.acces.Minutes))
		}
	}
	v := &VueCarte{Dessin: a.Fonds.Dessiner(c.Code, c.Centre, fond.Fond, epingles), Fond: fond.url, Reste: len(proches) - min(len(proches), epinglesMax)}
	v.Echelle = fmt.Sprintf("%d km", v.Dessin.Kilometres)
	v.Epingles, v.Noms, v.Legende = a.epingles(v.Dessin.Disques, lieux), nomsCarte(v.Dessin.Noms), legende(lieux)
	v.Titre = fmt.Sprintf("Carte de %s autour de %s. La liste donne les mêmes, avec leur temps de trajet.",
		compte(len(lieux), "établissement", "établissements"), c.Nom)
	return v
}

// lieuxCarte returns the établissements of a list of results that have a
// position, by time, then in its order. The offres of one follow one another.
func (a *Atelier) lieuxCarte(liste []resultats.Resultat) []lieuCarte {
	var lieux []lieuCarte
	for _, res := range liste {
		e := a.Cat.Offres[res.Offre].Etablissement
		if !a.Cat.Etablissements[e].Place {
			continue
		}
		if n := len(lieux); n == 0 || lieux[n-1].etablissement != e {
			lieux = append(lieux, lieuCarte{etablissement: e, acces: res.Acces})
		}
		lieux[len(lieux)-1].offres++
	}
	slices.SortStableFunc(lieux, func(x, y lieuCarte) int {
		if x.acces == nil || y.acces == nil {
			return 0
		}
		return x.acces.Minutes - y.acces.Minutes
	})
	return lieux
}

// tranche is that of the journey; 0 out of reach.
func (l lieuCarte) tranche() int {
	if l.acces == nil {
		return 0
	}
	return resultats.TrancheDe(l.acces.Minutes)
}

func (a *Atelier) epingles(disques []carte.Disque, lieux []lieuCarte) template.HTML {
	var b []byte
	for _, d := range disques {
		l := lieux[d.Epingle]
		// Minifiers of SVG take a UAI by itself for a number, which loses its zero.
		b = append(b, `<circle data-etablissement="uai-`...)
		b = append(b, template.HTMLEscapeString(a.Cat.Etablissements[l.etablissement].UAI)...)
		b = append(b, `" data-tranche="`...)
		b = strconv.AppendInt(b, int64(l.tranche()), 10)
		b = strconv.AppendFloat(append(b, `" cx="`...), d.X, 'f', -1, 64)
		b = strconv.AppendFloat(append(b, `" cy="`...), d.Y, 'f', -1, 64)
		b = strconv.AppendFloat(append(b, `" r="`...), d.Rayon, 'f', -1, 64)
		b = append(b, `"/>`...)
	}
	return template.HTML(b)
}

func nomsCarte(noms []carte.Nom) template.HTML {
	var b []byte
	for _, n := range noms {
		b = strconv.AppendFloat(append(b, `<text x="`...), n.X, 'f', -1, 64)
		b = strconv.AppendFloat(append(b, `" y="`...), n.Y, 'f', -1, 64)
		if n.Fin {
			b = append(b, `" text-anchor="end`...)
		}
		b = append(b, `">`...)
		b = append(b, template.HTMLEscapeString(render.Typo(n.Texte))...)
		if n.Detail != "" {
			b = append(b, `<tspan dx="4">`...)
			b = append(b, template.HTMLEscapeString(n.Detail)...)
			b = append(b, `</tspan>`...)
		}
		b = append(b, `</text>`...)
	}
	return template.HTML(b)
}

func legende(lieux []lieuCarte) Legende {
	var l Legende
	for _, t := range resultats.Tranches() {
		n := 0
		for _, x := range lieux {
			if x.tranche() == t {
				n++
			}
		}
		if n > 0 {
			l = append(l, TrancheCarte{t, resultats.LibelleTranche(t), n})
		}
	}
	return l
}

// fondDepartement is the file of the outlines behind the maps of a département.
type fondDepartement struct {
	carte.Fond
	url string
}

// addFonds prepares the outlines of each département: one file, shared by the
// maps of all its communes.
func (a *Atelier) addFonds() {
	a.fonds = map[string]fondDepartement{}
	for _, d := range a.Ref.Departements {
		fond := a.Fonds.Fond(d.Code)
		if fond.Trace == "" {
			continue
		}
		a.fonds[d.Code] = fondDepartement{fond, "/donnees/fond-" + d.Code + "." + empreinte(svgFond(fond)) + ".svg"}
	}
}

// svgFond is used by reference: the pages give its colours.
func svgFond(f carte.Fond) []byte {
	return []byte(`<svg xmlns="http://www.w3.org/2000/svg"><path id="f" vector-effect="non-scaling-stroke" d="` + f.Trace + `"/></svg>`)
}

func (a *Atelier) fichiersFonds() []Page {
	var pages []Page
	for _, d := range a.Ref.Departements {
		if fond, ok := a.fonds[d.Code]; ok {
			pages = append(pages, Page{Chemin: fond.url, Corps: octets(svgFond(fond.Fond)), NonIndexee: true})
		}
	}
	return pages
}
