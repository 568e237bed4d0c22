// @ts-check
// Finding a commune by what people type. Pure functions; folding and fragment
// are the same in generator (territoire.Plier, pages.CleFragment), and both
// sides read cas.json.

/**
 * A row of the index: INSEE code, name, slug, postcodes, département, former
 * name that put the row in this fragment, or "".
 * @typedef {[string, string, string, string, string, string]} Ligne
 */

const MOTS_VIDES = new Set("le la les l de du des d en sur sous aux au et saint sainte".split(" "));

/** Folds a text: no accent, no case, no punctuation. @param {string} texte */
export function plier(texte) {
  return texte.toLowerCase().normalize("NFD").replace(/\p{Mn}/gu, "").replace(/œ/g, "oe").replace(/æ/g, "ae")
    .split(/[^a-z0-9]+/).filter(Boolean)
    .map((m) => (m === "st" ? "saint" : m === "ste" ? "sainte" : m)).join(" ");
}

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
 * Whether a word is the beginning of another but for one slip: a letter wrong,
 * missing, in excess, or two exchanged.
 * @param {string} tape @param {string} mot
 */
export function presque(tape, mot) {
  if (tape.length < 4) return false;
  let i = 0;
  while (i < tape.length && tape[i] === mot[i]) i++;
  const reste = tape.slice(i);
  const fin = mot.slice(i);
  return fin.slice(1).startsWith(reste.slice(1)) || fin.slice(1).startsWith(reste) || fin.startsWith(reste.slice(1)) ||
    (reste.length > 1 && fin[0] === reste[1] && fin[1] === reste[0] && fin.slice(2).startsWith(reste.slice(2)));
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
  return tapes.every((t) => mots.some((m) => m.startsWith(t) || presque(t, m))) ? 3 : 9;
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
