package main

import (
	"fmt"
	"io"
	"path"

	"futurpro/generator/telechargement"
)

// writeRapport tells in French, as Markdown, for the person who answers for the
// site: which sources could not be had, what it changes for visitors, what to do.
// The rest is counted.
func (p *collecte) writeRapport(w io.Writer, resultats []telechargement.Resultat) {
	var echecs, attentes []int
	venus := 0
	for i, r := range resultats {
		switch {
		case r.Err != nil:
			echecs = append(echecs, i)
		case r.Cote != "":
			attentes = append(attentes, i)
		case r.Issue != telechargement.AJour:
			venus++
		}
	}
	fmt.Fprintf(w, "## Les données\n\nFichiers demandés : %d. Nouveaux : %d. En échec : %d. Nouvelles versions qui attendent votre accord : %d.\n",
		len(resultats), venus, len(echecs), len(attentes))
	for _, i := range echecs {
		p.writeEchec(w, p.fichiers[i], resultats[i])
	}
	for _, i := range attentes {
		p.writeAttente(w, p.fichiers[i], resultats[i])
	}
	for _, m := range p.manuels {
		for _, f := range m.fichiers {
			if f.trouve == "" && m.source.Requise {
				fmt.Fprintf(w, "\n### À obtenir à la main : %s\n\nLe fichier `%s` manque, et le site ne peut pas être construit sans lui. Il se demande sur <%s>. %s\n",
					m.source.Nom, path.Join(p.o.to, f.Chemin), m.source.URL, m.source.Manuel)
			}
		}
	}
}

// writeEchec tells a download that failed.
func (p *collecte) writeEchec(w io.Writer, f aTelecharger, r telechargement.Resultat) {
	fmt.Fprintf(w, "\n### En échec : %s\n\n- Fichier : `%s`, demandé à <%s>.\n- Cause : %v.\n", f.source.Nom, r.Chemin, r.URL, r.Err)
	switch {
	case r.Conforme:
		fmt.Fprintln(w, "- Pour les visiteurs : rien ne change. Le fichier que nous avions déjà est gardé et sert encore.")
		fmt.Fprintf(w, "- À faire : rien si la prochaine nuit réussit. Sinon, voyez sur <%s> si l'adresse a changé, et corrigez-la dans `%s`.\n", f.source.URL, p.description(f))
		return
	case r.Present:
		fmt.Fprintf(w, "- Pour les visiteurs : ce qui est en ligne reste tel quel. Il y a bien un fichier à sa place, mais ce n'est pas celui que décrit `%s` : rien n'est construit avec lui.\n", p.description(f))
	case f.source.Requise:
		fmt.Fprintln(w, "- Pour les visiteurs : le site ne peut pas être construit sans ce fichier, et nous n'en avons aucun d'avant. Ce qui est en ligne reste tel quel.")
	default:
		fmt.Fprintf(w, "- Pour les visiteurs : nous n'avons aucun fichier d'avant de cette source. %s Plutôt que de publier un site ainsi, rien n'est construit : ce qui est en ligne reste tel quel.\n", f.source.Apport)
	}
	fmt.Fprintf(w, "- À faire : relancez ; si l'échec dure, voyez sur <%s> si l'adresse a changé, et corrigez-la dans `%s`, ou mettez le fichier à sa place à la main : `%s`. %s\n",
		f.source.URL, p.description(f), path.Join(p.o.to, r.Chemin), f.source.Manuel)
}

// writeAttente tells a version that waits to be accepted.
func (p *collecte) writeAttente(w io.Writer, f aTelecharger, r telechargement.Resultat) {
	visiteurs := "ils voient encore la version d'avant."
	if !r.Present {
		visiteurs = "aucune version n'est en place, et rien n'est construit ; ce qui est en ligne reste tel quel."
	}
	fmt.Fprintf(w, "\n### Nouvelle version : %s\n\n- Fichier : `%s`, qui attend dans `%s`.\n- Pour les visiteurs : %s\n"+
		"- À faire : regardez le fichier, puis, sur votre machine, `generator fetch --only %s --accept-new`, corrigez `millesime` dans `%s`, et enregistrez ce changement dans le dépôt : le site sera reconstruit.\n",
		f.source.Nom, r.Chemin, path.Join(p.o.to, r.Cote), visiteurs, f.source.ID, p.description(f))
}

// description is the file that describes a source.
func (p *collecte) description(f aTelecharger) string {
	if f.source.Reseau != nil {
		return p.o.liste()
	}
	return p.o.sources
}
