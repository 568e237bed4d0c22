// @ts-check
// The last commune looked at, kept on this device only, so that the page of an
// offre can say how long the journey takes.

import { duree, quartier, trajet } from "../mots/mots.js";
import { lireAcces, VERSION } from "../filtres/offres.js";

/**
 * @typedef {object} Memoire
 * @property {number} version
 * @property {string} [code] its INSEE code; absent from memories of older pages
 * @property {string} depuis "depuis Lorient"
 * @property {string} liste address of its results, with the filters
 * @property {boolean} place whether times can be computed from it
 * @property {string[]} fichiers addresses of the shared files
 * @property {number[][][]} acces by shared file
 */

const CLE = "futurpro.commune";

/** @param {Memoire} m */
export function retenir(m) {
  try {
    localStorage.setItem(CLE, JSON.stringify(m));
  } catch {
    // Private browsing or a full store: the page does without.
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
 * What to say of it.
 * @param {Memoire} m @param {string} fichier @param {number} rang
 * @returns {?{temps: string, precision: string}}
 */
export function depuis(m, fichier, rang) {
  const a = accesDe(m, fichier, rang);
  if (a === null) return null;
  if (!a) return { temps: "", precision: "pas de trajet de moins de 1 h 30 dans les horaires connus" };
  const notes = [trajet(a)];
  if (a.scolaire) notes.push("car scolaire");
  if (a.espace) notes.push("horaires espacés");
  if (quartier(a)) notes.push(quartier(a));
  return { temps: duree(a.minutes), precision: notes.join(" · ") };
}
