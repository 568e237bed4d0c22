package verification

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"runtime"

	"golang.org/x/sync/errgroup"

	"futurpro/generator/diagnostic"
)

// readDonnees looks at the files of data, in parallel, and returns what is wrong
// by file.
func (s *site) readDonnees(ctx context.Context, donnee func(string, []byte) error) ([]error, error) {
	if donnee == nil {
		return nil, nil
	}
	fautes := make([]error, len(s.fichiers))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range s.fichiers {
		if path.Ext(f) != ".json" {
			continue
		}
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			b, err := fs.ReadFile(s.fsys, f)
			if err != nil {
				return fmt.Errorf("reading %s: %w", f, err)
			}
			fautes[i] = donnee(f, b)
			return nil
		})
	}
	return fautes, g.Wait()
}

// addDonnees adds what is wrong with files of data.
func (v *verification) addDonnees(fautes []error) {
	for i, faute := range fautes {
		if faute != nil {
			v.add(constat{gravite: diagnostic.Error, detail: faute.Error()}, entier(int32(i)))
		}
	}
}
