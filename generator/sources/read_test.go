package sources

import (
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"futurpro/generator/anomalies"
)

// depot is the repository's data folder.
func depot() fs.FS { return os.DirFS("../../data") }

func manifesteDepot(t *testing.T) *Manifeste {
	t.Helper()
	m, err := ReadManifeste(depot(), "sources.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// dossierValide holds the valid sample of every reader.
func dossierValide() fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, l := range lecteurs() {
		fsys[l.chemin] = &fstest.MapFile{Data: []byte(l.valide)}
	}
	fsys[formacodes] = &fstest.MapFile{Data: classeur("Lisez-moi", "Code Formacode® V14", "12520")}
	fsys[constat2020] = &fstest.MapFile{Data: []byte("Rentrée scolaire;UAI;Mef Bcp 11;Nombre d'élèves : Total\n2020;0350901A;32211022207;12\n")}
	return fsys
}

func TestEveryDataSetIsInTheManifest(t *testing.T) {
	m := manifesteDepot(t)
	for _, j := range jeux() {
		s, ok := m.Source(j.id)
		if !ok {
			t.Errorf("data/sources.yaml lacks %s", j.id)
		}
		if s.Requise != j.requis {
			t.Errorf("%s: requise is %v in data/sources.yaml, %v in the table", j.id, s.Requise, j.requis)
		}
	}
}

func TestReadTakesEveryDataSet(t *testing.T) {
	var noms []string
	j := anomalies.New()
	s, err := Read(dossierValide(), nil, manifesteDepot(t), j, func(nom string) { noms = append(noms, nom) })
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Manquantes) != 1 || s.Manquantes[0].ID != "bcn-v-formation-diplome" {
		t.Errorf("Manquantes = %v, want bcn-v-formation-diplome alone", s.Manquantes)
	}
	if len(noms) != len(jeux()) || noms[0] != "Communes et arrondissements" {
		t.Errorf("progress was told %q", noms)
	}
	if s.Echantillon != nil {
		t.Errorf("Echantillon = %v, want nil", s.Echantillon)
	}
	wantAnomalies(t, j)
}

