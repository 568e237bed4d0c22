package contrat

import (
	"fmt"
	"strings"
	"testing"
)

const acces = `{"code":"2A004","nom":"Ajaccio","depuis":"depuis Ajaccio","base":"/sous/","tranches":[0,1],"comptes":[[1],[0,1]],"sansTri":["emploi"],` +
	`"fichiers":[{"code":"2A","url":"/donnees/offres-2A.0123abcd.json"}],` +
	`"acces":{"version":3,"centre":[8.73,41.92],"acces":[[[0,12,1,450,2,12]]],"academie":[true]}}`

const liste = `{"racine":"/sous/","fichiers":{"620":["/donnees/offres-2A.0123abcd.json"]},"etiquettes":{"tension":"Tension"}}`

func TestDataInPagesAreComparedWithTheirSchemaAndFiles(t *testing.T) {
	t.Parallel()
	c, err := New()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Check("donnees/offres-2A.0123abcd.json", []byte(departement)); err != nil {
		t.Fatal(err)
	}
	const commune = "commune/2a004-ajaccio/index.html"
	for nom, cas := range map[string]struct{ chemin, corps, avant, apres, want string }{
		"a commune":                    {commune, acces, "", "", ""},
		"a place nowhere":              {commune, acces, `[8.73,41.92]`, `null`, ""},
		"nothing to go to":             {commune, acces, `[[[0,12,1,450,2,12]]]`, `[null]`, ""},
		"a field less":                 {commune, acces, `"nom":"Ajaccio",`, ``, "missing property 'nom'"},
		"another version":              {commune, acces, `"version":3`, `"version":2`, "/acces/version: value must be 3"},
		"a place of five columns":      {commune, acces, `,2,12]`, `,2]`, "/acces/acces/0/0: 5 columns, want 6"},
		"too far":                      {commune, acces, `[0,12,`, `[0,91,`, "/acces/acces/0/0: column 1: got 91, want 0 to 90"},
		"a text for minutes":           {commune, acces, `[0,12,`, `[0,"12",`, "not as it should be"},
		"not JSON":                     {commune, acces, `[0,12,`, `[0,,`, "JSON that cannot be read"},
		"a row that is not there":      {commune, acces, `[[[0,`, `[[[1,`, "row 1 of /donnees/offres-2A.0123abcd.json after row -1, of 1"},
		"a row twice":                  {commune, acces, `12]]]`, `12],[0,12,1,450,2,12]]]`, "row 0 of "},
		"a file that is not there":     {commune, acces, `0123abcd`, `0123abce`, "is no file of offres of the site"},
		"a file of another site":       {commune, acces, `"/donnees`, `"/sous/donnees`, "is no file of offres of the site"},
		"access to more than files":    {commune, acces, `12]]]`, `12]],[]]`, "1 files, access to 2 and académies of 1"},
		"the list":                     {"ma-liste/index.html", liste, "", "", ""},
		"a list of a file that is not": {"ma-liste/index.html", liste, `offres-2A`, `offres-2B`, "is no file of offres of the site"},
		"a page that has no data":      {"cgu/index.html", liste, "", "", "no schema says what"},
	} {
		t.Run(nom, func(t *testing.T) {
			t.Parallel()
			if cas.avant != "" && !strings.Contains(cas.corps, cas.avant) {
				t.Fatalf("%q is not in the page", cas.avant)
			}
			err := c.CheckPage(cas.chemin, []byte(strings.Replace(cas.corps, cas.avant, cas.apres, 1)))
			if cas.want == "" && err != nil || cas.want != "" && (err == nil || !strings.Contains(err.Error(), cas.want)) {
				t.Errorf("%v, want %q", err, cas.want)
			}
		})
	}
}

// BenchmarkPage checks the page of a commune that reaches 150 établissements.
func BenchmarkPage(b *testing.B) {
	c, err := New()
	if err != nil {
		b.Fatal(err)
	}
	c.etablissements["donnees/offres-2A.0123abcd.json"] = 150
	var lignes []string
	for i := range 150 {
		lignes = append(lignes, fmt.Sprintf("[%d,12,1,450,2,12]", i))
	}
	corps := []byte(strings.Replace(acces, "[0,12,1,450,2,12]", strings.Join(lignes, ","), 1))
	b.SetBytes(int64(len(corps)))
	for b.Loop() {
		if err := c.CheckPage("commune/2a004-ajaccio/index.html", corps); err != nil {
			b.Fatal(err)
		}
	}
}
