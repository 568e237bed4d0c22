package sources

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// The spreadsheet of the Formacodes is small: what unzips to more is not it.
const (
	classeurMax = 32 << 20 // bytes, unzipped
	feuilleMax  = 16 << 20
)

// readFormacodes reads the spreadsheet of the Formacodes useful to the
// transition écologique: the sheet, the second as published, that has the
// column of version 14.
func readFormacodes(f *fichier, s *Sources) error {
	classeur, err := excelize.OpenReader(bytes.NewReader(f.octets), excelize.Options{UnzipSizeLimit: classeurMax, UnzipXMLSizeLimit: feuilleMax})
	if err != nil {
		return fmt.Errorf("reading %s: %w; is it a spreadsheet (.xlsx)?", f.chemin, err)
	}
	defer classeur.Close() // removes the temporary files of large sheets; there are none
	for _, feuille := range classeur.GetSheetList() {
		rangees, err := classeur.GetRows(feuille)
		if err != nil {
			return fmt.Errorf("reading %s: sheet %q: %w", f.chemin, feuille, err)
		}
		if ligne, colonne, ok := findFormacode(rangees); ok {
			f.addFormacodes(s, rangees, ligne, colonne)
			if len(s.FormacodesTransition) == 0 {
				return fmt.Errorf("reading %s: sheet %q: no code under its header; download it again", f.chemin, feuille)
			}
			return nil
		}
	}
	return fmt.Errorf("reading %s: no sheet of %q has a column \"Code Formacode® V14\"; is this the right file?", f.chemin, classeur.GetSheetList())
}

// findFormacode returns the row and the column of the header of version 14.
func findFormacode(rangees [][]string) (ligne, colonne int, ok bool) {
	for i, rangee := range rangees[:min(len(rangees), 10)] {
		for j, cellule := range rangee {
			nom := strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(cellule, "®", " ")), " "))
			if nom == "code formacode v14" {
				return i, j, true
			}
		}
	}
	return 0, 0, false
}

func (f *fichier) addFormacodes(s *Sources, rangees [][]string, entete, colonne int) {
	s.FormacodesTransition = map[string]bool{}
	for i, rangee := range rangees[entete+1:] {
		ligne := Ligne(entete + 2 + i)
		code := ""
		if colonne < len(rangee) {
			code = f.clean(ligne, rangee[colonne])
		}
		switch {
		case code == "" && strings.TrimSpace(strings.Join(rangee, "")) == "":
			// between two parts of the list
		case len(code) != 5 || !digits(code):
			f.add(ValeurInattendue, ligne, "%q as a Formacode", code)
		default:
			s.FormacodesTransition[code] = true
		}
	}
	f.journal.AddLignes(f.chemin, len(rangees)-entete-1)
}
