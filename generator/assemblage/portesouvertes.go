package assemblage

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"futurpro/generator/anomalies"
	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
)

var jpoTelleQuelle = anomalies.Code{Nom: "portes-ouvertes-sans-date", Sens: "annonce de portes ouvertes hors des formes connues, montrée telle quelle"}

// addPortesOuvertes gives each établissement its open days: those read on its
// page at Onisep, else those of Onisep's list of structures.
//
// The day they are compared with is that of the data, so that the same data
// give the same site whenever it is built: the day after the last one that
// Onisep itself calls past. Past days are dropped, but for the last one known,
// which tells the season.
func (a *assembleur) addPortesOuvertes() {
	releves := map[string]releve{}
	for _, s := range a.src.OnisepStructures {
		if s.OnisepID != "" && s.PortesOuvertes != "" {
			releves[s.OnisepID] = releve{"onisep-structures", fichierStructures, s.Ligne, []annonce{readAnnonce(s.PortesOuvertes)}}
		}
	}
	for _, p := range a.src.PortesOuvertes {
		r := releve{"portes-ouvertes", fichierPortesOuvertes, p.Ligne, nil}
		for _, texte := range p.Textes {
			r.annonces = append(r.annonces, readAnnonce(texte))
		}
		releves[p.OnisepID] = r
	}
	a.cat.JourPortesOuvertes = jourDesAnnonces(releves)
	for i := range a.cat.Etablissements {
		e := &a.cat.Etablissements[i]
		r, ok := releves[e.OnisepID]
		if !ok {
			continue
		}
		e.PortesOuvertes = portesOuvertes(r.annonces, a.cat.JourPortesOuvertes)
		e.PortesOuvertes.Source = r.source
		for _, texte := range e.PortesOuvertes.Textes {
			a.add(jpoTelleQuelle, r.fichier, r.ligne, e.OnisepID+": "+texte)
		}
	}
}

const (
	fichierPortesOuvertes = "futur-pro/jpo.json"
	fichierStructures     = "onisep/ideo-structures-secondaires.json"
)

// releve is what one source announces of an établissement.
type releve struct {
	source, fichier string
	ligne           sources.Ligne
	annonces        []annonce
}

// jourDesAnnonces is the day after the last one that Onisep calls past; ""
// when it calls none so.
func jourDesAnnonces(releves map[string]releve) string {
	derniere := ""
	for _, r := range releves {
		for _, x := range r.annonces {
			for _, o := range x.ouvertures {
				if x.passee {
					derniere = max(derniere, o.Fin)
				}
			}
		}
	}
	t, err := time.Parse(time.DateOnly, derniere)
	if err != nil {
		return "" // no day: readAnnonce lets no other form through
	}
	return t.AddDate(0, 0, 1).Format(time.DateOnly)
}

// portesOuvertes sorts the announcements of an établissement around a day.
func portesOuvertes(l []annonce, jour string) *catalogue.PortesOuvertes {
	p := &catalogue.PortesOuvertes{}
	for _, x := range l {
		if x.texte != "" && !slices.Contains(p.Textes, x.texte) {
			p.Textes = append(p.Textes, x.texte)
		}
		for _, o := range x.ouvertures {
			switch {
			case !x.passee && o.Fin >= jour:
				p.AVenir = append(p.AVenir, o)
			case p.Derniere == nil || p.Derniere.Fin < o.Fin:
				p.Derniere = &o
			}
		}
	}
	slices.SortStableFunc(p.AVenir, func(x, y catalogue.Ouverture) int {
		return cmp.Or(cmp.Compare(x.Debut, y.Debut), cmp.Compare(x.Fin, y.Fin))
	})
	return p
}

// annonce is one published text: open days, or, when any part of it follows no
// known form, the text itself.
type annonce struct {
	ouvertures []catalogue.Ouverture
	passee     bool // Onisep gives them as those of before
	texte      string
}

var indicatives = regexp.MustCompile(`(?i)^date\(s\) indicative\(s\) des journées portes ouvertes précédentes\s*:\s*`)

// readAnnonce reads a text: parts separated by "|", each
//
//	le DATE [HEURES…]
//	du DATE [à HEURE] au DATE [à HEURE] [HEURES…]
//
// where DATE is 8/03/2025 or 8 mars 2025, HEURES is "de 9h à 12h30", followed
// by "et de 14h à 17h", and where "en virtuel", "(anything)" and "voir URL" may
// come after. One part that fails makes a text of the whole.
func readAnnonce(texte string) annonce {
	sans := indicatives.ReplaceAllString(texte, "")
	x := annonce{passee: sans != texte}
	for partie := range strings.SplitSeq(sans, "|") {
		p := partieJPO{reste: strings.TrimSpace(partie)}
		if p.reste == "" {
			continue
		}
		o, ok := p.read()
		if !ok {
			return annonce{texte: texte}
		}
		x.ouvertures = append(x.ouvertures, o)
	}
	if len(x.ouvertures) == 0 {
		return annonce{texte: strings.Trim(texte, "| ")}
	}
	return x
}

