package pages

import (
	"futurpro/generator/catalogue"
	"futurpro/generator/territoire"
	"futurpro/generator/vignette"
)

// prefixeApercus holds the images shown where a link is shared: one for the
// site, one per région, one per domaine. One per page would be tens of thousands
// of files that say little more.
const prefixeApercus = "/partage/"

// Apercu is the image of a page where its link is shared.
type Apercu struct {
	Chemin string // site path
	Alt    string
}

const (
	surtitreApercu = "CAP, bac pro, 2de commune : après la 3e"
	titreApercu    = "Les formations pro accessibles depuis chez toi"
)

// newApercu names an image that says titre.
func newApercu(nom, titre string) Apercu {
	return Apercu{Chemin: prefixeApercus + nom + ".png", Alt: surtitreApercu + ". " + titre + "."}
}

// apercuSite is the image of pages that have none of their own.
func apercuSite() Apercu { return newApercu("site", titreApercu) }

// apercuRegion is the image of what is in a département.
func (a *Atelier) apercuRegion(departement string) Apercu {
	d, _ := a.Ref.Departement(departement)
	r, ok := a.Ref.Region(d.Region)
	if !ok {
		return apercuSite()
	}
	return newApercu("region-"+r.Code, r.Nom)
}

// apercuDomaine is the image of a diploma: that of its first domaine.
func (a *Atelier) apercuDomaine(f catalogue.Formation) Apercu {
	if len(f.Domaines) == 0 {
		return apercuSite()
	}
	return newApercu("domaine-"+territoire.Slug(f.Domaines[0]), majuscule(f.Domaines[0]))
}

// apercus are the files of the images, each drawn when it is asked for.
func (a *Atelier) apercus() []Page {
	var l []Page
	add := func(ap Apercu, titre string) {
		l = append(l, Page{Chemin: ap.Chemin, Corps: func() ([]byte, error) {
			return vignette.Dessiner(vignette.Texte{Surtitre: surtitreApercu, Titre: titre, Pied: a.site.Nom})
		}})
	}
	add(apercuSite(), titreApercu)
	for _, r := range a.Ref.Regions {
		add(newApercu("region-"+r.Code, r.Nom), r.Nom)
	}
	for _, d := range a.domaines {
		add(newApercu("domaine-"+territoire.Slug(d.nom), d.nom), d.nom)
	}
	return l
}
