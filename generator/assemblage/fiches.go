package assemblage

import (
	"cmp"

	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
	"futurpro/generator/territoire"
)

// fiches finds the Onisep fiche of a diploma.
type fiches struct {
	parID     map[string]sources.OnisepFiche
	parCFD    map[string]sources.OnisepFiche
	secondes  map[string]sources.OnisepFiche // of the 2des communes, by identifier
	formation map[string]string              // identifier that the formations initiales give to a CFD
	passage   map[string][]string            // identifiers by CFD
	rncp      map[string][]string            // identifiers by number of the RNCP
	numeros   map[string][]string            // numbers of the RNCP by CFD
}

func newFiches(src *sources.Sources) *fiches {
	f := &fiches{map[string]sources.OnisepFiche{}, map[string]sources.OnisepFiche{}, map[string]sources.OnisepFiche{}, map[string]string{},
		map[string][]string{}, map[string][]string{}, map[string][]string{}}
	for _, x := range src.OnisepFiches {
		f.parID[x.ID] = x
		if _, ok := f.parCFD[x.CFD]; !ok && x.CFD != "" {
			f.parCFD[x.CFD] = x
		}
	}
	for _, x := range src.FichesSecondes {
		f.secondes[x.ID] = x
	}
	for _, o := range src.OnisepFormations {
		if _, ok := f.formation[o.CFD]; !ok && o.CFD != "" {
			f.formation[o.CFD] = o.OnisepID
		}
		f.addNumero(o.CFD, o.CodeRNCP)
	}
	for _, c := range src.CertifInfo {
		f.addNumero(c.CFD, c.RNCP)
	}
	for _, p := range src.Passages {
		if p.CFD != "" {
			f.passage[p.CFD] = append(f.passage[p.CFD], p.OnisepID)
		}
		if p.RNCP != "" {
			f.rncp[p.RNCP] = append(f.rncp[p.RNCP], p.OnisepID)
		}
	}
	return f
}

func (f *fiches) addNumero(cfd, rncp string) {
	if cfd != "" && rncp != "" {
		f.numeros[cfd] = append(f.numeros[cfd], rncp)
	}
}

// de returns the fiche of one code and how it was found: the fiche that names
// the code; else the one that Onisep's list of formations names; else the one
// that the table de passage joins to the code; else that of the same
// certification in the RNCP.
func (f *fiches) de(cfd string) (sources.OnisepFiche, catalogue.LienFiche, bool) {
	if x, ok := f.parCFD[cfd]; ok {
		return x, catalogue.FicheParCFD, true
	}
	id := f.formation[cfd]
	if x, ok := f.parID[id]; ok {
		return x, catalogue.FicheParIdentifiant, true
	}
	if x, ok := f.secondes[id]; ok {
		return x, catalogue.FicheParIdentifiant, true
	}
	if x, ok := f.first(f.passage[cfd]); ok {
		return x, catalogue.FicheParPassage, true
	}
	for _, numero := range f.numeros[cfd] {
		if x, ok := f.first(f.rncp[numero]); ok {
			return x, catalogue.FicheParRNCP, true
		}
	}
	return sources.OnisepFiche{}, 0, false
}

// first returns the first of the fiches that exists.
func (f *fiches) first(ids []string) (sources.OnisepFiche, bool) {
	for _, id := range ids {
		if x, ok := f.parID[id]; ok {
			return x, true
		}
	}
	return sources.OnisepFiche{}, false
}

// addFiches gives each formation the fiche of the nearest code of its
// continuum that has one: a renewed diploma keeps the fiche of its former
// code, and says so.
func (a *assembleur) addFiches() map[catalogue.FormationIdx]sources.OnisepFiche {
	f := newFiches(a.src)
	etudes := a.identifiantsParLibelle()
	trouvees := map[catalogue.FormationIdx]sources.OnisepFiche{}
	for i := range a.cat.Formations {
		formation := &a.cat.Formations[i]
		for _, cfd := range a.nom.continuum(formation.CFD) {
			x, lien, ok := f.de(cfd)
			if !ok {
				continue
			}
			trouvees[catalogue.FormationIdx(i)] = x
			formation.Fiche = &catalogue.Fiche{OnisepID: x.ID, Lien: lien,
				Description: a.prose(x.Description), Acces: a.prose(x.Acces), Poursuite: a.prose(x.Poursuite)}
			if cfd != formation.CFD {
				formation.Fiche.CFD = cfd
			}
			formation.OnisepID = cmp.Or(formation.OnisepID, x.ID)
			for _, libelle := range x.Poursuites {
				if libelle != "" {
					formation.Etudes = append(formation.Etudes, catalogue.Etude{Libelle: libelle, OnisepID: etudes[territoire.Plier(libelle)]})
				}
			}
			break
		}
	}
	return trouvees
}

// identifiantsParLibelle finds the identifier of a formation by its name at
// Onisep, capitals and accents aside.
func (a *assembleur) identifiantsParLibelle() map[string]string {
	ids := map[string]string{}
	for _, o := range a.src.OnisepFormations {
		if cle := territoire.Plier(o.Libelle); ids[cle] == "" {
			ids[cle] = o.OnisepID
		}
	}
	return ids
}
