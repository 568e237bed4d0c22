package pages

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"

	"futurpro/generator/carte"
	"futurpro/generator/catalogue"
	"futurpro/generator/diffusion"
	"futurpro/generator/resultats"
	"futurpro/generator/sources"
	"futurpro/generator/territoire"
	"futurpro/generator/trajets"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestDonneesAreTheContractWithTheScripts writes the JSON of a small world:
// layouts/composants/filtres reads the same files in its tests.
func TestDonneesAreTheContractWithTheScripts(t *testing.T) {
	// With boarding, 111.3 km away.
	a := petitAtelier(t, catalogue.Etablissement{UAI: "0440003E", Nom: "Lycée de la Côte", Ville: "Loin", Departement: "44", Position: orb.Point{11, 0}, Place: true, Internat: catalogue.OuiPublie})
	acces, fichiers := a.accesJSON(0)
	if len(fichiers) != 2 || fichiers[0].Code != "35" || fichiers[1].Code != "44" {
		t.Fatalf("files %v: want that of the académie, and that of the établissement one can walk to", fichiers)
	}
	golden(t, "acces.json", acces)
	for _, f := range a.fichiers {
		var v any
		if err := json.Unmarshal(f.corps, &v); err != nil {
			t.Fatal(err)
		}
		golden(t, "offres-"+f.code+".json", v)
	}
	for p := range a.fichiersInternats {
		corps, err := p.Corps()
		if err != nil || p.Chemin != "/donnees/internat-35.json" {
			t.Fatalf("%s: %v", p.Chemin, err)
		}
		var v any
		if err := json.Unmarshal(corps, &v); err != nil {
			t.Fatal(err)
		}
		golden(t, "internat-35.json", v)
	}
}

// TestTheNameOfASharedFileIsTheHashOfItsContent: two builds of different data
// never share an address.
func TestTheNameOfASharedFileIsTheHashOfItsContent(t *testing.T) {
	a := petitAtelier(t)
	b := petitAtelier(t)
	if a.fichiers[0].url != b.fichiers[0].url {
		t.Error("same data, other address")
	}
	b.Cat.Etablissements[0].Nom = "Lycée renommé"
	b.fichiers = nil
	if err := b.addFichiersDepartements(); err != nil {
		t.Fatal(err)
	}
	if a.fichiers[0].url == b.fichiers[0].url {
		t.Error("other data, same address")
	}
}

