package telechargement

import (
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"strings"
)

// Check says what is wrong with a request, without making it.
func (d Demande) Check() error {
	if !fs.ValidPath(d.Chemin) || strings.ContainsAny(d.Chemin, `\:`) || path.Ext(d.Chemin) == "" {
		return fmt.Errorf("%q is not the path of a file in the folder", d.Chemin)
	}
	if premier, _, _ := strings.Cut(d.Chemin, "/"); premier == dossierTravail {
		return fmt.Errorf("%q is in the working folder of the downloads", d.Chemin)
	}
	u, err := url.Parse(d.URL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || u.Fragment != "" {
		return fmt.Errorf("%s: %q is not the address of a file: give one that begins with https://, without user or fragment", d.Chemin, d.URL)
	}
	if motif, ok := strings.CutPrefix(d.Extraire, "zip:"); ok {
		if _, err := path.Match(motif, ""); err == nil && motif != "" {
			return nil
		}
	} else if d.Extraire == "" || d.Extraire == "gz" {
		return nil
	}
	return fmt.Errorf("%s: extraire is %q, expected gz, or zip: and the name of a member", d.Chemin, d.Extraire)
}

// recu is the kind of what comes.
func (d Demande) recu() contenu {
	switch {
	case d.Extraire == "":
		return d.produit()
	case d.Extraire == "gz":
		return contenuGzip
	}
	return contenuZip
}

// produit is the kind of the file at Chemin.
func (d Demande) produit() contenu {
	switch c := contenu(strings.ToLower(strings.TrimPrefix(path.Ext(d.Chemin), "."))); c {
	case "geojson":
		return contenuJSON
	case "xlsx", "ods":
		return contenuZip
	default:
		return c
	}
}

// tailleMax is the bound of the request.
func (d Demande) tailleMax() int64 {
	if d.TailleMax > 0 {
		return d.TailleMax
	}
	return TailleMax
}
