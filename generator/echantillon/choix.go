package echantillon

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
	"futurpro/generator/territoire"
)

// ensemble is a set of codes.
type ensemble map[string]bool

// choix is what a region needs of the national set, as codes.
type choix struct {
	region    string
	nomRegion string
	zone      string // of the school calendar, "" without one

	departements ensemble
	academies    ensemble
	communes     ensemble          // current codes, with the cities of arrondissements
	contours     ensemble          // current and former codes
	uais         ensemble          // établissements of the region
	offrants     ensemble          // those of them with an offre or an InserJeunes figure
	cfds         ensemble          // diplomas named in the region, with their continuum
	groupes      ensemble          // their groups in the BCN
	mef11        map[string]string // CFD of each MEFSTAT11
	fiches       ensemble          // Onisep's identifiers of those that the site lists
	romes        ensemble          // ROME codes of those
	metiers      ensemble          // Onisep's identifiers of their métiers
	structures   ensemble          // Onisep's identifiers of the établissements
	insertions   ensemble          // files of figures by établissement that could be read
}

// choose decides what the region needs.
func choose(s *sources.Sources, region string) (*choix, error) {
	c := &choix{
		region: region, departements: ensemble{}, academies: ensemble{}, communes: ensemble{}, contours: ensemble{},
		uais: ensemble{}, offrants: ensemble{}, cfds: ensemble{}, groupes: ensemble{}, insertions: ensemble{},
		fiches: ensemble{}, romes: ensemble{}, metiers: ensemble{}, structures: ensemble{}, mef11: map[string]string{},
	}
	c.chooseDepartements(s)
	c.chooseCommunes(s)
	if len(c.communes) == 0 {
		return nil, fmt.Errorf("no région %q in the national set; give the INSEE code of one of: %s", region, regions(s))
	}
	c.chooseEtablissements(s)
	for _, m := range s.MEFs {
		c.mef11[m.MEF11] = m.CFD
	}
	for _, e := range s.InserEtablissements {
		c.insertions[e.Fichier] = true
	}
	c.chooseOffrants(s)
	c.chooseCFDs(s)
	c.chooseOnisep(s)
	return c, nil
}

// regions lists the regions of the national set that have a commune: "53
// Bretagne, …". Foreign countries have a code of region and none.
func regions(s *sources.Sources) string {
	peuples := ensemble{}
	for _, c := range s.Communes {
		peuples[c.Departement] = true
	}
	noms := map[string]string{}
	for _, d := range s.Departements {
		if peuples[d.Code] {
			noms[d.Region] = d.NomRegion
		}
	}
	var liste []string
	for _, code := range slices.Sorted(maps.Keys(noms)) {
		liste = append(liste, code+" "+noms[code])
	}
	return strings.Join(liste, ", ")
}

func (c *choix) chooseDepartements(s *sources.Sources) {
	for _, d := range s.Departements {
		if d.Region == c.region {
			c.departements[d.Code], c.academies[d.Academie] = true, true
			c.nomRegion = d.NomRegion
			if c.zone == "" {
				c.zone = territoire.Zone(d.NomAcademie)
			}
		}
	}
}

func (c *choix) chooseCommunes(s *sources.Sources) {
	for _, commune := range s.Communes {
		if c.departements[commune.Departement] {
			c.communes[commune.Code] = true
			if commune.Parente != "" {
				c.communes[commune.Parente] = true
			}
		}
	}
	maps.Copy(c.contours, c.communes)
	for ancien, actuel := range s.AnciensCodes {
		if c.communes[actuel] {
			c.contours[ancien] = true
		}
	}
}

// chooseEtablissements takes the établissements whose commune is in the
// region; those without a known commune, by the département that begins their
// UAI.
func (c *choix) chooseEtablissements(s *sources.Sources) {
	for _, e := range s.Etablissements {
		if c.contours[e.Commune] || e.Commune == "" && c.departements[territoire.DepartementUAI(e.UAI)] {
			c.uais[e.UAI] = true
		}
	}
	connus := ensemble{}
	for _, e := range s.Etablissements {
		connus[e.UAI] = true
	}
	// Others are known by their offres only.
	for _, v := range s.Voeux {
		c.chooseUnknown(connus, v.UAI)
	}
	for _, o := range s.Constats {
		c.chooseUnknown(connus, o.UAI)
	}
}

