package pages

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"futurpro/generator/catalogue"
	"futurpro/generator/render"
	"futurpro/generator/sources"
	"futurpro/generator/territoire"
)

// atelierFormations is petitAtelier with its diplomas, its places named, and
// any source.
func atelierFormations(t *testing.T) *Atelier {
	t.Helper()
	a := petitAtelier(t)
	a.BaseURL = "https://site.test"
	a.Ref.Departements = []territoire.Departement{{Code: "35", Nom: "Ille-et-Vilaine", Academie: "14", Region: "53"}, {Code: "44", Nom: "Loire-Atlantique", Academie: "17", Region: "52"}}
	a.Ref.Academies = []territoire.Academie{{Code: "14", Nom: "Rennes"}, {Code: "17", Nom: "Nantes"}}
	a.Ref.Regions = []territoire.Region{{Code: "52", Nom: "Pays de la Loire"}, {Code: "53", Nom: "Bretagne"}}
	manifeste := &sources.Manifeste{}
	for _, id := range idsCites {
		manifeste.Sources = append(manifeste.Sources, sources.Source{ID: id, Producteur: "P", Nom: id})
	}
	a.Sources = &sources.Sources{Manifeste: manifeste}
	for _, o := range a.Cat.Offres {
		a.urls = append(a.urls, "/details/"+a.Cat.Cle(o)+"/")
	}
	a.addEnsembles()
	return a
}

// vueDe is the page of a CFD.
func vueDe(t *testing.T, a *Atelier, cfd string) VueFormation {
	t.Helper()
	i, ok := a.parCFD[cfd]
	if !ok {
		t.Fatalf("no page for %s", cfd)
	}
	return a.vueFormation(a.ensembles[i])
}

