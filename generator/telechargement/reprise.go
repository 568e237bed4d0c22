package telechargement

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path"
	"strconv"
	"strings"
	"time"
)

// reprise describes the part of a file: which version it is of, so that two
// versions are never joined.
type reprise struct {
	URL     string `json:"url"`
	ETag    string `json:"etag,omitempty"` // strong, else ""
	Modifie string `json:"lastModified,omitempty"`
	Total   int64  `json:"total"` // size of the whole, in bytes; -1 if not said

	Octets int64 `json:"-"` // come so far
}

// validator is what a server needs to know whether it still has that version;
// "" if nothing tells.
func (r reprise) validator() string {
	if r.ETag != "" {
		return r.ETag
	}
	return r.Modifie
}

// readReprise returns what has come already and can be gone on from; zero if
// nothing can.
func (t *transfert) readReprise() reprise {
	var r reprise
	data, err := t.root.ReadFile(cheminReprise(t.Chemin))
	if err != nil || json.Unmarshal(data, &r) != nil || r.URL != t.URL || r.validator() == "" {
		return reprise{}
	}
	r.Octets = t.partSize()
	return r
}

// beginning describes the version that an answer begins.
func (t *transfert) beginning(resp *http.Response) reprise {
	r := reprise{URL: t.URL, Total: resp.ContentLength}
	if etag := resp.Header.Get("ETag"); isStrong(etag) {
		r.ETag = etag
	}
	if modifie := resp.Header.Get("Last-Modified"); isOld(modifie, resp.Header.Get("Date")) {
		r.Modifie = modifie
	}
	return r
}

// isStrong says whether an ETag names bytes: a weak one ("W/") only says that
// two versions are worth the same.
func isStrong(etag string) bool { return strings.HasPrefix(etag, `"`) }

// isOld says whether a date of change is far enough from that of the answer
// for no other version to bear it (RFC 9110, 8.8.2.2).
func isOld(modifie, date string) bool {
	m, err := http.ParseTime(modifie)
	d, err2 := http.ParseTime(date)
	return err == nil && err2 == nil && d.Sub(m) >= time.Minute
}

// describe empties the part, and says which version is to come in it.
func (t *transfert) describe(r reprise) error {
	t.discard()
	data, err := json.Marshal(r)
	if err != nil {
		return err
	}
	chemin := cheminReprise(t.Chemin)
	if err := t.root.MkdirAll(path.Dir(chemin), 0o755); err != nil {
		return err
	}
	return t.replace(chemin, data)
}

// goOn wants an answer to be the rest of the version that has begun.
func (r *reprise) goOn(resp *http.Response) error {
	var debut, fin int64
	plage, total, _ := strings.Cut(resp.Header.Get("Content-Range"), "/")
	if _, err := fmt.Sscanf(plage, "bytes %d-%d", &debut, &fin); err != nil || r.Octets == 0 || debut != r.Octets {
		return errors.New("the server does not have the range that was asked for")
	}
	if n, err := strconv.ParseInt(total, 10, 64); err == nil {
		if r.Total >= 0 && n != r.Total {
			return errors.New("the size of the file has changed")
		}
		r.Total = n
	}
	if etag := resp.Header.Get("ETag"); r.ETag != "" && etag != "" && etag != r.ETag {
		return errors.New("the file has changed")
	}
	if modifie := resp.Header.Get("Last-Modified"); r.ETag == "" && modifie != "" && modifie != r.Modifie {
		return errors.New("the date of the file has changed")
	}
	return nil
}

// openPart opens the part to write after its first octets.
func (t *transfert) openPart(octets int64) (*os.File, error) {
	chemin := cheminPart(t.Chemin)
	if err := t.root.MkdirAll(path.Dir(chemin), 0o755); err != nil {
		return nil, err
	}
	flags := os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	if octets > 0 {
		flags = os.O_WRONLY | os.O_APPEND
	}
	return t.root.OpenFile(chemin, flags, 0o644)
}

// partSize is how much of the file has come, in bytes.
func (t *transfert) partSize() int64 {
	info, err := t.root.Stat(cheminPart(t.Chemin))
	if err != nil {
		return 0
	}
	return info.Size()
}

// discard takes away what has come.
func (t *transfert) discard() {
	t.remove(cheminReprise(t.Chemin), cheminPart(t.Chemin), cheminExtrait(t.Chemin))
}
