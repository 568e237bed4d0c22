package recherche

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"futurpro/generator/catalogue"
)

// VersionFormations changes when the meaning of a FormationsJSON does.
const VersionFormations = 1

// FormationsJSON is the index of the diplomas, by which a commune's list is
// searched: a browser reads it whole, at the first search.
type FormationsJSON struct {
	Version int      `json:"version"`
	CFD     []string `json:"cfd"`
	// Mots has one line for each root, in order: the root, a space, then for
	// each diploma that has it, by rank in CFD, the distance to the rank before
	// in base 36 and its weight, from A to Z.
	Mots string `json:"mots"`
}

// What a word weighs, by where it stands.
const (
	poidsNom        = 18 // the name of the diploma, its sigle
	poidsSpecialite = 14 // the name of a bac pro, for the 2de commune that leads to it
	// A job weighs poidsMetier where it is the only one, less where there are many.
	poidsMetier  = 14
	poidsDomaine = 6
	// A word drawn from descriptions weighs at most poidsMotCle, by its score.
	poidsMotCle = 10
	// motsClesMax is how many of them each diploma has at most, the surest:
	// the index must stay small.
	motsClesMax = 24
)

// motsCreux say nothing of a diploma among others. The script has the same list.
const motsCreux = "metier formation diplome professionnel travailler travail apprendre devenir faire etude ecole lycee apprentissage alternance option mention"

var creux = func() map[string]bool {
	m := map[string]bool{}
	for _, mot := range strings.Fields(motsCreux) {
		m[Racine(mot)] = true
	}
	return m
}()

// Formations returns the index of the diplomas of a catalogue, as JSON: both
// voies and all dispositifs of a CFD are one.
func Formations(cat *catalogue.Catalogue) ([]byte, error) {
	j := FormationsJSON{Version: VersionFormations, CFD: []string{}}
	poids := map[string]map[int]int{} // by root, then rank of the diploma
	rangs := map[string]int{}
	for _, f := range cat.Formations {
		if _, vu := rangs[f.CFD]; !vu {
			rangs[f.CFD] = 0
			j.CFD = append(j.CFD, f.CFD)
		}
	}
	slices.Sort(j.CFD)
	for rang, cfd := range j.CFD {
		rangs[cfd] = rang
	}
	add := func(rang int, texte string, p int) {
		for _, r := range racines(texte, false) {
			if creux[r] {
				continue
			}
			if poids[r] == nil {
				poids[r] = map[int]int{}
			}
			poids[r][rang] = max(poids[r][rang], p)
		}
	}
	for _, f := range cat.Formations {
		rang := rangs[f.CFD]
		add(rang, f.Libelle, poidsNom)
		for _, m := range f.Metiers {
			add(rang, m.Libelle, max(poidsDomaine, poidsMetier-2*bits.Len(uint(len(f.Metiers)))))
		}
		for _, d := range f.Domaines {
			add(rang, d, poidsDomaine)
		}
		for _, m := range f.MotsCles[:min(len(f.MotsCles), motsClesMax)] {
			p := poidsMotCle
			if m.Poids < 1 {
				p = 1 + int(math.Round(m.Poids*(poidsMotCle-1)))
			} else {
				p = poidsNom // a sigle
			}
			add(rang, m.Mot, p)
		}
		if f.Role != catalogue.AnneeCommune {
			continue
		}
		for _, s := range cat.Formations {
			if s.Role == catalogue.Specialite && s.Famille == f.Famille {
				add(rang, s.Libelle, poidsSpecialite)
			}
		}
	}
	var mots strings.Builder
	for _, r := range slices.Sorted(maps.Keys(poids)) {
		mots.WriteString(r + " ")
		avant := 0
		for _, rang := range slices.Sorted(maps.Keys(poids[r])) {
			mots.WriteString(strconv.FormatInt(int64(rang-avant), 36))
			mots.WriteByte('A' - 1 + byte(poids[r][rang]))
			avant = rang
		}
		mots.WriteByte('\n')
	}
	j.Mots = mots.String()
	b, err := json.Marshal(j)
	if err != nil {
		return nil, fmt.Errorf("index of the diplomas: %w", err)
	}
	return b, nil
}
