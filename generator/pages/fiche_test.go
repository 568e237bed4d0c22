package pages

import (
	"slices"
	"strings"
	"testing"

	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
)

func TestALongDescriptionIsFoldedBetweenParagraphs(t *testing.T) {
	p := "<p>" + strings.Repeat("a", 400) + "</p>"
	liste := "<ul><li><p>" + strings.Repeat("b", 400) + "</p><p>c</p></li></ul>"
	for nom, tt := range map[string]struct{ texte, debut string }{
		"short":                  {p, p},
		"long":                   {p + p + p, p},
		"one long paragraph":     {"<p>" + strings.Repeat("a", 2000) + "</p>", "<p>" + strings.Repeat("a", 2000) + "</p>"},
		"never inside an item":   {"<p>d</p>" + liste + p + p, "<p>d</p>" + liste + p},
		"not after a few words":  {"<p>court</p>" + p + p + p, "<p>court</p>" + p},
		"a list is in one piece": {"<p>d</p>" + liste + liste + liste, "<p>d</p>" + liste + liste + liste},
	} {
		t.Run(nom, func(t *testing.T) {
			got := texte(catalogue.Prose(tt.texte))
			if string(got.Debut) != tt.debut || string(got.Debut+got.Suite) != tt.texte {
				t.Errorf("begins with %d bytes of %d, want %d; the rest has %d", len(got.Debut), len(tt.texte), len(tt.debut), len(got.Suite))
			}
		})
	}
}

