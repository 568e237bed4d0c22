package sources

// lecteursChiffres are the samples of the readers of places and figures that
// are not at hand: the columns are those of the producers, the établissements
// are made up.
func lecteursChiffres() []lecteur {
	return []lecteur{acce(), lieuxAffelnet(), apprentissages(), formationFine(), formationsAPI(), regionalesAPI(), salairesAPI(), salairesCSV(), inserCFA()}
}

func acce() lecteur {
	const entete = "numero_uai;nature_uai;type_uai;appellation_officielle;secteur_public_prive_libe;contrat_etablissement_libe;denomination_principale;patronyme_uai;adresse_uai;commune;code_postal_uai;localite_acheminement_uai;pays_libe;departement_insee_3;coordonnee_x;coordonnee_y;localisation;site_web;hebergement_etablissement_libe;date_fermeture\n"
	return lecteur{
		chemin: "acce/acce_etablissements.csv",
		// The origin of Lambert-93 is at 3° E, 46.5° N: beside it, in Latin-1.
		valide: entete + "0010901A;320;LP;Lyc\xe9e des Essais;Public;Sans objet;;;1 rue du Test;1900;1000;VILLETEST CEDEX;France;001;700000,0;6600000,0;Num\xe9ro de rue;essais.example;Avec internat et demi-pension;\n" +
			"9740902B;302;LPO;;Priv\xe9;Contrat d'association;LYCEE;DES TESTS;;97400;97400;SAINT-TEST;France;974;;;;;;31/08/2022\n" +
			"0350903C;101;ECOLE;\xc9cole;Public;;;;;35900;35000;;France;035;;;;;;\n" +
			"0990904D;320;LP;Liceo;Public;;;;;99127;;;Italie;099;;;;;;\n",
		lu: func(s *Sources) any { return s.ACCE },
		want: []EtablissementACCE{
			{Ligne: 2, UAI: "0010901A", Nom: "Lycée des Essais", Type: "LP", Secteur: "Public", Contrat: "Sans objet", Adresse: "1 rue du Test", CodePostal: "01000", Commune: "01900", Ville: "VILLETEST CEDEX", Site: "essais.example", Hebergement: "1", Position: pointACCE()},
			{Ligne: 3, UAI: "9740902B", Nom: "LYCEE DES TESTS", Type: "LPO", Secteur: "Privé", Contrat: "Contrat d'association", CodePostal: "97400", Commune: "97400", Ville: "SAINT-TEST", Fermeture: "2022-08-31"},
		},
		casse: entete + "001901A;320;LP;A;Public;;;;;01900;;;France;001;;;;;;\n" + // UAI
			"0010902B;320;LP;B;Public;;;;;19;;;France;001;6600000;700000;Centre de la commune;;Sans h\xe9bergement;hier\n", // swapped
		anomalies: []string{"commune-malformee 1", "date-illisible 1", "position-fausse 1", "uai-malforme 1"},
		reste:     []EtablissementACCE{{Ligne: 3, UAI: "0010902B", Nom: "B", Type: "LP", Secteur: "Public", Hebergement: "0", AuCentre: true}},
	}
}

// pointACCE is what the reader makes of the origin of Lambert-93, which
// TestProjections checks.
func pointACCE() *[2]float64 {
	lon, lat := inverseLambert93(700_000, 6_600_000)
	return &[2]float64{lon, lat}
}

func lieuxAffelnet() lecteur {
	const chemin = "affelnet/offre-formation-2020.csv"
	const entete = "UAI;COMMUNE;ACADEMIE;MINISTERE;TYPE_ETABLISSEMENT;MNEMONIQUE_FORMATION_ACCUEIL;CODE_SPECIALITE_FORMATION_ACCUEIL;LIBELLE_FORMATION_ACCUEIL_BAN;CODE_FORMATION_ACCUEIL_BAN;CODE_COMMUNE_INSEE;CODE_POSTAL\n"
	const rangee = "0350901A ; VILLETEST CEDEX       ; RENNES         ; Sant\xe9 ; LYCEE PROFESSIONNEL        ;  1CAP2    ;  25221    ;  1CAP2  CUISINE  ;  24122139210   ;  35900     ;  35000\n"
	return lecteur{
		chemin: chemin,
		valide: entete + rangee + rangee,
		lu:     func(s *Sources) any { return s.LieuxAffelnet },
		want: []LieuAffelnet{
			{Ligne: 2, Fichier: chemin, UAI: "0350901A", Type: "LYCEE PROFESSIONNEL", Commune: "35900", CodePostal: "35000", Ville: "VILLETEST CEDEX"},
		},
		casse:     entete + "035090A ; A ; R ; S ; L ; M ; 1 ; C ; 2 ; 35900 ; 35000\n0350902B ;  ; R ; S ; L ; M ; 1 ; C ; 2 ; 3 ; 35000\n0350903C ; B ; R ; S ; L ; M ; 1 ; C ; 2 ;  ; \n",
		anomalies: []string{"commune-malformee 1", "uai-malforme 1"},
		reste:     []LieuAffelnet{{Ligne: 4, Fichier: chemin, UAI: "0350903C", Type: "L", Ville: "B"}},
	}
}

