// Package contrat says what the JSON files of the site must be: their schemas,
// and the ranks by which the rows of one table name those of another. It leaves
// to package pages what is in them, and knows no site: files are given to it one
// by one, then the data of the pages that name their rows.
package contrat

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

//go:embed schemas.json
var schemas []byte

// nomSchemas is the address of the schemas for each other.
const nomSchemas = "schemas.json"

// formes are the schemas by the folder of a file, or its beginning, up to - or /,
// where the folder is named by a hash, and by the beginning of its name.
var formes = []struct{ dossier, nom, schema string }{
	{"donnees", "offres-", "departement"},
	{"donnees", "internat-", "departement"},
	{"donnees", "chemins-", "chemins"},
	{"donnees", "quoi.", "quoi"},
	{"donnees", "gabarits.", "gabarits"},
	{"donnees", "etat.json", "etat"},
	{"donnees", "datapackage.json", "dictionnaire"},
	{"donnees/communes-", "autour-", "autour"},
	{"donnees/communes-", "", "communes"},
	{"donnees/documentation/", "sommaire.json", "sommaire"},
	{"donnees/documentation/", "mots-", "mots"},
	{"donnees/documentation/", "fautes-", "fautes"},
	{"donnees/documentation/", "textes-", "textes"},
}

// dansPages are the schemas of the data in pages, by the folder of the page.
var dansPages = map[string]string{"commune": "acces", "ma-liste": "liste"}

// Contrat checks files. It may be used by several goroutines.
type Contrat struct {
	parNom map[string]*jsonschema.Schema

	mu sync.Mutex
	// etablissements is how many each file has of them, by its path.
	etablissements map[string]int
}

// New compiles the schemas.
func New() (*Contrat, error) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schemas))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", nomSchemas, err)
	}
	compilateur := jsonschema.NewCompiler()
	if err := compilateur.AddResource(nomSchemas, doc); err != nil {
		return nil, err
	}
	c := &Contrat{parNom: map[string]*jsonschema.Schema{}, etablissements: map[string]int{}}
	noms := slices.Collect(maps.Values(dansPages))
	for _, f := range formes {
		noms = append(noms, f.schema)
	}
	for _, nom := range noms {
		if c.parNom[nom], err = compilateur.Compile(nomSchemas + "#/$defs/" + nom); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// Check tells what is wrong with a JSON file of the site, by its path: the first
// thing, for a file that is not as it should be is made wrong throughout.
func (c *Contrat) Check(chemin string, b []byte) error {
	forme := ""
	for _, f := range formes {
		dossier, nom := path.Split(chemin)
		dossier = strings.TrimSuffix(dossier, "/")
		parHash := strings.ContainsAny(f.dossier[len(f.dossier)-1:], "-/") && strings.HasPrefix(dossier, f.dossier)
		if (dossier == f.dossier || parHash) && strings.HasPrefix(nom, f.nom) {
			forme = f.schema
			break
		}
	}
	if err := c.valider(forme, b); err != nil {
		return err
	}
	switch forme {
	case "departement":
		if err := checkRangs(b, rangsDepartement); err != nil {
			return err
		}
		return c.compter(chemin, b)
	case "chemins":
		return checkRangs(b, rangsChemins)
	}
	return nil
}

// valider compares JSON with a schema; "" is none.
func (c *Contrat) valider(forme string, b []byte) error {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	switch {
	case err != nil:
		return fmt.Errorf("JSON that cannot be read: %w", err)
	case forme == "":
		return errors.New("no schema says what this file of data is")
	}
	if err := c.parNom[forme].Validate(v); err != nil {
		return premiere(err)
	}
	return nil
}

// premiere tells one cause, the first by its place: "/offres/3/1: got string,
// want integer".
func premiere(err error) error {
	var v *jsonschema.ValidationError
	if !errors.As(err, &v) {
		return err
	}
	causes := profondes(v)
	slices.SortFunc(causes, func(a, b *jsonschema.ValidationError) int {
		return slices.Compare(a.InstanceLocation, b.InstanceLocation)
	})
	return fmt.Errorf("not as its schema says: /%s: %s", strings.Join(causes[0].InstanceLocation, "/"), causes[0].ErrorKind.LocalizedString(message.NewPrinter(language.English)))
}

// profondes are the causes that have no cause of their own.
func profondes(v *jsonschema.ValidationError) []*jsonschema.ValidationError {
	if len(v.Causes) == 0 {
		return []*jsonschema.ValidationError{v}
	}
	var l []*jsonschema.ValidationError
	for _, c := range v.Causes {
		l = append(l, profondes(c)...)
	}
	return l
}
