package sources

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"futurpro/generator/anomalies"
)

// partage returns the folder of the shared data, or skips the test.
func partage(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("reads the whole national set")
	}
	dossier := filepath.Join(sharedFolder(), "data")
	if _, err := os.Stat(filepath.Join(dossier, "national")); err != nil {
		t.Skipf("no national data in %s: set FUTURPRO_SHARED to the folder that holds data/national", dossier)
	}
	return dossier
}

func sharedFolder() string {
	return cmp.Or(os.Getenv("FUTURPRO_SHARED"), "../../../shared")
}

func TestNationalSet(t *testing.T) {
	dossier := partage(t)
	j := anomalies.New()
	s, err := Read(os.DirFS(filepath.Join(dossier, "national")), depot(), manifesteDepot(t), j, nil)
	if err != nil {
		t.Fatal(err)
	}
	parRentree := map[string]int{}
	for _, v := range s.Voeux {
		parRentree[v.Rentree]++
	}
	for _, c := range []struct {
		nom       string
		got, want int
	}{
		{"communes", len(s.Communes), 35_014},
		{"anciennes communes", len(s.AnciennesCommunes), 2_576},
		{"constats", len(s.Constats), 44_446},
		{"établissements", len(s.Etablissements), 7_845},
		{"vœux 2021", parRentree["2021"], 19_767},
		{"vœux 2022", parRentree["2022"], 19_641},
		{"InserJeunes par région", len(s.InserRegions), 40_322},
		{"MEF", len(s.MEFs), 10_067},
		{"diplômes", len(s.Diplomes), 4_023 + 11_261},
		{"familles de métiers", len(s.Familles), 90},
		{"formations Onisep", len(s.OnisepFormations), 5_776},
		{"fiches Onisep", len(s.OnisepFiches), 2_342},
		{"métiers Onisep", len(s.OnisepMetiers), 1_043},
		{"certifications décrites par l'Onisep", len(s.Passages), 3_283},
		{"fiches de 2de commune", len(s.FichesSecondes), 30},
		{"diplômes avec proches", len(s.Similaires), 2_482},
		{"diplômes avec mots-clés", len(s.MotsCles), 865},
		{"établissements avec portes ouvertes", len(s.PortesOuvertes), 1_418 - 740},
		{"codes ROME", len(s.Romes), 609},
		{"métiers par code ROME", len(s.RomeMetiers), 963},
		{"InserJeunes par établissement", len(s.InserEtablissements), 22_484 + 11_314},
	} {
		if c.got != c.want {
			t.Errorf("%s: %d, want %d", c.nom, c.got, c.want)
		}
	}
	var absentes []string
	for _, source := range s.Manquantes {
		absentes = append(absentes, source.ID)
	}
	if got := strings.Join(absentes, " "); got != "inserjeunes-regions-api inserjeunes-formations inserjeunes-salaires acce affelnet-lieux apprentissage formacodes-transition onisep-actions onisep-structures rncp" {
		t.Errorf("sources absentes: %s", got)
	}
	places := 0
	for _, e := range s.Etablissements {
		if e.Position != nil {
			places++
		}
	}
	if want := 6_538 + 147; places != want {
		t.Errorf("%d établissements have a position, want %d", places, want)
	}
	if err := j.Verdict(); err != nil {
		t.Error(err)
	}
	// Three rows of certif-info encoded twice, repaired, of which one had lost
	// bytes. A file of métiers that lost its accents, two ROME codes cut short. Four files without column names; malformed continuum codes; an Onisep
	// code of 7 characters; an IPS file that repeats 743 lycées.
	wantAnomalies(t, j, "caractere-perdu 682", "cfd-malforme 9", "colonnes-sans-nom 4", "double-encodage 4", "doublon 743", "pas-un-departement 12", "rome-malforme 2")
}

func TestManifesteDescribesTheFilesAtHand(t *testing.T) {
	dossier := partage(t)
	for _, s := range manifesteDepot(t).Sources {
		for _, f := range s.Fichiers {
			if f.SHA256 == "" {
				continue // it never came
			}
			var data []byte
			var err error
			for _, racine := range []string{filepath.Join(dossier, "national"), dossier, "../../data"} {
				if data, err = fs.ReadFile(os.DirFS(racine), f.Chemin); err == nil {
					break
				}
			}
			if err != nil {
				t.Errorf("%s: %v", s.ID, err)
				continue
			}
			if h := sha256.Sum256(data); hex.EncodeToString(h[:]) != f.SHA256 {
				t.Errorf("%s: the sha256 of %s is %x", s.ID, f.Chemin, h)
			}
		}
	}
}

// The official extract of one département has every column and every kind of
// school, some on several lines (etablissement_multi_lignes).
func TestOfficialAnnuaireIsRead(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(partage(t), "formats", "annuaire-education-35-2023.csv"))
	if err != nil {
		t.Fatal(err)
	}
	s, j, err := readText(t, "education/annuaire-education.csv", string(data))
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Etablissements) < 500 || s.Etablissements[0].Nom == "" {
		t.Errorf("%d établissements", len(s.Etablissements))
	}
	wantAnomalies(t, j, "doublon-different 3")
}

// The export of 2020 pads its cells and writes some accents in Windows-1252.
func TestAffelnetOf2020GivesThePlaceOfEtablissements(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(partage(t), "formats", "affelnet-2020-desordonne.csv"))
	if err != nil {
		t.Fatal(err)
	}
	s, j, err := readText(t, "affelnet/offre-formation-2020.csv", string(data))
	if err != nil {
		t.Fatal(err)
	}
	want := LieuAffelnet{Ligne: 2, Fichier: "affelnet/offre-formation-2020.csv", UAI: "0040007L", Type: "LYCEE PROFESSIONNEL", Commune: "04070", CodePostal: "04000", Ville: "DIGNE LES BAINS"}
	if len(s.LieuxAffelnet) < 500 || s.LieuxAffelnet[0] != want {
		t.Errorf("%d places, the first %+v", len(s.LieuxAffelnet), s.LieuxAffelnet[0])
	}
	wantAnomalies(t, j, "code-absent 1") // a row that only says POLYNESIE
}
