package diffusion

import (
	"slices"
	"strings"

	"futurpro/generator/catalogue"
)

// ligneOffre is a row of the table of offres, with what it is joined to.
type ligneOffre struct {
	offre     catalogue.Offre
	formation catalogue.Formation
	etab      catalogue.Etablissement
	cle       string
	academie  string
	entree    catalogue.IndicateurEntree
	// local and regional are the latest figures; zero when not published.
	local, regional catalogue.IndicateurPoursuite
}

func tableOffres(e Entrees) Table {
	lignes := func(yield func(ligneOffre) bool) {
		for _, o := range e.Cat.Offres {
			if !yield(newLigneOffre(e, o)) {
				return
			}
		}
	}
	return newTable(Table{
		Nom: "offres", Titre: "Offres", Cle: []string{"cle"},
		Sens:    "Une ligne par formation dans un établissement, avec son admission et le devenir de ses élèves.",
		Sources: []string{"constat-rentree", "affelnet", "inserjeunes-regions"},
	}, lignes, slices.Concat(champsIdentite(), champsAdmission(), champsDevenir()))
}

func newLigneOffre(e Entrees, o catalogue.Offre) ligneOffre {
	l := ligneOffre{offre: o, formation: e.Cat.Formations[o.Formation], etab: e.Cat.Etablissements[o.Etablissement], cle: e.Cat.Cle(o)}
	d, _ := e.Ref.Departement(l.etab.Departement)
	l.academie = d.Academie
	if o.Entree != nil {
		l.entree = *o.Entree
	}
	if local := dernier(o.Poursuites); local != nil {
		l.local = *local
	}
	if regional := dernier(e.Cat.Regionaux[catalogue.CleRegionale{Formation: o.Formation, Region: d.Region}]); regional != nil {
		l.regional = *regional
	}
	return l
}

func champsIdentite() []champ[ligneOffre] {
	return []champ[ligneOffre]{
		{Colonne{"cle", Texte, "", "Clé publique : cfd-dispositif-uai-voie, comme dans l'adresse de la page."}, func(l ligneOffre) any { return l.cle }},
		{Colonne{"cfd", Texte, "", "Code formation-diplôme (BCN)."}, func(l ligneOffre) any { return l.formation.CFD }},
		{Colonne{"dispositif", Texte, "", "Code du dispositif (BCN) ; vide en apprentissage."}, func(l ligneOffre) any { return l.formation.Dispositif }},
		{Colonne{"uai", Texte, "", "Numéro UAI."}, func(l ligneOffre) any { return l.etab.UAI }},
		{Colonne{"voie", Texte, "", "scolaire ou apprentissage."}, func(l ligneOffre) any { return l.formation.Voie.String() }},
		{Colonne{"academie", Texte, "", "Code de l'académie."}, func(l ligneOffre) any { return l.academie }},
		{Colonne{"departement", Texte, "", "Code du département."}, func(l ligneOffre) any { return l.etab.Departement }},
		{Colonne{"formation", Texte, "", "Diplôme et libellé."}, func(l ligneOffre) any { return l.formation.Diplome() + " " + l.formation.Libelle }},
		{Colonne{"etablissement", Texte, "", "Nom de l'établissement."}, func(l ligneOffre) any { return l.etab.Nom }},
		{Colonne{"ancien_cfd", Texte, "", "Ancien code, fermé depuis, sous lequel seul les sources connaissent cette offre ; vide si elles connaissent le nouveau."}, func(l ligneOffre) any { return l.offre.AncienCFD }},
		{Colonne{"rentrees", Texte, "", "Rentrées où une source liste l'offre, séparées par |."}, func(l ligneOffre) any { return strings.Join(l.offre.Rentrees, separateur) }},
		{Colonne{"etiquettes", Texte, "", "Étiquettes favorables, séparées par |."}, func(l ligneOffre) any {
			var cles []string
			for _, t := range l.offre.Etiquettes.Liste() {
				cles = append(cles, t.Cle)
			}
			return strings.Join(cles, separateur)
		}},
	}
}

func champsAdmission() []champ[ligneOffre] {
	return []champ[ligneOffre]{
		{Colonne{"admission_rentree", Texte, "", "Rentrée des cinq colonnes suivantes (Affelnet) ; vide si rien n'est publié."}, func(l ligneOffre) any { return l.entree.Rentree }},
		{Colonne{"capacite", Entier, "places", "Places ; vide si elles ne sont pas publiées."}, func(l ligneOffre) any { return nombre(l.entree.Capacite) }},
		{Colonne{"premiers_voeux", Entier, "vœux", "Vœux de rang 1 ; vide s'ils ne sont pas publiés."}, func(l ligneOffre) any { return nombre(l.entree.PremiersVoeux) }},
		{Colonne{"voeux", Entier, "vœux", "Vœux de tout rang ; vide s'ils ne sont pas publiés."}, func(l ligneOffre) any { return nombre(l.entree.Voeux) }},
		{Colonne{"affectes", Entier, "élèves", "Élèves affectés ; vide s'ils ne sont pas publiés."}, func(l ligneOffre) any { return nombre(l.entree.Affectes) }},
		{Colonne{"taux_pression", Decimal, "vœux par place", "Vœux de rang 1 par place, pour un établissement public de plus de 5 places ; vide sinon."}, func(l ligneOffre) any { return taux(l.entree.TauxPression) }},
	}
}

// champsDevenir are the figures of the établissement, then those of its région.
func champsDevenir() []champ[ligneOffre] {
	var l []champ[ligneOffre]
	for _, niveau := range []struct {
		suffixe, ou string
		valeur      func(ligneOffre) catalogue.IndicateurPoursuite
	}{
		{"_etablissement", "dans l'établissement", func(l ligneOffre) catalogue.IndicateurPoursuite { return l.local }},
		{"_region", "dans la région", func(l ligneOffre) catalogue.IndicateurPoursuite { return l.regional }},
	} {
		colonne := func(nom string, t Type, unite, sens string, valeur func(catalogue.IndicateurPoursuite) any) {
			l = append(l, champ[ligneOffre]{Colonne{nom + niveau.suffixe, t, unite, sens + ", " + niveau.ou + " ; vide si ce n'est pas publié."},
				func(l ligneOffre) any { return valeur(niveau.valeur(l)) }})
		}
		colonne("devenir_millesime", Texte, "", "Promotions suivies", func(i catalogue.IndicateurPoursuite) any { return i.Millesime })
		colonne("devenir_cfd", Texte, "", "Diplôme dont vient le chiffre, parfois l'ancien code", func(i catalogue.IndicateurPoursuite) any { return i.CFDSource })
		colonne("part_emploi_6_mois", Decimal, "pour cent", "Part des élèves de dernière année en emploi 6 mois après", func(i catalogue.IndicateurPoursuite) any { return taux(i.PartEmploi6Mois) })
		colonne("taux_formation", Decimal, "pour cent", "Part des élèves de dernière année encore en formation", func(i catalogue.IndicateurPoursuite) any { return taux(i.TauxFormation) })
		colonne("part_autres_6_mois", Decimal, "pour cent", "Part des élèves de dernière année ni en emploi ni en formation", func(i catalogue.IndicateurPoursuite) any { return taux(i.PartAutres6Mois) })
		colonne("taux_emploi_6_mois", Decimal, "pour cent", "Part de ceux qui ont quitté les études en emploi 6 mois après", func(i catalogue.IndicateurPoursuite) any { return taux(i.TauxEmploi6Mois) })
	}
	return l
}
