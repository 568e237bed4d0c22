package publish

import (
	"strings"
	"testing"
)

func TestOnlyTheFrameMayBeFramed(t *testing.T) {
	for chemin, veut := range map[string]string{
		"/": "'none'", "/commune/35238-rennes/": "'none'", "/widget/": "'none'", "/widget/cadre/": "*", "/widget/cadre/index.html": "*", "/widget.js": "'none'",
	} {
		p := Politique(chemin)
		if !strings.HasSuffix(p, "; frame-ancestors "+veut) {
			t.Errorf("%s: %s", chemin, p)
		}
		if strings.Contains(p, "unsafe") || strings.Count(p, "https:") != 1 {
			t.Errorf("%s: %s", chemin, p)
		}
	}
}
