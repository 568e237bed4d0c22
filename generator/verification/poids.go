package verification

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"runtime"
	"slices"
	"sync/atomic"

	"github.com/klauspost/compress/gzip"
	"golang.org/x/sync/errgroup"
)

// Poids is what the files of one kind weigh, in bytes: as they are, and after
// gzip.
type Poids struct {
	Nom          string
	Fichiers     int
	Octets, Gzip int64
}

// Peser adds up every file of a site by kind, the heaviest kind first. genre
// names the kind of a file from its path; a file without kind is left out.
func Peser(ctx context.Context, fsys fs.FS, genre func(fichier string) string) ([]Poids, error) {
	s, err := newSite(fsys)
	if err != nil {
		return nil, err
	}
	var suivant atomic.Int64
	parLecteur := make([]map[string]Poids, runtime.GOMAXPROCS(0))
	g, ctx := errgroup.WithContext(ctx)
	for i := range parLecteur {
		siens := map[string]Poids{}
		parLecteur[i] = siens
		g.Go(func() error {
			w, err := gzip.NewWriterLevel(io.Discard, niveauGzip)
			for n := suivant.Add(1) - 1; err == nil && n < int64(len(s.fichiers)); n = suivant.Add(1) - 1 {
				if err = ctx.Err(); err != nil {
					break
				}
				nom := genre(s.fichiers[n])
				if nom == "" {
					continue
				}
				var b []byte
				if b, err = fs.ReadFile(fsys, s.fichiers[n]); err != nil {
					return fmt.Errorf("reading %s: %w", s.fichiers[n], err)
				}
				siens[nom] = siens[nom].plus(Poids{nom, 1, int64(len(b)), int64(tailleGzip(w, b))})
			}
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	total := map[string]Poids{}
	for _, siens := range parLecteur {
		for nom, p := range siens {
			total[nom] = total[nom].plus(p)
		}
	}
	return slices.SortedFunc(maps.Values(total), func(a, b Poids) int {
		return cmp.Or(cmp.Compare(b.Octets, a.Octets), cmp.Compare(a.Nom, b.Nom))
	}), nil
}

func (p Poids) plus(q Poids) Poids {
	return Poids{q.Nom, p.Fichiers + q.Fichiers, p.Octets + q.Octets, p.Gzip + q.Gzip}
}
