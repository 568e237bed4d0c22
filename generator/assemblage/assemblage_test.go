package assemblage_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"futurpro/generator/anomalies"
	"futurpro/generator/assemblage"
	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
	"futurpro/generator/territoire"
)

func entier(n int) *int       { return &n }
func reel(x float64) *float64 { return &x }

// mef is a year of a bac pro or CAP: cfd, dispositif, duration, rank, MEFSTAT11.
func mef(cfd, dispositif string, duree, annee int, mef11 string) sources.MEF {
	return sources.MEF{MEF: mef11, CFD: cfd, Dispositif: dispositif, Duree: duree, Annee: annee, MEF11: mef11}
}

// monde is a small territory: two communes of one région, a public lycée with
// a position, a private one without, and one whose commune nobody knows.
func monde() *sources.Sources {
	return &sources.Sources{
		Departements: []sources.Departement{{Code: "35", Nom: "Ille-et-Vilaine", Academie: "14", NomAcademie: "Rennes", Region: "53", NomRegion: "Bretagne"}},
		Communes: []sources.Commune{
			{Ligne: 1, Code: "35002", Nom: "Bourgneuf", Departement: "35", Population: 900, CodesPostaux: []string{"35990"}, Centre: &[2]float64{-1.7, 48.1}},
			{Ligne: 2, Code: "35001", Nom: "Amanlis", Departement: "35", Population: 100, CodesPostaux: []string{"35991"}, Centre: &[2]float64{-1.5, 48.0}},
		},
		AnciensCodes: map[string]string{"35999": "35002"},
		Etablissements: []sources.Etablissement{
			{Ligne: 2, UAI: "0350001A", Nom: "Lycée du Pont", Statut: "Public", Commune: "35002", Ville: "BOURGNEUF CEDEX", Position: &[2]float64{-1.71, 48.11}, Precision: "Parfaite"},
			{Ligne: 3, UAI: "0350002B", Nom: "Lycée du Bois", Statut: "Privé", Commune: "35999"},
			{Ligne: 4, UAI: "0350003C", Nom: "Lycée de Nulle-Part", Commune: "99999"},
		},
		Secteurs: []sources.Secteur{{UAI: "0350002B", Secteur: "privé sous contrat"}},
		MEFs: []sources.MEF{
			mef("50022137", "241", 2, 1, "23210022137"), mef("50022137", "241", 2, 2, "23220022137"), // CAP
			mef("40025222", "247", 3, 1, "23810025222"),                                              // 2de commune
			mef("40025214", "247", 3, 2, "23820025214"), mef("40025214", "247", 3, 3, "23830025214"), // a spécialité
			mef("40022703", "247", 3, 1, "23810022703"), mef("40022703", "247", 3, 3, "23830022703"), // an old code
			mef("40022707", "247", 3, 1, "23810022707"), mef("40022707", "247", 3, 3, "23830022707"), // the new one
			mef("01022001", "253", 1, 1, "25310022001"), // outside the perimeter
		},
		Diplomes: []sources.Diplome{
			{Ligne: 2, CFD: "50022137", LibelleCourt: "CAP", Libelle: "BOULANGER (CAP)"},
			{Ligne: 3, CFD: "40025222", LibelleCourt: "BAC PRO", Libelle: "METIERS DE LA MAINTENANCE 2NDE COMMUNE (BAC PRO)"},
			{Ligne: 4, CFD: "40025214", LibelleCourt: "BAC PRO", Libelle: "MAINTENANCE DES VEHICULES OPTION A (BAC PRO)"},
			{Ligne: 5, CFD: "40022703", LibelleCourt: "BAC PRO", Libelle: "TECHNICIEN EN CHAUFFAGE (BAC PRO)", Fermeture: "2023-08-31", Nouveaux: []string{"40022707"}},
			{Ligne: 6, CFD: "40022707", LibelleCourt: "BAC PRO", Libelle: "SERVICES A LA PERSONNE, GROS OEUVRE (BAC PRO)", Anciens: []string{"40022703"}},
		},
		Groupes:          []sources.GroupeFormation{{Code: "G0011", Type: "TG01", Libelle: "Maintenance des matériels et des véhicules"}},
		Liens:            []sources.LienGroupe{{Groupe: "G0011", CFD: "40025222"}, {Groupe: "G0011", CFD: "40025214"}},
		OnisepFormations: []sources.OnisepFormation{{CFD: "50022137", Libelle: "CAP boulanger", OnisepID: "FOR.2246", Domaines: []string{"commerce"}}},
		Manifeste:        &sources.Manifeste{},
	}
}

