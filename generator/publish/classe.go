package publish

import (
	"path"
	"regexp"
	"strings"
)

// Classe says how long a file may be kept by browsers and by a CDN.
type Classe string

const (
	// Immuable is a file whose name changes with its content.
	Immuable Classe = "immuable"
	// Donnee is a file of data or an image whose name stays.
	Donnee Classe = "donnee"
	// Document is a page, or what tells the pages.
	Document Classe = "page"
	// Toujours is asked for again each time: the scripts that decide what a
	// browser keeps, or that other sites load.
	Toujours Classe = "toujours"
)

// MotifEmpreinte matches the files, and the folders, named by the hash of what
// they hold, by their path relative to the root.
const MotifEmpreinte = `(assets|donnees)/[^/]*[.-][0-9a-f]{8}[./]`

var avecEmpreinte = regexp.MustCompile("^" + MotifEmpreinte)

// ClasseDe returns the class of the file at a path, relative to the root.
func ClasseDe(chemin string) Classe {
	switch ext := path.Ext(chemin); {
	case avecEmpreinte.MatchString(chemin):
		return Immuable
	case !strings.Contains(chemin, "/") && ext == ".js":
		return Toujours
	case ext == ".html" || ext == ".xml" || ext == ".txt":
		return Document
	}
	return Donnee
}

// CacheControl returns the header that a host should send: what is named by its
// content is kept for ever, the rest is asked for again each time, in a word if
// it has not changed. A page that is kept longer would name files that are gone.
func (c Classe) CacheControl() string {
	if c == Immuable {
		return "public, max-age=31536000, immutable"
	}
	return "no-cache"
}

// rang orders what is put online: what pages load, then pages. A page never
// names a file that is not there yet.
func (c Classe) rang() int {
	switch c {
	case Immuable:
		return 0
	case Donnee:
		return 1
	case Document:
		return 2
	}
	return 3 // the service worker tells browsers that all the rest is new
}

// types are the media types of what a site holds: those of the machine differ
// from one machine to the other.
var types = map[string]string{
	".css": "text/css; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".gz": "application/gzip", ".html": "text/html; charset=utf-8",
	".gif": "image/gif", ".ico": "image/x-icon", ".ics": "text/calendar; charset=utf-8", ".jpeg": "image/jpeg", ".jpg": "image/jpeg",
	".js": "text/javascript; charset=utf-8", ".json": "application/json", ".parquet": "application/vnd.apache.parquet", ".pdf": "application/pdf",
	".png": "image/png", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8", ".webmanifest": "application/manifest+json",
	".webp": "image/webp", ".woff2": "font/woff2", ".xml": "application/xml",
}

// ContentType returns the media type of the file at a path.
func ContentType(chemin string) string {
	if t, ok := types[strings.ToLower(path.Ext(chemin))]; ok {
		return t
	}
	return "application/octet-stream"
}

// Comprimable reports whether files of a media type gain by being compressed:
// text does, images and archives are compressed already.
func Comprimable(mediatype string) bool {
	genre, _, _ := strings.Cut(mediatype, ";")
	return strings.HasPrefix(genre, "text/") || genre == "application/json" || genre == "application/xml" || genre == "image/svg+xml"
}