// petitAtelier is a commune on the equator, where 0.00001° is 1.11 m, and four
// établissements: one at 499.8 m (749.7 m walked at 5 km/h: 539.8 s, 9 min), one
// without position, two of another académie, at 999.6 m (18 min) and at 4,998 m
// (6,498 m by bicycle at 15 km/h: 1,559.4 s, 26 min). Each other one has the CAP.
func petitAtelier(t *testing.T, autres ...catalogue.Etablissement) *Atelier {
	t.Helper()
	ref := &territoire.Referentiel{
		Communes:     []territoire.Commune{{Code: "35001", Nom: "Ici", Departement: "35", Centre: orb.Point{10, 0}, Place: true}},
		Departements: []territoire.Departement{{Code: "35", Academie: "14"}, {Code: "44", Academie: "17"}},
	}
	cap, voeux, emploi := 20, 15, 64.0
	taux := 0.75
	cat := &catalogue.Catalogue{
		Familles: []catalogue.Famille{{Code: "G0011", Libelle: "Maintenance"}},
		Formations: []catalogue.Formation{
			{CFD: "40025214", Dispositif: "247", Groupe: catalogue.BacPro, Libelle: "Maintenance des véhicules", Role: catalogue.Specialite, Domaines: []string{"mécanique"}},
			{CFD: "40025222", Dispositif: "247", Groupe: catalogue.BacPro, Libelle: "Métiers de la maintenance", Role: catalogue.AnneeCommune, Domaines: []string{"mécanique"}},
			{CFD: "50022137", Dispositif: "241", Groupe: catalogue.CAP, Libelle: "Boulanger", Famille: catalogue.SansFamille, Domaines: []string{"commerce", "alimentation"}},
			{CFD: "50022137", Voie: catalogue.Apprentissage, Groupe: catalogue.CAP, Libelle: "Boulanger", Famille: catalogue.SansFamille},
		},
		Etablissements: []catalogue.Etablissement{
			{UAI: "0350001A", Nom: "Lycée du Pont", Ville: "Ici", Departement: "35", Position: orb.Point{10.00449, 0}, Place: true, Internat: catalogue.OuiPublie,
				PortesOuvertes: &catalogue.PortesOuvertes{AVenir: []catalogue.Ouverture{{Debut: "2025-03-15", Fin: "2025-03-15"}}}},
			{UAI: "0350002B", Nom: "CFA du Bois", Ville: "Là", Departement: "35", Statut: catalogue.StatutInconnu},
			{UAI: "0440001C", Nom: "Lycée d'à côté", Ville: "Ailleurs", Departement: "44", Statut: catalogue.PriveSousContrat, Position: orb.Point{10.00898, 0}, Place: true},
			{UAI: "0440002D", Nom: "Lycée du Lac", Ville: "Plus loin", Departement: "44", Position: orb.Point{10.0449, 0}, Place: true},
		},
		Offres: []catalogue.Offre{
			{Formation: 0, Etablissement: 0}, {Formation: 1, Etablissement: 0},
			{Formation: 2, Etablissement: 0, Entree: &catalogue.IndicateurEntree{Capacite: &cap, PremiersVoeux: &voeux, TauxPression: &taux}, Etiquettes: catalogue.FaibleTauxPression},
			{Formation: 2, Etablissement: 2, Poursuites: []catalogue.IndicateurPoursuite{{TauxEmploi6Mois: &emploi}}},
			{Formation: 3, Etablissement: 1}, {Formation: 2, Etablissement: 3},
		},
	}
	for _, e := range autres {
		cat.Offres = append(cat.Offres, catalogue.Offre{Formation: 2, Etablissement: catalogue.EtablissementIdx(len(cat.Etablissements))})
		cat.Etablissements = append(cat.Etablissements, e)
	}
	var destinations []orb.Point
	for _, e := range cat.Etablissements {
		destinations = append(destinations, e.Position)
	}
	velo := trajets.DefaultVelo()
	demande := trajets.Demande{Options: trajets.DefaultOptions(), Origines: trajets.Origines([]orb.Point{ref.Communes[0].Centre}), Destinations: destinations,
		Reseaux: []trajets.Reseau{{}, {Velo: &velo}}}
	calcul, _, err := demande.Compute(context.Background(), trajets.Whole(), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	m := calcul.Matrices()
	a := &Atelier{Entrees: Entrees{Ref: ref, Cat: cat, Moteur: resultats.New(ref, cat, m[0], nil, m[1]), Lieux: []int{1}, Fonds: &carte.Fonds{}, Diffusion: &diffusion.Diffusion{}, Sources: &sources.Sources{Manifeste: &sources.Manifeste{}}}, habillage: &Habillage{}, parEtab: cat.OffresDe(), listees: resultats.Listees(cat), compteur: resultats.NewCompteur(cat, resultats.Filtres())}
	a.internats = a.Moteur.Internats()
	if err := a.addFichiersDepartements(); err != nil {
		t.Fatal(err)
	}
	return a
}

// golden compares v with a file of testdata, or writes it with -update.
func golden(t *testing.T, nom string, v any) {
	t.Helper()
	got, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	chemin := filepath.Join("testdata", nom)
	if *update {
		if err := os.WriteFile(chemin, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	veut, err := os.ReadFile(chemin)
	if err != nil {
		t.Fatalf("%v; run 'make golden' and read the diff", err)
	}
	if !bytes.Equal(got, veut) {
		t.Errorf("%s differs from the data written now; run 'make golden' and read the diff:\n%s", chemin, got)
	}
}
