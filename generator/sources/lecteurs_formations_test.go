package sources

func lecteursFormations() []lecteur {
	const enteteMEF = "MEF;DISPOSITIF_FORMATION;FORMATION_DIPLOME;DUREE_DISPOSITIF;ANNEE_DISPOSITIF;MEF_STAT_11\n"
	const enteteRegions = "millesime;code_region;voie;cfd;mefstat11;nb_annee_term;nb_en_emploi_6_mois;nb_poursuite_etudes;nb_sortant;taux_emploi_6_mois;taux_poursuite_etudes\n"
	const enteteInser = "n°UAI de l'établissement;Dont apprentis en EPLE;Taux;Part en poursuite d'études ;Part en emploi 6 mois après la sortie ;Part des autres situations \n"
	const enteteCertif = "Libelle_Diplome;Code_Rome_1;Code_Rome_2;Code_Rome_3;Code_Rome_4;Code_Rome_5;Code_RNCP;Code_Scolarité\n"
	return []lecteur{
		{
			chemin:    "affelnet/attractivite-capacite-2022.csv",
			valide:    "Etablissement d'accueil;MEF STAT 11;Statut Offre de formation;Capacité carte scolaire;Demandes vœux 1;mef_stat_terminale\n0350901A;23820022703;ST;15;12;23830022703\n0350901A;23820022703;ST;15;12;23830022703\n",
			lu:        func(s *Sources) any { return s.Voeux },
			want:      []Voeu{voeu2022(2), voeu2022(3)}, // two classes of one MEF may have the same figures
			casse:     "Affelnet 2025;;;;;\ndiffusion;MEF STAT 11;Etablissement d'accueil;Capacité carte scolaire;Demandes vœux 1  - TOTAL;Taux\nDiffusable;23820022703;0350901A;15;NA;1,5\nNon diffusable;23820022703;0350901A;4;3;NA\nDiffusable;2382002270;0350901A;4;3;NA\n",
			anomalies: []string{"mef-malforme 1", "non-diffusable 1"},
			reste: []Voeu{
				{Ligne: 3, Fichier: "affelnet/attractivite-capacite-2022.csv", Rentree: "2022", UAI: "0350901A", MEF11: "23820022703", Capacite: ptr(15)},
				{Ligne: 4, Fichier: "affelnet/attractivite-capacite-2022.csv", Rentree: "2022", UAI: "0350901A", MEF11: "23820022703"},
			},
		},
		{
			chemin:    "bcn/n_mef.csv",
			valide:    enteteMEF + "2412210721;241;50022107;2;1;23210022107\n",
			lu:        func(s *Sources) any { return s.MEFs },
			want:      []MEF{{Ligne: 2, MEF: "2412210721", Dispositif: "241", CFD: "50022107", Duree: 2, Annee: 1, MEF11: "23210022107"}},
			casse:     enteteMEF + "2412210721;24;50022107;2;1;23210022107\n2412210721;241;5002210;2;1;23210022107\n2412210721;241;50022107;deux;1;23210022107\n",
			anomalies: []string{"cfd-malforme 1", "mef-malforme 1", "nombre-illisible 1"},
			reste:     []MEF{{Ligne: 4, MEF: "2412210721", Dispositif: "241", CFD: "50022107", Annee: 1, MEF11: "23210022107"}},
		},
		{
			chemin:    "bcn/n_formation_diplome.csv",
			valide:    "FORMATION_DIPLOME;LIBELLE_COURT;LIBELLE_LONG_200;DATE_FERMETURE;ANCIEN_DIPLOME_1;ANCIEN_DIPLOME_2;NOUVEAU_DIPLOME_1\n50022107;CAP;M\xc9TIERS (CAP);31/08/2025;50022101;50022102;5002210A\n",
			lu:        func(s *Sources) any { return s.Diplomes },
			want:      []Diplome{{Ligne: 2, CFD: "50022107", LibelleCourt: "CAP", Libelle: "MÉTIERS (CAP)", Fermeture: "2025-08-31", Anciens: []string{"50022101", "50022102"}, Nouveaux: []string{"5002210A"}}},
			casse:     "FORMATION_DIPLOME;LIBELLE_COURT;LIBELLE_LONG_200;DATE_FERMETURE;ANCIEN_DIPLOME_1\n50022107;CAP;A;2025-08-31;5002210\n",
			anomalies: []string{"cfd-malforme 1", "date-illisible 1"},
			reste:     []Diplome{{Ligne: 2, CFD: "50022107", LibelleCourt: "CAP", Libelle: "A"}},
		},
		{
			chemin:    "bcn/n_groupe_formation.csv",
			valide:    "GROUPE_FORMATION;TYPE_GROUPE_FORMATION;LIBELLE_EDITION\nG0003;TG01;Construction durable\n",
			lu:        func(s *Sources) any { return s.Groupes },
			want:      []GroupeFormation{{Ligne: 2, Code: "G0003", Type: "TG01", Libelle: "Construction durable"}},
			casse:     "GROUPE_FORMATION;TYPE_GROUPE_FORMATION;LIBELLE_EDITION\n;TG01;Sans code\nG-3;TG01;Tiret\n",
			anomalies: []string{"code-absent 1", "valeur-inattendue 1"},
			reste:     []GroupeFormation(nil),
		},
		{
			chemin:    "bcn/n_lien_formation_groupe.csv",
			valide:    "GROUPE_FORMATION;FORMATION_DIPLOME\nG0003;40020006\n",
			lu:        func(s *Sources) any { return s.Liens },
			want:      []LienGroupe{{Ligne: 2, Groupe: "G0003", CFD: "40020006"}},
			casse:     "GROUPE_FORMATION;FORMATION_DIPLOME\nG0003;4002000\nG0003;40020006\nG0003;40020006\n",
			anomalies: []string{"cfd-malforme 1", "doublon 1"},
			reste:     []LienGroupe{{Ligne: 3, Groupe: "G0003", CFD: "40020006"}},
		},
		{
			chemin:    "bcn/familles_metiers.csv",
			valide:    "FAMILLE;SPECIALITE;MEFSTAT11_COMMUN;CFD_COMMUN;MEFSTAT11_SPECIALITE;CFD_SPECIALITE\nBâtiment;Travaux;23810020006;40020006;23830023102;40023102\n",
			lu:        func(s *Sources) any { return s.Familles },
			want:      []FamilleMetiers{{Ligne: 2, Famille: "Bâtiment", Specialite: "Travaux", MEF11Commun: "23810020006", CFDCommun: "40020006", MEF11Specialite: "23830023102", CFDSpecialite: "40023102"}},
			casse:     "FAMILLE;SPECIALITE;MEFSTAT11_COMMUN;CFD_COMMUN;MEFSTAT11_SPECIALITE;CFD_SPECIALITE\nBâtiment;Travaux;2381002000;40020006;23830023102;400231\n",
			anomalies: []string{"cfd-malforme 1", "mef-malforme 1"},
			reste:     []FamilleMetiers(nil),
		},
		{
			chemin: "inserjeunes/regions.csv",
			valide: enteteRegions + "2021_2022;53;apprentissage;50022137;;40;12;10;30;40;25\n2021_2022;53;scolaire;;23830023102;12;;;;;\n",
			lu:     func(s *Sources) any { return s.InserRegions },
			want: []InserRegion{
				{Ligne: 2, Fichier: "inserjeunes/regions.csv", Millesime: "2021_2022", Region: "53", Voie: "apprentissage", CFD: "50022137", NbAnneeTerm: ptr(40.), NbEmploi6Mois: ptr(12.), NbPoursuite: ptr(10.), NbSortant: ptr(30.), TauxEmploi6Mois: ptr(40.), TauxPoursuite: ptr(25.)},
				{Ligne: 3, Fichier: "inserjeunes/regions.csv", Millesime: "2021_2022", Region: "53", Voie: "scolaire", MEF11: "23830023102", NbAnneeTerm: ptr(12.)},
			},
			casse:     enteteRegions + "2021;53;scolaire;;23830023102;;;;;;\n2021_2022;53;mixte;;;;;;;;\n2021_2022;53;scolaire;50022137;;;;;;;\n2021_2022;53;scolaire;;23830023102;;;;;140;\n",
			anomalies: []string{"code-absent 1", "date-illisible 1", "nombre-illisible 1", "valeur-inattendue 1"},
			reste:     []InserRegion{{Ligne: 5, Fichier: "inserjeunes/regions.csv", Millesime: "2021_2022", Region: "53", Voie: "scolaire", MEF11: "23830023102"}},
		},
		{
			chemin:    "inserjeunes/depp-etablissements-2021_2022-pro.csv",
			valide:    enteteInser + "0350901A;ensemble;51;54;23;nd\r\n",
			lu:        func(s *Sources) any { return s.InserEtablissements },
			want:      []InserEtablissement{{Ligne: 2, Fichier: "inserjeunes/depp-etablissements-2021_2022-pro.csv", Millesime: "2021_2022", UAI: "0350901A", Population: "ensemble", PartPoursuite: ptr(54.), PartEmploi6Mois: ptr(23.), TauxEmploi6Mois: ptr(51.)}},
			casse:     "n°UAI de l'établissement;Dont apprentis en EPLE;;Taux;\n0350901A;ensemble;49;47;41\n",
			anomalies: []string{"colonnes-sans-nom 1"},
			reste:     []InserEtablissement(nil),
		},
		{
			chemin: "onisep/ideo-formations-initiales.json",
			valide: `{"total":2,"size":2,"results":[{"code_scolarite":"50022137","libelle_formation_principal":"CAP pâtissier","code_rncp":"38765","url_et_id_onisep":"https://x/slug/FOR.494","domainesous-domaine":"hôtellerie, tourisme/restauration | mécanique/cycle|hôtellerie, tourisme/accueil"},{"code_scolarite":"","libelle_formation_principal":"École"}]}`,
			lu:     func(s *Sources) any { return s.OnisepFormations },
			want: []OnisepFormation{
				{Ligne: 1, CFD: "50022137", Libelle: "CAP pâtissier", CodeRNCP: "38765", OnisepID: "FOR.494", Domaines: []string{"hôtellerie, tourisme", "mécanique"}},
				{Ligne: 2, Libelle: "École"},
			},
			casse:     `{"results":[{"code_scolarite":"702300T","libelle_formation_principal":"École"},{"code_scolarite":12}]}`,
			anomalies: []string{"cfd-malforme 1", "element-illisible 1"},
			reste:     []OnisepFormation{{Ligne: 1, Libelle: "École"}},
		},
		{
			chemin:    "certif-info/certif_info.csv",
			valide:    enteteCertif + "CAP pâtissier;D1104;D1106;;;;38765;50022137\nDU actuaire;;;;;;;\n",
			lu:        func(s *Sources) any { return s.CertifInfo },
			want:      []CertifInfo{{Ligne: 2, CFD: "50022137", Libelle: "CAP pâtissier", Romes: []string{"D1104", "D1106"}, RNCP: "38765"}},
			casse:     enteteCertif + "CAP pâtissier;;;;;;;5002213\n",
			anomalies: []string{"cfd-malforme 1"},
			reste:     []CertifInfo(nil),
		},
	}
}

func voeu2022(ligne Ligne) Voeu {
	return Voeu{
		Ligne: ligne, Fichier: "affelnet/attractivite-capacite-2022.csv", Rentree: "2022", UAI: "0350901A", MEF11: "23820022703",
		Statut: "ST", Capacite: ptr(15), PremiersVoeux: ptr(12), MEF11Terminal: "23830022703",
	}
}
