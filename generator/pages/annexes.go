package pages

import (
	"cmp"
	"fmt"
	"html"
	"slices"
	"strings"

	"futurpro/generator/diffusion"
	"futurpro/generator/sources"
)

// annexes yields the pages that are neither results nor Markdown.
func (a *Atelier) annexes(yield func(Page, error) bool) {
	plan := a.page(EnTete{Layout: "plan", Chemin: cheminPlan, Titre: "Plan du site", Fil: accueilFil(),
		Description: "Toutes les pages du site, par rubrique et par département."},
		func() (any, error) {
			return VuePlan{Pages: noeuds(a.corpus.Nav, nil, nil), Departements: a.liensDepartements(),
				Formations: Lien{Texte: "Toutes les formations, de A à Z", URL: cheminFormations}, Domaines: a.vueFormations().Domaines,
				Etablissements: len(a.Cat.Etablissements), Communes: len(a.Ref.Communes)}, nil
		})
	donnees := a.page(EnTete{Layout: "donnees", Chemin: cheminDonnees, Titre: "Sources et données", Fil: accueilFil(),
		Description: "D'où viennent les chiffres du site, de quelles années, sous quelles licences, et ce qui manque."},
		func() (any, error) { return a.vueDonnees(), nil })
	erreur := a.page(EnTete{Layout: "erreur-404", Chemin: "/404.html", Titre: "Page introuvable", NonIndexee: true,
		Description: "Cette adresse ne mène à aucune page du site."},
		func() (any, error) { return VueErreur{Departements: a.liensDepartements()}, nil })
	recherche := a.page(EnTete{Layout: "recherche", Chemin: cheminRecherche, Titre: "Chercher une commune", Fil: accueilFil(), NonIndexee: true,
		Description: "Les anciennes adresses de recherche mènent aux résultats de la commune, avec les mêmes filtres."},
		func() (any, error) { return VueErreur{Departements: a.liensDepartements()}, nil })
	horsLigne := a.page(EnTete{Layout: "hors-ligne", Chemin: cheminHorsLigne, Titre: "Pas de connexion", NonIndexee: true,
		Description: "Ce que le navigateur montre quand une page n'a pas encore été ouverte et que le réseau manque."},
		func() (any, error) { return nil, nil })
	for _, p := range append([]Page{plan, donnees, erreur, recherche, horsLigne, a.pageListe()}, a.widget()...) {
		if !yield(p, nil) {
			return
		}
	}
}

func (a *Atelier) vueDonnees() VueDonnees {
	v := VueDonnees{Constats: a.Constats}
	for _, s := range a.Sources.Manifeste.Sources {
		if etat := a.etat(s); etat != "" {
			const voirPage = "voir sa page" // of a timetable, where our list does not say
			v.Sources = append(v.Sources, LigneSource{Nom: s.Nom, Producteur: cmp.Or(s.Producteur, voirPage), Licence: cmp.Or(s.Licence, voirPage),
				URL: s.URL, Millesime: s.Millesime, Etat: etat})
		}
	}
	for _, r := range a.Reseaux {
		v.Reseaux = append(v.Reseaux, LigneReseau{Nom: r.Nom, Jour: dateLongue(r.Jour), Note: noteReseau(r)})
	}
	for _, t := range a.Diffusion.Tables {
		v.Tables = append(v.Tables, a.tablePubliee(t))
	}
	v.Dictionnaire, v.EtatJSON = cheminDonnees+"datapackage.json", cheminDonnees+diffusion.NomEtat
	for _, f := range a.fichiers {
		v.Fichiers = append(v.Fichiers, FichierPublie{Nom: "Offres du département " + f.code, URL: f.url,
			Description: "formations, établissements et offres, JSON compact"})
	}
	return v
}