func (c *choix) chooseUnknown(connus ensemble, uai string) {
	if !connus[uai] && c.departements[territoire.DepartementUAI(uai)] {
		c.uais[uai] = true
	}
}

// perimetre reports whether a MEFSTAT11 leads to a diploma that the site
// lists, or to none that is known: those rows stay, to be reported again.
func (c *choix) perimetre(mef11 string) bool {
	cfd, connu := c.mef11[mef11]
	return !connu || catalogue.DansPerimetre(cfd)
}

// keepOffre keeps the rows of the region's établissements in the perimeter.
func (c *choix) keepOffre(uai, mef11 string) bool { return c.uais[uai] && c.perimetre(mef11) }

// keepInserRegion keeps the region's figures of the diplomas that the site
// lists.
func (c *choix) keepInserRegion(r sources.InserRegion) bool {
	if r.Region != c.region {
		return false
	}
	cfd := r.CFD
	if r.MEF11 != "" {
		cfd = c.mef11[r.MEF11]
	}
	return catalogue.DansPerimetre(cfd)
}

func (c *choix) chooseOffrants(s *sources.Sources) {
	for _, o := range s.Constats {
		if c.keepOffre(o.UAI, o.MEF11) {
			c.offrants[o.UAI] = true
		}
	}
	for _, v := range s.Voeux {
		if c.keepOffre(v.UAI, v.MEF11) {
			c.offrants[v.UAI] = true
		}
	}
	for _, e := range s.InserEtablissements {
		if c.uais[e.UAI] && !e.CFA { // a CFA alone gives nothing that the sample shows
			c.offrants[e.UAI] = true
		}
	}
}

// chooseCFDs takes the diplomas that the kept rows name, those of their
// familles de métiers, and the whole continuum of all of these.
func (c *choix) chooseCFDs(s *sources.Sources) {
	mef := func(codes ...string) {
		for _, code := range codes {
			if cfd := c.mef11[code]; cfd != "" {
				c.cfds[cfd] = true
			}
		}
	}
	for _, o := range s.Constats {
		if c.keepOffre(o.UAI, o.MEF11) {
			mef(o.MEF11)
		}
	}
	for _, v := range s.Voeux {
		if c.keepOffre(v.UAI, v.MEF11) {
			mef(v.MEF11, v.MEF11Terminal)
		}
	}
	for _, r := range s.InserRegions {
		if c.keepInserRegion(r) {
			mef(r.MEF11)
			if r.CFD != "" {
				c.cfds[r.CFD] = true
			}
		}
	}
	c.addContinuum(s)
	c.addFamilles(s)
	c.addContinuum(s)
}

// addFamilles adds the diplomas that share a famille with one already taken.
func (c *choix) addFamilles(s *sources.Sources) {
	for _, l := range s.Liens {
		if c.cfds[l.CFD] {
			c.groupes[l.Groupe] = true
		}
	}
	familles := ensemble{}
	for _, f := range s.Familles {
		if c.cfds[f.CFDCommun] || c.cfds[f.CFDSpecialite] {
			familles[f.Famille] = true
		}
	}
	for _, l := range s.Liens {
		if c.groupes[l.Groupe] {
			c.cfds[l.CFD] = true
		}
	}
	for _, f := range s.Familles {
		if familles[f.Famille] {
			c.cfds[f.CFDCommun], c.cfds[f.CFDSpecialite] = true, true
		}
	}
}

// addContinuum adds the older and newer codes of the diplomas taken, step by
// step until there are none left.
func (c *choix) addContinuum(s *sources.Sources) {
	voisins := map[string][]string{}
	for _, d := range s.Diplomes {
		for _, autre := range slices.Concat(d.Anciens, d.Nouveaux) {
			voisins[d.CFD] = append(voisins[d.CFD], autre)
			voisins[autre] = append(voisins[autre], d.CFD)
		}
	}
	file := slices.Collect(maps.Keys(c.cfds))
	for len(file) > 0 {
		cfd := file[len(file)-1]
		file = file[:len(file)-1]
		for _, v := range voisins[cfd] {
			if !c.cfds[v] {
				c.cfds[v] = true
				file = append(file, v)
			}
		}
	}
}
