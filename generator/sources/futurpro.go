package sources

import "strings"

// The predecessor's own files: what its team computed or wrote down.

// Similaires is a member of futur-pro/formationSimilaire.json: the diplomas
// closest to one, nearest first.
type Similaires struct {
	Ligne   Ligne
	CFD     string
	Proches []string // CFD; the diploma itself may be among them
}

// MotsCles is an element of futur-pro/keywords_formations_cqlp.json.
type MotsCles struct {
	Ligne Ligne
	CFD   string
	Mots  []MotCle // by decreasing score
}

// MotCle is a word drawn from the description of a diploma; Score, from -1 to
// 1, is how close the word is to the whole text.
type MotCle struct {
	Mot   string  `json:"mot_clef"`
	Score float64 `json:"score"`
}

// PortesOuvertes is a member of futur-pro/jpo.json: what the page of an
// établissement at Onisep says of its open days.
type PortesOuvertes struct {
	Ligne    Ligne
	OnisepID string // "ENS.10008"
	Textes   []string
}

// readSimilaires reads futur-pro/formationSimilaire.json.
func readSimilaires(f *fichier, s *Sources) error {
	return readMembers(f, func(rang Ligne, cfd string, proches *[]string) {
		if !isCFD(cfd) {
			f.add(CFDMalForme, rang, "key %q, left out", cfd)
			return
		}
		sim := Similaires{Ligne: rang, CFD: cfd}
		for _, p := range *proches {
			if p = f.optionalCFD(rang, p); p != "" {
				sim.Proches = append(sim.Proches, p)
			}
		}
		s.Similaires = append(s.Similaires, sim)
	})
}

// motsClesJSON is an element of the keywords.
type motsClesJSON struct {
	CFD  string   `json:"Cfd"`
	Data []MotCle `json:"data"`
}

// readMotsCles reads futur-pro/keywords_formations_cqlp.json.
func readMotsCles(f *fichier, s *Sources) error {
	vues := cles{}
	_, err := readArray(f, "", func(rang Ligne, e *motsClesJSON) {
		m := MotsCles{Ligne: rang, CFD: f.optionalCFD(rang, e.CFD)}
		if m.CFD == "" || !vues.first(f, rang, m.CFD, "") {
			return
		}
		for _, mot := range e.Data {
			mot.Mot = f.clean(rang, mot.Mot)
			if mot.Mot == "" || mot.Score < -1 || mot.Score > 1 {
				f.add(ValeurInattendue, rang, "%q with score %v, left out", mot.Mot, mot.Score)
				continue
			}
			m.Mots = append(m.Mots, mot)
		}
		s.MotsCles = append(s.MotsCles, m)
	})
	return err
}

// portesOuvertesJSON is a member of the open days.
type portesOuvertesJSON struct {
	JPO []string `json:"jpo"`
}

// readPortesOuvertes reads futur-pro/jpo.json and keeps the établissements
// that announce something.
func readPortesOuvertes(f *fichier, s *Sources) error {
	return readMembers(f, func(rang Ligne, id string, e *portesOuvertesJSON) {
		if !isStructureOnisep(id) {
			f.add(ValeurInattendue, rang, "key %q, expected ENS. and digits", id)
			return
		}
		p := PortesOuvertes{Ligne: rang, OnisepID: id}
		for _, texte := range e.JPO {
			if texte = strings.Join(strings.Fields(f.clean(rang, texte)), " "); texte != "" {
				p.Textes = append(p.Textes, texte)
			}
		}
		if len(p.Textes) > 0 {
			s.PortesOuvertes = append(s.PortesOuvertes, p)
		}
	})
}
