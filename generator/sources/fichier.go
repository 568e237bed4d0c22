package sources

import (
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"futurpro/generator/anomalies"
	"futurpro/generator/reparation"
)

// fichier is one file being read: its text, and where its problems go.
type fichier struct {
	chemin string
	texte  string // UTF-8, without byte order mark, repaired; "" for a spreadsheet
	octets []byte // of a spreadsheet; else nil
	// litteral says that quotation marks are text and never surround a field.
	litteral bool
	journal  *anomalies.Journal
	// remplies is the number of rows with something in each column, by name,
	// once a table has been read.
	remplies map[string]int
}

// openFichier returns the file as its reader wants it: a spreadsheet as its
// bytes, the others as text.
func openFichier(chemin string, data []byte, j *anomalies.Journal) (*fichier, error) {
	if path.Ext(chemin) == ".xlsx" {
		return &fichier{chemin: chemin, octets: data, journal: j}, nil
	}
	return newFichier(chemin, data, j)
}

// newFichier decodes data and reports what its encoding calls for. An empty
// file is an error.
func newFichier(chemin string, data []byte, j *anomalies.Journal) (*fichier, error) {
	texte, enc := decode(data)
	if strings.TrimSpace(texte) == "" {
		return nil, fmt.Errorf("reading %s: the file is empty; download it again", chemin)
	}
	if n := strings.Count(texte, "\x00"); n > len(texte)/4 {
		return nil, fmt.Errorf("reading %s: %d of its %d characters are NUL: it is UTF-16 without byte order mark, or a broken download; write it again in UTF-8",
			chemin, n, len(texte))
	}
	texte = lineEnds(texte)
	reparee := reparation.Repair(texte)
	texte = reparee.Text
	f := &fichier{chemin: chemin, texte: texte, journal: j}
	for _, p := range reparee.Repaired {
		f.add(DoubleEncodage, Ligne(p.Line), "%q read as %q", p.Broken, p.Repaired)
	}
	for _, p := range reparee.Refused {
		f.add(EncodagePerdu, Ligne(p.Line), "%q: %s", p.Broken, p.Reason)
	}
	if enc == enMelange {
		f.add(EncodageMelange, 0, "UTF-8 and Windows-1252 in the same file")
	}
	for i := strings.IndexRune(texte, '\uFFFD'); i >= 0; {
		f.add(CaracterePerdu, f.lineAt(i), "%s", excerpt(texte, i))
		next := strings.IndexByte(texte[i:], '\n')
		if next < 0 {
			break
		}
		rest := strings.IndexRune(texte[i+next:], '\uFFFD')
		if rest < 0 {
			break
		}
		i += next + rest
	}
	return f, nil
}

// add records an anomaly of the file.
func (f *fichier) add(code anomalies.Code, ligne Ligne, format string, args ...any) {
	f.journal.Add(anomalies.Anomalie{
		Code: code, Fichier: f.chemin, Ligne: int(ligne), Detail: fmt.Sprintf(format, args...),
	})
}

// lineAt returns the line, from 1, of a byte offset of the text.
func (f *fichier) lineAt(offset int) Ligne {
	offset = max(0, min(offset, len(f.texte)))
	return Ligne(1 + strings.Count(f.texte[:offset], "\n"))
}

// clean takes what is no text out of a value, says so, and trims it.
func (f *fichier) clean(ligne Ligne, s string) string {
	return strings.TrimSpace(f.sound(ligne, s))
}

// cleanAll cleans every value of a list.
func (f *fichier) cleanAll(ligne Ligne, valeurs []string) []string {
	for i, s := range valeurs {
		valeurs[i] = f.clean(ligne, s)
	}
	return valeurs
}

// longueurMax is the number of characters of the longest value taken: twice
// the longest that was ever published.
const longueurMax = 10_000

// sound returns s without its control characters, or "" when it is too long to
// be a value; it says so.
func (f *fichier) sound(ligne Ligne, s string) string {
	if len(s) > longueurMax && utf8.RuneCountInString(s) > longueurMax {
		f.add(ChampTropLong, ligne, "%d characters, of which at most %d are expected: held empty", utf8.RuneCountInString(s), longueurMax)
		return ""
	}
	if strings.IndexFunc(s, isControl) < 0 {
		return s
	}
	f.add(CaractereControle, ligne, "removed from %.60q", s)
	return strings.Map(func(r rune) rune {
		if isControl(r) {
			return -1
		}
		return r
	}, s)
}

// isControl reports whether r is a control character of ASCII, other than a
// tab or a line end.
func isControl(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0x7F
}

// excerpt returns a few characters of text around offset, on one line.
func excerpt(text string, offset int) string {
	start := max(strings.LastIndexByte(text[:offset], '\n')+1, offset-30)
	end := len(text)
	if i := strings.IndexByte(text[offset:], '\n'); i >= 0 {
		end = offset + i
	}
	end = min(end, offset+30)
	return fmt.Sprintf("%q", strings.ToValidUTF8(text[start:end], ""))
}

// cles remembers the rows already met under a key.
type cles map[string]vue

type vue struct {
	ligne   Ligne
	contenu string
}

// first reports whether cle is met for the first time; it records a
// duplicate, identical or not.
func (c cles) first(f *fichier, ligne Ligne, cle, contenu string) bool {
	avant, deja := c[cle]
	switch {
	case !deja:
		c[cle] = vue{ligne, contenu}
		return true
	case avant.contenu == contenu:
		f.add(Doublon, ligne, "%s already read at %d", cle, avant.ligne)
	default:
		f.add(DoublonDifferent, ligne, "%s already read at %d with other values", cle, avant.ligne)
	}
	return false
}
