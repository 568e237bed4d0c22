package sources

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"futurpro/generator/anomalies"
)

// jeu is one data set: where its files are and who reads them. The format and
// the layout are the same for the national set and for a sample.
type jeu struct {
	id     string // in the manifest
	requis bool
	motif  string // of the paths in the data folder, as path.Match takes it
	read   func(*fichier, *Sources) error
	// litteral says that the files use quotation marks as text (BCN,
	// Certif-Info).
	litteral bool
}

// jeux is the table of the data sets. A new source is one line here, one file
// in this package and one entry in data/sources.yaml.
func jeux() []jeu {
	return []jeu{
		{"communes", true, "geo-api/communes.json", readCommunes, false},
		{"communes-anciennes", false, "geo-api/communes_associees_deleguees.json", readAnciennesCommunes, false},
		{"communes-anciens-codes", false, "geo-api/anciens-codes.json", readAnciensCodes, false},
		{"departements", true, "education/departements_academies_regions.csv", readDepartements, false},
		{"annuaire-education", true, "education/annuaire-education.csv", readAnnuaire, false},
		{"ips-lycees", false, "education/fr-en-ips-lycees-*.csv", readIPS, false},
		{"constat-rentree", true, "education/constat-rentree-*.csv", readConstat, false},
		{"affelnet", false, "affelnet/attractivite-capacite-*.csv", readAffelnet, false},
		{"bcn-mef", true, "bcn/n_mef.csv", readMEF, true},
		{"bcn-v-formation-diplome", false, "bcn/v_formation_diplome.csv", readDiplomes, true},
		{"bcn-n-formation-diplome", true, "bcn/n_formation_diplome.csv", readDiplomes, true},
		{"bcn-groupes", false, "bcn/n_groupe_formation.csv", readGroupes, true},
		{"bcn-liens", false, "bcn/n_lien_formation_groupe.csv", readLiens, true},
		{"bcn-familles", false, "bcn/familles_metiers.csv", readFamilles, true},
		{"inserjeunes-regions", false, "inserjeunes/regions.csv", readInserRegions, false},
		{"inserjeunes-etablissements", false, "inserjeunes/depp-etablissements-*.csv", readInserEtablissements, false},
		{"inserjeunes-regions-api", false, "inserjeunes/regionales*.json", readInserRegionales, false},
		{"inserjeunes-cfa", false, "inserjeunes/fr-en-inserjeunes-cfa*.csv", readInserCFA, false},
		{"inserjeunes-formations", false, "inserjeunes/formations*", readInserFormations, false},
		{"inserjeunes-salaires", false, "inserjeunes/certifications*", readSalaires, false},
		{"acce", false, "acce/acce_etablissements*.csv", readACCE, false},
		{"affelnet-lieux", false, "affelnet/offre-formation-*.csv", readLieuxAffelnet, false},
		{"apprentissage", false, "apprentissage/formations*.json", readApprentissages, false},
		{"formacodes-transition", false, "certif-info/formacodes-transition-ecologique.xlsx", readFormacodes, false},
		{"onisep-formations", false, "onisep/ideo-formations-initiales.json", readOnisepFormations, false},
		{"onisep-fiches", false, "onisep/ideo-fiches_formations" + xmlOuZip, readOnisepFiches, false},
		{"onisep-metiers", false, "onisep/ideo-metiers_onisep" + xmlOuZip, readOnisepMetiers, false},
		{"onisep-passage", false, "onisep/table_de_passage_codes_certifications_et_formations" + xmlOuZip, readPassages, false},
		{"onisep-actions", false, "onisep/ideo-actions-formation-lycee.json", readOnisepActions, false},
		{"onisep-structures", false, "onisep/ideo-structures-secondaires.json", readOnisepStructures, false},
		{"fiches-secondes", false, "futur-pro/fiches.json", readFichesSecondes, false},
		{"formations-similaires", false, "futur-pro/formationSimilaire.json", readSimilaires, false},
		{"mots-cles", false, "futur-pro/keywords_formations_cqlp.json", readMotsCles, false},
		{"portes-ouvertes", false, "futur-pro/jpo.json", readPortesOuvertes, false},
		{"rome", false, "rome/rome.csv", readRome, false},
		{"rome-metiers", false, "rome/rome-metiers.csv", readRomeMetiers, false},
		{"rncp", false, "rncp/export_fiches_CSV_Rome_*.csv", readRNCP, false},
		{"certif-info", false, "certif-info/certif_info.csv", readCertifInfo, true},
		{"vacances-scolaires", false, "calendrier/vacances-scolaires.csv", readVacances, false},
	}
}

