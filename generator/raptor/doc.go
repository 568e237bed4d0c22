// Package raptor answers, for every stop of a public transport network: how
// late can I board there, and still be at a given place on time?
//
// It owns the timetable of one service day as flat arrays ([Timetable]), what
// a rider may do in it (change, walk between stops, stay seated when a trip
// becomes another), and the search ([Search]): RAPTOR, run backwards.
//
//	D. Delling, T. Pajor, R. F. Werneck, "Round-Based Public Transit
//	Routing", ALENEX 2012, section 3: rounds, marked stops, local pruning
//	and footpaths, with every comparison reversed.
//
// It differs from the paper where real footpaths do: theirs are transitively
// closed, ours are not, since two walks of 15 minutes do not make one that
// anybody would take between two buses. So two labels are kept per stop, the
// best departure on board and the best time to get off, and walks start from
// the former only: a good departure on board is never lost for a better one
// on foot.
//
// A pattern is not scanned to its end: each of its calls remembers the latest
// trip that one may be in, as in S. Witt, "Trip-Based Public Transit Routing",
// ESA 2015, and a ride goes upstream only as far as it is later than that.
//
// The search keeps labels, not ways. A [Tracer] runs it again for the searches
// of which journeys are told, leg by leg.
//
// It leaves to gtfs what feeds say, to rues the streets, and to trajets the
// doors: the walk from home to the first stop and from the last stop to school.
// Both walk by the same [Walking]: along streets where some are known, in a
// straight line and its detour where none is near one of the two points. Between
// the stops of one station, and where transfers.txt says how to change, the walk
// is a straight line all the same: no street tells the inside of a station.
//
// Each source is read on its own service day. Trips of the day before that
// run past midnight are left out: they would have to run past 30:00 to serve
// a school morning. On-demand stops (pickup_type and drop_off_type 2 and 3)
// are passed without stopping: nobody can promise a pupil that the bus comes.
package raptor
