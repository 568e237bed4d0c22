package assemblage_test

import (
	"slices"
	"testing"

	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
)

// TestEtablissementsOutsideTheAnnuaireAreFoundElsewhere: ACCÉ knows one, the
// CFA file the name of another, Affelnet the commune of a third.
func TestEtablissementsOutsideTheAnnuaireAreFoundElsewhere(t *testing.T) {
	src := monde()
	src.ACCE = []sources.EtablissementACCE{{Ligne: 2, UAI: "0350011A", Nom: "Lycée d'ACCÉ", Secteur: "Public", Commune: "35001", Hebergement: "1", Position: &[2]float64{-1.51, 48.01}}}
	src.InserEtablissements = []sources.InserEtablissement{{Ligne: 2, Fichier: "inserjeunes/fr-en-inserjeunes-cfa.csv", UAI: "0350012B", Nom: "CFA agricole, Bourgneuf"}}
	src.LieuxAffelnet = []sources.LieuAffelnet{{UAI: "0350013C", Type: "LYCEE PROFESSIONNEL", Ville: "AMANLIS CEDEX 2"}}
	for _, uai := range []string{"0350011A", "0350012B", "0350013C"} {
		src.Constats = append(src.Constats, constat(uai, "23210022137"))
	}
	ref, cat, j := assemble(t, src)
	if len(cat.Etablissements) != 3 {
		t.Fatalf("établissements %+v", cat.Etablissements)
	}
	acce, cfa, lycee := cat.Etablissements[0], cat.Etablissements[1], cat.Etablissements[2]
	if acce.Nom != "Lycée d'ACCÉ" || acce.Statut != catalogue.Public || acce.Ville != "Amanlis" || acce.Approchee || acce.Internat != catalogue.OuiPublie {
		t.Errorf("from ACCÉ: %+v", acce)
	}
	if cfa.Ville != "Bourgneuf" || !cfa.LieuDeduit || cfa.Position != ref.Communes[cfa.Commune].Centre {
		t.Errorf("from the CFA file: %+v", cfa)
	}
	if lycee.Nom != "Lycée professionnel" || lycee.SansNom || lycee.Ville != "Amanlis" || !lycee.Approchee {
		t.Errorf("from Affelnet: %+v", lycee)
	}
	if compte(j, "uai-trouve-ailleurs") != 3 || compte(j, "uai-absent-annuaire") != 0 || compte(j, "commune-deduite") != 2 {
		t.Errorf("anomalies %v", j.Resumes())
	}
}

// TestACCECompletesTheAnnuaire: it fills what is empty and changes nothing else.
func TestACCECompletesTheAnnuaire(t *testing.T) {
	src := monde()
	src.Etablissements[2].Commune = ""
	src.ACCE = []sources.EtablissementACCE{
		{UAI: "0350001A", Nom: "Autre nom", Secteur: "Privé", Position: &[2]float64{-1.0, 48.5}, Site: "essais.example"},
		{UAI: "0350003C", Nom: "Autre nom", Secteur: "Privé", Contrat: "Contrat d'association", Commune: "35001", Position: &[2]float64{-1.5, 48.0}, AuCentre: true},
	}
	src.Constats = []sources.Constat{constat("0350001A", "23210022137"), constat("0350003C", "23210022137")}
	_, cat, _ := assemble(t, src)
	pont, nulle := cat.Etablissements[0], cat.Etablissements[1]
	if pont.Nom != "Lycée du Pont" || pont.Statut != catalogue.Public || pont.Position.Lat() != 48.11 || pont.Site != "https://essais.example" {
		t.Errorf("Lycée du Pont: %+v", pont)
	}
	if nulle.Ville != "Amanlis" || nulle.Statut != catalogue.PriveSousContrat || !nulle.Place || !nulle.Approchee {
		t.Errorf("Lycée de Nulle-Part: %+v", nulle)
	}
}

