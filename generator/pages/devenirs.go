package pages

import (
	"cmp"
	"slices"

	"futurpro/generator/catalogue"
)

// newDevenir draws an indicator; false when none of its figures is published.
// The shares are those published, rounded so that they add up to 100.
func newDevenir(titre string, ind catalogue.IndicateurPoursuite) (Devenir, bool) {
	d := Devenir{Titre: titre, Millesime: "promotions " + promotions(ind.Millesime)}
	if ind.TauxEmploi6Mois != nil {
		d.Taux = pourCent(*ind.TauxEmploi6Mois) + " de celles et ceux qui ont arrêté leurs études ont un emploi 6 mois après."
	}
	if ind.PartEmploi6Mois == nil || ind.TauxFormation == nil || ind.PartAutres6Mois == nil {
		if ind.TauxFormation != nil {
			d.Phrase = pourCent(*ind.TauxFormation) + " continuent leurs études ; le reste n'est pas publié."
		}
		return d, d.Taux != "" || d.Phrase != ""
	}
	parts := []Part{
		{Cle: "emploi", Libelle: "travaillent"},
		{Cle: "formation", Libelle: "continuent leurs études"},
		{Cle: "autres", Libelle: "sont dans une autre situation"},
	}
	points := pointsSur100(*ind.PartEmploi6Mois, *ind.TauxFormation, *ind.PartAutres6Mois)
	for i := range parts {
		parts[i].Points = points[i]
		parts[i].Valeur = pourCent(float64(points[i]))
		d.Points = append(d.Points, slices.Repeat([]string{parts[i].Cle}, points[i])...)
	}
	d.Parts = parts
	return d, true
}

// pointsSur100 shares 100 points in proportion, by largest remainder: each
// share takes its floor, the points left go to the largest remainders, the
// first of equals.
func pointsSur100(parts ...float64) []int {
	total := 0.0
	for _, p := range parts {
		total += p
	}
	points := make([]int, len(parts))
	if total <= 0 {
		return points
	}
	ordre := make([]int, len(parts))
	reste := 100
	fraction := make([]float64, len(parts))
	for i, p := range parts {
		exact := 100 * p / total
		points[i] = int(exact)
		fraction[i] = exact - float64(points[i])
		reste -= points[i]
		ordre[i] = i
	}
	slices.SortStableFunc(ordre, func(x, y int) int { return cmp.Compare(fraction[y], fraction[x]) })
	for _, i := range ordre[:reste] {
		points[i]++
	}
	return points
}

// regional returns the figure of the region, of the latest millésime.
func (a *Atelier) regional(f catalogue.FormationIdx, region string) *catalogue.IndicateurPoursuite {
	inds := a.Cat.Regionaux[catalogue.CleRegionale{Formation: f, Region: region}]
	if len(inds) == 0 {
		return nil
	}
	return &inds[len(inds)-1]
}

// devenirRegional draws the regional figure of a formation.
func (a *Atelier) devenirRegional(f catalogue.FormationIdx, region string) (Devenir, bool) {
	ind := a.regional(f, region)
	if ind == nil {
		return Devenir{}, false
	}
	r, _ := a.Ref.Region(region)
	d, ok := newDevenir("Ce diplôme en "+cmp.Or(r.Nom, "région "+region), *ind)
	d.Source = a.source("inserjeunes-regions")
	d.Avis = avisContinuum(*ind)
	return d, ok
}

// avisContinuum says that a figure is that of another code of the diploma; ""
// when it is its own.
func avisContinuum(ind catalogue.IndicateurPoursuite) string {
	if ind.Propre {
		return ""
	}
	return "Chiffre d'un code plus ancien ou plus récent du même diplôme (" + ind.CFDSource + ")."
}
