package sources

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
)

// Manifeste is data/sources.yaml, every source, required or optional, then the
// timetables of [CheminReseaux].
type Manifeste struct {
	Sources []Source `yaml:"sources"`
}

// Source is the passport of one data set.
type Source struct {
	ID         string    `yaml:"id"`
	Nom        string    `yaml:"nom"`
	Abrege     string    `yaml:"abrege"` // producer and name in few words, beside what comes from it; "" for both in full
	Producteur string    `yaml:"producteur"`
	Licence    string    `yaml:"licence"`
	URL        string    `yaml:"url"` // page of the data set
	Format     string    `yaml:"format"`
	Millesime  string    `yaml:"millesime"`
	Requise    bool      `yaml:"requise"`
	Apport     string    `yaml:"apport"` // what the site loses without it, in French
	Fichiers   []Fichier `yaml:"fichiers"`
	Reseau     *Reseau   `yaml:"-"` // of a timetable; else nil
	// Manuel says in French what to do, at URL, to get the files that no
	// address gives: an account, a request, an export. "" where every file has
	// an address or comes with the project.
	Manuel string `yaml:"manuel"`
}

// Fichier is one file of a data set.
type Fichier struct {
	Chemin string `yaml:"chemin"` // in the national folder, slash-separated
	SHA256 string `yaml:"sha256"` // of the file as published; "" if it has an address and never came
	// Telechargement is the address of the file; "" if it is got by hand.
	Telechargement string `yaml:"telechargement"`
	// Extraire says how the file is taken out of what comes: "gz", or "zip:"
	// and the name of the member, as path.Match takes it; "" as it is.
	Extraire string `yaml:"extraire"`
	// AVerifier marks an address of which nobody has said yet that it gives
	// this file.
	AVerifier bool `yaml:"aVerifier"`
}

// Source returns the source with that id.
func (m *Manifeste) Source(id string) (Source, bool) {
	for _, s := range m.Sources {
		if s.ID == id {
			return s, true
		}
	}
	return Source{}, false
}

// Fichier returns the source and the published file at that path.
func (m *Manifeste) Fichier(chemin string) (Source, Fichier, bool) {
	for _, s := range m.Sources {
		for _, f := range s.Fichiers {
			if f.Chemin == chemin {
				return s, f, true
			}
		}
	}
	return Source{}, Fichier{}, false
}

// ReadManifeste reads the manifest at path, and the list of the timetables
// beside it. An unknown key, an incomplete source or a file named twice is an
// error.
func ReadManifeste(fsys fs.FS, chemin string) (*Manifeste, error) {
	data, err := fs.ReadFile(fsys, chemin)
	if err != nil {
		return nil, fmt.Errorf("reading the manifest: %w", err)
	}
	m := &Manifeste{}
	if err := decodeYAML(data, m); err != nil {
		return nil, fmt.Errorf("reading %s: %w", chemin, err)
	}
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("reading %s: %w", chemin, err)
	}
	reseaux, err := readReseaux(fsys, path.Join(path.Dir(chemin), CheminReseaux))
	if err != nil {
		return nil, err
	}
	for _, r := range reseaux {
		if _, deja := m.Source(r.ID); deja {
			return nil, fmt.Errorf("reading %s: %s.zip has the name of a source of %s", CheminReseaux, r.ID, chemin)
		}
	}
	m.Sources = append(m.Sources, reseaux...)
	return m, nil
}

// check returns everything that is wrong with the manifest.
func (m *Manifeste) check() error {
	if len(m.Sources) == 0 {
		return errors.New("no source in the list")
	}
	var errs []error
	ids, chemins := map[string]bool{}, map[string]bool{}
	for i, s := range m.Sources {
		if ids[s.ID] {
			errs = append(errs, fmt.Errorf("source %q is there twice", s.ID))
		}
		ids[s.ID] = true
		for _, champ := range [][2]string{
			{"id", s.ID}, {"nom", s.Nom}, {"producteur", s.Producteur}, {"licence", s.Licence},
			{"url", s.URL}, {"format", s.Format}, {"millesime", s.Millesime}, {"apport", s.Apport},
		} {
			if champ[1] == "" {
				errs = append(errs, fmt.Errorf("source %d (%q): %s is empty", i+1, s.ID, champ[0]))
			}
		}
		for _, f := range s.Fichiers {
			if chemins[f.Chemin] {
				errs = append(errs, fmt.Errorf("source %q: file %q is there twice", s.ID, f.Chemin))
			}
			chemins[f.Chemin] = true
			errs = append(errs, f.check(s.ID))
		}
	}
	return errors.Join(errs...)
}

func (f Fichier) check(id string) error {
	if !fs.ValidPath(f.Chemin) || path.Ext(f.Chemin) == "" {
		return fmt.Errorf("source %q: %q is not the path of a file", id, f.Chemin)
	}
	if !estSHA256(f.SHA256) && (f.SHA256 != "" || f.Telechargement == "") {
		return fmt.Errorf("source %q: the sha256 of %s must be 64 hexadecimal digits", id, f.Chemin)
	}
	if f.Telechargement == "" && (f.Extraire != "" || f.AVerifier) {
		return fmt.Errorf("source %q: %s has no telechargement: extraire and aVerifier are about one", id, f.Chemin)
	}
	return nil
}

var formeSHA256 = regexp.MustCompile(`^[0-9a-f]{64}$`)

func estSHA256(s string) bool { return formeSHA256.MatchString(s) }