func constat(uai, mef11 string) sources.Constat {
	return sources.Constat{Ligne: 9, Rentree: "2022", UAI: uai, MEF11: mef11}
}

func voeu(uai, mef11 string, capacite, premiers *int) sources.Voeu {
	return sources.Voeu{Ligne: 7, Fichier: "affelnet/attractivite-capacite-2022.csv", Rentree: "2022", UAI: uai, MEF11: mef11, Capacite: capacite, PremiersVoeux: premiers}
}

func assemble(t *testing.T, src *sources.Sources) (*territoire.Referentiel, *catalogue.Catalogue, *anomalies.Journal) {
	t.Helper()
	j := anomalies.New()
	ref, cat, err := assemblage.Assemble(src, j)
	if err != nil {
		t.Fatal(err)
	}
	return ref, cat, j
}

// compte returns how often a code was met.
func compte(j *anomalies.Journal, code string) int {
	for _, r := range j.Resumes() {
		if r.Code.Nom == code {
			return r.Nombre
		}
	}
	return 0
}

// cles are the public keys of the offres.
func cles(cat *catalogue.Catalogue) []string {
	var l []string
	for _, o := range cat.Offres {
		l = append(l, cat.Cle(o))
	}
	slices.Sort(l)
	return l
}

func formation(t *testing.T, cat *catalogue.Catalogue, cfd string) catalogue.Formation {
	t.Helper()
	for _, f := range cat.Formations {
		if f.CFD == cfd {
			return f
		}
	}
	t.Fatalf("no formation %s", cfd)
	return catalogue.Formation{}
}

func TestOffresAreJoinedByMEFWithinThePerimeter(t *testing.T) {
	src := monde()
	src.Constats = []sources.Constat{
		constat("0350001A", "23210022137"), constat("0350001A", "23220022137"), // two years of one offre
		constat("0350001A", "25310022001"), // mention complémentaire: not listed
		constat("0350001A", "99999999999"), // a MEF the nomenclature does not know
		constat("0359999Z", "23210022137"), // an établissement that no source names
		constat("0990001Z", "23210022137"), // one of an unknown département
	}
	src.Voeux = []sources.Voeu{voeu("0350002B", "23210022137", entier(24), entier(12))}
	_, cat, j := assemble(t, src)
	veut := []string{"50022137-241-0350001A-scolaire", "50022137-241-0350002B-scolaire", "50022137-241-0359999Z-scolaire"}
	if got := cles(cat); !slices.Equal(got, veut) {
		t.Errorf("offres %v, want %v", got, veut)
	}
	if n := compte(j, "mef-inconnu"); n != 1 {
		t.Errorf("%d unknown MEF, want 1", n)
	}
	if n := compte(j, "uai-absent-annuaire"); n != 2 {
		t.Errorf("%d rows of UAI that no source names, want 2", n)
	}
	if n := len(cat.Etablissements); n != 3 {
		t.Errorf("%d établissements kept, want the 3 that give something", n)
	}
	if e := cat.Etablissements[2]; !e.SansNom || e.Nom != "Établissement 0359999Z" || e.Departement != "35" || e.Place {
		t.Errorf("établissement without a name: %+v", e)
	}
}

func TestTheNewCodeOfADiplomaTakesTheOldOne(t *testing.T) {
	src := monde()
	src.Constats = []sources.Constat{{Rentree: "2020", UAI: "0350001A", MEF11: "23810022703"}, {Rentree: "2020", UAI: "0350002B", MEF11: "23810022703"}}
	src.Voeux = []sources.Voeu{voeu("0350001A", "23810022707", entier(12), entier(6))}
	_, cat, j := assemble(t, src)
	// The other lycée is only seen under the old code, open until 2023.
	veut := []string{"40022703-247-0350002B-scolaire", "40022707-247-0350001A-scolaire"}
	if got := cles(cat); !slices.Equal(got, veut) {
		t.Errorf("offres %v, want %v", got, veut)
	}
	for _, o := range cat.Offres {
		if cat.Formations[o.Formation].CFD == "40022707" && !slices.Equal(o.Rentrees, []string{"2020", "2022"}) {
			t.Errorf("rentrées %v, want both", o.Rentrees)
		}
	}
	if n := compte(j, "code-remplace"); n != 1 {
		t.Errorf("%d codes replaced, want 1", n)
	}
}

