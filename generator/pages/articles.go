package pages

import (
	"cmp"
	"mime"
	"path"

	"futurpro/generator/content"
)

// articles yields the Markdown pages, their images and their redirects.
func (a *Atelier) articles(yield func(Page, error) bool) {
	for _, art := range a.corpus.Articles {
		if !yield(a.article(art), nil) {
			return
		}
	}
	for _, as := range a.corpus.Assets {
		b, err := a.Ressource(as.Source)
		if !yield(Page{Chemin: as.URL, Brut: b, Type: mime.TypeByExtension(path.Ext(as.URL)), NonIndexee: true}, err) {
			return
		}
	}
	for _, r := range a.corpus.Redirects {
		e := EnTete{Layout: "redirection", Chemin: r.From, Titre: r.To.Title + " (page déplacée)", NonIndexee: true,
			Description: "Cette page a changé d'adresse."}
		p := a.page(e, func() (any, error) { return VueRedirection{Lien{Texte: r.To.Title, URL: r.To.URL}}, nil })
		if !yield(p, nil) {
			return
		}
	}
}

func (a *Atelier) article(art *content.Article) Page {
	e := EnTete{Layout: art.Layout, Chemin: art.URL, Titre: art.Title, Description: art.Description, Fil: accueilFil(), NonIndexee: art.SitemapExclude}
	for _, b := range art.Breadcrumbs {
		e.Fil = append(e.Fil, lienArticle(b))
	}
	return a.page(e, func() (any, error) {
		v := VueArticle{Titre: art.Title, HTML: art.HTML, Modifie: dateLongue(art.LastModified),
			Modifier: a.corpus.Site.EditURL(art.Source), ModifierTexte: cmp.Or(a.corpus.Site.EditText, "Proposer une modification")}
		if !art.Bare {
			v.Nav = noeuds(a.corpus.Nav, art)
		}
		if !art.TOCInPage {
			v.Sommaire = sommaire(art.TOC)
		}
		if art.ListEnfants {
			for _, f := range art.Enfants {
				l := lienArticle(f)
				l.Note = f.Summary
				v.Enfants = append(v.Enfants, l)
			}
		}
		if art.Precedent != nil {
			l := lienArticle(art.Precedent)
			v.Precedent = &l
		}
		if art.Suivant != nil {
			l := lienArticle(art.Suivant)
			v.Suivant = &l
		}
		return v, nil
	})
}

func lienArticle(art *content.Article) Lien {
	return Lien{Texte: art.Title, URL: art.URL, Note: art.Description}
}

// noeuds turns the navigation tree; courant may be nil.
func noeuds(nav []*content.Nav, courant *content.Article) []Noeud {
	var l []Noeud
	for _, n := range nav {
		l = append(l, Noeud{Lien: Lien{Texte: n.Article.Title, URL: n.Article.URL}, Courant: n.Article == courant,
			Ouvert: courant != nil && n.Contains(courant), Enfants: noeuds(n.Enfants, courant)})
	}
	return l
}

func sommaire(toc []*content.TOCEntry) []EntreeSommaire {
	var l []EntreeSommaire
	for _, t := range toc {
		l = append(l, EntreeSommaire{Texte: t.Text, ID: t.ID, Enfants: sommaire(t.Enfants)})
	}
	return l
}
