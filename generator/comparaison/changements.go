package comparaison

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"futurpro/generator/diffusion"
)

// exemplesMax is how many of the things lost are named.
const exemplesMax = 5

// comptes compares the sizes of the tables.
func (c *comparaison) comptes() {
	var lignes []string
	for _, t := range []struct {
		table, nom string
		seuil      float64
	}{
		{"communes", "communes", c.seuils.Communes}, {"etablissements", "établissements", c.seuils.Etablissements},
		{"formations", "formations", c.seuils.Offres}, {"offres", "offres", c.seuils.Offres}, {"trajets", "trajets", c.seuils.Trajets},
	} {
		avant, apres := c.avant.lignes(t.table), c.apres.lignes(t.table)
		lignes = append(lignes, fmt.Sprintf("%s : %s", t.nom, evolution(avant, apres)))
		if p := perte(avant, apres); p > t.seuil || avant > 0 && apres == 0 {
			c.alerte("%s : %s, plus que les %s tolérés", t.nom, evolution(avant, apres), part(t.seuil))
		}
	}
	c.section("En tout", lignes)
	if a, b := c.avant.etat.Echantillon, c.apres.etat.Echantillon; a != b {
		c.alerte("le territoire n'est plus le même : %s, puis %s", cmp.Or(a, "toute la France"), cmp.Or(b, "toute la France"))
	}
}

// sources compares the files that were read.
func (c *comparaison) sources() {
	cle := func(s diffusion.EtatSource) string { return s.ID }
	avant, apres := parCle(c.avant.etat.Sources, cle), parCle(c.apres.etat.Sources, cle)
	var lignes []string
	for _, id := range triees(avant, apres) {
		a, b := avant[id], apres[id]
		nom := cmp.Or(b.Nom, a.Nom)
		switch {
		case len(a.Fichiers) > 0 && len(b.Fichiers) == 0:
			lignes = append(lignes, nom+" : absente, elle ne l'était pas")
			c.alerte("la source %s a disparu", nom)
			continue
		case len(a.Fichiers) == 0 && len(b.Fichiers) > 0:
			lignes = append(lignes, nom+" : nouvelle")
			continue
		}
		if a.Millesime != b.Millesime {
			lignes = append(lignes, fmt.Sprintf("%s : millésime %s, puis %s", nom, a.Millesime, b.Millesime))
		}
		lignes = append(lignes, c.fichiers(nom, a.Fichiers, b.Fichiers)...)
	}
	c.section("Sources", lignes)
}

// fichiers compares the files of a source. A file may change its name with the
// year: the rows of the source are counted together.
func (c *comparaison) fichiers(nom string, avant, apres []diffusion.EtatFichier) []string {
	cle := func(f diffusion.EtatFichier) string { return f.Chemin }
	a, b := parCle(avant, cle), parCle(apres, cle)
	var lignes []string
	var lignesAvant, lignesApres int
	for _, chemin := range triees(a, b) {
		fa, okA := a[chemin]
		fb, okB := b[chemin]
		lignesAvant += fa.Lignes
		lignesApres += fb.Lignes
		switch {
		case !okA:
			lignes = append(lignes, fmt.Sprintf("%s : nouveau fichier %s, %s", nom, chemin, compte(fb.Lignes, "ligne")))
		case !okB:
			lignes = append(lignes, fmt.Sprintf("%s : %s n'est plus là", nom, chemin))
		case fa.SHA256 != fb.SHA256:
			lignes = append(lignes, fmt.Sprintf("%s : %s a changé, lignes : %s", nom, chemin, evolution(fa.Lignes, fb.Lignes)))
			if p := perte(fb.Lignes, fa.Lignes); p > c.seuils.LignesSource {
				c.alerte("%s est passé de %d à %d lignes : est-il répété ?", chemin, fa.Lignes, fb.Lignes)
			}
			if p := perte(fa.Lignes, fb.Lignes); p > c.seuils.LignesSource {
				c.alerte("%s a perdu %s de ses lignes, plus que les %s tolérés", chemin, part(p), part(c.seuils.LignesSource))
			}
			c.remplissage(chemin, fa, fb)
		}
	}
	if p := perte(lignesAvant, lignesApres); p > c.seuils.LignesSource && len(a) != len(b) {
		c.alerte("la source %s a perdu %s de ses lignes, plus que les %s tolérés", nom, part(p), part(c.seuils.LignesSource))
	}
	return lignes
}

