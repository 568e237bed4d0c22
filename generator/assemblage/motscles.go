package assemblage

import (
	"slices"

	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
	"futurpro/generator/territoire"
)

// poidsMin is the least score of a word that says something of a diploma, and
// motsVides those that say nothing of any.
const poidsMin = 0.101

var motsVides = []string{"eleve", "elever", "apprendre", "cap", "technique", "formation", "enseignement", "professionnel", "bac",
	"preparer", "competence", "diplome", "cours", "travail", "connaissance", "titulaire", "bp", "travailler", "baccalaureat", "pro"}

// addMotsCles gives each formation the words by which it may be searched
// beyond its name: its sigle, then those drawn from its description under the
// nearest code of its continuum.
func (a *assembleur) addMotsCles(fiches map[catalogue.FormationIdx]sources.OnisepFiche) {
	parCFD := map[string][]sources.MotCle{}
	for _, m := range a.src.MotsCles {
		parCFD[m.CFD] = m.Mots
	}
	for i := range a.cat.Formations {
		f := &a.cat.Formations[i]
		add := func(mot string, poids float64) {
			mot = territoire.Plier(mot)
			deja := slices.ContainsFunc(f.MotsCles, func(m catalogue.MotCle) bool { return m.Mot == mot })
			if mot != "" && !deja && poids >= poidsMin && !slices.Contains(motsVides, mot) {
				f.MotsCles = append(f.MotsCles, catalogue.MotCle{Mot: mot, Poids: poids})
			}
		}
		add(fiches[catalogue.FormationIdx(i)].Sigle, 1)
		for _, cfd := range a.nom.continuum(f.CFD) {
			if mots, ok := parCFD[cfd]; ok {
				for _, m := range mots {
					add(m.Mot, m.Score)
				}
				break
			}
		}
	}
}
