package echantillon

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"futurpro/generator/anomalies"
	"futurpro/generator/gtfs/gtfstest"
	"futurpro/generator/sources"
)

// remplace changes a file of the national set.
func remplace(o *Options, chemin, texte string) {
	o.National.(fstest.MapFS)[chemin] = &fstest.MapFile{Data: []byte(texte)}
}

func TestOptionalFileWithoutARowIsLeftOutAndSaid(t *testing.T) {
	dossier := filepath.Join(t.TempDir(), "vert")
	vides := []string{
		"affelnet/attractivite-capacite-2022.csv",
		"education/contours-academies.geojson",
		"geo-api/anciens-codes.json",
		"geo-api/communes_associees_deleguees.json",
		"inserjeunes/depp-etablissements-2022_2023-apprentissage.csv",
	}
	b, _, err := coupeRegion(t, dossier, func(o *Options) {
		remplace(o, vides[0], "Etablissement d'accueil;MEF STAT 11;Capacité carte scolaire;Demandes vœux 1\n0910001A;23210000005;10;9\n")
		remplace(o, vides[1], `{"features":[{"properties":{"code_academie":"02","name":"Lyon"},"geometry":{"type":"Polygon","coordinates":[[[11,0],[12,0],[12,1],[11,0]]]}}]}`)
		remplace(o, vides[2], `{"91003":"91001"}`)
		remplace(o, vides[3], `[{"code":"91003","nom":"Vieux-Loin","chefLieu":"91001"}]`)
		remplace(o, vides[4], "n°UAI de l'établissement;Taux;Part en poursuite d'études;Part en emploi 6 mois après la sortie;Part des autres situations\n0910001A;1;2;3;95\n")
		o.GTFS = nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var dits []string
	for _, l := range b.Laisses {
		if l.Raison != "aucune ligne pour la région" {
			t.Errorf("%s is left out for %q", l.Fichier, l.Raison)
		}
		dits = append(dits, l.Fichier)
	}
	if !slices.Equal(dits, vides) {
		t.Errorf("left out: %q, want %q", dits, vides)
	}
	for _, chemin := range vides {
		if _, err := os.Stat(filepath.Join(dossier, chemin)); err == nil {
			t.Errorf("%s is written", chemin)
		}
	}
	if _, err := sources.Read(os.DirFS(dossier), nil, manifeste(t), anomalies.New(), nil); err != nil {
		t.Errorf("the sample cannot be read: %v", err)
	}
}

func TestRequiredFileWithoutARowStopsTheCut(t *testing.T) {
	dossier := filepath.Join(t.TempDir(), "vert")
	_, _, err := coupeRegion(t, dossier, func(o *Options) {
		remplace(o, "education/constat-rentree-2020.csv", "Rentrée scolaire;UAI;Mef Bcp 11;Nombre d'élèves : Total\n2020;0910001A;23210000005;8\n")
	})
	if err == nil || !strings.Contains(err.Error(), "education/constat-rentree-2020.csv: no row for region 90 Pays vert") {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(dossier); err == nil {
		t.Error("a sample is written")
	}
}

// The table of départements has a région 99 of foreign countries, where there
// is no commune.
func TestRegionWithoutCommuneIsRefusedWithTheKnownCodes(t *testing.T) {
	_, _, err := coupeRegion(t, filepath.Join(t.TempDir(), "vert"), func(o *Options) {
		o.Region = "99"
		fichier := o.National.(fstest.MapFS)["education/departements_academies_regions.csv"]
		fichier.Data = append(fichier.Data, "Etranger;99;99;990;Etranger;Etranger\n"...)
	})
	if err == nil || !strings.Contains(err.Error(), `no région "99"`) || !strings.HasSuffix(err.Error(), "one of: 90 Pays vert, 91 Lointain") {
		t.Errorf("error %v", err)
	}
}

// Two centres 0.1° apart in Guyane: of the stops, A is between them, B 2 km
// (0.018° of latitude) north of one, C 5 km (0.045°).
func TestTimetablesAreCutToTheBoxOfTheCommunesWithoutOutlines(t *testing.T) {
	b, j, err := coupeRegion(t, filepath.Join(t.TempDir(), "vert"), func(o *Options) {
		delete(o.National.(fstest.MapFS), "geo-api/contours-communes-2018.ndjson.gz")
		remplace(o, "geo-api/communes.json", `[
{"code":"90001","nom":"Vert","codeDepartement":"90","codeRegion":"90","centre":{"coordinates":[-53.0,4.0]}},
{"code":"90002","nom":"Bleu","codeDepartement":"90","codeRegion":"90","centre":{"coordinates":[-52.9,4.1]}},
{"code":"91001","nom":"Loin","codeDepartement":"91","codeRegion":"91","centre":{"coordinates":[-52.0,5.0]}}
]`)
		o.GTFS = fichiers(map[string]string{"transport/vert.zip": string(gtfstest.Zip(t, `stops.txt
stop_id,stop_name,stop_lat,stop_lon
A,A,4.05,-52.95
B,B,4.118,-52.9
C,C,4.145,-52.9

trips
t1: A 8:00 | B 8:10 | C 9:10
`))})
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Reseaux) != 1 || b.Reseaux[0].Stops != 2 {
		t.Errorf("timetables %+v, want A and B", b.Reseaux)
	}
	if !slices.ContainsFunc(j.Resumes(), func(r anomalies.Resume) bool { return r.Code == SansContours }) {
		t.Errorf("anomalies %v, want %s", j.Resumes(), SansContours.Nom)
	}
}

func TestUAIInSmallLettersIsKept(t *testing.T) {
	dossier := filepath.Join(t.TempDir(), "vert")
	_, _, err := coupeRegion(t, dossier, func(o *Options) {
		remplace(o, "education/constat-rentree-2020.csv", "Rentrée scolaire;UAI;Mef Bcp 11;Nombre d'élèves : Total\n2020;0900001a;23210000001;12\n")
		o.GTFS = nil
	})
	if err != nil {
		t.Fatal(err)
	}
	s, err := sources.Read(os.DirFS(dossier), nil, manifeste(t), anomalies.New(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Constats) != 1 || s.Constats[0].UAI != "0900001A" {
		t.Errorf("constats %+v", s.Constats)
	}
}
