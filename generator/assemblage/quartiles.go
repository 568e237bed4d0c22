package assemblage

import (
	"futurpro/generator/catalogue"
	"futurpro/generator/territoire"
)

// computeQuartiles sets the reference quartiles: établissement-level rates of
// the offres of a region and a diploma group, both voies together, for the
// latest millésime in which that population has a rate of further study. An
// offre is then compared with them in that same millésime.
func computeQuartiles(cat *catalogue.Catalogue, ref *territoire.Referentiel) {
	cat.Quartiles = map[catalogue.CleQuartiles]catalogue.Quartiles{}
	type population struct {
		millesime string
		formation []float64
		emploi    []float64
	}
	populations := map[catalogue.CleQuartiles]*population{}
	for _, o := range cat.Offres {
		d, _ := ref.Departement(cat.Etablissements[o.Etablissement].Departement)
		cle := catalogue.CleQuartiles{Region: d.Region, Groupe: cat.Formations[o.Formation].Groupe}
		for _, ind := range o.Poursuites {
			if ind.TauxFormation == nil {
				continue
			}
			p := populations[cle]
			if p == nil || p.millesime < ind.Millesime {
				p = &population{millesime: ind.Millesime}
				populations[cle] = p
			}
			if p.millesime != ind.Millesime {
				continue
			}
			p.formation = append(p.formation, *ind.TauxFormation)
			if ind.TauxEmploi6Mois != nil {
				p.emploi = append(p.emploi, *ind.TauxEmploi6Mois)
			}
		}
	}
	for cle, p := range populations {
		cat.Quartiles[cle] = catalogue.Quartiles{
			Millesime: p.millesime,
			Formation: catalogue.Q13{Q1: catalogue.Quartile(p.formation, 0.25), Q3: catalogue.Quartile(p.formation, 0.75)},
			Emploi:    catalogue.Q13{Q1: catalogue.Quartile(p.emploi, 0.25), Q3: catalogue.Quartile(p.emploi, 0.75)},
		}
	}
}

// computeEtiquettes marks the offres: a taux d'emploi in the best quarter of
// its reference, a taux de pression that is faible, a formation useful to the
// transition écologique.
func (a *assembleur) computeEtiquettes() {
	for i := range a.cat.Offres {
		o := &a.cat.Offres[i]
		d, _ := a.ref.Departement(a.cat.Etablissements[o.Etablissement].Departement)
		q := a.cat.Quartiles[catalogue.CleQuartiles{Region: d.Region, Groupe: a.cat.Formations[o.Formation].Groupe}]
		if ind := o.PoursuiteDe(q.Millesime); ind != nil && catalogue.PositionDe(ind.TauxEmploi6Mois, q.Emploi, false) == catalogue.DernierQuart {
			o.Etiquettes |= catalogue.TravaillerRapidement
		}
		if o.Entree != nil && catalogue.PressionDe(o.Entree.TauxPression, a.cat.SeuilPression) == catalogue.PressionFaible {
			o.Etiquettes |= catalogue.FaibleTauxPression
		}
		if a.cat.Formations[o.Formation].Transition {
			o.Etiquettes |= catalogue.TransitionEcologique
		}
	}
}
