package main

import (
	_ "embed"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// tiers are the licences of the software of others that is in this program and
// in the pages: those who pass them on owe it to their authors. licences_test.go
// writes it.
//
//go:embed tiers.txt
var tiers string

func newVersionCommand() *cobra.Command {
	var licences bool
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print which version this is, or the licences of what it is made of",
		Long: `Print the version of this program, the commit it was built from, whether files
had been changed since, and the version of Go. With --licences, print the
software of others that it and the pages hold, with the licences.`,
		Args: func(_ *cobra.Command, args []string) error { return refuseArgs(args) },
		RunE: func(cmd *cobra.Command, _ []string) error {
			if licences {
				_, err := io.WriteString(cmd.OutOrStdout(), tiers)
				return err
			}
			info, ok := debug.ReadBuildInfo()
			if !ok {
				info = &debug.BuildInfo{}
			}
			return printVersion(cmd.OutOrStdout(), info)
		},
	}
	cmd.Flags().BoolVar(&licences, "licences", false, "print the software of others in this program and in the pages, with the licences")
	return cmd
}

// printVersion tells what the Go command wrote in the program when it built it.
// "go run" and tests write nothing of the commit.
func printVersion(w io.Writer, info *debug.BuildInfo) error {
	dit := map[string]string{}
	for _, s := range info.Settings {
		dit[s.Key] = s.Value
	}
	version, commit := info.Main.Version, "unknown: built without the history of the project"
	if version == "" {
		version = "(devel)"
	}
	if dit["vcs.revision"] != "" {
		commit = dit["vcs.revision"] + " of " + dit["vcs.time"]
		if dit["vcs.modified"] == "true" {
			commit += ", and files changed since"
		}
	}
	_, err := fmt.Fprintf(w, "generator %s\ncommit %s\n%s %s/%s\n", version, commit, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}
