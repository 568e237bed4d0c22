// @ts-check
// What a result shows of a text: a passage around the words found, which are marked.

import { plier } from "../pliage/pliage.js";
import { racine } from "./racines.js";

/** @typedef {{texte: string, marque: boolean}} Morceau */

/**
 * The words of a text that were found: where each starts and ends.
 * @param {string} texte @param {Set<string>} racines
 */
function motsTrouves(texte, racines) {
  return [...texte.matchAll(/[\p{L}\p{M}\p{N}]+/gu)]
    .map((m) => ({ debut: m.index, fin: m.index + m[0].length, racine: racine(plier(m[0])) }))
    .filter((m) => racines.has(m.racine));
}

/**
 * Cuts a text where its marks start and end.
 * @param {string} texte @param {Set<string>} racines @returns {Morceau[]}
 */
export function marquer(texte, racines) {
  /** @type {Morceau[]} */
  const morceaux = [];
  let la = 0;
  for (const { debut, fin } of motsTrouves(texte, racines)) {
    if (debut > la) morceaux.push({ texte: texte.slice(la, debut), marque: false });
    morceaux.push({ texte: texte.slice(debut, fin), marque: true });
    la = fin;
  }
  if (la < texte.length) morceaux.push({ texte: texte.slice(la), marque: false });
  return morceaux;
}

/**
 * The passage of a text that holds most of the words found, about as long as
 * asked, from the start of a sentence where one is near.
 * @param {string} texte @param {Set<string>} racines @param {number} [longueur]
 */
export function passage(texte, racines, longueur = 160) {
  if (texte.length <= longueur * 1.2) return texte;
  const mots = motsTrouves(texte, racines);
  let meilleur = { debut: 0, score: 0 };
  mots.forEach((m, i) => {
    const proches = mots.slice(i).filter((n) => n.fin <= m.debut + longueur * 0.8);
    const score = new Set(proches.map((n) => n.racine)).size + proches.length / 100;
    if (score > meilleur.score) meilleur = { debut: m.debut, score };
  });
  const depart = debutDePhrase(texte, meilleur.debut, longueur / 2);
  let fin = Math.min(texte.length, depart + longueur);
  if (fin < texte.length) fin = Math.max(texte.lastIndexOf(" ", fin), depart + 1);
  return (depart > 0 ? "…" : "") + texte.slice(depart, fin).trim() + (fin < texte.length ? "…" : "");
}

/**
 * Where to start reading so as to meet a place soon: the start of its sentence,
 * else a few words before.
 * @param {string} texte @param {number} ou @param {number} recul how far at the most
 */
function debutDePhrase(texte, ou, recul) {
  if (ou <= recul) return 0;
  const avant = texte.slice(ou - recul, ou);
  const phrase = avant.search(/[.?!;·] [^.?!;·]*$/);
  if (phrase >= 0) return ou - recul + phrase + 2;
  return texte.lastIndexOf(" ", ou - recul / 2) + 1;
}
