package echantillon

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"futurpro/generator/anomalies"
	"futurpro/generator/sources"
)

// TestCutKeepsTheFactsOfOnisep: of the diplomas of the region, the codes and
// the names; not a word of their descriptions, not a keyword drawn from them.
func TestCutKeepsTheFactsOfOnisep(t *testing.T) {
	national := pays(t)
	for chemin, texte := range map[string]string{
		"onisep/ideo-metiers_onisep.xml": `<root>` + metier("MET.1", "essayeur / essayeuse", "A1201 | A1202") + metier("MET.1", "essayeur / essayeuse", "A1201 | A1202") +
			metier("MET.2", "pâtissier / pâtissière", "") + metier("MET.3", "ailleurs", "A1209") + `</root>`,
		"rome/rome.csv":                           "code_rome;libelle_rome;transition_eco;transition_num;transition_demo;emploi_cadre\nA1201;Essai;Emploi Vert;;;prose\nA1202;Autre;;O;;\nA1209;Ailleurs;;;;\n",
		"certif-info/certif_info.csv":             "Libelle_Diplome;Code_Rome_1;Code_Rome_2;Code_Rome_3;Code_Rome_4;Code_Rome_5;Code_RNCP;Code_Scolarité\nCAP pâtisserie;A1201;;;;;1;50000002\nCAP ailleurs;A1209;;;;;2;50000005\n",
		"futur-pro/fiches.json":                   `{"FOR.1":{"desc":"prose","acces":"prose","poursuites":"prose","poursuiteList":["Bac pro"]},"FOR.5":{"desc":"prose"}}`,
		"futur-pro/formationSimilaire.json":       `{"50000001":["50000001","50000005","50000002"],"50000005":["50000001"],"50000002":["50000005"]}`,
		"futur-pro/keywords_formations_cqlp.json": `[{"Cfd":"50000001","data":[{"mot_clef":"prose","score":1}]}]`,
		"futur-pro/jpo.json":                      `{"ENS.1":{"jpo":["Le 8 mars 2025"]},"ENS.9":{"jpo":["Le 9 mars 2025"]}}`,
		"onisep/ideo-fiches_formations.zip":       archive(t, `<formations>`+ficheXML("FOR.1", "50000001", "pâtissier/ère")+ficheXML("FOR.5", "50000005", "ailleurs")+`</formations>`),
	} {
		national[chemin] = &fstest.MapFile{Data: []byte(texte)}
	}
	annuaire := string(national["education/annuaire-education.csv"].Data)
	entete, _, _ := strings.Cut(annuaire, "\n")
	rang := strings.Count(entete[:strings.Index(entete, "Fiche_onisep")], ";")
	lignes := strings.Split(annuaire, "\n")
	champs := strings.Split(lignes[1], ";")
	champs[rang] = "https://x/ENS.1"
	lignes[1] = strings.Join(champs, ";")
	national["education/annuaire-education.csv"] = &fstest.MapFile{Data: []byte(strings.Join(lignes, "\n"))}

	dossier := filepath.Join(t.TempDir(), "vert")
	if _, _, err := coupeRegion(t, dossier, func(o *Options) { o.National = national }); err != nil {
		t.Fatal(err)
	}
	for chemin, texte := range contenu(t, dossier) {
		if strings.Contains(texte, "prose") || strings.Contains(texte, "ailleurs") && !strings.HasPrefix(chemin, "certif-info/") {
			t.Errorf("%s holds what it should not:\n%s", chemin, texte)
		}
	}
	s, err := sources.Read(os.DirFS(dossier), nil, manifeste(t), anomalies.New(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.OnisepFiches) != 1 || s.OnisepFiches[0].ID != "FOR.1" || s.OnisepFiches[0].Metiers[0] != "pâtissier/ère" {
		t.Errorf("fiches %+v", s.OnisepFiches)
	}
	// One by its ROME code, the other by its name in the fiche.
	if len(s.OnisepMetiers) != 2 || s.OnisepMetiers[0].ID != "MET.1" || s.OnisepMetiers[1].ID != "MET.2" {
		t.Errorf("métiers %+v", s.OnisepMetiers)
	}
	// The second ROME code of a métier says something of its transitions.
	if len(s.Romes) != 2 || !s.Romes[0].Ecologique || !s.Romes[1].Numerique {
		t.Errorf("ROME codes %+v", s.Romes)
	}
	if len(s.FichesSecondes) != 1 || s.FichesSecondes[0].Poursuites[0] != "Bac pro" {
		t.Errorf("fiches of 2des communes %+v", s.FichesSecondes)
	}
	if len(s.Similaires) != 1 || strings.Join(s.Similaires[0].Proches, " ") != "50000001 50000002" {
		t.Errorf("similar diplomas %+v", s.Similaires)
	}
	if len(s.PortesOuvertes) != 1 || s.PortesOuvertes[0].OnisepID != "ENS.1" {
		t.Errorf("open days %+v", s.PortesOuvertes)
	}
}

func metier(id, libelle, rome string) string {
	return "<item><libelle_metier>" + libelle + "</libelle_metier><lien_site_onisepfr>https://x/" + id + "</lien_site_onisepfr><nom_publication>prose</nom_publication><code_rome>" + rome + "</code_rome></item>"
}

func ficheXML(id, cfd, metier string) string {
	return "<formation><identifiant>" + id + "</identifiant><code_scolarite>" + cfd + "</code_scolarite><descriptif_acces>prose</descriptif_acces><metiers_formation><metier><libelle>" + metier + "</libelle></metier></metiers_formation></formation>"
}

// archive is a zip of one file.
func archive(t *testing.T, texte string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("fiches.xml")
	if err == nil {
		_, err = w.Write([]byte(texte))
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
