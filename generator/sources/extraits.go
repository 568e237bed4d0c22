package sources

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"futurpro/generator/anomalies"
)

// Extrait says what to keep of a published CSV file.
type Extrait struct {
	// Colonnes keep their cells; the others are emptied. As in the readers, a
	// column may be given several published names, separated by "|", and is
	// then known by the first; a name that ends with "?" may be missing.
	Colonnes []string
	// Keep tells whether a row stays, from its cells by column name.
	Keep func(cell func(colonne string) string) bool
	// Unique drops the rows that repeat another one.
	Unique bool
}

// ExtractCSV writes to w, as UTF-8, the header of a published file and the
// rows of x, in order. Every column stays: a sample is written in the format
// it is read in, without what nobody reads. It returns the number of rows
// written.
func ExtractCSV(w io.Writer, fsys fs.FS, chemin string, x Extrait) (int, error) {
	f, err := openExtract(fsys, chemin)
	if err != nil {
		return 0, err
	}
	var requises, gardees []string
	for _, noms := range x.Colonnes {
		nom, facultative := strings.CutSuffix(noms, "?")
		if !facultative {
			requises = append(requises, nom)
		}
		premier, _, _ := strings.Cut(nom, "|")
		gardees = append(gardees, premier)
	}
	t, err := f.newTable(requises...)
	if err != nil {
		return 0, err
	}
	out := rowWriter(w, f.litteral)
	if err := out(t.entete); err != nil {
		return 0, err
	}
	n, ecrites := 0, map[string]bool{}
	for t.next() {
		if !x.Keep(t.text) {
			continue
		}
		ligne := make([]string, len(t.entete))
		for _, colonne := range gardees {
			if i, ok := t.colonnes[colonne]; ok {
				ligne[i] = t.cell(i)
			}
		}
		contenu := strings.Join(ligne, ";")
		if x.Unique && ecrites[contenu] {
			continue
		}
		ecrites[contenu] = true
		if err := out(ligne); err != nil {
			return n, err
		}
		n++
	}
	return n, t.end()
}

// rowWriter returns the function that writes one row: without quotation marks
// of its own where they are text.
func rowWriter(w io.Writer, litteral bool) func([]string) error {
	if litteral {
		return func(champs []string) error {
			_, err := io.WriteString(w, strings.Join(champs, ";")+"\n")
			return err
		}
	}
	return func(champs []string) error {
		cw := csv.NewWriter(w)
		cw.Comma = ';'
		if err := cw.Write(champs); err != nil {
			return err
		}
		cw.Flush()
		return cw.Error()
	}
}

// ExtractJSON writes to w the elements of a published JSON array that keep
// accepts, from their text fields, one a line, with the named fields only.
// With a key, the array is written under it, beside total and size. It returns
// the number of elements written.
func ExtractJSON(w io.Writer, fsys fs.FS, chemin, key string, champs []string, keep func(field func(string) string) bool) (int, error) {
	f, err := openExtract(fsys, chemin)
	if err != nil {
		return 0, err
	}
	var lignes []string
	_, err = readArray(f, key, func(rang Ligne, e *map[string]json.RawMessage) {
		field := func(champ string) string {
			var s string
			if json.Unmarshal((*e)[champ], &s) != nil {
				return "" // absent, or not a text
			}
			return strings.TrimSpace(s)
		}
		if keep(field) {
			lignes = append(lignes, selectFields(*e, champs))
		}
	})
	if err != nil {
		return 0, err
	}
	avant, apres := "[\n", "\n]\n"
	if key != "" {
		avant, apres = fmt.Sprintf("{\"total\":%d,\"size\":%d,%q:[\n", len(lignes), len(lignes), key), "\n]}\n"
	}
	_, err = io.WriteString(w, avant+strings.Join(lignes, ",\n")+apres)
	return len(lignes), err
}

