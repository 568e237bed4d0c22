package pages

import (
	"slices"
	"strings"

	"futurpro/generator/catalogue"
)

// sectionsDevenir answers "what next" and "which job".
func (a *Atelier) sectionsDevenir(o catalogue.Offre) (poursuite, emploi *SectionDevenir) {
	d, _ := a.Ref.Departement(a.Cat.Etablissements[o.Etablissement].Departement)
	if len(o.Poursuites) > 0 {
		l := a.newSectionsDevenir(o, d.Region)
		l[0].Propre, l[1].Propre = true, true
		return &l[0], &l[1]
	}
	cle := catalogue.CleRegionale{Formation: o.Formation, Region: d.Region}
	l, faites := a.devenirs.Load(cle)
	if !faites {
		l, _ = a.devenirs.LoadOrStore(cle, a.newSectionsDevenir(o, d.Region))
	}
	sections := l.(*[2]SectionDevenir)
	return &sections[0], &sections[1]
}

// newSectionsDevenir makes the sections of an offre, "what next" before "which job".
func (a *Atelier) newSectionsDevenir(o catalogue.Offre, region string) *[2]SectionDevenir {
	f := a.Cat.Formations[o.Formation]
	poursuite, emploi := a.chiffresDevenir(o, region)
	if f.Fiche != nil {
		poursuite.Texte = texte(f.Fiche.Poursuite)
	}
	poursuite.Debouches, emploi.Debouches = a.etudes[o.Formation], a.metiers[o.Formation]
	return &[2]SectionDevenir{poursuite, emploi}
}

// chiffresDevenir gives the established rates of the offre against those of its
// region where they are published, the figures of the diploma in the region
// otherwise.
func (a *Atelier) chiffresDevenir(o catalogue.Offre, region string) (poursuite, emploi SectionDevenir) {
	f := a.Cat.Formations[o.Formation]
	if f.Role == catalogue.AnneeCommune {
		return a.sectionsAnneeCommune(f, region)
	}
	var dev []Devenir
	q := a.Cat.Quartiles[catalogue.CleQuartiles{Region: region, Groupe: f.Groupe}]
	// Compared in the millésime of the reference; without one, the latest is
	// shown all the same.
	sien := o.PoursuiteDe(q.Millesime)
	if x, ok := a.devenirPropre(o, sien); ok {
		dev = append(dev, x)
	}
	// A share of further study alone says nothing of employment: it stands in
	// the other section.
	if regional, ok := a.devenirRegional(o.Formation, region); ok && (regional.Parts != nil || regional.Taux != "") {
		dev = append(dev, regional)
	}
	ind := a.regional(o.Formation, region)
	var etudes, travail *float64
	if sien != nil {
		etudes, travail = sien.TauxFormation, sien.TauxEmploi6Mois
	}
	poursuite.Position = catalogue.PositionDe(etudes, q.Formation, ind != nil && ind.TauxFormation != nil)
	poursuite.Reponse = phrasePoursuite(poursuite.Position)
	poursuite.Libelle = libellePoursuite(poursuite.Position)
	emploi.Position = catalogue.PositionDe(travail, q.Emploi, ind != nil && ind.TauxEmploi6Mois != nil)
	emploi.Reponse = phraseEmploi(emploi.Position)
	emploi.Libelle = libelleEmploi(emploi.Position)
	emploi.Devenirs = dev
	if etudes != nil {
		poursuite.Faits = []Fait{{"Poursuite d'études dans cet établissement, promotions " + promotions(sien.Millesime), pourCent(*etudes)}}
		poursuite.Source = a.nomSource("inserjeunes-formations")
	}
	if ind != nil && ind.TauxFormation != nil {
		poursuite.Faits = append(poursuite.Faits, Fait{"Poursuite d'études en région, promotions " + promotions(ind.Millesime), pourCent(*ind.TauxFormation)})
		poursuite.Source = strings.Join(slices.DeleteFunc([]string{poursuite.Source, a.source("inserjeunes-regions")}, func(s string) bool { return s == "" }), " ; ")
	}
	switch {
	case len(dev) > 0:
	case ind != nil:
		emploi.Avis = []string{"Pour ces promotions, le taux d'emploi n'est pas publié : trop peu d'élèves ont arrêté leurs études."}
	default:
		emploi.Avis = []string{"Aucun chiffre n'est publié : la formation est récente, ou trop peu d'élèves l'ont suivie."}
	}
	return poursuite, emploi
}

