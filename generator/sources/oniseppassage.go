package sources

// Passage is an <item> of
// onisep/table_de_passage_codes_certifications_et_formations: one
// certification in the codes of Certif-Info, of the RNCP, of the BCN and of
// Onisep.
type Passage struct {
	Ligne    Ligne
	RNCP     string // "38765"; "" when absent
	CFD      string // "" when absent
	OnisepID string // "FOR.494"
}

// itemPassage is an <item>.
type itemPassage struct {
	RNCP     string `xml:"ci_code_rncp"`
	CFD      string `xml:"ci_code_scolarite"`
	OnisepID string `xml:"ideo_identifiant_formation"`
}

// readPassages reads the table de passage and keeps the certifications that
// Onisep describes.
func readPassages(f *fichier, s *Sources) error {
	return readElementsXML(f, "item", func(rang Ligne, e *itemPassage) {
		p := Passage{Ligne: rang, RNCP: f.clean(rang, e.RNCP), CFD: f.optionalCFD(rang, e.CFD), OnisepID: f.clean(rang, e.OnisepID)}
		switch {
		case p.OnisepID == "":
		case !isFormationOnisep(p.OnisepID):
			f.add(ValeurInattendue, rang, "ideo_identifiant_formation %q, expected FOR. and digits", p.OnisepID)
		default:
			s.Passages = append(s.Passages, p)
		}
	})
}
