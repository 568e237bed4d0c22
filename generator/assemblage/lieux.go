package assemblage

import (
	"strings"

	"futurpro/generator/territoire"
)

// lieux finds a commune by its folded name in a département.
type lieux map[cleLieu]territoire.CommuneIdx

type cleLieu struct{ departement, nom string }

// ambigu marks a name that two communes of a département have.
const ambigu = territoire.CommuneIdx(-1)

// newLieux indexes the names of communes, then the names of those they have
// absorbed where no commune of today has them.
func newLieux(ref *territoire.Referentiel) lieux {
	actuels, anciens := lieux{}, lieux{}
	for i, c := range ref.Communes {
		actuels.add(cleLieu{c.Departement, territoire.Plier(c.Nom)}, territoire.CommuneIdx(i))
		for _, nom := range c.AnciensNoms {
			anciens.add(cleLieu{c.Departement, territoire.Plier(nom)}, territoire.CommuneIdx(i))
		}
	}
	for cle, c := range anciens {
		if _, ok := actuels[cle]; !ok {
			actuels[cle] = c
		}
	}
	return actuels
}

func (l lieux) add(cle cleLieu, c territoire.CommuneIdx) {
	if vu, ok := l[cle]; ok && vu != c {
		c = ambigu
	}
	l[cle] = c
}

func (l lieux) get(departement, nom string) (territoire.CommuneIdx, bool) {
	c, ok := l[cleLieu{departement, nom}]
	return c, ok && c != ambigu
}

// deVille finds the commune of a postal town: "MARSEILLE CEDEX 08", "Paris 14".
func (l lieux) deVille(departement, ville string) (territoire.CommuneIdx, bool) {
	nom, _, _ := strings.Cut(territoire.Plier(ville)+" ", " cedex ")
	nom = strings.TrimSpace(nom)
	if nom == "" {
		return 0, false
	}
	if c, ok := l.get(departement, nom); ok {
		return c, true
	}
	for _, suffixe := range []string{"e arrondissement", "er arrondissement"} {
		if c, ok := l.get(departement, nom+suffixe); ok {
			return c, true
		}
	}
	return 0, false
}

// deNom finds the commune that ends the name of an établissement: after a
// preposition ("Maison familiale rurale de Pleyben") or a dash ("… -
// Châtellerault"). The longest ending wins.
func (l lieux) deNom(departement, nom string) (territoire.CommuneIdx, bool) {
	if i := max(strings.LastIndex(nom, " - "), strings.LastIndex(nom, ", ")); i >= 0 {
		if c, ok := l.get(departement, territoire.Plier(nom[i+2:])); ok {
			return c, true
		}
	}
	mots := strings.Fields(territoire.Plier(nom))
	for i := 1; i < len(mots); i++ {
		switch mots[i-1] {
		case "a", "au", "de", "d", "du", "des", "en":
			if c, ok := l.get(departement, strings.Join(mots[i:], " ")); ok {
				return c, true
			}
		}
	}
	return 0, false
}
