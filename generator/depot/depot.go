// Package depot puts a built site online: into a folder that a web server reads,
// or into a bucket of any S3-compatible store. It sends what has changed, in the
// order that keeps the site whole, and goes on where an interrupted sending
// stopped. What the site holds, and the order, are of package publish.
package depot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"futurpro/generator/publish"
)

// Depot is a place that a site is put online in.
type Depot interface {
	// Read returns what a small file holds; fs.ErrNotExist if there is none.
	Read(ctx context.Context, chemin string) ([]byte, error)
	// Holds reports whether the file is there with these bytes and headers.
	Holds(ctx context.Context, e publish.Entree) (bool, error)
	// Complete reports whether what goes with a file that is there is as asked.
	Complete(e publish.Entree) bool
	// Put puts a file in place, whole or not at all.
	Put(ctx context.Context, e publish.Entree, corps []byte) error
	// Remove takes a file away; it is no error that there is none.
	Remove(ctx context.Context, chemin string) error
	// Parallel is how many files may be sent at once.
	Parallel() int
	// Lock takes the place for one sending. It waits for the one that holds it,
	// of which attente is told who it is.
	Lock(ctx context.Context, attente func(qui string)) (Verrou, error)
}

// Names of what is not of the site: the manifest of what is online, and that of
// a sending that has begun and is not over.
const (
	nomManifeste = publish.NomManifeste
	nomEnCours   = publish.NomManifeste + "-en-cours"
)

// Options of a sending.
type Options struct {
	Force bool // take away files past the threshold
	// PartMax is the share of the pages and files of data online that may be
	// taken away, 0 to 1.
	PartMax float64
}

// Envoi is a sending.
type Envoi struct {
	Plan []publish.Geste
	// Reprise says that the one before was interrupted.
	Reprise bool
	// possible is all that may be online until the sending is over.
	possible publish.Manifeste
}

// Prepare compares what is online with a site, and refuses to take too much
// away: an empty build must not empty what is online. The plan comes with that
// refusal too.
func Prepare(ctx context.Context, d Depot, nouveau publish.Manifeste, o Options) (*Envoi, error) {
	ancien, _, err := read(ctx, d, nomManifeste)
	if err != nil {
		return nil, err
	}
	for i, e := range ancien.Fichiers {
		if !d.Complete(e) {
			ancien.Fichiers[i].SHA256 = inconnu // to be sent again
		}
	}
	interrompu, reprise, err := read(ctx, d, nomEnCours)
	if err != nil {
		return nil, err
	}
	enLigne := ancien
	if reprise {
		enLigne = union(ancien, interrompu)
	}
	e := &Envoi{Plan: publish.Plan(enLigne, nouveau), Reprise: reprise, possible: union(enLigne, nouveau)}
	// Files whose names change with their content come and go at each sending.
	durables, retires := 0, 0
	for _, f := range ancien.Fichiers {
		if f.Cache != publish.Immuable {
			durables++
		}
	}
	for _, g := range e.Plan {
		if g.Verbe == publish.Retirer && g.Entree.Cache != publish.Immuable {
			retires++
		}
	}
	if max := int(o.PartMax * float64(durables)); retires > max && !o.Force {
		return e, fmt.Errorf("%d of the %d pages and files of data online would be taken away, more than the %d allowed: look at the plan with --dry-run, then raise --max-removed or give --force", retires, durables, max)
	}
	return e, nil
}

// read reads a manifest of what is online; found is false if there is none.
func read(ctx context.Context, d Depot, nom string) (m publish.Manifeste, found bool, err error) {
	b, err := d.Read(ctx, nom)
	if errors.Is(err, fs.ErrNotExist) {
		return m, false, nil
	}
	if err == nil {
		m, err = publish.DecodeManifeste(b)
	}
	if err != nil {
		return m, false, fmt.Errorf("reading what is online: %s: %w; if that file is lost, take it away to send everything again", nom, err)
	}
	return m, true, nil
}

// inconnu is the sha256 of a file whose bytes are not known.
var inconnu = strings.Repeat("0", 2*sha256.Size)

// union is what may be online while one site takes the place of another: where
// the two differ, the bytes are not known, nor whether there are any.
func union(avant, apres publish.Manifeste) publish.Manifeste {
	l := map[string]publish.Entree{}
	for _, e := range avant.Fichiers {
		l[e.Chemin] = e
	}
	sures := map[string]bool{}
	for _, e := range apres.Fichiers {
		sures[e.Chemin] = l[e.Chemin] == e
		l[e.Chemin] = e
	}
	for chemin, e := range l {
		if !sures[chemin] {
			e.SHA256 = inconnu
			l[chemin] = e
		}
	}
	return publish.Manifeste{Fichiers: slices.Collect(maps.Values(l))}
}

