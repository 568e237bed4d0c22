package pages

import (
	"fmt"
	"math"

	"futurpro/generator/catalogue"
)

// SectionSalaire is "À quoi ressemble le salaire ?", on one linear scale from
// zero.
type SectionSalaire struct {
	Reponse string
	Barres  []BarreSalaire // empty when nothing is published
	Bornes  [2]string      // of the scale: "0 €", "2 000 €"
	Faits   []Fait         // the figures of Barres, or those of each bac pro of a famille
	Source  string         // with the millésime and the level
	Avis    []string
}

// BarreSalaire is a range of salaries; Debut, Largeur and Repere are in
// percent of the scale, to a tenth.
type BarreSalaire struct {
	Libelle        string
	Valeur         string
	Cle            string // "diplome", "groupe"
	Debut, Largeur float64
	Repere         *float64 // the median; nil for none
}

// addSalaires prepares the section of each formation.
func (a *Atelier) addSalaires() {
	for f := range a.Cat.Formations {
		a.salaires = append(a.salaires, a.salaireFormation(catalogue.FormationIdx(f)))
	}
}

// salaireFormation shows what those who hold the diploma earn a year later, on a
// linear scale from zero, beside the diplomas of the same group.
func (a *Atelier) salaireFormation(idx catalogue.FormationIdx) *SectionSalaire {
	f := a.Cat.Formations[idx]
	if f.Role == catalogue.AnneeCommune {
		return a.salairesFamille(f)
	}
	salaire, ok := a.Cat.Salaires[idx]
	if !ok {
		return &SectionSalaire{Reponse: "Aucun salaire n'est publié pour ce diplôme."}
	}
	s := &SectionSalaire{
		Reponse: "Un an après le diplôme, la moitié gagne plus de " + euros(salaire.Mediane) + " net par mois, l'autre moitié moins.",
		Source: fmt.Sprintf("%s, promotions %s, France entière ; salaire net mensuel en équivalent temps plein, 12 mois après la sortie",
			a.nomSource("inserjeunes-salaires"), promotions(salaire.Millesime)),
	}
	if !salaire.Propre {
		s.Avis = append(s.Avis, "Salaire d'un code plus ancien ou plus récent du même diplôme ("+salaire.CFDSource+").")
	}
	haut := float64(salaire.Q3)
	echelle, comparable := a.Cat.Echelles[f.Groupe]
	if comparable {
		haut = max(haut, echelle.P90)
	}
	const pas = 500 // euros
	haut = pas * math.Ceil(haut/pas)
	s.Bornes = [2]string{euros(0), euros(int(haut))}
	mediane := pourCentDe(float64(salaire.Mediane), haut)
	s.Barres = []BarreSalaire{{
		Libelle: "Ce diplôme : la moitié des salaires, et la médiane", Cle: "diplome",
		Valeur: "de " + euros(salaire.Q1) + " à " + euros(salaire.Q3),
		Debut:  pourCentDe(float64(salaire.Q1), haut), Largeur: pourCentDe(float64(salaire.Q3-salaire.Q1), haut), Repere: &mediane,
	}}
	s.Faits = []Fait{
		{"Un quart gagne moins de", euros(salaire.Q1)}, {"La moitié gagne moins de", euros(salaire.Mediane)}, {"Un quart gagne plus de", euros(salaire.Q3)},
	}
	if comparable {
		bas, p90 := arrondi(echelle.Min), arrondi(echelle.P90)
		s.Barres = append(s.Barres, BarreSalaire{
			Libelle: "Les diplômes du même niveau (" + f.Groupe.String() + ") : salaires médians", Cle: "groupe",
			Valeur: "de " + euros(bas) + " à " + euros(p90),
			Debut:  pourCentDe(echelle.Min, haut), Largeur: pourCentDe(echelle.P90-echelle.Min, haut),
		})
		titre := "Salaires médians des diplômes du même niveau (" + compte(echelle.Diplomes, "diplôme", "diplômes") + ", promotions " + promotions(echelle.Millesime) + ")"
		s.Faits = append(s.Faits, Fait{titre, "du plus bas, " + euros(bas) + ", à celui que 9 sur 10 ne dépassent pas, " + euros(p90)})
	}
	return s
}

// salairesFamille lists the median salary of each bac pro that a 2de commune
// leads to.
func (a *Atelier) salairesFamille(f catalogue.Formation) *SectionSalaire {
	s := &SectionSalaire{Reponse: "Aucun salaire n'est publié pour les bacs pro de cette famille."}
	for i, g := range a.Cat.Formations {
		salaire, ok := a.Cat.Salaires[catalogue.FormationIdx(i)]
		if !ok || f.Famille == catalogue.SansFamille || g.Role != catalogue.Specialite || g.Famille != f.Famille {
			continue
		}
		s.Faits = append(s.Faits, Fait{g.Libelle, "la moitié gagne plus de " + euros(salaire.Mediane) + " net par mois (promotions " + promotions(salaire.Millesime) + ")"})
	}
	if len(s.Faits) > 0 {
		s.Reponse = "Cela dépend du bac pro choisi à la fin de l'année."
		s.Source = a.nomSource("inserjeunes-salaires") + ", France entière ; salaire net mensuel en équivalent temps plein, 12 mois après la sortie"
	}
	return s
}

// pourCentDe is the length of a bar, in percent of the scale, to a tenth: finer
// than a screen shows.
func pourCentDe(x, echelle float64) float64 { return math.Round(1000*x/echelle) / 10 }

func euros(n int) string { return nombre(n) + " €" }

func arrondi(x float64) int { return int(math.Round(x)) }
