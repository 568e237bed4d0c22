// @ts-check
// The communes around the visitor: the position comes from the browser, and
// stays in it.

import { Absent } from "../lecture/lecture.js";
import { distance } from "../filtres/offres.js";

/**
 * A row of a square: INSEE code, name, slug, longitude, latitude.
 * @typedef {[string, string, string, number, number]} Ligne
 */

const CARRES_PAR_DEGRE = 2; // as generator/pages/communes.go
const LOIN = 20000; // metres past which a commune is not around

/** The file that holds what is around a place. @param {number} lon @param {number} lat */
export const carre = (lon, lat) => `autour-${Math.floor(lat * CARRES_PAR_DEGRE)}_${Math.floor(lon * CARRES_PAR_DEGRE)}`;

/**
 * The nearest communes.
 * @param {Ligne[]} lignes @param {number} lon @param {number} lat @param {number} [max]
 * @returns {{ligne: Ligne, metres: number}[]}
 */
export function proches(lignes, lon, lat, max = 5) {
  return lignes
    .map((ligne) => ({ ligne, metres: distance(lon, lat, ligne[3], ligne[4]) }))
    .filter((l) => l.metres <= LOIN)
    .sort((a, b) => a.metres - b.metres)
    .slice(0, max);
}

/** Why there is no position, and what to do. @param {unknown} erreur */
export function raison(erreur) {
  const code = /** @type {{code?: number}} */ (erreur)?.code;
  if (code === 1) return "Ton navigateur n’a pas le droit de donner ta position. Écris le nom de ta commune.";
  if (code === 3) return "Ta position met trop de temps à venir. Écris le nom de ta commune.";
  return "Ta position n’a pas pu être trouvée. Écris le nom de ta commune.";
}

/**
 * @param {(nom: string) => Promise<Ligne[]>} lire
 * @returns {Promise<{ligne: Ligne, metres: number}[]>}
 */
export async function autourDeMoi(lire) {
  /** @type {GeolocationPosition} */
  const { coords } = await new Promise((oui, non) =>
    navigator.geolocation.getCurrentPosition(oui, non, { timeout: 15000, maximumAge: 600000 }));
  try {
    return proches(await lire(carre(coords.longitude, coords.latitude)), coords.longitude, coords.latitude);
  } catch (e) {
    if (e instanceof Absent) return [];
    throw e;
  }
}
