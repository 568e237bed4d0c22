package echantillon

import (
	"context"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"futurpro/generator/anomalies"
	"futurpro/generator/sources"
)

// sansContours hides the outlines, the longest to read.
type sansContours struct{ fs.FS }

func (f sansContours) Open(nom string) (fs.File, error) {
	if strings.HasPrefix(path.Base(nom), "contours-") {
		return nil, &fs.PathError{Op: "open", Path: nom, Err: fs.ErrNotExist}
	}
	return f.FS.Open(nom)
}

func (f sansContours) ReadDir(nom string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(f.FS, nom)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return strings.HasPrefix(e.Name(), "contours-") }), err
}

// TestCutBretagne cuts the real sample, without its maps and timetables.
func TestCutBretagne(t *testing.T) {
	partage := os.Getenv("FUTURPRO_SHARED")
	if partage == "" {
		partage = "../../../shared"
	}
	national := filepath.Join(partage, "data", "national")
	if _, err := os.Stat(national); err != nil {
		t.Skipf("no national data in %s: set FUTURPRO_SHARED to the folder that holds data/national", national)
	}
	if testing.Short() {
		t.Skip("reads the whole national set")
	}
	j := anomalies.New()
	dossier := filepath.Join(t.TempDir(), "bretagne")
	b, err := Cut(context.Background(), Options{
		National: sansContours{os.DirFS(national)}, Complements: os.DirFS("../../data"), Destination: dossier,
		Region: "53", Manifeste: manifeste(t), Journal: j,
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range j.Resumes() {
		if r.Code == EmpreinteDifferente || r.Code == HorsManifeste {
			t.Errorf("%s: %d, first %s", r.Code.Nom, r.Nombre, r.Exemple)
		}
	}
	if b.Octets > 5_000_000 {
		t.Errorf("the sample is %d bytes", b.Octets)
	}
	relu := anomalies.New()
	s, err := sources.Read(os.DirFS(dossier), nil, manifeste(t), relu, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Communes) != 1_202 || len(s.Departements) != 4 {
		t.Errorf("%d communes in %d départements, want 1202 in 4", len(s.Communes), len(s.Departements))
	}
	if err := relu.Verdict(); err != nil {
		t.Error(err)
	}
	var absentes []string
	for _, source := range s.Manquantes {
		absentes = append(absentes, source.ID)
	}
	slices.Sort(absentes)
	// Not at hand, of no use to one region, or drawn from prose.
	if want := []string{"acce", "affelnet-lieux", "apprentissage", "formacodes-transition", "inserjeunes-formations", "inserjeunes-regions-api", "inserjeunes-salaires",
		"mots-cles", "onisep-actions", "onisep-passage", "onisep-structures", "rncp", "rome-metiers"}; !slices.Equal(absentes, want) {
		t.Errorf("missing from the sample: %v, want %v", absentes, want)
	}
}
