package diffusion

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/paulmach/orb"

	"futurpro/generator/anomalies"
	"futurpro/generator/catalogue"
	"futurpro/generator/resultats"
	"futurpro/generator/sources"
	"futurpro/generator/territoire"
	"futurpro/generator/trajets"
)

// petitMonde is a commune on the equator, where 0.00001° is 1.11 m, and two
// établissements: one at 499.8 m (749.7 m walked at 5 km/h: 9 min), one without
// position.
func petitMonde(t *testing.T) Entrees {
	t.Helper()
	m := &sources.Manifeste{}
	for _, id := range []string{"communes", "departements", "annuaire-education", "ips-lycees", "constat-rentree", "affelnet", "inserjeunes-regions",
		"bcn-n-formation-diplome", "bcn-mef", "bcn-familles", "onisep-formations", "onisep-fiches", "rome", "inserjeunes-salaires"} {
		m.Sources = append(m.Sources, sources.Source{ID: id, Nom: "Source " + id, Producteur: "Quelqu'un", Licence: "libre", Millesime: "2022", URL: "https://exemple.fr/" + id})
	}
	ref := &territoire.Referentiel{
		Communes:     []territoire.Commune{{Code: "35001", Nom: "Ici, là", Departement: "35", Centre: orb.Point{10, 0}, Place: true}},
		Departements: []territoire.Departement{{Code: "35", Academie: "14", Region: "53"}},
		Academies:    []territoire.Academie{{Code: "14", Nom: "Rennes"}, {Code: "17", Nom: "Nantes"}},
	}
	places, voeux, taux, part := 24, 16, 2./3, 40.
	cat := &catalogue.Catalogue{
		Formations: []catalogue.Formation{
			{CFD: "50022137", Dispositif: "241", Groupe: catalogue.CAP, Libelle: "Boulanger", Famille: catalogue.SansFamille, Domaines: []string{"commerce", "alimentation"},
				Transition: true, Metiers: []catalogue.Metier{{Libelle: "Boulanger"}, {Libelle: "Pâtissier"}}},
		},
		Salaires: map[catalogue.FormationIdx]catalogue.Salaire{0: {Millesime: "2021_2022", Q1: 1300, Mediane: 1400, Q3: 1500, CFDSource: "50022137"}},
		Etablissements: []catalogue.Etablissement{
			{UAI: "0350001A", Nom: "Lycée du Pont", Departement: "35", Position: orb.Point{10.00449, 0}, Place: true, Internat: catalogue.OuiPublie, Commune: 0},
			{UAI: "0350002B", Nom: "CFA \"du Bois\"", Departement: "35", Statut: catalogue.StatutInconnu, Commune: catalogue.SansCommune},
		},
		Offres: []catalogue.Offre{
			{Formation: 0, Etablissement: 0, Rentrees: []string{"2021", "2022"}, Etiquettes: catalogue.FaibleTauxPression,
				Entree: &catalogue.IndicateurEntree{Rentree: "2022", Capacite: &places, PremiersVoeux: &voeux, TauxPression: &taux}},
			{Formation: 0, Etablissement: 1},
		},
		Regionaux: map[catalogue.CleRegionale][]catalogue.IndicateurPoursuite{
			{Formation: 0, Region: "53"}: {{Millesime: "2020_2021"}, {Millesime: "2021_2022", CFDSource: "50022137", PartEmploi6Mois: &part}},
		},
	}
	matrice, err := trajets.Compute(t.Context(), nil, trajets.DefaultOptions(), trajets.Origines([]orb.Point{{10, 0}}), []orb.Point{{10.00449, 0}, {}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	j := anomalies.New()
	j.AddLignes("geo-api/communes.json", 1)
	return Entrees{Ref: ref, Cat: cat, Moteur: resultats.New(ref, cat, matrice, nil, nil), Journal: j,
		Sources: &sources.Sources{Manifeste: m, Lus: []sources.FichierLu{{Source: "communes", Chemin: "geo-api/communes.json", SHA256: "ab", Octets: 12}}}}
}

func corps(t *testing.T, d *Diffusion, nom string) []byte {
	t.Helper()
	for _, f := range d.Fichiers {
		if f.Nom == nom {
			b, err := f.Corps()
			if err != nil {
				t.Fatal(err)
			}
			return b
		}
	}
	t.Fatalf("no file %s", nom)
	return nil
}

// ligne reads a row of a CSV as column to value, without the empty ones.
func ligne(t *testing.T, b []byte, rang int) map[string]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	l := map[string]string{}
	for i, v := range rows[1+rang] {
		if v != "" {
			l[rows[0][i]] = v
		}
	}
	return l
}

func TestTheTablesSayWhatIsKnownAndNothingElse(t *testing.T) {
	d, err := New(petitMonde(t))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		fichier string
		rang    int
		veut    map[string]string
	}{
		{"communes.csv", 0, map[string]string{"insee": "35001", "nom": "Ici, là", "departement": "35", "academie": "14", "region": "53",
			"longitude": "10", "latitude": "0", "etablissements_90min": "1", "offres_90min": "1", "minutes_min": "9"}},
		{"etablissements.csv", 0, map[string]string{"uai": "0350001A", "nom": "Lycée du Pont", "statut": "Public", "insee": "35001", "departement": "35",
			"academie": "14", "longitude": "10.00449", "latitude": "0", "position_approchee": "false", "internat": "true"}},
		{"etablissements.csv", 1, map[string]string{"uai": "0350002B", "nom": "CFA \"du Bois\"", "departement": "35", "academie": "14"}},
		{"formations.csv", 0, map[string]string{"cfd": "50022137", "dispositif": "241", "voie": "scolaire", "groupe": "CAP", "diplome": "CAP",
			"libelle": "Boulanger", "domaines": "commerce|alimentation", "transition_ecologique": "true", "metiers": "Boulanger|Pâtissier",
			"salaire_millesime": "2021_2022", "salaire_cfd": "50022137", "salaire_q1": "1300", "salaire_mediane": "1400", "salaire_q3": "1500"}},
		{"offres.csv", 0, map[string]string{"cle": "50022137-241-0350001A-scolaire", "cfd": "50022137", "dispositif": "241", "uai": "0350001A", "voie": "scolaire",
			"academie": "14", "departement": "35", "formation": "CAP Boulanger", "etablissement": "Lycée du Pont", "rentrees": "2021|2022",
			"etiquettes": "faible_taux_pression", "admission_rentree": "2022", "capacite": "24", "premiers_voeux": "16", "taux_pression": "0.67",
			"devenir_millesime_region": "2021_2022", "devenir_cfd_region": "50022137", "part_emploi_6_mois_region": "40"}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.veut, ligne(t, corps(t, d, test.fichier), test.rang)); diff != "" {
			t.Errorf("%s, row %d (-want +got):\n%s", test.fichier, test.rang, diff)
		}
	}
	z, err := gzip.NewReader(bytes.NewReader(corps(t, d, "trajets.csv.gz")))
	if err != nil {
		t.Fatal(err)
	}
	plat, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	if got, veut := string(plat), "insee,uai,mode,minutes,vehicules,depart,espace,meilleur,partiel\n35001,0350001A,pied,9,0,07:51,false,9,false\n"; got != veut {
		t.Errorf("journeys:\n%swant\n%s", got, veut)
	}
}

