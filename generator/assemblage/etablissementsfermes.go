package assemblage

import (
	"strings"

	"futurpro/generator/anomalies"
	"futurpro/generator/sources"
	"futurpro/generator/territoire"
)

// The anomalies of établissements that have closed.
var (
	uaiSuccede = anomalies.Code{Nom: "uai-succede", Sens: "formations d'un établissement fermé, données à celui qui lui a succédé à la même adresse"}
	uaiFerme   = anomalies.Code{Nom: "uai-ferme", Sens: "formations d'un établissement fermé sans successeur connu, laissées de côté"}
)

// fermetures says what became of the établissements that ACCÉ says closed.
type fermetures struct {
	date map[string]string // ISO, by UAI
	// successeur is the one open établissement of the same commune with the
	// same address, else with the same name: lycées are merged, or given a new
	// number, where they stand.
	successeur map[string]string
}

func newFermetures(acce []sources.EtablissementACCE) fermetures {
	f := fermetures{map[string]string{}, map[string]string{}}
	// "" marks a key that several open établissements share.
	ouverts := map[[2]string]string{}
	for _, e := range acce {
		if e.Fermeture != "" {
			f.date[e.UAI] = e.Fermeture
			continue
		}
		for _, cle := range clesLieu(e) {
			if vu, ok := ouverts[cle]; ok && vu != e.UAI {
				ouverts[cle] = ""
			} else {
				ouverts[cle] = e.UAI
			}
		}
	}
	for _, e := range acce {
		if e.Fermeture == "" {
			continue
		}
		for _, cle := range clesLieu(e) {
			if uai := ouverts[cle]; uai != "" {
				f.successeur[e.UAI] = uai
				break
			}
		}
	}
	return f
}

// clesLieu returns the keys under which two établissements are the same place:
// commune and address, then commune and name. An address without a number or
// with few letters says too little.
func clesLieu(e sources.EtablissementACCE) [][2]string {
	if e.Commune == "" {
		return nil
	}
	var cles [][2]string
	if adresse := territoire.Plier(e.Adresse); len(adresse) > 5 && strings.ContainsAny(adresse, "0123456789") {
		cles = append(cles, [2]string{e.Commune, adresse})
	}
	if nom := territoire.Plier(e.Nom); len(strings.Fields(nom)) > 2 {
		cles = append(cles, [2]string{e.Commune, nom})
	}
	return cles
}

// actuel returns the établissement to which a row of one rentrée belongs
// today. ok is false for one that has closed since without successor.
func (a *assembleur) actuel(uai string) (string, bool) {
	if a.fermes.date[uai] == "" || a.fermes.date[uai] >= a.debutDerniereRentree() {
		return uai, true
	}
	s, ok := a.fermes.successeur[uai]
	if _, connu := a.parUAI[s]; !ok || !connu {
		return uai, false
	}
	return s, true
}

// debutDerniereRentree is the first day of the latest rentrée of the voie
// scolaire in the sources, an ISO date.
func (a *assembleur) debutDerniereRentree() string {
	if a.derniereRentree == "" {
		for _, c := range a.src.Constats {
			a.derniereRentree = max(a.derniereRentree, c.Rentree)
		}
		for _, v := range a.src.Voeux {
			a.derniereRentree = max(a.derniereRentree, v.Rentree)
		}
	}
	return a.derniereRentree + "-09-01"
}
