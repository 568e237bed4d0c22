package catalogue

import (
	"regexp"
	"strings"

	"futurpro/generator/territoire"
)

// Prose is HTML made of an allow-list of elements without attributes, safe to
// print as it is. Only assemblage makes it.
type Prose string

// Fiche is what Onisep says of a formation.
type Fiche struct {
	OnisepID string // "FOR.494"
	// CFD is the code, other than the formation's own, for which the fiche was
	// written: an older or newer one of the same diploma. "" when it is its own.
	CFD  string
	Lien LienFiche
	// The texts are "" when not published.
	Description, Acces, Poursuite Prose
}

// LienFiche says how a fiche was found.
type LienFiche uint8

// The ways to a fiche, surest first.
const (
	FicheParCFD         LienFiche = iota // the fiche names the CFD
	FicheParIdentifiant                  // the CFD's entry among the formations names the fiche
	FicheParPassage                      // the table de passage joins the CFD and the fiche
	FicheParRNCP                         // both are one certification of the RNCP
)

// Metier is a job that a formation leads to.
type Metier struct {
	Libelle     string
	URL         string // page at Onisep, else at France Travail; "" for neither
	Onisep      bool   // URL is Onisep's
	Transitions Transitions
}

var (
	suffixeFeminin = regexp.MustCompile(`/[\pL]+`)
	deuxGenres     = regexp.MustCompile(`\s+/\s+`)
)

// CleMetier brings both spellings of a métier to one key: Onisep's fiches write
// "agent/e de transit" where its métiers write "agent / agente de transit".
// What follows both genders belongs to the masculine too.
func CleMetier(libelle string) string {
	parties := deuxGenres.Split(libelle, 2)
	if len(parties) == 1 {
		return territoire.Plier(suffixeFeminin.ReplaceAllString(libelle, ""))
	}
	il, elle := strings.Fields(parties[0]), strings.Fields(parties[1])
	if len(elle) > len(il) {
		il = append(il, elle[len(il):]...)
	}
	return territoire.Plier(strings.Join(il, " "))
}

// Transitions is the set of transitions that a métier serves. Source: ROME.
type Transitions uint8

// The transitions, in the order in which they are shown.
const (
	Ecologique Transitions = 1 << iota
	Numerique
	Demographique
)

// Liste returns the names of the transitions of the set, in order.
func (t Transitions) Liste() []string {
	var noms []string
	for i, nom := range []string{"Transition écologique", "Transition numérique", "Transition démographique"} {
		if t&(1<<i) != 0 {
			noms = append(noms, nom)
		}
	}
	return noms
}

// Etude is a formation that may follow another.
type Etude struct {
	Libelle  string
	OnisepID string // "" when unknown
}

// MotCle is a word by which a formation may be searched; Poids is 1 for its
// own names, less for words drawn from its description.
type MotCle struct {
	Mot   string // folded, as territoire.Plier does
	Poids float64
}

// PortesOuvertes are the open days of an établissement.
type PortesOuvertes struct {
	AVenir []Ouverture // on the day of the data or after it, by date
	// Derniere is the last known one before the day of the data, nil without.
	Derniere *Ouverture
	Source   string   // id of the data set they come from
	Textes   []string // announcements that follow no known form, as published
}

// Ouverture is one open day, or several in a row.
type Ouverture struct {
	Debut, Fin string  // ISO dates, equal for one day
	Plages     []Plage // of one day; of several, from the first to the last; empty when not published
	Virtuel    bool
	Precisions string // "sur inscription"; "" for none
}

// Plage is a time of the day, in minutes after midnight.
type Plage struct{ De, A int }
