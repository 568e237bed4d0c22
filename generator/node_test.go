package main

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestScripts runs the tests of the pages' scripts with Node.js, which the
// build itself does not need. With CI=true its absence is a failure.
func TestScripts(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("Node.js is not on this machine: the tests of the scripts cannot run")
		}
		t.Skip("LEFT OUT: Node.js is not on this machine; the tests of layouts/**/*.test.js did not run")
	}
	var tests []string
	err = filepath.WalkDir("../layouts", func(chemin string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(chemin, ".test.js") {
			tests = append(tests, chemin)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(tests) == 0 {
		t.Fatal("no test of the scripts was found")
	}
	out, err := exec.Command(node, append([]string{"--test"}, tests...)...).CombinedOutput()
	if err != nil {
		t.Errorf("node --test: %v\n%s", err, out)
	}
}