// remplissage compares how much of each column of a file is filled, as a share
// of its rows.
func (c *comparaison) remplissage(chemin string, avant, apres diffusion.EtatFichier) {
	for _, colonne := range triees(avant.Colonnes, nil) {
		a := ratio(avant.Colonnes[colonne], avant.Lignes)
		n, la := apres.Colonnes[colonne]
		if b := ratio(n, apres.Lignes); la && a > 0 && (a-b)/a > c.seuils.Colonne {
			c.alerte("%s : la colonne « %s » était remplie à %s, elle l'est à %s", chemin, colonne, part(a), part(b))
		}
	}
}

// reseaux compares the timetables.
func (c *comparaison) reseaux() {
	cle := func(r diffusion.EtatReseau) string { return r.Nom }
	avant, apres := parCle(c.avant.etat.Reseaux, cle), parCle(c.apres.etat.Reseaux, cle)
	var lignes []string
	for _, nom := range triees(avant, apres) {
		a, okA := avant[nom]
		b, okB := apres[nom]
		switch {
		case !okA:
			lignes = append(lignes, nom+" : nouveau réseau")
		case !okB:
			lignes = append(lignes, nom+" : n'est plus là")
			c.alerte("les horaires de %s ont disparu", nom)
		case !a.Perime && b.Perime:
			lignes = append(lignes, nom+" : n'a plus que des horaires de vacances")
			c.alerte("les horaires de %s ne couvrent plus aucun jour de classe", nom)
		case !a.Echu && b.Echu:
			lignes = append(lignes, fmt.Sprintf("%s : horaires finis depuis le %s", nom, b.Fin))
		case a.Jour != b.Jour:
			lignes = append(lignes, fmt.Sprintf("%s : jour de référence %s, puis %s", nom, a.Jour, b.Jour))
		}
	}
	c.section("Horaires", lignes)
}

// colonnes compares how much of each column of the published tables is known:
// a source may lose the meaning of a column without losing a row.
func (c *comparaison) colonnes() {
	apres := parCle(c.apres.etat.Tables, func(t diffusion.EtatTable) string { return t.Nom })
	var lignes []string
	for _, a := range c.avant.etat.Tables {
		b := apres[a.Nom]
		remplies := parCle(b.Remplies, func(c diffusion.EtatColonne) string { return c.Nom })
		for _, colonne := range a.Remplies {
			n, la := remplies[colonne.Nom]
			partAvant, partApres := ratio(colonne.Valeur, a.Lignes), ratio(n.Valeur, b.Lignes)
			if !la || math.Abs(partAvant-partApres) < 0.01 {
				continue
			}
			ligne := fmt.Sprintf("%s.%s : connue à %s, puis à %s", a.Nom, colonne.Nom, part(partAvant), part(partApres))
			lignes = append(lignes, ligne)
			if partAvant > 0 && (partAvant-partApres)/partAvant > c.seuils.Colonne {
				c.alerte("%s", ligne)
			}
		}
	}
	c.section("Ce qui est connu", lignes)
}