// TestParquetHoldsTheSameAsCSV reads every Parquet file back.
func TestParquetHoldsTheSameAsCSV(t *testing.T) {
	d, err := New(petitMonde(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range d.Tables {
		b := corps(t, d, table.Nom+".parquet")
		f, err := parquet.OpenFile(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatalf("%s: %v", table.Nom, err)
		}
		var lu [][]string
		var noms []string
		for _, c := range f.Schema().Fields() {
			noms = append(noms, c.Name())
		}
		lu = append(lu, noms)
		for _, groupe := range f.RowGroups() {
			rows := groupe.Rows()
			for {
				lot := make([]parquet.Row, 10)
				n, err := rows.ReadRows(lot)
				for _, row := range lot[:n] {
					textes := make([]string, len(row))
					for i, v := range row {
						if !v.IsNull() {
							textes[i] = fmt.Sprint(v)
						}
					}
					lu = append(lu, textes)
				}
				if err == io.EOF {
					break
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			if err := rows.Close(); err != nil {
				t.Fatal(err)
			}
		}
		plat, err := table.csv()
		if err != nil {
			t.Fatal(err)
		}
		veut, err := csv.NewReader(bytes.NewReader(plat)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(veut, lu); diff != "" {
			t.Errorf("%s (-CSV +Parquet):\n%s", table.Nom, diff)
		}
	}
}

func TestTheFilesAreTheSameEachTime(t *testing.T) {
	d, err := New(petitMonde(t))
	if err != nil {
		t.Fatal(err)
	}
	e, err := New(petitMonde(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range d.Fichiers {
		if !bytes.Equal(corps(t, d, f.Nom), corps(t, e, f.Nom)) || !bytes.Equal(corps(t, d, f.Nom), corps(t, d, f.Nom)) {
			t.Errorf("%s changes", f.Nom)
		}
	}
}

func TestTheDictionaryDescribesEveryColumnAndItsSources(t *testing.T) {
	d, err := New(petitMonde(t))
	if err != nil {
		t.Fatal(err)
	}
	var p paquetJSON
	if err := json.Unmarshal(corps(t, d, "datapackage.json"), &p); err != nil {
		t.Fatal(err)
	}
	for i, r := range p.Resources {
		b := corps(t, d, r.Path)
		if r.Compression == "" {
			entete, _, _ := strings.Cut(string(b), "\n")
			var noms []string
			for _, f := range r.Schema.Fields {
				noms = append(noms, f.Name)
				if f.Description == "" || f.Type == "" {
					t.Errorf("%s.%s: no description or type", r.Name, f.Name)
				}
			}
			if got := strings.Join(noms, ","); got != entete {
				t.Errorf("%s describes %s, the file has %s", r.Name, got, entete)
			}
		}
		if len(r.Sources) != len(d.Tables[i].Sources) || len(r.Sources) == 0 || r.Sources[0].Licence == "" {
			t.Errorf("%s: sources %v", r.Name, r.Sources)
		}
	}
}

func TestTheStateCountsWhatWasReadAndMade(t *testing.T) {
	d, err := New(petitMonde(t))
	if err != nil {
		t.Fatal(err)
	}
	var e Etat
	if err := json.Unmarshal(corps(t, d, NomEtat), &e); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]EtatAcademie{{"14", "Rennes", 2, 2}, {"17", "Nantes", 0, 0}}, e.Academies); diff != "" {
		t.Errorf("académies (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]EtatFichier{{Chemin: "geo-api/communes.json", SHA256: "ab", Octets: 12, Lignes: 1}}, e.Sources[0].Fichiers); diff != "" {
		t.Errorf("files of the first source (-want +got):\n%s", diff)
	}
	remplies := map[string]int{}
	for _, table := range e.Tables {
		for _, c := range table.Remplies {
			remplies[table.Nom+"."+c.Nom] = c.Valeur
		}
	}
	for colonne, veut := range map[string]int{"offres.cle": 2, "offres.capacite": 1, "offres.taux_formation_region": 0, "offres.part_emploi_6_mois_region": 2,
		"etablissements.longitude": 1, "etablissements.nom": 2} {
		if remplies[colonne] != veut {
			t.Errorf("%s: %d values, want %d", colonne, remplies[colonne], veut)
		}
	}
}

func TestATableWithoutThePassportOfItsSourceIsRefused(t *testing.T) {
	e := petitMonde(t)
	e.Sources.Manifeste.Sources = e.Sources.Manifeste.Sources[1:]
	if _, err := New(e); err == nil || !strings.Contains(err.Error(), `no source "communes", which the published table communes comes from`) {
		t.Errorf("error is %v", err)
	}
}
