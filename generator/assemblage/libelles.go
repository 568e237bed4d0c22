package assemblage

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"futurpro/generator/sources"
)

// libelles chooses and cleans the names of formations.
//
// The BCN alone names every diploma, in capitals without accents. Certif-Info,
// then Onisep, then the table of familles de métiers write most of them
// properly and win; for the others, capitals are lowered and each word takes
// back the accents that it always has in those sources.
type libelles struct {
	propres map[string]string // CFD to the best written name
	accents map[string]string // folded word to its only accented spelling
}

func newLibelles(src *sources.Sources) *libelles {
	l := &libelles{propres: map[string]string{}, accents: map[string]string{}}
	add := func(cfd, libelle string) {
		if libelle == "" {
			return
		}
		if _, ok := l.propres[cfd]; !ok && cfd != "" {
			l.propres[cfd] = libelle
		}
		l.learn(libelle)
	}
	for _, c := range src.CertifInfo {
		add(c.CFD, c.Libelle)
	}
	for _, o := range src.OnisepFormations {
		add(o.CFD, o.Libelle)
	}
	for _, f := range src.Familles {
		add(f.CFDCommun, f.Famille)
		add(f.CFDSpecialite, f.Specialite)
	}
	return l
}

var mot = regexp.MustCompile(`\pL+`)

// motsCourts is the length, in letters, under which two spellings of a word
// may be two words: "a" and "à", "sur" and "sûr".
const motsCourts = 4

// learn notes the spelling of each word. An accented spelling wins over the
// bare one, which is most often an omission; two accented ones, and both
// spellings of a short word, cancel each other.
func (l *libelles) learn(libelle string) {
	for _, m := range mot.FindAllString(strings.ToLower(libelle), -1) {
		plie := sansAccent(m)
		vu, ok := l.accents[plie]
		switch {
		case !ok, vu == plie && utf8.RuneCountInString(m) >= motsCourts:
			l.accents[plie] = m
		case m == plie && utf8.RuneCountInString(m) >= motsCourts:
		case vu != m:
			l.accents[plie] = plie
		}
	}
}

// clean returns the name to show, without the diploma and with a capital.
// reconstitue says that it comes from the capitals of the BCN. A CFD that no
// source names is shown by its code.
func (l *libelles) clean(cfd string, d sources.Diplome) (libelle string, reconstitue bool) {
	libelle, ok := l.propres[cfd]
	if !ok {
		libelle, reconstitue = l.lower(d.Libelle), true
	}
	libelle = ligatures.Replace(stripDiplome(libelle))
	if libelle == "" {
		libelle = "Formation " + cfd
	}
	r, n := utf8.DecodeRuneInString(libelle)
	return string(unicode.ToUpper(r)) + libelle[n:], reconstitue
}

// acronymes keep their capitals in a lowered name.
const acronymes = " BEI BEP BEPA BMA BP BPA BPJEPS BT BTA BTS BTSA CAP CAPA CIPPA CPAP CPGE CPJEPS CS CSA DAEU DEJEPS DEM DEUG DEUST DMA DUT FCIL FC MC MN TH "

// lower brings a name in capitals to sentence case.
func (l *libelles) lower(libelle string) string {
	return mot.ReplaceAllStringFunc(libelle, func(m string) string {
		if strings.Contains(acronymes, " "+m+" ") {
			return m
		}
		bas := strings.ToLower(m)
		// "option A": a letter standing alone names an option.
		if utf8.RuneCountInString(m) == 1 && strings.Contains("ABCDE", m) && strings.Contains(libelle, "OPTION "+m) {
			return m
		}
		// Any other lone A is the preposition.
		if m == "A" {
			return "à"
		}
		if accentue, ok := l.accents[sansAccent(bas)]; ok {
			return accentue
		}
		return bas
	})
}

var (
	debutDiplome = regexp.MustCompile(`(?i)^(cap agricole|bac pro agricole|bac pro ag|capa|cap|bac pro|bp jeps|bpjeps|cpjeps|cp jeps|bpa|bp|bt|brevet professionnel|brevet de technicien|brevet professionnel agricole|certificat d'aptitude professionnelle|baccalauréat professionnel|classe de 2de professionnelle|classe de seconde professionnelle|2nde professionnelle)\s+(spécialité\s+|mention\s+)?`)
	finDiplome   = regexp.MustCompile(`(?i)\s*\((cap|capa|bac pro|bac pro ag|sec pro ag|bp|bt|cpjeps|bpjeps|bp agri?|bpa|cap agricole|diplôme d'état|diplome d'etat)\)$`)
	finCommune   = regexp.MustCompile(`(?i)[\s,]*\b(2nde|2de|seconde)\s+commune$`)
	espaces      = regexp.MustCompile(`\s+`)
)

// ligatures are those that sources write in two letters.
var ligatures = strings.NewReplacer("oeuvre", "œuvre", "Oeuvre", "Œuvre")

// stripDiplome takes the diploma's name away from the beginning or the end,
// and "2nde commune": cards show both beside the name.
func stripDiplome(libelle string) string {
	libelle = strings.TrimSpace(espaces.ReplaceAllString(libelle, " "))
	libelle = finDiplome.ReplaceAllString(libelle, "")
	libelle = finCommune.ReplaceAllString(libelle, "")
	sans := debutDiplome.ReplaceAllString(libelle, "")
	if sans == "" {
		return libelle
	}
	return sans
}

// sansAccent removes the marks of letters.
func sansAccent(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
		return s // most words: building a Transformer is dear
	}
	out, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), s)
	if err != nil {
		return s
	}
	return out
}
