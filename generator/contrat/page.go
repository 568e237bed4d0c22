package contrat

import (
	"encoding/json"
	"fmt"
	"strings"
)

// compter keeps how many établissements a file has: pages name them by rank.
func (c *Contrat) compter(chemin string, b []byte) error {
	var d struct {
		Etablissements []json.RawMessage `json:"etablissements"`
	}
	if err := json.Unmarshal(b, &d); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.etablissements[chemin] = len(d.Etablissements)
	return nil
}

// combien returns how many établissements the file at a site path has.
func (c *Contrat) combien(url string) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	n, ok := c.etablissements[strings.TrimPrefix(url, "/")]
	if !ok {
		return 0, fmt.Errorf("%s is no file of offres of the site", url)
	}
	return n, nil
}

// CheckPage tells what is wrong with the data in a page, by the file of the page:
// the first thing, as [Contrat.Check], which must have seen all the files before.
func (c *Contrat) CheckPage(chemin string, b []byte) error {
	dossier, _, _ := strings.Cut(chemin, "/")
	switch forme := dansPages[dossier]; forme {
	case "acces":
		return c.checkAcces(b)
	default:
		if err := c.valider(forme, b); err != nil {
			return err
		}
		return c.checkListe(b)
	}
}

// checkListe wants the files that the list of a visitor may read to be there.
func (c *Contrat) checkListe(b []byte) error {
	var d struct {
		Fichiers map[string][]string
	}
	if err := json.Unmarshal(b, &d); err != nil {
		return err
	}
	for _, l := range d.Fichiers {
		for _, url := range l {
			if _, err := c.combien(url); err != nil {
				return err
			}
		}
	}
	return nil
}

// accesMax are the most that the columns of a row of access may be, after its
// rank: minutes, rides, departure, flags, minutes from the best place.
var accesMax = [6]int{0, 90, 9, 4320, 15, 90}

// checkAcces wants each rank of the page of a commune to be that of an
// établissement of the file in the same place of its list, once at most. Its rows
// are compared here with what they must be, and only the rest with a schema,
// which would take a hundred times as long: there are millions of them.
func (c *Contrat) checkAcces(b []byte) error {
	var d map[string]any
	if err := json.Unmarshal(b, &d); err != nil {
		return fmt.Errorf("JSON that cannot be read: %w", err)
	}
	var page struct {
		Fichiers []struct{ URL string }
		Acces    struct {
			Acces    [][][]int
			Academie []bool
		}
	}
	errLignes := json.Unmarshal(b, &page)
	if m, ok := d["acces"].(map[string]any); ok && m["acces"] != nil {
		m["acces"] = []any{}
	}
	if err := c.parNom["acces"].Validate(d); err != nil {
		return premiere(err)
	}
	if errLignes != nil {
		return fmt.Errorf("not as it should be: %w", errLignes)
	}
	if n := len(page.Fichiers); len(page.Acces.Acces) != n || len(page.Acces.Academie) != n {
		return fmt.Errorf("%d files, access to %d and académies of %d", n, len(page.Acces.Acces), len(page.Acces.Academie))
	}
	for i, f := range page.Fichiers {
		n, err := c.combien(f.URL)
		if err != nil {
			return err
		}
		avant := -1
		for rang, e := range page.Acces.Acces[i] {
			if err := checkLigne(e); err != nil {
				return fmt.Errorf("/acces/acces/%d/%d: %w", i, rang, err)
			}
			if e[0] >= n || e[0] <= avant {
				return fmt.Errorf("/acces/acces/%d/%d: row %d of %s after row %d, of %d", i, rang, e[0], f.URL, avant, n)
			}
			avant = e[0]
		}
	}
	return nil
}

// checkLigne looks at one row of access, but for the end of its rank.
func checkLigne(l []int) error {
	if len(l) != len(accesMax) {
		return fmt.Errorf("%d columns, want %d", len(l), len(accesMax))
	}
	for i, v := range l {
		if v < 0 || i > 0 && v > accesMax[i] {
			return fmt.Errorf("column %d: got %d, want 0 to %d", i, v, accesMax[i])
		}
	}
	return nil
}
