// Package comparaison tells a person, in French, what changed between two
// builds of the site: sources, offres gained and lost, figures that moved,
// communes that lost most of their results. Past the thresholds of a file, a
// change is an alert, and the newer build should not be published unseen.
//
// It reads what diffusion wrote in the folder of the data of each site, and
// nothing else: the build that is online may be an old one.
package comparaison

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"futurpro/generator/diffusion"
)

// dossier is where a site keeps its data.
const dossier = "donnees"

// Rapport is what changed.
type Rapport struct {
	Sections []Section
	// Alertes are the changes past a threshold, in sentences; none when the
	// newer site may be published.
	Alertes []string
}

// Section is a part of the report.
type Section struct {
	Titre  string
	Lignes []string
}

// Compare reads both sites. The error is about reading them.
func Compare(avant, apres fs.FS, s Seuils) (*Rapport, error) {
	a, errA := readSite(avant)
	if errA != nil {
		errA = fmt.Errorf("reading the older site: %w", errA)
	}
	b, errB := readSite(apres)
	if errB != nil {
		errB = fmt.Errorf("reading the newer site: %w", errB)
	}
	if err := errors.Join(errA, errB); err != nil {
		return nil, err
	}
	c := &comparaison{avant: a, apres: b, seuils: s}
	c.comptes()
	c.sources()
	c.reseaux()
	c.colonnes()
	c.offres()
	c.chiffres()
	c.noms()
	c.communes()
	c.anomalies()
	return &c.rapport, nil
}

// comparaison is a comparison being made.
type comparaison struct {
	avant, apres *site
	seuils       Seuils
	rapport      Rapport
}

func (c *comparaison) section(titre string, lignes []string) {
	if len(lignes) > 0 {
		c.rapport.Sections = append(c.rapport.Sections, Section{titre, lignes})
	}
}

func (c *comparaison) alerte(format string, args ...any) {
	c.rapport.Alertes = append(c.rapport.Alertes, fmt.Sprintf(format, args...))
}

// site is what a build says of itself.
type site struct {
	etat                             diffusion.Etat
	communes, etablissements, offres *table
}

func readSite(fsys fs.FS) (*site, error) {
	b, err := fs.ReadFile(fsys, path.Join(dossier, diffusion.NomEtat))
	if err != nil {
		return nil, fmt.Errorf("%w; give the folder of a site built by this generator", err)
	}
	s := &site{}
	if err := json.Unmarshal(b, &s.etat); err != nil {
		return nil, fmt.Errorf("%s: %w; build the site again", diffusion.NomEtat, err)
	}
	if s.etat.Version != diffusion.VersionEtat {
		return nil, fmt.Errorf("%s is of version %d, this generator reads version %d; build the site again", diffusion.NomEtat, s.etat.Version, diffusion.VersionEtat)
	}
	var errs [3]error
	s.communes, errs[0] = readTable(fsys, "communes", "insee")
	s.etablissements, errs[1] = readTable(fsys, "etablissements", "uai")
	s.offres, errs[2] = readTable(fsys, "offres", "cle")
	return s, errors.Join(errs[:]...)
}

// lignes is the number of rows of a published table.
func (s *site) lignes(nom string) int {
	for _, t := range s.etat.Tables {
		if t.Nom == nom {
			return t.Lignes
		}
	}
	return 0
}

// table is a published table, its rows found by their key.
type table struct {
	colonnes map[string]int
	cles     []string // in the order of the file
	rangees  map[string][]string
}

func readTable(fsys fs.FS, nom, cle string) (*table, error) {
	chemin := path.Join(dossier, nom+".csv")
	f, err := fsys.Open(chemin)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w; build the site again", chemin, err)
	}
	t := &table{colonnes: map[string]int{}, rangees: map[string][]string{}}
	if len(rows) == 0 {
		return nil, fmt.Errorf("%s is empty; build the site again", chemin)
	}
	for i, c := range rows[0] {
		t.colonnes[c] = i
	}
	rang, ok := t.colonnes[cle]
	if !ok {
		return nil, fmt.Errorf("%s has no column %s; build the site again", chemin, cle)
	}
	for _, row := range rows[1:] {
		t.cles = append(t.cles, row[rang])
		t.rangees[row[rang]] = row
	}
	return t, nil
}

// valeur is a cell; "" for a column or a row that is not there.
func (t *table) valeur(cle, colonne string) string {
	i, ok := t.colonnes[colonne]
	row := t.rangees[cle]
	if !ok || i >= len(row) {
		return ""
	}
	return row[i]
}

// moins are the keys of t that other lacks, in order.
func (t *table) moins(other *table) []string {
	return slices.DeleteFunc(slices.Clone(t.cles), func(cle string) bool { return other.rangees[cle] != nil })
}

// perte is the share of before that is gone; 0 when there was nothing.
func perte(avant, apres int) float64 {
	if avant == 0 {
		return 0
	}
	return max(0, float64(avant-apres)/float64(avant))
}

// parCle makes a map of a list.
func parCle[T any](l []T, cle func(T) string) map[string]T {
	m := make(map[string]T, len(l))
	for _, e := range l {
		m[cle(e)] = e
	}
	return m
}

// triees are the keys of both maps, in order.
func triees[T any](a, b map[string]T) []string {
	var l []string
	for k := range a {
		l = append(l, k)
	}
	for k := range b {
		l = append(l, k)
	}
	slices.SortFunc(l, cmp.Compare)
	return slices.Compact(l)
}
