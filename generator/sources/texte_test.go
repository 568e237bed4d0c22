package sources

import "testing"

func TestDecodeFindsTheEncoding(t *testing.T) {
	tests := map[string]struct {
		data     string
		want     string
		encodage encodage
	}{
		"UTF-8":                       {"métier;é", "métier;é", enUTF8},
		"UTF-8 with byte order mark":  {"\uFEFFUAI;né", "UAI;né", enUTF8},
		"Windows-1252":                {"m\xe9tier d\x92art, \x9cuvre", "métier d’art, œuvre", enWindows1252},
		"capitals and no-break space": {"PRIV\xc9\xa0\xbb, LYC\xc9\x92", "PRIVÉ\u00a0», LYCÉ’", enWindows1252},
		"Macintosh":                   {"pr\x8fs, \x8epicier, BEAUT\x83", "près, épicier, BEAUTÉ", enMacintosh},
		"both in one line":            {"métier;r\xe9colte", "métier;récolte", enMelange},
	}
	for nom, tt := range tests {
		t.Run(nom, func(t *testing.T) {
			got, enc := decode([]byte(tt.data))
			if got != tt.want || enc != tt.encodage {
				t.Errorf("decode = %q, %d; want %q, %d", got, enc, tt.want, tt.encodage)
			}
		})
	}
}

func TestDoubleEncodedCellIsRepairedAndSaid(t *testing.T) {
	s, j, err := readText(t, "bcn/n_groupe_formation.csv", "GROUPE_FORMATION;TYPE_GROUPE_FORMATION;LIBELLE_EDITION\nG0001;TG01;BeautÃ©\n")
	if err != nil {
		t.Fatal(err)
	}
	if s.Groupes[0].Libelle != "Beauté" {
		t.Errorf("Libelle = %q, want Beauté", s.Groupes[0].Libelle)
	}
	wantAnomalies(t, j, "double-encodage 1")
}

func TestDoubleEncodedCellThatIsIncompleteIsLeftAndSaid(t *testing.T) {
	s, j, err := readText(t, "bcn/n_groupe_formation.csv", "GROUPE_FORMATION;TYPE_GROUPE_FORMATION;LIBELLE_EDITION\nG0001;TG01;BeautÃ© dâ€ Avila\n")
	if err != nil {
		t.Fatal(err)
	}
	if want := "Beauté dâ€ Avila"; s.Groupes[0].Libelle != want {
		t.Errorf("Libelle = %q, want %q", s.Groupes[0].Libelle, want)
	}
	wantAnomalies(t, j, "double-encodage 1", "encodage-perdu 1")
}
