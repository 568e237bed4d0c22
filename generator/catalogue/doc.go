// Package catalogue holds what the site is about, as plain data: formations,
// établissements, the offres that join them, and their indicators. It reads no
// file and prints nothing: assemblage fills it, resultats and pages read it.
//
// # Glossary
//
// One word per concept, the word of the data and of the site.
//
//   - Formation: a course of study leading to a diploma, by one Voie. Key: CFD,
//     dispositif, voie.
//   - CFD: code formation diplôme, 8 characters, of the Base centrale des
//     nomenclatures (BCN). Its first three characters give the diploma.
//   - MEF, MEFSTAT11: module élémentaire de formation: one year of a formation
//     in voie scolaire; its 11-character statistical code.
//   - Dispositif: 3-digit code of the path to the diploma (241: CAP in 2
//     years); empty in apprentissage.
//   - Voie: scolaire or apprentissage.
//   - Diplome: CAP, bac pro…; Groupe gathers those shown under one name.
//   - Famille: famille de métiers: bac pros that share their first year.
//   - Annee commune: that shared first year, the "2de commune". A spécialité
//     is a bac pro of a famille.
//   - Etablissement: lycée, CFA…, known by its UAI (7 digits, 1 letter).
//   - Offre: a formation given in an établissement.
//   - IndicateurEntree: capacité, vœux, taux de pression (Affelnet).
//   - IndicateurPoursuite: what pupils do after (InserJeunes); Millesime is the
//     pair of years it covers, "2021_2022".
//   - Salaire: net euros a month, full-time equivalent, a year after the
//     diploma, in France (InserJeunes).
//   - Etiquette: a short favourable mark on an offre.
//   - Domaine: professional field, in Onisep's words.
//   - Fiche: the page of Onisep on a formation, known by its FOR. number.
//   - Metier: a job that formations lead to, in Onisep's words or in those of
//     the ROME, the répertoire of France Travail. Transition: écologique,
//     numérique or démographique, which the ROME says of a métier.
//   - Portes ouvertes: the open days of an établissement.
//   - Proche: a diploma similar to another.
//   - Continuum: the chain of a diploma's older and newer codes while each has
//     exactly one successor.
package catalogue
