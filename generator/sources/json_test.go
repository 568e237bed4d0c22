package sources

import "testing"

const onisep = "onisep/ideo-formations-initiales.json"

func TestUnreadableJSON(t *testing.T) {
	tests := map[string]struct {
		chemin, text string
		want         []string
	}{
		"truncated": {"geo-api/communes.json", "[\n{\"code\":\"35001\",\"nom\":\"Acigné\"},\n{\"code\":\"350",
			[]string{"geo-api/communes.json: element 2, line 3 (byte 48)", "ends too early", "download it again"}},
		"cut between elements": {"geo-api/communes.json", "[\n{\"code\":\"35001\",\"nom\":\"Acigné\"},",
			[]string{"ends too early"}},
		"not JSON": {"geo-api/communes.json", "<html>\nError 502</html>",
			[]string{"geo-api/communes.json: line 1", "invalid character '<'"}},
		"syntax": {"geo-api/communes.json", "[\n{\"code\":\"35001\",\n\"nom\":oui}]",
			[]string{"element 1, line 3", "invalid character 'o'"}},
		"empty array":     {"geo-api/communes.json", "[]", []string{"the array is empty"}},
		"another shape":   {"geo-api/communes.json", `{"code":"35001"}`, []string{"found {", "right file?"}},
		"more after":      {"geo-api/communes.json", "[{\"code\":\"35001\",\"nom\":\"Acigné\"}]\n[]", []string{"line 2", "something follows"}},
		"no results":      {onisep, `{"total":0}`, []string{`no "results"`}},
		"a page missing":  {onisep, `{"total":3,"results":[{"code_scolarite":"50022137"}]}`, []string{"1 elements of the 3", "fetch every page"}},
		"codes not texts": {"geo-api/anciens-codes.json", `{"35001":35002}`, []string{"element 1"}},
	}
	for nom, tt := range tests {
		t.Run(nom, func(t *testing.T) {
			_, _, err := readText(t, tt.chemin, tt.text)
			wantError(t, err, tt.want...)
		})
	}
}

func TestElementOfTheWrongShapeIsLeft(t *testing.T) {
	s, j, err := readText(t, "geo-api/communes.json", `[{"code":35001,"nom":"Acigné"},{"code":"35002","nom":"Amanlis"}]`)
	if err != nil {
		t.Fatal(err)
	}
	wantAnomalies(t, j, "element-illisible 1")
	if len(s.Communes) != 1 || s.Communes[0].Ligne != 2 {
		t.Errorf("Communes = %+v, want the second", s.Communes)
	}
}
