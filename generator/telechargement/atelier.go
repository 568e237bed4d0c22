package telechargement

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// The working folder, in the folder of the files, and what it holds.
const (
	dossierTravail = ".fetch"
	cheminEtat     = dossierTravail + "/etat.json"
	cheminVerrou   = dossierTravail + "/verrou"
)

func cheminPart(chemin string) string    { return path.Join(dossierTravail, "part", chemin) }
func cheminReprise(chemin string) string { return path.Join(dossierTravail, "reprise", chemin) }
func cheminExtrait(chemin string) string { return path.Join(dossierTravail, "extrait", chemin) }
func cheminNouveau(chemin string) string { return path.Join(dossierTravail, "nouveau", chemin) }

// fiche is what is remembered of a file that came. It holds no time of this
// machine: the same downloads leave the same bytes.
type fiche struct {
	URL      string `json:"url"`
	Extraire string `json:"extraire,omitempty"`
	ETag     string `json:"etag,omitempty"`
	Modifie  string `json:"lastModified,omitempty"` // as the server writes it
	Taille   int64  `json:"taille"`
	SHA256   string `json:"sha256"` // of the file at Chemin, extracted if need be
}

// atelier is a folder being filled.
type atelier struct {
	root    *os.Root // no path leaves it, even through a link
	unlock  func()
	client  *http.Client
	options Options

	mu   sync.Mutex
	etat map[string]fiche // by Chemin
}

// openAtelier takes the folder for this process, waiting for another that
// works there.
func openAtelier(ctx context.Context, dossier string, o Options) (*atelier, error) {
	root, err := os.OpenRoot(dossier)
	if err != nil {
		return nil, fmt.Errorf("opening the folder of the data: %w", err)
	}
	a := &atelier{root: root, options: o, etat: map[string]fiche{},
		client: &http.Client{Transport: o.Transport, CheckRedirect: checkRedirect}}
	if err := root.MkdirAll(dossierTravail, 0o755); err != nil {
		return nil, errors.Join(fmt.Errorf("making the working folder: %w", err), root.Close())
	}
	occupe := func() { o.Suivi(Evenement{Genre: Occupe}) }
	if a.unlock, err = lock(ctx, filepath.Join(dossier, cheminVerrou), occupe); err != nil {
		return nil, errors.Join(fmt.Errorf("locking the folder of the data: %w", err), root.Close())
	}
	if err := a.readEtat(dossier); err != nil {
		a.close()
		return nil, err
	}
	return a, nil
}

// lock takes the lock at chemin, and calls occupe if that takes long. The wait
// cannot be given up: at the end of ctx, whoever waits lets go of the lock as
// soon as it comes.
func lock(ctx context.Context, chemin string, occupe func()) (func(), error) {
	type prise struct {
		unlock func()
		err    error
	}
	defer time.AfterFunc(time.Second, occupe).Stop()
	c := make(chan prise, 1)
	go func() {
		unlock, err := lockedfile.MutexAt(chemin).Lock()
		c <- prise{unlock, err}
	}()
	select {
	case p := <-c:
		return p.unlock, p.err
	case <-ctx.Done():
		go func() {
			if p := <-c; p.err == nil {
				p.unlock()
			}
		}()
		return nil, ctx.Err()
	}
}

func (a *atelier) close() {
	a.client.CloseIdleConnections()
	a.unlock()
	a.root.Close()
}

func (a *atelier) readEtat(dossier string) error {
	data, err := a.root.ReadFile(cheminEtat)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = json.Unmarshal(data, &a.etat)
	}
	if err != nil {
		return fmt.Errorf("reading %s: %w; remove it: the files will be asked for again", filepath.Join(dossier, cheminEtat), err)
	}
	return nil
}

// remember writes down what a file was when it came.
func (a *atelier) remember(chemin string, f fiche) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.etat[chemin] = f
	data, err := json.MarshalIndent(a.etat, "", "  ") // sorts the keys
	if err != nil {
		return err
	}
	return a.replace(cheminEtat, append(data, '\n'))
}

// replace writes a file whole or not at all.
func (a *atelier) replace(chemin string, data []byte) error {
	cote := chemin + ".tmp"
	if err := a.root.WriteFile(cote, data, 0o644); err != nil {
		return err
	}
	return a.root.Rename(cote, chemin)
}

// move puts a file in another place of the folder.
func (a *atelier) move(de, vers string) error {
	if de == vers {
		return nil
	}
	if err := a.root.MkdirAll(path.Dir(vers), 0o755); err != nil {
		return err
	}
	return a.root.Rename(de, vers)
}

// remove takes files away; those that are not there are no matter.
func (a *atelier) remove(chemins ...string) {
	for _, c := range chemins {
		_ = a.root.Remove(c)
	}
}

// somme returns the size and the sha256 of a file; "" if it is not there.
func (a *atelier) somme(chemin string) (int64, string, error) {
	f, err := a.root.Open(chemin)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, "", nil
	}
	if err != nil {
		return 0, "", err
	}
	defer f.Close()
	h := sha256.New()
	n, err := io.Copy(h, f)
	return n, hex.EncodeToString(h.Sum(nil)), err
}