func TestADiplomaClosedBeforeTheLastRentreeIsLeftOut(t *testing.T) {
	src := monde()
	src.Diplomes[0].Fermeture = "2021-08-31" // the CAP
	src.Constats = []sources.Constat{{Rentree: "2020", UAI: "0350001A", MEF11: "23210022137"}}
	src.Voeux = []sources.Voeu{voeu("0350001A", "23810022707", entier(12), entier(6))}
	_, cat, j := assemble(t, src)
	if got := cles(cat); !slices.Equal(got, []string{"40022707-247-0350001A-scolaire"}) {
		t.Errorf("offres %v", got)
	}
	if n := compte(j, "diplome-ferme"); n != 1 {
		t.Errorf("%d closed diplomas, want 1", n)
	}
}

// TestAnOffreSeenUnderAClosedCodeIsGivenUnderTheNewOne: the code closed before
// the rentrée of 2022, in which no source lists the lycée.
func TestAnOffreSeenUnderAClosedCodeIsGivenUnderTheNewOne(t *testing.T) {
	src := monde()
	src.Diplomes[3].Fermeture = "2021-08-31" // 40022703, replaced by 40022707
	src.Constats = []sources.Constat{{Rentree: "2020", UAI: "0350002B", MEF11: "23810022703"}}
	src.Voeux = []sources.Voeu{
		voeu("0350001A", "23210022137", entier(12), entier(6)),
		{Fichier: "affelnet/attractivite-capacite-2020.csv", Rentree: "2020", UAI: "0350002B", MEF11: "23810022703", Capacite: entier(10), PremiersVoeux: entier(7)},
	}
	_, cat, j := assemble(t, src)
	if got := cles(cat); !slices.Equal(got, []string{"40022707-247-0350002B-scolaire", "50022137-241-0350001A-scolaire"}) {
		t.Fatalf("offres %v", got)
	}
	o := cat.Offres[0]
	if o.AncienCFD != "40022703" || !slices.Equal(o.Rentrees, []string{"2020"}) || o.Duree != 3 {
		t.Errorf("renewed offre %+v", o)
	}
	if o.Entree == nil || *o.Entree.PremiersVoeux != 7 || o.Entree.CFDSource != "40022703" {
		t.Errorf("its vœux %+v, want those of the older code", o.Entree)
	}
	if compte(j, "offre-renouvelee") != 1 || compte(j, "diplome-ferme") != 0 {
		t.Errorf("anomalies %v", j.Resumes())
	}
	if cat.Offres[1].AncienCFD != "" {
		t.Error("the CAP is said renewed")
	}
}

// TestVoeuxUnderTheOwnCodeComeBeforeThoseOfAnOlderOne: in one rentrée both are
// listed; they are not added up.
func TestVoeuxUnderTheOwnCodeComeBeforeThoseOfAnOlderOne(t *testing.T) {
	src := monde()
	src.Voeux = []sources.Voeu{voeu("0350001A", "23810022703", entier(15), entier(30)), voeu("0350001A", "23810022707", entier(12), entier(6))}
	_, cat, _ := assemble(t, src)
	if e := cat.Offres[0].Entree; len(cat.Offres) != 1 || *e.Capacite != 12 || e.CFDSource != "" {
		t.Errorf("vœux %+v of %d offres", e, len(cat.Offres))
	}
}

func TestEtablissementsArePlaced(t *testing.T) {
	src := monde()
	for _, uai := range []string{"0350001A", "0350002B", "0350003C"} {
		src.Constats = append(src.Constats, constat(uai, "23210022137"))
	}
	ref, cat, j := assemble(t, src)
	pont, bois, nulle := cat.Etablissements[0], cat.Etablissements[1], cat.Etablissements[2]
	if pont.Ville != "Bourgneuf" || pont.Statut != catalogue.Public || !pont.Place || pont.Approchee {
		t.Errorf("Lycée du Pont: %+v", pont)
	}
	// Its old INSEE code leads to Bourgneuf, whose centre stands for it; the
	// IPS file tells its contract.
	if bois.Statut != catalogue.PriveSousContrat || !bois.Approchee || bois.Position != ref.Communes[bois.Commune].Centre {
		t.Errorf("Lycée du Bois: %+v", bois)
	}
	if nulle.Place || nulle.Commune != catalogue.SansCommune || nulle.Departement != "35" || nulle.Statut != catalogue.StatutInconnu {
		t.Errorf("Lycée de Nulle-Part: %+v", nulle)
	}
	if compte(j, "uai-sans-position") != 2 || compte(j, "commune-inconnue") != 1 {
		t.Errorf("anomalies %v", j.Resumes())
	}
}

