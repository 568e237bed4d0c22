package assemblage

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"futurpro/generator/catalogue"
)

// h is a time in minutes after midnight.
func h(heures, minutes int) int { return heures*60 + minutes }

func ouverture(debut, fin string, plages ...catalogue.Plage) catalogue.Ouverture {
	return catalogue.Ouverture{Debut: debut, Fin: fin, Plages: plages}
}

func TestOpenDaysAreRead(t *testing.T) {
	virtuel := ouverture("2025-03-08", "2025-03-08", catalogue.Plage{De: h(9, 0), A: h(12, 0)})
	virtuel.Virtuel = true
	details := ouverture("2025-03-15", "2025-03-15")
	details.Precisions = "sur inscription (obligatoire)"
	tests := map[string]annonce{
		"le 8/03/2025":                                               {ouvertures: []catalogue.Ouverture{ouverture("2025-03-08", "2025-03-08")}},
		"Le 1er avril 2025":                                          {ouvertures: []catalogue.Ouverture{ouverture("2025-04-01", "2025-04-01")}},
		"le 8 mars 2025 de 9h00 à 12h":                               {ouvertures: []catalogue.Ouverture{ouverture("2025-03-08", "2025-03-08", catalogue.Plage{De: h(9, 0), A: h(12, 0)})}},
		"le 8/3/2025, de 9h à 12h30":                                 {ouvertures: []catalogue.Ouverture{ouverture("2025-03-08", "2025-03-08", catalogue.Plage{De: h(9, 0), A: h(12, 30)})}},
		"du 14/03/2025 au 15/03/2025":                                {ouvertures: []catalogue.Ouverture{ouverture("2025-03-14", "2025-03-15")}},
		"le 8/03/2025 voir https://x.fr":                             {ouvertures: []catalogue.Ouverture{ouverture("2025-03-08", "2025-03-08")}},
		"le 8/03/2025|le 9/03/2025 | ":                               {ouvertures: []catalogue.Ouverture{ouverture("2025-03-08", "2025-03-08"), ouverture("2025-03-09", "2025-03-09")}},
		"Le 15 mars 2025 (sur inscription (obligatoire))":            {ouvertures: []catalogue.Ouverture{details}},
		"Le 8 mars 2025 de 9h00 à 12h00 en virtuel":                  {ouvertures: []catalogue.Ouverture{virtuel}},
		"Le 5 juillet 2025 de 9h à 13h et de 14h à 17h30":            {ouvertures: []catalogue.Ouverture{ouverture("2025-07-05", "2025-07-05", catalogue.Plage{De: h(9, 0), A: h(13, 0)}, catalogue.Plage{De: h(14, 0), A: h(17, 30)})}},
		"Le 5 mars 2025 de 9h00 à 17h00 de 9h à 12h et de 14h à 17h": {ouvertures: []catalogue.Ouverture{ouverture("2025-03-05", "2025-03-05", catalogue.Plage{De: h(9, 0), A: h(12, 0)}, catalogue.Plage{De: h(14, 0), A: h(17, 0)})}},
		// From the first evening to the last noon: later is not smaller.
		"Du 21 mars 2025 à 17h30 au 22 mars 2025 à 13h00":                                {ouvertures: []catalogue.Ouverture{ouverture("2025-03-21", "2025-03-22", catalogue.Plage{De: h(17, 30), A: h(13, 0)})}},
		"Date(s) indicative(s) des Journées portes ouvertes précédentes : le 23/03/2024": {passee: true, ouvertures: []catalogue.Ouverture{ouverture("2024-03-23", "2024-03-23")}},

		// One part that fails makes a text of the whole.
		"le 21 février, de 8h à 15h":             {texte: "le 21 février, de 8h à 15h"}, // which year?
		"le 8/03/2025 | sur rendez-vous":         {texte: "le 8/03/2025 | sur rendez-vous"},
		"le 31 février 2025":                     {texte: "le 31 février 2025"},
		"le 8/13/2025":                           {texte: "le 8/13/2025"},
		"le 8 mars 2025 de 12h à 9h":             {texte: "le 8 mars 2025 de 12h à 9h"},
		"le 8 mars 2025 de 9h75 à 12h":           {texte: "le 8 mars 2025 de 9h75 à 12h"},
		"du 15/03/2025 au 14/03/2025":            {texte: "du 15/03/2025 au 14/03/2025"},
		"Du 7 mars 2025 au 8 mars 2025 le 07/03": {texte: "Du 7 mars 2025 au 8 mars 2025 le 07/03"},
		"":                                       {},
	}
	for texte, want := range tests {
		t.Run(texte, func(t *testing.T) {
			if diff := cmp.Diff(want, readAnnonce(texte), cmp.AllowUnexported(annonce{})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// FuzzAnnonce: whatever the text, either open days in order, each of real
// dates and hours, or the text.
func FuzzAnnonce(f *testing.F) {
	for _, s := range []string{"le 8/03/2025", "Du 21 mars 2025 à 17h30 au 22 mars 2025 à 13h00 (a) ", "Le 5 juillet 2025 de 9h à 13h et de 14h à 17h30 en virtuel",
		"Date(s) indicative(s) des Journées portes ouvertes précédentes : le 23/03/2024 | le 1er mai 2024", "le 8/03/2025 voir x|", "| |", "le 9 Mars 2025 de 9H à 12:30"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, texte string) {
		x := readAnnonce(texte)
		if x.texte != "" && len(x.ouvertures) > 0 {
			t.Fatalf("%q gives both a text and open days", texte)
		}
		for _, o := range x.ouvertures {
			if len(o.Debut) != 10 || len(o.Fin) != 10 || o.Fin < o.Debut {
				t.Fatalf("%q is from %s to %s", texte, o.Debut, o.Fin)
			}
			for _, p := range o.Plages {
				if p.De < 0 || p.A > h(24, 59) || o.Debut == o.Fin && p.A <= p.De {
					t.Fatalf("%q opens %+v", texte, p)
				}
			}
		}
	})
}
