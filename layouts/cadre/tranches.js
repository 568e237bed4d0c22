// @ts-check
// What the frame says of a commune. Pure functions.

const NOMS = ["15 minutes ou moins", "30 minutes ou moins", "45 minutes ou moins", "1 h ou moins", "1 h 30 ou moins"];

/**
 * Lines of the frame: how many formations are within each time, those nearer
 * included; a time that adds none is left out.
 * @param {number[]} parTranche formations of each tranche, by increasing time
 * @returns {{nom: string, nombre: number}[]}
 */
export function lignes(parTranche) {
  let nombre = 0;
  return parTranche.flatMap((n, i) => {
    nombre += n;
    return n ? [{ nom: NOMS[i], nombre }] : [];
  });
}

/** The INSEE code of a query, "" without. @param {string} requete */
export function codeDe(requete) {
  const code = new URLSearchParams(requete).get("commune")?.toUpperCase() ?? "";
  return /^\d[\dAB]\d{3}$/.test(code) ? code : "";
}
