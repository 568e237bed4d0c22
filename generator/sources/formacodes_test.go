package sources

import (
	"maps"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"
)

const formacodes = "certif-info/formacodes-transition-ecologique.xlsx"

// classeur returns a spreadsheet of two sheets: the first has a title only,
// the second these cells in its third column, one a row.
func classeur(titre string, cellules ...any) []byte {
	f := excelize.NewFile()
	must := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	must(f.SetCellValue("Sheet1", "A1", titre))
	_, err := f.NewSheet("Liste")
	must(err)
	for i, c := range cellules {
		cellule, err := excelize.CoordinatesToCellName(3, i+1)
		must(err)
		must(f.SetCellValue("Liste", cellule, c))
	}
	b, err := f.WriteToBuffer()
	must(err)
	return b.Bytes()
}

func TestFormacodesAreThoseOfVersion14(t *testing.T) {
	s, j, err := readText(t, formacodes, string(classeur("Lisez-moi", "Code Formacode® V14", "12520", 22028, nil, "V14", "1252")))
	if err != nil {
		t.Fatal(err)
	}
	if got := slices.Sorted(maps.Keys(s.FormacodesTransition)); !slices.Equal(got, []string{"12520", "22028"}) {
		t.Errorf("Formacodes %v", got)
	}
	wantAnomalies(t, j, "valeur-inattendue 2")
	if ligne := j.Resumes()[0].Exemple.Ligne; ligne != 5 {
		t.Errorf("first one at row %d, want 5", ligne)
	}
}

func TestBrokenFormacodes(t *testing.T) {
	valide := string(classeur("Lisez-moi", "Code Formacode® V14", "12520"))
	for nom, tt := range map[string]struct {
		texte string
		want  []string
	}{
		"not a spreadsheet": {"Code Formacode® V14\n12520\n", []string{"reading " + formacodes, "is it a spreadsheet (.xlsx)?"}},
		"cut":               {valide[:len(valide)/2], []string{"reading " + formacodes, "is it a spreadsheet (.xlsx)?"}},
		"another":           {string(classeur("Lisez-moi", "Code Formacode® V13", "12520")), []string{`no sheet of ["Sheet1" "Liste"] has a column`, "is this the right file?"}},
		"without any code":  {string(classeur("Lisez-moi", "Code Formacode® V14")), []string{`sheet "Liste": no code under its header`}},
	} {
		t.Run(nom, func(t *testing.T) {
			_, _, err := readText(t, formacodes, tt.texte)
			wantError(t, err, tt.want...)
		})
	}
}
