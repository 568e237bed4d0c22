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
// diplomas by the MEFSTAT11, Onisep, and the catalogue de l'apprentissage. Only
// the perimeter is kept.
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
		if uai, ok = a.uaiOffre(fichier, ligne, uai); !ok {
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
	a.renewFermees(offres)
	a.joinApprentissages(offres)
	return offres
}

// uaiOffre returns the établissement that a row belongs to today; ok is false,
// and the row counted, when the site knows none.
func (a *assembleur) uaiOffre(fichier string, ligne sources.Ligne, uai string) (actuel string, ok bool) {
	e, connu := a.parUAI[uai]
	if !connu || a.cat.Etablissements[e].SansNom {
		a.add(uaiAbsentAnnuaire, fichier, ligne, uai)
	}
	if !connu {
		return uai, false
	}
	actuel, ok = a.actuel(uai)
	switch {
	case !ok:
		a.add(uaiFerme, fichier, ligne, uai+", fermé le "+a.fermes.date[uai])
	case actuel != uai:
		a.add(uaiSuccede, fichier, ligne, uai+" → "+actuel)
	}
	return actuel, ok
}

// addOffres lays the offres down, in the order of the catalogue.
func (a *assembleur) addOffres(offres map[cleOffre][]string) {
	for cle, rentrees := range offres {
		slices.Sort(rentrees)
		a.cat.Offres = append(a.cat.Offres, catalogue.Offre{
			Formation: a.parCle[cle.formation], Etablissement: a.parUAI[cle.uai], Rentrees: rentrees,
			Duree: a.duree(cle), AncienCFD: a.anciens[cle],
		})
	}
	slices.SortFunc(a.cat.Offres, func(x, y catalogue.Offre) int {
		return cmp.Or(cmp.Compare(x.Formation, y.Formation), cmp.Compare(x.Etablissement, y.Etablissement))
	})
}

// duree is the number of years of an offre: its own in apprentissage, that of
// the dispositif in voie scolaire.
func (a *assembleur) duree(cle cleOffre) int {
	if cle.formation.voie == catalogue.Apprentissage {
		return a.durees[cle]
	}
	return a.cat.Formations[a.parCle[cle.formation]].Duree
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
