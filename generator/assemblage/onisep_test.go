package assemblage_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
)

// mondeOnisep is monde with what Onisep and the ROME say of its diplomas. One
// lycée gives the CAP, the 2de commune, its spécialité and the renewed bac pro.
func mondeOnisep() *sources.Sources {
	src := monde()
	src.Constats = []sources.Constat{constat("0350001A", "23210022137"), constat("0350001A", "23810025222"),
		constat("0350001A", "23820025214"), constat("0350001A", "23810022707")}
	src.OnisepFiches = []sources.OnisepFiche{
		{ID: "FOR.1", CFD: "50022137", Sigle: "BOUL", Description: "<p>Du pain.</p>", Metiers: []string{"boulanger/ère", "agent/e de transit", "crieur/euse"}, Poursuites: []string{"Bac pro boulanger", "BP inconnu"}},
		{ID: "FOR.2", CFD: "40022703", Description: "<p>Du chaud.</p>"},
		{ID: "FOR.3"},
	}
	src.OnisepFormations = append(src.OnisepFormations,
		sources.OnisepFormation{Libelle: "bac pro Boulanger", OnisepID: "FOR.77"},
		sources.OnisepFormation{CFD: "40025222", Libelle: "2de maintenance", OnisepID: "FOR.9"})
	src.FichesSecondes = []sources.OnisepFiche{{ID: "FOR.9", Description: "<p>Une 2de.</p>"}}
	return src
}

func TestFicheOfAFormation(t *testing.T) {
	tests := map[string]struct {
		change func(*sources.Sources)
		cfd    string
		id     string
		lien   catalogue.LienFiche
		origin string
	}{
		"its own code":              {nil, "50022137", "FOR.1", catalogue.FicheParCFD, ""},
		"the code it renews":        {nil, "40022707", "FOR.2", catalogue.FicheParCFD, "40022703"},
		"a 2de by its identifier":   {nil, "40025222", "FOR.9", catalogue.FicheParIdentifiant, ""},
		"none":                      {nil, "40025214", "", 0, ""},
		"the table de passage":      {func(s *sources.Sources) { s.Passages = []sources.Passage{{CFD: "40025214", OnisepID: "FOR.3"}} }, "40025214", "FOR.3", catalogue.FicheParPassage, ""},
		"a fiche that is not there": {func(s *sources.Sources) { s.Passages = []sources.Passage{{CFD: "40025214", OnisepID: "FOR.4"}} }, "40025214", "", 0, ""},
		"the RNCP": {func(s *sources.Sources) {
			s.Passages = []sources.Passage{{RNCP: "99901", OnisepID: "FOR.3"}}
			s.CertifInfo = []sources.CertifInfo{{CFD: "40025214", RNCP: "99901"}}
		}, "40025214", "FOR.3", catalogue.FicheParRNCP, ""},
		// Its own code, however it leads to the fiche, before a former code.
		"own code before the continuum": {func(s *sources.Sources) { s.Passages = []sources.Passage{{CFD: "40022707", OnisepID: "FOR.3"}} }, "40022707", "FOR.3", catalogue.FicheParPassage, ""},
	}
	for nom, tt := range tests {
		t.Run(nom, func(t *testing.T) {
			src := mondeOnisep()
			if tt.change != nil {
				tt.change(src)
			}
			_, cat, _ := assemble(t, src)
			f := formation(t, cat, tt.cfd).Fiche
			if tt.id == "" {
				if f != nil {
					t.Fatalf("fiche %+v, want none", f)
				}
				return
			}
			if f == nil || f.OnisepID != tt.id || f.Lien != tt.lien || f.CFD != tt.origin {
				t.Errorf("fiche %+v, want %s by %d from %q", f, tt.id, tt.lien, tt.origin)
			}
		})
	}
}

func TestWhatAFicheSays(t *testing.T) {
	_, cat, _ := assemble(t, mondeOnisep())
	f := formation(t, cat, "50022137")
	if f.Fiche.Description != "<p>Du pain.</p>" || f.Fiche.Acces != "" {
		t.Errorf("texts %+v", f.Fiche)
	}
	// "Bac pro boulanger" is found whatever its capitals.
	if diff := cmp.Diff([]catalogue.Etude{{Libelle: "Bac pro boulanger", OnisepID: "FOR.77"}, {Libelle: "BP inconnu"}}, f.Etudes); diff != "" {
		t.Errorf("studies that follow (-want +got):\n%s", diff)
	}
	if f.OnisepID != "FOR.2246" {
		t.Errorf("link to %s, want that of the list of formations", f.OnisepID)
	}
	if got := formation(t, cat, "40022707").OnisepID; got != "FOR.2" {
		t.Errorf("link to %q, want that of the fiche", got)
	}
}

