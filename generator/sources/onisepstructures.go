package sources

// OnisepStructure is an element of
// onisep/ideo-structures-secondaires.json: an établissement in the
// words of Onisep.
type OnisepStructure struct {
	Ligne          Ligne
	UAI            string
	Nom            string
	Statut         string // "public", "privé sous contrat"…
	OnisepID       string // "ENS.14165"; "" when absent
	PortesOuvertes string // journees_portes_ouvertes as published
}

// structureIdeo is an element of the Onisep search API.
type structureIdeo struct {
	UAI    string `json:"code_uai"`
	Nom    string `json:"nom"`
	Statut string `json:"statut"`
	URL    string `json:"url_et_id_onisep"`
	JPO    string `json:"journees_portes_ouvertes"`
}

// readOnisepStructures reads the structures d'enseignement secondaire.
func readOnisepStructures(f *fichier, s *Sources) error {
	n, vues := 0, cles{}
	total, err := readArray(f, "results", func(rang Ligne, e *structureIdeo) {
		n++
		st := OnisepStructure{
			Ligne: rang, UAI: f.uai(rang, e.UAI), Nom: f.clean(rang, e.Nom), Statut: f.clean(rang, e.Statut),
			OnisepID: structureOnisep.FindString(e.URL), PortesOuvertes: f.clean(rang, e.JPO),
		}
		if st.UAI != "" && vues.first(f, rang, st.UAI, st.Nom+st.Statut+st.OnisepID+st.PortesOuvertes) {
			s.OnisepStructures = append(s.OnisepStructures, st)
		}
	})
	return f.complete(total, n, err)
}
