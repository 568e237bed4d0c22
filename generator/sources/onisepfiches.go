package sources

import "regexp"

// OnisepFiche is a <formation> of onisep/ideo-fiches_formations, or a member
// of futur-pro/fiches.json: what Onisep says of a formation. The texts are
// HTML as published, "" when there is none.
type OnisepFiche struct {
	Ligne       Ligne
	Fichier     string
	ID          string // "FOR.494"
	CFD         string // "" when absent
	Sigle       string
	Description string
	Acces       string
	Poursuite   string
	Metiers     []string // "cuisinier/ère", in file order
	Poursuites  []string // names of the formations that may follow
}

// ficheIdeo is a <formation> of the Idéo fiches.
type ficheIdeo struct {
	ID          string   `xml:"identifiant"`
	CFD         string   `xml:"code_scolarite"`
	Sigle       string   `xml:"sigle"`
	Description string   `xml:"descriptif_format_court"`
	Acces       string   `xml:"descriptif_acces"`
	Poursuite   string   `xml:"descriptif_poursuite_etudes"`
	Metiers     []string `xml:"metiers_formation>metier>libelle"`
	Poursuites  []string `xml:"poursuites_etudes>poursuite_etudes>formation_poursuite_Etudes"`
}

// ficheSeconde is a member of futur-pro/fiches.json.
type ficheSeconde struct {
	Description string   `json:"desc"`
	Acces       string   `json:"acces"`
	Poursuite   string   `json:"poursuites"`
	Poursuites  []string `json:"poursuiteList"`
}

// readOnisepFiches reads onisep/ideo-fiches_formations, as XML or as the zip
// in which it is published.
func readOnisepFiches(f *fichier, s *Sources) error {
	vues := cles{}
	return readElementsXML(f, "formation", func(rang Ligne, e *ficheIdeo) {
		id := f.clean(rang, e.ID)
		if !isFormationOnisep(id) {
			f.add(ValeurInattendue, rang, "identifiant %q, expected FOR. and digits", id)
			return
		}
		fiche := OnisepFiche{
			Ligne: rang, Fichier: f.chemin, ID: id, CFD: f.optionalCFD(rang, e.CFD), Sigle: f.clean(rang, e.Sigle),
			Description: f.clean(rang, e.Description), Acces: f.clean(rang, e.Acces), Poursuite: f.clean(rang, e.Poursuite),
			Metiers: f.cleanAll(rang, e.Metiers), Poursuites: f.cleanAll(rang, e.Poursuites),
		}
		if vues.first(f, rang, id, e.CFD+e.Description+e.Acces+e.Poursuite) {
			s.OnisepFiches = append(s.OnisepFiches, fiche)
		}
	})
}

// readFichesSecondes reads futur-pro/fiches.json: the texts of the 2des
// communes, by Onisep identifier.
func readFichesSecondes(f *fichier, s *Sources) error {
	return readMembers(f, func(rang Ligne, id string, e *ficheSeconde) {
		if !isFormationOnisep(id) {
			f.add(ValeurInattendue, rang, "key %q, expected FOR. and digits", id)
			return
		}
		s.FichesSecondes = append(s.FichesSecondes, OnisepFiche{
			Ligne: rang, Fichier: f.chemin, ID: id, Description: f.clean(rang, e.Description), Acces: f.clean(rang, e.Acces),
			Poursuite: f.clean(rang, e.Poursuite), Poursuites: f.cleanAll(rang, e.Poursuites),
		})
	})
}

// optionalCFD returns a CFD or "": an absent one is no fault, a malformed one
// is journaled and left.
func (f *fichier) optionalCFD(rang Ligne, s string) string {
	cfd := f.clean(rang, s)
	if cfd != "" && !isCFD(cfd) {
		f.add(CFDMalForme, rang, "%q, left out", cfd)
		return ""
	}
	return cfd
}

var (
	formationOnisep = regexp.MustCompile(`FOR\.\d+`)
	metierOnisep    = regexp.MustCompile(`MET\.\d+`)
	structureOnisep = regexp.MustCompile(`ENS\.\d+`)
)

func isFormationOnisep(s string) bool { return s != "" && formationOnisep.FindString(s) == s }

func isStructureOnisep(s string) bool { return s != "" && structureOnisep.FindString(s) == s }
