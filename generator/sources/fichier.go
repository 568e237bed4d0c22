package sources

import (
	"fmt"
	"strings"

	"futurpro/generator/anomalies"
	"futurpro/generator/reparation"
)

// fichier is one file being read: its text, and where its problems go.
type fichier struct {
	chemin string
	texte  string // UTF-8, without byte order mark, repaired
	// litteral says that quotation marks are text and never surround a field.
	litteral bool
	journal  *anomalies.Journal
}

// newFichier decodes data and reports what its encoding calls for. An empty
// file is an error.
func newFichier(chemin string, data []byte, j *anomalies.Journal) (*fichier, error) {
	texte, enc := decode(data)
	if strings.TrimSpace(texte) == "" {
		return nil, fmt.Errorf("reading %s: the file is empty; download it again", chemin)
	}
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