func TestFamillesTellThe2deCommuneFromItsSpecialites(t *testing.T) {
	src := monde()
	for _, m := range []string{"23210022137", "23810025222", "23820025214"} {
		src.Constats = append(src.Constats, constat("0350001A", m))
	}
	src.OnisepFormations = append(src.OnisepFormations, sources.OnisepFormation{CFD: "40025214", Libelle: "bac pro maintenance des véhicules option A", Domaines: []string{"mécanique"}})
	_, cat, _ := assemble(t, src)
	commune, specialite, cap := formation(t, cat, "40025222"), formation(t, cat, "40025214"), formation(t, cat, "50022137")
	if commune.Role != catalogue.AnneeCommune || specialite.Role != catalogue.Specialite || commune.Famille != specialite.Famille {
		t.Errorf("roles %v and %v", commune.Role, specialite.Role)
	}
	if cap.Role != catalogue.HorsFamille || cap.Famille != catalogue.SansFamille {
		t.Errorf("the CAP has a famille: %+v", cap)
	}
	if !slices.Equal(commune.Domaines, []string{"mécanique"}) {
		t.Errorf("domaines of the 2de commune: %v, want those of its bac pros", commune.Domaines)
	}
}

func TestLibellesLoseTheDiplomaAndFindTheirAccents(t *testing.T) {
	src := monde()
	for _, m := range []string{"23210022137", "23810025222", "23820025214", "23810022707"} {
		src.Constats = append(src.Constats, constat("0350001A", m))
	}
	src.CertifInfo = []sources.CertifInfo{{CFD: "40399999", Libelle: "Bac pro métiers des véhicules anciens"}}
	_, cat, _ := assemble(t, src)
	for cfd, veut := range map[string]string{
		"50022137": "Boulanger",                          // Onisep: "CAP boulanger"
		"40025222": "Métiers de la maintenance",          // BCN, "métiers" from Certif-Info
		"40025214": "Maintenance des véhicules option A", // BCN, the letter of an option stays
		"40022707": "Services à la personne, gros œuvre",
	} {
		if got := formation(t, cat, cfd).Libelle; got != veut {
			t.Errorf("%s: %q, want %q", cfd, got, veut)
		}
	}
}

func TestEntreesSumTheRowsOfTheFirstYear(t *testing.T) {
	src := monde()
	src.Voeux = []sources.Voeu{
		// Two options of one CAP: 12+18 places, 20+25 voeux: 45/30 = 1.5.
		voeu("0350001A", "23210022137", entier(12), entier(20)), voeu("0350001A", "23210022137", entier(18), entier(25)),
		// The second year is not what pupils of 3e enter.
		voeu("0350001A", "23220022137", entier(100), entier(1)),
		// One unknown makes the sum unknown.
		voeu("0350002B", "23210022137", entier(10), nil), voeu("0350002B", "23210022137", entier(10), entier(10)),
		// A spécialité is entered in its second year.
		voeu("0350001A", "23820025214", entier(12), entier(6)),
		// Of two rentrées the latest counts.
		{Fichier: "affelnet/attractivite-capacite-2021.csv", Rentree: "2021", UAI: "0350001A", MEF11: "23210022137", Capacite: entier(1), PremiersVoeux: entier(9)},
	}
	_, cat, _ := assemble(t, src)
	for _, o := range cat.Offres {
		e := o.Entree
		switch cat.Cle(o) {
		case "50022137-241-0350001A-scolaire":
			if e.Rentree != "2022" || *e.Capacite != 30 || *e.PremiersVoeux != 45 || *e.TauxPression != 1.5 || e.Annee != 1 {
				t.Errorf("CAP: %+v", e)
			}
		case "50022137-241-0350002B-scolaire":
			if *e.Capacite != 20 || e.PremiersVoeux != nil || e.TauxPression != nil {
				t.Errorf("CAP with an unknown: %+v", e)
			}
		case "40025214-247-0350001A-scolaire":
			if e.Annee != 2 || *e.TauxPression != 0.5 || o.Etiquettes != catalogue.FaibleTauxPression {
				t.Errorf("spécialité: %+v, étiquettes %v", e, o.Etiquettes)
			}
		}
	}
	// Two taux, 0.5 and 1.5: rank 0.75 of 1, 0.5 + 0.75*1 = 1.25.
	if q := cat.SeuilPression; q == nil || math.Abs(*q-1.25) > 1e-12 || cat.OffresPression != 2 || cat.RentreePression != "2022" {
		t.Errorf("Q3 %v of %d taux of %s", q, cat.OffresPression, cat.RentreePression)
	}
}

