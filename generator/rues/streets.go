package rues

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/paulmach/orb"
)

// maxSnap is how far from a point, in metres, its street may be. Past it, the
// map does not know the place.
const maxSnap = 300

// Extract is a file of OpenStreetMap.
type Extract struct {
	SHA256  [sha256.Size]byte
	Options Options // that it is read with
	// Read reads the file. It is called when the streets are first needed: an
	// extract takes minutes.
	Read func(context.Context) (*Network, error)
}

// Streets are those of one mode, in one extract or in several that each cover
// an area. Once loaded, they are not modified and may be shared.
//
// A way stays in one extract. Between two points that have streets near in
// several, as beside a border that two of them cover, the shortest counts.
type Streets struct {
	extracts []Extract // to read; nil once loaded
	networks []*Network
	key      string
}

// NewStreets joins extracts; their order does not matter.
func NewStreets(extracts []Extract) *Streets {
	var keys []string
	for _, x := range extracts {
		keys = append(keys, fmt.Sprintf("%s, islands of %g m, streets within %d m, %x", x.Options.Mode, x.Options.MinIsland, maxSnap, x.SHA256))
	}
	slices.Sort(keys)
	return &Streets{extracts: extracts, key: strings.Join(slices.Compact(keys), "; ")}
}

// Load reads the extracts, unless it was done; nil has none. One where nobody
// rides a bicycle is as good as none; one where nobody walks is a mistake. It is
// for one goroutine, before the streets are used.
func (s *Streets) Load(ctx context.Context) error {
	if s.Loaded() {
		return nil
	}
	var networks []*Network
	for _, x := range s.extracts {
		n, err := x.Read(ctx)
		if x.Options.Mode == Bicycle && errors.Is(err, ErrNoStreet) {
			continue
		}
		if err != nil {
			return fmt.Errorf("reading the streets: %w", err)
		}
		networks = append(networks, n)
	}
	s.extracts, s.networks = nil, networks
	return nil
}

// Loaded reports whether there is nothing left to read.
func (s *Streets) Loaded() bool { return s == nil || s.extracts == nil }

// use panics on streets that are not loaded.
func (s *Streets) use() []*Network {
	if !s.Loaded() {
		panic("rues: streets used before they are loaded")
	}
	return s.networks
}

// String tells all that distances depend on: the files and how they are read.
// Streets with the same one give the same distances; it is "" for nil.
func (s *Streets) String() string {
	if s == nil {
		return ""
	}
	return s.key
}

// snap returns the nearest street of a network.
func (n *Network) snap(p orb.Point) (Spot, bool) {
	if math.IsNaN(p[0]) || math.IsNaN(p[1]) {
		return Spot{}, false
	}
	// Nearly all points have a street at hand: looking near first is faster.
	if spot, ok := n.Snap(p, maxSnap/6); ok {
		return spot, true
	}
	return n.Snap(p, maxSnap)
}

// Places are points prepared to be looked for along streets.
type Places struct {
	streets *Streets
	targets []*Targets // by network
	onMap   [][]bool   // by network, the points with a street near
}

// NewPlaces prepares points; a NaN is a place that cannot be found.
func (s *Streets) NewPlaces(points []orb.Point) *Places {
	p := &Places{streets: s}
	for _, n := range s.use() {
		spots, onMap := n.snapAll(points)
		p.onMap = append(p.onMap, onMap)
		p.targets = append(p.targets, n.NewTargets(func(yield func(int, Spot) bool) {
			for i, spot := range spots {
				if onMap[i] && !yield(i, spot) {
					return
				}
			}
		}))
	}
	return p
}

// snapAll returns the nearest street of each point that has one, found by
// GOMAXPROCS goroutines.
func (n *Network) snapAll(points []orb.Point) (spots []Spot, onMap []bool) {
	spots, onMap = make([]Spot, len(points)), make([]bool, len(points))
	workers := runtime.GOMAXPROCS(0)
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() {
			for i := w; i < len(points); i += workers {
				spots[i], onMap[i] = n.snap(points[i])
			}
		})
	}
	group.Wait()
	return spots, onMap
}

// Finder finds the places around points, and keeps its memory from one to the
// next. It is for one goroutine.
type Finder struct {
	streets  *Streets
	searches []*Search // by network, nil until the first use
	near     []bool    // by network, whether the last point has a street near
	reached  []Reached
}

// NewFinder returns a Finder along s.
func (s *Streets) NewFinder() *Finder {
	return &Finder{streets: s, searches: make([]*Search, len(s.use())), near: make([]bool, len(s.use()))}
}

// Around is what a Finder found. It is good until its next use.
type Around struct {
	Reached []Reached // by increasing number, at most as far as was asked
	near    []bool
	places  *Places
}

// OnMap reports whether there is a street near the point of departure and one
// near a place, in the same extract: if so and it is not in Reached, it is
// farther, or no street leads there.
func (a Around) OnMap(place int) bool {
	for i, near := range a.near {
		if near && a.places.onMap[i][place] {
			return true
		}
	}
	return false
}

// From returns the places at most metres away from a point.
func (f *Finder) From(p orb.Point, metres float64, places *Places) Around {
	return f.around(p, places, func(s *Search, spot Spot, t *Targets) []Reached { return s.Distances(spot, metres, t) })
}

// Towards returns the places from which a point is at most metres away.
func (f *Finder) Towards(p orb.Point, metres float64, places *Places) Around {
	return f.around(p, places, func(s *Search, spot Spot, t *Targets) []Reached { return s.DistancesTowards(spot, metres, t) })
}

func (f *Finder) around(p orb.Point, places *Places, distances func(*Search, Spot, *Targets) []Reached) Around {
	if places.streets != f.streets {
		panic("rues: places prepared for other streets")
	}
	f.reached = f.reached[:0]
	extracts := 0
	for i, n := range f.streets.networks {
		spot, ok := n.snap(p)
		if f.near[i] = ok; !ok {
			continue
		}
		if f.searches[i] == nil {
			f.searches[i] = NewSearch(n)
		}
		extracts++
		f.reached = append(f.reached, distances(f.searches[i], spot, places.targets[i])...)
	}
	if extracts > 1 {
		slices.SortFunc(f.reached, func(a, b Reached) int {
			return cmp.Or(cmp.Compare(a.Target, b.Target), cmp.Compare(a.Metres, b.Metres))
		})
		f.reached = slices.CompactFunc(f.reached, func(a, b Reached) bool { return a.Target == b.Target })
	}
	return Around{f.reached, f.near, places}
}