func apprentissages() lecteur {
	const chemin = "apprentissage/formations-1.json"
	return lecteur{
		chemin: chemin,
		valide: `{"formations":[{"cfd":"50022137","uai_formation":"0350901a","diplome":"CERTIFICAT D'APTITUDE PROFESSIONNELLE","duree":"2","annee":"1","published":true,"periode":["2025-09-01T00:00:00.000Z","2026-01","2024-10"],` +
			`"etablissement_formateur_enseigne":null,"etablissement_formateur_entreprise_raison_sociale":"CFA des Essais","lieu_formation_adresse":"1 rue du Test","code_postal":"35000","code_commune_insee":"35900","localite":"Villetest","lieu_formation_geo_coordonnees":"48.1,-1.6"},` +
			`{"cfd":"40025214","uai_formation":"0350901A","duree":3,"annee":1,"published":false,"periode":"[\"2025-09\"]"}],"pagination":{"page":1,"nombre_de_page":1,"total":2}}`,
		lu: func(s *Sources) any { return s.Apprentissages },
		want: []FormationApprentissage{
			{Ligne: 1, Fichier: chemin, CFD: "50022137", UAI: "0350901A", Diplome: "CERTIFICAT D'APTITUDE PROFESSIONNELLE", Duree: 2, Annee: "1", Publiee: true, Rentrees: []string{"2024", "2025"},
				Nom: "CFA des Essais", Adresse: "1 rue du Test", CodePostal: "35000", Commune: "35900", Ville: "Villetest", Position: &[2]float64{-1.6, 48.1}},
			{Ligne: 2, Fichier: chemin, CFD: "40025214", UAI: "0350901A", Duree: 3, Annee: "1", Rentrees: []string{"2025"}},
		},
		casse: `{"formations":[{"cfd":"5002213","uai_formation":"0350901A"},{"cfd":"50022137","uai_formation":null},{"cfd":"50022137","uai_formation":"035"},{"cfd":"50022137","published":"oui"},` +
			`{"cfd":"50022137","uai_formation":"0350901A","duree":"deux ans","periode":["septembre"],"code_commune_insee":"359","lieu_formation_geo_coordonnees":"-1.6,48.1"}]}`,
		anomalies: []string{"cfd-malforme 1", "commune-malformee 1", "date-illisible 1", "element-illisible 1", "nombre-illisible 1", "position-fausse 1", "sans-lieu 1", "uai-malforme 1"},
		reste:     []FormationApprentissage{{Ligne: 5, Fichier: chemin, CFD: "50022137", UAI: "0350901A"}},
	}
}

func formationFine() lecteur {
	const chemin = "inserjeunes/formations-lycee-pro.csv"
	const entete = "\uFEFFAnnée;UAI;Libellé;Région;Type diplome;Code formation mefstat11;Libellé formation;Durée formation;DEVENIR Part poursuite études;DEVENIR Part en emploi ;DEVENIR Part autre situation;Taux poursuite études;Taux emploi 6 mois;Taux emploi 12 mois\n"
	return lecteur{
		chemin: chemin,
		valide: entete + "cumul 2022-2023;0350901A;L;BRETAGNE;CAP;23220022137;BOULANGER;2;40;30;30;40;50;60\ncumul 2021-2022;0350901A;L;BRETAGNE;CAP;23220022137;BOULANGER;2;;;;41;;\n",
		lu:     func(s *Sources) any { return s.InserFormations },
		want: []InserFormation{
			{Ligne: 2, Fichier: chemin, Millesime: "2022_2023", UAI: "0350901A", Voie: "scolaire", MEF11: "23220022137", TauxFormation: ptr(40.), PartEmploi6Mois: ptr(30.), TauxAutres: ptr(30.), TauxEmploi6Mois: ptr(50.)},
			{Ligne: 3, Fichier: chemin, Millesime: "2021_2022", UAI: "0350901A", Voie: "scolaire", MEF11: "23220022137", TauxFormation: ptr(41.)},
		},
		casse:     entete + "2022;0350901A;L;B;CAP;2322002213;B;2;;;;;;\nhier;0350901A;L;B;CAP;23220022137;B;2;;;;;;\n2022-2023;0350901A;L;B;CAP;23220022137;B;2;400;;;;;\n",
		anomalies: []string{"date-illisible 1", "mef-malforme 1", "nombre-illisible 1"},
		reste:     []InserFormation{{Ligne: 4, Fichier: chemin, Millesime: "2022_2023", UAI: "0350901A", Voie: "scolaire", MEF11: "23220022137"}},
	}
}

