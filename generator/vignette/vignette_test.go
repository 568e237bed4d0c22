package vignette_test

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"

	"futurpro/generator/vignette"
)

// TestAnImageIsSmallAndOfTheSizeThatNetworksAskFor: whatever the words.
func TestAnImageIsSmallAndOfTheSizeThatNetworksAskFor(t *testing.T) {
	const poidsMax = 20_000
	for nom, titre := range map[string]string{
		"a word":    "Mécanique",
		"nothing":   "",
		"long":      "Construction, architecture, travaux publics et autres métiers du bâtiment, de la ville et des paysages",
		"no spaces": strings.Repeat("œ", 200),
		"untypable": "日本\u0000\uFFFD",
		"in French": "Électricité, électronique, robotique : ça dépend où",
	} {
		t.Run(nom, func(t *testing.T) {
			b, err := vignette.Dessiner(vignette.Texte{Surtitre: "Formations", Titre: titre, Pied: "Futur Pro"})
			if err != nil {
				t.Fatal(err)
			}
			img, err := png.Decode(bytes.NewReader(b))
			if err != nil {
				t.Fatal(err)
			}
			if img.Bounds() != image.Rect(0, 0, 1200, 630) {
				t.Errorf("image of %v", img.Bounds())
			}
			if _, ok := img.(*image.Paletted); !ok {
				t.Errorf("image without a palette: %T", img)
			}
			if len(b) > poidsMax {
				t.Errorf("%d bytes, the budget is %d", len(b), poidsMax)
			}
		})
	}
}

// TestWordsAreDrawn: an image differs by what it says, and by nothing else.
func TestWordsAreDrawn(t *testing.T) {
	dessiner := func(titre string) []byte {
		b, err := vignette.Dessiner(vignette.Texte{Titre: titre})
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	if !bytes.Equal(dessiner("Bretagne"), dessiner("Bretagne")) {
		t.Error("the same words give other bytes")
	}
	if bytes.Equal(dessiner("Bretagne"), dessiner("Normandie")) {
		t.Error("other words give the same image")
	}
	if bytes.Equal(dessiner("Métiers"), dessiner("Metiers")) {
		t.Error("an accent is not drawn")
	}
}

func BenchmarkDessiner(b *testing.B) {
	for b.Loop() {
		if _, err := vignette.Dessiner(vignette.Texte{Surtitre: "Formations", Titre: "Bretagne", Pied: "Futur Pro"}); err != nil {
			b.Fatal(err)
		}
	}
}
