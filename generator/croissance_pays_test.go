package main

import (
	"cmp"
	"iter"
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"futurpro/generator/catalogue"
	"futurpro/generator/resultats"
	"futurpro/generator/sources"
	"futurpro/generator/territoire"
)

// The benchmark would measure another site if a copy were not as large as what
// it copies, or led to it.
func TestCountrySideBySideIsACopy(t *testing.T) {
	if testing.Short() {
		t.Skip("travel times take some seconds")
	}
	skipWithoutSample(t)
	d := lirePays(t, options{data: dossierExemple, sources: "../data/sources.yaml"}, 2)
	communes, etablissements := len(d.ref.Communes)/2, len(d.cat.Etablissements)/2
	type vue struct {
		formation     catalogue.FormationIdx
		etablissement catalogue.EtablissementIdx
		acces         *resultats.Acces
	}
	voir := func(l []resultats.Resultat, p int) []vue {
		var vues []vue
		for _, r := range l {
			o := d.cat.Offres[r.Offre]
			vues = append(vues, vue{o.Formation, o.Etablissement - catalogue.EtablissementIdx(p*etablissements), r.Acces})
		}
		return vues
	}
	total := 0
	for c := range communes {
		un, autre := d.moteur.Commune(territoire.CommuneIdx(c)), d.moteur.Commune(territoire.CommuneIdx(communes+c))
		for g, l := range append(un.Groupes(), un.Internat) {
			veut, copie := voir(l, 0), voir(append(autre.Groupes(), autre.Internat)[g], 1)
			if !reflect.DeepEqual(veut, copie) {
				t.Fatalf("%s: %d results in group %d, and %d from the same place of the other country", d.ref.Communes[c].Nom, len(veut), g, len(copie))
			}
		}
		total += un.Total()
	}
	if total == 0 {
		t.Error("nothing is within reach")
	}
	for _, l := range [][]string{codes(d.ref.Communes, func(c territoire.Commune) string { return c.Code }), codes(d.cat.Etablissements, func(e catalogue.Etablissement) string { return e.UAI })} {
		if !slices.IsSorted(l) || len(slices.Compact(l)) != len(l) {
			t.Error("two of one code, or not in the order of codes")
		}
	}
}

func codes[T any](l []T, code func(T) string) []string {
	var codes []string
	for _, x := range l {
		codes = append(codes, code(x))
	}
	return codes
}

// pays is the rank of a country among those side by side; 0 is the one that was
// read. What makes the others different keeps every order by code.
type pays int

// lettre begins the codes of a country, and ends its names.
func (p pays) lettre() string { return "BCDEFGHIJKLMNOPQRSTUVWXYZ"[p-1 : p] }

func (p pays) code(c string) string {
	if p == 0 || c == "" {
		return c
	}
	return p.lettre() + c
}

func (p pays) nom(n string) string {
	if p == 0 || n == "" {
		return n
	}
	return n + p.lettre()
}

func (p pays) noms(l []string) []string {
	autres := slices.Clone(l)
	for i := range autres {
		autres[i] = p.nom(autres[i])
	}
	return autres
}

// point is that far east of the same place: 25 degrees leave Europe behind, and
// no territory overseas on another.
func (p pays) point(q orb.Point) orb.Point {
	if p == 0 {
		return q
	}
	return orb.Point{math.Mod(q[0]+25*float64(p)+540, 360) - 180, q[1]}
}

func copierReferentiel(un *territoire.Referentiel, n int) *territoire.Referentiel {
	ref := &territoire.Referentiel{}
	for p := range pays(n) {
		for _, c := range un.Communes {
			c.Code, c.Nom, c.Departement, c.Parente = p.code(c.Code), p.nom(c.Nom), p.code(c.Departement), p.code(c.Parente)
			c.Centre, c.AnciensNoms = p.point(c.Centre), p.noms(c.AnciensNoms)
			c.CodesPostaux = slices.Clone(c.CodesPostaux)
			for i, code := range c.CodesPostaux {
				c.CodesPostaux[i] = p.code(code)
			}
			ref.Communes = append(ref.Communes, c)
		}
		for _, x := range un.Departements {
			ref.Departements = append(ref.Departements, territoire.Departement{Code: p.code(x.Code), Nom: p.nom(x.Nom), Academie: p.code(x.Academie), Region: p.code(x.Region)})
		}
		for _, x := range un.Academies {
			ref.Academies = append(ref.Academies, territoire.Academie{Code: p.code(x.Code), Nom: p.nom(x.Nom)})
		}
		for _, x := range un.Regions {
			ref.Regions = append(ref.Regions, territoire.Region{Code: p.code(x.Code), Nom: p.nom(x.Nom)})
		}
	}
	return ref
}