func formationsAPI() lecteur {
	const chemin = "inserjeunes/formations-2.json"
	return lecteur{
		chemin: chemin,
		valide: `{"formations":[{"uai":"0350901A","code_certification":"23220022137","code_certification_type":"mef11","millesime":"2021_2022","nb_sortant":20,"nb_en_emploi_6_mois":9,"taux_en_emploi_6_mois":18,"taux_en_formation":60,"taux_autres_6_mois":22,"donnee_source":{"code_certification":"23220022137","type":"self"}},` +
			`{"uai":"0350901A","code_certification":"50022137","code_certification_type":"cfd","millesime":"2021_2022","taux_en_formation":null,"donnee_source":{"code_certification":"50022101","type":"ancienne"}},` +
			`{"uai":"0350901A","code_certification":"2500200","code_certification_type":"sise","millesime":"2021_2022"}],"pagination":{"total":3}}`,
		lu: func(s *Sources) any { return s.InserFormations },
		want: []InserFormation{
			{Ligne: 1, Fichier: chemin, Millesime: "2021_2022", UAI: "0350901A", Voie: "scolaire", MEF11: "23220022137", NbSortant: ptr(20.), NbEmploi6Mois: ptr(9.), PartEmploi6Mois: ptr(18.), TauxFormation: ptr(60.), TauxAutres: ptr(22.)},
			{Ligne: 2, Fichier: chemin, Millesime: "2021_2022", UAI: "0350901A", Voie: "apprentissage", CFD: "50022137", CopieDe: "50022101"},
		},
		casse: `[{"uai":"035","code_certification":"23220022137","code_certification_type":"mef11","millesime":"2021_2022"},{"uai":"0350901A","code_certification":"2322","code_certification_type":"mef11","millesime":"2021_2022"},` +
			`{"uai":"0350901A","code_certification":"5002","code_certification_type":"cfd","millesime":"2021"},{"uai":"0350901A","code_certification":"50022137","code_certification_type":"cfd","millesime":"21"},` +
			`{"uai":"0350901A","code_certification":"50022137","code_certification_type":"cfd","millesime":"2021","taux_en_formation":101},{"uai":"0350901A","code_certification":"50022137","code_certification_type":"cfd","millesime":"2021","taux_en_formation":1}]`,
		anomalies: []string{"cfd-malforme 1", "date-illisible 1", "doublon-different 1", "mef-malforme 1", "nombre-illisible 1", "uai-malforme 1"},
		reste:     []InserFormation{{Ligne: 5, Fichier: chemin, Millesime: "2021", UAI: "0350901A", Voie: "apprentissage", CFD: "50022137"}},
	}
}

func regionalesAPI() lecteur {
	const chemin = "inserjeunes/regionales.json"
	return lecteur{
		chemin: chemin,
		valide: `{"regionales":[{"region":{"code":"53","nom":"Bretagne"},"code_certification":"50022137","code_certification_type":"cfd","millesime":"2021_2022","nb_annee_term":40,"nb_sortant":30,"nb_en_emploi_6_mois":12,"taux_en_emploi_6_mois":30,"taux_en_formation":25,"donnee_source":{"type":"nouvelle","code_certification":"50022142"}}]}`,
		lu:     func(s *Sources) any { return s.InserRegions },
		want: []InserRegion{{Ligne: 1, Fichier: chemin, Millesime: "2021_2022", Region: "53", Voie: "apprentissage", CFD: "50022137", NbAnneeTerm: ptr(40.), NbSortant: ptr(30.), NbEmploi6Mois: ptr(12.),
			PartEmploi6Mois: ptr(30.), TauxPoursuite: ptr(25.), CopieDe: "50022142"}},
		casse:     `{"regionales":[{"region":{"code":"Bretagne"},"code_certification":"50022137","code_certification_type":"cfd","millesime":"2021_2022"},{"region":"53"}]}`,
		anomalies: []string{"element-illisible 1", "valeur-inattendue 1"},
		reste:     []InserRegion(nil),
	}
}

