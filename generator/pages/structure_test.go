package pages

import (
	"fmt"
	"testing"
)

// TestTheWayToAPageNamesWhatEnginesDoNotKnow: two steps at least, without the
// home page; the page itself only where it makes the second.
func TestTheWayToAPageNamesWhatEnginesDoNotKnow(t *testing.T) {
	a := &Atelier{Entrees: Entrees{BaseURL: "https://site.test"}}
	dep, etab := Lien{Texte: "Finistère", URL: "/departement/29-finistere/"}, Lien{Texte: "LP Un", URL: "/etablissement/0290001A/"}
	for name, tt := range map[string]struct {
		fil  []Lien
		want string
	}{
		"no way":          {nil, "[]"},
		"from home":       {accueilFil(), "[]"},
		"one step":        {accueilFil(dep), "[1 Finistère https://site.test/departement/29-finistere/ 2 Titre ]"},
		"several, enough": {accueilFil(dep, etab), "[1 Finistère https://site.test/departement/29-finistere/ 2 LP Un https://site.test/etablissement/0290001A/]"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []any
			for _, e := range a.etapes(EnTete{Titre: "Titre", Fil: tt.fil}) {
				got = append(got, e.Position, e.Name, e.Item)
			}
			if s := fmt.Sprint(got); s != tt.want {
				t.Errorf("%s, want %s", s, tt.want)
			}
		})
	}
}