// partieJPO is a part of an announcement being read.
type partieJPO struct{ reste string }

const (
	motifDate  = `(\d{1,2})(?:er)?[ /]([\pL]+|\d{1,2})[ /](\d{4})`
	motifHeure = `(\d{1,2}) ?[hH:](?: ?(\d{2}))?`
)

var (
	jpoLe      = regexp.MustCompile(`^(?i:le) ` + motifDate)
	jpoDu      = regexp.MustCompile(`^(?i:du) ` + motifDate + `(?: à ` + motifHeure + `)? au ` + motifDate + `(?: à ` + motifHeure + `)?`)
	jpoPlage   = regexp.MustCompile(`^(et )?de ` + motifHeure + ` à ` + motifHeure)
	jpoVirtuel = regexp.MustCompile(`^(?i:en virtuel)`)
	jpoDetails = regexp.MustCompile(`^\((.*)\)$`)
	jpoVoir    = regexp.MustCompile(`^(?i:voir) \S+$`)
)

// take cuts the match of a form off the text, with the punctuation after it.
func (p *partieJPO) take(re *regexp.Regexp) []string {
	m := re.FindStringSubmatch(p.reste)
	if m != nil {
		p.reste = strings.TrimLeft(p.reste[len(m[0]):], " ,;.")
	}
	return m
}

func (p *partieJPO) read() (o catalogue.Ouverture, ok bool) {
	if m := p.take(jpoLe); m != nil {
		o.Debut, ok = isoDe(m[1:4])
		o.Fin = o.Debut
	} else if m := p.take(jpoDu); m != nil {
		var okFin bool
		o.Debut, ok = isoDe(m[1:4])
		o.Fin, okFin = isoDe(m[6:9])
		ok = ok && okFin && o.Debut <= o.Fin
		// Hours that go with the days: from the first to the last.
		if m[4] != "" && m[9] != "" {
			plage, okPlage := plageDe(m[4:6], m[9:11], o.Debut == o.Fin)
			o.Plages, ok = []catalogue.Plage{plage}, ok && okPlage
		}
	}
	for ok && p.reste != "" {
		ok = p.suite(&o)
	}
	return o, ok
}

// suite reads what may follow the date.
func (p *partieJPO) suite(o *catalogue.Ouverture) bool {
	if m := p.take(jpoPlage); m != nil {
		plage, ok := plageDe(m[2:4], m[4:6], true)
		// "de 9h à 17h de 9h à 12h et de 14h à 17h": the second list details
		// the first.
		if m[1] == "" {
			o.Plages = nil
		}
		o.Plages = append(o.Plages, plage)
		return ok
	}
	if p.take(jpoVirtuel) != nil {
		o.Virtuel = true
		return true
	}
	if m := p.take(jpoDetails); m != nil {
		o.Precisions = strings.TrimSpace(m[1])
		return true
	}
	return p.take(jpoVoir) != nil
}

// isoDe reads a day, a month (a number or its name) and a year.
func isoDe(m []string) (string, bool) {
	mois := slices.Index([]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
		"novembre", "décembre"}, strings.ToLower(m[1])) + 1
	if mois == 0 {
		mois, _ = strconv.Atoi(m[1])
	}
	jour, _ := strconv.Atoi(m[0]) // digits, as the pattern says
	iso := fmt.Sprintf("%s-%02d-%02d", m[2], mois, jour)
	_, err := time.Parse(time.DateOnly, iso)
	return iso, err == nil
}

// plageDe reads two times, each hours and minutes; croissante says that the
// second must follow the first, being of the same day.
func plageDe(de, a []string, croissante bool) (catalogue.Plage, bool) {
	minutes := func(m []string) int {
		h, _ := strconv.Atoi(m[0])
		mn, _ := strconv.Atoi(m[1]) // 0 when empty
		if h > 24 || mn > 59 {
			return -1
		}
		return h*60 + mn
	}
	p := catalogue.Plage{De: minutes(de), A: minutes(a)}
	return p, p.De >= 0 && p.A >= 0 && (!croissante || p.De < p.A)
}
