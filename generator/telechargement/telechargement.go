package telechargement

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"
)

// Demande is one file to fetch.
type Demande struct {
	URL    string // absolute, http or https
	Chemin string // of the file in the folder, slash-separated; its extension says what it holds
	SHA256 string // of the file at Chemin as it is known, hexadecimal; "" when it is not
	// Extraire says how to get the file out of what comes: "" as it is, "gz"
	// decompressed, "zip:MOTIF" the one member of an archive that MOTIF names,
	// as path.Match takes it.
	Extraire string
	// TailleMax bounds what comes, and what is extracted of it, in bytes; 0
	// for TailleMax.
	TailleMax int64
}

// TailleMax is the size, in bytes, past which a file is refused unless its
// request says otherwise: well above the largest source.
const TailleMax = 2 << 30

// Issue is how the request of a file ended.
type Issue int

const (
	// Echec leaves the folder as it was; Resultat.Err says why.
	Echec Issue = iota
	// Recu is a file that came and is in place.
	Recu
	// AJour is a file that was in place, and of which the server has no other
	// version.
	AJour
	// NouvelleVersion is a file that is not the one its sha256 describes. It
	// is in place if new versions are accepted, else in Resultat.Cote.
	NouvelleVersion
)

// Resultat is what became of a request.
type Resultat struct {
	Demande
	Issue   Issue
	Trouve  string // sha256 of the file that the server has; "" after a failure
	Taille  int64  // of that file, in bytes
	Modifie string // its Last-Modified, as the server says it; may be ""
	Cote    string // where it waits in the folder; "" if it is in place
	Present bool   // there is a file at Chemin
	// Conforme says that the file at Chemin is the one that SHA256 describes,
	// or any file when SHA256 is "".
	Conforme bool
	Err      error
}

// Options says how to fetch. Its zero value is of use.
type Options struct {
	Simultanes int               // requests at once; 0 for 6
	ParHote    int               // requests at once to one host; 0 for 2
	Essais     int               // attempts in a row that bring nothing; 0 for 5
	Silence    time.Duration     // without a byte, after which an attempt is given up; 0 for 30 s
	Accepter   bool              // puts new versions in place
	Transport  http.RoundTripper // nil for that of the machine
	Suivi      func(Evenement)   // told what happens, one call at a time; may be nil
}

// Genre is the kind of an Evenement.
type Genre int

const (
	// Avance says how much of a file has come.
	Avance Genre = iota
	// Attente says that an attempt failed and when the next begins.
	Attente
	// Fin says that the request has ended.
	Fin
	// Occupe says that the folder is held by another fetch, which is waited
	// for.
	Occupe
)

// Evenement is one step of a request.
type Evenement struct {
	Genre   Genre
	Chemin  string
	Venus   int64         // bytes that this step brought
	Octets  int64         // come so far, those of former attempts included
	Total   int64         // of the whole; -1 if the server does not say
	Err     error         // of the attempt that failed
	Attente time.Duration // before the next attempt
}

// Fetch fetches the files into dossier, which it makes if need be, and returns
// one result per request, in the same order. A request that fails does not
// stop the others; the error is about the folder, or the end of ctx.
func Fetch(ctx context.Context, dossier string, demandes []Demande, o Options) ([]Resultat, error) {
	if err := checkDemandes(demandes); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dossier, 0o755); err != nil {
		return nil, fmt.Errorf("making the folder of the data: %w", err)
	}
	a, err := openAtelier(ctx, dossier, o.defaults())
	if err != nil {
		return nil, err
	}
	defer a.close()

	// A host first, then a place among all: whoever waits for a slow host
	// takes no place from the others.
	places := semaphore.NewWeighted(int64(a.options.Simultanes))
	hotes := map[string]*semaphore.Weighted{}
	resultats := make([]Resultat, len(demandes))
	var wg sync.WaitGroup
	for i, d := range demandes {
		u, _ := url.Parse(d.URL)
		hote := hotes[u.Host]
		if hote == nil {
			hote = semaphore.NewWeighted(int64(a.options.ParHote))
			hotes[u.Host] = hote
		}
		wg.Go(func() {
			for _, s := range []*semaphore.Weighted{hote, places} {
				if err := s.Acquire(ctx, 1); err != nil {
					resultats[i] = Resultat{Demande: d, Err: err}
					return
				}
				defer s.Release(1)
			}
			resultats[i] = a.fetch(ctx, d)
		})
	}
	wg.Wait()
	return resultats, ctx.Err()
}

// defaults returns the options with their defaults.
func (o Options) defaults() Options {
	if o.Simultanes <= 0 {
		o.Simultanes = 6
	}
	if o.ParHote <= 0 {
		o.ParHote = 2
	}
	if o.Essais <= 0 {
		o.Essais = 5
	}
	if o.Silence <= 0 {
		o.Silence = 30 * time.Second
	}
	if o.Transport == nil {
		o.Transport = newTransport()
	}
	var mu sync.Mutex
	suivi := o.Suivi
	o.Suivi = func(e Evenement) {
		if suivi != nil {
			mu.Lock()
			defer mu.Unlock()
			suivi(e)
		}
	}
	return o
}

// checkDemandes refuses a list that cannot be fetched.
func checkDemandes(demandes []Demande) error {
	vus := map[string]bool{}
	var errs []error
	for _, d := range demandes {
		if vus[d.Chemin] {
			errs = append(errs, fmt.Errorf("%s is asked for twice", d.Chemin))
		}
		vus[d.Chemin] = true
		errs = append(errs, d.Check())
	}
	return errors.Join(errs...)
}
