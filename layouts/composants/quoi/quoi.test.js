import assert from "node:assert/strict";
import { test } from "node:test";
import { analyser, chercher, lireIndex, repondre } from "./quoi.js";

// Weights: R is 18, G is 7.
const INDEX = lireIndex({ version: 1, cfd: ["A", "B", "C", "D"], mots: "boi 0R1G\nboulang 2R\ncheva 3R\ncuisin 2G\nmenuisi 0R\nmenuiseri 1R\nplomberi 3G\n" });
const trouves = (texte) => [...chercher(texte, INDEX).scores].sort((a, b) => b[1] - a[1]).map(([cfd]) => cfd);

test("the index", () => {
  assert.deepEqual(INDEX.mots.get("boi"), [[0, 18], [1, 7]]);
  assert.throws(() => lireIndex({ version: 9, cfd: [], mots: "" }), /version 9/);
  assert.deepEqual([...chercher("bois", lireIndex({ version: 1, cfd: [], mots: "" })).scores], []);
});

test("diplomas are told from what they are of", () => {
  assert.deepEqual(analyser("CAP cuisine"), { groupes: ["CAP"], mots: ["cuisine"] });
  assert.deepEqual(analyser("bac professionnel, métiers du bois"), { groupes: ["BAC_PRO"], mots: ["bois"] });
  assert.deepEqual(analyser("Certificat d'aptitude professionnelle"), { groupes: ["CAP"], mots: [] });
  assert.deepEqual(analyser("capitaine"), { groupes: [], mots: ["capitaine"] });
  assert.deepEqual(analyser("2de commune"), { groupes: ["BAC_PRO"], mots: [] });
  assert.deepEqual(analyser("métier"), { groupes: [], mots: ["metier"] });
});

test("the word itself, its beginning, its trade, one slip, two in a long word", () => {
  assert.deepEqual(trouves("bois"), ["A", "B"]);
  assert.deepEqual(trouves("boul"), ["C"]);
  assert.deepEqual(trouves("menuisier"), ["A", "B"]);
  assert.deepEqual(trouves("chevaux"), ["D"]);
  assert.deepEqual(trouves("plomerie"), ["D"]);
  assert.deepEqual(trouves("plonnberie"), ["D"]);
  assert.deepEqual(chercher("plomerie", INDEX).fautes, ["plomerie"]);
  assert.deepEqual(chercher("bois", INDEX).fautes, []);
  assert.deepEqual(trouves("bo"), []);
  assert.deepEqual(trouves("zzzz"), []);
});

test("all of the words, or as many as can be", () => {
  assert.deepEqual(trouves("menuisier bois"), ["A", "B"]);
  assert.deepEqual(trouves("boulanger cuisine"), ["C"]);
  assert.deepEqual(trouves("boulanger zzzz"), ["C"]);
});

test("offres answer by their diploma, or by a bac pro of their 2de commune", () => {
  const offre = (cfd, groupeDiplome, specialitesCfd = []) => ({ cfd, groupeDiplome, specialitesCfd, pertinence: 0 });
  const offres = [offre("A", "CAP"), offre("B", "BAC_PRO"), offre("X", "BAC_PRO", ["A"]), offre("Y", "CAP")];
  assert.deepEqual(repondre(offres, chercher("bois", INDEX)).map((o) => o.cfd), ["A", "B", "X"]);
  assert.deepEqual(repondre(offres, chercher("bac pro bois", INDEX)).map((o) => o.cfd), ["B", "X"]);
  assert.deepEqual(repondre(offres, chercher("cap", INDEX)).map((o) => o.cfd), ["A", "Y"]);
  assert.deepEqual(repondre(offres, chercher("zzzz", INDEX)), []);
});
