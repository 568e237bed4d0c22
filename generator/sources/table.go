package sources

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"futurpro/generator/anomalies"
)

// table reads the rows of a file separated by semicolons, or bars, by column
// name. A row that breaks a rule is journaled once per rule; bad then tells the
// reader to leave it.
type table struct {
	*fichier
	csv      *csv.Reader
	entete   []string
	colonnes map[string]int // by the name given to newTable
	champs   []string
	remplies []int // rows with something in each column of entete
	ligne    Ligne
	lues     int
	taille   int64 // bytes given to csv
	mauvaise bool
	err      error
}

// newTable finds the header: the first row, or the second under a title, that
// has every wanted column. A wanted column may be given several published
// names, separated by "|"; it is then known by the first.
func (f *fichier) newTable(wanted ...string) (*table, error) {
	texte := f.texte
	if f.litteral {
		texte = strings.ReplaceAll(texte, `"`, masque)
	}
	t := &table{fichier: f, csv: csv.NewReader(strings.NewReader(texte)), taille: int64(len(texte))}
	t.csv.Comma = separateur(texte)
	t.csv.ReuseRecord = true
	t.csv.LazyQuotes = true
	t.csv.FieldsPerRecord = -1
	var premiere error
	for range 2 {
		record, err := t.csv.Read()
		if err != nil {
			premiere = cmp.Or(premiere, err)
			break
		}
		t.entete = make([]string, len(record))
		for i, nom := range record {
			t.entete[i] = strings.Join(strings.Fields(strings.TrimSpace(nom)), " ")
		}
		if err = t.find(wanted); err == nil {
			t.remplies = make([]int, len(t.entete))
			return t, nil
		}
		if premiere == nil {
			premiere = err
		}
	}
	return nil, fmt.Errorf("reading %s: %w", t.chemin, premiere)
}

// separateur returns the semicolon, or the bar of the first line when it has
// no semicolon: older exports of the BCN have bars.
func separateur(texte string) rune {
	premiere, _, _ := strings.Cut(texte, "\n")
	if strings.Contains(premiere, "|") && !strings.Contains(premiere, ";") {
		return '|'
	}
	return ';'
}

// masque stands for a quotation mark in a file where it has no meaning: a
// private character, so that encoding/csv leaves it alone.
const masque = "\uE000"

// columnError is a header without the wanted columns.
type columnError struct {
	absentes []string
	entete   []string
}

// Error names the missing columns and those found.
func (e *columnError) Error() string {
	var b strings.Builder
	b.WriteString("line 1: missing column ")
	for i, nom := range e.absentes {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q", strings.ReplaceAll(nom, "|", "\" or \""))
	}
	trouvees := e.entete
	if len(trouvees) > 12 {
		trouvees = append(trouvees[:12:12], "…")
	}
	fmt.Fprintf(&b, " (found: %s); ", strings.Join(trouvees, ", "))
	if len(e.entete) == 1 {
		b.WriteString("is it separated by semicolons?")
	} else {
		b.WriteString("is this the right file?")
	}
	return b.String()
}

// sansNom reports whether some columns of the header have no name.
func (e *columnError) sansNom() bool {
	for _, nom := range e.entete {
		if nom == "" {
			return true
		}
	}
	return false
}

// find fills colonnes from the header.
func (t *table) find(wanted []string) error {
	rang := make(map[string]int, len(t.entete))
	for i, nom := range t.entete {
		if _, deja := rang[nom]; !deja {
			rang[nom] = i
		}
	}
	t.colonnes = make(map[string]int, len(t.entete)+len(wanted))
	for nom, i := range rang {
		t.colonnes[nom] = i
	}
	e := &columnError{entete: t.entete}
	for _, noms := range wanted {
		premier, _, _ := strings.Cut(noms, "|")
		trouve := false
		for nom := range strings.SplitSeq(noms, "|") {
			if i, ok := rang[nom]; ok {
				t.colonnes[premier], trouve = i, true
				break
			}
		}
		if !trouve {
			e.absentes = append(e.absentes, noms)
		}
	}
	if len(e.absentes) > 0 {
		return e
	}
	return nil
}

// alias gives a name to an optional column, from its published names separated
// by "|".
func (t *table) alias(nom, noms string) {
	for n := range strings.SplitSeq(noms, "|") {
		if i, ok := t.colonnes[n]; ok {
			t.colonnes[nom] = i
			return
		}
	}
}

// has reports whether an optional column is in the file.
func (t *table) has(colonne string) bool {
	_, ok := t.colonnes[colonne]
	return ok
}

// lignesParRangee is the number of line ends a quoted field may hold.
const lignesParRangee = 10

// next moves to the next usable row.
func (t *table) next() bool {
	for t.err == nil {
		champs, err := t.csv.Read()
		if err == io.EOF {
			return false
		}
		if err != nil {
			t.err = fmt.Errorf("reading %s: %w", t.chemin, err)
			return false
		}
		t.champs, t.mauvaise = champs, false
		t.lues++
		debut, _ := t.csv.FieldPos(0)
		fin, _ := t.csv.FieldPos(len(champs) - 1)
		t.ligne = Ligne(debut)
		if fin > debut+lignesParRangee {
			t.err = fmt.Errorf("reading %s: line %d: a quotation mark swallows the lines up to %d; close it or double it", t.chemin, debut, fin)
			return false
		}
		if fin != debut {
			t.add(LigneEtalee, t.ligne, "up to line %d", fin)
		}
		if t.complete() {
			for i := range t.entete {
				if !absent(champs[i]) {
					t.remplies[i]++
				}
			}
			return true
		}
	}
	return false
}

