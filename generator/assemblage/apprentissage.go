package assemblage

import (
	"slices"
	"strings"

	"futurpro/generator/anomalies"
	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
	"futurpro/generator/territoire"
)

var (
	apprentissageEcarte  = anomalies.Code{Nom: "apprentissage-ecarte", Sens: "formation en apprentissage qui ne se suit pas après la 3e, laissée de côté"}
	apprentissageSansUAI = anomalies.Code{Nom: "apprentissage-sans-etablissement", Sens: "formation en apprentissage d'un établissement inconnu, laissée de côté", Seuil: 0.25}
)

// retenue says why a formation of the catalogue is left out; "" when it is one
// that a pupil of 3e may enter: published, entered in its first year, in the
// perimeter, and for a bac pro in three years (in two, it is entered in 1re).
func (a *assembleur) retenue(f sources.FormationApprentissage) string {
	switch groupe := a.nom.groupe(f.CFD); {
	case !f.Publiee:
		return "non publiée"
	case groupe == catalogue.HorsPerimetre:
		return "hors périmètre"
	case f.Annee != "1":
		return "entrée en année " + f.Annee
	case !diplomeApres3e(f.Diplome):
		return f.Diplome
	case groupe == catalogue.BacPro && f.Duree != 3:
		return "bac pro qui ne dure pas 3 ans"
	}
	return ""
}

// diplomeApres3e reports whether the diploma, in the words of the catalogue,
// is one of those entered after the 3e; the CFD alone cannot tell a brevet
// professionnel, entered after a CAP, from a brevet professionnel agricole. An
// absent name is left to the CFD.
func diplomeApres3e(diplome string) bool {
	plie := territoire.Plier(diplome)
	return plie == "" || slices.ContainsFunc([]string{
		"bac professionnel", "brevet professionnel agricole", "certificat d aptitude professionnelle", "certificat d aptitudes professionnelles",
		"th de niv 5 ministere de la jeunesse et des sports",
	}, func(debut string) bool { return strings.HasPrefix(plie, debut) })
}

// joinApprentissages adds the offres of the catalogue de l'apprentissage: one
// per diploma and place, whatever the number of sessions; of several durations,
// the longest, the one without prior diploma. Their dispositif is empty.
func (a *assembleur) joinApprentissages(offres map[cleOffre][]string) {
	for _, f := range a.src.Apprentissages {
		if raison := a.retenue(f); raison != "" {
			a.add(apprentissageEcarte, f.Fichier, f.Ligne, f.CFD+" "+f.UAI+": "+raison)
			continue
		}
		uai, ok := a.actuel(f.UAI)
		if _, connu := a.parUAI[uai]; !ok || !connu {
			a.add(apprentissageSansUAI, f.Fichier, f.Ligne, f.UAI)
			continue
		}
		cle := cleOffre{cleFormation{f.CFD, "", catalogue.Apprentissage}, uai}
		offres[cle] = slices.Compact(slices.Sorted(slices.Values(append(offres[cle], f.Rentrees...))))
		a.durees[cle] = max(a.durees[cle], f.Duree)
	}
}

// setDureesApprentissage gives a formation in apprentissage the duration that
// all its offres share; they differ from place to place, and it is then 0.
func (a *assembleur) setDureesApprentissage() {
	vues := map[cleFormation]int{}
	for cle, duree := range a.durees {
		if vue, ok := vues[cle.formation]; ok && vue != duree {
			duree = 0
		}
		vues[cle.formation] = duree
	}
	for cle, duree := range vues {
		a.cat.Formations[a.parCle[cle]].Duree = duree
	}
}
