package sources

import (
	"bytes"
	"compress/gzip"
	"testing"
	"testing/fstest"

	"github.com/paulmach/orb"
)

func TestExtractCSVKeepsTheFormat(t *testing.T) {
	const chemin = "bcn/v_formation_diplome.csv"
	fsys := fstest.MapFS{chemin: {Data: []byte("\uFEFFFORMATION_DIPLOME;LIBELLE_COURT;COMMENTAIRE ;LIBELLE_LONG_200;DATE_FERMETURE\r\n" +
		"50023438;CAP;de la prose;\"VANNERIE\" (CAP);\r\n50023439;CAP;;OSIER;\r\n50023438;CAP;autre;\"VANNERIE\" (CAP);\r\n")}}
	var b bytes.Buffer
	n, err := ExtractCSV(&b, fsys, chemin, Extrait{
		Colonnes: []string{"FORMATION_DIPLOME", "LIBELLE_LONG_200", "ABSENTE?"},
		Keep:     func(cell func(string) string) bool { return cell("FORMATION_DIPLOME") == "50023438" },
		Unique:   true,
	})
	if err != nil {
		t.Fatal(err)
	}
	want := "FORMATION_DIPLOME;LIBELLE_COURT;COMMENTAIRE;LIBELLE_LONG_200;DATE_FERMETURE\n50023438;;;\"VANNERIE\" (CAP);\n"
	if n != 1 || b.String() != want {
		t.Errorf("%d rows:\n%s\nwant:\n%s", n, &b, want)
	}
}

func TestExtractCSVOfAnUnknownLayout(t *testing.T) {
	fsys := fstest.MapFS{"bcn/n_mef.csv": {Data: []byte("A;B\n1;2\n")}}
	_, err := ExtractCSV(&bytes.Buffer{}, fsys, "bcn/n_mef.csv", Extrait{Colonnes: []string{"MEF"}})
	wantError(t, err, "bcn/n_mef.csv", `missing column "MEF"`)
}

func TestExtractJSONKeepsTheShape(t *testing.T) {
	fsys := fstest.MapFS{onisep: {Data: []byte(`{"total":2,"size":2,"results":[{"code_scolarite":"50022137 ","texte":"long"},{"code_scolarite":"","texte":"autre"}]}`)}}
	var b bytes.Buffer
	n, err := ExtractJSON(&b, fsys, onisep, "results", []string{"code_scolarite", "absent"}, func(field func(string) string) bool {
		return field("code_scolarite") == "50022137"
	})
	if err != nil {
		t.Fatal(err)
	}
	want := "{\"total\":1,\"size\":1,\"results\":[\n{\"code_scolarite\":\"50022137 \"}\n]}\n"
	if n != 1 || b.String() != want {
		t.Errorf("%d elements:\n%s\nwant:\n%s", n, &b, want)
	}
}

