package assemblage

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/paulmach/orb/geo"

	"futurpro/generator/anomalies"
	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
	"futurpro/generator/territoire"
)

const fichierAnnuaire = "education/annuaire-education.csv"

// addEtablissements places every établissement of the annuaire, and those that
// only other sources know. One without position stands at the centre of its
// commune and says so; one without commune keeps the département of its UAI,
// whose académie it belongs to.
func (a *assembleur) addEtablissements() {
	secteurs := map[string]string{}
	for _, s := range a.src.Secteurs {
		secteurs[s.UAI] = s.Secteur
	}
	a.lieux = newLieux(a.ref)
	acce := a.indexACCE()
	for _, e := range a.src.Etablissements {
		e = completeACCE(e, acce[e.UAI])
		a.cat.Etablissements = append(a.cat.Etablissements, a.etablissement(fiche{e, fichierAnnuaire}, secteurs[e.UAI]))
	}
	slices.SortStableFunc(a.cat.Etablissements, func(x, y catalogue.Etablissement) int { return cmp.Compare(x.UAI, y.UAI) })
	a.cat.Etablissements = slices.CompactFunc(a.cat.Etablissements, func(x, y catalogue.Etablissement) bool { return x.UAI == y.UAI })
	a.indexEtablissements()
	a.addManquants(acce, secteurs)
}

func (a *assembleur) indexEtablissements() {
	a.parUAI = make(map[string]catalogue.EtablissementIdx, len(a.cat.Etablissements))
	for i, e := range a.cat.Etablissements {
		a.parUAI[e.UAI] = catalogue.EtablissementIdx(i)
	}
}

// fiche is what a file says of an établissement.
type fiche struct {
	sources.Etablissement
	fichier string
}

func (a *assembleur) etablissement(e fiche, secteur string) catalogue.Etablissement {
	et := catalogue.Etablissement{
		UAI: e.UAI, Nom: cmp.Or(e.Nom, "Établissement "+e.UAI), SansNom: e.Nom == "", Type: cmp.Or(e.Type, e.Nature),
		Statut:  statutDe(e.Statut, e.Contrat, secteur),
		Adresse: e.Adresse, CodePostal: e.CodePostal, Ville: e.Ville,
		Site: adresseWeb(e.Site), OnisepID: e.OnisepID,
		Commune: catalogue.SansCommune, Departement: territoire.DepartementUAI(e.UAI),
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
	idx, ok := a.ref.Commune(code)
	if !ok {
		if idx, ok = a.deduceCommune(et.Departement, e.Etablissement); ok {
			et.LieuDeduit = true
			a.add(communeDeduite, e.fichier, e.Ligne, fmt.Sprintf("%s %s, %s: %s", e.UAI, e.Nom, e.Ville, a.ref.Communes[idx].Nom))
		}
	}
	if ok {
		c := a.ref.Communes[idx]
		et.Commune, et.Departement, et.Ville = idx, c.Departement, c.Nom
		a.place(&et, e, c)
	} else {
		a.add(communeInconnue, e.fichier, e.Ligne, e.UAI+": commune "+cmp.Or(e.Commune, "absente"))
		a.place(&et, e, territoire.Commune{})
	}
	return et
}

// communeDeduite has no threshold: it repairs what communeInconnue counts.
var communeDeduite = anomalies.Code{Nom: "commune-deduite", Sens: "commune d'un établissement lue dans sa ville ou dans son nom, faute de code"}

// deduceCommune finds the commune of an établissement without INSEE code, in
// the département of its UAI: by its town, else by the end of its name. A
// position too far from it refutes it.
func (a *assembleur) deduceCommune(departement string, e sources.Etablissement) (territoire.CommuneIdx, bool) {
	idx, ok := a.lieux.deVille(departement, e.Ville)
	if !ok && e.Position == nil {
		idx, ok = a.lieux.deNom(departement, e.Nom)
	}
	if ok && e.Position != nil {
		c := a.ref.Communes[idx]
		ok = c.Place && (etendu(departement) || geo.DistanceHaversine(position(*e.Position), c.Centre) <= eloignementMax)
	}
	return idx, ok
}

// place gives an établissement its published position, else the centre of its
// commune c; the zero Commune stands for an unknown one.
func (a *assembleur) place(et *catalogue.Etablissement, e fiche, c territoire.Commune) {
	if e.Position == nil {
		a.add(uaiSansPosition, e.fichier, e.Ligne, e.UAI+" "+e.Nom)
		et.Position, et.Place, et.Approchee = c.Centre, c.Place, c.Place
		return
	}
	et.Position, et.Place, et.Approchee = position(*e.Position), true, e.Precision == precisionCommune
	if !c.Place || etendu(c.Departement) {
		return
	}
	if d := geo.DistanceHaversine(et.Position, c.Centre); d > eloignementMax {
		a.add(positionLoin, e.fichier, e.Ligne, fmt.Sprintf("%s %s: %.0f km from the centre of %s", e.UAI, e.Nom, d/1000, c.Nom))
		et.Position, et.Approchee = c.Centre, true
	}
}

// precisionCommune is what the annuaire says of a position that is only the
// centre of a commune.
const precisionCommune = "COMMUNE"

// positionLoin has a threshold: beyond it, the positions or the centres are
// those of another file.
var positionLoin = anomalies.Code{Nom: "position-loin-de-la-commune", Sens: "établissement placé au centre de sa commune : sa position en est trop loin", Seuil: 0.05}

// eloignementMax is how far from the centre of its commune an établissement
// may be, in metres. The farthest published one stands 17 km from that of
// Arles, outside the départements of [etendu].
const eloignementMax = 30_000

// etendu reports whether the communes of a département are too large, or too
// many islands, for the distance to their centre to tell anything: Guyane,
// where lycées stand 74 km from it, and the Pacific.
func etendu(departement string) bool {
	return departement == "973" || strings.HasPrefix(departement, "98")
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
