package pages

import (
	"cmp"
	"fmt"
	"slices"

	"futurpro/generator/catalogue"
	"futurpro/generator/territoire"
)

// offres yields the detail page of every offre, spécialités included.
func (a *Atelier) offres(yield func(Page, error) bool) {
	titres := map[string]int{}
	for o := range a.Cat.Offres {
		titres[a.titreOffre(catalogue.OffreIdx(o))]++
	}
	for o := range a.Cat.Offres {
		idx := catalogue.OffreIdx(o)
		offre := a.Cat.Offres[o]
		f, e := a.Cat.Formations[offre.Formation], a.Cat.Etablissements[offre.Etablissement]
		titre := a.titreOffre(idx)
		if titres[titre] > 1 {
			// Two codes of one name, or two établissements of one name in a town.
			titre += " (" + f.CFD + " " + f.Dispositif + ", " + e.UAI + ")"
		}
		d, _ := a.Ref.Departement(e.Departement)
		fil := accueilFil()
		if d.Code != "" {
			fil = append(fil, Lien{Texte: d.Nom, URL: urlDepartement(d)})
		}
		entete := EnTete{
			Layout: "details", Apercu: a.apercuDomaine(f), Chemin: a.urls[o], Titre: titre,
			Description: titre + " (" + nomVoie(f.Voie) + ") : admission, poursuite d'études et emploi après la formation.",
			Fil:         append(fil, Lien{Texte: e.NomCourt(), URL: urlEtablissement(e)}),
		}
		if !yield(a.page(entete, func() (any, error) { return a.vueOffre(idx), nil }), nil) {
			return
		}
	}
}

func (a *Atelier) titreOffre(o catalogue.OffreIdx) string {
	offre := a.Cat.Offres[o]
	f := a.Cat.Formations[offre.Formation]
	titre := diplome(f) + " " + f.Libelle + " - " + titreEtablissement(a.Cat.Etablissements[offre.Etablissement])
	if f.Voie == catalogue.Apprentissage {
		titre += " - Alternance"
	}
	return titre
}

func (a *Atelier) vueOffre(idx catalogue.OffreIdx) VueOffre {
	o := a.Cat.Offres[idx]
	f, e := a.formation(o), a.Cat.Etablissements[o.Etablissement]
	v := VueOffre{
		Decrite: Decrite{a.sujetOffre(o)},
		Libelle: f.Libelle, Diplome: diplome(f), Duree: dureeFormation(f), Alternance: f.Voie == catalogue.Apprentissage,
		Voie: nomVoie(f.Voie), Etiquettes: etiquettes(o), Etablissement: fiche(e), De: territoire.De(e.Ville),
		Formation: a.sectionFormation(idx), Admission: a.sectionAdmission(o),
		Salaire: a.salaires[o.Formation], AutreVoie: a.autreVoie(idx), Voisines: a.voisines(idx),
		Gardable: slices.Contains(a.listees[o.Etablissement], idx),
	}
	v.RepereAcces = a.repere(o.Etablissement)
	if f.Fiche != nil {
		v.Admission.Texte = texte(f.Fiche.Acces)
	}
	v.PortesOuvertes = a.portesOuvertes(e)
	a.addSuggestions(&v, idx)
	v.Poursuite, v.Emploi = a.sectionsDevenir(o)
	v.Resume = Tuiles{
		{Ancre: "la-formation", Titre: "La formation", Reponse: tuileFormation(f), Ton: "neutre"},
		a.tuileAdmission(o),
		v.Poursuite.tuile("poursuite-etudes", "La poursuite d'études"),
		v.Emploi.tuile("acces-emploi", "L'accès à l'emploi"),
	}
	v.Sources = a.citer(append(a.sourcesOffre(o, v), a.sourcesFiche(v, f)...)...)
	return v
}

// formation is that of an offre, with the duration of the offre.
func (a *Atelier) formation(o catalogue.Offre) catalogue.Formation {
	f := a.Cat.Formations[o.Formation]
	f.Duree = cmp.Or(o.Duree, f.Duree)
	return f
}

