package rues

import (
	"slices"
	"strings"

	"github.com/paulmach/osm"
)

// Mode is a way of moving along streets.
type Mode uint8

const (
	// Foot goes along every street, path, flight of stairs and platform, in
	// both directions whatever oneway says. Motorways, ways for motor vehicles
	// only (motorroad), building sites and ferries are out; a trunk road, a
	// cycleway or a bridleway needs foot=yes or its like, a trunk road may have
	// a sidewalk instead. foot=no, or access=no or private without a word on
	// foot, closes a way.
	Foot Mode = iota
	// Bicycle goes along streets, tracks, paths and cycleways, in the direction
	// of oneway unless oneway:bicycle or an opposite cycleway says otherwise.
	// It is pushed along footways and pedestrian streets that do not say
	// bicycle=yes, and where bicycle=dismount; a bicycle that is pushed goes
	// both ways. Stairs are out, and what is out on foot, but for sidewalks.
	Bicycle
)

// String returns the English name of the mode.
func (m Mode) String() string {
	if m == Bicycle {
		return "bicycle"
	}
	return "foot"
}

// How many metres at the usual pace a metre counts for.
const (
	usual  = 1
	stairs = 2 // on foot, half as fast over the ground
	pushed = 3 // 5 km/h instead of 15
)

// passage is how a way may be used; no direction means not at all.
type passage struct {
	forward, backward bool
	pace              uint8
}

var closed = passage{}

func bothWays(pace uint8) passage { return passage{true, true, pace} }

// kind sorts the values of highway.
type kind uint8

const (
	never    kind = iota // whatever else is said
	onDemand             // only if the mode is named, as in foot=yes
	street
	path // for walkers first: footway, pedestrian
	steps
)

func kindOf(tags osm.Tags, m Mode) kind {
	if tags.Find("route") == "ferry" || yes(tags.Find("motorroad")) {
		return never
	}
	switch tags.Find("highway") {
	case "primary", "primary_link", "secondary", "secondary_link", "tertiary", "tertiary_link",
		"unclassified", "residential", "living_street", "service", "road", "track", "path":
		return street
	case "footway", "pedestrian", "platform", "corridor", "elevator":
		return path
	case "steps":
		return steps
	case "cycleway":
		if m == Bicycle {
			return street
		}
		return onDemand
	case "trunk", "trunk_link", "bridleway", "busway", "bus_guideway":
		return onDemand
	case "":
		if tags.Find("railway") == "platform" || tags.Find("public_transport") == "platform" || tags.Find("man_made") == "pier" {
			return path
		}
	}
	return never
}

// passage returns how a way with these tags may be used.
func (m Mode) passage(tags osm.Tags) passage {
	k := kindOf(tags, m)
	if k == never {
		return closed
	}
	if m == Foot {
		return footPassage(tags, k)
	}
	return bicyclePassage(tags, k)
}

func footPassage(tags osm.Tags, k kind) passage {
	may, said := allowed(tags, "foot", "access")
	switch {
	case !may:
		return closed
	case k == onDemand && said != "foot" && !sidewalk(tags):
		return closed
	case k == steps:
		return bothWays(stairs)
	}
	return bothWays(usual)
}

func bicyclePassage(tags osm.Tags, k kind) passage {
	may, said := allowed(tags, "bicycle", "vehicle", "access")
	dismount := tags.Find("bicycle") == "dismount" || k == path && said != "bicycle"
	switch {
	case k == steps:
		return closed
	case dismount:
		// Who pushes a bicycle walks: vehicle=no is not meant.
		if walks, _ := allowed(tags, "foot", "access"); !walks {
			return closed
		}
		return bothWays(pushed)
	case !may, k == onDemand && said != "bicycle":
		return closed
	}
	forward, backward := directions(tags)
	return passage{forward, backward, usual}
}

// allowed returns what the first of keys that is there says, and which it is;
// without any, the way is open.
func allowed(tags osm.Tags, keys ...string) (may bool, key string) {
	for _, key := range keys {
		if v := tags.Find(key); v != "" {
			return !slices.Contains(refusals, v), key
		}
	}
	return true, ""
}

// refusals are the values of an access key that do not let the public in.
var refusals = []string{"no", "private", "use_sidepath", "agricultural", "forestry", "agricultural;forestry",
	"delivery", "emergency", "military", "permit", "residents", "employees"}

func sidewalk(tags osm.Tags) bool {
	for _, key := range []string{"sidewalk", "sidewalk:both", "sidewalk:left", "sidewalk:right"} {
		switch tags.Find(key) {
		case "yes", "both", "left", "right":
			return true
		}
	}
	return false // a separate sidewalk is a way of its own
}

// directions returns where a bicycle may ride, along the way and against it.
func directions(tags osm.Tags) (forward, backward bool) {
	oneway := tags.Find("oneway:bicycle")
	if oneway == "" {
		for _, side := range []string{"cycleway", "cycleway:left", "cycleway:right", "cycleway:both"} {
			own := tags.Find(side + ":oneway")
			if strings.HasPrefix(tags.Find(side), "opposite") || own == "no" || own == "-1" {
				return true, true
			}
		}
		oneway = tags.Find("oneway")
	}
	if junction := tags.Find("junction"); oneway == "" && (junction == "roundabout" || junction == "circular") {
		oneway = "yes"
	}
	switch {
	case yes(oneway):
		return true, false
	case oneway == "-1" || oneway == "reverse":
		return false, true
	}
	return true, true
}

// blocked reports whether a node with these tags stops the mode: a barrier
// that is locked or not for the public, or one that nobody passes. Gates,
// bollards and their like let everyone through; a bicycle is not carried over
// a stile.
func (m Mode) blocked(tags osm.Tags) bool {
	barrier := tags.Find("barrier")
	if barrier == "" {
		return false
	}
	keys := []string{"foot", "access"}
	if m == Bicycle {
		keys = []string{"bicycle", "vehicle", "access"}
	}
	may, said := allowed(tags, keys...)
	if !may || said == keys[0] {
		return !may
	}
	switch barrier {
	case "wall", "retaining_wall", "city_wall", "fence", "hedge", "ditch":
		return true
	case "stile", "turnstile", "full-height_turnstile", "kissing_gate":
		return m == Bicycle || yes(tags.Find("locked"))
	}
	return yes(tags.Find("locked"))
}

func yes(v string) bool { return v == "yes" || v == "1" || v == "true" }
