package assemblage_test

import (
	"cmp"
	"os"
	"path/filepath"
	"testing"

	"futurpro/generator/anomalies"
	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
)

// TestOnisepCoversTheNationalCatalogue counts the diplomas of the national set
// by what is known of them. Three in ten have no fiche under their own code: the
// continuum gives one to most of these.
func TestOnisepCoversTheNationalCatalogue(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the whole national set")
	}
	racine := filepath.Join(cmp.Or(os.Getenv("FUTURPRO_SHARED"), "../../../shared"), "data", "national")
	if _, err := os.Stat(racine); err != nil {
		t.Skip("no national data: set FUTURPRO_SHARED to the folder that holds data/national")
	}
	m, err := sources.ReadManifeste(os.DirFS("../../data"), "sources.yaml")
	if err != nil {
		t.Fatal(err)
	}
	src, err := sources.Read(os.DirFS(racine), os.DirFS("../../data"), m, anomalies.New(), nil)
	if err != nil {
		t.Fatal(err)
	}
	_, cat, _ := assemble(t, src)
	cfds, offres := map[string]map[string]bool{}, map[string]int{}
	parFormation := make([]int, len(cat.Formations))
	for _, o := range cat.Offres {
		parFormation[o.Formation]++
	}
	for i, f := range cat.Formations {
		count := func(ce string, oui bool) {
			if oui {
				if cfds[ce] == nil {
					cfds[ce] = map[string]bool{}
				}
				cfds[ce][f.CFD] = true
				offres[ce] += parFormation[i]
			}
		}
		fiche := cmp.Or(f.Fiche, &catalogue.Fiche{})
		count("all", true)
		count("fiche of its own code", f.Fiche != nil && fiche.CFD == "")
		count("fiche of another code", fiche.CFD != "")
		count("description", fiche.Description != "")
		count("métiers", len(f.Metiers) > 0)
		count("similar diplomas", len(f.Proches) > 0)
		count("keywords", len(f.MotsCles) > 0)
		count("transition écologique", f.Transition)
	}
	for ce, n := range offres {
		t.Logf("%-24s %4d diplomas %6d offres", ce, len(cfds[ce]), n)
	}
	jpo := 0
	for _, e := range cat.Etablissements {
		if e.PortesOuvertes != nil {
			jpo++
		}
	}
	t.Logf("open days: %d établissements of %d, on %s", jpo, len(cat.Etablissements), cat.JourPortesOuvertes)
	// What is left without one is mostly 2des communes that Onisep's list does
	// not name by a code.
	if n, tous := len(cfds["fiche of its own code"])+len(cfds["fiche of another code"]), len(cfds["all"]); 10*n < 9*tous {
		t.Errorf("%d diplomas of %d have a fiche", n, tous)
	}
	if 10*offres["description"] < 9*offres["all"] {
		t.Errorf("%d offres of %d have a description", offres["description"], offres["all"])
	}
	if cat.JourPortesOuvertes != "2025-02-12" {
		t.Errorf("the open days are compared with %q; the last that the file calls past is of 11 February 2025", cat.JourPortesOuvertes)
	}
}
