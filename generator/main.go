// Command generator builds the Futur Pro site: it reads open data and Markdown
// pages, computes from every commune which formations can be reached and how,
// and writes static pages. build.go lists the stages.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Exit codes. A site that would be wrong never ends with 0.
const (
	exitOK          = 0
	exitError       = 1
	exitUsage       = 2
	exitInterrupted = 130
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run executes the command line and returns its exit code. Only here are
// errors printed.
func run(args []string, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	root := newRootCommand(stdout, stderr)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var usage usageError
	var interrompue interruption
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &interrompue):
		fmt.Fprintln(stderr, interrompue)
		return exitInterrupted
	case ctx.Err() != nil:
		fmt.Fprintln(stderr, "interrupted: nothing was replaced, what was there is untouched")
		return exitInterrupted
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "error: %v\nRun 'generator --help' for the commands and their options.\n", err)
		return exitUsage
	}
	fmt.Fprint(stderr, describe(err))
	return exitError
}

// usageError is a mistake on the command line.
type usageError struct{ error }

// interruption is the end of a command that keeps part of its work, and says
// so.
type interruption struct{ error }

func newRootCommand(stdout, stderr io.Writer) *cobra.Command {
	root := &cobra.Command{
		Use:   "generator",
		Short: "Build the Futur Pro site from open data and Markdown pages",
		Long: `generator reads open data on vocational formations and the Markdown pages of
content/, computes which formations can be reached from every commune, and
writes a static site.`,
		Args:          func(_ *cobra.Command, args []string) error { return refuseArgs(args) },
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.SetOut(stdout)
	root.SetErr(stderr)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.CompletionOptions.HiddenDefaultCmd = true
	root.AddCommand(newBuildCommand(), newServeCommand(), newFetchCommand(), newSampleCommand(), newCheckCommand(), newCompareCommand(),
		newRenderCommand(), newRepairCommand(), newSearchCommand(), newExplainCommand(), newMatrixCommand(), newPlanCommand(), newPublishCommand(), newVersionCommand())
	return root
}

// refuseArgs answers words that are no command or option.
func refuseArgs(args []string) error {
	if len(args) > 0 {
		return usageError{fmt.Errorf("unknown command or argument %q", args[0])}
	}
	return nil
}

func newBuildCommand() *cobra.Command {
	var o options
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Build the site into a folder",
		Long: `Build the site. It is written aside and put in place at the end: a build that
fails or is interrupted leaves the previous site untouched.`,
		Example: "  generator build\n  generator build --data ../national --gtfs ../gtfs --base-url https://futurpro.example",
		Args:    func(_ *cobra.Command, args []string) error { return refuseArgs(args) },
		RunE: func(cmd *cobra.Command, _ []string) error {
			return build(cmd.Context(), o, newConsole(cmd.OutOrStdout(), cmd.ErrOrStderr()))
		},
	}
	f := cmd.Flags()
	addInputFlags(f, &o)
	addCacheFlag(f, &o)
	f.StringVar(&o.out, "out", "public", "folder to write the site to")
	f.StringVar(&o.baseURL, "base-url", "http://localhost:8080", "address of the published site, for canonical links and the sitemap")
	return cmd
}

// addInputFlags adds the options that say what a site is made of.
func addInputFlags(f *pflag.FlagSet, o *options) {
	addDataFlags(f, o)
	f.StringVar(&o.content, "content", "content", "folder of the Markdown pages")
	f.StringVar(&o.layouts, "layouts", "layouts", "folder of the templates, styles and scripts")
}

// addDataFlags adds the options that say what the travel times are made of.
func addDataFlags(f *pflag.FlagSet, o *options) {
	f.StringVar(&o.data, "data", "data/bretagne", "folder of the open data, national or sample")
	f.StringVar(&o.gtfs, "gtfs", "", "folder of the timetables, transport/*.zip and scolaire/*.zip (default: gtfs in the data folder)")
	f.StringVar(&o.osm, "osm", "", "extract of OpenStreetMap, or folder of *.osm.pbf (default: osm beside the timetables, or in the data folder)")
	f.StringVar(&o.sources, "sources", "data/sources.yaml", "description of the sources")
}

// addCacheFlag adds the option of the commands that keep travel times.
func addCacheFlag(f *pflag.FlagSet, o *options) {
	f.StringVar(&o.cache, "cache", ".cache/trajets", "folder where travel times are kept from one build to the next; \"\" for none")
}

