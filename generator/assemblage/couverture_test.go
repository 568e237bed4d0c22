package assemblage_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"futurpro/generator/assemblage"
	"futurpro/generator/sources"
)

// TestCouvertureCountsEveryPairOnce: six pairs by a plain join. Two are listed
// as they are; one is under a code that another has replaced; one diploma has
// closed; one établissement has no name, one no known département.
func TestCouvertureCountsEveryPairOnce(t *testing.T) {
	src := monde()
	src.Diplomes[1].Fermeture, src.Diplomes[3].Fermeture = "2021-08-31", "2021-08-31"
	old := func(uai, mef11 string) sources.Constat {
		return sources.Constat{Rentree: "2020", UAI: uai, MEF11: mef11}
	}
	src.Constats = []sources.Constat{old("0350001A", "23210022137"), old("0350003C", "23810022703"), old("0350001A", "23810025222"),
		old("0359999Z", "23210022137"), old("0990001Z", "23210022137")}
	src.Voeux = []sources.Voeu{voeu("0350002B", "23210022137", entier(20), entier(10)), voeu("0350002B", "23220022137", nil, nil)}
	ref, cat, _ := assemble(t, src)
	c := assemblage.CouvertureDe(src, ref, cat)
	want := assemblage.CouvertureJointure{Paires: 6, UAI: 5, PairesPlacees: 2, Listees: 3, Reunies: 1, Fermees: 1, SansEtab: 1, ListeesSituees: 2}
	if diff := cmp.Diff(want, c.Jointure); diff != "" {
		t.Errorf("jointure (-want +got):\n%s", diff)
	}
	if c.Communes.Total != 2 || c.Communes.Placees != 2 {
		t.Errorf("communes %+v", c.Communes)
	}
	if e := c.Etablissements; e.Total != 4 || e.Exacts != 1 || e.Approches != 1 || e.SansPosition != 2 || e.SansNom != 1 {
		t.Errorf("établissements %+v", e)
	}
	if o := c.Offres; o.Total != 4 || o.Situees != 2 || o.AncienCode != 1 || o.Entree != 1 || o.TauxPression != 0 || o.Fiche != 3 {
		t.Errorf("offres %+v", o)
	}
}