// offres compares what is offered, by académie.
func (c *comparaison) offres() {
	perdues, gagnees := map[string][]string{}, map[string][]string{}
	for _, cle := range c.avant.offres.moins(c.apres.offres) {
		a := c.avant.offres.valeur(cle, "academie")
		perdues[a] = append(perdues[a], cle)
	}
	for _, cle := range c.apres.offres.moins(c.avant.offres) {
		a := c.apres.offres.valeur(cle, "academie")
		gagnees[a] = append(gagnees[a], cle)
	}
	cle := func(a diffusion.EtatAcademie) string { return a.Code }
	avant, apres := parCle(c.avant.etat.Academies, cle), parCle(c.apres.etat.Academies, cle)
	var lignes []string
	for _, code := range triees(avant, apres) {
		a, b := avant[code], apres[code]
		nom := cmp.Or(b.Nom, a.Nom)
		if a.Offres > 0 && b.Offres == 0 {
			c.alerte("l'académie %s n'a plus aucune offre ; elle en avait %d", nom, a.Offres)
		} else if p := perte(a.Offres, b.Offres); p > c.seuils.OffresAcademie {
			c.alerte("l'académie %s perd %s de ses offres, plus que les %s tolérés", nom, part(p), part(c.seuils.OffresAcademie))
		}
		if len(perdues[code])+len(gagnees[code]) == 0 {
			continue
		}
		lignes = append(lignes, fmt.Sprintf("%s : %s ; %s, %s", nom, evolution(a.Offres, b.Offres), compte(len(gagnees[code]), "gagnée"), compte(len(perdues[code]), "perdue")))
		lignes = append(lignes, exemples("perdue", perdues[code], c.avant.offres)...)
		lignes = append(lignes, exemples("gagnée", gagnees[code], c.apres.offres)...)
	}
	c.section("Offres par académie", lignes)
}

// exemples names a few offres.
func exemples(mot string, cles []string, t *table) []string {
	var lignes []string
	for i, cle := range cles {
		if i == exemplesMax {
			lignes = append(lignes, fmt.Sprintf("  et %s", compte(len(cles)-i, "autre")))
			break
		}
		lignes = append(lignes, fmt.Sprintf("  %s : %s, %s (%s)", mot, t.valeur(cle, "formation"), t.valeur(cle, "etablissement"), cle))
	}
	return lignes
}

// ecarts are the figures compared, each with the change below which it has not
// moved, whatever its size.
func ecarts() []struct {
	colonne string
	minimum float64
} {
	return []struct {
		colonne string
		minimum float64
	}{
		{"capacite", 5}, {"premiers_voeux", 10}, {"taux_pression", 0.3},
		{"part_emploi_6_mois_etablissement", 10}, {"taux_formation_etablissement", 10}, {"taux_emploi_6_mois_etablissement", 10},
		{"part_emploi_6_mois_region", 10}, {"taux_formation_region", 10}, {"taux_emploi_6_mois_region", 10},
	}
}

// mouvement is a figure that moved.
type mouvement struct {
	cle          string
	avant, apres float64
}

func (m mouvement) ecart() float64 { return math.Abs(m.apres - m.avant) }

// chiffres compares the figures of the offres that both sites have. One that
// moves by half of the larger, or more, moved a lot.
func (c *comparaison) chiffres() {
	var lignes []string
	for _, e := range ecarts() {
		communs := 0
		var bouges []mouvement
		for _, cle := range c.avant.offres.cles {
			a, okA := decimal(c.avant.offres.valeur(cle, e.colonne))
			b, okB := decimal(c.apres.offres.valeur(cle, e.colonne))
			if !okA || !okB {
				continue
			}
			communs++
			if m := (mouvement{cle, a, b}); m.ecart() >= e.minimum && m.ecart() >= max(a, b)/2 {
				bouges = append(bouges, m)
			}
		}
		if len(bouges) == 0 {
			continue
		}
		slices.SortStableFunc(bouges, func(a, b mouvement) int { return cmp.Compare(b.ecart(), a.ecart()) })
		lignes = append(lignes, fmt.Sprintf("%s : %d sur %d", e.colonne, len(bouges), communs))
		for _, m := range bouges[:min(len(bouges), exemplesMax)] {
			lignes = append(lignes, fmt.Sprintf("  %s, puis %s : %s, %s (%s)", nombre(m.avant), nombre(m.apres),
				c.apres.offres.valeur(m.cle, "formation"), c.apres.offres.valeur(m.cle, "etablissement"), m.cle))
		}
		if p := ratio(len(bouges), communs); p > c.seuils.Chiffres {
			c.alerte("%s : %s des chiffres bougent de moitié ou plus, plus que les %s tolérés", e.colonne, part(p), part(c.seuils.Chiffres))
		}
	}
	c.section("Chiffres qui bougent beaucoup", lignes)
}