// ExtractMembers writes to w the members of a published JSON object that keep
// accepts, one a line, with the value that it gives back. It returns the number
// of members written.
func ExtractMembers[T any](w io.Writer, fsys fs.FS, chemin string, keep func(key string, valeur T) (T, bool)) (int, error) {
	f, err := openExtract(fsys, chemin)
	if err != nil {
		return 0, err
	}
	var lignes []string
	err = readMembers(f, func(_ Ligne, key string, valeur *T) {
		if v, ok := keep(key, *valeur); ok {
			corps, e := json.Marshal(v)
			err = errors.Join(err, e)
			lignes = append(lignes, fmt.Sprintf("%q:%s", key, corps))
		}
	})
	if err != nil {
		return 0, err
	}
	_, err = io.WriteString(w, "{\n"+strings.Join(lignes, ",\n")+"\n}\n")
	return len(lignes), err
}

// noeudXML is any element of an XML file, without its attributes.
type noeudXML struct {
	XMLName xml.Name
	Texte   string     `xml:",chardata"`
	Enfants []noeudXML `xml:",any"`
}

// ExtractXML writes to w the elements of that name which keep accepts, from
// the text of their children, with the named children only, one a line. It
// returns the number of elements written.
func ExtractXML(w io.Writer, fsys fs.FS, chemin, element string, champs []string, keep func(field func(string) string) bool) (int, error) {
	f, err := openExtract(fsys, chemin)
	if err != nil {
		return 0, err
	}
	var b bytes.Buffer
	n := 0
	err = readElementsXML(f, element, func(_ Ligne, e *noeudXML) {
		field := func(champ string) string {
			if i := slices.IndexFunc(e.Enfants, func(x noeudXML) bool { return x.XMLName.Local == champ }); i >= 0 {
				return strings.TrimSpace(e.Enfants[i].Texte)
			}
			return ""
		}
		if !keep(field) {
			return
		}
		n++
		e.Texte = ""
		e.Enfants = slices.DeleteFunc(e.Enfants, func(x noeudXML) bool { return !slices.Contains(champs, x.XMLName.Local) })
		b.WriteByte('\n')
		// A bytes.Buffer refuses nothing.
		_ = xml.NewEncoder(&b).Encode(e)
	})
	if err != nil {
		return 0, err
	}
	_, err = fmt.Fprintf(w, "<%[1]ss>%[2]s\n</%[1]ss>\n", element, b.Bytes())
	return n, err
}

// selectFields writes an object with the named fields, in that order.
func selectFields(e map[string]json.RawMessage, champs []string) string {
	var b strings.Builder
	for _, champ := range champs {
		if valeur, ok := e[champ]; ok {
			fmt.Fprintf(&b, ",%q:%s", champ, valeur)
		}
	}
	return "{" + strings.TrimPrefix(b.String(), ",") + "}"
}

// openExtract reads a file that Read has read: what there is to say about it
// has been said.
func openExtract(fsys fs.FS, chemin string) (*fichier, error) {
	data, err := readFile(fsys, chemin)
	if err != nil {
		return nil, err
	}
	f, err := newFichier(chemin, data, anomalies.New())
	if err != nil {
		return nil, err
	}
	f.litteral = slices.ContainsFunc(jeux(), func(j jeu) bool {
		ok, _ := path.Match(j.motif, chemin)
		return ok && j.litteral
	})
	return f, nil
}

// Required reports whether nothing is built without a data set.
func Required(id string) bool {
	return slices.ContainsFunc(jeux(), func(j jeu) bool { return j.id == id && j.requis })
}

// Files returns the paths of the files of a data set that are in fsys, in name
// order.
func Files(fsys fs.FS, id string) ([]string, error) {
	for _, j := range jeux() {
		if j.id == id {
			chemins, _, err := findFiles(j.motif, fsys)
			return chemins, err
		}
	}
	return nil, fmt.Errorf("no data set %q", id)
}
