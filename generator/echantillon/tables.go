package echantillon

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"futurpro/generator/sources"
)

// table is one CSV data set of the sample.
type table struct {
	id       string // data set
	colonnes []string
	unique   bool // a row that repeats another one is of no use
	keep     func(c *choix, cell func(string) string) bool
}

// tables lists the CSV data sets of the sample. The columns are those that the
// readers of sources read: no prose.
func tables() []table {
	diplome := []string{"FORMATION_DIPLOME", "LIBELLE_COURT", "LIBELLE_LONG_200", "DATE_FERMETURE"}
	return []table{
		{"departements",
			[]string{"libelleRegion", "codeAcademie", "codeRegion", "codeDepartement", "libelleAcademie", "libelleDepartement"}, true,
			func(c *choix, cell func(string) string) bool {
				return cell("codeRegion") == c.region && cell("codeDepartement") != ""
			}},
		{"annuaire-education",
			[]string{"Identifiant_de_l_etablissement", "Nom_etablissement", "Type_etablissement", "Statut_public_prive",
				"Type_contrat_prive", "Adresse_1", "Adresse_2", "Adresse_3", "Code postal|Code_postal", "Code_commune", "Nom_commune",
				"Web", "Hebergement", "Fiche_onisep", "latitude", "longitude", "precision_localisation", "libelle_nature"}, true,
			func(c *choix, cell func(string) string) bool {
				return c.offrants[uai(cell("Identifiant_de_l_etablissement"))]
			}},
		{"ips-lycees",
			[]string{"uai|UAI", "secteur|Secteur", "code_insee_de_la_commune|Code INSEE de la commune"}, true,
			func(c *choix, cell func(string) string) bool { return c.offrants[uai(cell("uai"))] }},
		{"constat-rentree",
			[]string{"Rentrée scolaire", "UAI", "Mef Bcp 11", "Nombre d'élèves : Total"}, true,
			func(c *choix, cell func(string) string) bool {
				return c.keepOffre(uai(cell("UAI")), cell("Mef Bcp 11"))
			}},
		{"affelnet",
			[]string{"Etablissement d'accueil", "MEF STAT 11", "Capacité carte scolaire", "Demandes vœux 1|Demandes vœux 1 - TOTAL",
				"Statut Offre de formation?", "mef_stat_terminale?", "diffusion?"}, false,
			func(c *choix, cell func(string) string) bool {
				return c.keepOffre(uai(cell("Etablissement d'accueil")), cell("MEF STAT 11"))
			}},
		{"bcn-mef",
			[]string{"MEF", "DISPOSITIF_FORMATION", "FORMATION_DIPLOME", "DUREE_DISPOSITIF", "ANNEE_DISPOSITIF", "MEF_STAT_11"}, true,
			func(c *choix, cell func(string) string) bool { return c.cfds[cell("FORMATION_DIPLOME")] }},
		{"bcn-n-formation-diplome", append(continuum(), diplome...), true,
			func(c *choix, cell func(string) string) bool { return c.cfds[cell("FORMATION_DIPLOME")] }},
		{"bcn-v-formation-diplome", diplome, true,
			func(c *choix, cell func(string) string) bool { return c.cfds[cell("FORMATION_DIPLOME")] }},
		{"bcn-groupes", []string{"GROUPE_FORMATION", "TYPE_GROUPE_FORMATION", "LIBELLE_EDITION"}, true,
			func(c *choix, cell func(string) string) bool { return c.groupes[cell("GROUPE_FORMATION")] }},
		{"bcn-liens", []string{"GROUPE_FORMATION", "FORMATION_DIPLOME"}, true,
			func(c *choix, cell func(string) string) bool { return c.cfds[cell("FORMATION_DIPLOME")] }},
		{"bcn-familles",
			[]string{"FAMILLE", "SPECIALITE", "MEFSTAT11_COMMUN", "CFD_COMMUN", "MEFSTAT11_SPECIALITE", "CFD_SPECIALITE"}, true,
			func(c *choix, cell func(string) string) bool { return c.cfds[cell("CFD_SPECIALITE")] }},
		{"inserjeunes-regions",
			[]string{"millesime", "code_region", "voie", "cfd", "mefstat11", "nb_annee_term", "nb_en_emploi_6_mois",
				"nb_poursuite_etudes", "nb_sortant", "taux_emploi_6_mois", "taux_poursuite_etudes"}, true,
			func(c *choix, cell func(string) string) bool {
				return c.keepInserRegion(sources.InserRegion{Region: cell("code_region"), CFD: cell("cfd"), MEF11: cell("mefstat11")})
			}},
		{"inserjeunes-etablissements",
			[]string{"n°UAI de l'établissement", "Dont apprentis en EPLE?", "Taux", "Part en poursuite d'études",
				"Part en emploi 6 mois après la sortie", "Part des autres situations"}, true,
			func(c *choix, cell func(string) string) bool { return c.uais[uai(cell("n°UAI de l'établissement"))] }},
		{"inserjeunes-cfa",
			[]string{"Année", "UAI", "Libellé", "DEVENIR Part poursuite études", "DEVENIR Part en emploi 6 mois", "DEVENIR Part autre situation 6 mois",
				"Taux poursuite études", "Taux emploi 6 mois"}, true,
			func(c *choix, cell func(string) string) bool {
				return c.offrants[uai(cell("UAI"))] && cell("Taux poursuite études")+cell("Taux emploi 6 mois") != ""
			}},
		{"certif-info",
			[]string{"Libelle_Diplome", "Code_Scolarité", "Code_RNCP", "Code_Rome_1", "Code_Rome_2", "Code_Rome_3", "Code_Rome_4", "Code_Rome_5", "Code_FormaCode?"}, false,
			// All those that the readers take: their names are where the accents
			// of names known only in capitals are found.
			func(_ *choix, cell func(string) string) bool { return cell("Code_Scolarité") != "" }},
		{"rome", []string{"code_rome", "libelle_rome", "transition_eco", "transition_num", "transition_demo"}, true,
			func(c *choix, cell func(string) string) bool { return c.romes[cell("code_rome")] }},
		{"vacances-scolaires", []string{"zone", "libelle", "debut", "fin"}, true,
			func(*choix, func(string) string) bool { return true }},
	}
}

// uai returns a UAI as the readers do, which take small letters.
func uai(cellule string) string { return strings.ToUpper(cellule) }

// continuum returns the columns of the older and newer codes of a diploma.
func continuum() []string {
	var colonnes []string
	for i := 1; i <= 7; i++ {
		colonnes = append(colonnes, fmt.Sprint("ANCIEN_DIPLOME_", i), fmt.Sprint("NOUVEAU_DIPLOME_", i))
	}
	return colonnes
}

// writeTables writes the CSV data sets that the national set has.
func (c *coupe) writeTables() error {
	for _, t := range tables() {
		c.progress(t.id)
		fsys, chemins, err := c.find(t.id)
		if err != nil {
			return err
		}
		chemins = slices.DeleteFunc(chemins, func(chemin string) bool { return !c.keepFile(t.id, chemin) })
		err = c.writeSet(t.id, fsys, chemins, func(w io.Writer, chemin string) (int, error) {
			return sources.ExtractCSV(w, fsys, chemin, sources.Extrait{
				Colonnes: t.colonnes, Unique: t.unique,
				Keep: func(cell func(string) string) bool { return t.keep(c.choix, cell) },
			})
		})
		if err != nil {
			return err
		}
	}
	return nil
}
