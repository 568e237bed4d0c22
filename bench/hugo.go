package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// page is one page of the built site.
type page struct {
	chemin string // of its folder, relative to the root
	corps  []byte
}

// pages reads every page that is in a folder of its own.
func (b *banc) pages() ([]page, error) {
	var l []page
	racine := b.in("public")
	err := filepath.WalkDir(racine, func(nom string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() != "index.html" {
			return err
		}
		rel, err := filepath.Rel(racine, filepath.Dir(nom))
		if err != nil || !strings.Contains(rel, string(filepath.Separator)) {
			return err
		}
		corps, err := os.ReadFile(nom)
		l = append(l, page{rel, corps})
		return err
	})
	return l, err
}

// floor writes the same pages from memory, one after the other.
func (b *banc) floor() error {
	l, err := b.pages()
	if err != nil {
		return err
	}
	for _, c := range []struct {
		nom string
		put func(racine string, i int, p page) error
	}{
		{"floor, in folders of their own", func(racine string, _ int, p page) error {
			dir := filepath.Join(racine, p.chemin)
			return errors.Join(os.MkdirAll(dir, 0o755), os.WriteFile(filepath.Join(dir, "index.html"), p.corps, 0o644))
		}},
		{"floor, in one folder", func(racine string, i int, p page) error {
			return os.WriteFile(filepath.Join(racine, fmt.Sprint(i, ".html")), p.corps, 0o644)
		}},
	} {
		var mesures []mesure
		for range b.fois {
			racine := b.in("plancher")
			if err := errors.Join(os.RemoveAll(racine), os.Mkdir(racine, 0o755)); err != nil {
				return err
			}
			debut := time.Now()
			for i, p := range l {
				if err := cmp.Or(b.ctx.Err(), c.put(racine, i, p)); err != nil {
					return err
				}
			}
			mesures = append(mesures, mesure{duree: time.Since(debut)})
		}
		printMesures(fmt.Sprintf("%s (%d)", c.nom, len(l)), mesures)
	}
	return b.retire("plancher")()
}

// otherGenerator gives Hugo the same pages: one content file each, whose front
// matter has its title, the values of its cards and of the discs and names of its
// map, and the rest of its markup as it is; and one template for each kind of
// pages, which has all that they share and makes the cards. That is less than the
// generator does, which makes all of a page from figures. What Hugo writes is
// compared with what the generator wrote: it must be the same, byte for byte.
func (b *banc) otherGenerator() error {
	hugo, err := exec.LookPath(b.hugo)
	if err != nil {
		fmt.Println("Hugo is left out: go install github.com/gohugoio/hugo@latest")
		return nil
	}
	l, err := b.pages()
	if err != nil {
		return err
	}
	if err := b.writeHugo(l); err != nil {
		return err
	}
	nom := fmt.Sprintf("Hugo (%d pages)", len(l))
	if _, err := b.measure(nom, b.fois, b.retire("hugo-public"), func() *exec.Cmd {
		return exec.CommandContext(b.ctx, hugo, "--source", b.in("hugo"), "--destination", b.in("hugo-public"), "--quiet")
	}); err != nil {
		return err
	}
	pareilles := 0
	for _, p := range l {
		if corps, err := os.ReadFile(filepath.Join(b.in("hugo-public"), p.chemin, "index.html")); err == nil && bytes.Equal(corps, p.corps) {
			pareilles++
		}
	}
	fmt.Printf("    %d of its pages have the bytes of ours\n", pareilles)
	return errors.Join(b.retire("hugo-public")(), b.retire("hugo")())
}

// repete finds the elements that a page repeats: cards, discs and names of a map.
var repete = regexp.MustCompile(`(?s)<li class="carte".*?</button>(?:<div class="carte-suite".*?</div>)?</li>|<circle [^>]*/>|<text [^>]*>[^<]*</text>`)

// valeur finds the values of an element: its texts and those of its attributes.
var valeur = regexp.MustCompile(`="([^"]*)"|>([^<]+)<`)

// modelesMax is how many forms of element the template of a kind of pages has,
// the most frequent ones; the others are in the markup that is given as it is.
const modelesMax = 8

// morceau is a part of a page: the values of an element, or markup as it is
// where Modele is "".
type morceau struct {
	Modele  string   `json:"m"`
	Valeurs []string `json:"v"`
}

