package sources

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func ptr[T any](v T) *T { return &v }

// TestReaders gives each reader one valid and one broken sample of its format,
// with made-up établissements.
func TestReaders(t *testing.T) {
	for _, tt := range lecteurs() {
		t.Run(tt.chemin+"/valid", func(t *testing.T) {
			s, j, err := readText(t, tt.chemin, tt.valide)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, tt.lu(s)); diff != "" {
				t.Errorf("read (-want +got):\n%s", diff)
			}
			wantAnomalies(t, j)
		})
		t.Run(tt.chemin+"/broken", func(t *testing.T) {
			s, j, err := readText(t, tt.chemin, tt.casse)
			if err != nil {
				t.Fatal(err)
			}
			wantAnomalies(t, j, tt.anomalies...)
			if diff := cmp.Diff(tt.reste, tt.lu(s)); diff != "" {
				t.Errorf("left (-want +got):\n%s", diff)
			}
		})
	}
}

// lecteurs are the samples of every reader.
func lecteurs() []lecteur {
	return slices.Concat(lecteursTerritoire(), lecteursFormations(), lecteursOnisep(), lecteursChiffres())
}

// lecteur is a reader's samples.
type lecteur struct {
	chemin, valide string
	lu             func(*Sources) any
	want           any
	casse          string
	anomalies      []string // codes and counts of casse
	reste          any      // what is read of casse
}

