package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"futurpro/generator/rues"
	"futurpro/generator/sources"
)

// voirie is the streets that one goes along on foot and by bicycle; nil for
// straight lines and their detour.
type voirie struct{ pied, velo *rues.Streets }

// extraits lists the extracts of OpenStreetMap: those of --osm, else of the
// folder osm beside the timetables, else of the one in the data folder, if any.
func (o options) extraits() ([]string, error) {
	if o.osm == "" {
		for _, dossier := range o.dossiersOSM() {
			if chemins, err := listExtraits(dossier); err == nil && len(chemins) > 0 {
				return chemins, nil
			}
		}
		return nil, nil
	}
	info, err := os.Stat(o.osm)
	if err != nil {
		return nil, fmt.Errorf("the streets %s cannot be read; give a folder or a file with --osm, or leave the option out", o.osm)
	}
	if !info.IsDir() {
		return []string{o.osm}, nil
	}
	chemins, err := listExtraits(o.osm)
	if err == nil && len(chemins) == 0 {
		err = fmt.Errorf("the folder %s holds no *.osm.pbf; give another with --osm, or leave the option out", o.osm)
	}
	return chemins, err
}

// dossiersOSM are the folders where extracts are looked for without --osm.
func (o options) dossiersOSM() []string {
	return []string{path.Join(path.Dir(path.Clean(o.dossierGTFS())), "osm"), path.Join(o.data, "osm")}
}

// listExtraits returns the extracts of a folder, in name order.
func listExtraits(dossier string) ([]string, error) {
	entrees, err := os.ReadDir(dossier)
	if err != nil {
		return nil, fmt.Errorf("listing the extracts of OpenStreetMap: %w", err)
	}
	var chemins []string
	for _, e := range entrees {
		if strings.HasSuffix(strings.ToLower(e.Name()), ".osm.pbf") {
			chemins = append(chemins, path.Join(dossier, e.Name()))
		}
	}
	return chemins, nil
}

// readVoirie reads the extracts, for both ways of going; without any, the
// source counts as missing.
func readVoirie(ctx context.Context, o options, src *sources.Sources, c *console, r *rapport) (voirie, error) {
	chemins, err := o.extraits()
	if err != nil {
		return voirie{}, err
	}
	if len(chemins) == 0 {
		if source, ok := src.Manifeste.Source(sources.OpenStreetMap); ok {
			src.Manquantes = append(src.Manquantes, source)
		}
		return voirie{}, nil
	}
	c.etape("Reading the streets of " + strings.Join(chemins, ", "))
	modes := []rues.Mode{rues.Foot, rues.Bicycle}
	extraits := make([][]rues.Extract, len(modes))
	var ways, km, iles int
	for _, chemin := range chemins {
		e, err := openExtrait(chemin, c)
		if err != nil {
			return voirie{}, err
		}
		src.Lus = append(src.Lus, sources.FichierLu{Source: sources.OpenStreetMap, Chemin: "osm/" + path.Base(chemin), SHA256: hex.EncodeToString(e.somme[:]), Octets: e.octets})
		for i, m := range modes {
			opts := rues.DefaultOptions(m)
			n, counts, err := rues.Read(ctx, e, chemin, opts)
			if m == rues.Bicycle && errors.Is(err, rues.ErrNoStreet) {
				continue // nobody rides there
			}
			if err != nil {
				return voirie{}, errors.Join(fmt.Errorf("reading the streets: %w", err), e.Close())
			}
			extraits[i] = append(extraits[i], rues.Extract{Network: n, SHA256: e.somme, Options: opts})
			if m == rues.Foot {
				ways, km, iles = ways+counts.Ways, km+int(n.Metres()/1000), iles+counts.Islands
			}
		}
		if err := e.Close(); err != nil {
			return voirie{}, fmt.Errorf("reading the streets: %w", err)
		}
	}
	r.fin("streets read", compteur{"extracts", len(chemins)}, compteur{"ways on foot", ways}, compteur{"km", km}, compteur{"islands dropped", iles})
	v := voirie{pied: rues.NewStreets(extraits[0])}
	if len(extraits[1]) > 0 {
		v.velo = rues.NewStreets(extraits[1])
	}
	return v, nil
}

// extrait is an open extract. Reading it moves a bar: it is read through once
// for its sum, then twice for each way of going.
type extrait struct {
	f      *os.File
	octets int
	somme  [sha256.Size]byte
	bar    *progression
	lus    int // bytes that the bar does not show yet
}

const megaoctet = 1_000_000

func openExtrait(chemin string, c *console) (*extrait, error) {
	f, err := os.Open(chemin)
	if err != nil {
		return nil, fmt.Errorf("reading the streets: %w", err)
	}
	e := &extrait{f: f}
	info, err := f.Stat()
	if err == nil {
		e.octets = int(info.Size())
		e.bar = c.progres("MB of "+path.Base(chemin), 5*e.octets/megaoctet)
		h := sha256.New()
		if _, err = io.Copy(h, e); err == nil {
			e.somme = [sha256.Size]byte(h.Sum(nil))
			return e, nil
		}
	}
	return nil, errors.Join(fmt.Errorf("reading the streets: %w", err), f.Close())
}

// Read reads from the file, and tells the bar.
func (e *extrait) Read(b []byte) (int, error) {
	n, err := e.f.Read(b)
	for e.lus += n; e.lus >= megaoctet; e.lus -= megaoctet {
		e.bar.plus()
	}
	return n, err
}

// Seek makes an extrait an io.Seeker.
func (e *extrait) Seek(offset int64, whence int) (int64, error) { return e.f.Seek(offset, whence) }

// Close closes the file and takes the bar away.
func (e *extrait) Close() error {
	e.bar.fin()
	return e.f.Close()
}
