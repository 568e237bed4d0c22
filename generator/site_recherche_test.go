package main

import (
	"bytes"
	"encoding/json"
	"path"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"futurpro/generator/recherche"
)

// checkRecherche follows every result that the search of the documentation may
// give: the page exists, has the anchor, and is not one kept out of the index.
func checkRecherche(t *testing.T, s *site) {
	var l []string
	sections := 0
	for file, b := range s.files {
		if !strings.HasPrefix(path.Base(file), "textes-") {
			continue
		}
		var bloc recherche.Bloc
		if err := json.Unmarshal(b, &bloc); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for _, section := range bloc.Sections {
			sections++
			page := strings.TrimPrefix(bloc.Pages[int(section[0].(float64))][0].(string), "/") + "index.html"
			if s.pages[page] == nil {
				l = append(l, file+" leads to "+page+", which is no page")
			} else if id := section[1].(string); id != "" && !hasID(t, s.files[page], id) {
				l = append(l, file+" leads to "+page+"#"+id+", which is no anchor")
			}
		}
	}
	if sections == 0 {
		t.Error("nothing can be found")
	}
	report(t, l)
}

func hasID(t *testing.T, page []byte, id string) bool {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			if n.DataAtom != atom.A && a.Key == "id" && a.Val == id {
				return true
			}
		}
	}
	return false
}
