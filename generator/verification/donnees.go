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

// checkDonnees looks at the files of data, in parallel.
func (v *verification) checkDonnees(ctx context.Context, donnee func(string, []byte) error) error {
	if donnee == nil {
		return nil
	}
	fautes := make([]error, len(v.fichiers))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range v.fichiers {
		if path.Ext(f) != ".json" {
			continue
		}
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			b, err := fs.ReadFile(v.fsys, f)
			if err != nil {
				return fmt.Errorf("reading %s: %w", f, err)
			}
			fautes[i] = donnee(f, b)
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	for i, faute := range fautes {
		if faute != nil {
			v.add(constat{gravite: diagnostic.Error, detail: faute.Error()}, entier(int32(i)))
		}
	}
	return nil
}