// xmlOuZip ends the pattern of a file that may stand as XML or as the zip of
// it, in path.Match's words.
const xmlOuZip = ".[xz][mi][lp]"

// Read reads every data set of the folder fsys, national or sample, several at
// a time. A set that fsys lacks is looked for in complements (the repository's
// data folder; nil for none). progress, when not nil, is told the name of each set
// before it is read.
//
// It returns one error naming every file that is missing or cannot be read;
// bad rows go to j.
func Read(fsys, complements fs.FS, m *Manifeste, j *anomalies.Journal, progress func(nom string)) (*Sources, error) {
	s := &Sources{Manifeste: m}
	table := jeux()
	parts, errs := make([]Sources, len(table)), make([]error, len(table)+1)
	s.Echantillon, errs[len(table)] = readEchantillon(fsys)
	absents := map[string]bool{}
	var lectures errgroup.Group // of no error: all are told
	lectures.SetLimit(runtime.GOMAXPROCS(0))
	for i, jeu := range table {
		source, ok := m.Source(jeu.id)
		if !ok {
			errs[i] = fmt.Errorf("data set %q is not described in data/sources.yaml; add it", jeu.id)
			continue
		}
		if progress != nil {
			progress(source.Nom)
		}
		chemins, dans, err := findFiles(jeu.motif, fsys, complements)
		switch {
		case err != nil:
			errs[i] = err
		case len(chemins) > 0:
			lectures.Go(func() error {
				errs[i] = readAll(jeu, dans, chemins, &parts[i], j)
				return nil
			})
		case jeu.requis:
			errs[i] = missingError(jeu, source)
		default:
			absents[jeu.id] = true
		}
	}
	_ = lectures.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	for i := range parts {
		s.join(&parts[i])
	}
	for _, source := range m.Sources {
		if absents[source.ID] {
			s.Manquantes = append(s.Manquantes, source)
		}
	}
	return s, nil
}

// OpenStreetMap is the data set of the streets. It is too large to be read
// here: package rues does.
const OpenStreetMap = "openstreetmap"

// EstLu reports whether a data set of the manifest has a reader.
func EstLu(id string) bool {
	return id == OpenStreetMap || slices.ContainsFunc(jeux(), func(j jeu) bool { return j.id == id })
}

// findFiles returns the files that match motif, in name order, and the first
// of the folders that has any.
func findFiles(motif string, folders ...fs.FS) ([]string, fs.FS, error) {
	for _, fsys := range folders {
		if fsys == nil {
			continue
		}
		chemins, err := fs.Glob(fsys, motif)
		if err != nil {
			return nil, nil, fmt.Errorf("looking for %s: %w", motif, err)
		}
		if len(chemins) > 0 {
			slices.Sort(chemins)
			return chemins, fsys, nil
		}
	}
	return nil, nil, nil
}

// readAll reads the files of one data set; its error says all that is wrong with
// them.
func readAll(jeu jeu, fsys fs.FS, chemins []string, s *Sources, j *anomalies.Journal) error {
	var errs []error
	for _, chemin := range chemins {
		data, err := readFile(fsys, chemin)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		f, err := openFichier(chemin, data, j)
		if err == nil {
			f.litteral = jeu.litteral
			err = jeu.read(f, s)
		}
		if err == nil {
			somme := sha256.Sum256(data)
			s.Lus = append(s.Lus, FichierLu{jeu.id, chemin, hex.EncodeToString(somme[:]), len(data), f.remplies})
		}
		if err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// readFile returns the content of a file, of the one inside it for an archive.
func readFile(fsys fs.FS, chemin string) ([]byte, error) {
	data, err := fs.ReadFile(fsys, chemin)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", chemin, err)
	}
	if path.Ext(chemin) == ".zip" {
		return unzip(chemin, data)
	}
	return data, nil
}

// missingError says which required file is missing and what to do.
func missingError(jeu jeu, source Source) error {
	return fmt.Errorf("missing %s (%s, required): download it from %s and put it in the data folder, or build from another folder",
		jeu.motif, source.Nom, source.URL)
}
