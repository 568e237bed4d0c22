package diffusion

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"iter"
	"slices"
	"strconv"

	"github.com/parquet-go/parquet-go"
)

// Type is that of the values of a column, by its Table Schema name.
type Type string

// The types.
const (
	Texte   Type = "string"
	Entier  Type = "integer"
	Decimal Type = "number"
	Booleen Type = "boolean"
)

// Colonne describes a column.
type Colonne struct {
	Nom   string
	Type  Type
	Unite string // "" where the values have none
	Sens  string // what it says and what a missing value means, in French
}

// Table is a published table. Values are string, int, float64 or bool, as the
// type of the column says; nil, or an empty string, is missing.
type Table struct {
	Nom      string // of its files
	Titre    string
	Sens     string
	Cle      []string // columns that tell a row from the others
	Sources  []string // ids in the manifest
	Colonnes []Colonne
	// Lignes gives the rows, always in the same order. A row is only valid
	// until the next.
	Lignes iter.Seq[[]any]
}

// champ is a column of rows of type L.
type champ[L any] struct {
	Colonne
	valeur func(L) any
}

// newTable gathers the columns and the rows.
func newTable[L any](t Table, lignes iter.Seq[L], champs []champ[L]) Table {
	for _, c := range champs {
		t.Colonnes = append(t.Colonnes, c.Colonne)
	}
	t.Lignes = func(yield func([]any) bool) {
		valeurs := make([]any, len(champs))
		for l := range lignes {
			for i, c := range champs {
				valeurs[i] = c.valeur(l)
			}
			if !yield(valeurs) {
				return
			}
		}
	}
	return t
}

// absente reports whether a value is missing.
func absente(v any) bool { return v == nil || v == "" }

// csv writes the table as RFC 4180 has it: commas, a line of names, UTF-8.
func (t Table) csv() ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	textes := make([]string, len(t.Colonnes))
	for i, c := range t.Colonnes {
		textes[i] = c.Nom
	}
	if err := w.Write(textes); err != nil {
		return nil, fmt.Errorf("table %s: %w", t.Nom, err)
	}
	for valeurs := range t.Lignes {
		for i, v := range valeurs {
			textes[i] = texte(v)
		}
		if err := w.Write(textes); err != nil {
			return nil, fmt.Errorf("table %s: %w", t.Nom, err)
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

// csvGzip is the CSV, compressed; the archive names no file and no date.
func (t Table) csvGzip() ([]byte, error) {
	plat, err := t.csv()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(plat); err != nil {
		return nil, fmt.Errorf("table %s: %w", t.Nom, err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("table %s: %w", t.Nom, err)
	}
	return b.Bytes(), nil
}

// texte writes a value in a CSV: a decimal point, no exponent.
func texte(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	}
	panic(fmt.Sprintf("value %v of type %T in a table", v, v)) // a column of ours
}

// parquet writes the table, its columns in their order, compressed by zstd.
func (t Table) parquet() ([]byte, error) {
	var b bytes.Buffer
	w := parquet.NewGenericWriter[any](&b, t.schema(), parquet.Compression(&parquet.Zstd),
		parquet.CreatedBy("futurpro", "", ""))
	const lot = 1024
	rows := make([]parquet.Row, 0, lot)
	flush := func() error {
		_, err := w.WriteRows(rows)
		rows = rows[:0]
		return err
	}
	for valeurs := range t.Lignes {
		row := make(parquet.Row, len(valeurs))
		for i, v := range valeurs {
			// A column is optional: level 1 is a value, 0 is none.
			if row[i] = parquet.NullValue().Level(0, 0, i); !absente(v) {
				row[i] = parquet.ValueOf(v).Level(0, 1, i)
			}
		}
		if rows = append(rows, row); len(rows) == lot {
			if err := flush(); err != nil {
				return nil, fmt.Errorf("table %s: %w", t.Nom, err)
			}
		}
	}
	if err := flush(); err != nil {
		return nil, fmt.Errorf("table %s: %w", t.Nom, err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("table %s: %w", t.Nom, err)
	}
	return b.Bytes(), nil
}

func (t Table) schema() *parquet.Schema {
	types := map[Type]parquet.Node{
		Texte: parquet.String(), Entier: parquet.Int(64), Decimal: parquet.Leaf(parquet.DoubleType), Booleen: parquet.Leaf(parquet.BooleanType),
	}
	g := parquet.Group{}
	for _, c := range t.Colonnes {
		g[c.Nom] = parquet.Optional(types[c.Type])
	}
	return parquet.NewSchema(t.Nom, groupe{g, t.Colonnes})
}

// groupe is a parquet.Group whose fields are in the order of the columns, not
// of their names.
type groupe struct {
	parquet.Group
	colonnes []Colonne
}

// Fields implements parquet.Node.
func (g groupe) Fields() []parquet.Field {
	rang := map[string]int{}
	for i, c := range g.colonnes {
		rang[c.Nom] = i
	}
	fields := g.Group.Fields()
	slices.SortFunc(fields, func(a, b parquet.Field) int { return rang[a.Name()] - rang[b.Name()] })
	return fields
}
