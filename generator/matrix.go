package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"futurpro/generator/trajets"
)

func newMatrixCommand() *cobra.Command {
	var o options
	var shard, out string
	cmd := &cobra.Command{
		Use:   "matrix",
		Short: "Compute the travel times alone, or a share of them",
		Long: `Compute the travel times and write them to a file. With --shard i/n, compute one
share in n of the établissements: those whose place in the list leaves i-1 when
divided by n. 'generator matrix merge' then makes of all shares the file of one
run, byte for byte. Where --out is a folder, the file takes there the name under
which 'generator build --cache' looks for it.`,
		Example: "  generator matrix --out .cache/trajets/\n  generator matrix --shard 2/7 --out 2.bin",
		Args:    func(_ *cobra.Command, args []string) error { return refuseArgs(args) },
		RunE: func(cmd *cobra.Command, _ []string) error {
			if out == "" {
				return usageError{errors.New("matrix needs --out")}
			}
			part, err := parsePart(shard)
			if err != nil {
				return err
			}
			return matrix(cmd.Context(), o, part, out, newConsole(cmd.OutOrStdout(), cmd.ErrOrStderr()))
		},
	}
	f := cmd.Flags()
	addDataFlags(f, &o)
	addCacheFlag(f, &o)
	f.StringVar(&shard, "shard", "1/1", "the share to compute, from 1/n to n/n")
	f.StringVar(&out, "out", "", "file, or folder, to write to")
	cmd.AddCommand(newMatrixMergeCommand())
	return cmd
}

func newMatrixMergeCommand() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:     "merge SHARD...",
		Short:   "Make one file of all the shares of the travel times",
		Example: "  generator matrix merge --out .cache/trajets/ 1.bin 2.bin 3.bin",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{errors.New("matrix merge needs the files of the shares")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if out == "" {
				return usageError{errors.New("matrix merge needs --out")}
			}
			return mergeMatrix(args, out, newConsole(cmd.OutOrStdout(), cmd.ErrOrStderr()))
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "file, or folder, to write to")
	return cmd
}

// parsePart reads "2/7".
func parsePart(s string) (trajets.Part, error) {
	i, n, _ := strings.Cut(s, "/")
	index, err := strconv.Atoi(i)
	total, err2 := strconv.Atoi(n)
	if err != nil || err2 != nil || index < 1 || index > total {
		return trajets.Part{}, usageError{fmt.Errorf("--shard %q: give a share such as 1/4, from 1/n to n/n", s)}
	}
	return trajets.Part{Index: index - 1, Total: total}, nil
}

// matrix goes through the stages of the data and writes a part of the travel
// times. It reads the cache and leaves it as it is, unless it computes all.
func matrix(ctx context.Context, o options, part trajets.Part, out string, c *console) error {
	if err := o.checkDonnees(); err != nil {
		return err
	}
	d, err := readDonnees(o, c, newRapport())
	if err != nil {
		return err
	}
	c.etape("Computing the travel times")
	calcul, repris, err := calculerTrajets(ctx, d.reseaux.demande(d.origines, d.cat), part, o.cache, c)
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "share %s of the travel times: %d columns from the cache\n", part, repris)
	return writeMatrix(calcul, out, c)
}

// mergeMatrix joins the shares of one computation.
func mergeMatrix(noms []string, out string, c *console) error {
	parts := make([]*trajets.Calcul, len(noms))
	for i, nom := range noms {
		var err error
		if parts[i], err = readTrajets(nom); err != nil {
			return fmt.Errorf("reading the shares: %w; compute it again with 'generator matrix --shard'", err)
		}
	}
	calcul, err := trajets.Merge(noms, parts)
	if err != nil {
		return err
	}
	return writeMatrix(calcul, out, c)
}

// writeMatrix writes to a file, or to a folder that exists or that ends with a
// slash.
func writeMatrix(calcul *trajets.Calcul, out string, c *console) error {
	if info, err := os.Stat(out); err == nil && info.IsDir() || os.IsPathSeparator(out[len(out)-1]) {
		out = filepath.Join(out, nomTrajets(calcul.Base(), calcul.Part()))
	}
	if err := writeTrajets(out, calcul); err != nil {
		return fmt.Errorf("writing the travel times: %w; choose another --out", err)
	}
	n := 0
	for _, m := range calcul.Matrices() {
		n += m.Len()
	}
	fmt.Fprintf(c.out, "%d journeys written to %s\n", n, out)
	return nil
}
