package gtfs

import (
	"fmt"
	"strconv"
)

// TransferType says what a row of transfers.txt is about (transfer_type).
type TransferType uint8

// The types of a transfer.
const (
	TransferRecommended TransferType = 0 // a good place to change
	TransferTimed       TransferType = 1 // the second vehicle waits for the first
	TransferMinTime     TransferType = 2 // changing takes at least MinTime
	TransferForbidden   TransferType = 3 // no changing here
	TransferInSeat      TransferType = 4 // riders of FromTrip may stay seated into ToTrip
	TransferReboard     TransferType = 5 // riders of FromTrip must get off before ToTrip
)

// Transfer is a rule for changing from one stop to another (transfers.txt), in
// this direction only. A stop may be a station: the rule then holds for all
// of its platforms.
type Transfer struct {
	From, To StopIdx // NoStop only for types 4 and 5, where stops are optional
	Type     TransferType
	MinTime  Seconds // for TransferMinTime; 0 if not published
	// FromTrip and ToTrip are trip ids, for types 4 and 5 only.
	FromTrip, ToTrip string
}

// readTransfers reads transfers.txt. A rule of types 0 to 3 that holds for one
// route or trip only is counted and ignored: it says nothing of the others
// that stop there.
func (f *Feed) readTransfers() error {
	if !f.archive.has("transfers.txt") {
		return nil
	}
	t, err := f.open("transfers.txt")
	if err != nil {
		return err
	}
	cols := transferColumns{
		from: t.column("from_stop_id"), to: t.column("to_stop_id"),
		kind: t.column("transfer_type"), minTime: t.column("min_transfer_time"),
		fromTrip: t.column("from_trip_id"), toTrip: t.column("to_trip_id"),
		fromRoute: t.column("from_route_id"), toRoute: t.column("to_route_id"),
	}
	for t.next() {
		if tr, ok := f.transfer(t, cols); ok {
			f.Transfers = append(f.Transfers, tr)
		}
	}
	return t.close()
}

type transferColumns struct {
	from, to, kind, minTime, fromTrip, toTrip, fromRoute, toRoute column
}

// transfer reads the row of t, and reports whether it is a rule to keep.
func (f *Feed) transfer(t *table, c transferColumns) (Transfer, bool) {
	tr := Transfer{Type: TransferType(t.enum(c.kind, uint8(TransferReboard)))}
	if tr.Type >= TransferInSeat {
		tr.FromTrip, tr.ToTrip = t.field(c.fromTrip), t.field(c.toTrip)
		_, okFrom := f.tripByID[tr.FromTrip]
		_, okTo := f.tripByID[tr.ToTrip]
		if !okFrom || !okTo {
			t.anomalie(codeReferenceInconnue, fmt.Sprintf("from trip %q to trip %q", tr.FromTrip, tr.ToTrip))
			return Transfer{}, false
		}
		tr.From, tr.To = NoStop, NoStop
		return tr, true
	}
	var okFrom, okTo bool
	tr.From, okFrom = f.stopByID[t.field(c.from)]
	tr.To, okTo = f.stopByID[t.field(c.to)]
	if !okFrom || !okTo {
		t.anomalie(codeReferenceInconnue, fmt.Sprintf("from stop %q to stop %q", t.field(c.from), t.field(c.to)))
		return Transfer{}, false
	}
	for _, partial := range []column{c.fromTrip, c.toTrip, c.fromRoute, c.toRoute} {
		if t.field(partial) != "" {
			t.anomalie(codeRegleIgnoree, fmt.Sprintf("%s %q: rules for some trips only are not applied",
				t.header[partial], t.field(partial)))
			return Transfer{}, false
		}
	}
	if s := t.field(c.minTime); s != "" && tr.Type == TransferMinTime {
		n, err := strconv.ParseInt(s, 10, 32)
		if err != nil || n < 0 || Seconds(n) > maxHour*Hour {
			t.anomalie(codeValeurInconnue, fmt.Sprintf("min_transfer_time %q, read as 0", s))
			n = 0
		}
		tr.MinTime = Seconds(n)
	}
	return tr, true
}