// copierCatalogue leaves the formations as they are: more établissements give
// the same diplomas.
func copierCatalogue(un *catalogue.Catalogue, communes, n int) *catalogue.Catalogue {
	cat := *un
	cat.Etablissements, cat.Offres = nil, nil
	cat.Regionaux, cat.Quartiles = map[catalogue.CleRegionale][]catalogue.IndicateurPoursuite{}, map[catalogue.CleQuartiles]catalogue.Quartiles{}
	for p := range pays(n) {
		for _, e := range un.Etablissements {
			cat.Etablissements = append(cat.Etablissements, p.etablissement(e, communes))
		}
		for _, o := range un.Offres {
			o.Etablissement += catalogue.EtablissementIdx(int(p) * len(un.Etablissements))
			if o.Entree != nil {
				e := *o.Entree
				e.Capacite, e.PremiersVoeux, e.Voeux, e.Affectes, e.TauxPression = autre(e.Capacite), autre(e.PremiersVoeux), autre(e.Voeux), autre(e.Affectes), autre(e.TauxPression)
				o.Entree = &e
			}
			o.Poursuites, o.Rentrees = autresPoursuites(o.Poursuites), slices.Clone(o.Rentrees)
			cat.Offres = append(cat.Offres, o)
		}
		for cle, l := range un.Regionaux {
			cat.Regionaux[catalogue.CleRegionale{Formation: cle.Formation, Region: p.code(cle.Region)}] = autresPoursuites(l)
		}
		for cle, q := range un.Quartiles {
			cle.Region = p.code(cle.Region)
			cat.Quartiles[cle] = q
		}
	}
	slices.SortFunc(cat.Offres, func(x, y catalogue.Offre) int {
		return cmp.Or(cmp.Compare(x.Formation, y.Formation), cmp.Compare(x.Etablissement, y.Etablissement))
	})
	return &cat
}

func (p pays) etablissement(e catalogue.Etablissement, communes int) catalogue.Etablissement {
	e.UAI, e.Nom, e.Adresse, e.CodePostal, e.Ville = p.code(e.UAI), p.nom(e.Nom), p.nom(e.Adresse), p.code(e.CodePostal), p.nom(e.Ville)
	e.Departement, e.Position = p.code(e.Departement), p.point(e.Position)
	if e.Commune != catalogue.SansCommune {
		e.Commune += territoire.CommuneIdx(int(p) * communes)
	}
	e.Insertions = slices.Clone(e.Insertions)
	for i := range e.Insertions {
		e.Insertions[i].IndicateurPoursuite = autrePoursuite(e.Insertions[i].IndicateurPoursuite)
	}
	if e.PortesOuvertes != nil {
		o := *e.PortesOuvertes
		o.AVenir, o.Derniere, o.Textes = slices.Clone(o.AVenir), autre(o.Derniere), slices.Clone(o.Textes)
		e.PortesOuvertes = &o
	}
	return e
}

func autresPoursuites(l []catalogue.IndicateurPoursuite) []catalogue.IndicateurPoursuite {
	autres := slices.Clone(l)
	for i := range autres {
		autres[i] = autrePoursuite(autres[i])
	}
	return autres
}

func autrePoursuite(i catalogue.IndicateurPoursuite) catalogue.IndicateurPoursuite {
	i.PartEmploi6Mois, i.TauxFormation, i.PartAutres6Mois, i.TauxEmploi6Mois = autre(i.PartEmploi6Mois), autre(i.TauxFormation), autre(i.PartAutres6Mois), autre(i.TauxEmploi6Mois)
	return i
}

// autre is another pointer to the same value: templates print once what one
// pointer leads to.
func autre[T any](p *T) *T {
	if p == nil {
		return nil
	}
	v := *p
	return &v
}

// contoursDesPays gives the outlines once for each country.
func contoursDesPays(un []sources.Contour, n int) iter.Seq[sources.Contour] {
	return func(yield func(sources.Contour) bool) {
		for p := range pays(n) {
			for _, c := range un {
				c.Code, c.Polygones = p.code(c.Code), c.Polygones.Clone()
				for _, polygone := range c.Polygones {
					for _, anneau := range polygone {
						for i := range anneau {
							anneau[i] = p.point(anneau[i])
						}
					}
				}
				if !yield(c) {
					return
				}
			}
		}
	}
}

// departementDesPays finds the département of an outline in any country.
func departementDesPays(un *territoire.Referentiel, n int) func(code string) string {
	return func(code string) string {
		for p := range pays(n) {
			original, ok := code, p == 0
			if p > 0 && len(code) > 5 {
				original, ok = code[1:], code[:1] == p.lettre()
			}
			if !ok || len(original) > 5 {
				continue
			}
			if i, ok := un.Commune(original); ok {
				return p.code(un.Communes[i].Departement)
			}
			if d, ok := un.Departement(territoire.DepartementINSEE(original)); ok {
				return p.code(d.Code)
			}
			return ""
		}
		return ""
	}
}
