package main

import (
	"fmt"
	"io"
	"os"
	"path"

	"github.com/spf13/cobra"

	"futurpro/generator/comparaison"
)

func newCompareCommand() *cobra.Command {
	var seuils string
	cmd := &cobra.Command{
		Use:   "compare OLD NEW",
		Short: "Tell what changed between two built sites, and whether to publish the newer",
		Long: `Tell in French, for a person, what changed between two built sites: sources,
offres gained and lost by académie, figures that moved a lot, communes that lost
most of their results. It fails when a change is past the thresholds: the newer
site should then be looked at before it is published.`,
		Example: "  generator compare online public",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usageError{fmt.Errorf("compare takes two folders, the older site and the newer; got %d", len(args))}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return compare(args[0], args[1], seuils, cmd.OutOrStdout())
		},
	}
	cmd.Flags().StringVar(&seuils, "seuils", "data/seuils.yaml", "what may change without a person looking")
	return cmd
}

// compare prints what changed between two sites; changes past the thresholds
// are an error.
func compare(avant, apres, seuils string, w io.Writer) error {
	b, err := os.ReadFile(seuils)
	if err != nil {
		return fmt.Errorf("reading the thresholds: %w; give their file with --seuils", err)
	}
	s, err := comparaison.ReadSeuils(path.Base(seuils), b)
	if err != nil {
		return err
	}
	r, err := comparaison.Compare(os.DirFS(avant), os.DirFS(apres), s)
	if err != nil {
		return err
	}
	if err := r.Write(w); err != nil {
		return err
	}
	if n := len(r.Alertes); n > 0 {
		return fmt.Errorf("past the thresholds of %s: %d, listed above; look at the changes, then publish, or mend the data", seuils, n)
	}
	return nil
}
