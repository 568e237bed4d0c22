package assemblage

import (
	"cmp"
	"slices"

	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
)

// cleEntree is one rentrée of one offre, under one code.
type cleEntree struct {
	offre   catalogue.OffreIdx
	rentree string
	cfd     string
}

// addEntrees gives each offre the admission of its latest rentrée in Affelnet,
// under its own code, else under one that it has replaced.
//
// One offre may stand on several rows (options, groups): places and vœux of
// the same year of study are summed, and unknown as soon as one of them is.
// Of several years of study, the first is the one pupils enter: rows of later
// years are left aside.
func (a *assembleur) addEntrees() {
	offres := map[cleOffre]catalogue.OffreIdx{}
	for i, o := range a.cat.Offres {
		f := a.cat.Formations[o.Formation]
		offres[cleOffre{cleFormation{f.CFD, f.Dispositif, f.Voie}, a.cat.Etablissements[o.Etablissement].UAI}] = catalogue.OffreIdx(i)
	}
	entrees := map[cleEntree]*catalogue.IndicateurEntree{}
	for _, v := range a.src.Voeux {
		m, ok := a.nom.parMEF11[v.MEF11]
		if !ok {
			continue // counted by joinOffres
		}
		uai, _ := a.actuel(v.UAI)
		offre, ok := offres[a.courante(cleOffre{cleFormation{m.CFD, m.Dispositif, catalogue.Scolaire}, uai})]
		if !ok {
			continue // outside the perimeter or the établissements, counted by joinOffres
		}
		cle := cleEntree{offre, v.Rentree, m.CFD}
		e := entrees[cle]
		nouvelle := &catalogue.IndicateurEntree{Rentree: v.Rentree, Annee: m.Annee, Capacite: a.capacite(v),
			PremiersVoeux: a.effectif(v, v.PremiersVoeux), Voeux: a.effectif(v, v.Voeux), Affectes: a.effectif(v, v.Affectes)}
		if m.CFD != a.cat.Formations[a.cat.Offres[offre].Formation].CFD {
			nouvelle.CFDSource = m.CFD
		}
		switch {
		case e == nil || m.Annee < e.Annee:
			entrees[cle] = nouvelle
		case m.Annee == e.Annee:
			e.Capacite, e.PremiersVoeux = sum(e.Capacite, nouvelle.Capacite), sum(e.PremiersVoeux, nouvelle.PremiersVoeux)
			e.Voeux, e.Affectes = sum(e.Voeux, nouvelle.Voeux), sum(e.Affectes, nouvelle.Affectes)
		}
	}
	for cle, e := range entrees {
		if o := &a.cat.Offres[cle.offre]; o.Entree == nil || compareEntrees(o.Entree, e) < 0 {
			o.Entree = e
		}
	}
	for i := range a.cat.Offres {
		if o := &a.cat.Offres[i]; o.Entree != nil {
			o.Entree.TauxPression = catalogue.TauxPressionDe(a.cat.Etablissements[o.Etablissement].Statut, o.Entree.Capacite, o.Entree.PremiersVoeux)
		}
	}
}

// compareEntrees puts last the admission to show: of the latest rentrée, and
// of those under the formation's own code, then under the newest of the codes
// that it has replaced.
func compareEntrees(x, y *catalogue.IndicateurEntree) int {
	propre := func(e *catalogue.IndicateurEntree) int {
		if e.CFDSource == "" {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(x.Rentree, y.Rentree), cmp.Compare(propre(x), propre(y)), cmp.Compare(x.CFDSource, y.CFDSource))
}

// sansLimite is the capacity from which Affelnet means "no limit" (998, 999):
// the largest real one is under 200.
const sansLimite = 900

// capacite is the number of places of a row; nil for one without limit, which
// must not be shown, nor added up, as a number.
func (a *assembleur) capacite(v sources.Voeu) *int {
	if v.Capacite != nil && *v.Capacite >= sansLimite {
		a.add(capaciteSansLimite, v.Fichier, v.Ligne, v.UAI+" "+v.MEF11)
		return nil
	}
	return a.effectif(v, v.Capacite)
}

// effectif refuses a negative count.
func (a *assembleur) effectif(v sources.Voeu, n *int) *int {
	if n != nil && *n < 0 {
		a.add(capaciteNegative, v.Fichier, v.Ligne, v.UAI+" "+v.MEF11)
		return nil
	}
	return n
}

func sum(a, b *int) *int {
	if a == nil || b == nil {
		return nil
	}
	s := *a + *b
	return &s
}

// computeSeuilPression sets the national third quartile of the taux de
// pression. A sample cannot compute it from one region: it carries the figure
// computed on the national set it was cut from.
func (a *assembleur) computeSeuilPression() {
	if e := a.src.Echantillon; e != nil {
		a.cat.SeuilPression, a.cat.RentreePression, a.cat.OffresPression = e.SeuilPression, e.RentreePression, e.OffresPression
		return
	}
	a.cat.SeuilPression, a.cat.RentreePression, a.cat.OffresPression = seuilPression(a.cat)
}

// seuilPression returns the third quartile of the taux de pression of the
// latest rentrée, that rentrée, and the number of taux behind it.
func seuilPression(cat *catalogue.Catalogue) (q3 *float64, rentree string, n int) {
	for _, o := range cat.Offres {
		if o.Entree != nil {
			rentree = max(rentree, o.Entree.Rentree)
		}
	}
	var taux []float64
	for _, o := range cat.Offres {
		if o.Entree != nil && o.Entree.Rentree == rentree && o.Entree.TauxPression != nil {
			taux = append(taux, *o.Entree.TauxPression)
		}
	}
	return catalogue.Quartile(taux, 0.75), rentree, len(taux)
}

// addInsertions gives établissements the outcome of all their formations
// together, of the latest millésime where each voie has one.
func (a *assembleur) addInsertions() {
	for _, r := range a.src.InserEtablissements {
		idx, ok := a.parUAI[r.UAI]
		if !ok {
			continue // higher education, or nothing in the perimeter
		}
		if r.Population == "ensemble" && a.hasDetail(r) {
			continue // the voies are told apart on rows of their own
		}
		voie := catalogue.Scolaire
		if r.Apprentissage || r.Population == "dont apprentis" {
			voie = catalogue.Apprentissage
		}
		ind := catalogue.IndicateurPoursuite{Millesime: r.Millesime, Propre: true,
			PartEmploi6Mois: a.part(r.Fichier, r.Ligne, r.PartEmploi6Mois), TauxFormation: a.part(r.Fichier, r.Ligne, r.PartPoursuite),
			PartAutres6Mois: a.part(r.Fichier, r.Ligne, r.PartAutres), TauxEmploi6Mois: a.part(r.Fichier, r.Ligne, r.TauxEmploi6Mois)}
		if ind.PartEmploi6Mois == nil && ind.TauxFormation == nil && ind.TauxEmploi6Mois == nil {
			continue
		}
		e := &a.cat.Etablissements[idx]
		insertion := catalogue.InsertionEtablissement{Voie: voie, CFA: r.CFA, IndicateurPoursuite: ind}
		i := slices.IndexFunc(e.Insertions, func(x catalogue.InsertionEtablissement) bool { return x.Voie == voie })
		switch {
		case i < 0:
			e.Insertions = append(e.Insertions, insertion)
		case e.Insertions[i].Millesime < r.Millesime:
			e.Insertions[i] = insertion
		}
		slices.SortFunc(e.Insertions, func(x, y catalogue.InsertionEtablissement) int { return cmp.Compare(x.Voie, y.Voie) })
	}
}
