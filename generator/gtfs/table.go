package gtfs

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"futurpro/generator/anomalies"
)

const utf8BOM = "\xef\xbb\xbf"

// table reads a table row by row. The row read is in it until the next one.
type table struct {
	fichier string // feed and table, as the journal names them
	journal *anomalies.Journal
	file    io.Closer
	rows    *rows
	header  []string
	row     [][]byte
	lignes  int
	about   int   // how many rows there may be, to make room for them
	err     error // the first one; next returns false from then on
}

// column is the position of a column in a table, noColumn if absent.
type column int

const noColumn column = -1

// open starts reading a table of the feed.
func (a *archive) open(name string, j *anomalies.Journal) (*table, error) {
	fichier := a.nom + "/" + name
	if !a.has(name) {
		return nil, fmt.Errorf("reading %s: the table is missing or empty, and a feed cannot do without it", fichier)
	}
	file, err := a.tables[name].Open()
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", fichier, err)
	}
	const rowSize, most = 100, 1 << 20 // an archive may lie about the size
	about := int(min(a.tables[name].UncompressedSize64/rowSize, most))
	t := &table{fichier: fichier, journal: j, file: file, about: about}
	t.readHeader(bufio.NewReader(file))
	return t, nil
}

func (t *table) readHeader(r *bufio.Reader) {
	if head, _ := r.Peek(len(utf8BOM)); string(head) == utf8BOM {
		_, _ = r.Discard(len(utf8BOM)) // peeked, so it is there
	}
	head, _ := r.Peek(4 << 10) // whatever is wrong is said when reading on
	if bytes.IndexByte(head, 0) >= 0 {
		t.err = fmt.Errorf("reading %s: it is not text in UTF-8 or Latin-1 (a zero byte in its first lines): convert it", t.fichier)
		return
	}
	t.rows = newRows(r, separator(head), blockSize)
	header, err := t.rows.read()
	if err != nil {
		t.err = fmt.Errorf("reading the header of %s: %w", t.fichier, err)
		return
	}
	for _, name := range header {
		t.header = append(t.header, strings.ToLower(string(bytes.TrimSpace(name))))
	}
}

// separator returns the sign met most often in the first line: comma,
// semicolon or tab.
func separator(head []byte) byte {
	if end := bytes.IndexByte(head, '\n'); end >= 0 {
		head = head[:end]
	}
	best, most := byte(','), 0
	for _, sign := range []byte(",;\t") {
		if n := bytes.Count(head, []byte{sign}); n > most {
			best, most = sign, n
		}
	}
	return best
}

// column returns the position of an optional column.
func (t *table) column(name string) column {
	return column(slices.Index(t.header, name)) // Index says -1, noColumn, too
}

// require returns the position of a column without which the table makes no
// sense; its absence is the table's error.
func (t *table) require(name string) column {
	c := t.column(name)
	if c == noColumn && t.err == nil {
		t.err = fmt.Errorf("reading %s: no column %s (its columns: %s)",
			t.fichier, name, strings.Join(t.header, ", "))
	}
	return c
}

// next reads a row and reports whether there is one. A row longer than the
// header has its columns shifted, by a separator within a name: it is counted
// and passed over. One that runs over several lines is kept, but counted: a
// quote left open swallows the rows after it.
func (t *table) next() bool {
	for t.err == nil {
		row, err := t.rows.read()
		if err == io.EOF {
			return false
		}
		if err != nil {
			t.err = fmt.Errorf("reading %s: %w", t.fichier, err)
			return false
		}
		t.lignes++
		t.row = row
		if blank(row) {
			continue
		}
		if t.rows.csv != nil && multiline(row) {
			t.anomalie(codeSautDeLigne, fmt.Sprintf("%d fields for %d columns", len(row), len(t.header)))
		}
		if len(row) <= len(t.header) || blank(row[len(t.header):]) {
			return true
		}
		t.anomalie(codeLigneIllisible, fmt.Sprintf("%d fields for %d columns", len(row), len(t.header)))
	}
	return false
}

func blank(fields [][]byte) bool {
	for _, f := range fields {
		if len(bytes.TrimSpace(f)) > 0 {
			return false
		}
	}
	return true
}

func multiline(fields [][]byte) bool {
	for _, f := range fields {
		if bytes.IndexByte(f, '\n') >= 0 {
			return true
		}
	}
	return false
}

// field returns the text of a column of the row, without the spaces around
// it; empty if the column or the field is absent.
func (t *table) field(c column) string { return string(t.bytes(c)) }

// bytes is field for a text that is not used past the row. Bytes that are not
// UTF-8 are read as Windows-1252, field by field: feeds glued from several
// producers mix both, and an identifier must read the same in every table.
func (t *table) bytes(c column) []byte {
	if c < 0 || int(c) >= len(t.row) {
		return nil
	}
	s := bytes.TrimSpace(t.row[c])
	if t.rows.valid || utf8.Valid(s) {
		return s
	}
	decoded, err := charmap.Windows1252.NewDecoder().Bytes(s)
	if err != nil {
		return s // cannot happen: every byte has a meaning
	}
	return decoded
}

// enum returns a small number of a column, 0 if the field is empty. One that
// is above last or is no number is counted, and read as 0.
func (t *table) enum(c column, last uint8) uint8 {
	s := t.bytes(c)
	if len(s) == 0 {
		return 0
	}
	n, err := strconv.ParseUint(string(s), 10, 8)
	if err != nil || uint8(n) > last {
		t.anomalie(codeValeurInconnue, fmt.Sprintf("%s %q, read as 0", t.header[c], s))
		return 0
	}
	return uint8(n)
}

// skipSame has next pass over the rows that follow with the same first field.
// They are counted as any row; some of them may be read all the same.
func (t *table) skipSame() {
	t.rows.skip, t.rows.columns = append(t.rows.skip[:0], t.row[0]...), len(t.header)
}

// ligne returns the line of the row in the file.
func (t *table) ligne() int { return t.rows.ligne }

// anomalie records a problem of the row.
func (t *table) anomalie(code anomalies.Code, detail string) {
	t.anomalieAt(t.ligne(), code, detail)
}

// anomalieAt records a problem of a row read before.
func (t *table) anomalieAt(ligne int, code anomalies.Code, detail string) {
	t.journal.Add(anomalies.Anomalie{Code: code, Fichier: t.fichier, Ligne: ligne, Detail: detail})
}

// close ends the reading, tells the journal how many rows were read, and
// returns the table's error.
func (t *table) close() error {
	err := t.file.Close()
	if t.rows != nil {
		t.lignes += t.rows.skipped
	}
	t.journal.AddLignes(t.fichier, t.lignes)
	if t.err == nil && err != nil {
		t.err = fmt.Errorf("reading %s: %w", t.fichier, err)
	}
	return t.err
}
