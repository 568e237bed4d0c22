package main

import (
	"cmp"
	"fmt"
	"io"
	"path"
	"text/tabwriter"

	"futurpro/generator/sources"
	"futurpro/generator/telechargement"
)

// printDemandes says what would be asked for.
func (p *collecte) printDemandes(w io.Writer) {
	fmt.Fprintf(w, "To download to %s:\n", p.o.to)
	for _, f := range p.fichiers {
		fmt.Fprintf(w, "  %s (%s)\n    %s%s\n", f.fichier.Chemin, f.source.ID, f.fichier.Telechargement, aVerifier(f.fichier))
	}
	if len(p.fichiers) == 0 {
		fmt.Fprintln(w, "  nothing: none of these files has an address")
	}
}

func aVerifier(f sources.Fichier) string {
	if f.AVerifier {
		return " (never verified)"
	}
	return ""
}

// printResultats says what became of each request: a table of what is well,
// then what asks for something to be done.
func (p *collecte) printResultats(w io.Writer, resultats []telechargement.Resultat) {
	fmt.Fprintln(w)
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for i, r := range resultats {
		etat := map[telechargement.Issue]string{telechargement.Recu: "downloaded", telechargement.AJour: "up to date", telechargement.NouvelleVersion: "new version"}[r.Issue]
		taille := octets(r.Taille)
		if r.Err != nil {
			etat, taille = "failed", ""
		}
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\n", etat, r.Chemin, p.fichiers[i].source.ID, taille)
	}
	tw.Flush()
	premiers := 0
	for i, r := range resultats {
		f := p.fichiers[i]
		switch {
		case r.Err != nil:
			p.printEchec(w, f, r)
		case r.Issue == telechargement.NouvelleVersion:
			p.printVersion(w, f, r)
		case f.fichier.SHA256 == "" && f.source.Reseau != nil:
			premiers++
		case f.fichier.SHA256 == "":
			fmt.Fprintf(w, "\nFirst download of %s: write in %s\n  sha256: \"%s\"\n", r.Chemin, p.o.sources, r.Trouve)
		}
	}
	switch {
	case premiers > 0 && p.o.acceptNew:
		fmt.Fprintf(w, "\nTimetables downloaded for the first time: %d, whose sha256 are in %s\n", premiers, p.o.liste())
	case premiers > 0:
		fmt.Fprintf(w, "\nTimetables without known sha256: %d; 'generator fetch --accept-new' writes those of what came in %s\n", premiers, p.o.liste())
	}
}

func (p *collecte) printEchec(w io.Writer, f aTelecharger, r telechargement.Resultat) {
	fmt.Fprintf(w, "\nFailed: %s (%s)\n  %v\n  address: %s%s\n", r.Chemin, f.source.ID, r.Err, r.URL, aVerifier(f.fichier))
	switch {
	case r.Conforme:
		fmt.Fprintln(w, "  the file is in place all the same")
	case r.Present:
		fmt.Fprintln(w, "  the file in place is not the one that is described")
	}
	fmt.Fprintf(w, "  page: %s\n", f.source.URL)
	if f.source.Manuel != "" {
		fmt.Fprintf(w, "  by hand: %s\n", f.source.Manuel)
	}
}

func (p *collecte) printVersion(w io.Writer, f aTelecharger, r telechargement.Resultat) {
	description := p.description(f)
	fmt.Fprintf(w, "\nNew version: %s (%s, described as %s)\n  known  %s\n  new    %s  %s", r.Chemin, f.source.ID, cmp.Or(f.source.Millesime, "of no known period"), r.SHA256, r.Trouve, octets(r.Taille))
	if r.Modifie != "" {
		fmt.Fprintf(w, ", of %s", r.Modifie)
	}
	fmt.Fprintln(w)
	switch {
	case r.Cote == "" && p.o.acceptNew:
		fmt.Fprintf(w, "  in place, and its sha256 is in %s: correct millesime there\n", description)
	case r.Cote == "":
		fmt.Fprintf(w, "  in place already: 'generator fetch --only %s --accept-new' writes its sha256 in %s\n", f.source.ID, description)
	default:
		fmt.Fprintf(w, "  it waits in %s; ", path.Join(p.o.to, r.Cote))
		if r.Present {
			fmt.Fprintln(w, "the previous file stays in place")
		} else {
			fmt.Fprintln(w, "no file is in place")
		}
		fmt.Fprintf(w, "  compare, then 'generator fetch --only %s --accept-new', and correct millesime in %s\n", f.source.ID, description)
	}
}

// printManuels says what no address gives, and where it is.
func (p *collecte) printManuels(w io.Writer) {
	if len(p.manuels) > 0 {
		fmt.Fprintln(w, "\nTo get by hand:")
	}
	for _, m := range p.manuels {
		usage := "optional"
		if m.source.Requise {
			usage = "required"
		}
		fmt.Fprintf(w, "  %s (%s, %s)\n    %s\n", m.source.Nom, m.source.ID, usage, m.source.URL)
		if m.source.Manuel != "" {
			fmt.Fprintf(w, "    %s\n", m.source.Manuel)
		}
		for _, f := range m.fichiers {
			etat := "in place"
			switch {
			case f.trouve == "":
				etat = "missing"
			case f.SHA256 != "" && f.trouve != f.SHA256:
				etat = "in place, but its sha256 is " + f.trouve + ": another version than described"
			}
			fmt.Fprintf(w, "    %s: %s\n", path.Join(p.o.to, f.Chemin), etat)
		}
	}
}

// octets writes a size as people read it.
func octets(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1_000_000:
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}
