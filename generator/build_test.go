package main

import (
	"errors"
	"os"
	"testing"

	"futurpro/generator/pages"
	"futurpro/generator/render"
)

// TestAFolderIsWrittenFileByFile: a folder of the site gives its files, or the
// reason why it has none.
func TestAFolderIsWrittenFileByFile(t *testing.T) {
	t.Parallel()
	layouts, err := render.Load(os.DirFS("../layouts"), "", nil)
	if err != nil {
		t.Fatal(err)
	}
	panne := errors.New("no index")
	for _, c := range []struct {
		contenu []pages.Page
		err     error
	}{
		{[]pages.Page{{Chemin: "/d/a.json"}, {Chemin: "/d/b.json"}}, nil},
		{nil, panne},
	} {
		all := func(yield func(pages.Page, error) bool) {
			yield(pages.Page{Chemin: "/d/", Dossier: func() ([]pages.Page, error) { return c.contenu, c.err }}, nil)
		}
		var ecrits []string
		var got error
		for f, err := range fichiers(all, layouts, nil) {
			if got = err; err == nil {
				ecrits = append(ecrits, f.Chemin)
			}
		}
		ecrits = ecrits[len(layouts.Assets()):]
		if len(ecrits) != len(c.contenu) || !errors.Is(got, c.err) {
			t.Errorf("%q, %v; want %d files, %v", ecrits, got, len(c.contenu), c.err)
		}
	}
}
