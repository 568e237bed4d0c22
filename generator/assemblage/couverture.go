package assemblage

import (
	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
	"futurpro/generator/territoire"
)

// Couverture counts how much of the sources the catalogue shows, feature by
// feature. It is computed from the sources and the finished catalogue alone,
// without the journal of the joins, so that each may check the other.
type Couverture struct {
	Communes       CouvertureCommunes       `json:"communes"`
	Jointure       CouvertureJointure       `json:"jointure"`
	Etablissements CouvertureEtablissements `json:"etablissements"`
	Offres         CouvertureOffres         `json:"offres"`
}

// CouvertureCommunes counts the communes, arrondissements included.
type CouvertureCommunes struct {
	Total    int `json:"total"`
	Placees  int `json:"placees"`  // with a centre: times and distances are computed
	Ecartees int `json:"ecartees"` // of no département, so of no académie
}

// CouvertureJointure says what became of the pairs (UAI, CFD) that a plain
// join of constat-rentrée and Affelnet through N_MEF gives, in the perimeter.
type CouvertureJointure struct {
	Paires        int `json:"paires"`
	UAI           int `json:"uai"`
	PairesPlacees int `json:"pairesPlacees"` // whose UAI has coordinates in the annuaire
	// Each pair is in one of the four that follow.
	Listees        int `json:"listees"`        // an offre of that code
	Reunies        int `json:"reunies"`        // an offre of the code that has replaced it
	Fermees        int `json:"fermees"`        // the diploma has closed, and one code has not replaced it
	SansEtab       int `json:"sansEtab"`       // no établissement, or one that has closed
	ListeesSituees int `json:"listeesSituees"` // Listees and Reunies that have a position
}

// CouvertureEtablissements counts the établissements that give something.
type CouvertureEtablissements struct {
	Total          int `json:"total"`
	Exacts         int `json:"exacts"`    // with a position of their own
	Approches      int `json:"approches"` // at the centre of their commune
	LieuxDeduits   int `json:"lieuxDeduits"`
	SansPosition   int `json:"sansPosition"`
	SansNom        int `json:"sansNom"`
	StatutInconnu  int `json:"statutInconnu"`
	InternatPublie int `json:"internatPublie"`
	Insertion      int `json:"insertion"` // with rates of all their formations together
}

// CouvertureOffres counts the offres, and those that have each feature.
type CouvertureOffres struct {
	Total             int `json:"total"`
	Apprentissage     int `json:"apprentissage"`
	Situees           int `json:"situees"`
	AncienCode        int `json:"ancienCode"` // seen only under a code that another has replaced
	Fiche             int `json:"fiche"`      // of Onisep
	Domaine           int `json:"domaine"`
	Entree            int `json:"entree"` // places or vœux
	TauxPression      int `json:"tauxPression"`
	TauxEtablissement int `json:"tauxEtablissement"`
	TauxRegional      int `json:"tauxRegional"`
	RegionalPropre    int `json:"regionalPropre"` // TauxRegional of the diploma's own code
	Salaire           int `json:"salaire"`
	Etiquette         int `json:"etiquette"`
}

// CouvertureDe computes the coverage of a catalogue assembled from src.
func CouvertureDe(src *sources.Sources, ref *territoire.Referentiel, cat *catalogue.Catalogue) Couverture {
	c := Couverture{
		Communes: CouvertureCommunes{Total: len(src.Communes), Ecartees: len(src.Communes) - len(ref.Communes)},
		Jointure: couvertureJointure(src, cat),
	}
	for _, commune := range ref.Communes {
		count(&c.Communes.Placees, commune.Place)
	}
	for _, e := range cat.Etablissements {
		c.Etablissements.add(e)
	}
	for _, o := range cat.Offres {
		c.Offres.add(ref, cat, o)
	}
	return c
}

func count(n *int, oui bool) {
	if oui {
		*n++
	}
}

func (c *CouvertureEtablissements) add(e catalogue.Etablissement) {
	c.Total++
	count(&c.Exacts, e.Place && !e.Approchee)
	count(&c.Approches, e.Approchee)
	count(&c.LieuxDeduits, e.LieuDeduit)
	count(&c.SansPosition, !e.Place)
	count(&c.SansNom, e.SansNom)
	count(&c.StatutInconnu, e.Statut == catalogue.StatutInconnu)
	count(&c.InternatPublie, e.Internat != catalogue.NonPublie)
	count(&c.Insertion, len(e.Insertions) > 0)
}

func (c *CouvertureOffres) add(ref *territoire.Referentiel, cat *catalogue.Catalogue, o catalogue.Offre) {
	f, e := cat.Formations[o.Formation], cat.Etablissements[o.Etablissement]
	d, _ := ref.Departement(e.Departement)
	regionaux := cat.Regionaux[catalogue.CleRegionale{Formation: o.Formation, Region: d.Region}]
	_, salaire := cat.Salaires[o.Formation]
	c.Total++
	count(&c.Apprentissage, f.Voie == catalogue.Apprentissage)
	count(&c.Situees, e.Place)
	count(&c.AncienCode, o.AncienCFD != "")
	count(&c.Fiche, f.OnisepID != "")
	count(&c.Domaine, len(f.Domaines) > 0)
	count(&c.Entree, o.Entree != nil)
	count(&c.TauxPression, o.Entree != nil && o.Entree.TauxPression != nil)
	count(&c.TauxEtablissement, len(o.Poursuites) > 0)
	count(&c.TauxRegional, len(regionaux) > 0)
	count(&c.RegionalPropre, len(regionaux) > 0 && regionaux[len(regionaux)-1].Propre)
	count(&c.Salaire, salaire)
	count(&c.Etiquette, o.Etiquettes != 0)
}

// paire is a diploma at an établissement, whatever the path to it.
type paire struct{ uai, cfd string }

func couvertureJointure(src *sources.Sources, cat *catalogue.Catalogue) CouvertureJointure {
	nom := newNomenclature(src)
	paires, uais := map[paire]bool{}, map[string]bool{}
	add := func(uai, mef11 string) {
		if m, ok := nom.parMEF11[mef11]; ok && catalogue.DansPerimetre(m.CFD) {
			paires[paire{uai, m.CFD}] = true
			uais[uai] = true
		}
	}
	for _, c := range src.Constats {
		add(c.UAI, c.MEF11)
	}
	for _, v := range src.Voeux {
		add(v.UAI, v.MEF11)
	}
	places := map[string]bool{}
	for _, e := range src.Etablissements {
		places[e.UAI] = e.Position != nil
	}
	situees := map[paire]bool{} // the offres, and whether they have a position
	for _, o := range cat.Offres {
		if f, e := cat.Formations[o.Formation], cat.Etablissements[o.Etablissement]; f.Voie == catalogue.Scolaire {
			situees[paire{e.UAI, f.CFD}] = e.Place
		}
	}
	c := CouvertureJointure{Paires: len(paires), UAI: len(uais)}
	for p := range paires {
		count(&c.PairesPlacees, places[p.uai])
		situee, listee := situees[p]
		reunie := false
		for _, cfd := range nom.successeurs(p.cfd) {
			if !listee && !reunie {
				situee, reunie = situees[paire{p.uai, cfd}]
			}
		}
		count(&c.Listees, listee)
		count(&c.Reunies, reunie)
		count(&c.ListeesSituees, (listee || reunie) && situee)
		count(&c.Fermees, !listee && !reunie && nom.diplomes[p.cfd].Fermeture != "")
		count(&c.SansEtab, !listee && !reunie && nom.diplomes[p.cfd].Fermeture == "")
	}
	return c
}
