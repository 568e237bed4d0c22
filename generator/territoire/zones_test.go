package territoire_test

import (
	"testing"

	"futurpro/generator/territoire"
)

func TestZone(t *testing.T) {
	for academie, veut := range map[string]string{"Lyon": "A", "Rennes": "B", "Paris": "C", "Corse": "", "La Réunion": ""} {
		if got := territoire.Zone(academie); got != veut {
			t.Errorf("Zone(%s) = %q, want %q", academie, got, veut)
		}
	}
}
