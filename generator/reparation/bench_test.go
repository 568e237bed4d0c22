package reparation

import (
	"strings"
	"testing"
)

func BenchmarkClean(b *testing.B) {
	for nom, text := range map[string]string{
		"ASCII":  "A line of data;12;0350001A;https://example.org/;true\n",
		"French": "L’élève de 3ᵉ prépare « un CAP » à l’été, près de chez lui — déjà vu ; été comme hiver\n",
	} {
		b.Run(nom, func(b *testing.B) {
			text := strings.Repeat(text, 20_000)
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Repair(text)
			}
		})
	}
}

func BenchmarkBroken(b *testing.B) {
	text := strings.Repeat("La dÃ©marche, lâ€™Ã©tÃ© Ã\u00a0 venir\n", 20_000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Repair(text)
	}
}
