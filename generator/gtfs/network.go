package gtfs

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// readAgencies reads agency.txt, which nothing depends on: a feed without it
// is read all the same.
func (f *Feed) readAgencies() error {
	if !f.archive.has("agency.txt") {
		return nil
	}
	t, err := f.open("agency.txt")
	if err != nil {
		return err
	}
	id, name, zone := t.column("agency_id"), t.column("agency_name"), t.column("agency_timezone")
	for t.next() {
		f.Agencies = append(f.Agencies, Agency{ID: t.field(id), Name: t.field(name), Timezone: t.field(zone)})
	}
	return t.close()
}

// readStops reads stops.txt. A stop without a position takes its station's.
func (f *Feed) readStops() error {
	t, err := f.open("stops.txt")
	if err != nil {
		return err
	}
	f.stopByID = map[string]StopIdx{}
	id, name := t.require("stop_id"), t.column("stop_name")
	lat, lon := t.require("stop_lat"), t.require("stop_lon")
	kind, parent := t.column("location_type"), t.column("parent_station")
	var links []parentLink
	for t.next() {
		stop := Stop{ID: t.field(id), Name: t.field(name), Parent: NoStop, LocationType: t.enum(kind, 4)}
		if !register(t, f.stopByID, stop.ID, len(f.Stops)) {
			continue
		}
		stop.Position = position(t, lat, lon)
		if p := t.field(parent); p != "" || !stop.HasPosition() {
			links = append(links, parentLink{stop: StopIdx(len(f.Stops)), parent: p, ligne: t.ligne()})
		}
		f.Stops = append(f.Stops, stop)
	}
	f.linkParents(t, links)
	return t.close()
}

// register gives the next index to an identifier. It reports false, and says
// why in the journal, if the identifier is empty or already taken.
func register[I ~int32](t *table, index map[string]I, id string, next int) bool {
	if id == "" {
		t.anomalie(codeLigneIllisible, "empty identifier")
		return false
	}
	if _, taken := index[id]; taken {
		t.anomalie(codeDoublon, fmt.Sprintf("identifier %q", id))
		return false
	}
	index[id] = I(next)
	return true
}

// position reads the position of a stop; unknown if it is out of the globe,
// unreadable or at 0, 0, which is in the sea and means "none" in practice.
func position(t *table, lat, lon column) orb.Point {
	y, okLat := degrees(t.field(lat), 90)
	x, okLon := degrees(t.field(lon), 180)
	if !okLat || !okLon || (x == 0 && y == 0) {
		return unknownPosition()
	}
	return orb.Point{x, y}
}

// degrees reads an angle, with a decimal point or a decimal comma.
func degrees(s string, bound float64) (float64, bool) {
	v, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	return v, err == nil && math.Abs(v) <= bound // false for NaN
}

// parentLink is a stop that names its station, or that needs its position.
type parentLink struct {
	stop   StopIdx
	parent string
	ligne  int
}

// linkParents resolves the stations once all stops are known, since a
// platform may come before its station.
func (f *Feed) linkParents(t *table, links []parentLink) {
	for _, l := range links {
		if l.parent == "" {
			continue
		}
		parent, ok := f.stopByID[l.parent]
		if !ok || parent == l.stop {
			t.anomalieAt(l.ligne, codeParentInconnu, fmt.Sprintf("parent_station %q of stop %q", l.parent, f.Stops[l.stop].ID))
			continue
		}
		f.Stops[l.stop].Parent = parent
	}
	for _, l := range links {
		stop := &f.Stops[l.stop]
		if stop.HasPosition() {
			continue
		}
		if stop.Parent != NoStop && f.Stops[stop.Parent].HasPosition() {
			stop.Position = f.Stops[stop.Parent].Position
		} else {
			t.anomalieAt(l.ligne, codePositionAbsente, fmt.Sprintf("stop %q (%s)", stop.ID, stop.Name))
		}
	}
}

// readRoutes reads routes.txt.
func (f *Feed) readRoutes() error {
	t, err := f.open("routes.txt")
	if err != nil {
		return err
	}
	f.routeByID = map[string]RouteIdx{}
	id, agency, kind := t.require("route_id"), t.column("agency_id"), t.column("route_type")
	short, long := t.column("route_short_name"), t.column("route_long_name")
	color, text := t.column("route_color"), t.column("route_text_color")
	for t.next() {
		route := Route{
			ID: t.field(id), AgencyID: t.field(agency),
			ShortName: t.field(short), LongName: t.field(long),
			Color: t.field(color), TextColor: t.field(text),
			Type: routeType(t, kind),
		}
		if register(t, f.routeByID, route.ID, len(f.Routes)) {
			f.Routes = append(f.Routes, route)
		}
	}
	return t.close()
}

// bus is the route type of an ordinary bus, read where the type is missing.
const bus = 3

func routeType(t *table, c column) int {
	s := t.field(c)
	kind, err := strconv.Atoi(s)
	if err != nil || kind < 0 {
		t.anomalie(codeValeurInconnue, fmt.Sprintf("route_type %q, read as a bus", s))
		return bus
	}
	return kind
}

// tripIdx is the position of a trip in Feed.trips.
type tripIdx int32

// tripRow is a row of trips.txt, with the rows of frequencies.txt about it.
type tripRow struct {
	id          string
	route       RouteIdx
	service     serviceIdx
	block       string // empty if none
	frequencies []frequency
	ligne       int32
}

// readTrips reads trips.txt. A trip of an unknown route or calendar is counted
// and skipped, and so will its stop times be.
func (f *Feed) readTrips() error {
	t, err := f.open("trips.txt")
	if err != nil {
		return err
	}
	f.trips = make([]tripRow, 0, t.about)
	f.tripByID = make(map[string]tripIdx, t.about)
	id, route, service := t.require("trip_id"), t.require("route_id"), t.require("service_id")
	block := t.column("block_id")
	for t.next() {
		r, okRoute := f.routeByID[string(t.bytes(route))]
		s, okService := f.serviceByID[string(t.bytes(service))]
		if !okRoute || !okService {
			t.anomalie(codeReferenceInconnue, fmt.Sprintf("trip %q: route %q, service %q",
				t.field(id), t.field(route), t.field(service)))
			continue
		}
		trip := tripRow{id: t.field(id), route: r, service: s, block: t.field(block), ligne: int32(t.ligne())}
		if register(t, f.tripByID, trip.id, len(f.trips)) {
			f.trips = append(f.trips, trip)
		}
	}
	return t.close()
}