// noms compares the names of what both sites have: columns exchanged in a
// source change them all.
func (c *comparaison) noms() {
	var lignes []string
	for _, n := range []struct {
		quoi, colonne string
		avant, apres  *table
	}{
		{"communes", "nom", c.avant.communes, c.apres.communes},
		{"établissements", "nom", c.avant.etablissements, c.apres.etablissements},
		{"formations des offres", "formation", c.avant.offres, c.apres.offres},
	} {
		communs, changes, exemple := 0, 0, ""
		for _, cle := range n.avant.cles {
			a, b := n.avant.valeur(cle, n.colonne), n.apres.valeur(cle, n.colonne)
			if a == "" || b == "" {
				continue
			}
			communs++
			if a != b {
				changes++
				exemple = cmp.Or(exemple, fmt.Sprintf("« %s », puis « %s »", a, b))
			}
		}
		if changes == 0 {
			continue
		}
		lignes = append(lignes, fmt.Sprintf("%s : %d sur %d, par exemple %s", n.quoi, changes, communs, exemple))
		if p := ratio(changes, communs); p > c.seuils.Noms {
			c.alerte("%s : %s changent de nom, plus que les %s tolérés", n.quoi, part(p), part(c.seuils.Noms))
		}
	}
	c.section("Noms qui changent", lignes)
}

// communes finds those that lost most of what they reach.
func (c *comparaison) communes() {
	desservies := 0
	var perdantes []mouvement
	for _, cle := range c.avant.communes.cles {
		a, _ := decimal(c.avant.communes.valeur(cle, "offres_90min"))
		b, _ := decimal(c.apres.communes.valeur(cle, "offres_90min"))
		if a > 0 {
			desservies++
		}
		if b < a/2 {
			perdantes = append(perdantes, mouvement{cle, a, b})
		}
	}
	slices.SortStableFunc(perdantes, func(a, b mouvement) int { return cmp.Compare(b.ecart(), a.ecart()) })
	var lignes []string
	for i, m := range perdantes {
		if i == 2*exemplesMax {
			lignes = append(lignes, fmt.Sprintf("et %s", compte(len(perdantes)-i, "autre")))
			break
		}
		lignes = append(lignes, fmt.Sprintf("%s (%s) : %s offres, puis %s", c.avant.communes.valeur(m.cle, "nom"), m.cle, nombre(m.avant), nombre(m.apres)))
	}
	c.section(fmt.Sprintf("Communes qui perdent plus de la moitié de leurs offres à 90 minutes : %d sur %d desservies", len(perdantes), desservies), lignes)
	if p := ratio(len(perdantes), desservies); p > c.seuils.Communes {
		c.alerte("%s des communes desservies perdent plus de la moitié de leurs offres à 90 minutes, plus que les %s tolérés", part(p), part(c.seuils.Communes))
	}
}

// anomalies compares what was wrong in the data.
func (c *comparaison) anomalies() {
	cle := func(a diffusion.EtatAnomalie) string { return a.Code }
	avant, apres := parCle(c.avant.etat.Anomalies, cle), parCle(c.apres.etat.Anomalies, cle)
	const beaucoup = 100
	var lignes []string
	for _, code := range triees(avant, apres) {
		a, b := avant[code], apres[code]
		if a.Nombre == b.Nombre {
			continue
		}
		ligne := fmt.Sprintf("%s (%s) : %s", cmp.Or(b.Sens, a.Sens), code, evolution(a.Nombre, b.Nombre))
		lignes = append(lignes, ligne)
		if b.Nombre >= beaucoup && float64(b.Nombre) > c.seuils.Anomalies*float64(a.Nombre) {
			c.alerte("anomalies : %s", ligne)
		}
	}
	c.section("Anomalies des données", lignes)
}

func ratio(n, total int) float64 {
	if total == 0 {
		return 0
	}
	return float64(n) / float64(total)
}

func decimal(s string) (float64, bool) {
	x, err := strconv.ParseFloat(s, 64)
	return x, err == nil
}
