package sources

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
)

const (
	enteteReseaux = "nom;region;type;fichier;url;telechargement;licence;producteur;millesime;jour;sha256;manuel;remarque\n"
	ligneReseau   = "Réseau Été;Bretagne;mixte;reseau-ete.zip;https://a.example/page;https://a.example/f;ODbL 1.0;Ville;2025;2025-03-06;;;Été seulement.\n"
	ligneEcole    = "Cars;Bretagne;scolaire;cars.zip;https://a.example/cars;;;;;;" + somme + ";Demander à la ville.;\n"
	somme         = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
)

// listeReseaux reads a list of timetables alone.
func listeReseaux(texte string) ([]Source, error) {
	return readReseaux(fstest.MapFS{CheminReseaux: {Data: []byte(texte)}}, CheminReseaux)
}

func TestListOfTimetables(t *testing.T) {
	want := []Source{
		{
			ID: "reseau-ete", Nom: "Réseau Été", Producteur: "Ville", Licence: "ODbL 1.0", URL: "https://a.example/page", Format: "GTFS, zip",
			Millesime: "2025", Apport: "Sans lui, les trajets de ce réseau manquent.",
			Reseau:   &Reseau{Type: "mixte", Region: "Bretagne", Jour: "2025-03-06", Remarque: "Été seulement."},
			Fichiers: []Fichier{{Chemin: "gtfs/transport/reseau-ete.zip", Telechargement: "https://a.example/f", AVerifier: true}},
		},
		{
			ID: "cars", Nom: "Cars", URL: "https://a.example/cars", Format: "GTFS, zip", Manuel: "Demander à la ville.",
			Apport:   "Sans lui, les trajets de ce réseau manquent.",
			Reseau:   &Reseau{Type: "scolaire", Region: "Bretagne"},
			Fichiers: []Fichier{{Chemin: "gtfs/scolaire/cars.zip", SHA256: somme}},
		},
	}
	utf8 := enteteReseaux + ligneReseau + ligneEcole
	windows, err := charmap.Windows1252.NewEncoder().String(utf8)
	if err != nil {
		t.Fatal(err)
	}
	for nom, texte := range map[string]string{
		"UTF-8": utf8, "with a BOM": "\ufeff" + utf8, "Windows-1252": windows,
		"bars": strings.ReplaceAll(utf8, ";", "|"), "Windows lines": strings.ReplaceAll(utf8, "\n", "\r\n"),
	} {
		got, err := listeReseaux(texte)
		if err != nil {
			t.Errorf("%s: %v", nom, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", nom, diff)
		}
	}
}

// Every mistake is refused at its line, all of them at once.
func TestBrokenListsOfTimetables(t *testing.T) {
	with := func(avant, apres string) string {
		if !strings.Contains(ligneReseau, avant) {
			t.Fatalf("%q is not in the row", avant)
		}
		return ligneEcole + strings.Replace(ligneReseau, avant, apres, 1)
	}
	const ici = CheminReseaux + ":3: "
	for nom, tt := range map[string]struct {
		lignes string
		want   []string
	}{
		"kind":               {with("mixte", "velo"), []string{ici + `type "velo" is not transport, scolaire or mixte`}},
		"no name":            {with("Réseau Été", ""), []string{ici + "nom is empty"}},
		"out of the folder":  {with("reseau-ete.zip", "../reseau-ete.zip"), []string{ici + `fichier "../reseau-ete.zip"`}},
		"in a folder":        {with("reseau-ete.zip", "a/reseau-ete.zip"), []string{ici + `fichier "a/reseau-ete.zip"`}},
		"capitals":           {with("reseau-ete.zip", "Reseau.zip"), []string{ici + `fichier "Reseau.zip"`}},
		"an option":          {with("reseau-ete.zip", "-r.zip"), []string{ici + `fichier "-r.zip"`}},
		"no archive":         {with("reseau-ete.zip", "reseau.txt"), []string{ici + `fichier "reseau.txt"`}},
		"file twice":         {with("reseau-ete.zip", "cars.zip"), []string{ici + "cars.zip is there twice, already at line 2"}},
		"address twice":      {ligneReseau + strings.Replace(ligneReseau, "reseau-ete", "autre", 1), []string{ici + "https://a.example/f is there twice, already at line 2"}},
		"page is no address": {with("https://a.example/page", "ftp://a.example/page"), []string{ici + `url "ftp://a.example/page"`}},
		"no page":            {with("https://a.example/page", ""), []string{ici + `url ""`}},
		"file of this disk":  {with("https://a.example/f", "file:///etc/passwd"), []string{ici + `telechargement "file:///etc/passwd"`}},
		"no way to get it":   {with("https://a.example/f", ""), []string{ici + "neither telechargement nor manuel"}},
		"no such day":        {with("2025-03-06", "2025-02-30"), []string{ici + `jour "2025-02-30"`}},
		"sha256":             {ligneEcole + strings.Replace(ligneEcole, somme, strings.ToUpper(somme), 1), []string{ici + "sha256", "cars.zip is there twice"}},
		"two at once":        {with("mixte", "velo") + "\n" + strings.Replace(ligneReseau, "2025-03-06", "hier", 1), []string{ici + "type", CheminReseaux + `:5: jour "hier"`}},
		"a field too many":   {ligneEcole + ligneReseau + strings.Replace(ligneEcole, "Demander", "a;b;c", 1), []string{"ligne-mal-formee", ":4"}},
		"cut":                {ligneEcole + "Réseau;Bret", []string{"line 3", "ends in the middle of a row"}},
		"no row":             {"", []string{"no row after the header"}},
	} {
		t.Run(nom, func(t *testing.T) {
			_, err := listeReseaux(enteteReseaux + tt.lignes)
			wantError(t, err, tt.want...)
		})
	}
	_, err := listeReseaux("nom;region\nA;B\n")
	wantError(t, err, CheminReseaux, "fichier")
	_, err = listeReseaux(strings.ReplaceAll(enteteReseaux+ligneReseau, ";", ","))
	wantError(t, err, CheminReseaux, "is it separated by semicolons?")
}

// The list of the repository is sorted by région and can be told apart by name.
func TestTheListOfTheRepository(t *testing.T) {
	var noms []string
	fichiers := 0
	for _, s := range manifesteDepot(t).Sources {
		if s.Reseau == nil {
			continue
		}
		noms = append(noms, s.Nom)
		if s.Fichiers[0].Telechargement != "" {
			fichiers++
		}
	}
	slices.Sort(noms)
	for i := 1; i < len(noms); i++ {
		if noms[i] == noms[i-1] {
			t.Errorf("two networks are called %s", noms[i])
		}
	}
	if len(noms) < 285 || fichiers < 280 {
		t.Errorf("%d networks, %d with an address: part of the list is lost", len(noms), fichiers)
	}
}
