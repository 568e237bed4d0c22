// @ts-check
// The offres that the visitor keeps, on this device only. What is written here
// may have been damaged, or refused by the browser: nothing of it stops a page.

/**
 * An offre kept, with what is known of it should it leave the site.
 * @typedef {object} Gardee
 * @property {string} cle cfd-dispositif-uai-voie, as in the address of its page
 * @property {string} libelle
 * @property {string} diplome
 * @property {string} etablissement
 * @property {string} ville
 * @property {string} [note]
 */

export const CLE = "futurpro.liste";
/** Where a list that cannot be read is set aside. */
export const CLE_ABIMEE = CLE + ".abimee";
export const OFFRES_MAX = 50;
export const NOTE_MAX = 500;

const VERSION = 1;
const FORME = /^\w+-\w*-\w+-(scolaire|apprentissage)$/;

/** What could not be written, for as long as the page lives. @type {?Gardee[]} */
let enMemoire = null;

/** @param {unknown} v */
const texte = (v) => (typeof v === "string" ? v.slice(0, NOTE_MAX) : "");

/**
 * Reads a list as it was stored: what has not its shape is left out, and said.
 * @param {?string} brut
 * @returns {{offres: Gardee[], abimee: boolean}}
 */
export function decoder(brut) {
  if (brut === null) return { offres: [], abimee: false };
  try {
    const { version, offres } = JSON.parse(brut);
    if (version !== VERSION || !Array.isArray(offres)) throw 0;
    /** @type {Map<string, Gardee>} */
    const lues = new Map();
    for (const o of offres) {
      if (!FORME.test(o?.cle) || !o.libelle || typeof o.libelle !== "string") continue;
      lues.set(o.cle, { cle: o.cle, libelle: texte(o.libelle), diplome: texte(o.diplome), etablissement: texte(o.etablissement), ville: texte(o.ville), note: texte(o.note) });
    }
    const gardees = [...lues.values()].slice(0, OFFRES_MAX);
    return { offres: gardees, abimee: gardees.length < offres.length };
  } catch {
    return { offres: [], abimee: true };
  }
}

/** The list, in the order of the visitor. @returns {Gardee[]} */
export function lire() {
  if (enMemoire) return enMemoire;
  try {
    const brut = localStorage.getItem(CLE);
    const { offres, abimee } = decoder(brut);
    if (abimee) {
      localStorage.setItem(CLE_ABIMEE, brut ?? "");
      ecrire(offres);
    }
    return offres;
  } catch {
    return [];
  }
}

/** @param {Gardee[]} offres */
function ecrire(offres) {
  if (offres.length) localStorage.setItem(CLE, JSON.stringify({ version: VERSION, offres }));
  else localStorage.removeItem(CLE);
}

/**
 * Changes the list as it is now, whichever tab wrote it last; false when the
 * browser refuses to keep it beyond this page.
 * @param {(offres: Gardee[]) => Gardee[]} changement
 */
export function modifier(changement) {
  const offres = changement(lire());
  try {
    ecrire(offres);
    enMemoire = null;
  } catch {
    enMemoire = offres;
  }
  dispatchEvent(new Event(CLE));
  return !enMemoire;
}

/**
 * Calls f when the list changes, here or in another tab.
 * @param {() => void} f
 */
export function suivre(f) {
  addEventListener(CLE, f);
  addEventListener("storage", (e) => (e.key === CLE || e.key === null) && f());
  // Coming back to a page that the browser had set aside.
  addEventListener("pageshow", (e) => e.persisted && f());
}

export const REFUS = "Ton navigateur refuse de garder ta liste\u202f: elle disparaîtra quand tu quitteras cette page.";
