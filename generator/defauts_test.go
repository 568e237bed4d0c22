package main

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"futurpro/generator/anomalies"
	"futurpro/generator/assemblage"
	"futurpro/generator/comparaison"
	"futurpro/generator/diffusion"
	"futurpro/generator/origines"
	"futurpro/generator/resultats"
	"futurpro/generator/sources"
	"futurpro/generator/trajets"
)

// TestABrokenSourceIsNeverPublishedUnseen breaks each file of the sample in
// each of the ways in which files are broken, and wants the build to refuse it,
// or the comparison with the last build to alert, or the tables to be the same:
// anything else is nonsense that a refresh would publish.
func TestABrokenSourceIsNeverPublishedUnseen(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the sample some hundreds of times")
	}
	skipWithoutSample(t)
	saine := os.DirFS("../data/bretagne")
	reference, lus, err := diffuser(saine)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile("../data/seuils.yaml")
	if err != nil {
		t.Fatal(err)
	}
	seuils, err := comparaison.ReadSeuils("seuils.yaml", b)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range lus {
		sain, err := fs.ReadFile(saine, f.Chemin)
		if err != nil {
			continue // from the complements, as the school calendar
		}
		for _, d := range defauts() {
			casse := d.casser(f.Chemin, sain)
			if casse == nil || bytes.Equal(casse, sain) {
				continue // this file has nothing of that kind
			}
			t.Run(d.nom+"/"+path.Base(f.Chemin), func(t *testing.T) {
				t.Parallel()
				apres, _, err := diffuser(remplace{saine, f.Chemin, casse})
				if err != nil {
					usuel, ok := nomsUsuels()[path.Base(f.Chemin)]
					if !strings.Contains(err.Error(), f.Chemin) && !(ok && strings.Contains(err.Error(), usuel)) {
						t.Errorf("refused, but the file is not named: %v", err)
					}
					t.Logf("refused: %v", err)
					return
				}
				r, err := comparaison.Compare(reference, apres, seuils)
				switch {
				case err != nil:
					t.Error(err)
				case len(r.Alertes) > 0:
					t.Logf("alert: %s", r.Alertes[0])
				case memesTables(reference, apres):
					t.Log("nothing changes for a reader")
				default:
					var b strings.Builder
					_ = r.Write(&b) // to a string
					t.Errorf("published unseen:\n%s", b.String())
				}
			})
		}
	}
}

// nomsUsuels are the words by which the messages about the rows of other files
// name those that all the others refer to.
func nomsUsuels() map[string]string {
	return map[string]string{"n_mef.csv": "nomenclature N_MEF", "annuaire-education.csv": "annuaire", "departements_academies_regions.csv": "département"}
}

// defaut is a way to break a file; casser returns nil where it does not apply.
type defaut struct {
	nom    string
	casser func(chemin string, b []byte) []byte
}