func newServeCommand() *cobra.Command {
	var dir, addr string
	var watch bool
	var o options
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the site on this machine",
		Long: `Show a built site. With --watch, show the site as it is being edited: content,
layouts and data are read again when they change, the browser follows, and a
mistake is shown over the last good page.`,
		Example: "  generator serve\n  generator serve --watch",
		Args:    func(_ *cobra.Command, args []string) error { return refuseArgs(args) },
		RunE: func(cmd *cobra.Command, _ []string) error {
			if watch {
				return watchAndServe(cmd.Context(), o, addr, newConsole(cmd.OutOrStdout(), cmd.ErrOrStderr()))
			}
			return serve(cmd.Context(), dir, addr, cmd.OutOrStdout())
		},
	}
	f := cmd.Flags()
	f.StringVar(&dir, "dir", "public", "folder of the site")
	f.StringVar(&addr, "addr", "localhost:8080", "address to listen on")
	f.BoolVar(&watch, "watch", false, "show the site as it is being edited, without building it")
	addInputFlags(f, &o)
	addCacheFlag(f, &o)
	return cmd
}

func newSampleCommand() *cobra.Command {
	var o sampleOptions
	cmd := &cobra.Command{
		Use:     "sample",
		Short:   "Cut the data of one région out of a national set",
		Example: "  generator sample --region 53 --from ../national --gtfs ../gtfs --to data/bretagne",
		Args:    func(_ *cobra.Command, args []string) error { return refuseArgs(args) },
		RunE: func(cmd *cobra.Command, _ []string) error {
			return sample(cmd.Context(), o, newConsole(cmd.OutOrStdout(), cmd.ErrOrStderr()))
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.region, "region", "", "INSEE code of the région")
	f.StringVar(&o.from, "from", "", "folder of the national set")
	f.StringVar(&o.gtfs, "gtfs", "", "folder of the timetables")
	f.StringVar(&o.to, "to", "", "folder to write the sample to")
	f.StringVar(&o.sources, "sources", "data/sources.yaml", "description of the sources")
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error {
		for _, nom := range []string{"region", "from", "to"} {
			if !cmd.Flags().Changed(nom) {
				return usageError{fmt.Errorf("sample needs --%s", nom)}
			}
		}
		return nil
	}
	return cmd
}

func newRenderCommand() *cobra.Command {
	var fragment bool
	cmd := &cobra.Command{
		Use:   "render FILE|-",
		Short: "Print the HTML of one Markdown file",
		Long: `Print the HTML of the body of one Markdown file, or of the standard input.
Links to other pages are kept as they are. With --fragment, what the site adds
to kramdown's HTML is left out.`,
		Example: "  generator render content/projet/mission.md\n  generator render --fragment - < page.md",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{fmt.Errorf("render takes one file, or - for the standard input; got %d", len(args))}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return renderFile(args[0], fragment, cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	cmd.Flags().BoolVar(&fragment, "fragment", false, "the bare HTML, without anchors, boxes and French spaces")
	return cmd
}

func newCheckCommand() *cobra.Command {
	o := checkOptions{dir: "public"}
	cmd := &cobra.Command{
		Use:   "check [DIR]",
		Short: "Check a built site or a folder of Markdown pages",
		Long: `Check a built site: links, anchors, images, references, headings, titles, ids,
redirections, sitemap, pages that nothing leads to, and what the first view of a
page costs a visitor. Or check a folder of Markdown pages, without data and
without building. Every mistake is told at its place; a warning does not fail.`,
		Example: "  generator check public\n  generator check --weights public\n  generator check content",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usageError{fmt.Errorf("check takes one folder, got %d", len(args))}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				o.dir = args[0]
			}
			return check(cmd.Context(), o, newConsole(cmd.OutOrStdout(), cmd.ErrOrStderr()))
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.baseURL, "base-url", "", "address the site was built for (default: that of its sitemap)")
	f.BoolVar(&o.external, "external", false, "ask other sites whether the links to them still lead somewhere")
	f.BoolVar(&o.weights, "weights", false, "print what each kind of pages costs a visitor, at most, and its budget, and what all files of each kind weigh")
	f.BoolVar(&o.strict, "strict", false, "fail on warnings too")
	return cmd
}
