package publish

import (
	"strings"
	"testing"
)

func TestOnlyWhatIsNamedByItsContentIsKeptForEver(t *testing.T) {
	for chemin, toujours := range map[string]bool{
		"/assets/base.3154b973.css": true, "/donnees/offres-35.e6fcfcaa.json": true, "/donnees/fond-2A.aa48d598.svg": true, "/donnees/communes-63c62748/re.json": true,
		"/index.html": false, "/commune/35238-rennes/index.html": false, "/sw.js": false, "/widget.js": false, "/donnees/chemins-0220013V.json": false,
		"/donnees/offres.csv": false, "/etablissement/0350001a/": false, "/formation/40025217-boulanger/": false, "/assets/": false,
	} {
		if got := strings.HasSuffix(ClasseDe(chemin[1:]).CacheControl(), "immutable"); got != toujours {
			t.Errorf("%s: %q", chemin, ClasseDe(chemin[1:]).CacheControl())
		}
	}
}
