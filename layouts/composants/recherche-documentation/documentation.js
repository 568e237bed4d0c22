// @ts-check
// Answering a query from the files of generator/recherche, whose package comment
// says what each holds. The files come from a function, so that the tests can
// give their own.

import { presque } from "../pliage/pliage.js";
import { analyser } from "./racines.js";

/** @typedef {import("./racines.js").Mot} Mot */
/** @typedef {(nom: string) => Promise<any>} Lire reads a file by its name */
/** @typedef {{sections: number, mots: string[], fautes: Record<string, string>}} Sommaire */

/**
 * @typedef {object} Resultat
 * @property {number} numero of the section
 * @property {number} mots how many of the words it has
 * @property {number} exacts how many of them as they were typed, or nearly
 * @property {number} score
 */

/**
 * @typedef {object} Reponse
 * @property {Resultat[]} resultats the best first
 * @property {number} mots how many were looked for
 * @property {Set<string>} racines the words found, to be marked
 * @property {string[]} fautes the words typed that stand nowhere, for which others were taken
 */

/** How much a word counts that is what was typed, that begins so, that is so but for one slip. */
const EXACT = 1;
const DEBUT = 0.4;
const FAUTE = 0.3;

/** A beginning shorter than this is that of too many words. */
const DEBUT_MIN = 3;

/** Words that differ by one slip from what was typed: more would be guesses. */
const VOISINS_MAX = 4;

/** A number of section is SECTIONS_PAR_BLOC times that of its block, plus its rank there. */
const SECTIONS_PAR_BLOC = 4;

/** @param {number} numero */
export const place = (numero) => ({ bloc: Math.floor(numero / SECTIONS_PAR_BLOC), rang: numero % SECTIONS_PAR_BLOC });

/** The sections of a word and its weight in each. @param {string} ligne @returns {[number, number][]} */
export function lireEntree(ligne) {
  let numero = 0;
  return [...ligne.matchAll(/([0-9a-z]+)([A-Z])/g)].map(([, ecart, poids]) => {
    numero += parseInt(ecart, 36);
    return [numero, poids.charCodeAt(0) - 64];
  });
}

/** The file of words in which a word stands, if it does. @param {string} mot @param {string[]} noms */
const fichierDe = (mot, noms) => noms.filter((n) => mot.startsWith(n)).sort((a, b) => b.length - a.length).slice(0, 1);

/** Reads files of words: each word with its entry. @param {string[]} noms @param {Lire} lire @returns {Promise<[string, string][]>} */
const lireMots = async (noms, lire) => (await Promise.all([...new Set(noms)].map((n) => lire("mots-" + n)))).flatMap((f) => Object.entries(f));

/**
 * What one word of a query found.
 * @typedef {object} Trouve
 * @property {Map<number, number>} scores by section
 * @property {Set<number>} exacts the sections where it is not just a beginning
 * @property {boolean} partout it stands in so many sections that not all are listed
 * @property {string[]} racines the words of the index that it met
 * @property {boolean} faute they are not what was typed
 */

/**
 * Finds one word of a query: as it is, as a beginning, else but for one slip.
 * @param {Mot} m @param {Sommaire} sommaire @param {Lire} lire
 * @returns {Promise<Trouve>}
 */
