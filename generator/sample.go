package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"

	"futurpro/generator/anomalies"
	"futurpro/generator/assemblage"
	"futurpro/generator/echantillon"
	"futurpro/generator/sources"
)

// sampleOptions are those of the sample command.
type sampleOptions struct{ region, from, gtfs, to, sources string }

// sample cuts the data of one région out of a national set.
func sample(ctx context.Context, o sampleOptions, c *console) error {
	complements := os.DirFS(path.Dir(path.Clean(o.sources)))
	manifeste, err := sources.ReadManifeste(complements, path.Base(o.sources))
	if err != nil {
		return err
	}
	var feeds fs.FS
	if o.gtfs != "" {
		feeds = os.DirFS(o.gtfs)
	}
	j := anomalies.New()
	c.etape("Cutting region " + o.region + " out of " + o.from)
	bilan, err := echantillon.Cut(ctx, echantillon.Options{
		National: os.DirFS(o.from), Complements: complements, GTFS: feeds, Destination: o.to, Region: o.region,
		Manifeste: manifeste, Journal: j, Progress: c.detail,
		SeuilPression: func(src *sources.Sources) (*float64, string, int, error) {
			// The national figures come from the same rules as a build's.
			_, cat, err := assemblage.Assemble(src, anomalies.New())
			if err != nil {
				return nil, "", 0, err
			}
			return cat.SeuilPression, cat.RentreePression, cat.OffresPression, nil
		},
	})
	if err != nil {
		return err
	}
	for _, f := range bilan.Fichiers {
		fmt.Fprintf(c.out, "%9d  %s\n", f.Octets, f.Chemin)
	}
	for _, l := range bilan.Laisses {
		fmt.Fprintf(c.out, "left out: %s: %s\n", l.Fichier, l.Raison)
	}
	printAnomalies(c.out, j)
	fmt.Fprintf(c.out, "\n%s: %s, %d bytes in %s\n", o.region, bilan.Nom, bilan.Octets, o.to)
	return nil
}
