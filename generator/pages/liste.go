package pages

import (
	"slices"

	"futurpro/generator/catalogue"
)

// VueListe is layout "liste": the offres that a visitor keeps. The script fills
// it, from the storage of the browser and the shared files.
type VueListe struct {
	Departements []Lien // the way on without JavaScript
	// Fichiers are the shared files that hold établissements, by the first
	// characters of their UAI: those of a département, nearly always. The key of
	// an offre tells where to read of it, in any build.
	Fichiers   map[string][]string
	Etiquettes map[string]string // words, by key
}

// prefixeUAI is how many characters of an UAI find its file; layouts/liste/
// counts as many.
const prefixeUAI = 3

// pageListe is the page of the offres that a visitor keeps.
func (a *Atelier) pageListe() Page {
	return a.page(EnTete{Layout: "liste", Chemin: cheminListe, Titre: "Ma liste de vœux", Fil: accueilFil(), NonIndexee: true,
		Description: "Les formations que tu gardes de côté : à ranger, annoter, comparer, imprimer et partager."},
		func() (any, error) { return a.vueListe(), nil })
}

func (a *Atelier) vueListe() VueListe {
	v := VueListe{Departements: a.liensDepartements(), Fichiers: map[string][]string{}, Etiquettes: map[string]string{}}
	for i, e := range a.Cat.Etablissements {
		r := a.rangs[i]
		if r.fichier < 0 {
			continue
		}
		prefixe, url := e.UAI[:min(prefixeUAI, len(e.UAI))], a.fichiers[r.fichier].url
		if !slices.Contains(v.Fichiers[prefixe], url) {
			v.Fichiers[prefixe] = append(v.Fichiers[prefixe], url)
		}
	}
	for _, t := range catalogue.ToutesEtiquettes() {
		v.Etiquettes[t.Cle] = t.Libelle
	}
	return v
}
