// @ts-check
// What is known of the offres of a list, their order, and how they compare.
// Pure functions: no page, no network.

import { offresDe, VERSION } from "../composants/filtres/offres.js";
import { dire } from "../composants/memoire/memoire.js";
import { kilometres, nombre } from "../composants/mots/mots.js";
import { OFFRES_MAX } from "../composants/garder/gardees.js";

/**
 * @typedef {import("../composants/garder/gardees.js").Gardee} Gardee
 * @typedef {import("../composants/filtres/offres.js").Offre} Offre
 * @typedef {import("../composants/filtres/offres.js").DepartementJSON} DepartementJSON
 * @typedef {import("../composants/memoire/memoire.js").Memoire} Memoire
 *
 * @typedef {object} Voeu
 * @property {Gardee} gardee with what the site says today, where it says it
 * @property {?Offre} offre null when its file does not list it, or was not read
 * @property {"" | "absente" | "specialite" | "illisible"} etat
 * @property {string} vers the 2de commune by which a specialite is entered
 */

/** Characters of an UAI that find its files, as in generator/pages/liste.go. */
const PREFIXE = 3;

/** @param {string} cle */
const uaiDe = (cle) => cle.split("-")[2] ?? "";

/**
 * The files to read for an offre.
 * @param {string} cle @param {Record<string, string[]>} index
 */
export const fichiersDe = (cle, index) => index[uaiDe(cle).slice(0, PREFIXE)] ?? [];

/**
 * The offres of the files, by key, with the journeys from a commune.
 * @param {Map<string, DepartementJSON>} fichiers by address
 * @param {?Memoire} memoire
 */
function parCle(fichiers, memoire) {
  const acces = [...fichiers.keys()].map((url) => memoire?.acces[memoire.fichiers.indexOf(url)] ?? []);
  const offres = offresDe([...fichiers.values()], { version: VERSION, centre: memoire?.centre ?? null, acces, academie: acces.map(() => true) });
  return new Map(offres.map((o) => [o.cle, o]));
}

/**
 * What an offre that is not listed any more was, as far as the files tell.
 * @param {string} cle @param {DepartementJSON[]} fichiers
 */
function restes(cle, fichiers) {
  const [cfd, , uai, voie] = cle.split("-");
  const formations = fichiers.flatMap((f) => f.formations);
  const formation = formations.find((f) => f[4] === cfd && (f[6] === "a") === (voie === "apprentissage")) ?? formations.find((f) => f[4] === cfd);
  const etablissement = fichiers.flatMap((f) => f.etablissements).find((e) => e[0] === uai);
  return { libelle: formation?.[0] ?? `Formation ${cfd}`, diplome: formation?.[1] ?? "", etablissement: etablissement?.[1] ?? `établissement ${uai}`, ville: etablissement?.[2] ?? "" };
}

/**
 * The key of the 2de commune by which one enters a bac pro of a famille; "" if
 * it is not one of its établissement.
 * @param {string} cle @param {DepartementJSON[]} fichiers
 */
function deuxiemeCommune(cle, fichiers) {
  const [cfd, dispositif, uai, voie] = cle.split("-");
  for (const f of fichiers) {
    const offre = f.offres.find(([, rangE, , , , specialites]) => f.etablissements[rangE][0] === uai
      && specialites.some((/** @type {number} */ s) => f.formations[s][4] === cfd && f.formations[s][5] === dispositif && (f.formations[s][6] === "a") === (voie === "apprentissage")));
    if (offre) {
      const c = f.formations[offre[0]];
      return [c[4], c[5], uai, c[6] === "a" ? "apprentissage" : "scolaire"].join("-");
    }
  }
  return "";
}

/**
 * Completes a list with what the site says today. Offres of a link are known by
 * their key only; one that has gone keeps the words that were kept with it.
 * @param {(Partial<Gardee> & {cle: string})[]} liste
 * @param {Map<string, DepartementJSON>} fichiers those that could be read
 * @param {Record<string, string[]>} index
 * @param {?Memoire} memoire
 * @returns {Voeu[]}
 */
export function completer(liste, fichiers, index, memoire) {
  const offres = parCle(fichiers, memoire);
  return liste.map((g) => {
    const offre = offres.get(g.cle) ?? null;
    const urls = fichiersDe(g.cle, index);
    const lus = urls.flatMap((url) => fichiers.get(url) ?? []);
    const vers = offre ? "" : deuxiemeCommune(g.cle, lus);
    const connu = offre ?? (g.libelle ? g : restes(g.cle, lus));
    return {
      gardee: { cle: g.cle, libelle: connu.libelle ?? "", diplome: connu.diplome ?? "", etablissement: connu.etablissement ?? "", ville: connu.ville ?? "", note: g.note ?? "" },
      offre, vers,
      etat: offre ? "" : vers ? "specialite" : lus.length < urls.length ? "illisible" : "absente",
    };
  });
}

