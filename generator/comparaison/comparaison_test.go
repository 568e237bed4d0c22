package comparaison

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"futurpro/generator/diffusion"
)

// monde is a small site: two académies of ten offres each, four communes.
type monde struct {
	etat     diffusion.Etat
	offres   []offre
	communes map[string]int // INSEE code to offres within 90 minutes
}

type offre struct {
	cle, academie, capacite, formation string
}

func newMonde() *monde {
	m := &monde{communes: map[string]int{"35001": 20, "35002": 10, "35003": 8, "35004": 0}}
	for i := range 20 {
		m.offres = append(m.offres, offre{fmt.Sprintf("o%02d", i), []string{"14", "17"}[i/10], "24", "CAP Boulanger"})
	}
	m.etat = diffusion.Etat{Version: diffusion.VersionEtat,
		Sources: []diffusion.EtatSource{
			{ID: "a", Nom: "Source A", Millesime: "2021", Fichiers: []diffusion.EtatFichier{{Chemin: "a.csv", SHA256: "1", Lignes: 100, Colonnes: map[string]int{"UAI": 100, "Taux": 60}}}},
			{ID: "b", Nom: "Source B", Fichiers: []diffusion.EtatFichier{{Chemin: "b-2021.csv", SHA256: "1", Lignes: 100}}},
		},
		Reseaux:   []diffusion.EtatReseau{{Nom: "Bus", Jour: "2025-03-06"}},
		Tables:    []diffusion.EtatTable{{Nom: "formations", Lignes: 5}, {Nom: "etablissements", Lignes: 40}, {Nom: "communes", Lignes: 4}, {Nom: "trajets", Lignes: 100}},
		Anomalies: []diffusion.EtatAnomalie{{Code: "uai-malforme", Sens: "UAI illisible", Nombre: 50}},
	}
	return m
}

// fs writes the site.
func (m *monde) fs(t *testing.T) fs.FS {
	t.Helper()
	offres, parAcademie, remplies := "cle,academie,formation,etablissement,capacite\n", map[string]int{}, 0
	for _, o := range m.offres {
		offres += o.cle + "," + o.academie + "," + o.formation + ",Lycée X," + o.capacite + "\n"
		parAcademie[o.academie]++
		if o.capacite != "" {
			remplies++
		}
	}
	etat := m.etat
	etat.Tables = append(slices.Clone(etat.Tables), diffusion.EtatTable{Nom: "offres", Lignes: len(m.offres),
		Remplies: []diffusion.EtatColonne{{Nom: "capacite", Valeur: remplies}}})
	etat.Academies = []diffusion.EtatAcademie{{Code: "14", Nom: "Rennes", Offres: parAcademie["14"]}, {Code: "17", Nom: "Nantes", Offres: parAcademie["17"]}}
	b, err := json.Marshal(etat)
	if err != nil {
		t.Fatal(err)
	}
	communes := "insee,nom,offres_90min\n"
	for _, code := range triees(m.communes, nil) {
		communes += fmt.Sprintf("%s,Ville %s,%d\n", code, code, m.communes[code])
	}
	return fstest.MapFS{"donnees/etat.json": {Data: b}, "donnees/offres.csv": {Data: []byte(offres)},
		"donnees/communes.csv": {Data: []byte(communes)}, "donnees/etablissements.csv": {Data: []byte("uai\n0350001A\n")}}
}

