package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"futurpro/generator/pages"
)

// checkSharedFiles compares what scripts show, from the shared files of the
// départements and the part of each commune, with the pages as written.
func checkSharedFiles(t *testing.T, s *site) {
	shared := map[string]pages.DepartementJSON{}
	for file, b := range s.files {
		if strings.HasPrefix(file, "donnees/offres-") {
			var d pages.DepartementJSON
			if err := json.Unmarshal(b, &d); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			shared["/"+file] = d
		}
	}
	checkOffresHavePages(t, s, shared)
	var l []string
	for _, p := range s.under("commune/") {
		if p.count != "" {
			l = append(l, counted(p, shared)...)
		}
	}
	report(t, l)
}

// checkOffresHavePages wants the offres of the shared files, and the bac pros
// behind their 2de communes, to be exactly the detail pages; and their
// établissements to be the pages of établissements.
func checkOffresHavePages(t *testing.T, s *site, shared map[string]pages.DepartementJSON) {
	keys, etablissements := map[string]bool{}, 0
	for _, d := range shared {
		etablissements += len(d.Etablissements)
		for _, e := range d.Etablissements {
			if s.pages[fmt.Sprintf("etablissement/%v/index.html", e[0])] == nil {
				t.Errorf("établissement %v has no page", e[0])
			}
		}
		for _, o := range d.Offres {
			formations := []any{o[0]}
			formations = append(formations, o[5].([]any)...)
			for _, f := range formations {
				keys[keyOf(d.Formations[rank(f)], d.Etablissements[rank(o[1])])] = true
			}
		}
	}
	if got := len(s.under("etablissement/")); got != etablissements {
		t.Errorf("%d pages of établissements, %d établissements in the shared files", got, etablissements)
	}
	details := s.under("details/")
	for _, p := range details {
		key := strings.TrimSuffix(strings.TrimPrefix(p.path, "details/"), "/index.html")
		if !keys[key] {
			t.Errorf("the offre %s has a page and is in no shared file", key)
		}
		delete(keys, key)
	}
	for key := range keys {
		t.Errorf("the offre %s is in a shared file and has no page", key)
	}
}

// keyOf is the public key of an offre, as in its URL.
func keyOf(f pages.FormationJSON, e pages.EtablissementJSON) string {
	voie := map[any]string{"s": "scolaire", "a": "apprentissage"}[f[6]]
	return fmt.Sprintf("%v-%v-%v-%s", f[4], f[5], e[0], voie)
}

// rank reads a number of a JSON array as a position.
func rank(v any) int { return int(v.(float64)) }

// counted returns what differs between the numbers printed on the page of a
// commune and those that its script would count.
func counted(p *pageRead, shared map[string]pages.DepartementJSON) []string {
	var part struct {
		Fichiers []pages.FichierDepartement
		Acces    pages.AccesJSON
	}
	for _, block := range p.data {
		if strings.Contains(block, `"acces"`) {
			if err := json.Unmarshal([]byte(block), &part); err != nil {
				return []string{p.path + ": reading its data: " + err.Error()}
			}
		}
	}
	near, ridden, far := 0, 0, 0
	for i, fichier := range part.Fichiers {
		d, ok := shared[fichier.URL]
		if !ok {
			return []string{p.path + ": refers to " + fichier.URL + ", which is not there"}
		}
		reached := map[int]*int{}
		for _, a := range part.Acces.Acces[i] {
			if reached[a[0]] = &near; a[4]&8 != 0 {
				reached[a[0]] = &ridden
			}
		}
		for _, o := range d.Offres {
			if n := reached[rank(o[1])]; n != nil {
				*n++
			} else if part.Acces.Academie[i] {
				far++
			}
		}
	}
	var l []string
	if got := number(p.count); got != near+ridden+far {
		l = append(l, fmt.Sprintf("%s: announces %d formations, its data give %d", p.path, got, near+ridden+far))
	}
	// A group without offre has words in the place of a number.
	var veut []int
	for _, n := range []int{near, ridden, far} {
		if n > 0 {
			veut = append(veut, n)
		}
	}
	var totals []int
	for _, texte := range p.totals {
		totals = append(totals, number(texte))
	}
	if !slices.Equal(totals, veut) {
		l = append(l, fmt.Sprintf("%s: groups of %v formations, its data give %v", p.path, p.totals, veut))
	}
	return l
}

// number reads the digits of a text: "1 126 formations" is 1126; -1 for none.
func number(s string) int {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
	n, err := strconv.Atoi(digits)
	if err != nil {
		return -1
	}
	return n
}