// sourcesOffre lists the sources of what the page of an offre shows.
func (a *Atelier) sourcesOffre(o catalogue.Offre, v VueOffre) []string {
	ids := []string{"constat-rentree", "affelnet", "bcn-mef"}
	if v.Alternance {
		ids = []string{"apprentissage"}
	}
	ids = append(ids, "bcn-n-formation-diplome", "annuaire-education", "onisep-formations")
	d, _ := a.Ref.Departement(a.Cat.Etablissements[o.Etablissement].Departement)
	if a.regional(o.Formation, d.Region) != nil || len(v.Emploi.Faits) > 0 {
		ids = append(ids, "inserjeunes-regions")
	}
	if len(o.Poursuites) > 0 {
		ids = append(ids, "inserjeunes-formations")
	}
	if len(v.Salaire.Barres)+len(v.Salaire.Faits) > 0 {
		ids = append(ids, "inserjeunes-salaires")
	}
	return ids
}

// autreVoie links to the same diploma at the same place in the other voie.
func (a *Atelier) autreVoie(idx catalogue.OffreIdx) []Lien {
	var l []Lien
	o := a.Cat.Offres[idx]
	f := a.Cat.Formations[o.Formation]
	for _, x := range a.parEtab[o.Etablissement] {
		if g := a.formation(a.Cat.Offres[x]); g.CFD == f.CFD && g.Voie != f.Voie {
			l = append(l, Lien{Texte: "Aussi " + comment(g), URL: a.urls[x]})
		}
	}
	return l
}

func tuileFormation(f catalogue.Formation) string {
	if f.Voie == catalogue.Apprentissage {
		return "En entreprise et en classe, avec un contrat de travail"
	}
	return "En classe et en ateliers, avec des stages"
}

// sectionFormation states what is known of the course itself.
func (a *Atelier) sectionFormation(idx catalogue.OffreIdx) SectionFormation {
	o := a.Cat.Offres[idx]
	f := a.formation(o)
	s := a.partout[dureeDe{o.Formation, f.Duree}]
	s.Avis = slices.Clip(s.Avis)
	if o.AncienCFD != "" {
		s.Avis = append(s.Avis, "Nos sources ne voient cette formation ici que sous son ancien code, "+o.AncienCFD+", remplacé depuis par "+f.CFD+" : vérifie auprès de l'établissement qu'elle y existe toujours.")
	}
	if f.Fermeture != "" {
		s.Avis = append(s.Avis, avisFermeture(f))
	}
	switch f.Role {
	case catalogue.AnneeCommune:
		a.addSpecialites(&s, o)
	case catalogue.Specialite:
		s.TitreIci = "On y entre par la 2de commune"
		for _, x := range a.parEtab[o.Etablissement] {
			if g := a.Cat.Formations[a.Cat.Offres[x].Formation]; g.Role == catalogue.AnneeCommune && g.Famille == f.Famille {
				s.Ici = append(s.Ici, Lien{Texte: g.Libelle, URL: a.urls[x]})
			}
		}
		if len(s.Ici) == 0 {
			s.TitreIci = ""
			s.Avis = append(s.Avis, "Nos sources n'indiquent pas de 2de commune de cette famille dans cet établissement.")
		}
	}
	return s
}

// dureeDe is a formation that lasts so many years.
type dureeDe struct {
	formation catalogue.FormationIdx
	annees    int
}

// addFormations prepares what the section of each formation says everywhere.
func (a *Atelier) addFormations() {
	a.partout = map[dureeDe]SectionFormation{}
	for _, o := range a.Cat.Offres {
		f := a.formation(o)
		cle := dureeDe{o.Formation, f.Duree}
		if _, faite := a.partout[cle]; !faite {
			a.partout[cle] = a.sectionPartout(f)
		}
	}
}

// sectionPartout is what the section says of a formation, whatever the offre.
func (a *Atelier) sectionPartout(f catalogue.Formation) SectionFormation {
	s := SectionFormation{FormationFixe: &FormationFixe{Reponse: "Tu la suis " + comment(f) + ".", Domaines: a.liensDomaines(f)}}
	// The head of the page says the rest.
	if dureeFormation(f) == "" {
		s.Faits = []Fait{{"Durée", "non publiée"}}
	}
	s.Faits = append(s.Faits, codesFormation(f)...)
	if l, ok := a.lienEnsemble(f.CFD); ok {
		s.Ensemble = &l
	}
	if f.Role == catalogue.AnneeCommune {
		s.Reponse = reponseAnneeCommune
	}
	if f.Famille != catalogue.SansFamille && (f.Role == catalogue.AnneeCommune || f.Role == catalogue.Specialite) {
		s.Famille = a.Cat.Familles[f.Famille].Libelle
	}
	a.addFiche(&s, f)
	return s
}

// reponseAnneeCommune says what a 2de commune is.
const reponseAnneeCommune = "Cette 2de commune réunit plusieurs bacs pro la première année ; la spécialité se choisit pour la 1re."

