package trajets

import (
	"errors"
	"fmt"

	"futurpro/generator/raptor"
)

// Options are the rules of a journey from door to door. What happens between
// two vehicles is decided in raptor.Options, when the timetable is built.
type Options struct {
	Walking raptor.Walking
	// MaxStopWalk is the longest walk between a door and a stop, in metres
	// walked.
	MaxStopWalk float64
	// MaxWalk is the longest journey on foot all the way.
	MaxWalk raptor.Seconds
	// Limits bound the journey; the duration is from door to deadline.
	Limits raptor.Limits
	// Deadlines are the clock times of which the best is kept.
	Deadlines []raptor.Seconds
	// Fenetre are the clock times over which the median is taken.
	Fenetre []raptor.Seconds
}

// DefaultOptions returns the rules of the published site; see the package
// comment.
func DefaultOptions() Options {
	const hour, minute = 3600, 60
	opts := Options{
		Walking:     raptor.DefaultWalking(),
		MaxStopWalk: 2000,
		MaxWalk:     60 * minute,
		Limits:      raptor.DefaultLimits(),
		Deadlines:   []raptor.Seconds{8 * hour, 8*hour + 30*minute, 9 * hour},
	}
	for at := raptor.Seconds(8 * hour); at <= 9*hour; at += 5 * minute {
		opts.Fenetre = append(opts.Fenetre, at)
	}
	return opts
}

// check refuses options under which minutes would not fit in a Trajet, or
// nothing would be asked.
func (o Options) check() error {
	switch longest := max(o.Limits.MaxDuration, o.MaxWalk); {
	case len(o.Deadlines) == 0 || len(o.Fenetre) == 0:
		return errors.New("travel times: no deadline: set Deadlines and Fenetre")
	case minutes(longest) >= Inaccessible:
		return fmt.Errorf("travel times: a journey may take %s: at most %d minutes can be stored", longest, Inaccessible-1)
	case o.Walking.Speed <= 0 || o.Walking.Detour < 1:
		return fmt.Errorf("travel times: walking at %g m/s with a detour of %g: both must be real", o.Walking.Speed, o.Walking.Detour)
	}
	return nil
}

// minutes rounds up.
func minutes(s raptor.Seconds) int { return int((s + 59) / 60) }
