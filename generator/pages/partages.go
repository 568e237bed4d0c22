package pages

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"futurpro/generator/catalogue"
	"futurpro/generator/render"
	"futurpro/generator/resultats"
	"futurpro/generator/territoire"
)

// empreinte is the part of a file's name that changes with its content.
func empreinte(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:4])
}

// fichierDepartement is the shared file of one département.
type fichierDepartement struct {
	code     string
	academie string
	url      string
	corps    []byte
}

// repereEtablissement is where an établissement stands in the shared files;
// fichier is -1 when its département has none.
type repereEtablissement struct{ fichier, rang int }

// addFichiersDepartements builds one shared file per département that has
// établissements: what all pages of communes say of them is written once.
func (a *Atelier) addFichiersDepartements() error {
	a.rangs = make([]repereEtablissement, len(a.Cat.Etablissements))
	parDep := map[string][]catalogue.EtablissementIdx{}
	for i, e := range a.Cat.Etablissements {
		a.rangs[i] = repereEtablissement{-1, 0}
		parDep[e.Departement] = append(parDep[e.Departement], catalogue.EtablissementIdx(i))
	}
	for _, d := range a.Ref.Departements {
		etabs := parDep[d.Code]
		if len(etabs) == 0 {
			continue
		}
		for rang, e := range etabs {
			a.rangs[e] = repereEtablissement{len(a.fichiers), rang}
		}
		corps, err := json.Marshal(a.departementJSON(d.Code, etabs))
		if err != nil {
			return fmt.Errorf("shared file of département %s: %w", d.Code, err)
		}
		a.fichiers = append(a.fichiers, fichierDepartement{code: d.Code, academie: d.Academie, corps: corps,
			url: "/donnees/offres-" + d.Code + "." + empreinte(corps) + ".json"})
	}
	return nil
}

// repere tells scripts where to find an établissement; the zero Repere for one
// that is in no shared file.
func (a *Atelier) repere(e catalogue.EtablissementIdx) Repere {
	r := a.rangs[e]
	if r.fichier < 0 {
		return Repere{}
	}
	return Repere{Fichier: a.fichiers[r.fichier].url, Rang: r.rang, Chemins: a.urlChemins(e)}
}

func (a *Atelier) fichiersDepartements() []Page {
	var pages []Page
	for _, f := range a.fichiers {
		pages = append(pages, Page{Chemin: f.url, Corps: octets(f.corps), NonIndexee: true})
	}
	return pages
}

// fichiersDiffuses are the tables for others, their dictionary and the state of
// the build: their addresses do not change, so that one may fetch them again.
func (a *Atelier) fichiersDiffuses() []Page {
	var pages []Page
	for _, f := range a.Diffusion.Fichiers {
		pages = append(pages, Page{Chemin: cheminDonnees + f.Nom, Corps: f.Corps, NonIndexee: true})
	}
	return pages
}

// rangs numbers the values met, in order.
type numeros[T comparable] struct {
	par    map[T]int
	valeur []T
}

func (n *numeros[T]) de(v T) int {
	if n.par == nil {
		n.par = map[T]int{}
	}
	i, ok := n.par[v]
	if !ok {
		i = len(n.valeur)
		n.par[v] = i
		n.valeur = append(n.valeur, v)
	}
	return i
}

func (a *Atelier) departementJSON(code string, etabs []catalogue.EtablissementIdx) DepartementJSON {
	j := DepartementJSON{Version: VersionDonnees, Code: code, Domaines: []string{}}
	var formations numeros[catalogue.FormationIdx]
	var domaines numeros[string]
	for rang, e := range etabs {
		j.Etablissements = append(j.Etablissements, etablissementJSON(a.Cat.Etablissements[e]))
		for _, o := range a.listees[e] {
			specialites := []int{}
			for _, s := range resultats.Specialites(a.Cat, a.parEtab, o) {
				specialites = append(specialites, formations.de(a.Cat.Offres[s].Formation))
			}
			offre := a.Cat.Offres[o]
			tags := []string{}
			for _, t := range offre.Etiquettes.Liste() {
				tags = append(tags, t.Cle)
			}
			j.Offres = append(j.Offres, OffreJSON{formations.de(offre.Formation), rang, tags, tauxPression(offre), tauxEmploi(offre), specialites, places(offre)})
		}
	}
	for _, f := range formations.valeur {
		j.Formations = append(j.Formations, formationJSON(a.Cat.Formations[f], &domaines))
	}
	j.Domaines = append(j.Domaines, domaines.valeur...)
	return j
}

