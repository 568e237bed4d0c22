package raptor_test

import (
	"testing"

	"futurpro/generator/raptor"
)

// changing is a network where one changes from the bus in A at 8:10 to the
// one that leaves B, 300 m away, at a time of the test's.
func changing(departure, transfers string) string {
	text := `
		stops
		O 9000 0
		A 0 0 parent=S
		B 300 0 parent=S
		D -9000 0
		S 150 0 station
		U 5000 5000 station
		trips
		to:   O 7:50 | A 8:10
		from: B ` + departure + ` | D 8:40
		back: B 7:50 | O 8:30`
	if transfers != "" {
		text += "\ntransfers.txt\nfrom_stop_id,to_stop_id,transfer_type,min_transfer_time\n" + transfers
	}
	return text
}

// On foot, 300 m x 1.5 / (5/3.6 m/s) = 324 s; at a brisk pace in a straight
// line, 300 m / 1.5 m/s = 200 s; slack is 120 s.
func TestTransferRules(t *testing.T) {
	for _, test := range []struct {
		name, transfers string
		least           string // the first departure caught; "" if none is
	}{
		{"none: walk and slack, 444 s", "", "8:17:24"},
		{"recommended: the same", "A,B,0,", "8:17:24"},
		{"timed: the bus waits, 324 s", "A,B,1,", "8:15:24"},
		{"minimum of 600 s", "A,B,2,600", "8:20:00"},
		{"minimum of 60 s: never faster than 200 s and slack", "A,B,2,60", "8:15:20"},
		{"minimum, no time given", "A,B,2,", "8:15:20"},
		{"forbidden", "A,B,3,", ""},
		{"forbidden the other way", "B,A,3,", "8:17:24"},
		{"600 s the other way", "B,A,2,600", "8:17:24"},
		{"a rule of the station", "S,S,2,600", "8:20:00"},
		{"a rule from a stop to the station", "A,S,2,600", "8:20:00"},
		{"the stop's own rule wins", "A,B,2,60\nS,S,3,", "8:15:20"},
		{"and in any order", "S,S,3,\nA,B,2,60", "8:15:20"},
		{"a rule of an empty station", "U,U,3,", "8:17:24"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.least == "" {
				n := newNetwork(t, raptor.DefaultOptions(), raptor.DefaultLimits(), changing("8:39", test.transfers))
				n.to("D", "8:40").leaves("O", "", 0)
				return
			}
			n := newNetwork(t, raptor.DefaultOptions(), raptor.DefaultLimits(), changing(test.least, test.transfers))
			n.to("D", "8:40").leaves("O", "7:50", 2)
			missed := (at(t, test.least) - 1).String()
			n = newNetwork(t, raptor.DefaultOptions(), raptor.DefaultLimits(), changing(missed, test.transfers))
			n.to("D", "8:40").leaves("O", "", 0)
		})
	}
}

// With NoWalk a rule takes the time that it gives and the slack, 120 s, and
// nothing else leads from stop to stop, not even within a station.
func TestNoWalkLeavesTheRules(t *testing.T) {
	opts := raptor.DefaultOptions()
	opts.NoWalk = true
	for _, test := range []struct{ name, transfers, least string }{
		{"no rule", "", ""},
		{"recommended: slack alone", "A,B,0,", "8:12:00"},
		{"timed: at once", "A,B,1,", "8:10:00"},
		{"minimum of 600 s", "A,B,2,600", "8:20:00"},
		{"minimum of 60 s: slack is longer", "A,B,2,60", "8:12:00"},
		{"the other way only", "B,A,0,", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.least == "" {
				newNetwork(t, opts, raptor.DefaultLimits(), changing("8:39", test.transfers)).to("D", "8:40").leaves("O", "", 0)
				return
			}
			newNetwork(t, opts, raptor.DefaultLimits(), changing(test.least, test.transfers)).to("D", "8:40").leaves("O", "7:50", 2)
			missed := (at(t, test.least) - 1).String()
			newNetwork(t, opts, raptor.DefaultLimits(), changing(missed, test.transfers)).to("D", "8:40").leaves("O", "", 0)
		})
	}
}

