package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"futurpro/generator/anomalies"
	"futurpro/generator/gtfs"
	"futurpro/generator/raptor"
)

// searchOptions are those of the search command.
type searchOptions struct {
	feed, date, by string
	osm            string // "" for straight lines
	to             []string
	slack          int // seconds
	max            int // minutes
	rides          int // 0 for no limit
	noWalk         bool
	noBlock        bool
}

func newSearchCommand() *cobra.Command {
	var o searchOptions
	cmd := &cobra.Command{
		Use:   "search --gtfs FEED.zip --date 2026-01-13 --by 08:30 --to-stop ID…",
		Short: "Search the timetable of one feed backwards, to compare with another engine",
		Long: `Search the timetable of one feed, backwards from stops and a deadline. For each
stop from which a vehicle leads there in time, it prints

    to-stop TAB stop TAB seconds-before-deadline TAB rides

where the seconds go from the latest boarding of a vehicle to the deadline. The
stop itself is 0 seconds and 0 rides away. A station stands for all its stops.

With --no-walk, one changes vehicles at one stop, or where transfers.txt says so
in the time that it gives, 0 if none: the rules of an engine that knows no street.`,
		Example: "  generator search --gtfs feed.zip --date 2026-01-13 --by 08:30 --to-stop 1234 --slack 0 --no-walk --no-block --rides 0",
		RunE: func(cmd *cobra.Command, args []string) error {
			o.to = append(o.to, args...)
			return search(cmd.Context(), o, newConsole(cmd.OutOrStdout(), cmd.ErrOrStderr()))
		},
	}
	f := cmd.Flags()
	defaut, limites := raptor.DefaultOptions(), raptor.DefaultLimits()
	f.StringVar(&o.feed, "gtfs", "", "archive of the feed")
	f.StringVar(&o.date, "date", "", "service day, 2026-01-13")
	f.StringVar(&o.by, "by", "", "deadline, 08:30 or 08:30:00; past 24:00 for after midnight")
	f.StringArrayVar(&o.to, "to-stop", nil, "stop_id to arrive at; repeat it, or write several")
	f.StringVar(&o.osm, "osm", "", "extract of OpenStreetMap, or folder of *.osm.pbf, that walks between stops follow (default: straight lines)")
	f.IntVar(&o.slack, "slack", int(defaut.Slack), "least seconds between getting off and boarding again")
	f.BoolVar(&o.noWalk, "no-walk", false, "no walking between stops")
	f.BoolVar(&o.noBlock, "no-block", false, "no staying seated from a trip to the next of its block")
	f.IntVar(&o.max, "max", int(limites.MaxDuration)/60, "longest journey, minutes")
	f.IntVar(&o.rides, "rides", limites.MaxRides, "largest number of vehicles; 0 for no limit")
	cmd.PreRunE = func(cmd *cobra.Command, args []string) error {
		for _, nom := range []string{"gtfs", "date", "by"} {
			if !cmd.Flags().Changed(nom) {
				return usageError{fmt.Errorf("search needs --%s", nom)}
			}
		}
		if len(o.to)+len(args) == 0 {
			return usageError{fmt.Errorf("search needs --to-stop")}
		}
		if o.slack < 0 || o.max <= 0 || o.rides < 0 {
			return usageError{fmt.Errorf("--slack, --max and --rides cannot be negative, nor --max zero")}
		}
		return nil
	}
	return cmd
}

// search prints, for each stop to arrive at in the order given, the stops that
// lead there, by id.
func search(ctx context.Context, o searchOptions, c *console) error {
	date, ok := gtfs.ParseDate(strings.ReplaceAll(o.date, "-", ""))
	if !ok {
		return usageError{fmt.Errorf("--date %q: write a date such as 2026-01-13", o.date)}
	}
	deadline, ok := gtfs.ParseSeconds(o.by)
	if !ok {
		return usageError{fmt.Errorf("--by %q: write a time such as 08:30", o.by)}
	}
	b, err := os.ReadFile(o.feed)
	if err != nil {
		return fmt.Errorf("reading the feed: %w", err)
	}
	journal := anomalies.New()
	feed, err := gtfs.Open(bytes.NewReader(b), int64(len(b)), o.feed, journal)
	if err != nil {
		return err
	}
	rules := raptor.DefaultOptions()
	if rules.Walking.Streets, err = loadRues(ctx, o.osm, c); err != nil {
		return err
	}
	rules.Slack, rules.NoWalk, rules.InSeat = raptor.Seconds(o.slack), o.noWalk, !o.noBlock
	tt, err := raptor.NewTimetable([]raptor.Source{{Feed: feed, Date: date}}, rules)
	if err != nil {
		return err
	}
	for _, r := range journal.Resumes() {
		fmt.Fprintf(c.err, "%d %s: %s; for instance %s\n", r.Nombre, r.Code.Nom, r.Code.Sens, r.Exemple)
	}
	if tt.NumTrips() == 0 {
		fmt.Fprintf(c.err, "no trip runs on %s\n", date)
	}
	targets, err := targetStops(o.to, feed)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(c.out)
	s := raptor.NewSearch(tt, raptor.Limits{MaxDuration: raptor.Seconds(o.max) * 60, MaxRides: o.rides})
	for _, t := range targets {
		printReached(w, s, tt, t, deadline)
	}
	return w.Flush()
}

// targetStop is a stop to arrive at, with the stops that it stands for.
type targetStop struct {
	id    string
	stops []string
}

// targetStops finds what is asked for in the feed; a station stands for its
// stops. Several ids may be in one argument, separated by commas.
func targetStops(ids []string, feed *gtfs.Feed) ([]targetStop, error) {
	byID := map[string]gtfs.StopIdx{}
	children := map[gtfs.StopIdx][]string{}
	for i, s := range feed.Stops {
		byID[s.ID] = gtfs.StopIdx(i)
		if s.Parent != gtfs.NoStop {
			children[s.Parent] = append(children[s.Parent], s.ID)
		}
	}
	var targets []targetStop
	for _, arg := range ids {
		list := []string{arg}
		if _, whole := byID[arg]; !whole {
			list = strings.Split(arg, ",")
		}
		for _, id := range list {
			s, ok := byID[id]
			if !ok {
				return nil, fmt.Errorf("the feed has no stop_id %q; stops.txt lists them", id)
			}
			targets = append(targets, targetStop{id, append([]string{id}, children[s]...)})
		}
	}
	return targets, nil
}

func printReached(w io.Writer, s *raptor.Search, tt *raptor.Timetable, t targetStop, deadline raptor.Seconds) {
	type line struct {
		stop    string
		seconds raptor.Seconds
		rides   uint8
	}
	var doors []raptor.Target
	lines := []line{}
	for _, id := range t.stops {
		if stop, ok := tt.StopByID(0, id); ok {
			doors = append(doors, raptor.Target{Stop: stop})
			lines = append(lines, line{stop: id})
		}
	}
	s.Run(doors, deadline)
	for _, stop := range s.Reached() {
		id := tt.Stop(stop).ID
		if label, ok := s.Departure(stop); ok && !slices.Contains(t.stops, id) {
			lines = append(lines, line{id, deadline - label.Departure, label.Rides})
		}
	}
	slices.SortFunc(lines, func(a, b line) int { return cmp.Compare(a.stop, b.stop) })
	for _, l := range lines {
		// The error is kept by the buffered writer.
		_, _ = fmt.Fprintf(w, "%s\t%s\t%d\t%d\n", t.id, l.stop, l.seconds, l.rides)
	}
}