// codesFormation are those of the diploma, wherever it is taught.
func codesFormation(f catalogue.Formation) []Fait {
	faits := []Fait{{"Code du diplôme", f.CFD}}
	if f.CodeRNCP != "" {
		faits = append(faits, Fait{"Fiche RNCP", f.CodeRNCP})
	}
	return faits
}

// avisFermeture says when the code of a diploma closes.
func avisFermeture(f catalogue.Formation) string {
	return "La nomenclature nationale ferme ce code de diplôme le " + dateLongue(f.Fermeture) + " : renseigne-toi auprès de l'établissement."
}

// comment says how a formation is followed: "en voie scolaire, en 2 ans".
func comment(f catalogue.Formation) string {
	s := "en " + nomVoie(f.Voie)
	if d := dureeFormation(f); d != "" {
		s += ", " + d
	}
	return s
}

// addSpecialites lists the bac pros of the famille, those of the établissement
// first, one per name.
func (a *Atelier) addSpecialites(s *SectionFormation, o catalogue.Offre) {
	f := a.Cat.Formations[o.Formation]
	if f.Famille == catalogue.SansFamille {
		s.Avis = append(s.Avis, "La nomenclature ne dit plus à quels bacs pro mène cette 2de commune.")
		return
	}
	s.TitreIci = "Les bacs pro à la suite, dans cet établissement"
	vus := map[string]bool{}
	for _, x := range a.parEtab[o.Etablissement] {
		g := a.Cat.Formations[a.Cat.Offres[x].Formation]
		if g.Role == catalogue.Specialite && g.Famille == f.Famille && !vus[g.Libelle] {
			vus[g.Libelle] = true
			s.Ici = append(s.Ici, Lien{Texte: g.Libelle, URL: a.urls[x]})
		}
	}
	for _, g := range a.Cat.Formations {
		if g.Role == catalogue.Specialite && g.Famille == f.Famille && !vus[g.Libelle] {
			vus[g.Libelle] = true
			l, _ := a.lienEnsemble(g.CFD)
			s.Ailleurs = append(s.Ailleurs, Lien{Texte: g.Libelle, URL: l.URL})
		}
	}
	sortLiens(s.Ici)
	sortLiens(s.Ailleurs)
}

// pression is the level of admission of an offre.
func (a *Atelier) pression(o catalogue.Offre) catalogue.Pression {
	if o.Entree == nil {
		return catalogue.PressionInconnue
	}
	return catalogue.PressionDe(o.Entree.TauxPression, a.Cat.SeuilPression)
}

func (a *Atelier) tuileAdmission(o catalogue.Offre) Tuile {
	t := Tuile{Ancre: "l-admission", Titre: "L'admission"}
	f, p := a.Cat.Formations[o.Formation], a.pression(o)
	switch {
	case p == catalogue.PressionFaible:
		t.Reponse, t.Ton = "Favorable (taux de pression faible)", "facile"
		if o.Entree.PlacesLibres() != nil {
			t.Note = "Places libres à la rentrée " + o.Entree.Rentree
		}
	case p == catalogue.PressionModeree:
		t.Reponse, t.Ton = "Assez difficile (taux de pression modéré)", "moyen"
	case p == catalogue.PressionElevee:
		t.Reponse, t.Ton = "Très difficile (taux de pression élevé)", "difficile"
	case f.Voie == catalogue.Apprentissage:
		t.Reponse, t.Ton = "Nécessite de trouver une entreprise", "inconnu"
	default:
		t.Reponse, t.Ton = "Difficulté d'intégration indisponible", "inconnu"
	}
	return t
}