// complete reports whether the row has the fields of the header, and nothing
// beyond them. A last row that is short and has no line end means that the
// file was cut.
func (t *table) complete() bool {
	n := len(t.champs)
	switch {
	case n < len(t.entete):
		if !strings.HasSuffix(t.texte, "\n") && t.csv.InputOffset() == t.taille {
			t.err = fmt.Errorf("reading %s: line %d: the file ends in the middle of a row (%d fields of %d); download it again",
				t.chemin, t.ligne, n, len(t.entete))
			return false
		}
	case n > len(t.entete):
		if strings.TrimSpace(strings.Join(t.champs[len(t.entete):], "")) == "" {
			return true
		}
	default:
		return true
	}
	t.add(LigneMalFormee, t.ligne, "%d fields, the header has %d", n, len(t.entete))
	return false
}

// end closes the reading: it counts the rows, and returns the error that
// stopped them. A file without any row is an error.
func (t *table) end() error {
	t.journal.AddLignes(t.chemin, t.lues)
	t.fichier.remplies = map[string]int{}
	for i, nom := range t.entete {
		if nom != "" {
			t.fichier.remplies[nom] += t.remplies[i]
		}
	}
	if t.err != nil {
		return t.err
	}
	if t.lues == 0 {
		return fmt.Errorf("reading %s: no row after the header; download it again", t.chemin)
	}
	return nil
}

// text returns a cell, trimmed; "" for an optional column that is not there.
func (t *table) text(colonne string) string {
	i, ok := t.colonnes[colonne]
	if !ok {
		return ""
	}
	return strings.Clone(t.cell(i))
}

// cell returns a cell by its rank, trimmed.
func (t *table) cell(i int) string {
	s := t.sound(t.ligne, t.champs[i])
	t.champs[i] = s // said once, however often the cell is read
	if t.litteral {
		s = strings.ReplaceAll(s, masque, `"`)
	}
	return strings.TrimSpace(s)
}

// content returns the whole row, to tell a repetition from a contradiction.
func (t *table) content() string { return strings.Join(t.champs, ";") }

// code returns a cell that must satisfy valid; otherwise the row is bad.
func (t *table) code(colonne string, malForme anomalies.Code, valid func(string) bool) string {
	s := t.text(colonne)
	if valid(s) {
		return s
	}
	t.mauvaise = true
	if s == "" {
		t.add(CodeAbsent, t.ligne, "nothing in column %q", colonne)
		return ""
	}
	t.add(malForme, t.ligne, "%q in column %q", s, colonne)
	return ""
}

// uai returns the UAI of a column, in capitals; a malformed one makes the row
// bad.
func (t *table) uai(colonne string) string {
	s := t.code(colonne, UAIMalForme, func(s string) bool { return isUAI(strings.ToUpper(s)) })
	if s == strings.ToUpper(s) {
		return s
	}
	t.add(UAIMinuscule, t.ligne, "%q in column %q", s, colonne)
	return strings.ToUpper(s)
}

// cfd returns the CFD of a column; a malformed one makes the row bad.
func (t *table) cfd(colonne string) string { return t.code(colonne, CFDMalForme, isCFD) }

// mef11 returns the MEFSTAT11 of a column; a malformed one makes the row bad.
func (t *table) mef11(colonne string) string { return t.code(colonne, MEFMalForme, isMEF11) }

// optional returns a code or "": an absent one is no fault, a malformed one is
// journaled and left.
func (t *table) optional(colonne string, malForme anomalies.Code, valid func(string) bool) string {
	s := t.text(colonne)
	if absent(s) {
		return ""
	}
	if valid(s) {
		return s
	}
	t.add(malForme, t.ligne, "%q in column %q, left out", s, colonne)
	return ""
}

// number returns the figure of a cell between low and high, or nil when it is
// not published or cannot be read. One with an exponent is a code that a
// spreadsheet took for a number, not a figure.
func (t *table) number(colonne string, low, high float64) *float64 {
	s := t.text(colonne)
	if absent(s) {
		return nil
	}
	v, ok := parseNumber(s)
	if !ok || strings.ContainsAny(s, "eE") || v < low || v > high {
		t.add(NombreIllisible, t.ligne, "%q in column %q, expected a number from %v to %v", s, colonne, low, high)
		return nil
	}
	return &v
}

// percent returns a percentage, or nil.
func (t *table) percent(colonne string) *float64 { return t.number(colonne, 0, 100) }

// count returns a whole number of persons or places, or nil.
func (t *table) count(colonne string) *int {
	v := t.number(colonne, 0, 10_000_000)
	if v == nil {
		return nil
	}
	n := int(*v)
	if float64(n) != *v {
		t.add(NombreIllisible, t.ligne, "%v in column %q, expected a whole number", *v, colonne)
		return nil
	}
	return &n
}

// asColumnError returns the columnError behind err, or nil.
func asColumnError(err error) *columnError {
	var e *columnError
	if errors.As(err, &e) {
		return e
	}
	return nil
}
