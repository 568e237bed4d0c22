package sources

import (
	"strings"
	"testing"
)

func TestPositionOutsideFranceIsHeldAbsent(t *testing.T) {
	tests := map[string]struct {
		lat, lon string
		garde    bool
	}{
		"Rennes":                {"48.11", "-1.68", true},
		"Greenwich, almost":     {"49.36", "-4.5e-05", true},
		"Bastia":                {"42.70", "9.45", true},
		"Cayenne":               {"4.92", "-52.31", true},
		"Saint-Denis":           {"-20.88", "55.45", true},
		"Mamoudzou":             {"-12.78", "45.23", true},
		"Saint-Pierre":          {"46.78", "-56.18", true},
		"Nouméa":                {"-22.27", "166.44", true},
		"Papeete":               {"-17.54", "-149.57", true},
		"Mata-Utu":              {"-13.28", "-176.18", true},
		"Port-aux-Français":     {"-49.35", "70.22", true},
		"swapped":               {"-2.0", "48.004", false},
		"nowhere":               {"0", "0", false},
		"New York":              {"40.71", "-74.01", false},
		"not even on the globe": {"48.1", "748.1", false},
	}
	for nom, tt := range tests {
		t.Run(nom, func(t *testing.T) {
			s, j, err := readText(t, "education/annuaire-education.csv",
				enteteAnnuaire+"0350902B;B;;;;;;;;;;;;;;;;\n0350901A;A;;;;;;;;;;;;;"+tt.lat+";"+tt.lon+";;\n")
			if err != nil {
				t.Fatal(err)
			}
			if garde := s.Etablissements[1].Position != nil; garde != tt.garde {
				t.Errorf("position kept: %v, want %v", garde, tt.garde)
			}
			if tt.garde {
				wantAnomalies(t, j)
				return
			}
			wantAnomalies(t, j, "position-fausse 1")
			if ou := j.Resumes()[0].Exemple.String(); !strings.HasPrefix(ou, "education/annuaire-education.csv:3: ") {
				t.Errorf("located at %s, want line 3", ou)
			}
		})
	}
}

func TestCommuneCentreOutsideFranceIsHeldAbsent(t *testing.T) {
	s, j, err := readText(t, "geo-api/communes.json", `[{"code":"35901","nom":"Swapped","centre":{"coordinates":[48.1,-1.6]}},
{"code":"35902","nom":"Right","centre":{"coordinates":[-1.6,48.1]}}]`)
	if err != nil {
		t.Fatal(err)
	}
	wantAnomalies(t, j, "position-fausse 1")
	if s.Communes[0].Centre != nil || s.Communes[1].Centre == nil {
		t.Errorf("centres %v, %v", s.Communes[0].Centre, s.Communes[1].Centre)
	}
}

func TestMairieIsPreferredToTheCentre(t *testing.T) {
	s, j, err := readText(t, "geo-api/communes.json", `[
{"code":"35901","nom":"Both","centre":{"coordinates":[-1.6,48.1]},"mairie":{"type":"Point","coordinates":[-1.7,48.2]}},
{"code":"35902","nom":"Alone","mairie":{"coordinates":[-1.8,48.3]}},
{"code":"35903","nom":"Swapped","centre":{"coordinates":[-1.6,48.1]},"mairie":{"coordinates":[48.2,-1.7]}}]`)
	if err != nil {
		t.Fatal(err)
	}
	wantAnomalies(t, j, "position-fausse 1")
	for i, want := range [][2]float64{{-1.7, 48.2}, {-1.8, 48.3}, {-1.6, 48.1}} {
		if got := s.Communes[i].Centre; got == nil || *got != want {
			t.Errorf("%s: %v, want %v", s.Communes[i].Nom, got, want)
		}
	}
}
