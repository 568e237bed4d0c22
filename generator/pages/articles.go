package pages

import (
	"cmp"

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
		corps := func() ([]byte, error) { return a.Ressource(as.Source) }
		if !yield(Page{Chemin: as.URL, Corps: corps, NonIndexee: true}, nil) {
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
			Modifier:      a.corpus.Site.EditURL(art.Source),
			ModifierTexte: cmp.Or(a.corpus.Site.Variables["gh_edit_link_text"], "Proposer une modification"),
			HautTexte:     cmp.Or(a.corpus.Site.Variables["back_to_top_text"], "Retour en haut de page")}
		if !art.Bare {
			v.Nav = a.menuDe(art)
			if a.documentation != nil {
				v.Recherche = a.documentation.Chemin
			}
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

// arbreMax is the number of pages up to which each shows the whole tree.
// Beyond, a page shows the branches that lead to it, so that neither its weight
// nor the time of a build grows with the square of the number of pages.
const arbreMax = 40

// menuDe is the navigation tree beside a page.
func (a *Atelier) menuDe(art *content.Article) []Noeud {
	if len(a.corpus.Articles) <= arbreMax {
		return noeuds(a.corpus.Nav, art, nil)
	}
	branche := map[*content.Article]bool{art: true}
	for _, au := range art.Breadcrumbs {
		branche[au] = true
	}
	return noeuds(a.corpus.Nav, art, branche)
}

// noeuds turns the navigation tree; courant may be nil. What is under the pages
// that are not in branche is left out; nil keeps everything.
func noeuds(nav []*content.Nav, courant *content.Article, branche map[*content.Article]bool) []Noeud {
	l := make([]Noeud, 0, len(nav))
	for _, n := range nav {
		no := Noeud{Lien: Lien{Texte: n.Article.Title, URL: n.Article.URL}, Courant: n.Article == courant}
		if branche == nil || branche[n.Article] {
			no.Enfants = noeuds(n.Enfants, courant, branche)
		}
		l = append(l, no)
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
