package pages

import (
	"bytes"
	"encoding/json"
	"fmt"

	"futurpro/generator/resultats"
)

// Gabarit prints a template of a layout, by name, for a value.
type Gabarit func(layout, nom string, v any) ([]byte, error)

// gabaritsJSON is what the script of the communes draws with: HTML that is the
// same everywhere, so that each page does not repeat it.
type gabaritsJSON struct {
	Filtres string `json:"filtres"` // the filters and their values, in the order of VueCommune.Comptes
	Tris    string `json:"tris"`    // the sorts
	Vide    string `json:"vide"`    // what is shown when the filters leave nothing
	Carte   string `json:"carte"`   // a card with all its parts
	Sources string `json:"sources"` // of the list, for paper
}

// fichierGabarits prints the shared file; its address changes with it.
func (a *Atelier) fichierGabarits(imprimer Gabarit) (Page, error) {
	// A card with every part, for the script to fill or to remove.
	modele := Cartes{{
		CarteFixe: &CarteFixe{URL: "#", Libelle: "-", Diplome: "-", Alternance: true, Statut: "-", Etablissement: "-", Ville: "-", Internat: true,
			Etiquettes: []string{"-"}, Specialites: []string{"-"}, PortesOuvertes: "-"},
		CarteAcces: CarteAcces{Temps: "-", TrancheLibelle: "-", Trajet: "-", Espace: true, CarScolaire: true, Quartier: "-", Distance: "-"},
	}}
	var g gabaritsJSON
	for _, p := range []struct {
		dans *string
		nom  string
		v    any
	}{{&g.Filtres, "gabarit-filtres", a.filtres()}, {&g.Tris, "gabarit-tris", tris()}, {&g.Vide, "gabarit-vide", nil}, {&g.Carte, "cartes-offres", modele},
		{&g.Sources, "fiche-sources", a.citer("constat-rentree", "affelnet", "annuaire-education")}} {
		html, err := imprimer("commune", p.nom, p.v)
		if err != nil {
			return Page{}, err
		}
		*p.dans = string(html)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(g); err != nil {
		return Page{}, fmt.Errorf("templates of the communes: %w", err)
	}
	corps := bytes.TrimSpace(b.Bytes())
	return Page{Chemin: cheminDonnees + "gabarits." + empreinte(corps) + ".json", Corps: octets(corps), NonIndexee: true}, nil
}

// filtres says what can be chosen on the page of any commune.
func (a *Atelier) filtres() []Filtre {
	options := a.compteur.Options()
	var l []Filtre
	for i, f := range resultats.Filtres() {
		vue := Filtre{Cle: f.Cle, Titre: f.Titre, Combine: string(f.Combine), Aide: f.Aide}
		for _, o := range options[i] {
			vue.Options = append(vue.Options, OptionFiltre{Valeur: o.Valeur, Libelle: majuscule(o.Libelle), Aide: o.Aide})
		}
		l = append(l, vue)
	}
	return l
}
