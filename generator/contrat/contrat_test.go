package contrat

import (
	"strings"
	"testing"
)

const departement = `{"version":3,"code":"2A","domaines":["bois"],"formations":[["Menuisier","CAP","CAP",[0],"50023442","","s"]],` +
	`"etablissements":[["6200001A","Lycée","Ajaccio","public","Public",0,8.7,41.9,1,""]],"offres":[[0,0,["tension"],1.2,null,[],24]]}`

const chemins = `{"version":3,"reseaux":[["TER","jeudi 13 mars 2025",0]],"lignes":[["K1","train",0]],"arrets":["Gare"],` +
	`"troncons":[[0,0,423,0,484,10,-494,0]],"communes":{"01004":[0,89,421,2]}}`

func TestFilesAreComparedWithTheirSchema(t *testing.T) {
	t.Parallel()
	c, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for nom, cas := range map[string]struct{ chemin, corps, avant, apres, want string }{
		"an offre":                     {"donnees/offres-2A.abcd.json", departement, "", "", ""},
		"the same of boarding schools": {"donnees/internat-2A.json", departement, "", "", ""},
		"not JSON":                     {"donnees/internat-2A.json", departement, `"code"`, `code`, "JSON that cannot be read"},
		"another version":              {"donnees/internat-2A.json", departement, `"version":3`, `"version":4`, "/version: value must be 3"},
		"a field more":                 {"donnees/internat-2A.json", departement, `"code"`, `"cle":1,"code"`, "additional properties 'cle' not allowed"},
		"a table less":                 {"donnees/internat-2A.json", departement, `"domaines":["bois"],`, ``, "missing property 'domaines'"},
		"a column less":                {"donnees/internat-2A.json", departement, `,[],24]`, `,[]]`, "/offres/0: minItems: got 6, want 7"},
		"a text for a number":          {"donnees/internat-2A.json", departement, `,1.2,`, `,"1,2",`, "/offres/0/3: got string, want "},
		"a rate past 100":              {"donnees/internat-2A.json", departement, `,null,[],24`, `,101,[],24`, "/offres/0/4: maximum: got 101, want 100"},
		"a diploma that is not there":  {"donnees/internat-2A.json", departement, `[0,0,["tension"]`, `[1,0,["tension"]`, "offres names row 1 of formations, which has 1"},
		"a 2de that leads nowhere":     {"donnees/internat-2A.json", departement, `null,[],24`, `null,[0,7],24`, "offres names row 7 of formations"},
		"a journey":                    {"donnees/chemins-0010006B.json", chemins, "", "", ""},
		"a vehicle after the last":     {"donnees/chemins-0010006B.json", chemins, `-494`, `1`, "troncons names row 1 of troncons"},
		"a commune without vehicle":    {"donnees/chemins-0010006B.json", chemins, `[0,89`, `[3,89`, "communes names row 3 of troncons"},
		"a commune of no code":         {"donnees/chemins-0010006B.json", chemins, `01004`, `1004`, "'1004' does not match pattern"},
		"a fragment":                   {"donnees/communes-ab12/re.json", `[["35238","Rennes","rennes","35000 35200","Ille-et-Vilaine",""]]`, "", "", ""},
		"communes around":              {"donnees/communes-ab12/autour-96_-4.json", `[["35238","Rennes","rennes",-1.68,48.11]]`, "", "", ""},
		"communes nowhere on Earth":    {"donnees/communes-ab12/autour-96_-4.json", `[["35238","Rennes","rennes",48.11,-181]]`, "", "", "/0/4: minimum: got -181, want -90"},
		"a file that nobody knows":     {"donnees/autre.json", `{}`, "", "", "no schema says what this file of data is"},
	} {
		t.Run(nom, func(t *testing.T) {
			t.Parallel()
			if cas.avant != "" && !strings.Contains(cas.corps, cas.avant) {
				t.Fatalf("%q is not in the file", cas.avant)
			}
			err := c.Check(cas.chemin, []byte(strings.Replace(cas.corps, cas.avant, cas.apres, 1)))
			if cas.want == "" && err != nil || cas.want != "" && (err == nil || !strings.Contains(err.Error(), cas.want)) {
				t.Errorf("%v, want %q", err, cas.want)
			}
		})
	}
}
