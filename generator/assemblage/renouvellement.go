package assemblage

import (
	"cmp"
	"maps"
	"slices"

	"futurpro/generator/anomalies"
	"futurpro/generator/catalogue"
)

var offreRenouvelee = anomalies.Code{Nom: "offre-renouvelee", Sens: "offre vue seulement sous un code fermé depuis, donnée sous celui qui l'a remplacé"}

// sortedCles returns the keys of offres in a fixed order.
func sortedCles(offres map[cleOffre][]string) []cleOffre {
	return slices.SortedFunc(maps.Keys(offres), func(x, y cleOffre) int {
		return cmp.Or(cmp.Compare(x.uai, y.uai), compareCles(x.formation, y.formation))
	})
}

// mergeRenouvelees gives the rentrées of an older code to the newer code of
// the same diploma, where the établissement is seen giving both by the same
// dispositif: the sources are of different years, the formation is one.
func (a *assembleur) mergeRenouvelees(offres map[cleOffre][]string) {
	for _, cle := range sortedCles(offres) {
		for _, cfd := range a.nom.successeurs(cle.formation.cfd) {
			nouvelle := cleOffre{cleFormation{cfd, cle.formation.dispositif, cle.formation.voie}, cle.uai}
			if _, ok := offres[nouvelle]; ok {
				a.renew(offres, cle, nouvelle)
				d := a.nom.diplomes[cle.formation.cfd]
				a.add(codeRemplace, fichierDiplomes, d.Ligne, cle.uai+": "+cle.formation.cfd+" est devenu "+cfd)
				break
			}
		}
	}
}

// renewFermees deals with what the oldest sources saw and the nomenclature has
// closed since: a diploma whose code closed before the latest rentrée of the
// sources, and that none of them lists after its closing. Where one code has
// replaced it, open and taught by the same dispositif, the offre is given under
// that code and says so; else the diploma exists no more, and is left out.
func (a *assembleur) renewFermees(offres map[cleOffre][]string) {
	for _, cle := range sortedCles(offres) {
		d := a.nom.diplomes[cle.formation.cfd]
		if !a.fermee(d.Fermeture) || slices.Max(offres[cle])+"-09-01" > d.Fermeture {
			continue
		}
		if cfd, ok := a.remplacant(cle.formation); ok {
			a.renew(offres, cle, cleOffre{cleFormation{cfd, cle.formation.dispositif, cle.formation.voie}, cle.uai})
			a.add(offreRenouvelee, fichierDiplomes, d.Ligne, cle.uai+": "+cle.formation.cfd+" est devenu "+cfd)
			continue
		}
		a.add(diplomeFerme, fichierDiplomes, d.Ligne, cle.formation.cfd+" "+d.Libelle+", fermé le "+d.Fermeture)
		delete(offres, cle)
	}
}

// fermee reports whether a closing date comes before the latest rentrée.
func (a *assembleur) fermee(date string) bool { return date != "" && date < a.debutDerniereRentree() }

// remplacant returns the newer code of a closed diploma that is open and
// taught by the same dispositif, in the perimeter.
func (a *assembleur) remplacant(f cleFormation) (cfd string, ok bool) {
	for _, cfd := range a.nom.successeurs(f.cfd) {
		if mef11, _ := a.nom.dernierMEF(cfd, f.dispositif); mef11 != "" && !a.fermee(a.nom.diplomes[cfd].Fermeture) && catalogue.DansPerimetre(cfd) {
			return cfd, true
		}
	}
	return "", false
}

// renew moves an offre to its newer code and remembers the move, by which the
// figures of the older code follow.
func (a *assembleur) renew(offres map[cleOffre][]string, ancienne, nouvelle cleOffre) {
	if _, ok := offres[nouvelle]; !ok {
		a.anciens[nouvelle] = ancienne.formation.cfd
	}
	offres[nouvelle] = slices.Compact(slices.Sorted(slices.Values(append(offres[nouvelle], offres[ancienne]...))))
	delete(offres, ancienne)
	a.renouvelees[ancienne] = nouvelle
}

// courante returns the offre that stands today for a key of the sources.
func (a *assembleur) courante(cle cleOffre) cleOffre {
	for range len(a.renouvelees) { // a chain of codes ends
		nouvelle, ok := a.renouvelees[cle]
		if !ok {
			break
		}
		cle = nouvelle
	}
	return cle
}
