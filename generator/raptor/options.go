package raptor

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geo"
)

// Options says what a rider may do between two vehicles.
type Options struct {
	// Slack is the least time between getting off and boarding again.
	Slack Seconds
	// Walking turns a distance into a duration.
	Walking Walking
	// MaxWalk is the longest walk between two stops, in metres walked. At 0,
	// one walks only within a station or where transfers.txt says so.
	MaxWalk float64
	// NoWalk leaves walking out: one changes at one stop, or where transfers.txt
	// says so, in the time that it gives. It is for comparisons with engines
	// that know no street.
	NoWalk bool
	// InSeat lets riders stay seated from a trip to the next one of its block
	// (block_id), or where transfers.txt says so (types 4 and 5).
	InSeat bool
}

// DefaultOptions returns the rules of the published site: 120 s to change,
// walks of at most 1 km between stops, in-seat continuations.
func DefaultOptions() Options {
	return Options{Slack: 120, Walking: DefaultWalking(), MaxWalk: 1000, InSeat: true}
}

// maxTransferSpeed bounds what transfers.txt may promise, in metres as the
// crow flies per second: a brisk walk in a straight line.
const maxTransferSpeed = 1.5

// roundUp rounds seconds up, forgiving the noise of floating point.
func roundUp(seconds float64) Seconds { return Seconds(math.Ceil(seconds - 1e-6)) }

// crowFlies returns the metres between two points, 0 if one is unknown.
func crowFlies(a, b orb.Point) float64 {
	if d := geo.DistanceHaversine(a, b); !math.IsNaN(d) {
		return d
	}
	return 0
}
