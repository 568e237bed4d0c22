package sources

// Rome is a row of rome/rome.csv: a métier of the répertoire opérationnel,
// with the transitions it serves.
type Rome struct {
	Ligne         Ligne
	Code          string
	Libelle       string
	Ecologique    bool
	Numerique     bool
	Demographique bool
}

// RomeMetier is a row of rome/rome-metiers.csv: an Onisep métier of a ROME
// code. Names are not taken: the file lost its accents before it was
// published.
type RomeMetier struct {
	Ligne      Ligne
	Rome       string
	MetierID   string // "MET.287"; "" when Onisep has none
	Ecologique bool
}

// readRome reads rome/rome.csv. "N" says no: only "O" is a transition.
func readRome(f *fichier, s *Sources) error {
	t, err := f.newTable("code_rome", "libelle_rome", "transition_eco", "transition_num", "transition_demo")
	if err != nil {
		return err
	}
	vues := cles{}
	for t.next() {
		r := Rome{
			Ligne: t.ligne, Code: t.code("code_rome", RomeMalForme, isRome), Libelle: t.text("libelle_rome"),
			Ecologique:    t.oneOf("transition_eco", "Emploi Vert", "Emploi stratégique pour la Transition écologique") != "",
			Numerique:     t.oneOf("transition_num", "O", "N") == "O",
			Demographique: t.oneOf("transition_demo", "O", "N") == "O",
		}
		if !t.mauvaise && vues.first(f, t.ligne, r.Code, t.content()) {
			s.Romes = append(s.Romes, r)
		}
	}
	return t.end()
}

// readRomeMetiers reads rome/rome-metiers.csv.
func readRomeMetiers(f *fichier, s *Sources) error {
	t, err := f.newTable("Code ROME", "lien site onisep.fr", "transitionEcologique")
	if err != nil {
		return err
	}
	for t.next() {
		r := RomeMetier{
			Ligne: t.ligne, Rome: t.code("Code ROME", RomeMalForme, isRome), MetierID: MetierID(t.text("lien site onisep.fr")),
			Ecologique: t.oneOf("transitionEcologique", "Oui", "Non") == "Oui",
		}
		if !t.mauvaise {
			s.RomeMetiers = append(s.RomeMetiers, r)
		}
	}
	return t.end()
}