// Without walking, the stops of a station are still one place, and a rule
// still makes a way.
func TestStationsAndRulesNeedNoWalking(t *testing.T) {
	opts := raptor.DefaultOptions()
	opts.MaxWalk = 0
	newNetwork(t, opts, raptor.DefaultLimits(), changing("8:17:24", "")).to("D", "8:40").leaves("O", "7:50", 2)

	const apart = `
		stops
		O 9000 0
		A 0 0
		B 300 0
		D -9000 0
		trips
		to:   O 7:50 | A 8:10
		from: B 8:17:24 | D 8:40`
	newNetwork(t, opts, raptor.DefaultLimits(), apart).to("D", "8:40").leaves("O", "", 0)
	newNetwork(t, opts, raptor.DefaultLimits(), apart+`
		transfers.txt
		from_stop_id,to_stop_id,transfer_type
		A,B,0`).to("D", "8:40").leaves("O", "7:50", 2)
}

func TestForbiddenAtOneStop(t *testing.T) {
	const text = `
		stops
		A 0 0
		B 5000 0
		C 9000 0
		trips
		one: A 8:00 | B 8:10
		two: B 8:20 | C 8:30`
	newNetwork(t, withSlack(120), raptor.DefaultLimits(), text).to("C", "8:30").leaves("A", "8:00", 2)
	newNetwork(t, withSlack(120), raptor.DefaultLimits(), text+`
		transfers.txt
		from_stop_id,to_stop_id,transfer_type
		B,B,3`).to("C", "8:30").leaves("A", "", 0)
}

// Trip one ends in B and becomes trip two a minute later, too soon to change.
func TestStaySeated(t *testing.T) {
	network := func(block, gap, transfers string) string {
		text := `
		stops
		A 0 0
		B 5000 0
		B2 5` + gap + ` 0
		C 9000 0
		trips
		one block=1: A 8:00 | B 8:10
		two block=` + block + `: B2 8:11 | C 8:30`
		if transfers != "" {
			text += "\ntransfers.txt\nfrom_trip_id,to_trip_id,transfer_type\n" + transfers
		}
		return text
	}
	for _, test := range []struct {
		name, text string
		want       string
	}{
		{"same block", network("1", "000", ""), "8:00"},
		{"same block, 199 m on", network("1", "199", ""), "8:00"},
		{"same block, 201 m on", network("1", "201", ""), ""},
		{"other block", network("2", "000", ""), ""},
		{"other block, in-seat transfer", network("2", "000", "one,two,4"), "8:00"},
		{"same block, must re-board", network("1", "000", "one,two,5"), ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			n := newNetwork(t, raptor.DefaultOptions(), raptor.DefaultLimits(), test.text)
			n.to("C", "8:30").leaves("A", test.want, 1) // one vehicle, hence one ride
			opts := raptor.DefaultOptions()
			opts.InSeat = false
			newNetwork(t, opts, raptor.DefaultLimits(), test.text).to("C", "8:30").leaves("A", "", 0)
		})
	}
}

// Both trips to C leave B in time. Only the earlier one comes from A: the
// search must not be content with the later one.
func TestStaySeatedOnAnEarlierTrip(t *testing.T) {
	n := newNetwork(t, raptor.DefaultOptions(), raptor.DefaultLimits(), `
		stops
		A 0 0
		B 5000 0
		C 9000 0
		Z 0 9000
		trips
		z block=0: Z 7:30 | A 7:50
		a block=0: A 8:00 | B 8:10
		b block=0: B 8:11 | C 8:20
		late:      B 8:16 | C 8:25`)
	n.to("C", "8:30")
	n.leaves("B", "8:16", 1)
	n.leaves("A", "8:00", 1)
	n.leaves("Z", "7:30", 1) // three trips, one vehicle
}
