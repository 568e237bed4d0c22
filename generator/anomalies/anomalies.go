// Package anomalies keeps the journal of data problems met during a build: a
// row that cannot be used, a repair, a doubtful value. Each is counted under a
// code and located (file, line); a code that touches more than its share of a
// file's rows fails the build.
//
// It owns counting and reporting. What is an anomaly, and what is done about
// it, is decided by the package that meets it; a file that cannot be read at
// all is an error, not an anomaly.
package anomalies

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sync"
)

// Code names one kind of problem. Codes are declared beside the code that
// meets them and are compared by value.
type Code struct {
	// Nom is short, stable and in kebab-case, for instance "uai-malforme".
	Nom string
	// Sens says in French what it means for the site, in a few words.
	Sens string
	// Seuil is the share (0-1) of a file's rows above which the build fails.
	// Zero means that any number is tolerated.
	Seuil float64
}

// Anomalie is one problem at one place.
type Anomalie struct {
	Code    Code
	Fichier string // path as given by the user, or feed name and table
	Ligne   int    // 1 is the first line of the file; 0 when it makes no sense
	Detail  string // the value met and what was done with it
}

// String gives "file:line: detail".
func (a Anomalie) String() string {
	if a.Ligne == 0 {
		return fmt.Sprintf("%s: %s", a.Fichier, a.Detail)
	}
	return fmt.Sprintf("%s:%d: %s", a.Fichier, a.Ligne, a.Detail)
}

// Journal collects anomalies. It is safe for concurrent use, and what it
// reports does not depend on the order in which goroutines wrote to it.
type Journal struct {
	mu     sync.Mutex
	codes  map[Code]map[string]*compte // by file
	lignes map[string]int
}

type compte struct {
	n       int
	exemple Anomalie
}

// New returns an empty Journal.
func New() *Journal {
	return &Journal{codes: map[Code]map[string]*compte{}, lignes: map[string]int{}}
}

// Add records a.
func (j *Journal) Add(a Anomalie) {
	j.mu.Lock()
	defer j.mu.Unlock()
	parFichier := j.codes[a.Code]
	if parFichier == nil {
		parFichier = map[string]*compte{}
		j.codes[a.Code] = parFichier
	}
	c := parFichier[a.Fichier]
	if c == nil {
		c = &compte{exemple: a}
		parFichier[a.Fichier] = c
	}
	c.n++
	if compareAnomalies(a, c.exemple) < 0 {
		c.exemple = a
	}
}

// AddLignes adds n to the number of rows read from fichier, the denominator of
// every threshold.
func (j *Journal) AddLignes(fichier string, n int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.lignes[fichier] += n
}

// Lignes returns the number of rows read from fichier.
func (j *Journal) Lignes(fichier string) int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.lignes[fichier]
}

// Resume is one line of the report: a code, how often it was met, and its
// first occurrence.
type Resume struct {
	Code    Code
	Nombre  int
	Exemple Anomalie
}

// Resumes returns one Resume per code met, ordered by name.
func (j *Journal) Resumes() []Resume {
	j.mu.Lock()
	defer j.mu.Unlock()
	var rs []Resume
	for code, parFichier := range j.codes {
		r := Resume{Code: code}
		for _, c := range parFichier {
			if r.Nombre == 0 || compareAnomalies(c.exemple, r.Exemple) < 0 {
				r.Exemple = c.exemple
			}
			r.Nombre += c.n
		}
		rs = append(rs, r)
	}
	slices.SortFunc(rs, func(a, b Resume) int { return cmp.Compare(a.Code.Nom, b.Code.Nom) })
	return rs
}

// Verdict returns an error naming every (code, file) past its threshold, or
// nil.
func (j *Journal) Verdict() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	var depassements []string
	for code, parFichier := range j.codes {
		if code.Seuil == 0 {
			continue
		}
		for fichier, c := range parFichier {
			lignes := j.lignes[fichier]
			if float64(c.n) > code.Seuil*float64(lignes) {
				depassements = append(depassements, fmt.Sprintf(
					"%s: %d of %d rows are %q (%s), more than the %.0f %% tolerated; first: %s",
					fichier, c.n, lignes, code.Nom, code.Sens, 100*code.Seuil, c.exemple))
			}
		}
	}
	slices.Sort(depassements)
	errs := make([]error, len(depassements))
	for i, d := range depassements {
		errs[i] = errors.New(d)
	}
	return errors.Join(errs...)
}

func compareAnomalies(a, b Anomalie) int {
	return cmp.Or(
		cmp.Compare(a.Fichier, b.Fichier),
		cmp.Compare(a.Ligne, b.Ligne),
		cmp.Compare(a.Detail, b.Detail),
	)
}
