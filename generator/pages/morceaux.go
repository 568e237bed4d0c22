package pages

import "iter"

// Lists that pages print in parts, for the function gardes of the templates: their
// parts are pointers and values that many pages have in common, each printed once.

// Cartes are the cards of a list.
type Cartes []Carte

// Morceaux are, for each card, its tranche, what it says everywhere, what it says
// of the journey, and what it says everywhere again.
func (l Cartes) Morceaux() iter.Seq[any] {
	return func(yield func(any) bool) {
		for _, c := range l {
			if !yield(c.Tranche) || !yield(c.CarteFixe) || !yield(c.CarteAcces) || !yield(c.CarteFixe) {
				return
			}
		}
	}
}

// Autour are offres in lines, with the journeys to them.
type Autour []Carte

// Morceaux are, for each line, what it says everywhere, and of the journey.
func (l Autour) Morceaux() iter.Seq[any] {
	return func(yield func(any) bool) {
		for _, c := range l {
			if !yield(c.CarteFixe) || !yield(c.CarteAcces) {
				return
			}
		}
	}
}

// Morceaux are what is left to show, and the link.
func (s Suite) Morceaux() iter.Seq[any] {
	return func(yield func(any) bool) { _ = yield(s.SuiteCartes) && yield(s.Departement) }
}

// CartesFixes are offres without journeys; Tuiles, Fil, Legende and Citees are other lists
// whose items return from page to page.
type (
	CartesFixes []*CarteFixe
	Tuiles      []Tuile
	Fil         []Lien
	Legende     []TrancheCarte
	Citees      []SourceCitee
)

func (l CartesFixes) Morceaux() iter.Seq[any] { return entiers(l) }
func (l Tuiles) Morceaux() iter.Seq[any]      { return entiers(l) }
func (l Fil) Morceaux() iter.Seq[any]         { return entiers(l) }
func (l Legende) Morceaux() iter.Seq[any]     { return entiers(l) }
func (l Citees) Morceaux() iter.Seq[any]      { return entiers(l) }

// entiers are the items of a list, each of one part.
func entiers[T comparable](l []T) iter.Seq[any] {
	return func(yield func(any) bool) {
		for _, v := range l {
			if !yield(v) {
				return
			}
		}
	}
}
