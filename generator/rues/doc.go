// Package rues measures walks and rides along the streets of OpenStreetMap.
//
// It owns the rules that say which ways a pedestrian or a cyclist may use, the
// [Network] that is read from a PBF extract, the nearest street of a point, the
// bounded search of the shortest way from one point to many, or from many to
// one, and the [Streets] that several extracts make. It leaves to its callers
// how fast one goes, which points matter, and what to do where no street is
// near: an absent distance is no distance, and the detour over a straight line
// stays the caller's.
//
// # Measures
//
// A distance is in metres at the usual pace of the [Mode]: a slower way counts
// for more metres than it has, never for fewer, so that no distance is under
// that of a straight line. Stairs count twice on foot; where a bicycle has to be
// pushed, the metres count three times (5 km/h instead of 15). From a point to
// its street, the metres in a straight line are paid once.
//
// Inside, lengths are whole centimetres, each rounded up: sums do not depend
// on their order, and a walk is as long in both directions. Positions are
// ten-millionths of a degree, those of OpenStreetMap itself.
//
// # Rules
//
// The tags mean what the wiki of OpenStreetMap says of Key:highway, Key:access,
// Key:foot, Key:bicycle, Key:barrier, Key:oneway:bicycle and Tag:route=ferry,
// with the defaults of the French table of its page "OSM tags for routing/Access
// restrictions"; the most specific key decides: foot or bicycle, then, for a
// bicycle, vehicle, then access. [Mode] tells them in full.
//
// Parts of the network that lead nowhere else and are short are left out: see
// [Options].
//
// Turn restrictions, opening hours, conditional tags and surfaces are not read;
// relations are not either, so that a square drawn as a multipolygon is not
// walked. A square drawn as a closed way is walked along its outline.
package rues
