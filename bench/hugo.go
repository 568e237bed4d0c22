package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
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
				if err := c.put(racine, i, p); err != nil {
					return err
				}
			}
			mesures = append(mesures, mesure{duree: time.Since(debut)})
		}
		printMesures(fmt.Sprintf("%s (%d)", c.nom, len(l)), mesures)
	}
	return b.retire("plancher")()
}

// carte begins each piece of a page that Hugo's template goes through.
const carte = "<article"

// otherGenerator gives Hugo the same pages: one content file each, whose front
// matter has its title and the markup of its cards, and one template for each
// kind of pages, which has all that they share. That is less than the generator
// does, which makes each card from figures. What Hugo writes is compared with
// what the generator wrote: it must be the same, byte for byte.
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
	if _, err := b.measure(nom, 1, nil, func() *exec.Cmd {
		return exec.Command(hugo, "--source", b.in("hugo"), "--destination", b.in("hugo-public"), "--quiet")
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
	return nil
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
		debut, fin := communes(pages)
		fichiers["layouts/"+genre+"/single.html"] = fmt.Appendf(nil, "{{ %s | safeHTML }}{{ range .Params.cartes }}{{ . | safeHTML }}{{ end }}{{ %s | safeHTML }}", brut(debut), brut(fin))
		for _, p := range pages {
			var cartes []string
			for i, morceau := range strings.SplitAfter(string(p.corps[len(debut):len(p.corps)-len(fin)]), carte) {
				if i > 0 {
					cartes[i-1] = strings.TrimSuffix(cartes[i-1], carte)
					morceau = carte + morceau
				}
				cartes = append(cartes, morceau)
			}
			tete, err := json.Marshal(map[string]any{"title": p.chemin, "type": genre, "url": "/" + filepath.ToSlash(p.chemin) + "/", "cartes": cartes})
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

// communes returns what all pages begin with, and end with.
func communes(pages []page) (debut, fin []byte) {
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
