package sources

import (
	"path"
	"testing"
	"unicode/utf8"

	"futurpro/generator/anomalies"
)

// FuzzReaders gives any bytes to the reader of each data set: none may panic,
// and what is read has sound codes.
func FuzzReaders(f *testing.F) {
	var chemins []string
	for _, l := range lecteurs() {
		chemins = append(chemins, l.chemin)
		f.Add(len(chemins)-1, []byte(l.valide))
		f.Add(len(chemins)-1, []byte(l.casse))
	}
	f.Fuzz(func(t *testing.T, n int, data []byte) {
		chemin := chemins[uint(n)%uint(len(chemins))]
		s := fuzzRead(t, chemin, data)
		for _, e := range s.Etablissements {
			if !isUAI(e.UAI) || e.Position != nil && !validPosition(e.Position[0], e.Position[1]) {
				t.Errorf("%+v", e)
			}
		}
		for _, v := range s.Voeux {
			if !isUAI(v.UAI) || !isMEF11(v.MEF11) || !utf8.ValidString(v.Statut) {
				t.Errorf("%+v", v)
			}
		}
		for _, a := range s.Apprentissages {
			if !isUAI(a.UAI) || !isCFD(a.CFD) || a.Duree < 0 || a.Duree > 6 {
				t.Errorf("%+v", a)
			}
		}
		for _, i := range s.InserFormations {
			for _, taux := range []*float64{i.PartEmploi6Mois, i.TauxFormation, i.TauxAutres, i.TauxEmploi6Mois} {
				if taux != nil && !(*taux >= 0 && *taux <= 100) {
					t.Errorf("%+v", i)
				}
			}
		}
	})
}

// FuzzFormacodes gives any bytes to the reader of the spreadsheet.
func FuzzFormacodes(f *testing.F) {
	f.Add(classeur("Lisez-moi", "Code Formacode® V14", "12520", 22028, nil, "x"))
	f.Add(classeur("Lisez-moi"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for code := range fuzzRead(t, formacodes, data).FormacodesTransition {
			if len(code) != 5 || !digits(code) {
				t.Errorf("%q is no Formacode", code)
			}
		}
	})
}

func fuzzRead(t *testing.T, chemin string, data []byte) *Sources {
	s := &Sources{}
	for _, jeu := range jeux() {
		if ok, _ := path.Match(jeu.motif, chemin); !ok {
			continue
		}
		f, err := openFichier(chemin, data, anomalies.New())
		if err != nil {
			return s
		}
		f.litteral = jeu.litteral
		if err := jeu.read(f, s); err != nil {
			return s // a clear error is an answer; a panic is not
		}
		return s
	}
	t.Fatalf("no data set has %s", chemin)
	return nil
}
