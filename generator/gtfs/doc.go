// Package gtfs reads public transport timetables in the GTFS format, as they
// are really published: in a sub-folder, in Latin-1, with semicolons, with
// rows that point nowhere.
//
// It owns what a feed contains: its stops, routes, trips, calendars and
// transfer rules, the repairs that make a table readable, and the choice of
// the day on which a feed is read. A row that cannot be used is counted in the
// journal and skipped; a file that cannot be read is an error.
//
// It leaves to raptor what can be done with the timetable: walking, changing,
// staying seated from one trip to the next.
//
// Memory is bounded by one service day: [Open] reads every table but the stop
// times, by far the largest, and [Feed.Day] streams these and keeps only those
// of the trips that run on the day asked for.
//
// Not read: shapes, fares, pathways, translations, continuous pick-up and
// feed_info.txt, whose dates are wrong more often than the calendars' own.
package gtfs
