package sources

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"strings"

	"futurpro/generator/anomalies"
)

// CheminReseaux is the list of the timetables, beside the manifest.
const CheminReseaux = "gtfs/reseaux.csv"

// Reseau is what a timetable (GTFS feed) needs beyond a passport.
type Reseau struct {
	// Type is "transport", "scolaire", or "mixte" for a public network whose
	// lines for pupils say so themselves.
	Type   string
	Region string // "" for a network of several régions
	Jour   string // reference day, ISO date; "" to choose it
	// Remarque is what one must know of the feed, in French; may be "".
	Remarque string
}

// readReseaux reads the list of the timetables, one row each, written by us: a
// row is a source of one file. There is none without the list. A mistake of
// ours is not to be read around: all of them are errors.
func readReseaux(fsys fs.FS, chemin string) ([]Source, error) {
	data, err := fs.ReadFile(fsys, chemin)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the list of the timetables: %w", err)
	}
	j := anomalies.New()
	f, err := newFichier(chemin, data, j)
	if err != nil {
		return nil, err
	}
	t, err := f.newTable("nom", "region", "type", "fichier", "url", "telechargement", "licence", "producteur",
		"millesime", "jour", "sha256", "manuel", "remarque")
	if err != nil {
		return nil, err
	}
	var sources []Source
	var errs []error
	vus := map[string]Ligne{} // line of each file, and of each address
	for t.next() {
		s, l := reseau(t), t.ligne
		refuse := func(format string, args ...any) {
			errs = append(errs, fmt.Errorf("%s:%d: %s", chemin, l, fmt.Sprintf(format, args...)))
		}
		checkReseau(s, refuse)
		fichier := s.Fichiers[0]
		for _, cle := range []string{path.Base(fichier.Chemin), fichier.Telechargement} {
			if ligne, vu := vus[cle]; vu && cle != "" {
				refuse("%s is there twice, already at line %d", cle, ligne)
			}
			vus[cle] = l
		}
		sources = append(sources, s)
	}
	errs = append(errs, t.end())
	for _, r := range j.Resumes() {
		errs = append(errs, fmt.Errorf("reading %s: %d %s, for instance %s", chemin, r.Nombre, r.Code.Nom, r.Exemple))
	}
	return sources, errors.Join(errs...)
}

// reseau returns the row of t as it is.
func reseau(t *table) Source {
	nom := t.text("fichier")
	s := Source{
		ID: strings.TrimSuffix(nom, ".zip"), Nom: t.text("nom"), Producteur: t.text("producteur"), Licence: t.text("licence"),
		URL: t.text("url"), Format: "GTFS, zip", Millesime: t.text("millesime"), Apport: "Sans lui, les trajets de ce réseau manquent.",
		Manuel: t.text("manuel"),
		Reseau: &Reseau{Type: t.text("type"), Region: t.text("region"), Jour: t.text("jour"), Remarque: t.text("remarque")},
	}
	dossier := "transport"
	if s.Reseau.Type == "scolaire" {
		dossier = "scolaire"
	}
	adresse, somme := t.text("telechargement"), t.text("sha256")
	s.Fichiers = []Fichier{{
		Chemin: "gtfs/" + dossier + "/" + nom, SHA256: somme, Telechargement: adresse,
		AVerifier: adresse != "" && somme == "", // nobody has had the file
	}}
	return s
}

// A name that is the same file on every disk, and is no option of a command.
var nomDeReseau = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*\.zip$`)

// checkReseau calls refuse for each thing wrong with a row.
func checkReseau(s Source, refuse func(format string, args ...any)) {
	f, r := s.Fichiers[0], s.Reseau
	if s.Nom == "" {
		refuse("nom is empty")
	}
	if t := r.Type; t != "transport" && t != "scolaire" && t != "mixte" {
		refuse("type %q is not transport, scolaire or mixte", t)
	}
	if nom := strings.SplitN(f.Chemin, "/", 3)[2]; !nomDeReseau.MatchString(nom) {
		refuse("fichier %q is not a name of small letters, digits and hyphens that ends with .zip", nom)
	}
	for _, champ := range [][2]string{{"url", s.URL}, {"telechargement", f.Telechargement}} {
		u, err := url.Parse(champ[1])
		if champ[1] == "" && champ[0] == "telechargement" {
			continue
		}
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			refuse("%s %q is not an address that begins with https://", champ[0], champ[1])
		}
	}
	if f.Telechargement == "" && s.Manuel == "" {
		refuse("neither telechargement nor manuel: nothing says how to get the file")
	}
	if r.Jour != "" && !isISODate(r.Jour) {
		refuse("jour %q is not a date as 2025-02-04", r.Jour)
	}
	if f.SHA256 != "" && !estSHA256(f.SHA256) {
		refuse("sha256 %q is not 64 hexadecimal digits in small letters", f.SHA256)
	}
}
