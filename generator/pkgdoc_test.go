package main

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// sentenceEnd is a full stop, or its like, before a space or the end.
var sentenceEnd = regexp.MustCompile(`[.!?][)"]*(\s|$)`)

// Every package says what it owns, in one file, in two sentences at least: the
// first is what lists show, the second what it leaves to others.
func TestPackageDocs(t *testing.T) {
	t.Parallel()
	for _, p := range goList(t) {
		name := strings.TrimPrefix(p.ImportPath, module)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var carriers, docs []string
			for _, file := range p.GoFiles {
				f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, file), nil, parser.PackageClauseOnly|parser.ParseComments)
				if err != nil {
					t.Fatal(err)
				}
				if f.Doc != nil {
					carriers, docs = append(carriers, file), append(docs, docText(f))
				}
			}
			if len(carriers) != 1 {
				t.Fatalf("%d files carry a package comment, expected one: %v", len(carriers), carriers)
			}
			start := "Package " + p.Name + " "
			if p.Name == "main" {
				start = "Command " + filepath.Base(p.ImportPath) + " "
			}
			if !strings.HasPrefix(docs[0], start) {
				t.Errorf("%s: the package comment begins with %.40q, expected %q", carriers[0], docs[0], start)
			}
			if n := len(sentenceEnd.FindAllString(docs[0], -1)); n < 2 {
				t.Errorf("%s: the package comment has %d sentences, expected two or more: what the package owns, what it leaves to others", carriers[0], n)
			}
			if s := new(doc.Package).Synopsis(docs[0]); s == "" {
				t.Errorf("%s: the first sentence of the package comment is no synopsis", carriers[0])
			}
		})
	}
}

func docText(f *ast.File) string { return strings.TrimSpace(f.Doc.Text()) }
