package recherche

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// reponse is what the script of the pages answers to a query.
type reponse struct {
	Adresses []string // of the sections shown, the best first
	Total    int
	Tous     bool // every word was found
	Fautes   []string
	Fichiers []string // read
}

// chercher asks queries of an index, with Node.js.
func chercher(tb testing.TB, index []Fichier, requetes []string) []reponse {
	tb.Helper()
	dossier := tb.TempDir()
	for _, f := range index {
		if err := os.WriteFile(filepath.Join(dossier, f.Nom), f.Corps, 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	var reponses []reponse
	repondre(tb, "testdata/chercher.mjs", dossier, requetes, &reponses, "recherche-documentation/documentation.js")
	return reponses
}

// repondre gives queries to a script of testdata, which reads an index and the
// modules named, and reads its answers. With CI=true the absence of Node.js is
// a failure.
func repondre(tb testing.TB, script, index string, requetes []string, reponses any, modules ...string) {
	tb.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") == "true" {
			tb.Fatal("Node.js is not on this machine: the search cannot be tried")
		}
		tb.Skip("LEFT OUT: Node.js is not on this machine; the search was not tried")
	}
	// Opened here, the scripts are known to go test, which then runs again when
	// one of them changes.
	for _, nom := range append(modules, "recherche-documentation/racines.js", "pliage/pliage.js") {
		if _, err := os.ReadFile("../../layouts/composants/" + nom); err != nil {
			tb.Fatal(err)
		}
	}
	entree, err := json.Marshal(requetes)
	if err != nil {
		tb.Fatal(err)
	}
	cmd := exec.Command(node, script, index)
	cmd.Stdin, cmd.Stderr = bytes.NewReader(entree), os.Stderr
	sortie, err := cmd.Output()
	if err != nil {
		tb.Fatalf("node: %v", err)
	}
	if err := json.Unmarshal(sortie, reponses); err != nil {
		tb.Fatal(err)
	}
}
