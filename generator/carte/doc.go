// Package carte draws the map of a commune as figures for an SVG: the window,
// the pins of the établissements, the names that fit, the scale; and, once for
// each département, the outlines behind them.
//
// It knows geometry and no word: pages says what a pin is, and the template
// which element each figure becomes.
//
// # Decisions
//
// The projection is the Mercator of web maps: shapes are right, north is up,
// and the scale, which grows with the latitude, is that of the centre of the
// window. A window is 360 units wide, the width of a small phone, so that texts
// of 11 units can be read there.
//
// Outlines are shared by the pages of a département, in a file of their own
// that the SVG of a page uses by reference. They come from those of the
// communes: an edge between two communes of a département is in both, and goes
// away; what is left is the border. A border between two départements is
// simplified once, so that both stay joined.
package carte
