package rues

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"

	"github.com/paulmach/osm"
	"github.com/paulmach/osm/osmpbf"
)

// Counts is what a reading met. An extract cuts ways at its border, so that
// some of their nodes are missing; a way is kept up to there.
type Counts struct {
	Ways         int // ways of the mode
	Nodes        int // nodes of these ways, each once
	MissingNodes int // of these, those that the file does not place
	ShortWays    int // ways of fewer than two nodes, left out
	Barriers     int // nodes of these ways that stop the mode
	Islands      int // parts too small to be kept
}

// Options say what is read.
type Options struct {
	Mode Mode
	// MinIsland is the least length in metres of a part of the network that is
	// joined to no other. A smaller one is a courtyard, a roof or a mistake
	// of the map: a point snapped to it would lead nowhere.
	MinIsland float64
}

// DefaultOptions returns the rules of the published site for a mode.
func DefaultOptions(m Mode) Options { return Options{Mode: m, MinIsland: 2000} }

// ErrNoStreet is what a reading without any way of the mode ends with.
var ErrNoStreet = errors.New("no street of this mode")

// Read reads a network from an extract in PBF, twice: the ways,
// then the nodes that they need. Errors begin with name, the path of the file.
func Read(ctx context.Context, r io.ReadSeeker, name string, opts Options) (*Network, Counts, error) {
	m := opts.Mode
	d := draft{mode: m}
	fail := func(err error) (*Network, Counts, error) {
		return nil, d.counts, fmt.Errorf("%s: %w", name, err)
	}
	ways := func(s *osmpbf.Scanner) {
		s.SkipNodes, s.SkipRelations = true, true
		s.FilterWay = func(w *osm.Way) bool { return m.passage(w.Tags) != closed }
	}
	if err := scan(ctx, r, ways, func(o osm.Object) { d.addWay(o.(*osm.Way)) }); err != nil {
		return fail(err)
	}
	if len(d.ways) == 0 {
		return fail(fmt.Errorf("%w (%s)", ErrNoStreet, m))
	}
	d.numberNodes()
	nodes := func(s *osmpbf.Scanner) {
		s.SkipWays, s.SkipRelations = true, true
		s.FilterNode = func(n *osm.Node) bool { _, ok := d.number(n.ID); return ok }
	}
	if err := scan(ctx, r, nodes, func(o osm.Object) { d.addNode(o.(*osm.Node)) }); err != nil {
		return fail(err)
	}
	d.counts.MissingNodes = len(d.ids) - d.placed
	d.ids = nil // all are numbers by now
	n := d.network(opts.MinIsland)
	if n.NumEdges() == 0 {
		return fail(fmt.Errorf("%w (%s): the %d ways have no nodes that are placed, or make %d islands too small", ErrNoStreet, m, len(d.ways), d.counts.Islands))
	}
	return n, d.counts, nil
}

// scan gives every object that setup lets through, from the start of the file.
func scan(ctx context.Context, r io.ReadSeeker, setup func(*osmpbf.Scanner), each func(osm.Object)) (err error) {
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return err
	}
	s := osmpbf.New(ctx, wholeBlocks{r}, runtime.GOMAXPROCS(0))
	defer func() { err = errors.Join(err, s.Close()) }()
	setup(s)
	header, err := s.Header()
	if err == io.EOF {
		return errors.New("empty, not an OpenStreetMap PBF: fetch it again")
	}
	if err != nil {
		return fmt.Errorf("not an OpenStreetMap PBF, or cut short: %w", err)
	}
	if header == nil {
		return errors.New("not an OpenStreetMap PBF: it does not begin with a header")
	}
	for s.Scan() {
		each(s.Object())
	}
	if err := s.Err(); err != nil {
		if ctx.Err() != nil {
			return err
		}
		return fmt.Errorf("damaged or cut short after byte %d, fetch it again: %w", s.FullyScannedBytes(), err)
	}
	return nil
}

// wholeBlocks is a PBF of which the end is told from a cut. A block begins
// with its size, of four bytes, before which the file may end; the scanner
// would also take an end right after it for the end of the file. A cut between
// two blocks cannot be seen.
type wholeBlocks struct{ io.Reader }

func (r wholeBlocks) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	if err == io.EOF && len(p) > 4 {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// draft is a network being read.
type draft struct {
	mode   Mode
	counts Counts
	ways   []draftWay
	refs   []osm.NodeID // of all ways, one after the other, until they are numbered
	ids    []osm.NodeID // of the nodes, each once, ascending; the index is the number of the node
	nodes  []draftNode
	runs   []int32 // the numbers of the nodes of all ways, one after the other
	placed int
}

// draftWay is a way from runs[first] on, up to the next one.
type draftWay struct {
	first int
	passage
}

type draftNode struct {
	at            position
	uses          uint8 // 0, 1, or 2 where ways meet or end
	known, closed bool
}

func (d *draft) addWay(w *osm.Way) {
	if len(w.Nodes) < 2 {
		d.counts.ShortWays++
		return
	}
	d.counts.Ways++
	d.ways = append(d.ways, draftWay{len(d.refs), d.mode.passage(w.Tags)})
	for _, n := range w.Nodes {
		d.refs = append(d.refs, n.ID)
	}
}

// nodesOf returns the numbers of the nodes of a way.
func (d *draft) nodesOf(way int) []int32 {
	if way+1 == len(d.ways) {
		return d.runs[d.ways[way].first:]
	}
	return d.runs[d.ways[way].first:d.ways[way+1].first]
}

// numberNodes replaces the identifiers of the nodes by numbers, half as large
// and without gaps.
func (d *draft) numberNodes() {
	sorted := slices.Clone(d.refs)
	slices.Sort(sorted)
	d.ids = slices.Clone(slices.Compact(sorted))
	d.runs = make([]int32, len(d.refs))
	for i, id := range d.refs {
		number, _ := d.number(id)
		d.runs[i] = int32(number)
	}
	d.refs = nil
	d.nodes = make([]draftNode, len(d.ids))
	d.counts.Nodes = len(d.ids)
}

func (d *draft) number(id osm.NodeID) (int, bool) { return slices.BinarySearch(d.ids, id) }

func (d *draft) addNode(n *osm.Node) {
	i, _ := d.number(n.ID)
	node := &d.nodes[i]
	if !node.known {
		d.placed++
	}
	node.at, node.known = positionOf(n.Point()), true
	if node.closed = d.mode.blocked(n.Tags); node.closed {
		d.counts.Barriers++
	}
}
