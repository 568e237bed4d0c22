package trajets

import "futurpro/generator/raptor"

// Itineraire is the journey behind a Trajet, as it is kept: in words and clock
// times, which mean the same without the timetable.
type Itineraire struct {
	Depart, Arrivee raptor.Seconds // at the doors
	Deadline        raptor.Seconds
	Marche          raptor.Seconds // to the first stop; all the way without Troncons
	Troncons        []Troncon
}

// Troncon is a vehicle taken, and the walk after it.
type Troncon struct {
	Ligne           Ligne
	De, A           string // names of the stops, as the feed writes them
	Depart, Arrivee raptor.Seconds
	// Assis tells that the rider of the Troncon before has not left the
	// vehicle, which has become this line: this is no other ride.
	Assis bool
	// Marche is the walk to the next stop or, after the last, to the door.
	Marche raptor.Seconds
}

// Ligne is a line as its feed names it.
type Ligne struct {
	Flux Empreinte // the feed, as a [Reseau] identifies it
	Nom  string    // short, else long; "" if it has none
	Mode int       // route_type of GTFS
}

// Itineraire returns the journey behind a Trajet; false if there is none.
func (m *Matrice) Itineraire(commune, etablissement int) (Itineraire, bool) {
	c, ok := m.cell(commune, etablissement)
	if !ok {
		return Itineraire{}, false
	}
	it := Itineraire{Depart: c.trajet.Depart}
	troncons := m.foret.colonne(etablissement)
	suite := c.suite
	for !suite.fin() {
		t := troncons[suite]
		it.Troncons = append(it.Troncons, m.foret.troncon(t))
		suite = t.suite
	}
	it.Deadline = suite.deadline()
	if len(it.Troncons) == 0 {
		it.Marche, it.Arrivee = it.Deadline-it.Depart, it.Deadline
		return it, true
	}
	last := it.Troncons[len(it.Troncons)-1]
	it.Marche, it.Arrivee = it.Troncons[0].Depart-it.Depart, last.Arrivee+last.Marche
	return it, true
}
