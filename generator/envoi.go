package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"

	"futurpro/generator/depot"
	"futurpro/generator/publish"
)

// envoiOptions are those of the publish command.
type envoiOptions struct {
	from, to, endpoint string
	comprime           bool
	depot              depot.Options
	essai              bool
}

// envoyer puts a built site online: read its manifest, compare with what is
// online, send what differs.
func envoyer(ctx context.Context, o envoiOptions, c *console) (err error) {
	site, err := publish.Open(ctx, o.from, func() { c.etape("Waiting for the build that is writing to " + o.from) })
	if err != nil {
		return err
	}
	defer site.Close()
	if len(site.Manifeste().Fichiers) == 0 {
		return fmt.Errorf("%s holds no built site: make it with 'generator build'", o.from)
	}
	d, err := depot.Open(o.to, o.endpoint, o.comprime)
	if err != nil {
		return usageError{err}
	}
	var verrou depot.Verrou
	if !o.essai {
		verrou, err = d.Lock(ctx, func(qui string) {
			c.etape("Waiting for " + qui + ", which is sending to " + o.to + " too")
		})
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, verrou.Release()) }()
	}
	c.etape("Comparing " + o.from + " with what is online in " + o.to)
	envoi, err := depot.Prepare(ctx, d, site.Manifeste(), o.depot)
	if o.essai && envoi != nil {
		printPlan(c.out, envoi.Plan)
		fmt.Fprintln(c.out, "Nothing was sent: this was a dry run.")
	}
	if err != nil || o.essai {
		return err
	}
	if envoi.Reprise {
		c.etape("Going on with a sending that was interrupted")
	}
	progres := c.progres("files", len(envoi.Plan))
	bilan, err := envoi.Run(ctx, d, verrou, site.Dir(), site.Manifeste(), progres.plus)
	progres.fin()
	resume := fmt.Sprintf("%d files sent (%s), %d there already, %d taken away", bilan.Envoyes, humanize.Bytes(uint64(bilan.Octets)), bilan.Deja, bilan.Retires)
	if ctx.Err() != nil {
		return interruption{fmt.Errorf("interrupted: %s; what is online is whole, the same command goes on from there", resume)}
	}
	if err != nil {
		return fmt.Errorf("%w\n%s; what is online is whole, the same command goes on from there", err, resume)
	}
	fmt.Fprintf(c.out, "%s is online in %s: %s.\n", o.from, o.to, resume)
	return nil
}

// planifier prints what leads from one built site to another.
func planifier(ancien, nouveau string, w io.Writer) error {
	a, errA := publish.ReadManifeste(ancien)
	b, errB := publish.ReadManifeste(nouveau)
	if err := errors.Join(errA, errB); err != nil {
		return err
	}
	printPlan(w, publish.Plan(a, b))
	return nil
}

// somme counts files and their bytes.
type somme struct{ fichiers, octets int64 }

func (s *somme) add(octets int64) { s.fichiers, s.octets = s.fichiers+1, s.octets+octets }

// printPlan prints a plan, a line for each file in order, then its sums.
func printPlan(w io.Writer, plan []publish.Geste) {
	parVerbe := map[publish.Verbe]*somme{publish.Ajouter: {}, publish.Remplacer: {}, publish.Retirer: {}}
	parDossier, envoi := map[string]*somme{}, &somme{}
	for _, g := range plan {
		fmt.Fprintf(w, "%s\t%d\t%s\t%s\n", g.Verbe, g.Entree.Octets, g.Entree.Cache, g.Entree.Chemin)
		parVerbe[g.Verbe].add(g.Entree.Octets)
		if g.Verbe == publish.Retirer {
			continue
		}
		envoi.add(g.Entree.Octets)
		dossier, _, _ := strings.Cut(g.Entree.Chemin, "/")
		if parDossier[dossier] == nil {
			parDossier[dossier] = &somme{}
		}
		parDossier[dossier].add(g.Entree.Octets)
	}
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	line := func(nom string, s *somme) { fmt.Fprintf(tw, "%s\t%d\t%d\t\n", nom, s.fichiers, s.octets) }
	fmt.Fprintln(tw, "\n\tfiles\tbytes\t")
	for _, v := range []publish.Verbe{publish.Ajouter, publish.Remplacer, publish.Retirer} {
		line(string(v), parVerbe[v])
	}
	line("to send", envoi)
	for _, dossier := range slices.Sorted(maps.Keys(parDossier)) {
		line("of which "+dossier, parDossier[dossier])
	}
	tw.Flush()
}

func newPlanCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "plan OLD NEW",
		Short: "Print what has to be sent for one built site to take the place of another",
		Long: `Print the files to send and to take away, a line each: what is done, bytes,
cache class, path. The order keeps the site whole at every instant: files whose
names change with their content, then data, then pages; what is taken away comes
last. OLD and NEW are folders of built sites, or their manifests.`,
		Example: "  generator plan online public",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usageError{fmt.Errorf("plan takes two built sites, got %d", len(args))}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return planifier(args[0], args[1], cmd.OutOrStdout()) },
	}
}

func newPublishCommand() *cobra.Command {
	var o envoiOptions
	cmd := &cobra.Command{
		Use:   "publish --to DIR|s3://BUCKET/PREFIX",
		Short: "Put a built site online",
		Long: `Put a built site online, into a folder or into a bucket of any S3-compatible
store: what has changed is sent, in the order that 'generator plan' prints. An
interrupted sending leaves a whole site, and goes on where it stopped. One waits
for another to the same place; in a bucket, one that gives no sign of life for a
minute is taken for dead.

The keys of a store are read from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY,
from the file of credentials, or from the machine.`,
		Example: `  generator publish --to /srv/futurpro --compress
  generator publish --to s3://futurpro --endpoint https://s3.example.org --dry-run`,
		Args: func(_ *cobra.Command, args []string) error { return refuseArgs(args) },
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !cmd.Flags().Changed("to") {
				return usageError{errors.New("publish needs --to")}
			}
			if o.depot.PartMax < 0 || o.depot.PartMax > 1 {
				return usageError{fmt.Errorf("--max-removed %v: give a share from 0 to 1", o.depot.PartMax)}
			}
			return envoyer(cmd.Context(), o, newConsole(cmd.OutOrStdout(), cmd.ErrOrStderr()))
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.from, "from", "public", "folder of the built site")
	f.StringVar(&o.to, "to", "", "where to: a folder, or s3://bucket/prefix")
	f.StringVar(&o.endpoint, "endpoint", "", "address of the S3-compatible store (default: Amazon's)")
	f.BoolVar(&o.comprime, "compress", false, "in a folder, keep gzip and brotli variants beside the files")
	f.BoolVar(&o.essai, "dry-run", false, "print what would be sent, and send nothing")
	f.BoolVar(&o.depot.Force, "force", false, "take away as many files as it needs")
	f.Float64Var(&o.depot.PartMax, "max-removed", 0.1, "share of the pages and files of data online that may be taken away")
	return cmd
}