// sectionAdmission shows places and first wishes, and says how the level
// follows from them.
func (a *Atelier) sectionAdmission(o catalogue.Offre) SectionAdmission {
	f, e := a.Cat.Formations[o.Formation], a.Cat.Etablissements[o.Etablissement]
	if f.Voie == catalogue.Apprentissage {
		return SectionAdmission{Reponse: "En apprentissage, il faut d'abord trouver une entreprise qui signe un contrat avec toi."}
	}
	if o.Entree == nil {
		return SectionAdmission{Reponse: "Ni le nombre de places ni celui des vœux ne sont publiés pour cette formation."}
	}
	s := SectionAdmission{Rentree: "rentrée " + o.Entree.Rentree, Source: a.nomSource("affelnet")}
	entree := "après la 3e"
	if o.Entree.Annee > 1 {
		entree = "en 1re, après la 2de commune"
	}
	c, v := o.Entree.Capacite, o.Entree.PremiersVoeux
	s.Barres = barresAdmission(*o.Entree)
	switch {
	case c != nil && v != nil:
		s.Reponse = fmt.Sprintf("À la rentrée %s, %s en premier vœu pour %s (%s).", o.Entree.Rentree,
			compte(*v, "demande", "demandes"), compte(*c, "place", "places"), entree)
	case v != nil:
		s.Reponse = fmt.Sprintf("À la rentrée %s, %s en premier vœu (%s) ; le nombre de places n'est pas publié.", o.Entree.Rentree,
			compte(*v, "demande", "demandes"), entree)
	default:
		s.Reponse = "Le nombre de vœux n'est pas publié pour cette formation."
	}
	s.Precision = a.precisionPression(o, e)
	if taux := o.Entree.TauxPression; taux != nil {
		s.Faits = append(s.Faits, Fait{"Taux de pression", decimal(*taux)})
	}
	if libres := o.Entree.PlacesLibres(); libres != nil {
		s.Faits = append(s.Faits, Fait{"Places libres à la rentrée " + o.Entree.Rentree, nombre(*libres)})
	}
	if o.Entree.CFDSource != "" {
		s.Avis = []string{"Chiffres d'un code plus ancien du même diplôme (" + o.Entree.CFDSource + ")."}
	}
	return s
}

// barresAdmission draws the figures that are known, from zero, on one scale;
// none unless both places and first wishes are.
func barresAdmission(e catalogue.IndicateurEntree) []Barre {
	if e.Capacite == nil || e.PremiersVoeux == nil {
		return nil
	}
	var barres []Barre
	plus := 1
	for _, b := range []struct {
		libelle string
		n       *int
	}{{"Places", e.Capacite}, {"Demandes en 1er vœu", e.PremiersVoeux}, {"Demandes, tous vœux", e.Voeux}, {"Élèves admis", e.Affectes}} {
		if b.n != nil {
			barres = append(barres, Barre{Libelle: b.libelle, Valeur: nombre(*b.n), Pour100: float64(*b.n)})
			plus = max(plus, *b.n)
		}
	}
	for i := range barres {
		barres[i].Pour100 = pourCentDe(barres[i].Pour100, float64(plus))
	}
	return barres
}

// precisionPression says how the level follows from the figures, or why there
// is none.
func (a *Atelier) precisionPression(o catalogue.Offre, e catalogue.Etablissement) string {
	const regle = "Le taux de pression est le nombre de premiers vœux divisé par le nombre de places"
	switch q3 := a.Cat.SeuilPression; {
	case o.Entree.TauxPression != nil && q3 != nil:
		return regle + fmt.Sprintf(" : faible en dessous de 1, élevé à partir de %s, qu'un quart des formations publiques de France atteignait à la rentrée %s (%s).",
			decimal(*q3), a.Cat.RentreePression, compte(a.Cat.OffresPression, "formation comparée", "formations comparées"))
	case o.Entree.TauxPression != nil:
		return regle + "."
	case o.Entree.Capacite == nil || o.Entree.PremiersVoeux == nil:
		return "Le taux de pression ne peut pas être calculé : le nombre de places ou celui des vœux n'est pas publié."
	case e.Statut == catalogue.StatutInconnu:
		return "Le taux de pression n'est calculé que pour les établissements publics, et le statut de celui-ci n'est pas publié."
	case e.Statut != catalogue.Public:
		return "Le taux de pression n'est calculé que pour les établissements publics."
	}
	return fmt.Sprintf("Le taux de pression n'est calculé qu'au-delà de %d places.", catalogue.CapaciteMinimale)
}

// voisines returns offres of the same établissement that share a domaine, a
// few.
func (a *Atelier) voisines(idx catalogue.OffreIdx) CartesFixes {
	const nombreMax = 6
	o := a.Cat.Offres[idx]
	f := a.Cat.Formations[o.Formation]
	var cartes CartesFixes
	for _, x := range a.listees[o.Etablissement] {
		g := a.Cat.Formations[a.Cat.Offres[x].Formation]
		commun := slices.ContainsFunc(g.Domaines, func(d string) bool { return slices.Contains(f.Domaines, d) })
		if x != idx && commun && g.CFD != f.CFD && len(cartes) < nombreMax {
			cartes = append(cartes, &a.fixes[x])
		}
	}
	return cartes
}