func TestOpenDaysInWords(t *testing.T) {
	neuf, midi := catalogue.Plage{De: 540, A: 720}, catalogue.Plage{De: 840, A: 1050}
	for want, o := range map[string]catalogue.Ouverture{
		"le samedi 15 mars 2025":                         {Debut: "2025-03-15", Fin: "2025-03-15"},
		"le samedi 1er février 2025":                     {Debut: "2025-02-01", Fin: "2025-02-01"},
		"le samedi 15 mars 2025 de 9\u00a0h à 12\u00a0h": {Debut: "2025-03-15", Fin: "2025-03-15", Plages: []catalogue.Plage{neuf}},
		"le samedi 15 mars 2025 de 9\u00a0h à 12\u00a0h et de 14\u00a0h à 17\u00a0h\u00a030": {Debut: "2025-03-15", Fin: "2025-03-15", Plages: []catalogue.Plage{neuf, midi}},
		"du vendredi 14 mars 2025 au samedi 15 mars 2025":                                    {Debut: "2025-03-14", Fin: "2025-03-15"},
		"du vendredi 14 mars 2025 à 17\u00a0h\u00a030 au samedi 15 mars 2025 à 13\u00a0h":    {Debut: "2025-03-14", Fin: "2025-03-15", Plages: []catalogue.Plage{{De: 1050, A: 780}}},
		"le samedi 15 mars 2025, en virtuel (sur inscription)":                               {Debut: "2025-03-15", Fin: "2025-03-15", Virtuel: true, Precisions: "sur inscription"},
	} {
		if got := quand(o); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestBannerOfOpenDays(t *testing.T) {
	a := petitAtelier(t)
	a.Sources = &sources.Sources{Manifeste: &sources.Manifeste{Sources: []sources.Source{{ID: "portes-ouvertes", Millesime: "février 2025"}}}}
	jour := catalogue.Ouverture{Debut: "2025-03-15", Fin: "2025-03-15"}
	for nom, tt := range map[string]struct {
		p       catalogue.PortesOuvertes
		lignes  []string
		passees bool
	}{
		"to come":         {catalogue.PortesOuvertes{Source: "portes-ouvertes", AVenir: []catalogue.Ouverture{jour}, Derniere: &jour}, []string{"Portes ouvertes le samedi 15 mars 2025"}, false},
		"the last one":    {catalogue.PortesOuvertes{Source: "portes-ouvertes", Derniere: &jour}, []string{"Dernières portes ouvertes connues : le samedi 15 mars 2025"}, true},
		"a text as it is": {catalogue.PortesOuvertes{Source: "portes-ouvertes", Textes: []string{"sur rendez-vous"}, Derniere: &jour}, []string{"Portes ouvertes : sur rendez-vous"}, false},
	} {
		t.Run(nom, func(t *testing.T) {
			b := a.portesOuvertes(catalogue.Etablissement{OnisepID: "ENS.1", PortesOuvertes: &tt.p})
			if !slices.Equal(b.Lignes, tt.lignes) || b.Passees != tt.passees || !strings.Contains(b.Note, "février 2025") || !strings.HasSuffix(b.URL, "/ENS.1#events") {
				t.Errorf("banner %+v", b)
			}
		})
	}
	if b := a.portesOuvertes(catalogue.Etablissement{OnisepID: "ENS.1"}); b != nil {
		t.Errorf("banner %+v from nothing", b)
	}
}

func TestTheFirstMetiersAreShownTheOthersFolded(t *testing.T) {
	for n, want := range map[int]string{0: "", 6: "", 7: "Voir un autre métier", 9: "Voir 3 autres métiers"} {
		d := debouchesMetiers(catalogue.Formation{Metiers: make([]catalogue.Metier, n)})
		if len(d.Metiers)+len(d.AutresMetiers) != n || len(d.Metiers) > 6 || d.TitreAutresMetiers != want {
			t.Errorf("%d métiers: %d and %d, %q", n, len(d.Metiers), len(d.AutresMetiers), d.TitreAutresMetiers)
		}
	}
}

func TestWhatAPageSaysOfItsFiche(t *testing.T) {
	a := petitAtelier(t)
	a.Sources = &sources.Sources{Manifeste: &sources.Manifeste{Sources: []sources.Source{{ID: "onisep-fiches", Producteur: "Onisep"}}}}
	for nom, tt := range map[string]struct {
		f     catalogue.Formation
		avis  []string // the beginning of each
		texte bool
	}{
		"nothing known":        {catalogue.Formation{}, nil, false},
		"a link and no text":   {catalogue.Formation{OnisepID: "FOR.1", Fiche: &catalogue.Fiche{}}, []string{"La description de cette formation se lit sur le site de l'Onisep"}, false},
		"its own text":         {catalogue.Formation{OnisepID: "FOR.1", Fiche: &catalogue.Fiche{Description: "<p>A</p>"}}, nil, true},
		"of a former code":     {catalogue.Formation{OnisepID: "FOR.1", Fiche: &catalogue.Fiche{Description: "<p>A</p>", CFD: "40022703"}}, []string{"Ce diplôme a changé de code : la fiche Onisep et les métiers sont ceux du code 40022703"}, true},
		"all of a former code": {catalogue.Formation{Renouvele: "40022703", Fiche: &catalogue.Fiche{Description: "<p>A</p>", CFD: "40022703"}}, []string{"Ce diplôme a changé de code : les domaines, la fiche Onisep et les métiers"}, true},
	} {
		t.Run(nom, func(t *testing.T) {
			s := SectionFormation{FormationFixe: &FormationFixe{}}
			a.addFiche(&s, tt.f)
			if len(s.Avis) != len(tt.avis) || (s.Description.Debut != "") != tt.texte || (s.SourceDescription != "") != tt.texte {
				t.Fatalf("section %+v", s)
			}
			for i, avis := range tt.avis {
				if !strings.HasPrefix(s.Avis[i], avis) {
					t.Errorf("says %q, want %q…", s.Avis[i], avis)
				}
			}
		})
	}
}

func TestTheMarkOfTheTransitionIsExplained(t *testing.T) {
	a := petitAtelier(t)
	for _, tt := range []struct{ parMetiers, marquee, want bool }{{true, true, true}, {true, false, false}, {false, true, false}} {
		a.Cat.TransitionParMetiers = tt.parMetiers
		s := SectionFormation{FormationFixe: &FormationFixe{}}
		a.addFiche(&s, catalogue.Formation{Transition: tt.marquee})
		if (s.NoteTransition != "") != tt.want {
			t.Errorf("%+v: note %q", tt, s.NoteTransition)
		}
	}
}