/**
 * Moves an offre one place up (-1) or down (1).
 * @template {{cle: string}} T
 * @param {T[]} liste @param {string} cle @param {number} pas
 */
export function deplacer(liste, cle, pas) {
  const i = liste.findIndex((o) => o.cle === cle);
  const j = i + pas;
  if (i < 0 || j < 0 || j >= liste.length) return liste;
  const copie = [...liste];
  [copie[i], copie[j]] = [liste[j], liste[i]];
  return copie;
}

/**
 * Puts back an offre at its rank.
 * @template {{cle: string}} T
 * @param {T[]} liste @param {T} offre @param {number} rang
 */
export const remettre = (liste, offre, rang) => liste.some((o) => o.cle === offre.cle) ? liste : [...liste.slice(0, rang), offre, ...liste.slice(rang)];

/**
 * Adds to a list the offres of another that it has not, in their order. A note
 * comes in only where there was none.
 * @param {Gardee[]} liste @param {Gardee[]} autre
 */
export function fusionner(liste, autre) {
  const notes = new Map(autre.map((o) => [o.cle, o.note]));
  const deja = new Set(liste.map((o) => o.cle));
  return [...liste.map((o) => (o.note ? o : { ...o, note: notes.get(o.cle) ?? "" })), ...autre.filter((o) => !deja.has(o.cle))].slice(0, OFFRES_MAX);
}

const decimal = (/** @type {number} */ x) => x.toFixed(2).replace(/\.?0+$/, "").replace(".", ",");

/**
 * What a list says of an offre, in the order of the columns: always the same
 * headings, with words for what is not published.
 * @param {Voeu} voeu @param {Record<string, string>} etiquettes words, by key
 * @param {?{depuis: string, place: boolean}} lieu where journeys are counted from
 * @returns {{nom: string, valeur: string}[]}
 */
export function lignes({ gardee, offre, etat }, etiquettes, lieu) {
  const inconnu = etat === "illisible" ? "non chargé" : "inconnu";
  const si = (/** @type {(o: Offre) => string} */ f) => (offre ? f(offre) : inconnu);
  const trajet = (/** @type {Offre} */ o) => {
    if (!lieu?.place) return "non calculé";
    const { temps, precision } = dire(o.acces);
    if (temps) return `${temps} (${precision})`;
    return Number.isFinite(o.distance) ? `${kilometres(o.distance)} en ligne droite, ${precision}` : precision;
  };
  return [
    { nom: "Diplôme", valeur: gardee.diplome || inconnu },
    { nom: "Établissement", valeur: gardee.etablissement || inconnu },
    { nom: "Ville", valeur: gardee.ville || inconnu },
    { nom: "Statut", valeur: si((o) => o.statutTexte || "non publié") },
    { nom: "Voie", valeur: gardee.cle.endsWith("-apprentissage") ? "apprentissage (alternance)" : "scolaire" },
    { nom: "Internat", valeur: si((o) => (o.internat ? "oui" : "non annoncé")) },
    { nom: "Étiquettes", valeur: si((o) => o.tags.map((t) => etiquettes[t] ?? t).join(", ") || "aucune") },
    ...(lieu ? [{ nom: "Trajet " + lieu.depuis, valeur: si(trajet) }] : []),
    { nom: "Places", valeur: si((o) => (o.places === null ? "non publié" : nombre(o.places))) },
    { nom: "Taux de pression", valeur: si((o) => (o.pression === null ? "non publié" : decimal(o.pression) + (o.pression < 2 ? " demande" : " demandes") + " par place")) },
    { nom: "Taux d’emploi", valeur: si((o) => (o.emploi === null ? "non publié" : Math.floor(o.emploi + 0.5) + "\u00a0%")) },
    { nom: "Portes ouvertes", valeur: si((o) => o.portesOuvertes.replace(/^Portes ouvertes /, "") || "non publié") },
    { nom: "Bacs pro ensuite", valeur: si((o) => o.specialites.join(", ") || "sans objet") },
  ];
}

/**
 * The rows of a comparison, each marked when its values differ; those that say
 * nothing of any offre are left out.
 * @param {{nom: string, valeur: string}[][]} colonnes of the same headings
 * @returns {{nom: string, valeurs: string[], differe: boolean}[]}
 */
export function comparer(colonnes) {
  return (colonnes[0] ?? []).map(({ nom }, i) => {
    const valeurs = colonnes.map((c) => c[i].valeur);
    return { nom, valeurs, differe: new Set(valeurs).size > 1 };
  }).filter((l) => l.nom !== "Bacs pro ensuite" || l.valeurs.some((v) => v !== "sans objet" && v !== "inconnu"));
}
