package resultats

import (
	"cmp"
	"slices"
	"strconv"

	"futurpro/generator/catalogue"
	"futurpro/generator/territoire"
)

// Combinaison says how the chosen values of a filter combine.
type Combinaison string

// The combinations: any of the values, all of them, or one only.
const (
	Ou Combinaison = "ou"
	Et Combinaison = "et"
	Un Combinaison = "un"
)

// Filtre is one facet of the results. To add a filter is to add one entry to
// Filtres.
type Filtre struct {
	Cle     string // URL parameter; those of the predecessor are kept
	Titre   string
	Aide    string
	Combine Combinaison
	// SelonLieu says that the values of an offre depend on where one comes from.
	SelonLieu bool
	// Valeurs returns the values of a result.
	Valeurs func(*catalogue.Catalogue, Resultat) []string
	// Options lists every value with its words, in display order.
	Options func(*catalogue.Catalogue) []Option
}

// Option is a value of a filter.
type Option struct {
	Valeur, Libelle, Aide string
}

// Filtres returns the table of filters, in display order.
func Filtres() []Filtre {
	return []Filtre{
		{Cle: "domaines", Titre: "Domaines", Combine: Ou, Valeurs: domaines, Options: optionsDomaines},
		{Cle: "diplome", Titre: "Diplômes", Combine: Ou, Valeurs: diplomes, Options: optionsDiplomes},
		{Cle: "voie", Titre: "Voie", Combine: Ou, Valeurs: voies, Options: optionsVoies},
		{Cle: "statut", Titre: "Statut de l'établissement", Combine: Ou, Valeurs: statuts, Options: optionsStatuts},
		{Cle: "tag", Titre: "Mettre toutes les chances de ton côté", Combine: Et, Valeurs: tags, Options: optionsTags},
		{Cle: "temps", Titre: "Temps de trajet maximum", Combine: Un, SelonLieu: true, Valeurs: temps, Options: optionsTemps},
		{Cle: "mode", Titre: "Comment y aller", Combine: Ou, SelonLieu: true, Valeurs: modes, Options: optionsModes},
		{Cle: "internat", Titre: "Internat", Combine: Ou, Valeurs: internat, Options: optionsInternat},
	}
}

// Compteur counts the results that each option keeps. What does not depend on the
// place is read once for each offre.
type Compteur struct {
	cat     *catalogue.Catalogue
	filtres []Filtre
	options [][]Option
	rangs   []map[string]int // by filter: rank of an option, those of all filters together
	fixes   [][]uint16       // by offre: ranks of its options
	total   int
}

// NewCompteur prepares to count by these filters.
func NewCompteur(cat *catalogue.Catalogue, filtres []Filtre) *Compteur {
	c := &Compteur{cat: cat, filtres: filtres}
	for _, f := range filtres {
		options, rangs := f.Options(cat), map[string]int{}
		for _, o := range options {
			rangs[o.Valeur] = c.total
			c.total++
		}
		c.options, c.rangs = append(c.options, options), append(c.rangs, rangs)
	}
	for o := range cat.Offres {
		var fixes []uint16
		for i, f := range filtres {
			if f.SelonLieu {
				continue
			}
			for _, v := range f.Valeurs(cat, Resultat{Offre: catalogue.OffreIdx(o)}) {
				if rang, ok := c.rangs[i][v]; ok {
					fixes = append(fixes, uint16(rang))
				}
			}
		}
		c.fixes = append(c.fixes, fixes)
	}
	return c
}

// Options lists the options of each filter, in display order.
func (c *Compteur) Options() [][]Option { return c.options }

// Count returns, per filter and option, how many results the option alone would
// keep.
func (c *Compteur) Count(listes ...[]Resultat) [][]int {
	comptes := make([]int, c.total)
	// The offres of an établissement follow one another, with one way to it.
	var dernier *Acces
	var lieu []int
	for _, liste := range listes {
		for _, r := range liste {
			for _, rang := range c.fixes[r.Offre] {
				comptes[rang]++
			}
			if r.Acces != dernier {
				dernier, lieu = r.Acces, c.selonLieu(lieu[:0], r)
			}
			for _, rang := range lieu {
				comptes[rang]++
			}
		}
	}
	parFiltre := make([][]int, len(c.options))
	for i, options := range c.options {
		parFiltre[i], comptes = comptes[:len(options)], comptes[len(options):]
	}
	return parFiltre
}

// selonLieu appends the ranks of what depends on the way to an offre.
func (c *Compteur) selonLieu(rangs []int, r Resultat) []int {
	for i, f := range c.filtres {
		if f.SelonLieu {
			for _, v := range f.Valeurs(c.cat, r) {
				rangs = append(rangs, c.rangs[i][v])
			}
		}
	}
	return rangs
}

func formation(cat *catalogue.Catalogue, r Resultat) catalogue.Formation {
	return cat.Formations[cat.Offres[r.Offre].Formation]
}

func domaines(cat *catalogue.Catalogue, r Resultat) []string { return formation(cat, r).Domaines }

