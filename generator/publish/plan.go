package publish

import "slices"

// Geste is one thing to do for a place to hold another site.
type Geste struct {
	Verbe  Verbe
	Entree Entree // what to send; of what is there, to take away
}

// Verbe says what is done with a file.
type Verbe string

const (
	Ajouter   Verbe = "add"
	Remplacer Verbe = "replace"
	Retirer   Verbe = "remove"
)

// Plan returns what leads from one site to another, in an order that keeps the
// site whole at every instant: first the files whose names change with their
// content, then data, then pages, then what tells browsers of the rest; at last,
// in the other direction, what is taken away. A file whose bytes stay is not
// sent, unless it must be sent with other headers.
func Plan(ancien, nouveau Manifeste) []Geste {
	la, reste := ancien.parChemin(), nouveau.parChemin()
	var l []Geste
	for _, e := range enOrdre(nouveau.Fichiers) {
		switch avant, ok := la[e.Chemin]; {
		case !ok:
			l = append(l, Geste{Ajouter, e})
		case avant != e:
			l = append(l, Geste{Remplacer, e})
		}
	}
	for _, e := range slices.Backward(enOrdre(ancien.Fichiers)) {
		if _, ok := reste[e.Chemin]; !ok {
			l = append(l, Geste{Retirer, e})
		}
	}
	return l
}

// Etapes cuts a plan where all that comes before must be done: its gestes may be
// done in any order, or at once, within each part.
func Etapes(plan []Geste) [][]Geste {
	var l [][]Geste
	for i, g := range plan {
		if i == 0 || (g.Verbe == Retirer) != (plan[i-1].Verbe == Retirer) || g.Entree.Cache.rang() != plan[i-1].Entree.Cache.rang() {
			l = append(l, nil)
		}
		l[len(l)-1] = append(l[len(l)-1], g)
	}
	return l
}
