package pages

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"futurpro/generator/territoire"
)

// departements yields the page of every département.
func (a *Atelier) departements(yield func(Page, error) bool) {
	for _, d := range a.Ref.Departements {
		e := EnTete{
			Layout: "departement", Apercu: a.apercuRegion(d.Code), Chemin: urlDepartement(d), Titre: "Communes et établissements : " + d.Nom + " (" + d.Code + ")",
			Description: "Toutes les communes du département " + d.Nom + " et tous ses établissements de formation professionnelle après la 3e.",
			Fil:         accueilFil(),
		}
		if !yield(a.page(e, func() (any, error) { return a.vueDepartement(d), nil }), nil) {
			return
		}
	}
}

func (a *Atelier) vueDepartement(d territoire.Departement) VueDepartement {
	acad, _ := a.Ref.Academie(d.Academie)
	v := VueDepartement{Nom: d.Nom, Code: d.Code, Academie: acad.De()}
	lettres := map[string][]Lien{}
	add := func(nom, note string, c territoire.Commune) {
		lettre := initiale(nom)
		lettres[lettre] = append(lettres[lettre], Lien{Texte: nom, URL: urlCommune(c), Note: note})
	}
	for _, c := range a.Ref.Communes {
		if c.Departement != d.Code {
			continue
		}
		v.NbCommunes++
		add(c.Nom, "", c)
		// One looks for the name of one's village, also where it is no longer that
		// of a commune.
		for _, ancien := range c.AnciensNoms {
			add(ancien, "aujourd'hui "+c.Nom, c)
		}
	}
	for lettre, liens := range lettres {
		sortLiens(liens)
		v.Lettres = append(v.Lettres, LettreCommunes{Lettre: lettre, Communes: liens})
	}
	slices.SortFunc(v.Lettres, func(x, y LettreCommunes) int { return cmp.Compare(x.Lettre, y.Lettre) })
	villes := map[string][]Lien{}
	for i, e := range a.Cat.Etablissements {
		if e.Departement != d.Code {
			continue
		}
		n := len(a.listees[i])
		v.NbEtablissements++
		v.NbOffres += n
		villes[e.Ville] = append(villes[e.Ville], Lien{Texte: e.Nom, URL: urlEtablissement(e), Note: compte(n, "formation", "formations")})
	}
	for ville, liens := range villes {
		sortLiens(liens)
		v.Villes = append(v.Villes, VilleEtablissements{Ville: ville, Etablissements: liens})
	}
	col := collate.New(language.French)
	slices.SortFunc(v.Villes, func(x, y VilleEtablissements) int {
		// Those whose town is not published come last.
		if (x.Ville == "") != (y.Ville == "") {
			return cmp.Compare(y.Ville, x.Ville)
		}
		return cmp.Or(col.CompareString(x.Ville, y.Ville), cmp.Compare(x.Ville, y.Ville))
	})
	return v
}

// initiale is the letter under which a name is listed.
func initiale(nom string) string {
	if plie := territoire.Plier(nom); plie != "" {
		return strings.ToUpper(plie[:1])
	}
	return "Z"
}

// sortLiens orders links as a French reader expects, accents last.
func sortLiens(liens []Lien) {
	col := collate.New(language.French)
	slices.SortFunc(liens, func(x, y Lien) int {
		return cmp.Or(col.CompareString(x.Texte, y.Texte), cmp.Compare(x.URL, y.URL))
	})
}
