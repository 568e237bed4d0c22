// @ts-check
// Finding a commune by what people type. Pure functions; the fragment is the
// same in generator (pages.CleFragment), and both sides read cas.json.

import { plier, presque } from "../pliage/pliage.js";

/**
 * A row of the index: INSEE code, name, slug, postcodes, département, former
 * name that put the row in this fragment, or "".
 * @typedef {[string, string, string, string, string, string]} Ligne
 */

const MOTS_VIDES = new Set("le la les l de du des d en sur sous aux au et saint sainte".split(" "));

/** The fragment in which a text is looked for; "" when it is too short. @param {string} texte */
export function cleFragment(texte) {
  const plie = plier(texte);
  if (/^[0-9]../.test(plie)) return plie.slice(0, 3);
  let mot = "";
  for (const m of plie.split(" ")) {
    if (m.length >= 2 && m.length > mot.length && !MOTS_VIDES.has(m)) mot = m;
  }
  mot ||= plie.replaceAll(" ", "");
  return mot.length < 2 || mot[0] <= "9" ? "" : mot.slice(0, 2);
}

/**
 * Other fragments in which the text may be, should a slip be at its beginning:
 * letters exchanged, one too many.
 * @param {string} texte
 */
export function clesVoisines(texte) {
  const cle = cleFragment(texte);
  const mot = plier(texte).split(" ").find((m) => cle && m.startsWith(cle)) ?? "";
  if (mot.length < 4 || mot[0] <= "9") return [];
  const [a, b, c] = mot;
  return [...new Set([b + a, b + c, a + c])].filter((k) => k !== cle);
}

/**
 * How well a folded name answers: 0 the same, 1 its beginning, 2 every word
 * begins one of its words, 3 so but for a slip, 9 not at all.
 * @param {string} tape @param {string} nom
 */
function niveau(tape, nom) {
  if (nom === tape) return 0;
  if (nom.startsWith(tape)) return 1;
  const mots = nom.split(" ");
  const tapes = tape.split(" ");
  if (tapes.every((t) => mots.some((m) => m.startsWith(t)))) return 2;
  return tapes.every((t) => mots.some((m) => m.startsWith(t) || (t.length > 3 && presque(t, m)))) ? 3 : 9;
}

/**
 * The communes that answer a text, the best first, then the most populated.
 * @param {Ligne[]} lignes by decreasing population @param {string} texte @param {number} [max]
 * @returns {{ligne: Ligne, niveau: number}[]}
 */
export function classer(lignes, texte, max = 8) {
  const tape = plier(texte);
  if (!tape) return [];
  const code = /^[0-9]/.test(tape) ? tape.replaceAll(" ", "") : "";
  const vues = new Set();
  return lignes
    .map((ligne) => {
      const [insee, nom, , postaux, , ancien] = ligne;
      if (code) {
        const trouve = postaux.split(" ").some((p) => p.startsWith(code)) || insee.toLowerCase().startsWith(code);
        return { ligne, niveau: trouve ? 1 : 9 };
      }
      // A former name comes after the same answer by a present one.
      const n = Math.min(niveau(tape, plier(nom)), ancien ? niveau(tape, plier(ancien)) + 0.5 : 9);
      return { ligne, niveau: n };
    })
    .filter((r) => r.niveau < 9)
    .sort((a, b) => a.niveau - b.niveau)
    // A commune has a row for each of its former names: its best answer stays.
    .filter((r) => !vues.has(r.ligne[0]) && vues.add(r.ligne[0]))
    .slice(0, max);
}
