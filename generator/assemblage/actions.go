package assemblage

import (
	"slices"
	"strings"

	"futurpro/generator/anomalies"
	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
)

const fichierActions = "onisep/ideo-actions-formation-lycee.json"

var (
	actionSansFormation = anomalies.Code{Nom: "action-sans-formation", Sens: "action de formation de l'Onisep sans code de diplôme, laissée de côté", Seuil: 0.5}
	actionAmbigue       = anomalies.Code{Nom: "action-ambigue", Sens: "action de formation de l'Onisep dont on ne sait pas le dispositif, laissée de côté", Seuil: 0.2}
)

// addActions adds what Onisep says is taught where. Its codes lead to a CFD by
// the list of formations; the dispositif is that of the MEF of the same
// duration. They are of the school year of the source's vintage.
func (a *assembleur) addActions(offres map[cleOffre][]string) {
	cfds := map[string]string{}
	for _, o := range a.src.OnisepFormations {
		if o.CFD != "" {
			cfds[o.OnisepID] = o.CFD
		}
	}
	rentree := a.rentreeActions()
	for _, x := range a.src.OnisepActions {
		cfd := cfds[x.OnisepID]
		switch {
		case cfd == "":
			a.add(actionSansFormation, fichierActions, x.Ligne, x.UAI+" "+x.OnisepID)
			continue
		case !catalogue.DansPerimetre(cfd):
			continue
		}
		e, ok := a.parUAI[x.UAI]
		if !ok {
			a.add(uaiAbsentAnnuaire, fichierActions, x.Ligne, x.UAI)
			continue
		}
		a.completer(&a.cat.Etablissements[e], x)
		dispositif, ok := a.nom.dispositif(cfd, x.Duree)
		if !ok {
			a.add(actionAmbigue, fichierActions, x.Ligne, x.UAI+" "+cfd)
			continue
		}
		cle := cleOffre{cleFormation{cfd, dispositif, catalogue.Scolaire}, x.UAI}
		if !slices.Contains(offres[cle], rentree) {
			offres[cle] = append(offres[cle], rentree)
		}
	}
}

// rentreeActions is the first year of the vintage of the source, "2025" of
// "2025-2026".
func (a *assembleur) rentreeActions() string {
	source, _ := a.src.Manifeste.Source("onisep-actions")
	return source.Millesime[:min(4, len(source.Millesime))]
}

// completer fills what the annuaire does not say of an établissement. An
// internat that Onisep knows is one, whatever the annuaire says; the absence
// of one only fills a silence.
func (a *assembleur) completer(e *catalogue.Etablissement, x sources.OnisepAction) {
	switch {
	case x.Hebergement == "":
	case !strings.HasPrefix(strings.ToLower(x.Hebergement), "sans"):
		e.Internat = catalogue.OuiPublie
	case e.Internat == catalogue.NonPublie:
		e.Internat = catalogue.NonDeclare
	}
	if e.Site == "" {
		e.Site = adresseWeb(x.Site)
	}
}

// dispositif chooses the path of a CFD that lasts as many years. Onisep gives
// the spécialités of bac pro the two years that follow the 2de commune: they
// are known by their third year.
func (n *nomenclature) dispositif(cfd string, duree int) (string, bool) {
	var tous, deCetteDuree []string
	for _, m := range n.parCFD[cfd] {
		tous = addNouveaux(tous, m.Dispositif)
		bacPro := strings.HasPrefix(cfd, "400") || strings.HasPrefix(cfd, "403")
		if bacPro && m.Annee == 3 || !bacPro && m.Annee == duree && m.Duree == duree {
			deCetteDuree = addNouveaux(deCetteDuree, m.Dispositif)
		}
	}
	switch {
	case cfd == "42032302" && slices.Contains(tous, "222"):
		return "222", true
	case len(tous) == 1:
		return tous[0], true
	case len(deCetteDuree) == 1:
		return deCetteDuree[0], true
	}
	return "", false
}

// addStructures completes the établissements with Onisep's list: its name is
// the one that pupils read elsewhere, its status fills a silence or says which
// contract a private one has.
func (a *assembleur) addStructures() {
	for _, s := range a.src.OnisepStructures {
		i, ok := a.parUAI[s.UAI]
		if !ok {
			continue // a collège, or an établissement of another territory
		}
		e := &a.cat.Etablissements[i]
		if s.Nom != "" {
			e.Nom = s.Nom
		}
		if e.OnisepID == "" {
			e.OnisepID = s.OnisepID
		}
		if e.Statut == catalogue.StatutInconnu || e.Statut == catalogue.Prive {
			if statut := statutDe(s.Statut, "", ""); statut != catalogue.StatutInconnu {
				e.Statut = statut
			}
		}
	}
}