func TestMetiersOfAFormation(t *testing.T) {
	src := mondeOnisep()
	src.OnisepMetiers = []sources.OnisepMetier{
		{ID: "MET.1", Libelle: "boulanger / boulangère", Romes: []string{"D1102"}},
		{ID: "MET.2", Libelle: "agent / agente de transit", Romes: []string{"N1201", "N1202"}},
		{ID: "MET.3", Libelle: "éleveur / éleveuse", Romes: nil},
	}
	src.Romes = []sources.Rome{
		{Code: "D1102", Libelle: "Boulangerie"}, {Code: "N1202", Libelle: "Transit", Ecologique: true, Numerique: true},
		{Code: "A1407", Libelle: "Élevage"}, {Code: "D1104", Libelle: "Pâtissier", Demographique: true},
	}
	// The second file joins a métier to a ROME code; what it says of
	// transitions does not count where the ROME is there.
	src.RomeMetiers = []sources.RomeMetier{{Rome: "A1407", MetierID: "MET.3", Ecologique: true}, {Rome: "D1102", MetierID: "MET.404"}}
	src.CertifInfo = []sources.CertifInfo{{CFD: "50022137", Romes: []string{"D1102", "D1104", "A1407"}}, {CFD: "50022137", Romes: []string{"D1104"}},
		{CFD: "40022703", Romes: []string{"D1104"}}}
	_, cat, _ := assemble(t, src)
	onisep, ft := "https://www.onisep.fr/http/redirection/metier/slug/", "https://candidat.francetravail.fr/metierscope/fiche-metier/"
	want := []catalogue.Metier{
		{Libelle: "agent / agente de transit", URL: onisep + "MET.2", Onisep: true, Transitions: catalogue.Ecologique | catalogue.Numerique},
		{Libelle: "Pâtissier", URL: ft + "D1104", Transitions: catalogue.Demographique},
		{Libelle: "boulanger / boulangère", URL: onisep + "MET.1", Onisep: true},
		{Libelle: "crieur/euse"}, // in the fiche alone
		{Libelle: "éleveur / éleveuse", URL: onisep + "MET.3", Onisep: true},
	}
	if diff := cmp.Diff(want, formation(t, cat, "50022137").Metiers); diff != "" {
		t.Errorf("métiers (-want +got):\n%s", diff)
	}
	if got := formation(t, cat, "40022707").Metiers; len(got) != 1 || got[0].Libelle != "Pâtissier" {
		t.Errorf("métiers of the renewed code %+v, want those of the former one", got)
	}
	// A 2de commune has none of its own, even with codes.
	if got := formation(t, cat, "40025222").Metiers; got != nil {
		t.Errorf("métiers of the 2de commune %+v", got)
	}
	src.CertifInfo, src.RNCPRomes = nil, []sources.RNCPRome{{RNCP: "99901", Rome: "A1407"}}
	src.OnisepFormations[0].CodeRNCP = "99901"
	_, cat, _ = assemble(t, src)
	if got := formation(t, cat, "50022137").Metiers; len(got) != 4 {
		t.Errorf("métiers %+v, want the three of the fiche and the one of the RNCP", got)
	}
}

func TestTransitionEcologique(t *testing.T) {
	vertes := []sources.Rome{{Code: "A1201", Ecologique: true}, {Code: "A1202", Ecologique: true}, {Code: "D1102"}}
	tests := map[string]struct {
		romes     []string
		formacode string
		liste     map[string]bool
		want      bool
	}{
		"no métier":                     {nil, "", nil, false},
		"its only métier":               {[]string{"A1201"}, "", nil, true},
		"two of three":                  {[]string{"A1201", "D1102", "A1202"}, "", nil, true},
		"one of two is not most":        {[]string{"A1201", "D1102"}, "", nil, false},
		"the official list wins":        {[]string{"D1102"}, "12345", map[string]bool{"12345": true}, true},
		"out of the official list":      {[]string{"A1201"}, "54321", map[string]bool{"12345": true}, false},
		"no code, and a list: no guess": {[]string{"A1201"}, "", map[string]bool{"12345": true}, false},
	}
	for nom, tt := range tests {
		t.Run(nom, func(t *testing.T) {
			src := mondeOnisep()
			src.Romes, src.FormacodesTransition = vertes, tt.liste
			src.CertifInfo = []sources.CertifInfo{{CFD: "40022703", Romes: tt.romes, Formacode: tt.formacode}}
			_, cat, _ := assemble(t, src)
			for _, o := range cat.Offres {
				if f := cat.Formations[o.Formation]; f.CFD == "40022707" { // renewed: by its former code
					if got := o.Etiquettes&catalogue.TransitionEcologique != 0; got != tt.want || f.Transition != tt.want {
						t.Errorf("mark %v, want %v", got, tt.want)
					}
				}
			}
			if cat.TransitionParMetiers != (tt.liste == nil) {
				t.Errorf("TransitionParMetiers is %v", cat.TransitionParMetiers)
			}
		})
	}
}

