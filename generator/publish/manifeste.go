package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// NomManifeste is the file of a built site that says what it holds. A folder
// that has one is a whole site, which a build may replace. It is of no use to
// visitors and is not put online under this name.
const NomManifeste = ".futurpro"

// versionManifeste goes up when a manifest of before cannot be read any more.
const versionManifeste = 1

// Manifeste is what a site holds, in order of path.
type Manifeste struct {
	Version int `json:"version"`
	// Cle names what the site was made from, "" when that is not known.
	Cle string `json:"cle"`
	// Lots has, for each lot of [Fichier], the key of what its files were made
	// from.
	Lots     map[string]string `json:"lots"`
	Fichiers []Entree          `json:"fichiers"`
}

// Entree is one file of a site.
type Entree struct {
	Chemin string `json:"chemin"` // slash-separated, relative to the root
	SHA256 string `json:"sha256"` // in hexadecimal
	Octets int64  `json:"octets"`
	Type   string `json:"type"` // Content-Type
	Cache  Classe `json:"cache"`
}

// newEntree describes a file by its path and what it holds.
func newEntree(chemin string, corps []byte) Entree {
	somme := sha256.Sum256(corps)
	return Entree{Chemin: chemin, SHA256: hex.EncodeToString(somme[:]), Octets: int64(len(corps)), Type: ContentType(chemin), Cache: ClasseDe(chemin)}
}

// Octets is the size of the whole.
func (m Manifeste) Octets() int64 {
	var n int64
	for _, e := range m.Fichiers {
		n += e.Octets
	}
	return n
}

// parChemin finds the entries by path.
func (m Manifeste) parChemin() map[string]Entree {
	l := make(map[string]Entree, len(m.Fichiers))
	for _, e := range m.Fichiers {
		l[e.Chemin] = e
	}
	return l
}

// ReadManifeste reads the manifest of a site: the folder of the site, or the
// file itself. It trusts no path in it.
func ReadManifeste(chemin string) (Manifeste, error) {
	if info, err := os.Stat(chemin); err == nil && info.IsDir() {
		chemin = filepath.Join(chemin, NomManifeste)
	}
	b, err := os.ReadFile(chemin)
	if errors.Is(err, fs.ErrNotExist) {
		return Manifeste{}, fmt.Errorf("reading the manifest of a site: %w; make the site with 'generator build'", err)
	}
	if err != nil {
		return Manifeste{}, fmt.Errorf("reading the manifest of a site: %w", err)
	}
	m, err := DecodeManifeste(b)
	if err != nil {
		return Manifeste{}, fmt.Errorf("%s: %w; build the site again", chemin, err)
	}
	return m, nil
}

// DecodeManifeste reads a manifest, which anyone may have written.
func DecodeManifeste(b []byte) (Manifeste, error) {
	var m Manifeste
	if err := json.Unmarshal(b, &m); err != nil {
		return Manifeste{}, fmt.Errorf("not a manifest of a site: %w", err)
	}
	if m.Version != versionManifeste {
		return Manifeste{}, fmt.Errorf("manifest of version %d, this program reads version %d", m.Version, versionManifeste)
	}
	for i, e := range m.Fichiers {
		switch {
		case !fs.ValidPath(e.Chemin) || e.Chemin == "." || e.Chemin == NomManifeste:
			return Manifeste{}, fmt.Errorf("manifest: %q is not the path of a file of a site", e.Chemin)
		case i > 0 && e.Chemin <= m.Fichiers[i-1].Chemin:
			return Manifeste{}, fmt.Errorf("manifest: %q is twice, or out of order", e.Chemin)
		case e.Octets < 0 || len(e.SHA256) != 2*sha256.Size:
			return Manifeste{}, fmt.Errorf("manifest: %q has no size or no sha256", e.Chemin)
		}
	}
	return m, nil
}

// Encode returns the manifest as it is written: one file a line, so that two of
// them can be compared by eye.
func (m Manifeste) Encode() ([]byte, error) {
	m.Version = versionManifeste
	slices.SortFunc(m.Fichiers, func(a, b Entree) int { return strings.Compare(a.Chemin, b.Chemin) })
	fichiers := m.Fichiers
	m.Fichiers = nil
	tete, err := json.Marshal(m) // maps are sorted by the encoder
	if err != nil {
		return nil, err
	}
	b := append(slices.Grow([]byte{}, 200*len(fichiers)), strings.TrimSuffix(string(tete), "null}")+"[\n"...)
	for i, e := range fichiers {
		ligne, err := json.Marshal(e)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			b = append(b, ",\n"...)
		}
		b = append(b, ligne...)
	}
	return append(b, "\n]}\n"...), nil
}
