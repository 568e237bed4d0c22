package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"futurpro/generator/anomalies"
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

// print writes the report: counts and time per stage, anomalies by code with
// an example each, and what missing sources cost.
func (r *rapport) print(w io.Writer, o options, j *anomalies.Journal, src *sources.Sources) {
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
	printAnomalies(w, j)
	if len(src.Manquantes) > 0 {
		fmt.Fprintln(w, "\nMissing optional sources:")
		for _, s := range src.Manquantes {
			fmt.Fprintf(w, "  %s (%s): %s\n", s.Nom, s.ID, s.Apport)
		}
	}
	fmt.Fprintf(w, "\nThe site is in %s. Look at it with 'make serve' or 'generator serve --dir %s'.\n", o.out, o.out)
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
