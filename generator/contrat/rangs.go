package contrat

import (
	"encoding/json"
	"fmt"
)

// rang is a column of a table that names rows of another one by their rank.
// Where it holds a list, all of its elements do.
type rang struct {
	table   string
	colonne int
	vers    string
}

// rangsDepartement are those of pages.DepartementJSON.
var rangsDepartement = []rang{
	{"formations", 3, "domaines"}, {"offres", 0, "formations"}, {"offres", 1, "etablissements"}, {"offres", 5, "formations"},
}

// rangsChemins are those of pages.CheminsJSON. Below 0, what follows a vehicle is
// a time of arrival.
var rangsChemins = []rang{
	{"lignes", 2, "reseaux"}, {"troncons", 0, "lignes"}, {"troncons", 1, "arrets"}, {"troncons", 3, "arrets"},
	{"troncons", 6, "troncons"}, {"communes", 0, "troncons"},
}

// checkRangs wants each rank to be that of a row. The file is as its schema says.
func checkRangs(b []byte, rangs []rang) error {
	var tables map[string]json.RawMessage
	if err := json.Unmarshal(b, &tables); err != nil {
		return err
	}
	for _, r := range rangs {
		var vers []json.RawMessage
		if err := json.Unmarshal(tables[r.vers], &vers); err != nil {
			return fmt.Errorf("reading %s: %w", r.vers, err)
		}
		var lignes []([]any)
		var parCle map[string][]any
		if json.Unmarshal(tables[r.table], &lignes) != nil {
			if err := json.Unmarshal(tables[r.table], &parCle); err != nil {
				return fmt.Errorf("reading %s: %w", r.table, err)
			}
			for _, l := range parCle {
				lignes = append(lignes, l)
			}
		}
		pire := -1.
		for _, l := range lignes {
			valeurs, liste := l[r.colonne].([]any)
			if !liste {
				valeurs = l[r.colonne : r.colonne+1]
			}
			for _, v := range valeurs {
				pire = max(pire, v.(float64))
			}
		}
		if pire >= float64(len(vers)) {
			return fmt.Errorf("%s names row %v of %s, which has %d", r.table, pire, r.vers, len(vers))
		}
	}
	return nil
}
