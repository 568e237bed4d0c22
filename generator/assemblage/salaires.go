package assemblage

import (
	"futurpro/generator/anomalies"
	"futurpro/generator/catalogue"
)

var salaireIncoherent = anomalies.Code{Nom: "salaire-incoherent", Sens: "quartiles de salaire qui ne croissent pas, non publiés", Seuil: 0.01}

// addSalaires gives formations the national salary of those who hold their
// diploma, of the latest millésime that has a first quartile, and only if the
// three figures of that millésime are known: their own, else that of the
// nearest code of their continuum. It also sets the scale of each group: from
// the least to the ninth decile of the medians of every diploma of the group,
// both voies together, whether or not it is taught here.
func (a *assembleur) addSalaires() {
	derniers := map[cleFormation]catalogue.Salaire{}
	medianes := map[catalogue.Groupe]map[string][]float64{}
	incomplets := map[cleFormation]string{} // latest millésime with a first quartile and not the others
	for _, s := range a.src.Salaires {
		cle, ok := a.formationInserJeunes(s.Voie, s.CFD, s.MEF11)
		if !ok {
			continue
		}
		if s.Q2 != nil {
			groupe := a.nom.groupe(cle.cfd)
			if medianes[groupe] == nil {
				medianes[groupe] = map[string][]float64{}
			}
			medianes[groupe][s.Millesime] = append(medianes[groupe][s.Millesime], float64(*s.Q2))
		}
		if s.Q1 == nil {
			continue
		}
		if s.Q2 == nil || s.Q3 == nil {
			incomplets[cle] = max(incomplets[cle], s.Millesime)
			continue
		}
		if *s.Q1 > *s.Q2 || *s.Q2 > *s.Q3 {
			a.add(salaireIncoherent, s.Fichier, s.Ligne, s.CFD+s.MEF11)
			continue
		}
		source := a.cfdCopie(cle.cfd, s.CopieDe)
		nouveau := catalogue.Salaire{Millesime: s.Millesime, Q1: *s.Q1, Mediane: *s.Q2, Q3: *s.Q3, CFDSource: source, Propre: source == cle.cfd}
		if vu, ok := derniers[cle]; !ok || vu.Millesime < s.Millesime || vu.Millesime == s.Millesime && nouveau.Propre && !vu.Propre {
			derniers[cle] = nouveau
		}
	}
	a.setSalaires(derniers, incomplets)
	a.setEchelles(medianes)
}

func (a *assembleur) setSalaires(derniers map[cleFormation]catalogue.Salaire, incomplets map[cleFormation]string) {
	a.cat.Salaires = map[catalogue.FormationIdx]catalogue.Salaire{}
	for i, f := range a.cat.Formations {
		if f.Role == catalogue.AnneeCommune {
			continue // nobody leaves with a 2de commune
		}
		for _, cfd := range a.nom.continuum(f.CFD) {
			cle := cleFormation{cfd, f.Dispositif, f.Voie}
			s, ok := derniers[cle]
			if ok && incomplets[cle] <= s.Millesime {
				s.Propre = s.CFDSource == f.CFD
				a.cat.Salaires[catalogue.FormationIdx(i)] = s
			}
			if ok || incomplets[cle] != "" {
				break
			}
		}
	}
}

func (a *assembleur) setEchelles(medianes map[catalogue.Groupe]map[string][]float64) {
	a.cat.Echelles = map[catalogue.Groupe]catalogue.EchelleSalaires{}
	for groupe, parMillesime := range medianes {
		dernier := ""
		for millesime := range parMillesime {
			dernier = max(dernier, millesime)
		}
		valeurs := parMillesime[dernier]
		a.cat.Echelles[groupe] = catalogue.EchelleSalaires{
			Millesime: dernier, Min: *catalogue.Quartile(valeurs, 0), P90: *catalogue.Quartile(valeurs, 0.9), Diplomes: len(valeurs),
		}
	}
}