// noteReseau says what one must know of a timetable before trusting it.
func noteReseau(r diffusion.Reseau) string {
	periode := "du " + dateLongue(r.Debut)
	if r.Fin != r.Debut {
		periode += " au " + dateLongue(r.Fin)
	}
	var notes []string
	if r.Scolaire {
		notes = append(notes, "réseau scolaire")
	}
	switch {
	case r.Perime && r.Echu:
		notes = append(notes, "périmé : horaires de vacances scolaires seulement, "+periode)
	case r.Perime:
		notes = append(notes, "périmé : horaires de vacances scolaires seulement")
	case r.Echu:
		notes = append(notes, "périmé : horaires "+periode)
	}
	return strings.Join(notes, ", ")
}

// tablePubliee is a table with its files, its columns and its sources.
func (a *Atelier) tablePubliee(t diffusion.Table) TablePubliee {
	v := TablePubliee{Nom: t.Nom, Titre: t.Titre, Sens: t.Sens, Lignes: compte(a.Diffusion.Lignes(t.Nom), "ligne", "lignes"), Sources: a.citer(t.Sources...)}
	for _, f := range a.Diffusion.FichiersDe(t.Nom) {
		v.Fichiers = append(v.Fichiers, FichierPublie{Nom: f.Nom, URL: cheminDonnees + f.Nom, Description: f.Format})
	}
	types := map[diffusion.Type]string{diffusion.Texte: "texte", diffusion.Entier: "entier", diffusion.Decimal: "nombre", diffusion.Booleen: "true ou false"}
	for _, c := range t.Colonnes {
		forme := types[c.Type]
		if c.Unite != "" {
			forme += ", " + c.Unite
		}
		v.Colonnes = append(v.Colonnes, ColonnePubliee{Nom: c.Nom, Forme: forme, Sens: c.Sens})
	}
	return v
}

// etat says what became of a source in this build; "" for the timetable of
// another territory.
func (a *Atelier) etat(s sources.Source) string {
	absente := slices.ContainsFunc(a.Sources.Manquantes, func(m sources.Source) bool { return m.ID == s.ID })
	switch {
	case absente:
		return "absente. " + s.Apport
	case s.Reseau != nil && !slices.ContainsFunc(a.Reseaux, func(r diffusion.Reseau) bool { return r.Source == s.ID }):
		return ""
	case s.Reseau == nil && !sources.EstLu(s.ID):
		return "pas encore utilisée"
	}
	return "utilisée"
}

// urlsParPlan is the most URLs that one sitemap may hold.
const urlsParPlan = 50_000

// sitemap collects the pages to index.
type sitemap struct{ chemins []string }

func (s *sitemap) add(p Page) {
	if p.Vue != nil && !p.NonIndexee {
		s.chemins = append(s.chemins, p.Chemin)
	}
}

// pages returns robots.txt and the sitemap, an index of several past
// urlsParPlan.
func (s *sitemap) pages(baseURL string) []Page {
	robots := Page{Chemin: "/robots.txt", Corps: octets([]byte("User-agent: *\nAllow: /\nSitemap: " + baseURL + "/sitemap.xml\n"))}
	if len(s.chemins) <= urlsParPlan {
		return []Page{robots, {Chemin: "/sitemap.xml", Corps: octets(planXML("urlset", "url", baseURL, s.chemins))}}
	}
	pages := []Page{robots}
	var parties []string
	for debut := 0; debut < len(s.chemins); debut += urlsParPlan {
		chemin := fmt.Sprintf("/sitemap-%d.xml", len(parties)+1)
		fin := min(debut+urlsParPlan, len(s.chemins))
		pages = append(pages, Page{Chemin: chemin, Corps: octets(planXML("urlset", "url", baseURL, s.chemins[debut:fin]))})
		parties = append(parties, chemin)
	}
	return append(pages, Page{Chemin: "/sitemap.xml", Corps: octets(planXML("sitemapindex", "sitemap", baseURL, parties))})
}

func planXML(racine, element, baseURL string, chemins []string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="UTF-8"?><%s xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`, racine)
	for _, c := range chemins {
		fmt.Fprintf(&b, "<%s><loc>%s</loc></%s>", element, html.EscapeString(baseURL+c), element)
	}
	fmt.Fprintf(&b, "</%s>", racine)
	return []byte(b.String())
}
