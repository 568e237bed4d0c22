package rues

import (
	"strings"
	"testing"

	"github.com/paulmach/osm"
)

// tagsOf reads "key=value key=value".
func tagsOf(s string) osm.Tags {
	var tags osm.Tags
	for _, field := range strings.Fields(s) {
		key, value, _ := strings.Cut(field, "=")
		tags = append(tags, osm.Tag{Key: key, Value: value})
	}
	return tags
}

func TestPassage(t *testing.T) {
	t.Parallel()
	var (
		open   = bothWays(usual)
		slow   = bothWays(stairs)
		push   = bothWays(pushed)
		along  = passage{true, false, usual}
		contra = passage{false, true, usual}
	)
	tests := []struct {
		tags          string
		foot, bicycle passage
	}{
		{"highway=residential", open, open},
		{"highway=primary_link", open, open},
		{"highway=track", open, open},
		{"highway=footway", open, push},
		{"highway=footway bicycle=yes", open, open},
		{"highway=footway bicycle=no", open, closed},
		{"highway=pedestrian vehicle=no", open, push},
		{"highway=path bicycle=dismount", open, push},
		{"highway=footway bicycle=dismount", open, push},
		{"highway=cycleway", closed, open},
		{"highway=cycleway foot=designated", open, open},
		{"highway=bridleway", closed, closed},
		{"highway=bridleway foot=yes", open, closed},
		{"highway=steps", slow, closed},
		{"highway=steps bicycle=yes", slow, closed},
		{"highway=motorway foot=yes", closed, closed},
		{"highway=trunk", closed, closed},
		{"highway=trunk foot=yes", open, closed},
		{"highway=trunk sidewalk=right", open, closed},
		{"highway=trunk sidewalk=separate", closed, closed},
		{"highway=trunk sidewalk=no", closed, closed},
		{"highway=trunk bicycle=yes", closed, open},
		{"highway=primary motorroad=yes", closed, closed},
		{"highway=construction", closed, closed},
		{"highway=proposed foot=yes", closed, closed},
		{"route=ferry", closed, closed},
		{"route=ferry foot=yes", closed, closed},
		{"highway=service route=ferry", closed, closed},
		{"highway=service access=private", closed, closed},
		{"highway=service access=no foot=yes", open, closed},
		{"highway=service access=private foot=permissive bicycle=permissive", open, open},
		{"highway=service access=customers", open, open},
		{"highway=service vehicle=no", open, closed},
		{"highway=residential foot=no", closed, open},
		{"highway=residential bicycle=use_sidepath", open, closed},
		{"highway=pedestrian area=yes", open, push},
		{"railway=platform", open, push},
		{"man_made=pier", open, push},
		{"building=yes", closed, closed},
		{"highway=residential oneway=yes", open, along},
		{"highway=residential oneway=-1", open, contra},
		{"highway=residential oneway=no junction=roundabout", open, open},
		{"highway=residential junction=roundabout", open, along},
		{"highway=residential oneway=yes oneway:bicycle=no", open, open},
		{"highway=residential oneway=yes cycleway=opposite_lane", open, open},
		{"highway=residential oneway=yes cycleway:left=opposite", open, open},
		{"highway=residential oneway=yes cycleway:left:oneway=-1", open, open},
		{"highway=residential oneway:bicycle=yes", open, along},
		{"highway=footway oneway=yes", open, push},
	}
	for _, test := range tests {
		t.Run(test.tags, func(t *testing.T) {
			t.Parallel()
			if got := Foot.passage(tagsOf(test.tags)); got != test.foot {
				t.Errorf("on foot: %+v, expected %+v", got, test.foot)
			}
			if got := Bicycle.passage(tagsOf(test.tags)); got != test.bicycle {
				t.Errorf("by bicycle: %+v, expected %+v", got, test.bicycle)
			}
		})
	}
}

func TestBlocked(t *testing.T) {
	t.Parallel()
	tests := []struct {
		tags          string
		foot, bicycle bool
	}{
		{"highway=crossing", false, false},
		{"barrier=gate", false, false},
		{"barrier=bollard", false, false},
		{"barrier=gate locked=yes", true, true},
		{"barrier=gate access=private", true, true},
		{"barrier=gate access=no foot=yes", false, true},
		{"barrier=gate foot=no", true, false},
		{"barrier=gate vehicle=no", false, true},
		{"barrier=lift_gate access=permissive", false, false},
		{"barrier=wall", true, true},
		{"barrier=fence foot=yes", false, true},
		{"barrier=stile", false, true},
		{"barrier=kissing_gate bicycle=yes", false, false},
	}
	for _, test := range tests {
		t.Run(test.tags, func(t *testing.T) {
			t.Parallel()
			if got := Foot.blocked(tagsOf(test.tags)); got != test.foot {
				t.Errorf("on foot: blocked %t, expected %t", got, test.foot)
			}
			if got := Bicycle.blocked(tagsOf(test.tags)); got != test.bicycle {
				t.Errorf("by bicycle: blocked %t, expected %t", got, test.bicycle)
			}
		})
	}
}
