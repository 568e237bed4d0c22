package assemblage

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"futurpro/generator/anomalies"
	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
)

const fichierAnnuaire = "education/annuaire-education.csv"

// addEtablissements places every établissement of the annuaire. One without
// position stands at the centre of its commune and says so; one without
// commune keeps the département of its UAI, whose académie it belongs to.
func (a *assembleur) addEtablissements() {
	secteurs := map[string]string{}
	for _, s := range a.src.Secteurs {
		secteurs[s.UAI] = s.Secteur
	}
	for _, e := range a.src.Etablissements {
		a.cat.Etablissements = append(a.cat.Etablissements, a.etablissement(e, secteurs[e.UAI]))
	}
	slices.SortStableFunc(a.cat.Etablissements, func(x, y catalogue.Etablissement) int { return cmp.Compare(x.UAI, y.UAI) })
	a.cat.Etablissements = slices.CompactFunc(a.cat.Etablissements, func(x, y catalogue.Etablissement) bool { return x.UAI == y.UAI })
	a.indexEtablissements()
}

func (a *assembleur) indexEtablissements() {
	a.parUAI = make(map[string]catalogue.EtablissementIdx, len(a.cat.Etablissements))
	for i, e := range a.cat.Etablissements {
		a.parUAI[e.UAI] = catalogue.EtablissementIdx(i)
	}
}

func (a *assembleur) etablissement(e sources.Etablissement, secteur string) catalogue.Etablissement {
	et := catalogue.Etablissement{
		UAI: e.UAI, Nom: cmp.Or(e.Nom, "Établissement "+e.UAI), Type: cmp.Or(e.Type, e.Nature),
		Statut:  statutDe(e.Statut, e.Contrat, secteur),
		Adresse: e.Adresse, CodePostal: e.CodePostal, Ville: e.Ville,
		Site: adresseWeb(e.Site), OnisepID: e.OnisepID,
		Commune: catalogue.SansCommune, Departement: departementUAI(e.UAI),
	}
	switch e.Hebergement {
	case "1":
		et.Internat = catalogue.OuiPublie
	case "0":
		et.Internat = catalogue.NonDeclare
	}
	code := e.Commune
	if nouveau, ok := a.src.AnciensCodes[code]; ok {
		code = nouveau
	}
	if idx, ok := a.ref.Commune(code); ok {
		c := a.ref.Communes[idx]
		et.Commune, et.Departement, et.Ville = idx, c.Departement, c.Nom
		if e.Position == nil && c.Place {
			et.Position, et.Place, et.Approchee = c.Centre, true, true
		}
	} else {
		a.add(communeInconnue, fichierAnnuaire, e.Ligne, e.UAI+": commune "+cmp.Or(e.Commune, "absente"))
	}
	if e.Position != nil {
		et.Position, et.Place, et.Approchee = position(*e.Position), true, e.Precision == "COMMUNE"
	} else {
		a.add(uaiSansPosition, fichierAnnuaire, e.Ligne, e.UAI+" "+e.Nom)
	}
	return et
}

// statutDe reads the status from the annuaire, then from the sector of the IPS
// file, which alone tells the contract of many private lycées.
func statutDe(statut, contrat, secteur string) catalogue.Statut {
	statut, contrat, secteur = strings.ToLower(statut), strings.ToLower(contrat), strings.ToLower(secteur)
	switch {
	case statut == "public", statut == "" && secteur == "public":
		return catalogue.Public
	case strings.Contains(contrat, "hors contrat"), strings.Contains(statut, "hors contrat"):
		return catalogue.PriveHorsContrat
	case strings.Contains(statut, "reconnu"):
		return catalogue.PriveReconnu
	case strings.Contains(statut, "sous contrat"), strings.Contains(secteur, "sous contrat"), statut != "" && contrat != "":
		return catalogue.PriveSousContrat
	case strings.HasPrefix(statut, "privé"):
		return catalogue.Prive
	}
	return catalogue.StatutInconnu
}

// departementUAI reads the département in the first three digits of a UAI:
// "035" is 35, "620" and "720" are Corsica, "971" is Guadeloupe.
func departementUAI(uai string) string {
	if len(uai) < 3 {
		return ""
	}
	switch p := uai[:3]; {
	case p == "620":
		return "2A"
	case p == "720":
		return "2B"
	case p[0] == '0':
		return p[1:]
	default:
		return p
	}
}

// adresseWeb returns an absolute http(s) address, or "" for anything else: what
// a source gives is not trusted to be a link.
func adresseWeb(site string) string {
	site = strings.TrimSpace(site)
	if site == "" {
		return ""
	}
	if !strings.Contains(site, "://") {
		site = "https://" + site
	}
	u, err := url.Parse(site)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || !strings.Contains(u.Host, ".") {
		return ""
	}
	return u.String()
}

func (a *assembleur) add(code anomalies.Code, fichier string, ligne sources.Ligne, detail string) {
	a.j.Add(anomalies.Anomalie{Code: code, Fichier: fichier, Ligne: int(ligne), Detail: detail})
}
