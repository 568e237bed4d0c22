package pages

import (
	"encoding/json"
	"fmt"
	"html/template"
	"strings"

	"futurpro/generator/catalogue"
)

// objet is a thing described to search engines, in the words of schema.org; it
// is written as JSON-LD, its keys sorted.
type objet map[string]any

// Decrite is embedded in the view of a page that describes something.
type Decrite struct{ sujet objet }

// decrire returns what the page is about.
func (d Decrite) decrire() objet { return d.sujet }

// structure is the JSON-LD of a page: the way that leads to it, and what it is
// about, to which the page gives its description. The encoder
// escapes <, > and &: no name can close the script that holds it.
func (a *Atelier) structure(e EnTete, corps any) (template.JS, error) {
	var graphe []objet
	if etapes := a.etapes(e); etapes != nil {
		graphe = append(graphe, objet{"@type": "BreadcrumbList", "itemListElement": etapes})
	}
	if d, ok := corps.(interface{ decrire() objet }); ok && d.decrire() != nil {
		sujet := d.decrire()
		sujet["description"] = e.Description
		graphe = append(graphe, sujet)
	}
	if graphe == nil {
		return "", nil
	}
	b, err := json.Marshal(objet{"@context": "https://schema.org", "@graph": graphe})
	if err != nil {
		return "", fmt.Errorf("describing %s: %w", e.Chemin, err)
	}
	return template.JS(b), nil
}

// etape is a page on the way to another; each page has two or more.
type etape struct {
	Type     string `json:"@type"`
	Item     string `json:"item,omitempty"` // "" for the page itself
	Name     string `json:"name"`
	Position int    `json:"position"`
}

// etapes are the steps that lead to a page. Search engines need two of them, and
// know the home page and the page itself without being told: the latter is only
// there to make two.
func (a *Atelier) etapes(e EnTete) []etape {
	const nombreMin = 2
	if len(e.Fil) < nombreMin {
		return nil
	}
	var etapes []etape
	for i, l := range e.Fil[1:] {
		etapes = append(etapes, etape{"ListItem", a.BaseURL + l.URL, l.Texte, i + 1})
	}
	if n := len(etapes); n < nombreMin {
		etapes = append(etapes, etape{"ListItem", "", e.Titre, n + 1})
	}
	return etapes
}

// sujetSite describes the site itself.
func (a *Atelier) sujetSite(nom string) objet {
	return objet{"@type": "WebSite", "name": nom, "url": a.BaseURL + "/", "inLanguage": "fr"}
}

// sujetEtablissement describes an établissement: its own site is its address,
// where it is known.
func (a *Atelier) sujetEtablissement(e catalogue.Etablissement) objet {
	o := objet{"@type": "EducationalOrganization", "@id": a.BaseURL + urlEtablissement(e), "name": e.Nom, "identifier": e.UAI}
	adresse := objet{"@type": "PostalAddress", "addressCountry": "FR"}
	for cle, valeur := range map[string]string{"streetAddress": e.Adresse, "postalCode": e.CodePostal, "addressLocality": e.Ville} {
		if valeur != "" {
			adresse[cle] = valeur
		}
	}
	if len(adresse) > 2 {
		o["address"] = adresse
	}
	if e.Site != "" {
		o["url"] = e.Site
	}
	if e.Place && !e.Approchee {
		o["geo"] = objet{"@type": "GeoCoordinates", "longitude": e.Position.Lon(), "latitude": e.Position.Lat()}
	}
	return o
}

// sujetOffre describes a formation given in an établissement, whose own page
// describes it.
func (a *Atelier) sujetOffre(o catalogue.Offre) objet {
	f, e := a.Cat.Formations[o.Formation], a.Cat.Etablissements[o.Etablissement]
	return objet{"@type": "Course", "name": diplome(f) + " " + f.Libelle,
		"provider": objet{"@type": "EducationalOrganization", "@id": a.BaseURL + urlEtablissement(e), "name": e.Nom}}
}

// sujetDiplome describes a diploma across France.
func sujetDiplome(f catalogue.Formation) objet {
	const metiersMax = 10
	o := objet{"@type": "EducationalOccupationalProgram", "name": diplomeSeul(f) + " " + f.Libelle, "identifier": f.CFD}
	if f.Role != catalogue.AnneeCommune {
		o["educationalCredentialAwarded"] = f.Diplome() + " " + f.Libelle
	}
	if f.Duree > 0 {
		o["timeToComplete"] = fmt.Sprintf("P%dY", f.Duree)
	}
	var metiers []string
	for _, m := range f.Metiers[:min(metiersMax, len(f.Metiers))] {
		metiers = append(metiers, m.Libelle)
	}
	if metiers != nil {
		o["occupationalCategory"] = strings.Join(metiers, ", ")
	}
	return o
}
