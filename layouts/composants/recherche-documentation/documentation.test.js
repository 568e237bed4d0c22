import assert from "node:assert/strict";
import { test } from "node:test";
import { chercher, lireEntree, place } from "./documentation.js";
import { racine } from "./racines.js";

/**
 * An index of the given words, each with its weight by section: one file of
 * words by first letter.
 * @param {Record<string, Record<number, number>>} mots
 */
function index(mots, sections = 20) {
  const fichiers = { "fautes-court": "" };
  const fautes = {};
  for (const [mot, poids] of Object.entries(mots)) {
    let avant = 0;
    const entree = Object.entries(poids).map(([n, p]) => {
      const ecart = (Number(n) - avant).toString(36);
      avant = Number(n);
      return ecart + String.fromCharCode(64 + p);
    }).join("");
    (fichiers["mots-" + mot[0]] ??= {})[mot] = entree + (Object.keys(poids).length > 8 ? "+" : "");
    if (mot.length < 5) {
      fichiers["fautes-court"] += " " + mot;
      continue;
    }
    for (const paire of new Set([mot.slice(0, 2), mot.slice(-2)])) {
      fautes[paire[0]] = (fautes[paire[0]] ?? "") + paire[1];
      fichiers["fautes-" + paire] = ((fichiers["fautes-" + paire] ?? "") + " " + mot).trim();
    }
  }
  fichiers.sommaire = { sections, mots: Object.keys(fichiers).filter((f) => f.startsWith("mots-")).map((f) => f.slice(5)), fautes };
  const lus = [];
  const lire = async (nom) => {
    assert.ok(nom in fichiers, nom + " is asked for and is not listed");
    lus.push(nom);
    return fichiers[nom];
  };
  return { lire, lus };
}

const MOTS = {
  internat: { 0: 24, 1: 5, 4: 3 }, internationa: { 7: 24 }, eleve: {}, elev: { 1: 4, 2: 4 }, tau: { 8: 12, 9: 4, 12: 4 }, pression: { 8: 12, 9: 5 },
  plac: { 4: 6, 12: 2 }, tarif: { 2: 3 }, page: { 3: 2 }, partout: { 0: 1, 1: 1, 2: 1, 3: 1, 5: 1, 6: 1, 7: 1, 8: 1, 9: 1 },
};
const numeros = async (texte, mots = MOTS) => (await chercher(texte, index(mots).lire)).resultats.map((r) => r.numero);

test("an entry is read as the generator writes it", () => {
  assert.deepEqual(lireEntree("0A1Zz2C+"), [[0, 1], [1, 26], [1 + 35 * 36 + 2, 3]]);
  assert.deepEqual(lireEntree(""), []);
  assert.deepEqual([place(0), place(7)], [{ bloc: 0, rang: 0 }, { bloc: 1, rang: 3 }]);
});

test("accents, capitals, plural and feminine do not matter", async () => {
  for (const texte of ["élève", "ELEVES", "élevée", "eleve"]) assert.deepEqual(await numeros(texte), [1, 2], texte);
  assert.deepEqual(await numeros("les taux"), await numeros("Taux"));
});

test("a title comes before a text", async () => assert.deepEqual(await numeros("internat, "), [0, 1, 4, 7]));

test("the word comes before those that it begins, whatever they weigh", async () => {
  assert.deepEqual(await numeros("internat"), [0, 1, 4, 7]); // 7 is "international", in a title
  assert.deepEqual(await numeros("pla"), [4, 12]);
  assert.deepEqual(await numeros("elev", { elev: { 1: 4 }, elevag: { 2: 20 } }), [1, 2]);
});

test("only the last word may be a beginning", async () => {
  assert.deepEqual(await numeros("taux press"), [8, 9]);
  const r = await chercher("press taux", index(MOTS).lire);
  assert.deepEqual([r.resultats[0].mots, r.mots], [1, 2]);
});

test("every word must be there; else most of them, and it can be said", async () => {
  assert.deepEqual(await numeros("taux de pression"), [8, 9]);
  const r = await chercher("internat tarif zzzz", index(MOTS).lire);
  assert.deepEqual([r.resultats.map((x) => x.numero), r.resultats[0].mots, r.mots], [[0, 1, 2, 4], 1, 3]);
});

test("where few sections have three words or more, those that lack one follow", async () => {
  assert.deepEqual(await numeros("taux places pression"), [8, 9, 12]);
  assert.deepEqual(await numeros("taux pression elev"), [8, 9]);
});

test("empty words are looked for only when alone", async () => {
  const { lire, lus } = index({ ...MOTS, "comment": { 5: 8 } });
  assert.deepEqual((await chercher("comment sont les élèves", lire)).resultats.map((r) => r.numero), [1, 2]);
  assert.ok(!lus.includes("mots-c"));
  assert.deepEqual((await chercher("comment", lire)).resultats.map((r) => r.numero), [5]);
});

test("one slip is forgiven where the word stands nowhere, wherever it is", async () => {
  for (const texte of ["presion", "pressoin", "prassion", "rpession", "xression", "ression", "pressiom", "presssion", "pressions"]) {
    assert.deepEqual(await numeros(texte), [8, 9], texte);
  }
  for (const texte of ["tuax", "tauux", "plcae", "palces"]) assert.notDeepEqual(await numeros(texte), [], texte);
  const r = await chercher("taux de presion", index(MOTS).lire);
  assert.deepEqual([r.fautes, [...r.racines]], [["presion"], ["tau", "pression"]]);
});

test("a slip in a word still being typed", async () => assert.deepEqual(await numeros("presio"), [8, 9]));

test("two slips, short words and numbers are not guessed", async () => {
  assert.deepEqual(await numeros("presoin"), []);
  assert.deepEqual(await numeros("tuu"), []);
  assert.deepEqual(await numeros("2031", { 2030: { 1: 4 } }), []);
});

test("a word that is everywhere is taken to be in sections of which nothing is known", async () => {
  assert.deepEqual(await numeros("partout tarif"), [2]);
  assert.deepEqual((await numeros("partout places")).slice(0, 1), [4]);
});

test("nothing typed reads nothing", async () => {
  const { lire, lus } = index(MOTS);
  assert.deepEqual((await chercher(" l’ ?", lire)).resultats, []);
  assert.deepEqual(lus, []);
});

test("the roots of this test are those of the index", () => {
  for (const mot of ["internat", "elev", "tau", "pression", "plac", "tarif", "page"]) assert.equal(racine(mot), mot);
});
