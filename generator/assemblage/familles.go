package assemblage

import (
	"cmp"
	"slices"

	"futurpro/generator/catalogue"
)

// typeFamille is the BCN type of the groups that are familles de métiers.
const typeFamille = "TG01"

// addFamilles attaches formations of the voie scolaire to their famille de
// métiers: by the BCN's links, else, for codes that the links have dropped, by
// the published table of familles. A 2de commune is a CFD all of whose MEF are
// first years; the other members are spécialités. Apprentissage is never in a
// famille.
func (a *assembleur) addFamilles() {
	libelle, parCFD := a.famillesParCFD()
	codes := make([]string, 0, len(libelle))
	for code := range libelle {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	rang := map[string]catalogue.FamilleIdx{}
	for i, code := range codes {
		rang[code] = catalogue.FamilleIdx(i)
		a.cat.Familles = append(a.cat.Familles, catalogue.Famille{Code: code, Libelle: libelle[code]})
	}
	for i := range a.cat.Formations {
		f := &a.cat.Formations[i]
		if f.Voie != catalogue.Scolaire {
			continue
		}
		code, membre := parCFD[f.CFD]
		if membre {
			f.Famille, f.Role = rang[code], catalogue.Specialite
		}
		if f.Groupe == catalogue.BacPro && a.nom.isAnneeCommune(f.CFD) {
			f.Role = catalogue.AnneeCommune
			if !membre {
				a.add(specialiteSansFamille, fichierDiplomes, a.nom.diplomes[f.CFD].Ligne, f.CFD+" "+f.Libelle)
			}
		}
	}
	a.shareDomaines()
}

// famillesParCFD returns the name of each famille by code and the famille of
// each CFD.
func (a *assembleur) famillesParCFD() (libelle, parCFD map[string]string) {
	libelle, parCFD = map[string]string{}, map[string]string{}
	for _, g := range a.src.Groupes {
		if g.Type == typeFamille {
			libelle[g.Code] = g.Libelle
		}
	}
	for _, l := range a.src.Liens {
		if _, ok := libelle[l.Groupe]; ok {
			parCFD[l.CFD] = l.Groupe
		}
	}
	for _, f := range a.src.Familles {
		code, ok := parCFD[f.CFDCommun]
		if !ok {
			code = f.CFDCommun
			libelle[code] = f.Famille
			parCFD[f.CFDCommun] = code
		}
		if _, ok := parCFD[f.CFDSpecialite]; !ok {
			parCFD[f.CFDSpecialite] = code
		}
	}
	return libelle, parCFD
}

// shareDomaines gives a 2de commune without a sheet of its own the domaines of
// the bac pros it leads to, and counts the formations left without any.
func (a *assembleur) shareDomaines() {
	parFamille := map[catalogue.FamilleIdx][]string{}
	for _, f := range a.cat.Formations {
		if f.Role == catalogue.Specialite {
			parFamille[f.Famille] = append(parFamille[f.Famille], f.Domaines...)
		}
	}
	for i := range a.cat.Formations {
		f := &a.cat.Formations[i]
		if f.Role == catalogue.AnneeCommune && f.Famille != catalogue.SansFamille && len(f.Domaines) == 0 {
			f.Domaines = slices.Compact(slices.Sorted(slices.Values(parFamille[f.Famille])))
		}
		if len(f.Domaines) == 0 {
			a.add(formationSansDomaine, fichierDiplomes, a.nom.diplomes[f.CFD].Ligne, cmp.Or(f.CFD+" "+f.Libelle))
		}
	}
}