func optionsDomaines(cat *catalogue.Catalogue) []Option {
	var tous []string
	for _, f := range cat.Formations {
		tous = append(tous, f.Domaines...)
	}
	slices.SortFunc(tous, func(x, y string) int {
		return cmp.Or(cmp.Compare(territoire.Plier(x), territoire.Plier(y)), cmp.Compare(x, y))
	})
	var options []Option
	for _, d := range slices.Compact(tous) {
		options = append(options, Option{Valeur: d, Libelle: d})
	}
	return options
}

func diplomes(cat *catalogue.Catalogue, r Resultat) []string {
	return []string{formation(cat, r).Groupe.Cle()}
}

func optionsDiplomes(cat *catalogue.Catalogue) []Option {
	var groupes []catalogue.Groupe
	for _, f := range cat.Formations {
		groupes = append(groupes, f.Groupe)
	}
	var options []Option
	for _, g := range slices.Compact(slices.Sorted(slices.Values(groupes))) {
		options = append(options, Option{Valeur: g.Cle(), Libelle: g.String()})
	}
	return options
}

func voies(cat *catalogue.Catalogue, r Resultat) []string {
	return []string{formation(cat, r).Voie.String()}
}

func optionsVoies(*catalogue.Catalogue) []Option {
	return []Option{
		{Valeur: "scolaire", Libelle: "Voie scolaire", Aide: "en classe et en ateliers, avec des stages"},
		{Valeur: "apprentissage", Libelle: "Apprentissage", Aide: "en alternance, avec un contrat de travail"},
	}
}

// CleStatut is the value of a status in URLs.
func CleStatut(s catalogue.Statut) string {
	return [...]string{"public", "prive-sous-contrat", "prive", "prive-reconnu", "prive-hors-contrat", "non-publie"}[s]
}

func statuts(cat *catalogue.Catalogue, r Resultat) []string {
	return []string{CleStatut(cat.Etablissements[cat.Offres[r.Offre].Etablissement].Statut)}
}

func optionsStatuts(cat *catalogue.Catalogue) []Option {
	var vus []catalogue.Statut
	for _, e := range cat.Etablissements {
		vus = append(vus, e.Statut)
	}
	var options []Option
	for _, s := range slices.Compact(slices.SortedFunc(slices.Values(vus), cmp.Compare[catalogue.Statut])) {
		options = append(options, Option{Valeur: CleStatut(s), Libelle: s.String()})
	}
	return options
}

func tags(cat *catalogue.Catalogue, r Resultat) []string {
	var cles []string
	for _, e := range cat.Offres[r.Offre].Etiquettes.Liste() {
		cles = append(cles, e.Cle)
	}
	return cles
}

func optionsTags(*catalogue.Catalogue) []Option {
	var options []Option
	for _, e := range catalogue.ToutesEtiquettes() {
		options = append(options, Option{Valeur: e.Cle, Libelle: e.Libelle, Aide: e.Filtre})
	}
	return options
}

// temps gives a result every tranche that contains it: "at most 60 minutes"
// also keeps what takes 15.
func temps(_ *catalogue.Catalogue, r Resultat) []string {
	if r.Acces == nil {
		return nil
	}
	var v []string
	for _, t := range Tranches() {
		if r.Acces.Minutes <= t {
			v = append(v, strconv.Itoa(t))
		}
	}
	return v
}

func optionsTemps(*catalogue.Catalogue) []Option {
	var options []Option
	for _, t := range Tranches() {
		options = append(options, Option{Valeur: strconv.Itoa(t), Libelle: LibelleTranche(t)})
	}
	return options
}

// modes gives how an établissement is reached, nothing where it is not.
func modes(_ *catalogue.Catalogue, r Resultat) []string {
	switch a := r.Acces; {
	case a == nil:
		return nil
	case a.Velo:
		return []string{"velo"}
	case a.Scolaire:
		return []string{"car"}
	case a.Rides > 0:
		return []string{"transports"}
	}
	return []string{"pied"}
}

func optionsModes(*catalogue.Catalogue) []Option {
	return []Option{
		{Valeur: "pied", Libelle: "À pied"}, {Valeur: "transports", Libelle: "Transports en commun"},
		{Valeur: "car", Libelle: "Car scolaire"}, {Valeur: "velo", Libelle: "À vélo"},
	}
}

func internat(cat *catalogue.Catalogue, r Resultat) []string {
	if cat.Etablissements[cat.Offres[r.Offre].Etablissement].Internat == catalogue.OuiPublie {
		return []string{"oui"}
	}
	return nil
}

func optionsInternat(*catalogue.Catalogue) []Option {
	return []Option{{Valeur: "oui", Libelle: "Établissement avec internat"}}
}

// LibelleTranche is the name of a duration bracket: "30 minutes ou moins",
// "1 h 30 ou moins"; "" for none.
func LibelleTranche(minutes int) string {
	switch minutes {
	case 0:
		return ""
	case 60:
		return "1 h ou moins"
	case 90:
		return "1 h 30 ou moins"
	}
	return strconv.Itoa(minutes) + " minutes ou moins"
}
