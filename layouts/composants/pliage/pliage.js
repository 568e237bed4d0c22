// @ts-check
// Comparing what people type with what is written. territoire.Plier folds in
// the same way; both sides read recherche-commune/cas.json.

/** Folds a text: no accent, no case, no punctuation. @param {string} texte */
export function plier(texte) {
  return texte.toLowerCase().normalize("NFD").replace(/\p{Mn}/gu, "").replace(/œ/g, "oe").replace(/æ/g, "ae")
    .split(/[^a-z0-9]+/).filter(Boolean)
    .map((m) => (m === "st" ? "saint" : m === "ste" ? "sainte" : m)).join(" ");
}

/**
 * Whether a word is the beginning of another, or the whole of it, but for one
 * slip: a letter wrong, missing, in excess, or two exchanged. Short words are
 * too much alike for that to mean anything: the caller says how short.
 * @param {string} tape @param {string} mot @param {boolean} [entier]
 */
export function presque(tape, mot, entier = false) {
  let i = 0;
  while (i < tape.length && tape[i] === mot[i]) i++;
  const reste = tape.slice(i);
  const fin = mot.slice(i);
  /** @param {string} x @param {string} y */
  const commence = (x, y) => (entier ? x === y : x.startsWith(y));
  return commence(fin.slice(1), reste.slice(1)) || commence(fin.slice(1), reste) || commence(fin, reste.slice(1)) ||
    (reste.length > 1 && fin[0] === reste[1] && fin[1] === reste[0] && commence(fin.slice(2), reste.slice(2)));
}
