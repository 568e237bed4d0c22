// @ts-check
// Finding diplomas by what people type: from the index of
// generator/recherche/formations.go. Pure functions.

import { plier, presque } from "../pliage/pliage.js";
import { MOTS_VIDES, racine } from "../recherche-documentation/racines.js";

export const VERSION = 1;

/** @typedef {{cfd: string[], mots: Map<string, [number, number][]>}} Index */

/**
 * @typedef {object} Reponse
 * @property {Map<string, number>} scores of the diplomas that answer, by CFD: 1 for the best
 * @property {string[]} groupes keys of the diploma groups named, none for all
 * @property {boolean} libre whether a word was looked for, beyond the diploma
 * @property {string[]} fautes the words typed that stand nowhere, for which others were taken
 */

/** How people name diplomas, folded, the longest first. */
const DIPLOMES = /** @type {[RegExp, string][]} */ ([
  ["baccalaureat professionnel|classe de seconde professionnelle|seconde professionnelle|seconde commune|2de commune|2de pro|2nde pro|bac pro|baccalaureat|bac|seconde|2nde|2de", "BAC_PRO"],
  ["certificat d aptitude professionnelle agricole|certificat d aptitude professionnelle|capa|cap", "CAP"],
  ["brevet professionnel agricole|brevet professionnel|bpa|bp", "BP"],
  ["brevet de technicien|bt", "BT"],
  ["bp jeps|bpjeps", "BPJEPS"],
  ["cp jeps|cpjeps", "CPJEPS"],
].map(([mots, groupe]) => [new RegExp(`(^| )(${mots})(?= |$)`), groupe]));

/** They say nothing of a diploma among others: generator/recherche has the same list. */
const MOTS_CREUX = new Set("metier formation diplome professionnel travailler travail apprendre devenir faire etude ecole lycee apprentissage alternance option mention"
  .split(" ").map(racine));

/** How much a word counts that is what was typed, that begins so, that is so but for slips. */
const EXACT = 1;
const DEBUT = 0.4;
const FAUTE = 0.3;
const DEBUT_MIN = 3;

/** A diploma whose score is under this share of the best is noise. */
const BRUIT = 0.3;

/** @param {{version: number, cfd: string[], mots: string}} json @returns {Index} */
export function lireIndex(json) {
  if (json.version !== VERSION) throw new Error(`version ${json.version} of the index, want ${VERSION}`);
  const mots = new Map(json.mots.split("\n").filter(Boolean).map((ligne) => {
    const [mot, entree] = ligne.split(" ");
    let rang = 0;
    /** @type {[number, number][]} */
    const rangs = [...entree.matchAll(/([0-9a-z]+)([A-Z])/g)].map(([, ecart, poids]) => {
      rang += parseInt(ecart, 36);
      return [rang, poids.charCodeAt(0) - 64];
    });
    return [mot, rangs];
  }));
  return { cfd: json.cfd, mots };
}

/**
 * The diploma groups and the other words of a query.
 * @param {string} texte
 */
export function analyser(texte) {
  let plie = plier(texte);
  /** @type {Set<string>} */
  const groupes = new Set();
  for (const [motif, groupe] of DIPLOMES) {
    while (motif.test(plie)) {
      groupes.add(groupe);
      plie = plie.replace(motif, " ").replace(/ +/g, " ").trim();
    }
  }
  const tous = [...new Set(plie.split(" "))].filter((m) => m.length > 1);
  const pleins = tous.filter((m) => !MOTS_VIDES.has(m) && !MOTS_CREUX.has(racine(m)));
  return { groupes: [...groupes], mots: pleins.length || groupes.size ? pleins : tous };
}

/** The letters that a word may lack or have too many, twice. @param {string} a @param {string} b */
function presqueDeux(a, b) {
  if (Math.abs(a.length - b.length) > 2 || a[0] !== b[0]) return false;
  for (let i = 1; i <= a.length; i++) {
    const sans = a.slice(0, i - 1) + a.slice(i);
    if (presque(sans, b, true)) return true;
  }
  return false;
}