// Files are read several at a time: neither what they give nor what is wrong with
// them may depend on which ends first.
func TestTheOrderIsThatOfTheTable(t *testing.T) {
	s, err := Read(os.DirFS("../../data/bretagne"), depot(), manifesteDepot(t), anomalies.New(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var ids, fichiers []string
	for _, f := range s.Lus {
		ids = append(ids, f.Source)
	}
	ids = slices.Compact(ids)
	for _, j := range jeux() {
		if len(ids) > 0 && ids[0] == j.id {
			ids = ids[1:]
		}
	}
	if len(ids) > 0 {
		t.Errorf("%q are not in the order of the table", ids)
	}
	for _, e := range s.InserEtablissements { // of two data sets
		fichiers = append(fichiers, e.Fichier)
	}
	fichiers = slices.Compact(fichiers)
	if n := len(fichiers); n < 3 || !slices.IsSorted(fichiers[:n-1]) || fichiers[n-1] != "inserjeunes/fr-en-inserjeunes-cfa.csv" {
		t.Errorf("établissements of InserJeunes from %q", fichiers)
	}

	fsys := dossierValide()
	broken := []string{"geo-api/communes.json", constat2020, "bcn/n_mef.csv", "rome/rome.csv"}
	for _, chemin := range broken {
		fsys[chemin] = &fstest.MapFile{Data: []byte(" ")}
	}
	_, err = Read(fsys, nil, manifesteDepot(t), anomalies.New(), nil)
	wantError(t, err, broken...)
	if told := strings.Split(err.Error(), "\n"); !slices.EqualFunc(told, broken, strings.Contains) {
		t.Errorf("told %q, want %q in this order", told, broken)
	}
}

func TestMissingSources(t *testing.T) {
	fsys := dossierValide()
	delete(fsys, "bcn/n_mef.csv")
	delete(fsys, constat2020)
	delete(fsys, "calendrier/vacances-scolaires.csv")
	delete(fsys, "affelnet/attractivite-capacite-2022.csv")
	_, err := Read(fsys, nil, manifesteDepot(t), anomalies.New(), nil)
	wantError(t, err, "missing education/constat-rentree-*.csv (Constat de rentrée", "missing bcn/n_mef.csv", "download it from https://")
	if strings.Contains(err.Error(), "affelnet") {
		t.Errorf("error %q names an optional source", err)
	}
}

func TestMissingFileIsLookedForInComplements(t *testing.T) {
	fsys := dossierValide()
	delete(fsys, "calendrier/vacances-scolaires.csv")
	s, err := Read(fsys, depot(), manifesteDepot(t), anomalies.New(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Vacances) < 100 {
		t.Errorf("%d school holidays, want those of the repository", len(s.Vacances))
	}
}

func TestSampleSaysWhatItIs(t *testing.T) {
	fsys := dossierValide()
	fsys[CheminEchantillon] = &fstest.MapFile{Data: []byte("region: \"53\"\nnom: Bretagne\nseuilPression: 1.5\n")}
	s, err := Read(fsys, nil, manifesteDepot(t), anomalies.New(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if s.Echantillon == nil || s.Echantillon.Region != "53" || *s.Echantillon.SeuilPression != 1.5 {
		t.Errorf("Echantillon = %+v", s.Echantillon)
	}
	fsys[CheminEchantillon] = &fstest.MapFile{Data: []byte("region: \"53\"\nnon: Bretagne\n")}
	_, err = Read(fsys, nil, manifesteDepot(t), anomalies.New(), nil)
	wantError(t, err, CheminEchantillon, `unknown field "non"`, "2 |")
}

func TestBrokenManifestes(t *testing.T) {
	valide := `sources:
  - id: a
    nom: A
    producteur: P
    licence: L
    url: https://a.example
    format: CSV
    millesime: "2022"
    requise: true
    apport: Rien.
    fichiers:
      - chemin: a/a.csv
        sha256: a` + strings.Repeat("0", 63) + "\n"
	tests := map[string]struct {
		yaml string
		want []string
	}{
		"unknown key": {strings.Replace(valide, "licence:", "license:", 1), []string{"sources.yaml", `unknown field "license"`, "5 |"}},
		"twice":       {valide + strings.TrimPrefix(valide, "sources:\n"), []string{`source "a" is there twice`, `file "a/a.csv" is there twice`}},
		"empty value": {strings.Replace(valide, "apport: Rien.", `apport: ""`, 1), []string{"apport is empty"}},
		"sha256":      {strings.Replace(valide, "a0000", "z0000", 1), []string{"64 hexadecimal digits"}},
		"path":        {strings.Replace(valide, "a/a.csv", "/a/a.csv", 1), []string{"is not the path of a file"}},
		"empty":       {"sources: []\n", []string{"no source"}},
		"no sha256":   {strings.Replace(valide, "sha256: a", "# a", 1), []string{"64 hexadecimal digits"}},
		"no address":  {strings.Replace(valide, "a/a.csv", "a/a.csv\n        extraire: gz", 1), []string{"a/a.csv has no telechargement"}},
	}
	for nom, tt := range tests {
		t.Run(nom, func(t *testing.T) {
			_, err := ReadManifeste(fstest.MapFS{"sources.yaml": {Data: []byte(tt.yaml)}}, "sources.yaml")
			wantError(t, err, tt.want...)
		})
	}
	jamaisVenu := strings.Replace(valide, "sha256: a", "telechargement: https://a.example/a.csv.gz\n        extraire: gz\n        aVerifier: true # a", 1)
	for _, text := range []string{valide, jamaisVenu + "    manuel: Écrire au producteur.\n"} {
		if _, err := ReadManifeste(fstest.MapFS{"sources.yaml": {Data: []byte(text)}}, "sources.yaml"); err != nil {
			t.Error(err)
		}
	}
}

func TestCalendarHasNoOverlap(t *testing.T) {
	s := &Sources{}
	data, err := fs.ReadFile(depot(), "calendrier/vacances-scolaires.csv")
	if err != nil {
		t.Fatal(err)
	}
	f, err := newFichier("calendrier/vacances-scolaires.csv", data, anomalies.New())
	if err != nil {
		t.Fatal(err)
	}
	if err := readVacances(f, s); err != nil {
		t.Fatal(err)
	}
	parZone := map[string][]Vacances{}
	for _, v := range s.Vacances {
		parZone[v.Zone] = append(parZone[v.Zone], v)
	}
	if zones := slices.Sorted(maps.Keys(parZone)); !slices.Equal(zones, []string{"A", "B", "C"}) {
		t.Fatalf("zones %v", zones)
	}
	for zone, vs := range parZone {
		for i := 1; i < len(vs); i++ {
			if vs[i].Debut <= vs[i-1].Fin {
				t.Errorf("zone %s: %s follows %s", zone, vs[i].Debut, vs[i-1].Fin)
			}
		}
	}
	enVacances := func(zone, jour string) bool {
		return slices.ContainsFunc(parZone[zone], func(v Vacances) bool { return v.Debut <= jour && jour <= v.Fin })
	}
	for jour, want := range map[string]bool{"2012-06-19": false, "2012-07-05": false, "2012-07-06": true, "2025-02-11": true, "2025-03-04": false} {
		if got := enVacances("B", jour); got != want {
			t.Errorf("zone B on %s: %v, want %v", jour, got, want)
		}
	}
}