// putManifeste puts a manifest online under a name.
func putManifeste(ctx context.Context, d Depot, nom string, m publish.Manifeste) error {
	b, err := m.Encode()
	if err != nil {
		return err
	}
	e := publish.Entree{Chemin: nom, SHA256: somme(b), Octets: int64(len(b)), Type: "application/json", Cache: publish.Toujours}
	if err := d.Put(ctx, e, b); err != nil {
		return fmt.Errorf("sending %s: %w", nom, err)
	}
	return nil
}

// Bilan counts what was done.
type Bilan struct {
	Envoyes, Deja, Retires int // files sent, there already, taken away
	Octets                 int64
}

// Run does what the plan says with the files of dir, then puts the manifest in
// place. Each file is read and must be what the manifest says: a folder that was
// changed by hand is not sent. The lock must have been taken before [Prepare]: a
// sending that has lost it stops. fait is told of each file.
func (e *Envoi) Run(ctx context.Context, d Depot, v Verrou, dir string, nouveau publish.Manifeste, fait func()) (Bilan, error) {
	var envoyes, deja, retires, octets atomic.Int64
	bilan := func() Bilan {
		return Bilan{int(envoyes.Load()), int(deja.Load()), int(retires.Load()), octets.Load()}
	}
	if len(e.Plan) == 0 && !e.Reprise {
		return Bilan{}, nil
	}
	if err := v.Hold(ctx, true); err != nil {
		return Bilan{}, err
	}
	if err := putManifeste(ctx, d, nomEnCours, e.possible); err != nil {
		return Bilan{}, err
	}
	for _, etape := range publish.Etapes(e.Plan) {
		if err := v.Hold(ctx, true); err != nil {
			return bilan(), err
		}
		g, ctx := errgroup.WithContext(ctx)
		g.SetLimit(d.Parallel())
		for _, geste := range etape {
			if ctx.Err() != nil {
				break
			}
			g.Go(func() error {
				defer fait()
				if err := v.Hold(ctx, false); err != nil {
					return err
				}
				if geste.Verbe == publish.Retirer {
					retires.Add(1)
					return d.Remove(ctx, geste.Entree.Chemin)
				}
				sent, err := e.send(ctx, d, dir, geste.Entree)
				if err != nil {
					return fmt.Errorf("sending %s: %w", geste.Entree.Chemin, err)
				}
				if sent {
					envoyes.Add(1)
					octets.Add(geste.Entree.Octets)
				} else {
					deja.Add(1)
				}
				return nil
			})
		}
		if err := g.Wait(); err != nil {
			return bilan(), err
		}
	}
	if err := v.Hold(ctx, true); err != nil {
		return bilan(), err
	}
	if err := putManifeste(ctx, d, nomManifeste, nouveau); err != nil {
		return bilan(), err
	}
	return bilan(), d.Remove(ctx, nomEnCours)
}

// send sends a file, unless an interrupted sending has done it.
func (e *Envoi) send(ctx context.Context, d Depot, dir string, entree publish.Entree) (bool, error) {
	if e.Reprise {
		if la, err := d.Holds(ctx, entree); err != nil || la {
			return false, err
		}
	}
	corps, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(entree.Chemin)))
	if err != nil {
		return false, err
	}
	if somme(corps) != entree.SHA256 {
		return false, errors.New("it is not what the build wrote; build the site again")
	}
	return true, d.Put(ctx, entree, corps)
}

// Open returns the place at an address: s3://bucket/prefix, or a folder.
// comprime asks a folder to keep the compressed variants of each file.
func Open(adresse, endpoint string, comprime bool) (Depot, error) {
	u, err := url.Parse(adresse)
	switch {
	case adresse == "":
		return nil, errors.New("no place to send to: give a folder, or s3://bucket/prefix")
	case err == nil && u.Scheme == "s3":
		return openS3(u.Host, strings.Trim(u.Path, "/"), endpoint)
	case strings.Contains(adresse, "://"):
		return nil, fmt.Errorf("cannot send to %s: give a folder, or s3://bucket/prefix", adresse)
	}
	return openDossier(adresse, comprime)
}

// somme returns the sha256 of some bytes, in hexadecimal.
func somme(b []byte) string {
	s := sha256.Sum256(b)
	return hex.EncodeToString(s[:])
}
