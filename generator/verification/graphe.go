package verification

import (
	"fmt"
	"strings"

	"futurpro/generator/diagnostic"
)

// redirect reads the address of a redirection, "0; url=/ailleurs/".
func (l *lecteur) redirect(content string, debut int32) {
	_, apres, _ := strings.Cut(content, ";")
	apres = strings.TrimSpace(apres)
	if len(apres) < 4 || !strings.EqualFold(apres[:4], "url=") {
		l.erreur(debut, "content", "the page loads itself again and again, which takes it away from its reader")
		return
	}
	p := l.p
	p.redirige, p.redirigeA = perdu, debut
	if c := l.follow("redirection", []byte(strings.Trim(apres[4:], `'"`)), place{p.fichier, debut, "content"}, false); c.genre == interne {
		p.redirige = c.fichier
		p.vers = append(p.vers, c.fichier)
	}
}

// checkRedirections wants each redirection to lead to a page in one step, and
// to stand where no page does.
func (v *verification) checkRedirections() {
	for _, p := range v.pages {
		if p.redirige == aucun {
			continue
		}
		v.checkRedirection(p)
		if o := v.menes[p.fichier]; o != nil && p.redirige >= 0 {
			detail := fmt.Sprintf("link to %s, which redirects to %s: write the latter", v.adresse(p.fichier), v.adresse(p.redirige))
			v.constats[constat{gravite: diagnostic.Warning, detail: detail}] = o
		}
	}
}

func (v *verification) checkRedirection(p *page) {
	ici := place{p.fichier, p.redirigeA, "content"}
	if i, existe := v.index[homonyme(v.fichiers[p.fichier])]; existe && v.parPage[i].redirige == aucun {
		v.add(constat{gravite: diagnostic.Error, detail: fmt.Sprintf("redirection that hides the page %s: a server may answer either", v.adresse(i))}, ici)
	}
	etapes := map[int32]bool{p.fichier: true}
	fin := v.parPage[p.redirige]
	for fin != nil && fin.redirige >= 0 && !etapes[fin.fichier] {
		etapes[fin.fichier] = true
		fin = v.parPage[fin.redirige]
	}
	switch {
	case fin == nil:
	case etapes[fin.fichier]:
		v.add(constat{gravite: diagnostic.Error, detail: fmt.Sprintf("redirection to %s, which leads back to itself", v.adresse(p.redirige))}, ici)
	case len(etapes) > 1:
		v.add(constat{gravite: diagnostic.Warning, detail: fmt.Sprintf("redirection in %d steps: lead straight to %s", len(etapes), v.adresse(fin.fichier))}, ici)
	}
}

// homonyme is the page that a server may answer at the address of another.
func homonyme(fichier string) string {
	if dossier, ok := strings.CutSuffix(fichier, "/index.html"); ok {
		return dossier + ".html"
	}
	return strings.TrimSuffix(fichier, ".html") + "/index.html"
}

// checkOrphelines wants a visitor to reach every page from the home page,
// without a script and without the sitemap.
func (v *verification) checkOrphelines() {
	accueil := v.index["index.html"]
	atteintes := map[int32]bool{accueil: true}
	file := []int32{accueil}
	for len(file) > 0 {
		p := v.parPage[file[0]]
		file = file[1:]
		if p == nil {
			continue
		}
		for _, f := range p.vers {
			if !atteintes[f] {
				atteintes[f] = true
				file = append(file, f)
			}
		}
	}
	for _, p := range v.pages {
		if !atteintes[p.fichier] && p.redirige == aucun && v.fichiers[p.fichier] != "404.html" {
			v.add(constat{gravite: diagnostic.Error, detail: "no link leads here from the home page, not even through other pages"}, entier(p.fichier))
		}
	}
}