async function trouver(m, sommaire, lire) {
  /** @type {Trouve} */
  const t = { scores: new Map(), exacts: new Set(), partout: false, racines: [], faute: false };
  /** @param {[string, string][]} mots @param {number} qualite */
  const ajouter = (mots, qualite) => {
    for (const [mot, ligne] of mots) {
      const entree = lireEntree(ligne);
      const rarete = Math.log(1 + sommaire.sections / entree.length);
      for (const [numero, poids] of entree) {
        t.scores.set(numero, Math.max(t.scores.get(numero) ?? 0, poids * rarete * qualite));
        if (qualite === EXACT) t.exacts.add(numero);
      }
      t.racines.push(mot);
      t.partout ||= ligne.endsWith("+");
    }
  };

  const debut = m.dernier && m.mot.length >= DEBUT_MIN;
  const noms = [...fichierDe(m.racine, sommaire.mots), ...fichierDe(m.mot, sommaire.mots)];
  const connus = await lireMots(debut ? [...noms, ...sommaire.mots.filter((n) => n.startsWith(m.mot))] : noms, lire);
  ajouter(connus.filter(([mot]) => mot === m.racine), EXACT);
  if (debut) ajouter(connus.filter(([mot]) => mot !== m.racine && mot.startsWith(m.mot)), DEBUT);
  if (!t.racines.length) {
    const voisins = await chercherVoisins(m, sommaire, lire);
    const lus = await lireMots(voisins.flatMap((v) => fichierDe(v, sommaire.mots)), lire);
    ajouter(lus.filter(([mot]) => voisins.includes(mot)), FAUTE);
    t.faute = t.racines.length > 0;
  }
  return t;
}

/**
 * The words of the index that what was typed may be but for one slip. A slip
 * leaves the first two letters or the last two; short words are listed together.
 * @param {Mot} m @param {Sommaire} sommaire @param {Lire} lire
 * @returns {Promise<string[]>}
 */
async function chercherVoisins(m, { fautes }, lire) {
  if (m.mot.length < 4 || m.mot[0] <= "9") return [];
  const listes = [m.racine.slice(0, 2), m.racine.slice(-2)].filter(([a, b]) => fautes[a]?.includes(b));
  if (m.racine.length <= 5) listes.push("court");
  const lus = await Promise.all(listes.map((n) => lire("fautes-" + n)));
  const candidats = [...new Set(lus.flatMap((l) => l.split(" ")))];
  let proches = candidats.filter((c) => presque(m.racine, c, true));
  if (!proches.length && m.dernier) proches = candidats.filter((c) => presque(m.mot, c));
  const initiale = (/** @type {string} */ c) => Number(c[0] !== m.mot[0]);
  return proches.sort((a, b) => initiale(a) - initiale(b)).slice(0, VOISINS_MAX);
}

/** With fewer sections than this, those that lack one word follow. */
const PEU = 3;

/**
 * Answers a query: the sections that have most of its words, all of them where
 * there is one.
 * @param {string} texte @param {Lire} lire
 * @returns {Promise<Reponse>}
 */
export async function chercher(texte, lire) {
  const mots = analyser(texte);
  if (!mots.length) return { resultats: [], mots: 0, racines: new Set(), fautes: [] };
  const sommaire = await lire("sommaire");
  const trouves = await Promise.all(mots.map((m) => trouver(m, sommaire, lire)));
  /** @type {Map<number, Resultat>} */
  const sections = new Map();
  for (const numero of trouves.flatMap((t) => [...t.scores.keys()])) {
    const r = { numero, mots: 0, exacts: 0, score: 0 };
    for (const t of trouves) {
      r.score += t.scores.get(numero) ?? 0;
      if (t.exacts.has(numero)) r.exacts++;
      // A word that is everywhere is taken to be in a section of which nothing is known.
      if (t.partout || t.scores.has(numero)) r.mots++;
    }
    sections.set(numero, r);
  }
  const tries = [...sections.values()].sort((a, b) => b.mots - a.mots || b.exacts - a.exacts || b.score - a.score || a.numero - b.numero);
  const plus = tries[0]?.mots ?? 0;
  const assez = tries.length < PEU || tries[PEU - 1].mots === plus;
  const resultats = tries.filter((r) => r.mots >= (assez || plus < PEU ? plus : plus - 1));
  return {
    resultats,
    mots: mots.length,
    racines: new Set(trouves.flatMap((t) => t.racines)),
    fautes: mots.filter((_, i) => trouves[i].faute).map((m) => m.mot),
  };
}
