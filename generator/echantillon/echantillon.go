// Package echantillon cuts one region out of a national data set: the sample
// that the repository embeds. What it writes has the layout and the formats of
// the national set, so that the same readers read it.
//
// It decides which rows a region needs, and writes the folder all at once or
// not at all. The formats belong to sources, the timetables to gtfs, what the
// rows mean to assemblage.
package echantillon

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"github.com/goccy/go-yaml"
	"github.com/paulmach/orb"

	"futurpro/generator/anomalies"
	"futurpro/generator/sources"
)

// Options says what to cut, from where, to where.
type Options struct {
	National    fs.FS  // the national data folder
	Complements fs.FS  // the repository's data folder, for what National lacks; may be nil
	GTFS        fs.FS  // transport/*.zip and scolaire/*.zip; nil for none
	Destination string // folder of the sample, replaced as a whole
	Region      string // INSEE code
	Manifeste   *sources.Manifeste
	Journal     *anomalies.Journal
	Progress    func(nom string) // told each step; may be nil
	// SeuilPression returns the national third quartile of the taux de
	// pression, its rentrée and the number of taux behind it: a region's rows
	// cannot give it. May be nil.
	SeuilPression func(*sources.Sources) (q3 *float64, rentree string, n int, err error)
}

// Bilan says what a sample holds.
type Bilan struct {
	sources.Echantillon
	Fichiers []FichierEcrit  // in path order
	Laisses  []FichierLaisse // in path order
	Octets   int64           // of the whole folder
}

// FichierEcrit is one file of the sample.
type FichierEcrit struct {
	Chemin string
	Lignes int // rows or elements; 0 for an archive
	Octets int64
}

// FichierLaisse is a file without a row for the region, or a timetable, left
// out of the sample.
type FichierLaisse struct {
	Fichier string
	Raison  string // in French
}

// Codes of what can be wrong with the published files as a whole.
var (
	EmpreinteDifferente = anomalies.Code{Nom: "empreinte-differente", Sens: "le fichier n'est pas celui que décrit data/sources.yaml"}
	HorsManifeste       = anomalies.Code{Nom: "hors-manifeste", Sens: "le fichier n'est pas décrit dans data/sources.yaml"}
	SansContours        = anomalies.Code{Nom: "region-sans-contours", Sens: "horaires coupés au rectangle des centres des communes, faute de leurs contours"}
	ReseauSansJour      = anomalies.Code{Nom: "reseau-sans-jour", Sens: "réseau laissé de côté : aucun mardi ou jeudi de classe dans ses horaires"}
)

// coupe is a sample being cut.
type coupe struct {
	Options
	ctx    context.Context
	src    *sources.Sources
	choix  *choix
	sortie *dossier
	bilan  *Bilan

	cheminContours string // of the outlines of communes; "" without them
	contours       []contourBrut
	boite          orb.Bound // stands for the outlines where there are none
}

// Cut writes the sample of a region and says what is in it. Destination is
// replaced only once everything is written; the same input gives the same
// bytes.
func Cut(ctx context.Context, opts Options) (*Bilan, error) {
	c := &coupe{Options: opts, ctx: ctx, bilan: &Bilan{}}
	var err error
	c.src, err = sources.Read(opts.National, opts.Complements, opts.Manifeste, opts.Journal, opts.Progress)
	if err != nil {
		return nil, err
	}
	if c.src.Echantillon != nil {
		return nil, fmt.Errorf("cutting a sample: the folder to cut is itself the sample of region %s; give the national folder", c.src.Echantillon.Region)
	}
	if c.choix, err = choose(c.src, opts.Region); err != nil {
		return nil, err
	}
	if c.sortie, err = newDossier(opts.Destination); err != nil {
		return nil, err
	}
	defer c.sortie.discard()
	for _, etape := range []func() error{c.writeTables, c.writeJSON, c.writeOnisep, c.writeContours, c.writeReseaux, c.writeEchantillon} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := etape(); err != nil {
			return nil, err
		}
	}
	if err := c.sortie.commit(); err != nil {
		return nil, err
	}
	return c.bilan, nil
}

// writeEchantillon writes echantillon.yaml and closes the bilan.
func (c *coupe) writeEchantillon() error {
	e := &c.bilan.Echantillon
	e.Region, e.Nom = c.Region, c.choix.nomRegion
	if c.SeuilPression != nil {
		var err error
		if e.SeuilPression, e.RentreePression, e.OffresPression, err = c.SeuilPression(c.src); err != nil {
			return fmt.Errorf("computing the national figures: %w", err)
		}
	}
	data, err := yaml.Marshal(e)
	if err != nil {
		return fmt.Errorf("writing %s: %w", sources.CheminEchantillon, err)
	}
	data = append([]byte("# Written by generator sample. What is missing here is in the national data.\n"), data...)
	err = c.write(sources.CheminEchantillon, data, 0)
	slices.SortFunc(c.bilan.Fichiers, func(a, b FichierEcrit) int { return cmp.Compare(a.Chemin, b.Chemin) })
	slices.SortFunc(c.bilan.Laisses, func(a, b FichierLaisse) int { return cmp.Compare(a.Fichier, b.Fichier) })
	return err
}

// writeRows writes one file of rows or elements. A file without any row is left
// out, and said: the readers would take it for a cut download. written reports
// whether it was.
func (c *coupe) writeRows(chemin string, fill func(io.Writer) (lignes int, err error)) (written bool, err error) {
	var contenu bytes.Buffer
	lignes, err := fill(&contenu)
	if err != nil {
		return false, fmt.Errorf("cutting %s: %w", chemin, err)
	}
	if lignes == 0 {
		c.leave(chemin, "aucune ligne pour la région")
		return false, nil
	}
	return true, c.write(chemin, contenu.Bytes(), lignes)
}

// leave says that a file is not in the sample.
func (c *coupe) leave(fichier, raison string) {
	c.bilan.Laisses = append(c.bilan.Laisses, FichierLaisse{Fichier: fichier, Raison: raison})
}

// write writes one file of the sample and counts it.
func (c *coupe) write(chemin string, contenu []byte, lignes int) error {
	if err := c.sortie.write(chemin, contenu); err != nil {
		return err
	}
	c.bilan.Fichiers = append(c.bilan.Fichiers, FichierEcrit{Chemin: chemin, Lignes: lignes, Octets: int64(len(contenu))})
	c.bilan.Octets += int64(len(contenu))
	return nil
}

// progress tells a step.
func (c *coupe) progress(nom string) {
	if c.Progress != nil {
		c.Progress(nom)
	}
}
