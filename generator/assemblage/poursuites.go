package assemblage

import (
	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
)

// addPoursuitesRegionales gives each formation its regional figures: those of
// its own CFD (and dispositif, in voie scolaire), else those of the nearest
// code of its continuum that has a published rate. A millésime without any
// published rate is left out.
func (a *assembleur) addPoursuitesRegionales() {
	type cle struct {
		formation cleFormation
		region    string
	}
	publies := map[cle]map[string]catalogue.IndicateurPoursuite{}
	for _, r := range a.src.InserRegions {
		formation, ok := a.formationInserJeunes(r.Voie, r.CFD, r.MEF11)
		if !ok {
			continue
		}
		ind, ok := a.indicateur(r.Fichier, r.Ligne, figures{
			millesime: r.Millesime, cfd: formation.cfd, copieDe: r.CopieDe, part: partRegionale(r), formation: r.TauxPoursuite,
			emploi: r.TauxEmploi6Mois, nbEmploi: r.NbEmploi6Mois, nbSortant: r.NbSortant,
		})
		if ok {
			keepBest(publies, cle{formation, r.Region}, ind)
		}
	}
	a.cat.Regionaux = map[catalogue.CleRegionale][]catalogue.IndicateurPoursuite{}
	for i, f := range a.cat.Formations {
		for _, region := range a.ref.Regions {
			for _, cfd := range a.nom.continuum(f.CFD) {
				inds := parMillesime(publies[cle{cleFormation{cfd, f.Dispositif, f.Voie}, region.Code}], f.CFD)
				if len(inds) > 0 {
					a.cat.Regionaux[catalogue.CleRegionale{Formation: catalogue.FormationIdx(i), Region: region.Code}] = inds
					break
				}
			}
		}
	}
}

// formationInserJeunes finds the formation of a row: by MEFSTAT11 in voie
// scolaire, by CFD in apprentissage. InserJeunes also covers diplomas outside
// the perimeter, which are no loss.
func (a *assembleur) formationInserJeunes(voie, cfd, mef11 string) (cleFormation, bool) {
	if voie == "apprentissage" {
		return cleFormation{cfd, "", catalogue.Apprentissage}, catalogue.DansPerimetre(cfd)
	}
	m, ok := a.nom.parMEF11[mef11]
	if !ok {
		return cleFormation{}, false
	}
	return cleFormation{m.CFD, m.Dispositif, catalogue.Scolaire}, catalogue.DansPerimetre(m.CFD)
}

// partRegionale is the share in employment of all last-year pupils: published
// by the API; in the file by région nb_en_emploi_6_mois / nb_annee_term, only
// where the rate is published: the rate's absence is the secrecy threshold.
func partRegionale(r sources.InserRegion) *float64 {
	if r.PartEmploi6Mois != nil || r.TauxEmploi6Mois == nil || r.NbEmploi6Mois == nil || r.NbAnneeTerm == nil || *r.NbAnneeTerm <= 0 {
		return r.PartEmploi6Mois
	}
	part := 100 * *r.NbEmploi6Mois / *r.NbAnneeTerm
	return &part
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
