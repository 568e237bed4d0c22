package assemblage

import (
	"cmp"
	"slices"

	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
)

// cleFormation is the key of a formation.
type cleFormation struct {
	cfd, dispositif string
	voie            catalogue.Voie
}

func compareCles(a, b cleFormation) int {
	return cmp.Or(cmp.Compare(a.cfd, b.cfd), cmp.Compare(a.dispositif, b.dispositif), cmp.Compare(a.voie, b.voie))
}

// cleOffre is a formation in an établissement.
type cleOffre struct {
	formation cleFormation
	uai       string
}

// joinOffres lists what is taught where, and in which rentrées a source says
// so: constat-rentrée (pupils seen) and Affelnet (places offered), joined to
// diplomas by the MEFSTAT11, and Onisep. Only the perimeter is kept.
func (a *assembleur) joinOffres() map[cleOffre][]string {
	offres := map[cleOffre][]string{}
	add := func(fichier string, ligne sources.Ligne, uai, mef11, rentree string) {
		m, ok := a.nom.parMEF11[mef11]
		if !ok {
			a.add(mefInconnu, fichier, ligne, mef11)
			return
		}
		if !catalogue.DansPerimetre(m.CFD) {
			return
		}
		if _, ok := a.parUAI[uai]; !ok {
			a.add(uaiAbsentAnnuaire, fichier, ligne, uai)
			return
		}
		cle := cleOffre{cleFormation{m.CFD, m.Dispositif, catalogue.Scolaire}, uai}
		if !slices.Contains(offres[cle], rentree) {
			offres[cle] = append(offres[cle], rentree)
		}
	}
	for _, c := range a.src.Constats {
		add("education/constat-rentree-"+c.Rentree+".csv", c.Ligne, c.UAI, c.MEF11, c.Rentree)
	}
	for _, v := range a.src.Voeux {
		add(v.Fichier, v.Ligne, v.UAI, v.MEF11, v.Rentree)
	}
	a.addActions(offres)
	a.mergeRenouvelees(offres)
	a.dropFermees(offres)
	return offres
}

// dropFermees leaves out what the oldest sources saw and the nomenclature has
// closed since: a diploma whose code closed before the latest rentrée of the
// sources, and that none of them lists after its closing.
func (a *assembleur) dropFermees(offres map[cleOffre][]string) {
	derniere := ""
	for _, rentrees := range offres {
		derniere = max(derniere, slices.Max(rentrees))
	}
	for cle, rentrees := range offres {
		d := a.nom.diplomes[cle.formation.cfd]
		if d.Fermeture != "" && d.Fermeture < derniere+"-09-01" && slices.Max(rentrees)+"-09-01" <= d.Fermeture {
			a.add(diplomeFerme, fichierDiplomes, d.Ligne, cle.formation.cfd+" "+d.Libelle+", fermé le "+d.Fermeture)
			delete(offres, cle)
		}
	}
}

// mergeRenouvelees gives the rentrées of an older code to the newer code of
// the same diploma, where the établissement is seen giving both by the same
// dispositif: the sources are of different years, the formation is one.
func (a *assembleur) mergeRenouvelees(offres map[cleOffre][]string) {
	cles := make([]cleOffre, 0, len(offres))
	for cle := range offres {
		cles = append(cles, cle)
	}
	slices.SortFunc(cles, func(x, y cleOffre) int {
		return cmp.Or(cmp.Compare(x.uai, y.uai), compareCles(x.formation, y.formation))
	})
	for _, cle := range cles {
		for cfd := cle.formation.cfd; ; {
			nouveaux := a.nom.diplomes[cfd].Nouveaux
			if len(nouveaux) != 1 || nouveaux[0] == cle.formation.cfd {
				break
			}
			cfd = nouveaux[0]
			nouvelle := cleOffre{cleFormation{cfd, cle.formation.dispositif, cle.formation.voie}, cle.uai}
			if rentrees, ok := offres[nouvelle]; ok {
				offres[nouvelle] = slices.Compact(slices.Sorted(slices.Values(append(rentrees, offres[cle]...))))
				delete(offres, cle)
				d := a.nom.diplomes[cle.formation.cfd]
				a.add(codeRemplace, fichierDiplomes, d.Ligne, cle.uai+": "+cle.formation.cfd+" est devenu "+cfd)
				break
			}
		}
	}
}

// addOffres lays the offres down, in the order of the catalogue.
func (a *assembleur) addOffres(offres map[cleOffre][]string) {
	for cle, rentrees := range offres {
		slices.Sort(rentrees)
		a.cat.Offres = append(a.cat.Offres, catalogue.Offre{
			Formation: a.parCle[cle.formation], Etablissement: a.parUAI[cle.uai], Rentrees: rentrees,
		})
	}
	slices.SortFunc(a.cat.Offres, func(x, y catalogue.Offre) int {
		return cmp.Or(cmp.Compare(x.Formation, y.Formation), cmp.Compare(x.Etablissement, y.Etablissement))
	})
}

// dropSansOffre forgets the établissements that give nothing in the perimeter.
func (a *assembleur) dropSansOffre() {
	utile := make([]bool, len(a.cat.Etablissements))
	for _, o := range a.cat.Offres {
		utile[o.Etablissement] = true
	}
	nouveau := make([]catalogue.EtablissementIdx, len(utile))
	gardes := a.cat.Etablissements[:0]
	for i, e := range a.cat.Etablissements {
		nouveau[i] = catalogue.EtablissementIdx(len(gardes))
		if utile[i] {
			gardes = append(gardes, e)
		}
	}
	a.cat.Etablissements = gardes
	for i := range a.cat.Offres {
		a.cat.Offres[i].Etablissement = nouveau[a.cat.Offres[i].Etablissement]
	}
	a.indexEtablissements()
}