func salairesAPI() lecteur {
	const chemin = "inserjeunes/certifications.json"
	return lecteur{
		chemin: chemin,
		valide: `{"certifications":[{"code_certification":"23220022137","code_certification_type":"mef11","millesime":"2020_2021","salaire_12_mois_q1":1200,"salaire_12_mois_q2":1350.4,"salaire_12_mois_q3":1500},{"code_certification":"50022137","code_certification_type":"cfd","millesime":"2020_2021"}]}`,
		lu:     func(s *Sources) any { return s.Salaires },
		want: []Salaire{
			{Ligne: 1, Fichier: chemin, Millesime: "2020_2021", Voie: "scolaire", MEF11: "23220022137", Q1: ptr(1200), Q2: ptr(1350), Q3: ptr(1500)},
			{Ligne: 2, Fichier: chemin, Millesime: "2020_2021", Voie: "apprentissage", CFD: "50022137"},
		},
		casse:     `{"certifications":[{"code_certification":"50022137","code_certification_type":"cfd","millesime":"2020_2021","salaire_12_mois_q1":-1,"salaire_12_mois_q2":15000,"salaire_12_mois_q3":150000}]}`,
		anomalies: []string{"nombre-illisible 2"},
		reste:     []Salaire{{Ligne: 1, Fichier: chemin, Millesime: "2020_2021", Voie: "apprentissage", CFD: "50022137", Q2: ptr(15000)}},
	}
}

func salairesCSV() lecteur {
	const chemin = "inserjeunes/certifications.csv"
	const entete = "millesime;code_certification;code_certification_type;salaire_TS_Q1_12_mois;salaire_TS_Q2_12_mois;salaire_TS_Q3_12_mois\n"
	return lecteur{
		chemin:    chemin,
		valide:    entete + "2020_2021;50022137;cfd;1 210,5;1350;1500\n2020_2021;2500200;sise;1700;1800;1900\n",
		lu:        func(s *Sources) any { return s.Salaires },
		want:      []Salaire{{Ligne: 2, Fichier: chemin, Millesime: "2020_2021", Voie: "apprentissage", CFD: "50022137", Q1: ptr(1211), Q2: ptr(1350), Q3: ptr(1500)}},
		casse:     entete + "2020_2021;5002213;cfd;;;\n2020_2021;23220022137;mef11;0;cher;1500\n",
		anomalies: []string{"cfd-malforme 1", "nombre-illisible 2"},
		reste:     []Salaire{{Ligne: 3, Fichier: chemin, Millesime: "2020_2021", Voie: "scolaire", MEF11: "23220022137", Q3: ptr(1500)}},
	}
}

func inserCFA() lecteur {
	const chemin = "inserjeunes/fr-en-inserjeunes-cfa.csv"
	const entete = "\uFEFFAnnée;UAI;Libellé;Région;DEVENIR Part poursuite études;DEVENIR Part en emploi 6 mois;DEVENIR Part autre situation 6 mois;Taux poursuite études;Taux emploi 6 mois\n"
	return lecteur{
		chemin: chemin,
		valide: entete + "cumul 2023-2024;0350901A;CFA des Essais, Villetest;BRETAGNE;30.0;57.0;13.0;30.0;81.0\ncumul 2018-2019;0350901A;CFA des Essais;BRETAGNE;;;;28.0;\n",
		lu:     func(s *Sources) any { return s.InserEtablissements },
		want: []InserEtablissement{
			{Ligne: 2, Fichier: chemin, Millesime: "2023_2024", UAI: "0350901A", Nom: "CFA des Essais, Villetest", Apprentissage: true, CFA: true, PartPoursuite: ptr(30.), PartEmploi6Mois: ptr(57.), PartAutres: ptr(13.), TauxEmploi6Mois: ptr(81.)},
			{Ligne: 3, Fichier: chemin, Millesime: "2018_2019", UAI: "0350901A", Nom: "CFA des Essais", Apprentissage: true, CFA: true, PartPoursuite: ptr(28.)},
		},
		casse:     entete + "2023-2024;035090A;A;B;;;;;\ncumul;0350901A;A;B;;;;;\n2023-2024;0350901A;A;B;30;57;130;30;81\n2023-2024;0350901A;A;B;31;57;13;30;81\n",
		anomalies: []string{"date-illisible 1", "doublon-different 1", "nombre-illisible 1", "uai-malforme 1"},
		reste:     []InserEtablissement{{Ligne: 4, Fichier: chemin, Millesime: "2023_2024", UAI: "0350901A", Nom: "A", Apprentissage: true, CFA: true, PartPoursuite: ptr(30.), PartEmploi6Mois: ptr(57.), TauxEmploi6Mois: ptr(81.)}},
	}
}
