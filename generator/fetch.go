package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path"

	"github.com/spf13/cobra"

	"futurpro/generator/sources"
	"futurpro/generator/telechargement"
)

// fetchOptions are those of the fetch command.
type fetchOptions struct {
	to, sources       string
	rapport           string // file of the report in French, "" for none
	only              []string
	jobs              int
	dryRun, acceptNew bool
}

// liste is the path of the list of the timetables.
func (o fetchOptions) liste() string { return path.Join(path.Dir(o.sources), sources.CheminReseaux) }

func newFetchCommand() *cobra.Command {
	var o fetchOptions
	cmd := &cobra.Command{
		Use:   "fetch",
		Short: "Download the open data, and list what is to be got by hand",
		Long: `Download the files of data/sources.yaml, and the timetables of
data/gtfs/reseaux.csv, that have an address, several at a
time, and list the others with the page to get them from and how.

A download that is cut is gone on from, by the next attempt or the next
command; a file that has not changed is not sent again. What comes is checked
before it takes its place: a web page, an empty file, half an archive are
refused.

A file whose sha256 is not the one in data/sources.yaml is a new version: it
waits in .fetch/nouveau, the previous file stays, and the list says what to
compare. --accept-new puts it in place and writes its sha256 in
data/sources.yaml.

The command fails if a download failed whose file is not at hand, if a new
version waits where there is no file, or if a required file is missing.
Optional files to get by hand are only listed.`,
		Example: "  generator fetch --dry-run\n  generator fetch\n  generator fetch --only certif-info --accept-new\n  generator build --data data/national",
		Args:    func(_ *cobra.Command, args []string) error { return refuseArgs(args) },
		RunE: func(cmd *cobra.Command, _ []string) error {
			return fetch(cmd.Context(), o, newConsole(cmd.OutOrStdout(), cmd.ErrOrStderr()))
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.to, "to", "data/national", "folder to download to, which build --data then reads")
	f.StringVar(&o.sources, "sources", "data/sources.yaml", "description of the sources")
	f.StringSliceVar(&o.only, "only", nil, "ids of the sources to download, separated by commas (default: all)")
	f.IntVar(&o.jobs, "jobs", 6, "files at once, of which two from one server at most")
	f.StringVar(&o.rapport, "report", "", "file to write a report to, in French and in Markdown, for the person who answers for the site")
	f.BoolVar(&o.dryRun, "dry-run", false, "say what would be asked for, and ask for nothing")
	f.BoolVar(&o.acceptNew, "accept-new", false, "put new versions in place, and write their sha256 in the description")
	return cmd
}

// fetch downloads what has an address and says what has none.
func fetch(ctx context.Context, o fetchOptions, c *console) error {
	if o.jobs < 1 {
		return usageError{fmt.Errorf("--jobs %d: give 1 or more", o.jobs)}
	}
	complements := os.DirFS(path.Dir(path.Clean(o.sources)))
	manifeste, err := sources.ReadManifeste(complements, path.Base(o.sources))
	if err != nil {
		return err
	}
	p, err := newCollecte(manifeste, o, complements)
	if err != nil {
		return err
	}
	if o.dryRun {
		p.printDemandes(c.out)
		p.printManuels(c.out)
		return nil
	}
	c.etape("Downloading to " + o.to)
	s := c.telechargements(len(p.fichiers))
	resultats, err := telechargement.Fetch(ctx, o.to, p.demandes(), telechargement.Options{
		Simultanes: o.jobs, Accepter: o.acceptNew, Suivi: s.evenement,
	})
	s.fin()
	if ctx.Err() != nil {
		return interruption{errors.New("interrupted: what came is kept, and the same command goes on from there")}
	}
	if err != nil {
		return err
	}
	if o.acceptNew {
		err = acceptVersions(o, resultats)
	}
	p.printResultats(c.out, resultats)
	p.printManuels(c.out)
	if o.rapport != "" {
		var b bytes.Buffer
		p.writeRapport(&b, resultats)
		if e := os.WriteFile(o.rapport, b.Bytes(), 0o644); e != nil {
			err = errors.Join(err, fmt.Errorf("writing the report: %w", e))
		}
	}
	return errors.Join(err, p.verdict(resultats))
}
