package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/licensecheck"
)

// licencesAdmises are those that ask for no more than to be named, or to give
// the source of a file that we would change. That of fonts is for those that a
// module may draw with; the file of patents of Go gives more rights, not fewer.
var licencesAdmises = []string{"MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "ISC", "MPL-2.0", "Zlib", "CC0-1.0", "Unlicense", "OFL-1.1", "GooglePatentsFile"}

// plateformes are those of "make release": a module may be of one only.
var plateformes = []string{"linux/amd64", "linux/arm64", "darwin/arm64"}

// fichierLicence is the name of a file that holds a licence, or what one asks
// to repeat.
var fichierLicence = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)([-_.].*)?$`)

// tiersLus are the files of licences, by the name of what they cover.
type tiersLus map[string][]string

// licencesDuProgramme reads the licences of the packages that the program is
// made of: those of their folders, up to that of their module.
func licencesDuProgramme(t *testing.T) tiersLus {
	t.Helper()
	lus := tiersLus{}
	faits := map[string]bool{}
	for _, plateforme := range plateformes {
		goos, goarch, _ := strings.Cut(plateforme, "/")
		cmd := exec.Command("go", "list", "-deps", "-json=Dir,Standard,Module", "./generator")
		cmd.Dir = ".."
		cmd.Env = append(os.Environ(), "GOOS="+goos, "GOARCH="+goarch, "CGO_ENABLED=0")
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("go list: %v", err)
		}
		for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
			var p struct {
				Dir      string
				Standard bool
				Module   *struct {
					Path, Version, Dir string
					Main               bool
				}
			}
			if err := dec.Decode(&p); err != nil {
				t.Fatalf("reading go list: %v", err)
			}
			if p.Standard || p.Module.Main {
				continue
			}
			nom := p.Module.Path + " " + p.Module.Version
			for dir := p.Dir; !faits[dir]; dir = filepath.Dir(dir) {
				faits[dir] = true
				lus.addDir(t, nom, dir)
				if dir == p.Module.Dir {
					break
				}
			}
			if len(lus[nom]) == 0 {
				t.Errorf("%s: no file of a licence", nom)
			}
		}
	}
	return lus
}

// addDir reads the files of licences of a folder.
func (l tiersLus) addDir(t *testing.T, nom, dir string) {
	t.Helper()
	entrees, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entrees {
		if e.IsDir() || !fichierLicence.MatchString(e.Name()) {
			continue
		}
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		l[nom] = append(l[nom], strings.TrimSpace(strings.ReplaceAll(string(b), "\r\n", "\n")))
	}
}

// licencesDesPages adds those of the files of layouts/ that came from elsewhere.
func (l tiersLus) licencesDesPages(t *testing.T) {
	t.Helper()
	err := fs.WalkDir(os.DirFS("../layouts"), ".", func(chemin string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && fichierLicence.MatchString(d.Name()) {
			l.addDir(t, path.Dir(chemin)+" of the pages", filepath.Join("../layouts", path.Dir(chemin)))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// identifiants are the licences that a text holds; ok is false where more of it
// is unknown than names, years and titles.
func identifiants(texte string) (ids []string, ok bool) {
	c := licensecheck.Scan([]byte(texte))
	vus := map[string]bool{}
	for _, m := range c.Match {
		vus[m.ID] = true
	}
	return slices.Sorted(maps.Keys(vus)), len(vus) > 0 && c.Percent > 75
}

// Whoever passes the program or the site on passes on the work of others, under
// their licences: each is known, asks for nothing we do not give, and is printed
// by "generator version --licences".
func TestLicencesOfOthersAreKnownAndPrinted(t *testing.T) {
	t.Parallel()
	lus := licencesDuProgramme(t)
	lus.licencesDesPages(t)
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	lus.addDir(t, "Go and its standard library", strings.TrimSpace(string(goroot)))

	// One text is printed once, under all that it covers.
	couverts, sortes := map[string][]string{}, map[string]string{}
	for _, nom := range slices.Sorted(maps.Keys(lus)) {
		sues := map[string]bool{}
		for _, texte := range lus[nom] {
			if !slices.Contains(couverts[texte], nom) {
				couverts[texte] = append(couverts[texte], nom)
			}
			ids, ok := identifiants(texte)
			sortes[texte] = strings.Join(ids, ", ")
			for _, id := range ids {
				sues[id] = true
				if !slices.Contains(licencesAdmises, id) {
					t.Errorf("%s: licence %s is not one of %v: do without, or decide", nom, id, licencesAdmises)
				}
			}
			if !ok && len(ids) > 0 {
				t.Errorf("%s: a licence is not known whole: %s\n%.300s", nom, sortes[texte], texte)
			}
		}
		if len(sues) == 0 {
			t.Errorf("%s: no known licence", nom)
		}
	}
	var b strings.Builder
	b.WriteString("Software of others in the program and in the pages of Futur Pro.\n\n")
	for _, nom := range slices.Sorted(maps.Keys(lus)) {
		fmt.Fprintln(&b, "  "+nom)
	}
	textes := slices.SortedFunc(maps.Keys(couverts), func(x, y string) int {
		if c := slices.Compare(couverts[x], couverts[y]); c != 0 {
			return c
		}
		return strings.Compare(x, y)
	})
	for _, texte := range textes {
		fmt.Fprintf(&b, "\n%s\n%s\n", strings.Repeat("=", 78), strings.Join(couverts[texte], "\n"))
		if sortes[texte] != "" {
			fmt.Fprintf(&b, "(%s)\n", sortes[texte])
		}
		fmt.Fprintf(&b, "\n%s\n", texte)
	}
	if *update {
		if err := os.WriteFile("tiers.txt", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if b.String() != tiers {
		t.Error("tiers.txt is not that of the modules of the program: rewrite it with 'make golden', and read what changed")
	}
}

func TestLicenceThatAsksForMoreIsKnown(t *testing.T) {
	t.Parallel()
	gpl := "This program is free software: you can redistribute it and/or modify it under the terms of the GNU General Public License as published by the Free Software Foundation, either version 3 of the License, or (at your option) any later version."
	for texte, admise := range map[string]bool{tiersLeaflet(t): true, gpl: false, "All rights reserved.": false} {
		ids, ok := identifiants(texte)
		for _, id := range ids {
			ok = ok && slices.Contains(licencesAdmises, id)
		}
		if ok != admise {
			t.Errorf("%v, admitted %t, want %t: %.60s", ids, ok, admise, texte)
		}
	}
}

func tiersLeaflet(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("../layouts/composants/carte/leaflet/LICENSE")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