func TestACommuneIsReadInTheTownOrTheName(t *testing.T) {
	for nom, tt := range map[string]struct {
		etablissement sources.Etablissement
		ville         string // "" for none
	}{
		"town":                       {sources.Etablissement{Nom: "LPA", Ville: "BOURGNEUF CEDEX"}, "Bourgneuf"},
		"former commune":             {sources.Etablissement{Nom: "LPA", Ville: "Vieux-Bourg"}, "Bourgneuf"},
		"end of the name":            {sources.Etablissement{Nom: "Maison familiale rurale de Bourgneuf"}, "Bourgneuf"},
		"elided preposition":         {sources.Etablissement{Nom: "Maison familiale rurale d'Amanlis"}, "Amanlis"},
		"after a dash":               {sources.Etablissement{Nom: "MFR du Grand Pré - Amanlis"}, "Amanlis"},
		"no preposition":             {sources.Etablissement{Nom: "Lycée Jean Bourgneuf"}, ""},
		"in the middle":              {sources.Etablissement{Nom: "Lycée de Bourgneuf Nord"}, ""},
		"two communes of that name":  {sources.Etablissement{Nom: "MFR de Deux-Fois"}, ""},
		"a position that refutes it": {sources.Etablissement{Nom: "LPA", Ville: "Amanlis", Position: &[2]float64{-4, 48}}, ""},
		"a position that agrees":     {sources.Etablissement{Nom: "LPA", Ville: "Amanlis", Position: &[2]float64{-1.5, 48.01}}, "Amanlis"},
	} {
		t.Run(nom, func(t *testing.T) {
			src := monde()
			src.AnciennesCommunes = []sources.AncienneCommune{{Code: "35998", Nom: "Vieux-Bourg", ChefLieu: "35002"}}
			for _, code := range []string{"35003", "35004"} {
				src.Communes = append(src.Communes, sources.Commune{Code: code, Nom: "Deux-Fois", Departement: "35", Centre: &[2]float64{-1.5, 48.0}})
			}
			tt.etablissement.UAI = "0350009Z"
			src.Etablissements = append(src.Etablissements, tt.etablissement)
			src.Constats = []sources.Constat{constat("0350009Z", "23210022137")}
			ref, cat, _ := assemble(t, src)
			e := cat.Etablissements[0]
			if e.LieuDeduit != (tt.ville != "") || tt.ville != "" && ref.Communes[e.Commune].Nom != tt.ville {
				t.Errorf("%+v, want the commune %q", e, tt.ville)
			}
		})
	}
}

// TestAClosedEtablissementGivesItsFormationsToItsSuccessor: same commune and
// address, or name; two candidates, or none, are no successor. A closing after
// the latest rentrée changes nothing.
func TestAClosedEtablissementGivesItsFormationsToItsSuccessor(t *testing.T) {
	ferme := sources.EtablissementACCE{UAI: "0350001A", Nom: "Lycée du Pont", Commune: "35002", Adresse: "1, rue du Pont", Fermeture: "2021-08-31"}
	neuf := sources.EtablissementACCE{UAI: "0350002B", Nom: "Cité scolaire du Bois", Commune: "35002", Adresse: "1 RUE DU PONT"}
	with := func(e sources.EtablissementACCE, change func(*sources.EtablissementACCE)) sources.EtablissementACCE {
		change(&e)
		return e
	}
	for nom, tt := range map[string]struct {
		acce []sources.EtablissementACCE
		uai  []string
	}{
		"same address": {[]sources.EtablissementACCE{ferme, neuf}, []string{"0350002B", "0350003C"}},
		"same name": {[]sources.EtablissementACCE{ferme, with(neuf, func(e *sources.EtablissementACCE) { e.Adresse, e.Nom = "", "LYCEE DU PONT" })},
			[]string{"0350002B", "0350003C"}},
		"another commune": {[]sources.EtablissementACCE{ferme, with(neuf, func(e *sources.EtablissementACCE) { e.Commune = "35001" })}, []string{"0350003C"}},
		"two candidates": {[]sources.EtablissementACCE{ferme, neuf, with(neuf, func(e *sources.EtablissementACCE) { e.UAI = "0350003C" })},
			[]string{"0350003C"}},
		"closed later": {[]sources.EtablissementACCE{with(ferme, func(e *sources.EtablissementACCE) { e.Fermeture = "2023-08-31" }), neuf}, []string{"0350001A", "0350003C"}},
	} {
		t.Run(nom, func(t *testing.T) {
			src := monde()
			src.ACCE = tt.acce
			src.Voeux = []sources.Voeu{voeu("0350001A", "23210022137", entier(20), entier(10)), voeu("0350003C", "23210022137", entier(20), entier(10))}
			_, cat, j := assemble(t, src)
			var uais []string
			for _, e := range cat.Etablissements {
				uais = append(uais, e.UAI)
			}
			if !slices.Equal(uais, tt.uai) {
				t.Fatalf("établissements %v, want %v: %v", uais, tt.uai, j.Resumes())
			}
			if e := cat.Offres[0].Entree; e == nil || *e.Capacite != 20 {
				t.Errorf("vœux %+v", e)
			}
			succedes := slices.Contains(uais, "0350002B")
			if (compte(j, "uai-succede") == 1) != succedes || (compte(j, "uai-ferme") == 1) != (len(uais) == 1) {
				t.Errorf("anomalies %v", j.Resumes())
			}
		})
	}
}
