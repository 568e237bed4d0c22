package recherche

import (
	"os"
	"slices"
	"strings"
	"testing"

	"futurpro/generator/content"
)

// pagesDuProjet are the pages of the project.
func pagesDuProjet(tb testing.TB) []*content.Article {
	tb.Helper()
	corpus, err := content.Read(os.DirFS("../../content"), content.Site{Title: "Futur Pro"})
	if err != nil {
		tb.Fatal(err)
	}
	return corpus.Articles
}

// adresses lists the pages and their sections, as results lead to them.
func adresses(tb testing.TB, articles []*content.Article) map[string]bool {
	tb.Helper()
	toutes := map[string]bool{}
	for _, a := range articles {
		toutes[a.URL] = true
		for _, h := range a.Headings {
			toutes[a.URL+"#"+h.ID] = true
		}
	}
	return toutes
}

// TestWhatPeopleTypeFindsItsPage asks what pupils, counsellors and editors may
// type; the section must be among the first three, a page ("/…/" alone) by any
// of its sections.
func TestWhatPeopleTypeFindsItsPage(t *testing.T) {
	const d = "/documentation/"
	cas := []struct{ requete, veut string }{
		// One word, a title.
		{"internat", d + "internat/"},
		{"Internats", d + "internat/"},
		{"confidentialité", "/confidentialite/"},
		{"rgpd cookies", "/confidentialite/#en-bref"},
		{"accessibilite", "/accessibilite/"},
		// A pupil.
		{"taux de pression", d + "taux-de-pression/"},
		{"c'est quoi le taux de pression", d + "taux-de-pression/"},
		{"temps de trajet", d + "temps-de-trajet/"},
		{"combien de temps pour aller au lycée", d + "temps-de-trajet/"},
		{"seconde commune", d + "familles-de-metiers/#une-seconde-pour-plusieurs-bacs"},
		{"2de commune", d + "familles-de-metiers/#une-seconde-pour-plusieurs-bacs"},
		{"horaires espacés", d + "temps-de-trajet/#la-mention--horaires-espacés-"},
		{"car scolaire", d + "temps-de-trajet/#les-cars-scolaires"},
		{"places à l'internat", d + "internat/"},
		{"dimanche soir", d + "internat/#ce-que-dit-la-mention"},
		{"changer la commune de départ", d + "temps-de-trajet/#les-limites"},
		{"vélo", d + "temps-de-trajet/#à-vélo"},
		{"alternance", d + "mode-emploi/#lire-une-carte-de-formation"},
		{"métiers", d + "familles-de-metiers/"},
		{"apprentissage vœux", d + "taux-de-pression/"},
		// Somebody who counsels.
		{"séance en classe", d + "pour-les-equipes/#en-classe--une-séance-de-découverte"},
		{"entretien d'orientation", d + "pour-les-equipes/"},
		{"parents familles", d + "pour-les-equipes/#avec-les-familles"},
		{"part en emploi taux d'emploi différence", d + "apres-la-formation/#part-et-taux--deux-questions-différentes"},
		{"inserjeunes", d + "apres-la-formation/#doù-viennent-ces-chiffres"},
		{"troisième quartile Q3", d + "taux-de-pression/#les-trois-niveaux"},
		{"non publié", d + "apres-la-formation/#quand-le-chiffre-manque"},
		{"partager la recherche", d + "mode-emploi/#partager-une-recherche"},
		{"filtrer par domaine", d + "mode-emploi/#filtrer-et-trier"},
		{"sources des données", d + "sources-et-limites/"},
		{"affelnet", d + "sources-et-limites/#à-quoi-sert-chaque-source"},
		{"erreur dans une information", d + "sources-et-limites/#quand-une-information-vous-semble-fausse"},
		{"vitesse de marche", d + "temps-de-trajet/#les-règles-du-calcul"},
		{"mardi jeudi vacances scolaires", d + "temps-de-trajet/#le-jour-choisi"},
		// An editor.
		{"nav_order", d + "contribuer/#les-clés-de-len-tête"},
		{"search_exclude", d + "contribuer/#les-clés-de-len-tête"},
		{"ajouter une image", d + "contribuer/#les-liens-et-les-images"},
		{"encart warning", d + "contribuer/#les-encarts-et-le-sommaire"},
		{"balise details html", d + "contribuer/#le-html"},
		// Typed in a hurry: no accents, slips, plurals, half a word.
		{"eleves", d + "apres-la-formation/"},
		{"élèves", d + "apres-la-formation/"},
		{"taux de presion", d + "taux-de-pression/"},
		{"taxu de pression", d + "taux-de-pression/"},
		{"imternat", d + "internat/"},
		{"nternat", d + "internat/"},
		{"famile de metier", d + "familles-de-metiers/"},
		{"formations professionel", d + "sources-et-limites/#ce-que-couvre-le-catalogue"},
		{"apprentisage", d + "familles-de-metiers/#sur-le-site"},
		{"confidentialtié", "/confidentialite/"},
		{"quartile national", d + "taux-de-pression/#les-trois-niveaux"},
		{"confid", "/confidentialite/"},
		{"tra", d + "temps-de-trajet/"},
		{"mode d'emp", d + "mode-emploi/"},
		{"mentions legales hébergeur", "/mentions-legales/#hébergeur"},
		{"javascript desactivé", d + "mode-emploi/#trouver-une-commune"},
	}
	requetes := make([]string, len(cas))
	for i, c := range cas {
		requetes[i] = c.requete
	}
	articles := pagesDuProjet(t)
	index, err := Index(articles)
	if err != nil {
		t.Fatal(err)
	}
	connues := adresses(t, articles)
	for i, r := range chercher(t, index, requetes) {
		if !connues[cas[i].veut] {
			t.Errorf("%s is no longer a section: write the new address for %q", cas[i].veut, cas[i].requete)
			continue
		}
		premieres := r.Adresses[:min(3, len(r.Adresses))]
		if !slices.ContainsFunc(premieres, func(a string) bool {
			page, _, _ := strings.Cut(a, "#")
			return a == cas[i].veut || page == cas[i].veut
		}) {
			t.Errorf("%q finds %d sections, the first %q; want %s", cas[i].requete, r.Total, premieres, cas[i].veut)
		}
	}
}
