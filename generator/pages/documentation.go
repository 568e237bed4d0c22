package pages

import (
	"fmt"
	"sync"

	"futurpro/generator/catalogue"
	"futurpro/generator/content"
	"futurpro/generator/recherche"
)

// dossierDocumentation is the folder of the search over the Markdown pages. Its
// name changes with the numbers of their sections, by which its files name each
// other, and not with the words: those are looked at again each time, and an
// edit changes few of them. nil when there is no tree of pages, or nothing to
// find in it.
func dossierDocumentation(corpus *content.Corpus) (*Page, error) {
	cle, err := recherche.Empreinte(corpus.Articles)
	if err != nil {
		return nil, fmt.Errorf("search of the documentation: %w", err)
	}
	if len(corpus.Nav) == 0 || cle == "" {
		return nil, nil
	}
	dossier := "/donnees/documentation/" + cle + "/"
	return &Page{Chemin: dossier, NonIndexee: true, Dossier: sync.OnceValues(func() ([]Page, error) {
		index, err := recherche.Index(corpus.Articles)
		if err != nil {
			return nil, fmt.Errorf("search of the documentation: %w", err)
		}
		var fichiers []Page
		for _, f := range index {
			fichiers = append(fichiers, Page{Chemin: dossier + f.Nom, Corps: octets(f.Corps), NonIndexee: true})
		}
		return fichiers, nil
	})}, nil
}

// dossiers are the folders of the site whose files are made when needed.
func (a *Atelier) dossiers() []Page {
	if a.documentation == nil {
		return nil
	}
	return []Page{*a.documentation}
}

// indexDiplomes is the file by which the list of a commune is searched.
func indexDiplomes(cat *catalogue.Catalogue) (Page, error) {
	b, err := recherche.Formations(cat)
	return Page{Chemin: "/donnees/quoi." + empreinte(b) + ".json", Corps: octets(b), NonIndexee: true}, err
}
