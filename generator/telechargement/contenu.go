package telechargement

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"os"
	"path"
	"slices"
	"strings"
)

// contenu is what a file holds, as its extension says.
type contenu string

// The kinds that have more than one rule.
const (
	contenuZip  contenu = "zip"
	contenuGzip contenu = "gz"
	contenuJSON contenu = "json"
	contenuXML  contenu = "xml"
	contenuCSV  contenu = "csv"
)

// tailleDebut is how much of a file, in bytes, is looked at before the rest.
const tailleDebut = 1024

// checkDebut refuses what begins as something else: a page where data are
// expected is a form, a captive portal or a notice.
func (c contenu) checkDebut(debut []byte, contentType string) error {
	texte := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(debut, []byte("\xEF\xBB\xBF")), " \t\r\n"))
	media, _, _ := mime.ParseMediaType(contentType)
	page := bytes.HasPrefix(texte, []byte("<!doctype html")) || bytes.Contains(texte, []byte("<html"))
	ok := true
	switch c {
	case contenuZip:
		ok = bytes.HasPrefix(debut, []byte("PK"))
	case contenuGzip:
		ok = bytes.HasPrefix(debut, []byte{0x1F, 0x8B})
	case contenuJSON:
		ok = bytes.HasPrefix(texte, []byte("{")) || bytes.HasPrefix(texte, []byte("["))
	case contenuXML:
		ok = bytes.HasPrefix(texte, []byte("<")) && !page
	case contenuCSV:
		// No mark tells a table: it is not what has one.
		page = page || media == "text/html"
		ok = !page && !bytes.HasPrefix(texte, []byte("<")) && !bytes.HasPrefix(texte, []byte("{")) && !bytes.HasPrefix(debut, []byte("PK\x03\x04"))
	default:
		page = page || media == "text/html"
		ok = !page
	}
	switch {
	case ok:
		return nil
	case page:
		return definitif("the server sent a web page where %s is expected: open the address in a browser, it may want a form, an account or the acceptance of a network, or say that it is closed", c)
	}
	return definitif("what comes is not %s: it begins with %.40q", c, debut)
}

// check wants a file to be whole, as far as its kind tells.
func (t *transfert) check(chemin string, c contenu) error {
	f, err := t.root.Open(chemin)
	if err != nil {
		return definitif("reading what came: %w", err)
	}
	defer f.Close()
	switch c {
	case contenuZip:
		err = checkZip(f, t.tailleMax())
	case contenuGzip:
		_, err = decompress(io.Discard, f, t.tailleMax())
	case contenuJSON:
		err = checkJSON(f)
	}
	if err != nil {
		return fmt.Errorf("what came is no whole %s: %w", c, err)
	}
	return nil
}

// checkZip reads every member of an archive to its checksum.
func checkZip(f *os.File, tailleMax int64) error {
	z, err := openZip(f)
	if err != nil {
		return err
	}
	reste := tailleMax
	for _, m := range z.File {
		n, err := copyMember(io.Discard, m, reste)
		if err != nil {
			return err
		}
		reste -= n
	}
	return nil
}

func openZip(f *os.File) (*zip.Reader, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return zip.NewReader(f, info.Size())
}

