package assemblage

import (
	"slices"

	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
)

const fichierDiplomes = "bcn/n_formation_diplome.csv"

// addFormations creates the formations that at least one établissement gives.
// Name, domaines and Onisep sheet come from the CFD itself, else from the
// nearest code of its continuum that has them.
func (a *assembleur) addFormations(offres map[cleOffre][]string) {
	onisep := map[string]sources.OnisepFormation{}
	for _, o := range a.src.OnisepFormations {
		if _, ok := onisep[o.CFD]; !ok {
			onisep[o.CFD] = o
		}
	}
	libelles := newLibelles(a.src)
	vues := map[cleFormation]bool{}
	for o := range offres {
		vues[o.formation] = true
	}
	cles := make([]cleFormation, 0, len(vues))
	for cle := range vues {
		cles = append(cles, cle)
	}
	slices.SortFunc(cles, compareCles)
	a.parCle = make(map[cleFormation]catalogue.FormationIdx, len(cles))
	for i, cle := range cles {
		a.parCle[cle] = catalogue.FormationIdx(i)
		a.cat.Formations = append(a.cat.Formations, a.formation(cle, libelles, onisep))
	}
	a.setDureesApprentissage()
}

func (a *assembleur) formation(cle cleFormation, libelles *libelles, onisep map[string]sources.OnisepFormation) catalogue.Formation {
	d := a.nom.diplomes[cle.cfd]
	f := catalogue.Formation{
		CFD: cle.cfd, Dispositif: cle.dispositif, Voie: cle.voie,
		Groupe: a.nom.groupe(cle.cfd), Famille: catalogue.SansFamille, Fermeture: d.Fermeture,
	}
	f.MEF11, f.Duree = a.nom.dernierMEF(cle.cfd, cle.dispositif)
	var reconstitue bool
	f.Libelle, reconstitue = libelles.clean(cle.cfd, d)
	if reconstitue {
		a.add(formationSansAccent, fichierDiplomes, d.Ligne, cle.cfd+" "+d.Libelle+" → "+f.Libelle)
	}
	for _, cfd := range a.nom.continuum(cle.cfd) {
		o, ok := onisep[cfd]
		if !ok {
			continue
		}
		f.Domaines, f.OnisepID, f.CodeRNCP = o.Domaines, o.OnisepID, o.CodeRNCP
		if cfd != cle.cfd {
			f.Renouvele = cfd
			a.add(codeRenouvele, fichierDiplomes, d.Ligne, cle.cfd+" → "+cfd)
		}
		break
	}
	return f
}
