// @ts-check
// What the printed sheet of a commune holds, and in what order. Pure functions.

import { cleFormation } from "../regroupement/regroupement.js";

/** @typedef {import("../filtres/offres.js").Offre} Offre */

/** Offres on a sheet, the first of the list: some eight pages. There are more formations than établissements to name. */
export const MAX = 150;
const MAX_PAR_FORMATION = 120;

/**
 * A part of the sheet: the offres of one group of the page, and of one tranche,
 * 0 out of reach or when the list is by formation. Those of a bloc are together.
 * @typedef {{groupe: string, tranche: number, blocs: Offre[][]}} Partie
 */

/**
 * Orders a list for paper: by group and formation as it stands, if that is how
 * it is read; else by tranche, then établissement, the nearest first. As many
 * as a sheet holds, and how many are left out.
 * @param {Offre[]} offres in the order of the list @param {boolean} parFormation
 * @returns {{parties: Partie[], reste: number}}
 */
export function ordonner(offres, parFormation, max = parFormation ? MAX_PAR_FORMATION : MAX) {
  /** @type {Map<string, {groupe: string, tranche: number, blocs: Map<string, Offre[]>}>} */
  const parties = new Map();
  for (const o of offres.slice(0, max)) {
    const tranche = parFormation ? 0 : o.tranche;
    const cle = tranche ? String(tranche) : o.groupe;
    const partie = parties.get(cle) ?? { groupe: o.groupe, tranche, blocs: new Map() };
    parties.set(cle, partie);
    const bloc = parFormation ? cleFormation(o) : o.uai;
    partie.blocs.set(bloc, [...(partie.blocs.get(bloc) ?? []), o]);
  }
  return {
    parties: [...parties.values()].map((p) => {
      const blocs = [...p.blocs.values()];
      return { ...p, blocs: parFormation ? blocs : blocs.sort(parProximite) };
    }),
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
