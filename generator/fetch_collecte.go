package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"futurpro/generator/sources"
	"futurpro/generator/telechargement"
)

// collecte is what there is to do to have the files of the sources.
type collecte struct {
	o        fetchOptions
	fichiers []aTelecharger
	manuels  []manuel
}

// aTelecharger is a file that has an address.
type aTelecharger struct {
	source  sources.Source
	fichier sources.Fichier
}

// manuel is a source of which files are to be got by hand.
type manuel struct {
	source   sources.Source
	fichiers []fichierManuel
}

// fichierManuel is one of them; trouve is the sha256 of what is at its place,
// "" for nothing.
type fichierManuel struct {
	sources.Fichier
	trouve string
}

// newCollecte sorts the files of the sources by how they are got. A file that
// comes with the project, in complements, is not to be got.
func newCollecte(m *sources.Manifeste, o fetchOptions, complements fs.FS) (*collecte, error) {
	choisies := map[string]bool{}
	for _, id := range o.only {
		if _, ok := m.Source(id); !ok {
			return nil, usageError{fmt.Errorf("--only %s: no such source in %s", id, o.sources)}
		}
		choisies[id] = true
	}
	p := &collecte{o: o}
	for _, s := range m.Sources {
		if len(choisies) > 0 && !choisies[s.ID] {
			continue
		}
		a := manuel{source: s}
		for _, f := range s.Fichiers {
			if f.Telechargement != "" {
				p.fichiers = append(p.fichiers, aTelecharger{s, f})
				if err := p.demandes()[len(p.fichiers)-1].Check(); err != nil {
					return nil, fmt.Errorf("reading %s: source %q: %w", o.sources, s.ID, err)
				}
				continue
			}
			if _, err := fs.Stat(complements, f.Chemin); err == nil {
				continue
			}
			trouve, err := sommeFichier(os.DirFS(o.to), f.Chemin)
			if err != nil {
				return nil, err
			}
			a.fichiers = append(a.fichiers, fichierManuel{f, trouve})
		}
		if len(a.fichiers) > 0 {
			p.manuels = append(p.manuels, a)
		}
	}
	return p, nil
}

// demandes are the requests of the files, in their order.
func (p *collecte) demandes() []telechargement.Demande {
	var l []telechargement.Demande
	for _, f := range p.fichiers {
		l = append(l, telechargement.Demande{URL: f.fichier.Telechargement, Chemin: f.fichier.Chemin, SHA256: f.fichier.SHA256, Extraire: f.fichier.Extraire})
	}
	return l
}

// verdict fails when the folder is not what can be had of the sources.
func (p *collecte) verdict(resultats []telechargement.Resultat) error {
	echecs, attentes, requis := 0, 0, 0
	for i, r := range resultats {
		if r.Err != nil && !r.Conforme {
			echecs++
		}
		if r.Cote != "" && !r.Present {
			attentes++
		}
		if p.fichiers[i].source.Requise && !r.Present {
			requis++
		}
	}
	for _, m := range p.manuels {
		for _, f := range m.fichiers {
			if m.source.Requise && f.trouve == "" {
				requis++
			}
		}
	}
	var errs []error
	for _, e := range []struct {
		n    int
		quoi string
	}{
		{echecs, "failed, whose files are not at hand"},
		{attentes, "new, waiting for --accept-new where there is no file"},
		{requis, "required and missing"},
	} {
		if e.n > 0 {
			errs = append(errs, fmt.Errorf("%d %s", e.n, e.quoi))
		}
	}
	if len(errs) == 0 {
		return nil
	}
	return fmt.Errorf("the data in %s are not whole; of the files listed above:\n%w", p.o.to, errors.Join(errs...))
}

// sommeFichier returns the sha256 of a file; "" if there is none.
func sommeFichier(fsys fs.FS, chemin string) (string, error) {
	f, err := fsys.Open(chemin)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("reading %s: %w", chemin, err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