// modele is the element as a template whose values are holes, in order.
func modele(element string) string {
	n := -1
	return valeur.ReplaceAllStringFunc(element, func(v string) string {
		n++
		if v[0] == '=' {
			return fmt.Sprintf(`="{{ index $v %d }}"`, n)
		}
		return fmt.Sprintf(`>{{ index $v %d }}<`, n)
	})
}

// decouper cuts a page at the elements of which there is a model.
func decouper(corps string, modeles map[string]string) []morceau {
	var l []morceau
	fait := 0
	for _, ou := range repete.FindAllStringIndex(corps, -1) {
		element := corps[ou[0]:ou[1]]
		nom, ok := modeles[modele(element)]
		if !ok {
			continue
		}
		if ou[0] > fait {
			l = append(l, morceau{"", []string{corps[fait:ou[0]]}})
		}
		m := morceau{Modele: nom}
		for _, v := range valeur.FindAllStringSubmatch(element, -1) {
			m.Valeurs = append(m.Valeurs, html.UnescapeString(v[1]+v[2]))
		}
		l, fait = append(l, m), ou[1]
	}
	return append(l, morceau{"", []string{corps[fait:]}})
}

// writeHugo writes the site that Hugo builds.
func (b *banc) writeHugo(l []page) error {
	genres := map[string][]page{}
	for _, p := range l {
		genre, _, _ := strings.Cut(p.chemin, string(filepath.Separator))
		genres[genre] = append(genres[genre], p)
	}
	fichiers := map[string][]byte{"hugo.toml": []byte("baseURL = 'http://localhost:8080/'\ndisableKinds = ['home', 'section', 'taxonomy', 'term', 'RSS', 'sitemap', 'robotsTXT', '404']\ndisablePathToLower = true\n")}
	for genre, pages := range genres {
		debut, fin := communs(pages)
		frequents := map[string]int{}
		for _, p := range pages {
			for _, element := range repete.FindAllString(string(p.corps[len(debut):len(p.corps)-len(fin)]), -1) {
				frequents[modele(element)]++
			}
		}
		choisis := slices.SortedFunc(maps.Keys(frequents), func(x, y string) int {
			return cmp.Or(cmp.Compare(frequents[y], frequents[x]), cmp.Compare(x, y))
		})
		modeles := map[string]string{}
		gabarit := fmt.Sprintf("{{ %s | safeHTML }}{{ range .Params.corps }}{{ $v := .v }}{{ if eq .m `` }}{{ index $v 0 | safeHTML }}", brut(debut))
		for i, m := range choisis[:min(modelesMax, len(choisis))] {
			modeles[m] = fmt.Sprint(i)
			gabarit += fmt.Sprintf("{{ else if eq .m `%d` }}%s", i, m)
		}
		gabarit += fmt.Sprintf("{{ end }}{{ end }}{{ %s | safeHTML }}", brut(fin))
		fichiers["layouts/"+genre+"/single.html"] = []byte(gabarit)
		for _, p := range pages {
			corps := decouper(string(p.corps[len(debut):len(p.corps)-len(fin)]), modeles)
			tete, err := json.Marshal(map[string]any{"title": p.chemin, "type": genre, "url": "/" + filepath.ToSlash(p.chemin) + "/", "corps": corps})
			if err != nil {
				return err
			}
			fichiers["content/"+filepath.ToSlash(p.chemin)+".md"] = append(tete, '\n')
		}
	}
	for nom, corps := range fichiers {
		complet := filepath.Join(b.in("hugo"), filepath.FromSlash(nom))
		if err := errors.Join(os.MkdirAll(filepath.Dir(complet), 0o755), os.WriteFile(complet, corps, 0o644)); err != nil {
			return err
		}
	}
	return nil
}

// communs returns what all pages begin with, and end with.
func communs(pages []page) (debut, fin []byte) {
	debut, fin = pages[0].corps, pages[0].corps
	courte := len(debut)
	for _, p := range pages[1:] {
		n := 0
		for n < min(len(debut), len(p.corps)) && debut[n] == p.corps[n] {
			n++
		}
		debut = debut[:n]
		n = 0
		for n < min(len(fin), len(p.corps)) && fin[len(fin)-1-n] == p.corps[len(p.corps)-1-n] {
			n++
		}
		fin, courte = fin[len(fin)-n:], min(courte, len(p.corps))
	}
	if len(debut)+len(fin) > courte {
		fin = fin[len(debut)+len(fin)-courte:]
	}
	return debut, fin
}

// brut writes bytes as a literal of Hugo's templates.
func brut(b []byte) string {
	texte, _ := json.Marshal(string(b)) // a string is always encoded
	return string(texte)
}
