package catalogue

// Etiquettes is a set of favourable marks.
type Etiquettes uint8

// The marks, in the order in which they are shown.
const (
	TravaillerRapidement Etiquettes = 1 << iota
	FaibleTauxPression
	TransitionEcologique
)

// Etiquette is one mark with its words.
type Etiquette struct {
	Bit     Etiquettes
	Cle     string // value in URLs, the predecessor's word
	Libelle string // on cards
	Filtre  string // what a visitor gains by asking for it
}

// ToutesEtiquettes lists the marks in display order.
func ToutesEtiquettes() []Etiquette {
	return []Etiquette{
		{TravaillerRapidement, "pour_travailler_rapidement", "Taux d'insertion favorable", "Plus de chances de trouver un emploi"},
		{FaibleTauxPression, "faible_taux_pression", "Taux de pression faible", "Plus de chances d'être admis"},
		{TransitionEcologique, "transition_ecologique", "Transition écologique", "Des métiers utiles à la transition écologique"},
	}
}

// Liste returns the marks of the set in display order.
func (e Etiquettes) Liste() []Etiquette {
	var l []Etiquette
	for _, t := range ToutesEtiquettes() {
		if e&t.Bit != 0 {
			l = append(l, t)
		}
	}
	return l
}
