package catalogue

import (
	"math"
	"slices"
)

// CapaciteMinimale is the number of places that must be exceeded for a taux de
// pression to mean anything.
const CapaciteMinimale = 5

// TauxPressionDe returns premiersVoeux / capacite, or nil unless the
// établissement is public, both figures are known and capacite exceeds
// CapaciteMinimale.
func TauxPressionDe(statut Statut, capacite, premiersVoeux *int) *float64 {
	if statut != Public || capacite == nil || premiersVoeux == nil || *capacite <= CapaciteMinimale {
		return nil
	}
	taux := float64(*premiersVoeux) / float64(*capacite)
	return &taux
}

// Pression is the level of a taux de pression.
type Pression uint8

// The levels, from the easiest admission.
const (
	PressionInconnue Pression = iota
	PressionFaible
	PressionModeree
	PressionElevee
)

// PressionDe is the one function behind étiquette, filter and label: faible
// below 1, modéré below q3, élevé from q3. A nil taux is unknown; with a nil
// q3, a taux of 1 or more is unknown too rather than guessed. Should q3 be
// below 1, every taux from 1 is élevé.
func PressionDe(taux, q3 *float64) Pression {
	switch {
	case taux == nil:
		return PressionInconnue
	case *taux < 1:
		return PressionFaible
	case q3 == nil:
		return PressionInconnue
	case *taux < *q3:
		return PressionModeree
	}
	return PressionElevee
}

// CleQuartiles selects reference quartiles.
type CleQuartiles struct {
	Region string // INSEE code
	Groupe Groupe
}

// Quartiles are the reference distribution of one region and group, both voies
// together, for one millésime. A nil value could not be computed.
type Quartiles struct {
	Millesime string
	Formation Q13 // of TauxFormation
	Emploi    Q13 // of TauxEmploi6Mois
}

// Q13 holds a first and a third quartile, in percent.
type Q13 struct{ Q1, Q3 *float64 }

// Quartile returns the p-quantile (0-1) of values by inclusive linear
// interpolation: rank p(n-1) in the sorted values. It returns nil for no value
// and leaves values unsorted.
func Quartile(values []float64, p float64) *float64 {
	if len(values) == 0 {
		return nil
	}
	tri := slices.Sorted(slices.Values(values))
	rang := p * float64(len(tri)-1)
	bas := math.Floor(rang)
	q := tri[int(bas)]
	if reste := rang - bas; reste > 0 {
		q += reste * (tri[int(bas)+1] - q)
	}
	return &q
}

// Position is where a rate stands in its reference distribution.
type Position uint8

// The positions. ConsulterRegional: no comparison is possible, but the region
// publishes a figure for the diploma.
const (
	PositionInconnue Position = iota
	ConsulterRegional
	PremierQuart
	Milieu
	DernierQuart
)

// PositionDe compares taux with quartiles: DernierQuart from Q3, Milieu above
// Q1, else PremierQuart. Where the taux or a quartile is missing, it is
// ConsulterRegional if regional says that a regional figure exists, else
// PositionInconnue.
func PositionDe(taux *float64, q Q13, regional bool) Position {
	switch {
	case taux == nil || q.Q1 == nil || q.Q3 == nil:
		if regional {
			return ConsulterRegional
		}
		return PositionInconnue
	case *taux >= *q.Q3:
		return DernierQuart
	case *taux > *q.Q1:
		return Milieu
	}
	return PremierQuart
}
