// Package assemblage decides what the sources mean: it matches them with each
// other, applies the rules of the site and fills territoire and catalogue. One
// file per rule.
//
// It reads no file: sources has read them. Every row that finds no place is
// counted in the journal.
package assemblage

import (
	"fmt"

	"github.com/microcosm-cc/bluemonday"

	"futurpro/generator/anomalies"
	"futurpro/generator/catalogue"
	"futurpro/generator/sources"
	"futurpro/generator/territoire"
)

// assembleur carries what the rules share while one build is assembled.
type assembleur struct {
	src *sources.Sources
	ref *territoire.Referentiel
	nom *nomenclature
	cat *catalogue.Catalogue
	j   *anomalies.Journal
	// parUAI finds an établissement, parCle a formation.
	parUAI map[string]catalogue.EtablissementIdx
	parCle map[cleFormation]catalogue.FormationIdx
	lieux  lieux
	fermes fermetures
	// derniereRentree is read through debutDerniereRentree.
	derniereRentree string
	// renouvelees leads from an offre under an older code to that under the
	// newer one; anciens has the older code of those that no source lists under
	// their own.
	renouvelees map[cleOffre]cleOffre
	anciens     map[cleOffre]string
	durees      map[cleOffre]int // of apprenticeship, in years
	// detailles has the (file, UAI) whose InserJeunes rows tell the voies apart.
	detailles map[string]bool
	politique *bluemonday.Policy // of the published texts
}

// Assemble joins the sources into the territory and the catalogue. It fails
// when what is left would make no site.
func Assemble(src *sources.Sources, j *anomalies.Journal) (*territoire.Referentiel, *catalogue.Catalogue, error) {
	a := &assembleur{
		src: src, ref: assembleTerritoire(src, j), nom: newNomenclature(src), cat: &catalogue.Catalogue{}, j: j, fermes: newFermetures(src.ACCE),
		politique:   newPolitique(),
		renouvelees: map[cleOffre]cleOffre{}, anciens: map[cleOffre]string{}, durees: map[cleOffre]int{},
	}
	a.addEtablissements()
	a.addStructures()
	offres := a.joinOffres()
	a.addFormations(offres)
	a.addFamilles()
	fiches := a.addFiches()
	a.addMetiers(fiches)
	a.addProches()
	a.addMotsCles(fiches)
	a.addOffres(offres)
	a.addEntrees()
	a.addPoursuites()
	a.addPoursuitesRegionales()
	a.addSalaires()
	a.addInsertions()
	a.dropSansOffre()
	a.addPortesOuvertes()
	a.computeSeuilPression()
	computeQuartiles(a.cat, a.ref)
	a.computeEtiquettes()
	if len(a.cat.Offres) == 0 {
		return nil, nil, fmt.Errorf("joining constat-rentrée, Affelnet, annuaire and BCN: no offre is left of %d and %d rows; are the files of the same vintage and territory?",
			len(src.Constats), len(src.Voeux))
	}
	return a.ref, a.cat, nil
}

// The anomalies of joins. A join loses rows by nature, so that only a loss too
// large for a sound source has a threshold.
var (
	communeSansCentre     = anomalies.Code{Nom: "commune-sans-centre", Sens: "aucun temps de trajet depuis cette commune", Seuil: 0.02}
	departementInconnu    = anomalies.Code{Nom: "departement-inconnu", Sens: "commune sans département ni académie, laissée de côté", Seuil: 0.01}
	communeInconnue       = anomalies.Code{Nom: "commune-inconnue", Sens: "commune d'un établissement absente du référentiel", Seuil: 0.3}
	uaiSansPosition       = anomalies.Code{Nom: "uai-sans-position", Sens: "établissement sans coordonnées"}
	uaiAbsentAnnuaire     = anomalies.Code{Nom: "uai-absent-annuaire", Sens: "ligne d'un établissement qu'aucune source ne nomme", Seuil: 0.25}
	mefInconnu            = anomalies.Code{Nom: "mef-inconnu", Sens: "code MEF absent de la nomenclature N_MEF, ligne laissée de côté", Seuil: 0.1}
	formationSansDomaine  = anomalies.Code{Nom: "formation-sans-domaine", Sens: "absente du filtre par domaine"}
	formationSansAccent   = anomalies.Code{Nom: "libelle-reconstitue", Sens: "libellé tiré de la BCN en majuscules, accents retrouvés dans les autres libellés"}
	codeRenouvele         = anomalies.Code{Nom: "code-renouvele", Sens: "fiche trouvée par un code plus ancien ou plus récent du même diplôme"}
	diplomeFerme          = anomalies.Code{Nom: "diplome-ferme", Sens: "diplôme fermé avant la dernière rentrée connue, laissé de côté"}
	codeRemplace          = anomalies.Code{Nom: "code-remplace", Sens: "offre réunie à celle du code qui a remplacé le sien"}
	capaciteSansLimite    = anomalies.Code{Nom: "capacite-sans-limite", Sens: "nombre de places noté 998 ou 999, non publié"}
	capaciteNegative      = anomalies.Code{Nom: "voeux-incoherents", Sens: "capacité ou vœux négatifs, non publiés", Seuil: 0.01}
	specialiteSansFamille = anomalies.Code{Nom: "2de-commune-sans-famille", Sens: "2de commune dont la nomenclature ne dit plus la famille"}
	tauxIncoherent        = anomalies.Code{Nom: "taux-incoherent", Sens: "part hors de 0-100, non publiée", Seuil: 0.01}
)
