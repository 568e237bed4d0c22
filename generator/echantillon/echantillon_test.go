package echantillon

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"futurpro/generator/anomalies"
	"futurpro/generator/gtfs/gtfstest"
	"futurpro/generator/sources"
)

// A made-up country: region 90 (département 90) around the origin of gtfstest,
// with Vert (1.1 km wide, from 0 to 1100 m eastwards) and Bleu beside it;
// region 91 (département 91) 100 km away. Each has one lycée; CFD 50000002
// follows 50000001, taught in 90.
func pays(t *testing.T) fstest.MapFS {
	t.Helper()
	return fichiers(map[string]string{
		"geo-api/communes.json": `[
{"code":"90001","nom":"Vert","type":"commune-actuelle","codeDepartement":"90","codeRegion":"90","codesPostaux":["90000"],"population":10,"siren":"1"},
{"code":"90002","nom":"Bleu","type":"commune-actuelle","codeDepartement":"90","codeRegion":"90","codesPostaux":["90000"]},
{"code":"91001","nom":"Loin","type":"commune-actuelle","codeDepartement":"91","codeRegion":"91","codesPostaux":["91000"]}
]`,
		"geo-api/communes_associees_deleguees.json": `[{"code":"90003","nom":"Vieux-Vert","chefLieu":"90001"},{"code":"91003","nom":"Vieux-Loin","chefLieu":"91001"}]`,
		"geo-api/anciens-codes.json":                `{"90003":"90001","91003":"91001"}`,
		"geo-api/contours-communes-2018.ndjson.gz":  contours(t),
		"education/contours-academies.geojson":      `{"features":[{"properties":{"code_academie":"01","name":"Rennes"},"geometry":{"type":"Polygon","coordinates":[[[10,0],[10.02,0],[10.02,0.01],[10,0]]]}},{"properties":{"code_academie":"02","name":"Lyon"},"geometry":{"type":"Polygon","coordinates":[[[11,0],[12,0],[12,1],[11,0]]]}}]}`,
		"education/departements_academies_regions.csv": `libelleRegion;codeAcademie;codeRegion;codeDepartement;libelleAcademie;libelleDepartement
Pays vert;01;90;090;Rennes;Vert
Lointain;02;91;091;Lyon;Loin
`,
		"education/annuaire-education.csv": annuaire("0900001A;Lycée Vert;90001", "0900002B;Collège Vert;90001", "0900003C;CFA sans commune;", "0910001A;Lycée Loin;91001"),
		"education/constat-rentree-2020.csv": `Rentrée scolaire;UAI;Mef Bcp 11;Nombre d'élèves : Total
2020;0900001A;23210000001;12
2020;0900001A;32110000009;30
2020;0910001A;23210000005;8
`,
		"affelnet/attractivite-capacite-2022.csv": `Etablissement d'accueil;MEF STAT 11;Capacité carte scolaire;Demandes vœux 1;Famille de métiers
0900001A;23210000001;12;24;prose
0910001A;23210000005;10;9;prose
`,
		"bcn/n_mef.csv": `MEF;DISPOSITIF_FORMATION;FORMATION_DIPLOME;DUREE_DISPOSITIF;ANNEE_DISPOSITIF;MEF_STAT_11;N_COMMENTAIRE
2410000121;241;50000001;2;1;23210000001;une "prose"
2410000221;241;50000002;2;1;23210000002;
2410000521;241;50000005;2;1;23210000005;
3110000921;311;32000009;2;1;32110000009;
`,
		"bcn/n_formation_diplome.csv": strings.ReplaceAll(`FORMATION_DIPLOME;LIBELLE_COURT;LIBELLE_LONG_200;DATE_FERMETURE;ANCIEN_DIPLOME_1;ANCIEN_DIPLOME_2;ANCIEN_DIPLOME_3;ANCIEN_DIPLOME_4;ANCIEN_DIPLOME_5;ANCIEN_DIPLOME_6;ANCIEN_DIPLOME_7;NOUVEAU_DIPLOME_1;NOUVEAU_DIPLOME_2;NOUVEAU_DIPLOME_3;NOUVEAU_DIPLOME_4;NOUVEAU_DIPLOME_5;NOUVEAU_DIPLOME_6;NOUVEAU_DIPLOME_7
50000001;CAP;PATISSERIE ANCIENNE;;;;;;;;;50000002;;;;;;
50000002;CAP;P@TISSERIE;;50000001;;;;;;;;;;;;;
50000005;CAP;AILLEURS;;;;;;;;;;;;;;;
`, "@", "\xc2"), // Windows-1252
		"onisep/ideo-formations-initiales.json":             `{"total":2,"results":[{"code_scolarite":"50000002","libelle_formation_principal":"CAP pâtisserie","tutelle":"prose"},{"code_scolarite":"50000005","libelle_formation_principal":"CAP ailleurs"}]}`,
		"inserjeunes/depp-etablissements-2019_2020-pro.csv": "n°UAI de l'établissement;;Taux;\n0900001A;ensemble;1;2\n",
		"inserjeunes/depp-etablissements-2022_2023-apprentissage.csv": `n°UAI de l'établissement;Taux;Part en poursuite d'études ;Part en emploi 6 mois après la sortie ;Part des autres situations 
0900003C;51;54;23;23
0910001A;1;2;3;95
`,
		"calendrier/vacances-scolaires.csv": "zone;libelle;debut;fin\nB;Toutes sauf mars;2026-01-01;2026-02-28\nB;Suite;2026-03-06;2026-12-31\n",
	})
}

