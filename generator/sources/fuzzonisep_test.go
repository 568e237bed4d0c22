package sources

import (
	"strings"
	"testing"
)

// fuzzReader gives any text to the reader of a path: it reads it or says why
// not, naming the file, and what it keeps satisfies sound.
func fuzzReader(f *testing.F, chemins []string, sound func(*testing.T, *Sources)) {
	for _, l := range lecteurs() {
		for rang, chemin := range chemins {
			if l.chemin == chemin {
				f.Add(byte(rang), l.valide)
				f.Add(byte(rang), l.casse)
			}
		}
	}
	f.Fuzz(func(t *testing.T, rang byte, texte string) {
		chemin := chemins[int(rang)%len(chemins)]
		s, _, err := readText(t, chemin, texte)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "reading "+chemin+": ") {
				t.Fatalf("the error does not name the file: %v", err)
			}
			return
		}
		sound(t, s)
	})
}

// FuzzXML reads the XML of Onisep.
func FuzzXML(f *testing.F) {
	fuzzReader(f, []string{"onisep/ideo-fiches_formations.xml", "onisep/ideo-metiers_onisep.xml", "onisep/table_de_passage_codes_certifications_et_formations.xml"},
		func(t *testing.T, s *Sources) {
			for _, x := range s.OnisepFiches {
				if !isFormationOnisep(x.ID) || x.CFD != "" && !isCFD(x.CFD) {
					t.Fatalf("fiche %+v", x)
				}
			}
			for _, x := range s.OnisepMetiers {
				if MetierID(x.ID) != x.ID || x.Libelle == "" {
					t.Fatalf("métier %+v", x)
				}
			}
			for _, x := range s.Passages {
				if !isFormationOnisep(x.OnisepID) || x.CFD != "" && !isCFD(x.CFD) {
					t.Fatalf("certification %+v", x)
				}
			}
		})
}

// FuzzObjects reads the JSON of the predecessor and of Onisep's search API.
func FuzzObjects(f *testing.F) {
	fuzzReader(f, []string{"futur-pro/fiches.json", "futur-pro/formationSimilaire.json", "futur-pro/keywords_formations_cqlp.json", "futur-pro/jpo.json",
		"onisep/ideo-actions-formation-lycee.json", "onisep/ideo-structures-secondaires.json"},
		func(t *testing.T, s *Sources) {
			for _, x := range s.FichesSecondes {
				if !isFormationOnisep(x.ID) {
					t.Fatalf("fiche %+v", x)
				}
			}
			for _, x := range s.Similaires {
				for _, cfd := range append(x.Proches, x.CFD) {
					if !isCFD(cfd) {
						t.Fatalf("similar diplomas %+v", x)
					}
				}
			}
			for _, x := range s.MotsCles {
				for _, m := range x.Mots {
					if !isCFD(x.CFD) || m.Mot == "" || m.Score < -1 || m.Score > 1 {
						t.Fatalf("keywords %+v", x)
					}
				}
			}
			for _, x := range s.PortesOuvertes {
				if !isStructureOnisep(x.OnisepID) || len(x.Textes) == 0 {
					t.Fatalf("open days %+v", x)
				}
			}
			for _, x := range s.OnisepActions {
				if !isUAI(x.UAI) || x.OnisepID == "" || x.Duree > 4 {
					t.Fatalf("action %+v", x)
				}
			}
			for _, x := range s.OnisepStructures {
				if !isUAI(x.UAI) {
					t.Fatalf("structure %+v", x)
				}
			}
		})
}

// FuzzTables reads the CSV of the ROME and of the RNCP.
func FuzzTables(f *testing.F) {
	fuzzReader(f, []string{"rome/rome.csv", "rome/rome-metiers.csv", "rncp/export_fiches_CSV_Rome_2026_02_01.csv"}, func(t *testing.T, s *Sources) {
		for _, x := range s.Romes {
			if !isRome(x.Code) {
				t.Fatalf("ROME %+v", x)
			}
		}
		for _, x := range s.RomeMetiers {
			if !isRome(x.Rome) {
				t.Fatalf("métier %+v", x)
			}
		}
		for _, x := range s.RNCPRomes {
			if !isRome(x.Rome) || !digits(x.RNCP) {
				t.Fatalf("RNCP %+v", x)
			}
		}
	})
}
