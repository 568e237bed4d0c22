package main

import (
	"bytes"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/template"

	"futurpro/generator/publish"
)

// update asks for what tests compare with to be written again, by make golden.
var update = flag.Bool("update", false, "rewrite the configurations of deploy/ and the licences of tiers.txt")

// configuration is what the templates of the configurations are filled with.
type configuration struct {
	Empreinte, Immuable, Cache, Page string
	Types                            []typeExtension
	EnTetes                          []publish.EnTete // those of every path
	Redirections                     []publish.Redirection
	Immuables                        []string // for hosts that know no regular expression
	Detache                          bool     // a header of several rules must be taken back before it is given again
}

type typeExtension struct{ Extension, Type string }

func (configuration) Politique(chemin string) string { return publish.Politique(chemin) }

func newConfiguration(detache bool) configuration {
	c := configuration{Empreinte: publish.MotifEmpreinte, Immuable: publish.Immuable.CacheControl(), Cache: publish.Document.CacheControl(),
		Page: publish.ContentType("x.html"), EnTetes: publish.EnTetes("/")[2:], Redirections: publish.Redirections(), Detache: detache,
		Immuables: []string{"/assets/*", "/donnees/communes-*", "/donnees/fond-*", "/donnees/gabarits.*", "/donnees/offres-*", "/donnees/quoi.*"}}
	for _, ext := range publish.Extensions() {
		c.Types = append(c.Types, typeExtension{ext[1:], publish.ContentType(ext)})
	}
	return c
}

// TestConfigurationsSayWhatGoSays: the configurations of the hosts cannot say
// anything else than package publish.
func TestConfigurationsSayWhatGoSays(t *testing.T) {
	t.Parallel()
	for _, nom := range []string{"nginx.conf", "Caddyfile", "netlify/_headers", "netlify/_redirects", "cloudflare-pages/_headers", "cloudflare-pages/_redirects"} {
		modele, err := template.ParseFiles("testdata/hebergement/" + filepath.Base(nom))
		if err != nil {
			t.Fatal(err)
		}
		var want bytes.Buffer
		if err := modele.Execute(&want, newConfiguration(strings.HasPrefix(nom, "cloudflare"))); err != nil {
			t.Fatal(err)
		}
		if *update {
			if err := os.WriteFile("../deploy/"+nom, want.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile("../deploy/" + nom); err != nil || !bytes.Equal(got, want.Bytes()) {
			t.Errorf("deploy/%s is not what publish and its template say: run 'make golden' and read the diff (%v)", nom, err)
		}
	}
}

// regle is a rule of a _headers file.
type regle struct {
	motif  *regexp.Regexp
	lignes []string // "Name: value", or "! Name"
}

func readRegles(t *testing.T, nom string) []regle {
	t.Helper()
	b, err := os.ReadFile(nom)
	if err != nil {
		t.Fatal(err)
	}
	var l []regle
	for ligne := range strings.Lines(string(b)) {
		switch texte := strings.TrimSpace(ligne); {
		case texte == "" || texte[0] == '#':
		case ligne[0] == '/':
			l = append(l, regle{motif: regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(texte), `\*`, ".*") + "$")})
		default:
			l[len(l)-1].lignes = append(l[len(l)-1].lignes, texte)
		}
	}
	return l
}

// enTetesStatiques are the headers that the rules give to a path. Where several
// give the same, a host that detaches joins the values, another keeps the last.
func enTetesStatiques(regles []regle, chemin string, detache bool) map[string]string {
	m := map[string]string{}
	for _, r := range regles {
		if !r.motif.MatchString(chemin) {
			continue
		}
		for _, ligne := range r.lignes {
			if nom, ok := strings.CutPrefix(ligne, "! "); ok {
				delete(m, nom)
				continue
			}
			nom, valeur, _ := strings.Cut(ligne, ": ")
			if avant, ok := m[nom]; ok && detache {
				valeur = avant + ", " + valeur
			}
			m[nom] = valeur
		}
	}
	return m
}

// checkStatiques: the rules of the static hosts give each file of the site its
// headers, and what has changed of address leads to pages.
func checkStatiques(t *testing.T, s *site) {
	for _, hote := range []string{"netlify", "cloudflare-pages"} {
		regles := readRegles(t, "../deploy/"+hote+"/_headers")
		var l []string
		for _, fichier := range slices.Sorted(maps.Keys(s.files)) {
			chemin := "/" + strings.TrimSuffix(fichier, "index.html")
			got := enTetesStatiques(regles, chemin, hote == "cloudflare-pages")
			for _, e := range publish.EnTetes(chemin) {
				if e.Nom == "Cache-Control" && publish.ClasseDe(fichier) != publish.Immuable {
					e.Valeur = "" // left to the host
				}
				if got[e.Nom] != e.Valeur {
					l = append(l, hote+": "+chemin+": "+e.Nom+": "+got[e.Nom]+", want "+e.Valeur)
				}
			}
		}
		report(t, l)
	}
	for _, r := range publish.Redirections() {
		if _, ok := s.pages[strings.TrimPrefix(r.Vers, "/")+"index.html"]; !ok {
			t.Errorf("%s leads to %s, which is not a page", r.De, r.Vers)
		}
	}
}
