package pages

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"futurpro/generator/catalogue"
	"futurpro/generator/territoire"
)

// lieuxOuverts is the most établissements that the page of a diploma shows at
// once; past it, each département is folded.
const lieuxOuverts = 60

// VueFormation is a diploma across France, layout "formation".
type VueFormation struct {
	Decrite
	Libelle, Diplome string
	Facons           []string // "en voie scolaire, en 3 ans"
	Chapo            string   // in how many places
	Formation        SectionFormation
	Famille          FamilleFormation
	Admission        SectionAdmission
	Poursuite        *SectionDevenir // Texte and Etudes only
	Emploi           *SectionDevenir // Metiers only
	Regions          TableRegions
	Salaire          *SectionSalaire
	Proches          []Lien
	Academies        []AcademieFormation
	// Departements are anchors of this page, by name.
	Departements []Lien
	Deplie       bool   // the départements are open at once
	Sauf         string // how it is followed where a place says nothing else; "" when there is one way only
	Sources      Citees
}

// FamilleFormation is the famille de métiers seen from one of its diplomas: the
// 2des communes that lead to it, the bac pros that follow or stand beside it.
type FamilleFormation struct {
	Nom          string // "" outside any famille
	Communes     []Lien
	BacsPro      []Lien
	TitreBacsPro string
}

// TableRegions holds the figures of a diploma, région by région.
type TableRegions struct {
	Lignes []LigneRegion
	Voies  bool   // several voies or durations: each row says which
	Vide   string // why there is no row
	Source string
}

// LigneRegion is a row of TableRegions; figures are "12 %" or "non publié".
type LigneRegion struct {
	Region, Facon, Travaillent, Etudient, Autres, Taux string
	Note                                               string // millésime, and continuum where the figure is another code's
}

// AcademieFormation is an académie where a diploma is taught.
type AcademieFormation struct {
	Nom, Nombre  string
	Departements []DepartementFormation
}

// DepartementFormation lists where a diploma is taught in a département.
type DepartementFormation struct {
	Code, Nom string
	Nombre    int
	Lieux     []LieuFormation
}

// LieuFormation is an établissement that gives a diploma. Offres lead to its
// detail pages: the first bears the name of the établissement.
type LieuFormation struct {
	Offres      []Lien // the note says the voie and the duration where they are not the usual ones
	Ville       string
	Internat    bool
	nom, triage string
}

func (a *Atelier) vueFormation(e ensemble) VueFormation {
	f := a.Cat.Formations[e.principale]
	v := VueFormation{Decrite: Decrite{sujetDiplome(f)}, Libelle: f.Libelle, Diplome: diplomeSeul(f), Facons: a.facons(e),
		Famille: a.familleFormation(f), Admission: a.admissionEnsemble(e), Salaire: a.salaireFormation(e.principale),
		Regions: a.tableRegions(e), Deplie: e.etablissements <= lieuxOuverts}
	v.Academies = a.lieuxFormation(e, v.Facons[0])
	if len(v.Facons) > 1 {
		v.Sauf = v.Facons[0]
	}
	for _, ac := range v.Academies {
		for _, d := range ac.Departements {
			v.Departements = append(v.Departements, Lien{Texte: d.Nom, URL: "#d-" + d.Code, Note: nombre(d.Nombre)})
		}
	}
	sortLiens(v.Departements)
	v.Chapo = "Ce diplôme se prépare dans "
	if f.Role == catalogue.AnneeCommune {
		v.Chapo = "Cette 2de commune existe dans "
	}
	v.Chapo += dansCombien(e.etablissements, len(v.Departements)) + "."
	v.Formation.FormationFixe = &FormationFixe{Reponse: "Tu la suis " + enumere(v.Facons, "ou") + ".", Domaines: a.liensDomaines(f), Faits: codesFormation(f)}
	if f.Role == catalogue.AnneeCommune {
		v.Formation.Reponse = reponseAnneeCommune
	}
	a.addFiche(&v.Formation, f)
	if f.Fermeture != "" {
		v.Formation.Avis = append(v.Formation.Avis, avisFermeture(f))
	}
	v.Poursuite, v.Emploi = &SectionDevenir{Debouches: debouchesEtudes(f)}, &SectionDevenir{Debouches: debouchesMetiers(f)}
	if f.Fiche != nil {
		v.Poursuite.Texte = texte(f.Fiche.Poursuite)
	}
	for _, cfd := range f.Proches {
		if l, ok := a.lienEnsemble(cfd); ok && cfd != f.CFD && len(v.Proches) < suggestionsMax {
			v.Proches = append(v.Proches, l)
		}
	}
	ids := []string{"constat-rentree", "affelnet", "bcn-mef", "bcn-n-formation-diplome", "annuaire-education", "onisep-formations"}
	if slices.ContainsFunc(e.formations, func(f catalogue.FormationIdx) bool { return a.Cat.Formations[f].Voie == catalogue.Apprentissage }) {
		ids = append(ids, "apprentissage")
	}
	if len(v.Regions.Lignes) > 0 {
		ids = append(ids, "inserjeunes-regions")
	}
	if len(v.Salaire.Barres)+len(v.Salaire.Faits) > 0 {
		ids = append(ids, "inserjeunes-salaires")
	}
	v.Sources = a.citer(append(ids, a.sourcesFiche(VueOffre{}, f)...)...)
	return v
}