func gzipped(t *testing.T, s string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestContours(t *testing.T) {
	const carre = `[[[0,0],[1,0],[1,1],[0,0]]]`
	lignes := `{"type":"Feature","geometry":{"type":"Polygon","coordinates":` + carre + `},"properties":{"code":"35900","nom":"Villetest"}}
{"type":"Feature","geometry":{"type":"MultiPolygon","coordinates":[` + carre + `]},"properties":{"code":"35901","nom":"Îles"}}
`
	chemin := "geo-api/contours-communes-2018.ndjson.gz"
	fsys := fstest.MapFS{chemin: {Data: gzipped(t, lignes)}}
	want := orb.MultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}}}
	contours, err := ReadContoursCommunes(fsys)
	if err != nil || len(contours) != 2 || contours[0].Code != "35900" || contours[1].Nom != "Îles" {
		t.Fatalf("%+v, %v", contours, err)
	}
	for i, c := range contours {
		if int(c.Ligne) != i+1 || !c.Polygones.Equal(want) {
			t.Errorf("outline %d = %+v", i+1, c)
		}
	}

	for nom, test := range map[string]struct {
		coordonnees string
		want        orb.MultiPolygon // nil for an error
	}{
		"a hole":            {`[[[0,0],[9,0],[9,9],[0,0]],[[2,1],[3,1],[3,2],[2,1]]]`, orb.MultiPolygon{{{{0, 0}, {9, 0}, {9, 9}, {0, 0}}, {{2, 1}, {3, 1}, {3, 2}, {2, 1}}}}},
		"an island":         {`[[[[0,0],[9,0],[9,9],[0,0]]],[[[20,1],[30,1],[30,2],[20,1]]]]`, orb.MultiPolygon{{{{0, 0}, {9, 0}, {9, 9}, {0, 0}}}, {{{20, 1}, {30, 1}, {30, 2}, {20, 1}}}}},
		"altitudes":         {`[[[0,0,7],[1,0,7],[1,1,7],[0,0,7]]]`, want},
		"a line":            {`[[0,0],[1,0]]`, nil},
		"too deep":          {`[[[[[0,0]]]]]`, nil},
		"of two depths":     {`[[[0,0]],[[[1,1]]]]`, nil},
		"a lone longitude":  {`[[[0,0],[1]]]`, nil},
		"a point inside":    {`[[[0,[1,0]]]]`, nil},
		"nothing":           {`[]`, nil},
		"a ring of nothing": {`[[[0,0]],[]]`, nil},
		"null":              {`null`, nil},
		"words":             {`[[["0","0"]]]`, nil},
		"an object":         {`[[[{"x":0}]]]`, nil},
		"too large":         {`[[[1e999,0]]]`, nil},
	} {
		t.Run(nom, func(t *testing.T) {
			data := gzipped(t, `{"geometry":{"type":"Polygon","coordinates":`+test.coordonnees+`},"properties":{"code":"35900"}}`)
			cs, err := ReadContoursCommunes(fstest.MapFS{chemin: {Data: data}})
			if test.want == nil {
				wantError(t, err, chemin+": line 1")
			} else if err != nil || len(cs) != 1 || !cs[0].Polygones.Equal(test.want) {
				t.Errorf("%+v, %v", cs, err)
			}
		})
	}
	for nom, data := range map[string][]byte{
		"no code":     gzipped(t, `{"geometry":{"type":"Polygon","coordinates":`+carre+`},"properties":{}}`),
		"a point":     gzipped(t, `{"geometry":{"type":"Point","coordinates":[0,0]},"properties":{"code":"35900"}}`),
		"no geometry": gzipped(t, `{"properties":{"code":"35900"}}`),
		"truncated":   gzipped(t, lignes)[:80],
		"not gzip":    []byte(lignes),
		"cut a line":  gzipped(t, lignes[:40]),
	} {
		t.Run(nom, func(t *testing.T) {
			_, err := ReadContoursCommunes(fstest.MapFS{chemin: {Data: data}})
			wantError(t, err, chemin)
		})
	}
	if cs, err := ReadContoursCommunes(fstest.MapFS{}); cs != nil || err != nil {
		t.Errorf("without the file: %v, %v", cs, err)
	}
}

func TestContoursAcademies(t *testing.T) {
	fsys := fstest.MapFS{CheminContoursAcademies: {Data: []byte(`{"features":[{"properties":{"code_academie":"14","name":"Rennes"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}]}`)}}
	cs, err := ReadContoursAcademies(fsys)
	if err != nil || len(cs) != 1 || cs[0].Code != "14" || cs[0].Nom != "Rennes" {
		t.Errorf("ReadContoursAcademies = %+v, %v", cs, err)
	}
	fsys[CheminContoursAcademies].Data = []byte(`{"features":[`)
	_, err = ReadContoursAcademies(fsys)
	wantError(t, err, CheminContoursAcademies)
	if cs, err := ReadContoursAcademies(fstest.MapFS{}); cs != nil || err != nil {
		t.Errorf("without the file: %v, %v", cs, err)
	}
}
