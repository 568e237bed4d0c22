package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// validateur is the Nu Html Checker, where .ci/tools puts it.
const validateur = "../.cache/outils/node_modules/vnu-jar/build/dist/vnu.jar"

// constatsAdmis are what the checker says that is left as it is, each with the
// only place where it is.
var constatsAdmis = []struct{ fichier, message *regexp.Regexp }{
	// Stacked on a narrow screen, a table is one no more for some browsers: its
	// roles keep it one for a screen reader.
	{regexp.MustCompile(`^donnees/index\.html$`), regexp.MustCompile(`“role” attribute must not be used on a “t[drh]” element|role is unnecessary for element “t`)},
	// What browsers have, and the checker's lists have not.
	{regexp.MustCompile(`\.css$`), regexp.MustCompile(`^CSS: “(paint-order|vector-effect|field-sizing|reading-flow)”: Property “[a-z-]+” doesn't exist`)},
	{regexp.MustCompile(`^assets/base\.`), regexp.MustCompile(`^CSS: “clip-path”: “path\(evenodd,`)},
	{regexp.MustCompile(`^assets/leaflet\.`), regexp.MustCompile(`^CSS: “mix-blend-mode”: “plus-lighter”`)},
	{regexp.MustCompile(`^donnees/fond-[0-9AB]+\.`), regexp.MustCompile(`^Attribute “vector-effect” not allowed on element “path”`)},
}

// checkValidite gives one page of each kind, the styles and the drawings to the
// Nu Html Checker, the validator of the W3C. With CI=true its absence is a
// failure.
func checkValidite(t *testing.T, s *site) {
	var fichiers []string
	for _, page := range typesDePages(t, s.dir) {
		fichiers = append(fichiers, fichierDe(page))
	}
	for f := range maps.Keys(s.files) {
		if ext := filepath.Ext(f); ext == ".css" || ext == ".svg" {
			fichiers = append(fichiers, f)
		}
	}
	slices.Sort(fichiers)
	admis := make([]int, len(constatsAdmis))
	for _, c := range valider(t, s.dir, fichiers) {
		i := slices.IndexFunc(constatsAdmis, func(a struct{ fichier, message *regexp.Regexp }) bool {
			return a.fichier.MatchString(c.fichier) && a.message.MatchString(c.message)
		})
		if i < 0 {
			t.Errorf("%s: %s\n\t%s", c.fichier, c.message, c.extrait)
			continue
		}
		admis[i]++
	}
	for i, n := range admis {
		if n == 0 {
			t.Errorf("the checker says no more %q: take it out of what is admitted", constatsAdmis[i].message)
		}
	}
}

// TestValidateur: the checker is run in a way that tells the mistakes of pages,
// styles and drawings.
func TestValidateur(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	fichiers := map[string]string{
		"page.html": `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Essai</title><ul><p>Un texte.</ul>`,
		"style.css": `p { coulor: red }`,
		"trait.svg": `<svg xmlns="http://www.w3.org/2000/svg"><trait/></svg>`,
		"bien.html": `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Essai</title><p>Un texte.`,
	}
	for nom, texte := range fichiers {
		if err := os.WriteFile(filepath.Join(dir, nom), []byte(texte), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	vus := map[string]bool{}
	for _, c := range valider(t, dir, slices.Sorted(maps.Keys(fichiers))) {
		vus[c.fichier] = true
	}
	if got, want := slices.Sorted(maps.Keys(vus)), []string{"page.html", "style.css", "trait.svg"}; !slices.Equal(got, want) {
		t.Errorf("mistakes told of %v, they are in %v", got, want)
	}
}

// constat is what the checker says of a place of a file.
type constat struct{ fichier, message, extrait string }

// valider runs the checker on files of a folder.
func valider(t *testing.T, dir string, fichiers []string) []constat {
	t.Helper()
	laisser := t.Skipf
	if os.Getenv("CI") == "true" {
		laisser = t.Fatalf
	}
	jar, err := filepath.Abs(validateur)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(jar); err != nil {
		laisser("LEFT OUT: no Nu Html Checker on this machine; 'make tools' installs it: %v", err)
	}
	// On a Mac without Java, java is there and says only where to get one.
	if err := exec.Command("java", "-version").Run(); err != nil {
		laisser("LEFT OUT: the Nu Html Checker needs Java, which 'make tools' installs: %v", err)
	}
	cmd := exec.CommandContext(t.Context(), "java", append([]string{"-jar", jar, "--also-check-css", "--also-check-svg", "--format", "json", "--stdout", "--exit-zero-always"}, fichiers...)...)
	cmd.Dir = dir
	var erreurs bytes.Buffer
	cmd.Stderr = &erreurs
	sortie, err := cmd.Output()
	if err != nil {
		t.Fatalf("the checker: %v\n%s", err, erreurs.String())
	}
	var lu struct {
		Messages []struct{ URL, Message, Extract string }
	}
	if err := json.Unmarshal(sortie, &lu); err != nil {
		t.Fatalf("the answer of the checker: %v\n%s", err, erreurs.String())
	}
	racine, err := filepath.EvalSymlinks(dir)
	if err != nil {
		t.Fatal(err)
	}
	var l []constat
	for _, m := range lu.Messages {
		chemin := strings.TrimPrefix(strings.TrimPrefix(m.URL, "file:"), dir)
		l = append(l, constat{strings.TrimPrefix(strings.TrimPrefix(chemin, racine), "/"), m.Message, fmt.Sprintf("%.200s", m.Extract)})
	}
	return l
}
