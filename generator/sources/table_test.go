package sources

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"futurpro/generator/anomalies"
)

// readText reads text as the file of the table of data sets that matches
// chemin.
func readText(t *testing.T, chemin, text string) (*Sources, *anomalies.Journal, error) {
	t.Helper()
	for _, jeu := range jeux() {
		if ok, _ := path.Match(jeu.motif, chemin); !ok {
			continue
		}
		j, s := anomalies.New(), &Sources{}
		f, err := openFichier(chemin, []byte(text), j)
		if err == nil {
			f.litteral = jeu.litteral
			err = jeu.read(f, s)
		}
		return s, j, err
	}
	t.Fatalf("no data set has %s", chemin)
	return nil, nil, nil
}

// wantAnomalies compares the codes met and their counts.
func wantAnomalies(t *testing.T, j *anomalies.Journal, want ...string) {
	t.Helper()
	var got []string
	for _, r := range j.Resumes() {
		got = append(got, fmt.Sprint(r.Code.Nom, " ", r.Nombre))
	}
	if !slices.Equal(got, want) {
		t.Errorf("anomalies are %q, want %q: %v", got, want, j.Resumes())
	}
}

// wantError checks every part of a message.
func wantError(t *testing.T, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want one with %q", parts)
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("error %q lacks %q", err, part)
		}
	}
}

const constat2020 = "education/constat-rentree-2020.csv"

func TestUnreadableTables(t *testing.T) {
	tests := map[string]struct {
		text string
		want []string
	}{
		"empty":             {"\uFEFF\r\n", []string{constat2020, "empty", "download it again"}},
		"missing column":    {"Rentrée scolaire;uai;Mef Bcp 11\n2020;0350001A;32211022207\n", []string{constat2020, `line 1: missing column "UAI", "Nombre d'élèves : Total"`, "found: Rentrée scolaire, uai, Mef Bcp 11", "right file?"}},
		"other separator":   {"Rentrée scolaire,UAI\n2020,0350001A\n", []string{"separated by semicolons?"}},
		"header alone":      {"Rentrée scolaire;UAI;Mef Bcp 11;Nombre d'élèves : Total\n", []string{"no row after the header"}},
		"cut in a row":      {"Rentrée scolaire;UAI;Mef Bcp 11;Nombre d'élèves : Total\n2020;0350001A;32211022207;12\n2020;0350", []string{"line 3", "ends in the middle of a row (2 fields of 4)"}},
		"a swallowing mark": {"Rentrée scolaire;UAI;Mef Bcp 11;Nombre d'élèves : Total\n2020;\"0350001A;1;2" + strings.Repeat("\n2020;0350001A;32211022207;1", 12) + "\";3;4\n", []string{"line 2", "quotation mark"}},
	}
	for nom, tt := range tests {
		t.Run(nom, func(t *testing.T) {
			_, _, err := readText(t, constat2020, tt.text)
			wantError(t, err, tt.want...)
		})
	}
}

func TestHeaderIsReadDespiteSpacesMarkAndTitle(t *testing.T) {
	for nom, entete := range map[string]string{
		"byte order mark and spaces": "\uFEFFRentrée scolaire ; UAI;Mef  Bcp 11;Nombre d'élèves : Total ",
		"title line":                 "Constat de rentrée;;;\r\nRentrée scolaire;UAI;Mef Bcp 11;Nombre d'élèves : Total",
	} {
		t.Run(nom, func(t *testing.T) {
			s, j, err := readText(t, constat2020, entete+"\r\n2020;0350001A;32211022207;12\r\n")
			if err != nil {
				t.Fatal(err)
			}
			if len(s.Constats) != 1 || *s.Constats[0].Eleves != 12 {
				t.Errorf("Constats = %+v, want one row of 12", s.Constats)
			}
			wantAnomalies(t, j)
		})
	}
}

func TestBadRowsAreCountedAndLocated(t *testing.T) {
	s, j, err := readText(t, constat2020, `Rentrée scolaire;UAI;Mef Bcp 11;Nombre d'élèves : Total
2020;0350001A;32211022207;12
2020;0350001;32211022207;12
2020;;32211022207;12
2020;0350001A;3221102220;12
2020;0350001A;32211022208
2020;0350001A;32211022209;nd
2020;0350001A;3221102220A;1 2,5
2020;0350001A;32211022207;12
2020;0350001A;32211022207;13
`)
	if err != nil {
		t.Fatal(err)
	}
	wantAnomalies(t, j, "code-absent 1", "doublon 1", "doublon-different 1", "ligne-mal-formee 1", "mef-malforme 1", "nombre-illisible 1", "uai-malforme 1")
	var lignes []Ligne
	for _, c := range s.Constats {
		lignes = append(lignes, c.Ligne)
	}
	if want := []Ligne{2, 7, 8}; !slices.Equal(lignes, want) {
		t.Errorf("rows kept: %v, want %v", lignes, want)
	}
	if s.Constats[1].Eleves != nil {
		t.Errorf("nd is %d, want nil", *s.Constats[1].Eleves)
	}
	uai := slices.IndexFunc(j.Resumes(), func(r anomalies.Resume) bool { return r.Code.Nom == "uai-malforme" })
	if got, want := j.Resumes()[uai].Exemple.String(), constat2020+`:3: "0350001" in column "UAI"`; got != want {
		t.Errorf("example is %s, want %s", got, want)
	}
}

func TestQuotationMarksAreTextInTheBCN(t *testing.T) {
	s, j, err := readText(t, "bcn/v_formation_diplome.csv", `FORMATION_DIPLOME;LIBELLE_COURT;LIBELLE_LONG_200;DATE_FERMETURE;COMMENTAIRE
50023438;CAP;VANNERIE (CAP);;"METIERS D'ART" (2007)
50023439;CAP;"OSIER";31/08/2025;un " seul
`)
	if err != nil {
		t.Fatal(err)
	}
	wantAnomalies(t, j)
	if len(s.Diplomes) != 2 || s.Diplomes[1].Libelle != `"OSIER"` || s.Diplomes[1].Fermeture != "2025-08-31" {
		t.Errorf("Diplomes = %+v", s.Diplomes)
	}
}

func TestParseNumber(t *testing.T) {
	for s, want := range map[string]float64{"12": 12, "1,5": 1.5, "583.0": 583, "1 234": 1234, "1\u202f234,5": 1234.5, "-3": -3} {
		if got, ok := parseNumber(s); !ok || got != want {
			t.Errorf("parseNumber(%q) = %v, %v; want %v", s, got, ok, want)
		}
	}
	for _, s := range []string{"", "douze", "NaN", "Inf", "1.2.3"} {
		if got, ok := parseNumber(s); ok {
			t.Errorf("parseNumber(%q) = %v, want a refusal", s, got)
		}
	}
}
