package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestClockThatJumpsChangesNothing moves the dates of all that a build reads and
// has written: only bytes say whether something has changed.
func TestClockThatJumpsChangesNothing(t *testing.T) {
	t.Parallel()
	e := newEssai(t, 5)
	dater := func(quand time.Time) {
		t.Helper()
		err := filepath.WalkDir(e.dir, func(nom string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			return os.Chtimes(nom, quand, quand)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, stderr, code := e.build("public", "cache"); code != exitOK {
		t.Fatal(stderr)
	}
	for _, quand := range []time.Time{time.Unix(0, 0), time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC)} {
		dater(quand)
		if stdout, stderr, code := e.build("public", "cache"); code != exitOK || !strings.HasPrefix(stdout, "Nothing has changed") {
			t.Fatalf("all of %v: %d\n%s%s", quand, code, stdout, stderr)
		}
		// As many bytes as before, at the same date.
		const page = "content/projet/index.md"
		e.write(page, strings.Replace(e.read(page), "Lire", "Vois", 1))
		dater(quand)
		if stdout, stderr, code := e.build("public", "cache"); code != exitOK || strings.HasPrefix(stdout, "Nothing has changed") {
			t.Fatalf("all of %v, a page of the same size: %d\n%s%s", quand, code, stdout, stderr)
		}
		e.write(page, strings.Replace(e.read(page), "Vois", "Lire", 1))
		dater(quand)
		if _, stderr, code := e.build("public", "cache"); code != exitOK {
			t.Fatal(stderr)
		}
	}
	if _, stderr, code := e.build("froid", ""); code != exitOK {
		t.Fatal(stderr)
	}
	e.same("after the jumps", "froid", "public")
}

// TestOnlyReportsReadTheClock: what is made of the clock is told on the console,
// so that SOURCE_DATE_EPOCH has nothing to change in a site.
func TestOnlyReportsReadTheClock(t *testing.T) {
	t.Parallel()
	permis := map[string]string{
		"rapport.go": "how long each stage took", "fetch_suivi.go": "how fast downloads come",
		"surveillance.go": "when folders are quiet", "edition_http.go": "how long a page took to be read again",
	}
	for _, p := range goList(t) {
		if !strings.HasPrefix(p.ImportPath, module+"generator") {
			continue // the bench measures time
		}
		for _, nom := range p.GoFiles {
			f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, nom), nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				s, ok := n.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				if x, ok := s.X.(*ast.Ident); ok && x.Name == "time" && (s.Sel.Name == "Now" || s.Sel.Name == "Local") && permis[nom] == "" {
					t.Errorf("%s/%s reads time.%s", p.ImportPath, nom, s.Sel.Name)
				}
				return true
			})
		}
	}
}