func lecteursTerritoire() []lecteur {
	return []lecteur{
		{
			chemin: "geo-api/communes.json",
			valide: `[{"code":"2A900","nom":"Égalité","type":"commune-actuelle","codeDepartement":"2A","codeRegion":"94","codesPostaux":["20900","20901"],"population":12,"centre":{"type":"Point","coordinates":[8.7,41.9]}},
{"code":"75901","nom":"Paris 21e","type":"arrondissement-municipal","codeDepartement":"75","codeRegion":"11","communeParente":"75056"}]`,
			lu: func(s *Sources) any { return s.Communes },
			want: []Commune{
				{Ligne: 1, Code: "2A900", Nom: "Égalité", Type: "commune-actuelle", CodesPostaux: []string{"20900", "20901"}, Population: 12, Departement: "2A", Region: "94", Centre: &[2]float64{8.7, 41.9}},
				{Ligne: 2, Code: "75901", Nom: "Paris 21e", Type: "arrondissement-municipal", Departement: "75", Region: "11", Parente: "75056"},
			},
			casse:     `[{"code":"3590","nom":"Courte"},{"code":"35901","nom":"Mer","centre":{"coordinates":[48.1,-181]}},{"code":"35902","nom":"Lointaine","centre":{"coordinates":[-1.6,148.1]}},{"code":"35901","nom":"Mer"}]`,
			anomalies: []string{"commune-malformee 1", "doublon 1", "position-fausse 2"},
			reste:     []Commune{{Ligne: 2, Code: "35901", Nom: "Mer"}, {Ligne: 3, Code: "35902", Nom: "Lointaine"}},
		},
		{
			chemin:    "geo-api/communes_associees_deleguees.json",
			valide:    `[{"code":"35901","nom":"Vieux-Bourg","type":"commune-deleguee","chefLieu":"35900"}]`,
			lu:        func(s *Sources) any { return s.AnciennesCommunes },
			want:      []AncienneCommune{{Ligne: 1, Code: "35901", Nom: "Vieux-Bourg", ChefLieu: "35900"}},
			casse:     `[{"code":"35901","nom":"Vieux-Bourg"}]`,
			anomalies: []string{"commune-malformee 1"},
			reste:     []AncienneCommune(nil),
		},
		{
			chemin:    "geo-api/anciens-codes.json",
			valide:    `{"35901":"35900","2A901":"2A900"}`,
			lu:        func(s *Sources) any { return s.AnciensCodes },
			want:      map[string]string{"35901": "35900", "2A901": "2A900"},
			casse:     `{"35901":"35900","35901":"35902","x":"35900"}`,
			anomalies: []string{"commune-malformee 1", "doublon-different 1"},
			reste:     map[string]string{"35901": "35900"},
		},
		{
			chemin: "education/departements_academies_regions.csv",
			valide: "\uFEFFlibelleRegion;codeAcademie;codeRegion;codeDepartement;libelleAcademie;libelleDepartement\nBretagne;14;53;035;Rennes;Ille-et-Vilaine\nCorse;27;94;02A;Corse;Corse-du-Sud\nGuadeloupe;32;01;971;Guadeloupe;Guadeloupe\n",
			lu:     func(s *Sources) any { return s.Departements },
			want: []Departement{
				{Ligne: 2, Code: "35", Nom: "Ille-et-Vilaine", Academie: "14", NomAcademie: "Rennes", Region: "53", NomRegion: "Bretagne"},
				{Ligne: 3, Code: "2A", Nom: "Corse-du-Sud", Academie: "27", NomAcademie: "Corse", Region: "94", NomRegion: "Corse"},
				{Ligne: 4, Code: "971", Nom: "Guadeloupe", Academie: "32", NomAcademie: "Guadeloupe", Region: "01", NomRegion: "Guadeloupe"},
			},
			casse:     "libelleRegion;codeAcademie;codeRegion;codeDepartement;libelleAcademie;libelleDepartement\nSans objet;66;99;;France;\nBretagne;;53;035;;Ille-et-Vilaine\n",
			anomalies: []string{"pas-un-departement 1", "valeur-inattendue 1"},
			reste:     []Departement(nil),
		},
		{
			chemin: "education/annuaire-education.csv",
			valide: enteteAnnuaire + "0350901A;Lycée des Essais;LP;Public;;1 rue du Test;BP 2;;35000;35900;Villetest;https://essais.example;1;www.onisep.fr/slug/ENS.12;48.1;-1.6;Parfaite;LYCEE PROFESSIONNEL\r\n0350902B;CFA des Essais;;;;;;;;;;;;;;;;\r\n",
			lu:     func(s *Sources) any { return s.Etablissements },
			want: []Etablissement{
				{Ligne: 2, UAI: "0350901A", Nom: "Lycée des Essais", Type: "LP", Nature: "LYCEE PROFESSIONNEL", Statut: "Public", Adresse: "1 rue du Test, BP 2", CodePostal: "35000", Commune: "35900", Ville: "Villetest", Site: "https://essais.example", Hebergement: "1", OnisepID: "ENS.12", Position: &[2]float64{-1.6, 48.1}, Precision: "Parfaite"},
				{Ligne: 3, UAI: "0350902B", Nom: "CFA des Essais"},
			},
			casse:     enteteAnnuaire + "0350901A;A;;;;;;;;3590;;;oui;;48,1;-1,6;;\n0350902B;B;;;;;;;;;;;;;0;0;;\n0350903C;C;;;;;;;;;;;;;48.1;;;\n350904D;D;;;;;;;;;;;;;;;;\n",
			anomalies: []string{"commune-malformee 1", "nombre-illisible 1", "position-fausse 2", "uai-malforme 1", "virgule-decimale 1"},
			reste: []Etablissement{
				{Ligne: 2, UAI: "0350901A", Nom: "A", Position: &[2]float64{-1.6, 48.1}},
				{Ligne: 3, UAI: "0350902B", Nom: "B"},
				{Ligne: 4, UAI: "0350903C", Nom: "C"},
			},
		},
		{
			chemin:    "education/fr-en-ips-lycees-ap2022.csv",
			valide:    "uai;code_insee_de_la_commune;secteur\n0350901A;35900;privé sous contrat\n",
			lu:        func(s *Sources) any { return s.Secteurs },
			want:      []Secteur{{Ligne: 2, UAI: "0350901A", Secteur: "privé sous contrat", Commune: "35900"}},
			casse:     "uai;code_insee_de_la_commune;secteur\n0350901A;35900;public\n0350901A;35900;public\n0350901A;35900;privé\nX;35900;public\n",
			anomalies: []string{"doublon 1", "doublon-different 1", "uai-malforme 1"},
			reste:     []Secteur{{Ligne: 2, UAI: "0350901A", Secteur: "public", Commune: "35900"}},
		},
		{
			chemin:    "calendrier/vacances-scolaires.csv",
			valide:    "zone;libelle;debut;fin\nB;Été 2012;2012-07-06;2012-09-03\n",
			lu:        func(s *Sources) any { return s.Vacances },
			want:      []Vacances{{Ligne: 2, Zone: "B", Debut: "2012-07-06", Fin: "2012-09-03"}},
			casse:     "zone;libelle;debut;fin\nD;Été;2012-07-06;2012-09-03\nB;Été;06/07/2012;2012-09-03\nB;Été;2012-09-03;2012-07-06\n",
			anomalies: []string{"date-illisible 2", "valeur-inattendue 1"},
			reste:     []Vacances(nil),
		},
	}
}

const enteteAnnuaire = "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Type_contrat_prive;Adresse_1;Adresse_2;Adresse_3;Code postal;Code_commune;Nom_commune;Web;Hebergement;Fiche_onisep;latitude;longitude;precision_localisation;libelle_nature\r\n"
