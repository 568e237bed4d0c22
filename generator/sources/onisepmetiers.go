package sources

import "strings"

// OnisepMetier is an <item> of onisep/ideo-metiers_onisep: a métier with a
// page of its own. One métier stands in as many items as publications.
type OnisepMetier struct {
	Ligne   Ligne
	ID      string   // "MET.69"
	Libelle string   // "agent / agente de transit"
	Romes   []string // nil when absent
}

// metierIdeo is an <item>.
type metierIdeo struct {
	Libelle string `xml:"libelle_metier"`
	Lien    string `xml:"lien_site_onisepfr"`
	Rome    string `xml:"code_rome"`
}

// readOnisepMetiers reads onisep/ideo-metiers_onisep, as XML or zipped, and
// keeps each métier once.
func readOnisepMetiers(f *fichier, s *Sources) error {
	vus := map[string]bool{}
	return readElementsXML(f, "item", func(rang Ligne, e *metierIdeo) {
		m := OnisepMetier{Ligne: rang, ID: MetierID(e.Lien), Libelle: f.clean(rang, e.Libelle), Romes: f.romes(rang, e.Rome)}
		switch {
		case m.ID == "" || m.Libelle == "":
			f.add(CodeAbsent, rang, "name %q, address %q", m.Libelle, e.Lien)
		case !vus[m.ID]:
			vus[m.ID] = true
			s.OnisepMetiers = append(s.OnisepMetiers, m)
		}
	})
}

// romes returns the codes of "D1502 | D1503"; malformed ones are journaled and
// left.
func (f *fichier) romes(rang Ligne, s string) []string {
	var codes []string
	for code := range strings.SplitSeq(f.clean(rang, s), "|") {
		switch code = strings.TrimSpace(code); {
		case code == "":
		case !isRome(code):
			f.add(RomeMalForme, rang, "%q, left out", code)
		default:
			codes = append(codes, code)
		}
	}
	return codes
}

// MetierID returns Onisep's identifier of a métier, "MET.69", from the address
// of its page; "" when it has none.
func MetierID(adresse string) string { return metierOnisep.FindString(adresse) }

// isRome reports whether s is a ROME code: a capital letter and four digits.
func isRome(s string) bool {
	return len(s) == 5 && s[0] >= 'A' && s[0] <= 'Z' && digits(s[1:])
}