// formationJSON writes names as cards do.
func formationJSON(f catalogue.Formation, domaines *numeros[string]) FormationJSON {
	rangs := []int{}
	for _, d := range f.Domaines {
		rangs = append(rangs, domaines.de(d))
	}
	voie := "s"
	if f.Voie == catalogue.Apprentissage {
		voie = "a"
	}
	return FormationJSON{render.Typo(f.Libelle), render.Typo(diplome(f)), f.Groupe.Cle(), rangs, f.CFD, f.Dispositif, voie}
}

func etablissementJSON(e catalogue.Etablissement) EtablissementJSON {
	var lon, lat any
	if e.Place {
		lon, lat = e.Position[0], e.Position[1]
	}
	internat := 0
	if e.Internat == catalogue.OuiPublie {
		internat = 1
	}
	return EtablissementJSON{e.UAI, render.Typo(e.NomCourt()), render.Typo(e.Ville), resultats.CleStatut(e.Statut), e.Statut.String(), int(e.Statut), lon, lat, internat, portesOuvertesCarte(e)}
}

// places is the capacité of an offre, nil when it is not published.
func places(o catalogue.Offre) any {
	if o.Entree == nil || o.Entree.Capacite == nil {
		return nil
	}
	return *o.Entree.Capacite
}

func tauxPression(o catalogue.Offre) any {
	if o.Entree == nil || o.Entree.TauxPression == nil {
		return nil
	}
	return math.Round(*o.Entree.TauxPression*1000) / 1000
}

// tauxEmploi is the établissement-level rate of the latest millésime.
func tauxEmploi(o catalogue.Offre) any {
	if n := len(o.Poursuites); n > 0 && o.Poursuites[n-1].TauxEmploi6Mois != nil {
		return *o.Poursuites[n-1].TauxEmploi6Mois
	}
	return nil
}

// accesJSON builds the part of a commune, and the list of the shared files it
// refers to: those of its académie, and those of reachable établissements.
func (a *Atelier) accesJSON(c territoire.CommuneIdx) (AccesJSON, []FichierDepartement) {
	d, _ := a.Ref.Departement(a.Ref.Communes[c].Departement)
	parFichier := make([][]AccesEtablissementJSON, len(a.fichiers))
	for e, acces := range a.Moteur.AccessiblesOuVelo(c) {
		repere := a.rangs[e]
		if repere.fichier < 0 {
			continue
		}
		drapeaux := 0
		if acces.Scolaire {
			drapeaux |= 1
		}
		if acces.Espace {
			drapeaux |= 2
		}
		if acces.Partiel {
			drapeaux |= 4
		}
		if acces.Velo {
			drapeaux |= 8
		}
		parFichier[repere.fichier] = append(parFichier[repere.fichier],
			AccesEtablissementJSON{repere.rang, acces.Minutes, acces.Rides, acces.Depart, drapeaux, acces.Meilleur})
	}
	j := AccesJSON{Version: VersionDonnees, Acces: [][]AccesEtablissementJSON{}, Academie: []bool{}}
	if commune := a.Ref.Communes[c]; commune.Place {
		j.Centre = (*[2]float64)(&commune.Centre)
	}
	var fichiers []FichierDepartement
	for i, f := range a.fichiers {
		sienne := f.academie == d.Academie
		if !sienne && len(parFichier[i]) == 0 {
			continue
		}
		fichiers = append(fichiers, FichierDepartement{Code: f.code, URL: f.url})
		j.Acces = append(j.Acces, slices.Concat([]AccesEtablissementJSON{}, parFichier[i]))
		j.Academie = append(j.Academie, sienne)
	}
	return j, fichiers
}
