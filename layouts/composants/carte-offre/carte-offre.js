// @ts-check
// Draws cards by cloning the model of the page: the markup is written once, in
// carte-offre.tmpl.

import { duree, kilometres, quartier, trajet } from "../mots/mots.js";

/** @typedef {import("../filtres/offres.js").Offre} Offre */

/**
 * The words that the page already holds: étiquettes and tranches by key.
 * @typedef {{etiquettes: Record<string, string>, tranches: Record<string, string>, base: string}} Mots
 */

/**
 * The content of each part of a card: a text, several, true for fixed words; a
 * part that is absent is removed.
 * @param {Offre} o @param {Mots} mots
 * @returns {Record<string, string | string[] | boolean>}
 */
export function champs(o, mots) {
  const a = o.acces;
  return {
    lien: o.libelle,
    etablissement: o.etablissement,
    ville: o.ville,
    diplome: o.diplome,
    alternance: o.voie === "apprentissage",
    statut: o.statutTexte,
    internat: o.internat,
    portesOuvertes: o.portesOuvertes,
    etiquette: o.tags.map((t) => mots.etiquettes[t] ?? t),
    suite: o.specialites.length > 0,
    specialite: o.specialites,
    temps: a ? duree(a.minutes) : "",
    trancheLibelle: a ? mots.tranches[o.tranche] ?? "" : "",
    trajet: a ? trajet(a) : "",
    carScolaire: !!a?.scolaire,
    espace: !!a?.espace,
    quartier: a ? quartier(a) : "",
    distance: !a && o.distance < Infinity ? kilometres(o.distance) : "",
  };
}

/** Removes a part with the space before it. @param {Element} el */
function retirer(el) {
  const avant = el.previousSibling;
  if (avant?.nodeType === 3 && !avant.nodeValue?.trim()) avant.remove();
  el.remove();
}

/**
 * @param {Offre} o @param {Mots} mots @param {HTMLTemplateElement} modele
 * @returns {HTMLElement}
 */
export function dessiner(o, mots, modele) {
  const carte = /** @type {HTMLElement} */ (/** @type {Element} */ (modele.content.firstElementChild).cloneNode(true));
  carte.dataset.tranche = String(o.tranche);
  const valeurs = champs(o, mots);
  for (const el of /** @type {NodeListOf<HTMLElement>} */ (carte.querySelectorAll("[data-champ]"))) {
    const v = valeurs[el.dataset.champ ?? ""];
    if (Array.isArray(v) ? !v.length : !v) {
      retirer(el);
    } else if (Array.isArray(v)) {
      for (const texte of v.slice(0, -1)) {
        const autre = /** @type {HTMLElement} */ (el.cloneNode());
        autre.textContent = texte;
        el.before(autre, el.tagName === "LI" ? "" : " ");
      }
      el.textContent = v[v.length - 1];
    } else if (typeof v === "string") {
      el.textContent = v;
    }
  }
  const temps = carte.querySelector(".carte-temps");
  if (temps && !temps.childElementCount) temps.remove();
  const lien = /** @type {HTMLAnchorElement} */ (carte.querySelector("a"));
  lien.href = mots.base + "details/" + o.cle + "/";
  return carte;
}
