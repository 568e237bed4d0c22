package render

import (
	"testing"
)

func TestTypo(t *testing.T) {
	for in, want := range map[string]string{
		"":                          "",
		"Alors ?":                   "Alors\u202f?",
		"Alors?":                    "Alors\u202f?",
		"Alors\u00a0!":              "Alors\u202f!",
		"« oui »":                   "«\u202foui\u202f»",
		"«oui»":                     "«\u202foui\u202f»",
		"Source : INSEE ; 17 %.":    "Source\u202f: INSEE\u202f; 17\u202f%.",
		"100%, 25 €":                "100\u202f%, 25\u202f€",
		"Ah ?!":                     "Ah\u202f?!",
		"https://a.fr/?b=c&d=1;e":   "https://a.fr/?b=c&d=1;e",
		"voir http://a.fr: oui":     "voir http://a.fr\u202f: oui",
		"12:30":                     "12:30",
		"l'été, d'1 h, O'Brien":     "l’été, d’1 h, O’Brien",
		"'seul', 5' et l' ":         "'seul', 5' et l' ",
		"? seul":                    "? seul",
		"(« ici »)":                 "(«\u202fici\u202f»)",
		"déjà\u202f: fait":          "déjà\u202f: fait",
		"sans signe, rien ne bouge": "sans signe, rien ne bouge",
	} {
		if got := Typo(in); got != want {
			t.Errorf("Typo(%q) = %q, want %q", in, got, want)
		}
		if again := Typo(want); again != want {
			t.Errorf("Typo twice: %q, then %q", want, again)
		}
	}
}

func TestNombre(t *testing.T) {
	for in, want := range map[int]string{0: "0", 999: "999", 1126: "1\u202f126", 1234567: "1\u202f234\u202f567", -1500: "−1\u202f500"} {
		if got := Nombre(in); got != want {
			t.Errorf("Nombre(%d) = %q, want %q", in, got, want)
		}
	}
}

func TestPointsOfOneClassAreOnTheirPlaceInTheGrid(t *testing.T) {
	// Discs stand at the middle of their cell, squares from 2 to 8, bars from 4 to
	// 6; a run of a row is one stroke, which the dashes cut.
	classes := []string{"emploi", "emploi", "emploi", "formation", "autres", "", "", "", "", "emploi", "emploi", "formation", "formation"}
	for cle, want := range map[string]string{"emploi": "M5 5H26M95 5H96M5 15H6", "formation": "M32 5H38M12 15H28", "autres": "M44 5H46"} {
		if got := points(classes, cle); got != want {
			t.Errorf("%s: %q, want %q", cle, got, want)
		}
	}
	if points(classes, "inconnu") != "" {
		t.Error("an unknown class is drawn")
	}
}

func TestDict(t *testing.T) {
	if _, err := dict("a"); err == nil {
		t.Error("a key without value is accepted")
	}
	if _, err := dict(1, 2); err == nil {
		t.Error("a key that is no text is accepted")
	}
	if m, err := dict("a", 1, "b", 2); err != nil || m["b"] != 2 {
		t.Errorf("%v, %v", m, err)
	}
}