// devenirPropre draws the figures of the offre itself, of the millésime that is
// compared, else of its latest.
func (a *Atelier) devenirPropre(o catalogue.Offre, sien *catalogue.IndicateurPoursuite) (Devenir, bool) {
	if sien == nil && len(o.Poursuites) > 0 {
		sien = &o.Poursuites[len(o.Poursuites)-1]
	}
	if sien == nil {
		return Devenir{}, false
	}
	d, ok := newDevenir("Dans cet établissement", *sien)
	d.Source = a.nomSource("inserjeunes-formations")
	d.Avis = avisContinuum(*sien)
	return d, ok
}

// sectionsAnneeCommune: a 2de commune leads to several bac pros, whose figures
// differ.
func (a *Atelier) sectionsAnneeCommune(f catalogue.Formation, region string) (poursuite, emploi SectionDevenir) {
	for i, g := range a.Cat.Formations {
		if f.Famille == catalogue.SansFamille || g.Role != catalogue.Specialite || g.Famille != f.Famille {
			continue
		}
		ind := a.regional(catalogue.FormationIdx(i), region)
		if ind == nil {
			continue
		}
		if ind.TauxFormation != nil {
			poursuite.Faits = append(poursuite.Faits, Fait{g.Libelle, pourCent(*ind.TauxFormation) + " continuent leurs études (promotions " + promotions(ind.Millesime) + ")"})
		}
		if ind.TauxEmploi6Mois != nil {
			emploi.Faits = append(emploi.Faits, Fait{g.Libelle, pourCent(*ind.TauxEmploi6Mois) + " de celles et ceux qui arrêtent leurs études travaillent (promotions " + promotions(ind.Millesime) + ")"})
		}
	}
	for _, s := range []*SectionDevenir{&poursuite, &emploi} {
		s.Libelle = "Nous n'avons pas cette information"
		s.Reponse = "Aucun chiffre régional n'est publié pour les bacs pro de cette famille."
		if len(s.Faits) > 0 {
			s.Source = a.source("inserjeunes-regions")
			s.Libelle = "Différent selon le bac pro choisi après cette 2de commune"
			s.Reponse = "Cela dépend du bac pro choisi à la fin de l'année. Voici les chiffres de la région, bac pro par bac pro."
		}
	}
	return poursuite, emploi
}

func libellePoursuite(p catalogue.Position) string {
	return [...]string{"Taux de poursuite d'études indisponible", "Consulter le taux régional", "Peu souvent", "Souvent", "Très souvent"}[p]
}

func libelleEmploi(p catalogue.Position) string {
	return [...]string{"Taux d'emploi indisponible", "Consulter le taux régional", "Plutôt difficile", "Dans la moyenne", "Très favorable"}[p]
}

func phrasePoursuite(p catalogue.Position) string {
	return [...]string{
		"Le taux de poursuite d'études n'est pas publié pour cette formation.",
		"Le taux de cet établissement n'est pas publié ; celui du diplôme dans la région l'est.",
		"On y poursuit ses études moins souvent que dans les formations comparables de la région.",
		"On y poursuit ses études à peu près autant que dans les formations comparables de la région.",
		"On y poursuit ses études plus souvent que dans les formations comparables de la région.",
	}[p]
}

func phraseEmploi(p catalogue.Position) string {
	return [...]string{
		"Le taux d'emploi n'est pas publié pour cette formation.",
		"Le taux de cet établissement n'est pas publié ; celui du diplôme dans la région l'est.",
		"On y trouve un emploi moins vite que dans les formations comparables de la région.",
		"On y trouve un emploi à peu près aussi vite que dans les formations comparables de la région.",
		"On y trouve un emploi plus vite que dans les formations comparables de la région.",
	}[p]
}

// tuile sums the section up.
func (s SectionDevenir) tuile(ancre, titre string) Tuile {
	ton := [...]string{"inconnu", "inconnu", "difficile", "moyen", "facile"}[s.Position]
	return Tuile{Ancre: ancre, Titre: titre, Reponse: s.Libelle, Ton: ton}
}
