package main

import (
	"cmp"
	"fmt"
	"net/url"
	"os"
	"path"
	"strings"

	"futurpro/generator/sources"
)

// options are those of the build command.
type options struct {
	data, gtfs, osm, content, layouts, sources, out, baseURL string
	cache                                                    string // "" for none
}

// checkEntrees says at once, not after the computing, which folder cannot be
// used. The one of the timetables may be missing only where none was given.
func (o options) checkEntrees() error {
	for _, d := range []struct{ nom, chemin, remede string }{
		{"content", o.content, "give one with --content"},
		{"layouts", o.layouts, "give one with --layouts"},
	} {
		if err := checkDossier(d.nom, d.chemin, d.remede); err != nil {
			return err
		}
	}
	return o.checkDonnees()
}

// checkDonnees is checkEntrees for what the travel times are made of.
func (o options) checkDonnees() error {
	if err := checkDossier("data", o.data, "give one with --data, or make the sample with 'generator sample'"); err != nil {
		return err
	}
	if o.gtfs != "" {
		if err := checkDossier("timetables", o.gtfs, "give one with --gtfs, or leave the option out"); err != nil {
			return err
		}
	}
	if _, err := o.extraits(); err != nil {
		return err
	}
	if _, err := os.Stat(o.sources); err != nil {
		return fmt.Errorf("the description of the sources %s cannot be read; give it with --sources", o.sources)
	}
	return nil
}

func checkDossier(nom, chemin, remede string) error {
	if info, err := os.Stat(chemin); err != nil || !info.IsDir() {
		return fmt.Errorf("the %s folder %s cannot be read; %s", nom, chemin, remede)
	}
	return nil
}

// dossierGTFS is where the timetables are.
func (o options) dossierGTFS() string {
	if o.gtfs != "" {
		return o.gtfs
	}
	return path.Join(o.data, "gtfs")
}

// entree is a folder or a file that the site is made of, with the part of the
// site that it gives.
type entree struct {
	chemin string
	partie partie
}

// entrees are the folders and files that the site is made of, always in the same
// order.
func (o options) entrees() []entree {
	return []entree{
		{o.content, partieContent}, {o.layouts, partieLayouts},
		{o.data, partieData}, {o.dossierGTFS(), partieData}, {o.sources, partieData},
		{cmp.Or(o.osm, o.dossiersOSM()[0]), partieData},
		// What the data folder lacks is looked for beside the sources.
		{path.Join(path.Dir(o.sources), "calendrier"), partieData},
		{path.Join(path.Dir(o.sources), sources.CheminReseaux), partieData},
	}
}

// suivis are the paths that an editing session follows, with the part of the
// site that each gives.
func (o options) suivis() map[string]partie {
	suivis := map[string]partie{}
	for _, e := range o.entrees() {
		suivis[e.chemin] = e.partie
	}
	return suivis
}

// parseBaseURL splits the address of the site: without final slash, and its
// path alone.
func parseBaseURL(s string) (base, basePath string, err error) {
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.RawQuery != "" || u.Fragment != "" ||
		u.EscapedPath() != u.Path || u.Path != "" && path.Clean(u.Path) != strings.TrimSuffix(u.Path, "/") && u.Path != "/" {
		return "", "", usageError{fmt.Errorf("--base-url %q: give an absolute http(s) address with a plain path, such as https://futurpro.example", s)}
	}
	basePath = strings.TrimRight(u.Path, "/")
	return strings.TrimRight(u.Scheme+"://"+u.Host+u.EscapedPath(), "/"), basePath, nil
}