/**
 * What one word meets in the index, with how well.
 * @param {string} mot @param {Index} index @param {boolean} dernier it may still be being typed
 * @returns {{trouves: [string, number][], faute: boolean}}
 */
function rencontrer(mot, index, dernier) {
  const r = racine(mot);
  /** @type {[string, number][]} */
  const trouves = index.mots.has(r) ? [[r, EXACT]] : [];
  // "menuisier" and "menuiserie" share their beginning: so do a job and its trade.
  const souche = r.length >= 6 ? r.slice(0, Math.max(5, r.length - 3)) : "";
  for (const autre of index.mots.keys()) {
    if (autre === r) continue;
    if (dernier && mot.length >= DEBUT_MIN && autre.startsWith(mot)) trouves.push([autre, DEBUT]);
    else if (souche && autre.startsWith(souche)) trouves.push([autre, FAUTE]);
  }
  if (trouves.length) return { trouves, faute: false };
  for (const proche of mot.length > 3 ? [presque, presqueDeux] : []) {
    const voisins = [...index.mots.keys()].filter((autre) => (proche === presque ? presque(r, autre, true) : r.length > 6 && presqueDeux(r, autre)));
    if (voisins.length) return { trouves: voisins.map((v) => [v, FAUTE]), faute: true };
  }
  // What is being typed may have its slip already.
  const debuts = dernier && mot.length > 4 ? [...index.mots.keys()].filter((autre) => presque(mot, autre)) : [];
  return { trouves: debuts.map((v) => [v, FAUTE * DEBUT]), faute: debuts.length > 0 };
}

/**
 * The offres that answer, each with its relevance: by its diploma, or by a bac
 * pro that its 2de commune leads to there.
 * @template {{cfd: string, specialitesCfd: string[], groupeDiplome: string, pertinence: number}} O
 * @param {O[]} offres @param {Reponse} r @returns {O[]}
 */
export function repondre(offres, r) {
  for (const o of offres) {
    const siens = [o.cfd, ...o.specialitesCfd].map((c) => r.scores.get(c) ?? 0);
    o.pertinence = r.groupes.length && !r.groupes.includes(o.groupeDiplome) ? 0 : r.libre ? Math.max(...siens) : 1;
  }
  return offres.filter((o) => o.pertinence > 0);
}

/**
 * The diplomas that answer a query: those with all of its words, or with the
 * most where none has all.
 * @param {string} texte @param {Index} index @returns {Reponse}
 */
export function chercher(texte, index) {
  const { groupes, mots } = analyser(texte);
  /** @type {Map<number, {mots: number, score: number}>} */
  const parRang = new Map();
  /** @type {string[]} */
  const fautes = [];
  mots.forEach((mot, i) => {
    const { trouves, faute } = rencontrer(mot, index, i === mots.length - 1);
    if (faute) fautes.push(mot);
    /** @type {Map<number, number>} */
    const scores = new Map();
    for (const [autre, qualite] of trouves) {
      const entree = index.mots.get(autre) ?? [];
      const rarete = Math.log(2 + index.cfd.length / entree.length);
      for (const [rang, poids] of entree) scores.set(rang, Math.max(scores.get(rang) ?? 0, poids * qualite * rarete));
    }
    for (const [rang, score] of scores) {
      const r = parRang.get(rang) ?? { mots: 0, score: 0 };
      parRang.set(rang, { mots: r.mots + 1, score: r.score + score });
    }
  });
  const plus = Math.max(0, ...[...parRang.values()].map((r) => r.mots));
  const gardes = [...parRang].filter(([, r]) => r.mots === plus);
  const meilleur = Math.max(...gardes.map(([, r]) => r.score));
  return {
    scores: new Map(gardes.filter(([, r]) => r.score >= BRUIT * meilleur).map(([rang, r]) => [index.cfd[rang], r.score / meilleur])),
    groupes, libre: mots.length > 0, fautes,
  };
}
