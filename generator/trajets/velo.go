package trajets

import (
	"context"
	"errors"
	"slices"

	"github.com/paulmach/orb"

	"futurpro/generator/raptor"
)

// Velo are the rules of a ride by bicycle from door to door. It is asked for no
// deadline: of its Trajet, Depart is zero and Mediane the same as Minutes; its
// Itineraire starts at 0:00:00.
type Velo struct {
	Riding      raptor.Walking // how fast, and along which streets
	MaxDuration raptor.Seconds
}

// DefaultVelo returns the rules of the published site: 15 km/h, 1.3 times the
// straight line where no street is known, at most 45 minutes.
func DefaultVelo() Velo {
	return Velo{Riding: raptor.Walking{Speed: 15 / 3.6, Detour: 1.3}, MaxDuration: 45 * 60}
}

func (v Velo) check() error {
	if v.Riding.Speed <= 0 || v.Riding.Detour < 1 || minutes(v.MaxDuration) >= Inaccessible {
		return errors.New("travel times: a ride by bicycle needs a speed, a detour of 1 or more, and a longest duration that minutes can hold")
	}
	return nil
}

// metres are the longest ride, and a second more: durations are rounded.
func (v Velo) metres() float64 { return float64(v.MaxDuration+1) * v.Riding.Speed }

// columns returns the rides to destinations. Where streets are one way, they are
// ridden towards the destination.
func (v Velo) columns(ctx context.Context, origines []Origine, destinations []orb.Point, progress func(done, total int)) ([]column, error) {
	if err := v.check(); err != nil {
		return nil, err
	}
	if len(destinations) == 0 {
		return nil, nil
	}
	if err := v.Riding.Streets.Load(ctx); err != nil {
		return nil, err
	}
	lieux := newLieux(origines)
	homes := raptor.NewPlaces(lieux.points, v.Riding.Streets)
	return share(ctx, destinations, progress, func() func(orb.Point) column {
		c := cyclist{Velo: v, lieux: lieux, homes: homes, walker: v.Riding.NewWalker(), rides: make([]uint8, len(lieux.points))}
		return c.column
	})
}

// cyclist computes columns, one at a time.
type cyclist struct {
	Velo
	lieux  lieux
	homes  *raptor.Places
	walker *raptor.Walker
	rides  []uint8 // minutes, by point; 0 for no ride
}

func (c *cyclist) column(destination orb.Point) column {
	if !known(destination) {
		return column{}
	}
	var touched []int32
	for lieu, metres := range c.walker.Towards(destination, c.metres(), c.homes) {
		if ride := c.walker.Duration(metres); ride <= c.MaxDuration {
			c.rides[lieu] = uint8(max(1, minutes(ride)))
			touched = append(touched, int32(lieu))
		}
	}
	slices.Sort(touched)
	var arrivals []arrival
	for len(touched) > 0 {
		origine := c.lieux.origine[touched[0]]
		var memes []depuis // of the points of one origine
		for len(touched) > 0 && c.lieux.origine[touched[0]] == origine {
			lieu := touched[0]
			ride := Trajet{Minutes: c.rides[lieu], Mediane: c.rides[lieu]}
			memes = append(memes, depuis{lieu: int(lieu - c.lieux.start[origine]), Trajet: ride})
			touched = touched[1:]
		}
		ride := publier(memes, c.lieux.connus[origine]).Trajet
		// No vehicle follows; the clock starts at the door.
		arrivals = append(arrivals, arrival{commune: origine, trajet: ride, suite: endFor(60 * raptor.Seconds(ride.Minutes))})
	}
	return column{arrivals: arrivals, reach: destination.Bound()}
}
