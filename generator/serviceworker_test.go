package main

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"futurpro/generator/render"
)

// The version of the service worker changes when a file of the site does, and
// only then: what a browser keeps would otherwise be forgotten at each build.
func TestServiceWorkerHasTheVersionOfTheSite(t *testing.T) {
	layouts := func(css string) *render.Layouts {
		l, err := render.Load(fstest.MapFS{
			"base/base.tmpl": {Data: []byte(`{{range styles}}{{.}}{{end}}{{template "contenu" .}}`)},
			"base/base.css":  {Data: []byte(css)},
			"page/page.tmpl": {Data: []byte(`{{define "contenu"}}{{end}}`)},
		}, "", nil)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	sw := []byte(`const V = "` + versionServiceWorker + `";`)
	de := func(css string, donnees ...string) string { return string(versionner(sw, layouts(css), donnees)) }
	un := de("a{}", "/donnees/x.1.json")
	if strings.Contains(un, versionServiceWorker) || len(un) != len(`const V = "0123456789abcdef";`) {
		t.Errorf("version %s", un)
	}
	if un != de("a{}", "/donnees/x.1.json") {
		t.Error("the same site has two versions")
	}
	if un == de("a{}", "/donnees/x.2.json") || un == de("b{}", "/donnees/x.1.json") {
		t.Error("two sites have one version")
	}
	if !bytes.Contains(sw, []byte(versionServiceWorker)) {
		t.Error("the source was changed")
	}
}