func seuils(t *testing.T) Seuils {
	t.Helper()
	b, err := os.ReadFile("../../data/seuils.yaml")
	if err != nil {
		t.Fatal(err)
	}
	s, err := ReadSeuils("seuils.yaml", b)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestCompare(t *testing.T) {
	tests := []struct {
		nom    string
		change func(*monde)
		alerte string // "" for none
		dit    string // in the report
	}{
		{"the same site", func(*monde) {}, "", "offres : 20, inchangé"},
		{"one offre less of twenty", func(m *monde) { m.offres = m.offres[1:] }, "", "Rennes : 10, puis 9 (−1, −10 %) ; 0 gagnée, 1 perdue\n    perdue : CAP Boulanger, Lycée X (o00)"},
		{"one more", func(m *monde) { m.offres = append(m.offres, offre{"o99", "17", "24", "CAP Boulanger"}) }, "", "gagnée : CAP Boulanger, Lycée X (o99)"},
		{"two offres less of twenty", func(m *monde) { m.offres = m.offres[2:] }, "offres : 20, puis 18 (−2, −10 %), plus que les 8 % tolérés", ""},
		{"an académie that loses three of ten", func(m *monde) { m.offres = m.offres[3:] }, "l'académie Rennes perd 30 % de ses offres, plus que les 20 % tolérés", ""},
		{"an académie without offres", func(m *monde) { m.offres = m.offres[10:] }, "l'académie Rennes n'a plus aucune offre ; elle en avait 10", ""},
		{"a source cut by half", func(m *monde) { f := &m.etat.Sources[0].Fichiers[0]; f.SHA256, f.Lignes = "2", 50 }, "a.csv a perdu 50 % de ses lignes, plus que les 30 % tolérés", ""},
		{"a source twice in its file", func(m *monde) { f := &m.etat.Sources[0].Fichiers[0]; f.SHA256, f.Lignes = "2", 200 }, "a.csv est passé de 100 à 200 lignes : est-il répété ?", ""},
		{"a source of another year", func(m *monde) {
			m.etat.Sources[1].Fichiers = []diffusion.EtatFichier{{Chemin: "b-2022.csv", SHA256: "2", Lignes: 98}}
		}, "", "Source B : nouveau fichier b-2022.csv, 98 lignes"},
		{"a year less", func(m *monde) { m.etat.Sources[1].Fichiers = nil }, "la source Source B a disparu", ""},
		{"a vintage", func(m *monde) { m.etat.Sources[0].Millesime = "2022" }, "", "Source A : millésime 2021, puis 2022"},
		{"a column silently empty in a source", func(m *monde) {
			m.etat.Sources[0].Fichiers[0] = diffusion.EtatFichier{Chemin: "a.csv", SHA256: "2", Lignes: 100, Colonnes: map[string]int{"UAI": 100, "Taux": 0}}
		}, "a.csv : la colonne « Taux » était remplie à 60 %, elle l'est à 0 %", ""},
		{"a figure no longer known", func(m *monde) {
			for i := range 8 {
				m.offres[i].capacite = ""
			}
		}, "offres.capacite : connue à 100 %, puis à 60 %", ""},
		{"a few figures that move", func(m *monde) { m.offres[0].capacite = "2" }, "", "capacite : 1 sur 20\n    24, puis 2 : CAP Boulanger"},
		{"figures ten times larger", func(m *monde) {
			for i := range m.offres {
				m.offres[i].capacite = "240"
			}
		}, "capacite : 100 % des chiffres bougent de moitié ou plus, plus que les 25 % tolérés", ""},
		{"another name for a few", func(m *monde) { m.offres[0].formation = "CAP Pâtissier" }, "", "formations des offres : 1 sur 20, par exemple « CAP Boulanger », puis « CAP Pâtissier »"},
		{"other names for all", func(m *monde) {
			for i := range m.offres {
				m.offres[i].formation = "Lycée X"
			}
		}, "formations des offres : 100 % changent de nom, plus que les 20 % tolérés", ""},
		{"a commune left with little", func(m *monde) { m.communes["35002"] = 4 }, "33,3 % des communes desservies perdent plus de la moitié", "Ville 35002 (35002) : 10 offres, puis 4"},
		{"a commune left with half", func(m *monde) { m.communes["35002"] = 5 }, "", "offres : 20, inchangé"},
		{"a network lost", func(m *monde) { m.etat.Reseaux = nil }, "les horaires de Bus ont disparu", ""},
		{"a network of holidays", func(m *monde) { m.etat.Reseaux[0].Perime = true }, "les horaires de Bus ne couvrent plus aucun jour de classe", ""},
		{"another reference day", func(m *monde) { m.etat.Reseaux[0].Jour = "2025-03-11" }, "", "Bus : jour de référence 2025-03-06, puis 2025-03-11"},
		{"no journey any more", func(m *monde) { m.etat.Tables[3].Lignes = 0 }, "trajets : 100, puis 0 (−100, −100 %)", ""},
		{"four times more anomalies", func(m *monde) { m.etat.Anomalies[0].Nombre = 200 }, "anomalies : UAI illisible (uai-malforme) : 50, puis 200 (+150, +300 %)", ""},
		{"a sample in the place of the country", func(m *monde) { m.etat.Echantillon = "Bretagne" }, "le territoire n'est plus le même : toute la France, puis Bretagne", ""},
	}
	for _, test := range tests {
		t.Run(test.nom, func(t *testing.T) {
			apres := newMonde()
			test.change(apres)
			r, err := Compare(newMonde().fs(t), apres.fs(t), seuils(t))
			if err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			if err := r.Write(&b); err != nil {
				t.Fatal(err)
			}
			alertes := strings.Join(r.Alertes, "\n")
			switch {
			case test.alerte == "" && alertes != "":
				t.Errorf("alerts:\n%s", alertes)
			case !strings.Contains(alertes, test.alerte):
				t.Errorf("alerts:\n%s\nwithout %q", alertes, test.alerte)
			case !strings.Contains(b.String(), test.dit):
				t.Errorf("report:\n%s\nwithout %q", b.String(), test.dit)
			}
		})
	}
}

func TestASiteThatCannotBeReadIsSaid(t *testing.T) {
	sain := newMonde().fs(t)
	vieux := newMonde()
	vieux.etat.Version = 99
	sansTable := newMonde().fs(t).(fstest.MapFS)
	delete(sansTable, "donnees/offres.csv")
	coupe := newMonde().fs(t).(fstest.MapFS)
	coupe["donnees/offres.csv"] = &fstest.MapFile{Data: []byte("cle,academie\n\"o1")}
	for _, test := range []struct {
		nom  string
		fsys fs.FS
		veut string
	}{
		{"an empty folder", fstest.MapFS{}, "reading the newer site: open donnees/etat.json: file does not exist; give the folder of a site"},
		{"another version", vieux.fs(t), "etat.json is of version 99, this generator reads version 1"},
		{"a table is missing", sansTable, "open donnees/offres.csv"},
		{"a table is cut", coupe, "donnees/offres.csv: parse error on line 2"},
		{"a state that is no JSON", fstest.MapFS{"donnees/etat.json": {Data: []byte("<html>")}}, "etat.json: invalid character '<'"},
	} {
		if _, err := Compare(sain, test.fsys, seuils(t)); err == nil || !strings.Contains(err.Error(), test.veut) {
			t.Errorf("%s: error is %v, want %q", test.nom, err, test.veut)
		}
	}
}

func TestThresholdsAreAllGivenAndSane(t *testing.T) {
	b, err := os.ReadFile("../../data/seuils.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ de, a, veut string }{
		{"offres: 0.08", "offre: 0.08", "offre"},
		{"offres: 0.08", "", "offres is 0: write a share above 0"},
		{"offres: 0.08", "offres: 8", "offres is 8: write a share above 0, 1 at most"},
		{"anomalies: 3", "anomalies: 0.5", "anomalies is 0.5: write a number of times, 1 at least"},
		{"offres: 0.08", "offres: huit", "seuils.yaml"},
	} {
		if _, err := ReadSeuils("seuils.yaml", []byte(strings.Replace(string(b), "\n"+test.de, "\n"+test.a, 1))); err == nil || !strings.Contains(err.Error(), test.veut) {
			t.Errorf("%q: error is %v, want %q", test.a, err, test.veut)
		}
	}
}
