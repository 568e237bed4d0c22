package sources

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"futurpro/generator/anomalies"
)

func lecteursOnisep() []lecteur {
	const fiches = "onisep/ideo-fiches_formations.xml"
	return []lecteur{
		{
			chemin: fiches,
			valide: `<?xml version="1.0" encoding="UTF-8"?>
<formations>
<formation><identifiant>FOR.1</identifiant><code_scolarite>50099901</code_scolarite><sigle>ESSAI</sigle><libelle_complet>CAP essai</libelle_complet><descriptif_format_court>&lt;p&gt;Un essai.&lt;/p&gt;</descriptif_format_court><descriptif_acces/><descriptif_poursuite_etudes><![CDATA[<p>La suite.</p>]]></descriptif_poursuite_etudes><metiers_formation><metier><libelle>essayeur/euse</libelle></metier><metier><libelle>pilote</libelle></metier></metiers_formation><poursuites_etudes><poursuite_etudes><formation_poursuite_Etudes>Bac pro essai</formation_poursuite_Etudes></poursuite_etudes></poursuites_etudes></formation>
<formation><identifiant>FOR.2</identifiant><code_scolarite/><descriptif_format_court>caf&eacute;</descriptif_format_court></formation>
</formations>`,
			lu: func(s *Sources) any { return s.OnisepFiches },
			want: []OnisepFiche{
				{Ligne: 1, Fichier: fiches, ID: "FOR.1", CFD: "50099901", Sigle: "ESSAI", Description: "<p>Un essai.</p>", Poursuite: "<p>La suite.</p>", Metiers: []string{"essayeur/euse", "pilote"}, Poursuites: []string{"Bac pro essai"}},
				{Ligne: 2, Fichier: fiches, ID: "FOR.2", Description: "café"},
			},
			casse:     `<formations><formation><identifiant>12</identifiant></formation><formation><identifiant>FOR.3</identifiant><code_scolarite>5009990</code_scolarite></formation><formation><identifiant>FOR.3</identifiant><code_scolarite>5009990</code_scolarite></formation></formations>`,
			anomalies: []string{"cfd-malforme 2", "doublon 1", "valeur-inattendue 1"},
			reste:     []OnisepFiche{{Ligne: 2, Fichier: fiches, ID: "FOR.3"}},
		},
		{
			chemin: "onisep/ideo-metiers_onisep.xml",
			valide: `<root><item><libelle_metier>essayeur / essayeuse</libelle_metier><lien_site_onisepfr>https://x/slug/MET.7</lien_site_onisepfr><collection>A</collection><code_rome>H1201 | H1202</code_rome></item><item><libelle_metier>essayeur / essayeuse</libelle_metier><lien_site_onisepfr>https://x/slug/MET.7</lien_site_onisepfr><collection>B</collection><code_rome>H1201</code_rome></item><item><libelle_metier>pilote</libelle_metier><lien_site_onisepfr>https://x/slug/MET.8</lien_site_onisepfr></item></root>`,
			lu:     func(s *Sources) any { return s.OnisepMetiers },
			want: []OnisepMetier{
				{Ligne: 1, ID: "MET.7", Libelle: "essayeur / essayeuse", Romes: []string{"H1201", "H1202"}},
				{Ligne: 3, ID: "MET.8", Libelle: "pilote"},
			},
			casse:     `<root><item><libelle_metier>pilote</libelle_metier></item><item><libelle_metier>pilote</libelle_metier><lien_site_onisepfr>MET.8</lien_site_onisepfr><code_rome>H12</code_rome></item></root>`,
			anomalies: []string{"code-absent 1", "rome-malforme 1"},
			reste:     []OnisepMetier{{Ligne: 2, ID: "MET.8", Libelle: "pilote"}},
		},
		{
			chemin:    "onisep/table_de_passage_codes_certifications_et_formations.xml",
			valide:    `<root><item><ci_code_rncp>99901</ci_code_rncp><ci_code_scolarite>50099901</ci_code_scolarite><ideo_identifiant_formation>FOR.1</ideo_identifiant_formation></item><item><ci_code_rncp>99902</ci_code_rncp><ideo_identifiant_formation/></item></root>`,
			lu:        func(s *Sources) any { return s.Passages },
			want:      []Passage{{Ligne: 1, RNCP: "99901", CFD: "50099901", OnisepID: "FOR.1"}},
			casse:     `<root><item><ci_code_scolarite>500999</ci_code_scolarite><ideo_identifiant_formation>FOR.1</ideo_identifiant_formation></item><item><ideo_identifiant_formation>1</ideo_identifiant_formation></item></root>`,
			anomalies: []string{"cfd-malforme 1", "valeur-inattendue 1"},
			reste:     []Passage{{Ligne: 1, OnisepID: "FOR.1"}},
		},
		{
			chemin:    "onisep/ideo-actions-formation-lycee.json",
			valide:    `{"total":1,"size":1,"results":[{"ens_code_uai":"0350901a","for_url_et_id_onisep":"https://x/slug/FOR.1","for_type":"CAP","af_duree_cycle_standard":"2 ans","ens_hebergement":"internat filles-garçons","ens_site_web":"https://essais.example"}]}`,
			lu:        func(s *Sources) any { return s.OnisepActions },
			want:      []OnisepAction{{Ligne: 1, UAI: "0350901A", OnisepID: "FOR.1", Type: "CAP", Duree: 2, Hebergement: "internat filles-garçons", Site: "https://essais.example"}},
			casse:     `{"results":[{"ens_code_uai":"","for_url_et_id_onisep":"FOR.1"},{"ens_code_uai":"035","for_url_et_id_onisep":"FOR.1"},{"ens_code_uai":"0350901A"},{"ens_code_uai":"0350901A","for_url_et_id_onisep":"FOR.1","af_duree_cycle_standard":"6 mois"}]}`,
			anomalies: []string{"code-absent 2", "uai-malforme 1"},
			reste:     []OnisepAction{{Ligne: 4, UAI: "0350901A", OnisepID: "FOR.1"}},
		},
		{
			chemin:    "onisep/ideo-structures-secondaires.json",
			valide:    `{"total":1,"results":[{"code_uai":"0350901A","nom":"Lycée des Essais","statut":"public","url_et_id_onisep":"https://x/slug/ENS.12","journees_portes_ouvertes":"le 15/03/2025"}]}`,
			lu:        func(s *Sources) any { return s.OnisepStructures },
			want:      []OnisepStructure{{Ligne: 1, UAI: "0350901A", Nom: "Lycée des Essais", Statut: "public", OnisepID: "ENS.12", PortesOuvertes: "le 15/03/2025"}},
			casse:     `{"results":[{"code_uai":"x"},{"code_uai":"0350901A","nom":"A"},{"code_uai":"0350901A","nom":"B"}]}`,
			anomalies: []string{"doublon-different 1", "uai-malforme 1"},
			reste:     []OnisepStructure{{Ligne: 2, UAI: "0350901A", Nom: "A"}},
		},
		{
			chemin:    "futur-pro/fiches.json",
			valide:    `{"FOR.9":{"desc":"<p>A</p>","acces":"<p>B</p>","poursuites":"<p>C</p>","poursuiteList":["Bac pro essai"]}}`,
			lu:        func(s *Sources) any { return s.FichesSecondes },
			want:      []OnisepFiche{{Ligne: 1, Fichier: "futur-pro/fiches.json", ID: "FOR.9", Description: "<p>A</p>", Acces: "<p>B</p>", Poursuite: "<p>C</p>", Poursuites: []string{"Bac pro essai"}}},
			casse:     `{"9":{"desc":"A"},"FOR.9":{"desc":12},"FOR.8":{"desc":"B"}}`,
			anomalies: []string{"element-illisible 1", "valeur-inattendue 1"},
			reste:     []OnisepFiche{{Ligne: 3, Fichier: "futur-pro/fiches.json", ID: "FOR.8", Description: "B"}},
		},
		{
			chemin:    "futur-pro/formationSimilaire.json",
			valide:    `{"50099901":["50099901","40099901"],"40099901":[]}`,
			lu:        func(s *Sources) any { return s.Similaires },
			want:      []Similaires{{Ligne: 1, CFD: "50099901", Proches: []string{"50099901", "40099901"}}, {Ligne: 2, CFD: "40099901"}},
			casse:     `{"5009990":["40099901"],"50099901":"40099901","40099901":["500"],"40099901":["50099901"]}`,
			anomalies: []string{"cfd-malforme 2", "doublon-different 1", "element-illisible 1"},
			reste:     []Similaires{{Ligne: 3, CFD: "40099901"}},
		},
		{
			chemin:    "futur-pro/keywords_formations_cqlp.json",
			valide:    `[{"Cfd":"50099901","data":[{"mot_clef":"pierre","score":0.5},{"mot_clef":"grès","score":0.25}]}]`,
			lu:        func(s *Sources) any { return s.MotsCles },
			want:      []MotsCles{{Ligne: 1, CFD: "50099901", Mots: []MotCle{{"pierre", 0.5}, {"grès", 0.25}}}},
			casse:     `[{"Cfd":"5009990","data":[]},{"Cfd":"50099901","data":[{"mot_clef":"","score":0.5},{"mot_clef":"a","score":2}]},{"Cfd":12}]`,
			anomalies: []string{"cfd-malforme 1", "element-illisible 1", "valeur-inattendue 2"},
			reste:     []MotsCles{{Ligne: 2, CFD: "50099901"}},
		},
		{
			chemin:    "futur-pro/jpo.json",
			valide:    `{"ENS.1":{"jpo":["Le  8 mars 2025 ","Le 9 mars 2025"]},"ENS.2":{"jpo":[]}}`,
			lu:        func(s *Sources) any { return s.PortesOuvertes },
			want:      []PortesOuvertes{{Ligne: 1, OnisepID: "ENS.1", Textes: []string{"Le 8 mars 2025", "Le 9 mars 2025"}}},
			casse:     `{"1":{"jpo":["Le 8 mars 2025"]},"ENS.1":{"jpo":12},"ENS.2":{"jpo":[" "]}}`,
			anomalies: []string{"element-illisible 1", "valeur-inattendue 1"},
			reste:     []PortesOuvertes(nil),
		},
		{
			chemin: "rome/rome.csv",
			valide: "code_rome;libelle_rome;transition_eco;transition_num;transition_demo\nA1201;Élagueur / Élagueuse;Emploi Vert;;\nB1605;Bijoutier / Bijoutière;;N;O\nM1805;Développeur / Développeuse web;Emploi stratégique pour la Transition écologique;O;\n",
			lu:     func(s *Sources) any { return s.Romes },
			want: []Rome{
				{Ligne: 2, Code: "A1201", Libelle: "Élagueur / Élagueuse", Ecologique: true},
				{Ligne: 3, Code: "B1605", Libelle: "Bijoutier / Bijoutière", Demographique: true},
				{Ligne: 4, Code: "M1805", Libelle: "Développeur / Développeuse web", Ecologique: true, Numerique: true},
			},
			casse:     "code_rome;libelle_rome;transition_eco;transition_num;transition_demo\nA12;A;;;\nA1201;B;Vert;;\nA1201;B;Vert;;\n",
			anomalies: []string{"doublon 1", "nombre-illisible 2", "rome-malforme 1"},
			reste:     []Rome{{Ligne: 3, Code: "A1201", Libelle: "B"}},
		},
		{
			chemin: "rome/rome-metiers.csv",
			valide: "Code ROME;lien site onisep.fr;transitionEcologique\nA1201;https://x/slug/MET.900;Oui\nA1202;;Non\n",
			lu:     func(s *Sources) any { return s.RomeMetiers },
			want:   []RomeMetier{{Ligne: 2, Rome: "A1201", MetierID: "MET.900", Ecologique: true}, {Ligne: 3, Rome: "A1202"}},
			// The names of the published file lost their accents.
			casse:     "Code ROME;libell\uFFFD;lien site onisep.fr;transitionEcologique\nA1;;;Oui\nA1201;\uFFFDlagueur;MET.900;peut-être\n",
			anomalies: []string{"caractere-perdu 2", "nombre-illisible 1", "rome-malforme 1"},
			reste:     []RomeMetier{{Ligne: 3, Rome: "A1201", MetierID: "MET.900"}},
		},
		{
			chemin:    "rncp/export_fiches_CSV_Rome_2026_02_01.csv",
			valide:    "\uFEFFNumero_Fiche;Codes_Rome_Code;Codes_Rome_Libelle\nRNCP99901;H1201;Essais\nRS5000;H1201;Essais\n",
			lu:        func(s *Sources) any { return s.RNCPRomes },
			want:      []RNCPRome{{Ligne: 2, RNCP: "99901", Rome: "H1201"}},
			casse:     "Numero_Fiche;Codes_Rome_Code\nRNCP;H1201\nRNCP99901;12345\nRNCP99901;\n",
			anomalies: []string{"code-absent 1", "rome-malforme 1", "valeur-inattendue 1"},
			reste:     []RNCPRome(nil),
		},
	}
}

