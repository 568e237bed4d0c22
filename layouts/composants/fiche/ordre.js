// @ts-check
// What the printed sheet of a commune holds, and in what order. Pure functions.

/** @typedef {import("../filtres/offres.js").Offre} Offre */

/** Offres on a sheet, the nearest: some eight pages. */
export const MAX = 150;

/**
 * @typedef {{tranche: number, etablissements: Offre[][]}} Tranche offres of one
 *   établissement are together; tranche is 0 out of reach
 */

/**
 * Groups offres by tranche, then établissement, the nearest first; as many as
 * a sheet holds, and how many are left out.
 * @param {Offre[]} offres in the order of the list by travel time
 * @returns {{tranches: Tranche[], reste: number}}
 */
export function ordonner(offres, max = MAX) {
  /** @type {Map<number, Map<string, Offre[]>>} */
  const tranches = new Map();
  for (const o of offres.slice(0, max)) {
    const etablissements = tranches.get(o.tranche) ?? new Map();
    tranches.set(o.tranche, etablissements);
    etablissements.set(o.uai, [...(etablissements.get(o.uai) ?? []), o]);
  }
  return {
    tranches: [...tranches].map(([tranche, e]) => ({ tranche, etablissements: [...e.values()].sort(parProximite) })),
    reste: Math.max(0, offres.length - max),
  };
}

/** @param {Offre[]} a @param {Offre[]} b */
function parProximite([a], [b]) {
  if (a.acces && b.acces) return a.acces.minutes - b.acces.minutes;
  return a.distance === b.distance ? 0 : a.distance < b.distance ? -1 : 1;
}

/** Writes a taux de pression, or a number of places: "1,25"; not published is said. @param {?number} n */
export const publie = (n) => (n === null ? "non publié" : String(Math.round(n * 100) / 100).replace(".", ","));
