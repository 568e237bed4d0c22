package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"futurpro/generator/publish"
	"futurpro/generator/verification"
)

const (
	// octetsScripts is what the scripts of a page may weigh, after gzip, before
	// a visitor does anything.
	octetsScripts = 15_000
	// nombreNoeuds is how many elements a page may have.
	nombreNoeuds = 4_000
)

// limites are the budgets of the site, the only place where they are: bytes,
// after gzip, of all that the first view of a page loads.
func limites() *verification.Limites {
	return &verification.Limites{Scripts: octetsScripts, Elements: nombreNoeuds, Budgets: []verification.Budget{
		{Nom: "home", Prefixe: "index.html", Octets: 25_000},
		{Nom: "commune", Prefixe: "commune/", Octets: 45_000},
		{Nom: "offre", Prefixe: "details/", Octets: 20_000},
		{Nom: "établissement", Prefixe: "etablissement/", Octets: 20_000},
		// The diplomas that are taught in a thousand places.
		{Nom: "formation", Prefixe: "formation/", Octets: 40_000},
		{Nom: "formations", Prefixe: "formations/", Octets: 20_000},
		{Nom: "domaine", Prefixe: "domaine/", Octets: 20_000},
		{Nom: "other", Prefixe: "", Octets: 45_000},
	}}
}

// genre names the kind of a file of the site, "" for one that is not put online.
func genre(fichier string) string {
	switch dossier, _, _ := strings.Cut(fichier, "/"); {
	case fichier == publish.NomManifeste:
		return ""
	case dossier == "assets":
		return "assets"
	case strings.HasSuffix(fichier, ".html"):
		return limites().Budget(fichier).Nom
	}
	return "data"
}

// printPoids tells what all files of each kind weigh.
func printPoids(w io.Writer, poids []verification.Poids) error {
	if len(poids) == 0 {
		return nil
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	ligne := func(p verification.Poids) {
		n := int64(p.Fichiers)
		fmt.Fprintf(t, "%d\t%s\t%d\t%d\t%d\t%d\t\n", n, p.Nom, p.Octets, p.Gzip, p.Octets/n, p.Gzip/n)
	}
	fmt.Fprintln(t, "files\tkind\tbytes\tgzip\tmean\tmean gzip\t")
	total := verification.Poids{Nom: "all"}
	for _, p := range poids {
		ligne(p)
		total.Fichiers, total.Octets, total.Gzip = total.Fichiers+p.Fichiers, total.Octets+p.Octets, total.Gzip+p.Gzip
	}
	ligne(total)
	return t.Flush()
}

// printCouts tells what the pages of each kind cost, at most.
func printCouts(w io.Writer, couts []verification.CoutGenre) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "pages\tkind\tbytes\tbudget\tscripts\trequests\telements\t  heaviest")
	for _, c := range couts {
		fmt.Fprintf(t, "%d\t%s\t%d\t%d\t%d\t%d\t%d\t  %s\n", c.Pages, c.Nom, c.Max.Octets, c.Budget.Octets, c.Max.Scripts, c.Max.Requetes, c.Max.Elements, c.Page)
	}
	return t.Flush()
}