// zipOf is an archive with those files.
func zipOf(t *testing.T, fichiers ...[2]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range fichiers {
		w, err := z.Create(f[0])
		if err == nil {
			_, err = w.Write([]byte(f[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestZippedXMLIsReadAsXML(t *testing.T) {
	const fiche = `<formations><formation><identifiant>FOR.1</identifiant></formation></formations>`
	const chemin = "onisep/ideo-fiches_formations.zip"
	lire := func(data []byte) (*Sources, error) {
		fsys := dossierValide()
		delete(fsys, "onisep/ideo-fiches_formations.xml")
		fsys[chemin] = &fstest.MapFile{Data: data}
		return Read(fsys, nil, manifesteDepot(t), anomalies.New(), nil)
	}
	s, err := lire(zipOf(t, [2]string{"exports/", ""}, [2]string{"exports/Onisep_Ideo.xml", fiche}))
	if err != nil {
		t.Fatal(err)
	}
	if len(s.OnisepFiches) != 1 || s.OnisepFiches[0].ID != "FOR.1" {
		t.Errorf("fiches read: %+v", s.OnisepFiches)
	}
	_, err = lire(zipOf(t, [2]string{"a.xml", fiche}, [2]string{"b.xml", fiche}))
	wantError(t, err, chemin, "2 files in the archive")
	_, err = lire([]byte(fiche))
	wantError(t, err, chemin, "not a valid zip file")
	coupe := zipOf(t, [2]string{"a.xml", strings.Repeat(fiche, 100)})
	_, err = lire(coupe[:len(coupe)/2])
	wantError(t, err, chemin, "download it again")
}

func TestUnreadableXML(t *testing.T) {
	const chemin = "onisep/ideo-fiches_formations.xml"
	tests := map[string]struct {
		text string
		want []string
	}{
		"truncated":      {"<formations>\n<formation><identifiant>FOR.1</identifiant></formation>\n<formation><identif", []string{chemin + ": element 2, line 3", "ends too early", "download it again"}},
		"wrong end":      {"<formations>\n<formation><identifiant>FOR.1</formation>", []string{"element 1, line 2", "closed by </formation>"}},
		"unknown entity": {"<formations>\n<formation>\n<sigle>&truc;</sigle></formation></formations>", []string{"element 1, line 3", "&truc;"}},
		"bare ampersand": {"<formations>\n\n<formation><sigle>A & B</sigle></formation></formations>", []string{"element 1, line 3", "invalid character entity"}},
		// A file may define no entity: neither one that grows nor one that reads another file.
		"entity defined": {"<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>\n<formations><formation><sigle>&b;</sigle></formation></formations>", []string{"line 2", "&b;"}},
		"other file":     {"<html><body>Erreur 502</body></html>", []string{"no <formation>", "right file?"}},
	}
	for nom, tt := range tests {
		t.Run(nom, func(t *testing.T) {
			_, _, err := readText(t, chemin, tt.text)
			wantError(t, err, tt.want...)
		})
	}
}

func TestXMLInAnotherEncoding(t *testing.T) {
	s, j, err := readText(t, "onisep/ideo-metiers_onisep.xml",
		"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<root><item><libelle_metier>\xe9lagueur</libelle_metier><lien_site_onisepfr>MET.900</lien_site_onisepfr></item></root>")
	if err != nil {
		t.Fatal(err)
	}
	wantAnomalies(t, j)
	if len(s.OnisepMetiers) != 1 || s.OnisepMetiers[0].Libelle != "élagueur" {
		t.Errorf("métiers read: %+v", s.OnisepMetiers)
	}
}

func TestUnreadableObjects(t *testing.T) {
	const chemin = "futur-pro/jpo.json"
	for nom, tt := range map[string]struct {
		text string
		want []string
	}{
		"truncated":  {"{\"ENS.1\":{\"jpo\":[]},\n\"ENS.2\":{\"jp", []string{chemin + ": element 2, line 2", "ends too early"}},
		"empty":      {"{}", []string{"the object is empty"}},
		"an array":   {"[]", []string{`expected "{"`, "right file?"}},
		"more after": {"{\"ENS.1\":{\"jpo\":[]}}\n{}", []string{"line 2", "something follows"}},
		"not JSON":   {"{\"ENS.1\":\noui}", []string{"element 1, line 2", "invalid character 'o'"}},
	} {
		t.Run(nom, func(t *testing.T) {
			_, _, err := readText(t, chemin, tt.text)
			wantError(t, err, tt.want...)
		})
	}
}
