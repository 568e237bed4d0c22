package assemblage

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"futurpro/generator/anomalies"
	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
	"futurpro/generator/territoire"
)

// The anomalies of établissements that the annuaire lacks.
var (
	uaiTrouveAilleurs = anomalies.Code{Nom: "uai-trouve-ailleurs", Sens: "établissement absent de l'annuaire, nommé ou placé d'après une autre source"}
	uaiSansNom        = anomalies.Code{Nom: "uai-sans-nom", Sens: "établissement que nos sources ne nomment pas, gardé sous son seul numéro"}
)

// addManquants adds the établissements that give something and are not in the
// annuaire: with what ACCÉ, the catalogue de l'apprentissage, InserJeunes, the
// IPS file and Affelnet know of them. One that none of these names stays, under
// its number alone, where its département is known: what it gives is real.
func (a *assembleur) addManquants(acce map[string]sources.EtablissementACCE, secteurs map[string]string) {
	trouves := a.ailleurs(acce)
	for _, uai := range slices.Sorted(maps.Keys(a.cites())) {
		if _, ok := a.parUAI[uai]; ok {
			continue
		}
		if _, connu := a.ref.Departement(territoire.DepartementUAI(uai)); !connu {
			continue // counted row by row by joinOffres
		}
		e := catalogue.Etablissement{
			UAI: uai, Nom: "Établissement " + uai, SansNom: true, Statut: catalogue.StatutInconnu,
			Commune: catalogue.SansCommune, Departement: territoire.DepartementUAI(uai),
		}
		if f, ok := trouves[uai]; ok {
			e = a.etablissement(f, secteurs[uai])
			a.add(uaiTrouveAilleurs, f.fichier, f.Ligne, uai+" "+e.Nom+" "+e.Ville)
		} else {
			a.add(uaiSansNom, fichierAnnuaire, 0, uai)
		}
		a.cat.Etablissements = append(a.cat.Etablissements, e)
	}
	slices.SortFunc(a.cat.Etablissements, func(x, y catalogue.Etablissement) int { return cmp.Compare(x.UAI, y.UAI) })
	a.indexEtablissements()
}

// cites returns the UAI that a source says give something in the perimeter.
func (a *assembleur) cites() map[string]bool {
	uais := map[string]bool{}
	add := func(uai, mef11 string) {
		if m, ok := a.nom.parMEF11[mef11]; ok && catalogue.DansPerimetre(m.CFD) {
			uais[uai] = true
		}
	}
	for _, c := range a.src.Constats {
		add(c.UAI, c.MEF11)
	}
	for _, v := range a.src.Voeux {
		add(v.UAI, v.MEF11)
	}
	for _, f := range a.src.Apprentissages {
		if a.retenue(f) == "" {
			uais[f.UAI] = true
		}
	}
	return uais
}

// ailleurs returns what the other sources know, the best first: a later one
// only fills what is still empty.
func (a *assembleur) ailleurs(acce map[string]sources.EtablissementACCE) map[string]fiche {
	trouves := map[string]fiche{}
	fill := func(fichier string, e sources.Etablissement) {
		f, ok := trouves[e.UAI]
		if !ok {
			trouves[e.UAI] = fiche{e, fichier}
			return
		}
		f.Nom, f.Type = cmp.Or(f.Nom, e.Nom), cmp.Or(f.Type, e.Type)
		if f.Commune == "" && f.Ville == "" {
			f.Commune, f.Ville, f.CodePostal, f.Adresse = e.Commune, e.Ville, e.CodePostal, e.Adresse
		}
		f.Position = cmp.Or(f.Position, e.Position)
		trouves[e.UAI] = f
	}
	for uai, e := range acce {
		trouves[uai] = fiche{completeACCE(sources.Etablissement{Ligne: e.Ligne, UAI: uai}, e), fichierACCE}
	}
	for _, f := range a.src.Apprentissages {
		fill(f.Fichier, sources.Etablissement{Ligne: f.Ligne, UAI: f.UAI, Nom: f.Nom, Adresse: f.Adresse, CodePostal: f.CodePostal,
			Commune: f.Commune, Ville: f.Ville, Position: f.Position})
	}
	for _, e := range a.src.InserEtablissements {
		if e.Nom != "" {
			fill(e.Fichier, sources.Etablissement{Ligne: e.Ligne, UAI: e.UAI, Nom: e.Nom})
		}
	}
	for _, s := range a.src.Secteurs {
		fill("education/fr-en-ips-lycees-*.csv", sources.Etablissement{Ligne: s.Ligne, UAI: s.UAI, Nom: s.Nom, Commune: s.Commune})
	}
	for _, l := range a.src.LieuxAffelnet {
		fill(l.Fichier, sources.Etablissement{Ligne: l.Ligne, UAI: l.UAI, Nom: typeAffelnet(l.Type), Commune: l.Commune, Ville: l.Ville, CodePostal: l.CodePostal})
	}
	return trouves
}

// typeAffelnet writes the kind of an établissement that has no other name.
func typeAffelnet(publie string) string {
	switch publie {
	case "LYCEE PROFESSIONNEL":
		return "Lycée professionnel"
	case "CENTRE DE FORMATION D APPRENTIS":
		return "Centre de formation d'apprentis"
	}
	if strings.HasPrefix(publie, "LYCEE") {
		return "Lycée"
	}
	return ""
}

const fichierACCE = "acce/acce_etablissements.csv"

func (a *assembleur) indexACCE() map[string]sources.EtablissementACCE {
	acce := make(map[string]sources.EtablissementACCE, len(a.src.ACCE))
	for _, e := range a.src.ACCE {
		acce[e.UAI] = e
	}
	return acce
}

// completeACCE fills what the annuaire leaves empty with what ACCÉ knows; the
// zero EtablissementACCE fills nothing.
func completeACCE(e sources.Etablissement, acce sources.EtablissementACCE) sources.Etablissement {
	e.Nom, e.Type = cmp.Or(e.Nom, acce.Nom), cmp.Or(e.Type, acce.Type)
	if e.Statut == "" {
		e.Statut, e.Contrat = acce.Secteur, cmp.Or(e.Contrat, contratACCE(acce.Contrat))
	}
	if e.Commune == "" && e.Adresse == "" {
		e.Commune, e.Adresse, e.CodePostal, e.Ville = acce.Commune, acce.Adresse, acce.CodePostal, cmp.Or(acce.Ville, e.Ville)
	}
	e.Site, e.Hebergement = cmp.Or(e.Site, acce.Site), cmp.Or(e.Hebergement, acce.Hebergement)
	if e.Position == nil && acce.Position != nil {
		e.Position = acce.Position
		if acce.AuCentre {
			e.Precision = precisionCommune
		}
	}
	return e
}

// contratACCE keeps what ACCÉ says of a contract when it says something.
func contratACCE(contrat string) string {
	switch p := territoire.Plier(contrat); {
	case p == "sans objet":
		return ""
	case strings.HasPrefix(p, "hors contrat"):
		return "HORS CONTRAT"
	}
	return contrat
}
