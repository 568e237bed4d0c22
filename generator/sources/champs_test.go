package sources

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"
)

const constatValide = "Rentrée scolaire;UAI;Mef Bcp 11;Nombre d'élèves : Total\n2020;0350001A;32211022207;12\n2020;0350002B;3221102220;8\n"

func TestUTF16IsReadAsItsByteOrderMarkSays(t *testing.T) {
	for nom, ordre := range map[string]unicode.Endianness{"little": unicode.LittleEndian, "big": unicode.BigEndian} {
		t.Run(nom, func(t *testing.T) {
			text, err := unicode.UTF16(ordre, unicode.UseBOM).NewEncoder().String(constatValide)
			if err != nil {
				t.Fatal(err)
			}
			s, j, err := readText(t, constat2020, text)
			if err != nil {
				t.Fatal(err)
			}
			if len(s.Constats) != 1 || *s.Constats[0].Eleves != 12 {
				t.Errorf("Constats = %+v", s.Constats)
			}
			wantAnomalies(t, j, "mef-malforme 1")
		})
	}
}

func TestUTF16WithoutByteOrderMarkIsNamed(t *testing.T) {
	text, err := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String(constatValide)
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = readText(t, constat2020, text)
	wantError(t, err, "reading "+constat2020, "UTF-16 without byte order mark", "write it again in UTF-8")
}

func TestLinesThatEndWithACarriageReturnAloneAreLines(t *testing.T) {
	for nom, text := range map[string]string{
		"all":          strings.ReplaceAll(constatValide, "\n", "\r"),
		"all but last": strings.ReplaceAll(strings.TrimSpace(constatValide), "\n", "\r") + "\n",
	} {
		t.Run(nom, func(t *testing.T) {
			s, j, err := readText(t, constat2020, text)
			if err != nil {
				t.Fatal(err)
			}
			if len(s.Constats) != 1 || s.Constats[0].Ligne != 2 {
				t.Errorf("Constats = %+v, want that of line 2", s.Constats)
			}
			wantAnomalies(t, j, "mef-malforme 1")
			if ou := j.Resumes()[0].Exemple.Ligne; ou != 3 {
				t.Errorf("bad row on line %d, want 3", ou)
			}
		})
	}
}

func TestControlCharactersAreRemovedAndCounted(t *testing.T) {
	s, j, err := readText(t, "bcn/n_groupe_formation.csv",
		"GROUPE_FORMATION;TYPE_GROUPE_FORMATION;LIBELLE_EDITION;NOTE\nG0001;TG01;Beau\x00té\a et\tsoin;\x01\nG0002;TG01;Bois;\n")
	if err != nil {
		t.Fatal(err)
	}
	if s.Groupes[0].Libelle != "Beauté et\tsoin" || s.Groupes[1].Libelle != "Bois" {
		t.Errorf("Groupes = %+v", s.Groupes)
	}
	wantAnomalies(t, j, "caractere-de-controle 1")

	s, j, err = readText(t, "geo-api/communes.json", `[{"code":"35901","nom":"M\u0007er"}]`)
	if err != nil {
		t.Fatal(err)
	}
	if s.Communes[0].Nom != "Mer" {
		t.Errorf("Nom = %q", s.Communes[0].Nom)
	}
	wantAnomalies(t, j, "caractere-de-controle 1")
}

func TestFieldBeyondAnyLengthIsHeldEmpty(t *testing.T) {
	const entete = "GROUPE_FORMATION;TYPE_GROUPE_FORMATION;LIBELLE_EDITION\n"
	juste, trop := strings.Repeat("é", 10_000), strings.Repeat("é", 10_001)
	s, j, err := readText(t, "bcn/n_groupe_formation.csv", entete+"G0001;TG01;"+juste+"\nG0002;TG01;"+trop+"\n")
	if err != nil {
		t.Fatal(err)
	}
	if s.Groupes[0].Libelle != juste || s.Groupes[1].Libelle != "" {
		t.Errorf("%d and %d bytes kept", len(s.Groupes[0].Libelle), len(s.Groupes[1].Libelle))
	}
	wantAnomalies(t, j, "champ-trop-long 1")
}

func TestUAIInSmallLettersIsReadInCapitals(t *testing.T) {
	s, j, err := readText(t, constat2020, strings.Replace(constatValide, "0350001A", "0350001a", 1))
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Constats) != 1 || s.Constats[0].UAI != "0350001A" {
		t.Errorf("Constats = %+v", s.Constats)
	}
	wantAnomalies(t, j, "mef-malforme 1", "uai-minuscule 1")
}

func TestCountWithAnExponentIsNotPublished(t *testing.T) {
	for _, nombre := range []string{"1e3", "1E3", "0x10", "1_000"} {
		s, j, err := readText(t, constat2020, "Rentrée scolaire;UAI;Mef Bcp 11;Nombre d'élèves : Total\n2020;0350001A;32211022207;"+nombre+"\n")
		if err != nil {
			t.Fatal(err)
		}
		if s.Constats[0].Eleves != nil {
			t.Errorf("%s is read as %d", nombre, *s.Constats[0].Eleves)
		}
		wantAnomalies(t, j, "nombre-illisible 1")
	}
}