// dansCombien says how many places teach a diploma, and how far apart.
func dansCombien(etablissements, departements int) string {
	switch {
	case etablissements == 1:
		return "un seul établissement"
	case departements == 1:
		return nombre(etablissements) + " établissements d'un seul département"
	}
	return nombre(etablissements) + " établissements de " + nombre(departements) + " départements"
}

// facons are the ways to follow a diploma, each once, the most frequent first.
func (a *Atelier) facons(e ensemble) []string {
	nb := map[string]int{}
	var l []string
	for _, o := range e.offres {
		c := comment(a.formation(a.Cat.Offres[o]))
		if nb[c] == 0 {
			l = append(l, c)
		}
		nb[c]++
	}
	slices.SortStableFunc(l, func(x, y string) int { return cmp.Compare(nb[y], nb[x]) })
	return l
}

// enumere writes "a ; b ou c".
func enumere(l []string, conjonction string) string {
	if len(l) < 2 {
		return strings.Join(l, "")
	}
	n := len(l) - 1
	return strings.Join(l[:n], " ; ") + " " + conjonction + " " + l[n]
}

// familleFormation links a 2de commune to its bac pros, and a bac pro to its
// 2des communes and to the other bac pros of its famille.
func (a *Atelier) familleFormation(f catalogue.Formation) FamilleFormation {
	if f.Famille == catalogue.SansFamille || f.Role == catalogue.HorsFamille {
		return FamilleFormation{}
	}
	v := FamilleFormation{Nom: a.Cat.Familles[f.Famille].Libelle, TitreBacsPro: "Les bacs pro à la suite"}
	if f.Role == catalogue.Specialite {
		v.TitreBacsPro = "Les autres bacs pro de la famille"
	}
	vus := map[string]bool{f.CFD: true}
	for _, g := range a.Cat.Formations {
		l, ok := a.lienEnsemble(g.CFD)
		if !ok || vus[g.CFD] || g.Famille != f.Famille {
			continue
		}
		vus[g.CFD] = true
		switch g.Role {
		case catalogue.Specialite:
			v.BacsPro = append(v.BacsPro, l)
		case catalogue.AnneeCommune:
			v.Communes = append(v.Communes, l)
		}
	}
	sortLiens(v.BacsPro)
	sortLiens(v.Communes)
	return v
}

// admissionEnsemble counts the offres by level of admission.
func (a *Atelier) admissionEnsemble(e ensemble) SectionAdmission {
	var nb [catalogue.PressionElevee + 1]int
	for _, o := range e.offres {
		if entree := a.Cat.Offres[o].Entree; entree != nil && entree.Rentree == a.Cat.RentreePression {
			nb[a.pression(a.Cat.Offres[o])]++
		}
	}
	s := SectionAdmission{Reponse: "Le taux de pression de cette formation n'est publié pour aucun établissement."}
	if f := a.Cat.Formations[e.principale]; f.Fiche != nil {
		s.Texte = texte(f.Fiche.Acces)
	}
	connues := nb[catalogue.PressionFaible] + nb[catalogue.PressionModeree] + nb[catalogue.PressionElevee]
	if connues == 0 {
		return s
	}
	s.Reponse = "Cela dépend de l'établissement : on connaît le taux de pression pour " + compte(connues, "formation", "formations") + " sur " + nombre(len(e.offres)) + "."
	s.Faits = []Fait{{"Taux de pression faible", compte(nb[catalogue.PressionFaible], "formation", "formations")},
		{"Taux de pression modéré", compte(nb[catalogue.PressionModeree], "formation", "formations")},
		{"Taux de pression élevé", compte(nb[catalogue.PressionElevee], "formation", "formations")}}
	s.Precision = "Le taux de pression est le nombre de premiers vœux pour une place : il est faible en dessous de 1."
	s.Rentree, s.Source = "rentrée "+a.Cat.RentreePression, a.nomSource("affelnet")
	return s
}