func TestADiplomaGathersItsVoies(t *testing.T) {
	a := atelierFormations(t)
	v := vueDe(t, a, "50022137")
	if v.Diplome != "CAP" || v.Libelle != "Boulanger" || v.Chapo != "Ce diplôme se prépare dans 4 établissements de 2 départements." {
		t.Errorf("%q %q: %q", v.Diplome, v.Libelle, v.Chapo)
	}
	// Three offres in voie scolaire, one in apprentissage: the first is usual.
	if !slices.Equal(v.Facons, []string{"en voie scolaire", "en apprentissage"}) || v.Sauf != "en voie scolaire" {
		t.Errorf("followed %q, usually %q", v.Facons, v.Sauf)
	}
	// By name, whatever the académie.
	if want := []Lien{{Texte: "Ille-et-Vilaine", URL: "#d-35", Note: "2"}, {Texte: "Loire-Atlantique", URL: "#d-44", Note: "2"}}; !slices.Equal(v.Departements, want) {
		t.Errorf("départements %v", v.Departements)
	}
	var got []string
	for _, ac := range v.Academies {
		got = append(got, ac.Nom+" : "+ac.Nombre)
		for _, d := range ac.Departements {
			for _, l := range d.Lieux {
				got = append(got, fmt.Sprintf("%s %s %s internat=%v %v", d.Code, d.Nom, l.Ville, l.Internat, l.Offres))
			}
		}
	}
	want := []string{
		"Académie de Nantes : 2 établissements",
		"44 Loire-Atlantique Ailleurs internat=false [{Lycée d'à côté /details/50022137-241-0440001C-scolaire/ }]",
		"44 Loire-Atlantique Plus loin internat=false [{Lycée du Lac /details/50022137-241-0440002D-scolaire/ }]",
		"Académie de Rennes : 2 établissements",
		"35 Ille-et-Vilaine Ici internat=true [{Lycée du Pont /details/50022137-241-0350001A-scolaire/ }]",
		"35 Ille-et-Vilaine Là internat=false [{CFA du Bois /details/50022137--0350002B-apprentissage/ en apprentissage}]",
	}
	if !slices.Equal(got, want) {
		t.Errorf("places:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestBothVoiesOfOnePlaceAreOneLine(t *testing.T) {
	a := atelierFormations(t)
	a.Cat.Offres = append(a.Cat.Offres, catalogue.Offre{Formation: 3, Etablissement: 0})
	a.urls = append(a.urls, "/details/50022137--0350001A-apprentissage/")
	a.ensembles, a.domaines = nil, nil
	a.addEnsembles()
	v := vueDe(t, a, "50022137")
	if v.Chapo != "Ce diplôme se prépare dans 4 établissements de 2 départements." {
		t.Errorf("%s", v.Chapo)
	}
	want := []Lien{{Texte: "Lycée du Pont", URL: "/details/50022137-241-0350001A-scolaire/"}, {URL: "/details/50022137--0350001A-apprentissage/", Note: "en apprentissage"}}
	if got := v.Academies[1].Departements[0].Lieux[0].Offres; !slices.Equal(got, want) {
		t.Errorf("offres %+v", got)
	}
}

func TestAFamilleIsLinkedBothWays(t *testing.T) {
	a := atelierFormations(t)
	commune, bac := vueDe(t, a, "40025222"), vueDe(t, a, "40025214")
	if commune.Famille.Nom != "Maintenance" || len(commune.Famille.BacsPro) != 1 || commune.Famille.BacsPro[0].URL != "/formation/40025214-maintenance-des-vehicules/" || commune.Famille.Communes != nil {
		t.Errorf("the 2de commune leads to %+v", commune.Famille)
	}
	if len(bac.Famille.Communes) != 1 || bac.Famille.Communes[0].URL != "/formation/40025222-metiers-de-la-maintenance/" || bac.Famille.BacsPro != nil {
		t.Errorf("the bac pro comes from %+v", bac.Famille)
	}
	if cap := vueDe(t, a, "50022137"); cap.Famille.Nom != "" {
		t.Errorf("a CAP is in %+v", cap.Famille)
	}
	if commune.Diplome != "2de commune" || commune.Formation.Reponse != reponseAnneeCommune || commune.Chapo != "Cette 2de commune existe dans un seul établissement." {
		t.Errorf("the 2de commune is a %s: %s", commune.Diplome, commune.Formation.Reponse)
	}
}

func TestRegionalFiguresAreThoseOfEachVoie(t *testing.T) {
	a := atelierFormations(t)
	trente, soixante := 30.0, 60.0
	a.Cat.Regionaux = map[catalogue.CleRegionale][]catalogue.IndicateurPoursuite{
		{Formation: 2, Region: "53"}: {{Millesime: "2020_2021", TauxFormation: &soixante}, {Millesime: "2021_2022", TauxFormation: &trente, Propre: true}},
		{Formation: 3, Region: "52"}: {{Millesime: "2021_2022", TauxEmploi6Mois: &soixante, CFDSource: "50022129"}},
	}
	want := []LigneRegion{
		{"Pays de la Loire", "en apprentissage", "non publié", "non publié", "non publié", "60 %", "promotions 2021 et 2022, code 50022129"},
		{"Bretagne", "en voie scolaire", "non publié", "30 %", "non publié", "non publié", "promotions 2021 et 2022"},
	}
	if got := vueDe(t, a, "50022137").Regions; !slices.Equal(got.Lignes, want) || !got.Voies {
		t.Errorf("%+v", got)
	}
	for cfd, vide := range map[string]string{"40025214": "Aucun chiffre régional", "40025222": "Cela dépend du bac pro"} {
		if got := vueDe(t, a, cfd).Regions; got.Lignes != nil || !strings.HasPrefix(got.Vide, vide) {
			t.Errorf("figures of nowhere: %+v", got)
		}
	}
}

func TestAdmissionCountsTheLevelsOfTheRentree(t *testing.T) {
	a := atelierFormations(t)
	q3, bas, haut := 1.4, 0.5, 2.0
	a.Cat.SeuilPression, a.Cat.RentreePression = &q3, "2022"
	a.Cat.Offres[2].Entree = &catalogue.IndicateurEntree{Rentree: "2022", TauxPression: &bas}
	a.Cat.Offres[3].Entree = &catalogue.IndicateurEntree{Rentree: "2022", TauxPression: &haut}
	a.Cat.Offres[4].Entree = &catalogue.IndicateurEntree{Rentree: "2021", TauxPression: &haut} // of another year: not counted
	s := vueDe(t, a, "50022137").Admission
	if !strings.Contains(s.Reponse, "pour 2 formations sur 4") || s.Faits[0].Valeur != "1 formation" || s.Faits[1].Valeur != "0 formation" || s.Faits[2].Valeur != "1 formation" {
		t.Errorf("%q %v", s.Reponse, s.Faits)
	}
	if s := vueDe(t, a, "40025214").Admission; s.Faits != nil || s.Source != "" {
		t.Errorf("figures that are not published: %+v", s)
	}
}

func TestDomainesListTheirDiplomasByLevel(t *testing.T) {
	a := atelierFormations(t)
	var noms []string
	for _, d := range a.domaines {
		noms = append(noms, d.nom+" "+d.url)
	}
	if want := []string{"Alimentation /domaine/alimentation/", "Commerce /domaine/commerce/", "Mécanique /domaine/mecanique/"}; !slices.Equal(noms, want) {
		t.Fatalf("domaines %q", noms)
	}
	v := a.vueDomaine(a.domaines[2])
	if len(v.Niveaux) != 2 || !strings.HasPrefix(v.Niveaux[0].Titre, "2de commune") || v.Niveaux[1].Titre != "Bac pro" || v.Niveaux[1].Formations[0].Note != "Bac pro, 1 établissement" {
		t.Errorf("levels %+v", v.Niveaux)
	}
	if len(v.Autres) != 2 {
		t.Errorf("other domaines %v", v.Autres)
	}
	index := a.vueFormations()
	var lettres []string
	for _, l := range index.Lettres {
		lettres = append(lettres, l.Lettre)
	}
	if index.Nombre != 3 || !slices.Equal(lettres, []string{"B", "M"}) {
		t.Errorf("%d diplomas under %v", index.Nombre, lettres)
	}
}

func TestAnEtablissementLeadsToItsDomaines(t *testing.T) {
	a := atelierFormations(t)
	want := []Lien{{Texte: "alimentation", URL: "/domaine/alimentation/"}, {Texte: "commerce", URL: "/domaine/commerce/"}, {Texte: "mécanique", URL: "/domaine/mecanique/"}}
	a.arrivees = make([][]territoire.CommuneIdx, len(a.Cat.Etablissements))
	if got := a.vueEtablissement(0).Domaines; !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
}

// TestTitlesTellDiplomasOfOneNameApart: a search engine drops a page that it
// takes for another.
func TestTitlesTellDiplomasOfOneNameApart(t *testing.T) {
	a := atelierFormations(t)
	a.Cat.Formations[0].Libelle, a.Cat.Formations[0].Role = "Boulanger", catalogue.HorsFamille
	a.Cat.Formations[0].Groupe, a.Cat.Formations[0].CFD = catalogue.CAP, "50022138"
	a.ensembles, a.domaines = nil, nil
	a.addEnsembles()
	vus := map[string]bool{}
	for p, err := range a.formations {
		if err != nil {
			t.Fatal(err)
		}
		v, err := p.Vue()
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range []string{v.Page.Titre, "d " + v.Page.Description, "u " + v.Page.Chemin} {
			if vus[s] {
				t.Errorf("%q is that of two pages", s)
			}
			vus[s] = true
		}
		if !Generee(p.Chemin) {
			t.Errorf("a Markdown page may take %s", p.Chemin)
		}
	}
	if !vus["CAP Boulanger (50022138) : établissements, admission, métiers"] {
		t.Errorf("titles %v", vus)
	}
}

// TestNoNameClosesTheScriptThatDescribesIt: names come from published files.
func TestNoNameClosesTheScriptThatDescribesIt(t *testing.T) {
	a := atelierFormations(t)
	nom := "Lycée </script><script>alert(1)</script> & <!-- \u2028"
	a.Cat.Etablissements[0].Nom, a.Cat.Etablissements[0].Adresse = nom, "1 rue </SCRIPT >"
	e := EnTete{Chemin: "/details/x/", Titre: nom, Description: "D", Fil: accueilFil(Lien{Texte: nom, URL: "/etablissement/0350001A/"})}
	js, err := a.structure(e, VueOffre{Decrite: Decrite{a.sujetOffre(a.Cat.Offres[2])}})
	if err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(string(js), "<>&\u2028") {
		t.Errorf("%s", js)
	}
	var lu struct {
		Graph []struct {
			Type, Name, Description string
			Provider                struct{ Name string }
			Elements                []struct {
				Position   int
				Name, Item string
			} `json:"itemListElement"`
		} `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(js), &lu); err != nil {
		t.Fatal(err)
	}
	fil, cours := lu.Graph[0], lu.Graph[1]
	if len(fil.Elements) != 2 || fil.Elements[0].Name != nom || fil.Elements[0].Item != "https://site.test/etablissement/0350001A/" || fil.Elements[1].Name != nom || fil.Elements[1].Position != 2 {
		t.Errorf("breadcrumbs %+v", fil.Elements)
	}
	if cours.Name != "CAP Boulanger" || cours.Provider.Name != nom || cours.Description != "D" {
		t.Errorf("course %+v", cours)
	}
	if js, err := a.structure(EnTete{Chemin: "/404.html"}, VueErreur{}); err != nil || js != "" {
		t.Errorf("%q, %v from nothing", js, err)
	}
}

// TestAnApproximatePlaceIsNotGivenAsExact to search engines.
func TestAnApproximatePlaceIsNotGivenAsExact(t *testing.T) {
	a := atelierFormations(t)
	e := a.Cat.Etablissements[0]
	for _, tt := range []struct{ place, approchee, want bool }{{true, false, true}, {true, true, false}, {false, false, false}} {
		e.Place, e.Approchee = tt.place, tt.approchee
		if _, ok := a.sujetEtablissement(e)["geo"]; ok != tt.want {
			t.Errorf("%+v: position given %v", tt, ok)
		}
	}
}

// TestEveryImageThatAPageNamesIsDrawn, whatever its département or domaine.
func TestEveryImageThatAPageNamesIsDrawn(t *testing.T) {
	a := atelierFormations(t)
	fichiers := map[string]bool{}
	for _, p := range a.apercus() {
		fichiers[p.Chemin] = true
	}
	nommees := []Apercu{apercuSite(), a.apercuRegion("35"), a.apercuRegion("44"), a.apercuRegion("984"), a.apercuDomaine(catalogue.Formation{})}
	for _, f := range a.Cat.Formations {
		nommees = append(nommees, a.apercuDomaine(f))
	}
	for _, ap := range nommees {
		if !fichiers[ap.Chemin] {
			t.Errorf("no file %s among %v", ap.Chemin, fichiers)
		}
	}
	if len(fichiers) != 1+2+3 {
		t.Errorf("%d images, want those of the site, of 2 régions and of 3 domaines", len(fichiers))
	}
}

// TestADiplomaTaughtInAThousandPlacesStaysLight: 1,000 établissements of 100
// départements, each with a name, a town and a number of its own.
func TestADiplomaTaughtInAThousandPlacesStaysLight(t *testing.T) {
	const (
		places    = 1000
		poidsMax  = 30_000 // bytes of the page, gzip
		noeudsMax = 4000
	)
	a := atelierFormations(t)
	a.Ref.Departements, a.Cat.Offres, a.Cat.Etablissements, a.urls = nil, nil, nil, nil
	for i := range 100 {
		code := fmt.Sprintf("%03d", i)
		a.Ref.Departements = append(a.Ref.Departements, territoire.Departement{Code: code, Nom: "Département " + mot(i*7), Academie: []string{"14", "17"}[i%2]})
	}
	for i := range places {
		a.Cat.Etablissements = append(a.Cat.Etablissements, catalogue.Etablissement{
			UAI: fmt.Sprintf("%07d%c", i*9973%1_000_000, 'A'+i%23), Departement: fmt.Sprintf("%03d", i%100),
			Nom: "Lycée professionnel " + mot(i) + " " + mot(i*31+7), Ville: "Saint-" + mot(i*17+3), Internat: catalogue.Oui(i % 3)})
		a.Cat.Offres = append(a.Cat.Offres, catalogue.Offre{Formation: 2, Etablissement: catalogue.EtablissementIdx(i)})
		a.urls = append(a.urls, "/details/"+a.Cat.Cle(a.Cat.Offres[i])+"/")
	}
	a.ensembles, a.domaines = nil, nil
	a.addEnsembles()
	layouts, err := render.Load(os.DirFS("../../layouts"), "", nil)
	if err != nil {
		t.Fatal(err)
	}
	for p, err := range a.formations {
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(p.Chemin, "/formation/") {
			continue
		}
		v, err := p.Vue()
		if err != nil {
			t.Fatal(err)
		}
		var page bytes.Buffer
		z, err := gzip.NewWriterLevel(&page, 6)
		if err != nil {
			t.Fatal(err)
		}
		var texte strings.Builder
		if err := layouts.Render(io.MultiWriter(z, &texte), v, v.Page.Layout); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		noeuds := strings.Count(texte.String(), "<") - strings.Count(texte.String(), "</")
		t.Logf("%d bytes, %d in gzip, %d elements", texte.Len(), page.Len(), noeuds)
		if page.Len() > poidsMax || noeuds > noeudsMax {
			t.Errorf("%d bytes in gzip, want %d at most; %d elements, want %d at most", page.Len(), poidsMax, noeuds, noeudsMax)
		}
		if n := strings.Count(texte.String(), `<a href="/details/`); n != places {
			t.Errorf("%d places, want %d", n, places)
		}
		if strings.Contains(texte.String(), "<details open") || strings.Contains(texte.String(), `" open>`) {
			t.Error("a département is open among so many")
		}
	}
}

// mot is a pronounceable word of its own for each number under 8,000.
func mot(i int) string {
	syllabes := strings.Fields("ba cor di fleu gran han jou ker lam mon nis or pré quin ros son tré vau yves zac")
	return majuscule(syllabes[i%20] + syllabes[i/20%20] + syllabes[(i/400+i)%20])
}
