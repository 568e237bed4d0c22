package verification

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"

	"futurpro/generator/diagnostic"
)

// checkAssets looks at what style sheets load, and for files of assets/ that
// nothing loads.
func (v *verification) checkAssets() error {
	var textes [][]byte // of style sheets and scripts
	for i, f := range v.fichiers {
		if ext := path.Ext(f); ext != ".css" && ext != ".js" {
			continue
		}
		b, err := fs.ReadFile(v.fsys, f)
		if err != nil {
			return fmt.Errorf("reading %s: %w", f, err)
		}
		textes = append(textes, b)
		if path.Ext(f) == ".css" {
			v.checkCSS(int32(i), b)
		}
	}
	for i, f := range v.fichiers {
		if v.vus[i] || !strings.HasPrefix(f, "assets/") {
			continue
		}
		// A script names what it loads in ways that only a browser follows: that
		// the name stands somewhere is enough.
		nom := []byte(path.Base(f))
		if !slices.ContainsFunc(textes, func(b []byte) bool { return bytes.Contains(b, nom) }) {
			v.add(constat{gravite: diagnostic.Warning, detail: "no page, style sheet nor script loads this file"}, entier(int32(i)))
		}
	}
	return nil
}

// checkCSS looks for the files that a style sheet loads.
func (v *verification) checkCSS(fichier int32, b []byte) {
	l := css.NewLexer(parse.NewInputBytes(b))
	debut := 0
	for {
		kind, texte := l.Next()
		if kind == css.ErrorToken && l.Err() == io.EOF {
			return
		}
		if kind == css.URLToken {
			adresse := strings.Trim(strings.TrimSuffix(string(texte[len("url("):]), ")"), " \t\n\r\f\"'")
			v.checkURL(adresse, place{fichier: fichier, debut: int32(debut)})
		}
		debut += len(texte)
	}
}

func (v *verification) checkURL(adresse string, ou place) {
	switch c := v.resolve(adresse, ou.fichier); c.genre {
	case interne:
		v.vus[c.fichier] = true
	case absente, sansBarre, horsBase:
		v.add(constat{diagnostic.Error, fmt.Sprintf("style sheet that loads %s, which is not in the site", c.chemin), c.chemin, aucun}, ou)
	}
}
