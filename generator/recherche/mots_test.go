package recherche

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// TestWordsAgreeWithTheScript reads the cases that the script's own test reads.
func TestWordsAgreeWithTheScript(t *testing.T) {
	b, err := os.ReadFile("../../layouts/composants/recherche-documentation/cas.json")
	if err != nil {
		t.Fatal(err)
	}
	var cas struct {
		Vides, Pleins []string
		Racines       [][2]string
	}
	if err := json.Unmarshal(b, &cas); err != nil {
		t.Fatal(err)
	}
	if len(cas.Vides) < 10 || len(cas.Pleins) < 10 || len(cas.Racines) < 60 {
		t.Fatalf("only %d, %d, %d cases", len(cas.Vides), len(cas.Pleins), len(cas.Racines))
	}
	for _, c := range cas.Racines {
		if got := Racine(c[0]); got != c[1] || !strings.HasPrefix(c[0], got) {
			t.Errorf("Racine(%q) = %q, want %q", c[0], got, c[1])
		}
	}
	for _, mot := range cas.Vides {
		if !estVide(mot) {
			t.Errorf("%q is not empty", mot)
		}
	}
	for _, mot := range cas.Pleins {
		if estVide(mot) {
			t.Errorf("%q is empty", mot)
		}
	}
}

// TestTheScriptHasTheSameEmptyWords: a word that is empty on one side only is
// found nowhere, or looked for in vain.
func TestTheScriptHasTheSameEmptyWords(t *testing.T) {
	b, err := os.ReadFile("../../layouts/composants/recherche-documentation/racines.js")
	if err != nil {
		t.Fatal(err)
	}
	_, suite, _ := strings.Cut(string(b), "MOTS_VIDES = new Set((")
	liste, _, ok := strings.Cut(suite, ").split")
	liste = strings.Join(strings.Fields(strings.NewReplacer(`"`, " ", "+", " ").Replace(liste)), " ")
	if !ok || liste != motsVides {
		t.Errorf("the script has %q\nwant           %q", liste, motsVides)
	}
}
