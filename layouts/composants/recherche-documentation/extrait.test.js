import assert from "node:assert/strict";
import { test } from "node:test";
import { marquer, passage } from "./extrait.js";

const marques = (texte, ...racines) => marquer(texte, new Set(racines)).map((m) => (m.marque ? `[${m.texte}]` : m.texte)).join("");

test("whole words are marked, whatever their form", () => {
  assert.equal(marques("Les élèves, l’Élève et l'élevage.", "elev"), "Les [élèves], l’[Élève] et l'élevage.");
  assert.equal(marques("Vœux des œuvres", "voeu"), "[Vœux] des œuvres");
  assert.equal(marques("rien", "elev"), "rien");
  assert.equal(marques("", "elev"), "");
});

test("markup is text", () => assert.equal(marques("<b>taux</b>", "tau"), "<b>[taux]</b>"));

const LONG = "Une première phrase qui ne dit rien de ce que l’on cherche, mais qui est longue. Une deuxième phrase du même genre, pour éloigner la suite. " +
  "Le taux de pression compare les vœux aux places. Puis vient encore du texte, et du texte, et du texte, sans rapport avec ce qui précède.";

test("a passage starts with the sentence of the words found", () => {
  const p = passage(LONG, new Set(["tau", "pression", "plac"]), 80);
  assert.match(p, /^…Le taux de pression compare les vœux aux places\. .*…$/);
  assert.ok(p.length <= 82, p);
});

test("the passage with most of the words is the one", () => {
  const texte = "Le taux. " + "Autre chose que cela. ".repeat(12) + "Un taux de pression élevé. " + "Autre chose. ".repeat(12);
  assert.match(passage(texte, new Set(["tau", "pression"]), 80), /taux de pression/);
});

test("a long sentence is entered a few words before", () => {
  const texte = "mot ".repeat(100) + "pression " + "mot ".repeat(100);
  assert.match(passage(texte, new Set(["pression"]), 80), /^…(mot )+pression (mot ?)+…$/);
});

test("a short text is shown whole, one where nothing is found from its start", () => {
  assert.equal(passage("Court.", new Set(["x"])), "Court.");
  assert.match(passage(LONG, new Set(), 80), /^Une première phrase.*…$/);
});