func fichiers(textes map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for chemin, texte := range textes {
		fsys[chemin] = &fstest.MapFile{Data: []byte(texte)}
	}
	return fsys
}

// annuaire writes rows from "uai;nom;commune".
func annuaire(lignes ...string) string {
	b := "Identifiant_de_l_etablissement;Nom_etablissement;Code_commune;Type_etablissement;Statut_public_prive;Type_contrat_prive;Adresse_1;Adresse_2;Adresse_3;Code postal;Nom_commune;Telephone;Web;Hebergement;Fiche_onisep;latitude;longitude;precision_localisation;libelle_nature\n"
	for _, l := range lignes {
		b += l + ";;;;;;;;;0102030405;;;;;;;\n"
	}
	return b
}

// contours draws Vert (with a useless point on a side), Bleu and Loin.
func contours(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	for _, c := range []struct {
		code, nom, anneau string
	}{
		{"90001", "Vert", "[10,0],[10.005,0.00001],[10.01,0],[10.01,0.01],[10,0.01],[10,0]"},
		{"90002", "Bleu", "[10.01,0],[10.02,0],[10.02,0.01],[10.01,0.01],[10.01,0]"},
		{"91001", "Loin", "[11,0],[12,0],[12,1],[11,1],[11,0]"},
	} {
		fmt.Fprintf(z, "{\"type\":\"Feature\",\"properties\":{\"code\":%q,\"nom\":%q},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[%s]]}}\n", c.code, c.nom, c.anneau)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// reseaux has a line in the region that goes on beyond it, one elsewhere, and
// one that only runs in the holidays.
func reseaux(t *testing.T) fstest.MapFS {
	t.Helper()
	return fichiers(map[string]string{
		"transport/vert.zip":     string(gtfstest.Zip(t, "stops\nA 100 100\nB 2000 100\nC 90000 100\n\ntrips\nt1: A 8:00 | B 8:10 | C 9:10\n")),
		"transport/ailleurs.zip": string(gtfstest.Zip(t, "stops\nA 100 100\nB 90000 100\nC 91000 100\n\ntrips\nt1: A 8:00 | B 8:10 | C 8:20\n")),
		"scolaire/ete.zip":       string(gtfstest.Zip(t, "stops\nA 100 100\nB 2000 100\n\ncalendar.txt\nservice_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\nS,1,1,1,1,1,0,0,20260701,20260831\n\ntrips\nt1: A 8:00 | B 8:10\n")),
	})
}

// manifeste describes every file of the made-up country, with wrong digests.
func manifeste(t *testing.T) *sources.Manifeste {
	t.Helper()
	m, err := sources.ReadManifeste(os.DirFS("../../data"), "sources.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// coupeRegion cuts region 90 to a folder.
func coupeRegion(t *testing.T, destination string, change func(*Options)) (*Bilan, *anomalies.Journal, error) {
	t.Helper()
	j := anomalies.New()
	opts := Options{
		National: pays(t), GTFS: reseaux(t), Destination: destination, Region: "90", Manifeste: manifeste(t), Journal: j,
		SeuilPression: func(s *sources.Sources) (*float64, string, int, error) {
			q3 := 1.5
			return &q3, "2022", len(s.Voeux), nil
		},
	}
	if change != nil {
		change(&opts)
	}
	b, err := Cut(context.Background(), opts)
	return b, j, err
}

func TestCutKeepsOneRegion(t *testing.T) {
	dossier := filepath.Join(t.TempDir(), "vert")
	b, _, err := coupeRegion(t, dossier, nil)
	if err != nil {
		t.Fatal(err)
	}
	j := anomalies.New()
	s, err := sources.Read(os.DirFS(dossier), nil, manifeste(t), j, nil)
	if err != nil {
		t.Fatal(err)
	}
	if rs := j.Resumes(); len(rs) > 0 {
		t.Errorf("the sample has anomalies: %v", rs)
	}
	var lu []string
	for _, c := range s.Communes {
		lu = append(lu, c.Code)
	}
	for _, c := range s.AnciennesCommunes {
		lu = append(lu, c.Nom)
	}
	for _, e := range s.Etablissements {
		lu = append(lu, e.Nom)
	}
	for _, o := range s.Constats {
		lu = append(lu, o.UAI+" "+o.MEF11)
	}
	for _, v := range s.Voeux {
		lu = append(lu, fmt.Sprint(v.UAI, " ", *v.Capacite))
	}
	for _, m := range s.MEFs {
		lu = append(lu, m.MEF)
	}
	for _, d := range s.Diplomes {
		lu = append(lu, d.CFD+" "+d.Libelle)
	}
	for _, o := range s.OnisepFormations {
		lu = append(lu, o.Libelle)
	}
	for _, e := range s.InserEtablissements {
		lu = append(lu, e.UAI)
	}
	want := []string{
		"90001", "90002", "Vieux-Vert",
		"Lycée Vert", "CFA sans commune", // no offre at the collège
		"0900001A 23210000001", "0900001A 12", // the BTS is not for the site
		"2410000121", "2410000221", // the newer code comes along
		"50000001 PATISSERIE ANCIENNE", "50000002 PÂTISSERIE", "CAP pâtisserie", "0900003C",
	}
	if diff := cmp.Diff(want, lu); diff != "" {
		t.Errorf("sample (-want +got):\n%s", diff)
	}
	if s.AnciensCodes["90003"] != "90001" || len(s.AnciensCodes) != 1 || len(s.Departements) != 1 || len(s.Vacances) != 2 {
		t.Errorf("anciens codes %v, départements %v, vacances %v", s.AnciensCodes, s.Departements, s.Vacances)
	}
	e := s.Echantillon
	if e == nil || e.Region != "90" || e.Nom != "Pays vert" || *e.SeuilPression != 1.5 || e.OffresPression != 2 {
		t.Errorf("echantillon.yaml = %+v", e)
	}
	if diff := cmp.Diff(b.Echantillon, *e); diff != "" {
		t.Errorf("echantillon.yaml is not the bilan (-bilan +file):\n%s", diff)
	}
}

func TestCutWritesNoProse(t *testing.T) {
	dossier := filepath.Join(t.TempDir(), "vert")
	if _, _, err := coupeRegion(t, dossier, nil); err != nil {
		t.Fatal(err)
	}
	err := fs.WalkDir(os.DirFS(dossier), ".", func(chemin string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dossier, chemin))
		for _, mot := range []string{"prose", "0102030405", "Lointain", "siren"} {
			if bytes.Contains(data, []byte(mot)) {
				t.Errorf("%s holds %q", chemin, mot)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestCutReducesTimetables(t *testing.T) {
	b, j, err := coupeRegion(t, filepath.Join(t.TempDir(), "vert"), nil)
	if err != nil {
		t.Fatal(err)
	}
	// The first Tuesday or Thursday outside the holidays of zone B (Rennes).
	want := []sources.ReseauEchantillon{{Fichier: "gtfs/transport/vert.zip", Jour: "2026-03-03", Stops: 2, Trips: 1}}
	if diff := cmp.Diff(want, b.Reseaux); diff != "" {
		t.Errorf("timetables (-want +got):\n%s", diff)
	}
	laisses := []FichierLaisse{{"scolaire/ete.zip", "aucun jour de référence"}, {"transport/ailleurs.zip", "moins de deux arrêts dans la région"}}
	if diff := cmp.Diff(laisses, b.Laisses); diff != "" {
		t.Errorf("left out (-want +got):\n%s", diff)
	}
	codes := []string{}
	for _, r := range j.Resumes() {
		codes = append(codes, r.Code.Nom)
	}
	if !slices.Contains(codes, ReseauSansJour.Nom) {
		t.Errorf("anomalies %v, want %s", codes, ReseauSansJour.Nom)
	}
}

func TestCutSaysThatTheFilesAreNotThoseOfTheManifest(t *testing.T) {
	_, j, err := coupeRegion(t, filepath.Join(t.TempDir(), "vert"), nil)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for _, r := range j.Resumes() {
		got[r.Code.Nom] = r.Nombre
	}
	// Fourteen files of the country are described; three timetables are not.
	if got[EmpreinteDifferente.Nom] != 14 || got[HorsManifeste.Nom] != 3 {
		t.Errorf("anomalies %v", got)
	}
}

func TestCutTwiceGivesTheSameBytes(t *testing.T) {
	dossier := filepath.Join(t.TempDir(), "vert")
	var fois [2]map[string]string
	for i := range fois {
		if _, _, err := coupeRegion(t, dossier, nil); err != nil {
			t.Fatal(err)
		}
		fois[i] = contenu(t, dossier)
	}
	if diff := cmp.Diff(fois[0], fois[1]); diff != "" {
		t.Errorf("second cut (-first +second):\n%s", diff)
	}
	voisins, err := os.ReadDir(filepath.Dir(dossier))
	if err != nil || len(voisins) != 1 {
		t.Errorf("beside the sample: %v, %v", voisins, err)
	}
}

// contenu reads a whole folder.
func contenu(t *testing.T, dossier string) map[string]string {
	t.Helper()
	lus := map[string]string{}
	fsys := os.DirFS(dossier)
	err := fs.WalkDir(fsys, ".", func(chemin string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			var data []byte
			data, err = fs.ReadFile(fsys, chemin)
			lus[chemin] = string(data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return lus
}

func TestCutRefusals(t *testing.T) {
	occupe := t.TempDir()
	if err := os.WriteFile(filepath.Join(occupe, "precieux.txt"), []byte("à garder"), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		destination string
		change      func(*Options)
		want        string
	}{
		"another folder": {occupe, nil, "it is not a sample"},
		"unknown region": {"", func(o *Options) { o.Region = "99" }, "90 Pays vert, 91 Lointain"},
		"a sample of it": {"", func(o *Options) {
			o.National.(fstest.MapFS)["echantillon.yaml"] = &fstest.MapFile{Data: []byte("region: \"90\"\n")}
		}, "itself the sample"},
		"timetables without outline nor centre": {"", func(o *Options) { delete(o.National.(fstest.MapFS), "geo-api/contours-communes-2018.ndjson.gz") }, "no outline nor centre"},
		"a broken national":                     {"", func(o *Options) { delete(o.National.(fstest.MapFS), "bcn/n_mef.csv") }, "missing bcn/n_mef.csv"},
	}
	for nom, tt := range tests {
		t.Run(nom, func(t *testing.T) {
			destination := tt.destination
			if destination == "" {
				destination = filepath.Join(t.TempDir(), "vert")
			}
			avant, _ := os.ReadDir(filepath.Dir(destination))
			_, _, err := coupeRegion(t, destination, tt.change)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
			apres, _ := os.ReadDir(filepath.Dir(destination))
			if len(apres) != len(avant) {
				t.Errorf("left behind: %v", apres)
			}
		})
	}
	if _, err := os.Stat(filepath.Join(occupe, "precieux.txt")); err != nil {
		t.Error(err)
	}
}

func TestCutStopsWhenAsked(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := Cut(ctx, Options{National: pays(t), Destination: filepath.Join(t.TempDir(), "vert"), Region: "90", Manifeste: manifeste(t), Journal: anomalies.New()})
	if err == nil {
		t.Error("no error from a cancelled context")
	}
}

func TestSimplifiedDropsPointsAndDecimals(t *testing.T) {
	carre := orb.Ring{{0, 0}, {0.5, 0.0004}, {1.000012, 0}, {1, 1}, {0, 1}, {0, 0}}
	trou := orb.Ring{{0.5, 0.5}, {0.5004, 0.5}, {0.5004, 0.5004}, {0.5, 0.5}}
	got := simplified(orb.MultiPolygon{{carre, trou}})
	want := orb.MultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}}}
	if !got.Equal(want) {
		t.Errorf("simplified = %v, want %v", got, want)
	}
	if carre[1] != (orb.Point{0.5, 0.0004}) {
		t.Error("simplified changed its argument")
	}
	petit := orb.MultiPolygon{{trou}}
	if got := simplified(petit); !got.Equal(petit) {
		t.Errorf("a tiny outline became %v", got)
	}
}
