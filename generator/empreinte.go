package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path"
	"sync"

	"futurpro/generator/pages"
	"futurpro/generator/publish"
)

// lotDonnees groups the files that no Markdown page can change.
const lotDonnees = "donnees"

// empreinte is the hash of a part of what a site is made from. It is taken before
// that is read: what changes meanwhile is for the next build.
func (o options) empreinte(p partie) ([]byte, error) {
	h := sha256.New()
	for _, e := range o.entrees() {
		if e.partie != p {
			continue
		}
		if err := hashTree(h, e.chemin); err != nil {
			return nil, err
		}
	}
	return h.Sum(nil), nil
}

// cles names what the site is made from: this program, its options, the data,
// which are yet to be read, and the pages and the layouts, which were. Two builds
// with the same key give the same site.
func (o options) cles(base string, t *textes) (publish.Cles, error) {
	programme, err := programme()
	if err != nil {
		return publish.Cles{}, fmt.Errorf("reading this program: %w", err)
	}
	data, err := o.empreinte(partieData)
	if err != nil {
		return publish.Cles{}, err
	}
	donnees := sha256.Sum256(fmt.Appendf(nil, "%x %x %x %q %q", programme, data, t.hashLayouts, base, pages.Commun(t.corpus)))
	tout := sha256.Sum256(fmt.Appendf(nil, "%x %x", donnees, t.hashContent))
	return publish.Cles{Tout: hex.EncodeToString(tout[:]), Lots: map[string]string{lotDonnees: hex.EncodeToString(donnees[:])}}, nil
}

// programme is the hash of this program, which is large, and stays what it is while
// it runs.
var programme = sync.OnceValues(func() ([]byte, error) {
	nom, err := os.Executable()
	if err != nil {
		return nil, err
	}
	h := sha256.New()
	err = hashFile(h, nom)
	return h.Sum(nil), err
})

// hashTree adds to h what a file or a folder holds, links followed: names and
// bytes, not where it is nor when it changed. What does not exist is empty.
func hashTree(h hash.Hash, nom string) error {
	return hashEntree(h, nom, "", 0)
}

// profondeurMax stops a folder that holds a link to itself.
const profondeurMax = 40

func hashEntree(h hash.Hash, nom, rel string, profondeur int) error {
	info, err := os.Stat(nom)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		fmt.Fprintf(h, "none %q\n", rel)
		return nil
	case err != nil:
		return fmt.Errorf("reading %s: %w", nom, err)
	case profondeur > profondeurMax:
		return fmt.Errorf("reading %s: a folder inside itself", nom)
	case !info.IsDir():
		fmt.Fprintf(h, "file %q %d\n", rel, info.Size())
		if err := hashFile(h, nom); err != nil {
			return fmt.Errorf("reading %s: %w", nom, err)
		}
		return nil
	}
	fmt.Fprintf(h, "folder %q\n", rel)
	entrees, err := os.ReadDir(nom)
	if err != nil {
		return fmt.Errorf("reading %s: %w", nom, err)
	}
	for _, e := range entrees {
		if err := hashEntree(h, path.Join(nom, e.Name()), path.Join(rel, e.Name()), profondeur+1); err != nil {
			return err
		}
	}
	return nil
}

func hashFile(h hash.Hash, nom string) error {
	f, err := os.Open(nom)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(h, f)
	return err
}