func TestSimilarDiplomas(t *testing.T) {
	src := mondeOnisep()
	src.Similaires = []sources.Similaires{
		// Its own code, one of another perimeter, a former code of one that the
		// catalogue lists, that one again.
		{CFD: "50022137", Proches: []string{"50022137", "17000001", "40022703", "40022707", "40025214"}},
		// Under the former code; the new one is the same diploma.
		{CFD: "40022703", Proches: []string{"40022707", "50022137"}},
		{CFD: "40025214", Proches: []string{"50022137", "40022707"}},
	}
	_, cat, _ := assemble(t, src)
	for cfd, want := range map[string][]string{
		"50022137": {"40022707", "40025214"},
		"40022707": {"50022137"},
		"40025214": {"50022137", "40022707"},
		"40025222": {"50022137", "40022707"}, // the 2de commune: those of its bac pro
	} {
		if got := formation(t, cat, cfd).Proches; !slices.Equal(got, want) {
			t.Errorf("similar to %s: %v, want %v", cfd, got, want)
		}
	}
}

func TestKeywords(t *testing.T) {
	src := mondeOnisep()
	src.MotsCles = []sources.MotsCles{
		{CFD: "50022137", Mots: []sources.MotCle{{Mot: "Pétrin", Score: 0.5}, {Mot: "élève", Score: 0.4}, {Mot: "four", Score: 0.101}, {Mot: "boul", Score: 0.101}, {Mot: "sel", Score: 0.1}}},
		{CFD: "40022703", Mots: []sources.MotCle{{Mot: "chaudière", Score: 0.3}}},
	}
	_, cat, _ := assemble(t, src)
	// The sigle first; empty words and those of too small a score left out.
	want := []catalogue.MotCle{{Mot: "boul", Poids: 1}, {Mot: "petrin", Poids: 0.5}, {Mot: "four", Poids: 0.101}}
	if got := formation(t, cat, "50022137").MotsCles; !slices.Equal(got, want) {
		t.Errorf("keywords %v, want %v", got, want)
	}
	if got := formation(t, cat, "40022707").MotsCles; len(got) != 1 || got[0].Mot != "chaudiere" {
		t.Errorf("keywords of the renewed code %v", got)
	}
}

func TestOpenDaysAreComparedWithTheDayOfTheData(t *testing.T) {
	src := mondeOnisep()
	src.Etablissements[0].OnisepID = "ENS.1"
	src.PortesOuvertes = []sources.PortesOuvertes{
		{OnisepID: "ENS.1", Textes: []string{"Le 12 février 2025", "le 11 février 2025", "Le 1 mars 2025 | le 28 février 2025", "nous appeler"}},
		// Onisep called this one past: the data are of the next day at least.
		{OnisepID: "ENS.2", Textes: []string{"Date(s) indicative(s) des Journées portes ouvertes précédentes : le 11/02/2025"}},
	}
	_, cat, j := assemble(t, src)
	if cat.JourPortesOuvertes != "2025-02-12" {
		t.Errorf("day of the data %s", cat.JourPortesOuvertes)
	}
	p := cat.Etablissements[0].PortesOuvertes
	if p == nil {
		t.Fatal("no open days")
	}
	var jours []string
	for _, o := range p.AVenir {
		jours = append(jours, o.Debut)
	}
	if want := []string{"2025-02-12", "2025-02-28", "2025-03-01"}; !slices.Equal(jours, want) {
		t.Errorf("to come %v, want %v", jours, want)
	}
	if p.Derniere == nil || p.Derniere.Debut != "2025-02-11" {
		t.Errorf("last %+v, want the day before the data", p.Derniere)
	}
	if p.Source != "portes-ouvertes" {
		t.Errorf("source %s", p.Source)
	}
	if !slices.Equal(p.Textes, []string{"nous appeler"}) || compte(j, "portes-ouvertes-sans-date") != 1 {
		t.Errorf("texts %q", p.Textes)
	}
}

