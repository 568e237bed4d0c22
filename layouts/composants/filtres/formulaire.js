// @ts-check
// Between the filter form and the state: the form says which filters, values
// and words there are, so that none is written twice.

/** @typedef {import("./filtres.js").Etat} Etat */
/** @typedef {import("./filtres.js").Choix} Choix */

/** @param {HTMLFormElement} form */
const cases = (form) => /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("fieldset input")]);

/** @param {HTMLFormElement} form */
const champTexte = (form) => /** @type {HTMLInputElement} */ (form.querySelector("#quoi"));

/**
 * What the form offers, and the words of each value.
 * @param {HTMLFormElement} form @param {HTMLSelectElement} tri
 * @returns {{choix: Choix, libelles: Record<string, Record<string, string>>}}
 */
export function choixDe(form, tri) {
  /** @type {Choix} */
  const choix = { filtres: {}, tris: [...tri.options].map((o) => o.value) };
  /** @type {Record<string, Record<string, string>>} */
  const libelles = {};
  for (const champ of form.querySelectorAll("fieldset")) {
    const cle = champ.dataset.cle ?? "";
    choix.filtres[cle] = { combine: champ.dataset.combine ?? "ou", valeurs: [] };
    libelles[cle] = {};
  }
  for (const c of cases(form)) {
    if (!c.value) continue;
    choix.filtres[c.name].valeurs.push(c.value);
    libelles[c.name][c.value] = (c.nextElementSibling?.firstChild?.textContent ?? c.value).trim();
  }
  return { choix, libelles };
}

/**
 * How many offres each value keeps by itself, as remplirFormulaire reads them.
 * @param {Choix} choix @param {number[][]} listes as the page gives them, in the order of the form
 */
export const comptesDe = (choix, listes) => Object.fromEntries(Object.entries(choix.filtres).map(([cle, { valeurs }], i) =>
  [cle, Object.fromEntries(valeurs.map((v, j) => [v, listes[i][j]]))]));

/**
 * The state that the form shows; the rest of it is that of before.
 * @param {HTMLFormElement} form @param {HTMLSelectElement} tri @param {Choix} choix @param {Etat} avant
 * @returns {Etat}
 */
export function lireFormulaire(form, tri, choix, avant) {
  /** @type {Etat} */
  const etat = { ...avant, filtres: {}, tri: tri.value, texte: champTexte(form).value.trim() };
  if (!etat.texte && tri.selectedOptions[0]?.hasAttribute("data-recherche")) etat.tri = choix.tris[0];
  for (const cle of Object.keys(choix.filtres)) {
    const valeurs = cases(form).filter((c) => c.name === cle && c.checked && c.value).map((c) => c.value);
    if (valeurs.length) etat.filtres[cle] = valeurs;
  }
  return etat;
}

/**
 * Shows a state in the form, with the number of offres of each option where
 * they are given. An option that would give nothing is disabled, unless chosen.
 * @param {HTMLFormElement} form @param {HTMLSelectElement} tri @param {Etat} etat
 * @param {Record<string, Record<string, number>>} [comptes]
 */
export function remplirFormulaire(form, tri, etat, comptes) {
  // By relevance: only where words are looked for.
  for (const o of tri.querySelectorAll("[data-recherche]")) /** @type {HTMLOptionElement} */ (o).disabled = !etat.texte;
  tri.value = etat.tri;
  const texte = champTexte(form);
  if (texte.value.trim() !== etat.texte) texte.value = etat.texte;
  for (const c of cases(form)) {
    const choisies = etat.filtres[c.name] ?? [];
    c.checked = c.value ? choisies.includes(c.value) : !choisies.length;
    const n = c.value ? comptes?.[c.name]?.[c.value] : undefined;
    if (n === undefined) continue;
    /** @type {HTMLElement} */ (c.parentElement?.querySelector(".option-nombre")).textContent = String(n);
    c.disabled = !n && !c.checked;
  }
}
