package echantillon

import (
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"futurpro/generator/anomalies"
	"futurpro/generator/sources"
)

// find returns the files of a data set and the folder that has them.
func (c *coupe) find(id string) (fs.FS, []string, error) {
	for _, fsys := range []fs.FS{c.National, c.Complements} {
		if fsys == nil {
			continue
		}
		chemins, err := sources.Files(fsys, id)
		if err != nil || len(chemins) > 0 {
			return fsys, chemins, err
		}
	}
	return nil, nil, nil
}

// keepFile leaves out the figures by établissement whose columns have no
// names: the readers set them aside.
func (c *coupe) keepFile(id, chemin string) bool {
	return id != "inserjeunes-etablissements" || c.choix.insertions[chemin]
}

// writeSet writes the files of a data set. One that no site can do without must
// keep a row.
func (c *coupe) writeSet(id string, fsys fs.FS, chemins []string, fill func(io.Writer, string) (int, error)) error {
	ecrits := 0
	for _, chemin := range chemins {
		c.verify(fsys, chemin, chemin)
		sortie := chemin
		if base, archive := strings.CutSuffix(chemin, ".zip"); archive {
			sortie = base + ".xml" // what is cut is small
		}
		written, err := c.writeRows(sortie, func(w io.Writer) (int, error) { return fill(w, chemin) })
		if err != nil {
			return err
		}
		if written {
			ecrits++
		}
	}
	if ecrits == 0 && sources.Required(id) {
		return fmt.Errorf("cutting %s: no row for region %s %s, and no site is built without one; cut another region, or from files that have this one",
			strings.Join(chemins, ", "), c.Region, c.choix.nomRegion)
	}
	return nil
}

// verify compares the file at chemin in fsys with the one that the manifest
// describes as decrit; a difference is said, and the cut goes on.
func (c *coupe) verify(fsys fs.FS, chemin, decrit string) {
	source, attendu, ok := c.Manifeste.Fichier(decrit)
	if !ok {
		c.Journal.Add(anomalies.Anomalie{Code: HorsManifeste, Fichier: decrit, Detail: "add it to data/sources.yaml, with its licence"})
		return
	}
	trouve, err := empreinte(fsys, chemin)
	if err == nil && trouve == attendu.SHA256 {
		return
	}
	detail := fmt.Sprintf("sha256 is %s, %s has %s: is it another vintage?", trouve, source.ID, attendu.SHA256)
	if err != nil {
		detail = err.Error()
	}
	c.Journal.Add(anomalies.Anomalie{Code: EmpreinteDifferente, Fichier: decrit, Detail: detail})
}

// empreinte returns the sha256 of a file in hexadecimal.
func empreinte(fsys fs.FS, chemin string) (string, error) {
	f, err := fsys.Open(chemin)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// array is one JSON array of the sample.
type array struct {
	id     string
	key    string // of the array in an object; "" at the top
	champs []string
	keep   func(c *choix, field func(string) string) bool
}

// arrays lists the JSON data sets of the sample, with the fields that are read.
func arrays() []array {
	return []array{
		{"communes", "", []string{"code", "nom", "type", "codeDepartement", "codeRegion", "codesPostaux", "population", "communeParente", "centre"},
			func(c *choix, field func(string) string) bool { return c.communes[field("code")] }},
		{"communes-anciennes", "", []string{"code", "nom", "type", "chefLieu", "codeDepartement", "codeRegion"},
			func(c *choix, field func(string) string) bool { return c.communes[field("chefLieu")] }},
		{"onisep-formations", "results", []string{"code_scolarite", "libelle_formation_principal", "code_rncp", "url_et_id_onisep", "domainesous-domaine"},
			func(c *choix, field func(string) string) bool { return c.cfds[field("code_scolarite")] }},
	}
}

// writeJSON writes the JSON data sets that the national set has.
func (c *coupe) writeJSON() error {
	for _, a := range arrays() {
		c.progress(a.id)
		fsys, chemins, err := c.find(a.id)
		if err != nil {
			return err
		}
		err = c.writeSet(a.id, fsys, chemins, func(w io.Writer, chemin string) (int, error) {
			return sources.ExtractJSON(w, fsys, chemin, a.key, a.champs, func(field func(string) string) bool {
				return a.keep(c.choix, field)
			})
		})
		if err != nil {
			return err
		}
	}
	return c.writeAnciensCodes()
}

// writeAnciensCodes writes the former codes that lead to a kept commune.
func (c *coupe) writeAnciensCodes() error {
	fsys, chemins, err := c.find("communes-anciens-codes")
	if err != nil || len(chemins) == 0 {
		return err
	}
	c.verify(fsys, chemins[0], chemins[0])
	gardes := map[string]string{}
	for ancien, actuel := range c.src.AnciensCodes {
		if c.choix.communes[actuel] {
			gardes[ancien] = actuel
		}
	}
	_, err = c.writeRows(chemins[0], func(w io.Writer) (int, error) {
		e := json.NewEncoder(w) // sorts the keys
		e.SetIndent("", "")
		return len(gardes), e.Encode(gardes)
	})
	return err
}

// writeGzip compresses what fill writes, without name or date, so that the
// same content gives the same bytes.
func writeGzip(w io.Writer, fill func(io.Writer) (int, error)) (int, error) {
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return 0, err
	}
	n, err := fill(z)
	if err != nil {
		return n, err
	}
	return n, z.Close()
}
