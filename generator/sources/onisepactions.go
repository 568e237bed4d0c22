package sources

import (
	"regexp"
	"strings"
)

// OnisepAction is an element of onisep/ideo-actions-formation-lycee.json
// (Idéo, actions de formation initiale, univers lycée): a formation given in
// an établissement.
type OnisepAction struct {
	Ligne       Ligne
	UAI         string
	OnisepID    string // "FOR.494"
	Type        string // for_type, "baccalauréat professionnel"
	Duree       int    // years; 0 when it is not a whole number of them
	Hebergement string // as published, "" when absent
	Site        string
}

// actionIdeo is an element of the Onisep search API.
type actionIdeo struct {
	UAI         string `json:"ens_code_uai"`
	URL         string `json:"for_url_et_id_onisep"`
	Type        string `json:"for_type"`
	Duree       string `json:"af_duree_cycle_standard"`
	Hebergement string `json:"ens_hebergement"`
	Site        string `json:"ens_site_web"`
}

var dureeEnAns = regexp.MustCompile(`^([1-4]) ans?$`)

// readOnisepActions reads the actions de formation. Durations that are no
// whole number of years ("6 mois") are no fault.
func readOnisepActions(f *fichier, s *Sources) error {
	n := 0
	total, err := readArray(f, "results", func(rang Ligne, e *actionIdeo) {
		n++
		a := OnisepAction{
			Ligne: rang, UAI: f.uai(rang, e.UAI), OnisepID: formationOnisep.FindString(e.URL), Type: f.clean(rang, e.Type),
			Hebergement: f.clean(rang, e.Hebergement), Site: f.clean(rang, e.Site),
		}
		if m := dureeEnAns.FindStringSubmatch(strings.TrimSpace(e.Duree)); m != nil {
			a.Duree = int(m[1][0] - '0')
		}
		switch {
		case a.UAI == "":
		case a.OnisepID == "":
			f.add(CodeAbsent, rang, "no FOR. code in for_url_et_id_onisep %q", e.URL)
		default:
			s.OnisepActions = append(s.OnisepActions, a)
		}
	})
	return f.complete(total, n, err)
}
