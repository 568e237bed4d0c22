package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"futurpro/generator/anomalies"
	"futurpro/generator/assemblage"
	"futurpro/generator/catalogue"
	"futurpro/generator/content"
	"futurpro/generator/sources"
	"futurpro/generator/territoire"
)

// rapport is what a build says of itself at the end.
type rapport struct {
	debut, etape time.Time
	etapes       []etapeFaite
}

type etapeFaite struct {
	nom       string
	duree     time.Duration
	compteurs []compteur
}

// compteur is a counted thing.
type compteur struct {
	nom string
	n   int
}

func newRapport() *rapport {
	now := time.Now()
	return &rapport{debut: now, etape: now}
}

// fin closes a stage.
func (r *rapport) fin(nom string, compteurs ...compteur) {
	now := time.Now()
	r.etapes = append(r.etapes, etapeFaite{nom, now.Sub(r.etape), compteurs})
	r.etape = now
}

// print writes the report: counts and time per stage, coverage, anomalies by code with
// an example each, and what missing sources cost.
func (r *rapport) print(w io.Writer, o options, j *anomalies.Journal, src *sources.Sources, c assemblage.Couverture) {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "\nStage\tTime\tCounts")
	for _, e := range r.etapes {
		var counts []string
		for _, c := range e.compteurs {
			counts = append(counts, fmt.Sprintf("%d %s", c.n, c.nom))
		}
		fmt.Fprintf(tw, "%s\t%s\t%s\n", e.nom, e.duree.Round(time.Millisecond), strings.Join(counts, ", "))
	}
	fmt.Fprintf(tw, "total\t%s\t\n", time.Since(r.debut).Round(time.Millisecond))
	tw.Flush()
	printCouverture(w, c)
	printAnomalies(w, j)
	if len(src.Manquantes) > 0 {
		fmt.Fprintln(w, "\nMissing optional sources:")
		for _, s := range src.Manquantes {
			fmt.Fprintf(w, "  %s (%s): %s\n", s.Nom, s.ID, s.Apport)
		}
	}
	fmt.Fprintf(w, "\nThe site is in %s. Look at it with 'make serve' or 'generator serve --dir %s'.\n", o.out, o.out)
}

// printCouverture says how much of the sources the site shows.
func printCouverture(w io.Writer, c assemblage.Couverture) {
	fmt.Fprintln(w, "\nCoverage:")
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	line := func(nom string, format string, args ...any) {
		fmt.Fprintf(tw, "  %s\t%s\n", nom, fmt.Sprintf(format, args...))
	}
	line("communes", "%d, of which %d have a place; %d left out", c.Communes.Total, c.Communes.Placees, c.Communes.Ecartees)
	j := c.Jointure
	line("UAI x CFD pairs", "%d at %d UAI: %d listed, %d under a newer code, %d closed, %d without établissement; %d have a place (%d by a plain join)",
		j.Paires, j.UAI, j.Listees, j.Reunies, j.Fermees, j.SansEtab, j.ListeesSituees, j.PairesPlacees)
	e := c.Etablissements
	line("établissements", "%d: %d placed, %d at the centre of their commune (%d read in a name), %d without place; %d without name, %d of unknown statut",
		e.Total, e.Exacts, e.Approches, e.LieuxDeduits, e.SansPosition, e.SansNom, e.StatutInconnu)
	o := c.Offres
	line("offres", "%d, of which %d in apprentissage, %d with a place, %d under a code that replaced theirs", o.Total, o.Apprentissage, o.Situees, o.AncienCode)
	line("their figures", "admission %d, pressure %d, own rates %d, regional rates %d (%d of their own code), salary %d, sheet %d, domaine %d, étiquette %d",
		o.Entree, o.TauxPression, o.TauxEtablissement, o.TauxRegional, o.RegionalPropre, o.Salaire, o.Fiche, o.Domaine, o.Etiquette)
	tw.Flush()
}

func printAnomalies(w io.Writer, j *anomalies.Journal) {
	resumes := j.Resumes()
	if len(resumes) == 0 {
		fmt.Fprintln(w, "\nNo anomaly in the data.")
		return
	}
	fmt.Fprintln(w, "\nAnomalies in the data:")
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, r := range resumes {
		fmt.Fprintf(tw, "  %d\t%s\t%s\n\t\tfor instance %s\n", r.Nombre, r.Code.Nom, r.Code.Sens, r.Exemple)
	}
	tw.Flush()
}

// constats says the anomalies in French, for the page of the data.
func constats(j *anomalies.Journal) []string {
	var l []string
	for _, r := range j.Resumes() {
		l = append(l, fmt.Sprintf("%s : %d", r.Code.Sens, r.Nombre))
	}
	return l
}

// attendues is the number of files to expect, for the progress bar.
func attendues(ref *territoire.Referentiel, cat *catalogue.Catalogue, corpus *content.Corpus) int {
	const fragmentsEtAnnexes = 400
	return len(ref.Communes) + len(cat.Offres) + len(cat.Etablissements) + len(ref.Departements) + len(corpus.Articles) + fragmentsEtAnnexes
}
