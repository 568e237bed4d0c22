package pages

import (
	"cmp"
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"futurpro/generator/catalogue"
	"futurpro/generator/territoire"
)

// ensemble is a diploma across France: one CFD, both voies and all dispositifs
// together.
type ensemble struct {
	cfd string
	// principale describes it: the formation of the voie scolaire with the most
	// offres, else that of apprentissage.
	principale     catalogue.FormationIdx
	formations     []catalogue.FormationIdx // in order of the catalogue
	offres         []catalogue.OffreIdx
	etablissements int
	url            string
	// nom is the libellé, with the code where another diploma has the same name.
	nom string
}

// domaine is a professional field with its diplomas.
type domaine struct {
	nom, url  string
	ensembles []int // ranks in Atelier.ensembles
}

// urlDomaine is the page of a domaine.
func urlDomaine(nom string) string { return "/domaine/" + territoire.Slug(nom) + "/" }

// addEnsembles gathers the offres by CFD, and the CFD by domaine.
func (a *Atelier) addEnsembles() {
	a.parCFD = map[string]int{}
	for i, o := range a.Cat.Offres {
		cfd := a.Cat.Formations[o.Formation].CFD
		n, ok := a.parCFD[cfd]
		if !ok {
			n = len(a.ensembles)
			a.parCFD[cfd] = n
			a.ensembles = append(a.ensembles, ensemble{cfd: cfd})
		}
		a.ensembles[n].offres = append(a.ensembles[n].offres, catalogue.OffreIdx(i))
	}
	noms := map[string]int{}
	for i := range a.ensembles {
		e := &a.ensembles[i]
		a.describe(e)
		noms[diplomeSeul(a.Cat.Formations[e.principale])+" "+e.nom]++
	}
	for i := range a.ensembles {
		e := &a.ensembles[i]
		if noms[diplomeSeul(a.Cat.Formations[e.principale])+" "+e.nom] > 1 {
			e.nom += " (" + e.cfd + ")"
		}
	}
	a.addDomaines()
}

// describe fills an ensemble from its offres.
func (a *Atelier) describe(e *ensemble) {
	parFormation, lieux := map[catalogue.FormationIdx]int{}, map[catalogue.EtablissementIdx]bool{}
	for _, o := range e.offres {
		f := a.Cat.Offres[o].Formation
		if parFormation[f] == 0 {
			e.formations = append(e.formations, f)
		}
		parFormation[f]++
		lieux[a.Cat.Offres[o].Etablissement] = true
	}
	e.etablissements = len(lieux)
	e.principale = slices.MaxFunc(e.formations, func(x, y catalogue.FormationIdx) int {
		return cmp.Or(cmp.Compare(a.Cat.Formations[y].Voie, a.Cat.Formations[x].Voie),
			cmp.Compare(parFormation[x], parFormation[y]), cmp.Compare(y, x))
	})
	e.nom = a.Cat.Formations[e.principale].Libelle
	e.url = "/formation/" + e.cfd + "-" + territoire.Slug(e.nom) + "/"
}

// addDomaines lists the domaines by name, with the diplomas of each.
func (a *Atelier) addDomaines() {
	parNom := map[string][]int{}
	for i, e := range a.ensembles {
		for _, d := range a.Cat.Formations[e.principale].Domaines {
			parNom[d] = append(parNom[d], i)
		}
	}
	for nom, ensembles := range parNom {
		a.domaines = append(a.domaines, domaine{majuscule(nom), urlDomaine(nom), ensembles})
	}
	col := collate.New(language.French)
	slices.SortFunc(a.domaines, func(x, y domaine) int {
		return cmp.Or(col.CompareString(x.nom, y.nom), cmp.Compare(x.nom, y.nom))
	})
}

// diplomeSeul names a diploma whatever its duration.
func diplomeSeul(f catalogue.Formation) string {
	f.Duree = 0
	return diplome(f)
}

// lienEnsemble leads to the page of a CFD, with its diploma and where it is
// taught in the note; false when no établissement gives it.
func (a *Atelier) lienEnsemble(cfd string) (Lien, bool) {
	i, ok := a.parCFD[cfd]
	if !ok {
		return Lien{}, false
	}
	e := a.ensembles[i]
	return Lien{Texte: e.nom, URL: e.url, Note: diplomeSeul(a.Cat.Formations[e.principale]) + ", " + compte(e.etablissements, "établissement", "établissements")}, true
}

// liensDomaines leads to the pages of the domaines of a formation.
func (a *Atelier) liensDomaines(f catalogue.Formation) []Lien {
	var l []Lien
	for _, d := range f.Domaines {
		lien := Lien{Texte: d}
		if _, ok := a.parCFD[f.CFD]; ok {
			lien.URL = urlDomaine(d)
		}
		l = append(l, lien)
	}
	return l
}

