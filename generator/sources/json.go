package sources

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// readArray decodes the elements of a JSON array one after the other and
// gives each with its rank, from 1. With a key, the array is the value of that
// key in an object, and total is the number under "total" (-1 without it). An
// element of the wrong shape is journaled and left.
func readArray[T any](f *fichier, key string, each func(rang Ligne, e *T)) (total int, err error) {
	dec := json.NewDecoder(strings.NewReader(f.texte))
	total = -1
	if key == "" {
		err = readElements(f, dec, each)
	} else {
		total, err = readObject(f, dec, key, each)
	}
	if err != nil {
		return total, err
	}
	if _, err := dec.Token(); err != io.EOF {
		return total, fmt.Errorf("reading %s: line %d: something follows the end of the data", f.chemin, f.lineAt(int(dec.InputOffset())))
	}
	return total, nil
}

// readObject reads an object, streams the array under key, and keeps "total".
func readObject[T any](f *fichier, dec *json.Decoder, key string, each func(Ligne, *T)) (int, error) {
	total, found := -1, false
	if err := f.delim(dec, '{'); err != nil {
		return total, err
	}
	for dec.More() {
		nom, err := dec.Token()
		if err != nil {
			return total, f.jsonError(dec, 0, err)
		}
		switch nom {
		case key:
			found = true
			err = readElements(f, dec, each)
			if err != nil {
				return total, err
			}
		case "total":
			err = dec.Decode(&total)
		default:
			var autre json.RawMessage
			err = dec.Decode(&autre)
		}
		if err != nil {
			return total, f.jsonError(dec, 0, err)
		}
	}
	if err := f.delim(dec, '}'); err != nil {
		return total, err
	}
	if !found {
		return total, fmt.Errorf("reading %s: no %q in the object; is this the right file?", f.chemin, key)
	}
	return total, nil
}

// readElements streams one array.
func readElements[T any](f *fichier, dec *json.Decoder, each func(Ligne, *T)) error {
	if err := f.delim(dec, '['); err != nil {
		return err
	}
	var rang Ligne
	for dec.More() {
		rang++
		var e T
		err := dec.Decode(&e)
		var forme *json.UnmarshalTypeError
		switch {
		case errors.As(err, &forme):
			f.add(ElementIllisible, rang, "%s is %s", forme.Field, forme.Value)
		case err != nil:
			return f.jsonError(dec, rang, err)
		default:
			each(rang, &e)
		}
	}
	f.journal.AddLignes(f.chemin, int(rang))
	if err := f.delim(dec, ']'); err != nil {
		return err
	}
	if rang == 0 {
		return fmt.Errorf("reading %s: the array is empty; download it again", f.chemin)
	}
	return nil
}

// readMembers streams the members of a JSON object and gives each with its
// rank, from 1, and its key. A member of the wrong shape is journaled and left;
// of two with the same key, the first stays.
func readMembers[T any](f *fichier, each func(rang Ligne, key string, e *T)) error {
	dec := json.NewDecoder(strings.NewReader(f.texte))
	if err := f.delim(dec, '{'); err != nil {
		return err
	}
	vues := cles{}
	var rang Ligne
	for dec.More() {
		rang++
		tok, err := dec.Token()
		if err != nil {
			return f.jsonError(dec, rang, err)
		}
		key := tok.(string) // the key of an object is a string
		var brut json.RawMessage
		if err := dec.Decode(&brut); err != nil {
			return f.jsonError(dec, rang, err)
		}
		var e T
		if err := json.Unmarshal(brut, &e); err != nil {
			f.add(ElementIllisible, rang, "%s: %v", key, err)
			continue
		}
		if vues.first(f, rang, key, string(brut)) {
			each(rang, key, &e)
		}
	}
	f.journal.AddLignes(f.chemin, int(rang))
	if err := f.delim(dec, '}'); err != nil {
		return err
	}
	if rang == 0 {
		return fmt.Errorf("reading %s: the object is empty; download it again", f.chemin)
	}
	if _, err := dec.Token(); err != io.EOF {
		return fmt.Errorf("reading %s: line %d: something follows the end of the data", f.chemin, f.lineAt(int(dec.InputOffset())))
	}
	return nil
}

// complete returns err, or an error when fewer elements came than the search
// API announced.
func (f *fichier) complete(total, n int, err error) error {
	if err == nil && total > n {
		return fmt.Errorf("reading %s: %d elements of the %d announced by \"total\"; fetch every page", f.chemin, n, total)
	}
	return err
}

// delim reads one punctuation mark.
func (f *fichier) delim(dec *json.Decoder, want json.Delim) error {
	tok, err := dec.Token()
	if err != nil {
		return f.jsonError(dec, 0, err)
	}
	if tok != want {
		return fmt.Errorf("reading %s: line %d: found %v, expected %q; is this the right file?",
			f.chemin, f.lineAt(int(dec.InputOffset())), tok, want)
	}
	return nil
}

// jsonError places a decoding error: the rank of the element when known, line
// and byte.
func (f *fichier) jsonError(dec *json.Decoder, rang Ligne, err error) error {
	ou := ""
	if rang > 0 {
		ou = fmt.Sprintf("element %d, ", rang)
	}
	offset := f.syntaxOffset(int(dec.InputOffset()))
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		offset = len(f.texte)
		err = errors.New("the file ends too early; download it again")
	}
	return fmt.Errorf("reading %s: %sline %d (byte %d): %w", f.chemin, ou, f.lineAt(offset), offset, err)
}

// syntaxOffset returns the byte of the first syntax error after start, where
// the decoder stopped: it only tells where the faulty element begins.
func (f *fichier) syntaxOffset(start int) int {
	reste := strings.TrimLeft(f.texte[start:], ", \r\n\t")
	var syntaxe *json.SyntaxError
	if errors.As(json.Unmarshal([]byte(reste), new(json.RawMessage)), &syntaxe) {
		return len(f.texte) - len(reste) + int(syntaxe.Offset)
	}
	return start
}