// tableRegions lists the latest regional figures of each way to follow the
// diploma.
func (a *Atelier) tableRegions(e ensemble) TableRegions {
	t := TableRegions{Vide: "Aucun chiffre régional n'est publié pour ce diplôme.", Source: a.source("inserjeunes-regions")}
	if a.Cat.Formations[e.principale].Role == catalogue.AnneeCommune {
		t.Vide = "Cela dépend du bac pro choisi à la fin de l'année : la page de chacun donne ses chiffres."
	}
	publie := func(x *float64) string {
		if x == nil {
			return "non publié"
		}
		return pourCent(*x)
	}
	for _, r := range a.Ref.Regions {
		for _, f := range e.formations {
			ind := a.regional(f, r.Code)
			if ind == nil {
				continue
			}
			ligne := LigneRegion{Region: r.Nom, Facon: comment(a.Cat.Formations[f]), Travaillent: publie(ind.PartEmploi6Mois), Etudient: publie(ind.TauxFormation),
				Autres: publie(ind.PartAutres6Mois), Taux: publie(ind.TauxEmploi6Mois), Note: "promotions " + promotions(ind.Millesime)}
			if !ind.Propre {
				ligne.Note += ", code " + ind.CFDSource
			}
			t.Voies = t.Voies || len(t.Lignes) > 0 && t.Lignes[0].Facon != ligne.Facon
			t.Lignes = append(t.Lignes, ligne)
		}
	}
	return t
}

// lieuxFormation lists where a diploma is taught: académies by name,
// départements by code, établissements by town. The usual way to follow it is
// not told again.
func (a *Atelier) lieuxFormation(e ensemble, usuelle string) []AcademieFormation {
	col := collate.New(language.French)
	parDepartement := map[string][]LieuFormation{}
	rangs := map[catalogue.EtablissementIdx]int{}
	for _, o := range e.offres {
		offre := a.Cat.Offres[o]
		etab := a.Cat.Etablissements[offre.Etablissement]
		lien := Lien{URL: a.urls[o], Note: comment(a.formation(offre))}
		lieux := parDepartement[etab.Departement]
		if i, ok := rangs[offre.Etablissement]; ok {
			lieux[i].Offres = append(lieux[i].Offres, lien)
			continue
		}
		rangs[offre.Etablissement] = len(lieux)
		lien.Texte = etab.NomCourt()
		if lien.Note == usuelle {
			lien.Note = ""
		}
		parDepartement[etab.Departement] = append(lieux, LieuFormation{Offres: []Lien{lien}, Ville: etab.Ville, Internat: etab.Internat == catalogue.OuiPublie, nom: lien.Texte, triage: etab.UAI})
	}
	parAcademie := map[string][]DepartementFormation{}
	for code, lieux := range parDepartement {
		slices.SortFunc(lieux, func(x, y LieuFormation) int {
			return cmp.Or(col.CompareString(x.Ville, y.Ville), col.CompareString(x.nom, y.nom), cmp.Compare(x.triage, y.triage))
		})
		d, _ := a.Ref.Departement(code)
		parAcademie[d.Academie] = append(parAcademie[d.Academie], DepartementFormation{Code: code, Nom: cmp.Or(d.Nom, "Département "+code), Nombre: len(lieux), Lieux: lieux})
	}
	var academies []AcademieFormation
	for code, departements := range parAcademie {
		ac, _ := a.Ref.Academie(code)
		slices.SortFunc(departements, func(x, y DepartementFormation) int { return cmp.Compare(x.Code, y.Code) })
		n := 0
		for _, d := range departements {
			n += d.Nombre
		}
		academies = append(academies, AcademieFormation{Nom: nomAcademie(ac), Nombre: compte(n, "établissement", "établissements"), Departements: departements})
	}
	slices.SortFunc(academies, func(x, y AcademieFormation) int {
		return cmp.Or(col.CompareString(x.Nom, y.Nom), cmp.Compare(x.Departements[0].Code, y.Departements[0].Code))
	})
	return academies
}

func nomAcademie(a territoire.Academie) string {
	if a.Nom == "" {
		return "Autres lieux"
	}
	return "Académie " + a.De()
}
