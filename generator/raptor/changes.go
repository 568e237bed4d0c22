package raptor

import (
	"cmp"
	"slices"

	"futurpro/generator/gtfs"
)

// rule is a row of transfers.txt between two stops of the timetable.
type rule struct {
	from, to StopIdx
	kind     gtfs.TransferType
	minTime  Seconds
	stations int // how many of its two ends were given as a station
}

// stationMember is a stop of a station.
type stationMember struct {
	source  int
	station gtfs.StopIdx
	stop    StopIdx
}

// members returns the stops served of each station.
func (b *sourceBuilder) members() []stationMember {
	var members []stationMember
	for s, stop := range b.stops {
		if parent := b.source.Feed.Stops[s].Parent; stop != notServed && parent != gtfs.NoStop {
			members = append(members, stationMember{b.number, parent, stop})
		}
	}
	return members
}

// rules returns the source's rules of types 0 to 3. A rule about a station
// holds for each of its stops, unless a rule names the stop itself.
func (b *sourceBuilder) rules() []rule {
	children := map[gtfs.StopIdx][]StopIdx{}
	for _, m := range b.members() {
		children[m.station] = append(children[m.station], m.stop)
	}
	served := func(s gtfs.StopIdx) (stops []StopIdx, stations int) {
		if b.stops[s] != notServed {
			return []StopIdx{b.stops[s]}, 0
		}
		return children[s], 1
	}
	var rules []rule
	for _, t := range b.source.Feed.Transfers {
		if t.Type > gtfs.TransferForbidden {
			continue
		}
		froms, fromStation := served(t.From)
		tos, toStation := served(t.To)
		for _, from := range froms {
			for _, to := range tos {
				rules = append(rules, rule{from, to, t.Type, t.MinTime, fromStation + toStation})
			}
		}
	}
	return rules
}

// linkStops fills changes, by the stop where one boards: a search going
// backwards comes from there. Rules hold in their direction only.
func (tt *Timetable) linkStops(opts Options, rules []rule, members []stationMember) {
	l := linker{tt: tt, opts: opts, rules: precedence(rules), siblings: siblings(members)}
	tt.changeStart = make([]int32, 1, len(tt.stops)+1)
	next := func(to int, near []Neighbour) {
		l.link(StopIdx(to), near)
		tt.changeStart = append(tt.changeStart, int32(len(tt.changes)))
	}
	if opts.NoWalk || opts.MaxWalk <= 0 {
		for to := range tt.stops {
			next(to, nil)
		}
		return
	}
	// A walk is as long in both directions.
	for to, near := range opts.Walking.Neighbours(tt.positions(), opts.MaxWalk, tt.places) {
		next(to, near)
	}
}

// precedence sorts rules by to, then from, and keeps one for each such pair:
// the one that names stops rather than stations, the last in the file if
// several do.
func precedence(rules []rule) []rule {
	slices.Reverse(rules)
	slices.SortStableFunc(rules, func(a, b rule) int {
		return cmp.Or(cmp.Compare(a.to, b.to), cmp.Compare(a.from, b.from), cmp.Compare(a.stations, b.stations))
	})
	return slices.CompactFunc(rules, func(a, b rule) bool { return a.to == b.to && a.from == b.from })
}

// siblings returns, for each stop of a station, all the stops of that station.
func siblings(members []stationMember) map[StopIdx][]StopIdx {
	type station struct {
		source int
		stop   gtfs.StopIdx
	}
	stations := map[station][]StopIdx{}
	for _, m := range members {
		s := station{m.source, m.station}
		stations[s] = append(stations[s], m.stop)
	}
	all := map[StopIdx][]StopIdx{}
	for _, m := range members {
		all[m.stop] = stations[station{m.source, m.station}]
	}
	return all
}

// linker writes the changes of one stop after the other.
type linker struct {
	tt       *Timetable
	opts     Options
	rules    []rule // sorted by to; those of the stops done are gone
	siblings map[StopIdx][]StopIdx
}

// link appends the changes that end by boarding at to, those near being the
// stops within a walk. Between stops of one station, which are often joined
// inside where no street goes, the walk is a straight line and its detour.
func (l *linker) link(to StopIdx, near []Neighbour) {
	n := 0
	for n < len(l.rules) && l.rules[n].to == to {
		n++
	}
	ruled := l.rules[:n]
	l.rules = l.rules[n:]
	for _, r := range ruled {
		l.applyRule(r)
	}
	free := func(from StopIdx) bool {
		_, found := slices.BinarySearchFunc(ruled, from, func(r rule, s StopIdx) int { return cmp.Compare(r.from, s) })
		return !found
	}
	if free(to) {
		l.tt.changes = append(l.tt.changes, change{from: to, total: l.opts.Slack})
	}
	if l.opts.NoWalk {
		return
	}
	streets := l.opts.Walking.Streets != nil
	for _, n := range near {
		from := StopIdx(n.Place)
		if from != to && free(from) && !(streets && slices.Contains(l.siblings[to], from)) {
			l.walk(from, to, l.opts.Walking.Duration(n.Metres))
		}
	}
	for _, from := range l.siblings[to] {
		metres := crowFlies(l.tt.stops[from].Position, l.tt.stops[to].Position)
		done := !streets && l.opts.MaxWalk > 0 && metres <= l.opts.Walking.Crow(l.opts.MaxWalk)
		if from != to && !done && free(from) {
			l.walk(from, to, l.opts.Walking.Seconds(metres))
		}
	}
}

// walk appends a change on foot.
func (l *linker) walk(from, to StopIdx, walk Seconds) {
	l.tt.changes = append(l.tt.changes, change{from: from, total: walk + l.opts.Slack, walk: walk})
}

// applyRule appends the change that a rule describes, unless it forbids it.
// Where the rule gives no time, the walk is estimated. Where it gives one, the
// way is known to be short and the walk is a straight line at a brisk pace;
// the published time, which covers walk and slack, is the least that counts.
// Without walking, no way takes any time of its own.
func (l *linker) applyRule(r rule) {
	metres := crowFlies(l.tt.stops[r.from].Position, l.tt.stops[r.to].Position)
	if l.opts.NoWalk {
		metres = 0
	}
	walk := l.opts.Walking.Seconds(metres)
	var total Seconds
	switch r.kind {
	case gtfs.TransferForbidden:
		return
	case gtfs.TransferTimed:
		total = walk // the vehicle waits: no slack
	case gtfs.TransferMinTime:
		walk = roundUp(metres / maxTransferSpeed)
		total = max(r.minTime, walk+l.opts.Slack)
	default:
		total = walk + l.opts.Slack
	}
	l.tt.changes = append(l.tt.changes, change{from: r.from, total: total, walk: walk})
}
