// @ts-check
// The last commune looked at, kept on this device only, so that the page of an
// offre can say how long the journey takes.

import { duree, kilometres, quartier, trajet } from "../mots/mots.js";
import { lireAcces, VERSION } from "../filtres/offres.js";

/**
 * @typedef {object} Memoire
 * @property {number} version
 * @property {string} [code] its INSEE code; absent from memories of older pages
 * @property {string} depuis "depuis Lorient"
 * @property {string} liste address of its results, with the filters
 * @property {boolean} place whether times can be computed from it
 * @property {?[number, number]} [centre] longitude, latitude; absent from memories of older pages
 * @property {string[]} fichiers addresses of the shared files
 * @property {number[][][]} acces by shared file
 * @property {Record<string, number>} [lointains] metres to the boarding schools
 *   of other académies that were listed, by UAI: they are in no such file
 */

const CLE = "futurpro.commune";

const CLE_RECENTES = "futurpro.recentes";
const RECENTES_MAX = 5;

/**
 * What to remember of a commune, from the data of its page.
 * @param {any} donnees @param {string} liste address of its results
 * @returns {Memoire}
 */
export function memoireDe(donnees, liste) {
  const racine = donnees.base.replace(/\/$/, "");
  return {
    version: donnees.acces.version, code: donnees.code, depuis: donnees.depuis, liste,
    place: donnees.acces.centre !== null, centre: donnees.acces.centre,
    fichiers: donnees.fichiers.map((/** @type {{url: string}} */ f) => racine + f.url),
    acces: donnees.acces.acces,
  };
}

/** @param {Memoire} m */
export function retenir(m) {
  ecrire(CLE, m);
}

/** @param {string} cle @param {unknown} valeur */
function ecrire(cle, valeur) {
  try {
    localStorage.setItem(cle, JSON.stringify(valeur));
  } catch {
    // Private browsing or a full store: the page does without.
  }
}

/**
 * A commune looked at: its name, and its address on the site.
 * @typedef {{nom: string, url: string}} Recente
 */

/** The last communes, the latest first. @returns {Recente[]} */
export function recentes() {
  try {
    const lues = JSON.parse(localStorage.getItem(CLE_RECENTES) ?? "[]");
    // Only what this site may have written: an address of its own.
    return lues.filter((/** @type {any} */ r) => typeof r?.nom === "string" && /^\/(?!\/)/.test(r?.url)).slice(0, RECENTES_MAX);
  } catch {
    return [];
  }
}

/** @param {Recente} r */
export function ajouterRecente(r) {
  ecrire(CLE_RECENTES, [r, ...recentes().filter((autre) => autre.url !== r.url)].slice(0, RECENTES_MAX));
}

/** Forgets the communes looked at, and the last one. */
export function oublierRecentes() {
  try {
    localStorage.removeItem(CLE_RECENTES);
    localStorage.removeItem(CLE);
  } catch {
    // There was nothing to forget.
  }
}

/** @returns {?Memoire} */
export function rappeler() {
  try {
    const m = JSON.parse(localStorage.getItem(CLE) ?? "null");
    return m?.version === VERSION ? m : null;
  } catch {
    return null;
  }
}

/**
 * The journey to an établissement; undefined if there is none, null when the
 * memory is of another build, in which ranks meant something else.
 * @param {Memoire} m @param {string} fichier @param {number} rang
 */
export function accesDe(m, fichier, rang) {
  const i = m.fichiers.indexOf(fichier);
  if (i < 0 || !m.place) return null;
  const ligne = (m.acces[i] ?? []).find((l) => l[0] === rang);
  return ligne && lireAcces(ligne);
}

/**
 * What to say of a journey, or of none.
 * @param {?import("../filtres/offres.js").Acces | undefined} a
 * @returns {{temps: string, precision: string}}
 */
export function dire(a) {
  if (!a) return { temps: "", precision: "pas de trajet de moins de 1\u00a0h\u00a030 dans les horaires connus" };
  const notes = [trajet(a)];
  if (a.scolaire) notes.push("car scolaire");
  if (a.espace) notes.push("horaires espacés");
  if (quartier(a)) notes.push(quartier(a));
  return { temps: duree(a.minutes), precision: notes.join(" · ") };
}

/**
 * What to say of the journey to an établissement, or of the way to a boarding
 * school; null as in accesDe.
 * @param {Memoire} m @param {string} fichier @param {number} rang @param {string} [uai]
 */
export function depuis(m, fichier, rang, uai = "") {
  const a = accesDe(m, fichier, rang);
  const metres = m.lointains?.[uai];
  if (!a && metres !== undefined) return { temps: "", precision: kilometres(metres) + " en ligne droite, dans une autre académie" };
  return a === null ? null : dire(a);
}
