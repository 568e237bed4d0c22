package sources

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// TestBCNTablesAreReadInAnyOfTheirForms: the BCN has published the same table
// with semicolons or bars, in UTF-8 with or without byte order mark, in
// Windows-1252 and in Latin-1; its quotation marks are text.
func TestBCNTablesAreReadInAnyOfTheirForms(t *testing.T) {
	const table = "FORMATION_DIPLOME;LIBELLE_COURT;LIBELLE_LONG_200;DATE_FERMETURE;ANCIEN_DIPLOME_1;NOUVEAU_DIPLOME_1\n" +
		"50022137;CAP;\"ŒUVRE\" D'ÉTÉ, OPTION \"A (CAP);31/08/2025;50022101;\n50022101;CAP;PÂTISSIER (CAP);;;50022137\n"
	latin1 := strings.ReplaceAll(table, "Œ", "OE") // Latin-1 has no Œ
	page := func(cm *charmap.Charmap, s string) string {
		b, err := cm.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	for nom, tt := range map[string]struct{ texte, libelle string }{
		"UTF-8":                 {table, `"ŒUVRE" D'ÉTÉ, OPTION "A (CAP)`},
		"UTF-8 with BOM":        {"\uFEFF" + table, `"ŒUVRE" D'ÉTÉ, OPTION "A (CAP)`},
		"Windows-1252":          {page(charmap.Windows1252, table), `"ŒUVRE" D'ÉTÉ, OPTION "A (CAP)`},
		"Latin-1":               {page(charmap.ISO8859_1, latin1), `"OEUVRE" D'ÉTÉ, OPTION "A (CAP)`},
		"line ends of Windows":  {strings.ReplaceAll(page(charmap.Windows1252, table), "\n", "\r\n"), `"ŒUVRE" D'ÉTÉ, OPTION "A (CAP)`},
		"bars":                  {strings.ReplaceAll(page(charmap.ISO8859_1, latin1), ";", "|"), `"OEUVRE" D'ÉTÉ, OPTION "A (CAP)`},
		"bars, UTF-8 with BOM":  {"\uFEFF" + strings.ReplaceAll(table, ";", "|"), `"ŒUVRE" D'ÉTÉ, OPTION "A (CAP)`},
		"two encodings at once": {strings.Replace(page(charmap.Windows1252, table), "P\xc2TISSIER", "PÂTISSIER", 1), `"ŒUVRE" D'ÉTÉ, OPTION "A (CAP)`},
	} {
		t.Run(nom, func(t *testing.T) {
			s, j, err := readText(t, "bcn/n_formation_diplome.csv", tt.texte)
			if err != nil {
				t.Fatal(err)
			}
			if len(s.Diplomes) != 2 || s.Diplomes[0].Libelle != tt.libelle || s.Diplomes[1].Libelle != "PÂTISSIER (CAP)" ||
				s.Diplomes[0].Fermeture != "2025-08-31" || s.Diplomes[1].Nouveaux[0] != "50022137" {
				t.Errorf("Diplomes = %+v", s.Diplomes)
			}
			if nom == "two encodings at once" {
				wantAnomalies(t, j, "encodage-melange 1")
				return
			}
			wantAnomalies(t, j)
		})
	}
}

// TestAffelnetOf2025HasVoeuxOfAnyRank: decimal commas, "NA", a title above the
// header, two spaces in the name of a column.
func TestAffelnetOf2025HasVoeuxOfAnyRank(t *testing.T) {
	const chemin = "affelnet/attractivite-capacite-2025.csv"
	s, j, err := readText(t, chemin, "Voeux 2025 - export du 10/07/2025\n"+
		"diffusion;Etablissement d'accueil;MEF STAT 11;Capacité carte scolaire;Demandes vœux 1  - TOTAL;Demandes tous vœux - TOTAL;Affectés tous vœux;Taux de pression (Total demandes vœux 1 / Capacité carte scolaire)\n"+
		"Diffusable;0350901A;23820022703;24,0;36;90;23;1,5\nNon diffusable;0350902B;23820022703;4;5;6;3;NA\nDiffusable;0350903C;23820022703;NA;NA;NA;NA;NA\nDiffusable;0350904D;23820022703;2,5;1;1;1;NA\n")
	if err != nil {
		t.Fatal(err)
	}
	v := s.Voeux[0]
	if v.Rentree != "2025" || *v.Capacite != 24 || *v.PremiersVoeux != 36 || *v.Voeux != 90 || *v.Affectes != 23 {
		t.Errorf("first row %+v", v)
	}
	for _, v := range s.Voeux[1:3] {
		if v.Capacite != nil || v.PremiersVoeux != nil || v.Voeux != nil || v.Affectes != nil {
			t.Errorf("%s has figures: %+v", v.UAI, v)
		}
	}
	wantAnomalies(t, j, "nombre-illisible 1", "non-diffusable 1")
}
