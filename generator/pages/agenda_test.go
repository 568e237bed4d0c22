package pages

import (
	"slices"
	"strings"
	"testing"

	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
)

// TestOpenDaysAsACalendar reads the file as RFC 5545 says: lines end with CR LF,
// those that go on begin with a space.
func TestOpenDaysAsACalendar(t *testing.T) {
	for nom, tt := range map[string]struct {
		o    catalogue.Ouverture
		want []string // lines of the file, unfolded
		fois int      // events
	}{
		"all day": {catalogue.Ouverture{Debut: "2025-03-15", Fin: "2025-03-15"},
			[]string{"DTSTART;VALUE=DATE:20250315", "DTEND;VALUE=DATE:20250316", "UID:0350001A-20250315@portes-ouvertes.futur-pro"}, 1},
		"over the end of a month": {catalogue.Ouverture{Debut: "2025-02-28", Fin: "2025-03-01"},
			[]string{"DTSTART;VALUE=DATE:20250228", "DTEND;VALUE=DATE:20250302"}, 1},
		"morning and afternoon": {catalogue.Ouverture{Debut: "2025-03-15", Fin: "2025-03-15", Plages: []catalogue.Plage{{De: 9 * 60, A: 12 * 60}, {De: 13*60 + 30, A: 17 * 60}}},
			[]string{"DTSTART:20250315T090000", "DTEND:20250315T120000", "DTSTART:20250315T133000", "DTEND:20250315T170000",
				"UID:0350001A-20250315T090000@portes-ouvertes.futur-pro", "UID:0350001A-20250315T133000@portes-ouvertes.futur-pro"}, 2},
		"two days": {catalogue.Ouverture{Debut: "2025-03-14", Fin: "2025-03-15", Plages: []catalogue.Plage{{De: 17*60 + 30, A: 13 * 60}}},
			[]string{"DTSTART:20250314T173000", "DTEND:20250315T130000"}, 1},
		"two days of several times": {catalogue.Ouverture{Debut: "2025-03-14", Fin: "2025-03-15", Plages: []catalogue.Plage{{De: 540, A: 720}, {De: 840, A: 900}}},
			[]string{"DTSTART;VALUE=DATE:20250314", "DTEND;VALUE=DATE:20250316"}, 1},
		"at a distance": {catalogue.Ouverture{Debut: "2025-03-15", Fin: "2025-03-15", Virtuel: true, Precisions: "sur inscription ; lien envoyé"},
			[]string{"LOCATION:En virtuel", `DESCRIPTION:Sur inscription \; lien envoyé\nRelevé sur le site de l'Onisep\, février 2025 : vérifie la date auprès de l'établissement.`}, 1},
	} {
		t.Run(nom, func(t *testing.T) {
			a := atelierAgenda(t)
			e := &a.Cat.Etablissements[0]
			e.Nom, e.Adresse, e.CodePostal = `Lycée du Pont, des "Arts"; et des Métiers de l'Électricité \ Électronique`, "1 rue du Pont", "35000"
			e.PortesOuvertes = &catalogue.PortesOuvertes{Source: "portes-ouvertes", AVenir: []catalogue.Ouverture{tt.o}}
			lignes := lignesAgenda(t, lireAgenda(t, a))
			for _, want := range append(tt.want, "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Futur Pro//Portes ouvertes//FR",
				"DTSTAMP:20250302T000000Z", `SUMMARY:Portes ouvertes : Lycée du Pont\, des "Arts"\; et des Métiers de l'Électricité \\ Électronique`,
				"URL:https://site.test/etablissement/0350001A/", "END:VCALENDAR") {
				if !slices.Contains(lignes, want) {
					t.Errorf("no line %q in\n%s", want, strings.Join(lignes, "\n"))
				}
			}
			if n := len(slices.DeleteFunc(lignes, func(l string) bool { return l != "BEGIN:VEVENT" })); n != tt.fois {
				t.Errorf("%d events, want %d", n, tt.fois)
			}
		})
	}
}

// TestOnlyDaysToComeHaveACalendar: and the banner leads to it.
func TestOnlyDaysToComeHaveACalendar(t *testing.T) {
	a := atelierAgenda(t)
	e := &a.Cat.Etablissements[0]
	if b := a.portesOuvertes(*e); b.Agenda != "/etablissement/0350001A/portes-ouvertes.ics" {
		t.Errorf("the banner leads to %q", b.Agenda)
	}
	passee := catalogue.Ouverture{Debut: "2024-03-15", Fin: "2024-03-15"}
	e.PortesOuvertes = &catalogue.PortesOuvertes{Source: "portes-ouvertes", Derniere: &passee}
	if n := len(a.agendas()); n != 0 {
		t.Errorf("%d calendars of past days", n)
	}
	if b := a.portesOuvertes(*e); b.Agenda != "" {
		t.Errorf("the banner leads to %q", b.Agenda)
	}
}

// TestACalendarWithoutDayOfTheDataStillHasAStamp: that of the open day.
func TestACalendarWithoutDayOfTheDataStillHasAStamp(t *testing.T) {
	a := atelierAgenda(t)
	a.Cat.JourPortesOuvertes = ""
	if b := lireAgenda(t, a); !strings.Contains(string(b), "\r\nDTSTAMP:20250315T000000Z\r\n") {
		t.Errorf("%s", b)
	}
}

func atelierAgenda(t *testing.T) *Atelier {
	t.Helper()
	a := petitAtelier(t)
	a.BaseURL = "https://site.test"
	a.Cat.JourPortesOuvertes = "2025-03-02"
	a.Cat.Etablissements[0].PortesOuvertes.Source = "portes-ouvertes"
	a.Sources = &sources.Sources{Manifeste: &sources.Manifeste{Sources: []sources.Source{{ID: "portes-ouvertes", Millesime: "février 2025"}}}}
	return a
}

// lireAgenda is the one calendar of an atelier.
func lireAgenda(t *testing.T, a *Atelier) []byte {
	t.Helper()
	l := a.agendas()
	if len(l) != 1 || l[0].Chemin != "/etablissement/0350001A/portes-ouvertes.ics" {
		t.Fatalf("calendars %+v", l)
	}
	b, err := l[0].Corps()
	if err != nil {
		t.Fatal(err)
	}
	encore, err := l[0].Corps()
	if err != nil || string(encore) != string(b) {
		t.Errorf("the calendar is not the same twice (%v)", err)
	}
	return b
}

// lignesAgenda unfolds a calendar.
func lignesAgenda(t *testing.T, b []byte) []string {
	t.Helper()
	const longueurMax = 75
	s := string(b)
	if !strings.HasSuffix(s, "\r\n") || strings.Contains(strings.ReplaceAll(s, "\r\n", ""), "\n") {
		t.Error("a line does not end with CR LF")
	}
	for l := range strings.SplitSeq(s, "\r\n") {
		if len(l) > longueurMax {
			t.Errorf("line of %d bytes: %q", len(l), l)
		}
		if strings.ToValidUTF8(l, "") != l {
			t.Errorf("a character is cut: %q", l)
		}
	}
	return strings.Split(strings.TrimSuffix(strings.ReplaceAll(s, "\r\n ", ""), "\r\n"), "\r\n")
}