// formations yields the index of the diplomas, then the page of each, then
// those of the domaines.
func (a *Atelier) formations(yield func(Page, error) bool) {
	if !yield(a.page(EnTete{Layout: "formations", Chemin: cheminFormations, Titre: "Toutes les formations, de A à Z et par domaine", Fil: accueilFil(),
		Description: "Les " + nombre(len(a.ensembles)) + " diplômes professionnels que l'on peut préparer après la 3e : CAP, bacs pro, 2des communes, de A à Z et par domaine."},
		func() (any, error) { return a.vueFormations(), nil }), nil) {
		return
	}
	for _, e := range a.ensembles {
		f := a.Cat.Formations[e.principale]
		entete := EnTete{Layout: "formation", Apercu: a.apercuDomaine(f), Chemin: e.url, Titre: diplomeSeul(f) + " " + e.nom + " : établissements, admission, métiers",
			Description: diplomeSeul(f) + " " + e.nom + " : la formation, l'admission, la suite, les métiers, et " +
				compte(e.etablissements, "établissement qui la propose", "établissements qui la proposent") + ", département par département.",
			Fil: accueilFil(Lien{Texte: "Toutes les formations", URL: cheminFormations})}
		if !yield(a.page(entete, func() (any, error) { return a.vueFormation(e), nil }), nil) {
			return
		}
	}
	for _, d := range a.domaines {
		entete := EnTete{Layout: "domaine", Apercu: newApercu("domaine-"+territoire.Slug(d.nom), d.nom), Chemin: d.url, Titre: "Formations professionnelles : " + d.nom,
			Description: "Domaine « " + d.nom + " » : " + compte(len(d.ensembles), "diplôme professionnel accessible", "diplômes professionnels accessibles") + " après la 3e, niveau par niveau, et où les préparer.",
			Fil:         accueilFil(Lien{Texte: "Toutes les formations", URL: cheminFormations})}
		if !yield(a.page(entete, func() (any, error) { return a.vueDomaine(d), nil }), nil) {
			return
		}
	}
}

// VueFormations is the index of the diplomas, layout "formations".
type VueFormations struct {
	Nombre   int
	Domaines []Lien
	Lettres  []LettreFormations
}

// LettreFormations holds the diplomas under one initial.
type LettreFormations struct {
	Lettre     string
	Formations []Lien
}

func (a *Atelier) vueFormations() VueFormations {
	v := VueFormations{Nombre: len(a.ensembles)}
	for _, d := range a.domaines {
		v.Domaines = append(v.Domaines, Lien{Texte: d.nom, URL: d.url, Note: compte(len(d.ensembles), "formation", "formations")})
	}
	var liens []Lien
	for _, e := range a.ensembles {
		l, _ := a.lienEnsemble(e.cfd)
		liens = append(liens, l)
	}
	sortLiens(liens)
	for _, l := range liens {
		lettre := initiale(l.Texte)
		if n := len(v.Lettres); n == 0 || v.Lettres[n-1].Lettre != lettre {
			v.Lettres = append(v.Lettres, LettreFormations{Lettre: lettre})
		}
		derniere := &v.Lettres[len(v.Lettres)-1]
		derniere.Formations = append(derniere.Formations, l)
	}
	return v
}

// VueDomaine is a professional field, layout "domaine".
type VueDomaine struct {
	Nom     string
	Nombre  string // "12 diplômes"
	Niveaux []NiveauDomaine
	Autres  []Lien // domaines
}

// NiveauDomaine holds the diplomas of one level.
type NiveauDomaine struct {
	Titre      string
	Formations []Lien
}

func (a *Atelier) vueDomaine(d domaine) VueDomaine {
	v := VueDomaine{Nom: d.nom, Nombre: compte(len(d.ensembles), "diplôme", "diplômes")}
	var communes []Lien
	parGroupe := map[catalogue.Groupe][]Lien{}
	for _, i := range d.ensembles {
		e := a.ensembles[i]
		l, _ := a.lienEnsemble(e.cfd)
		if f := a.Cat.Formations[e.principale]; f.Role == catalogue.AnneeCommune {
			communes = append(communes, l)
		} else {
			parGroupe[f.Groupe] = append(parGroupe[f.Groupe], l)
		}
	}
	add := func(titre string, liens []Lien) {
		if liens != nil {
			sortLiens(liens)
			v.Niveaux = append(v.Niveaux, NiveauDomaine{titre, liens})
		}
	}
	for g := catalogue.CAP; g <= catalogue.DiplomeEtat; g++ {
		if g == catalogue.BacPro {
			add("2de commune, première année du bac pro", communes)
		}
		add(g.String(), parGroupe[g])
	}
	for _, autre := range a.domaines {
		if autre.url != d.url {
			v.Autres = append(v.Autres, Lien{Texte: autre.nom, URL: autre.url})
		}
	}
	return v
}
