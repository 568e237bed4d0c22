package main

import (
	"net/url"
	"os"
	"testing"

	"futurpro/generator/sources"
)

// The description says of each file where it is, or what to do to get it.
func TestEverySourceSaysHowToGetIt(t *testing.T) {
	t.Parallel()
	data := os.DirFS("../data")
	m, err := sources.ReadManifeste(data, "sources.yaml")
	if err != nil {
		t.Fatal(err)
	}
	p, err := newCollecte(m, fetchOptions{to: t.TempDir(), sources: "../data/sources.yaml"}, data)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range p.demandes() {
		if u, err := url.Parse(d.URL); err != nil || u.Scheme != "https" {
			t.Errorf("%s: the address %s is not https", d.Chemin, d.URL)
		}
	}
	for _, s := range p.manuels {
		if s.source.Manuel == "" {
			t.Errorf("%s: neither address nor manuel", s.source.ID)
		}
	}
	if len(p.fichiers) < 10 || len(p.manuels) < 10 {
		t.Errorf("%d files to download and %d sources by hand", len(p.fichiers), len(p.manuels))
	}
	for _, s := range p.manuels {
		if s.source.ID == "vacances-scolaires" {
			t.Error("the calendar, which comes with the project, is asked for")
		}
	}
}