func TestActionsOfOnisepAreOffres(t *testing.T) {
	src := mondeOnisep()
	src.Constats = src.Constats[:1]
	src.Manifeste.Sources = []sources.Source{{ID: "onisep-actions", Millesime: "2025-2026"}}
	src.OnisepFormations = append(src.OnisepFormations, sources.OnisepFormation{CFD: "40022707", OnisepID: "FOR.20"},
		sources.OnisepFormation{CFD: "01022001", OnisepID: "FOR.30"})
	src.MEFs = append(src.MEFs, mef("40022707", "276", 2, 2, "27620022707")) // a second dispositif, in two years
	src.OnisepActions = []sources.OnisepAction{
		{UAI: "0350002B", OnisepID: "FOR.2246", Duree: 2, Hebergement: "internat garçons", Site: "bois.example"},
		{UAI: "0350002B", OnisepID: "FOR.20", Duree: 2}, // a spécialité in "2 ans" is the bac pro in 3
		{UAI: "0350001A", OnisepID: "FOR.30"},           // outside the perimeter
		{UAI: "0350001A", OnisepID: "FOR.404", Hebergement: "sans hébergement"},
		{UAI: "0359999Z", OnisepID: "FOR.20"},
	}
	_, cat, j := assemble(t, src)
	want := []string{"40022707-247-0350002B-scolaire", "50022137-241-0350001A-scolaire", "50022137-241-0350002B-scolaire"}
	if got := cles(cat); !slices.Equal(got, want) {
		t.Errorf("offres %v, want %v", got, want)
	}
	if n := compte(j, "action-sans-formation"); n != 1 {
		t.Errorf("%d actions without a formation, want 1", n)
	}
	for _, o := range cat.Offres {
		if e := cat.Etablissements[o.Etablissement]; e.UAI == "0350002B" {
			if !slices.Equal(o.Rentrees, []string{"2025"}) || e.Internat != catalogue.OuiPublie || e.Site != "https://bois.example" {
				t.Errorf("rentrées %v, internat %v, site %s", o.Rentrees, e.Internat, e.Site)
			}
		}
	}
}

func TestStructuresOfOnisepCompleteTheAnnuaire(t *testing.T) {
	src := mondeOnisep()
	src.Constats = append(src.Constats, constat("0350002B", "23210022137"), constat("0350003C", "23210022137"))
	src.Secteurs = nil
	src.OnisepStructures = []sources.OnisepStructure{
		{UAI: "0350001A", Nom: "Lycée professionnel du Pont", Statut: "privé hors contrat", OnisepID: "ENS.1"},
		{UAI: "0350002B", Statut: "privé sous contrat"},
		{UAI: "0350003C", Statut: "privé reconnu par l'Etat"},
		{UAI: "0359999Z", Nom: "Ailleurs"},
	}
	_, cat, _ := assemble(t, src)
	type dit struct {
		nom, onisep string
		statut      catalogue.Statut
	}
	want := []dit{
		{"Lycée professionnel du Pont", "ENS.1", catalogue.Public}, // what the annuaire knows stays
		{"Lycée du Bois", "", catalogue.PriveSousContrat},
		{"Lycée de Nulle-Part", "", catalogue.PriveReconnu},
	}
	var got []dit
	for _, e := range cat.Etablissements {
		got = append(got, dit{e.Nom, e.OnisepID, e.Statut})
	}
	if !slices.Equal(got, want) {
		t.Errorf("établissements %v, want %v", got, want)
	}
}

func TestOpenDaysOfTheStructuresWhereNothingElseIsKnown(t *testing.T) {
	src := mondeOnisep()
	src.Constats = append(src.Constats, constat("0350002B", "23210022137"))
	src.OnisepStructures = []sources.OnisepStructure{
		{UAI: "0350001A", OnisepID: "ENS.1", PortesOuvertes: "le 8/03/2025|le 9/03/2025"},
		{UAI: "0350002B", OnisepID: "ENS.2", PortesOuvertes: "le 8/03/2025"},
	}
	src.PortesOuvertes = []sources.PortesOuvertes{{OnisepID: "ENS.2", Textes: []string{"le 10/03/2025"}}}
	_, cat, _ := assemble(t, src)
	for i, want := range []string{"onisep-structures 2025-03-08", "portes-ouvertes 2025-03-10"} {
		p := cat.Etablissements[i].PortesOuvertes
		if p == nil || p.Source+" "+p.AVenir[0].Debut != want {
			t.Errorf("open days %+v, want %s", p, want)
		}
	}
	// Nothing dates these announcements: none is dropped.
	if cat.JourPortesOuvertes != "" {
		t.Errorf("day of the data %s", cat.JourPortesOuvertes)
	}
}
