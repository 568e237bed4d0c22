// Package trajets computes how long it takes to go from every commune to
// every établissement before class, on foot and by public transport, and by
// bicycle.
//
// It owns the journey from door to door: walking to the first stop and from
// the last one, walking all the way, which deadlines are asked, which answer
// is kept, and the result, a [Matrice] for one network; and what is kept of it
// from one run to the next, a [Calcul], with its file and its keys. It leaves the
// timetable and its search to raptor, and to its callers which communes and
// établissements these are and which feeds make a network: public transport
// and school transport are two timetables, hence two Matrices, never combined.
// The journey behind each figure is kept with it, as an [Itineraire]. A [Guide]
// tells one of them from the timetable, and what stands in the way of a better
// one.
//
// # Decisions
//
// The question: "how long before class must I leave?" A journey takes from the
// latest departure from the door to the deadline, so waiting at the school
// gate counts: a bus that arrives at 7:35 is not worth one that arrives at
// 7:55.
//
// The deadlines: 8:00, 8:30 and 9:00, the best of the three, as lessons start
// at any of these. One instant flatters a bus that happens to suit it, so the
// median over the 13 deadlines from 8:00 to 9:00, every 5 minutes, is kept
// beside it.
//
// The direction: backwards, one search per établissement and deadline, which
// answers every commune at once; there are ten times fewer établissements
// than communes.
//
// The day: each feed on its reference day (gtfs.Feed.ReferenceDay), since no
// single day is inside the validity of all feeds.
//
// The walk: 5 km/h along the streets of OpenStreetMap where an extract is given,
// the metres to the nearest street included; elsewhere, and where no street is
// within 300 m of one of the two points, over 1.5 times the distance as the crow
// flies. At most 2 km walked between a door and a stop, and 60 minutes for a
// journey on foot.
//
// The bicycle: 15 km/h along the streets that it may use, towards the
// établissement where they are one way, or over 1.3 times the straight line; door
// to door, at most 45 minutes, for no deadline ([Velo]). It is an estimate: it
// knows neither hills nor lights, and is never combined with a vehicle.
//
// The door: a commune is left from one point, its mairie where known, or, if
// it is large, from several (package origines chooses them). The journey of the
// median point is published, a point from where one cannot go coming after all
// others, and the minutes of the best point beside it. Where fewer than half of
// the points have a journey, it is that of the best one, marked as such: better
// for the pupil of that district than to hide it.
//
// The cap: 90 minutes and 5 vehicles. A journey past either does not exist.
//
// The rounding: minutes are rounded up, never promising more than the
// timetable does. Journeys are compared in whole minutes, then by the fewest
// vehicles; for one deadline, by the latest departure next, and between
// deadlines by the earliest. From one stop, raptor offers the latest departure
// alone: a journey of fewer vehicles that leaves the same stop seconds earlier
// is not seen.
package trajets
