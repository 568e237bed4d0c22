package sources

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// readElementsXML streams the elements of that name, wherever they stand, and
// gives each with its rank, from 1. Their children are matched by the tags of
// T; those that T does not name are skipped.
//
// The text is decoded before it comes here, so that the encoding the file
// declares is of no more use. Only the entities of XML and of HTML are known:
// none is ever defined by a file.
func readElementsXML[T any](f *fichier, element string, each func(rang Ligne, e *T)) error {
	dec := xml.NewDecoder(strings.NewReader(f.texte))
	dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	dec.Entity = xml.HTMLEntity
	var rang Ligne
	for {
		tok, err := dec.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return f.xmlError(dec, rang, err)
		}
		start, ok := tok.(xml.StartElement)
		if !ok || start.Name.Local != element {
			continue
		}
		rang++
		var e T
		if err := dec.DecodeElement(&e, &start); err != nil {
			return f.xmlError(dec, rang, err)
		}
		each(rang, &e)
	}
	f.journal.AddLignes(f.chemin, int(rang))
	if rang == 0 {
		return fmt.Errorf("reading %s: no <%s> in the file; is this the right file?", f.chemin, element)
	}
	return nil
}

// xmlError places a syntax error: the rank of the element, when one was begun,
// and the line.
func (f *fichier) xmlError(dec *xml.Decoder, rang Ligne, err error) error {
	ligne, _ := dec.InputPos()
	var syntaxe *xml.SyntaxError
	if errors.As(err, &syntaxe) {
		ligne, err = syntaxe.Line, errors.New(syntaxe.Msg)
		if strings.Contains(syntaxe.Msg, "unexpected EOF") {
			err = errors.New("the file ends too early; download it again")
		}
	}
	ou := ""
	if rang > 0 {
		ou = fmt.Sprintf("element %d, ", rang)
	}
	return fmt.Errorf("reading %s: %sline %d: %w", f.chemin, ou, ligne, err)
}

// tailleMaxArchive is the most bytes taken out of an archive: fifty times the
// largest file published so.
const tailleMaxArchive = 200 << 20

// unzip returns the one file of an archive: Onisep publishes its large sets as
// a zip of XML.
func unzip(chemin string, data []byte) ([]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w; download it again", chemin, err)
	}
	var dedans []*zip.File
	for _, f := range z.File {
		if !f.FileInfo().IsDir() {
			dedans = append(dedans, f)
		}
	}
	if len(dedans) != 1 {
		return nil, fmt.Errorf("reading %s: %d files in the archive, expected one; is this the right file?", chemin, len(dedans))
	}
	r, err := dedans[0].Open()
	if err != nil {
		return nil, fmt.Errorf("reading %s: %s: %w", chemin, dedans[0].Name, err)
	}
	defer r.Close()
	contenu, err := io.ReadAll(io.LimitReader(r, tailleMaxArchive+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %s: %w; download it again", chemin, dedans[0].Name, err)
	}
	if len(contenu) > tailleMaxArchive {
		return nil, fmt.Errorf("reading %s: %s holds more than %d bytes; is this the right file?", chemin, dedans[0].Name, tailleMaxArchive)
	}
	return contenu, nil
}
