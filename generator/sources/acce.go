package sources

import "strings"

// EtablissementACCE is a row of acce/acce_etablissements.csv.
type EtablissementACCE struct {
	Ligne       Ligne
	UAI         string
	Nom         string
	Type        string // type_uai: "LP", "LYC", "CFA"…
	Secteur     string // "Public", "Privé"
	Contrat     string // contrat_etablissement_libe
	Adresse     string
	CodePostal  string
	Commune     string // INSEE code
	Ville       string
	Site        string
	Hebergement string      // "1", "0" or ""
	Fermeture   string      // ISO date, "" when open
	Position    *[2]float64 // longitude, latitude; nil when absent
	AuCentre    bool        // Position is only the centre of its commune
}

// readACCE reads acce/acce_etablissements.csv, the manual export of ACCÉ
// (Latin-1): every établissement ever opened, closed ones included, with
// coordinates in the projection of its territory. Those of no kind of teaching
// (nature) and those outside France are left out: they teach nothing here.
func readACCE(f *fichier, s *Sources) error {
	t, err := f.newTable("numero_uai", "nature_uai", "type_uai", "appellation_officielle", "secteur_public_prive_libe",
		"adresse_uai", "commune", "code_postal_uai", "localite_acheminement_uai", "pays_libe", "departement_insee_3",
		"coordonnee_x", "coordonnee_y", "site_web", "date_fermeture")
	if err != nil {
		return err
	}
	vues := cles{}
	for t.next() {
		if nature := t.text("nature_uai"); nature == "" || nature[0] < '2' || nature[0] > '8' || !strings.EqualFold(t.text("pays_libe"), "France") {
			continue
		}
		e := EtablissementACCE{
			Ligne:       t.ligne,
			UAI:         t.uai("numero_uai"),
			Nom:         t.nomACCE(),
			Type:        t.text("type_uai"),
			Secteur:     t.text("secteur_public_prive_libe"),
			Contrat:     t.text("contrat_etablissement_libe"),
			Adresse:     t.text("adresse_uai"),
			CodePostal:  zeroPerdu(t.text("code_postal_uai")),
			Ville:       t.text("localite_acheminement_uai"),
			Site:        t.text("site_web"),
			Hebergement: hebergementACCE(t.text("hebergement_etablissement_libe")),
			Fermeture:   t.frenchDate("date_fermeture"),
		}
		if t.mauvaise || !vues.first(f, t.ligne, e.UAI, t.content()) {
			continue
		}
		if e.Commune = zeroPerdu(t.text("commune")); e.Commune != "" && !isCommune(e.Commune) {
			t.add(CommuneMalFormee, t.ligne, "%q in column %q, left out", e.Commune, "commune")
			e.Commune = ""
		}
		e.Position = t.projected("coordonnee_x", "coordonnee_y", t.text("departement_insee_3"))
		e.AuCentre = strings.Contains(strings.ToLower(t.text("localisation")), "commune")
		s.ACCE = append(s.ACCE, e)
	}
	return t.end()
}

// nomACCE is the official name, else the denomination with the name of the
// person it honours.
func (t *table) nomACCE() string {
	if nom := t.text("appellation_officielle"); nom != "" {
		return nom
	}
	return strings.TrimSpace(t.text("denomination_principale") + " " + t.text("patronyme_uai"))
}

// zeroPerdu gives back to a code of five digits the zero that a spreadsheet
// took away.
func zeroPerdu(code string) string {
	if len(code) == 4 && digits(code) {
		return "0" + code
	}
	return code
}

// hebergementACCE reads "Avec internat et demi-pension", "Sans hébergement",
// "Demi-pension seulement": "1", "0", or "" when it says nothing.
func hebergementACCE(s string) string {
	s = strings.ToLower(s)
	switch {
	case s == "", strings.HasPrefix(s, "non renseign"), strings.HasPrefix(s, "sans objet"):
		return ""
	case strings.HasPrefix(s, "sans"):
		return "0"
	case strings.Contains(s, "internat"):
		return "1"
	}
	return "0"
}

// projected returns the position in degrees of metres in the projection of a
// département, or nil when one is absent or it is not in France.
func (t *table) projected(colonneX, colonneY, departement string) *[2]float64 {
	sx, sy := t.text(colonneX), t.text(colonneY)
	if absent(sx) && absent(sy) {
		return nil
	}
	x, okX := parseNumber(sx)
	y, okY := parseNumber(sy)
	if okX && okY {
		if lon, lat := projectionDe(departement)(x, y); validPosition(lon, lat) {
			return &[2]float64{lon, lat}
		}
	}
	t.add(PositionFausse, t.ligne, "x %q, y %q, département %q", sx, sy, departement)
	return nil
}
