package assemblage

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
)

// addPoursuites gives each offre its own figures, by millésime: those
// published for its code at its établissement, else those of the nearest code
// of its continuum there. A millésime without any published rate is left out.
func (a *assembleur) addPoursuites() {
	publies := map[cleOffre]map[string]catalogue.IndicateurPoursuite{}
	for _, r := range a.src.InserFormations {
		formation, ok := a.formationInserJeunes(r.Voie, r.CFD, r.MEF11)
		if !ok {
			continue
		}
		uai, _ := a.actuel(r.UAI)
		ind, ok := a.indicateur(r.Fichier, r.Ligne, figures{
			millesime: r.Millesime, cfd: formation.cfd, copieDe: r.CopieDe, part: r.PartEmploi6Mois, formation: r.TauxFormation,
			autres: r.TauxAutres, emploi: r.TauxEmploi6Mois, nbEmploi: r.NbEmploi6Mois, nbSortant: r.NbSortant,
		})
		if ok {
			keepBest(publies, cleOffre{formation, uai}, ind)
		}
	}
	if len(publies) == 0 {
		return
	}
	for i := range a.cat.Offres {
		o := &a.cat.Offres[i]
		f := a.cat.Formations[o.Formation]
		for _, cfd := range a.nom.continuum(f.CFD) {
			cle := cleOffre{cleFormation{cfd, f.Dispositif, f.Voie}, a.cat.Etablissements[o.Etablissement].UAI}
			if o.Poursuites = parMillesime(publies[cle], f.CFD); len(o.Poursuites) > 0 {
				break
			}
		}
	}
}

// keepBest keeps one indicator per millésime: the diploma's own before a copy.
func keepBest[K comparable](publies map[K]map[string]catalogue.IndicateurPoursuite, cle K, ind catalogue.IndicateurPoursuite) {
	if publies[cle] == nil {
		publies[cle] = map[string]catalogue.IndicateurPoursuite{}
	}
	if vu, ok := publies[cle][ind.Millesime]; !ok || ind.Propre && !vu.Propre {
		publies[cle][ind.Millesime] = ind
	}
}

// parMillesime lists indicators by increasing millésime, as those of the
// diploma cfd: its own, unless they come from another code.
func parMillesime(inds map[string]catalogue.IndicateurPoursuite, cfd string) []catalogue.IndicateurPoursuite {
	l := slices.SortedFunc(maps.Values(inds), func(x, y catalogue.IndicateurPoursuite) int { return cmp.Compare(x.Millesime, y.Millesime) })
	for i := range l {
		l[i].Propre = l[i].CFDSource == cfd
	}
	return l
}

// figures are those of one row of InserJeunes, as published.
type figures struct {
	millesime, cfd, copieDe string
	part                    *float64 // in employment, of all last-year pupils
	formation, autres       *float64
	emploi                  *float64 // in employment, of those who left study
	nbEmploi, nbSortant     *float64
}

// indicateur reads the rates of a row; false when none is published.
//
// The API gives no rate of employment among those who left study: it is
// nb_en_emploi_6_mois / nb_sortant, to the percent as the other files round
// it, and published only where the share in employment is: the absence of the
// share is the secrecy threshold. The three shares add up to 100.
func (a *assembleur) indicateur(fichier string, ligne sources.Ligne, f figures) (catalogue.IndicateurPoursuite, bool) {
	ind := catalogue.IndicateurPoursuite{
		Millesime: f.millesime, CFDSource: a.cfdCopie(f.cfd, f.copieDe),
		PartEmploi6Mois: a.part(fichier, ligne, f.part), TauxFormation: a.part(fichier, ligne, f.formation),
		PartAutres6Mois: a.part(fichier, ligne, f.autres), TauxEmploi6Mois: a.part(fichier, ligne, f.emploi),
	}
	ind.Propre = ind.CFDSource == f.cfd
	if ind.TauxEmploi6Mois == nil && ind.PartEmploi6Mois != nil && f.nbEmploi != nil && f.nbSortant != nil && *f.nbSortant > 0 {
		taux := math.Round(100 * *f.nbEmploi / *f.nbSortant)
		ind.TauxEmploi6Mois = a.part(fichier, ligne, &taux)
	}
	if ind.PartAutres6Mois == nil && ind.PartEmploi6Mois != nil && ind.TauxFormation != nil {
		autres := max(0, 100-*ind.PartEmploi6Mois-*ind.TauxFormation)
		ind.PartAutres6Mois = &autres
	}
	return ind, ind.TauxFormation != nil || ind.TauxEmploi6Mois != nil
}

// cfdCopie returns the CFD whose figures these are: that of the row, or the
// one the producer copied them from, which it names by its CFD or MEFSTAT11.
func (a *assembleur) cfdCopie(cfd, copieDe string) string {
	if m, ok := a.nom.parMEF11[copieDe]; ok {
		return m.CFD
	}
	return cmp.Or(copieDe, cfd)
}
