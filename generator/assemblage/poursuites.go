package assemblage

import (
	"cmp"
	"slices"

	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
)

const fichierRegions = "inserjeunes/regions.csv"

// addPoursuitesRegionales gives each formation its regional figures: those of
// its own CFD (and dispositif, in voie scolaire), else those of the nearest
// code of its continuum that has a published rate. A millésime without any
// published rate is left out.
func (a *assembleur) addPoursuitesRegionales() {
	type cle struct {
		formation cleFormation
		region    string
	}
	publies := map[cle][]catalogue.IndicateurPoursuite{}
	for _, r := range a.src.InserRegions {
		formation, ok := a.formationInserJeunes(r)
		if !ok {
			continue
		}
		if ind, ok := a.indicateurRegional(r, formation.cfd); ok {
			k := cle{formation, r.Region}
			publies[k] = append(publies[k], ind)
		}
	}
	a.cat.Regionaux = map[catalogue.CleRegionale][]catalogue.IndicateurPoursuite{}
	for i, f := range a.cat.Formations {
		for _, region := range a.ref.Regions {
			for _, cfd := range a.nom.continuum(f.CFD) {
				inds := publies[cle{cleFormation{cfd, f.Dispositif, f.Voie}, region.Code}]
				if len(inds) == 0 {
					continue
				}
				inds = slices.Clone(inds)
				for k := range inds {
					inds[k].Propre = cfd == f.CFD
				}
				slices.SortFunc(inds, func(x, y catalogue.IndicateurPoursuite) int { return cmp.Compare(x.Millesime, y.Millesime) })
				a.cat.Regionaux[catalogue.CleRegionale{Formation: catalogue.FormationIdx(i), Region: region.Code}] = inds
				break
			}
		}
	}
}

// formationInserJeunes finds the formation of a row: by MEFSTAT11 in voie
// scolaire, by CFD in apprentissage. InserJeunes also covers diplomas outside
// the perimeter, which are no loss.
func (a *assembleur) formationInserJeunes(r sources.InserRegion) (cleFormation, bool) {
	if r.Voie == "apprentissage" {
		return cleFormation{r.CFD, "", catalogue.Apprentissage}, catalogue.DansPerimetre(r.CFD)
	}
	m, ok := a.nom.parMEF11[r.MEF11]
	if !ok {
		return cleFormation{}, false
	}
	return cleFormation{m.CFD, m.Dispositif, catalogue.Scolaire}, catalogue.DansPerimetre(m.CFD)
}

// indicateurRegional reads the rates of a row. The share in employment is
// nb_en_emploi_6_mois / nb_annee_term, published only where the rate is: the
// rate's absence is the secrecy threshold. The three shares add up to 100.
func (a *assembleur) indicateurRegional(r sources.InserRegion, cfd string) (catalogue.IndicateurPoursuite, bool) {
	ind := catalogue.IndicateurPoursuite{
		Millesime: r.Millesime, CFDSource: cfd,
		TauxFormation:   a.part(fichierRegions, r.Ligne, r.TauxPoursuite),
		TauxEmploi6Mois: a.part(fichierRegions, r.Ligne, r.TauxEmploi6Mois),
	}
	if ind.TauxFormation == nil && ind.TauxEmploi6Mois == nil {
		return ind, false
	}
	if r.TauxEmploi6Mois != nil && r.NbEmploi6Mois != nil && r.NbAnneeTerm != nil && *r.NbAnneeTerm > 0 {
		part := 100 * *r.NbEmploi6Mois / *r.NbAnneeTerm
		ind.PartEmploi6Mois = a.part(fichierRegions, r.Ligne, &part)
	}
	if ind.PartEmploi6Mois != nil && ind.TauxFormation != nil {
		autres := max(0, 100-*ind.PartEmploi6Mois-*ind.TauxFormation)
		ind.PartAutres6Mois = &autres
	}
	return ind, true
}

// part refuses a percentage outside 0-100.
func (a *assembleur) part(fichier string, ligne sources.Ligne, p *float64) *float64 {
	if p != nil && (*p < 0 || *p > 100) {
		a.add(tauxIncoherent, fichier, ligne, "part hors de 0-100")
		return nil
	}
	return p
}

// hasDetail reports whether the établissement of an "ensemble" row also has
// rows by voie in the same file.
func (a *assembleur) hasDetail(r sources.InserEtablissement) bool {
	if a.detailles == nil {
		a.detailles = map[string]bool{}
		for _, x := range a.src.InserEtablissements {
			if x.Population != "ensemble" && x.Population != "" {
				a.detailles[x.Fichier+" "+x.UAI] = true
			}
		}
	}
	return a.detailles[r.Fichier+" "+r.UAI]
}
