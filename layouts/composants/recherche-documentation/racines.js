// @ts-check
// Words as the index of the documentation knows them. generator/recherche/mots.go
// does the same; both sides read cas.json.

import { plier } from "../pliage/pliage.js";

/** They say nothing of what a text is about: a query ignores them, unless it has no other. */
export const MOTS_VIDES = new Set(("le la les un une des du de et ou ni au aux en dans par pour sur avec ce cet cette ces ca se sa son ses leur leurs " +
  "mon ma mes ton ta tes notre nos votre vos je tu il elle on nous vous ils elles me te ne que qui quoi quel quelle quels quelles " +
  "comment est sont etre ai as avons avez ont avoir pas peut peux comme mais donc si ici").split(" "));

/**
 * Reduces a folded word to the beginning that it shares with its plural, its
 * feminine and the commonest forms of its verb.
 * @param {string} mot
 */
export function racine(mot) {
  if (mot.length < 4 || mot[0] <= "9") return mot;
  if (mot.length >= 5 && /[^e]aux$/.test(mot)) return mot.slice(0, -2);
  let m = mot.replace(/[sxz]$/, "");
  while ((m.length >= 6 && m.endsWith("r")) || (m.length >= 5 && m.endsWith("e"))) m = m.slice(0, -1);
  if (m.length >= 5 && m.at(-1) === m.at(-2)) m = m.slice(0, -1);
  if (m.length >= 4 && m.endsWith("al")) return m.slice(0, -1);
  return m.length >= 6 && m.endsWith("ail") ? m.slice(0, -2) : m;
}

/**
 * A word of a query; the last one may still be being typed.
 * @typedef {{mot: string, racine: string, dernier: boolean}} Mot
 */

/** More words than anyone types, and few enough to be looked for. */
const MOTS_MAX = 10;

/** The words to look for in a query. @param {string} texte @returns {Mot[]} */
export function analyser(texte) {
  const tous = [...new Set(plier(texte).split(" "))].filter((m) => m.length > 1 || (m >= "0" && m <= "9"));
  const pleins = tous.filter((m) => !MOTS_VIDES.has(m));
  return (pleins.length ? pleins : tous).slice(0, MOTS_MAX)
    .map((mot, i, mots) => ({ mot, racine: racine(mot), dernier: i === mots.length - 1 }));
}
