package raptor

// Journey is the way from a stop to the destination: one leg after the other.
type Journey struct {
	Legs    []Leg
	Arrival Seconds // at the destination
}

// Leg is a trip ridden, and what the rider does after getting off.
type Leg struct {
	Trip               TripIdx
	From, To           StopIdx
	Departure, Arrival Seconds
	// Seated tells that the rider of the leg before has not left the vehicle:
	// this leg is no other ride.
	Seated bool
	// Change is the least time from Arrival to the departure of the next ride,
	// of which Walk is on foot; both are the walk to the destination after the
	// last leg, and 0 before a seated one.
	Change, Walk Seconds
}

// Rides returns the number of vehicles taken.
func (j Journey) Rides() int {
	n := 0
	for _, leg := range j.Legs {
		if !leg.Seated {
			n++
		}
	}
	return n
}