// TestACapacityWithoutLimitIsNotPublished: two rows at 999 are not 1,998
// places.
func TestACapacityWithoutLimitIsNotPublished(t *testing.T) {
	src := monde()
	src.Voeux = []sources.Voeu{
		voeu("0350001A", "23210022137", entier(999), entier(1)), voeu("0350001A", "23210022137", entier(999), entier(2)),
		voeu("0350002B", "23210022137", entier(168), entier(84)),
	}
	_, cat, j := assemble(t, src)
	if e := cat.Offres[0].Entree; e.Capacite != nil || *e.PremiersVoeux != 3 || e.TauxPression != nil {
		t.Errorf("without limit: %+v", e)
	}
	if e := cat.Offres[1].Entree; *e.Capacite != 168 {
		t.Errorf("a large capacity: %+v", e)
	}
	if n := compte(j, "capacite-sans-limite"); n != 2 {
		t.Errorf("%d rows without limit counted, want 2", n)
	}
}

func TestASampleKeepsTheNationalThreshold(t *testing.T) {
	src := monde()
	src.Voeux = []sources.Voeu{voeu("0350001A", "23210022137", entier(10), entier(30))}
	src.Echantillon = &sources.Echantillon{SeuilPression: reel(1.42), RentreePression: "2022", OffresPression: 7000}
	_, cat, _ := assemble(t, src)
	if *cat.SeuilPression != 1.42 || cat.OffresPression != 7000 {
		t.Errorf("Q3 %v of %d", *cat.SeuilPression, cat.OffresPression)
	}
}

func TestRegionalFigures(t *testing.T) {
	src := monde()
	src.Constats = []sources.Constat{constat("0350001A", "23210022137"), constat("0350001A", "23810022707")}
	src.InserRegions = []sources.InserRegion{
		// 52 in last year, 9 in employment, 31 in study, 21 left: as published
		// 43 % and 60 %; the share in employment is 9/52 = 17.3 %, and the
		// others 100 - 60 - 17.3 = 22.7 %.
		{Ligne: 2, Millesime: "2021_2022", Region: "53", Voie: "scolaire", MEF11: "23220022137",
			NbAnneeTerm: reel(52), NbEmploi6Mois: reel(9), NbPoursuite: reel(31), NbSortant: reel(21), TauxEmploi6Mois: reel(43), TauxPoursuite: reel(60)},
		// Under the secrecy threshold: nothing is published.
		{Ligne: 3, Millesime: "2022_2023", Region: "53", Voie: "scolaire", MEF11: "23220022137", NbAnneeTerm: reel(8), NbEmploi6Mois: reel(2)},
		// Another région.
		{Ligne: 4, Millesime: "2022_2023", Region: "11", Voie: "scolaire", MEF11: "23220022137", TauxEmploi6Mois: reel(99)},
		// The old code of the bac pro speaks for the new one.
		{Ligne: 5, Millesime: "2021_2022", Region: "53", Voie: "scolaire", MEF11: "23830022703", TauxEmploi6Mois: reel(70), TauxPoursuite: reel(101)},
	}
	_, cat, j := assemble(t, src)
	get := func(cfd string) []catalogue.IndicateurPoursuite {
		for i, f := range cat.Formations {
			if f.CFD == cfd {
				return cat.Regionaux[catalogue.CleRegionale{Formation: catalogue.FormationIdx(i), Region: "53"}]
			}
		}
		return nil
	}
	cap := get("50022137")
	if len(cap) != 1 || !cap[0].Propre || math.Abs(*cap[0].PartEmploi6Mois-900.0/52) > 1e-9 || math.Abs(*cap[0].PartAutres6Mois-(40-900.0/52)) > 1e-9 {
		t.Errorf("CAP: %+v", cap)
	}
	neuf := get("40022707")
	if len(neuf) != 1 || neuf[0].Propre || neuf[0].CFDSource != "40022703" || *neuf[0].TauxEmploi6Mois != 70 || neuf[0].TauxFormation != nil {
		t.Errorf("new code: %+v", neuf)
	}
	if compte(j, "taux-incoherent") != 1 {
		t.Error("a rate of 101 % was not counted")
	}
}

func TestNothingLeftIsAnError(t *testing.T) {
	_, _, err := assemblage.Assemble(monde(), anomalies.New())
	if err == nil || !strings.Contains(err.Error(), "no offre is left") {
		t.Errorf("error %v", err)
	}
}
