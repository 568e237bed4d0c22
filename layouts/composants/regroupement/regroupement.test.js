import assert from "node:assert/strict";
import { test } from "node:test";
import { acces, ligne, regrouper } from "./regroupement.js";

const PIED = { minutes: 12, vehicules: 0, depart: 0, scolaire: false, velo: false };
const offre = (libelle, uai, autres = {}) => ({
  libelle, uai, cle: `${libelle}-${uai}`, cfd: libelle, diplome: "CAP", voie: "scolaire", etablissement: "LP " + uai, ville: "Lorient",
  statutTexte: "Public", internat: false, acces: PIED, distance: 800, ...autres,
});
const LISTE = [offre("Cuisine", "A"), offre("Boulanger", "B", { internat: true }), offre("Boulanger", "A"),
  offre("Cuisine", "C", { voie: "apprentissage", acces: null, distance: 42000, ville: "" })];
const resume = (par) => regrouper(LISTE, par).map((b) => [b.titre, b.detail, b.offres.map((o) => o.cle)]);

test("by établissement: each once, where its first offre stood, with the way there", () => {
  assert.deepEqual(resume("etablissement"), [
    ["LP A", "Lorient · 12\u00a0min (à pied) · Public", ["Cuisine-A", "Boulanger-A"]],
    ["LP B", "Lorient · 12\u00a0min (à pied) · Public · Internat", ["Boulanger-B"]],
    ["LP C", "à 42\u00a0km · Public", ["Cuisine-C"]],
  ]);
  assert.deepEqual(regrouper(LISTE, "etablissement").map((b) => b.uai), ["A", "B", "C"]);
});

test("by formation: the two voies of a diploma apart", () => {
  assert.deepEqual(resume("formation"), [
    ["Cuisine", "CAP", ["Cuisine-A"]], ["Boulanger", "CAP", ["Boulanger-B", "Boulanger-A"]], ["Cuisine", "CAP · Alternance", ["Cuisine-C"]],
  ]);
});

test("a line says what its block does not", () => {
  assert.deepEqual(ligne(LISTE[0], "etablissement"), ["Cuisine", "CAP"]);
  assert.deepEqual(ligne(LISTE[0], "formation"), ["LP A, Lorient", "12\u00a0min (à pied)"]);
  assert.deepEqual(ligne(LISTE[3], ""), ["Cuisine", "CAP · Alternance · LP C · à 42\u00a0km"]);
});

test("how an offre is reached", () => {
  assert.equal(acces(offre("x", "A", { acces: { ...PIED, minutes: 40, vehicules: 1, depart: 440, scolaire: true } })), "40\u00a0min (départ 7\u00a0h\u00a020 pour 8\u00a0h · direct, car scolaire)");
  assert.equal(acces(offre("x", "A", { acces: null, distance: Infinity })), "");
});