func defauts() []defaut {
	csvSeulement := func(change func(lignes []string) []string) func(string, []byte) []byte {
		return func(chemin string, b []byte) []byte {
			if path.Ext(chemin) != ".csv" {
				return nil
			}
			return []byte(strings.Join(change(strings.SplitAfter(string(b), "\n")), ""))
		}
	}
	premiereCle := regexp.MustCompile(`"([a-zA-Z_-]+)" ?:`)
	date := regexp.MustCompile(`\b(\d{2})/(\d{2})/(\d{4})\b`)
	dateISO := regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})\b`)
	return []defaut{
		{nom: "cut", casser: func(_ string, b []byte) []byte { return b[:len(b)/2] }},
		{nom: "cut at the end of a line", casser: csvSeulement(func(l []string) []string { return l[:len(l)/2] })},
		{nom: "empty", casser: func(string, []byte) []byte { return []byte{} }},
		{nom: "header alone", casser: csvSeulement(func(l []string) []string { return l[:1] })},
		{nom: "page of a portal", casser: func(string, []byte) []byte {
			return []byte("<!doctype html>\n<html><title>Connexion</title>\n<p>Identifiez-vous.\n</html>\n")
		}},
		{nom: "renamed column", casser: func(chemin string, b []byte) []byte {
			if path.Ext(chemin) == ".csv" {
				ligne, reste, _ := bytes.Cut(b, []byte("\n"))
				colonnes := strings.Split(string(ligne), ";")
				for i := range colonnes {
					colonnes[i] = "nouveau " + colonnes[i]
				}
				return []byte(strings.Join(colonnes, ";") + "\n" + string(reste))
			}
			cle := premiereCle.FindSubmatch(b)
			if cle == nil {
				return nil // an object of codes, without names of ours
			}
			return bytes.ReplaceAll(b, []byte(`"`+string(cle[1])+`"`), []byte(`"autre"`))
		}},
		{nom: "shifted columns", casser: csvSeulement(func(l []string) []string {
			for i := 1; i < len(l); i++ {
				if l[i] != "" {
					l[i] = ";" + l[i]
				}
			}
			return l
		})},
		{nom: "columns exchanged under their names", casser: csvSeulement(func(l []string) []string {
			for i := 1; i < len(l); i++ {
				if a, b, ok := strings.Cut(l[i], ";"); ok {
					c, reste, _ := strings.Cut(b, ";")
					l[i] = c + ";" + a + ";" + reste
				}
			}
			return l
		})},
		{nom: "UTF-16", casser: func(_ string, b []byte) []byte {
			var large []byte
			for _, u := range utf16.Encode([]rune(string(b))) {
				large = append(large, byte(u), byte(u>>8))
			}
			return large
		}},
		{nom: "every row twice", casser: csvSeulement(func(l []string) []string {
			double := l[:1:1]
			for _, ligne := range l[1:] {
				double = append(double, ligne, ligne)
			}
			return double
		})},
		{nom: "dates in another format", casser: func(_ string, b []byte) []byte {
			return dateISO.ReplaceAll(date.ReplaceAll(b, []byte("$2-$1-$3")), []byte("$3.$2.$1"))
		}},
		{nom: "commas for semicolons", casser: csvSeulement(func(l []string) []string {
			for i := range l {
				l[i] = strings.ReplaceAll(l[i], ";", ",")
			}
			return l
		})},
		{nom: "a column emptied", casser: csvSeulement(func(l []string) []string {
			for i := 1; i < len(l); i++ {
				if champs := strings.Split(l[i], ";"); len(champs) > 1 {
					champs[1] = ""
					l[i] = strings.Join(champs, ";")
				}
			}
			return l
		})},
	}
}

// remplace is a folder with another content for one file.
type remplace struct {
	fs.FS
	chemin string
	corps  []byte
}

// Open implements fs.FS.
func (r remplace) Open(nom string) (fs.File, error) {
	if nom == r.chemin {
		return fstest.MapFS{nom: {Data: r.corps}}.Open(nom)
	}
	return r.FS.Open(nom)
}

// diffuser goes from a data folder to the published tables, without timetable.
func diffuser(data fs.FS) (fstest.MapFS, []sources.FichierLu, error) {
	complements := os.DirFS("../data")
	m, err := sources.ReadManifeste(complements, "sources.yaml")
	if err != nil {
		return nil, nil, err
	}
	j := anomalies.New()
	src, err := sources.Read(data, complements, m, j, nil)
	if err != nil {
		return nil, nil, err
	}
	ref, cat, err := assemblage.Assemble(src, j)
	if err = errors.Join(err, j.Verdict()); err != nil {
		return nil, nil, err
	}
	sans, err := readReseaux(fstest.MapFS{}, ref, src, voirie{}, j)
	if err != nil {
		return nil, nil, err
	}
	avant := donnees{src: src, cat: cat, reseaux: sans}
	contours, err := sources.ReadContoursCommunes(data)
	if err != nil {
		return nil, nil, err
	}
	depuis := origines.Choose(ref, contours, avant.reperes())
	aPied, _, err := sans.demande(depuis, cat).Compute(context.Background(), trajets.Whole(), nil, nil)
	if err != nil {
		return nil, nil, err
	}
	d, err := diffusion.New(diffusion.Entrees{Ref: ref, Cat: cat, Moteur: resultats.New(ref, cat, aPied.Matrices()[0], nil, nil), Sources: src, Journal: j, Couverture: assemblage.CouvertureDe(src, ref, cat)})
	if err != nil {
		return nil, nil, err
	}
	site := fstest.MapFS{}
	for _, f := range d.Fichiers {
		if !strings.HasSuffix(f.Nom, ".csv") && f.Nom != diffusion.NomEtat {
			continue
		}
		b, err := f.Corps()
		if err != nil {
			return nil, nil, err
		}
		site["donnees/"+f.Nom] = &fstest.MapFile{Data: b}
	}
	return site, src.Lus, nil
}

// memesTables reports whether two sites publish the same.
func memesTables(a, b fstest.MapFS) bool {
	for nom, f := range a {
		if path.Ext(nom) == ".csv" && !bytes.Equal(f.Data, b[nom].Data) {
			return false
		}
	}
	return true
}
