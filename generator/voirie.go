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

// openVoirie finds the extracts and their sums; without any, the source counts
// as missing. They are read when a travel time has to be computed: one text
// edited does not need the streets of the country.
func openVoirie(o options, src *sources.Sources, c *console, r *rapport) (voirie, error) {
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
	c.etape("Looking at the streets of " + strings.Join(chemins, ", "))
	var pied, velo []rues.Extract
	octets := 0
	for _, chemin := range chemins {
		somme, taille, err := sumExtrait(chemin, c)
		if err != nil {
			return voirie{}, fmt.Errorf("reading the streets: %w", err)
		}
		src.Lus = append(src.Lus, sources.FichierLu{Source: sources.OpenStreetMap, Chemin: "osm/" + path.Base(chemin), SHA256: hex.EncodeToString(somme[:]), Octets: taille})
		octets += taille
		pied, velo = append(pied, newExtract(chemin, somme, rues.Foot, c, r)), append(velo, newExtract(chemin, somme, rues.Bicycle, c, r))
	}
	r.fin("extracts of OpenStreetMap", compteur{"files", len(chemins)}, compteur{"kB", octets / 1000})
	return voirie{rues.NewStreets(pied), rues.NewStreets(velo)}, nil
}

// loadRues reads the streets of --osm on foot, for a command without cache; nil
// without the option.
func loadRues(ctx context.Context, osm string, c *console) (*rues.Streets, error) {
	if osm == "" {
		return nil, nil
	}
	chemins, err := options{osm: osm}.extraits()
	if err != nil {
		return nil, err
	}
	var pied []rues.Extract
	for _, chemin := range chemins {
		pied = append(pied, newExtract(chemin, [sha256.Size]byte{}, rues.Foot, c, newRapport()))
	}
	streets := rues.NewStreets(pied)
	return streets, streets.Load(ctx)
}

func newExtract(chemin string, somme [sha256.Size]byte, m rues.Mode, c *console, r *rapport) rues.Extract {
	opts := rues.DefaultOptions(m)
	return rues.Extract{SHA256: somme, Options: opts, Read: func(ctx context.Context) (*rues.Network, error) { return readExtrait(ctx, chemin, opts, c, r) }}
}

// sumExtrait returns the sum and the size of an extract.
func sumExtrait(chemin string, c *console) (somme [sha256.Size]byte, taille int, err error) {
	e, err := openExtrait(chemin, "sum of", 1, c)
	if err != nil {
		return somme, 0, err
	}
	defer e.Close()
	h := sha256.New()
	n, err := io.Copy(h, e)
	return [sha256.Size]byte(h.Sum(nil)), int(n), err
}

// readExtrait reads the streets of an extract for one way of going.
func readExtrait(ctx context.Context, chemin string, opts rues.Options, c *console, r *rapport) (*rues.Network, error) {
	c.etape(fmt.Sprintf("Reading the streets of %s, by %s", chemin, opts.Mode))
	e, err := openExtrait(chemin, "streets of", 2, c)
	if err != nil {
		return nil, err
	}
	defer e.Close()
	n, counts, err := rues.Read(ctx, e, chemin, opts)
	if err != nil {
		if errors.Is(err, rues.ErrNoStreet) {
			r.fin("no street, by " + opts.Mode.String())
		}
		return nil, err
	}
	r.fin("streets read, by "+opts.Mode.String(), compteur{"ways", counts.Ways}, compteur{"km", int(n.Metres() / 1000)},
		compteur{"islands dropped", counts.Islands}, compteur{"MB of memory", n.Bytes() / megaoctet})
	return n, nil
}

// extrait is an open extract, of which the reading moves a bar.
type extrait struct {
	f   *os.File
	bar *progression
	lus int // bytes that the bar does not show yet
}

const megaoctet = 1_000_000

// openExtrait opens an extract to be read through a number of times.
func openExtrait(chemin, quoi string, fois int, c *console) (*extrait, error) {
	f, err := os.Open(chemin)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &extrait{f: f, bar: c.progres("MB, "+quoi+" "+path.Base(chemin), fois*int(info.Size())/megaoctet)}, nil
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
