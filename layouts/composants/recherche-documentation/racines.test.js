import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { analyser, racine } from "./racines.js";

const cas = JSON.parse(readFileSync(new URL("cas.json", import.meta.url), "utf8"));
const mots = (texte) => analyser(texte).map((m) => m.mot);

test("roots are those of the shared cases, and beginnings of their words", () => {
  for (const [mot, attendue] of cas.racines) {
    assert.equal(racine(mot), attendue, mot);
    assert.ok(mot.startsWith(attendue), mot);
  }
});

test("empty words are those of the shared cases", () => {
  for (const vide of cas.vides) assert.deepEqual(mots("internat " + vide), ["internat"], vide);
  for (const plein of cas.pleins) assert.deepEqual(mots("internat " + plein), ["internat", plein], plein);
});

test("a query of empty words keeps them", () => {
  assert.deepEqual(mots("Qui est-ce ?"), ["qui", "est", "ce"]);
  assert.deepEqual(mots("l'"), []);
  assert.deepEqual(mots(""), []);
});

test("only the last word is still being typed; none is looked for twice", () => {
  assert.deepEqual(analyser("Taux de pression, TAUX").map((m) => [m.racine, m.dernier]), [["tau", false], ["pression", true]]);
});
