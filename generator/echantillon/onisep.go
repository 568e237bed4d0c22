package echantillon

import (
	"io"
	"io/fs"

	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
)

// chooseOnisep takes, for the diplomas of the region that the site lists, their
// Onisep fiches, their ROME codes and their métiers; and what Onisep calls the
// region's établissements.
func (c *choix) chooseOnisep(s *sources.Sources) {
	for _, o := range s.OnisepFormations {
		if c.liste(o.CFD) && o.OnisepID != "" {
			c.fiches[o.OnisepID] = true
		}
	}
	metiers := ensemble{}
	for _, f := range s.OnisepFiches {
		if c.liste(f.CFD) || c.fiches[f.ID] {
			c.fiches[f.ID] = true
			for _, m := range f.Metiers {
				metiers[catalogue.CleMetier(m)] = true
			}
		}
	}
	for _, x := range s.CertifInfo {
		for _, rome := range x.Romes {
			if c.liste(x.CFD) {
				c.romes[rome] = true
			}
		}
	}
	for _, m := range s.OnisepMetiers {
		if metiers[catalogue.CleMetier(m.Libelle)] {
			c.metiers[m.ID] = true
		}
		for _, rome := range m.Romes {
			if c.romes[rome] {
				c.metiers[m.ID] = true
			}
		}
	}
	// The transitions of a métier are those of all its ROME codes.
	for _, m := range s.OnisepMetiers {
		for _, rome := range m.Romes {
			if c.metiers[m.ID] {
				c.romes[rome] = true
			}
		}
	}
	for _, e := range s.Etablissements {
		if c.offrants[e.UAI] && e.OnisepID != "" {
			c.structures[e.OnisepID] = true
		}
	}
}

// liste reports whether the region needs a diploma that the site lists.
func (c *choix) liste(cfd string) bool { return c.cfds[cfd] && catalogue.DansPerimetre(cfd) }

// document is one XML data set of the sample.
type document struct {
	id      string
	element string
	champs  []string
	keep    func(c *choix, field func(string) string) bool
}

// documents lists the XML data sets of the sample, with the elements that are
// read: codes and names of métiers, no description. The table de passage and
// the second file of métiers are left out: for one region, they add nothing to
// the others.
func documents() []document {
	return []document{
		{"onisep-fiches", "formation", []string{"identifiant", "code_scolarite", "sigle", "metiers_formation", "poursuites_etudes"},
			func(c *choix, field func(string) string) bool { return c.fiches[field("identifiant")] }},
		{"onisep-metiers", "item", []string{"libelle_metier", "lien_site_onisepfr", "code_rome"},
			func(c *choix, field func(string) string) bool {
				return c.metiers[sources.MetierID(field("lien_site_onisepfr"))]
			}},
	}
}

// writeOnisep writes the XML data sets, and the JSON objects of the
// predecessor without the texts that were copied into them.
func (c *coupe) writeOnisep() error {
	for _, d := range documents() {
		err := c.writeIf(d.id, func(w io.Writer, fsys fs.FS, chemin string) (int, error) {
			vus := ensemble{}
			return sources.ExtractXML(w, fsys, chemin, d.element, d.champs, func(field func(string) string) bool {
				cle := ""
				for _, champ := range d.champs {
					cle += field(champ) + ";"
				}
				deja := vus[cle]
				vus[cle] = true
				return !deja && d.keep(c.choix, field)
			})
		})
		if err != nil {
			return err
		}
	}
	err := c.writeIf("fiches-secondes", func(w io.Writer, fsys fs.FS, chemin string) (int, error) {
		type suites struct {
			Poursuites []string `json:"poursuiteList"`
		}
		return sources.ExtractMembers(w, fsys, chemin, func(id string, s suites) (suites, bool) { return s, c.choix.fiches[id] })
	})
	if err != nil {
		return err
	}
	err = c.writeIf("formations-similaires", func(w io.Writer, fsys fs.FS, chemin string) (int, error) {
		return sources.ExtractMembers(w, fsys, chemin, func(cfd string, proches []string) ([]string, bool) {
			var gardes []string
			for _, p := range proches {
				if c.choix.liste(p) {
					gardes = append(gardes, p)
				}
			}
			return gardes, c.choix.liste(cfd) && len(gardes) > 0
		})
	})
	if err != nil {
		return err
	}
	return c.writeIf("portes-ouvertes", func(w io.Writer, fsys fs.FS, chemin string) (int, error) {
		type annonces struct {
			JPO []string `json:"jpo"`
		}
		return sources.ExtractMembers(w, fsys, chemin, func(id string, a annonces) (annonces, bool) {
			return a, c.choix.structures[id] && len(a.JPO) > 0
		})
	})
}

// writeIf writes the files of a data set that the national set has.
func (c *coupe) writeIf(id string, fill func(w io.Writer, fsys fs.FS, chemin string) (int, error)) error {
	c.progress(id)
	fsys, chemins, err := c.find(id)
	if err != nil {
		return err
	}
	return c.writeSet(id, fsys, chemins, func(w io.Writer, chemin string) (int, error) { return fill(w, fsys, chemin) })
}