// isLocal says whether the name of a member stays in the folder of its
// archive, on any machine. No name is ever used to write; one that does not
// comes from an archive made to harm.
func isLocal(nom string) bool {
	parts := strings.FieldsFunc(nom, func(r rune) bool { return r == '/' || r == '\\' })
	return !strings.HasPrefix(nom, "/") && !strings.HasPrefix(nom, `\`) && !strings.Contains(nom, ":") && !slices.Contains(parts, "..")
}

func copyMember(w io.Writer, m *zip.File, tailleMax int64) (int64, error) {
	r, err := m.Open()
	if err != nil {
		return 0, fmt.Errorf("member %s: %w", m.Name, err)
	}
	defer r.Close()
	n, err := copyBounded(w, r, tailleMax)
	if err != nil {
		return n, fmt.Errorf("member %s: %w", m.Name, err)
	}
	return n, nil
}

func decompress(w io.Writer, r io.Reader, tailleMax int64) (int64, error) {
	z, err := gzip.NewReader(bufio.NewReader(r))
	if err != nil {
		return 0, err
	}
	return copyBounded(w, z, tailleMax)
}

// copyBounded copies at most tailleMax bytes: a small archive may hold far
// more than a disk.
func copyBounded(w io.Writer, r io.Reader, tailleMax int64) (int64, error) {
	n, err := io.Copy(w, io.LimitReader(r, tailleMax+1))
	if err == nil && n > tailleMax {
		err = definitif("more bytes once decompressed than are accepted")
	}
	return n, err
}

// checkJSON wants one value, to its end.
func checkJSON(r io.Reader) error {
	dec := json.NewDecoder(bufio.NewReader(r))
	profondeur, valeurs := 0, 0
	for {
		tok, err := dec.Token()
		if err == io.EOF && profondeur == 0 && valeurs == 1 {
			return nil
		}
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return err
		}
		switch tok {
		case json.Delim('{'), json.Delim('['):
			profondeur++
		case json.Delim('}'), json.Delim(']'):
			profondeur--
		}
		if profondeur == 0 {
			valeurs++
		}
	}
}

// extract makes the file out of what came, and returns where it is.
func (t *transfert) extract(ctx context.Context) (string, error) {
	source := cheminPart(t.Chemin)
	if t.Extraire == "" {
		return source, nil
	}
	cible := cheminExtrait(t.Chemin)
	in, err := t.root.Open(source)
	if err != nil {
		return "", err
	}
	defer in.Close()
	if err := t.root.MkdirAll(path.Dir(cible), 0o755); err != nil {
		return "", err
	}
	out, err := t.root.Create(cible)
	if err != nil {
		return "", err
	}
	if motif, ok := strings.CutPrefix(t.Extraire, "zip:"); ok {
		err = extractMember(out, in, motif, t.tailleMax())
	} else {
		_, err = decompress(out, in, t.tailleMax())
	}
	if err = errors.Join(err, out.Close(), ctx.Err()); err == nil {
		err = t.checkExtrait(cible)
	}
	if err != nil {
		return "", fmt.Errorf("extracting %s: %w", t.Extraire, err)
	}
	return cible, nil
}

// checkExtrait wants what was extracted to be of the kind of its file.
func (t *transfert) checkExtrait(chemin string) error {
	f, err := t.root.Open(chemin)
	if err != nil {
		return err
	}
	defer f.Close()
	debut := make([]byte, tailleDebut)
	n, err := io.ReadFull(f, debut)
	if n == 0 {
		return errors.New("the file is empty")
	}
	if err != nil && err != io.ErrUnexpectedEOF {
		return err
	}
	if err := t.produit().checkDebut(debut[:n], ""); err != nil {
		return err
	}
	return t.check(chemin, t.produit())
}

// extractMember copies the one member that motif names.
func extractMember(w io.Writer, f *os.File, motif string, tailleMax int64) error {
	z, err := openZip(f)
	if err != nil {
		return err
	}
	var noms []string
	var choisi *zip.File
	for _, m := range z.File {
		noms = append(noms, m.Name)
		if !isLocal(m.Name) {
			return fmt.Errorf("the archive has a member whose name leaves its folder: %q", m.Name)
		}
		if ok, _ := path.Match(motif, m.Name); !ok {
			continue
		}
		if choisi != nil {
			return fmt.Errorf("%s and %s both answer to %s", choisi.Name, m.Name, motif)
		}
		choisi = m
	}
	if choisi == nil {
		return fmt.Errorf("no member %s; there are %s", motif, strings.Join(noms[:min(len(noms), 10)], ", "))
	}
	_, err = copyMember(w, choisi, tailleMax)
	return err
}
