package pages

import (
	"futurpro/generator/resultats"
)

// Addresses of the widget: its page, and the frame that other sites show.
const (
	cheminWidget = "/widget/"
	cheminCadre  = cheminWidget + "cadre/"
	// scriptWidget is the script that other sites load; layouts/racine has it.
	scriptWidget = "/widget.js"
)

// VueWidget is layout "widget".
type VueWidget struct {
	Adresse string // of the frame
	Script  string // code to copy, with the script
	Cadre   string // the same, without
}

// widget returns the page that makes the code, and the frame itself: one for
// all communes, which reads in its own address which one it shows.
func (a *Atelier) widget() []Page {
	return []Page{
		a.page(EnTete{Layout: "widget", Chemin: cheminWidget, Titre: "Futur Pro sur un autre site", Fil: accueilFil(),
			Description: "Le code à copier pour afficher, sur le site d'un collège ou d'une commune, les formations pro accessibles depuis chez soi."},
			func() (any, error) {
				return VueWidget{
					Adresse: cheminCadre,
					Script:  `<div data-futurpro=""></div>` + "\n" + `<script async src="` + a.BaseURL + scriptWidget + `"></script>`,
					Cadre:   `<iframe src="` + a.BaseURL + cheminCadre + `" title="Formations pro accessibles, avec Futur Pro" width="100%" height="380" style="border:0"></iframe>`,
				}, nil
			}),
		a.page(EnTete{Layout: "cadre", Chemin: cheminCadre, Titre: "Les formations pro accessibles depuis chez toi, en petit", NonIndexee: true, Cadre: true,
			Description: "Le cadre que d'autres sites affichent : une commune, et combien de formations y sont accessibles."},
			func() (any, error) { return nil, nil }),
	}
}

// parTranche counts the offres of each tranche, by increasing time.
func parTranche(proche []resultats.Resultat) []int {
	tranches := resultats.Tranches()
	n := make([]int, len(tranches))
	for _, r := range proche {
		for i, t := range tranches {
			if r.Tranche() == t {
				n[i]++
			}
		}
	}
	return n
}
