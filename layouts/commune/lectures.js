// @ts-check
// What the list of a commune is made of, read when it is first needed, and once.

import { grouper } from "../composants/filtres/filtres.js";
import { internatsDe, offresDe } from "../composants/filtres/offres.js";

/** @typedef {import("../composants/filtres/offres.js").Offre} Offre */
/** @typedef {{offres: Offre[], fautes: string[]}} Trouve */
/** @typedef {(texte: string, offres: Offre[]) => Trouve} Chercheur */

/** @param {string} url of a JSON file */
export async function lire(url) {
  const reponse = await fetch(url);
  if (!reponse.ok) throw new Error(`${url}: ${reponse.status}`);
  return reponse.json();
}

/**
 * Keeps what a reading gives; one that fails starts again the next time.
 * @template T @param {() => Promise<T>} lecture @returns {() => Promise<T>}
 */
function uneFois(lecture) {
  /** @type {?Promise<T>} */
  let deja = null;
  return () => {
    deja ??= lecture();
    deja.catch(() => (deja = null));
    return deja;
  };
}

/**
 * @param {{acces: import("../composants/filtres/offres.js").AccesJSON}} donnees of the page
 * @param {string[]} fichiers shared files
 * @param {{quoi: string, internat: string}} urls internat is "" where there is none
 * @param {{ici: (offres: Offre[]) => void, loin: (offres: Offre[]) => void}} pretes called with the offres, once they are read
 */
export function lectures({ acces }, fichiers, urls, pretes) {
  const ici = uneFois(async () => {
    const lus = await Promise.all(fichiers.map(lire));
    // In the order of the page: what is kept of them is soon sorted.
    const offres = Object.values(grouper(offresDe(lus, acces), "")).flat();
    pretes.ici(offres);
    return offres;
  });
  return {
    ici,
    /** The boarding schools of other académies. */
    loin: uneFois(async () => {
      if (!urls.internat) return [];
      const [lu, deja] = await Promise.all([lire(urls.internat), ici()]);
      const offres = internatsDe(lu, acces, deja);
      pretes.loin(offres);
      return offres;
    }),
    /** What finds diplomas by words. @type {() => Promise<Chercheur>} */
    quoi: uneFois(async () => {
      const [{ chercher, lireIndex, repondre }, json] = await Promise.all([import("../composants/quoi/quoi.js"), lire(urls.quoi)]);
      const index = lireIndex(json);
      return (texte, offres) => {
        const reponse = chercher(texte, index);
        return { offres: repondre(offres, reponse), fautes: reponse.fautes };
      };
    }),
  };
}
